/* The first picture of the map, drawn while Dash still starts: the same shapes in the same colours
   at the same place as the map that takes over from it. */

import { placeLabels, sized, spreadCircles } from "../pure/circles.js";
import { groundOf, world } from "../pure/ground.js";
import { isMany } from "../pure/looks.js";
import { PADDING } from "../pure/place.js";
import "../page/ahead.js"; // before this draws
import { firstAnswer } from "../page/first-answer.js";
import { askedPlace } from "./address-place.js";
import { fillAreas, placing } from "./drawn/canvas.js";
import { colour } from "./drawn/colours.js";
import { figuresOf } from "./drawn/figures.js";
import { looks, styleOf } from "./drawn/looks.js";
import { firstCanvas, firstFiles } from "./first-files.js";

/**
 * @import { Look } from "../pure/looks.js"
 * @import { Ground } from "../pure/ground.js"
 * @import { Shapes } from "../pure/shapes.js"
 * @import { Sheet } from "./drawn/canvas.js"
 * @typedef {Sheet & { corner: { x: number, y: number }, zoom: number, width: number, height: number }} Paper
 */

const SNAP = 0.25; // as the map's zoomSnap in nplv_geo/web/page/layout.py
const [INK, PAPER, LEAD] = ["ink", "paper", "lead"].map((name) => colour(name));
const LABEL = "400 13.1px 'Source Sans 3', system-ui, sans-serif"; // as .nplv-label in page.css

let isDrawn = false;
/** @type {((lon: number, lat: number) => [number, number]) | null} */
let place = null;

/** Is there a picture? */
export const hasFirstMap = () => isDrawn;

/**
 * Where a place on earth lies in the picture, in pixels; null while there is none.
 * @param {number} lon
 * @param {number} lat
 */
export const firstPlace = (lon, lat) => place && place(lon, lat);

/* Kept when the picture is there, or can't be: what goes wrong here the map itself will tell. */
export const firstMap = firstFiles.then((files) => {
  if (firstCanvas && firstAnswer && files) drawFirst(firstCanvas, firstAnswer.map, files);
}).catch(() => undefined);

/**
 * @param {HTMLCanvasElement} sheet
 * @param {MapModel} model
 * @param {NonNullable<Awaited<typeof firstFiles>>} files
 */
function drawFirst(sheet, model, [shapes, around, country]) {
  // Asked only now: before the letters are there the whole page would be laid out twice.
  if (!model.bounds || !sheet.isConnected || !sheet.parentElement?.offsetWidth) return;
  const at = laySheet(sheet, model.bounds);
  if (country) drawCountry(at, country, !shapes);
  if (shapes) drawAreas(at, model, shapes);
  if (around && model.outline) drawOutline(at, around, model.outline[1], model.schematic);
  drawCircles(at, model);
  isDrawn = true;
  place = (lon, lat) => locate(at, lon, lat);
}

/**
 * Where a place lies on the sheet, in pixels of the page.
 * @param {Paper} at
 * @param {number} lon
 * @param {number} lat
 * @returns {[number, number]}
 */
function locate({ zoom, corner }, lon, lat) {
  const [x, y] = world(lon, lat).map((part) => part * 2 ** zoom);
  return [x - corner.x, y - corner.y];
}

/**
 * Size the canvas and find where the bounds lie on it, as Leaflet's fitBounds does, unless the
 * address asks for another place.
 * @param {HTMLCanvasElement} sheet
 * @param {NonNullable<MapModel["bounds"]>} bounds
 * @returns {Paper}
 */
function laySheet(sheet, [[south, west], [north, east]]) {
  const { width, height } = /** @type {HTMLElement} */ (sheet.parentElement).getBoundingClientRect();
  const sharp = window.devicePixelRatio > 1 ? 2 : 1;
  // In main memory: for a picture that is drawn once the graphics card would only have to be woken.
  const pen = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d", { willReadFrequently: true }));
  Object.assign(sheet, { width: width * sharp, height: height * sharp });
  const [left, top] = world(west, north);
  const [right, bottom] = world(east, south);
  const fits = Math.min((width - 2 * PADDING) / (right - left), (height - 2 * PADDING) / (bottom - top));
  const asked = askedPlace();
  const zoom = asked ? asked.zoom : Math.floor(Math.log2(fits) / SNAP) * SNAP;
  const scale = 2 ** zoom;
  const [x, y] = asked ? world(asked.lon, asked.lat) : [(left + right) / 2, (top + bottom) / 2];
  const corner = { x: x * scale - width / 2, y: y * scale - height / 2 };
  return { ...placing(pen, zoom, corner, sharp), corner, zoom, width, height };
}

