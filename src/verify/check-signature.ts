import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { SignatureCheck } from '../core/predicates/verify.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { jsonTexts } from '../trust/attestation-file.ts';
import { IN_TOTO_PAYLOAD, omsReleaseEncoding, preAuthenticationEncoding } from '../trust/dsse.ts';
import { parseManifest } from '../trust/oms-manifest.ts';
import { bundleFrom, isMessageBundle, messageBundleFrom, parseBundleJson } from '../trust/sigstore-bundle.ts';
import { signedEnvelope } from '../trust/signed.ts';
import { parseStatement } from '../trust/statement.ts';
import { authorshipOf } from './authorship.ts';
import { checkMessage } from './check-message.ts';
import { coverageOf } from './coverage.ts';
import { trustFor } from './standing.ts';
import { coverageOfDigests, type DigestList } from './digest-list.ts';

export interface CheckOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Files that the signature doesn't list are shown and not held against it: for a person who looks, never for the gate. */
  readonly allowUnlisted?: boolean;
  /** The same for files that the signature lists and that are not here: part of a model. At least one file must be. */
  readonly allowMissing?: boolean;
  /** Held against the signature instead of the files. */
  readonly digests?: DigestList | undefined;
}

const OMS_ENCODINGS = [preAuthenticationEncoding, omsReleaseEncoding];

const NOTHING = { covered: 0, changed: [], missing: [], unlisted: [], ignored: [] };

/** As many as a model may have beside it. */
const MAX_LINES = 16;

/**
 * The signature of a file that speaks for it: the first that verifies, else the first. One on each line of `*.jsonl`, which
 * `model_signing` appends to; one in any other file.
 */
export async function checkSignatureFile(
  file: string,
  bytes: Uint8Array,
  ...rest: CheckArguments
): Promise<SignatureCheck> {
  const checks: SignatureCheck[] = [];
  for (const text of jsonTexts(bytes, file)) {
    if (checks.length >= MAX_LINES) break;
    const check = await checkSignature(text.where, text.bytes, ...rest);
    if (check.status === 'verified') return check;
    checks.push(check);
  }
  return checks[0] ?? (await checkSignature(file, bytes, ...rest));
}

type CheckArguments = readonly [
  files: readonly SubmissionFile[],
  own: ReadonlySet<string>,
  trust: Policy['trust'],
  options: CheckOptions,
];

/**
 * Checks one signature file: who made it, by the policy's trust alone, and whether it covers these bytes. A signature that
 * covers other bytes is a mismatch whoever made it: the submission says something untrue of itself.
 */
export async function checkSignature(
  file: string,
  bytes: Uint8Array,
  ...[files, own, trust, { clock, signal, allowUnlisted = false, allowMissing = false, digests }]: CheckArguments
): Promise<SignatureCheck> {
  try {
    const json = parseBundleJson(bytes, file);
    if (isMessageBundle(json)) {
      if (digests !== undefined) throw new GateError('USAGE', `${file} signs bytes, which digests don't stand for`);
      return await checkMessage(file, messageBundleFrom(json, file), files, own, trust, clock, signal);
    }
    const bundle = bundleFrom(json, file);
    if (bundle.envelope.payloadType !== IN_TOTO_PAYLOAD) {
      throw new GateError('ATTESTATION_INVALID', `${file} signs a payload of type ${bundle.envelope.payloadType}`);
    }
    const manifest = parseManifest(parseStatement(bundle.envelope.payload, file), file);
    const { status, method, signer, detail } = await authorshipOf(
      signedEnvelope(bundle, OMS_ENCODINGS),
      trustFor('models', trust),
      clock,
    );
    const coverage =
      digests === undefined ? await coverageOf(manifest, files, own, signal) : coverageOfDigests(manifest, digests);
    const faults =
      coverage.changed.length +
      (allowMissing && coverage.covered > 0 ? 0 : coverage.missing.length) +
      (allowUnlisted ? 0 : coverage.unlisted.length);
    return {
      file,
      status,
      method,
      ...(signer === undefined ? {} : { signer }),
      detail,
      ...coverage,
      ...(faults > 0 && status !== 'invalid'
        ? { status: 'mismatch', detail: `${detail}, but it does not cover these bytes` }
        : {}),
    };
  } catch (error) {
    // What the operator did wrong says nothing of the signature.
    if (!(error instanceof GateError) || error.code === 'USAGE') throw error;
    return { file, status: 'invalid', method: 'unreadable', detail: error.message, ...NOTHING };
  }
}
