/* What a chart is made by. Plotly's basic bundle is a quarter of the whole to load and to start, and
   dcc.Graph takes the Plotly that is there: it must be there before the first chart. */

import { at } from "./address.js";
import { loadLibrary, loadScript } from "./libraries.js";

/** @type {Promise<void> | undefined} */
let loading;

/** Loads Plotly and its component once; a load that failed is tried again by the next chart. */
export function loadPlotly() {
  loading ??= Promise.all([loadScript(at("/assets/vendor/plotly-basic.min.js")), loadLibrary("dash/dcc")])
    .then(() => undefined)
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}
