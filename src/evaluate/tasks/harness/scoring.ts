import { GateError } from '../../../core/errors.ts';
import type { HarnessConfig, HarnessFilter, HarnessMetric, OutputType } from './config-schema.ts';
import { findAllMatches, pythonRegex, removeMatches } from './python-regex.ts';

/** What the model said to one item, in the order of the item's continuations. */
export interface Said {
  readonly logprobs: readonly number[];
  /** Whether each token of a continuation was the likeliest. */
  readonly greedy: readonly boolean[];
  readonly text: string;
}

export interface Scored {
  readonly choices: readonly string[];
  readonly gold: readonly number[];
  readonly references: readonly string[];
  readonly prompt: string;
}

/** One metric of one pipeline of filters. `items` are 0 to 1 each; `corpus` needs all of them at once. */
export type Score =
  | {
      readonly metric: string;
      readonly filter: string;
      readonly per: 'item';
      readonly of: (item: Scored, said: Said) => number;
    }
  | {
      readonly metric: string;
      readonly filter: string;
      readonly per: 'corpus';
      readonly of: (all: readonly (readonly [Scored, Said])[]) => number;
    };

type Pipeline = (answer: string) => string;

const DEFAULT_METRICS: Readonly<Record<OutputType, readonly string[]>> = {
  multiple_choice: ['acc', 'acc_norm'],
  loglikelihood: ['perplexity', 'acc'],
  loglikelihood_rolling: ['word_perplexity', 'byte_perplexity', 'bits_per_byte'],
  generate_until: ['exact_match'],
};

/**
 * The scores that a task file asks for, as lm-evaluation-harness computes them.
 * @throws GateError SUITE_INVALID for a metric that this type of task does not have, or a pattern that can't be read
 */
export function scoresOf(config: HarnessConfig, where: string): Score[] {
  const type = config.output_type;
  const plain = (metric: string): HarnessMetric => ({
    metric,
    ignore_case: false,
    ignore_punctuation: false,
    ignore_numbers: false,
    regexes_to_ignore: [],
  });
  const metrics = config.metric_list ?? DEFAULT_METRICS[type].map(plain);
  const pipelines =
    type === 'generate_until' && config.filter_list
      ? config.filter_list.map(({ name, filter }) => ({ name, apply: pipelineOf(filter, where) }))
      : [{ name: 'none', apply: (answer: string) => answer }];
  return pipelines.flatMap(({ name, apply }) => metrics.map((metric) => scoreOf(type, metric, name, apply, where)));
}

function scoreOf(type: OutputType, metric: HarnessMetric, filter: string, apply: Pipeline, where: string): Score {
  const name = metric.metric;
  const item = (of: (item: Scored, said: Said) => number): Score => ({ metric: name, filter, per: 'item', of });
  const corpus = (of: (all: readonly (readonly [Scored, Said])[]) => number): Score => ({
    metric: name,
    filter,
    per: 'corpus',
    of,
  });
  switch (`${type} ${name}`) {
    case 'multiple_choice acc':
      return item(({ gold }, { logprobs }) => Number(gold.includes(argmax(logprobs))));
    case 'multiple_choice acc_norm':
      return item(({ gold, choices }, { logprobs }) =>
        Number(gold.includes(argmax(logprobs.map((it, at) => it / Math.max(1, [...(choices[at] ?? '')].length))))),
      );
    case 'multiple_choice acc_bytes':
      return item(({ gold, choices }, { logprobs }) =>
        Number(gold.includes(argmax(logprobs.map((it, at) => it / Math.max(1, Buffer.byteLength(choices[at] ?? '')))))),
      );
    case 'multiple_choice exact_match':
      return item(({ gold }, { greedy }) => Number(gold.some((it) => greedy[it] === true)));
    case 'multiple_choice f1':
      return corpus((all) => binaryF1(all.map(([it, { logprobs }]) => [it.gold[0] ?? -1, argmax(logprobs)])));
    case 'loglikelihood acc':
      return item((_, { greedy }) => Number(greedy[0] === true));
    case 'loglikelihood perplexity':
      return corpus((all) => Math.exp(-sum(all.map(([, { logprobs }]) => logprobs[0] ?? 0)) / all.length));
    case 'loglikelihood_rolling word_perplexity':
      return corpus((all) => Math.exp(-logprobOf(all) / sum(all.map(([it]) => it.prompt.split(/\s+/u).length))));
    case 'loglikelihood_rolling byte_perplexity':
      return corpus((all) => Math.exp(-logprobOf(all) / sum(all.map(([it]) => Buffer.byteLength(it.prompt)))));
    case 'loglikelihood_rolling bits_per_byte':
      return corpus((all) => -logprobOf(all) / sum(all.map(([it]) => Buffer.byteLength(it.prompt))) / Math.LN2);
    case 'generate_until exact_match': {
      const same = exactMatch(metric, where);
      return item(({ references }, { text }) => Number(references.some((it) => same(apply(text), it))));
    }
    case 'generate_until f1':
      return item(({ references }, { text }) => Math.max(...references.map((it) => tokenF1(apply(text), it))));
    default:
      throw new GateError('SUITE_INVALID', `${where}: a task of type ${type} has no metric ${name}`);
  }
}

