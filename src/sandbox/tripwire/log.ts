import type { Tripwires } from '../../core/predicates/tripwires.ts';
import type { Canaries } from '../driver.ts';
import { SYSTEM_CALLS, type SystemCall } from '../seccomp/system-calls.ts';
import { TripwireAccount } from './account.ts';
import { watchedByNumber } from './watched.ts';

/** `struct seccomp_notif`, and what lies at the address that the call names. */
const NOTIFICATION_BYTES = 80;
const TEXT_BYTES = 256;
const RECORD_BYTES = NOTIFICATION_BYTES + TEXT_BYTES;
const NUMBER_AT = 16;
const ARGUMENTS_AT = 32;
const AF_INET = 2;

const watchedBy = watchedByNumber(0);

/** Reads the guard's reports. */
export class TripwireLog {
  readonly #account: TripwireAccount;
  #rest: Buffer = Buffer.alloc(0);
  #running = false;

  /** `shown`: targets of the mounts. */
  constructor(shown: readonly string[], canaries?: Canaries) {
    this.#account = new TripwireAccount('seccomp-user-notification', shown, canaries);
  }

  push(chunk: Uint8Array): void {
    let bytes = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    for (; bytes.length >= RECORD_BYTES; bytes = bytes.subarray(RECORD_BYTES)) this.#take(bytes);
    this.#rest = Buffer.from(bytes);
  }

  report(): Tripwires {
    return this.#account.report();
  }

  /** The first is the program itself. */
  #startOf(path: string): void {
    if (this.#running) this.#account.started(path);
    this.#running = true;
  }

  #take(record: Buffer): void {
    const watched = watchedBy.get(record.readInt32LE(NUMBER_AT));
    if (watched === undefined) return;
    const at = record.subarray(NOTIFICATION_BYTES, RECORD_BYTES);
    const { call, kind } = watched;
    if (kind === 'open') this.#account.opened(textOf(at));
    else if (kind === 'exec') this.#startOf(textOf(at));
    else if (watched.address !== undefined && at.readUInt16LE(0) === AF_INET) {
      this.#account.dialled(call, at.subarray(4, 8).join('.')); // struct sockaddr_in
    } else this.#account.refused(kind, told(call, record));
  }
}

function textOf(at: Buffer): string {
  const end = at.indexOf(0);
  return at.subarray(0, end < 0 ? TEXT_BYTES : end).toString('utf8');
}

function told(call: SystemCall, record: Buffer): string {
  if (SYSTEM_CALLS[call] !== SYSTEM_CALLS.socket) return call;
  const [family, type] = [record.readUInt32LE(ARGUMENTS_AT), record.readUInt32LE(ARGUMENTS_AT + 8)];
  return `socket family ${family} type ${type & 15}`;
}
