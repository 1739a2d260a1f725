/* Areas as SVG: for up to a few thousand shapes. Each can be hatched, focused and printed sharply. */
/* hand: { isOpen(code), listen(code, layer) }; gives what the map works with. */
export function svgAreas(shapes, pane, hand) {
  const L = window.L;
  const renderer = L.svg({ pane });
  const layers = shapes.codes.map((code, i) => {
    const interactive = hand.isOpen(code);
    const layer = L.polygon(shapes.latlngs(i), { pane, renderer, interactive });
    if (interactive) hand.listen(code, layer);
    return layer;
  });
  const group = L.layerGroup(layers);
  return {
    isCanvas: false,
    layers,
    addTo: (map) => group.addTo(map),
    remove: () => group.remove(),
    paint: (look) => layers.forEach((layer, i) => restyle(layer, look(shapes.codes[i]))),
    refine(finer) {
      finer.codes.forEach((code, i) => {
        if (shapes.place.has(code)) layers[shapes.place.get(code)].setLatLngs(finer.latlngs(i));
      });
    },
  };
}

/* Mostly only the fill is another one: setting that alone takes a tenth of Leaflet's setStyle. */
export function restyle(layer, style) {
  const now = layer.options;
  const path = layer.getElement && layer.getElement();
  const others = Object.keys(style).some((key) => key !== "fillColor" && style[key] !== now[key]);
  if (others || !path) layer.setStyle(style);
  else if (style.fillColor !== now.fillColor) {
    now.fillColor = style.fillColor;
    path.setAttribute("fill", style.fillColor);
  }
}
