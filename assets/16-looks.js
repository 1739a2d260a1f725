/* Which style an area takes on the map, whoever draws it. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const CANVAS_FROM = 3000;
  const HATCH = nplv.colour("hatch");
  const LINE = { color: nplv.colour("paper"), weight: 1, opacity: 1, fillOpacity: 1 };
  const SILENT = { color: nplv.colour("silent-edge"), weight: 0.8, opacity: 1, fillColor: nplv.colour("silent"), fillOpacity: 1 };
  const RIM = { color: nplv.colour("rim"), weight: 1, opacity: 1, fillOpacity: 1 };

  /* So many that they are drawn on canvas. */
  nplv.isMany = (shapes) => shapes.codes.length >= CANVAS_FROM;

  /* A new object each time: a shared one would give missing areas a neighbour's colour. */
  nplv.styleOf = function (model, figures, code, isCanvas = false) {
    const number = figures.number(code);
    if (number === null) return { ...SILENT };
    const fillColor = number < 0 ? nplv.hatch(isCanvas) : model.colours[number];
    const gemeente = model.silent_gemeenten && /^GM/.test(code);
    if (model.names[code]) return { ...RIM, fillColor };
    // Seen from that far a buurt is a speck: it gets a rim of its own colour, lest white lines hide it.
    if (model.specks) return { ...LINE, color: number < 0 ? HATCH : fillColor, weight: 3, fillColor };
    return { ...LINE, weight: gemeente ? 0.4 : LINE.weight, fillColor, fillOpacity: gemeente ? 0.5 : 1 };
  };

  /* On canvas all areas of a class share one object: they are filled together. */
  nplv.looks = function (model, figures) {
    const made = new Map();
    return (code) => {
      const number = figures.number(code);
      if (!made.has(number)) made.set(number, { ...LINE, fillColor: nplv.styleOf(model, figures, code, true).fillColor });
      return made.get(number);
    };
  };
})();
