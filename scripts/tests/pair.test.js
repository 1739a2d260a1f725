import assert from "node:assert/strict";
import { test } from "node:test";
import { equalZoom, followed, isSameSight, shift } from "../src/pure/pair.js";

const HEERLEN = { lat: 50.9, lon: 5.95, zoom: 12.25 };
const AMSTERDAM = { lat: 52.4, lon: 4.8, zoom: 13 };

/** Metres in a pixel of the web's map. */
const metres = ({ lat, zoom }) => (Math.cos((lat * Math.PI) / 180) * 40_075_016.686) / (256 * 2 ** zoom);

test("two places have one scale where a pixel is as many metres", () => {
  const zoom = equalZoom(HEERLEN, AMSTERDAM.lat);
  assert.ok(Math.abs(metres({ ...AMSTERDAM, zoom }) - metres(HEERLEN)) < 1e-9);
  // Further north the same ground takes more pixels, so it is shown from a little further off.
  assert.ok(zoom < HEERLEN.zoom && HEERLEN.zoom - zoom < 0.06);
  assert.equal(equalZoom(HEERLEN, HEERLEN.lat), HEERLEN.zoom);
});

test("of one place the map that follows goes where the other is, of two it keeps its own", () => {
  assert.deepEqual(followed(HEERLEN, AMSTERDAM, true), HEERLEN);
  const { lat, lon, zoom } = followed(HEERLEN, AMSTERDAM, false);
  assert.deepEqual([lat, lon], [AMSTERDAM.lat, AMSTERDAM.lon]);
  assert.equal(zoom, equalZoom(HEERLEN, AMSTERDAM.lat));
});

test("what follows asks for nothing more: there is no echo", () => {
  for (const isSamePlace of [true, false]) {
    const there = followed(HEERLEN, AMSTERDAM, isSamePlace);
    const back = followed(there, HEERLEN, isSamePlace);
    assert.ok(isSameSight(HEERLEN, back), `${isSamePlace}`);
    assert.ok(!isSameSight(AMSTERDAM, there));
  }
  assert.ok(isSameSight(HEERLEN, { ...HEERLEN, lon: HEERLEN.lon + 0.00005 }));
  assert.ok(!isSameSight(HEERLEN, { ...HEERLEN, lon: HEERLEN.lon + 0.001 }));
});

test("a map is slid by as many pixels as the other was dragged, the other way than its middle went", () => {
  const degree = (256 * 2 ** HEERLEN.zoom) / 360;
  const [x, y] = shift(HEERLEN, { ...HEERLEN, lon: HEERLEN.lon + 0.01 });
  assert.ok(Math.abs(x + degree * 0.01) < 1e-6);
  assert.equal(y, 0);
  const [, down] = shift(HEERLEN, { ...HEERLEN, lat: HEERLEN.lat + 0.01 });
  assert.ok(Math.abs(down - (degree * 0.01) / Math.cos((HEERLEN.lat * Math.PI) / 180)) < 0.1);
});
