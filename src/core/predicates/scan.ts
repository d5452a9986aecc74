import * as z from 'zod';
import { SANDBOX_DRIVERS } from '../policy.ts';

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const SCAN_PREDICATE = 'https://in-toto.io/attestation/test-result/v0.1';

/** What became of the operator's ignore file. */
export const ignoringSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** Findings that it took out of account. */
  ignored: z.number().int().nonnegative(),
  /** Entries past their day: what they name counts again. */
  expired: z.array(z.object({ rule: z.string(), path: z.string(), expires: z.string() })),
  /** Entries that nothing matched. */
  unused: z.array(z.object({ rule: z.string(), path: z.string() })),
});
export type Ignoring = z.infer<typeof ignoringSchema>;

/** The in-toto test result: each rule is a test; what is in `configuration` decides which rules there were. */
export const scanPredicateSchema = z.object({
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  configuration: z
    .array(z.object({ name: z.string(), digest: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/u) }) }))
    .min(1),
  /** Rules without a finding at or over the severity that blocks. */
  passedTests: z.array(z.string()),
  /** Rules with findings that don't block. */
  warnedTests: z.array(z.string()),
  failedTests: z.array(z.string()),
  /** What the specification leaves to the producer. */
  scan: z.object({
    failOn: z.string(),
    files: z.number().int().nonnegative(),
    bytes: z.number().int().nonnegative(),
    blockedFiles: z.array(z.string()),
    incompleteFiles: z.array(z.string()),
    /** What each file was read as, by content; `complete` is false where its parser stopped early. */
    inventory: z.array(z.object({ path: z.string(), formats: z.array(z.string()), complete: z.boolean() })),
    findings: z.record(z.string(), z.number().int().nonnegative()),
    /** Where the bytes were parsed: a sandbox and what it really enforced, or a plain process with limits. */
    parsing: z
      .object({ isolation: z.enum([...SANDBOX_DRIVERS, 'process']), enforcement: z.unknown().optional() })
      .optional(),
    /** The operator's ignore file, if one was given: only a scan by itself takes one. */
    ignoring: ignoringSchema.optional(),
    /** Rules that broke; with one of them the stage is errored. */
    failures: z.array(z.object({ rule: z.string(), path: z.string(), message: z.string() })),
  }),
});
export type ScanPredicate = z.infer<typeof scanPredicateSchema>;
