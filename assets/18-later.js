/* Everything else starts when the first picture of the map is drawn: run before it, those scripts
   would keep it waiting for half a second. They are fetched meanwhile. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const AT_MOST_MS = 700; // a slow network may not hold up the page itself

  const limit = new Promise((over) => setTimeout(over, AT_MOST_MS));
  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  Promise.all([parsed, Promise.race([nplv.firstMap, limit])]).then(start);

  function start() {
    let last = null;
    document.querySelectorAll('script[type="text/later"]').forEach((held) => {
      const script = document.createElement("script");
      if (held.src) {
        script.src = held.src;
        script.async = false; // in the order in which they stand
        last = script;
        document.body.appendChild(script);
      } else {
        script.id = held.id;
        script.textContent = held.textContent;
        held.remove();
        last.addEventListener("load", () => document.body.appendChild(script));
      }
    });
  }
})();
