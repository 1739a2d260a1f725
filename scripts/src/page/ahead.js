/* What is needed after the first picture is fetched while that is drawn: once its own files are there,
   nothing else waits for the network. */

import { firstFiles } from "../map/first-files.js";
import { at } from "./address.js";

// What the renderer of Dash asks for first.
const ANSWERS = ["/_dash-layout", "/_dash-dependencies"];

firstFiles.then((files) => {
  if (!files) return;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", fetchAhead);
  else fetchAhead();
}).catch(() => undefined);

/** @returns {NodeListOf<HTMLScriptElement>} */
const findScripts = () => document.querySelectorAll('script[type="text/later"][src]');

function fetchAhead() {
  findScripts().forEach(({ src }) => preload(src, "script"));
  ANSWERS.forEach((answer) => preload(at(answer), "fetch"));
}

/**
 * @param {string} href
 * @param {"script" | "fetch"} as
 */
function preload(href, as) {
  const link = Object.assign(document.createElement("link"), { rel: "preload", as, href });
  if (as === "fetch") link.crossOrigin = "anonymous"; // as Dash itself asks
  document.head.append(link);
}
