/* Plotly's basic bundle: a quarter of the whole to load and to start. dcc.Graph takes the Plotly that
   is there and only fetches its own where there is none, so it must be there before the first chart. */

import { at } from "./address.js";

/** @type {Promise<void> | undefined} */
let loading;

/** Loads the bundle once; a load that failed is tried again by the next chart. */
export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = at("/assets/vendor/plotly-basic.min.js");
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      loading = undefined;
      reject(new Error(`${script.src} did not come`));
    };
    document.head.append(script);
  });
  return loading;
}
