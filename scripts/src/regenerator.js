/* Dash's own components can't do without; Dash brings it inside a polyfill for browsers of before
   2018 that takes a tenth of a second of every first page, and that is left out. */

import regeneratorRuntime from "regenerator-runtime";

Object.assign(window, { regeneratorRuntime });
