/* Plotly's basic bundle: a quarter of the whole to load and to start. dcc.Graph takes the Plotly that
   is there and only fetches its own where there is none, so it must be there before the first chart. */

import { at } from "./address.js";
import { load } from "./script.js";

export const loadPlotly = () => load(at("/assets/vendor/plotly-basic.min.js"));
