/* A view: fetched from the server as text and filled in where it changed.

   The newest wish always wins. What stays the same keeps its nodes, and so its focus, its scroll
   and what the reader opened. Map, charts and search belong to Dash and are only handed data. */

import morphdom from "morphdom";

import { hasFirstMap } from "../map/first-map.js";
import { sayOnMap, setQuery, show } from "../map/map.js";
import { answered, ask, expect, expectNothing } from "./answers.js";
import { showCharts, showTrend } from "./charts.js";

const MAX_QUERY = 2002; // enough for the server to see that it is too long
const FAILED = { nl: "De gegevens kwamen niet aan.", en: "The figures did not arrive." };

let wish = 0;
let tiles = "[]";

/* Called by Dash for every new URL. */
function view(search) {
  const query = (search || "").slice(0, MAX_QUERY);
  const mine = (wish += 1);
  setQuery(search || "");
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
      sayOnMap(FAILED[document.documentElement.lang] || FAILED.nl, { retry: () => view(search) });
    })
    .finally(() => {
      if (mine === wish) document.getElementById("main").removeAttribute("aria-busy");
    });
  return query;
}

/* What is there already is shown at once, without a turn of waiting. */
async function asked(url, mine, then) {
  const answer = answered(url) || (await ask(url));
  if (mine === wish) await then(answer, mine);
  return answer;
}

/* The map first, in the size that it has on this part: its colours need not wait for the words. */
async function showAbove(answer, mine) {
  document.getElementById("page").className = `part-${answer.part}`;
  const drawn = show(answer.map);
  await painted();
  if (mine !== wish) return;
  Object.entries(answer.parts).forEach(([id, text]) => fill(id, text));
  showTrend(answer.trend);
  window.dash_clientside.set_props("search", { placeholder: answer.search });
  if (JSON.stringify(answer.background) !== tiles) {
    tiles = JSON.stringify(answer.background);
    window.dash_clientside.set_props("background", { children: answer.background });
  }
  // Where a first picture of the map stands, it stays until the map itself is there.
  if (hasFirstMap()) await drawn;
  document.querySelectorAll(".first").forEach((first) => first.remove());
}

async function showBelow(answer, mine) {
  await painted();
  if (mine !== wish) return;
  Object.entries(answer.parts).forEach(([id, text]) => fill(id, text));
  showCharts(answer.charts, answer.template);
}

/* After the next frame; a page that nobody sees has none. */
function painted() {
  return document.hidden
    ? Promise.resolve()
    : new Promise((ready) => requestAnimationFrame(() => setTimeout(ready)));
}

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

window.dash_clientside = Object.assign({}, window.dash_clientside, { nplv_geo: { view } });
