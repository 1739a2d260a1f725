/* What Dash gives a callback that runs in the browser. */

/** Leaves a property as it is; for several, each of them. */
export const nothing = () => window.dash_clientside.no_update;

/**
 * Ids of the components that the callback which runs now has to give a property.
 * @returns {string[]}
 */
export const listOutputs = () => [window.dash_clientside.callback_context.outputs_list].flat().map(({ id }) => id);

/** The newest value of the property that the callback which runs now was called for. */
export const findTrigger = () => window.dash_clientside.callback_context.triggered[0]?.value;
