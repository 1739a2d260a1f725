import assert from "node:assert/strict";
import { test } from "node:test";

import { clipRings } from "../src/pure/clip.js";

const box = { left: 0, top: 0, right: 100, bottom: 50 };

test("what lies inside stays, what lies outside goes", () => {
  const inside = [[10, 10], [20, 10], [20, 20]];
  assert.deepEqual(clipRings([inside, [[200, 10], [220, 10], [210, 20]]], box), [inside]);
});

test("a shape around the rectangle becomes the rectangle", () => {
  const [ring] = clipRings([[[-50, -50], [200, -50], [200, 200], [-50, 200]]], box);
  assert.deepEqual(new Set(ring.map(String)), new Set(["0,0", "100,0", "100,50", "0,50"]));
});

test("a line is cut where it crosses a side", () => {
  assert.deepEqual(clipRings([[[50, 10], [150, 10], [150, 30], [50, 30]]], box), [[[50, 10], [100, 10], [100, 30], [50, 30]]]);
});
