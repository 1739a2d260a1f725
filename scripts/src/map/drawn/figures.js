/* What the areas of a model show, out of the files that have been loaded. */

import { figuresOf as readFigures } from "../../pure/figures.js";
import { loaded } from "../files.js";

/**
 * @param {MapModel} model
 * @param {import("../../pure/shapes.js").Shapes | undefined} shapes
 */
export const figuresOf = (model, shapes) => readFigures(model, shapes, model.figures && loaded(model.figures.url));
