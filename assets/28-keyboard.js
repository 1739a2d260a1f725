/* Keyboard on the map: one stop for the whole map; arrows walk along the areas by name. */
(function () {
  "use strict";
  const nplv = (window.nplv = window.nplv || {});
  const inDutch = new Intl.Collator("nl");
  let stop = null; // area that the Tab key comes back to

  nplv.byName = (areas) => [...areas].sort((a, b) => inDutch.compare(a.name, b.name));

  /* areas: [{ code, name, element, number, value, note }] in the order to walk;
     hand: { focus(code), blur(), open(code), up() }. */
  nplv.walkable = function (areas, layer, hand) {
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
  };

  function walk(event, areas, i, hand) {
    const last = areas.length - 1;
    const next = { ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      const target = areas[(next + areas.length) % areas.length].element;
      event.target.setAttribute("tabindex", "-1");
      target.setAttribute("tabindex", "0");
      target.focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") hand.open(areas[i].code);
    else if (event.key !== "Escape" || !hand.up()) return;
    event.preventDefault();
    event.stopPropagation();
  }
})();
