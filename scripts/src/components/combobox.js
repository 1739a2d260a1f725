/* `nplv_geo.Combobox` for Dash: a field that lists what a callback found for its text (see
   nplv_geo/web/dash_components/combobox.py).

   Written by hand: downshift, the smallest library that does this with the React that Dash has, is
   43 kB (13 kB packed) in every first page, and this is 3 kB (1 kB packed). */

import { stepBox } from "../pure/combobox.js";

/**
 * @typedef {object} Option
 * @property {string} label
 * @property {string} note
 * @property {string} href
 *
 * @typedef {object} Found
 * @property {string} text What was searched for.
 * @property {Option[]} options
 * @property {string} message How many there are, or what can be searched for.
 *
 * @typedef {object} Props
 * @property {string} id
 * @property {string} [label]
 * @property {string} [placeholder]
 * @property {Found | null} [found]
 * @property {(props: object) => void} setProps
 */

const CLOSED = { isOpen: false, active: -1 };
const MAX_LENGTH = 60; // nplv_geo/present/site/search.py reads no further

let picks = 0; // so that the same option twice is two picks

/** @param {Props} props */
export function Combobox({ id, label = "", placeholder = "", found = null, setProps }) {
  const { createElement, useLayoutEffect, useRef, useState } = /** @type {any} */ (window).React;
  // Its own: what comes back from Dash is later than the next letter.
  const [text, setText] = useState("");
  const [box, setBox] = useState(CLOSED);
  const field = useRef(null);
  const isAwaited = useRef(false); // Enter was pressed before the answer came
  const options = text && found ? found.options : [];
  const fresh = text && found?.text === text ? found : null;
  const isListed = box.isOpen && options.length > 0;
  const message = (box.isOpen && fresh?.message) || "";

  /** @param {string} typed */
  const type = (typed) => {
    isAwaited.current = false;
    setText(typed);
    setBox({ isOpen: true, active: -1 });
    setProps({ text: typed });
  };
  /** @param {Option} option */
  const pick = ({ href }) => {
    setText("");
    setBox(CLOSED);
    setProps({ text: "", picked: { href, n: (picks += 1) } });
  };
  const pickActive = () => {
    const option = options[Math.max(box.active, 0)];
    if (box.active < 0 && !fresh) isAwaited.current = true;
    else if (option) pick(option);
  };

  useLayoutEffect(() => {
    setBox((/** @type {typeof CLOSED} */ { isOpen }) => ({ isOpen, active: -1 }));
    if (!isAwaited.current || !fresh) return;
    isAwaited.current = false;
    pickActive();
  }, [found]);
  useLayoutEffect(() => {
    if (box.active >= 0) document.getElementById(`${id}-${box.active}`)?.scrollIntoView({ block: "nearest" });
  }, [box.active]);

  /** @param {KeyboardEvent & { nativeEvent: KeyboardEvent }} event */
  const onKeyDown = (event) => {
    const step = stepBox(event, box, options.length, text);
    if (!step || event.nativeEvent.isComposing) return;
    if (step.act !== "type") event.preventDefault();
    setBox(step.box);
    if (step.act === "pick") pickActive();
    if (step.act === "empty") type("");
  };

  const input = createElement("input", {
    ref: field,
    id,
    type: "text",
    role: "combobox",
    "aria-label": label,
    "aria-autocomplete": "list",
    "aria-controls": `${id}-list`,
    "aria-expanded": isListed,
    "aria-activedescendant": isListed && box.active >= 0 ? `${id}-${box.active}` : undefined,
    autoComplete: "off",
    autoCapitalize: "none",
    spellCheck: false,
    enterKeyHint: "go",
    maxLength: MAX_LENGTH,
    placeholder,
    value: text,
    onChange: (/** @type {{ target: HTMLInputElement }} */ { target }) => type(target.value),
    onClick: () => setBox({ ...box, isOpen: true }),
    onBlur: () => setBox(CLOSED),
    onKeyDown,
  });
  const list = createElement(
    "div",
    // The focus stays in the field, also for a pointer.
    { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: !isListed, onMouseDown: keepFocus },
    options.map((/** @type {Option} */ option, /** @type {number} */ i) => createElement(
      "a",
      {
        key: option.href,
        id: `${id}-${i}`,
        role: "option",
        "aria-selected": i === box.active,
        tabIndex: -1,
        href: option.href,
        onClick: (/** @type {MouseEvent} */ event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          pick(option);
          if (window.matchMedia("(pointer: coarse)").matches) field.current.blur(); // and its keys on the screen
        },
      },
      option.label,
      createElement("small", null, option.note),
    )),
  );
  const told = createElement("p", { role: "status", className: isListed ? "visually-hidden" : "none" }, message);
  return createElement("div", { className: "combobox" }, input, createElement("div", { className: "found" }, list, told));
}

/** @param {MouseEvent} event */
const keepFocus = (event) => event.preventDefault();
