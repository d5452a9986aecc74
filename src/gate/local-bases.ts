import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GateError } from '../core/errors.ts';

/** Models of a directory that are read at most: each is hashed and parsed. */
const MAX_MODELS = 16;

/** Models that the operator has at hand, by path. */
export interface LocalBases {
  /** The base to compare with: the one that was given, or the one of `bases` that the submission claims. */
  readonly base: string | undefined;
  /** Others that the submission may be mixed from. */
  readonly siblings: readonly string[];
}

/**
 * Finds what to compare with. `bases` is a directory of models, a subdirectory each; `claimed` are the names of the model card, which are
 * believed only as far as choosing among what the operator has: of `org/name` the last part, as a directory's name. Without
 * `bases`, further claimed models are looked for beside the base alone. Throws GateError USAGE for a `bases` that can't be read.
 */
export async function localBases(request: {
  readonly candidate: string;
  readonly base: string | undefined;
  readonly bases: string | undefined;
  readonly claimed: readonly string[];
}): Promise<LocalBases> {
  const { candidate, bases, claimed } = request;
  const names = claimed.map((name) => basename(name)).filter((name) => /^[\w][\w.-]{0,199}$/u.test(name));
  const own = await real(candidate);
  const at: string[] = [];
  // A model that claims to come from itself, and lies among the bases, would be found equal to its base.
  for (const path of bases === undefined ? [] : await modelsIn(bases)) if ((await real(path)) !== own) at.push(path);
  const base = request.base ?? at.find((path) => names.includes(basename(path)));
  const beside = bases === undefined && base !== undefined ? names.map((name) => join(dirname(base), name)) : [];
  const taken = new Set([own, ...(base === undefined ? [] : [await real(base)])]);
  const siblings: string[] = [];
  for (const path of [...at, ...beside]) {
    const place = await real(path);
    if (taken.has(place) || siblings.length >= MAX_MODELS || !(await isDirectory(place))) continue;
    taken.add(place);
    siblings.push(path);
  }
  return { base, siblings };
}

async function modelsIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => join(directory, name))
      .sort();
  } catch (cause) {
    throw new GateError('USAGE', `--bases ${directory} is no directory that can be read`, { cause });
  }
}

async function real(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
