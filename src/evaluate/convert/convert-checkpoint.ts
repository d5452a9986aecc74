import { randomBytes } from 'node:crypto';
import { chmod, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Sha256 } from '../../core/digest.ts';
import type { Submission } from '../../core/submission.ts';
import type { Checkpoint } from '../../formats/checkpoints/checkpoint.ts';
import { defined } from '../../formats/defined.ts';
import type { FileFacts } from '../../formats/facts.ts';
import type { SandboxDriver } from '../../sandbox/driver.ts';
import type { TextPreparation } from '../protocol.ts';
import { checkVocabulary } from './check-vocabulary.ts';
import { describeInSandbox } from './describe-in-sandbox.ts';
import { planTensors } from './plan-tensors.ts';
import { Refusal, refuse } from './refusal.ts';
import { sourceFiles } from './source-files.ts';
import { writeGguf } from './write-gguf.ts';

/** Changes whenever the same checkpoint gives other bytes. */
export const CONVERTER_VERSION = 1;

/** Reachable by the sandbox's user, listed by nobody: the names in it can't be guessed. */
const PASSABLE = 0o711;

export interface ConvertedModel {
  readonly path: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  /** What was read beside the weights, by path in the submission. */
  readonly sources: readonly string[];
  readonly preparation: TextPreparation;
}

export type Conversion =
  | { readonly converted: ConvertedModel }
  /** Why no GGUF can be made of it that is surely the same model. */
  | { readonly refused: string };

/**
 * Makes a GGUF of a Hugging Face checkpoint, for the runner and nobody else: the same weights bit for bit, and a tokenizer
 * that cuts texts the same way. Configuration and tokenizer are read in the sandbox; the weights are copied by range.
 * @throws GateError SANDBOX_FAILED, CANCELLED, DISK_FULL, SOURCE_CHANGED
 */
export async function convertCheckpoint(
  checkpoint: Checkpoint,
  { submission, facts }: { readonly submission: Submission; readonly facts: readonly FileFacts[] },
  {
    sandbox,
    scratch,
    signal,
  }: { readonly sandbox: SandboxDriver; readonly scratch: string; readonly signal: AbortSignal },
): Promise<Conversion> {
  const path = join(scratch, `converted-${randomBytes(16).toString('hex')}.gguf`);
  try {
    for (const name of checkpoint.paths) checkSound(name, facts);
    if (new Set(checkpoint.paths.map((name) => posix.dirname(name))).size > 1)
      refuse('its weights lie in several directories');
    const sources = sourceFiles(checkpoint, submission);
    if (!sources.has('config.json')) refuse('there is no config.json beside it');
    if (!sources.has('tokenizer.json') && !sources.has('tokenizer.model'))
      refuse('it brings neither tokenizer.json nor tokenizer.model');
    for (const source of sources.values()) checkSound(source.path, facts);
    const blobs = new Map([...sources].map(([name, { blob }]) => [name, blob]));
    const answer = await describeInSandbox(blobs, sandbox, signal);
    if ('refused' in answer) return { refused: answer.refused };
    const { description } = answer;
    const plan = planTensors(description.hyperparameters, checkpoint.tensors);
    checkVocabulary(description.vocabulary, plan.vocabularySize, description.hyperparameters);
    await chmod(scratch, PASSABLE);
    const written = await writeGguf(path, description, plan, signal);
    const { normalizer, spacePrefix } = description.vocabulary;
    const preparation = defined({ normalizer, spacePrefix });
    return {
      converted: { path, ...written, sources: [...sources.values()].map((source) => source.path), preparation },
    };
  } catch (error) {
    await rm(path, { force: true });
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.message };
  }
}

/** A file whose structure is not sound is not read by two programs in the same way. @throws Refusal */
function checkSound(path: string, facts: readonly FileFacts[]): void {
  const known = facts.find((one) => one.path === path) ?? refuse(`nothing is known about ${path}`);
  const [problem] = known.problems;
  if (problem !== undefined) refuse(`the structure of ${path} is not sound (${problem.code})`);
  if (!known.complete) refuse(`${path} was not read whole (${known.limits[0]?.limit ?? 'unknown limit'})`);
}
