/* Addresses are written from the root of the dashboard; here they get the path that it stands under
   (see nplv_geo/web/place.py). What the server wrote in HTML has it already. */

const base = document.documentElement.dataset.base ?? "";
/** @param {string} address */
export const at = (address) => base + address;

const MAX_QUERY = 2002; // enough for the server to see that it is too long

/**
 * Where the server answers a query of the page.
 * @param {string} path
 * @param {string} query
 */
export const answerAddress = (path, query) => path + query.slice(0, MAX_QUERY);
