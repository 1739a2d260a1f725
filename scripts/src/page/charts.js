/* Charts: each is made when it is needed, for Plotly is most of what the page could load, and
   afterwards only given new figures. */

import "./chart-tools.js";
import { listOutputs, nothing } from "./dash.js";
import { keepForPaper } from "./paper.js";
import { loadPlotly } from "./plotly.js";

/* --- callbacks --- */

/**
 * The charts of all cards, each once its card has come into sight: what it is drawn by, and its size.
 * @param {Below | undefined} below
 * @param {string[] | undefined} seen
 * @param {...(object | undefined)} made
 */
export async function showCards(below, seen = [], ...made) {
  const themes = [...new Set(listOutputs())].map((id) => id.replace("plot-", ""));
  keepForPaper(below);
  if (!below) return nothing();
  const isNew = themes.map((theme, i) => Boolean(below.charts[theme] && seen.includes(theme) && !made[i]));
  if (isNew.some(Boolean)) await loadPlotly();
  return themes.flatMap((theme, i) => {
    const chart = below.charts[theme];
    return chart ? [isNew[i] ? chart.graph : nothing(), chart.style] : [nothing(), nothing()];
  });
}

/**
 * All cards have one template, which tells the looks of their marks.
 * @param {Below | undefined} below
 */
export function drawCard(below) {
  const figure = below?.charts[listOutputs()[0].replace("figure-", "")]?.figure;
  if (!below || !figure) return nothing();
  return { ...figure, layout: { .../** @type {object} */ (figure.layout), template: below.template } };
}

/**
 * The chart of the development of a layer, which is in sight at once.
 * @param {View | undefined} view
 * @param {object | undefined} made
 */
export const showTrend = (view, made) => showChart(view && (view.trend ?? null), made);

/**
 * A chart that a view has or not.
 * @param {View["trend"] | undefined} chart Undefined while there is no view yet.
 * @param {object | undefined} made
 */
async function showChart(chart, made) {
  if (chart === undefined) return nothing();
  if (!chart) return [nothing(), true, nothing()];
  if (made) return [nothing(), false, chart.label];
  await loadPlotly();
  return [chart.graph, false, chart.label];
}

/**
 * The scatter of two layers, which stands beside the map.
 * @param {View | undefined} view
 * @param {object | undefined} made
 */
export const showScatter = (view, made) => showChart(view && (view.scatter ?? null), made);

/** @param {View | undefined} view */
export const drawScatter = (view) => view?.scatter?.figure ?? nothing();

/** @param {View | undefined} view */
export const drawTrend = (view) => view?.trend?.figure ?? nothing();

/* --- which cards have been in sight --- */

/** @type {Set<string>} */
const seen = new Set();

/** @returns {NodeListOf<HTMLElement>} */
const findCards = () => document.querySelectorAll(".card");

/** Observed anew, a card is told of again: while the page was empty all of them were in sight. */
export function watchCards() {
  findCards().forEach((card) => {
    sight.unobserve(card);
    if (!seen.has(card.dataset.theme ?? "")) sight.observe(card);
  });
}

/** @param {HTMLElement[]} cards */
function see(cards) {
  const before = seen.size;
  cards.forEach((card) => {
    sight.unobserve(card);
    seen.add(card.dataset.theme ?? "");
  });
  if (seen.size > before) window.dash_clientside.set_props("seen", { data: [...seen] });
}

const sight = new IntersectionObserver(
  (entries) => see(entries.filter((entry) => entry.isIntersecting).map((entry) => /** @type {HTMLElement} */ (entry.target))),
  { threshold: 0.1 });