function pipelineOf(filters: readonly HarnessFilter[], where: string): Pipeline {
  const steps = filters.map((filter): Pipeline => {
    if (filter.function === 'regex') {
      const pattern = pythonRegex(filter.regex_pattern, where);
      return (answer) => {
        const match = findAllMatches(pattern, answer).at(filter.group_select);
        if (match === undefined) return filter.fallback;
        return (typeof match === 'string' ? match : (match.find((it) => it !== '') ?? filter.fallback)).trim();
      };
    }
    if (filter.function === 'lowercase') return (answer) => answer.toLowerCase();
    if (filter.function === 'uppercase') return (answer) => answer.toUpperCase();
    if (filter.function === 'remove_whitespace') return (answer) => (answer.startsWith(' ') ? answer.slice(1) : answer);
    if (filter.function === 'map') {
      const known = new Map(Object.entries(filter.mapping_dict));
      return (answer) => String(known.get(answer) ?? filter.default_value ?? 'None');
    }
    // Each question is answered once: the first, the first k and the majority are that answer.
    return (answer) => answer;
  });
  return (answer) => steps.reduce((text, step) => step(text), answer);
}

/** Python's `string.punctuation`. */
const PUNCTUATION = /[!-/:-@[-`{-~]/gu;

function exactMatch(metric: HarnessMetric, where: string): (answer: string, reference: string) => boolean {
  const ignored = metric.regexes_to_ignore.map((pattern) => pythonRegex(pattern, where));
  const plain = (text: string): string => {
    let left = ignored.reduce((rest, pattern) => removeMatches(pattern, rest), text);
    if (metric.ignore_case) left = left.toLowerCase();
    if (metric.ignore_punctuation) left = left.replace(PUNCTUATION, '');
    return metric.ignore_numbers ? left.replace(/[0-9]/gu, '') : left;
  };
  return (answer, reference) => plain(answer) === plain(reference);
}

/** Overlap of words after SQuAD's normalisation: lower case, without punctuation and articles. */
function tokenF1(answer: string, reference: string): number {
  const words = (text: string): string[] =>
    text
      .toLowerCase()
      .replace(PUNCTUATION, '')
      .replace(/\b(?:a|an|the)\b/gu, ' ')
      .split(/\s+/u)
      .filter((word) => word !== '');
  const [said, wanted] = [words(answer), words(reference)];
  if (said.length === 0 || wanted.length === 0) return Number(said.length === wanted.length);
  const left = [...wanted];
  let common = 0;
  for (const word of said) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    common++;
    left.splice(at, 1);
  }
  return (2 * common) / (said.length + wanted.length);
}

/** F1 of the second choice against the others: scikit-learn's default, which that harness takes. */
function binaryF1(pairs: readonly (readonly [gold: number, chosen: number])[]): number {
  const hits = pairs.filter(([gold, chosen]) => gold === 1 && chosen === 1).length;
  const missed = pairs.filter(([gold, chosen]) => (gold === 1) !== (chosen === 1)).length;
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + missed);
}

function argmax(values: readonly number[]): number {
  return values.reduce((best, value, at) => (value > (values[best] ?? -Infinity) ? at : best), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function logprobOf(all: readonly (readonly [Scored, Said])[]): number {
  return sum(all.map(([, { logprobs }]) => logprobs[0] ?? 0));
}
