import { posix } from 'node:path';
import { printable } from '../../core/escape.ts';
import type { Tripwires } from '../../core/predicates/tripwires.ts';
import type { Canaries } from '../driver.ts';
import { SYSTEM_CALLS, type SystemCall } from '../seccomp/system-calls.ts';
import { WATCHED, type Watched } from './watched.ts';

/** `struct seccomp_notif`, and what lies at the address that the call names. */
const NOTIFICATION_BYTES = 80;
const TEXT_BYTES = 256;
const RECORD_BYTES = NOTIFICATION_BYTES + TEXT_BYTES;
const NUMBER_AT = 16;
const ARGUMENTS_AT = 32;
const MAX_EVENTS = 64;
const MAX_TEXT = 120;

/** Where a program inside may look without asking for what nobody showed; the loader tries many places for each library. */
const OWN = ['/proc', '/dev', '/tmp', '/sys', '/lib', '/lib64', '/usr/lib', '/usr/lib64', '/etc/ld.so.cache'];
const AF_INET = 2;

const byNumber = new Map<number, Watched>(
  WATCHED.flatMap((watched) => {
    const [number] = SYSTEM_CALLS[watched.call];
    return number === undefined ? [] : [[number, watched] as const];
  }),
);

type Kind = Tripwires['events'][number]['kind'];

/** Adds up the guard's reports. Their number is not bounded, what is kept of them is. */
export class TripwireLog {
  readonly #canaries: Canaries | undefined;
  readonly #shown: readonly string[];
  readonly #counts = { connection: 0, denial: 0, exec: 0, open: 0, canary: 0 };
  readonly #events = new Map<string, { kind: Kind; what: string; count: number }>();
  #rest: Buffer = Buffer.alloc(0);

  /** `shown`: targets of the mounts. */
  constructor(shown: readonly string[], canaries?: Canaries) {
    this.#shown = shown;
    this.#canaries = canaries;
  }

  push(chunk: Uint8Array): void {
    let bytes = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    for (; bytes.length >= RECORD_BYTES; bytes = bytes.subarray(RECORD_BYTES)) this.#take(bytes);
    this.#rest = Buffer.from(bytes);
  }

  report(): Tripwires {
    const { connection, denial, exec, open, canary } = this.#counts;
    return {
      by: 'seccomp-user-notification',
      blockedConnections: connection,
      permissionDenials: denial,
      execs: Math.max(0, exec - 1), // the program itself
      opensOutside: open,
      canaryTouches: canary,
      events: [...this.#events.values()],
    };
  }

  #take(record: Buffer): void {
    const watched = byNumber.get(record.readInt32LE(NUMBER_AT));
    if (watched === undefined) return;
    const at = record.subarray(NOTIFICATION_BYTES, RECORD_BYTES);
    const { call, kind } = watched;
    if (kind === 'open' || kind === 'exec') {
      const end = at.indexOf(0);
      const path = at.subarray(0, end < 0 ? TEXT_BYTES : end).toString('utf8');
      if (kind === 'open') this.#opened(path);
      else this.#note('exec', path);
      return;
    }
    const address = call === 'connect' || call === 'bind' ? ipv4(at) : undefined;
    if (address !== undefined && address === this.#canaries?.address) this.#note('canary', `${call} ${address}`);
    this.#note(kind, told(call, record, address));
  }

  #opened(path: string): void {
    // A relative path is taken from the root, where every sandbox starts; what walks there through links is not followed.
    const whole = posix.resolve('/', path);
    if (whole === this.#canaries?.file) this.#note('canary', `open ${whole}`);
    const within = (root: string): boolean => whole === root || whole.startsWith(`${root}/`);
    // Directories on the way to what is shown are there too.
    if (
      whole === '/' ||
      OWN.some(within) ||
      this.#shown.some((target) => within(target) || target.startsWith(`${whole}/`))
    )
      return;
    this.#note('open', whole);
  }

  #note(kind: Kind, text: string): void {
    this.#counts[kind] += 1;
    const what = printable(text, MAX_TEXT);
    const key = `${kind} ${what}`;
    const known = this.#events.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.#events.size < MAX_EVENTS || kind === 'canary') this.#events.set(key, { kind, what, count: 1 });
  }
}

function told(call: SystemCall, record: Buffer, address: string | undefined): string {
  if (call === 'socket') {
    const [family, type] = [record.readUInt32LE(ARGUMENTS_AT), record.readUInt32LE(ARGUMENTS_AT + 8)];
    return `socket family ${family} type ${type & 15}`;
  }
  return address === undefined ? call : `${call} ${address}`;
}

/** Of a `struct sockaddr_in`. */
function ipv4(at: Buffer): string | undefined {
  return at.readUInt16LE(0) === AF_INET ? at.subarray(4, 8).join('.') : undefined;
}
