/* The maps that stand on the page, by the id of their component. */

import { prepareModel } from "./loading.js";

/** @import { AreaMap } from "./area-map.js" */

/** @type {Map<string, AreaMap>} */
const maps = new Map();
/** @type {Map<string, (() => void)[]>} Who waits for a map, by its id. */
const waiting = new Map();

/**
 * @param {string} id
 * @param {AreaMap} map
 */
export function addMap(id, map) {
  maps.set(id, map);
  waiting.get(id)?.forEach((go) => go());
  waiting.delete(id);
}

/**
 * @param {string} id
 * @param {AreaMap} map
 */
export function dropMap(id, map) {
  if (maps.get(id) === map) maps.delete(id);
}

/** @param {string} id */
export const findMap = (id) => maps.get(id);

/**
 * Kept when the map stands there.
 * @param {string} id
 */
export async function whenThere(id) {
  if (!maps.has(id)) await new Promise((there) => waiting.set(id, [...(waiting.get(id) ?? []), () => there(null)]));
}

/**
 * Kept when the map stands there and shows its first model, or can't.
 * @param {string} id
 */
export async function whenDrawn(id) {
  await whenThere(id);
  await maps.get(id)?.isDrawn;
}

/**
 * Whether a map shows the shapes of a model already.
 * @param {MapModel} model
 */
export const isOnStage = (model) => [...maps.values()].some((map) => map.stage.key === model.key);

/**
 * Load what a view that is likely to come next will need.
 * @param {MapModel} model
 */
export const prepare = (model) => prepareModel(model, isOnStage(model));
