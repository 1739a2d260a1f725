import assert from "node:assert/strict";
import { test } from "node:test";
import { listDots, nextDot, readValue, tellDot } from "../src/pure/dots.js";

const DOTS = listDots({
  x: [1, 2, 3],
  y: [30, 10, 20],
  customdata: [["BU1", "Een", "1,0", "30 %", "laag"], ["BU2", "Twee", "2,0", "10 %", ""], ["BU3", "Drie", "3,0", "20 %", ""]],
});
const walk = (/** @type {string | undefined} */ from, /** @type {string} */ key) => nextDot(DOTS, from, key)?.code ?? null;

test("left and right go by the first value, down and up by the second", () => {
  assert.equal(walk("BU1", "ArrowRight"), "BU2");
  assert.equal(walk("BU2", "ArrowLeft"), "BU1");
  assert.equal(walk("BU2", "ArrowUp"), "BU3");
  assert.equal(walk("BU3", "ArrowUp"), "BU1");
  assert.equal(walk("BU1", "ArrowDown"), "BU3");
});

test("at an end one stays, and other keys lead nowhere", () => {
  assert.equal(walk("BU3", "ArrowRight"), "BU3");
  assert.equal(walk("BU1", "ArrowUp"), "BU1");
  assert.equal(walk("BU1", "ArrowLeft"), "BU1");
  assert.equal(walk("BU3", "Home"), "BU1");
  assert.equal(walk("BU1", "End"), "BU3");
  assert.equal(walk("BU1", "a"), null);
  assert.equal(walk(undefined, "ArrowRight"), "BU1");
  assert.equal(nextDot([], undefined, "Home"), null);
  assert.equal(nextDot([], undefined, "ArrowUp"), null);
});

test("a dot is told in the words of the page", () => {
  assert.equal(tellDot("{name}: A {one}, B {other}. {class}", DOTS[0]), "Een: A 1,0, B 30 %. laag");
});

test("a trace without codes has no dots", () => {
  assert.deepEqual(listDots({ x: [1], y: [2] }), []);
  assert.deepEqual(listDots(undefined), []);
});

test("a value of a file is in its own unit, and what is missing is never 0", () => {
  const file = /** @type {PackedValues} */ ({ format: 1, decimals: 1, values: [125, null], kinds: [], kind: "", classes: {} });
  assert.deepEqual([0, 1, undefined].map((place) => readValue(file, place)), [12.5, null, null]);
  assert.equal(readValue(null, 0), null);
});
