/* Links without reloading: the address is a property of dcc.Location, and so is where a link leads. */

/**
 * Where a link leads from here; null for the view that is here.
 * @param {string} link
 */
export function findStep(link) {
  const wanted = new URL(link === "?" ? window.location.pathname : link, window.location.href);
  return wanted.search === window.location.search ? null : wanted;
}

/**
 * Change the view by changing the address: callbacks of Dash listen to it. All properties are set, for
 * dcc.Location would take one that is left out for a wish of before.
 * @param {string} link
 */
export function go(link) {
  const step = findStep(link);
  if (!step) return;
  const { href, pathname, search, hash } = step;
  window.dash_clientside.set_props("url", { href, pathname, search, hash });
}

/**
 * The link to another view that a click follows; none when it asks for another window.
 * @param {MouseEvent} event
 * @returns {HTMLAnchorElement | null}
 */
export function linkOf(event) {
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  return isPlain && event.target instanceof Element ? event.target.closest('a[href^="?"]') : null;
}

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link) return;
  event.preventDefault();
  go(link.getAttribute("href") ?? "?");
});
