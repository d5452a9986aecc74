const SIZE = 624;
const SHIFT = 397;

/**
 * Python's `random.Random(seed)`: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded and drawn from as CPython
 * does, so that examples drawn by lm-evaluation-harness are drawn here again. For nothing that must be unpredictable.
 */
export class PythonRandom {
  private readonly state = new Uint32Array(SIZE);
  private next = SIZE;

  /** `seed`: a natural number below 2^32. */
  constructor(seed: number) {
    const { state } = this;
    state[0] = 19_650_218;
    for (let i = 1; i < SIZE; i++) state[i] = Math.imul(1_812_433_253, mixed(state, i)) + i;
    let i = 1;
    for (let k = 0; k < SIZE; k++) {
      state[i] = ((state[i] ?? 0) ^ Math.imul(mixed(state, i), 1_664_525)) + seed;
      if (++i >= SIZE) i = this.wrap();
    }
    for (let k = 1; k < SIZE; k++) {
      state[i] = ((state[i] ?? 0) ^ Math.imul(mixed(state, i), 1_566_083_941)) - i;
      if (++i >= SIZE) i = this.wrap();
    }
    state[0] = 0x8000_0000;
  }

  private wrap(): number {
    this.state[0] = this.state[SIZE - 1] ?? 0;
    return 1;
  }

  private word(): number {
    const { state } = this;
    if (this.next >= SIZE) {
      for (let k = 0; k < SIZE; k++) {
        const both = ((state[k] ?? 0) & 0x8000_0000) | ((state[(k + 1) % SIZE] ?? 0) & 0x7fff_ffff);
        state[k] = (state[(k + SHIFT) % SIZE] ?? 0) ^ (both >>> 1) ^ (both & 1 ? 0x9908_b0df : 0);
      }
      this.next = 0;
    }
    let y = state[this.next++] ?? 0;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c_5680;
    y ^= (y << 15) & 0xefc6_0000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** `_randbelow`: rejection over as many bits as the limit has. */
  private below(limit: number): number {
    const bits = 32 - Math.clz32(limit);
    for (;;) {
      const drawn = this.word() >>> (32 - bits);
      if (drawn < limit) return drawn;
    }
  }

  /** The places that `random.sample(population, count)` takes of a population of this size; `count` at most `size`. */
  sample(size: number, count: number): number[] {
    const few = count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21;
    if (size <= few) {
      const pool = Array.from({ length: size }, (_, index) => index);
      return Array.from({ length: count }, (_, drawn) => {
        const at = this.below(size - drawn);
        const taken = pool[at] ?? 0;
        pool[at] = pool[size - drawn - 1] ?? 0;
        return taken;
      });
    }
    const seen = new Set<number>();
    return Array.from({ length: count }, () => {
      let at = this.below(size);
      while (seen.has(at)) at = this.below(size);
      seen.add(at);
      return at;
    });
  }
}

function mixed(state: Uint32Array, i: number): number {
  const before = state[i - 1] ?? 0;
  return before ^ (before >>> 30);
}
