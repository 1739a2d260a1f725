/* Links that copy instead of lead: the address of this view, or a piece of HTML that shows it. */

import { askedPlace } from "../map/address-place.js";
import { takesOver } from "./click.js";

const SHOWN_MS = 2000;

document.addEventListener("click", async (event) => {
  /** @type {HTMLAnchorElement | null} */
  const link = takesOver(event) ? event.target.closest("a[data-copy]") : null;
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(makeWhole(link.dataset.copy ?? ""));
  showCopied(link);
});

/**
 * An address, or HTML with one in it, as another site needs it: from the name of this one on, to the
 * place that the map shows now.
 * @param {string} text
 */
function makeWhole(text) {
  const place = askedPlace() ? window.location.hash : "";
  const whole = (/** @type {string} */ path) => window.location.origin + path + place;
  return text.startsWith("/") ? whole(text) : text.replace(/src="([^"]*)"/, (_, path) => `src="${whole(path)}"`);
}

/**
 * The link says so itself, for a moment.
 * @param {HTMLAnchorElement} link
 */
function showCopied(link) {
  const words = link.textContent;
  const { copied = "" } = link.dataset;
  if (words === copied) return;
  link.setAttribute("role", "status");
  link.textContent = copied;
  setTimeout(() => {
    link.textContent = words;
    link.removeAttribute("role");
  }, SHOWN_MS);
}
