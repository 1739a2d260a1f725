/* Shapes by URL: fetched once and kept; a failed fetch may be tried again. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const kept = new Map();

  async function fetched(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  nplv.load = function (url) {
    if (!kept.has(url)) {
      const promise = fetched(url);
      kept.set(url, promise);
      promise.catch(() => kept.delete(url));
    }
    return kept.get(url);
  };
})();
