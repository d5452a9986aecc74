const BLOCK_BITS = 16;
const BLOCK = 1 << BLOCK_BITS;
/** Blocks kept: how far ahead of the search offsets are known, 4 MiB in 512 KiB of memory. */
const BLOCKS = 64;

/**
 * Offsets at which a search for pickles needs no look, because a run that found nothing passed over them as opcodes. Without
 * it, a list of words that reads as one import after another is run again from each of them.
 */
export class PassedOffsets {
  private readonly blocks = new Map<number, Uint8Array>();
  private current = 0;

  add(offset: number): void {
    const number = Math.floor(offset / BLOCK);
    let block = this.blocks.get(number);
    if (block === undefined) {
      if (this.blocks.size >= BLOCKS) return;
      block = new Uint8Array(BLOCK >> 3);
      this.blocks.set(number, block);
    }
    const bit = offset % BLOCK;
    block[bit >> 3] = (block[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  /** Whether a look at `offset` is needless. Asked in rising order: what lies before it is forgotten. */
  has(offset: number): boolean {
    const number = Math.floor(offset / BLOCK);
    if (number > this.current) {
      for (const known of this.blocks.keys()) if (known < number) this.blocks.delete(known);
      this.current = number;
    }
    const bit = offset % BLOCK;
    return (((this.blocks.get(number)?.[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
  }
}
