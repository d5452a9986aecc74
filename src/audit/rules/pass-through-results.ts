import type { Severity } from '../../core/finding.ts';
import { describeGates, worstDanger, type Danger } from '../danger.ts';
import { effectsOf, type Effect } from '../map/effects.ts';
import { resultsIn, tellsOfResults } from '../map/results.ts';
import type { JobView } from '../map/pipeline.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'pass-through-results',
  title: 'Results that somebody hands in are published as they are',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0058', 'AML.T0111'],
  advice:
    'Measure the results again, or verify who signed them, in a step that must succeed before they are published.',
  *check({ map, arrivals }) {
    for (const view of map.jobs) {
      const effects = effectsOf(view);
      const shown = effects.filter(({ kind, silenced }) => (kind === 'publish' || kind === 'merge') && !silenced);
      if (shown.length === 0) continue;
      const source = resultsIn(view, map, arrivals);
      if (source === undefined) continue;
      const checks = [...before(view, map.jobsOf.get(view.workflow) ?? []), ...effects].filter(
        ({ silenced }) => !silenced,
      );
      // Whoever merges looks at files of a pull request, not at what a run for it has left behind.
      const unseen = view.starts.some((start) => arrivals(view, start).some(({ how }) => how === 'artifact'));
      for (const one of tellingOfEach(shown)) {
        // A run for a fork publishes nothing; the same job in a run of the project does.
        const danger = worstDanger(
          { ...view, starts: view.starts.filter(({ exposure }) => exposure !== 'confined') },
          one.step.index,
        );
        if (danger === undefined) continue;
        const measured = checks.find(
          (check) => (check.kind === 'evaluate' || check.kind === 'verify') && stands(check, one),
        );
        if (measured !== undefined) continue;
        const schema = checks.find((check) => check.kind === 'schema' && stands(check, one));
        yield {
          path: one.path,
          place: one.place,
          message: `${one.what} publishes ${source.what} that nothing measures again or verifies${schema === undefined ? '' : `; ${schema.what} looks at their form alone`}${describeGates(danger.gates)}`,
          severity: severityOf(danger, source.certain, { unseen, merged: one.kind === 'merge' }),
          confidence: source.certain ? 'medium' : 'low',
          related: [source, ...(one.act?.via ?? []), ...(schema === undefined ? [] : [schema])],
        };
      }
    }
  },
};

/** What jobs do that must have succeeded. */
function before(view: JobView, jobs: readonly JobView[]): Effect[] {
  const found: Effect[] = [];
  const seen = new Set<string>([view.job.id]);
  const queue = [...view.job.needs];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const needed = jobs.find((one) => one.job.id === id);
    if (needed === undefined || seen.has(id)) continue;
    seen.add(id);
    if (needed.job.continueOnError?.text !== 'true') found.push(...effectsOf(needed));
    queue.push(...needed.job.needs);
  }
  return found;
}

function stands(check: Effect, one: Effect): boolean {
  return check.step.index <= one.step.index || check.path !== one.path;
}

/** One place for each step, as a loop of uploads is one leak: the one that speaks of results, or the first. */
function tellingOfEach(effects: readonly Effect[]): Effect[] {
  const ofStep = new Map<unknown, Effect>();
  for (const effect of effects) {
    const known = ofStep.get(effect.step);
    if (known === undefined || (tellsOfResults(effect.what) && !tellsOfResults(known.what)))
      ofStep.set(effect.step, effect);
  }
  return [...ofStep.values()];
}

interface Passed {
  /** Nobody who merges has seen it. */
  readonly unseen: boolean;
  /** It is merged here. */
  readonly merged: boolean;
}

function severityOf({ reach, start, gates }: Danger, certain: boolean, { unseen, merged }: Passed): Severity {
  if (reach === 'open') return 'critical';
  if (unseen && reach !== 'trusted') return 'high';
  // Whoever hands results in is asked for by name; what they say of themselves nobody looks at.
  if (merged && start.event === 'pull_request_target' && gates.some(({ kind }) => kind === 'permission')) return 'high';
  return reach === 'gated' || reach === 'raced' || !certain ? 'medium' : 'high';
}
