import assert from "node:assert/strict";
import { test } from "node:test";

import { addFont, makePicture, readSvg } from "../src/pure/picture.js";

test("a picture has the chart, and around it what only a picture has", () => {
  const figure = {
    data: [{ y: [1] }],
    layout: { height: 420, separators: ",.", margin: { l: 46, r: 90, t: 34, b: 30 }, annotations: [{ text: "1" }] },
  };
  const own = { title: { text: "Misdrijven" }, margin: { t: 108, b: 90 }, annotations: [{ text: "Bron" }] };
  const { data, layout } = makePicture(figure, own);
  assert.equal(data, figure.data);
  assert.deepEqual(layout.margin, { l: 46, r: 90, t: 108, b: 90 });
  assert.deepEqual(layout.annotations, [{ text: "1" }, { text: "Bron" }]);
  assert.deepEqual([layout.title.text, layout.separators, layout.height], ["Misdrijven", ",.", 420]);
  assert.equal(figure.layout.annotations.length, 1); // the chart itself stays what it is
});

test("a figure without annotations gets those of its picture", () => {
  assert.deepEqual(makePicture({ data: [], layout: {} }, {}).layout.annotations, []);
});

test("a drawing is read from its address and carries its letters", () => {
  const svg = '<svg class="main-svg" width="9"><g>50 %</g></svg>';
  assert.equal(readSvg(`data:image/svg+xml,${encodeURIComponent(svg)}`), svg);
  const font = { family: "Source Sans 3", weights: "200 900", file: "data:font/woff2;base64,AA$&" };
  const rule = '@font-face { font-family: "Source Sans 3"; font-weight: 200 900; src: url("data:font/woff2;base64,AA$&"); }';
  assert.equal(addFont(svg, font), `<svg class="main-svg" width="9"><style>${rule}</style><g>50 %</g></svg>`);
});
