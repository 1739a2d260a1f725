/* Skip links: the focus goes where they lead. The browser alone would only scroll there, and would
   take the place of the map out of the address. */

import { findMap } from "../map/maps.js";
import { takesOver } from "./click.js";
import { MAP } from "./view.js";

// Of two that stand for the same, the one in sight: all rows of a table stand in a grid.
const INSTEAD = new Map([["table", "grid-frame"]]);

document.addEventListener("click", (event) => {
  /** @type {HTMLAnchorElement | null} */
  const link = takesOver(event) ? event.target.closest("a.skip") : null;
  if (!link) return;
  event.preventDefault();
  skipTo(link.hash.slice(1));
});

/** @param {string} name */
function skipTo(name) {
  const goal = find(name);
  goal?.scrollIntoView({ block: "nearest" });
  if (name === "map") findMap(MAP)?.focus();
  else if (goal) {
    if (!goal.hasAttribute("tabindex")) goal.tabIndex = -1;
    goal.focus();
  }
}

/** @param {string} name */
function find(name) {
  const goals = [INSTEAD.get(name), name].map((id) => document.getElementById(id ?? ""));
  return goals.find((goal) => goal?.offsetHeight);
}
