/* Callbacks of Dash that run in the browser: from the address to the parts of the page. Which
   property each of them listens to and sets stands in nplv_geo/web/page/callbacks.py.

   The newest wish always wins: Dash drops the answer of a callback that was called again since. */

import { hasFirstMap } from "../map/first-map.js";
import { setViewed } from "../map/address-place.js";
import { findMap, whenDrawn } from "../map/maps.js";
import { answered, ask, expect, expectNothing } from "./answers.js";
<<<<<<< HEAD
import { watchCards } from "./charts.js";
=======
import { showCharts, showTrend } from "./charts.js";
import { go } from "./router.js";
>>>>>>> cc3ed635136ad421b3723451a09fa275db3a9980

export const MAP = "map-areas"; // the component in nplv_geo/web/page/layout.py
const MAX_QUERY = 2002; // enough for the server to see that it is too long

let newest = ""; // what the address asked for last
let tries = 0;
let drawn = null; // kept when the map of the last view is drawn

<<<<<<< HEAD
const nothing = () => window.dash_clientside.no_update;

/* Ids of the components that a callback has to give a property. */
const listOutputs = () => [window.dash_clientside.callback_context.outputs_list].flat().map(({ id }) => id);

function fetchView(search) {
  if (typeof search !== "string") return nothing(); // dcc.Location has not read the address yet
  setQuery(search);
  expectNothing();
  window.dash_clientside.set_props("main", { "aria-busy": "true" });
  return fetchAnswer("/view", search);
=======
/* Called by Dash for every new URL. */
function view(search) {
  const query = (search || "").slice(0, MAX_QUERY);
  const mine = (wish += 1);
  setViewed(search || "");
  expectNothing();
  document.getElementById("main").setAttribute("aria-busy", "true");
  Promise.all([asked("/view" + query, mine, showAbove), asked("/view/below" + query, mine, showBelow)])
    .then(([above, below]) => {
      // The server went over to another edition in between: both once more.
      if (mine === wish && above.edition !== below.edition) view(search);
      else if (mine === wish) expect();
    })
    .catch(() => {
      if (mine !== wish) return;
      const retry = { label: document.documentElement.lang === "en" ? "Try again" : "Probeer opnieuw", again: () => view(search) };
      findMap(MAP)?.say(FAILED[document.documentElement.lang] || FAILED.nl, { retry });
    })
    .finally(() => {
      if (mine === wish) document.getElementById("main").removeAttribute("aria-busy");
    });
  return query;
>>>>>>> cc3ed635136ad421b3723451a09fa275db3a9980
}

function fetchBelow(search) {
  return typeof search === "string" ? fetchAnswer("/view/below", search) : nothing();
}

<<<<<<< HEAD
/* What is there already is handed over at once, without a turn of waiting. */
function fetchAnswer(path, search) {
  newest = search;
  const url = path + search.slice(0, MAX_QUERY);
  return answered(url) || ask(url).catch(() => {
    if (search === newest) tellFailure();
    return nothing();
  });
}

function tellFailure() {
  const { failed } = document.querySelector("[data-failed]").dataset;
  sayOnMap(failed, { retry: askAgain });
  window.dash_clientside.set_props("main", { "aria-busy": null });
}

function askAgain() {
  window.dash_clientside.set_props("again", { data: (tries += 1) });
}

function showMap(view) {
  if (!view) return nothing();
  drawn = show(view.map);
  return view.map.key;
}

function showPage(view) {
  if (!view) return nothing();
  if (document.documentElement.lang !== view.language) document.documentElement.lang = view.language;
  document.title = view.title;
  return [`part-${view.part}`, view.search];
}

function showBackground(view, shown) {
  const isSame = !view || JSON.stringify(view.background) === JSON.stringify(shown || []);
  return isSame ? nothing() : view.background;
}

/* Parts whose text is another one; the colours of the map need not wait for the words. */
async function fillParts(answer, ...texts) {
  const ids = listOutputs();
  if (!answer) return nothing();
=======
/* The map first, in the size that it has on this part: its colours need not wait for the words. */
async function showAbove(answer, mine) {
  document.getElementById("page").className = `part-${answer.part}`;
  window.dash_clientside.set_props(MAP, { model: answer.map });
>>>>>>> cc3ed635136ad421b3723451a09fa275db3a9980
  await painted();
  return ids.map((id, i) => (answer.parts[id] === texts[i] ? nothing() : answer.parts[id]));
}

/* After both answers: the page is whole, unless the server went over to another edition in between. */
async function settle(view, below) {
  if (!view || !below) return nothing();
  if (view.edition !== below.edition) {
    askAgain();
    return nothing();
  }
<<<<<<< HEAD
  await painted();
  expect();
  watchCards();
  return null;
=======
  // Where a first picture of the map stands, it stays until the map itself is there.
  if (hasFirstMap()) await whenDrawn(MAP);
  document.querySelectorAll(".first").forEach((first) => first.remove());
>>>>>>> cc3ed635136ad421b3723451a09fa275db3a9980
}

/* The page that stands there before Dash does goes when its own parts are filled. Where it has a
   picture of the map, that stays until the map itself is there. */
async function uncoverPage(heading) {
  const first = document.querySelector(".first");
  if (!heading || !first) return;
  if (hasFirstMap()) await drawn;
  first.remove();
}

/* --- charts: made when they are needed, and afterwards only given new figures --- */

function showTrend(view, made) {
  if (!view) return nothing();
  if (!view.trend) return [nothing(), true, nothing()];
  return [made ? nothing() : view.trend.graph, false, view.trend.label];
}

const drawTrend = (view) => (view && view.trend ? view.trend.figure : nothing());

function showCard(below, seen, made) {
  const theme = listOutputs()[0].replace("plot-", "");
  const chart = below && below.charts[theme];
  if (!chart) return nothing();
  const isNew = !made && (seen || []).includes(theme);
  return [isNew ? chart.graph : nothing(), chart.style];
}

function drawCard(below) {
  const chart = below && below.charts[listOutputs()[0].replace("figure-", "")];
  return chart ? chart.figure : nothing();
}

/* After the next frame; a page that nobody sees has none. */
function painted() {
  return document.hidden
    ? Promise.resolve()
    : new Promise((ready) => requestAnimationFrame(() => setTimeout(ready)));
}

<<<<<<< HEAD
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  nplv_geo: {
    fetch_view: fetchView,
    fetch_below: fetchBelow,
    show_map: showMap,
    show_page: showPage,
    show_background: showBackground,
    fill_parts: fillParts,
    settle,
    uncover_page: uncoverPage,
    show_trend: showTrend,
    draw_trend: drawTrend,
    show_card: showCard,
    draw_card: drawCard,
  },
});
=======
function fill(id, text) {
  const part = document.getElementById(id);
  if (!part || part.nplvText === text) return;
  part.nplvText = text;
  const wanted = part.cloneNode(false);
  wanted.innerHTML = text;
  morphdom(part, wanted, { childrenOnly: true, onBeforeElUpdated: keepOpen });
}

/* What the reader opened or closed stays so, until the server itself wants it otherwise. */
function keepOpen(now, wanted) {
  if (now.tagName === "DETAILS") {
    const isOpen = String(wanted.open);
    if ((now.dataset.asked || "false") === isOpen) wanted.open = now.open;
    wanted.dataset.asked = isOpen;
  }
  return !now.isEqualNode(wanted);
}

/* Called by Dash when the reader chooses an area on the map. */
function open_area(clicked) {
  if (clicked) go(clicked.href);
}

window.dash_clientside = Object.assign({}, window.dash_clientside, { nplv_geo: { view, open_area } });
>>>>>>> cc3ed635136ad421b3723451a09fa275db3a9980
