import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Outcome } from '../core/evidence.ts';

/** Exit code of a stage run alone: only `passed` is good, and what could not be settled is not bad either. */
export const OUTCOME_EXIT: Readonly<Record<Outcome, ExitCode>> = {
  passed: EXIT.good,
  failed: EXIT.bad,
  inconclusive: EXIT.quarantined,
  skipped: EXIT.quarantined,
  errored: EXIT.incomplete,
};
