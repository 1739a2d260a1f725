/* What Dash gives a callback that runs in the browser. */

/** Leaves a property as it is; for several, each of them. */
export const nothing = () => window.dash_clientside.no_update;

/**
 * Ids of the components that the callback which runs now has to give a property.
 * @returns {string[]}
 */
export const listOutputs = () => [window.dash_clientside.callback_context.outputs_list].flat().map(({ id }) => id);

/**
 * Whether the callback that runs now was called for a property of this component.
 * @param {string} id
 */
export const isTriggeredBy = (id) => window.dash_clientside.callback_context.triggered_id === id;
