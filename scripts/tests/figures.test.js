import assert from "node:assert/strict";
import { test } from "node:test";

import { figuresOf } from "../src/pure/figures.js";

const codes = ["BU1", "BU2", "BU3", "BU4"];
const shapes = { codes, place: new Map(codes.map((code, i) => [code, i])) };
const file = {
  format: 1, decimals: 1, values: [595, null, -123456, 0],
  kinds: [["ok", ""], ["suppressed", "withheld"], ["ok", "small"]], kind: "abca",
  classes: { quantiles: "0-21", equal: "1-00" },
};
const figures = {
  url: "/figures/x.json", scheme: "quantiles", classes: null, sign: "\u00a0%", none: "geen cijfer",
  reasons: { withheld: "geheim", small: "klein" }, statuses: { ok: "", suppressed: "afgeschermd" },
};
const model = { areas: {}, figures, language: "nl" };

test("of few areas the model tells it all", () => {
  const few = figuresOf({ areas: { GM1: [2, "3,4", "let op"], GM2: [-1, "geen cijfer", ""] }, figures: null, language: "nl" }, undefined, null);
  assert.deepEqual([few.has("GM1"), few.has("GM3")], [true, false]);
  assert.deepEqual(["GM1", "GM2", "GM3"].map(few.number), [2, -1, null]);
  assert.deepEqual(few.words("GM1"), ["3,4", "let op"]);
});

test("of thousands a file does, in Dutch numbers and with its notes", () => {
  const many = figuresOf(model, shapes, file);
  assert.deepEqual(codes.map(many.number), [0, -1, 2, 1]);
  assert.deepEqual(many.words("BU1"), ["59,5\u00a0%", ""]);
  assert.deepEqual(many.words("BU2"), ["geen cijfer", "geheim"]);
  assert.deepEqual(many.words("BU3"), ["\u221212.345,6\u00a0%", "klein"]);
  assert.deepEqual(many.words("BU4"), ["0,0\u00a0%", ""]);
  assert.deepEqual([many.has("BU4"), many.has("BU5")], [true, false]);
});

test("another scheme, or classes that the model tells, give other numbers", () => {
  const equal = figuresOf({ ...model, figures: { ...figures, scheme: "equal" } }, shapes, file);
  assert.deepEqual(codes.map(equal.number), [1, -1, 0, 0]);
  const told = figuresOf({ ...model, figures: { ...figures, classes: "3-10" } }, shapes, file);
  assert.deepEqual(codes.map(told.number), [3, -1, 1, 0]);
});

test("what the model tells of an area goes before the file", () => {
  const own = figuresOf({ ...model, areas: { BU1: [4, "60,0 %", "omgerekend"] } }, shapes, file);
  assert.equal(own.number("BU1"), 4);
  assert.deepEqual(own.words("BU1"), ["60,0 %", "omgerekend"]);
  assert.equal(own.number("BU3"), 2);
});

test("numbers are written in the language of the model", () => {
  assert.equal(figuresOf({ ...model, language: "en" }, shapes, file).words("BU3")[0], "\u221212,345.6\u00a0%");
});

test("a file of other areas is refused, as is one that is not there", () => {
  const other = { ...shapes, codes: codes.slice(1) };
  for (const [areas, values] of [[other, file], [undefined, file], [shapes, undefined]]) {
    assert.throws(() => figuresOf(model, areas, values), { message: "/figures/x.json: other areas" });
  }
});

test("a change has its sign, also above nothing", () => {
  const signed = figuresOf({ ...model, figures: { ...figures, is_signed: true, sign: " procentpunt" } }, shapes, file);
  assert.deepEqual(codes.map((code) => signed.words(code)[0]), [
    "+59,5 procentpunt", "geen cijfer", "\u221212.345,6 procentpunt", "0,0 procentpunt",
  ]);
});
