import { env } from 'node:process';
import type { SandboxDriver } from './driver.ts';
import { NO_CLUSTER, SETTINGS_VARIABLE } from './kubernetes/settings-variable.ts';

/** Loaded when a cluster is named: whoever names none pays nothing for it. */
export const kubernetes: SandboxDriver = {
  name: 'kubernetes',

  async detect() {
    if ((env[SETTINGS_VARIABLE] ?? '') === '') return { available: false, why: NO_CLUSTER };
    return (await import('./kubernetes/driver.ts')).inCluster.detect();
  },

  async start(spec, signal) {
    return (await import('./kubernetes/driver.ts')).inCluster.start(spec, signal);
  },
};
