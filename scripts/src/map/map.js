/* The map's own script. dash-leaflet gives the map; this draws the areas on it.

   A model (see nplv_geo/present/map/model.py) tells what to show. While its `key` stays the same
   the shapes stay and only take other colours; with another key they are drawn anew. What has been
   loaded before is shown at once. The newest wish always wins: what an older one waited for is
   dropped. */

import { isMany } from "../pure/looks.js";
import { byName } from "../pure/walking.js";
import { go } from "../page/router.js";
import { onMapMade } from "../seams.js";
import { canvasAreas } from "./canvas-areas.js";
import { colour } from "./colours.js";
import { figuresOf } from "./figures.js";
import { load, loaded, loadIndex, loadShapes, loadValues } from "./files.js";
import { walkable } from "./keyboard.js";
import { countryLayer, layCircles, makePanes, outlineLayer, ringLayer, tipContent } from "./layers.js";
import { looks, styleOf } from "./looks.js";
import { message } from "./message.js";
import { cameBack, fillMap, fitPlace, followAddress, followSize, notePlace } from "./place.js";
import { restyle, svgAreas } from "./svg-areas.js";
import { watchTiles } from "./tiles.js";

const CLOSE_FROM = { area: 13.5, country: 11 }; // zoom levels from which finer shapes are loaded

let map = null;
let model = null;
let figures = null;
let wish = 0;
let drawn = emptyStage();
let steppedByKeyboard = false;
let nowThere = null;
let tip = null;
let queryOnMap;
const isThere = new Promise((there) => (nowThere = there));

function emptyStage() {
  return { key: null, place: null, group: null, areas: null, shapes: new Map(), circles: [], placing: null, ring: null, finer: new Set() };
}

/* Shapes on the map by code: { code, name, layer (null on canvas), latlngs }. */
export const registry = () => drawn.shapes;
/* What they show now: { has, number, words } by code. */
export const shownFigures = () => figures;
export const leaflet = () => map;
/* Area at a place on a map of thousands. */
export const areaAt = (latlng) => drawn.areas.at(latlng);

onMapMade((made) => {
  map = made;
  map.whenReady(() => {
    makePanes(map);
    new ResizeObserver(() => followSize(map)).observe(map.getContainer());
    map.on("zoomend resize", placeCircles);
    map.on("moveend", comeCloser);
    map.on("moveend", () => notePlace(map));
    followAddress(map);
    watchTiles(map, () => (model ? model.words.tiles : ""));
    if (model) show(model).then(nowThere);
  });
});

/* The query of the view that the newest model belongs to. */
export const setQuery = (query) => (queryOnMap = query);

/* Called for every new model; the promise is kept when it is on the map, or can't be. */
export async function show(wanted) {
  model = wanted;
  wish += 1;
  if (!map) return isThere;
  map.getContainer().setAttribute("aria-label", wanted.label);
  map.getContainer().setAttribute("role", "application");
  if (needs(wanted).every(([url]) => loaded(url))) return apply(wanted);
  return fetchFor(wanted, wish);
}

/* Files that a model is drawn from, and how each is read. */
function needs(wanted) {
  const shapes = wanted.key === drawn.key ? [] : [...wanted.files, wanted.outline && wanted.outline[0]];
  return [
    ...shapes.filter(Boolean).map((url) => [url, loadShapes]),
    ...(wanted.country ? [[wanted.country, load]] : []),
    ...(wanted.figures ? [[wanted.figures.url, loadValues]] : []),
  ];
}

export const isOnStage = (wanted) => wanted.key === drawn.key;

/* Load what a view that is likely to come next will need. */
export const prepare = (wanted) => Promise.allSettled(needs(wanted).map(([url, ask]) => ask(url)));

async function fetchFor(wanted, mine) {
  say(wanted.words.loading, { quiet: true });
  try {
    await Promise.all(needs(wanted).map(([url, ask]) => ask(url)));
    if (mine === wish) apply(wanted);
  } catch {
    if (mine === wish) say(wanted.words.load_failed, { retry: () => fetchFor(wanted, mine) });
  }
}

function apply(wanted) {
  const shapes = wanted.files.map(loaded)[0];
  figures = figuresOf(wanted, shapes);
  if (wanted.key !== drawn.key) draw(wanted, shapes);
  else fit(wanted);
  recolour();
  notePlace(map, queryOnMap);
  say(drawn.shapes.size ? "" : wanted.words.no_shapes);
}

