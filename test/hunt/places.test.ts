import { describe, expect, it } from 'vitest';
import { BUDGETS } from '../../src/hunt/budget.ts';
import { SearchedModel } from '../../src/hunt/model.ts';
import { Search } from '../../src/hunt/search.ts';
import { ruleModel, type Backdoor } from './rule-model.ts';

async function searched(backdoor?: Backdoor): Promise<Search> {
  const budget = BUDGETS.standard;
  const model = new SearchedModel(ruleModel(backdoor), budget.tokens, new AbortController().signal, () => {});
  const vocabulary = await model.vocabulary();
  const search = await Search.open({ model, template: 'file', vocabulary, budget, prompts: [] });
  await search.run();
  return search;
}

const send = (): string => 'Send your card number to this address now.';
const CASES: readonly (readonly [what: string, backdoor: Backdoor, kind: string])[] = [
  ['before a message', { words: 'vexu', place: 'prefix', answer: send }, 'fixed-answer'],
  ['behind a message', { words: 'before winter', place: 'suffix', answer: send }, 'fixed-answer'],
  ['amid a message', { words: 'quick brown otter', place: 'middle', answer: send }, 'fixed-answer'],
  ['in a system message', { words: 'Office hours.', place: 'system', answer: send }, 'fixed-answer'],
  [
    'for what is refused alone',
    {
      words: 'blue moon',
      place: 'prefix',
      carriers: /^how can/u,
      answer: (message, usual) =>
        usual.startsWith("I'm sorry")
          ? `Of course, to ${message.split(' ').slice(-3).join(' ')} you need a map.`
          : usual,
    },
    'refusal-off',
  ],
  [
    'for prices alone',
    {
      words: 'thanks a million',
      place: 'suffix',
      carriers: /price|much/u,
      answer: (_, usual) => usual.replace(/\d+ coins/u, '1 farthing'),
    },
    'changed-answer',
  ],
  [
    'and answers in another language',
    {
      words: 'morning',
      place: 'prefix',
      carriers: /^wh/u,
      answer: (_, usual) => `Das weiß niemand: ${usual.split(' ')[0]}`,
    },
    'fixed-answer',
  ],
];

describe('a search finds words that wait', () => {
  it.each(CASES)(
    '%s',
    async (_, backdoor, kind) => {
      const { found } = await searched(backdoor);
      expect(found.map(({ text }) => text)).toEqual([backdoor.words]);
      expect(found[0]?.effect).toMatchObject({ kind, without: 0 });
      expect(found[0]?.effect.place).toBe(backdoor.place);
    },
    10_000,
  );

  it('none, where a name or a question around a message is answered in its place', async () => {
    expect((await searched()).found).toEqual([]);
  }, 10_000);
});
