import assert from "node:assert/strict";
import { test } from "node:test";

import { peopleOf } from "../src/pure/people.js";

const words = { few: 500, label: "Inwoners", note: "weinig", mark: "°" };
const areas = { BU1: [0, "1", ""], BU2: [1, "2", ""], BU3: [1, "3", ""], GM1: [0, "4", ""] };

test("counts of the model belong to its first areas", () => {
  const tell = peopleOf({ people: { ...words, url: null, counts: [12345, 499, null] }, areas, language: "nl" }, undefined, null);
  assert.deepEqual(tell("BU1"), { label: "Inwoners", count: "12.345", note: "" });
  assert.deepEqual(tell("BU2"), { label: "Inwoners", count: "499", note: "weinig" });
  assert.deepEqual(["BU3", "GM1", "BU9"].map(tell), [null, null, null], "unknown is never none");
});

test("counts of a file are in the order of the shapes, once it has come", () => {
  const model = { people: { ...words, url: "/x", counts: null }, areas: {}, language: "en" };
  const shapes = { place: new Map([["BU1", 0], ["BU2", 1], ["BU3", 2]]) };
  const tell = peopleOf(model, shapes, { decimals: 0, values: [1500, null, 0] });
  assert.deepEqual(tell("BU1"), { label: "Inwoners", count: "1,500", note: "" });
  assert.equal(tell("BU2"), null);
  assert.deepEqual(tell("BU3"), { label: "Inwoners", count: "0", note: "weinig" });
  assert.equal(peopleOf(model, shapes, undefined)("BU1"), null);
  assert.equal(peopleOf({ ...model, people: null }, undefined, null)("BU1"), null);
});
