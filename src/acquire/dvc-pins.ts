import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Sha256 } from '../core/digest.ts';
import { subjectOf, type SubmissionFile } from '../core/submission.ts';
import type { DvcPin } from '../formats/dvc/facts.ts';
import type { FileFacts } from '../formats/facts.ts';
import { directoryList, findInRemote } from './dvc-remote.ts';
import { pinnedHashes, type PinnedHashes } from './pinned-hash.ts';

/** Pins of one submission; those past it are left out. */
const MAX_PINS = 10_000;
/** Pins and files under them: a hundred directories of the largest submission. */
const MAX_LOOKED = 10_000_000;

/** What became of one pin of a `.dvc` file or a `dvc.lock`. */
export interface CheckedPin {
  readonly pin: DvcPin;
  /** The file that pins it. */
  readonly source: string;
  /** From the submission's root; as written where it leads out of it. */
  readonly path: string;
  readonly state: 'confirmed' | 'differs' | 'absent' | 'unchecked';
  /** Of what was read: a file's digest, or the root over a directory's files. */
  readonly sha256?: Sha256;
  readonly size?: number;
  readonly detail: string;
}

export interface PinRequest {
  readonly files: readonly SubmissionFile[];
  readonly facts: readonly FileFacts[];
  /** A DVC remote that is a directory of this machine. */
  readonly remote: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Holds every MD5 pin of DVC against the bytes: those in the submission, else those in the remote. MD5 resists no attacker,
 * so what was read is told with its SHA-256.
 */
export async function checkDvcPins({ files, facts, remote, signal }: PinRequest): Promise<CheckedPin[]> {
  const places = new Places(files);
  const hashed = new Map<string, PinnedHashes>();
  const hash = async (file: SubmissionFile): Promise<PinnedHashes> => {
    const known = hashed.get(file.path) ?? (await pinnedHashes(file.blob, signal));
    hashed.set(file.path, known);
    return known;
  };
  const checked: CheckedPin[] = [];
  let looked = 0;
  for (const { path: source, dvc } of facts) {
    for (const pin of dvc?.pins ?? []) {
      const path = placeOf(source, dvc?.workingDirectory, pin.path);
      const base = { pin, source, path: path ?? pin.path };
      const own = path === undefined ? [] : places.at(path);
      looked += 1 + own.length;
      if (checked.length >= MAX_PINS) return checked;
      if (looked > MAX_LOOKED) {
        checked.push({ ...base, state: 'unchecked', detail: `more than ${MAX_LOOKED} files are pinned` });
      } else if (own.length > 0) {
        checked.push({ ...base, ...(await inSubmission(pin, path ?? '', own, hash)) });
      } else if (remote === undefined) {
        checked.push({ ...base, state: 'absent', detail: 'pinned; the bytes are not in the submission' });
      } else {
        checked.push({ ...base, ...(await inRemote(pin, remote, signal)) });
      }
    }
  }
  return checked;
}

/** Finds what lies under a path without looking at every file: a submission may pin as many paths as it holds files. */
class Places {
  readonly #files = new Map<string, SubmissionFile>();
  readonly #directories = new Map<string, SubmissionFile[]>();

  constructor(files: readonly SubmissionFile[]) {
    for (const file of files) {
      this.#files.set(file.path, file);
      for (let end = file.path.lastIndexOf('/'); end > 0; end = file.path.lastIndexOf('/', end - 1)) {
        const directory = file.path.slice(0, end);
        const inside = this.#directories.get(directory);
        if (inside === undefined) this.#directories.set(directory, [file]);
        else inside.push(file);
      }
    }
  }

  at(path: string): readonly SubmissionFile[] {
    const file = this.#files.get(path);
    return file === undefined ? (this.#directories.get(path) ?? []) : [file];
  }
}

async function inRemote(
  pin: DvcPin,
  remote: string,
  signal: AbortSignal,
): Promise<Pick<CheckedPin, 'state' | 'sha256' | 'size' | 'detail'>> {
  const found = await findInRemote(remote, pin.md5, signal);
  if (found.kind !== 'confirmed') return { state: found.kind, detail: found.why };
  const { sha256, size, files } = found;
  return { state: 'confirmed', sha256, size, detail: `read from the remote, ${files} file${files === 1 ? '' : 's'}` };
}

/** Undefined for an absolute path, a URL, and what leads out of the submission. */
function placeOf(source: string, workingDirectory: string | undefined, path: string): string | undefined {
  if (posix.isAbsolute(path) || /^[a-z][a-z0-9+.-]*:/iu.test(path) || path.includes('\\')) return undefined;
  const place = posix.join(posix.dirname(source), workingDirectory ?? '.', path).replace(/\/$/u, '');
  return place === '..' || place === '.' || place.startsWith('../') || posix.isAbsolute(place) ? undefined : place;
}

async function inSubmission(
  pin: DvcPin,
  path: string,
  files: readonly SubmissionFile[],
  hash: (file: SubmissionFile) => Promise<PinnedHashes>,
): Promise<Pick<CheckedPin, 'state' | 'sha256' | 'size' | 'detail'>> {
  const directory = pin.md5.endsWith('.dir');
  const [single] = files;
  if (single === undefined || directory === (single.path === path))
    return { state: 'differs', detail: `pinned as a ${directory ? 'directory' : 'file'}, and it is none` };
  const hashes: PinnedHashes[] = [];
  for (const file of files) hashes.push(await hash(file));
  const size = hashes.reduce((sum, one) => sum + one.size, 0);
  const ways = pin.converted ? (['md5', 'convertedMd5'] as const) : (['md5'] as const);
  const equal = ways.some((way) => {
    if (!directory) return hashes[0]?.[way] === pin.md5;
    const list = directoryList(
      files.map((file, at) => ({ path: file.path.slice(path.length + 1), md5: hashes[at]?.[way] ?? '' })),
    );
    return `${createHash('md5').update(list).digest('hex')}.dir` === pin.md5;
  });
  const sha256 = directory
    ? subjectOf(files.map((file) => ({ path: file.path.slice(path.length + 1), sha256: file.sha256 })))
    : single.sha256;
  if (!equal) return { state: 'differs', sha256, size, detail: 'the bytes in the submission are not those pinned' };
  if (pin.size !== undefined && pin.size !== size)
    return { state: 'differs', sha256, size, detail: `${pin.size} bytes are pinned, and there are ${size}` };
  return { state: 'confirmed', sha256, size, detail: 'read in the submission' };
}
