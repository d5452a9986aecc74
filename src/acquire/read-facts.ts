import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import type { Submission, SubmissionFile } from '../core/submission.ts';
import { fileFactsSchema, type FileFacts } from '../formats/facts.ts';
import type { Mount, SandboxDriver, SandboxLimits } from '../sandbox/driver.ts';
import { NODE_INSIDE, runtimeMounts } from '../sandbox/runtime/runtime-mounts.ts';
import { lines } from './lines.ts';

/** Facts of one file, as a JSON line. A file whose facts are longer is reported as not read whole. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;
const LIMITS: SandboxLimits = {
  memoryBytes: 2 * 1024 ** 3,
  pids: 32,
  cpuSeconds: 3_600,
  wallClockMs: 3_600_000,
  tmpBytes: 1024 ** 2,
  openFiles: 64,
};
/** Longest silence before the file at work is given up. */
const FILE_TIMEOUT_MS = 300_000;

/** Where the program and the blobs stand inside. */
const HOME_INSIDE = '/modelgate';
const INSIDE = '/submission';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = join('formats', import.meta.url.endsWith('.js') ? 'parse-process.js' : 'parse-process.ts');
/** Half of the memory limit: the rest is for what V8 keeps outside its heap. */
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=1024'];

const messageSchema = z.union([
  z.object({ parsing: z.string() }),
  z.object({ facts: fileFactsSchema }),
  z.object({ done: z.number() }),
]);

