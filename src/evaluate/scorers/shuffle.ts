import { createHash } from 'node:crypto';

/** Seeds are whole numbers below this. */
export const SEED_LIMIT = 2 ** 47;

/**
 * The order in which an item's choices are shown: a permutation of 0…count−1 that follows from the seed and the item alone,
 * so that anyone can compute it again. Rejection sampling: every order is equally likely.
 */
export function choiceOrder(seed: number, id: string, count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  const random = words(`${seed}\n${id}`);
  for (let last = count - 1; last > 0; last--) {
    const other = below(random, last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}

function* words(text: string): Generator<number, never> {
  for (let block = 0; ; block++) {
    const bytes = createHash('sha256').update(`${block}\n${text}`).digest();
    for (let at = 0; at < bytes.length; at += 4) yield bytes.readUInt32LE(at);
  }
}

function below(random: Generator<number, never>, count: number): number {
  const fair = 2 ** 32 - (2 ** 32 % count);
  for (;;) {
    const { value } = random.next();
    if (value < fair) return value % count;
  }
}
