/* Files by address: fetched once and kept, also when several ask at the same time; what failed may
   be tried again. Shapes come packed (see nplv_geo/geometry/packed.py) and are unpacked once. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const asked = new Map();
  const have = new Map();

  async function fetched(url, unpack) {
    const answer = await fetch(nplv.at(url));
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    have.set(url, unpack(await answer.json()));
    return have.get(url);
  }

  function load(url, unpack) {
    if (!asked.has(url)) {
      asked.set(url, fetched(url, unpack).catch((error) => {
        asked.delete(url);
        throw error;
      }));
    }
    return asked.get(url);
  }

  /* Versions of the files that this page reads (nplv_geo/ground/browser_models.py). */
  const SHAPES_FORMAT = 1;
  const INDEX_FORMAT = 1;
  const VALUES_FORMAT = 1;

  function inFormat(told, format, url) {
    if (told.format !== format) throw new Error(`${url}: format ${told.format}, this page reads ${format}; load it again`);
    return told;
  }

  nplv.load = (url) => load(url, (told) => told);
  nplv.loadShapes = (url) => load(url, (told) => new Shapes(inFormat(told, SHAPES_FORMAT, url)));
  nplv.loadIndex = (url) => load(url, (told) => inFormat(told, INDEX_FORMAT, url));
  nplv.loadValues = (url) => load(url, (told) => inFormat(told, VALUES_FORMAT, url));
  /* What has been loaded before, without waiting. */
  nplv.loaded = (url) => have.get(url);

  /* All shapes of a file. Points stand one after another in degrees; `rings` tells where each ring
     ends among the points, `polygons` where each polygon ends among the rings, `areas` likewise. */
  class Shapes {
    constructor(told) {
      const [west, south, dx, dy] = told.grid;
      this.codes = told.codes;
      this.names = told.names;
      this.rings = ends(told.points);
      this.polygons = ends(told.rings);
      this.areas = ends(told.polygons);
      this.lon = new Float64Array(told.x.length);
      this.lat = new Float64Array(told.y.length);
      let [startX, startY, at] = [0, 0, 0];
      for (const end of this.rings) {
        let x = (startX += told.x[at]);
        let y = (startY += told.y[at]);
        for (; at < end; ) {
          this.lon[at] = west + x * dx;
          this.lat[at] = south + y * dy;
          at += 1;
          if (at < end) {
            x += told.x[at];
            y += told.y[at];
          }
        }
      }
      this.place = new Map(told.codes.map((code, i) => [code, i]));
    }

    /* First and last ring (not included) of one area. */
    ringsOf(i) {
      const first = i ? this.areas[i - 1] : 0;
      const start = first ? this.polygons[first - 1] : 0;
      return [start, this.areas[i] ? this.polygons[this.areas[i] - 1] : 0];
    }

    /* One area as Leaflet takes it: polygons of rings of [lat, lon]. */
    latlngs(i) {
      const polygons = [];
      for (let p = i ? this.areas[i - 1] : 0; p < this.areas[i]; p += 1) {
        const rings = [];
        for (let r = p ? this.polygons[p - 1] : 0; r < this.polygons[p]; r += 1) {
          const ring = [];
          for (let at = r ? this.rings[r - 1] : 0; at < this.rings[r]; at += 1) ring.push([this.lat[at], this.lon[at]]);
          rings.push(ring);
        }
        polygons.push(rings);
      }
      return polygons;
    }
  }

  function ends(counts) {
    let total = 0;
    return Int32Array.from(counts, (count) => (total += count));
  }
})();
