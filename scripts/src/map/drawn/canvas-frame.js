/* A canvas that lies over a map and moves along with it, by what Leaflet documents only: it covers
   a little more than the map, is drawn anew after each move, and in between is shifted and scaled. */

import { leaflet } from "../../seams.js";

/**
 * @import { LatLng, Point, ZoomAnimEvent } from "leaflet"
 * @import { LeafletMap } from "../../seams.js"
 */

const PADDING = 0.15; // of the map on each side, so that dragging shows something

export class CanvasFrame {
  #canvas = document.createElement("canvas");
  /** @type {{ corner: Point, middle: LatLng, zoom: number } | null} Where it was drawn. */
  #drawn = null;
  #isZooming = false;

  /**
   * @param {LeafletMap} map
   * @param {string} pane
   * @param {(pen: CanvasRenderingContext2D, zoom: number, corner: Point, sharp: number) => void} draw
   *   Draws all; `corner` is the left top in pixels of the world at this zoom.
   */
  constructor(map, pane, draw) {
    this.map = map;
    this.pane = pane;
    this.draw = draw;
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext("2d"));
    this.events = {
      moveend: () => this.#follow(),
      viewreset: () => this.#follow(),
      zoom: () => this.#shift(this.map.getCenter(), this.map.getZoom()),
      zoomanim: (/** @type {ZoomAnimEvent} */ { center, zoom }) => {
        this.#isZooming = true;
        this.#shift(center, zoom);
      },
      zoomend: () => {
        this.#isZooming = false;
      },
    };
  }

  add() {
    this.#canvas.className = "leaflet-zoom-animated";
    this.map.getPane(this.pane)?.appendChild(this.#canvas);
    this.map.on(this.events);
    this.#follow();
  }

  remove() {
    this.map.off(this.events);
    this.#canvas.remove();
    this.#drawn = null;
  }

  /** @param {number} opacity Of all that is drawn. */
  fade(opacity) {
    this.#canvas.style.opacity = String(opacity);
  }

  /** Draw anew what changed in the same place. */
  redraw() {
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.drawOver(this.draw);
  }

  /**
   * Draw over what is there.
   * @param {CanvasFrame["draw"]} draw
   */
  drawOver(draw) {
    if (!this.#drawn) return;
    const { corner, zoom } = this.#drawn;
    draw(this.pen, zoom, this.map.getPixelOrigin().add(corner), this.#sharp);
  }

  get #sharp() {
    return window.devicePixelRatio > 1 ? 2 : 1;
  }

  /* While the map zooms, the picture of before is scaled; it is drawn anew at the end. */
  #follow() {
    if (this.#isZooming && this.#drawn) return;
    const { map } = this;
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-PADDING)).round();
    const own = size.multiplyBy(1 + 2 * PADDING).round();
    this.#drawn = { corner, middle: map.getCenter(), zoom: map.getZoom() };
    leaflet().DomUtil.setPosition(this.#canvas, corner);
    Object.assign(this.#canvas, { width: own.x * this.#sharp, height: own.y * this.#sharp });
    Object.assign(this.#canvas.style, { width: `${own.x}px`, height: `${own.y}px` });
    this.redraw();
  }

  /**
   * Lay what was drawn where it belongs when the map has another middle and zoom level.
   * @param {LatLng} center
   * @param {number} zoom
   */
  #shift(center, zoom) {
    if (!this.#drawn) return;
    const { map } = this;
    const half = map.getSize().divideBy(2);
    const origin = map.project(center, zoom).subtract(half).add(map.layerPointToContainerPoint([0, 0])).round();
    const scale = map.getZoomScale(zoom, this.#drawn.zoom);
    const corner = half.multiplyBy(-(1 + 2 * PADDING) * scale).add(map.project(this.#drawn.middle, zoom)).subtract(origin);
    leaflet().DomUtil.setTransform(this.#canvas, corner, scale);
  }
}
