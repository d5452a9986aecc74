import { blobPath } from '../acquire/blob-store.ts';
import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Evidence } from '../core/evidence.ts';
import { ACQUIRE_PREDICATE, acquirePredicateSchema, type AcquirePredicate } from '../core/predicates/acquire.ts';
import { manifestEntry, subjectOf, type Submission } from '../core/submission.ts';
import { VERSION } from '../core/version.ts';

/** The evidence that a submission was taken in: its manifest. */
export function acquireEvidence(submission: Submission, startedAt: string, clock: Clock): Evidence {
  const bytes = submission.files.reduce((sum, { size }) => sum + size, 0);
  const predicate: AcquirePredicate = {
    name: submission.name,
    bytes,
    files: submission.files.map(manifestEntry),
  };
  return {
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
}

/** The submission that an earlier start took in. Blobs are found by digest, never by a path from the record. */
export function submissionFrom(evidence: Evidence, blobs: string): Submission {
  const { name, files } = acquirePredicateSchema.parse(evidence.predicate);
  const located = files.map((file) => ({ ...file, blob: blobPath(blobs, file.sha256) }));
  if (located.length === 0) throw new GateError('RUN_TAMPERED', 'the record of acquire lists no file');
  return { name, subject: subjectOf(located), files: located };
}
