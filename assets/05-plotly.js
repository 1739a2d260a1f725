/* Charts need Plotly's basic bundle only: a quarter of the whole to load and to start. Dash sets
   the address of the whole when it starts; the setter lets that pass. */
Object.defineProperty(window, "_dashPlotlyJSURL", {
  get: () => window.nplv.at("/assets/vendor/plotly-basic.min.js"),
  set: () => undefined,
});
