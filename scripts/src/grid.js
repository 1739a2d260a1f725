/* What the grid calls by name (nplv_geo/web/page/grid.py), loaded together with it. AG Grid finds these
   functions and components on the window, as Dash AG Grid documents. */

import { compareMissingLast, fold, readNumber, splitWords, writeNumber } from "./pure/grid.js";

const GRID = "areas-grid"; // the component in nplv_geo/web/page/grid.py
const SORTED_BY = ["waarde", "tweede", "naam", "gemeente", "verschil", "inwoners"];

// Of the colour of a class, as in nplv_geo/web/templates/parts/shared.html.
const [FULL, HATCHED] = ["M0,0h12v12H0z", "M-1,5L5-1M-1,9L9-1M-1,13L13-1M3,13L13,3M7,13L13,7"];

/** @typedef {{ data: Record<string, string | number | null> }} GridNode */

/** @param {string} field */
function orderOf(field) {
  const key = `${field}_order`;
  const order = (/** @type {GridNode} */ { data }) => /** @type {number | null} */ (data[key]);
  return (/** @type {unknown} */ _, /** @type {unknown} */ __, /** @type {GridNode} */ one, /** @type {GridNode} */ other, /** @type {boolean} */ isDescending) =>
    compareMissingLast(order(one), order(other), isDescending);
}

/**
 * Enter opens the area of the row, from any cell of it.
 * @param {{ event?: KeyboardEvent }} params
 */
function openByKey({ event }) {
  if (event?.key !== "Enter" || !(event.target instanceof Element)) return;
  event.target.closest("[role=row]")?.querySelector("a")?.click();
}

/**
 * The name of an area with the colour of its class, as in the table; cells are walked by arrows.
 * @param {{ data: { code: string, colour: string | null, second?: number | null }, value: string,
 *           context: { hrefs: string, second: string | null, chosen: string | null } }} props
 */
function AreaCell({ data, value, context: { hrefs, second, chosen } }) {
  const { createElement, Fragment } = /** @type {any} */ (window).React;
  const { code, colour } = data;
  const swatch = { className: `swatch${colour ? "" : " hatching"}`, style: colour ? { fill: colour } : undefined, viewBox: "0 0 12 12", "aria-hidden": true };
  // An area of the second of two maps opens on that one.
  const href = ((data.second && second) || hrefs).replace("__area__", encodeURIComponent(code));
  const link = { href, tabIndex: -1, "aria-current": code === chosen ? "true" : undefined };
  return createElement(Fragment, null, createElement("svg", swatch, createElement("path", { d: colour ? FULL : HATCHED })), createElement("a", link, value));
}

/* One field, in a part that the server writes, searches the names of all rows. */
document.addEventListener("input", ({ target }) => {
  if (target !== searchField()) return;
  /** @type {any} */ (window).dash_ag_grid.getApi(GRID)?.onFilterChanged();
});

const searchField = () => /** @type {HTMLInputElement | null} */ (document.getElementById("grid-search"));

/** @type {string[]} */
let words = [];

/** Asked once before all rows are. */
function isSearched() {
  words = splitWords(searchField()?.value ?? "");
  return words.length > 0;
}

/** @param {GridNode} row */
function isFound({ data }) {
  data.search ??= fold(`${data.naam} ${data.gemeente ?? ""}`);
  const text = String(data.search);
  return words.every((word) => text.includes(word));
}

Object.assign(window, {
  dashAgGridFunctions: {
    compareBy: Object.fromEntries(SORTED_BY.map((field) => [field, orderOf(field)])),
    foldAccents: fold,
    isFound,
    isSearched,
    leaveGrid: () => false, // Tab goes on to what comes after the grid
    openByKey,
    readNumber,
    writeNumber,
  },
  dashAgGridComponentFunctions: { AreaCell },
});
