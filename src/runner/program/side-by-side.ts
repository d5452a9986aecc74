import type { LlamaContextSequence } from 'node-llama-cpp';
import { Fault } from './fault.ts';
import type { LoadedModel } from './loaded-model.ts';
import type { Turn } from './serve.ts';

/**
 * Works on every item, as many at once as there are sequences. Item i goes to sequence i modulo their number, in order, so
 * that neighbours of items that begin alike find what they share computed, and the same request gives the same answer.
 */
export async function sideBySide<Item, Result>(
  { sequences }: LoadedModel,
  items: readonly Item[],
  turn: Turn,
  work: (item: Item, sequence: LlamaContextSequence, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  await Promise.all(
    sequences.map(async (sequence, first) => {
      for (let index = first; index < items.length; index += sequences.length) {
        turn.check();
        const item = items[index];
        if (item === undefined) throw new Fault('request', 'an item that is not there');
        results[index] = await work(item, sequence, index);
      }
    }),
  );
  return results;
}
