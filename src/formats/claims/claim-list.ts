import type { Claim } from '../../core/claim.ts';
import { quoted, type Collector } from '../collector.ts';
import { defined } from '../defined.ts';
import { exactNatural, type JsonNode } from '../json/tree.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { isUnbounded, metricName, UNNAMED_METRIC } from './metrics.ts';
import { isUndefined, numberText, readStatedNumber } from './number.ts';

/** The problem code of a stated number that can't be one: not finite, negative, over 100 %, or no number at all. */
export const INVALID_CLAIM = 'claim-invalid';

export interface StatedClaim {
  readonly task: string;
  /** As the file names it. */
  readonly metric: string;
  readonly value: JsonNode | undefined;
  readonly stderr?: JsonNode | undefined;
  readonly n?: JsonNode | undefined;
  /** What the file tells beside the number. */
  readonly about?: AboutClaim | undefined;
}

export type AboutClaim = {
  readonly [K in keyof Omit<Claim, 'task' | 'metric' | 'value' | 'stated' | 'stderr' | 'n' | 'invalid' | 'source'>]?:
    | Claim[K]
    | undefined;
};

/** Collects claims, and what is stated in the place of one and can't be. */
export class ClaimList {
  readonly claims: Claim[] = [];
  private readonly collector: Collector;
  private readonly source: string;

  constructor(source: string, collector: Collector) {
    this.source = source;
    this.collector = collector;
  }

  add(stated: StatedClaim): void {
    if (this.claims.length >= CLAIM_LIMITS.claims) {
      if (this.claims.length === CLAIM_LIMITS.claims) {
        this.collector.limit(
          'claims.claims',
          `more than ${CLAIM_LIMITS.claims} claims in one file`,
          stated.value?.offset,
        );
      }
      return;
    }
    const task = stated.task.slice(0, CLAIM_LIMITS.name);
    const named = metricName(stated.metric).slice(0, CLAIM_LIMITS.name);
    // An Elo of 1,234 without a metric is no 1,234 %.
    const metric = named === UNNAMED_METRIC && isUnbounded(task) ? task : named;
    const text = numberText(stated.value);
    if (statesNothing(stated.value)) return undefined;
    if (text === undefined) return this.invalid(task, metric, 'it is no number', stated.value);
    if (isUndefined(text, metric)) return undefined;
    const number = readStatedNumber(text, metric);
    if (!number.ok) return this.invalid(task, metric, number.why, stated.value);
    const stderr = this.stderr(stated, metric, number.percent);
    const n = naturalNumber(stated.n);
    this.claims.push({
      task,
      metric,
      value: number.value,
      stated: number.stated,
      ...(stderr === undefined ? {} : { stderr }),
      ...(n === undefined ? {} : { n }),
      ...defined(stated.about ?? {}),
      source: this.source,
    });
  }

  /** In the unit of the value. "N/A", which lm-evaluation-harness writes, states none. */
  private stderr(stated: StatedClaim, metric: string, percent: boolean): number | undefined {
    const text = numberText(stated.stderr);
    // numpy gives NaN for one item, which states nothing.
    if (text === undefined || statesNothing(stated.stderr) || /^nan$/iu.test(text)) return undefined;
    const number = readStatedNumber(text.replace('%', ''), 'stderr');
    if (!number.ok || number.value < 0) {
      this.invalid(
        stated.task.slice(0, CLAIM_LIMITS.name),
        `${metric} standard error`,
        number.ok ? `${text} is less than nothing` : number.why,
        stated.stderr,
      );
      return undefined;
    }
    // Through decimal digits, as the value: they tell how it was rounded.
    return percent ? Number((number.value / 100).toPrecision(15)) : number.value;
  }

  private invalid(task: string, metric: string, why: string, node: JsonNode | undefined): void {
    const name = `${quoted(task)} (${metric})`;
    const stated = (numberText(node) ?? node?.kind ?? '').slice(0, CLAIM_LIMITS.stated);
    this.claims.push({ task, metric, value: 0, stated, invalid: why, source: this.source });
    this.collector.problem(INVALID_CLAIM, `the claim for ${name} is invalid: ${why}`, node?.offset);
  }
}

/** Harnesses write "N/A", and tables a dash, where nothing was computed. NaN in the place of a share is a number that can't be one. */
export function statesNothing(node: JsonNode | undefined): boolean {
  return node?.kind === 'null' || (node?.kind === 'string' && /^\s*(?:|n\/?a|none|null|[-–—]+)\s*$/iu.test(node.value));
}

/** A number of items: a whole number above 0, written as 300 or 300.0. */
export function naturalNumber(node: JsonNode | undefined): number | undefined {
  const text = numberText(node);
  const value = text === undefined ? undefined : exactNatural(text.replace(/\.0{1,4}$/u, ''));
  return value === undefined || value === 0 ? undefined : value;
}
