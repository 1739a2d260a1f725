import assert from "node:assert/strict";
import { test } from "node:test";

import { Typing, findByName, findEnd, fold, pins } from "../src/pure/walking.js";

const NAMES = ["Zuid", "'t Zand", "Élan", "Vrieheide-West", "Eiland", "Vrieheide-Oost", "Elst"];
const FOLDED = NAMES.map(fold);
const find = (typed, from) => NAMES[findByName(NAMES, FOLDED, NAMES.indexOf(from), typed)];

test("Home and End are the first and last of a Dutch list", () => {
  assert.equal(NAMES[findEnd(NAMES, "Home")], "'t Zand");
  assert.equal(NAMES[findEnd(NAMES, "End")], "Zuid");
  assert.equal(findEnd(["Zeist", "Ölmen", "Oss", "Één"], "Home"), 3);
  assert.equal(findEnd([], "End"), -1);
});

test("names are typed without marks, and without the sign that they begin with", () => {
  assert.deepEqual(["'t Zand", "Élan", "(Rest)", "1e Exloërmond"].map(fold), ["t zand", "elan", "rest)", "1e exloermond"]);
});

test("a letter leads to the next name, in a circle", () => {
  assert.equal(find("e", "Zuid"), "Eiland");
  assert.equal(find("e", "Eiland"), "Élan");
  assert.equal(find("e", "Élan"), "Elst");
  assert.equal(find("e", "Elst"), "Eiland");
  assert.equal(find("z", "Zuid"), "Zuid");
});

test("more letters stay where they fit", () => {
  assert.equal(find("el", "Elst"), "Elst");
  assert.equal(find("els", "Élan"), "Elst");
  assert.equal(find("vrieheide-w", "Vrieheide-Oost"), "Vrieheide-West");
  assert.equal(find("'t z", "Zuid"), "'t Zand");
  assert.equal(findByName(NAMES, FOLDED, 0, "q"), -1);
});

test("letters belong to one name until a pause", () => {
  const typing = new Typing();
  const type = (key, now, more = {}) => typing.add({ key, ...more }, now);
  assert.deepEqual([type("d", 0), type("e", 300), type(" ", 600), type("K", 900)], ["d", "de", "de ", "de K"]);
  assert.equal(type("z", 2500), "z");
  assert.equal(type("z", 2600), "z");
  assert.equal(type("o", 2700), "zo");
  // A space alone opens, and keys of the browser are its own.
  assert.equal(type(" ", 9000), "");
  assert.equal(type("r", 9000, { ctrlKey: true }), "");
  assert.deepEqual(["Enter", "ArrowUp", "+", "Tab"].map((key) => type(key, 9000)), ["", "", "", ""]);
  assert.equal(typing.isBusy(9000), false);
});

test("Shift with Enter asks to compare; a V is a letter of a name", () => {
  assert.deepEqual([{ key: "Enter", shiftKey: true }, { key: "Enter" }, { key: "v" }, { key: "V", shiftKey: true }].map(pins), [true, false, false, false]);
});
