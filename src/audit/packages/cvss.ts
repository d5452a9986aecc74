import type { Severity } from '../../core/finding.ts';

const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};

/** By the base score of the first vector of CVSS 3 (FIRST, "CVSS v3.1 Specification", 7.1). Undefined where there is none. */
export function cvssSeverity(vectors: readonly string[]): Severity | undefined {
  const vector = vectors.find((one) => one.startsWith('CVSS:3'));
  if (vector === undefined) return undefined;
  const given = new Map(vector.split('/').map((part) => [part.split(':')[0] ?? '', part.split(':')[1] ?? '']));
  const weight = (metric: string): number => WEIGHTS[metric]?.[given.get(metric) ?? ''] ?? Number.NaN;
  const changed = given.get('S') === 'C';
  const privileges: Readonly<Record<string, number>> = changed
    ? { N: 0.85, L: 0.68, H: 0.5 }
    : { N: 0.85, L: 0.62, H: 0.27 };
  const base = 1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A'));
  const impact = changed ? 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 : 6.42 * base;
  const ease = 8.22 * weight('AV') * weight('AC') * (privileges[given.get('PR') ?? ''] ?? Number.NaN) * weight('UI');
  const score = impact <= 0 ? 0 : Math.min(10, (changed ? 1.08 : 1) * (impact + ease));
  if (Number.isNaN(score)) return undefined;
  if (score >= 8.95) return 'critical';
  if (score >= 6.95) return 'high';
  return score >= 3.95 ? 'medium' : 'low';
}
