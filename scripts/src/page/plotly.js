/* What a chart is made by. Plotly's basic bundle is a quarter of the whole to load and to start, and
   dcc.Graph takes the Plotly that is there: it must be there before the first chart. */

import { at } from "./address.js";
import { loadLibrary } from "./libraries.js";
import { load } from "./script.js";

export const loadPlotly = () => Promise.all([load(at("/assets/vendor/plotly-basic.min.js")), loadLibrary("dash/dcc")]);
