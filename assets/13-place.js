/* Where the reader moved the map to stands behind the # of the address, so that a link and the back
   button bring the same sight back. What the map shows by itself has nothing there. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const PLACE = /^#kaart=(\d+\.\d+),(\d+\.\d+),(\d+(?:\.\d+)?)$/;
  const ZOOMS = [6, 17]; // as the map's in nplv_geo/web/layout.py
  const PADDING = 18; // around what fills the map
  const STILL = 8; // pixels that the middle may shift when the window changes

  let own = null; // what the map showed by itself
  let seen = null; // query that the address had when the map was last looked at
  let isBack = false;

  /* What the address asks for: { lat, lon, zoom }; null when that is nothing, or nowhere here. */
  nplv.askedPlace = function () {
    const [, lat, lon, zoom] = (PLACE.exec(window.location.hash) || []).map(Number);
    const isHere = lat > 50 && lat < 54 && lon > 3 && lon < 8 && zoom >= ZOOMS[0] && zoom <= ZOOMS[1];
    return isHere ? { lat, lon, zoom } : null;
  };

  /* True once after the reader went back or forward to another view. */
  nplv.cameBack = function () {
    const was = isBack;
    isBack = false;
    return was;
  };

  /* Fill the map, of whatever size it has now, with a place. */
  nplv.fillMap = function (map, bounds) {
    own = null;
    map.invalidateSize({ animate: false });
    map.fitBounds(window.L.latLngBounds(bounds), { padding: [PADDING, PADDING], animate: false });
  };

  /* The same, unless the address asks for another sight. */
  nplv.fitPlace = function (map, bounds) {
    const asked = nplv.askedPlace();
    nplv.fillMap(map, bounds);
    const fitted = { middle: map.getCenter(), zoom: map.getZoom() };
    if (asked) map.setView([asked.lat, asked.lon], asked.zoom, { animate: false });
    own = fitted;
  };

  /* Keep the address up to date; a step of the map is no step back in history. */
  nplv.notePlace = function (map) {
    const { pathname, search, hash } = window.location;
    seen = search;
    if (!own || isBack) return;
    const zoom = map.getZoom();
    const { lat, lng } = map.getCenter();
    const shift = map.project([lat, lng], zoom).distanceTo(map.project(own.middle, zoom));
    const isMoved = zoom !== own.zoom || shift > STILL;
    const wanted = isMoved ? `#kaart=${lat.toFixed(5)},${lng.toFixed(5)},${zoom}` : "";
    if (wanted !== hash && (wanted || nplv.askedPlace())) window.history.replaceState(window.history.state, "", pathname + search + wanted);
  };

  window.addEventListener("popstate", () => {
    isBack = seen !== null && window.location.search !== seen;
  });
})();
