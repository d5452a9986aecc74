import type { Tripwires } from '../core/predicates/tripwires.ts';

const MAX_EVENTS = 64;

/** Nothing was seen, and nothing says that there was nothing to see. */
const NOT_OBSERVED: Tripwires = { by: 'not-observed', canaryTouches: 0, events: [] };

/** What one task's instance tried, with what its answers held of the canary. */
export function taskTripwires(seen: Tripwires | undefined, answersWithCanary: number): Tripwires {
  const base = seen ?? NOT_OBSERVED;
  if (answersWithCanary === 0) return base;
  const said = { kind: 'canary', what: 'an answer holds what stands in the canary', count: answersWithCanary } as const;
  return { ...base, canaryTouches: base.canaryTouches + answersWithCanary, events: [said, ...base.events] };
}

/** Of all tasks together. A count that one of them could not tell is told of none. */
export function totalTripwires(tasks: readonly Tripwires[]): Tripwires {
  const [first] = tasks;
  if (first === undefined) return NOT_OBSERVED;
  const sum = (key: 'blockedConnections' | 'permissionDenials' | 'execs' | 'opensOutside'): object => {
    const values = tasks.flatMap((task) => task[key] ?? []);
    return values.length < tasks.length ? {} : { [key]: values.reduce((total, value) => total + value, 0) };
  };
  const events = new Map<string, Tripwires['events'][number]>();
  for (const event of tasks.flatMap((task) => task.events)) {
    const key = `${event.kind} ${event.what}`;
    events.set(key, { ...event, count: event.count + (events.get(key)?.count ?? 0) });
  }
  return {
    by: tasks.every(({ by }) => by === first.by) ? first.by : 'not-observed',
    ...sum('blockedConnections'),
    ...sum('permissionDenials'),
    ...sum('execs'),
    ...sum('opensOutside'),
    canaryTouches: tasks.reduce((total, { canaryTouches }) => total + canaryTouches, 0),
    events: [...events.values()].slice(0, MAX_EVENTS),
  };
}

/** Why a task's answers count for nothing: a runner that does what no runner has reason to do is no longer ours. */
export function whyTripped({
  canaryTouches,
  blockedConnections = 0,
  permissionDenials = 0,
}: Tripwires): string | undefined {
  if (canaryTouches > 0) return 'the model’s side touched the canary';
  if (blockedConnections > 0) return `the model’s side tried ${blockedConnections} connections`;
  if (permissionDenials > 0) return `the model’s side tried ${permissionDenials} calls that were denied`;
  return undefined;
}
