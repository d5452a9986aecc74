import { FLAWS } from '../data/actions.ts';
import { isCommit } from '../github/model.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'known-vulnerable-action',
  title: 'An action is used in a version whose flaw is public',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0010.001'],
  advice: 'Use the version that mends it, by the digest of its commit.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
      for (const uses of [
        ...(job.uses === undefined ? [] : [job.uses]),
        ...job.steps.flatMap((step) => step.uses ?? []),
      ]) {
        // A commit says no version; the comment behind it may lie.
        if (uses.kind !== 'repository' || uses.ref === undefined || isCommit(uses.ref)) continue;
        const whole = uses.path === '' ? uses.name : `${uses.name}/${uses.path}`;
        for (const { action, id, what, from, to } of FLAWS)
          if ((action === uses.name || action === whole) && isBetween(uses.ref, from, to))
            yield { path: workflow.path, place: uses.scalar.place, message: `${whole}@${uses.ref} has ${id}: ${what}` };
      }
    }
  },
};

/** A major tag stands for the newest of its line, so that only a whole line with the flaw counts. */
function isBetween(ref: string, from: string, to: string): boolean {
  const version = /^v?(\d+(?:\.\d+)*)$/u.exec(ref)?.[1];
  if (version === undefined) return false;
  const parts = version.split('.').length;
  const end = to.split('.').slice(0, parts).join('.');
  return (
    compare(version, from.split('.').slice(0, parts).join('.')) >= 0 &&
    compare(version, parts < to.split('.').length ? end : to) < 0
  );
}

function compare(left: string, right: string): number {
  const [a, b] = [left, right].map((text) => text.split('.').map(Number));
  for (let at = 0; at < Math.max(a?.length ?? 0, b?.length ?? 0); at++) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
