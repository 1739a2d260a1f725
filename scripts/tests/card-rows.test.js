import assert from "node:assert/strict";
import { test } from "node:test";

import { listCardRows, outlineOf } from "../src/pure/card-rows.js";

const LAYOUT = /** @type {import("../src/pure/card-rows.js").CardFigure["layout"]} */ ({
  xaxis: { range: [0, 1], domain: [0, 0.7] },
  xaxis2: { range: [0, 2], domain: [0.8, 1] },
});
const TEMPLATE = {
  data: {
    scatter: [
      { mode: "lines", line: { color: "grey", width: 3 } },
      { mode: "markers", marker: { symbol: "diamond", size: 8, color: "gold", line: { color: "white", width: 1 } } },
      { mode: "lines+markers", line: { color: "teal", width: 1.5 }, marker: { size: 3, color: "teal" } },
    ],
  },
};

test("a line is drawn in its own row, and a gap in it stays one", () => {
  const data = [{ x: [0, 1, null, 0.5, 1, null], y: [0, 0, null, 1, 1, null] }];
  const [first, second] = listCardRows({ data, layout: LAYOUT }, TEMPLATE, 2);
  assert.deepEqual(first, [{ kind: "line", from: [0, 50], to: [70, 50], colour: "grey", width: 3 }]);
  assert.deepEqual(second, [{ kind: "line", from: [35, 50], to: [70, 50], colour: "grey", width: 3 }]);
});

test("a mark looks as the template says, or as the trace says of this one", () => {
  const trace = { x: [0.5, 1], y: [0, 0] };
  const own = { ...trace, marker: { symbol: ["square", "x"], color: ["red", "blue"] } };
  const draw = (/** @type {any} */ it) => listCardRows({ data: [{ x: [], y: [] }, it], layout: LAYOUT }, TEMPLATE, 1)[0];
  assert.deepEqual(draw(trace)[0], { kind: "mark", at: [35, 50], symbol: "diamond", size: 8, colour: "gold", edge: "white", edgeWidth: 1 });
  assert.deepEqual(draw(own).map((mark) => mark.kind === "mark" && [mark.symbol, mark.colour]), [["square", "red"], ["x", "blue"]]);
});

test("a history stands beside the marks, higher where it is more", () => {
  const nothing = { x: [], y: [] };
  const history = { x: [0, 2, null], y: [1.125, 0.875, null], xaxis: "x2" };
  const rows = listCardRows({ data: [nothing, nothing, history], layout: LAYOUT }, TEMPLATE, 2);
  assert.deepEqual(rows[0], []);
  assert.deepEqual(rows[1].map((drawn) => (drawn.kind === "line" ? [drawn.from, drawn.to] : drawn.at)), [[[80, 85], [100, 15]], [80, 85], [100, 15]]);
});

test("what lies in no row is not drawn", () => {
  assert.deepEqual(listCardRows({ data: [{ x: [0, 1], y: [5, 5] }], layout: LAYOUT }, TEMPLATE, 1), [[]]);
});

test("each mark of the house has an outline, and what has none is a circle", () => {
  for (const symbol of ["square", "diamond", "line-ns", "triangle-up", "cross", "x"]) assert.match(outlineOf(symbol) ?? "", /^M/);
  assert.equal(outlineOf("circle"), null);
});
