import { createHash } from 'node:crypto';

/** Names the same finding again after the file grew: where it lies is left out of `parts`, so that only its order tells twins apart. */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  of(parts: readonly (string | undefined)[]): string {
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
    const count = (this.seen.get(digest) ?? 0) + 1;
    this.seen.set(digest, count);
    return `${digest.slice(0, 32)}:${count}`;
  }
}