function draw(wanted, shapes) {
  hideTip();
  if (drawn.group) drawn.group.remove();
  const stage = { ...emptyStage(), key: wanted.key, placing: wanted.placing, place: drawn.place, group: window.L.layerGroup() };
  if (wanted.country) stage.group.addLayer(countryLayer(loaded(wanted.country), !shapes));
  if (shapes) addAreas(shapes, stage);
  if (wanted.outline) stage.group.addLayer(outlineOf(wanted));
  wanted.circles.forEach((circle) => addCircle(circle, stage));
  if (drawn.areas) drawn.areas.remove();
  drawn = stage;
  fit(wanted);
  stage.group.addTo(map);
  if (stage.areas) stage.areas.addTo(map);
  placeCircles();
  comeCloser();
}

function addAreas(shapes, stage) {
  const many = isMany(shapes);
  const pane = "nplv-areas";
  stage.areas = many
    ? canvasAreas(shapes, pane, { enter: showTip, move: moveTip, leave: hideTip, click: open })
    : svgAreas(shapes, pane, { isOpen: figures.has, listen });
  shapes.codes.forEach((code, i) =>
    stage.shapes.set(code, { code, name: shapes.names[i], layer: stage.areas.layers[i] || null, latlngs: () => shapes.latlngs(i) }));
}

function outlineOf(wanted) {
  const [url, code] = wanted.outline;
  const shapes = loaded(url);
  return outlineLayer(shapes.latlngs(shapes.place.get(code)), wanted.schematic);
}

function listen(code, layer) {
  layer.on({
    mouseover: (event) => tip && tip.code === code ? undefined : showTip(code, event.latlng),
    mousemove: (event) => moveTip(event.latlng),
    mouseout: hideTip,
    click: () => open(code),
  });
}

function addCircle(circle, stage) {
  const name = model.names[circle.code];
  const marker = window.L.circleMarker([circle.lat, circle.lon], { radius: circle.r, pane: "nplv-circles", color: colour("rim") });
  listen(circle.code, marker);
  stage.shapes.set(circle.code, { code: circle.code, name, layer: marker, latlngs: () => null });
  stage.circles.push({ ...circle, marker, name, extra: null });
  stage.group.addLayer(marker);
}

function style(code) {
  return styleOf(model, figures, code);
}

function recolour() {
  hideTip();
  if (drawn.areas) drawn.areas.paint(drawn.areas.isCanvas ? looks(model, figures) : style);
  drawn.circles.forEach(({ code, marker }) => restyle(marker, style(code)));
  describe();
  choose();
  keepFocus();
}

/* The chosen buurt gets one bright ring above everything else. */
function choose() {
  if (drawn.ring) drawn.ring.remove();
  drawn.ring = null;
  const shape = model.chosen && drawn.shapes.get(model.chosen);
  const latlngs = shape && shape.latlngs();
  if (!latlngs) return;
  drawn.ring = ringLayer(latlngs);
  drawn.group.addLayer(drawn.ring);
}

/* The map moves to another place only, or back; a buurt chosen in sight doesn't move it. */
function fit(wanted) {
  const isBack = cameBack();
  if (!wanted.bounds || (wanted.place === drawn.place && !isBack)) return;
  const latlngs = drawn.place && wanted.chosen && drawn.shapes.has(wanted.chosen) && drawn.shapes.get(wanted.chosen).latlngs();
  const inSight = latlngs && map.getBounds().contains(window.L.latLngBounds(latlngs.flat(2)));
  fitPlace(map, wanted.bounds, { stays: Boolean(inSight) && !isBack });
  drawn.place = wanted.place;
}

/* Close by, borders are drawn finely: those of the gemeenten in sight are fetched once. */
async function comeCloser() {
  const stage = drawn;
  if (!stage.areas || !model.finer || map.getZoom() < CLOSE_FROM[model.place === "NL00" ? "country" : "area"]) return;
  const sight = map.getBounds();
  const near = (box) => sight.intersects([[box[1], box[0]], [box[3], box[2]]]);
  try {
    const { files } = model.finer.index ? await loadIndex(model.finer.index) : model.finer;
    const urls = files.filter(([, box]) => near(box)).map(([url]) => url).filter((url) => !stage.finer.has(url));
    await Promise.all(urls.map(async (url) => {
      stage.finer.add(url);
      const finer = await loadShapes(url);
      if (stage === drawn) stage.areas.refine(finer);
    }));
  } catch {
    // What is there stays: less fine, but whole. The next move tries again.
    stage.finer.clear();
  }
}

