/* Everything else starts when the first picture of the map is drawn: run before it, those scripts
   would keep it waiting for half a second, and fetched before it they would take its turn. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const AT_MOST_MS = 700; // a slow network may not hold up the page itself

  const limit = new Promise((over) => setTimeout(over, AT_MOST_MS));
  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  // Drawn is not yet seen: the browser gets its turn to put the picture on the screen.
  const seen = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
  Promise.all([parsed, Promise.race([nplv.firstMap.then(seen), limit])]).then(start);

  function start() {
    // What the whole page shows is on its way while its scripts start.
    nplv.early = new Map(["/view", "/view/below"]
      .map((path) => path + window.location.search.slice(0, 2000))
      .map((url) => [url, fetch(url).then((sent) => (sent.ok ? sent.json() : null)).catch(() => null)]));
    const held = [...document.querySelectorAll('script[type="text/later"]')];
    const files = held.filter((script) => script.src).map(begin);
    const own = held.filter((script) => !script.src);
    // Files run in the order in which they stand; what stands in the page itself runs after them.
    files.at(-1).addEventListener("load", () => own.forEach(begin));
  }

  function begin(held) {
    const script = document.createElement("script");
    if (held.id) script.id = held.id;
    script.async = false;
    if (held.src) script.src = held.src;
    else script.textContent = held.textContent;
    held.remove();
    return document.body.appendChild(script);
  }
})();
