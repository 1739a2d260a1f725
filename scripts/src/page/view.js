/* Callbacks of Dash that run in the browser: from the address to the parts of the page. Which
   property each of them listens to and sets stands in nplv_geo/web/page/callbacks.py.

   The newest wish always wins: Dash drops what a callback answers when it was called again since. */

import { hasFirstMap } from "../map/first-map.js";
import { setViewed } from "../map/address-place.js";
import { whenDrawn } from "../map/maps.js";
import { Message } from "../map/message.js";
import { answered, ask, expect, expectNothing } from "./answers.js";
import { drawCard, drawTrend, showCard, showTrend, watchCards } from "./charts.js";
import { listOutputs, nothing } from "./dash.js";
import { findStep } from "./router.js";

export const MAP = "map-areas"; // the component in nplv_geo/web/page/layout.py
const MAX_QUERY = 2002; // enough for the server to see that it is too long

let newest = ""; // what the address asked for last
let tries = 0;
// The map has its own, of what it could not draw.
const failure = new Message(() => document.querySelector(".map-frame"));

/** @param {string | undefined} search Undefined until dcc.Location has read the address. */
function fetchView(search) {
  if (search === undefined) return nothing();
  failure.remove();
  setViewed(search);
  expectNothing();
  showBusy("true");
  return fetchAnswer("/view", search);
}

/** @param {string | undefined} search */
const fetchBelow = (search) => (search === undefined ? nothing() : fetchAnswer("/view/below", search));

/**
 * What is there already is handed over at once, without a turn of waiting.
 * @param {string} path
 * @param {string} search
 */
function fetchAnswer(path, search) {
  newest = search;
  const url = path + search.slice(0, MAX_QUERY);
  return answered(url) ?? ask(url).catch(() => {
    if (search === newest) tellFailure();
    return nothing();
  });
}

function tellFailure() {
  const words = /** @type {HTMLElement} */ (document.querySelector("h1[data-failed]")).dataset;
  failure.say(words.failed ?? "", { retry: { label: words.retry ?? "", again: askAgain } });
  showBusy(null);
}

const askAgain = () => window.dash_clientside.set_props("again", { data: (tries += 1) });

/** @param {"true" | null} busy */
const showBusy = (busy) => window.dash_clientside.set_props("main", { "aria-busy": busy });

/** @param {View | undefined} view */
const showMap = (view) => (view ? [`part-${view.part}`, view.map] : nothing());

/** @param {View | undefined} view */
const showSearch = (view) => view?.search ?? nothing();

/**
 * @param {View | undefined} view
 * @param {object[] | undefined} shown
 */
function showBackground(view, shown = []) {
  const isSame = !view || JSON.stringify(view.background) === JSON.stringify(shown);
  return isSame ? nothing() : view.background;
}

/**
 * The parts whose text is another one; the colours of the map need not wait for the words.
 * @param {View | Below | undefined} answer
 * @param {...string} shown
 */
async function fillParts(answer, ...shown) {
  const ids = listOutputs();
  if (!answer) return nothing();
  await painted();
  return ids.map((id, i) => (answer.parts[id] === shown[i] ? nothing() : answer.parts[id]));
}

/** @param {View | undefined} view */
function nameDocument(view) {
  if (!view) return;
  if (document.documentElement.lang !== view.map.language) document.documentElement.lang = view.map.language;
  if (document.title !== view.title) document.title = view.title;
}

/**
 * The page that stands there before Dash does goes when its own parts are filled. Where it has a
 * picture of the map, that stays until the map itself is there.
 * @param {string | undefined} heading
 */
async function uncoverPage(heading) {
  if (!heading) return;
  if (hasFirstMap()) await whenDrawn(MAP);
  document.querySelectorAll(".first").forEach((first) => first.remove());
}

/**
 * After both answers the page is whole, unless the server went over to another edition in between:
 * then both are asked for once more.
 * @param {View | undefined} view
 * @param {Below | undefined} below
 */
async function settle(view, below) {
  if (!view || !below) return nothing();
  if (view.edition !== below.edition) {
    askAgain();
    return nothing();
  }
  await painted();
  expect();
  watchCards();
  return null;
}

/**
 * Where a click on the map leads, as properties of dcc.Location.
 * @param {{ href: string } | undefined} clicked
 */
function openArea(clicked) {
  const step = clicked && findStep(clicked.href);
  return step ? [step.href, step.pathname, step.search, step.hash] : nothing();
}

/** After the next frame; a page that nobody sees has none. */
async function painted() {
  if (!document.hidden) await new Promise((ready) => requestAnimationFrame(() => setTimeout(ready)));
}

window.dash_clientside = Object.assign({}, window.dash_clientside, {
  nplv_geo: {
    draw_card: drawCard,
    draw_trend: drawTrend,
    fetch_below: fetchBelow,
    fetch_view: fetchView,
    fill_parts: fillParts,
    name_document: nameDocument,
    open_area: openArea,
    settle,
    show_background: showBackground,
    show_card: showCard,
    show_map: showMap,
    show_search: showSearch,
    show_trend: showTrend,
    uncover_page: uncoverPage,
  },
});
