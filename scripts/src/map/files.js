/* Files by address: fetched once and kept, also when several ask at the same time; what failed may
   be tried again. */

import { at } from "../page/address.js";
import { Shapes } from "../pure/shapes.js";

const asked = new Map();
const have = new Map();

async function fetchUnpacked(url, unpack) {
  const answer = await fetch(at(url));
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  have.set(url, unpack(await answer.json()));
  return have.get(url);
}

function loadOnce(url, unpack) {
  if (!asked.has(url)) {
    asked.set(url, fetchUnpacked(url, unpack).catch((error) => {
      asked.delete(url);
      throw error;
    }));
  }
  return asked.get(url);
}

/* Versions of the files that this page reads (nplv_geo/ground/browser_models.py). */
const SHAPES_FORMAT = 1;
const INDEX_FORMAT = 1;
const VALUES_FORMAT = 1;

function inFormat(told, format, url) {
  if (told.format !== format) throw new Error(`${url}: format ${told.format}, this page reads ${format}; load it again`);
  return told;
}

export const load = (url) => loadOnce(url, (told) => told);
export const loadShapes = (url) => loadOnce(url, (told) => new Shapes(inFormat(told, SHAPES_FORMAT, url)));
export const loadIndex = (url) => loadOnce(url, (told) => inFormat(told, INDEX_FORMAT, url));
export const loadValues = (url) => loadOnce(url, (told) => inFormat(told, VALUES_FORMAT, url));
/* What has been loaded before, without waiting. */
export const loaded = (url) => have.get(url);
