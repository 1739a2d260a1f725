/* Charts. Those of the cards are drawn when they come into sight, and afterwards only given new data. */

import { loadPlotlyFrom } from "../seams.js";
import { at } from "./address.js";

loadPlotlyFrom(at("/assets/vendor/plotly-basic.min.js"));

const drawn = new Set();
let charts = {};

export function showCharts(wanted) {
  charts = wanted;
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
  set(`plot-${theme}`, { children: charts[theme].graph });
  again(theme);
}

function again(theme) {
  if (!charts[theme]) return;
  set(`plot-${theme}`, { style: charts[theme].style });
  set(`figure-${theme}`, { figure: charts[theme].figure });
}

/* The chart of the page of a layer's development, which is in sight at once; null is none. */
export function showTrend(trend) {
  if (!trend) {
    if (drawn.delete("trend")) set("plot-trend", { children: null, hidden: true });
    return;
  }
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
