import assert from "node:assert/strict";
import { test } from "node:test";

import { Ground, ORIGIN, groundOf, world } from "../src/pure/ground.js";
import { readShapes } from "../src/pure/shapes.js";

/* Two squares of 0.01 degrees beside each other, the left one with a hole in its middle. */
const shapes = readShapes({
  format: 1, grid: [5, 52, 0.001, 0.001], codes: ["left", "right"], names: ["Links", "Rechts"],
  polygons: [1, 1], rings: [2, 1], points: [4, 4, 4],
  x: [0, 10, 0, -10, 4, 2, 0, -2, 6, 10, 0, -10],
  y: [0, 0, 10, 0, 4, 0, 2, 0, -4, 0, 10, 0],
}, "squares.json");
const ground = new Ground(shapes);

test("the world is 256 pixels wide at zoom 0, as Leaflet has it", () => {
  assert.deepEqual(world(-180, 0).map(Math.round), [0, 128]);
  assert.deepEqual(world(180, 85.0511287798).map((part) => Number(part.toFixed(6))), [256, 0]);
  assert.deepEqual(world(5.3, 52.2), ORIGIN);
});

test("a point lies in the area whose rings hold it, and in none inside a hole", () => {
  const found = (lon, lat) => ground.find(world(lon, lat));
  assert.equal(found(5.001, 52.001), 0);
  assert.equal(found(5.005, 52.005), -1);
  assert.equal(found(5.0039, 52.005), 0);
  assert.equal(found(5.015, 52.005), 1);
  assert.equal(found(5.021, 52.005), -1);
  assert.equal(found(5.015, 52.011), -1);
});

test("a box holds all points of its area", () => {
  const [west, north, east, south] = ground.boxes[0];
  const [x, y] = world(5, 52);
  assert.ok(Math.abs(west - (x - ORIGIN[0])) < 1e-9);
  assert.ok(Math.abs(south - (y - ORIGIN[1])) < 1e-9);
  assert.ok(east > west && south > north);
});

test("points of a canvas stand on half pixels, each once, and are worked out once", () => {
  const far = { scale: 1, left: 0, top: 0 };
  const placed = ground.placed(far);
  // From that far a square is one point.
  assert.deepEqual([...placed.ends], [2, 4, 6]);
  assert.equal(ground.placed({ ...far }), placed);
  const near = ground.placed({ scale: 2 ** 14, left: 0.3, top: 0.2 });
  assert.deepEqual([...near.ends], [8, 16, 24]);
  assert.ok([...near.pixels.subarray(0, 24)].every((pixel) => Number.isInteger(2 * pixel)));
});

test("neighbours share their points on a canvas", () => {
  const { pixels, ends } = ground.placed({ scale: 2 ** 14, left: 0, top: 0 });
  const points = (ring) => {
    const all = [...pixels.subarray(ring ? ends[ring - 1] : 0, ends[ring])];
    return all.flatMap((x, i) => (i % 2 ? [] : [`${x},${all[i + 1]}`]));
  };
  const right = new Set(points(2));
  assert.equal(points(0).filter((point) => right.has(point)).length, 2);
});

test("a path goes around each ring of an area and back to where it began", () => {
  const steps = [];
  const pen = { moveTo: (...at) => steps.push(["move", ...at]), lineTo: (...at) => steps.push(["line", ...at]) };
  ground.trace({ pen, scale: 2 ** 14, left: 0, top: 0 }, 0);
  assert.deepEqual(steps.map(([kind]) => kind), ["move", "line", "line", "line", "line", "move", "line", "line", "line", "line"]);
  assert.deepEqual(steps[4].slice(1), steps[0].slice(1));
  assert.deepEqual(steps[9].slice(1), steps[5].slice(1));
});

test("points are worked out anew where the map moved", () => {
  const lie = { scale: 2 ** 14, left: 0, top: 0 };
  const [x, y] = ground.placed(lie).pixels;
  const moved = ground.placed({ ...lie, left: 12 }).pixels;
  assert.deepEqual([moved[0], moved[1]], [x + 12, y]);
  const lower = ground.placed({ ...lie, top: 7 }).pixels;
  assert.deepEqual([lower[0], lower[1]], [x, y + 7]);
});

test("areas in sight are those of which the box touches it", () => {
  const [west, north] = world(5.012, 52.02);
  const [east, south] = world(5.03, 52);
  assert.deepEqual(ground.listIn([west, north, east, south]), [1]);
  assert.deepEqual(ground.listIn([...world(4.9, 52.1), ...world(5.1, 51.9)]), [0, 1]);
  assert.deepEqual(ground.listIn([...world(4.9, 52.1), ...world(5.1, 52.05)]), []);
});

test("the ground of one set of shapes is made once", () => {
  assert.equal(groundOf(shapes), groundOf(shapes));
  assert.deepEqual(groundOf(shapes).boxes, ground.boxes);
});
