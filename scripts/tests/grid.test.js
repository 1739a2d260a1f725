import assert from "node:assert/strict";
import { test } from "node:test";
import { compareMissingLast, fold, readNumber, readSort, splitWords, writeNumber, writeSort, zipRows } from "../src/pure/grid.js";

/* AG Grid turns what a comparator says round for a descending order. */
const order = (values, isDescending) =>
  values.toSorted((a, b) => compareMissingLast(a, b, isDescending) * (isDescending ? -1 : 1));

test("what is missing stands last in both directions, and ties keep their places", () => {
  assert.deepEqual(order([2, null, 0, -1, null, 10], false), [-1, 0, 2, 10, null, null]);
  assert.deepEqual(order([2, null, 0, -1, null, 10], true), [10, 2, 0, -1, null, null]);
  assert.equal(Math.abs(compareMissingLast(null, null, true)), 0);
  assert.equal(compareMissingLast(3, 3, true), 0);
});

test("accents and capitals make no difference to a search", () => {
  assert.equal(fold("Súdwest-Fryslân"), "sudwest-fryslan");
  assert.equal(fold(null), "");
  assert.deepEqual(splitWords("  Noord  café "), ["NOORD", "CAFE"]);
});

test("numbers are read as readers of a language type them", () => {
  assert.equal(readNumber("1.234,5", ".", ","), 1234.5);
  assert.equal(readNumber("1,234.5", ",", "."), 1234.5);
  assert.equal(readNumber("\u22127", ".", ","), -7);
  assert.equal(readNumber("0", ".", ","), 0);
  for (const none of [null, "", " ", "abc"]) assert.equal(readNumber(none, ".", ","), null);
  assert.equal(writeNumber(7.5, ","), "7,5");
  assert.equal(writeNumber(null, ","), null);
});

test("rows are made of columns, and what is missing stays missing", () => {
  const rows = { edition: "e", codes: ["BU1", "BU2"], cells: { waarde: [0, null], naam: ["a", "b"] } };
  assert.deepEqual(zipRows(rows), [{ code: "BU1", waarde: 0, naam: "a" }, { code: "BU2", waarde: null, naam: "b" }]);
});

test("the order of the address and that of the grid are one", () => {
  for (const word of ["waarde", "-waarde", "naam", "-gemeente"]) assert.equal(writeSort([{ colId: "x" }, readSort(word)]), word);
  assert.equal(writeSort([{ colId: "naam", sort: null }]), "");
});
