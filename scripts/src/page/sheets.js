/* Sheets on a small screen: a menu, a panel or a list that lies over the map while it is open. */

import { linkOf } from "./router.js";

// Links that lead to what lies behind the sheet.
const CLOSING = "#found, #panel .links, .groups-of-factors, .stacking, .themes";

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (link && link.closest(CLOSING)) closeSheets();
  if (event.target.closest('a[href^="#"]')) closeSheets();
  const opener = event.target.closest("button[data-sheet]");
  if (opener) toggleSheet(opener.dataset.sheet);
  else if (!event.target.closest(".sheet")) closeSheets();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const opener = openerOf(event.target.closest(".sheet"));
  closeSheets();
  if (opener) opener.focus();
});

function toggleSheet(name) {
  const now = document.body.dataset.sheet === name ? "" : name;
  document.body.dataset.sheet = now;
  document.querySelectorAll("button[data-sheet]").forEach((button) =>
    button.setAttribute("aria-expanded", String(button.dataset.sheet === now)));
}

/* The button in sight that opened the sheet: the focus goes back there, it would be lost. */
function openerOf(sheet) {
  if (!sheet || document.body.dataset.sheet !== sheet.id) return null;
  return [...document.querySelectorAll(`button[data-sheet="${sheet.id}"]`)].find((button) => button.offsetParent);
}

function closeSheets() {
  if (document.body.dataset.sheet) toggleSheet(document.body.dataset.sheet);
}
