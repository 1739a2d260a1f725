import assert from "node:assert/strict";
import { test } from "node:test";

import { linkTo, linkToPin } from "../src/pure/area-links.js";

const model = /** @type {MapModel} */ ({ href: "?gebied=__area__", pin: "?vergelijk=__area__,NL00", pinned: { GM0917: "?vergelijk=NL00" } });

test("a link to an area has its code, written for an address", () => {
  assert.equal(linkTo(model, "heerlen noord"), "?gebied=heerlen%20noord");
});

test("an area that is compared with has the link that takes it away", () => {
  assert.equal(linkToPin(model, "GM0917"), "?vergelijk=NL00");
  assert.equal(linkToPin(model, "GM0344"), "?vergelijk=GM0344,NL00");
  assert.equal(linkToPin({ ...model, pin: "", pinned: {} }, "GM0344"), "");
});
