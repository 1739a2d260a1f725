/* The grid of all rows of the table: order, filters and rows, apart from the page. */

/**
 * Small letters without accents: what a reader types and what stands there are both folded.
 * @param {string | null | undefined} text
 */
export const fold = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Words that are all searched for; AG Grid compares in capitals.
 * @param {string} text
 */
export const splitWords = (text) => fold(text).toUpperCase().split(/\s+/).filter(Boolean);

/**
 * Lower first, and what is missing last in both directions: AG Grid turns the order round itself.
 * @param {number | null} one
 * @param {number | null} other
 * @param {boolean} isDescending
 */
export function compareMissingLast(one, other, isDescending) {
  if (one !== null && other !== null) return one - other;
  const order = Number(one === null) - Number(other === null);
  return isDescending ? -order : order;
}

/**
 * A number as readers of a language type it; null for what is none.
 * @param {string | null} text
 * @param {string} group Mark between thousands.
 * @param {string} decimal Mark before decimals.
 */
export function readNumber(text, group, decimal) {
  const plain = (text ?? "").trim().split(group).join("").replace(decimal, ".").replace("\u2212", "-");
  return plain === "" || Number.isNaN(Number(plain)) ? null : Number(plain);
}

/**
 * @param {number | null | undefined} number
 * @param {string} decimal
 */
export const writeNumber = (number, decimal) => (number === null || number === undefined ? null : String(number).replace(".", decimal));

/**
 * A row for each area out of columns, as AG Grid takes them.
 * @param {GridRows} rows
 */
export function zipRows({ codes, cells }) {
  const fields = Object.entries(cells);
  return codes.map((code, i) => ({ code, ...Object.fromEntries(fields.map(([field, column]) => [field, column[i]])) }));
}

/**
 * The order of a grid as the address writes it; "" for none.
 * @param {{ colId: string, sort?: string | null }[]} columns
 */
export function writeSort(columns) {
  const sorted = columns.find(({ sort }) => sort);
  return sorted ? (sorted.sort === "desc" ? "-" : "") + sorted.colId : "";
}

/**
 * The order of the address as AG Grid takes it.
 * @param {string} word
 * @returns {{ colId: string, sort: "asc" | "desc" }}
 */
export const readSort = (word) => ({ colId: word.replace("-", ""), sort: word.startsWith("-") ? "desc" : "asc" });
