/* Clicks that the page takes over from the browser. */

/**
 * Is it a plain click on something of the page? With a key held down it asks for another window.
 * @param {MouseEvent} event
 * @returns {event is MouseEvent & { target: Element }}
 */
export function takesOver(event) {
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  return isPlain && !event.defaultPrevented && event.target instanceof Element;
}
