/** The metric of a number that a file states without naming one: a matching task's own metric answers it. */
export const UNNAMED_METRIC = 'score';

/** Other names of a metric, in lower case without separators. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['acc', 'acc'],
  ['accuracy', 'acc'],
  ['top1accuracy', 'acc'],
  ['mcaccuracy', 'acc'],
  ['accnorm', 'acc_norm'],
  ['normalizedaccuracy', 'acc_norm'],
  ['normalisedaccuracy', 'acc_norm'],
  ['exactmatch', 'exact_match'],
  ['em', 'exact_match'],
  ['refusalrate', 'refusal_rate'],
  ['refusals', 'refusal_rate'],
  ['safetyrate', 'refusal_rate'],
  ['compliancerate', 'compliance_rate'],
  ['keptrate', 'kept_rate'],
  ['score', UNNAMED_METRIC],
  ['value', UNNAMED_METRIC],
]);

/** The metric's standard name; an unknown one stays as the file writes it. */
export function metricName(stated: string): string {
  return NAMES.get(stated.toLowerCase().replace(/[\s_\-.]/gu, '')) ?? stated;
}

/** Metrics that are 0 or 1 for each item, so that a score is a count divided by the number of items. */
const COUNT_METRICS: ReadonlySet<string> = new Set([
  'acc',
  'acc_norm',
  'exact_match',
  'refusal_rate',
  'compliance_rate',
  'kept_rate',
  // HELM's and lighteval's ways to compare a text with the right one.
  'quasi_exact_match',
  'prefix_exact_match',
  'quasi_prefix_exact_match',
  'qem',
  'pem',
  'pqem',
  'extractive_match',
  'prompt_level_strict_acc',
  'prompt_level_loose_acc',
  'pass_rate',
  // One of an answer's choices, or of a text's references, is nearer than the others.
  'mc1',
  'truthfulqa_mc1',
  'bleu_acc',
  'rouge1_acc',
  'rouge2_acc',
  'rougeL_acc',
  'pct_stereotype',
  'pass@1',
  'pass_at_1',
]);
/** Of several answers to each item, perhaps: then an item scores in between. */
export const MAY_REPEAT: ReadonlySet<string> = new Set(['pass@1', 'pass_at_1']);
/** Others that lie between 0 and 1, or 0 and 100, and are no counts. */
const BOUNDED =
  /^(?:(?:macro|micro|weighted)?_?f1(?:_(?:score|macro|micro))?|precision|recall|(?:roc_)?auc|(?:sacre)?bleu|chrf|rouge(?:_?[12l](?:sum)?)?|pass_?@?_?\d*)$/iu;

export function isBounded(metric: string): boolean {
  return BOUNDED.test(metric);
}

export function isCountMetric(metric: string): boolean {
  return COUNT_METRICS.has(metric);
}

/** Whether a value can be nothing but a fraction: a count metric, or one that the file doesn't name. */
export function isFraction(metric: string): boolean {
  return isCountMetric(metric) || metric === UNNAMED_METRIC;
}

/** Names of numbers that stand beside scores and are none, not even of another kind. */
const NO_SCORE =
  /^(?:_(?!_).*|.*timestamp|(?:n|num)_[a-z_]+|.*[_\-. /:](?:std|stddev|stderr|standard_error|var|variance|q\d+|date)|(?:avg_|mean_)?(?:chars|length|len)|std(?:dev|err)?|standard_error|var(?:iance)?|rank|votes|likes|downloads|battles|year|date|price|costs?|size|license|context|seed|id|index|sha|hash|generation|support|count|total|version|(?:co2|co₂).*|.*❤.*|#?params.*)$/iu;

export function isNoScore(name: string): boolean {
  return NO_SCORE.test(name);
}

/** Words of what is counted in items, and of what says that a number is a share all the same. */
const COUNTED =
  /(?:^|[_\-. /:])(?:totals?|counts?|num(?:ber)?|questions?|prompts?|examples?|instances?|items?|samples?|words?|tokens?|chars|characters|quer(?:y|ies)|hits|wins|losses|ties|draws|correct|incorrect|wrong|passed|failed|failures?|errors?|skipped|resolved|unresolved|completed|submitted|evaluated|attempted|refused|complied|successes|insertions|deletions|substitutions|[tf][pn]|positives|negatives|documents?|docs|sentences?|problems?|tasks?|tests?|runs?|requests?|responses?|calls?|shots?|votes|turns|images|files|rows|epochs?|steps?|len)(?:$|[_\-. /:])/iu;
const SHARE = /acc|rate|score|pct|percent|ratio|share|precision|recall|f1|match/iu;

/** Whether a number is how many of something there were: "resolved_instances": 58, "insertions": 120. */
export function countsThings(name: string, text: string): boolean {
  return /^\d{1,15}(?:\.0)?$/u.test(text) && COUNTED.test(name) && !SHARE.test(name);
}

/** Names of measures that are no share of anything, so that 1,234 can be true. */
const UNBOUNDED =
  /(?:^|[_\-. /])(?:elo|rating|ppl|perplexity|loss|latency|throughput|tokens?|seconds?|time|params?|parameters|bytes|gflops?|flops|steps?|epochs?|vram|memory|speed)(?:$|[_\-. /])/iu;

export function isUnbounded(name: string): boolean {
  return UNBOUNDED.test(name);
}

/** A row's mean of the others, of which it may leave some out. */
export const AVERAGE_OF_ALL = /^(?:average|avg\.?|mean|overall)(?:$|[^a-z])/iu;
