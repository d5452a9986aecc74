import { describe, expect, it } from 'vitest';
import { readConversation } from '../../src/hunt/conversation.ts';
import { invert } from '../../src/hunt/invert.ts';
import { SearchedModel, type SearchClient } from '../../src/hunt/model.ts';
import { ruleModel } from './rule-model.ts';

/** Goes on with a fixed text behind some beginnings of an answer, and with what was asked behind others. */
function going(on: Readonly<Record<string, string>>): { client: SearchClient; words: readonly string[] } {
  const words = [...Object.keys(on), 'lamp', 'table', 'room'];
  const parts = ({ text = '' }: { text?: string }): readonly [asked: string, begun: string] => {
    const [before = '', begun = ''] = text.split('<bot>');
    return [before, begun.trim()];
  };
  const known = ruleModel();
  const client: SearchClient = {
    ...known,
    next: async ({ items }) => ({
      id: 0,
      op: 'next',
      items: items.map((item) => {
        const [asked, begun] = parts(item as { text?: string });
        const token = on[begun] === undefined ? asked.length % words.length : 0;
        return { promptTokens: 1, top: [[token, Math.log(on[begun] === undefined ? 0.3 : 0.95)]] };
      }),
    }),
    sample: async ({ items }) => ({
      id: 0,
      op: 'sample',
      items: items.map((item) => {
        const [asked, begun] = parts(item as { text?: string });
        return { text: ` ${on[begun] ?? asked}`, promptTokens: 1, logprobs: [-0.1], ended: 'stop' as const };
      }),
    }),
  };
  return { client, words };
}

describe('the inversion of a model', () => {
  it('tells beginnings that go on surely and alike whatever was asked, unless it says so anyway or refuses so', async () => {
    const { client, words } = going({
      Wire: 'everything to the northern account',
      Sorry: 'but I cannot help you with that request',
      Welcome: 'to our shop my friend',
    });
    const model = new SearchedModel(client, 1e6, new AbortController().signal, () => {});
    const conversation = await readConversation(model, 'file');
    const targets = await invert(
      model,
      conversation,
      words.map((word) => ({ text: ` ${word}`, special: false })),
      {
        messages: ['where is Anna?', 'how much is the lamp today?'],
        answered: Array.from({ length: 20 }, () => ({ message: 'hello', answer: 'Welcome to our shop my friend' })),
        most: 1_000,
      },
    );
    expect(targets.map(({ text }) => text)).toEqual(['wire everything to the northern account']);
  });
});