/* Paper has another shape than the screen: the whole place is laid out for it, and back again. */
function layFor(size, fill) {
  if (!map || !model || !model.bounds) return;
  Object.assign(map.getContainer().parentElement.style, size);
  fill(map, model.bounds);
}
window.addEventListener("beforeprint", () => layFor({ width: "680px", height: "200px", minHeight: "0" }, fillMap));
window.addEventListener("afterprint", () => layFor({ width: "", height: "", minHeight: "" }, fitPlace));

function placeCircles() {
  layCircles(map, drawn.circles, drawn.group, drawn.placing);
}

function describe() {
  const circles = new Set(drawn.circles.map((circle) => circle.code));
  const here = [...drawn.shapes.values()].filter(({ code, layer }) =>
    layer && layer.getElement() && figures.has(code) && (!circles.size || circles.has(code)));
  const areas = byName(here).map(({ code, name, layer }) => {
    const [value, note] = figures.words(code);
    return { code, name, element: layer.getElement(), number: figures.number(code), value, note };
  });
  walkable(areas, model.layer, {
    focus: (code) => showTip(code, middle(code), { byKeyboard: true }),
    blur: hideTip,
    open: (code) => open(code, true),
    up() {
      if (model.up) step(model.up, true);
      return Boolean(model.up);
    },
  });
}

function middle(code) {
  const { layer } = drawn.shapes.get(code);
  return layer.getBounds ? layer.getBounds().getCenter() : layer.getLatLng();
}

function open(code, byKeyboard) {
  if (figures.has(code)) step(model.href.replace("__area__", encodeURIComponent(code)), byKeyboard);
}

function step(href, byKeyboard = false) {
  hideTip();
  steppedByKeyboard = byKeyboard;
  go(href);
}

/* After a step by keyboard the focus goes to the chosen or first area of the new map. */
function keepFocus() {
  if (!steppedByKeyboard) return;
  steppedByKeyboard = false;
  const chosen = model.chosen && drawn.shapes.get(model.chosen);
  const first = map.getContainer().querySelector('[role="link"][tabindex="0"]');
  const target = (chosen && chosen.layer && chosen.layer.getElement()) || first;
  if (target) target.focus({ preventScroll: true });
}

/* Bringing a shape to the front moves it in the document, which would take its focus away. */
function showTip(code, place, { byKeyboard = false } = {}) {
  hideTip();
  if (!figures.has(code)) return;
  const shape = drawn.shapes.get(code);
  const [value, note] = figures.words(code);
  const gemeente = model.references[code] || model.references[`GM${code.slice(2, 6)}`];
  const rows = [[model.layer, value], gemeente !== undefined && !/^GM/.test(code) ? gemeente : null, model.references.NL00];
  tip = window.L.tooltip({ className: "nplv-tip", direction: "auto", offset: [14, 0], opacity: 1 })
    .setLatLng(place).setContent(tipContent(shape.name, rows.filter(Boolean), note)).addTo(map);
  tip.code = code;
  if (!shape.layer) return;
  shape.layer.setStyle({ color: colour("ink"), weight: 2.5 });
  const holdsFocus = map.getContainer().querySelector("path:focus-visible");
  if (!byKeyboard && !holdsFocus) shape.layer.bringToFront();
}

function moveTip(latlng) {
  if (tip) tip.setLatLng(latlng);
}

function hideTip() {
  if (!tip) return;
  const shape = drawn.shapes.get(tip.code);
  tip.remove();
  tip = null;
  if (shape && shape.layer && figures) shape.layer.setStyle(style(shape.code));
}

export const sayOnMap = (text, options) => map && say(text, options);

function say(text, { quiet = false, retry = null } = {}) {
  const label = model ? model.words.retry : "Opnieuw";
  message(map.getContainer().parentElement, text, { quiet, retry: retry && { label, again: retry } });
}
