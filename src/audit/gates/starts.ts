import type { Job, Step, Trigger, Workflow } from '../github/model.ts';
import type { Caller, Start } from '../map/pipeline.ts';
import { isEnforced, permissionCheck } from './permission-check.ts';
import { judgeCondition, type GateKind, type Setting } from './condition.ts';
import { exposureOf } from './events.ts';
import type { Gate } from './gate.ts';

const DEPTH = 5;
/** Actions that wait for a person. */
const APPROVALS = /^(?:trstringer\/manual-approval|akefirad\/manual-approval.*|joshmgross\/.*approval.*)$/u;
/** Of a pull request whose code changed or may change: a label that was set before still stands. */
const RERUNS = new Set(['synchronize', 'opened', 'reopened', 'edited', 'ready_for_review']);

/** What else of the repository decides who starts a job. */
export interface World {
  readonly callers: ReadonlyMap<string, readonly Caller[]>;
  readonly labels: ReadonlySet<string>;
}

/** Each event of a workflow, with what a stranger must pass before the job runs; conditions that rule the event out included. */
export function startsOf(workflow: Workflow, job: Job, { callers, labels }: World, depth = 0): Start[] {
  return workflow.triggers.flatMap((trigger): Start[] => {
    if (trigger.event !== 'workflow_call') return throughJob(workflow, job, bare(trigger, labels));
    const calling = depth < DEPTH ? (callers.get(workflow.path) ?? []) : [];
    if (calling.length === 0) return throughJob(workflow, job, bare(trigger, labels));
    return calling.flatMap((caller) =>
      startsOf(caller.workflow, caller.job, { callers, labels }, depth + 1).flatMap((start) =>
        throughJob(workflow, job, start),
      ),
    );
  });
}

function bare({ event, types }: Trigger, labels: ReadonlySet<string>): Start {
  return { event, types, exposure: exposureOf(event), gates: [], forged: [], labels };
}

function throughJob(workflow: Workflow, job: Job, start: Start): Start[] {
  const gates: Gate[] = [...start.gates];
  const forged: string[] = [...start.forged];
  const seen = new Set<string>();
  const queue = [job];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    const passed = throughCondition(workflow, next, start);
    gates.push(...passed.gates);
    forged.push(...passed.forged);
    // A job that asks for `always()` runs whatever became of those before it.
    const always = next.condition !== undefined && /\balways\(\)|!\s*cancelled\(\)/u.test(next.condition.scalar.text);
    if (always) continue;
    const before = workflow.jobs.filter(({ id }) => next.needs.includes(id));
    for (const one of before) {
      if (one.continueOnError?.text === 'true') continue;
      const check = one.steps.find((_, at) => isEnforced(one.steps, at));
      if (check !== undefined)
        gates.push({
          kind: 'permission',
          path: workflow.path,
          place: check.place,
          blocks: true,
          raced: isAside(start),
        });
    }
    queue.push(...before);
  }
  return [{ ...start, gates, forged }];
}

function throughCondition(workflow: Workflow, job: Job, start: Start): { gates: Gate[]; forged: readonly string[] } {
  const gates: Gate[] = [];
  const setting: Setting = {
    event: start.event,
    labels: start.labels,
    resultGate: (path) => resultGate(workflow, job, path),
  };
  if (job.environment !== undefined && !/pages|^(?:test|ci|dev|preview)/iu.test(job.environment.text))
    gates.push({ kind: 'environment', path: workflow.path, place: job.environment.place, blocks: false, raced: true });
  if (job.condition?.expression === undefined) return { gates, forged: [] };
  const { value, gates: kinds, forged } = judgeCondition(job.condition.expression, setting);
  const place = job.condition.scalar.place;
  if (value === false) {
    // Ruled out by the event itself, or by a check that no stranger passes.
    const ruling: readonly GateKind[] = kinds.length === 0 ? ['trigger'] : kinds;
    return {
      gates: [
        ...gates,
        ...ruling.map((kind) => ({ kind, path: workflow.path, place, blocks: true, raced: isRaced(kind, start) })),
      ],
      forged: [],
    };
  }
  if (value === 'maybe')
    for (const kind of kinds) gates.push({ kind, path: workflow.path, place, ...strengthOf(kind, start) });
  return { gates, forged };
}

/** Whoever asks by a comment is asked about, and somebody else may push to what they meant in between. */
function isAside({ event }: Pick<Start, 'event'>): boolean {
  return event === 'issue_comment';
}

function isRaced(kind: GateKind, start: Start): boolean {
  return kind === 'association' || (kind === 'permission' && isAside(start));
}

/** What a check that needs somebody's help is worth. */
function strengthOf(kind: GateKind, { types }: Start): { blocks: boolean; raced: boolean } {
  if (kind !== 'label') return { blocks: false, raced: kind === 'association' };
  // A label that is only asked for stays on the pull request when more is pushed to it.
  const rerun = types.length === 0 || types.some((type) => RERUNS.has(type));
  return { blocks: !rerun, raced: true };
}

/** What kind of check gives a result that a condition asks for. */
function resultGate(workflow: Workflow, job: Job, path: string): GateKind | undefined {
  const [of, name = ''] = path.split('.');
  if (of === 'steps') {
    const step = job.steps.find(({ id }) => id === name);
    return step !== undefined && isAsked(step) ? 'permission' : undefined;
  }
  if (of !== 'needs') return undefined;
  const needed = workflow.jobs.find(({ id }) => id.toLowerCase() === name);
  return needed?.steps.some(isAsked) === true ? 'permission' : undefined;
}

function isAsked(step: Step): boolean {
  const check = permissionCheck(step);
  return check === 'fails' || check === 'tells';
}

/** Gates of a step inside of its job: its own condition, and checks of permission before it. */
export function stepGates(workflow: Workflow, job: Job, index: number, start: Start): Gate[] {
  const gates: Gate[] = [];
  const earlier = job.steps.slice(0, index);
  for (const [at, step] of earlier.entries()) {
    // A person answers in an issue, about what they saw of it until then.
    if (APPROVALS.test(step.uses?.name ?? ''))
      gates.push({ kind: 'environment', path: workflow.path, place: step.place, blocks: true, raced: true });
    if (isEnforced(earlier, at))
      gates.push({ kind: 'permission', path: workflow.path, place: step.place, blocks: true, raced: isAside(start) });
  }
  const step = job.steps[index];
  if (step?.condition?.expression === undefined) return gates;
  const setting: Setting = {
    event: start.event,
    labels: start.labels,
    resultGate: (path) => resultGate(workflow, job, path),
  };
  const judged = judgeCondition(step.condition.expression, setting);
  const { value } = judged;
  const kinds: readonly GateKind[] = value === false && judged.gates.length === 0 ? ['trigger'] : judged.gates;
  const place = step.condition.scalar.place;
  if (value !== true)
    for (const kind of kinds)
      gates.push({
        kind,
        path: workflow.path,
        place,
        ...(value === false ? { blocks: true, raced: isRaced(kind, start) } : strengthOf(kind, start)),
      });
  return gates;
}
