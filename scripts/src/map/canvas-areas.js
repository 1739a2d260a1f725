/* Areas on one canvas: for thousands of shapes. All areas of a class are filled as one path, so
   that another colouring takes one drawing and no objects for each shape. */

import { Ground, world } from "../pure/ground.js";
import { fillAreas, placing } from "./canvas.js";

const LINES_FROM = 10; // zoom level: further off, lines between areas would hide them
const PADDING = 0.15; // of the map on each side, so that dragging shows something

/* hand: { enter(code, latlng), move(latlng), leave(), click(code) }. */
export function canvasAreas(shapes, pane, hand) {
  const ground = new Ground(shapes);
  const renderer = new (renderers())({ pane, padding: PADDING });
  const traced = shapes.codes.map((_, i) => [ground, i]);
  Object.assign(renderer, { ground, traced, hand, groups: [] });
  return {
    isCanvas: true,
    layers: [],
    addTo: (map) => renderer.addTo(map),
    remove: () => renderer.remove(),
    paint: (look) => renderer.paint(look),
    refine: (finer) => renderer.refine(finer),
    at: (latlng) => renderer._at(latlng),
  };
}

let Renderer = null;

/* Leaflet comes with dash-leaflet, after this script. */
function renderers() {
  const L = window.L;
  Renderer = Renderer || L.Renderer.extend({
    _initContainer() {
      this._container = document.createElement("canvas");
      this._pen = this._container.getContext("2d");
      this._map.on({ mousemove: this._moved, click: this._clicked, mouseout: this._left }, this);
    },

    _destroyContainer() {
      this._map.off({ mousemove: this._moved, click: this._clicked, mouseout: this._left }, this);
      this._left();
      this._container.remove();
      delete this._container;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const sharp = window.devicePixelRatio > 1 ? 2 : 1;
      const size = this._bounds.getSize();
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      [canvas.width, canvas.height] = [size.x * sharp, size.y * sharp];
      [canvas.style.width, canvas.style.height] = [`${size.x}px`, `${size.y}px`];
      this._sharp = sharp;
      this._draw();
    },

    /* look(code) → { fillColor, color, weight, fillOpacity }; areas of one look go together. */
    paint(look) {
      const groups = new Map();
      this.ground.shapes.codes.forEach((code, i) => {
        const style = look(code);
        if (!groups.has(style)) groups.set(style, []);
        groups.get(style).push(i);
      });
      this.groups = [...groups];
      if (this._map) this._draw();
    },

    refine(finer) {
      const ground = new Ground(finer);
      finer.codes.forEach((code, i) => { this.traced[this.ground.shapes.place.get(code)] = [ground, i]; });
      this._draw();
    },

    _draw() {
      const zoom = this._map.getZoom();
      const at = placing(this._pen, zoom, this._map.getPixelOrigin().add(this._bounds.min), this._sharp);
      this._pen.setTransform(1, 0, 0, 1, 0, 0);
      this._pen.clearRect(0, 0, this._container.width, this._container.height);
      for (const [style, members] of this.groups) {
        fillAreas(at, members.map((i) => this.traced[i]), { ...style, weight: zoom < LINES_FROM ? 0 : 0.5 });
      }
    },

    /* Which area lies there? Of what overlaps at a border, the first. */
    _at(latlng) {
      const found = this.ground.find(world(latlng.lng, latlng.lat));
      return found < 0 ? null : this.ground.shapes.codes[found];
    },

    _moved(event) {
      if (this._map.dragging && this._map.dragging.moving()) return;
      const code = this._at(event.latlng);
      if (code === this._over) {
        if (code) this.hand.move(event.latlng);
        return;
      }
      if (this._over) this.hand.leave();
      this._over = code;
      this._map.getContainer().classList.toggle("over-area", Boolean(code));
      if (code) this.hand.enter(code, event.latlng);
    },

    _left() {
      if (this._over) this.hand.leave();
      this._over = null;
      this._map.getContainer().classList.remove("over-area");
    },

    _clicked(event) {
      const code = this._at(event.latlng);
      if (code) this.hand.click(code);
    },
  });
  return Renderer;
}
