import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { FoundFile } from '../acquire/inspect.ts';
import { readFacts } from '../acquire/read-facts.ts';
import { openSource, type SourceFile } from '../acquire/source.ts';
import { GateError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import { holdsResults } from '../formats/claims/names.ts';
import type { FileFacts } from '../formats/facts.ts';
import { HEAD_BYTES } from '../formats/parser.ts';
import { parsingSandbox } from './standalone.ts';

/** Names under which results lie in a directory. A file that is named itself may have any. */
const RESULTS =
  /^(?:.*results?(?:_[^/]*)?\.(?:json|yaml|yml)|samples_[^/]*\.jsonl|[^/]*\.eval|\d{4}-\d\d-\d\dT[^/]*\.json|(?:per_instance_)?stats\.json|[^/]*promptfoo[^/]*\.json|(?:readme|model_?card)\.(?:md|markdown))$/iu;
const HUB_RESULTS = /(?:^|\/)\.eval_results\/[^/]+\.ya?ml$/u;
const RUN = /^results(_\d{4}-\d\d-\d\dT[^/]*)?\.json$/u;

export interface ReadResultsRequest {
  readonly given: readonly string[];
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** A file of results as it was read, by the name that the operator gave it or found it under. */
export interface ReadResultFile {
  readonly facts: FileFacts;
  readonly shown: string;
  readonly sha256: string;
}

interface Candidate {
  readonly file: SourceFile;
  readonly path: string;
  readonly shown: string;
  /** Named itself, and not only found: it must hold results. */
  readonly named: boolean;
}

/**
 * Reads files of results, and those in directories, in the isolated parsing process. Samples beside a file that is named are
 * read too.
 * @throws GateError RESULTS_UNREADABLE, SOURCE_NOT_FOUND, SOURCE_UNREADABLE, SOURCE_CHANGED, SUBMISSION_REFUSED,
 * SANDBOX_FAILED, PARSER_DIED, CANCELLED
 */
export async function readResults({ given, signal, progress }: ReadResultsRequest): Promise<{
  readonly files: readonly ReadResultFile[];
  readonly sandboxed: boolean;
}> {
  const sandbox = await parsingSandbox(signal);
  const files: ReadResultFile[] = [];
  for (const [index, path] of given.entries()) {
    const { candidates, close } = await candidatesOf(path, index, signal);
    try {
      files.push(...(await readAll(path, candidates, { sandbox, signal, progress })));
    } finally {
      close();
    }
  }
  return { files, sandboxed: sandbox !== undefined };
}

async function readAll(
  given: string,
  candidates: readonly Candidate[],
  working: Omit<Parameters<typeof readFacts>[0], 'submission'>,
): Promise<ReadResultFile[]> {
  const found = candidates.map(({ file, path }): FoundFile => ({
    path,
    size: Number(file.identity.size),
    blob: file.absolute,
  }));
  const { facts } = await readFacts({ ...working, submission: { files: found }, results: true });
  let claims = 0;
  const read: ReadResultFile[] = [];
  for (const [at, { file, path, shown, named }] of candidates.entries()) {
    const own = facts[at];
    if (own === undefined) throw new GateError('INTERNAL', `no facts about ${path}`);
    const isResult = (own.claims ?? []).length + (own.samples ?? []).length > 0;
    if (!own.complete) {
      const why = own.limits[0]?.message ?? own.problems[0]?.message ?? 'it breaks off';
      throw new GateError('RESULTS_UNREADABLE', `${shown} was not read whole: ${why}`);
    }
    if (named && !isResult) {
      const why = own.problems[0]?.message ?? 'no shape of results that is known';
      throw new GateError('RESULTS_UNREADABLE', `${shown} states no score: ${why}`);
    }
    claims += own.claims?.length ?? 0;
    // Last, because of a file that can't be read, however long, nobody asks the digest.
    read.push({ facts: own, shown, sha256: await sha256Of(file, working.signal) });
  }
  for (const { file } of candidates) await (await file.open()).close(); // SOURCE_CHANGED if it was written meanwhile
  if (candidates.length === 0 || claims + read.length === 0)
    throw new GateError('RESULTS_UNREADABLE', `${given} holds no file of results`);
  return read;
}

async function candidatesOf(
  given: string,
  index: number,
  signal: AbortSignal,
): Promise<{ readonly candidates: readonly Candidate[]; readonly close: () => void }> {
  const source = await openSource(given, signal, { onRefused: () => {} });
  const [only] = source.files;
  const absolute = resolve(given);
  // A directory's one file may bear the directory's name; only a file that is given stands at the very path.
  if (
    only === undefined ||
    source.files.length > 1 ||
    basename(only.absolute) !== source.name ||
    source.name !== basename(absolute) ||
    (await isDirectory(absolute))
  ) {
    const candidates: Candidate[] = [];
    for (const file of source.files) {
      const { path } = file;
      if (!RESULTS.test(base(path)) && !HUB_RESULTS.test(path) && !(await bearsKeys(file))) continue;
      candidates.push({ file, path: `${index}/${path}`, shown: join(given, path), named: false });
    }
    return { candidates, close: () => source.close() };
  }
  const directory = `${index}/${basename(dirname(absolute))}`;
  const candidates: Candidate[] = [{ file: only, path: `${directory}/${only.path}`, shown: given, named: true }];
  const sources = [source];
  for (const name of await besides(absolute)) {
    const beside = await openSource(join(dirname(absolute), name), signal);
    sources.push(beside);
    for (const file of beside.files)
      candidates.push({ file, path: `${directory}/${name}`, shown: join(dirname(given), name), named: false });
  }
  return { candidates, close: () => sources.forEach((it) => it.close()) };
}

/** Whether a file of another name has the keys that only a harness writes, as in a submission. */
async function bearsKeys(file: SourceFile): Promise<boolean> {
  if (!/\.json$/iu.test(file.path)) return false;
  const handle = await file.open();
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const size = Number(file.identity.size);
    return holdsResults({ path: file.path, extension: 'json', size, head, tail: head });
  } finally {
    await handle.close();
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    () => false,
  );
}

/** Samples of the same run, as lm-evaluation-harness and HELM put them beside their results. */
async function besides(path: string): Promise<string[]> {
  const run = RUN.exec(basename(path));
  const names = await readdir(dirname(path)).catch(() => []);
  if (basename(path) === 'stats.json') return names.filter((name) => name === 'per_instance_stats.json');
  if (run === null) return [];
  const time = run[1] ?? '';
  return names
    .filter((name) => name.startsWith('samples_') && name.endsWith(`${time}.jsonl`))
    .filter((name) => time !== '' || !/_\d{4}-\d\d-\d\dT[^/]*\.jsonl$/u.test(name))
    .sort();
}

function base(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function sha256Of(file: SourceFile, signal: AbortSignal): Promise<string> {
  const handle = await file.open();
  try {
    const hash = createHash('sha256');
    for await (const chunk of handle.createReadStream({ autoClose: false, signal })) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    if (signal.aborted) throw new GateError('CANCELLED', 'cancelled', { cause: error });
    throw error instanceof GateError
      ? error
      : new GateError('SOURCE_UNREADABLE', `${file.path} can't be read`, { cause: error });
  } finally {
    await handle.close();
  }
}
