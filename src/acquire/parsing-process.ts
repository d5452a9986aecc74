import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { GateError } from '../core/errors.ts';
import { printable } from '../core/escape.ts';
import { programFile } from '../core/program-file.ts';
import type { Enforcement, Mount, SandboxDriver, SandboxLimits } from '../sandbox/driver.ts';
import type { FoundFile } from './inspect.ts';
import { PARSER_LIMITS, THREADS_FROM_BYTES } from './limits.ts';
import { openScratchFile, type ScratchFile } from './scratch-file.ts';
import { cacheMount, parserCache, type ParserProgram } from './parser-cache.ts';
import { findExecutable } from '../sandbox/executable.ts';
import { NODE_INSIDE, runtimeMounts } from '../sandbox/runtime/runtime-mounts.ts';

const LIMITS: SandboxLimits = {
  memoryBytes: PARSER_LIMITS.memoryBytes,
  pids: 32,
  cpuSeconds: PARSER_LIMITS.cpuSeconds,
  wallClockMs: 7_200_000,
  tmpBytes: 1024 ** 2,
  openFiles: 64,
};

/** Where the program and the blobs stand inside. */
const HOME_INSIDE = '/modelgate';
const BLOBS_INSIDE = '/submission';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = programFile(new URL('../formats/parse-process.ts', import.meta.url));
/** Half of the memory limit for the heap: the rest is for what V8 keeps outside of it. Of V8's four threads for compiling one is of use. */
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=1024', '--v8-pool-size=1'];
const STDERR_KEPT = 4_096;
const LIMITED_SCRATCH_FD = 3;
const PACKAGES = ['yaml'];

/** A parsing process, however it is held. */
export interface ParsingProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly kill: () => void;
  /** How it ended, in words. Never rejects. */
  readonly ended: Promise<string>;
  /** What a sandbox really enforced. */
  readonly enforcement: Enforcement | undefined;
  /** Where a blob lies for the process. */
  readonly inside: (blob: string) => string;
  /** The scratch file, by the process's own descriptor. */
  readonly scratch?: { readonly descriptor: number; readonly bytes: number };
}

/** @throws GateError SANDBOX_FAILED, CANCELLED */
export async function startParsing(
  files: readonly FoundFile[],
  sandbox: SandboxDriver | undefined,
  signal: AbortSignal,
): Promise<ParsingProcess> {
  const scratch = openScratchFile();
  try {
    if (sandbox !== undefined) return await startSandboxed(files, { sandbox, scratch }, signal);
    return startLimited(scratch);
  } finally {
    scratch?.close();
  }
}

interface Sandboxed {
  readonly sandbox: SandboxDriver;
  readonly scratch: ScratchFile | undefined;
}

async function startSandboxed(
  files: readonly FoundFile[],
  { sandbox, scratch }: Sandboxed,
  signal: AbortSignal,
): Promise<ParsingProcess> {
  const { mount, inside } = blobMount(files);
  const cache = await parserCache(PROGRAM);
  const compiled = cache === undefined ? undefined : cacheMount(cache, HOME_INSIDE);
  const instance = await sandbox.start(
    {
      argv: [NODE_INSIDE, ...NODE_FLAGS, join(HOME_INSIDE, PROGRAM.entry)],
      env: compiled?.env ?? {},
      mounts: [
        ...runtimeMounts(),
        ...PROGRAM.parts.map(({ source, target }) => ({ source, target: join(HOME_INSIDE, target) })),
        ...(compiled === undefined ? [] : [compiled.mount]),
        mount,
      ],
      limits: LIMITS,
      ...(scratch === undefined ? {} : { scratch: { descriptor: scratch.descriptor, bytes: scratch.bytes } }),
      // Hashing is then what takes longest.
      yields: files.reduce((sum, { size }) => sum + size, 0) >= THREADS_FROM_BYTES,
    },
    signal,
  );
  const { stdin, stdout, enforcement, exited } = instance;
  const ended = exited.then(({ code, signal: by, killedBy, stderrTail }) =>
    killedBy === 'none' ? describeEnd(code, by, stderrTail) : `it reached its ${killedBy} limit`,
  );
  return {
    stdin,
    stdout,
    enforcement,
    inside,
    ended,
    kill: () => instance.kill(),
    ...handedOn(instance.scratch, scratch),
  };
}

