/* `nplv_geo.HtmlPart` for Dash: a part of the page that the server writes as HTML (see
   nplv_geo/web/dash_components/html_part.py). One component for as many elements as the part has:
   Dash keeps each component in its store, with which a thousand elements take seconds. */

import morphdom from "morphdom";

/**
 * @typedef {object} Props
 * @property {string} id
 * @property {string} [html]
 * @property {string} [tag]
 */

const OWN = ["id", "className", "role", "tabIndex", "htmlFor"];

/** @param {Props} props */
export function HtmlPart(props) {
  const { createElement, useLayoutEffect, useRef } = /** @type {any} */ (window).React;
  const { tag = "div", html = "" } = props;
  const part = useRef(null);
  useLayoutEffect(() => morph(part.current, html), [html]);
  return createElement(tag, { ...pickAttributes(props), ref: part });
}

/**
 * Dash hands on more than the element should get.
 * @param {object} props
 */
function pickAttributes(props) {
  const isAttribute = (/** @type {string} */ name) => OWN.includes(name) || /^(data|aria)-/.test(name);
  return Object.fromEntries(Object.entries(props).filter(([name]) => isAttribute(name)));
}

/**
 * What stays the same keeps its nodes, and so its focus, its scroll and what the reader opened.
 * @param {HTMLElement} part
 * @param {string} html
 */
function morph(part, html) {
  const wanted = /** @type {HTMLElement} */ (part.cloneNode(false));
  wanted.innerHTML = html;
  morphdom(part, wanted, { childrenOnly: true, onBeforeElUpdated: isToChange });
}

/**
 * @param {HTMLElement} now
 * @param {HTMLElement} wanted
 */
function isToChange(now, wanted) {
  keepOpen(now, wanted);
  // What the reader holds stays, until the page has caught up with it.
  const isHeld = now instanceof HTMLInputElement && "held" in now.dataset && now.value !== wanted.getAttribute("value");
  return !isHeld && !now.isEqualNode(wanted);
}

/**
 * What the reader opened or closed stays so, until the server itself wants it otherwise.
 * @param {HTMLElement} now
 * @param {HTMLElement} wanted
 */
function keepOpen(now, wanted) {
  if (now instanceof HTMLDetailsElement && wanted instanceof HTMLDetailsElement) {
    const asked = String(wanted.open);
    if ((now.dataset.asked ?? "false") === asked) wanted.open = now.open;
    wanted.dataset.asked = asked;
  }
}
