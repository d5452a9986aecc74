import * as z from 'zod';
import { VULNERABILITY_SEVERITIES, type AttestedFacts } from '../../core/predicates/attestation.ts';
import { listOf, text, time, utc } from './fields.ts';

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/vulns_02.md */
export const VULNERABILITY_TYPES = [
  'https://in-toto.io/attestation/vulns/v0.1',
  'https://in-toto.io/attestation/vulns/v0.2',
];

type Severity = (typeof VULNERABILITY_SEVERITIES)[number];

const severitySchema = z.object({ method: text, score: z.union([text, z.number()]).transform(String) });
const vulnerabilitiesSchema = z.object({
  scanner: z.object({
    uri: text,
    result: listOf(
      z.object({
        id: text,
        severity: z.union([severitySchema.transform((one) => [one]), z.array(severitySchema).max(100)]),
      }),
    ).nullish(),
  }),
  metadata: z.object({ scanFinishedOn: time.nullish() }).nullish(),
});

export function readVulnerabilities(predicate: unknown): AttestedFacts {
  const { scanner, metadata } = vulnerabilitiesSchema.parse(predicate);
  const at = metadata?.scanFinishedOn;
  return {
    scanner: scanner.uri,
    vulnerabilities: (scanner.result ?? []).map(({ id, severity }) => ({ id, severity: worst(severity) })),
    ...(at === undefined || at === null ? {} : { statedAt: utc(at) }),
  };
}

/** The worst of what the scoring methods say. A score that nobody here can place counts as the worst. */
function worst(scores: readonly { readonly score: string }[]): Severity {
  const ranks = scores.map(({ score }) => VULNERABILITY_SEVERITIES.indexOf(severityOf(score)));
  return VULNERABILITY_SEVERITIES[Math.max(...ranks, scores.length === 0 ? 5 : 0)] ?? 'unknown';
}

function severityOf(score: string): Severity {
  const word = score.toLowerCase();
  const named = VULNERABILITY_SEVERITIES.find((one) => one === word);
  if (named !== undefined) return named;
  if (word === 'moderate') return 'medium';
  if (word === 'negligible' || word === 'informational') return 'low';
  // CVSS v3 and v4, qualitative severity rating scale.
  const number = /^\d{1,2}(?:\.\d{1,2})?$/u.test(score) ? Number(score) : Number.NaN;
  if (number === 0) return 'none';
  if (number < 4) return 'low';
  if (number < 7) return 'medium';
  if (number < 9) return 'high';
  return number <= 10 ? 'critical' : 'unknown';
}
