import { effectsOf, type Effect } from './map/effects.ts';
import type { JobView } from './map/pipeline.ts';
import { secretsOf } from './map/secrets.ts';
import type { AuditStage } from './report.ts';
import type { AuditContext } from './rule.ts';

/** Each job as a stage of the pipeline: what starts it, what comes in, what leaves. */
export function stagesOf({ map, arrivals }: AuditContext): AuditStage[] {
  return map.jobs.map((view) => {
    const effects = effectsOf(view);
    const arrived = view.starts.flatMap((start) =>
      arrivals(view, start).map((arrival) => ({ arrival, event: start.event })),
    );
    const sources = [
      ...arrived.map(({ arrival, event }) => ({
        kind: arrival.how === 'artifact' || arrival.how === 'named' ? arrival.how : 'pull-request',
        what: `${arrival.how} in a run for ${event}`,
        verified: false,
        path: arrival.path,
        line: arrival.place.line,
      })),
      ...effects
        .filter(({ kind }) => kind === 'download')
        .map((effect) => ({
          kind: 'download',
          what: effect.what,
          verified: isVerified(effect, effects),
          path: effect.path,
          line: effect.place.line,
        })),
    ];
    const { path } = view.workflow;
    return {
      path,
      line: view.job.place.line,
      id: view.job.id,
      needs: [...view.job.needs],
      starts: view.starts.map(({ event, exposure, gates }) => ({
        event,
        exposure,
        gates: gates.map(({ kind, path: where, place, blocks, raced }) => ({
          kind,
          path: where,
          line: place.line,
          blocks,
          raced,
        })),
      })),
      sources: distinct(sources),
      sinks: distinct([
        ...effects
          .filter(({ kind }) => kind === 'publish' || kind === 'merge')
          .map(({ kind, what, path: where, place }) => ({ kind, what, path: where, line: place.line })),
        ...held(view),
      ]),
    };
  });
}

function isVerified({ step }: Effect, effects: readonly Effect[]): boolean {
  return effects.some(({ kind, step: other, silenced }) => kind === 'verify' && !silenced && other.index >= step.index);
}

/** What an attacker who gets here holds. */
function held(view: JobView): AuditStage['sinks'] {
  return secretsOf(view).map(({ name, path, place }) => ({ kind: 'secret', what: name, path, line: place.line }));
}

function distinct<Item>(items: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
