import { spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { systemCode } from '../../core/errors.ts';
import { commitOf, everyReference } from './references.ts';

/** How reading ended: `limit` where it was stopped. */
export type GitEnd = { readonly kind: 'done' | 'limit' } | { readonly kind: 'failed'; readonly message: string };

/**
 * The objects of a repository, read by git in a repository of our own that only borrows them: no configuration, hook,
 * attribute, replacement or filter of the audited one is ever read (CVE-2022-24765, CVE-2022-41903, `core.fsmonitor`,
 * `gpg.program`, `diff.external`), and nothing is fetched that a partial clone lacks.
 */
export interface GitObjects {
  /** The commit that is checked out, or that was asked for. */
  readonly head: string;
  /** What branches and tags stand for. */
  readonly others: { readonly commits: readonly string[]; readonly complete: boolean };
  /** The history is cut off at some commits: what comes first here came not first. */
  readonly shallow: boolean;
  /** Runs git and hands over what it prints, piece by piece; `input` is fed to it. Returning false ends it. */
  run(
    args: readonly string[],
    milliseconds: number,
    onData: (bytes: Buffer) => boolean | undefined,
    input?: Iterable<string>,
  ): Promise<GitEnd>;
  close(): void;
}

/** Undefined where the directory is no repository; a text where it is one that is not read, and why. */
export function openGit(directory: string, reference = 'HEAD'): GitObjects | string | undefined {
  // A single workflow has no history.
  if (!existsSync(join(directory, '.git'))) return undefined;
  const git = join(directory, '.git');
  const kind = kindOf(git);
  if (kind !== 'directory') return 'the history lies outside of the directory';
  if (kindOf(join(git, 'objects')) !== 'directory') return 'a repository without objects';
  // Both lead to files anywhere on this machine.
  if (kindOf(join(git, 'objects/info/alternates')) !== undefined || kindOf(join(git, 'commondir')) !== undefined)
    return 'the history borrows from another repository';
  const head = commitOf(git, reference);
  if (head === undefined)
    return reference === 'HEAD' ? 'the history has no commit that is checked out' : `it has no one commit ${reference}`;
  const shallow = kindOf(join(git, 'shallow')) === 'file';
  return borrow(resolve(git), head, shallow);
}

function borrow(git: string, head: string, shallow: boolean): GitObjects {
  const own = mkdtempSync(join(tmpdir(), 'modelgate-history-'));
  for (const name of ['objects', 'refs']) mkdirSync(join(own, name));
  writeFileSync(join(own, 'HEAD'), 'ref: refs/heads/none\n');
  const format =
    head.length === 64 ? '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n' : '';
  writeFileSync(join(own, 'config'), format);
  const env = {
    PATH: (process.env['PATH'] ?? '/usr/bin:/bin')
      .split(delimiter)
      .filter((part) => part.startsWith('/'))
      .join(delimiter),
    HOME: own,
    LC_ALL: 'C',
    GIT_DIR: own,
    GIT_OBJECT_DIRECTORY: join(git, 'objects'),
    ...(shallow ? { GIT_SHALLOW_FILE: join(git, 'shallow') } : {}),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
  return {
    head,
    others: everyReference(git),
    shallow,
    run: (args, milliseconds, onData, input) => runGit(args, { cwd: own, env }, milliseconds, onData, input),
    close: () => rmSync(own, { recursive: true, force: true }),
  };
}

async function runGit(
  args: readonly string[],
  where: { readonly cwd: string; readonly env: Record<string, string> },
  milliseconds: number,
  onData: (bytes: Buffer) => boolean | undefined,
  input?: Iterable<string>,
): Promise<GitEnd> {
  const safe = [
    '--no-pager',
    '-c',
    'safe.directory=*',
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'core.commitGraph=false',
  ];
  const child = spawn('git', [...safe, ...args], { ...where, stdio: ['pipe', 'pipe', 'pipe'] });
  let limited = false;
  const stop = (): void => {
    limited = true;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(stop, milliseconds);
  let message = '';
  child.stderr.on('data', (bytes: Buffer) => {
    if (message.length < 400) message += bytes.toString('utf8').slice(0, 400);
  });
  child.stdout.on('data', (bytes: Buffer) => {
    if (!limited && onData(bytes) === false) stop();
  });
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  void feed(child.stdin, input ?? []);
  return new Promise((done) => {
    child.on('error', (error) => {
      clearTimeout(timer);
      done({ kind: 'failed', message: systemCode(error) === 'ENOENT' ? 'git is not installed' : error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (limited) done({ kind: 'limit' });
      else if (code === 0) done({ kind: 'done' });
      else done({ kind: 'failed', message: message.trim().split('\n')[0] ?? '' });
    });
  });
}

async function feed(stdin: NodeJS.WritableStream, lines: Iterable<string>): Promise<void> {
  for (const line of lines) {
    if (!stdin.writable) return;
    if (!stdin.write(`${line}\n`))
      await new Promise<void>((resume) => {
        stdin.once('drain', resume);
        stdin.once('close', resume);
      });
  }
  stdin.end();
}

function kindOf(path: string): 'file' | 'directory' | 'other' | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  return stats.isDirectory() ? 'directory' : stats.isFile() ? 'file' : 'other';
}
