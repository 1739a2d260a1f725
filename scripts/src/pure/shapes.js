/* Shapes as they come packed (see docs/formats.md), unpacked once. */

/* Versions of the files that this page reads (nplv_geo/ground/browser_models.py). */
const SHAPES_FORMAT = 1;
const INDEX_FORMAT = 1;
const VALUES_FORMAT = 1;

/**
 * A file in the form that this page reads.
 * @template {{ format: number }} T
 * @param {T} told
 * @param {number} format
 * @param {string} url
 */
function inFormat(told, format, url) {
  if (told.format !== format) throw new Error(`${url}: format ${told.format}, this page reads ${format}; load it again`);
  return told;
}

/**
 * @param {PackedShapes} told
 * @param {string} url
 */
export const readShapes = (told, url) => new Shapes(inFormat(told, SHAPES_FORMAT, url));

/**
 * @param {ShapesIndex} told
 * @param {string} url
 */
export const readIndex = (told, url) => inFormat(told, INDEX_FORMAT, url);

/**
 * @param {PackedValues} told
 * @param {string} url
 */
export const readValues = (told, url) => inFormat(told, VALUES_FORMAT, url);

/* All shapes of a file. Points stand one after another in degrees; `rings` tells where each ring
   ends among the points, `polygons` where each polygon ends among the rings, `areas` likewise. */
export class Shapes {
  /** @param {PackedShapes} told */
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

  /**
   * First and last ring (not included) of one area.
   * @param {number} i
   */
  ringsOf(i) {
    const first = i ? this.areas[i - 1] : 0;
    const start = first ? this.polygons[first - 1] : 0;
    return [start, this.areas[i] ? this.polygons[this.areas[i] - 1] : 0];
  }

  /**
   * One area as Leaflet takes it: polygons of rings of [latitude, longitude].
   * @param {number} i
   */
  latlngs(i) {
    /** @type {[number, number][][][]} */
    const polygons = [];
    for (let p = i ? this.areas[i - 1] : 0; p < this.areas[i]; p += 1) {
      /** @type {[number, number][][]} */
      const rings = [];
      for (let r = p ? this.polygons[p - 1] : 0; r < this.polygons[p]; r += 1) {
        /** @type {[number, number][]} */
        const ring = [];
        for (let at = r ? this.rings[r - 1] : 0; at < this.rings[r]; at += 1) ring.push([this.lat[at], this.lon[at]]);
        rings.push(ring);
      }
      polygons.push(rings);
    }
    return polygons;
  }
}

/** @param {readonly number[]} counts */
function ends(counts) {
  let total = 0;
  return Int32Array.from(counts, (count) => (total += count));
}
