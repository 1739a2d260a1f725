/* Shapes as they come packed (see docs/formats.md), unpacked once. */

/* All shapes of a file. Points stand one after another in degrees; `rings` tells where each ring
   ends among the points, `polygons` where each polygon ends among the rings, `areas` likewise. */
export class Shapes {
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
