/* The map and the table show the same areas: Page Down leads from an area to its row, Page Up back, and
   the colour of a row is a button that leads to the area as well. */

import { findMap } from "../map/maps.js";
import { SECOND } from "./second.js";
import { MAP } from "./view.js";

const [TABLES, ROW, GRID] = ["#table > .scroll", "tr[data-code]", "areas-grid"];
const MAPS = [MAP, SECOND];

document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (!(target instanceof Element) || ctrlKey || metaKey || altKey || shiftKey) return;
  const isDone = (key === "PageDown" && leadToRow(target)) || (key === "PageUp" && leadToArea(target));
  if (isDone) event.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element && target.closest(".to-map");
  if (button) leadToArea(button);
});

/**
 * From an area that has the focus to its row: of the grid, of the table, or where that is cut the way to
 * all rows.
 * @param {Element} area
 */
function leadToRow(area) {
  const frame = area.closest(".map-frame");
  const { code } = /** @type {HTMLElement} */ (area).dataset;
  if (!frame || !code) return false;
  if (leadToCell(code)) return true;
  const tables = document.querySelectorAll(TABLES);
  const table = frame.closest(".second") ? tables[1] : tables[0];
  /** @type {HTMLElement | null | undefined} */
  const link = table?.querySelector(`tr[data-code="${code}"] th a`) ?? document.querySelector(".grid-ways a");
  if (!link?.offsetParent) return false;
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "center" });
  return true;
}

/** @param {string} code */
function leadToCell(code) {
  const api = document.querySelector("#grid .grid") && /** @type {any} */ (window).dash_ag_grid?.getApi(GRID);
  if (!api) return false;
  /** @type {{ rowIndex: number | null } | undefined} */
  let row;
  api.forEachNode((/** @type {{ data: { code: string }, rowIndex: number | null }} */ node) => {
    if (node.data.code === code) row = node;
  });
  // What a filter leaves out has no place.
  if (typeof row?.rowIndex !== "number") return false;
  api.ensureIndexVisible(row.rowIndex, "middle");
  document.getElementById("grid-frame")?.scrollIntoView({ block: "nearest" });
  api.setFocusedCell(row.rowIndex, "naam");
  return true;
}

/**
 * From a row to its area, on the map that the table belongs to.
 * @param {Element} part Of a row.
 */
function leadToArea(part) {
  const cell = rowOfCell(part);
  const code = /** @type {HTMLElement | null} */ (part.closest(ROW))?.dataset.code ?? cell?.code;
  const place = [...document.querySelectorAll(TABLES)].findIndex((table) => table.contains(part));
  const map = findMap(MAPS[cell?.second ? 1 : Math.max(place, 0)]);
  if (!code || !map) return false;
  map.map.getContainer().scrollIntoView({ block: "nearest" });
  map.focus(code);
  return true;
}

/**
 * Rows of two maps share a grid, and tell which of them they are of.
 * @param {Element} part
 * @returns {{ code: string, second?: number | null } | undefined}
 */
function rowOfCell(part) {
  const place = part.closest("#grid [role=row]")?.getAttribute("row-index");
  return place && /** @type {any} */ (window).dash_ag_grid?.getApi(GRID)?.getDisplayedRowAtIndex(Number(place))?.data;
}
