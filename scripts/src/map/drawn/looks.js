/* The styles of areas in the colours of this page. */

import { createLooks } from "../../pure/looks.js";
import { colour } from "./colours.js";
import { hatch } from "./hatch.js";

export const { styleOf, looks } = createLooks(colour, hatch);
