/* What the areas of a model show, out of the files that have been loaded. */

import { figuresOf as readFigures } from "../pure/figures.js";
import { loaded } from "./files.js";

export const figuresOf = (model, shapes) => readFigures(model, shapes, model.figures && loaded(model.figures.url));
