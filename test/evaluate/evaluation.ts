import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { execFileSync } from 'node:child_process';
import { systemClock } from '../../src/core/clock.ts';
import { blake3FromBytes, sha256FromBytes, type Sha256 } from '../../src/core/digest.ts';
import type { Policy } from '../../src/core/policy.ts';
import { silentProgress } from '../../src/core/progress.ts';
import type { StageContext } from '../../src/core/stage.ts';
import { comparePaths, subjectOf, type Submission } from '../../src/core/submission.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import type { FileFacts } from '../../src/formats/facts.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';

const ROOT = join(import.meta.dirname, '../..');
export const TINY_SUITE = join(ROOT, 'suites/tiny-chat');
export const fixture = (name: string): string => join(ROOT, 'fixtures/models', name);

/** Builds the runners where a checkout has none yet, or those of older sources. */
export function builtRunner(): void {
  const script = join(ROOT, 'scripts/build-runner.ts');
  const sources = join(ROOT, 'src/runner/program');
  const inputs = [script, join(ROOT, 'src/runner/protocol.ts')].concat(
    readdirSync(sources, { recursive: true, encoding: 'utf8' }).map((name) => join(sources, name)),
  );
  const newest = Math.max(...inputs.map((path) => statSync(path).mtimeMs));
  const built = ['runner', 'runner-onnx'].map((name) =>
    statSync(join(ROOT, '.build', name, 'manifest.json'), { throwIfNoEntry: false }),
  );
  if (built.every((manifest) => manifest !== undefined && manifest.mtimeMs >= newest)) return;
  execFileSync(process.execPath, [script], { stdio: 'ignore' });
}

/** A directory of real files as a submission, with the facts that the real parsers state. */
export async function submitted(directory: string): Promise<{ submission: Submission; facts: FileFacts[] }> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => relative(directory, join(it.parentPath, it.name)));
  const contents = await Promise.all(
    paths.sort(comparePaths).map(async (path) => ({ path, bytes: await readFile(join(directory, path)) })),
  );
  const files = contents.map(({ path, bytes }) => {
    const hash = createHash('sha256').update(bytes).digest();
    // Nothing here re-checks by BLAKE3.
    return {
      path,
      size: bytes.length,
      sha256: sha256FromBytes(hash),
      blake3: blake3FromBytes(hash),
      blob: join(directory, path),
    };
  });
  const facts = contents.map(({ path, bytes }) => {
    const source = {
      size: bytes.length,
      read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
    };
    return parseFile(source, path, new Set(paths));
  });
  return { submission: { name: 'model', subject: subjectOf(files), files }, facts };
}

export async function policyWith(
  suites: readonly string[],
  evaluate: Partial<Policy['evaluate']> = {},
): Promise<Policy> {
  const { policy } = profilePolicy('strict');
  const pinned = await Promise.all(suites.map(async (path) => ({ path, digest: (await loadSuite(path)).digest })));
  return { ...policy, evaluate: { ...policy.evaluate, tolerance: 0.1, suites: pinned, ...evaluate } };
}

export function contextOf(submission: Submission, policy: Policy, scratch: string, signal?: AbortSignal): StageContext {
  return {
    submission,
    policy,
    clock: systemClock,
    signal: signal ?? new AbortController().signal,
    progress: silentProgress,
    scratch,
  };
}

export const digestOf = (text: string): Sha256 => sha256FromBytes(createHash('sha256').update(text).digest());

/** Pids of processes that this test process started, directly or not, with `word` among their arguments. */
export function ownProcesses(word: string): string[] {
  const parents = new Map<string, string>();
  const matching: string[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    try {
      parents.set(pid, /^PPid:\s*(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0');
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(word)) matching.push(pid);
    } catch {
      // It ended while we looked.
    }
  }
  return matching.filter((pid) => {
    for (let at = parents.get(pid); at !== undefined && at !== '0'; at = parents.get(at))
      if (at === String(process.pid)) return true;
    return false;
  });
}
