import type { Permissions } from '../github/model.ts';
import { worstDanger } from '../danger.ts';
import type { AuditHit, AuditRule } from '../rule.ts';
import type { JobView } from '../map/pipeline.ts';

const WEIGHTY = new Set([
  'contents',
  'packages',
  'actions',
  'deployments',
  'id-token',
  'pages',
  'attestations',
  'security-events',
  'administration',
]);

export const rule: AuditRule = {
  id: 'excessive-permissions',
  title: 'A job may do more than it needs',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0012'],
  advice: 'Write `permissions: {}` at the top of the workflow, and give each job what it needs.',
  *check(context) {
    for (const workflow of context.map.workflows) {
      // Other services have no word for it in their files.
      if (workflow.system !== 'github') continue;
      const views = context.map.jobsOf.get(workflow) ?? [];
      if (workflow.permissions !== undefined) yield* told(workflow.path, workflow.permissions, views, true);
      for (const view of views) {
        if (view.job.permissions !== undefined) yield* told(workflow.path, view.job.permissions, [view], false);
        else if (workflow.permissions === undefined) yield untold(view);
      }
    }
  },
};

function open(views: readonly JobView[]): boolean {
  return views.some((view) => worstDanger(view)?.reach === 'open');
}

function* told(
  path: string,
  { all, place, scopes }: Permissions,
  views: readonly JobView[],
  whole: boolean,
): Generator<AuditHit> {
  if (all === 'write') {
    yield {
      path,
      place,
      message: 'every right there is, for each job that this counts for',
      severity: open(views) ? 'high' : 'medium',
      confidence: 'high',
    };
  } else if (all === 'read') {
    yield { path, place, message: 'reads everything that there is', severity: 'info', persona: 'pedantic' };
  }
  // A right that one job needs, given to all of them.
  if (!whole) return;
  for (const [scope, granted] of scopes) {
    if (granted.access !== 'write') continue;
    const weighty = WEIGHTY.has(scope);
    yield {
      path,
      place: granted.place,
      message: `${scope}: write holds for every job of the workflow`,
      severity: weighty && views.length > 1 ? 'medium' : 'low',
      ...(views.length > 1 || weighty ? {} : { persona: 'pedantic' as const }),
    };
  }
}

function untold(view: JobView): AuditHit {
  const risky = view.starts.some(({ exposure }) => exposure === 'privileged');
  const reached = worstDanger(view)?.reach === 'open';
  return {
    path: view.workflow.path,
    place: view.job.place,
    message: `${view.job.id} has whatever rights the repository gives by itself${risky ? ', in runs that strangers start' : ''}`,
    severity: risky && reached ? 'medium' : 'low',
  };
}
