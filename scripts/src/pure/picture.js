/* The figure of a chart as a picture of its own. */

/**
 * @typedef {{ margin?: object, annotations?: unknown[], [part: string]: unknown }} Layout
 * @typedef {{ data: unknown[], layout: Layout }} Figure
 */

/**
 * The figure with what only its picture has: its parts of the layout replace those of the chart, its
 * sizes those of the margin, and annotations come to those that are there.
 * @param {Figure} figure
 * @param {Layout} own
 * @returns {Figure}
 */
export function makePicture({ data, layout }, own) {
  const annotations = [...(layout.annotations ?? []), ...(own.annotations ?? [])];
  return { data, layout: { ...layout, ...own, margin: { ...layout.margin, ...own.margin }, annotations } };
}

/**
 * The drawing in the address that Plotly gives.
 * @param {string} url `data:image/svg+xml,` and the drawing
 */
export function readSvg(url) {
  return decodeURIComponent(url.slice(url.indexOf(",") + 1));
}

/**
 * The drawing with letters of its own.
 * @param {string} svg
 * @param {{ family: string, weights: string, file: string }} font its file as a `data:` address
 */
export function addFont(svg, { family, weights, file }) {
  const rule = `@font-face { font-family: "${family}"; font-weight: ${weights}; src: url("${file}"); }`;
  return svg.replace(/<svg[^>]*>/, (start) => `${start}<style>${rule}</style>`);
}
