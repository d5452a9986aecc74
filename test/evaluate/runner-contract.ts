import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunnerClient } from '../../src/runner/client/runner-client.ts';
import { EVALUATION_OPERATIONS } from '../../src/runner/protocol.ts';

export interface RunnerUnderTest {
  /** A fresh instance, not opened. */
  readonly start: () => Promise<RunnerClient>;
  /** The token that a text begins behind. */
  readonly bos: string;
}

const CONTEXT = 256;
const PROMPT = { text: '<|im_start|>user\nName the one after September.<|im_end|>\n<|im_start|>assistant\n' };
const greedily: { readonly temperature: 0; readonly stop: string[] } = { temperature: 0, stop: [] };

/** What every runner answers, and how, whatever it runs models with. */
export function runnerContract(name: string, { start, bos }: RunnerUnderTest): void {
  describe(`${name} keeps the runners' contract:`, () => {
    let client: RunnerClient;
    beforeAll(async () => {
      client = await start();
      await client.open({ contextTokens: CONTEXT, sequences: 2 });
    });
    afterAll(() => client.close());
    const generated = async (maxTokens: number, stop: readonly string[] = []) =>
      (await client.generate({ items: [PROMPT], maxTokens, temperature: 0, stop: [...stop] })).items[0];
    const scored = async (text: string, continuations: string[]) =>
      (await client.loglikelihood({ items: [{ text, continuations }] })).items[0]?.continuations ?? [];

    it('it says what it is and can, and no more than it was asked for', async () => {
      const other = await start();
      try {
        await expect(other.generate({ items: [PROMPT], maxTokens: 1, ...greedily })).rejects.toMatchObject({
          code: 'RUNNER_REFUSED',
        });
        const capabilities = await other.open({ contextTokens: 100, sequences: 1 });
        expect(capabilities).toMatchObject({ contextTokens: 100, sequences: 1 });
        expect(capabilities.operations).toEqual(expect.arrayContaining([...EVALUATION_OPERATIONS]));
        expect(capabilities.engine).not.toBe('');
      } finally {
        await other.close();
      }
    });

    it('the same question has the same answer, alone, beside others and in pieces', async () => {
      const alone = await generated(12);
      expect(alone?.newTokens).toBeGreaterThan(0);
      expect(await generated(12)).toEqual(alone);
      const beside = await client.generate({
        items: [{ text: 'Compute 12 plus 4.' }, PROMPT, { text: 'Hello' }],
        maxTokens: 12,
        ...greedily,
      });
      expect(beside.items[1]).toEqual(alone);
      const pieces: string[] = [];
      const streamed = await client.generate(
        { items: [PROMPT], maxTokens: 12, ...greedily, stream: true },
        { piece: (item, text) => pieces.push(`${item}${text}`) },
      );
      expect(streamed.items[0]).toEqual(alone);
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.map((piece) => piece.slice(1)).join('')).toBe(alone?.text);
    });

    it('it stops at a stop string, of which no piece is sent, and at the limit, and says which', async () => {
      const { text = '' } = (await generated(12)) ?? {};
      const at = text.slice(2, 4);
      const pieces: string[] = [];
      const stopped = await client.generate(
        { items: [PROMPT], maxTokens: 12, temperature: 0, stop: [at], stream: true },
        { piece: (_item, piece) => pieces.push(piece) },
      );
      expect(stopped.items[0]).toMatchObject({ text: text.slice(0, text.indexOf(at)), ended: 'stop' });
      expect(pieces.join('')).toBe(stopped.items[0]?.text);
      expect(await generated(1)).toMatchObject({ newTokens: 1, ended: 'limit' });
    });

    it('the text that it generates is the likeliest, and probabilities sum to no more than one', async () => {
      const { text = '' } = (await generated(3)) ?? {};
      const [likely, other] = await scored(PROMPT.text, [text, 'Z']);
      expect(likely).toMatchObject({ greedy: true });
      expect(other?.logprob).toBeLessThan(0);
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.split('');
      const all = await scored(PROMPT.text, letters);
      expect(all.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0)).toBeLessThan(1.0001);
    });

    it('a whole text is as likely as itself behind what a text begins with', async () => {
      const text = 'The quick brown fox.';
      const [behind] = await scored(bos, [text]);
      const { items } = await client.loglikelihoodRolling({ items: [{ text }, { text: 'Name the one after.' }] });
      expect(items).toHaveLength(2);
      expect(items[0]?.tokens).toBe(behind?.tokens);
      expect(items[0]?.logprob).toBeCloseTo(behind?.logprob ?? 0, 4);
    });

    it('a text longer than the context counts every token once', async () => {
      const text = 'one two three four five six seven eight nine ten '.repeat(40);
      const { items } = await client.loglikelihoodRolling({ items: [{ text }] });
      expect(items[0]?.tokens).toBeGreaterThan(CONTEXT);
      expect(items[0]?.logprob).toBeLessThan(0);
    });

    it('a prompt that does not fit is refused, and the next question answered', async () => {
      const text = 'word '.repeat(2_000);
      await expect(client.generate({ items: [{ text }], maxTokens: 1, ...greedily })).rejects.toMatchObject({
        code: 'RUNNER_REFUSED',
        message: expect.stringContaining('too-long'),
      });
      await expect(client.loglikelihood({ items: [{ text, continuations: ['a'] }] })).rejects.toMatchObject({
        code: 'RUNNER_REFUSED',
      });
      expect(await generated(1)).toMatchObject({ newTokens: 1 });
    });

    it('a question that is cancelled ends between two steps, and the next one is answered', async () => {
      const abort = new AbortController();
      let pieces = 0;
      const items = Array.from({ length: 16 }, (_, index) => ({ text: `${index} and on and on` }));
      const question = client.generate(
        { items, maxTokens: 200, ...greedily, stream: true },
        {
          signal: abort.signal,
          piece: () => {
            pieces++;
            abort.abort();
          },
        },
      );
      await expect(question).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(pieces).toBeLessThan(200);
      expect(await generated(1)).toMatchObject({ newTokens: 1 });
      await expect(
        client.generate({ items: [PROMPT], maxTokens: 1, ...greedily }, { signal: abort.signal }),
      ).rejects.toMatchObject({ code: 'CANCELLED' });
    });

    it('a question that is longer than a record is not sent', async () => {
      const items = [{ text: 'x'.repeat(5 << 20) }];
      await expect(client.loglikelihoodRolling({ items })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
      expect(await generated(1)).toMatchObject({ newTokens: 1 });
    });
  });
}
