/* All scripts that run when those of Dash are there. */

import { areaAt, leaflet, registry, show, shownFigures } from "./map/map.js";
import { placeLabels, spreadCircles } from "./pure/circles.js";
import { go } from "./page/router.js";
import "./page/sheets.js";
import "./page/search.js";
import "./page/title.js";
import "./page/view.js";
import "./page/share.js";
import "./page/making.js";

/* For tests and measures: what they ask a page from outside. */
Object.assign(window.nplv_geo.inspect, { areaAt, go, leaflet, placeLabels, registry, show, shownFigures, spreadCircles });
