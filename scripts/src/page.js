/* All scripts that run when those of Dash are there. */

import { Address } from "./components/address.js";
import { AreaMap } from "./components/area-map.js";
import { Combobox } from "./components/combobox.js";
import { HtmlPart } from "./components/html-part.js";
import { Store } from "./components/store.js";
import { findMap } from "./map/maps.js";
import { go } from "./page/router.js";
import "./page/sheets.js";
import "./page/skips.js";
import "./page/compared.js";
import { MAP } from "./page/view.js";
import "./page/legend.js";
import "./page/share.js";
import "./page/making.js";
import "./page/time.js";
import "./page/bounds.js";
import "./page/rows.js";
import "./page/listen.js";

/* Components for Dash are found by this name. */
Object.assign(window.nplv_geo, { Address, AreaMap, Combobox, HtmlPart, Store });

/* For tests and measures: what they ask a page from outside. */
const map = () => findMap(MAP);
Object.assign(window.nplv_geo.inspect, {
  areaAt: (/** @type {import("leaflet").LatLng} */ place) => map()?.stage.areas?.at(place),
  findMap,
  go,
  leaflet: () => map()?.map,
  registry: () => map()?.stage.shapes ?? new Map(),
  show: (/** @type {MapModel} */ model) => window.dash_clientside.set_props(MAP, { model }),
  shownFigures: () => map()?.figures,
});