export interface ReadFactsRequest {
  readonly submission: Submission;
  /** Without one, parsing runs in a child process with its own memory limit and an empty environment, and says so. */
  readonly sandbox: SandboxDriver | undefined;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface ReadFacts {
  readonly facts: readonly FileFacts[];
  readonly isolation: SandboxDriver['name'] | 'process';
}

interface Process {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly kill: () => void;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
}

/**
 * Parses every file of a submission in an isolated process. A file that kills its parser (memory, time, a crash) gets facts
 * with `complete: false`, which block; the files after it are parsed in a fresh process.
 * @throws GateError SANDBOX_FAILED, CANCELLED (the signal's reason)
 */
export async function readFacts({ submission, sandbox, signal, progress }: ReadFactsRequest): Promise<ReadFacts> {
  const facts = new Map<string, FileFacts>();
  let waiting: readonly SubmissionFile[] = submission.files;
  while (waiting.length > 0) {
    const { mount, inside } = blobMount(submission.files);
    const child = await startProcess(mount, sandbox, signal);
    const request = {
      paths: submission.files.map(({ path }) => path),
      files: waiting.map(({ path, blob }) => ({ path, blob: sandbox === undefined ? blob : inside(blob) })),
    };
    const { parsed, atWork, ended } = await parseIn(child, request, waiting, signal, (done) =>
      progress({ label: 'parse', done: facts.size + done, total: submission.files.length, unit: 'files' }),
    );
    signal.throwIfAborted();
    for (const one of parsed) facts.set(one.path, one);
    const left = waiting.filter(({ path }) => !facts.has(path));
    const [victim] = left.filter(({ path }) => path === atWork).concat(left);
    if (victim !== undefined) facts.set(victim.path, unreadFacts(victim, ended));
    waiting = left.filter((file) => file !== victim);
  }
  const ordered = submission.files.map(({ path }) => facts.get(path)).filter((one) => one !== undefined);
  return { facts: ordered, isolation: sandbox?.name ?? 'process' };
}

async function parseIn(
  child: Process,
  request: object,
  waiting: readonly SubmissionFile[],
  signal: AbortSignal,
  report: (done: number) => void,
): Promise<{ parsed: FileFacts[]; atWork: string | undefined; ended: string }> {
  const expected = new Map(waiting.map((file) => [file.path, file]));
  const parsed: FileFacts[] = [];
  let atWork: string | undefined;
  let why: string | undefined;
  const stop = (reason: string): void => {
    why ??= reason;
    child.kill();
  };
  const cancel = (): void => stop('cancelled');
  signal.addEventListener('abort', cancel, { once: true });
  let timer = setTimeout(() => stop('it answered nothing for too long'), FILE_TIMEOUT_MS);
  child.stdin.on('error', () => {});
  child.stdin.end(`${JSON.stringify(request)}
`);
  try {
    for await (const line of lines(child.stdout, MAX_LINE_BYTES)) {
      clearTimeout(timer);
      timer = setTimeout(() => stop('it answered nothing for too long'), FILE_TIMEOUT_MS);
      const message = messageSchema.safeParse(parseJson(line));
      if (!message.success) throw new GateError('PARSER_DIED', 'it answered something that is no facts');
      if ('parsing' in message.data) atWork = message.data.parsing;
      if ('facts' in message.data) {
        // The process that read this file may be its victim: it may speak of that file only, once, with the true size.
        const { facts } = message.data;
        if (expected.get(facts.path)?.size !== facts.size)
          throw new GateError('PARSER_DIED', 'it answered facts of another file');
        expected.delete(facts.path);
        parsed.push(facts);
        report(parsed.length);
      }
    }
  } catch (error) {
    stop(error instanceof GateError ? error.message : 'its answer could not be read');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
  const ended = await child.ended;
  return { parsed, atWork, ended: why ?? ended };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function unreadFacts({ path, size }: SubmissionFile, why: string): FileFacts {
  const message = `the isolated parser did not survive this file: ${why}`;
  return {
    path,
    size,
    extension: '',
    formats: ['data'],
    complete: false,
    limits: [{ limit: 'parser.died', message }],
    problems: [],
  };
}

/**
 * One mount for all blobs: the deepest directory that holds them all, or the file itself when there is only one, so that
 * nothing beside the submission is shown.
 */
export function blobMount(files: readonly SubmissionFile[]): { readonly mount: Mount; readonly inside: (blob: string) => string } {
  const [first, ...rest] = files;
  if (first === undefined) throw new GateError('INTERNAL', 'no file to mount');
  if (rest.length === 0) return { mount: { source: first.blob, target: INSIDE }, inside: () => INSIDE };
  let common = dirname(first.blob);
  for (const { blob } of rest) while (!blob.startsWith(`${common}/`)) common = dirname(common);
  return { mount: { source: common, target: INSIDE }, inside: (blob) => join(INSIDE, relative(common, blob)) };
}

async function startProcess(mount: Mount, sandbox: SandboxDriver | undefined, signal: AbortSignal): Promise<Process> {
  if (sandbox === undefined) return plainProcess();
  const instance = await sandbox.start(
    {
      argv: [NODE_INSIDE, ...NODE_FLAGS, join(HOME_INSIDE, 'src', ENTRY)],
      env: {},
      mounts: [...runtimeMounts(), ...programMounts(), mount],
      limits: LIMITS,
    },
    signal,
  );
  return {
    stdin: instance.stdin,
    stdout: instance.stdout,
    kill: () => instance.kill(),
    ended: instance.exited.then(({ code, signal: by, killedBy, stderrTail }) =>
      killedBy === 'none' ? describeEnd(code, by, stderrTail) : `it reached its ${killedBy} limit`,
    ),
  };
}

/** The parsers, the words they use, and the two packages they import: nothing else of this program. */
function programMounts(): Mount[] {
  const packages = ['zod', 'yaml'].map((name) => ({
    source: dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)),
    target: join(HOME_INSIDE, 'node_modules', name),
  }));
  return [
    { source: join(SOURCE, 'formats'), target: join(HOME_INSIDE, 'src', 'formats') },
    { source: join(SOURCE, 'core'), target: join(HOME_INSIDE, 'src', 'core') },
    { source: join(SOURCE, '..', 'package.json'), target: join(HOME_INSIDE, 'package.json') },
    ...packages,
  ];
}

/** No walls but a memory limit and an empty environment: for `scan` on a machine that has no sandbox. */
function plainProcess(): Process {
  const limited = ['--data=2147483648', '--core=0', '--', process.execPath, ...NODE_FLAGS, join(SOURCE, ENTRY)];
  const child = spawn('prlimit', limited, { stdio: ['pipe', 'pipe', 'pipe'], env: {}, cwd: '/' });
  let tail = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-4_096)));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`prlimit can't be started: ${error.message}`));
    child.once('close', (code, by) => resolve(describeEnd(code, by, tail)));
  });
  return { stdin: child.stdin, stdout: child.stdout, kill: () => child.kill('SIGKILL'), ended };
}

function describeEnd(code: number | null, by: string | null, stderr: string): string {
  const how = by === null ? `it exited with ${code}` : `it was killed by ${by}`;
  return stderr === '' ? how : `${how}: ${stderr.trim().slice(-300)}`;
}
