import { Fingerprints } from '../../core/fingerprints.ts';
import { commentAt } from './inline.ts';

/** Of these rules the line may hold a secret, which a digest of it would let others guess. */
const SECRET = /secret|credential/u;
const LINE = 4_000;

/** A line as it is compared: indentation, blanks and a comment that ignores something are nobody's change. */
export function comparableLine(line: string): string {
  const start = commentAt(line)?.start ?? LINE;
  return line.slice(0, Math.min(start, LINE)).replace(/\s+/gu, ' ').trim();
}

/**
 * Names findings again after lines moved: by rule, path, message and the text of the offending line, not by where that stands.
 * Twins are told apart by their order alone.
 */
export class AuditFingerprints {
  private readonly all = new Fingerprints();

  of({ rule, path, message }: { rule: string; path: string; message: string }, line = ''): string {
    return this.all.of([rule, path, message, SECRET.test(rule) ? '' : comparableLine(line)]);
  }
}
