import assert from "node:assert/strict";
import { test } from "node:test";

import { firstStop, listStops, nextStop, tellStop } from "../src/pure/chart-walk.js";

const TRACES = [
  { x: [2021, 2022, 2023], y: [5, 6, 7] }, // a stroke
  { name: "Noord", x: [2021, 2022, 2023], y: [5, 6, 7], text: ["5,0", "6,0", "7,0 (voorlopig)"] },
  { name: "Nederland", x: [2021, 2023], y: [9, 4], text: ["9,0", "4,0"] },
  { name: "Zuid", x: [2021, 2022, 2023], y: [1, 8, 8], text: ["1,0", "8,0", "8,0"] },
];
const LINES = listStops(TRACES);
const walk = (from, ...keys) => keys.reduce((stop, key) => nextStop(LINES, stop, key), from);
const start = firstStop(LINES);

test("strokes have no points to stand on", () => {
  assert.deepEqual(LINES.map((stops) => stops.length), [3, 2, 3]);
  assert.deepEqual(start, { name: "Noord", x: 2023, y: 7, text: "7,0 (voorlopig)" });
  assert.equal(firstStop([]), undefined);
});

test("left and right are years of the same line, and end where it ends", () => {
  assert.equal(walk(start, "ArrowLeft").x, 2022);
  assert.equal(walk(start, "ArrowRight"), start);
  assert.equal(walk(start, "ArrowLeft", "ArrowLeft", "ArrowLeft").x, 2021);
  assert.equal(walk(start, "Home").x, 2021);
  assert.equal(walk(start, "Home", "End"), start);
});

test("up and down are the next value of that year, whatever line has it", () => {
  assert.equal(walk(start, "ArrowUp").name, "Zuid");
  assert.equal(walk(start, "ArrowUp", "ArrowUp").name, "Zuid");
  assert.equal(walk(start, "ArrowDown").name, "Nederland");
  assert.equal(walk(start, "ArrowDown", "ArrowUp").name, "Noord");
  assert.equal(walk(start, "ArrowUp", "ArrowDown").name, "Noord");
  assert.equal(walk(start, "Home", "ArrowUp").name, "Nederland");
  assert.equal(walk(start, "Home", "ArrowDown").name, "Zuid");
});

test("a line without a value in a year is passed over there", () => {
  const middle = walk(start, "ArrowLeft");
  assert.equal(walk(middle, "ArrowDown"), middle);
  assert.equal(walk(middle, "ArrowUp").name, "Zuid");
  assert.equal(walk(start, "ArrowDown", "ArrowLeft").x, 2021);
});

test("other keys lead nowhere", () => {
  assert.equal(nextStop(LINES, start, "Tab"), null);
});

test("a point is told in the words that come along", () => {
  assert.equal(tellStop("{name}, {period}: {value}, per jaar", start), "Noord, 2023: 7,0 (voorlopig), per jaar");
  assert.equal(tellStop("{value} {value}", { ...start, text: "{name}" }), "{name} {name}");
});
