/**
 * How fast two checkpoints are compared, beside `cmp` over the same files in the same run, all from the page cache.
 *
 *     node bench/compare.ts [MiB per file, default 512]
 *
 * The figure to keep is the ratio to `cmp`: absolute rates follow the machine and its load. `--passes` gives the processor time of single passes on
 * one thread instead, beside that of reading both files alone, which load moves less; `--whole` that of all statistics of one pair in which
 * every element differs.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareCheckpoints } from '../src/compare/compare-checkpoints.ts';
import { locateTensor, type LocatedTensor } from '../src/formats/checkpoints/located-tensor.ts';
import { silentProgress } from '../src/core/progress.ts';
import { pairIsEqual, pairSums } from '../src/weights/difference/compare-pair.ts';
import type { TensorPair } from '../src/weights/difference/slice-plan.ts';
import { openSlicePool } from '../src/weights/difference/slice-pool.ts';
import { TensorReader } from '../src/weights/elements/tensor-reader.ts';
import { spectrumOf } from '../src/weights/spectrum/spectrum.ts';

const MIB = 1024 * 1024;
const ROWS = 4096;
const COLUMNS = 4096;
const TENSOR_BYTES = ROWS * COLUMNS * 2;
/** So that lineage, layers and wide spectra have something to work on. */
const ROLES = ['mlp.up_proj', 'mlp.gate_proj', 'mlp.down_proj', 'self_attn.q_proj'];

