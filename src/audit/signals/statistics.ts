/** What is usual among counts, not moved by a few that are far off (Leys et al. 2013, doi:10.1016/j.jesp.2013.03.013). */
export interface Baseline {
  readonly count: number;
  readonly median: number;
  /** Median of the absolute distances from the median, not scaled. */
  readonly mad: number;
}

/** Spreads over the median from which a count counts as far off. */
const FAR = 6;
/** Makes the MAD of a normal distribution its standard deviation. */
const NORMAL = 1.4826;

export function baselineOf(values: readonly number[]): Baseline {
  const median = medianOf(values);
  return { count: values.length, median, mad: medianOf(values.map((value) => Math.abs(value - median))) };
}

/**
 * The least count that is far over the baseline. Counts spread by the root of their mean even where the sample is all alike
 * (MAD 0), so that is the least spread, and 1.
 */
export function alarmOver({ median, mad }: Baseline): number {
  return median + FAR * Math.max(NORMAL * mad, Math.sqrt(Math.max(0, median)), 1);
}

export function describeBaseline({ count, median, mad }: Baseline, of: string): string {
  return `median ${rounded(median)}, MAD ${rounded(mad)} over ${count} ${of}`;
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
