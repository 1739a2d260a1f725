/* Colours of the map: the custom properties of page.css, which are those of every file and chart. */

const known = new Map(); // asked of the browser once: each time more it may work out all styles

/* The colour of a name, as "#rrggbb". */
export function colour(name) {
  if (!known.has(name)) known.set(name, window.getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return known.get(name);
}
