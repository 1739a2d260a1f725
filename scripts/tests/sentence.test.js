import assert from "node:assert/strict";
import { test } from "node:test";

import { figuresOf } from "../src/pure/figures.js";
import { makeSpeaker } from "../src/pure/sentence.js";

const speech = {
  unit: "per 1.000", classes: ["klasse 1 van 2", "klasse 2 van 2"], sides: "hl-e", reference: 573,
  against: { h: "hoger dan Nederland (57,3)", l: "lager dan Nederland (57,3)", e: "gelijk aan Nederland (57,3)" },
  chosen: "gekozen", pinned: "wordt vergeleken",
};
const model = {
  areas: { A: [1, "60,1", ""], B: [0, "20,0", "geschat"], C: [-1, "geen cijfer", "te weinig inwoners"], D: [0, "57,3", ""] },
  figures: null, language: "nl", layer: "Misdrijven", speech, chosen: "A", pinned: { B: "?" },
};
const people = (code) => ({ label: "Inwoners", count: { A: "1.200", B: "90", C: "40" }[code] ?? "900", note: code === "B" || code === "C" ? "weinig inwoners" : "" });
const nobody = () => null;
const two = (code) => ({ label: "Koopwoningen", value: "12 %", group: code === "A" ? "hoog en laag" : "" });
const speaker = (other, shapes, file, who = nobody, also = nobody) => {
  const one = { ...model, ...other };
  return makeSpeaker(one, figuresOf(one, shapes, file), shapes, file, { people: who, also });
};

test("one sentence tells name, value with unit, side, class, what it is and how many people", () => {
  const speak = speaker({}, undefined, null, people);
  assert.equal(speak("A", "Vrieheide"), "Vrieheide: Misdrijven 60,1 per 1.000, hoger dan Nederland (57,3), klasse 2 van 2, gekozen, Inwoners 1.200.");
  assert.equal(speak("B", "Rennemig"), "Rennemig: Misdrijven 20,0 per 1.000, lager dan Nederland (57,3), klasse 1 van 2, geschat, wordt vergeleken, Inwoners 90, weinig inwoners.");
});

test("without a figure there is no unit, side, class or warning, and the reason is told", () => {
  assert.equal(speaker({}, undefined, null, people)("C", "Passart"), "Passart: Misdrijven geen cijfer, te weinig inwoners, Inwoners 40.");
});

test("an area on a canvas is told of in the same words, out of its file", () => {
  const shapes = { codes: ["A", "B", "C", "D"], place: new Map([["A", 0], ["B", 1], ["C", 2], ["D", 3]]) };
  const file = { decimals: 1, values: [601, 200, null, 573], kinds: [["ok", ""], ["no_data", ""]], kind: "aaba", classes: { quantiles: "10-0" } };
  const figures = { url: "/figures/x", scheme: "quantiles", classes: null, reasons: {}, statuses: { ok: "", no_data: "" }, sign: "", none: "geen cijfer", is_signed: false };
  const other = { areas: {}, figures, speech: { ...speech, sides: "" }, pinned: {} };
  const speak = speaker(other, shapes, file);
  assert.deepEqual(["A", "B", "C", "D"].map((code) => speak(code, code)), [
    "A: Misdrijven 60,1 per 1.000, hoger dan Nederland (57,3), klasse 2 van 2, gekozen.",
    "B: Misdrijven 20,0 per 1.000, lager dan Nederland (57,3), klasse 1 van 2.",
    "C: Misdrijven geen cijfer.",
    "D: Misdrijven 57,3 per 1.000, gelijk aan Nederland (57,3), klasse 1 van 2.",
  ]);
  // What the model tells itself goes before the file.
  const own = speaker({ ...other, areas: { A: [0, "10,0", "gedeeld"] }, speech: { ...speech, sides: "l" } }, shapes, file);
  assert.equal(own("A", "A"), "A: Misdrijven 10,0 per 1.000, lager dan Nederland (57,3), klasse 1 van 2, gedeeld, gekozen.");
});

test("of two layers both values are told, and the class in words", () => {
  const speak = speaker({ chosen: null }, undefined, null, nobody, two);
  assert.equal(speak("A", "Vrieheide"), "Vrieheide: Misdrijven 60,1 per 1.000, hoger dan Nederland (57,3), Koopwoningen 12 %, hoog en laag.");
});

test("a change, an amount and a map without classes are told without side and class", () => {
  const speak = speaker({ speech: { ...speech, unit: "", classes: [], sides: "", reference: null, against: {} }, chosen: null });
  assert.equal(speak("A", "Vrieheide"), "Vrieheide: Misdrijven 60,1.");
});
