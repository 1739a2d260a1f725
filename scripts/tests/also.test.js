import assert from "node:assert/strict";
import { test } from "node:test";
import { alsoOf } from "../src/pure/also.js";

const FIGURES = { url: "u", scheme: "quantiles", classes: null, reasons: {}, statuses: { ok: "" }, sign: " %", none: "geen cijfer", is_signed: false };
const ALSO = { label: "Koop, 2024", values: {}, figures: FIGURES, classes: ["beide laag", "een hoog"] };
const SHAPES = { codes: ["BU1", "BU2"], place: new Map([["BU1", 0], ["BU2", 1]]) };
const FILE = /** @type {PackedValues} */ ({ format: 1, decimals: 1, values: [125, null], kinds: [["ok", ""]], kind: "aa", classes: { quantiles: "0-" } });

test("the second value comes out of the file, once that is there", () => {
  const tell = alsoOf({ also: ALSO, language: "nl" }, SHAPES, FILE);
  assert.deepEqual(tell("BU1", 1), { label: "Koop, 2024", value: "12,5 %", group: "een hoog" });
  assert.deepEqual(tell("BU2", -1), { label: "Koop, 2024", value: "geen cijfer", group: "" });
  assert.equal(alsoOf({ also: ALSO, language: "nl" }, SHAPES, null)("BU1", 1), null);
});

test("of few areas the model tells it", () => {
  const tell = alsoOf({ also: { ...ALSO, figures: null, values: { BU1: "12 %" } }, language: "nl" }, undefined, null);
  assert.deepEqual(tell("BU1", 0), { label: "Koop, 2024", value: "12 %", group: "beide laag" });
  assert.equal(tell("BU9", null), null);
});

test("a map of one layer has none", () => {
  assert.equal(alsoOf({ also: null, language: "nl" }, SHAPES, FILE)("BU1", 0), null);
});
