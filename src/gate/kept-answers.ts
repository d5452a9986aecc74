import { createHash } from 'node:crypto';
import { copyFile, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256FromBytes } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import type { Evidence } from '../core/evidence.ts';
import { evaluatePredicateSchema, type EvaluatePredicate } from '../core/predicates/evaluate.ts';
import { syncDirectory } from '../storage/atomic-file.ts';

/** The name of the file of answers in a run directory, whatever a statement calls it. */
export const ANSWERS = 'answers.jsonl';

function answersIn({ stage, predicate }: Pick<Evidence, 'stage' | 'predicate'>): EvaluatePredicate['answers'] {
  return stage === 'evaluate' ? evaluatePredicateSchema.safeParse(predicate).data?.answers : undefined;
}

/**
 * Moves the model's answers out of the stage's scratch directory. They are on disk before the statement is signed that
 * holds their digest: a statement never names a file that a crash has lost.
 */
export async function keepAnswers(evidence: Evidence, scratch: string, path: string): Promise<void> {
  const answers = answersIn(evidence);
  if (answers === undefined) return;
  const from = join(scratch, answers.file);
  const file = await open(from, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(from, path);
  await syncDirectory(dirname(path));
}

/** The same for a stage run alone, whose scratch directory may lie on another file system. */
export async function copyAnswers(evidence: Evidence, scratch: string, path: string): Promise<void> {
  const answers = answersIn(evidence);
  if (answers === undefined) return;
  await copyFile(join(scratch, answers.file), path).catch((error: unknown) => {
    throw new GateError('USAGE', `--answers ${path} can't be written (${systemCode(error) ?? 'unknown error'})`);
  });
}

/** What is wrong with the answers at `path` by the digest in the evidence; undefined when nothing is. */
export async function answersFault(
  evidence: Pick<Evidence, 'stage' | 'predicate'>,
  path: string,
): Promise<string | undefined> {
  const answers = answersIn(evidence);
  if (answers === undefined) return undefined;
  const hash = createHash('sha256');
  try {
    const file = await open(path, 'r');
    await pipeline(file.createReadStream(), hash);
  } catch (error) {
    return `${path} can't be read (${systemCode(error) ?? 'unknown error'})`;
  }
  return sha256FromBytes(hash.digest()) === answers.sha256
    ? undefined
    : `${path} does not hold the answers that were signed`;
}
