/* The legend answers: the class that is pointed at or has the focus stands out on the map. A click
   keeps it, in the address; Escape or another click lets it go. */

import { go } from "./router.js";
import { MAP } from "./view.js";

const ROW = ".legend button[data-class]";

/** @type {HTMLButtonElement | null} The row whose areas stand out for now. */
let pointed = null;

/** @param {EventTarget | null} target */
const rowOf = (target) => /** @type {HTMLButtonElement | null} */ (target instanceof Element ? target.closest(ROW) : null);

/** @param {HTMLButtonElement | null} row */
function light(row) {
  if (row === pointed) return;
  pointed = row;
  window.dash_clientside.set_props(MAP, { lit: row ? Number(row.dataset.class) : null });
}

/** @param {HTMLButtonElement} row */
function press(row) {
  // Let go, nothing stands out, though the row is pointed at still.
  if (row.ariaPressed === "true") light(null);
  go(row.dataset.href ?? "?");
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
