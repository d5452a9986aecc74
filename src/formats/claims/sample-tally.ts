import type { JsonNode } from '../json/tree.ts';
import type { SamplesFacts } from './facts.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { metricName } from './metrics.ts';

interface Tally {
  readonly metric: string;
  readonly filter: string | undefined;
  readonly seen: Set<string>;
  n: number;
  sum: number;
  binary: boolean;
}

/** Adds up single scores by metric and filter. */
export class SampleTally {
  readonly items = new Set<string>();
  private readonly tallies = new Map<string, Tally>();

  add(item: string, stated: string, filter: string | undefined, node: JsonNode | undefined): void {
    this.items.add(item);
    const score = scoreOf(node);
    if (score === undefined) return;
    const metric = metricName(stated).slice(0, CLAIM_LIMITS.name);
    const key = JSON.stringify([metric, filter]);
    let tally = this.tallies.get(key);
    if (tally === undefined) {
      if (this.tallies.size >= CLAIM_LIMITS.sampleMetrics) return;
      tally = { metric, filter: filter?.slice(0, CLAIM_LIMITS.name), seen: new Set(), n: 0, sum: 0, binary: true };
      this.tallies.set(key, tally);
    }
    tally.seen.add(item);
    tally.n++;
    tally.sum += score;
    tally.binary &&= score === 0 || score === 1;
  }

  facts(): Pick<SamplesFacts, 'items' | 'metrics'> {
    return {
      items: this.items.size,
      metrics: [...this.tallies.values()].map(({ metric, filter, n, sum, binary, seen }) => ({
        metric,
        ...(filter === undefined ? {} : { filter }),
        n,
        sum,
        binary,
        repeated: seen.size < n,
      })),
    };
  }
}

/** 0, 1, 0.5, true, and Inspect's letters: correct, incorrect, no answer, partly. */
function scoreOf(node: JsonNode | undefined): number | undefined {
  if (node?.kind === 'true') return 1;
  if (node?.kind === 'false') return 0;
  if (node?.kind === 'string') return LETTERS.get(node.value);
  const score = node?.kind === 'number' ? Number(node.text) : Number.NaN;
  return Number.isFinite(score) ? score : undefined;
}

const LETTERS: ReadonlyMap<string, number> = new Map([
  ['C', 1],
  ['I', 0],
  ['N', 0],
  ['P', 0.5],
]);
