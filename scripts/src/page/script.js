/* Scripts that only some readers need: loaded when they are. */

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/**
 * Loads a script or a style sheet once; scripts that are asked for in one turn run in that order. A load that failed is tried again by who asks next.
 * @param {string} url
 * @returns {Promise<void>}
 */
export function load(url) {
  const known = loading.get(url);
  if (known) return known;
  const file = url.endsWith(".css")
    ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: url })
    : Object.assign(document.createElement("script"), { src: url, async: false });
  /** @type {Promise<void>} */
  const loaded = new Promise((resolve, reject) => {
    file.onload = () => resolve();
    file.onerror = () => {
      file.remove();
      loading.delete(url);
      reject(new Error(`${url} did not come`));
    };
  });
  loading.set(url, loaded);
  document.head.append(file);
  return loaded;
}
