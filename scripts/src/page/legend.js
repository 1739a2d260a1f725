/* The legend answers: the class that is pointed at or has the focus stands out on the map. A click
   keeps it, in the address; Escape or another click lets it go. */

import { go } from "./router.js";
import { MAP } from "./view.js";

const ROW = ".legend button[data-class]";

/** @type {HTMLButtonElement | null} The row whose areas stand out for now. */
let pointed = null;

/** @param {EventTarget | null} target */
const rowOf = (target) => /** @type {HTMLButtonElement | null} */ (target instanceof Element ? target.closest(ROW) : null);

/**
 * Of two maps the second has a legend that names it.
 * @param {HTMLButtonElement} row
 */
const mapOf = (row) => /** @type {HTMLElement | null} */ (row.closest("[data-map]"))?.dataset.map ?? MAP;

/** @param {HTMLButtonElement | null} row */
function light(row) {
  if (row === pointed) return;
  if (pointed) window.dash_clientside.set_props(mapOf(pointed), { lit: null });
  pointed = row;
  if (row) window.dash_clientside.set_props(mapOf(row), { lit: Number(row.dataset.class) });
}

/** @param {HTMLButtonElement} row */
function press(row) {
  const { href } = row.dataset;
  // Classes of a second layer have no place in the address.
  if (href === undefined) return light(row === pointed ? null : row);
  // Let go, nothing stands out, though the row is pointed at still.
  if (row.ariaPressed === "true") light(null);
  go(href);
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  // A finger points at nothing after it has gone.
  if (pointerType !== "touch") light(rowOf(target));
}, { passive: true });

document.addEventListener("focusin", ({ target }) => {
  const row = rowOf(target);
  if (row?.matches(":focus-visible")) light(row);
});

document.addEventListener("focusout", ({ target }) => {
  if (rowOf(target)) light(null);
});

document.addEventListener("click", ({ target }) => {
  const row = rowOf(target);
  if (row) press(row);
});

document.addEventListener("keydown", ({ key, target }) => {
  const isHere = target === document.body || rowOf(target);
  /** @type {HTMLButtonElement | null} */
  const kept = document.querySelector(`${ROW}[aria-pressed="true"]`);
  if (key === "Escape" && isHere && kept) press(kept);
});
