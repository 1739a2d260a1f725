/* Links without reloading: the address is a property of the component Address, and so is where a link leads. */

/** @type {((step: URL) => void | Promise<void>)[]} */
const listeners = [];

/**
 * Hear of each step as it is made. Dash hears of it after the promises that are given.
 * @param {(step: URL) => void | Promise<void>} listen
 */
export const onStep = (listen) => listeners.push(listen);

/**
 * Where a link leads from here, for who is going there; null for the view that is here.
 * @param {string} link
 */
export function takeStep(link) {
  const step = findStep(link);
  if (step) listeners.forEach((listen) => listen(step));
  return step;
}

/** @param {string} link */
function findStep(link) {
  const step = new URL(link === "?" ? window.location.pathname : link, window.location.href);
  return step.search === window.location.search ? null : step;
}

/**
 * Change the view by changing the address: callbacks of Dash listen to it. All properties are set, for
 * it would take one that is left out for a wish of before. An address that is there already it does not
 * put in the history once more; whoever went on in the meantime has set a newer one.
 * @param {string} link
 * @param {{ replaces?: boolean }} [options] Whether the view that is here is none to come back to.
 */
export async function go(link, { replaces = false } = {}) {
  const step = findStep(link);
  if (!step) return;
  const { href, pathname, search, hash } = step;
  const heard = listeners.map((listen) => listen(step));
  if (replaces) window.history.replaceState(window.history.state, "", href);
  else window.history.pushState({}, "", href);
  await Promise.all(heard);
  if (href === window.location.href) window.dash_clientside.set_props("url", { href, pathname, search, hash });
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

/* A form of the page asks for another view too. */
document.addEventListener("submit", (event) => {
  const form = event.target instanceof Element && event.target.closest("#page form");
  if (!form) return;
  event.preventDefault();
  const fields = /** @type {[string, string][]} */ ([...new FormData(/** @type {HTMLFormElement} */ (form))]);
  go(`?${new URLSearchParams(fields.filter(([, value]) => value))}`);
});

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link || event.defaultPrevented) return; // a component went there itself
  event.preventDefault();
  go(link.getAttribute("href") ?? "?");
});
