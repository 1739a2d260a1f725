/* What the areas of a model show, out of the files that have been loaded. */

import { figuresOf as readFigures } from "../../pure/figures.js";
import { alsoOf } from "../../pure/also.js";
import { peopleOf } from "../../pure/people.js";
import { loaded, loadedShapes } from "../files.js";

/**
 * @param {MapModel} model
 * @param {import("../../pure/shapes.js").Shapes | undefined} shapes
 */
export const figuresOf = (model, shapes) => readFigures(model, shapes, model.figures && loaded(model.figures.url));

/**
 * What is known of the people of an area by now.
 * @param {MapModel} model
 * @param {string} code
 */
export const tellPeople = (model, code) =>
  peopleOf(model, loadedShapes(model.files[0]), model.people?.url ? loaded(model.people.url) : null)(code);

/**
 * What is known of the second of two layers by now.
 * @param {MapModel} model
 * @param {string} code
 * @param {number | null} number
 */
export const tellAlso = (model, code, number) =>
  alsoOf(model, loadedShapes(model.files[0]), model.also?.figures ? loaded(model.also.figures.url) : null)(code, number);
