import { randomBytes } from 'node:crypto';
import { chmod, rm, statfs } from 'node:fs/promises';
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
import { choosePrecision, type Precision } from './precision.ts';
import { Refusal, refuse } from './refusal.ts';
import { sourceFiles } from './source-files.ts';
import { writeGguf } from './write-gguf.ts';

/** Changes whenever the same checkpoint gives other bytes in the same precision. */
export const CONVERTER_VERSION = 2;

/** Reachable by the sandbox's user, listed by nobody: the names in it can't be guessed. */
const PASSABLE = 0o711;

export interface ConvertedModel {
  readonly path: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly precision: Precision;
  /** What was read beside the weights, by path in the submission. */
  readonly sources: readonly string[];
  readonly preparation: TextPreparation;
}

export type Conversion =
  | { readonly converted: ConvertedModel }
  /** Why no GGUF can be made of it that is surely the same model. */
  | { readonly refused: string };

export interface ConversionContext {
  readonly sandbox: SandboxDriver;
  readonly scratch: string;
  readonly signal: AbortSignal;
  /** Bytes that the runner has room for: what is larger in float32 keeps the types that it is stored in. */
  readonly most: number;
}

/**
 * Makes a GGUF of a Hugging Face checkpoint, for the runner and nobody else: the same weights to the last bit, in float32
 * where there is room, and a tokenizer that cuts texts the same way. Configuration and tokenizer are read in the sandbox; the weights are copied by range.
 * @throws GateError SANDBOX_FAILED, CANCELLED, DISK_FULL, SOURCE_CHANGED
 */
export async function convertCheckpoint(
  checkpoint: Checkpoint,
  { submission, facts }: { readonly submission: Submission; readonly facts: readonly FileFacts[] },
  { sandbox, scratch, signal, most }: ConversionContext,
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
    const stored = planTensors(description.hyperparameters, checkpoint.tensors);
    checkVocabulary(description.vocabulary, stored.vocabularySize, description.hyperparameters);
    await chmod(scratch, PASSABLE);
    const { plan, precision } = choosePrecision(description, stored, Math.min(most, await freeBytes(scratch)));
    const written = await writeGguf(path, description, plan, signal);
    const { normalizer, spacePrefix } = description.vocabulary;
    const preparation = defined({ normalizer, spacePrefix });
    return {
      converted: {
        path,
        ...written,
        precision,
        sources: [...sources.values()].map((source) => source.path),
        preparation,
      },
    };
  } catch (error) {
    await rm(path, { force: true });
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.message };
  }
}

async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize, blocks } = await statfs(directory);
  // Some file systems state nothing (0 blocks); then the write itself will tell.
  return blocks === 0 ? Infinity : bavail * bsize;
}

/** A file whose structure is not sound is not read by two programs in the same way. @throws Refusal */
function checkSound(path: string, facts: readonly FileFacts[]): void {
  const known = facts.find((one) => one.path === path) ?? refuse(`nothing is known about ${path}`);
  const [problem] = known.problems;
  if (problem !== undefined) refuse(`the structure of ${path} is not sound (${problem.code})`);
  if (!known.complete) refuse(`${path} was not read whole (${known.limits[0]?.limit ?? 'unknown limit'})`);
}
