import assert from "node:assert/strict";
import { test } from "node:test";

import { byName, pins, stepTo } from "../src/pure/walking.js";

test("areas are walked by name, as a Dutch list has them", () => {
  const areas = ["Zuid", "'t Zand", "Élan", "Eiland"].map((name) => ({ name }));
  assert.deepEqual(byName(areas).map(({ name }) => name), ["'t Zand", "Eiland", "Élan", "Zuid"]);
  assert.equal(areas[0].name, "Zuid");
});

test("arrows walk in a circle, other keys nowhere", () => {
  const steps = (from) => ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End"].map((key) => stepTo(key, from, 3));
  assert.deepEqual(steps(0), [1, 1, 2, 2, 0, 2]);
  assert.deepEqual(steps(2), [0, 0, 1, 1, 0, 2]);
  assert.deepEqual(["Enter", "Tab", "a", "toString"].map((key) => stepTo(key, 0, 3)), [undefined, undefined, undefined, undefined]);
});

test("v and Shift with Enter ask to compare, and keys of the browser don't", () => {
  const press = (key, more = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
  assert.deepEqual([press("v"), press("V", { shiftKey: true }), press("Enter", { shiftKey: true })].map(pins), [true, true, true]);
  assert.deepEqual([press("Enter"), press("v", { ctrlKey: true }), press("v", { metaKey: true }), press("b")].map(pins), [false, false, false, false]);
});

test("a letter with a mark stands with the same letter without", () => {
  const names = ["Zeist", "Ölmen", "Oss", "Één"].map((name) => ({ name }));
  assert.deepEqual(byName(names).map(({ name }) => name), ["Één", "Ölmen", "Oss", "Zeist"]);
});
