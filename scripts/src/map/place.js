/* Where the reader moved the map to stands behind the # of the address, so that a link and the back
   button bring the same sight back. What the map shows by itself has nothing there. */

import { readPlace, writePlace } from "../pure/place.js";

export const PADDING = 18; // pixels around what fills the map
const STILL = 8; // pixels that the middle may shift when the window changes

let own = null; // what the map shows of itself: { middle, zoom }
let filled = null; // bounds that the map shows of itself
let unseen = null; // bounds to show as soon as the map is in sight
let shown = null; // query of the view that is on the map
let isBack = false;

/* What the address asks for: { lat, lon, zoom }, or null. */
export const askedPlace = () => readPlace(window.location.hash);

/* True once after the reader went back or forward to another view. */
export function cameBack() {
  const was = isBack;
  isBack = false;
  return was;
}

/* Fill the map, of whatever size it is now, with a place. */
export function fillMap(map, bounds) {
  own = null;
  map.invalidateSize({ animate: false });
  const { middle, zoom } = fitting(map, bounds);
  map.setView(middle, zoom, { animate: false });
}

/* The same, unless the address asks for another sight. With `stays` the map stays as it is. */
export function fitPlace(map, bounds, { stays = false } = {}) {
  own = null;
  filled = bounds;
  map.invalidateSize({ animate: false });
  unseen = isInSight(map) ? null : bounds;
  if (unseen) return;
  const asked = askedPlace();
  const wanted = fitting(map, bounds);
  if (!stays) map.setView(asked ? [asked.lat, asked.lon] : wanted.middle, asked ? asked.zoom : wanted.zoom, { animate: false });
  own = wanted;
}

/* Follow the size of the page: what the map showed of itself it shows again in the new size; a
   map that had none is filled now. */
export function followSize(map) {
  const isOwn = own && !placeOf(map);
  map.invalidateSize();
  if (unseen && isInSight(map)) fitPlace(map, unseen);
  else if (isOwn && isInSight(map)) fitPlace(map, filled);
}

const isInSight = (map) => map.getContainer().clientWidth > 0;

function fitting(map, bounds) {
  const box = window.L.latLngBounds(bounds);
  const zoom = map.getBoundsZoom(box, false, window.L.point(2 * PADDING, 2 * PADDING));
  const corners = [box.getSouthWest(), box.getNorthEast()].map((corner) => map.project(corner, zoom));
  return { middle: map.unproject(corners[0].add(corners[1]).divideBy(2), zoom), zoom };
}

/* The place as it stands in an address; nothing for what the map shows by itself. */
export function placeOf(map) {
  if (!own) return "";
  const zoom = map.getZoom();
  const { lat, lng } = map.getCenter();
  const shift = map.project([lat, lng], zoom).distanceTo(map.project(own.middle, zoom));
  return zoom !== own.zoom || shift > STILL ? writePlace({ lat, lon: lng, zoom }) : "";
}

/* Keep the address up to date; a step of the map is no step back in history. The address may
   already be that of a view that is still on its way: the place of the old one isn't its own. */
export function notePlace(map, query = shown) {
  const { pathname, search, hash } = window.location;
  shown = query;
  if (!own || search !== shown) return;
  const place = placeOf(map);
  if (place !== hash && (place || askedPlace())) window.history.replaceState(window.history.state, "", pathname + search + place);
}

/* Listen to steps back and forward, and to another place behind the address. */
export function followAddress(map) {
  window.addEventListener("popstate", () => {
    const asked = askedPlace();
    if (window.location.search !== shown) isBack = shown !== null;
    // Somebody pasted another place of the view that is here.
    else if (own && asked) map.setView([asked.lat, asked.lon], asked.zoom, { animate: false });
  });
}
