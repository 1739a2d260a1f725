/* The ground of the map without Leaflet: points of shapes in pixels, and which area lies where. */

/**
 * @import { Shapes } from "./shapes.js"
 *
 * West, north, east and south in pixels of zoom 0 from the middle of the country.
 * @typedef {[number, number, number, number]} Box
 *
 * How the ground lies on a canvas: pixels of the canvas for one of zoom 0, and where the middle of
 * the country falls.
 * @typedef {{ scale: number, left: number, top: number }} Lie
 */

const WORLD = 256; // pixels that the world is wide at zoom 0
const FINEST = 0.5; // of a pixel of the canvas

/**
 * A place in pixels of zoom 0.
 * @param {number} lon
 * @param {number} lat
 * @returns {[number, number]}
 */
export const world = (lon, lat) => [(lon / 360 + 0.5) * WORLD, north(lat)];

/** @param {number} lat */
function north(lat) {
  const radians = (lat * Math.PI) / 180;
  return (0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI)) * WORLD;
}

// Far from zero a canvas, which counts in short floats, would shake at the highest zoom levels.
export const ORIGIN = world(5.3, 52.2);

/* Points of shapes in pixels of zoom 0 from the middle of the country, and a box for each area. */
export class Ground {
  /** @type {(Lie & { pixels: Float32Array, ends: Uint32Array }) | null} Kept for the next colouring. */
  #onCanvas = null;

  /** @param {Shapes} shapes */
  constructor(shapes) {
    this.shapes = shapes;
    const n = shapes.lon.length;
    const points = (this.points = new Float64Array(2 * n));
    for (let i = 0; i < n; i += 1) {
      points[2 * i] = (shapes.lon[i] / 360 + 0.5) * WORLD - ORIGIN[0];
      points[2 * i + 1] = north(shapes.lat[i]) - ORIGIN[1];
    }
    this.boxes = shapes.codes.map((_, i) => this.boxOf(i));
  }

  /**
   * The first picture runs through all points before a browser has compiled this: no arrays in loops.
   * @param {number} i
   * @returns {Box}
   */
  boxOf(i) {
    const { points } = this;
    const [first, last] = this.shapes.ringsOf(i);
    const start = first ? this.shapes.rings[first - 1] : 0;
    const end = last ? this.shapes.rings[last - 1] : 0;
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    for (let at = 2 * start; at < 2 * end; at += 2) {
      const x = points[at];
      const y = points[at + 1];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
    return [left, top, right, bottom];
  }

  /**
   * Points as they fall on the canvas, to half a pixel and each once: most of what a country
   * has is finer than that. Neighbours share theirs still. Another colouring asks for the same.
   * @param {Lie} lie
   */
  placed({ scale, left, top }) {
    const kept = this.#onCanvas;
    if (kept && kept.scale === scale && kept.left === left && kept.top === top) return kept;
    const { points, shapes } = this;
    const { rings } = shapes;
    const fine = scale / FINEST;
    const nearX = left / FINEST;
    const nearY = top / FINEST;
    const pixels = new Float32Array(points.length);
    const ends = new Uint32Array(rings.length);
    let n = 0;
    for (let r = 0, at = 0; r < ends.length; r += 1) {
      let x = NaN;
      let y = NaN;
      for (const end = 2 * rings[r]; at < end; at += 2) {
        const nextX = Math.round(points[at] * fine + nearX);
        const nextY = Math.round(points[at + 1] * fine + nearY);
        if (nextX === x && nextY === y) continue;
        x = nextX;
        y = nextY;
        pixels[n] = x * FINEST;
        pixels[n + 1] = y * FINEST;
        n += 2;
      }
      ends[r] = n;
    }
    return (this.#onCanvas = { scale, left, top, pixels, ends });
  }

  /**
   * Add the rings of an area to a path.
   * @param {Lie & { pen: Pick<CanvasRenderingContext2D, "moveTo" | "lineTo"> }} at
   * @param {number} i
   */
  trace(at, i) {
    const { pixels, ends } = this.placed(at);
    const { pen } = at;
    const [first, last] = this.shapes.ringsOf(i);
    for (let r = first; r < last; r += 1) {
      const start = r ? ends[r - 1] : 0;
      const end = ends[r];
      pen.moveTo(pixels[start], pixels[start + 1]);
      for (let n = start + 2; n < end; n += 2) pen.lineTo(pixels[n], pixels[n + 1]);
      // In a path of thousands of rings, closePath takes ten times as long as all the rest.
      pen.lineTo(pixels[start], pixels[start + 1]);
    }
  }

  /**
   * Numbers of the areas of which the box touches another one.
   * @param {Box} sight West, north, east and south in pixels of zoom 0.
   */
  listIn(sight) {
    const [left, top, right, bottom] = sight.map((side, i) => side - ORIGIN[i % 2]);
    return this.boxes.flatMap((box, i) => (box[2] < left || box[0] > right || box[3] < top || box[1] > bottom ? [] : [i]));
  }

  /**
   * Number of the area at a place in pixels of zoom 0, -1 where there is none.
   * @param {[number, number]} place
   */
  find([east, south]) {
    const [x, y] = [east - ORIGIN[0], south - ORIGIN[1]];
    return this.boxes.findIndex((box, i) =>
      x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && this.holds(i, x, y));
  }

  /**
   * Is the point inside the area? Counts the borders that a line to the east crosses.
   * @param {number} i
   * @param {number} x
   * @param {number} y
   */
  holds(i, x, y) {
    const { points, shapes } = this;
    const [first, last] = shapes.ringsOf(i);
    let inside = false;
    for (let r = first; r < last; r += 1) {
      const start = r ? shapes.rings[r - 1] : 0;
      const end = shapes.rings[r];
      for (let at = start, before = end - 1; at < end; before = at, at += 1) {
        const ya = points[2 * at + 1];
        const yb = points[2 * before + 1];
        if (ya > y === yb > y) continue;
        const xa = points[2 * at];
        if (x < xa + ((points[2 * before] - xa) * (y - ya)) / (yb - ya)) inside = !inside;
      }
    }
    return inside;
  }
}

/** @type {WeakMap<Shapes, Ground>} */
const grounds = new WeakMap();

/**
 * The ground of shapes, made once for all who draw them.
 * @param {Shapes} shapes
 */
export function groundOf(shapes) {
  const ground = grounds.get(shapes) ?? new Ground(shapes);
  grounds.set(shapes, ground);
  return ground;
}