const [size = '512'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const tensors = Math.max(1, Math.round((Number(size) * MIB) / TENSOR_BYTES));
const directory = mkdtempSync(join(tmpdir(), 'modelgate-bench-'));
try {
  const base = write('base', () => 0);
  if (process.argv.includes('--whole')) {
    await whole(
      base,
      write('all', () => 1),
    );
    process.exit();
  }
  const cases: readonly (readonly [string, string])[] = [
    ['identical', write('same', () => 0)],
    ['one row of one tensor', write('row', (tensor, row) => (tensor === tensors - 1 && row === ROWS - 1 ? 1 : 0))],
    ['every element', write('all', () => 1)],
  ];
  const bytes = tensors * TENSOR_BYTES;
  const [same, , all] = cases.map(([, path]) => path);
  if (process.argv.includes('--passes') && same !== undefined && all !== undefined) {
    await passes(bytes, base, same, all);
    process.exit();
  }
  process.stdout.write(
    `${tensors} bfloat16 tensors, ${Math.round(bytes / MIB)} MiB per side; GB/s of candidate bytes\n`,
  );
  process.stdout.write('case                    cmp   1 thread (ratio)   2 threads (ratio)   peak RSS\n');
  for (const [name, candidate] of cases) {
    // `cmp` stops at the first difference: it is timed on the identical pair, which it reads whole.
    const reference = rate(bytes, await fastest(() => cmp(base, cases[0]?.[1] ?? base)));
    const one = rate(bytes, await fastest(() => compare(candidate, base, 1)));
    const two = rate(bytes, await fastest(() => compare(candidate, base, 2)));
    const memory = Math.round(process.memoryUsage.rss() / MIB);
    process.stdout.write(
      `${name.padEnd(22)} ${reference.toFixed(2).padStart(5)} ${shown(one, reference)}   ${shown(two, reference)}   ${memory} MiB\n`,
    );
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Processor time of all statistics over one pair, on two threads. */
async function whole(base: string, candidate: string): Promise<void> {
  const [cpu, clock] = [process.cpuUsage(), process.hrtime.bigint()];
  await compare(candidate, base, 2);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = Number(process.hrtime.bigint() - clock) / 1e9;
  const gigabytes = (tensors * TENSOR_BYTES) / 1e9;
  const spent = (user + system) / 1e6;
  process.stdout.write(
    `${gigabytes.toFixed(2)} GB on each side: ${spent.toFixed(1)} s of processor time, ${(spent / 2).toFixed(1)} s on two free cores; ${seconds.toFixed(1)} s by the clock; ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most\n`,
  );
  rmSync(directory, { recursive: true, force: true });
}

/** GB of candidate bytes per second of processor time, best of five turns that alternate. */
async function passes(bytes: number, first: string, same: string, all: string): Promise<void> {
  const pool = openSlicePool(0, new AbortController().signal);
  const over = async (candidate: string, work: (pair: TensorPair) => Promise<unknown>): Promise<void> => {
    const others = located(first);
    for (const [index, tensor] of located(candidate).entries()) {
      const other = others[index];
      if (other !== undefined) await work({ candidate: { tensor }, base: { tensor: other } });
    }
  };
  const reader = new TensorReader();
  const into = new Uint8Array(4 * MIB);
  const reading = async ({ candidate, base: other }: TensorPair): Promise<void> => {
    const step = into.length / 2;
    for (let from = 0; from < candidate.tensor.elements; from += step)
      for (const operand of [candidate, other]) reader.read(operand, from, step, into);
    await Promise.resolve();
  };
  const turns: readonly (readonly [string, () => Promise<void>])[] = [
    ['reading both', async () => over(same, reading)],
    ['equal, all of it', async () => over(same, async (pair) => pairIsEqual(pool, pair))],
    ['sums, identical', async () => over(same, async (pair) => pairSums(pool, pair))],
    ['sums, every element', async () => over(all, async (pair) => pairSums(pool, pair))],
    ['spectrum, every element', async () => over(all, async (pair) => spectrumOf(pool, pair, { width: 8, passes: 3 }))],
  ];
  const best = new Map<string, number>();
  for (let turn = 0; turn < 5; turn += 1) {
    for (const [name, work] of turns) {
      const start = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(start);
      best.set(name, Math.max(best.get(name) ?? 0, bytes / (user + system) / 1e3));
    }
  }
  for (const [name, gigabytes] of best)
    process.stdout.write(`${name.padEnd(24)} ${gigabytes.toFixed(2)} GB/s of processor time\n`);
  reader.close();
  await pool.close();
  rmSync(directory, { recursive: true, force: true });
}

/** Writes one file of pseudo-random bfloat16 weights; `change` flips the lowest mantissa bit of a row's elements. */
function write(name: string, change: (tensor: number, row: number) => number): string {
  const path = join(directory, name);
  const fd = openSync(path, 'w');
  const row = new Uint16Array(COLUMNS);
  let state = 1;
  for (let tensor = 0; tensor < tensors; tensor += 1) {
    for (let index = 0; index < ROWS; index += 1) {
      const flip = change(tensor, index);
      for (let column = 0; column < COLUMNS; column += 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        // Sign and mantissa at random, exponents of weights between 2^-10 and 2^-3.
        row[column] = (((state >>> 31) << 15) | ((117 + ((state >>> 20) & 7)) << 7) | ((state >>> 8) & 127)) ^ flip;
      }
      writeSync(fd, new Uint8Array(row.buffer));
    }
  }
  closeSync(fd);
  return path;
}

function located(blob: string): LocatedTensor[] {
  const file = { path: blob, blob, size: tensors * TENSOR_BYTES };
  return Array.from({ length: tensors }, (_, index) =>
    locateTensor(file, {
      name: `model.layers.${index >> 2}.${ROLES[index & 3]}.weight`,
      dtype: 'BF16',
      shape: [ROWS, COLUMNS],
      offset: index * TENSOR_BYTES,
      bytes: TENSOR_BYTES,
    }),
  );
}

async function compare(candidate: string, base: string, workers: number): Promise<void> {
  const others = located(base);
  const pairs = located(candidate).flatMap((tensor, index) => {
    const other = others[index];
    return other === undefined ? [] : [{ name: tensor.name, candidate: { tensor }, base: { tensor: other } }];
  });
  const match = { pairs, reshaped: [], added: [], removed: [], unread: [], leftOut: [] };
  const { signal } = new AbortController();
  const settings = {
    architecture: undefined,
    numbers: new Map(),
    chatTemplate: undefined,
    rope: undefined,
    unread: [],
  };
  const side = { kind: 'tensors', format: 'safetensors', paths: [], tensors: new Map(), settings } as const;
  await compareCheckpoints({ candidate: side, base: side, match }, [], { signal, progress: silentProgress, workers });
}

function cmp(a: string, b: string): void {
  execFileSync('cmp', ['--silent', a, b]);
}

/** Seconds of the fastest of three runs. */
async function fastest(work: () => void | Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const start = process.hrtime.bigint();
    await work();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return best;
}

function rate(bytes: number, seconds: number): number {
  return bytes / seconds / 1e9;
}

function shown(value: number, reference: number): string {
  return `${value.toFixed(2).padStart(8)} (${(value / reference).toFixed(2)})`.padEnd(16);
}
