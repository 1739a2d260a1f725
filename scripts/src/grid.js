/* What the grid calls by name (nplv_geo/web/page/grid.py), loaded together with it. AG Grid finds these
   functions and components on the window, as Dash AG Grid documents. */

import { compareMissingLast, fold, readNumber, splitWords, writeNumber } from "./pure/grid.js";

const GRID = "areas-grid"; // the component in nplv_geo/web/page/grid.py
const SORTED_BY = ["waarde", "naam", "gemeente", "verschil", "inwoners"];

/** @typedef {{ data: Record<string, string | number | null> }} GridNode */

/** @param {string} field */
function orderOf(field) {
  const order = (/** @type {GridNode} */ { data }) => /** @type {number | null} */ (data[`${field}_order`]);
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
 * @param {{ data: { code: string, colour: string | null }, value: string, context: { hrefs: string, chosen: string | null } }} props
 */
function AreaCell({ data, value, context: { hrefs, chosen } }) {
  const { createElement, Fragment } = /** @type {any} */ (window).React;
  const { code, colour } = data;
  const swatch = { className: `swatch${colour ? "" : " hatch"}`, style: colour ? { background: colour } : undefined };
  const href = hrefs.replace("__area__", encodeURIComponent(code));
  const link = { href, tabIndex: -1, "aria-current": code === chosen ? "true" : undefined };
  return createElement(Fragment, null, createElement("span", swatch), createElement("a", link, value));
}

Object.assign(window, {
  dashAgGridFunctions: {
    compareBy: Object.fromEntries(SORTED_BY.map((field) => [field, orderOf(field)])),
    foldAccents: fold,
    leaveGrid: () => false, // Tab goes on to what comes after the grid
    openByKey,
    readNumber,
    splitWords,
    takeWords: (/** @type {{ value: string }} */ { value }, /** @type {boolean} */ isSearched) => (isSearched ? fold(value) : ""),
    writeNumber,
  },
  dashAgGridComponentFunctions: { AreaCell },
});

/* One field searches all rows; it stands in a part that the server writes. */
document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.id !== "grid-search") return;
  /** @type {any} */ (window).dash_ag_grid.getApi(GRID)?.setGridOption("quickFilterText", target.value);
});
