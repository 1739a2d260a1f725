import assert from "node:assert/strict";
import { test } from "node:test";

import { HEIGHT, drawLine } from "../src/pure/small-line.js";

const base = {
  codes: ["BU1", "BU2"], label: "Verloop", years: [2019, 2021, 2022, 2023], said: ["2019", "2021", "2022", "2023 (voorlopig)"],
  provisional: [false, false, false, true], decimals: 1, sign: " %", span: 0,
};
/** @param {(number | null)[]} series */
const draw = (series, more = {}) => drawLine({ ...base, ...more, values: series.map((value) => [value, null]) }, undefined, "BU1", "nl");

test("equal times are equal distances, and the highest value lies highest", () => {
  const line = draw([100, 200, 300, 300]);
  assert.deepEqual(line.strokes, [
    { d: "M4,28L110,16L163,4", isProvisional: false },
    { d: "M163,4L216,4", isProvisional: true },
  ]);
  assert.deepEqual(line.points, [{ x: 216, y: 4, isProvisional: true }], "the last value has a point");
  assert.deepEqual([line.label, ...line.ends], ["Verloop", "2019: 10,0 %", "2023 (voorlopig): 30,0 %"]);
});

test("a gap stays a gap, and what stands alone is a point", () => {
  const line = draw([100, null, 300, 200]);
  assert.deepEqual(line.strokes, [{ d: "M163,4L216,16", isProvisional: true }]);
  assert.deepEqual(line.points.map(({ x }) => x), [4, 216]);
  assert.deepEqual(draw([0, 10, null, null]).ends, ["2019: 0,0 %", "2021: 1,0 %"], "nothing is a value, none is not");
});

test("of one value there is no line", () => {
  assert.equal(draw([100, null, null, null]), null);
  assert.equal(draw([null, null, null, null]), null);
  const lines = { ...base, values: [[1, null], [2, null], [3, null], [4, null]] };
  assert.equal(drawLine(lines, undefined, "BU2", "nl"), null);
  assert.equal(drawLine(lines, undefined, "BU9", "nl"), null);
});

test("what is little beside the differences between areas looks little", () => {
  const line = draw([100, 101, 102, 102], { span: 100 });
  assert.deepEqual(line.strokes[0].d.split("L").map((point) => Number(point.split(",")[1])), [16.2, 16, 15.8]);
  assert.equal(draw([5, 5, 5, 5]).strokes[0].d, `M4,${HEIGHT / 2}L110,${HEIGHT / 2}L163,${HEIGHT / 2}`);
});

test("without codes areas stand in the order of their shapes", () => {
  const shapes = { place: new Map([["BU7", 1]]) };
  const line = drawLine({ ...base, codes: null, values: [[1, -10], [2, 20], [3, 30], [4, 40]] }, shapes, "BU7", "en");
  assert.deepEqual(line.ends, ["2019: −1.0 %", "2023 (voorlopig): 4.0 %"]);
});
