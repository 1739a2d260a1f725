/* Everything that the scripts use of Dash, dash-leaflet and Leaflet without their promise, each with
   its reason; docs/page.md lists them, and each has a test in tests/contract/test_seams.py. */

/**
 * @typedef {import("leaflet").Map} LeafletMap
 */

/**
 * Leaflet itself, which dash-leaflet puts on the window.
 * @returns {typeof import("leaflet")}
 */
export const leaflet = () => /** @type {any} */ (window).L;

/** @type {WeakMap<Element, LeafletMap>} */
const maps = new WeakMap();

/* dash-leaflet keeps its maps to itself: Leaflet tells of each that is made from now on. */
export function watchMaps() {
  leaflet().Map.addInitHook(
    /** @this {LeafletMap} */
    function () {
      maps.set(this.getContainer(), this);
    },
  );
}

/**
 * The map that a component stands in: dash-leaflet draws the children of a map inside its element.
 * @param {Element} element
 */
export function mapAround(element) {
  const container = element.closest(".leaflet-container");
  const map = container && maps.get(container);
  if (!map) throw new Error("AreaMap is no child of a Map of dash-leaflet, or its script came after that map");
  return map;
}
