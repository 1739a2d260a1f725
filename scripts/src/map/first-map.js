/* The first picture of the map, drawn while Dash still starts: the same shapes in the same colours
   at the same place as the map that takes over from it. */

import { placeLabels, sized, spreadCircles } from "../pure/circles.js";
import { Ground, world } from "../pure/ground.js";
import { isMany } from "../pure/looks.js";
import { fillAreas, placing } from "./canvas.js";
import { colour } from "./colours.js";
import { figuresOf } from "./figures.js";
import { load, loadShapes, loadValues } from "./files.js";
import { looks, styleOf } from "./looks.js";
import { askedPlace, PADDING } from "./place.js";

const SNAP = 0.25; // as the map's zoomSnap in nplv_geo/web/page/layout.py
const [INK, PAPER, LEAD] = ["ink", "paper", "lead"].map((name) => colour(name));
const LABEL = "400 13.1px 'Source Sans 3', system-ui, sans-serif"; // as .nplv-label in page.css

let isDrawn = false;
let place = null;

/* Is there a picture? */
export const hasFirstMap = () => isDrawn;
/* Where a place on earth lies in the picture, in pixels; null while there is none. */
export const firstPlace = (lon, lat) => place && place(lon, lat);

const canvas = document.querySelector(".first canvas");
const told = document.querySelector(".first-model");
/* Kept when the picture is there, or can't be: what goes wrong here the map itself will tell. */
export const firstMap = canvas && told ? drawFirst(JSON.parse(told.textContent)).catch(() => null) : Promise.resolve();

async function drawFirst(model) {
  if (!model.bounds || !canvas.parentElement.offsetWidth) return;
  const [shapes, around, country] = await Promise.all([
    model.files.length && loadShapes(model.files[0]),
    model.outline && loadShapes(model.outline[0]),
    model.country && load(model.country),
    model.figures && loadValues(model.figures.url),
  ]);
  if (!canvas.isConnected) return;
  const at = laid(model.bounds);
  if (country) drawCountry(at, country, !shapes);
  if (shapes) drawAreas(at, model, shapes);
  if (around) drawOutline(at, model, around);
  drawCircles(at, model);
  isDrawn = true;
  place = (lon, lat) => {
    const [x, y] = world(lon, lat).map((part) => part * 2 ** at.zoom);
    return [x - at.corner.x, y - at.corner.y];
  };
}

/* Size the canvas and find where the bounds lie on it, as Leaflet's fitBounds does, unless the
   address asks for another place. */
function laid([[south, west], [north, east]]) {
  const { width, height } = canvas.parentElement.getBoundingClientRect();
  const sharp = window.devicePixelRatio > 1 ? 2 : 1;
  Object.assign(canvas, { width: width * sharp, height: height * sharp });
  const [left, top] = world(west, north);
  const [right, bottom] = world(east, south);
  const fits = Math.min((width - 2 * PADDING) / (right - left), (height - 2 * PADDING) / (bottom - top));
  const asked = askedPlace();
  const zoom = asked ? asked.zoom : Math.floor(Math.log2(fits) / SNAP) * SNAP;
  const scale = 2 ** zoom;
  const [x, y] = asked ? world(asked.lon, asked.lat) : [(left + right) / 2, (top + bottom) / 2];
  const corner = { x: x * scale - width / 2, y: y * scale - height / 2 };
  return { ...placing(canvas.getContext("2d"), zoom, corner, sharp), corner, zoom, width, height };
}

/* The country's outline comes as GeoJSON; with no areas on it, it is the ground itself. */
function drawCountry({ pen, sharp, corner, zoom }, outline, isGround) {
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.beginPath();
  const polygons = outline.features.flatMap(({ geometry: { type, coordinates } }) => (type === "Polygon" ? [coordinates] : coordinates));
  polygons.flat().forEach((ring) => ring.forEach(([lon, lat], i) => {
    const [x, y] = world(lon, lat).map((part) => part * 2 ** zoom);
    pen[i ? "lineTo" : "moveTo"](x - corner.x, y - corner.y);
  }));
  Object.assign(pen, { globalAlpha: 0.9, fillStyle: PAPER, strokeStyle: colour("country-edge"), lineWidth: 1 });
  if (isGround) pen.fill("evenodd");
  pen.globalAlpha = 1;
  pen.stroke();
}

function drawAreas(at, model, shapes) {
  const ground = new Ground(shapes);
  const figures = figuresOf(model, shapes);
  const look = looks(model, figures);
  const many = isMany(shapes);
  const groups = new Map();
  shapes.codes.forEach((code, i) => {
    const style = look(code);
    if (!groups.has(style)) groups.set(style, { ...styleOf(model, figures, code, true), members: [] });
    groups.get(style).members.push([ground, i]);
  });
  groups.forEach((style) => fillAreas(at, style.members, { ...style, weight: many ? 0 : style.weight }));
}

function drawOutline(at, model, shapes) {
  const ground = new Ground(shapes);
  const style = { color: INK, weight: 2.25, dash: model.schematic ? [7, 5] : [] };
  fillAreas(at, [[ground, shapes.place.get(model.outline[1])]], style);
}

function lineTo(pen, { x, y }, [labelX, labelY]) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(labelX, labelY);
  Object.assign(pen, { strokeStyle: LEAD, lineWidth: 1 });
  pen.stroke();
}

function drawCircles(at, model) {
  const { pen, sharp, corner, zoom, width, height } = at;
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  const figures = figuresOf({ ...model, figures: null });
  const circles = sized(model.circles.map((circle) => {
    const [x, y] = world(circle.lon, circle.lat).map((part) => part * 2 ** zoom);
    return { ...circle, x: x - corner.x, y: y - corner.y, name: model.names[circle.code] };
  }), width);
  const spread = spreadCircles(circles, model.placing);
  const labels = placeLabels(spread, { x: width, y: height }, model.placing);
  spread.forEach((circle, i) => {
    const style = styleOf(model, figures, circle.code, true);
    pen.beginPath();
    pen.arc(circle.x, circle.y, circle.r, 0, 2 * Math.PI);
    Object.assign(pen, { fillStyle: style.fillColor, strokeStyle: style.color, lineWidth: 1, globalAlpha: 1 });
    pen.fill();
    pen.stroke();
    const label = labels[i];
    if (!label) return;
    if (label.lead) lineTo(pen, circle, label.towards);
    Object.assign(pen, { fillStyle: INK, font: LABEL, textBaseline: "middle", strokeStyle: PAPER, lineWidth: 3 });
    pen.strokeText(circle.name, label.x, label.y);
    pen.fillText(circle.name, label.x, label.y);
  });
}
