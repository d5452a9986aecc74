import type { Claim } from '../../core/claim.ts';
import type { ClaimCheck } from '../../core/predicates/evaluate.ts';
import { isCountMetric } from '../../formats/claims/metrics.ts';

/** Files round: lm-evaluation-harness writes all digits, people write three or four. */
const MAX_DIGITS = 12;
/** Items past which every rounded value is near some k/n, so that integrality says nothing. */
const MAX_INFORMATIVE = 1e9;

/**
 * A lie that shows without a re-run, for metrics that are 0 or 1 per item only: k = p·n must be a whole number, and the
 * standard error must be √(p(1−p)/(n−1)), as lm-evaluation-harness computes it, or with n. Both within what rounding to the
 * stated digits allows, so that an honest rounded file passes. A bootstrapped F1 or a mean of partial credits follows neither
 * rule and isn't checked. A careful forger passes: only the re-run tells.
 */
export function staticChecks(claim: Claim): ClaimCheck[] {
  const { metric, value, n, stderr } = claim;
  if (!isCountMetric(metric) || n === undefined || value < 0 || value > 1) return [];
  const checks: ClaimCheck[] = [];
  const half = 0.5 * unitOf(claim.stated, value);
  if (n <= MAX_INFORMATIVE) {
    const slack = half * n + 1e-9 * n;
    const distance = Math.abs(value * n - Math.round(value * n));
    checks.push({
      check: 'integral-count',
      held: distance <= slack,
      detail: `${value} of ${n} items is ${round(value * n)} items`,
    });
  }
  if (stderr !== undefined && n > 1) {
    const spread = (p: number): number => Math.sqrt(Math.max(0, p * (1 - p)));
    const values = [value - half, value, value + half].map((p) => spread(Math.min(1, Math.max(0, p))));
    const stderrHalf = 0.5 * unitOfNumber(stderr) + 1e-9;
    const low = Math.min(...values) / Math.sqrt(n) - stderrHalf;
    const crosses = value - half <= 0.5 && value + half >= 0.5;
    const high = (crosses ? 0.5 : Math.max(...values)) / Math.sqrt(n - 1) + stderrHalf;
    checks.push({
      check: 'standard-error',
      held: stderr >= low && stderr <= high,
      detail: `standard error ${stderr} is stated; ${value} over ${n} items has ${round(spread(value) / Math.sqrt(n - 1))}`,
    });
  }
  return checks;
}

function round(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** The unit of the last digit that the file states, as a part of the fraction: "99.9 %" has 0.001. */
function unitOf(stated: string, value: number): number {
  const digits = /^[+-]?\d*(?:[.,](\d*))?(?:[eE]([+-]?\d+))?/u.exec(stated.trim());
  const unit = 10 ** (Number(digits?.[2] ?? 0) - (digits?.[1]?.length ?? 0));
  const written = Number.parseFloat(stated.replace(',', '.'));
  const percent = Number.isFinite(written) && Math.abs(written / 100 - value) < Math.abs(written - value);
  return Math.max(percent ? unit / 100 : unit, 10 ** -MAX_DIGITS);
}

function unitOfNumber(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(10 ** (Number(exponent) - (mantissa.split('.')[1]?.length ?? 0)), 10 ** -MAX_DIGITS);
}
