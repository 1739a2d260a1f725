/* The background map comes from another house. When it can't be reached, that is said on the map. */

import { leaflet } from "../seams.js";

/** @import { LeafletMap } from "../seams.js" */

/**
 * @param {LeafletMap} map
 * @param {() => string} words The sentence, in the language of the page.
 * @returns {() => void} Stops watching.
 */
export function watchTiles(map, words) {
  const { TileLayer } = leaflet();
  const box = document.createElement("div");
  box.className = "tiles-failed";
  box.setAttribute("role", "status");
  map.getContainer().parentElement?.appendChild(box);
  const say = (/** @type {string} */ text) => {
    if (box.textContent !== text) box.textContent = text;
  };
  const added = (/** @type {import("leaflet").LayerEvent} */ { layer }) => {
    if (!(layer instanceof TileLayer)) return;
    let came = false;
    layer.on("tileload", () => {
      came = true;
      say("");
    });
    // One tile may fail at the edge of the country; it is out of reach while none comes.
    layer.on("tileerror", () => came || say(words()));
  };
  const removed = (/** @type {import("leaflet").LayerEvent} */ { layer }) => {
    if (layer instanceof TileLayer) say("");
  };
  map.on("layeradd", added);
  map.on("layerremove", removed);
  return () => {
    map.off("layeradd", added);
    map.off("layerremove", removed);
    box.remove();
  };
}
