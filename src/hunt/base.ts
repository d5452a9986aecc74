import type { StageContext } from '../core/stage.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import type { VocabularyToken } from './model.ts';
import { openModel, type Loadable, type OpenedModel } from './open-model.ts';

/** What the operator vouches for, with its weight files in groups that hold the same model. */
export interface Base extends Loadable {
  readonly weightGroups: readonly (readonly string[])[];
}

export interface OpenedBase {
  readonly model: Loadable;
  readonly paths: readonly string[];
  readonly opened: OpenedModel;
}

/**
 * Loads the first weight group of the base that a runner can, in a sandbox of its own. Answers why not, where none can be.
 * @throws GateError RUNNER_MISSING, SANDBOX_LEAKS, SANDBOX_FAILED, CANCELLED, DISK_FULL
 */
export async function openBase(
  base: Base,
  sandbox: SandboxDriver,
  context: StageContext,
): Promise<OpenedBase | string> {
  const reasons: string[] = [];
  for (const paths of base.weightGroups) {
    const opened = await openModel(paths, base, sandbox, context);
    if (typeof opened !== 'string') return { model: base, paths, opened };
    reasons.push(opened);
  }
  return reasons[0] ?? 'it holds no weights';
}

/** Whether token for token the same is said: only then do two models' likelihoods and rows speak of the same words. */
export function sameVocabulary(one: readonly VocabularyToken[], other: readonly VocabularyToken[]): boolean {
  return one.length === other.length && one.every((token, index) => token.text === other[index]?.text);
}
