import { PICKLE_LIMITS } from './limits.ts';

/** The memo: dense while indexes run on as picklers write them, sparse past a gap, so that one index allocates nothing. */
export class Memo {
  private dense = new Int32Array(64);
  private denseUsed = new Uint8Array(64);
  private readonly sparse = new Map<number, number>();
  count = 0;
  highest = -1;
  full = false;

  get(index: number): number | undefined {
    if (index < this.dense.length) return this.denseUsed[index] === 1 ? this.dense[index] : undefined;
    return this.sparse.get(index);
  }

  /** Returns the value that was there before, if there was one. */
  set(index: number, value: number): number | undefined {
    const before = this.get(index);
    if (before === undefined) {
      if (this.count >= PICKLE_LIMITS.memo) {
        this.full = true;
        return undefined;
      }
      this.count += 1;
      if (index > this.highest) this.highest = index;
    }
    if (index >= this.dense.length && index < this.count * 2 + 64) this.grow(index);
    if (index < this.dense.length) {
      this.dense[index] = value;
      this.denseUsed[index] = 1;
    } else this.sparse.set(index, value);
    return before;
  }

  private grow(index: number): void {
    let size = this.dense.length;
    while (size <= index) size *= 2;
    const dense = new Int32Array(size);
    const used = new Uint8Array(size);
    dense.set(this.dense);
    used.set(this.denseUsed);
    this.dense = dense;
    this.denseUsed = used;
    // Entries written sparsely, now below the dense end, must be found there.
    for (const [at, value] of this.sparse) {
      if (at < size) {
        dense[at] = value;
        used[at] = 1;
        this.sparse.delete(at);
      }
    }
  }
}
