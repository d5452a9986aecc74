import { isCommit, type Uses } from '../github/model.ts';
import type { JobView } from '../map/pipeline.ts';
import { secretsIn, secretsOf } from '../map/secrets.ts';
import { textOf } from '../yaml/node.ts';
import type { AuditRule } from '../rule.ts';

/** Kept by GitHub itself: whoever moves their tags has the runner already. */
const GITHUB = /^(?:actions|github)\//u;
const BRANCH = /^(?:main|master|develop|dev|trunk|head|latest|stable|next|edge|nightly|release|canary)$/iu;

export const rule: AuditRule = {
  id: 'unpinned-action',
  title: 'An action is named by something that its owner can move',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0010.001'],
  advice: 'Name the whole digest of a commit, with the version behind it as a comment.',
  *check({ map }) {
    for (const { path, imports } of map.workflows)
      for (const { scalar, movable: by } of imports)
        if (by !== undefined)
          yield {
            path,
            place: scalar.place,
            message: `${scalar.text.slice(0, 120)} is named by ${by}`,
            severity: /^(?:the branch|no version|an address)/u.test(by) ? 'medium' : 'low',
          };
    for (const view of map.jobs) {
      const all = [
        ...(view.job.uses === undefined ? [] : [view.job.uses]),
        ...view.job.steps.flatMap(({ uses }) => uses ?? []),
      ];
      for (const uses of all) {
        const how = movable(uses);
        if (how === undefined) continue;
        const own = GITHUB.test(uses.name);
        const branch = BRANCH.test(uses.ref ?? '') || uses.ref === undefined;
        // A whole job of somebody else's, with keys of the project: there is nothing else in it.
        const job = uses === view.job.uses && branch && !own && holdsKeys(view);
        const exposed = !own && branch && secretsOf(view).length > 0;
        yield {
          path: view.workflow.path,
          place: uses.scalar.place,
          message: `${uses.scalar.text.slice(0, 120)} is named by ${how}`,
          severity: own ? 'low' : job ? 'high' : exposed ? 'medium' : branch ? 'medium' : 'low',
        };
      }
    }
  },
};

function holdsKeys({ job, permissions, workflow }: JobView): boolean {
  return (
    textOf(job.secrets) === 'inherit' ||
    (job.secrets !== undefined && secretsIn(job.secrets, workflow.path).length > 0) ||
    permissions?.scopes.get('id-token')?.access === 'write' ||
    permissions?.all === 'write'
  );
}

function movable({ kind, ref, scalar }: Uses): string | undefined {
  if (kind === 'local' || kind === 'service' || scalar.text.includes('${{')) return undefined;
  if (kind === 'docker') return /@sha256:[0-9a-f]{64}$/u.test(scalar.text) ? undefined : 'a tag of an image';
  if (ref === undefined) return 'no version at all';
  if (isCommit(ref)) return undefined;
  return BRANCH.test(ref) ? `the branch ${ref}` : `${ref}, a tag or branch`;
}
