import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all its descendants use together. */
export interface TreeUse {
  /** Anonymous and shared memory; pages that forked processes still share are counted for each. */
  readonly memoryBytes: number;
  /** Of living processes and of those that their parents have waited for. */
  readonly cpuSeconds: number;
}

const TICKS_PER_SECOND = 100; // USER_HZ, the same on every architecture that we run on

/**
 * Sums over /proc, for machines where no control group can be made: resource limits bind each process alone, and a hundred
 * processes may each stay within them. The root of the tree must be pid 1 of its namespace, so that orphans stay in it.
 */
export function treeUse(root: number): TreeUse {
  const stats = new Map(pids().map((pid) => [pid, statOf(pid)]));
  const belongs = (pid: number): boolean => {
    for (
      let at: number | undefined = pid, hops = 0;
      at !== undefined && hops <= stats.size;
      at = stats.get(at)?.parent, hops++
    ) {
      if (at === root) return true;
    }
    return false;
  };
  let memoryBytes = 0;
  let cpuSeconds = 0;
  for (const [pid, stat] of stats) {
    if (stat === undefined || !belongs(pid)) continue;
    memoryBytes += anonymousBytes(pid);
    cpuSeconds += stat.cpuSeconds;
  }
  return { memoryBytes, cpuSeconds };
}

function pids(): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1);
}

/** Fields 4 and 14 to 17 of /proc/PID/stat: own and waited-for children's time, user and system. */
function statOf(pid: number): { readonly parent: number; readonly cpuSeconds: number } | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
  return { parent: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND };
}

function anonymousBytes(pid: number): number {
  const status = read(`/proc/${pid}/status`) ?? '';
  return [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gmu)].reduce(
    (sum, [, kib]) => sum + Number(kib) * 1024,
    0,
  );
}

/** Undefined if the process ended meanwhile. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
