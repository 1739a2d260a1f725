/* Charts. Those of the cards are drawn when they come into sight, and afterwards only given new data. */

import "./chart-tools.js";
import { loadPlotly } from "./plotly.js";

const drawn = new Set();
let charts = {};
let template = {};
let trend = null;

export function showCharts(wanted, itsTemplate) {
  charts = wanted;
  template = itsTemplate;
  document.querySelectorAll(".card").forEach((card) => {
    if (drawn.has(card.dataset.theme)) again(card.dataset.theme);
    else {
      // Observed anew it is told of again: it may have been in sight before its chart was there.
      sight.unobserve(card);
      sight.observe(card);
    }
  });
}

function first(card) {
  const theme = card.dataset.theme;
  if (drawn.has(theme) || !charts[theme]) return;
  sight.unobserve(card);
  drawn.add(theme);
  loadPlotly().then(() => {
    if (charts[theme]) set(`plot-${theme}`, { children: charts[theme].graph });
    again(theme);
  });
}

function again(theme) {
  if (!charts[theme]) return;
  set(`plot-${theme}`, { style: charts[theme].style });
  const { data, layout } = charts[theme].figure;
  set(`figure-${theme}`, { figure: { data, layout: { ...layout, template } } });
}

/* The chart of the page of a layer's development, which is in sight at once; null is none. */
export function showTrend(wanted) {
  trend = wanted;
  if (trend) loadPlotly().then(() => drawTrend(wanted));
  else if (drawn.delete("trend")) set("plot-trend", { children: null, hidden: true });
}

function drawTrend(wanted) {
  if (trend !== wanted) return; // another view came in between
  if (!drawn.has("trend")) set("plot-trend", { children: trend.graph, hidden: false });
  drawn.add("trend");
  set("plot-trend", { "aria-label": trend.label });
  set("figure-trend", { figure: trend.figure });
}

/* Charts are Dash's own components: it is told what they are, and then what they show. */
function set(id, properties) {
  window.dash_clientside.set_props(id, properties);
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
