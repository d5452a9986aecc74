import { GateError } from '../core/errors.ts';
import { ACQUIRE_LIMITS } from './limits.ts';

/** Collects what can't be taken, so that the submitter hears of all of it at once. */
export class Refusals {
  private readonly lines: string[] = [];
  private count = 0;

  /** `path` is shown as it is; whoever prints the error escapes it. */
  add(path: string, why: string): void {
    this.count++;
    if (this.lines.length < ACQUIRE_LIMITS.refusalsShown) this.lines.push(`${path}: ${why}`);
  }

  /** @throws GateError SUBMISSION_REFUSED if anything was refused */
  raise(): void {
    if (this.count === 0) return;
    const more = this.count - this.lines.length;
    const list = [...this.lines, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `\n  ${line}`);
    throw new GateError('SUBMISSION_REFUSED', `${this.count} refused:${list.join('')}`);
  }
}
