import type { Severity } from '../../core/finding.ts';
import { describeGates, worstDanger, type Danger } from '../danger.ts';
import { effectsOf, type Effect } from '../map/effects.ts';
import { resultsIn, tellsOfResults } from '../map/results.ts';
import type { Act, Spot } from '../map/act.ts';
import type { JobView, StepView } from '../map/pipeline.ts';
import { siteOf, type AuditContext, type AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'pass-through-results',
  title: 'Results that somebody hands in are published as they are',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0058', 'AML.T0111'],
  advice:
    'Measure the results again, or verify who signed them, in a step that must succeed before they are published.',
  *check({ map, arrivals, executions, taint }) {
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
      // A program of the stranger's that says what it is worth measures nothing.
      const theirs = new Set(
        view.starts
          .flatMap((start) => arrivals(view, start))
          .flatMap((arrival) => executions(view, arrival).map(placeOf)),
      );
      let takes: Act | undefined;
      for (const one of tellingOfEach(shown)) {
        // A run for a fork publishes nothing; the same job in a run of the project does.
        const danger = worstDanger(
          { ...view, starts: view.starts.filter(({ exposure }) => exposure !== 'confined') },
          one.step.index,
        );
        if (danger === undefined) continue;
        const measured = checks.find(
          (check) =>
            (check.kind === 'verify' || (check.kind === 'evaluate' && !theirs.has(placeOf(check)))) &&
            stands(check, one),
        );
        if (measured?.kind === 'verify') continue;
        // Whoever writes an issue is looked at by nobody before it is there for all to see.
        const unasked = danger.reach === 'open' && /^(?:issue|discussion)/u.test(danger.start.event) && pushes(one);
        if (measured !== undefined && !unasked) continue;
        if (measured !== undefined) {
          yield {
            path: one.path,
            place: one.place,
            message: `${one.what} makes public what anybody hands in by a run for ${danger.start.event}; ${measured.what} measures it, and no person looks at it`,
            severity: 'high',
            confidence: 'low',
            related: [source, measured],
          };
          continue;
        }
        const comes = !EMPTY.test(danger.start.event) || arrivals(view, danger.start).length > 0;
        if (takes === undefined && danger.reach === 'open' && comes) {
          takes = takesText(view, one.step, taint);
          if (takes !== undefined)
            yield {
              path: takes.path,
              place: takes.place,
              message: `${[takes.name, ...takes.words].join(' ').slice(0, 80)} takes in what anybody writes, and ${one.what} publishes it without a look at it`,
              severity: severityOf(danger, source.certain, { unseen, merged: false, comes }),
              confidence: 'low',
              related: [one],
            };
        }
        // A branch of its own and a pull request of it: somebody is asked.
        const asked = danger.reach !== 'open' && opensPull(one, effects, view);
        const schema = checks.find((check) => check.kind === 'schema' && stands(check, one));
        yield {
          path: one.path,
          place: one.place,
          message: `${one.what} publishes ${source.what} that nothing measures again or verifies${schema === undefined ? '' : `; ${schema.what} looks at their form alone`}${describeGates(danger.gates)}`,
          severity: asked
            ? 'medium'
            : severityOf(danger, source.certain, { unseen, merged: one.kind === 'merge', comes }),
          confidence: source.certain ? 'medium' : 'low',
          related: [source, ...(one.act?.via ?? []), ...(schema === undefined ? [] : [schema])],
        };
      }
    }
  },
};

/** Runs that bring nothing of a stranger with them but what a step takes. */
const EMPTY = /^(?:workflow_run|check_|status|watch|fork|gollum)/u;

function placeOf({ path, place }: Spot): string {
  return `${path} ${place.line}`;
}

/** To a branch that people see, as far as the words tell: one that a pull request is made of has a name of its own. */
function pushes({ what }: Effect): boolean {
  return /^git (?:-\S+ \S+ )*push(?: (?:-\S+|origin))*(?: (?:HEAD(?::\S+)?|main|master|gh-pages))?$/u.test(what.trim());
}

function opensPull({ what, step }: Effect, effects: readonly Effect[], { steps }: JobView): boolean {
  if (/create-pull-request/u.test(what)) return true;
  if (!/^git (?:-\S+ \S+ )*push\b.*[/$]/u.test(what) || /HEAD:|\b(?:main|master|gh-pages)\b/u.test(what)) return false;
  return (
    steps
      .slice(step.index)
      .some((one) => one.acts.some(({ name, words }) => name === 'gh' && words[0] === 'pr' && words[1] === 'create')) ||
    effects.some((other) => /create-pull-request|\/pulls\b/u.test(other.what))
  );
}

/** The program, before something is published, that is handed a text which anybody writes. */
function takesText(view: JobView, until: StepView, taint: AuditContext['taint']): Act | undefined {
  for (const step of view.steps.slice(0, until.index + 1)) {
    const given = step.step.env.some(
      ({ value }) => value.kind === 'scalar' && taint.ofText(value, siteOf(view, step)).control === 'free',
    );
    const act = step.acts.find(
      ({ command, name, via }) =>
        command !== undefined && via.length === 0 && /^(?:python|node|Rscript|ruby|bash|sh)$/u.test(name),
    );
    if (given && act !== undefined) return act;
  }
  return undefined;
}

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
  /** Something of a stranger is there at all. */
  readonly comes: boolean;
}

function severityOf({ reach, start, gates }: Danger, certain: boolean, { unseen, merged, comes }: Passed): Severity {
  if (reach === 'open' && comes) return 'critical';
  if (unseen && reach !== 'trusted') return 'high';
  // Whoever hands results in is asked for by name; what they say of themselves nobody looks at.
  if (merged && start.event === 'pull_request_target' && gates.some(({ kind }) => kind === 'permission')) return 'high';
  return reach === 'gated' || reach === 'raced' || !certain ? 'medium' : 'high';
}
