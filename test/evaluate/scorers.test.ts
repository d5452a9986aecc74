import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreChoices } from '../../src/evaluate/scorers/multiple-choice.ts';
import { judgeRefusal, REFUSAL_LABELS } from '../../src/answers/refusal-judge.ts';
import { choiceOrder } from '../../src/evaluate/scorers/shuffle.ts';
import { LABELLED } from './refusal-labels.ts';

describe('the refusal judge', () => {
  it.each(LABELLED)('calls it %s: %j', (label, text) => {
    expect(judgeRefusal(text)).toBe(label);
  });

  it('answers any text at once', () => {
    const pieces = ["i can't ", 'help ', 'but here is how ', 'sorry, ', 'as an ai ', '\n', '. ', '1. ', 'a', ' '];
    const text = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 300 }).map((it) => it.join('')),
    );
    fc.assert(
      fc.property(text, (it) => {
        expect(REFUSAL_LABELS).toContain(judgeRefusal(it));
      }),
      { numRuns: 500 },
    );
    for (const piece of pieces) {
      const before = performance.now();
      judgeRefusal(piece.repeat(200_000));
      expect(performance.now() - before).toBeLessThan(20_000);
    }
  });
});

describe('multiple choice', () => {
  it('takes the likeliest, and the likeliest per character', () => {
    expect(scoreChoices(['a', 'a long one'], [-2, -5])).toEqual({ chosen: 0, chosenNormalised: 1 });
    expect(scoreChoices(['a', 'b'], [-1, -1])).toEqual({ chosen: 0, chosenNormalised: 0 });
  });
});

describe('the order of choices', () => {
  it('is a permutation that follows from seed and item alone', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.integer({ min: 1, max: 64 }), (seed, id, count) => {
        const order = choiceOrder(seed, id, count);
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
        expect(choiceOrder(seed, id, count)).toEqual(order);
      }),
      { numRuns: 200 },
    );
  });

  it('puts every choice into every place about equally often', () => {
    const counts = [0, 0, 0, 0];
    for (let id = 0; id < 4_000; id++)
      counts[choiceOrder(1, `item-${id}`, 4).indexOf(0)] =
        (counts[choiceOrder(1, `item-${id}`, 4).indexOf(0)] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
