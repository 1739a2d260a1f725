/* Colours of the map: those of paper, also in the dark theme, which turns a map as a whole (tokens.css). */

/** @type {Map<string, string>} Asked of the browser once: each time more it may work out all styles. */
const known = new Map();

/**
 * The colour of a role, as "#rrggbb".
 * @param {string} role
 */
export function colour(role) {
  const value = known.get(role) ?? window.getComputedStyle(document.documentElement).getPropertyValue(`--${role}`).trim();
  known.set(role, value);
  return value;
}
