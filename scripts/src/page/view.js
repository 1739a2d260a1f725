/* Callbacks of Dash that run in the browser: from the address to the parts of the page. Which
   property each of them listens to and sets stands in nplv_geo/web/page/callbacks.py.

   The newest wish always wins: Dash drops what a callback answers when it was called again since. */

import { hasFirstMap } from "../map/first-map.js";
import { setViewed } from "../map/address-place.js";
import { findMap, whenDrawn } from "../map/maps.js";
import { Message } from "../map/message.js";
import { answerAddress } from "./address.js";
import { answered, ask, expect, expectNothing } from "./answers.js";
import { drawCard, drawScatter, drawTrend, showCards, showScatter, showTrend, watchCards } from "./charts.js";
import { findTrigger, listOutputs, nothing } from "./dash.js";
import { showGrid, sortGrid } from "./grid.js";
import { onStep, takeStep } from "./router.js";
import { markDot, openDot, pointArea } from "./scatter.js";
import { SECOND, drawSecond, showSecond } from "./second.js";

export const MAP = "map-areas"; // the component in nplv_geo/web/page/layout.py

/** @type {string | null} */
let newest = null; // what the address asked for last
let tries = 0;
// The map has its own, of what it could not draw.
const failure = new Message(() => document.querySelector(".map-frame"));

/** @type {Promise<void>} Kept when the colours of the newest view are on the screen. */
let coloured = Promise.resolve();

/**
 * The view, and what the map shows of it.
 * @param {string | undefined} search Undefined until the component Address has read the address.
 */
function fetchView(search) {
  if (search === undefined) return nothing();
  const isFirst = newest === null;
  failure.remove();
  expectNothing();
  showBusy("true");
  if (search !== drawnAhead) setViewed(search);
  const sent = /** @type {View | Promise<View | null>} */ (fetchAnswer("/view", search));
  // The map that the page came with is on the screen before the callbacks take their turn.
  if (isFirst && !(sent instanceof Promise)) return painted().then(() => showView(sent));
  return sent instanceof Promise ? sent.then(showView) : showView(sent);
}

/** @param {View | null} view */
function showView(view) {
  if (!view) return nothing();
  if (newest !== drawnAhead) coloured = painted();
  drawnAhead = null;
  return [view, `part-${view.part}`, view.map];
}

/** @param {string | undefined} search */
async function fetchBelow(search) {
  return (search !== undefined && (await fetchAnswer("/view/below", search))) || nothing();
}

/**
 * What is there already is handed over at once, without a turn of waiting.
 * @param {string} path
 * @param {string} search
 */
function fetchAnswer(path, search) {
  newest = search;
  const url = answerAddress(path, search);
  return answered(url) ?? ask(url).catch(() => {
    if (search === newest) tellFailure();
    return null;
  });
}

/** @type {string | null} Query of a view whose colours are on the map before Dash has called anything. */
let drawnAhead = null;

/* A link to a view that is here already: its colours are on the screen before the callbacks begin,
   which set the same properties. */
onStep(({ search }) => {
  const view = /** @type {View | undefined} */ (answered(answerAddress("/view", search)));
  if (!view) return undefined;
  drawnAhead = search;
  setViewed(search);
  const part = `part-${view.part}`;
  if (document.getElementById("page")?.className !== part) window.dash_clientside.set_props("page", { className: part });
  findMap(MAP)?.show(view.map);
  if (view.second) findMap(SECOND)?.show(view.second.map);
  return (coloured = painted());
});

/* What the start page asked goes away with it: the focus stays on the page that comes. */
onStep(() => {
  if (document.activeElement?.closest("#start")) document.getElementById("main")?.focus({ preventScroll: true });
});

function tellFailure() {
  const words = /** @type {HTMLElement} */ (document.querySelector("h1[data-failed]")).dataset;
  failure.say(words.failed ?? "", { retry: { label: words.retry ?? "", again: askAgain } });
  showBusy(null);
}

const askAgain = () => window.dash_clientside.set_props("again", { data: (tries += 1) });

/** @param {"true" | null} busy */
const showBusy = (busy) => window.dash_clientside.set_props("main", { "aria-busy": busy });

/**
 * Title, language and background follow the view; tiles that stay are not fetched again.
 * @param {View | undefined} view
 * @param {object[] | undefined} tiles
 */
function showFrame(view, tiles = []) {
  if (!view) return nothing();
  if (document.documentElement.lang !== view.map.language) document.documentElement.lang = view.map.language;
  if (document.title !== view.title) document.title = view.title;
  const isSame = JSON.stringify(view.background) === JSON.stringify(tiles);
  const { label, placeholder, long_placeholder: long } = view.search;
  const words = [label, placeholder, label, long, view.compare.label, view.compare.placeholder];
  return [...words, isSame ? nothing() : view.background];
}

/**
 * The parts whose text is another one; the colours of the map need not wait for the words.
 * @param {View | Below | undefined} answer
 * @param {...string} shown
 */
async function fillParts(answer, ...shown) {
  const ids = listOutputs();
  if (!answer) return nothing();
  await coloured;
  return ids.map((id, i) => (answer.parts[id] === shown[i] ? nothing() : answer.parts[id]));
}

/**
 * Places for what lies below the map: as long as that is not in use, they would only keep it waiting.
 * @param {Below | undefined} below
 * @param {object[]} places
 * @param {object[] | undefined} made
 */
async function showBelow(below, places, made) {
  if (!below || made) return nothing();
  await whenDrawn(MAP);
  return places;
}

/**
 * The parts below the map, where their places come in with the first answer.
 * @param {Below | undefined} below
 * @param {...string} shown
 */
async function fillBelow(below, ...shown) {
  const parts = await fillParts(below, ...shown);
  if (below) painted().then(noteBelow);
  return parts;
}

let noteBelow = () => {};
/** @type {Promise<void>} Kept when there are cards below the map. */
const hasBelow = new Promise((done) => {
  noteBelow = done;
});

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
  await Promise.all([coloured, hasBelow]);
  expect();
  watchCards();
  return null;
}

/**
 * Where a click on the map leads, or what was picked in a search, as properties of the component
 * Address.
 */
function openArea() {
  const asked = /** @type {{ href: string } | undefined} */ (findTrigger());
  const step = asked && takeStep(asked.href);
  return step ? [step.href, step.pathname, step.search, step.hash] : nothing();
}

/**
 * @param {View | undefined} view
 * @param {Parameters<typeof showGrid>[1]} made
 */
const openGrid = (view, made) => showGrid(view, made, askAgain);

/** After the next frame; a page that nobody sees has none. */
async function painted() {
  if (!document.hidden) await new Promise((ready) => requestAnimationFrame(() => setTimeout(ready)));
}

window.dash_clientside = Object.assign({}, window.dash_clientside, {
  nplv_geo: {
    draw_card: drawCard,
    draw_scatter: drawScatter,
    draw_second: drawSecond,
    draw_trend: drawTrend,
    fetch_below: fetchBelow,
    fetch_view: fetchView,
    fill_below: fillBelow,
    fill_parts: fillParts,
    mark_dot: markDot,
    open_area: openArea,
    open_dot: openDot,
    point_area: pointArea,
    settle,
    show_below: showBelow,
    show_cards: showCards,
    show_frame: showFrame,
    show_grid: openGrid,
    show_scatter: showScatter,
    show_second: showSecond,
    show_trend: showTrend,
    sort_grid: sortGrid,
    uncover_page: uncoverPage,
  },
});
