import { openSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Token } from 'node-llama-cpp';
import * as z from 'zod';
import { convertCheckpoint, type Conversion } from '../../../src/runner/convert/convert-checkpoint.ts';
import { checkVocabulary } from '../../../src/runner/convert/check-vocabulary.ts';
import { describeCheckpoint } from '../../../src/runner/convert/describe.ts';
import { descriptionSchema } from '../../../src/runner/convert/description.ts';
import { planTensors } from '../../../src/runner/convert/plan-tensors.ts';
import { choosePrecision, ggufBytes, type Precision } from '../../../src/runner/convert/precision.ts';
import { Refusal } from '../../../src/runner/convert/refusal.ts';
import { writeGguf } from '../../../src/runner/convert/write-gguf.ts';
import { PROTOCOL_VERSION, type TextPreparation } from '../../../src/runner/protocol.ts';
import { loadModel, type LoadedModel } from '../../../src/runner/program/loaded-model.ts';
import type { Checkpoint } from '../../../src/formats/checkpoints/checkpoint.ts';
import { collectCheckpoints } from '../../../src/formats/checkpoints/collect.ts';
import { defined } from '../../../src/formats/defined.ts';
import { FileSource } from '../../../src/formats/file-source.ts';
import { bubblewrap } from '../../../src/sandbox/bubblewrap.ts';
import { temporaryDirectory } from '../../support/temporary.ts';
import { submitted } from '../evaluation.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/checkpoints');
/** Of the embedding of every model fixture: more than their tokenizers have tokens. */
export const ROWS = 448;
export const modelFixture = (name: string): string => join(FIXTURES, 'models', name);
export const tokenizerFixture = (name: string): string => join(FIXTURES, 'tokenizers', name);

/** A submission of a tiny model with a tokenizer beside it, in a directory of its own. */
export async function checkpoint(model: string, tokenizer: string): Promise<string> {
  const directory = join(await temporaryDirectory(), 'submission');
  await mkdir(directory);
  for (const source of [modelFixture(model), tokenizerFixture(tokenizer)])
    for (const name of await readdir(source))
      if (name !== 'reference.json') await cp(join(source, name), join(directory, name));
  return directory;
}

/** Changes a file of JSON in a submission. */
export async function edit(
  directory: string,
  name: string,
  change: (value: Record<string, unknown>) => unknown,
): Promise<void> {
  const path = join(directory, name);
  const value = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(path, 'utf8')));
  await writeFile(path, JSON.stringify(change(value)));
}

/** Converts the one safetensors checkpoint of a directory, in a real sandbox. */
export async function convert(
  directory: string,
  { signal = new AbortController().signal, most = Infinity }: { signal?: AbortSignal; most?: number } = {},
): Promise<Conversion> {
  const { submission, facts } = await submitted(directory);
  const found = collectCheckpoints(submission, facts).find(
    (one): one is Checkpoint => one.kind === 'tensors' && one.format === 'safetensors',
  );
  if (found === undefined) return { refused: 'no checkpoint' };
  const scratch = await temporaryDirectory();
  return convertCheckpoint(found, { submission, facts }, { sandbox: bubblewrap, scratch, signal, most });
}

interface Made {
  readonly path: string;
  readonly preparation: TextPreparation;
  readonly precision: Precision;
}

/** The same without a sandbox around the reading of files that are ours: the model, or why it is refused. */
async function attempt(directory: string, most = Infinity): Promise<Made | string> {
  const { submission, facts } = await submitted(directory);
  const found = collectCheckpoints(submission, facts).find((one) => one.paths.some((path) => path.endsWith('tensors')));
  const answer = describeCheckpoint((name) => {
    const file = submission.files.find(({ path }) => path === name);
    return file === undefined ? undefined : new FileSource(openSync(file.blob, 'r'));
  });
  if ('refused' in answer) return answer.refused;
  if (found?.kind !== 'tensors') return found?.why ?? 'no checkpoint';
  const { hyperparameters, vocabulary } = descriptionSchema.parse(answer.description);
  const path = join(await temporaryDirectory(), 'model.gguf');
  try {
    const stored = planTensors(hyperparameters, found.tensors);
    checkVocabulary(vocabulary, stored.vocabularySize, hyperparameters);
    const { plan, precision } = choosePrecision(answer.description, stored, most);
    const { bytes } = await writeGguf(path, answer.description, plan, new AbortController().signal);
    if (bytes !== ggufBytes(answer.description, plan)) throw new TypeError(`${bytes} bytes were not foreseen`);
    const { normalizer, spacePrefix } = vocabulary;
    return { path, precision, preparation: defined({ normalizer, spacePrefix }) };
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** `most`: bytes that a file in float32 may take. */
export async function converted(directory: string, most?: number): Promise<Made> {
  const model = await attempt(directory, most);
  if (typeof model === 'string') throw new TypeError(model);
  return model;
}

export async function refusal(directory: string): Promise<string> {
  const model = await attempt(directory);
  return typeof model === 'string' ? model : 'it was converted';
}

/** Loads what we wrote ourselves with the runner's own code, outside of any sandbox. */
export function load(model: { path: string; preparation: TextPreparation }): Promise<LoadedModel> {
  const { path, preparation } = model;
  const wanted = {
    id: 0,
    op: 'capabilities',
    protocol: PROTOCOL_VERSION,
    contextTokens: 128,
    sequences: 1,
    preparation,
  } as const;
  return loadModel(path, wanted, true);
}

/** ln P of every token after each of `ids`. */
export async function logProbabilities(loaded: LoadedModel, ids: readonly number[]): Promise<number[][]> {
  const [sequence] = loaded.sequences;
  if (sequence === undefined) throw new TypeError('no sequence');
  const tokens = Array.from({ length: ROWS }, (_, id) => id as Token);
  await sequence.clearHistory();
  const outputs = await sequence.controlledEvaluate(
    ids.map((id) => [id as Token, { generateNext: { logits: { filter: { tokens, includeTop: 1 } } } }]),
  );
  return outputs.map((output) => {
    const logits = tokens.map((token) => output?.next.logits?.get(token) ?? Number.NaN);
    const most = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
    return logits.map((logit) => logit - most - Math.log(total));
  });
}
