/* The table as a grid of all its rows: its script is loaded by the first reader who asks for it, and its
   rows come in one answer. Which functions the grid calls stands in scripts/src/grid.js. */

import { Message } from "../map/message.js";
import { readSort, writeSort, zipRows } from "../pure/grid.js";
import { at } from "./address.js";
import { nothing } from "./dash.js";
import { takeStep } from "./router.js";
import { loadLibrary } from "./libraries.js";
import { load } from "./script.js";

const GRID = "areas-grid"; // the component in nplv_geo/web/page/grid.py

/**
 * @typedef {{ props: { "data-key": string, children: { props: Record<string, any> } } }} Framed
 */

const notice = new Message(() => document.getElementById("grid-frame"));
/** @type {View | undefined} */
let newest;

/**
 * @param {View | undefined} view
 * @param {Framed | undefined} made
 * @param {() => void} askAgain
 */
export async function showGrid(view, made, askAgain) {
  if (!view) return nothing();
  newest = view;
  notice.remove();
  const { grid } = view;
  if (!grid) return [made ? null : nothing(), true];
  const component = /** @type {Framed} */ (grid.component);
  if (made?.props["data-key"] === component.props["data-key"]) {
    follow(grid);
    return [nothing(), false];
  }
  const { set_props } = window.dash_clientside;
  keepFocus();
  set_props("grid", { children: null });
  set_props("grid-frame", { hidden: false });
  notice.say(grid.loading, { quiet: true });
  try {
    const [rows] = await Promise.all([fetchRows(grid.rows, view.edition), loadGrid()]);
    if (view === newest) notice.remove();
    return [fill(component, rows, grid), false];
  } catch {
    if (view === newest) notice.say(grid.failed, { retry: { label: grid.retry, again: askAgain } });
    return [null, false];
  }
}

/** Dash sends the script of the grid with all others, and it waits in the page until it is asked for. */
function loadGrid() {
  return Promise.all([load(at("/assets/grid.js")), load(at("/assets/pages/grid.css")), loadLibrary("dash_ag_grid")]);
}

/**
 * @param {string} url
 * @param {string} edition
 * @returns {Promise<GridRows>}
 */
async function fetchRows(url, edition) {
  const response = await fetch(at(url));
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const rows = await response.json();
  if (rows.edition !== edition) throw new Error(`${url}: of another edition`);
  return rows;
}

/**
 * The component with its rows, in the order of the address and searched for what stands in the field.
 * @param {Framed} framed
 * @param {GridRows} rows
 * @param {Grid} asked
 */
function fill(framed, rows, asked) {
  const { children: grid } = framed.props;
  const { colId, sort } = readSort(asked.sort);
  const { columnDefs, dashGridOptions } = grid.props;
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("grid-search"));
  const props = {
    ...grid.props,
    rowData: zipRows(rows),
    columnDefs: columnDefs.map((/** @type {{ field: string }} */ one) => (one.field === colId ? { ...one, sort } : one)),
    dashGridOptions: { ...dashGridOptions, context: asked.context, quickFilterText: field?.value ?? "" },
  };
  return { ...framed, props: { ...framed.props, children: { ...grid, props } } };
}

/**
 * The same rows in another view: another order, for back and forward lead through orders too, or another
 * area of them that is chosen.
 * @param {Grid} asked
 */
function follow({ context, sort }) {
  const api = /** @type {any} */ (window).dash_ag_grid?.getApi(GRID);
  if (!api) return;
  api.setGridOption("context", context);
  api.refreshCells({ columns: ["naam"], force: true });
  if (writeSort(api.getColumnState()) === sort) return;
  api.applyColumnState({ state: [readSort(sort)], defaultState: { sort: null } });
}

/* Who stands in a grid that goes away goes on where it stood. */
function keepFocus() {
  if (!document.getElementById("grid")?.contains(document.activeElement)) return;
  document.getElementById("table")?.focus({ preventScroll: true });
}

/**
 * The order that a reader gave the grid is a step to another address.
 * @param {{ colId: string, sort?: string | null }[] | undefined} columns
 * @param {View | undefined} view
 */
export function sortGrid(columns, view) {
  const word = writeSort(columns ?? []);
  const link = view?.grid && word !== view.grid.sort && view.grid.sorts[word];
  const step = link && takeStep(link);
  return step ? [step.href, step.pathname, step.search, step.hash] : nothing();
}
