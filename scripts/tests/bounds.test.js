import assert from "node:assert/strict";
import { test } from "node:test";

import { classOf, dropBound, placeBound, stepBound, writeBounds } from "../src/pure/bounds.js";

const axis = { low: 12.3, high: 90, step: 2, decimals: 1 };
const bounds = [20, 30.5, 44, 500];

test("a bound never reaches its neighbours, nor the ends of the axis", () => {
  assert.equal(placeBound(60, 1, bounds, axis), 43.9);
  assert.equal(placeBound(-5, 1, bounds, axis), 20.1);
  assert.equal(placeBound(-5, 0, bounds, axis), 12.3);
  assert.equal(placeBound(99, 2, bounds, axis), 90, "the next one lies above the axis");
  assert.equal(placeBound(99, 3, bounds, axis), 90);
});

test("a drag ends on a round number", () => {
  assert.equal(dropBound(33.1, 1, bounds, axis), 34);
  assert.equal(dropBound(43.8, 1, bounds, axis), 43.9, "44 is taken");
  assert.equal(dropBound(0.34, 0, [0.3], { low: 0, high: 1, step: 0.05, decimals: 2 }), 0.35);
});

test("keys go to the next round number, far, or to the neighbours", () => {
  const go = (key) => stepBound(key, 1, bounds, axis);
  assert.deepEqual(["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"].map(go), [32, 32, 30, 30]);
  assert.deepEqual(["PageUp", "PageDown", "Home", "End"].map(go), [43.9, 20.1, 20.1, 43.9]);
  assert.equal(stepBound("ArrowRight", 0, [20, 90], axis), 22, "from a round number a whole step");
  assert.equal(stepBound("ArrowLeft", 0, [0.3], { low: 0, high: 1, step: 0.1, decimals: 1 }), 0.2);
  assert.deepEqual([go("Tab"), go("a")], [undefined, undefined]);
});

test("an address has bounds as the server writes them", () => {
  assert.equal(writeBounds([10, 20.5, -3.25]), "10|20,5|-3,25");
  assert.equal(writeBounds([1.125]), "1,1250");
});

test("a value on a bound belongs below it", () => {
  assert.deepEqual([20, 20.1, 600].map((value) => classOf(value, bounds)), [0, 1, 4]);
});
