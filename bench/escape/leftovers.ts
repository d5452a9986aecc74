import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { cgroupPosition } from '../../src/sandbox/limits/cgroup-paths.ts';

/** Names of what sandboxes of the process `pid` have made and not yet removed: control groups, temporary files, processes. */
export function leftovers(pid: number): string[] {
  const mine = (name: string): boolean => new RegExp(`^modelgate-\\d+-${pid}-`, 'u').test(name);
  const { v1, v2 } = cgroupPosition();
  const directories = [tmpdir(), ...v1.values(), ...v2].flatMap((directory) => readdirSync(directory));
  const processes = commandLines().map(([, command]) => command.split('\0')[0] ?? '');
  return [...directories, ...processes].filter(mine);
}

/** Host processes whose command line holds `marker`: what runs inside carries one. */
export function processesWith(marker: string): string[] {
  return commandLines()
    .filter(([pid, command]) => Number(pid) !== process.pid && command.includes(marker))
    .map(([pid]) => pid);
}

/** Zombies included. */
function commandLines(): (readonly [string, string])[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((pid) => {
      try {
        return [[pid, readFileSync(`/proc/${pid}/cmdline`, 'utf8')] as const];
      } catch {
        return []; // ended meanwhile
      }
    });
}
