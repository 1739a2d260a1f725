/* Style and tooltip of the shapes; what they show stands in `hideout`. */
window.benchPeer = {
  functions: {
    style(feature, context) {
      const view = context.hideout;
      const number = view.classes[feature.properties.c];
      return {
        color: "#ffffff", weight: view.weight, fillOpacity: 1,
        fillColor: number >= 0 ? view.colours[number] : view.no_data,
      };
    },
    onEachFeature(feature, layer) {
      layer.bindTooltip(feature.properties.n, { sticky: true });
    },
  },
  views: null,
  async prepare() {
    const [a, b] = await Promise.all(["a", "b"].map(async (name) => (await fetch(`/case/${name}.json`)).json()));
    this.views = { a, b };
  },
  wish(which) {
    window.dash_clientside.set_props("shapes", { hideout: this.views[which] });
  },
};
