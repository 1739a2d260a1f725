/* The background map comes from another house. When it can't be reached, that is said on the map. */
/* words(): the sentence, in the language of the page. */
export function watchTiles(map, words) {
  const box = map.getContainer().parentElement.appendChild(document.createElement("div"));
  box.className = "tiles-failed";
  box.setAttribute("role", "status");
  const say = (text) => {
    if (box.textContent !== text) box.textContent = text;
  };
  map.on("layeradd", ({ layer }) => {
    if (!(layer instanceof window.L.TileLayer)) return;
    let came = false;
    layer.on("tileload", () => {
      came = true;
      say("");
    });
    // One tile may fail at the edge of the country; it is out of reach while none comes.
    layer.on("tileerror", () => came || say(words()));
  });
  map.on("layerremove", ({ layer }) => layer instanceof window.L.TileLayer && say(""));
}
