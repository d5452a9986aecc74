/** What a process and all that it started cost: for the benches. Linux only, from /proc. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 100;
/** Ticks of /proc/<pid>/stat; 100 on every Linux since 2.6. */
const TICKS_PER_SECOND = 100;

export interface Cost {
  readonly seconds: number;
  /** User and system time of the process and of all children that were waited for. */
  readonly cpuSeconds: number;
  /** The most that all processes held together. */
  readonly peakMiB: number;
}

/** The memory of a process and all that it started, sampled; a page that several of them share counts once. */
export class PeakMemory {
  private readonly root: number;
  private readonly timer: NodeJS.Timeout;
  private highest = 0;

  constructor(root: number) {
    this.root = root;
    this.timer = setInterval(() => this.sample(), SAMPLE_MS);
  }

  /** MiB. */
  stop(): number {
    this.sample();
    clearInterval(this.timer);
    return this.highest / 1024;
  }

  private sample(): void {
    // A proportional set size is a process's own pages and its share of the others'.
    const sizes = tree(this.root).map((pid) =>
      Number(/^Pss:\s+(\d+)/mu.exec(text(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
    );
    this.highest = Math.max(
      this.highest,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  }
}

/** Runs a command to its end; what it prints is thrown away. `expected`: the exit codes that mean it did its work. */
export async function costOf(argv: readonly string[], expected: readonly number[] = [0]): Promise<Cost> {
  const [command = '', ...args] = argv;
  const before = childrenSeconds();
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const memory = new PeakMemory(child.pid ?? 0);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const seconds = (performance.now() - start) / 1000;
  const peakMiB = memory.stop();
  if (code === null || !expected.includes(code)) throw new Error(`${argv.join(' ')} ended with ${code}`);
  return { seconds, cpuSeconds: childrenSeconds() - before, peakMiB };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** User and system time of this process's children that ended and were waited for, theirs included. */
export function childrenSeconds(): number {
  const stat = text('/proc/self/stat');
  const [, , , , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

function tree(root: number): number[] {
  const found = [root];
  for (const pid of found) {
    for (const task of names(`/proc/${pid}/task`))
      found.push(...text(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number));
  }
  return found;
}

function names(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // it has ended
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended
  }
}
