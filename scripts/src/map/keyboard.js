/* Keyboard on the map: one stop for the whole map; arrows walk along the areas by name. */

import { stepTo } from "../pure/walking.js";

let stop = null; // area that the Tab key comes back to

/* areas: [{ code, name, element, number, value, note }] in the order to walk;
   hand: { focus(code), blur(), open(code), up() }. */
export function walkable(areas, layer, hand) {
  const known = areas.some((area) => area.code === stop);
  areas.forEach((area, i) => {
    const { code, name, element, number, value, note } = area;
    element.dataset.code = code;
    element.dataset.class = number;
    element.setAttribute("role", "link");
    element.setAttribute("tabindex", (known ? code === stop : i === 0) ? "0" : "-1");
    element.setAttribute("aria-label", [name, `${layer} ${value}`, note].filter(Boolean).join(", "));
    element.onfocus = () => {
      stop = code;
      hand.focus(code);
    };
    element.onblur = hand.blur;
    element.onkeydown = (event) => walk(event, areas, i, hand);
  });
}

function walk(event, areas, i, hand) {
  const next = stepTo(event.key, i, areas.length);
  if (next !== undefined) {
    const target = areas[next].element;
    event.target.setAttribute("tabindex", "-1");
    target.setAttribute("tabindex", "0");
    target.focus({ preventScroll: true });
  } else if (event.key === "Enter" || event.key === " ") hand.open(areas[i].code);
  else if (event.key !== "Escape" || !hand.up()) return;
  event.preventDefault();
  event.stopPropagation();
}
