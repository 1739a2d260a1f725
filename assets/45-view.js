/* A view: fetched from the server as text and filled in where it changed.

   The newest wish always wins. What stays the same keeps its nodes, and so its focus, its scroll
   and what the reader opened. Map, charts and search belong to Dash and are only handed data. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const MAX_QUERY = 2000;
  const FAILED = { nl: "De gegevens kwamen niet aan.", en: "The figures did not arrive." };

  let wish = 0;
  let tiles = "[]";
  /* The page's own script in the head asked for these while Dash itself still started. */
  const early = window.nplvEarly || new Map();

  /* Called by Dash for every new URL. */
  function view(search) {
    const query = (search || "").slice(0, MAX_QUERY);
    const mine = (wish += 1);
    document.getElementById("main").setAttribute("aria-busy", "true");
    Promise.all([ask("/view", query, mine, show), ask("/view/below", query, mine, showBelow)])
      .catch(() => {
        if (mine !== wish) return;
        nplv.say(FAILED[document.documentElement.lang] || FAILED.nl, { retry: () => view(search) });
      })
      .finally(() => {
        if (mine === wish) document.getElementById("main").removeAttribute("aria-busy");
      });
    if (/toon=ontwikkeling/.test(query)) window.dash_clientside.set_props("trend-query", { data: query });
    return query;
  }

  async function ask(path, query, mine, then) {
    const sent = early.get(path + query);
    early.delete(path + query);
    const response = (sent && (await sent)) || (await fetch(path + query));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const answer = await response.json();
    if (mine === wish) then(answer);
  }

  function show(answer) {
    document.getElementById("page").className = `part-${answer.part}`;
    Object.entries(answer.parts).forEach(([id, text]) => fill(id, text));
    window.dash_clientside.set_props("search", { placeholder: answer.search });
    if (JSON.stringify(answer.background) !== tiles) {
      tiles = JSON.stringify(answer.background);
      window.dash_clientside.set_props("background", { children: answer.background });
    }
    document.querySelectorAll(".first").forEach((first) => first.remove());
    nplv.show(answer.map);
  }

  function showBelow(answer) {
    Object.entries(answer.parts).forEach(([id, text]) => fill(id, text));
    nplv.charts(answer.charts);
  }

  function fill(id, text) {
    const part = document.getElementById(id);
    if (!part || part.nplvText === text) return;
    part.nplvText = text;
    const wanted = part.cloneNode(false);
    wanted.innerHTML = text;
    window.morphdom(part, wanted, { childrenOnly: true, onBeforeElUpdated: keepOpen });
  }

  /* What the reader opened or closed stays so, until the server itself wants it otherwise. */
  function keepOpen(now, wanted) {
    if (now.tagName === "DETAILS") {
      const asked = String(wanted.open);
      if ((now.dataset.asked || "false") === asked) wanted.open = now.open;
      wanted.dataset.asked = asked;
    }
    return !now.isEqualNode(wanted);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { nplv: { view } });
})();
