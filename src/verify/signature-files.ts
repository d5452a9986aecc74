import { readFile } from 'node:fs/promises';
import { GateError } from '../core/errors.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { IN_TOTO_PAYLOAD } from '../trust/dsse.ts';
import { MAX_BUNDLE_BYTES, parseBundle } from '../trust/sigstore-bundle.ts';

/** Signatures stand at the root of a model; OMS' default name is `model.sig`. */
const SIGNATURE_NAME = /^[^/]+\.(?:sig|sigstore|sigstore\.json)$/u;
/** More than anybody has reason for; each is checked against every file. */
const MAX_SIGNATURES = 16;

/** The files that call themselves signatures. Past the limit they are files like any other, which a signature must list. */
export function namedSignatures(files: readonly SubmissionFile[]): readonly SubmissionFile[] {
  return files.filter(({ path }) => SIGNATURE_NAME.test(path)).slice(0, MAX_SIGNATURES);
}

/**
 * Those among them that hold nothing but a bundle. They need not be listed: a signature can't list itself nor the ones that
 * were made after it. A pickle under the name of a signature is a file like any other.
 */
export async function signatureFiles(files: readonly SubmissionFile[]): Promise<ReadonlySet<string>> {
  const bundles = new Set<string>();
  for (const file of namedSignatures(files)) if (await isSignature(file)) bundles.add(file.path);
  return bundles;
}

/** Whether a file holds a bundle over an in-toto statement. */
export async function isSignature({
  path,
  size,
  blob,
}: Pick<SubmissionFile, 'path' | 'size' | 'blob'>): Promise<boolean> {
  if (size > MAX_BUNDLE_BYTES) return false;
  try {
    return parseBundle(await readFile(blob), path).envelope.payloadType === IN_TOTO_PAYLOAD;
  } catch (error) {
    if (error instanceof GateError) return false;
    throw error;
  }
}
