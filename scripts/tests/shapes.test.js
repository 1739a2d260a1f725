import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { readIndex, readShapes, readValues } from "../src/pure/shapes.js";

/* Written by nplv_geo/geometry/packed.py, with the outlines that it was given: tests/packed_sample.py. */
const sample = JSON.parse(await readFile(new URL("fixtures/packed-shapes.json", import.meta.url), "utf8"));
const { packed, areas } = sample;
const shapes = readShapes(packed, "sample.json");

test("codes and names come back in their order", () => {
  assert.deepEqual(shapes.codes, areas.map(({ code }) => code));
  assert.deepEqual(shapes.names, areas.map(({ name }) => name));
  assert.equal(shapes.codes.length, 5);
  assert.deepEqual([...shapes.place], areas.map(({ code }, i) => [code, i]));
});

test("polygons, holes and islands come back within half a step of the grid", () => {
  const [, , dx, dy] = packed.grid;
  let points = 0;
  areas.forEach(({ polygons }, i) => {
    const found = shapes.latlngs(i);
    assert.deepEqual(found.map((rings) => rings.map((ring) => ring.length)), polygons.map((rings) => rings.map((ring) => ring.length)));
    found.flat(2).forEach(([lat, lon], n) => {
      const [wantedLon, wantedLat] = polygons.flat(2)[n];
      assert.ok(Math.abs(lon - wantedLon) <= dx / 2 + 1e-9, `${lon} is not ${wantedLon}`);
      assert.ok(Math.abs(lat - wantedLat) <= dy / 2 + 1e-9, `${lat} is not ${wantedLat}`);
      points += 1;
    });
  });
  assert.equal(points, shapes.lon.length);
  assert.equal(points, 27);
});

test("what neighbours share stays the same point", () => {
  const [one, other] = [0, 1].map((i) => new Set(shapes.latlngs(i).flat(2).map(String)));
  assert.equal([...one].filter((point) => other.has(point)).length, 2);
});

test("rings are counted from the first ring of an area to that of the next", () => {
  const rings = shapes.codes.map((_, i) => shapes.ringsOf(i));
  assert.deepEqual(rings, [[0, 1], [1, 2], [2, 4], [4, 6], [6, 7]]);
});

test("the example of docs/formats.md says what it says there", () => {
  const example = readShapes({
    format: 1, grid: [5.9, 50.8, 0.00006, 0.000036], codes: ["BU09172000"], names: ["Heerlerheide-Kom"],
    polygons: [1], rings: [1], points: [4], x: [12, 5, 0, -5], y: [40, 0, 6, 0],
  }, "example.json");
  const [[ring]] = example.latlngs(0);
  const rounded = ring.map((point) => point.map((part) => Number(part.toFixed(6))));
  assert.deepEqual(rounded, [[50.80144, 5.90072], [50.80144, 5.90102], [50.801656, 5.90102], [50.801656, 5.90072]]);
});

test("a file of another version is refused in one sentence", () => {
  for (const [name, read] of Object.entries({ readIndex, readShapes, readValues })) {
    assert.throws(() => read({ ...packed, format: 2 }, "/geo/x.json"), { message: "/geo/x.json: format 2, this page reads 1; load it again" }, name);
  }
  assert.deepEqual(readIndex({ format: 1, files: [] }, ""), { format: 1, files: [] });
});
