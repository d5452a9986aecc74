import { posix } from 'node:path';
import { GateError } from '../../../core/errors.ts';
import { DATA_FILE, readDocuments, type Document } from '../documents.ts';
import type { HarnessConfig } from './config-schema.ts';
import { harnessItems, type HarnessItem } from './items.ts';
import { FewShot } from './few-shot.ts';
import { fromPlain, isMapping } from './jinja/values.ts';
import type { SuiteFiles } from './read-config.ts';
import { scoresOf, type Score } from './scoring.ts';

/** A task of lm-evaluation-harness, with everything that will be asked. */
export interface LoadedHarness {
  readonly config: HarnessConfig;
  readonly scores: readonly Score[];
  readonly items: readonly HarnessItem[];
  /** Files of documents that it was made of. */
  readonly data: readonly string[];
}

/**
 * Documents come from files of the suite: those that `dataset_kwargs.data_files` names, or `SPLIT.jsonl`, `.json`, `.csv`,
 * `.tsv`, `.parquet` beside the task file or in a directory of the task's name. Nothing is fetched.
 * @throws GateError SUITE_INVALID
 */
export async function loadHarnessTask(path: string, config: HarnessConfig, suite: SuiteFiles): Promise<LoadedHarness> {
  const where = posix.join(suite.directory, path);
  const asked = config.test_split ?? config.validation_split ?? config.training_split;
  if (asked === undefined || asked === null)
    throw new GateError('SUITE_INVALID', `${where}: no test_split and no validation_split`);
  const data = new Set<string>();
  const documents = async (split: string): Promise<Document[]> => {
    const files = filesOf(split, path, config, suite);
    for (const file of files) data.add(file);
    const read: Document[] = [];
    for (const file of files)
      for (const document of await readDocuments(
        suite.files.get(file) ?? new Uint8Array(),
        posix.join(suite.directory, file),
      ))
        read.push(document);
    return read;
  };
  const scores = scoresOf(config, where);
  const questions = await documents(asked);
  if (questions.length === 0) throw new GateError('SUITE_INVALID', `${where}: no documents in its split "${asked}"`);
  const items = [...harnessItems(config, questions, await examplesOf(config, asked, documents))];
  return { config, scores, items, data: [...data] };
}

async function examplesOf(
  config: HarnessConfig,
  asked: string,
  documents: (split: string) => Promise<Document[]>,
): Promise<FewShot> {
  if ((config.num_fewshot ?? 0) === 0) return new FewShot(config, [], false);
  const samples = config.fewshot_config?.samples;
  if (samples !== undefined) {
    const columns = samples.map((sample) => {
      const value = fromPlain(sample);
      return isMapping(value) ? value : new Map<string, never>();
    });
    return new FewShot(config, columns, (config.fewshot_split ?? null) === (config.test_split ?? null));
  }
  const split = config.fewshot_split ?? config.training_split ?? config.validation_split ?? asked;
  return new FewShot(
    config,
    (await documents(split)).map(({ columns }) => columns),
    (config.fewshot_split ?? null) === (config.test_split ?? null),
  );
}

function filesOf(split: string, path: string, config: HarnessConfig, suite: SuiteFiles): string[] {
  const directory = posix.dirname(path);
  const stated = config.dataset_kwargs?.data_files;
  if (stated !== undefined) {
    const own =
      typeof stated === 'string' || Array.isArray(stated) ? (split === 'train' ? stated : undefined) : stated[split];
    const names = own === undefined ? [] : typeof own === 'string' ? [own] : own;
    if (names.length === 0) throw missing(path, split, suite, 'data_files names no file for it');
    return names.map((name) => {
      const target = posix.join(directory, name);
      if (posix.isAbsolute(name) || target.startsWith('..') || !suite.files.has(target))
        throw missing(path, split, suite, `${name} is not in the suite`);
      return target;
    });
  }
  const beside = [directory, posix.join(directory, config.task)];
  const found = [...suite.files.keys()].filter(
    (file) =>
      beside.includes(posix.dirname(file)) &&
      DATA_FILE.test(file) &&
      posix.basename(file).replace(DATA_FILE, '') === split,
  );
  const own = found.filter((file) => posix.dirname(file) !== directory);
  const files = own.length > 0 ? own : found;
  if (files.length !== 1)
    throw missing(
      path,
      split,
      suite,
      files.length === 0 ? `no ${split}.jsonl beside it or in ${config.task}/` : `several files: ${files.join(', ')}`,
    );
  return files;
}

function missing(path: string, split: string, { directory }: SuiteFiles, why: string): GateError {
  return new GateError('SUITE_INVALID', `${posix.join(directory, path)}: the split "${split}": ${why}`);
}
