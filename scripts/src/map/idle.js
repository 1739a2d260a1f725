/* What can wait until the map is in use. */

const AT_MOST_MS = 3000;

/** Whether the reader wants as little as possible to be sent; known to some browsers only. */
const isSaving = () => Boolean(/** @type {any} */ (navigator).connection?.saveData);

/** @param {() => void} go Not called for who saves data. */
export function whenIdle(go) {
  if (isSaving()) return;
  if (window.requestIdleCallback) window.requestIdleCallback(go, { timeout: AT_MOST_MS });
  else setTimeout(go, AT_MOST_MS);
}
