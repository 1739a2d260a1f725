/* The line with what is compared with: one key takes a thing away, and the list to choose from closes
   when something is chosen. The steps themselves are links. */

const REMOVE = "#compared a.remove";
const OPEN = "#compare-add[open]";

/** @returns {HTMLElement[]} */
const listCrosses = () => [...document.querySelectorAll(/** @type {"a"} */ (REMOVE))];

document.addEventListener("keydown", (event) => {
  if (!(event.target instanceof Element)) return;
  const cross = event.target.closest(REMOVE);
  if (cross instanceof HTMLElement && (event.key === "Delete" || event.key === "Backspace")) {
    event.preventDefault();
    cross.click();
  } else if (event.key === "Escape" && !event.defaultPrevented && event.target.closest(OPEN)) closeChoice({ keepsFocus: true });
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const cross = event.target.closest(REMOVE);
  if (cross instanceof HTMLElement) keepPlace(cross);
  const isInside = event.target.closest(OPEN);
  if (!isInside || event.target.closest("a")) closeChoice({ keepsFocus: Boolean(isInside) });
});

/**
 * The cross goes away with what it removed: the one that takes its place has the focus, or the plus.
 * @param {HTMLElement} cross
 */
function keepPlace(cross) {
  const part = cross.closest("#compared");
  const place = listCrosses().indexOf(cross);
  if (!part || document.activeElement !== cross) return;
  const watch = new MutationObserver(() => {
    watch.disconnect();
    const left = listCrosses();
    /** @type {HTMLElement | null} */
    const plus = document.querySelector("#compare-add summary");
    (left[Math.min(place, left.length - 1)] ?? plus)?.focus();
  });
  watch.observe(part, { childList: true, subtree: true, attributes: true });
}

/** @param {{ keepsFocus: boolean }} how */
function closeChoice({ keepsFocus }) {
  const open = document.querySelector(OPEN);
  if (!(open instanceof HTMLDetailsElement)) return;
  open.open = false;
  if (keepsFocus) open.querySelector("summary")?.focus();
}
