import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, lstat, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execPath, version } from 'node:process';
import { promisify } from 'node:util';
import type { Mount } from '../sandbox/driver.ts';
import { NOBODY } from '../sandbox/nobody.ts';

/** One part of the parsing program: `target` is relative to the program's root. */
export interface ProgramPart {
  readonly source: string;
  readonly target: string;
}

export interface ParserProgram {
  readonly parts: readonly ProgramPart[];
  /** Relative to the program's root. */
  readonly entry: string;
  readonly flags: readonly string[];
  /** A request for no file, so that the program ends by itself. */
  readonly emptyRequest: string;
}

const CACHE = 'compile-cache';
const PREFIX = 'parsers-';
const KEPT_MS = 86_400_000;

let known: Promise<string | undefined> | undefined;

/**
 * The parsers as V8 compiled them, to be mounted read-only beside them: a parsing process then comes up in a quarter of
 * the time. Made once per version of the program by running it here without any file, so nothing of a submission ever
 * writes what a later process runs. Kept beside Node's own compile cache (`NODE_COMPILE_CACHE`); without that, and
 * wherever anything about it is odd, there is none, and processes compile for themselves.
 */
export function parserCache(program: ParserProgram): Promise<string | undefined> {
  known ??= findOrMake(program); // both lanes ask
  return known;
}

async function findOrMake(program: ParserProgram): Promise<string | undefined> {
  const own = process.env['NODE_COMPILE_CACHE'];
  if (own === undefined || own === '') return undefined;
  const home = dirname(own);
  try {
    const path = join(home, `${PREFIX}${await fingerprint(program)}`);
    if (await isOurs(path)) return join(path, CACHE);
    await mkdir(home, { recursive: true });
    await make(program, home, path);
    return (await isOurs(path)) ? join(path, CACHE) : undefined;
  } catch {
    return undefined; // a read-only home, a full disk: only slower
  }
}

/** Where the cache stands inside, and what makes Node use it: its entries name modules by their place beside it. */
export function cacheMount(
  cache: string,
  root: string,
): { readonly mount: Mount; readonly env: Record<string, string> } {
  const target = join(root, CACHE);
  return { mount: { source: cache, target }, env: { NODE_COMPILE_CACHE: target, NODE_COMPILE_CACHE_PORTABLE: '1' } };
}

/** Whoever can write there decides what the parsers say. */
async function isOurs(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

/** Changes with any file of the program: Node checks each entry again, but nobody would write the missing ones. */
async function fingerprint({ parts, entry, flags }: ParserProgram): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([version, process.arch, entry, flags]));
  for (const { source, target } of parts) {
    const names = (await stat(source)).isDirectory() ? await readdir(source, { recursive: true }) : [''];
    const lines = names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(source, name));
      return `${target}/${name}\0${size}\0${mtimeMs}\n`;
    });
    hash.update((await Promise.all(lines)).toSorted().join(''));
  }
  return hash.digest('hex').slice(0, 32);
}

async function make(program: ParserProgram, home: string, path: string): Promise<void> {
  const root = await mkdtemp(join(home, `${PREFIX}unfinished-`));
  try {
    for (const { source, target } of program.parts) await cp(source, join(root, target), { recursive: true });
    const cache = join(root, CACHE);
    const env = { NODE_COMPILE_CACHE: cache, NODE_COMPILE_CACHE_PORTABLE: '1' };
    const running = promisify(execFile)(execPath, [...program.flags, join(root, program.entry)], {
      env,
      timeout: 60_000,
    });
    running.child.stdin?.end(program.emptyRequest);
    await running;
    // Node keeps users' caches apart by their number, and inside everybody is nobody.
    for (const name of await readdir(cache))
      await rename(join(cache, name), join(cache, `${name.replace(/-\d+$/u, '')}-${NOBODY}`));
    for (const name of await readdir(root)) if (name !== CACHE) await rm(join(root, name), { recursive: true });
    await rename(root, path).catch(async (error: unknown) => {
      if (!(await isOurs(path))) throw error; // another process was first
    });
    await removeOld(home, (await stat(path)).mtimeMs);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Not at once: a process of the version before may be about to mount its own. */
async function removeOld(home: string, now: number): Promise<void> {
  for (const name of (await readdir(home)).filter((it) => it.startsWith(PREFIX))) {
    const { mtimeMs } = await stat(join(home, name));
    if (now - mtimeMs > KEPT_MS) await rm(join(home, name), { recursive: true, force: true });
  }
}
