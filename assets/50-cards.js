/* The charts of the cards: drawn when they come into sight, and afterwards only given new data. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const drawn = new Set();
  let charts = {};

  nplv.charts = function (wanted) {
    charts = wanted;
    document.querySelectorAll(".card").forEach((card) => {
      if (drawn.has(card.dataset.theme)) again(card.dataset.theme);
      else {
        // Observed anew it is told of again: it may have been in sight before its chart was there.
        sight.unobserve(card);
        sight.observe(card);
      }
    });
  };

  function first(card) {
    const theme = card.dataset.theme;
    if (drawn.has(theme) || !charts[theme]) return;
    sight.unobserve(card);
    drawn.add(theme);
    window.dash_clientside.set_props(`chart-${theme}`, { children: charts[theme] });
  }

  function again(theme) {
    if (!charts[theme]) return;
    const plot = charts[theme].props;
    window.dash_clientside.set_props(`plot-${theme}`, { style: plot.style });
    window.dash_clientside.set_props(`figure-${theme}`, { figure: plot.children.props.figure });
  }

  const sight = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => first(entry.target)),
    { threshold: 0.1 });

  /* Paper is narrower than the screen; Plotly itself only follows the screen. */
  const PAPER = 206;
  function resize(width) {
    document.querySelectorAll(".card .js-plotly-plot").forEach((plot) =>
      window.Plotly.relayout(plot, width ? { width, autosize: false } : { width: undefined, autosize: true }));
  }

  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".card").forEach(first);
    resize(PAPER);
  });
  window.addEventListener("afterprint", () => resize(null));
})();
