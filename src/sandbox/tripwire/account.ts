import { posix } from 'node:path';
import { printable } from '../../core/escape.ts';
import type { Tripwires } from '../../core/predicates/tripwires.ts';
import type { Canaries } from '../driver.ts';

type Kind = Tripwires['events'][number]['kind'];

const MAX_EVENTS = 64;
const MAX_TEXT = 120;

/** Where a program inside may look without asking for what nobody showed; the loader tries many places for each library. */
const OWN = ['/proc', '/dev', '/tmp', '/sys', '/lib', '/lib64', '/usr/lib', '/usr/lib64', '/etc/ld.so.cache'];

/** Adds up what was seen. Its number is not bounded, what is kept of it is. */
export class TripwireAccount {
  readonly #by: Tripwires['by'];
  readonly #shown: readonly string[];
  readonly #canaries: Canaries | undefined;
  readonly #counts = { connection: 0, denial: 0, exec: 0, open: 0, canary: 0 };
  readonly #events = new Map<string, { kind: Kind; what: string; count: number }>();

  /** `shown`: targets of the mounts. */
  constructor(by: Tripwires['by'], shown: readonly string[], canaries?: Canaries) {
    this.#by = by;
    this.#shown = shown;
    this.#canaries = canaries;
  }

  report(): Tripwires {
    const { connection, denial, exec, open, canary } = this.#counts;
    return {
      by: this.#by,
      blockedConnections: connection,
      permissionDenials: denial,
      execs: exec,
      opensOutside: open,
      canaryTouches: canary,
      events: [...this.#events.values()],
    };
  }

  refused(kind: 'connection' | 'denial', what: string): void {
    this.#note(kind, what);
  }

  started(path: string): void {
    this.#note('exec', path);
  }

  dialled(what: string, address: string): void {
    if (address === this.#canaries?.address) this.#note('canary', `${what} ${address}`);
    this.#note('connection', `${what} ${address}`);
  }

  /** `directory`: what a relative path starts from, where it is known. */
  opened(path: string, directory?: string): void {
    const whole = posix.resolve('/', directory ?? '', path);
    if (this.#isCanary(path, whole)) this.#note('canary', `open ${whole}`);
    const within = (root: string): boolean => whole === root || whole.startsWith(`${root}/`);
    const ways = (target: string): boolean => within(target) || target.startsWith(`${whole}/`);
    // Directories on the way to what is shown are there too.
    if (whole !== '/' && !OWN.some(within) && !this.#shown.some(ways)) this.#note('open', whole);
  }

  /** Nobody honest looks around beside the canary; and a relative path may start from anywhere. */
  #isCanary(path: string, whole: string): boolean {
    const file = this.#canaries?.file;
    if (file === undefined) return false;
    const home = file.split('/').slice(0, 3).join('/');
    const named = !path.startsWith('/') && posix.basename(path) === posix.basename(file);
    return whole === home || whole.startsWith(`${home}/`) || named;
  }

  #note(kind: Kind, text: string): void {
    this.#counts[kind] += 1;
    const what = printable(text, MAX_TEXT);
    const key = `${kind} ${what}`;
    const known = this.#events.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.#events.size < MAX_EVENTS) this.#events.set(key, { kind, what, count: 1 });
  }
}
