/* Areas on one canvas: for thousands of shapes. All areas of a class are filled as one path, so
   that another colouring takes one drawing and no objects for each shape. */

import { Ground, world } from "../pure/ground.js";
import { createRenderer } from "../seams.js";
import { fillAreas, placing } from "./canvas.js";

const LINES_FROM = 10; // zoom level: further off, lines between areas would hide them
const PADDING = 0.15; // of the map on each side, so that dragging shows something

/* hand: { enter(code, latlng), move(latlng), leave(), click(code) }. */
export function canvasAreas(shapes, pane, hand) {
  const painter = new Painter(shapes, hand);
  const renderer = createRenderer(painter, { pane, padding: PADDING });
  return {
    isCanvas: true,
    layers: [],
    addTo: (map) => renderer.addTo(map),
    remove: () => renderer.remove(),
    paint: (look) => painter.paint(look),
    refine: (finer) => painter.refine(finer),
    at: (latlng) => painter.find(latlng),
  };
}

class Painter {
  constructor(shapes, hand) {
    this.shapes = shapes;
    this.hand = hand;
    this.ground = new Ground(shapes);
    this.traced = shapes.codes.map((_, i) => [this.ground, i]);
    this.groups = [];
    this.map = null;
    this.over = null;
    this.listeners = {
      mousemove: (event) => this.hover(event.latlng),
      click: (event) => this.click(event.latlng),
      mouseout: () => this.leave(),
    };
  }

  added(canvas, map) {
    this.map = map;
    this.pen = canvas.getContext("2d");
    map.on(this.listeners);
  }

  removed(map) {
    map.off(this.listeners);
    this.leave();
    this.map = null;
  }

  draw(bounds) {
    const sharp = window.devicePixelRatio > 1 ? 2 : 1;
    const size = bounds.getSize();
    const { canvas } = this.pen;
    [canvas.width, canvas.height] = [size.x * sharp, size.y * sharp];
    [canvas.style.width, canvas.style.height] = [`${size.x}px`, `${size.y}px`];
    this.sharp = sharp;
    this.corner = bounds.min;
    this.drawAgain();
  }

  drawAgain() {
    const zoom = this.map.getZoom();
    const at = placing(this.pen, zoom, this.map.getPixelOrigin().add(this.corner), this.sharp);
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.clearRect(0, 0, this.pen.canvas.width, this.pen.canvas.height);
    for (const [style, members] of this.groups) {
      fillAreas(at, members.map((i) => this.traced[i]), { ...style, weight: zoom < LINES_FROM ? 0 : 0.5 });
    }
  }

  /* look(code) → { fillColor, color, weight, fillOpacity }; areas of one look go together. */
  paint(look) {
    const groups = new Map();
    this.shapes.codes.forEach((code, i) => {
      const style = look(code);
      if (!groups.has(style)) groups.set(style, []);
      groups.get(style).push(i);
    });
    this.groups = [...groups];
    if (this.map) this.drawAgain();
  }

  refine(finer) {
    const ground = new Ground(finer);
    finer.codes.forEach((code, i) => { this.traced[this.shapes.place.get(code)] = [ground, i]; });
    this.drawAgain();
  }

  /* Which area lies there? Of what overlaps at a border, the first. */
  find(latlng) {
    const found = this.ground.find(world(latlng.lng, latlng.lat));
    return found < 0 ? null : this.shapes.codes[found];
  }

  hover(latlng) {
    if (this.map.dragging && this.map.dragging.moving()) return;
    const code = this.find(latlng);
    if (code === this.over) {
      if (code) this.hand.move(latlng);
      return;
    }
    if (this.over) this.hand.leave();
    this.over = code;
    this.map.getContainer().classList.toggle("over-area", Boolean(code));
    if (code) this.hand.enter(code, latlng);
  }

  leave() {
    if (this.over) this.hand.leave();
    this.over = null;
    this.map.getContainer().classList.remove("over-area");
  }

  click(latlng) {
    const code = this.find(latlng);
    if (code) this.hand.click(code);
  }
}
