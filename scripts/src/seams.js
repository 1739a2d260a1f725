/* Everything that the scripts use of Dash, dash-leaflet and Leaflet without their promise, each with
   its reason; docs/page.md lists them, and each has a test in tests/contract/test_seams.py. */

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
