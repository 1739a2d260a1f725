/* The first picture of the map, drawn while Dash still starts: the same shapes in the same colours
   at the same place as the map that takes over from it. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const SNAP = 0.25; // as the map's zoomSnap in nplv_geo/web/page/layout.py
  const [INK, PAPER, LEAD] = ["ink", "paper", "lead"].map(nplv.colour);
  const LABEL = "400 13.1px 'Source Sans 3', system-ui, sans-serif"; // as .nplv-label in page.css

  const canvas = document.querySelector(".first canvas");
  const told = document.querySelector(".first-model");
  // What goes wrong here the map itself will tell.
  nplv.firstMap = canvas && told ? drawFirst(JSON.parse(told.textContent)).catch(() => null) : Promise.resolve();

  async function drawFirst(model) {
    if (!model.bounds || !canvas.parentElement.offsetWidth) return;
    const [shapes, around, country] = await Promise.all([
      model.files.length && nplv.loadShapes(model.files[0]),
      model.outline && nplv.loadShapes(model.outline[0]),
      model.country && nplv.load(model.country),
      model.figures && nplv.loadValues(model.figures.url),
    ]);
    if (!canvas.isConnected) return;
    const at = laid(model.bounds);
    if (country) drawCountry(at, country, !shapes);
    if (shapes) drawAreas(at, model, shapes);
    if (around) drawOutline(at, model, around);
    drawCircles(at, model);
    nplv.hasFirstMap = true;
    nplv.firstPlace = (lon, lat) => {
      const [x, y] = nplv.world(lon, lat).map((part) => part * 2 ** at.zoom);
      return [x - at.corner.x, y - at.corner.y];
    };
  }

  /* Size the canvas and find where the bounds lie on it, as Leaflet's fitBounds does, unless the
     address asks for another place. */
  function laid([[south, west], [north, east]]) {
    const { width, height } = canvas.parentElement.getBoundingClientRect();
    const sharp = window.devicePixelRatio > 1 ? 2 : 1;
    Object.assign(canvas, { width: width * sharp, height: height * sharp });
    const [left, top] = nplv.world(west, north);
    const [right, bottom] = nplv.world(east, south);
    const fits = Math.min((width - 2 * nplv.padding) / (right - left), (height - 2 * nplv.padding) / (bottom - top));
    const asked = nplv.askedPlace();
    const zoom = asked ? asked.zoom : Math.floor(Math.log2(fits) / SNAP) * SNAP;
    const scale = 2 ** zoom;
    const [x, y] = asked ? nplv.world(asked.lon, asked.lat) : [(left + right) / 2, (top + bottom) / 2];
    const corner = { x: x * scale - width / 2, y: y * scale - height / 2 };
    return { ...nplv.placing(canvas.getContext("2d"), zoom, corner, sharp), corner, zoom, width, height };
  }

  /* The country's outline comes as GeoJSON; with no areas on it, it is the ground itself. */
  function drawCountry({ pen, sharp, corner, zoom }, outline, isGround) {
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.beginPath();
    const polygons = outline.features.flatMap(({ geometry: { type, coordinates } }) => (type === "Polygon" ? [coordinates] : coordinates));
    polygons.flat().forEach((ring) => ring.forEach(([lon, lat], i) => {
      const [x, y] = nplv.world(lon, lat).map((part) => part * 2 ** zoom);
      pen[i ? "lineTo" : "moveTo"](x - corner.x, y - corner.y);
    }));
    Object.assign(pen, { globalAlpha: 0.9, fillStyle: PAPER, strokeStyle: nplv.colour("country-edge"), lineWidth: 1 });
    if (isGround) pen.fill("evenodd");
    pen.globalAlpha = 1;
    pen.stroke();
  }

  function drawAreas(at, model, shapes) {
    const ground = new nplv.Ground(shapes);
    const figures = nplv.figuresOf(model, shapes);
    const look = nplv.looks(model, figures);
    const many = nplv.isMany(shapes);
    const groups = new Map();
    shapes.codes.forEach((code, i) => {
      const style = look(code);
      if (!groups.has(style)) groups.set(style, { ...nplv.styleOf(model, figures, code, true), members: [] });
      groups.get(style).members.push([ground, i]);
    });
    groups.forEach((style) => nplv.fillAreas(at, style.members, { ...style, weight: many ? 0 : style.weight }));
  }

  function drawOutline(at, model, shapes) {
    const ground = new nplv.Ground(shapes);
    const style = { color: INK, weight: 2.25, dash: model.schematic ? [7, 5] : [] };
    nplv.fillAreas(at, [[ground, shapes.place.get(model.outline[1])]], style);
  }

  function lineTo(pen, { x, y }, [labelX, labelY]) {
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(labelX, labelY);
    Object.assign(pen, { strokeStyle: LEAD, lineWidth: 1 });
    pen.stroke();
  }

  function drawCircles(at, model) {
    const { pen, sharp, corner, zoom, width, height } = at;
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    const figures = nplv.figuresOf({ ...model, figures: null });
    const circles = nplv.sized(model.circles.map((circle) => {
      const [x, y] = nplv.world(circle.lon, circle.lat).map((part) => part * 2 ** zoom);
      return { ...circle, x: x - corner.x, y: y - corner.y, name: model.names[circle.code] };
    }), width);
    const spread = nplv.spreadCircles(circles, model.placing);
    const labels = nplv.placeLabels(spread, { x: width, y: height }, model.placing);
    spread.forEach((circle, i) => {
      const style = nplv.styleOf(model, figures, circle.code, true);
      pen.beginPath();
      pen.arc(circle.x, circle.y, circle.r, 0, 2 * Math.PI);
      Object.assign(pen, { fillStyle: style.fillColor, strokeStyle: style.color, lineWidth: 1, globalAlpha: 1 });
      pen.fill();
      pen.stroke();
      const label = labels[i];
      if (!label) return;
      if (label.lead) lineTo(pen, circle, label.towards);
      Object.assign(pen, { fillStyle: INK, font: LABEL, textBaseline: "middle", strokeStyle: PAPER, lineWidth: 3 });
      pen.strokeText(circle.name, label.x, label.y);
      pen.fillText(circle.name, label.x, label.y);
    });
  }
})();
