import { readFileSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { GateError, systemCode } from '../core/errors.ts';

const LOCK_POLL_MS = 50;

const holderSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

/**
 * Takes an exclusive lock for this process. A lock whose holder is gone (killed, rebooted) is taken over; a process id that
 * was used again since doesn't count as its holder, because the start time differs.
 * @throws GateError RUN_BUSY when a living process holds it
 */
export async function takeLock(path: string): Promise<{ release(): Promise<void> }> {
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  const staged = `${path}.${process.pid}`;
  await writeFile(staged, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        // link() creates the name together with its content: nobody ever reads an empty lock.
        await link(staged, path);
        return { release: () => rm(path, { force: true }) };
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
      }
      const holder = await readHolder(path);
      if (holder !== undefined && startOf(holder.pid) === holder.startedAt) {
        throw new GateError('RUN_BUSY', `process ${holder.pid} holds ${path}`);
      }
      await rm(path, { force: true });
    }
    throw new GateError('RUN_BUSY', `others keep taking ${path}`);
  } finally {
    await rm(staged, { force: true });
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

async function readHolder(path: string): Promise<z.infer<typeof holderSchema> | undefined> {
  try {
    return holderSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
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
