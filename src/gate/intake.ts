import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { quarantine } from '../acquire/quarantine.ts';
import { verifyBlobs } from '../acquire/verify-blobs.ts';
import { compareStage } from '../compare/stage.ts';
import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import type { Progress } from '../core/progress.ts';
import type { Submission } from '../core/submission.ts';
import type { Verdict } from '../core/verdict.ts';
import { VERSION } from '../core/version.ts';
import { decide } from '../decide/decide.ts';
import type { LoadedPolicy } from '../decide/load-policy.ts';
import { evaluateStage } from '../evaluate/stage.ts';
import { renderReport } from '../report/html.ts';
import { chooseSandbox } from '../sandbox/choose.ts';
import { scanStage } from '../scan/stage.ts';
import { startSigningProcess } from '../attest/signer-client.ts';
import { writeAtomic } from '../storage/atomic-file.ts';
import { verifyStage } from '../verify/stage.ts';
import { acquireEvidence, submissionFrom } from './acquire-evidence.ts';
import { openEventLog, type RunEvent } from './events.ts';
import { guarded, skippedEvidence } from './guarded.ts';
import { prepareBase, prepareFacts } from './prepare.ts';
import { openRunDirectory, type RunDirectory } from './run-directory.ts';
import { sourceFingerprint } from './source-fingerprint.ts';
import { openStatementChain, type StatementChain } from './statement-chain.ts';

export interface IntakeRequest {
  readonly source: string;
  readonly base: string | undefined;
  readonly policy: LoadedPolicy;
  readonly runDir: string | undefined;
  readonly keyPath: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly onEvent: (event: RunEvent) => void;
}

export interface IntakeResult {
  readonly verdict: Verdict;
  readonly submission: Submission;
  readonly evidence: ReadonlyMap<StageName, Evidence>;
  readonly run: Pick<RunDirectory, 'path' | 'vsa' | 'report'>;
}
