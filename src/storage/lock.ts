import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { GateError, systemCode } from '../core/errors.ts';
import { diskFull } from './atomic-file.ts';

const LOCK_POLL_MS = 50;

const holderSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

/** How many processes in a row may die while each clears away the lock of the one before. */
const MAX_GRAVES = 8;

/**
 * Takes an exclusive lock for this process. A lock whose holder is gone (killed, rebooted) is taken over; a process id that
 * was used again since doesn't count as its holder, because the start time differs.
 * @throws GateError RUN_BUSY when a living process holds it; DISK_FULL
 */
export async function takeLock(path: string): Promise<{ release(): Promise<void> }> {
  return take(path, 0);
}

async function take(path: string, graves: number): Promise<{ release(): Promise<void> }> {
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  const staged = `${path}.${process.pid}`;
  try {
    await writeFile(staged, mine, { mode: 0o600 });
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        // link() creates the name together with its content: nobody ever reads an empty lock.
        await link(staged, path);
        return { release: () => rm(path, { force: true }) };
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
      }
      const found = await readLock(path);
      if (found === undefined) continue;
      const holder = holderOf(found);
      if (holder !== undefined && startOf(holder.pid) === holder.startedAt) {
        throw new GateError('RUN_BUSY', `process ${holder.pid} holds ${path}`);
      }
      await clear(path, found, graves);
    }
    throw new GateError('RUN_BUSY', `others keep taking ${path}`);
  } catch (error) {
    throw diskFull(error, path);
  } finally {
    await rm(staged, { force: true });
  }
}

/**
 * Removes the lock of a holder that is gone. Two who both found it dead must not both remove it: the slower one would remove the
 * lock that the faster has taken since. So whoever clears holds a lock of its own, named for the dead one, and looks again.
 */
async function clear(path: string, dead: string, graves: number): Promise<void> {
  if (graves >= MAX_GRAVES) throw new GateError('RUN_BUSY', `${path}: too many processes died clearing it away`);
  const name = createHash('sha256').update(dead).digest('hex').slice(0, 16);
  const grave = await take(`${path}.${name}`, graves + 1);
  try {
    if ((await readLock(path)) === dead) await rm(path, { force: true });
  } finally {
    await grave.release();
  }
}

/**
 * The same, waiting for a holder that is about to be done.
 * @throws GateError RUN_BUSY when it still holds the lock after `patienceMs`
 */
export async function waitForLock(path: string, patienceMs: number): Promise<{ release(): Promise<void> }> {
  for (let waited = 0; ; waited += LOCK_POLL_MS) {
    try {
      return await takeLock(path);
    } catch (error) {
      if (!(error instanceof GateError) || error.code !== 'RUN_BUSY' || waited >= patienceMs) throw error;
      await setTimeout(LOCK_POLL_MS);
    }
  }
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function holderOf(text: string): z.infer<typeof holderSchema> | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Start time of a process in clock ticks since boot and the boot itself, or '' when there is no such process. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name stands in parentheses and may hold anything: count fields after the last one (proc(5), field 22).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? '' : `${boot}:${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}
