/* `nplv_geo.Address` for Dash: the address of the page as properties (see
   nplv_geo/web/dash_components/address.py). */

/**
 * @typedef {{ href: string, pathname: string, search: string, hash: string }} Parts
 * @typedef {Partial<Parts> & { setProps: (parts: Parts) => void }} Props
 */

/** @param {Props} props */
export function Address({ href, setProps }) {
  const { useEffect, useLayoutEffect, useRef } = /** @type {any} */ (window).React;
  const send = useRef(setProps);
  send.current = setProps;

  useEffect(() => {
    const tell = () => send.current(readAddress());
    tell();
    window.addEventListener("popstate", tell);
    return () => window.removeEventListener("popstate", tell);
  }, []);

  useLayoutEffect(() => {
    if (href !== undefined && href !== window.location.href) window.history.pushState({}, "", href);
  }, [href]);

  return null;
}

/** @returns {Parts} */
function readAddress() {
  const { href, pathname, search, hash } = window.location;
  return { href, pathname, search, hash };
}
