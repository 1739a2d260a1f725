/* One map: what a model tells, drawn on a map of Leaflet.

   A model (see nplv_geo/present/map/model.py) tells what to show. While its `key` stays the same
   the shapes stay and only take other colours; with another key they are drawn anew. What has been
   loaded before is shown at once. The newest wish always wins: what an older one waited for is
   dropped. */

import { AddressPlace, askedPlace } from "./address-place.js";
import { comeCloser } from "./closer.js";
import { figuresOf } from "./drawn/figures.js";
import { loadedShapes } from "./files.js";
import { isInSight, layForPaper, makePanes, nameMap } from "./frame.js";
import { Keyboard } from "./keyboard/keyboard.js";
import { isLoaded, loadAll, loadLater } from "./loading.js";
import { Message } from "./message.js";
import { Near } from "./near.js";
import { Pointer, asksForPin } from "./pointer.js";
import { Stage } from "./stage.js";
import { Steps } from "./steps.js";
import { watchTiles } from "./tiles.js";
import { Viewport } from "./viewport.js";

/**
 * @import { LatLng } from "leaflet"
 * @import { Figures } from "../pure/figures.js"
 * @import { Place } from "../pure/place.js"
 * @import { Partner } from "./joined.js"
 * @import { LeafletMap } from "../seams.js"
 *
 * What a map tells of itself.
 * @typedef {object} Told
 * @property {{ code: string | null, href: string, by_keyboard: boolean }} [clicked] No code for the place around.
 * @property {string | null} [hovered]
 * @property {Place} [viewport]
 * @property {string | null} [error]
 */

export class AreaMap {
  /** @type {MapModel | null} */
  model = null;
  /** @type {Figures | null} */
  figures = null;
  /** @type {Partner | null} What joins it with another map. */
  partner = null;
  /** @type {number | null} Class that stands out for now, over the one of the model. */
  #pointed = null;
  #wish = 0;
  /** @type {string | null} Area that fills the map. */
  #place = null;
  #hasFailed = false;
  /** @type {(() => void)[]} What ends with this map. */
  #ends = [];
  pointer;
  #message;
  #viewport;
  #address;
  #keyboard;
  #steps;
  #near;
  #noteDrawn = () => {};
  /** @type {Promise<void>} Kept when a model is on the map, or can't be. */
  isDrawn = new Promise((done) => {
    this.#noteDrawn = done;
  });

