import type { Severity } from '../core/finding.ts';
import type { Gate } from './gates/gate.ts';
import { GATE_NAMES } from './gates/gate-names.ts';
import { stepGates } from './gates/starts.ts';
import type { Arrival } from './map/arrival.ts';
import type { JobView, Start } from './map/pipeline.ts';
import type { AuditContext } from './rule.ts';

/**
 * How far a stranger gets. `open`: with the project's rights, and nobody asked. `unsure`: a check stands before it that can't
 * be judged from the repository. `raced`: somebody must agree, and can be made to agree to something else. `gated`: nobody gets
 * there whom the project does not trust. `setting`: with or without them, as the service is set. `confined`: without secrets and rights. `called`: as far as unknown callers let
 * them. `trusted`: not at all.
 */
export type Reach = 'open' | 'setting' | 'unsure' | 'raced' | 'gated' | 'confined' | 'called' | 'trusted';

const ORDER: readonly Reach[] = ['trusted', 'gated', 'called', 'confined', 'setting', 'raced', 'unsure', 'open'];

export interface Danger {
  readonly reach: Reach;
  readonly start: Start;
  readonly gates: readonly Gate[];
}

/** The same for one event, and for a step of the job where an index is given. */
export function dangerOf(view: JobView, start: Start, step?: number): Danger {
  const own = step === undefined ? [] : stepGates(view.workflow, view.job, step, start);
  const gates = [...start.gates, ...own];
  return { reach: reachOf(start, gates), start, gates };
}

/** The worst over all events that start the job. */
export function worstDanger(view: JobView, step?: number): Danger | undefined {
  return view.starts
    .map((start) => dangerOf(view, start, step))
    .reduce<Danger | undefined>((worst, one) => (worst === undefined || worse(one, worst) ? one : worst), undefined);
}

/**
 * The same for a stranger's files that arrived: where a person starts the run and names a pull request or a repository, or has
 * taken its address into a list, that person has agreed to what they saw of it.
 */
export function dangerOfArrival(view: JobView, start: Start, step: number, { how }: Pick<Arrival, 'how'>): Danger {
  const danger = dangerOf(view, start, step);
  const named =
    danger.reach === 'trusted' && (how === 'named' || (start.event.endsWith('_dispatch') && how !== 'merge'));
  return named ? { ...danger, reach: 'raced' } : danger;
}

/** Nobody gets so far whom the project does not trust: a decision that was made on a commit stands for that commit. */
export function isHeld({ reach }: Danger, movable: boolean): boolean {
  return reach === 'gated' || reach === 'trusted' || (reach === 'raced' && !movable);
}

/**
 * A person may have to agree, as the environment is set, and what they saw is what is taken: how it is set no file of the
 * repository tells.
 */
export function isApproved({ reach, gates }: Danger, movable: boolean): boolean {
  return reach === 'unsure' && !movable && gates.every(({ kind }) => kind === 'environment' || kind === 'trigger');
}

/** Code of strangers runs in the job with the project's rights, and nothing that blocks stands before it. */
export function runsStrangers(
  view: JobView,
  { arrivals, executions }: Pick<AuditContext, 'arrivals' | 'executions'>,
): boolean {
  return view.starts.some(
    (start) =>
      start.exposure === 'privileged' &&
      arrivals(view, start).some((arrival) => {
        const danger = dangerOf(view, start, arrival.step.index);
        if (isHeld(danger, arrival.movable) || isApproved(danger, arrival.movable)) return false;
        return executions(view, arrival).length > 0;
      }),
  );
}

export function worse(left: Danger, right: Danger): boolean {
  return ORDER.indexOf(left.reach) > ORDER.indexOf(right.reach);
}

function reachOf(start: Start, gates: readonly Gate[]): Reach {
  if (start.exposure === 'trusted') return 'trusted';
  if (start.exposure === 'called') return 'called';
  if (gates.some(({ blocks, raced }) => blocks && !raced)) return start.exposure === 'confined' ? 'trusted' : 'gated';
  if (start.exposure === 'confined') return 'confined';
  if (start.exposure === 'setting') return 'setting';
  if (gates.some(({ blocks }) => blocks)) return 'raced';
  return gates.some(
    ({ kind }) => kind === 'environment' || kind === 'label' || kind === 'association' || kind === 'actor',
  )
    ? 'unsure'
    : 'open';
}

/** Words for what stands on the way. */
export function describeGates(gates: readonly Gate[]): string {
  const kinds = [...new Set(gates.map(({ kind }) => GATE_NAMES[kind]))];
  return kinds.length === 0 ? '' : ` behind ${kinds.join(', ')}`;
}

/** One severity for each reach. */
export function bySeverity(
  reach: Reach,
  levels: Partial<Record<Reach, Severity>> & { readonly open: Severity },
): Severity {
  return levels[reach] ?? DEFAULTS[reach];
}

const DEFAULTS: Readonly<Record<Reach, Severity>> = {
  open: 'critical',
  unsure: 'high',
  raced: 'medium',
  setting: 'medium',
  confined: 'medium',
  called: 'medium',
  gated: 'low',
  trusted: 'low',
};
