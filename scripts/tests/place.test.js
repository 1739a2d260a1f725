import assert from "node:assert/strict";
import { test } from "node:test";

import { readPlace, writePlace } from "../src/pure/place.js";

test("a place that is written is read back", () => {
  const place = { lat: 52.1, lon: 5.12346, zoom: 12.25 };
  assert.equal(writePlace(place), "#kaart=52.10000,5.12346,12.25");
  assert.deepEqual(readPlace(writePlace(place)), place);
});

test("what is no place, or nowhere here, is none", () => {
  for (const hash of ["", "#tabel", "#kaart=1,2,3", "#kaart=40.00000,5.10000,12", "#kaart=52.00000,9.00000,12",
    "#kaart=52.00000,5.00000,5.75", "#kaart=52.00000,5.00000,17.25", "#kaart=52.00000,5.00000,12x"]) {
    assert.equal(readPlace(hash), null, hash);
  }
  assert.equal(readPlace("#kaart=52.00000,5.00000,6").zoom, 6);
  assert.equal(readPlace("#kaart=52.00000,5.00000,17").zoom, 17);
});

test("a place outside the country or its zoom levels is none", () => {
  for (const hash of ["54.10000,5.30000,10", "49.90000,5.30000,10", "52.20000,2.90000,10", "52.20000,8.10000,10", "52.20000,5.30000,5.75", "52.20000,5.30000,17.25"]) {
    assert.equal(readPlace(`#kaart=${hash}`), null, hash);
  }
});
