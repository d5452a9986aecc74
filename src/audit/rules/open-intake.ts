import { worstDanger, describeGates, dangerOf } from '../danger.ts';
import { holdsContext } from '../gates/events.ts';
import { textOf } from '../yaml/node.ts';
import { secretsIn } from '../map/secrets.ts';
import { siteOf, type AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'open-intake',
  title: 'What anybody names in an issue is taken in with the secrets of the project',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.003', 'AML.T0058'],
  advice: 'Ask a person first, or take submissions in by a job without secrets that hands on what it has verified.',
  *check({ map, taint }) {
    for (const view of map.jobs) {
      const { job, workflow } = view;
      // A called workflow that is handed secrets together with a stranger's text.
      const danger = worstDanger(view);
      const handed =
        textOf(job.secrets) === 'inherit' ||
        (job.secrets !== undefined && secretsIn(job.secrets, workflow.path).length > 0);
      // Whoever merges has looked at the files, and a title comes through as its author wrote it.
      const merged = danger?.gates.some(({ kind }) => kind === 'merged') === true;
      if (job.uses !== undefined && handed && danger !== undefined && (danger.reach === 'open' || merged)) {
        const given =
          job.with.find(
            ({ value }) => value.kind === 'scalar' && taint.ofText(value, siteOf(view, undefined)).control === 'free',
          ) ??
          job.with.find(
            ({ value, key }) =>
              !merged &&
              value.kind === 'scalar' &&
              /url|model|package|submission|result|source|repo/iu.test(key) &&
              taint.ofText(value, siteOf(view, undefined)).control === 'derived',
          );
        if (given !== undefined)
          yield {
            path: workflow.path,
            place: given.place,
            message: `${given.key} comes from whoever starts this, and ${job.uses.scalar.text.slice(0, 90)} takes it with secrets${describeGates(danger.gates)}`,
            related: [{ path: workflow.path, place: job.uses.scalar.place }],
          };
      }
      for (const step of view.steps) {
        const secrets = secretsIn(step.step.node, workflow.path);
        if (secrets.length === 0) continue;
        for (const { key, value, place } of step.step.env) {
          if (value.kind !== 'scalar') continue;
          const found = taint.ofText(value, siteOf(view, step));
          const open = view.starts.some(
            (start) => holdsContext(start.event, found.source) && dangerOf(view, start, step.index).reach === 'open',
          );
          if (found.control !== 'free' || !open) continue;
          yield {
            path: workflow.path,
            place,
            message: `${key} comes from whoever starts this, next to ${secrets[0]?.name ?? 'a secret'}`,
            severity: 'medium',
            related: secrets.slice(0, 3),
          };
        }
      }
    }
  },
};
