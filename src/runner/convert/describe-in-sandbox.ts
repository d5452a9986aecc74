import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import { programFile } from '../../core/program-file.ts';
import type { Mount, SandboxDriver, SandboxLimits } from '../../sandbox/driver.ts';
import { NODE_INSIDE, runtimeMounts } from '../../sandbox/runtime/runtime-mounts.ts';
import { describeAnswerSchema, type DescribeAnswer, type DescribeRequest, type SourceFile } from './description.ts';
import { CONVERSION_LIMITS } from './limits.ts';

const LIMITS: SandboxLimits = {
  memoryBytes: CONVERSION_LIMITS.memoryBytes,
  pids: 32,
  cpuSeconds: CONVERSION_LIMITS.milliseconds / 1_000,
  wallClockMs: CONVERSION_LIMITS.milliseconds,
  tmpBytes: 1024 ** 2,
  openFiles: 64,
};
/** Two thirds of the memory limit: the rest is for what V8 keeps outside its heap. */
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=2048'];

const HOME_INSIDE = '/modelgate';
const FILES_INSIDE = '/checkpoint';
const SOURCE = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = programFile(new URL('describe-process.ts', import.meta.url));
const PROGRAM: readonly Mount[] = ENTRY.endsWith('.ts')
  ? [
      ...['core', 'formats', 'runner/convert', 'runner/protocol.ts'].map((part) => ({
        source: join(SOURCE, part),
        target: join(HOME_INSIDE, 'src', part),
      })),
      { source: join(SOURCE, '..', 'package.json'), target: join(HOME_INSIDE, 'package.json') },
      { source: packageDirectory('zod'), target: join(HOME_INSIDE, 'node_modules/zod') },
    ]
  : [{ source: ENTRY, target: join(HOME_INSIDE, 'describe-process.mjs') }];
const ENTRY_INSIDE = join(
  HOME_INSIDE,
  ENTRY.endsWith('.ts') ? `src/runner/convert/${basename(ENTRY)}` : 'describe-process.mjs',
);

function packageDirectory(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/**
 * Has the configuration and the tokenizer of a checkpoint read where there is no network, no key and no other file. A file
 * that kills its reader is a refusal. `files`: where each lies on the host. @throws GateError SANDBOX_FAILED, CANCELLED
 */
export async function describeInSandbox(
  files: ReadonlyMap<SourceFile, string>,
  sandbox: SandboxDriver,
  signal: AbortSignal,
): Promise<DescribeAnswer> {
  const inside = (name: SourceFile): string => join(FILES_INSIDE, name);
  const request: DescribeRequest = Object.fromEntries([...files.keys()].map((name) => [name, inside(name)]));
  const instance = await sandbox.start(
    {
      argv: [NODE_INSIDE, ...NODE_FLAGS, ENTRY_INSIDE],
      env: {},
      mounts: [
        ...runtimeMounts(),
        ...PROGRAM,
        ...[...files].map(([name, source]) => ({ source, target: inside(name) })),
      ],
      limits: LIMITS,
    },
    signal,
  );
  const chunks: Buffer[] = [];
  let length = 0;
  instance.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > CONVERSION_LIMITS.answer) instance.kill();
    else chunks.push(chunk);
  });
  instance.stdout.on('error', () => {}); // `exited` tells
  instance.stdin.end(JSON.stringify(request));
  const { code, killedBy, signal: by, stderrTail } = await instance.exited;
  if (signal.aborted) throw new GateError('CANCELLED', 'the conversion was cancelled');
  if (length > CONVERSION_LIMITS.answer)
    return refusedAs(`their description takes more than ${CONVERSION_LIMITS.answer} bytes`);
  if (code !== 0) {
    const last = stderrTail.split('\n').find((line) => /error|memory/iu.test(line)) ?? '';
    const how = killedBy === 'none' ? (by ?? code) : killedBy;
    return refusedAs(`their reader did not survive them (${how}) ${printable(last, 200)}`);
  }
  const answer = describeAnswerSchema.safeParse(parsed(Buffer.concat(chunks).toString('utf8')));
  if (!answer.success) return refusedAs('their reader answered something that is no description');
  return 'refused' in answer.data ? { refused: printable(answer.data.refused) } : answer.data;
}

const refusedAs = (why: string): DescribeAnswer => ({ refused: `configuration and tokenizer: ${why}` });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
