/* Pieces of the map that need Leaflet but know nothing of models: circles with their labels on a
   map, and what a tooltip says. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const FULL_WIDTH = 620; // pixels of map from which circles have their full size
  const SMALLEST_SCALE = 0.65;
  const LETTER = 6.4; // pixels, about

  /* circles: [{lat, lon, r, name, marker, extra}]; moves the markers and (re)makes the extras. */
  nplv.layCircles = function (map, circles, group) {
    if (!circles.length) return;
    const size = map.getSize();
    const scale = Math.min(1, Math.max(SMALLEST_SCALE, size.x / FULL_WIDTH));
    const spread = nplv.spread(circles.map((circle) => {
      const point = map.latLngToContainerPoint([circle.lat, circle.lon]);
      return { x: point.x, y: point.y, r: circle.r * scale, width: circle.name.length * LETTER + 4 };
    }));
    const labels = nplv.placeLabels(spread, size);
    circles.forEach((circle, i) => {
      const at = spread[i];
      circle.marker.setRadius(at.r);
      circle.marker.setLatLng(map.containerPointToLatLng([at.x, at.y]));
      if (circle.extra) circle.extra.remove();
      circle.extra = window.L.layerGroup(extras(map, circle.name, at, labels[i])).addTo(group);
    });
  };

  /* A label, and lines from a circle to its label and to its own place where it had to move. */
  function extras(map, name, at, label) {
    const found = [];
    const lead = (from, to) => window.L.polyline(
      [from, to].map((point) => map.containerPointToLatLng(point)),
      { color: "#93a5ac", weight: 1, interactive: false, pane: "nplv-outline" });
    if (Math.hypot(at.x - at.homeX, at.y - at.homeY) > at.r) found.push(lead([at.homeX, at.homeY], [at.x, at.y]));
    if (!label) return found;
    if (label.lead) found.push(lead([at.x, at.y], label.towards));
    const icon = window.L.divIcon({ className: "nplv-label", html: "", iconSize: [0, 0] });
    const marker = window.L.marker(map.containerPointToLatLng([label.x, label.y]), {
      icon, interactive: false, keyboard: false, pane: "nplv-labels",
    });
    marker.on("add", () => {
      marker.getElement().textContent = name;
      marker.getElement().setAttribute("aria-hidden", "true");
    });
    return [...found, marker];
  }

  /* rows: [[label, value]]; built as elements, so that names can never be markup. */
  nplv.tipContent = function (name, rows, note) {
    const content = document.createElement("div");
    const add = (tag, text, parent = content) =>
      Object.assign(parent.appendChild(document.createElement(tag)), { textContent: text });
    add("strong", name);
    const list = content.appendChild(document.createElement("dl"));
    rows.forEach(([label, value]) => {
      add("dt", label, list);
      add("dd", value, list);
    });
    if (note) add("p", note);
    return content;
  };
})();
