import assert from "node:assert/strict";
import { test } from "node:test";

import { createLooks, groupByLook, isMany, listChanged } from "../src/pure/looks.js";

const { styleOf, looks } = createLooks((role) => `the ${role}`, (isCanvas) => (isCanvas ? "pattern" : "url(#hatch)"));
const model = { colours: ["#aaaaaa", "#bbbbbb"], names: { den_haag: "Den Haag" }, specks: false, silent_gemeenten: false };
const numbers = { BU1: 0, BU2: 1, BU3: -1, GM1: 1, den_haag: 1 };
const figures = { number: (code) => numbers[code] ?? null };
const style = (code, changes = {}, options = {}) => styleOf({ ...model, ...changes }, figures, code, options);

test("an area takes the colour of its class, one without a figure the hatching", () => {
  assert.deepEqual(["BU1", "BU2", "BU3"].map((code) => style(code).fillColor), ["#aaaaaa", "#bbbbbb", "url(#hatch)"]);
  assert.equal(style("BU3", {}, { isCanvas: true }).fillColor, "pattern");
  assert.equal(style("BU1").color, "the paper");
});

test("an area around the place is silent", () => {
  assert.deepEqual(style("BU9"), { color: "the silent-edge", weight: 0.8, opacity: 1, fillColor: "the silent", fillOpacity: 1 });
});

test("on a background map what takes no colour lets it through", () => {
  assert.deepEqual([style("BU9", { on_background: true }).fillOpacity, style("BU1", { on_background: true }).fillOpacity], [0, 1]);
});

test("a circle has a rim, a gemeente below circles stands back, a speck has no white line", () => {
  assert.equal(style("den_haag").color, "the rim");
  assert.deepEqual([style("GM1").weight, style("GM1").fillOpacity], [1, 1]);
  assert.deepEqual([style("GM1", { silent_gemeenten: true }).weight, style("GM1", { silent_gemeenten: true }).fillOpacity], [0.4, 0.5]);
  assert.deepEqual([style("BU1", { specks: true }).color, style("BU1", { specks: true }).weight], ["#aaaaaa", 3]);
  assert.equal(style("BU3", { specks: true }).color, "the hatch");
});

test("no two areas share a style in SVG, all of a class do on a canvas", () => {
  assert.notEqual(style("BU9"), style("BU9"));
  const look = looks(model, { number: (code) => (code === "BU3" ? -1 : 0) });
  assert.equal(look("BU1"), look("BU2"));
  assert.notEqual(look("BU1"), look("BU3"));
  assert.equal(look("BU3").fillColor, "pattern");
});

test("while a class is lit all others fade, fill and line, and what has no colour stays", () => {
  const opacities = (code, lit, changes = {}) => {
    const { opacity, fillOpacity } = style(code, changes, { lit });
    return [opacity, fillOpacity].map((part) => Number(part.toFixed(3)));
  };
  assert.deepEqual(["BU1", "BU2", "BU3", "BU9", "den_haag"].map((code) => opacities(code, 1)), [[0.2, 0.2], [1, 1], [0.2, 0.2], [1, 1], [1, 1]]);
  assert.deepEqual(["BU1", "BU3"].map((code) => opacities(code, -1)), [[0.2, 0.2], [1, 1]]);
  assert.deepEqual(opacities("GM1", 0, { silent_gemeenten: true }), [0.2, 0.1]);
});

test("from three thousand areas on a map is drawn on canvas", () => {
  assert.deepEqual([2999, 3000].map((length) => isMany({ codes: { length } })), [false, true]);
});

const [red, blue, hatching] = ["red", "blue", "pattern"].map((fillColor) => ({ color: "", weight: 1, opacity: 1, fillColor, fillOpacity: 1 }));

test("areas are drawn in groups that look alike", () => {
  assert.deepEqual(groupByLook([red, blue, red, red], [0, 1, 3]), [[red, [0, 3]], [blue, [1]]]);
});

test("areas with another colour than before are drawn over the others", () => {
  const before = [red, red, blue, blue, red];
  assert.deepEqual(listChanged(before, [{ ...red }, blue, blue, hatching, red]), [1, 3]);
  assert.deepEqual(listChanged(before, before), []);
});

test("nothing is drawn over what is not there, shines through or is nearly all of another colour", () => {
  const before = [red, red, red, red, red];
  assert.equal(listChanged([], before), null);
  assert.equal(listChanged(before, [red, red, red, red, { ...red, fillOpacity: 0 }]), null);
  assert.equal(listChanged(before, [red, blue, blue, blue, blue]), null);
  assert.deepEqual(listChanged(before, [red, red, blue, blue, blue]), [2, 3, 4]);
});
