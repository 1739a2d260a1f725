/* `nplv_geo.Store` for Dash, which keeps the properties of a component itself: there is nothing to draw. */

export const Store = () => null;
