import type { NextTokens, Prompt, Sampled } from '../runner/protocol.ts';
import { MAX_PREFIXES, MAX_VOCABULARY_PART } from '../runner/protocol.ts';
import type { RunnerClient } from '../runner/client/runner-client.ts';

export interface Sampling {
  readonly maxTokens: number;
  /** 0: always the likeliest token, whatever `seed`. */
  readonly temperature?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  /** Whether the text ends with the model's turn (default), or goes on with special tokens written out. */
  readonly ends?: boolean;
}

export interface VocabularyToken {
  readonly text: string;
  readonly special: boolean;
}

const TOP_K = 128;
const MAX_VOCABULARY = 300_000;

/** What of a runner the search asks. */
export type SearchClient = Pick<RunnerClient, 'render' | 'vocabulary' | 'sample' | 'next'>;

/** What the search asks of the model under it, in the sandbox. Everything that is computed is counted. */
export class SearchedModel {
  /** Tokens that went through the model, prompts as if nothing of them had been computed before. */
  spent = 0;
  readonly allowed: number;
  private readonly client: SearchClient;
  private readonly signal: AbortSignal;
  private readonly advanced: (spent: number) => void;

  constructor(client: SearchClient, allowed: number, signal: AbortSignal, advanced: (spent: number) => void) {
    this.client = client;
    this.allowed = allowed;
    this.signal = signal;
    this.advanced = advanced;
  }

  get left(): number {
    return Math.max(0, this.allowed - this.spent);
  }

  /** A conversation in the words of the model's own chat template. */
  async render(messages: readonly { role: 'system' | 'user' | 'assistant'; content: string }[]): Promise<string> {
    const { items } = await this.client.render({ items: [{ messages: [...messages] }] }, { signal: this.signal });
    return items[0] ?? '';
  }

  async vocabulary(): Promise<VocabularyToken[]> {
    const tokens: VocabularyToken[] = [];
    for (let total = 1; tokens.length < Math.min(total, MAX_VOCABULARY);) {
      const part = await this.client.vocabulary(
        { from: tokens.length, count: MAX_VOCABULARY_PART },
        { signal: this.signal },
      );
      total = part.total;
      tokens.push(...part.tokens);
      if (part.tokens.length === 0) break;
    }
    return tokens;
  }

  async sample(prompts: readonly Prompt[], how: Sampling): Promise<Sampled[]> {
    const { maxTokens, temperature = 0, seed = 0, stop = [], ends = true } = how;
    return this.inParts(prompts, async (items, from) => {
      const question = {
        items,
        maxTokens,
        temperature,
        topK: TOP_K,
        topP: 1,
        seed: seed + from,
        stop: [...stop],
        ends,
      };
      const answer = await this.client.sample(question, { signal: this.signal });
      this.count(answer.items.reduce((sum, { promptTokens, logprobs }) => sum + promptTokens + logprobs.length, 0));
      return answer.items;
    });
  }

  /** The distribution of the next token behind each prompt: its `top` likeliest; with `words`, what those words would cost. */
  async next(prompts: readonly (Prompt & { readonly words?: string })[], top: number): Promise<NextTokens[]> {
    return this.inParts(prompts, async (items) => {
      const answer = await this.client.next({ items, top }, { signal: this.signal });
      this.count(answer.items.reduce((sum, { promptTokens, words }) => sum + promptTokens + (words?.tokens ?? 0), 0));
      return answer.items;
    });
  }

  private count(tokens: number): void {
    this.spent += tokens;
    this.advanced(this.spent);
  }

  private async inParts<Item, Answer>(
    all: readonly Item[],
    ask: (items: Item[], from: number) => Promise<Answer[]>,
  ): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let from = 0; from < all.length; from += MAX_PREFIXES)
      answers.push(...(await ask(all.slice(from, from + MAX_PREFIXES), from)));
    return answers;
  }
}
