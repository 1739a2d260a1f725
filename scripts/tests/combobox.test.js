import assert from "node:assert/strict";
import { test } from "node:test";

import { stepBox } from "../src/pure/combobox.js";

const CLOSED = { isOpen: false, active: -1 };
const at = (active) => ({ isOpen: true, active });
const press = (key, box = at(-1), text = "heer", count = 3) => stepBox({ key }, box, count, text);

test("arrows walk along the options in a circle, and open a list that was closed", () => {
  const down = [-1, 0, 1, 2].map((active) => press("ArrowDown", at(active)).box.active);
  const up = [-1, 0, 1, 2].map((active) => press("ArrowUp", at(active)).box.active);
  assert.deepEqual([down, up], [[0, 1, 2, 0], [2, 2, 0, 1]]);
  assert.deepEqual(press("ArrowDown", CLOSED), { box: at(0), act: "none" });
  assert.deepEqual(press("ArrowUp", at(-1), "heer", 0), { box: at(-1), act: "none" });
});

test("with Alt the list opens and closes, and nothing is chosen", () => {
  assert.deepEqual(stepBox({ key: "ArrowDown", altKey: true }, CLOSED, 3, "heer"), { box: at(-1), act: "none" });
  assert.deepEqual(stepBox({ key: "ArrowUp", altKey: true }, at(2), 3, "heer"), { box: CLOSED, act: "none" });
});

test("Escape closes the list first, then empties the field, then means nothing", () => {
  assert.deepEqual(press("Escape", at(1)), { box: CLOSED, act: "none" });
  assert.deepEqual(press("Escape", CLOSED), { box: CLOSED, act: "empty" });
  assert.equal(press("Escape", CLOSED, ""), null);
});

test("Enter picks of a list that is seen, and does nothing in an empty field", () => {
  assert.deepEqual(press("Enter", CLOSED), { box: at(-1), act: "none" });
  assert.deepEqual(press("Enter", at(1)), { box: at(1), act: "pick" });
  assert.equal(press("Enter", at(-1), ""), null);
});

test("Tab leaves and closes; keys of the cursor stay those of the field", () => {
  assert.deepEqual(press("Tab", at(1)), { box: CLOSED, act: "type" });
  for (const key of ["Home", "End", "ArrowLeft", "ArrowRight"]) {
    assert.deepEqual(press(key, at(1)), { box: at(-1), act: "type" });
  }
});

test("letters, and arrows in an empty field, are nothing of ours", () => {
  assert.deepEqual(["a", "Shift", "toString"].map((key) => press(key)), [null, null, null]);
  assert.equal(press("ArrowDown", CLOSED, ""), null);
});
