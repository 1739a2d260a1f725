/* `nplv_geo.AreaMap` for Dash: areas on the map of dash-leaflet that it is a child of.

   Props come in as nplv_geo/web/dash_components/area_map.py has them; what the map tells goes out
   through setProps, together in one turn after what a reader waits for. */

import { AreaMap as MapOfAreas } from "../map/area-map.js";
import { hasFirstMap } from "../map/first-map.js";
import { joinMaps } from "../map/joined.js";
import { addMap, dropMap } from "../map/maps.js";
import { firstAnswer } from "../page/first-answer.js";
import { mapAround, watchMaps } from "../seams.js";

/**
 * @import { Told } from "../map/area-map.js"
 * @import { Place } from "../pure/place.js"
 *
 * @typedef {object} Props
 * @property {string | object} [id]
 * @property {MapModel | null} [model]
 * @property {Place | null} [viewport]
 * @property {number | null} [lit]
 * @property {string | null} [pointed]
 * @property {boolean} [address]
 * @property {boolean} [first]
 * @property {string} [joined]
 * @property {(props: object) => void} setProps
 */

watchMaps();

/** What the page came with. */
const firstModel = () => (hasFirstMap() ? (firstAnswer?.map ?? null) : null);

/** The frame has the size that it has on this part of the page before a map is drawn in it. */
function sizeFrame() {
  const page = document.getElementById("page");
  if (page && firstAnswer && !page.className) page.className = `part-${firstAnswer.part}`;
}

/** @param {Props} props */
export function AreaMap({ id = "", model = null, viewport = null, lit = null, pointed = null, address = false, first = false, joined = "", setProps }) {
  const { createElement, useEffect, useLayoutEffect, useRef } = /** @type {any} */ (window).React;
  const name = typeof id === "string" ? id : JSON.stringify(id);
  const place = useRef(null);
  /** @type {{ current: { map: MapOfAreas, teller: Teller } | null }} */
  const held = useRef(null);
  const send = useRef(setProps);
  send.current = setProps;

  useLayoutEffect(() => {
    if (first) sizeFrame();
    const teller = new Teller((told) => send.current(told));
    const map = new MapOfAreas(mapAround(place.current), (told) => teller.tell(told), { isInAddress: address });
    held.current = { map, teller };
    addMap(name, map);
    return () => {
      dropMap(name, map);
      map.remove();
      teller.stop();
    };
  }, [name, address]);

  useLayoutEffect(() => (joined ? joinMaps(joined, name) : undefined), [joined, name, address]);

  useLayoutEffect(() => {
    if (viewport && !held.current?.teller.isOwn(viewport)) held.current?.map.moveTo(viewport);
  }, [viewport]);

  useLayoutEffect(() => held.current?.map.light(lit), [lit, name, address]);

  useLayoutEffect(() => held.current?.map.pointer.point(pointed), [pointed, name, address]);

  const shown = model ?? (first ? firstModel() : null);
  useLayoutEffect(() => {
    if (shown) held.current?.map.show(shown);
  }, [shown, name, address]);
  // The buttons of the map come after its first model.
  useEffect(() => held.current?.map.nameControls(), [shown, name, address]);

  return createElement("span", { ref: place, id: name, hidden: true });
}

const DIGITS = 5;

/** Hands on what a map tells; a click at once, all else in one turn after the next frame has begun. */
class Teller {
  /** @type {Record<string, unknown>} */
  #waiting = {};
  /** @type {number | undefined} */
  #timer;
  #clicks = 0;
  /** @type {Place | null} */
  #viewport = null;
  /** @type {string | null} */
  #hovered = null;

  /** @param {(told: Record<string, unknown>) => void} send */
  constructor(send) {
    this.send = send;
  }

  /** @param {Told} told */
  tell({ clicked, viewport, ...others }) {
    if (clicked) this.#waiting.clicked = { ...clicked, n: (this.#clicks += 1) };
    if (viewport && !this.isOwn(round(viewport))) this.#waiting.viewport = this.#viewport = round(viewport);
    Object.assign(this.#waiting, others);
    if (clicked) this.#flush();
    else this.#timer ??= window.setTimeout(() => this.#flush());
  }

  /**
   * Whether the map itself told this viewport last.
   * @param {Place} viewport
   */
  isOwn({ lat, lon, zoom }) {
    const own = this.#viewport;
    return own !== null && own.lat === lat && own.lon === lon && own.zoom === zoom;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { hovered = this.#hovered, ...told } = this.#waiting;
    this.#waiting = {};
    // Left and entered again in one turn is nothing new.
    const isNew = hovered !== this.#hovered;
    this.#hovered = /** @type {string | null} */ (hovered);
    const all = isNew ? { ...told, hovered } : told;
    if (Object.keys(all).length) this.send(all);
  }
}

/** @param {Place} place */
const round = ({ lat, lon, zoom }) => ({ lat: Number(lat.toFixed(DIGITS)), lon: Number(lon.toFixed(DIGITS)), zoom });
