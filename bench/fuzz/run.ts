/**
 * Coverage-guided fuzzing of every reader of hostile bytes.
 *
 *     node bench/fuzz/run.ts [--seconds 60] [--target ID …] [--seed N] [--resume] [--check]
 *
 * `--seconds` of processor time are for each target. Inputs that break a promise go to `crashes/<target>/`, the few that reach what no seed
 * reaches to `corpus/<target>/`. `--check` replays and fuzzes, writes nothing, and answers in JSON lines. Exit 1: a promise
 * was broken.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { CRASHES, keptUnder, writeKept } from './corpus.ts';
import { BYTES_AT, NAME_AT, type Job, type Report } from './messages.ts';
import { LONGEST } from './mutate.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    target: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

/** An input that is not through by then never is, on whatever machine. */
const HANG_MS = 120_000;
/** Of the heap, as in the parsing process. */
const HEAP_MIB = 1_024;

const memory = new SharedArrayBuffer(BYTES_AT + 2 * LONGEST);
const state = new Int32Array(memory, 0, 4);
let broken = 0;
let target = '';
let left: readonly string[] | undefined = values.target.length > 0 ? values.target : undefined;
const through = new Set<string>();

while (left === undefined || left.length > 0) {
  const stopped = await work(left ?? []);
  if (stopped === undefined) break;
  through.add(target);
  // The input at work took its thread with it: it is put on record, and the targets behind this one go on.
  broken += 1;
  const input = keptUnder(
    Buffer.from(memory, NAME_AT, state[1] ?? 0).toString(),
    Buffer.from(Buffer.from(memory, BYTES_AT, state[2] ?? 0)),
  );
  const file = values.check ? undefined : writeKept(join(CRASHES, target), input);
  tell({
    event: 'crash',
    target,
    kind: stopped,
    message: stopped,
    stack: '',
    file,
    base64: input.bytes.toString('base64'),
  });
  left = left?.filter((id) => !through.has(id)) ?? [];
}
process.exitCode = broken === 0 ? 0 : 1;

/** Undefined when all were fuzzed, else how the thread ended. */
async function work(targets: readonly string[]): Promise<string | undefined> {
  const job: Job = {
    targets,
    seconds: Number(values.seconds),
    seed: Number(values.seed),
    resume: values.resume,
    check: values.check,
    memory,
  };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: job,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  return new Promise((resolve) => {
    let last = -1;
    let since = performance.now();
    const watch = setInterval(() => {
      const executions = Atomics.load(state, 0);
      if (executions !== last) [last, since] = [executions, performance.now()];
      else if (target !== '' && performance.now() - since > HANG_MS) finish('hang');
    }, 1_000);
    const finish = (how: string | undefined): void => {
      clearInterval(watch);
      void worker.terminate();
      resolve(how);
    };
    worker.on('message', (report: Report) => {
      if (report.event === 'ready') left ??= [...report.targets];
      if (report.event === 'started') target = report.target;
      if (report.event === 'done') through.add(report.target);
      if (report.event === 'crash') broken += 1;
      tell(report);
    });
    worker.on('error', (error) => finish(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => finish(undefined));
  });
}

function tell(report: Report): void {
  if (values.check) process.stdout.write(`${JSON.stringify(report)}\n`);
  else if (report.event === 'crash')
    process.stdout.write(`${report.target}: ${report.kind}: ${JSON.stringify(report.message)} ${report.file ?? ''}\n`);
  else if (report.event === 'done') {
    const rate = Math.round(report.executions / report.seconds);
    process.stdout.write(
      `${report.target.padEnd(20)} ${report.executions} executions, ${rate}/s, ${report.blocks} blocks, ${report.kept} kept, slowest ${report.slowest} ms, ${report.crashes} broken promises\n`,
    );
  }
}
