/* Close by, borders are drawn finely: those of the gemeenten in sight are fetched once. */

import { NEDERLAND } from "../pure/place.js";
import { loadIndex, loadShapes } from "./files.js";

/**
 * @import { LeafletMap } from "../seams.js"
 * @import { Stage } from "./stage.js"
 */

const CLOSE_FROM = { area: 13.5, country: 11 }; // zoom levels from which finer shapes are loaded

/**
 * @param {LeafletMap} map
 * @param {MapModel} model
 * @param {Stage} stage
 */
export async function comeCloser(map, model, stage) {
  if (!stage.areas || !model.finer || map.getZoom() < CLOSE_FROM[model.place === NEDERLAND ? "country" : "area"]) return;
  try {
    const { files } = "index" in model.finer ? await loadIndex(model.finer.index) : model.finer;
    const urls = files.filter(([, box]) => isInSight(map, box)).map(([url]) => url).filter((url) => !stage.finer.has(url));
    await Promise.all(urls.map(async (url) => {
      stage.finer.add(url);
      const finer = await loadShapes(url);
      if (stage.isOn) stage.areas?.refine(finer);
    }));
  } catch {
    // What is there stays: less fine, but whole. The next move tries again.
    stage.finer.clear();
  }
}

/**
 * @param {LeafletMap} map
 * @param {[number, number, number, number]} box
 */
const isInSight = (map, [west, south, east, north]) => map.getBounds().intersects([[south, west], [north, east]]);
