/* Libraries of Dash components that the page did not start with (see nplv_geo/web/page/libraries.py):
   fetched before a callback brings the first component of one. */

import { load } from "./script.js";

/** @param {string} library Such as `dash/dcc`. */
export function loadLibrary(library) {
  /** @type {NodeListOf<HTMLScriptElement>} */
  const held = document.querySelectorAll(`script[data-library="${library}"]`);
  return Promise.all([...held].map(({ dataset }) => load(dataset.src ?? "")));
}
