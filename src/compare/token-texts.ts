import { posix } from 'node:path';
import type { Submission } from '../core/submission.ts';
import { SOURCE_FILES, type SourceFile } from '../runner/convert/description.ts';
import { describeInSandbox } from '../runner/convert/describe-in-sandbox.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';

/** Characters of a token that are kept. */
const MAX_TOKEN = 64;

/**
 * What tokens say, by id, read from the tokenizer beside a model by the isolated process that converts checkpoints. Undefined where
 * there is no sandbox, no tokenizer beside the model, or none that it can read: ids alone are then all there is.
 */
export async function tokenTexts(
  tokens: readonly number[],
  model: Submission,
  paths: readonly string[],
  sandbox: SandboxDriver | undefined,
  signal: AbortSignal,
): Promise<(string | null)[] | undefined> {
  if (tokens.length === 0 || sandbox === undefined) return undefined;
  const directory = posix.dirname(paths[0] ?? '');
  const files = new Map<SourceFile, string>();
  for (const { path, blob } of model.files) {
    const name = SOURCE_FILES.find((one) => one === posix.basename(path));
    if (name !== undefined && posix.dirname(path) === directory) files.set(name, blob);
  }
  if (!files.has('tokenizer.json') && !files.has('tokenizer.model')) return undefined;
  const answer = await describeInSandbox(files, sandbox, signal);
  if ('refused' in answer) return undefined;
  const known = answer.description.vocabulary.tokens;
  return tokens.map((id) => known[id]?.slice(0, MAX_TOKEN) ?? null);
}
