import assert from "node:assert/strict";
import { test } from "node:test";

import { boundsOf, listSpots, placeNames, writeName } from "../src/pure/names.js";

const rules = { heights: [0.5, 0.4, 0.6, 0.3, 0.7], shifts: [0, -0.25, 0.25], least: 12, margin: 2 };
const measure = (line) => line.length * 6;
const size = { x: 300, y: 200 };
const square = (left, top, width, height) => [[[left, top], [left + width, top], [left + width, top + height], [left, top + height]]];
const wish = (code, rings, name = code, isNeeded = false) => ({ code, rings, texts: writeName(name, measure, 15), isNeeded });
const placed = (wishes, occupied) => placeNames(wishes, size, rules, occupied).map(({ code, x, y }) => [code, x, y]);

test("a name is written on one line, or on two of about the same length", () => {
  const ways = (name) => writeName(name, measure, 15).map(({ lines }) => lines);
  assert.deepEqual(ways("Hoensbroek-Centrum"), [["Hoensbroek-Centrum"], ["Hoensbroek-", "Centrum"]]);
  assert.deepEqual(ways("De Koumen Oost"), [["De Koumen Oost"], ["De Koumen", "Oost"]]);
  assert.deepEqual(ways("Passart"), [["Passart"]]);
  const [one, two] = writeName("aaa bbb", measure, 15);
  assert.deepEqual([one.width, one.height, two.width, two.height], [44, 15, 20, 30]);
});

test("spots lie on the widest stretch, the middles first", () => {
  // An L: wide below, narrow above.
  const rings = [[[0, 0], [40, 0], [40, 60], [100, 60], [100, 100], [0, 100]]];
  const spots = listSpots(rings, boundsOf(rings), rules);
  assert.deepEqual(spots.slice(0, 5).map(({ x, y }) => [x, y]), [[20, 50], [50, 60], [20, 40], [50, 70], [20, 30]]);
  assert.deepEqual(spots.slice(5, 7).map(({ x, shift }) => [x, shift]), [[10, -0.25], [25, -0.25]]);
  assert.equal(spots.length, 15);
});

test("of two stretches the widest counts, and a hole is none", () => {
  const rings = [...square(0, 0, 100, 40), ...square(10, 10, 60, 20)];
  assert.deepEqual(listSpots(rings, boundsOf(rings), { ...rules, heights: [0.5], shifts: [0] }), [{ x: 85, y: 20, shift: 0 }]);
  assert.deepEqual(listSpots([[[0, 0], [10, 0]]], { left: 0, top: 0, right: 10, bottom: 0 }, rules), []);
});

test("a name stands in the middle of its area; where it does not fit it is left out", () => {
  assert.deepEqual(placed([wish("abc", square(50, 50, 100, 40))]), [["abc", 100, 70]]);
  assert.deepEqual(placed([wish("abcdefgh", square(50, 50, 30, 30))]), []);
  assert.deepEqual(placed([wish("a", square(50, 50, 11, 60))]), [], "narrower than the least");
  assert.deepEqual(placed([wish("abcdef", square(-20, 50, 50, 40))]), [], "past the side of the map");
});

test("a name on two lines fits where one line does not", () => {
  const [name] = placeNames([wish("x", square(50, 50, 40, 60), "abcde fghij")], size, rules);
  assert.deepEqual(name.lines, ["abcde", "fghij"]);
});

test("a needed name may stick out, its middle may not, and it moves aside for another", () => {
  const narrow = square(100, 50, 20, 60);
  assert.deepEqual(placed([wish("abcdefgh", narrow, "abcdefgh", true)]), [["abcdefgh", 110, 80]]);
  const taken = [{ left: 112, top: 0, right: 200, bottom: 200 }];
  assert.deepEqual(placed([wish("ab", narrow, "ab", true)], taken), [["ab", 105, 80]]);
  assert.deepEqual(placed([wish("ab", narrow)], taken), []);
});

test("where the name has no place its mark stands in the area, after all ways to write the name", () => {
  const mark = writeName("°", measure, 15)[0];
  const here = { ...wish("abcdefgh", square(100, 50, 20, 60)), mark };
  assert.deepEqual(placeNames([here], size, rules).map(({ lines }) => lines), [["°"]]);
  assert.deepEqual(placeNames([{ ...here, isNeeded: true }], size, rules).map(({ lines }) => lines), [["abcdefgh"]]);
});

test("the first comes first, and no two overlap", () => {
  const here = square(50, 50, 60, 20);
  assert.deepEqual(placed([wish("one", here), wish("two", here)]), [["one", 80, 60]]);
  const stacked = placeNames([wish("one", here, "one", true), wish("two", square(50, 55, 60, 60), "two", true)], size, rules);
  assert.equal(stacked.length, 2);
  assert.ok(stacked[0].box.bottom <= stacked[1].box.top);
});

test("a border that comes into the box is outside, one that only touches it is not", () => {
  const spike = [[[0, 0], [100, 0], [100, 40], [52, 40], [50, 12], [48, 40], [0, 40]]];
  assert.deepEqual(placeNames([wish("abcdefghij", spike)], size, { ...rules, heights: [0.8] }), []);
  const exact = wish("abcd", square(50, 50, 26, 15));
  assert.deepEqual(placed([exact]), [["abcd", 63, 57.5]]);
});
