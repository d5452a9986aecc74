import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { SEVERITIES, type Severity } from '../../core/finding.ts';

const ENTRIES = 100_000;

/** Findings that are known; `schemas/audit-baseline.schema.json` is generated from this. */
export const baselineSchema = z.strictObject({
  version: z.literal(1),
  findings: z
    .array(
      z.strictObject({
        /** Of rule, path, message and the text of the line; behind the colon the number among twins. */
        fingerprint: z.string().regex(/^[0-9a-f]{32}:[1-9]\d{0,8}$/u, 'must be a fingerprint of an audit'),
        /** Worse than this it is new. */
        severity: z.enum(SEVERITIES),
        /** For people, and to tell several repositories apart. */
        path: z.string().max(8_192),
        rule: z.string().max(200),
      }),
    )
    .max(ENTRIES),
});
export type Baseline = z.infer<typeof baselineSchema>;

interface Fingerprinted {
  readonly rule: string;
  readonly path: string;
  readonly severity: Severity;
  readonly fingerprint: string;
}

/** @throws GateError BASELINE_INVALID */
export function parseBaseline(text: string, path: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new GateError('BASELINE_INVALID', `${path} is no JSON`, { cause: error });
  }
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new GateError('BASELINE_INVALID', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

/** One finding a line, in an order that stays, so that a change of it can be reviewed. */
export function writeBaseline(findings: readonly Fingerprinted[]): string {
  const lines = findings
    .map(({ fingerprint, severity, path, rule }) => JSON.stringify({ path, rule, severity, fingerprint }))
    .toSorted();
  return `{"version":1,"findings":[\n${lines.join(',\n')}\n]}\n`;
}

/** Which findings a baseline knows: each entry one, at the severity that it states or a lower one. */
export function knownBy<Finding extends Fingerprinted>(
  { findings: entries }: Baseline,
  findings: readonly Finding[],
): { readonly known: ReadonlySet<Finding>; readonly gone: number } {
  const severities = new Map(entries.map((entry) => [keyOf(entry), entry.severity]));
  const present = new Set(findings.map(keyOf));
  const known = findings.filter((finding) => {
    const worst = severities.get(keyOf(finding));
    return worst !== undefined && SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(worst);
  });
  return { known: new Set(known), gone: [...severities.keys()].filter((key) => !present.has(key)).length };
}

function keyOf({ fingerprint, path }: { readonly fingerprint: string; readonly path: string }): string {
  return `${fingerprint} ${path}`;
}
