import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode } from '../../core/errors.ts';
import type { Tripwires } from '../../core/predicates/tripwires.ts';
import type { Canaries } from '../driver.ts';
import { TripwireAccount } from './account.ts';
import { watchedByNumber } from './watched.ts';

/** Of gVisor's debug log: what its filter refused, and entries of the two calls that are traced. */
const REFUSED = /\] Syscall (\d{1,4}): denied by seccomp$/u;
const OPENED = / E openat\((?:AT_FDCWD|0x[0-9a-f]+) ([^,]{0,4096}), 0x[0-9a-f]+ (.{0,4096}), [A-Z0-9_|x]+, /u;
const STARTED = / E execve\(0x[0-9a-f]+ (.{0,4096}?), /u;
const MAX_LINE = 16 * 1024;
const DRAIN_MS = 2_000;
const PAUSE_MS = 5;

/** What runsc must be told so that its log holds it. */
export const TRACE_FLAGS = ['--debug', '--strace', '--strace-syscalls=openat,execve', '--strace-log-size=0'];

const watchedBy = watchedByNumber(process.arch === 'arm64' ? 1 : 0);

/**
 * Reads gVisor's log from a FIFO that the gate holds open itself. What stands in it of paths is the program's own text: it
 * can add lines to its own account, and take none away.
 */
export class GvisorLog {
  readonly #account: TripwireAccount;
  readonly #descriptor: number;
  readonly #socket: Socket;
  readonly #end = `end ${randomBytes(16).toString('hex')}`;
  readonly #drained = Promise.withResolvers<void>();
  #rest = '';

  constructor(descriptor: number, shown: readonly string[], canaries: Canaries) {
    this.#descriptor = descriptor;
    this.#account = new TripwireAccount('gvisor-log', shown, canaries);
    this.#socket = new Socket({ fd: descriptor, readable: true, writable: false });
    this.#socket.on('error', () => this.#drained.resolve());
    this.#socket.on('data', (chunk: Buffer) => this.push(chunk.toString('latin1')));
  }

  get descriptor(): number {
    return this.#descriptor;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, MAX_LINE);
    for (const line of lines) this.#take(line.slice(0, MAX_LINE));
  }

  report(): Tripwires {
    return this.#account.report();
  }

  /** When nobody writes any more: reads what is left, and lets go of the FIFO. */
  async finish(): Promise<void> {
    const late = sleep(DRAIN_MS);
    for (let told = false; !told;) {
      try {
        writeSync(this.#descriptor, `\n${this.#end}\n`);
        told = true;
      } catch (error) {
        if (systemCode(error) !== 'EAGAIN') break;
        await sleep(PAUSE_MS); // full: the reader is behind
      }
    }
    await Promise.race([this.#drained.promise, late]);
    this.#socket.destroy();
  }

  /** Where no sandbox was started after all. */
  abandon(): void {
    this.#socket.destroy();
  }

  #take(line: string): void {
    if (line === this.#end) this.#drained.resolve();
    const number = REFUSED.exec(line)?.[1];
    if (number !== undefined) {
      const watched = watchedBy.get(Number(number));
      if (watched?.kind === 'connection' || watched?.kind === 'denial')
        this.#account.refused(watched.kind, watched.call);
      return;
    }
    const [, directory, path] = OPENED.exec(line) ?? [];
    if (directory !== undefined && path !== undefined) this.#account.opened(path, directory);
    const program = STARTED.exec(line)?.[1];
    if (program !== undefined) this.#account.started(program);
  }
}
