/* Addresses are written from the root of the dashboard; here they get the path that it stands under
   (see nplv_geo/web/place.py). What the server wrote in HTML has it already. */

const base = document.documentElement.dataset.base ?? "";
/** @param {string} address */
export const at = (address) => base + address;
