/* Bounds between classes are dragged along the axis of the legend, by pointer or by keyboard: the bars take
   their colours at once, the map when they are let go. Who can't drag, types them. */

import { classOf, dropBound, placeBound, stepBound, writeBounds } from "../pure/bounds.js";
import { writerOf } from "../pure/figures.js";
import { go, onStep } from "./router.js";

const HANDLE = ".handles input";

/**
 * From the first move of a bound until it is let go: one step in history.
 * @typedef {object} Move
 * @property {HTMLInputElement} input
 * @property {number[]} before
 * @property {string[]} colours Of the bars, before.
 * @property {boolean} isSent Whether the address has it.
 * @property {boolean} isByPointer
 * @property {boolean} isTakenBack Until the pointer lets go, nothing moves.
 */

/** @type {Move | null} */
let move = null;
let isOwnStep = false;

/** @param {EventTarget | null} target */
const handleOf = (target) => (target instanceof HTMLInputElement && target.matches(HANDLE) ? target : null);

/** @param {HTMLInputElement} input */
const frameOf = (input) => /** @type {HTMLElement} */ (input.parentElement);

/** @param {HTMLElement} frame */
const listInputs = (frame) => [...frame.querySelectorAll("input")];

/** @param {HTMLElement} frame */
const listBars = (frame) => /** @type {HTMLElement[]} */ ([...(frame.parentElement?.querySelectorAll(".bars > span") ?? [])]);

/** @param {HTMLElement} frame */
const readBounds = (frame) => listInputs(frame).map(({ dataset }) => Number(dataset.bound));

/** @param {HTMLInputElement} input */
function readAxis({ min, max, parentElement }) {
  const { dataset } = /** @type {HTMLElement} */ (parentElement);
  return { low: Number(min), high: Number(max), step: Number(dataset.step), decimals: Number(dataset.decimals) };
}

/**
 * @param {HTMLInputElement} input
 * @param {boolean} isByPointer
 */
function begin(input, isByPointer) {
  if (move?.input === input) return move;
  const frame = frameOf(input);
  const colours = listBars(frame).map((bar) => bar.style.background);
  move = { input, before: readBounds(frame), colours, isSent: false, isByPointer, isTakenBack: false };
  return move;
}

/**
 * @param {HTMLInputElement} input
 * @param {number} bound
 */
function put(input, bound) {
  const frame = frameOf(input);
  const { low, high, decimals } = readAxis(input);
  const text = writerOf({ decimals, sign: frame.dataset.sign ?? "" }, document.documentElement.lang)(Math.round(bound * 10 ** decimals));
  Object.assign(input.dataset, { bound: String(bound), held: "" });
  input.value = String(bound);
  input.setAttribute("aria-valuetext", text);
  const label = /** @type {HTMLElement} */ (input.nextElementSibling);
  label.textContent = text;
  label.style.setProperty("--at", String(Math.min((bound - low) / (high - low), 1)));
  colourBars(frame, { low, high });
}

/**
 * Each bar has the colour of the class of its middle; the last one may be of all that is higher.
 * @param {HTMLElement} frame
 * @param {{ low: number, high: number }} axis
 */
function colourBars(frame, { low, high }) {
  const colours = (frame.dataset.colours ?? "").split(" ");
  const bars = listBars(frame);
  const count = Math.round(bars.length * Number(frame.style.getPropertyValue("--share")));
  const bounds = readBounds(frame);
  bars.slice(0, count).forEach((bar, i) => {
    bar.style.background = colours[classOf(low + ((i + 0.5) / count) * (high - low), bounds)];
  });
}

/** @param {Move} of */
function takeBack({ input, before, colours }) {
  const frame = frameOf(input);
  put(input, before[listInputs(frame).indexOf(input)]);
  listBars(frame).forEach((bar, i) => Object.assign(bar.style, { background: colours[i] }));
  delete input.dataset.held;
}

/** @param {Move} of */
function send(of) {
  const frame = frameOf(of.input);
  const written = encodeURIComponent(writeBounds(readBounds(frame))).replaceAll("%2C", ",");
  isOwnStep = true;
  go((frame.dataset.to ?? "?").replace("__bounds__", written), { replaces: of.isSent });
  isOwnStep = false;
  of.isSent = true;
}

document.addEventListener("input", ({ target }) => {
  const input = handleOf(target);
  if (!input) return;
  const { isTakenBack, before } = begin(input, true);
  const frame = frameOf(input);
  const i = listInputs(frame).indexOf(input);
  put(input, isTakenBack ? before[i] : dropBound(Number(input.value), i, readBounds(frame), readAxis(input)));
});

/* The pointer lets go. */
document.addEventListener("change", ({ target }) => {
  if (!handleOf(target) || !move) return;
  if (!move.isTakenBack) send(move);
  move = null;
});

document.addEventListener("keydown", (event) => {
  const input = handleOf(event.target);
  if (!input) return;
  if (event.key === "Escape" ? !escape() : !step(input, event.key)) return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

/**
 * @param {HTMLInputElement} input
 * @param {string} key
 */
function step(input, key) {
  const frame = frameOf(input);
  const i = listInputs(frame).indexOf(input);
  const bounds = readBounds(frame);
  const bound = stepBound(key, i, bounds, readAxis(input));
  if (bound === undefined) return false;
  if (bound !== bounds[i]) {
    begin(input, false);
    put(input, placeBound(bound, i, bounds, readAxis(input)));
  }
  return true;
}

/* A bound goes back to where it was, whether the address has it by now or not. */
function escape() {
  if (!move || move.isTakenBack) return false;
  const { isByPointer, isSent } = move;
  takeBack(move);
  if (isSent) window.history.back();
  move = isByPointer ? { ...move, isTakenBack: true } : null;
  return true;
}

document.addEventListener("keyup", ({ target, key }) => {
  const input = handleOf(target);
  if (!input || !move || move.isTakenBack) return;
  if (stepBound(key, 0, [0], readAxis(input)) !== undefined) send(move);
});

for (const name of ["focusout", "pointerdown"]) {
  document.addEventListener(name, ({ target }) => {
    if (handleOf(target)) move = null;
  });
}

/* Whoever goes elsewhere is done with it. */
onStep(() => {
  if (!isOwnStep) move = null;
});
