import * as z from 'zod';
import { VERDICTS, type VerdictKind } from '../../core/verdict.ts';
import {
  EVALUATION_ANSWERS,
  SIGNATURE_ANSWERS,
  type EvaluationAnswer,
  type OutcomeRecord,
  type SignatureAnswer,
} from './outcome-record.ts';

export const PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

const natural = z.number().int().nonnegative();
/** Null where nothing is there to be a share of. */
const share = z.number().min(0).max(1).nullable();

const tallySchema = z.object({
  entries: natural,
  verdicts: z.record(z.enum(VERDICTS), natural),
  signatures: z.record(z.enum(SIGNATURE_ANSWERS), natural),
  evaluations: z.record(z.enum(EVALUATION_ANSWERS), natural),
  /** Verified signatures, of the entries that carry one. */
  signatureVerificationRate: share,
  /** Of the entries of which it is known whether they are signed. */
  unsignedShare: share,
  /** Of the entries in which a model was run. */
  sandboxedShare: share,
});
export type Tally = z.infer<typeof tallySchema>;

const storeSchema = z.object({
  store: z.string(),
  kind: z.enum(['ledger', 'runs']),
  /** What could not be verified, and so stands in none of the numbers. */
  unverified: z.object({ entries: natural, reasons: z.record(z.string(), natural) }),
  /** Runs without a verdict yet. */
  unfinished: natural,
  total: tallySchema,
  /** Oldest first; periods without entries are left out. */
  series: z.array(tallySchema.extend({ from: z.iso.date() })),
});
export type StoreMetrics = z.infer<typeof storeSchema>;

/** What `modelgate metrics --format json` prints. */
export const metricsSchema = z.object({ version: z.literal(1), per: z.enum(PERIODS), stores: z.array(storeSchema) });
export type Metrics = z.infer<typeof metricsSchema>;

/** One verified verdict. */
export interface MetricsEntry extends OutcomeRecord {
  /** RFC 3339. */
  readonly at: string;
  readonly verdict: VerdictKind;
}

const NO_VERDICTS: Readonly<Record<VerdictKind, number>> = { admit: 0, quarantine: 0, reject: 0 };
const NO_EVALUATIONS: Readonly<Record<EvaluationAnswer, number>> = {
  sandboxed: 0,
  unsandboxed: 0,
  none: 0,
  unknown: 0,
};
const NO_SIGNATURES: Readonly<Record<SignatureAnswer, number>> = {
  verified: 0,
  untrusted: 0,
  mismatch: 0,
  invalid: 0,
  unsigned: 0,
  unknown: 0,
};

export function tally(entries: readonly MetricsEntry[]): Tally {
  const signatures = counts(
    NO_SIGNATURES,
    entries.map(({ signature }) => signature),
  );
  const evaluations = counts(
    NO_EVALUATIONS,
    entries.map(({ evaluation }) => evaluation),
  );
  const known = entries.length - signatures.unknown;
  const ran = evaluations.sandboxed + evaluations.unsandboxed;
  return {
    entries: entries.length,
    verdicts: counts(
      NO_VERDICTS,
      entries.map(({ verdict }) => verdict),
    ),
    signatures,
    evaluations,
    signatureVerificationRate: part(signatures.verified, known - signatures.unsigned),
    unsignedShare: part(signatures.unsigned, known),
    sandboxedShare: part(evaluations.sandboxed, ran),
  };
}

/** By the period in UTC in which each entry was made; weeks begin on Monday (ISO 8601). */
export function series(entries: readonly MetricsEntry[], per: Period): StoreMetrics['series'] {
  const groups = Map.groupBy(entries, ({ at }) => startOf(at, per));
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([from, own]) => ({ from, ...tally(own) }));
}

function startOf(at: string, per: Period): string {
  const date = new Date(`${at.slice(0, 10)}T00:00:00Z`);
  if (per === 'month') date.setUTCDate(1);
  if (per === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

function counts<T extends string>(none: Readonly<Record<T, number>>, values: readonly T[]): Record<T, number> {
  const counted: Record<T, number> = { ...none };
  for (const value of values) counted[value]++;
  return counted;
}

function part(some: number, all: number): number | null {
  return all === 0 ? null : some / all;
}
