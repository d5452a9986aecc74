import { readFile } from 'node:fs/promises';
import { instant } from '../core/clock.ts';
import { printable } from '../core/escape.ts';
import type { Evidence, Outcome } from '../core/evidence.ts';
import {
  VERIFY_PREDICATE,
  verifyPredicateSchema,
  type SignatureCheck,
  type VerifyPredicate,
} from '../core/predicates/verify.ts';
import type { Stage, StageContext } from '../core/stage.ts';
import { VERSION } from '../core/version.ts';
import { MAX_BUNDLE_BYTES } from '../trust/sigstore-bundle.ts';
import { checkAttestations } from './attestations/check-attestations.ts';
import { NO_SOURCES, type AttestationSources } from './attestations/sources.ts';
import { checkSignature } from './check-signature.ts';
import { besideModel, type BesideModel } from './signature-files.ts';

const MAX_LISTED = 1_000;

const OUTCOME: Readonly<Record<VerifyPredicate['status'], Outcome>> = {
  verified: 'passed',
  mismatch: 'failed',
  invalid: 'failed',
  untrusted: 'inconclusive',
  unsigned: 'skipped',
};

export interface VerifyInputs {
  /** Statements of others that the operator names, beside those in the submission. */
  readonly sources?: AttestationSources;
}

/**
 * Checks every signature at the submission's root against the policy's trust and against the bytes, and every statement that others
 * signed about it.
 */
export const verifyStage: Stage<VerifyInputs> = {
  name: 'verify',
  async run(context, { sources = NO_SOURCES }): Promise<Evidence> {
    const startedAt = instant(context.clock);
    const { submission, policy, clock, signal } = context;
    const beside = await besideModel(submission.files);
    const signatures = await checkAll(context, beside);
    const status = overall(signatures);
    const { attestations, layouts } = await checkAttestations({
      files: submission.files,
      own: beside.own,
      statements: [...beside.statements, ...sources.files],
      manifests: sources.manifests,
      policy,
      clock,
      signal,
    });
    const predicate: VerifyPredicate = {
      status,
      signatures: signatures.map(bounded),
      ...(attestations.length === 0 ? {} : { attestations }),
      ...(layouts.length === 0 ? {} : { layouts }),
    };
    return {
      stage: 'verify',
      outcome: OUTCOME[status],
      reason: reasonOf(status, signatures),
      predicateType: VERIFY_PREDICATE,
      predicate: verifyPredicateSchema.parse(predicate),
      findings: [],
      startedAt,
      finishedAt: instant(context.clock),
      tools: { modelgate: VERSION, node: process.versions.node },
    };
  },
};

async function checkAll(
  { submission, policy, clock, signal }: StageContext,
  { signatures, own }: BesideModel,
): Promise<SignatureCheck[]> {
  const checks: SignatureCheck[] = [];
  for (const { path, size, blob } of signatures) {
    signal.throwIfAborted();
    const bytes = size > MAX_BUNDLE_BYTES ? Buffer.alloc(0) : await readFile(blob);
    checks.push(
      await checkSignature(path, bytes, submission.files, new Set([...own, path]), policy.trust, { clock, signal }),
    );
  }
  return checks;
}

/** One trusted signature over everything is enough; without one, a broken statement about these bytes weighs most. */
function overall(checks: readonly SignatureCheck[]): VerifyPredicate['status'] {
  const has = (status: SignatureCheck['status']): boolean => checks.some((check) => check.status === status);
  for (const status of ['verified', 'mismatch', 'invalid', 'untrusted'] as const) if (has(status)) return status;
  return 'unsigned';
}

function reasonOf(status: VerifyPredicate['status'], checks: readonly SignatureCheck[]): string {
  const check = checks.find((one) => one.status === status);
  if (check === undefined) return 'the submission is unsigned';
  const parts = [`${check.file}: ${check.detail}`];
  for (const [label, paths] of [
    ['changed', check.changed],
    ['missing', check.missing],
    ['not listed', check.unlisted],
  ] as const) {
    if (paths.length > 0)
      parts.push(`${label}: ${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ` and ${paths.length - 5} more` : ''}`);
  }
  if (status === 'verified') parts.push(`covers ${check.covered} ${check.covered === 1 ? 'file' : 'files'}`);
  if (check.ignored.length > 0) parts.push(`left out by the signer: ${check.ignored.slice(0, 5).join(', ')}`);
  return parts.map((part) => printable(part, 600)).join('; ');
}

function bounded(check: SignatureCheck): SignatureCheck {
  const cut = (paths: readonly string[]): string[] => paths.slice(0, MAX_LISTED);
  return {
    ...check,
    changed: cut(check.changed),
    missing: cut(check.missing),
    unlisted: cut(check.unlisted),
    ignored: cut(check.ignored),
  };
}
