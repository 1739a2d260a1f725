import assert from "node:assert/strict";
import { test } from "node:test";

import { findBeside, isArrow } from "../src/pure/directions.js";

const ARROWS = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"];
const laid = (points) => ({ x: points.map(([x]) => x), y: points.map(([, y]) => y) });
const listBeside = (middles, from) => ARROWS.map((arrow) => findBeside(middles, from, arrow));

/** Numbers between 0 and 1, the same each time. */
function drawing(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Towns with their buurten close together, as a country has them. */
function makeCountry(count, seed) {
  const draw = drawing(seed);
  const towns = Array.from({ length: Math.ceil(count / 40) }, () => [draw() * 1000, draw() * 1000]);
  return laid(Array.from({ length: count }, (_, i) => {
    const [x, y] = towns[i % towns.length];
    return [x + draw() * draw() * 60, y + draw() * draw() * 60];
  }));
}

/** How many areas are reached from one, by steps forwards or by steps back. */
function countReached(steps, start) {
  const seen = new Set([start]);
  const waiting = [start];
  while (waiting.length) {
    for (const next of steps[waiting.pop()]) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen.size;
}

const listSteps = (middles) => Array.from(middles.x, (_, i) => listBeside(middles, i).filter((next) => next >= 0));

function turn(steps) {
  const back = steps.map(() => []);
  steps.forEach((nexts, i) => nexts.forEach((next) => back[next].push(i)));
  return back;
}

test("an arrow leads to the nearest area in its quarter", () => {
  // A cross with one point further to the right, and one that lies more above than to the right.
  const middles = laid([[0, 0], [10, 1], [4, -9], [-8, 2], [1, 7], [30, 0]]);
  assert.deepEqual(listBeside(middles, 0), [1, 3, 4, 2]);
  assert.equal(findBeside(middles, 1, "ArrowRight"), 5);
});

test("with nothing in the quarter it leads to the nearest in the half, and at the edge nowhere", () => {
  const middles = laid([[0, 0], [2, 9], [3, -12]]);
  assert.equal(findBeside(middles, 0, "ArrowRight"), 1);
  assert.equal(findBeside(middles, 2, "ArrowRight"), -1);
  assert.equal(findBeside(laid([[0, 0]]), 0, "ArrowUp"), -1);
  // One in the quarter wins of a nearer one in the half, in any order.
  assert.equal(findBeside(laid([[0, 0], [1, 3], [20, 5]]), 0, "ArrowRight"), 2);
  assert.equal(findBeside(laid([[0, 0], [20, 5], [1, 3]]), 0, "ArrowRight"), 1);
});

test("in a grid arrows lead to the four neighbours and back", () => {
  const middles = laid(Array.from({ length: 25 }, (_, i) => [i % 5, Math.floor(i / 5)]));
  assert.deepEqual(listBeside(middles, 12), [13, 11, 17, 7]);
});

test("areas of which the middles fall together don't keep anybody", () => {
  const middles = laid([[0, 0], [0, 0], [5, 0]]);
  assert.deepEqual([0, 1].map((i) => findBeside(middles, i, "ArrowRight")), [2, 2]);
});

test("every area is reached from every other one", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const middles = makeCountry(20 + 9 * seed, seed);
    const steps = listSteps(middles);
    assert.equal(countReached(steps, 0), steps.length, `from the first, seed ${seed}`);
    assert.equal(countReached(turn(steps), 0), steps.length, `to the first, seed ${seed}`);
  }
});

test("in a country of 14,567 a step takes less than a frame", () => {
  const middles = makeCountry(14567, 7);
  const start = performance.now();
  for (let i = 0; i < 40; i += 1) listBeside(middles, 300 * i);
  const each = (performance.now() - start) / 160;
  assert.ok(each < 8, `${each} ms`);
});

test("only arrows are arrows", () => {
  assert.deepEqual([...ARROWS, "Home", "a", "toString"].map(isArrow), [true, true, true, true, false, false, false]);
});
