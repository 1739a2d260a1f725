/* Put into every page before its own scripts: looks at the map from outside, the same way for all.

   `painted` tells the frame in which points of known shapes have their colour. It looks after each
   frame is drawn (a message posted in the frame arrives then): on a canvas at the pixel, in SVG at
   the fill, and then it waits one frame more. Our page first shows a picture of the map, which the
   map itself replaces: both moments are told. */
(function () {
  "use strict";
  const bench = (window.bench = { map: null, tasks: [], kind: "", first: null });
  let leaflet;
  Object.defineProperty(window, "L", {
    configurable: true,
    get: () => leaflet,
    set(value) {
      leaflet = value;
      if (value && value.Map) value.Map.addInitHook(function () { bench.map = this; });
    },
  });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) =>
    bench.tasks.push([entry.startTime, entry.duration]))).observe({ type: "longtask", buffered: true });

  /* Long tasks since a moment: how many, together and the longest, in ms. */
  bench.long = (since) => {
    const took = bench.tasks.filter(([start]) => start >= since).map(([, duration]) => duration);
    return { n: took.length, total: took.reduce((a, b) => a + b, 0), longest: Math.max(0, ...took) };
  };

  const CANVAS = ".leaflet-nplv-areas-pane canvas, .leaflet-overlay-pane canvas";
  const hex = (r, g, b) => `#${[r, g, b].map((n) => n.toString(16).padStart(2, "0")).join("")}`;

  /* Where a point of the land lies in the window, or null while there is no map. */
  bench.place = (point) => {
    if (bench.kind === "plotly") return bench.plotlyPlace(point);
    if (!bench.map || !bench.map._loaded) return null;
    const at = bench.map.latLngToContainerPoint([point.lat, point.lon]);
    const box = bench.map.getContainer().getBoundingClientRect();
    return [box.left + at.x, box.top + at.y];
  };

  /* Colour of the picture that stands in for the map, at a point. */
  function pictured(point) {
    const canvas = document.querySelector(".first canvas");
    const { inspect } = window.nplv_geo || {};
    const place = canvas && inspect && inspect.firstPlace(point.lon, point.lat);
    if (!place) return null;
    const box = canvas.getBoundingClientRect();
    const [x, y] = place;
    return pixel(canvas, [box.left + x, box.top + y]);
  }

  /* Colour that the map has at a point, as #rrggbb, or null. */
  bench.look = (point) => {
    if (bench.kind === "plotly") return bench.plotlyColour(point.code);
    const at = bench.place(point);
    if (!at) return null;
    const canvas = document.querySelector(CANVAS);
    if (canvas) return pixel(canvas, at);
    const path = document.elementsFromPoint(...at).find((element) => element.tagName === "path");
    return path ? path.getAttribute("fill") : null;
  };

  function pixel(canvas, [x, y]) {
    const box = canvas.getBoundingClientRect();
    if (!canvas.width || x < box.left || y < box.top || x >= box.right || y >= box.bottom) return null;
    const scale = [canvas.width / box.width, canvas.height / box.height];
    const [r, g, b, a] = canvas.getContext("2d")
      .getImageData(Math.floor((x - box.left) * scale[0]), Math.floor((y - box.top) * scale[1]), 1, 1).data;
    return a ? hex(r, g, b) : null;
  }

  /* What is half transparent comes back a little off. */
  function same(one, other) {
    const [a, b] = [one, other].map((text) => parseInt((text || "").slice(1), 16));
    return [16, 8, 0].every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) <= 2) && a >= 0;
  }

  /* Runs `then` after each frame is drawn, until it returns true. */
  function afterFrames(then) {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then() || requestAnimationFrame(post);
    const post = () => channel.port2.postMessage(0);
    requestAnimationFrame(post);
  }
  bench.frame = () => new Promise((resolve) => afterFrames(() => (resolve(), true)));

  bench.has = (point) => same(bench.look(point), point.colour);

  /* points: [{code, lat, lon, colour}] → ms since `since` until all have their colour. */
  bench.painted = (points, since, look = bench.look) => new Promise((resolve) => {
    let seen = false;
    afterFrames(() => {
      if (seen || points.every((point) => same(look(point), point.colour))) {
        const isSvg = look === bench.look && (bench.kind === "plotly" || !document.querySelector(CANVAS));
        if (isSvg && !seen) seen = true;
        else return resolve(performance.now() - since), true;
      }
      return false;
    });
  });

  /* From just before the wish until it is painted. */
  bench.wished = async (which, points) => {
    const since = performance.now();
    const done = bench.painted(points, since);
    bench.wish(which);
    const ms = await done;
    return { ms, long: bench.long(since) };
  };

  /* From a mouse move to the tooltip with this name, both from the event's own time stamp and from
     the moment the page hears of it. */
  bench.hover = (selector, name) => new Promise((resolve) => {
    let heard = null;
    const found = () => [...document.querySelectorAll(selector)].some((tip) => tip.textContent.includes(name));
    const check = () => {
      if (!heard || !found()) return;
      observer.disconnect();
      const now = performance.now();
      resolve({ stamp: now - heard.stamp, handler: now - heard.at });
    };
    const observer = new MutationObserver(check);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    window.addEventListener("mousemove", (event) => {
      heard = heard || { stamp: event.timeStamp, at: performance.now() };
      setTimeout(check);
    }, { capture: true, once: true });
  });

  /* Intervals between frames from now on, until the function that is returned is called. */
  bench.frames = () => {
    const times = [];
    let going = true;
    const note = (now) => {
      times.push(now);
      if (going) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    bench.stopFrames = () => {
      going = false;
      return times.slice(1).map((time, i) => time - times[i]);
    };
  };

  /* Resolves once the page has kept up for a while. */
  bench.calm = (quiet = 400) => new Promise((resolve) => {
    let last = performance.now(), since = last;
    const note = () => {
      const now = performance.now();
      if (now - last > 60) since = now;
      last = now;
      if (now - since >= quiet) resolve(true);
      else requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });

  /* Plotly: shapes know their code through d3, places through its projection. */
  const paths = new Map();
  bench.plotlyColour = (code) => {
    let path = paths.get(code);
    if (!path || !path.isConnected) {
      path = [...document.querySelectorAll(".choroplethlocation")].find((p) => p.__data__ && p.__data__.loc === code);
      paths.set(code, path);
    }
    const rgb = path && (path.getAttribute("fill") || "").match(/\d+/g);
    return rgb ? hex(...rgb.slice(0, 3).map(Number)) : null;
  };
  bench.plotlyPlace = (point) => {
    const plot = document.querySelector(".js-plotly-plot");
    const geo = plot && plot._fullLayout && plot._fullLayout.geo && plot._fullLayout.geo._subplot;
    if (!geo || !geo.projection) return null;
    const [x, y] = geo.projection([point.lon, point.lat]);
    const box = plot.querySelector("svg.main-svg").getBoundingClientRect();
    return [box.left + x, box.top + y];
  };

  /* Middle of what is in sight of the map. */
  bench.middle = () => {
    const box = document.querySelector(".leaflet-container, .js-plotly-plot").getBoundingClientRect();
    return [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
      (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
  };

  bench.start = (kind, points) => {
    bench.kind = kind;
    if (!points.length) return;
    let picture = null;
    bench.painted(points, 0, (point) => pictured(point) || bench.look(point)).then((ms) => (picture = ms));
    bench.painted(points, 0).then((live) => (bench.first = { ms: Math.min(picture || live, live), live, long: bench.long(0) }));
  };
})();
