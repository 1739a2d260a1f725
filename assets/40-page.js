/* The page around the map: links without reloading, sheets on a small screen, title and language. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});

  /* Change the view by changing the URL; dcc.Location hears it and asks for the new page. */
  nplv.go = function (href) {
    const url = new URL(href === "?" ? window.location.pathname : href, window.location.href);
    if (url.search === window.location.search) url.hash = window.location.hash;
    window.history.pushState({}, "", url);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?"]');
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
    if (link && plain) {
      event.preventDefault();
      nplv.go(link.getAttribute("href"));
      if (link.closest("#found, #panel .links, .groups-of-factors, .stacking, .themes")) closeSheets();
      if (link.closest("#found")) clearSearch();
    }
    if (event.target.closest('a[href^="#"]')) closeSheets();
    const sheet = event.target.closest("button[data-sheet]");
    if (sheet) toggleSheet(sheet.dataset.sheet);
    else if (!event.target.closest(".sheet")) closeSheets();
    if (!event.target.closest(".search")) clearSearch();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const opener = openerOf(event.target.closest(".sheet"));
      closeSheets();
      if (opener) opener.focus();
      if (event.target.id === "search") clearSearch();
    }
    const first = document.querySelector("#found a");
    if (event.target.id === "search" && first && (event.key === "Enter" || event.key === "ArrowDown")) {
      event.preventDefault();
      if (event.key === "Enter") first.click();
      else first.focus();
    }
  });

  function clearSearch() {
    const input = document.getElementById("search");
    if (input && input.value) window.dash_clientside.set_props("search", { value: "" });
  }

  function toggleSheet(name) {
    const now = document.body.dataset.sheet === name ? "" : name;
    document.body.dataset.sheet = now;
    document.querySelectorAll("button[data-sheet]").forEach((button) =>
      button.setAttribute("aria-expanded", String(button.dataset.sheet === now)));
  }

  /* The button in sight that opened the sheet: the focus goes back there, it would be lost. */
  function openerOf(sheet) {
    if (!sheet || document.body.dataset.sheet !== sheet.id) return null;
    return [...document.querySelectorAll(`button[data-sheet="${sheet.id}"]`)].find((button) => button.offsetParent);
  }

  function closeSheets() {
    if (document.body.dataset.sheet) toggleSheet(document.body.dataset.sheet);
  }

  /* Title and language of the document follow the heading. */
  new MutationObserver(() => {
    const heading = document.querySelector("#heading h1");
    const language = new URLSearchParams(window.location.search).get("taal") === "en" ? "en" : "nl";
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
    const title = heading && `${heading.textContent} · Zicht op Wijken`;
    if (title && document.title !== title) document.title = title;
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
