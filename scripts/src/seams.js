/* Everything that the scripts use of Dash, dash-leaflet and Leaflet without their promise, each with
   its reason; docs/page.md lists them, and each has a test in tests/contract/test_seams.py. */

/* The address changed without a new page; dcc.Location has to hear of it. */
export function tellOfAddress() {
  window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
}

/* dash-leaflet makes the map when React does; Leaflet, which it puts on the window, tells as soon as
   there is one. */
export function onMapMade(attach) {
  const hook = () => window.L.Map.addInitHook(function () {
    attach(this);
  });
  if (window.L) {
    hook();
    return;
  }
  const waiting = setInterval(() => {
    if (!window.L) return;
    clearInterval(waiting);
    hook();
  }, 5);
}

let Renderer = null;

/* A canvas that lies on the map and moves with it as Leaflet's own renderers do: theirs draws each
   shape apart. painter: { added(canvas, map), removed(map), draw(bounds) }; the bounds are those of
   the canvas in pixels of the map. */
export function createRenderer(painter, options) {
  const { DomUtil, Renderer: Base } = window.L;
  Renderer = Renderer || Base.extend({
    _initContainer() {
      this._container = document.createElement("canvas");
      this.options.painter.added(this._container, this._map);
    },

    _destroyContainer() {
      this.options.painter.removed(this._map);
      this._container.remove();
      delete this._container;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      Base.prototype._update.call(this);
      DomUtil.setPosition(this._container, this._bounds.min);
      this.options.painter.draw(this._bounds);
    },
  });
  return new Renderer({ ...options, painter });
}
