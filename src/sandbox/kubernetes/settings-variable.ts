/** Names the operator's file; without it there is no cluster to ask. */
export const SETTINGS_VARIABLE = 'MODELGATE_KUBERNETES';
export const NO_CLUSTER = `no cluster is named: ${SETTINGS_VARIABLE} would name a settings file (docs/guide/sandbox.md)`;
