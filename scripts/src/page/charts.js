/* Charts. Those of the cards are made when they come into sight: Plotly is most of what the page
   could load. Callbacks give them their figures. */

import { loadPlotlyFrom } from "../seams.js";
import { at } from "./address.js";

loadPlotlyFrom(at("/assets/vendor/plotly-basic.min.js"));

const seen = new Set();

/* Look out for cards that were not in sight yet. Observed anew, each is told of again: an empty page
   has all of them in sight. */
export function watchCards() {
  document.querySelectorAll(".card").forEach((card) => {
    sight.unobserve(card);
    if (!seen.has(card.dataset.theme)) sight.observe(card);
  });
}

function see(cards) {
  const before = seen.size;
  cards.forEach((card) => {
    sight.unobserve(card);
    seen.add(card.dataset.theme);
  });
  if (seen.size > before) window.dash_clientside.set_props("seen", { data: [...seen] });
}

const sight = new IntersectionObserver(
  (entries) => see(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)),
  { threshold: 0.1 });

/* Paper is narrower than the screen; Plotly itself only follows the screen. */
const PAPER = 206;
function resize(width) {
  document.querySelectorAll(".card .js-plotly-plot").forEach((plot) =>
    window.Plotly.relayout(plot, width ? { width, autosize: false } : { width: undefined, autosize: true }));
}

window.addEventListener("beforeprint", () => {
  see([...document.querySelectorAll(".card")]);
  resize(PAPER);
});
window.addEventListener("afterprint", () => resize(null));
