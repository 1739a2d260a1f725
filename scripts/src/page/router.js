/* Links without reloading: the address is a property of dcc.Location, and so is where a link leads. */

/* Change the view by changing the address: callbacks of Dash listen to it. What stays the same is
   not set, for Dash would answer it again. */
export function go(link) {
  const wanted = new URL(link === "?" ? window.location.pathname : link, window.location.href);
  if (wanted.search === window.location.search) return;
  const { href, pathname, search, hash } = wanted;
  // All of them: dcc.Location would take one that is left out for a wish of before.
  window.dash_clientside.set_props("url", { href, pathname, search, hash });
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
