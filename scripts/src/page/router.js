/* Links without reloading: the address changes, and what shows the view hears of it. */

import { tellOfAddress } from "../seams.js";

/* Change the view by changing the URL; dcc.Location hears it and asks for the new page. */
export function go(href) {
  const url = new URL(href === "?" ? window.location.pathname : href, window.location.href);
  if (url.search === window.location.search) url.hash = window.location.hash;
  window.history.pushState({}, "", url);
  tellOfAddress();
}

/* The link to another view that a click follows; none when it asks for another window. */
export function linkOf(event) {
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  return isPlain ? event.target.closest('a[href^="?"]') : null;
}

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});