  /**
   * @param {LeafletMap} map
   * @param {(told: Told) => void} tell
   * @param {{ isInAddress?: boolean }} options Whether the address tells where a reader moved it to.
   */
  constructor(map, tell, { isInAddress = false } = {}) {
    this.map = map;
    this.tell = tell;
    this.hand = {
      enter: (/** @type {string} */ code, /** @type {LatLng} */ at) => this.pointer.enter(code, at),
      move: (/** @type {LatLng} */ at) => this.pointer.move(at),
      leave: () => this.pointer.hide(),
      click: (/** @type {string} */ code, /** @type {Event} */ event) => (asksForPin(event) ? this.#steps.pin(code) : this.#steps.open(code)),
    };
    this.stage = new Stage(map, this.hand);
    this.pointer = new Pointer(this);
    this.#message = new Message(() => map.getContainer().parentElement);
    this.#viewport = new Viewport(map, () => (isInAddress ? askedPlace() : null));
    this.#near = new Near(map, this.#viewport);
    this.#address = isInAddress ? new AddressPlace((place) => this.#viewport.isSettled && this.moveTo(place)) : null;
    makePanes(map);
    this.#steps = new Steps(this, () => this.pointer.hide());
    this.#keyboard = new Keyboard(this, this.pointer, {
      open: (code) => this.#steps.open(code, true),
      pin: (code) => this.#steps.pin(code, true),
      up: () => this.#steps.goUp(),
    });
    this.#listen();
  }

  #listen() {
    const { map } = this;
    const events = {
      zoomend: () => this.stage.placeCircles(),
      resize: () => this.stage.placeCircles(),
      moveend: () => this.#followMove(),
    };
    map.on(events);
    const size = new ResizeObserver(() => this.#viewport.followSize());
    size.observe(map.getContainer());
    this.#ends = [
      () => map.off(events),
      () => size.disconnect(),
      layForPaper(map, () => this.#fill("fill"), () => this.#fill("fit")),
      watchTiles(map, () => this.model?.words.tiles ?? ""),
      () => this.#address?.remove(),
      () => this.#message.remove(),
    ];
  }

  /** @param {"fill" | "fit"} how */
  #fill(how) {
    if (this.model?.bounds) this.#viewport[how](this.model.bounds);
    this.stage.layNow();
  }

  /** Take away all that this put on the map; the map itself stays. */
  remove() {
    this.#wish += 1;
    this.#keyboard.remove();
    this.stage.remove();
    this.#ends.forEach((end) => end());
  }

  /**
   * For every new model, once; the promise is kept when it is on the map, or can't be.
   * @param {MapModel} model
   */
  async show(model) {
    if (model === this.model) return this.isDrawn;
    const wish = (this.#wish += 1);
    this.model = model;
    this.nameControls();
    if (isLoaded(model, this.#isOnStage(model))) this.#tryApply(model, wish);
    else await this.#fetchFor(model, wish);
    if (wish === this.#wish) this.#noteDrawn();
    loadLater(model);
  }

  /** Class that stands out: the one that is pointed at elsewhere, or else that of the model. */
  get lit() {
    return this.#pointed ?? this.model?.lit ?? null;
  }

  /** @param {number | null} pointed */
  light(pointed) {
    const before = this.lit;
    this.#pointed = pointed;
    const { model, figures, stage } = this;
    // Before the shapes of a model are there, they are painted so when they come.
    if (model && figures && stage.key === model.key && this.lit !== before) stage.light(model, figures, this.lit);
  }

  /** Name the map and its buttons in the words of the model. */
  nameControls() {
    if (this.model) nameMap(this.map, this.model);
  }

  /** @param {MapModel} model */
  #isOnStage(model) {
    return this.stage.key === model.key;
  }

  /**
   * @param {MapModel} model
   * @param {number} wish
   */
  async #fetchFor(model, wish) {
    this.say(model.words.loading, { quiet: true });
    try {
      await loadAll(model, this.#isOnStage(model));
    } catch {
      if (wish === this.#wish) this.#fail(model, wish);
      return;
    }
    if (wish === this.#wish) this.#tryApply(model, wish);
  }

  /**
   * What goes wrong here isn't the network: the reader is told, and so is the console.
   * @param {MapModel} model
   * @param {number} wish
   */
  #tryApply(model, wish) {
    try {
      this.#apply(model);
    } catch (error) {
      this.#fail(model, wish);
      window.reportError(error);
    }
  }

  /**
   * @param {MapModel} model
   * @param {number} wish
   */
  #fail(model, wish) {
    const { load_failed: sentence, retry: label } = model.words;
    this.say(sentence, { retry: { label, again: () => this.#fetchFor(model, wish) } });
    this.#tellOfFailure(sentence);
  }

  /** @param {string | null} sentence */
  #tellOfFailure(sentence) {
    if (sentence === null && !this.#hasFailed) return;
    this.#hasFailed = sentence !== null;
    this.tell({ error: sentence });
  }

  /** @param {MapModel} model */
  #apply(model) {
    this.pointer.hide();
    const shapes = loadedShapes(model.files[0]);
    this.figures = figuresOf(model, shapes);
    if (this.#isOnStage(model)) this.#fit(model);
    else this.#replaceStage(model, this.figures, shapes);
    this.stage.paint(model, this.figures, this.lit);
    this.#keyboard.lay(model, this.figures);
    this.stage.choose(model.chosen);
    this.stage.markPinned(Object.keys(model.pinned));
    this.#steps.keepFocus(model);
    this.#address?.followView();
    this.#noteMove();
    this.say(this.stage.shapes.size ? "" : model.words.no_shapes);
    this.#tellOfFailure(null);
    this.partner?.settle();
  }

  /**
   * Mark what is pointed at on another map, if it is here too; null for nothing.
   * @param {string | null} code
   * @param {LatLng | null} at
   */
  reflect(code, at) {
    this.pointer.reflect(code, at);
  }

  /**
   * The new shapes stand there before those of before go.
   * @param {MapModel} model
   * @param {Figures} figures
   * @param {import("../pure/shapes.js").Shapes | undefined} shapes
   */
  #replaceStage(model, figures, shapes) {
    const stage = new Stage(this.map, this.hand);
    stage.build(model, figures, shapes);
    this.stage.remove();
    this.stage = stage;
    this.#fit(model);
    stage.add();
    comeCloser(this.map, model, stage);
  }

  /**
   * The map moves to another place only, or back; an area chosen in sight doesn't move it, but one that a
   * finger could hardly hit is brought nearer.
   * @param {MapModel} model
   */
  #fit({ bounds, place, chosen }) {
    const isBack = this.#address?.takeBack() ?? false;
    if (!bounds) return;
    if (place === this.#place && !isBack) {
      this.#near.show(this.stage.outlineOf(chosen), bounds);
      return;
    }
    const latlngs = this.#place ? this.stage.outlineOf(chosen) : null;
    this.#viewport.fit(bounds, { stays: !isBack && latlngs !== null && isInSight(this.map, latlngs) });
    this.#place = place;
  }

  /** @param {Place} place */
  moveTo(place) {
    this.#viewport.moveTo(place);
  }

  #followMove() {
    if (this.model) comeCloser(this.map, this.model, this.stage);
    this.stage.follow();
    this.#keyboard.follow();
    this.#noteMove();
  }

  #noteMove() {
    if (!this.#viewport.isSettled) return;
    this.#address?.note(this.#viewport.moved());
    this.tell({ viewport: this.#viewport.now() });
  }

  /**
   * Give an area the focus; without a code, or one that isn't there, the one that Tab comes to.
   * @param {string | null} [code]
   */
  focus(code) {
    this.#keyboard.focus(code);
  }

  /**
   * @param {string} text
   * @param {{ quiet?: boolean, retry?: { label: string, again: () => void } | null }} [options]
   */
  say(text, options = {}) {
    this.#message.say(text, options);
  }
}
