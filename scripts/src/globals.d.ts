/* What other scripts put on the window, and the one object that ours do. */

/** It puts itself on the window and gives itself too. */
declare module "regenerator-runtime" {
  const runtime: object;
  export default runtime;
}

interface DashClientside {
  set_props(id: string, properties: object): void;
  readonly no_update: unknown;
  readonly callback_context: {
    readonly triggered: readonly { prop_id: string; value: unknown }[];
    readonly outputs_list: { id: string; property: string } | { id: string; property: string }[];
  };
  [namespace: string]: unknown;
}

interface Window {
  /** Components for Dash by their name, and: */
  nplv_geo: {
    /** Modules of the first bundle that the second one uses too, by their path (see scripts/build.mjs). */
    readonly shared: Readonly<Record<string, object>>;
    /** What tests and measures ask a page from outside. */
    inspect: Record<string, unknown>;
    [component: string]: unknown;
  };
  dash_clientside: DashClientside;
}
