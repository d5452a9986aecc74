import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { payloadDigest, readStageStatement } from '../attest/stage-statement.ts';
import type { Sha256 } from '../core/digest.ts';
import { STAGES, type Evidence, type StageName } from '../core/evidence.ts';
import type { Submission } from '../core/submission.ts';
import { GateError } from '../core/errors.ts';
import { parseBundle } from '../trust/sigstore-bundle.ts';
import { submissionFrom } from './acquire-evidence.ts';
import { MANIFEST } from './run-directory.ts';
import { verifyAttestations, type CheckedAttestations } from './verify-attestations.ts';

export interface FinishedRun {
  readonly submission: Submission;
  readonly evidence: ReadonlyMap<StageName, Evidence>;
  readonly attestations: CheckedAttestations;
  readonly statements: readonly { readonly stage: StageName; readonly digest: Sha256 }[];
}

/**
 * A run directory after everything in it was verified.
 * @throws GateError as verifyAttestations does
 */
export async function readRun(path: string, publicKeyPem: string): Promise<FinishedRun> {
  const attestations = await verifyAttestations(path, publicKeyPem);
  const evidence = new Map<StageName, Evidence>();
  const statements: { stage: StageName; digest: Sha256 }[] = [];
  const verified = new Set(attestations.statements.map(({ file }) => file));
  for (const [index, stage] of STAGES.entries()) {
    const file = join(path, 'statements', `${index + 1}-${stage}.sigstore.json`);
    if (!verified.has(file)) continue;
    const bundle = parseBundle(await readFile(file), file);
    evidence.set(stage, readStageStatement(bundle.envelope.payload, file).evidence);
    statements.push({ stage, digest: payloadDigest(bundle) });
  }
  const acquired = evidence.get('acquire');
  if (acquired === undefined) throw new GateError('INTERNAL', 'a verified run without its first statement');
  const places = { blobs: join(path, 'blobs'), manifest: join(path, MANIFEST) };
  return { submission: await submissionFrom(acquired, places), evidence, statements, attestations };
}
