import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import type { Clock } from '../core/clock.ts';
import { GateError, systemCode } from '../core/errors.ts';
import type { Outcome, StageName } from '../core/evidence.ts';
import type { VerdictKind } from '../core/verdict.ts';

/** What happened in a run, in order, for people and log shippers. */
export type RunEvent =
  | { readonly event: 'run-started' | 'run-resumed'; readonly source: string; readonly policyDigest: string }
  | { readonly event: 'stage-started' | 'stage-reused'; readonly stage: StageName }
  | { readonly event: 'stage-finished'; readonly stage: StageName; readonly outcome: Outcome; readonly reason: string }
  | { readonly event: 'sandbox-chosen'; readonly driver: string; readonly parsing: string }
  /** Before a model is asked anything that counts; a rough guess. */
  | { readonly event: 'evaluation-estimated'; readonly seconds: number; readonly tokens: number }
  /** A bill of materials that no reader of bundles would take; `modelgate bom` writes it all the same. */
  | { readonly event: 'bom-left-out'; readonly name: string }
  | { readonly event: 'verdict-logged'; readonly index: number }
  | { readonly event: 'verdict'; readonly verdict: VerdictKind; readonly subject: string };

export interface EventLog {
  append(event: RunEvent): Promise<void>;
  close(): Promise<void>;
}

/** Opens `events.jsonl` for appending. A line that a killed run left half-written is cut off first. */
export async function openEventLog(path: string, clock: Clock): Promise<EventLog> {
  const existing = await readFile(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const whole = existing.lastIndexOf(0x0a) + 1;
  if (whole < existing.length) await truncate(path, whole);
  const file: FileHandle = await open(path, 'a', 0o600);
  return {
    async append(event) {
      try {
        await file.appendFile(`${JSON.stringify({ time: clock.now().toISOString(), ...event })}\n`);
      } catch (error) {
        if (systemCode(error) === 'ENOSPC') {
          throw new GateError('DISK_FULL', `no space left to write ${path}`, { cause: error });
        }
        throw error;
      }
    },
    close: () => file.close(),
  };
}
