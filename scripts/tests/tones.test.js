import assert from "node:assert/strict";
import { test } from "node:test";

import { BEAT, listTones, markTone } from "../src/pure/tones.js";

test("bars sound from low to high in their turn, and an empty one is silence", () => {
  assert.deepEqual(listTones([0.5, 0, 1]), [
    { hertz: 220, loudness: 0.5, at: 0 },
    { hertz: 880, loudness: 1, at: 2 * BEAT },
  ]);
  assert.deepEqual(listTones([]), []);
  assert.equal(listTones([1])[0].hertz, 220);
});

test("a mark sounds an octave above its place, when that has its turn", () => {
  assert.deepEqual(markTone(0.5, 24), { hertz: 880, loudness: 1, at: 12 * BEAT });
});
