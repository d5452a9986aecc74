import { PICKLE_LIMITS } from './limits.ts';

/**
 * Which container holds which: (holder, key, held) triples for values that may hold others. Enough to find tensors by
 * their path and to count how far shared containers expand, without keeping every element.
 */
export class Links {
  private triples = new Int32Array(48);
  count = 0;
  full = false;

  add(holder: number, key: number, held: number): void {
    const at = this.count * 3;
    if (at + 3 > this.triples.length) {
      if (this.count >= PICKLE_LIMITS.links) {
        this.full = true;
        return;
      }
      const larger = new Int32Array(this.triples.length * 2);
      larger.set(this.triples);
      this.triples = larger;
    }
    this.triples[at] = holder;
    this.triples[at + 1] = key;
    this.triples[at + 2] = held;
    this.count += 1;
  }

  /** Holder to its (key, held) pairs in order, for holders below `values`. */
  index(values: number): LinkIndex {
    return new LinkIndex(this.triples, this.count, values);
  }
}

/** Compressed rows over the holders. */
export class LinkIndex {
  private readonly starts: Int32Array;
  private readonly order: Int32Array;
  private readonly triples: Int32Array;

  constructor(triples: Int32Array, count: number, values: number) {
    this.triples = triples;
    this.starts = new Int32Array(values + 1);
    for (let link = 0; link < count; link += 1) {
      const slot = (triples[link * 3] ?? 0) + 1;
      this.starts[slot] = (this.starts[slot] ?? 0) + 1;
    }
    for (let value = 0; value < values; value += 1)
      this.starts[value + 1] = (this.starts[value + 1] ?? 0) + (this.starts[value] ?? 0);
    const next = this.starts.slice();
    this.order = new Int32Array(count);
    for (let link = 0; link < count; link += 1) {
      const holder = triples[link * 3] ?? 0;
      const place = next[holder] ?? 0;
      this.order[place] = link;
      next[holder] = place + 1;
    }
  }

  start(holder: number): number {
    return this.starts[holder] ?? 0;
  }

  end(holder: number): number {
    return this.starts[holder + 1] ?? 0;
  }

  key(place: number): number {
    return this.triples[(this.order[place] ?? 0) * 3 + 1] ?? 0;
  }

  held(place: number): number {
    return this.triples[(this.order[place] ?? 0) * 3 + 2] ?? 0;
  }
}

/**
 * How many elements a walk over `root` visits when it doesn't notice sharing ("billion laughs"): each container counts
 * its own elements plus its held containers' each time. Cycles count once. Iterative: the depth is the attacker's.
 */
export function expandedElements(
  index: LinkIndex,
  values: number,
  root: number,
  own: (value: number) => number,
): number {
  if (root < 0 || root >= values) return 1;
  const total = new Float64Array(values);
  const state = new Uint8Array(values);
  const cursor = new Int32Array(values);
  const path: number[] = [root];
  state[root] = 1;
  total[root] = 1 + own(root);
  cursor[root] = index.start(root);
  while (path.length > 0) {
    const value = path[path.length - 1] ?? 0;
    const place = cursor[value] ?? 0;
    if (place >= index.end(value)) {
      state[value] = 2;
      path.pop();
      const holder = path[path.length - 1];
      if (holder !== undefined) total[holder] = (total[holder] ?? 0) + (total[value] ?? 0);
      continue;
    }
    cursor[value] = place + 1;
    const held = index.held(place);
    if (state[held] === 2) total[value] = (total[value] ?? 0) + (total[held] ?? 0);
    else if (state[held] === 0) {
      state[held] = 1;
      total[held] = 1 + own(held);
      cursor[held] = index.start(held);
      path.push(held);
    }
  }
  return Math.min(total[root] ?? 1, Number.MAX_SAFE_INTEGER);
}
