/* Addresses are written from the root of the dashboard; here they get the path that it stands under
   (see nplv_geo/web/place.py). What the server wrote in HTML has it already. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const base = document.documentElement.dataset.base || "";
  nplv.at = (address) => base + address;
})();
