/* What stands in the page itself: the first picture of the map, and the start of all else. */

import { firstPlace, hasFirstMap } from "./map/first-map.js";
import "./page/later.js";
import "./regenerator.js";

/* For tests and measures: what they ask a page from outside. */
window.nplv_geo.inspect = { firstPlace, hasFirstMap };
