/* Files by address: fetched once and kept, also when several ask at the same time; what failed may
   be tried again. */

import { at } from "../page/address.js";
import { readIndex, readShapes, readValues } from "../pure/shapes.js";

/** @import { Shapes } from "../pure/shapes.js" */

/** @type {Map<string, Promise<any>>} */
const asked = new Map();
/** @type {Map<string, any>} */
const have = new Map();

/**
 * @template T
 * @param {string} url
 * @param {(told: any, url: string) => T} unpack
 * @returns {Promise<T>}
 */
async function fetchUnpacked(url, unpack) {
  const answer = await fetch(at(url));
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const file = unpack(await answer.json(), url);
  have.set(url, file);
  return file;
}

/**
 * @template T
 * @param {string} url
 * @param {(told: any, url: string) => T} unpack
 * @returns {Promise<T>}
 */
function loadOnce(url, unpack) {
  if (!asked.has(url)) {
    asked.set(url, fetchUnpacked(url, unpack).catch((error) => {
      asked.delete(url);
      throw error;
    }));
  }
  return /** @type {Promise<T>} */ (asked.get(url));
}

/** @param {string} url */
export const load = (url) => loadOnce(url, (told) => told);
/** @param {string} url */
export const loadShapes = (url) => loadOnce(url, readShapes);
/** @param {string} url */
export const loadIndex = (url) => loadOnce(url, readIndex);
/** @param {string} url */
export const loadValues = (url) => loadOnce(url, readValues);

/* What has been loaded before, without waiting. */
/** @param {string} url */
export const loaded = (url) => have.get(url);
/**
 * @param {string} url
 * @returns {Shapes | undefined}
 */
export const loadedShapes = (url) => have.get(url);
