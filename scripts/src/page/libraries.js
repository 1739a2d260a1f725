/* Libraries of Dash components that the page did not start with (see nplv_geo/web/page/libraries.py):
   fetched before a callback brings the first component of one. */

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/**
 * Loads a library once; one that failed is tried again by who needs it next.
 * @param {string} library Such as `dash/dcc`.
 */
export function loadLibrary(library) {
  let loaded = loading.get(library);
  if (!loaded) {
    loaded = loadAll(library).catch((error) => {
      loading.delete(library);
      throw error;
    });
    loading.set(library, loaded);
  }
  return loaded;
}

/** @param {string} library */
async function loadAll(library) {
  /** @type {NodeListOf<HTMLScriptElement>} */
  const held = document.querySelectorAll(`script[data-library="${library}"]`);
  await Promise.all([...held].map(({ dataset }) => loadScript(dataset.src ?? "")));
}

/**
 * Load a script; those that are asked for in one turn run in that order.
 * @param {string} src
 * @returns {Promise<void>}
 */
export function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, async: false });
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${src} did not come`));
    };
    document.head.append(script);
  });
}
