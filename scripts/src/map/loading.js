/* The files that a model is drawn from. */

import { whenIdle } from "./idle.js";
import { load, loadShapes, loadValues, loaded } from "./files.js";

/** @typedef {[url: string, load: (url: string) => Promise<unknown>]} Need */

/**
 * @param {MapModel} model
 * @param {boolean} isOnStage Whether its shapes are drawn already.
 * @returns {Need[]}
 */
function listNeeds(model, isOnStage) {
  const shapes = isOnStage ? [] : [...model.files, model.outline && model.outline[0]];
  return [
    ...shapes.filter((url) => url !== null).map((url) => /** @type {Need} */ ([url, loadShapes])),
    ...(model.country ? [/** @type {Need} */ ([model.country, load])] : []),
    ...(model.figures ? [/** @type {Need} */ ([model.figures.url, loadValues])] : []),
  ];
}

/**
 * @param {MapModel} model
 * @param {boolean} isOnStage
 */
export const isLoaded = (model, isOnStage) => listNeeds(model, isOnStage).every(([url]) => loaded(url));

/**
 * @param {MapModel} model
 * @param {boolean} isOnStage
 */
export const loadAll = (model, isOnStage) => Promise.all(listNeeds(model, isOnStage).map(([url, fetchFile]) => fetchFile(url)));

/**
 * Load what a view that is likely to come next will need; what fails is told to who asks for it.
 * @param {MapModel} model
 * @param {boolean} isOnStage
 */
export const prepareModel = (model, isOnStage) => Promise.allSettled(listNeeds(model, isOnStage).map(([url, fetchFile]) => fetchFile(url)));

/**
 * Load what tooltips tell beside a value once the map is in use. Without it they tell less; the next
 * model tries again.
 * @param {MapModel} model
 */
export function loadLater({ people, also }) {
  for (const url of [people?.url, also?.figures?.url]) {
    if (url) whenIdle(() => loadValues(url).catch(() => undefined));
  }
}
