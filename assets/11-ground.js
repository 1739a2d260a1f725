/* Shapes on a canvas without Leaflet: their points in pixels, and filling many of them at once. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const WORLD = 256; // pixels that the world is wide at zoom 0

  /* A place in pixels of zoom 0. */
  nplv.world = (lon, lat) => [(lon / 360 + 0.5) * WORLD, north(lat)];

  function north(lat) {
    const radians = (lat * Math.PI) / 180;
    return (0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI)) * WORLD;
  }

  // Far from zero a canvas, which counts in short floats, would shake at the highest zoom levels.
  const ORIGIN = nplv.world(5.3, 52.2);

  /* Points of shapes in pixels of zoom 0 from the middle of the country, and a box for each area. */
  nplv.Ground = class {
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

    boxOf(i) {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      const [first, last] = this.shapes.ringsOf(i);
      const start = first ? this.shapes.rings[first - 1] : 0;
      const end = last ? this.shapes.rings[last - 1] : 0;
      for (let at = start; at < end; at += 1) {
        const [x, y] = [this.points[2 * at], this.points[2 * at + 1]];
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
      }
      return box;
    }

    trace(pen, i) {
      const { points, shapes } = this;
      const [first, last] = shapes.ringsOf(i);
      for (let r = first; r < last; r += 1) {
        const [start, end] = [r ? shapes.rings[r - 1] : 0, shapes.rings[r]];
        pen.moveTo(points[2 * start], points[2 * start + 1]);
        for (let at = start + 1; at < end; at += 1) pen.lineTo(points[2 * at], points[2 * at + 1]);
        // In a path of thousands of rings, closePath takes ten times as long as all the rest.
        pen.lineTo(points[2 * start], points[2 * start + 1]);
      }
    }

    /* Number of the area at a place in pixels of zoom 0, -1 where there is none. */
    find([east, south]) {
      const [x, y] = [east - ORIGIN[0], south - ORIGIN[1]];
      return this.boxes.findIndex((box, i) =>
        x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && this.holds(i, x, y));
    }

    /* Is the point inside the area? Counts the borders that a line to the east crosses. */
    holds(i, x, y) {
      const { points, shapes } = this;
      const [first, last] = shapes.ringsOf(i);
      let inside = false;
      for (let r = first; r < last; r += 1) {
        const [start, end] = [r ? shapes.rings[r - 1] : 0, shapes.rings[r]];
        for (let at = start, before = end - 1; at < end; before = at, at += 1) {
          const [ya, yb] = [points[2 * at + 1], points[2 * before + 1]];
          if (ya > y === yb > y) continue;
          const xa = points[2 * at];
          if (x < xa + ((points[2 * before] - xa) * (y - ya)) / (yb - ya)) inside = !inside;
        }
      }
      return inside;
    }
  };

  /* How the ground lies on a canvas; corner: pixels of this zoom at the canvas' left top. */
  nplv.placing = function (pen, zoom, corner, sharp) {
    const scale = 2 ** zoom * sharp;
    const [left, top] = [ORIGIN[0] * scale - corner.x * sharp, ORIGIN[1] * scale - corner.y * sharp];
    const { width, height } = pen.canvas;
    const view = [-left / scale, -top / scale, (width - left) / scale, (height - top) / scale];
    return { pen, scale, left, top, sharp, view };
  };

  /* areas: [[ground, number]] that share one style; filled as one path. */
  nplv.fillAreas = function ({ pen, scale, left, top, sharp, view }, areas, style) {
    pen.setTransform(scale, 0, 0, scale, left, top);
    pen.beginPath();
    for (const [ground, i] of areas) if (meets(ground.boxes[i], view)) ground.trace(pen, i);
    // The path keeps its places; hatching and lines are measured in pixels.
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    if (style.fillColor) {
      pen.globalAlpha = style.fillOpacity;
      pen.fillStyle = style.fillColor;
      pen.fill("evenodd");
    }
    if (!style.weight) return;
    pen.globalAlpha = 1;
    pen.strokeStyle = style.color;
    pen.lineWidth = style.weight;
    pen.setLineDash(style.dash || []);
    pen.stroke();
  };

  function meets(box, view) {
    return box[2] >= view[0] && box[0] <= view[2] && box[3] >= view[1] && box[1] <= view[3];
  }
})();
