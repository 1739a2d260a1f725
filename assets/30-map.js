/* The map's own script. dash-leaflet gives the map; this draws the areas on it.

   A model (see nplv_geo/present/map_model.py) tells what to show. While its `key` stays the same
   the shapes stay and only take other colours; with another key the shapes are loaded first.
   The newest wish always wins: an answer to an older one is dropped. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const CANVAS_FROM = 3000;
  const LINE = { color: "#ffffff", weight: 1, opacity: 1, fillOpacity: 1 };
  const SILENT = { color: "#d3dadd", weight: 0.8, opacity: 1, fillColor: "#f1f3f4", fillOpacity: 1 };
  const RIM = { color: "#2d4a55", weight: 1, opacity: 1, fillOpacity: 1 };

  let map = null;
  let model = null;
  let wish = 0;
  let drawn = emptyStage();
  let steppedByKeyboard = false;
  let stop = null; // area that the Tab key comes back to

  function emptyStage() {
    return { key: null, place: null, group: null, shapes: new Map(), circles: [], ring: null };
  }

  nplv.registry = () => drawn.shapes;

  /* dash-leaflet makes the map when React does; Leaflet tells as soon as there is one. */
  function attach() {
    window.L.Map.addInitHook(function () {
      map = this;
      this.whenReady(() => {
        makePanes();
        new ResizeObserver(() => this.invalidateSize()).observe(this.getContainer());
        this.on("zoomend resize", placeCircles);
        if (model) nplv.show(model);
      });
    });
  }
  if (window.L) attach();
  else {
    const waiting = setInterval(() => {
      if (!window.L) return;
      clearInterval(waiting);
      attach();
    }, 5);
  }

  function makePanes() {
    [["country", 210], ["areas", 390], ["outline", 420], ["circles", 440], ["labels", 450]].forEach(([name, z]) => {
      const pane = map.createPane(`nplv-${name}`);
      pane.style.zIndex = z;
      if (name === "outline" || name === "labels") pane.style.pointerEvents = "none";
    });
    const [zoomIn, zoomOut] = ["in", "out"].map((way) => map.getContainer().querySelector(`.leaflet-control-zoom-${way}`));
    const dutch = document.documentElement.lang === "nl";
    if (zoomIn) zoomIn.title = zoomIn.ariaLabel = dutch ? "Inzoomen" : "Zoom in";
    if (zoomOut) zoomOut.title = zoomOut.ariaLabel = dutch ? "Uitzoomen" : "Zoom out";
  }

  /* Called for every new model. */
  nplv.show = function (wanted) {
    model = wanted;
    wish += 1;
    if (map) {
      map.getContainer().setAttribute("aria-label", wanted.label);
      map.getContainer().setAttribute("role", "application");
      if (wanted.key === drawn.key) recolour();
      else fetchAndDraw(wanted, wish);
    }
  };

  async function fetchAndDraw(wanted, mine) {
    say(wanted.words.loading, { quiet: true });
    const urls = [wanted.country, ...wanted.files, wanted.outline && wanted.outline[0]].filter(Boolean);
    try {
      const found = new Map();
      await Promise.all(urls.map(async (url) => found.set(url, await nplv.load(url))));
      if (mine === wish) draw(wanted, found);
    } catch (error) {
      if (mine === wish) say(wanted.words.load_failed, { retry: () => fetchAndDraw(wanted, mine) });
    }
  }

  function draw(wanted, found) {
    hideTip();
    if (drawn.group) drawn.group.remove();
    const stage = { ...emptyStage(), key: wanted.key, place: drawn.place, group: window.L.layerGroup() };
    if (wanted.country) stage.group.addLayer(countryLayer(found.get(wanted.country)));
    wanted.files.forEach((url) => stage.group.addLayer(areaLayer(found.get(url), stage)));
    if (wanted.outline) stage.group.addLayer(outlineLayer(found.get(wanted.outline[0]), wanted));
    wanted.circles.forEach((circle) => addCircle(circle, stage));
    drawn = stage;
    stage.group.addTo(map);
    fit(wanted);
    recolour();
    placeCircles();
    say(stage.shapes.size ? "" : wanted.words.no_shapes);
  }

  function countryLayer(shapes) {
    return window.L.geoJSON(shapes, {
      interactive: false, pane: "nplv-country",
      style: () => ({ color: "#c3ccd0", weight: 1, fillColor: "#ffffff", fillOpacity: model.files.length ? 0 : 0.9 }),
    });
  }

  function areaLayer(shapes, stage) {
    const many = shapes.features.length >= CANVAS_FROM;
    const renderer = many ? window.L.canvas({ pane: "nplv-areas" }) : window.L.svg({ pane: "nplv-areas" });
    return window.L.geoJSON(shapes, {
      pane: "nplv-areas", renderer, many,
      style: (feature) => style(feature.properties.c, many),
      onEachFeature: (feature, layer) => {
        const { c: code, n: name } = feature.properties;
        layer.options.renderer = renderer;
        layer.options.interactive = Boolean(model.areas[code]);
        register(code, name, layer, stage, many);
      },
    });
  }

  function outlineLayer(shapes, wanted) {
    const own = { ...shapes, features: shapes.features.filter((f) => f.properties.c === wanted.outline[1]) };
    const line = { color: "#16303a", weight: 2.25, fill: false, dashArray: wanted.schematic ? "7 5" : null };
    return window.L.geoJSON(own, { interactive: false, pane: "nplv-outline", style: () => ({ ...line }) });
  }

  function register(code, name, layer, stage, many) {
    stage.shapes.set(code, { code, name, layer, many });
    if (!model.areas[code]) return;
    layer.on({
      mouseover: (event) => nplv.tip && nplv.tip.code === code ? undefined : showTip(code, event.latlng),
      mousemove: (event) => nplv.tip && nplv.tip.setLatLng(event.latlng),
      mouseout: hideTip,
      click: () => open(code),
    });
  }

  function addCircle(circle, stage) {
    const marker = window.L.circleMarker([circle.lat, circle.lon], {
      radius: circle.r, pane: "nplv-circles", ...style(circle.code, false),
    });
    register(circle.code, model.names[circle.code], marker, stage, false);
    stage.circles.push({ ...circle, marker, name: model.names[circle.code], extra: null });
    stage.group.addLayer(marker);
  }

  /* A new object each time: a shared one would give missing areas a neighbour's colour. */
  function style(code, many) {
    const area = model.areas[code];
    if (!area) return { ...SILENT };
    const fillColor = area[0] < 0 ? nplv.hatch(many) : model.colours[area[0]];
    const gemeente = model.silent_gemeenten && /^GM/.test(code);
    if (model.names[code]) return { ...RIM, fillColor };
    // Seen from that far a buurt is a speck: it gets a rim of its own colour, lest white lines hide it.
    if (model.specks && !many) return { ...LINE, color: area[0] < 0 ? "#9aa7ad" : fillColor, weight: 3, fillColor };
    const weight = many ? 0.2 : gemeente ? 0.4 : LINE.weight;
    return { ...LINE, weight, fillColor, fillOpacity: gemeente ? 0.5 : 1 };
  }

  function recolour() {
    hideTip();
    drawn.shapes.forEach(({ code, layer, many }) => layer.setStyle(style(code, many)));
    describe();
    choose();
    keepFocus();
  }

  /* The chosen buurt gets one bright ring above everything else. */
  function choose() {
    if (drawn.ring) drawn.ring.remove();
    drawn.ring = null;
    const shape = model.chosen && drawn.shapes.get(model.chosen);
    if (!shape || !shape.layer.feature) return;
    drawn.ring = window.L.layerGroup([["#ffffff", 6], ["#e8890c", 3]].map(([color, weight]) =>
      window.L.geoJSON(shape.layer.feature, { interactive: false, pane: "nplv-outline", style: () => ({ color, weight, fill: false }) })));
    drawn.group.addLayer(drawn.ring);
  }

  /* The map moves to another place only; a buurt chosen in sight doesn't move it. */
  function fit(wanted) {
    if (!wanted.bounds || wanted.place === drawn.place) return;
    const box = window.L.latLngBounds(wanted.bounds);
    const shape = wanted.chosen && drawn.shapes.get(wanted.chosen);
    const inSight = drawn.place && shape && map.getBounds().contains(shape.layer.getBounds());
    if (!inSight) map.fitBounds(box, { padding: [18, 18], animate: false });
    drawn.place = wanted.place;
  }

  /* Paper has another shape than the screen: the map is laid out for it, and back again. */
  function layFor(size) {
    if (!map || !model) return;
    Object.assign(map.getContainer().parentElement.style, size);
    map.invalidateSize({ animate: false });
    drawn.place = null;
    fit(model);
  }
  window.addEventListener("beforeprint", () => layFor({ width: "680px", height: "200px", minHeight: "0" }));
  window.addEventListener("afterprint", () => layFor({ width: "", height: "", minHeight: "" }));

  function placeCircles() {
    nplv.layCircles(map, drawn.circles, drawn.group);
  }

  /* Keyboard: one stop for the whole map; arrows walk along the areas by name. */
  function describe() {
    const circles = new Set(drawn.circles.map((circle) => circle.code));
    const here = [...drawn.shapes.values()].filter(({ code, many }) =>
      model.areas[code] && !many && (!circles.size || circles.has(code)));
    here.sort((a, b) => a.name.localeCompare(b.name, "nl"));
    here.forEach(({ code, name, layer }, i) => {
      const element = layer.getElement();
      if (!element) return;
      const [number, value, note] = model.areas[code];
      Object.assign(element.dataset, { code, class: number });
      element.setAttribute("role", "link");
      const isStop = here.some((area) => area.code === stop) ? code === stop : i === 0;
      element.setAttribute("tabindex", isStop ? "0" : "-1");
      element.setAttribute("aria-label", [name, `${model.layer} ${value}`, note].filter(Boolean).join(", "));
      element.onfocus = () => {
        stop = code;
        showTip(code, middle(layer), { byKeyboard: true });
      };
      element.onblur = hideTip;
      element.onkeydown = (event) => walk(event, here, i);
    });
  }

  function walk(event, here, i) {
    const last = here.length - 1;
    const next = { ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      const target = here[(next + here.length) % here.length].layer.getElement();
      event.target.setAttribute("tabindex", "-1");
      target.setAttribute("tabindex", "0");
      target.focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") open(here[i].code, true);
    else if (event.key === "Escape" && model.up) step(model.up, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function middle(layer) {
    return layer.getBounds ? layer.getBounds().getCenter() : layer.getLatLng();
  }

  function open(code, byKeyboard) {
    step(model.href.replace("__area__", encodeURIComponent(code)), byKeyboard);
  }

  function step(href, byKeyboard = false) {
    hideTip();
    steppedByKeyboard = byKeyboard;
    nplv.go(href);
  }

  /* After a step by keyboard the focus goes to the chosen or first area of the new map. */
  function keepFocus() {
    if (!steppedByKeyboard) return;
    steppedByKeyboard = false;
    const chosen = model.chosen && drawn.shapes.get(model.chosen);
    const first = map.getContainer().querySelector('[role="link"][tabindex="0"]');
    const target = (chosen && chosen.layer.getElement()) || first;
    if (target) target.focus({ preventScroll: true });
  }

  /* Bringing a shape to the front moves it in the document, which would take its focus away. */
  function showTip(code, place, { byKeyboard = false } = {}) {
    const shape = drawn.shapes.get(code);
    const area = model.areas[code];
    if (!area) return;
    hideTip();
    const gemeente = model.references[code] || model.references[`GM${code.slice(2, 6)}`];
    const rows = [[model.layer, area[1]], gemeente !== undefined && !/^GM/.test(code) ? gemeente : null, model.references.NL00];
    nplv.tip = window.L.tooltip({ className: "nplv-tip", direction: "auto", offset: [14, 0], opacity: 1 })
      .setLatLng(place).setContent(nplv.tipContent(shape.name, rows.filter(Boolean), area[2])).addTo(map);
    nplv.tip.code = code;
    if (shape.many) return;
    shape.layer.setStyle({ color: "#16303a", weight: 2.5 });
    const holdsFocus = map.getContainer().querySelector("path:focus-visible");
    if (!byKeyboard && !holdsFocus) shape.layer.bringToFront();
  }

  function hideTip() {
    if (!nplv.tip) return;
    const shape = drawn.shapes.get(nplv.tip.code);
    nplv.tip.remove();
    nplv.tip = null;
    if (shape && !shape.many) shape.layer.setStyle(style(shape.code, false));
  }

  nplv.say = (text, options) => map && say(text, options);

  /* One message on the map: loading (quiet), failure with a retry, or nothing. */
  function say(text, { quiet = false, retry = null } = {}) {
    const frame = map.getContainer().parentElement;
    let box = frame.querySelector(".map-message");
    if (!box) {
      box = frame.appendChild(document.createElement("div"));
      box.className = "map-message";
      box.setAttribute("role", "status");
    }
    box.textContent = text;
    box.hidden = !text;
    box.classList.toggle("quiet", quiet);
    if (!retry) return;
    const button = box.appendChild(document.createElement("button"));
    button.textContent = model ? model.words.retry : "Opnieuw";
    button.onclick = retry;
  }
})();