function handedOn(descriptor: number | undefined, file: ScratchFile | undefined): Pick<ParsingProcess, 'scratch'> {
  return descriptor === undefined || file === undefined ? {} : { scratch: { descriptor, bytes: file.bytes } };
}

/**
 * One mount for all blobs: the deepest directory that holds them all, or the file itself when there is only one, so that
 * nothing beside the submission is shown.
 * @throws GateError USAGE for files that share nothing but the root of the file system
 */
export function blobMount(files: readonly FoundFile[]): {
  readonly mount: Mount;
  readonly inside: (blob: string) => string;
} {
  const [first, ...rest] = files;
  if (first === undefined) throw new GateError('INTERNAL', 'no file to mount');
  if (rest.length === 0) return { mount: { source: first.blob, target: BLOBS_INSIDE }, inside: () => BLOBS_INSIDE };
  let common = dirname(first.blob);
  for (const { blob } of rest) while (common !== '/' && !blob.startsWith(`${common}/`)) common = dirname(common);
  if (common === '/')
    throw new GateError('USAGE', 'the files lie in no directory but /, which no sandbox is shown whole');
  return {
    mount: { source: common, target: BLOBS_INSIDE },
    inside: (blob) => join(BLOBS_INSIDE, relative(common, blob)),
  };
}

/** The parsers, the words they use, and the packages they import: nothing else of this program. Built, it is one file. */
const PROGRAM: ParserProgram = {
  parts: ENTRY.endsWith('.ts')
    ? [
        { source: join(SOURCE, 'formats'), target: 'src/formats' },
        { source: join(SOURCE, 'core'), target: 'src/core' },
        { source: join(SOURCE, '..', 'package.json'), target: 'package.json' },
        ...PACKAGES.map((name) => ({ source: packageDirectory(name), target: `node_modules/${name}` })),
      ]
    : [{ source: ENTRY, target: 'parse-process.mjs' }],
  entry: ENTRY.endsWith('.ts') ? `src/formats/${basename(ENTRY)}` : 'parse-process.mjs',
  flags: NODE_FLAGS,
  emptyRequest: '{"paths":[],"files":[],"fingerprintKey":""}\n',
};

function packageDirectory(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/**
 * No walls but limits on memory, descriptors and file sizes, and an empty environment: for a machine without a sandbox.
 * The evidence says `process`.
 */
function startLimited(scratch: ScratchFile | undefined): ParsingProcess {
  const { memoryBytes, openFiles, cpuSeconds } = LIMITS;
  const limits = [
    `--data=${memoryBytes}`,
    `--nofile=${openFiles}`,
    `--cpu=${cpuSeconds}`,
    `--fsize=${scratch?.bytes ?? 0}`,
    '--core=0',
  ];
  const program = [process.execPath, ...NODE_FLAGS, ENTRY];
  // Without util-linux the heap limit and the time limit are all there is.
  const prlimit = findExecutable('prlimit');
  const [command = process.execPath, ...args] =
    prlimit === undefined ? program : [prlimit, ...limits, '--', ...program];
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe', scratch?.descriptor ?? 'ignore'],
    env: {},
    cwd: '/',
  });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new GateError('PARSER_DIED', 'the parsing process came without pipes: too many open files');
  let tail = '';
  stderr.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-STDERR_KEPT)));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`it can't be started: ${error.message}`));
    child.once('close', (code, by) => resolve(describeEnd(code, by, tail)));
  });
  return {
    stdin,
    stdout,
    kill: () => child.kill('SIGKILL'),
    ended,
    enforcement: undefined,
    inside: (blob) => blob,
    ...handedOn(LIMITED_SCRATCH_FD, scratch),
  };
}

function describeEnd(code: number | null, by: string | null, stderr: string): string {
  const how = by === null ? `it exited with ${code}` : `it was killed by ${by}`;
  // V8 says what it ran out of at the start of its last words, so the head of them is the useful part.
  const line = stderr.split('\n').find((text) => /error|fatal|memory/iu.test(text));
  return line === undefined ? how : `${how} (${printable(line.trim(), 200)})`;
}
