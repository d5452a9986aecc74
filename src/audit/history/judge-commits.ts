import { createHash } from 'node:crypto';
import type { SignalSink } from '../signals/rule.ts';
import { baselineOf, describeBaseline } from '../signals/statistics.ts';
import type { Commit } from './commits.ts';

const DAY = 86_400;
/** Commits that the share of signed ones is of. */
const RECENT = 1_000;
/** Fewer commits are no history to compare with. */
const LEAST = 10;
const LARGE = 1 << 20;
/** Where more of the first contributions than that bring a model, it is the custom. */
const CUSTOM = 0.25;
const MODEL =
  /\.(?:safetensors|gguf|ggml|pt|pth|ckpt|bin|onnx|h5|hdf5|keras|pkl|pickle|joblib|npz|tflite|mlmodel|pb|llamafile|msgpack|pdparams|engine)$/iu;
const BINARY =
  /\.(?:safetensors|gguf|zip|tar|t?gz|xz|zst|7z|exe|dll|so|dylib|jar|whl|bin|dat|npy|npz|parquet|arrow|img|iso)$/iu;

export function isModelPath(path: string): boolean {
  return MODEL.test(path);
}

/** First contributions of people who started nothing here: their first commit, and what it added. */
export interface FirstContribution {
  readonly commit: Commit;
  /** Commits of the same author, this one included. */
  readonly commits: number;
}

/** Only of a history that goes back to its start: otherwise what comes first is not known. */
export function firstContributions(commits: readonly Commit[]): readonly FirstContribution[] {
  const founders = new Set(commits.filter(({ parents }) => parents.length === 0).map(({ author }) => author));
  const byAuthor = Map.groupBy(commits, ({ author }) => author);
  return [...byAuthor].flatMap(([author, own]) => {
    // The log is latest first; merges bring others' files and show none.
    const commit = own.findLast(({ parents }) => parents.length === 1);
    return founders.has(author) || author === '' || commit === undefined ? [] : [{ commit, commits: own.length }];
  });
}

/** Blobs whose size tells whether a first contribution is a large binary. */
export function doubtful(first: readonly FirstContribution[]): string[] {
  return first.flatMap(({ commit }) =>
    commit.files.filter(({ path, isNew }) => isNew && (MODEL.test(path) || BINARY.test(path))).map(({ blob }) => blob),
  );
}

/** `sizes`: of blobs in bytes, of those that `doubtful` named. */
export function judgeFirst(
  first: readonly FirstContribution[],
  sizes: ReadonlyMap<string, number>,
  sink: SignalSink,
): void {
  const telling = first.flatMap((one) => {
    const files = one.commit.files.filter(
      ({ path, blob, isNew }) => isNew && (MODEL.test(path) || (BINARY.test(path) && (sizes.get(blob) ?? 0) >= LARGE)),
    );
    return files.length === 0 ? [] : [{ ...one, files }];
  });
  const usual = telling.length > Math.max(2, first.length * CUSTOM);
  const baseline = describeBaseline(baselineOf(first.map(({ commits }) => commits)), 'contributors');
  for (const { commit, commits, files } of telling) {
    const [file] = files;
    if (file === undefined) continue;
    const size = sizes.get(file.blob);
    sink.hit({
      rule: 'history-first-large-binary',
      path: file.path,
      line: 1,
      message: `the first commit of contributor ${contributor(commit.author)} (${shortId(commit)}) adds ${files.length === 1 ? 'it' : `it and ${files.length - 1} more`}${size === undefined ? '' : `, ${size} bytes`}; ${telling.length} of ${first.length} first contributions bring a model or large binary, and this contributor has ${commits} commits (${baseline})`,
      ...(usual ? { severity: 'info' } : {}),
    });
  }
}

export function judgeSignatures(commits: readonly Commit[], path: string, sink: SignalSink): void {
  const recent = commits.slice(0, RECENT);
  const unsigned = recent.filter(({ signed }) => !signed).length;
  if (recent.length < LEAST || unsigned * 2 <= recent.length) return;
  sink.hit({
    rule: 'history-unsigned-commits',
    path,
    line: 1,
    message: `${unsigned} of the last ${recent.length} commits carry no signature`,
  });
}

/** `now`: seconds since 1970. */
export function judgeTimes(commits: readonly Commit[], now: number, path: string, sink: SignalSink): void {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const odd = commits.flatMap((commit) => {
    const parent = commit.parents.map((id) => byId.get(id)?.committed ?? 0).reduce((a, b) => Math.max(a, b), 0);
    if (commit.committed > now + DAY) return [{ commit, why: 'lies in the future' }];
    if (parent > commit.committed + DAY)
      return [{ commit, why: `is ${days(parent - commit.committed)} before its parent` }];
    if (commit.authored > commit.committed + DAY)
      return [{ commit, why: `was written ${days(commit.authored - commit.committed)} after it was committed` }];
    return [];
  });
  const [example] = odd;
  if (example === undefined || commits.length < LEAST) return;
  sink.hit({
    rule: 'history-clock-anomaly',
    path,
    line: 1,
    message: `the times of ${odd.length} of ${commits.length} commits do not fit, such as ${shortId(example.commit)}, which ${example.why}`,
  });
}

function days(seconds: number): string {
  return `${Math.round(seconds / DAY)} days`;
}

function shortId({ id }: Commit): string {
  return id.slice(0, 12);
}

/** A name for a person that tells equal from equal in one report, and no address. */
export function contributor(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 8);
}
