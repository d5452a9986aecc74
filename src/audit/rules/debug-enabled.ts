import { bySeverity, describeGates, worstDanger } from '../danger.ts';
import type { AuditRule } from '../rule.ts';

const DEBUG = /^(?:ACTIONS_(?:STEP|RUNNER)_DEBUG|CI_DEBUG_(?:TRACE|SERVICES)|SYSTEM[._]DEBUG)$/iu;

/** Sessions that whoever reads the log may enter; the account that started the run always may. */
const SHELLS =
  /^(?:mxschmitt\/action-tmate|csexton\/debugger-action|lhotari\/action-upterm|owenthereal\/action-upterm|fawazahmed0\/action-debug.*|valeriangalliat\/action-sshd-cloudflared|shaowenchen\/debugger-action)$/u;

export const rule: AuditRule = {
  id: 'debug-enabled',
  title: 'Debugging is on, and its log shows what others must not see',
  severity: 'low',
  confidence: 'high',
  atlas: ['AML.T0055'],
  advice: 'Turn it on for a single run instead.',
  *check({ map }) {
    for (const view of map.jobs) {
      const { workflow, job } = view;
      for (const [index, { uses }] of job.steps.entries()) {
        if (uses === undefined || !SHELLS.test(uses.name)) continue;
        const { reach = 'trusted', gates = [] } = worstDanger(view, index) ?? {};
        yield {
          path: workflow.path,
          place: uses.scalar.place,
          message: `the log tells how to get a shell on this machine, with what the job holds${describeGates(gates)}`,
          severity: bySeverity(reach, { open: 'critical', raced: 'high', confined: 'low', trusted: 'low' }),
        };
      }
      for (const { key, value, place } of [...workflow.env, ...job.env, ...job.steps.flatMap(({ env }) => env)])
        if (DEBUG.test(key) && value.kind === 'scalar' && /^(?:true|1)$/iu.test(value.text))
          yield { path: workflow.path, place, message: `${key} is on for every run` };
    }
  },
};