/**
 * The country's outline comes as GeoJSON; with no areas on it, it is the ground itself.
 * @param {Paper} at
 * @param {{ features: { geometry: import("geojson").Polygon | import("geojson").MultiPolygon }[] }} outline
 * @param {boolean} isGround
 */
function drawCountry(at, outline, isGround) {
  const { pen, sharp } = at;
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.beginPath();
  const polygons = outline.features.flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates));
  polygons.flat().forEach((ring) => ring.forEach(([lon, lat], i) => {
    pen[i ? "lineTo" : "moveTo"](...locate(at, lon, lat));
  }));
  Object.assign(pen, { globalAlpha: 0.9, fillStyle: PAPER, strokeStyle: colour("country-edge"), lineWidth: 1 });
  if (isGround) pen.fill("evenodd");
  pen.globalAlpha = 1;
  pen.stroke();
}

/**
 * @param {Paper} at
 * @param {MapModel} model
 * @param {Shapes} shapes
 */
function drawAreas(at, model, shapes) {
  const ground = groundOf(shapes);
  const figures = figuresOf(model, shapes);
  const look = looks(model, figures);
  const many = isMany(shapes);
  /** @type {Map<Look, Look & { members: [Ground, number][] }>} */
  const groups = new Map();
  shapes.codes.forEach((code, i) => {
    const style = look(code);
    const group = groups.get(style) ?? { ...styleOf(model, figures, code, { isCanvas: true, lit: model.lit }), members: [] };
    group.members.push([ground, i]);
    groups.set(style, group);
  });
  groups.forEach((style) => fillAreas(at, style.members, { ...style, weight: many ? 0 : style.weight }));
}

/**
 * @param {Paper} at
 * @param {Shapes} shapes
 * @param {string} code
 * @param {boolean} isSchematic
 */
function drawOutline(at, shapes, code, isSchematic) {
  const number = shapes.place.get(code);
  if (number === undefined) return;
  fillAreas(at, [[groundOf(shapes), number]], { color: INK, weight: 2.25, dash: isSchematic ? [7, 5] : [] });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{ x: number, y: number }} circle
 * @param {[number, number]} label
 */
function lineTo(pen, { x, y }, [labelX, labelY]) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(labelX, labelY);
  Object.assign(pen, { strokeStyle: LEAD, lineWidth: 1 });
  pen.stroke();
}

/**
 * @param {Paper} at
 * @param {MapModel} model
 */
function drawCircles(at, model) {
  const { pen, sharp, width, height } = at;
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  const figures = figuresOf({ ...model, figures: null }, undefined);
  const circles = sized(model.circles.map((circle) => {
    const [x, y] = locate(at, circle.lon, circle.lat);
    return { ...circle, x, y, name: model.names[circle.code] };
  }), width);
  const spread = spreadCircles(circles, model.placing);
  const labels = placeLabels(spread, { x: width, y: height }, model.placing);
  spread.forEach((circle, i) => {
    const style = styleOf(model, figures, circle.code, { isCanvas: true, lit: model.lit });
    pen.beginPath();
    pen.arc(circle.x, circle.y, circle.r, 0, 2 * Math.PI);
    Object.assign(pen, { fillStyle: style.fillColor, strokeStyle: style.color, lineWidth: 1, globalAlpha: style.fillOpacity });
    pen.fill();
    pen.stroke();
    pen.globalAlpha = 1;
    const label = labels[i];
    if (!label) return;
    if (label.lead) lineTo(pen, circle, label.towards);
    Object.assign(pen, { fillStyle: INK, font: LABEL, textBaseline: "middle", strokeStyle: PAPER, lineWidth: 3 });
    pen.strokeText(circle.name, label.x, label.y);
    pen.fillText(circle.name, label.x, label.y);
  });
}
