import { readFile } from 'node:fs/promises';
import { blobPath } from '../acquire/blob-store.ts';
import type { Clock } from '../core/clock.ts';
import { GateError, systemCode } from '../core/errors.ts';
import type { Evidence } from '../core/evidence.ts';
import { ACQUIRE_PREDICATE, acquirePredicateSchema, type AcquirePredicate } from '../core/predicates/acquire.ts';
import { fileListOf, filesOf } from '../core/predicates/file-list.ts';
import { manifestEntry, subjectOf, type Submission } from '../core/submission.ts';
import { VERSION } from '../core/version.ts';

/** The evidence that a submission was taken in: its files, or the digest of their list, which is to be written where there is one. */
export function acquireEvidence(
  submission: Submission,
  startedAt: string,
  clock: Clock,
): { readonly evidence: Evidence; readonly manifest?: string } {
  const bytes = submission.files.reduce((sum, { size }) => sum + size, 0);
  const { list, manifest } = fileListOf(submission.files.map(manifestEntry));
  const predicate: AcquirePredicate = { name: submission.name, bytes, ...list };
  const evidence: Evidence = {
    stage: 'acquire',
    outcome: 'passed',
    reason: `${submission.files.length} files, ${bytes} bytes taken into quarantine`,
    predicateType: ACQUIRE_PREDICATE,
    predicate,
    findings: [],
    startedAt,
    finishedAt: clock.now().toISOString(),
    tools: { modelgate: VERSION, node: process.versions.node },
  };
  return { evidence, ...(manifest === undefined ? {} : { manifest }) };
}

/** The submission that an earlier start took in. Blobs are found by digest, never by a path from the record. */
export async function submissionFrom(
  evidence: Evidence,
  { blobs, manifest }: { readonly blobs: string; readonly manifest: string },
): Promise<Submission> {
  const { name, ...list } = acquirePredicateSchema.parse(evidence.predicate);
  const files = await filesOf(list, () => readManifest(manifest), 'the statement of acquire');
  const located = files.map((file) => ({ ...file, blob: blobPath(blobs, file.sha256) }));
  if (located.length === 0) throw new GateError('RUN_TAMPERED', 'the record of acquire lists no file');
  return { name, subject: subjectOf(located), files: located };
}

/** Beside the statements that name its digest. @throws GateError ATTESTATION_INVALID */
export async function readManifest(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new GateError(
      'ATTESTATION_INVALID',
      `${path}, the list of files, can't be read (${systemCode(error) ?? 'unknown'})`,
      {
        cause: error,
        next: 'Keep it beside the statements: what they sign of a submission with so many files is the digest of this list.',
      },
    );
  });
}
