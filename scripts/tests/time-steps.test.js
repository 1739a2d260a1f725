import assert from "node:assert/strict";
import { test } from "node:test";
import { findStep } from "../src/pure/time-steps.js";

//             2019  2020   2021   2022  2023
const KNOWN = [true, false, false, true, true];

test("a step onto a gap goes on to the next year that is known", () => {
  assert.equal(findStep(KNOWN, 0, 1), 3);
  assert.equal(findStep(KNOWN, 3, 2), 0);
  assert.equal(findStep(KNOWN, 4, 3), 3);
});

test("where nothing is known further on, the last known one before it is taken", () => {
  assert.equal(findStep([true, true, false], 0, 2), 1);
  assert.equal(findStep([true, false], 0, 1), 0);
  assert.equal(findStep([false, false, true], 2, 0), 2);
});

test("beyond the ends nothing moves", () => {
  assert.equal(findStep(KNOWN, 4, 5), 4);
  assert.equal(findStep(KNOWN, 0, -1), 0);
  assert.equal(findStep(KNOWN, 2, 2), 2);
});
