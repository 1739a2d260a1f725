/* Everything that the scripts use of Dash, dash-leaflet and Leaflet without their promise, each with
   its reason; docs/page.md lists them, and each has a test in tests/contract/test_seams.py. */

/* Charts need Plotly's basic bundle only: a quarter of the whole to load and to start. Dash sets
   the address of the whole when it starts; the setter lets that pass. */
export function loadPlotlyFrom(address) {
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => address, set() {} });
}

/* The address changed without a new page; dcc.Location has to hear of it. */
export function tellOfAddress() {
  window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
}

/* dash-leaflet makes the map when React does; Leaflet, which it puts on the window, tells as soon as
   there is one. */
export function onMapMade(attach) {
  const hook = () => window.L.Map.addInitHook(function () {
    attach(this);
  });
  if (window.L) {
    hook();
    return;
  }
  const waiting = setInterval(() => {
    if (!window.L) return;
    clearInterval(waiting);
    hook();
  }, 5);
}
