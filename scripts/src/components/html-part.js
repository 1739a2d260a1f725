/* A Dash component for a part of the page that the server writes as HTML (see
   nplv_geo/web/dash_components/html_part.py). One component for as many elements as the part has:
   Dash keeps each component in its store, with which a thousand elements take seconds. */

import morphdom from "morphdom";

const OWN = ["id", "className", "role", "tabIndex", "htmlFor"];

/** @param {import("../types").HtmlPartProps} props */
export function HtmlPart(props) {
  const { React } = window;
  const { tag = "div", html = "" } = props;
  const part = React.useRef(null);
  React.useLayoutEffect(() => morph(part.current, html), [html]);
  return React.createElement(tag, { ...pickAttributes(props), ref: part });
}

/* Dash hands on more than the element should get. */
export function pickAttributes(props) {
  const isAttribute = (name) => OWN.includes(name) || /^(data|aria)-/.test(name);
  return Object.fromEntries(Object.entries(props).filter(([name]) => isAttribute(name)));
}

/* What stays the same keeps its nodes, and so its focus, its scroll and what the reader opened. */
export function morph(part, html) {
  const wanted = part.cloneNode(false);
  wanted.innerHTML = html;
  morphdom(part, wanted, { childrenOnly: true, onBeforeElUpdated: keepOpen });
}

/* What the reader opened or closed stays so, until the server itself wants it otherwise. */
function keepOpen(now, wanted) {
  if (now.tagName === "DETAILS") {
    const asked = String(wanted.open);
    if ((now.dataset.asked || "false") === asked) wanted.open = now.open;
    wanted.dataset.asked = asked;
  }
  return !now.isEqualNode(wanted);
}
