import assert from "node:assert/strict";
import { test } from "node:test";

import { placeLabels, sized, spreadCircles } from "../src/pure/circles.js";

const rules = {
  rounds: 80, homing: 0.05, gap: 2, clearance: 2, step: 6, margin: 4,
  distances: [4, 12, 24], directions: [[1, 0], [-1, 0], [0, -1], [0, 1]],
};
const size = { x: 600, y: 400 };

test("circles are smaller on a narrow map, and never too small", () => {
  const radii = [1000, 620, 465, 100].map((width) => sized([{ x: 0, y: 0, r: 20, name: "Den Haag" }], width)[0].r);
  assert.deepEqual(radii, [20, 20, 15, 13]);
  assert.equal(sized([{ x: 0, y: 0, r: 20, name: "abcde" }], 620)[0].width, 36);
});

test("circles that overlap give way, the small one most; others stay", () => {
  const [large, small, far] = spreadCircles([{ x: 100, y: 100, r: 20 }, { x: 110, y: 100, r: 10 }, { x: 400, y: 300, r: 20 }], rules);
  assert.ok(Math.hypot(large.x - small.x, large.y - small.y) >= 30 + rules.gap - 1);
  assert.ok(Math.abs(small.x - 110) > Math.abs(large.x - 100));
  assert.deepEqual([far.x, far.y, far.homeX, far.homeY], [400, 300, 400, 300]);
});

test("circles in one spot come apart as well", () => {
  const [one, other] = spreadCircles([{ x: 50, y: 50, r: 10 }, { x: 50, y: 50, r: 10 }], rules);
  assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 20);
});

test("a name stands beside its circle, inside the map", () => {
  const [label] = placeLabels([{ x: 300, y: 200, r: 10, width: 60 }], size, rules);
  assert.deepEqual([label.x, label.y, label.lead], [314, 200, false]);
  const [turned] = placeLabels([{ x: 570, y: 200, r: 10, width: 60 }], size, rules);
  assert.equal(turned.box.right, 556);
});

test("names never overlap one another or a circle, and one without room is left out", () => {
  const crowd = Array.from({ length: 40 }, (_, i) => ({ x: 200 + (i % 8) * 24, y: 120 + Math.floor(i / 8) * 24, r: 10, width: 70 }));
  const labels = placeLabels(crowd, size, rules);
  const boxes = labels.filter(Boolean).map(({ box }) => box);
  assert.ok(boxes.length >= 8 && boxes.length < 40, `${boxes.length}`);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  boxes.forEach((box, i) => {
    assert.ok(boxes.slice(i + 1).every((other) => !meet(box, other)));
    assert.ok(crowd.filter((c) => meet(box, { left: c.x - c.r, right: c.x + c.r, top: c.y - c.r, bottom: c.y + c.r })).length === 0);
  });
});

test("a far name has a line that ends at it and crosses no other name", () => {
  const wall = [{ x: 325, y: 200, r: 10, width: 60 }, { x: 275, y: 200, r: 10, width: 60 }, { x: 300, y: 222, r: 10, width: 60 }, { x: 300, y: 178, r: 10, width: 60 }];
  const labels = placeLabels([{ x: 300, y: 200, r: 8, width: 40 }, ...wall], size, rules);
  for (const label of labels.filter((one) => one?.lead)) {
    const [x, y] = label.towards;
    assert.ok(x >= label.box.left && x <= label.box.right && y >= label.box.top && y <= label.box.bottom);
  }
});

test("where one name fits the larger circle has it", () => {
  const narrow = { ...rules, distances: [4], directions: [[1, 0]] };
  const circles = [{ x: 30, y: 50, r: 5, width: 40 }, { x: 30, y: 62, r: 6, width: 40 }];
  const [smaller, larger] = placeLabels(circles, { x: 200, y: 200 }, narrow);
  assert.equal(smaller, null);
  assert.deepEqual([larger.x, larger.y, larger.lead], [40, 62, false]);
});

test("a line to a name keeps clear of circles, not just off them", () => {
  const few = { ...rules, clearance: 1, distances: [4, 30], directions: [[1, 0], [0, 1]] };
  const near = { x: 120, y: 110, r: 9.5, width: 0 }; // 10 pixels below a line to the right
  const circles = [{ x: 100, y: 100, r: 5, width: 20 }, near, { x: 85, y: 116, r: 6, width: 0 }];
  const towards = (wanted) => placeLabels(circles, { x: 400, y: 400 }, wanted)[0].towards;
  assert.deepEqual(towards(few), [100, 142.5]);
  assert.deepEqual(towards({ ...few, clearance: 0.4 }), [135, 100]);
});
