import type { Collector } from '../collector.ts';
import type { OperatorFacts } from './facts.ts';
import { GRAPH_LIMITS } from './limits.ts';

/** Counts the operators of a graph by kind: what a rule needs of a million nodes. */
export class OperatorTally {
  private readonly kinds = new Map<string, OperatorFacts>();
  private readonly collector: Collector;

  constructor(collector: Collector) {
    this.collector = collector;
  }

  add(domain: string, name: string, offset: number, where: string): void {
    const key = `${domain}\0${name}`;
    const kind = this.kinds.get(key);
    if (kind !== undefined) kind.count += 1;
    else if (this.kinds.size < GRAPH_LIMITS.operatorKinds)
      this.kinds.set(key, { domain, name, count: 1, offset, ...(where === '' ? {} : { where }) });
    else if (this.kinds.size === GRAPH_LIMITS.operatorKinds) {
      this.collector.limit('graph.operatorKinds', `more than ${GRAPH_LIMITS.operatorKinds} kinds of operators`, offset);
    }
  }

  get facts(): OperatorFacts[] {
    return [...this.kinds.values()];
  }
}
