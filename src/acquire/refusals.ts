import { GateError } from '../core/errors.ts';
import { printable } from '../core/escape.ts';
import { ACQUIRE_LIMITS } from './limits.ts';

/** Told of one thing that can't be taken. Both are as they were found: whoever prints them escapes them. */
export type OnRefused = (path: string, why: string) => void;

/** Collects what can't be taken, so that the submitter hears of all of it at once. */
export class Refusals {
  private readonly lines: string[] = [];
  private count = 0;
  private readonly onRefused: OnRefused | undefined;

  /** With `onRefused`, each is told and passed over instead of refusing the whole. */
  constructor(onRefused?: OnRefused) {
    this.onRefused = onRefused;
  }

  /** Whether what is refused is passed over. */
  get collecting(): boolean {
    return this.onRefused !== undefined;
  }

  /** Both are escaped here: a line break in a name must not make a line of its own in the list. */
  add(path: string, why: string): void {
    if (this.onRefused !== undefined) {
      this.onRefused(path, why);
      return;
    }
    this.count++;
    if (this.lines.length < ACQUIRE_LIMITS.refusalsShown) this.lines.push(printable(`${path}: ${why}`, 1_500));
  }

  /** @throws GateError SUBMISSION_REFUSED if anything was refused */
  raise(): void {
    if (this.count === 0) return;
    const more = this.count - this.lines.length;
    const list = [...this.lines, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `\n  ${line}`);
    throw new GateError('SUBMISSION_REFUSED', `${this.count} refused:${list.join('')}`);
  }
}
