import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { runPool } from '../pool.ts';
import type { AnswerOf, Generated, Message, Prompt, RequestOf, Rolled, Scored } from '../../runner/protocol.ts';
import type { Answering } from '../task-run.ts';
import type { Endpoint } from './address.ts';
import { chatSchema, completionSchema, echoSchema, modelsSchema } from './answer-schemas.ts';
import { scoreEchoed } from './echoed-score.ts';
import { Exchange, type Reply } from './exchange.ts';
import { ENDPOINT_LIMITS } from './limits.ts';

export interface EndpointTimes {
  /** Milliseconds for one answer, the last byte included. */
  readonly requestMs: number;
  /** Milliseconds before asking again; doubled each time. */
  readonly pauseMs: number;
}

/** Not there, or not for this model: another question may be answered all the same. */
const NOT_OFFERED = new Set([404, 405, 501]);
const REFUSED = new Set([400, 422, ...NOT_OFFERED]);

/**
 * Asks an OpenAI-compatible endpoint what a runner is asked: each item of a question is a request of its own, and one without an
 * answer fails the question. Messages go to `/chat/completions`, texts to `/completions`; log-likelihoods are those of the tokens
 * that `/completions` echoes, of messages without a template.
 */
export class EndpointClient implements Answering {
  readonly model: string;
  private readonly endpoint: Endpoint;
  private readonly exchange: Exchange;
  private readonly times: EndpointTimes;
  private readonly signal: AbortSignal;
  private nextId = 0;

  private constructor(endpoint: Endpoint, model: string, times: EndpointTimes, signal: AbortSignal) {
    this.endpoint = endpoint;
    this.exchange = new Exchange(endpoint);
    this.model = model;
    this.times = times;
    this.signal = signal;
  }

  /** Where no model is named, the endpoint's only one. @throws GateError ENDPOINT_FAILED, CANCELLED */
  static async open(endpoint: Endpoint, times: EndpointTimes, signal: AbortSignal): Promise<EndpointClient> {
    if (endpoint.model !== undefined) return new EndpointClient(endpoint, endpoint.model, times, signal);
    const asking = new EndpointClient(endpoint, '', times, signal);
    try {
      const { data } = read(modelsSchema, asking.wanted(await asking.ask('/models', undefined), 'which models it has'));
      const [only, ...others] = data;
      if (only === undefined || others.length > 0)
        throw new GateError('USAGE', `the endpoint has ${data.length} models: name one with --endpoint-model`);
      return new EndpointClient(endpoint, only.id, times, signal);
    } finally {
      asking.close();
    }
  }

  close(): void {
    this.exchange.close();
  }

  async generate({ items, maxTokens, stop }: Omit<RequestOf<'generate'>, 'id' | 'op'>): Promise<AnswerOf<'generate'>> {
    const limits = { max_tokens: maxTokens, temperature: 0, ...(stop.length === 0 ? {} : { stop: stop.slice(0, 4) }) };
    const written = await this.each(items, (item) => this.written(item, limits));
    // These interfaces take four at most.
    return { id: this.nextId++, op: 'generate', items: written.map((one) => stoppedAt(one, stop)) };
  }

  async loglikelihood({ items }: Omit<RequestOf<'loglikelihood'>, 'id' | 'op'>): Promise<AnswerOf<'loglikelihood'>> {
    const pairs = items.flatMap(({ continuations, ...prompt }, item) =>
      continuations.map((continuation) => ({ item, prompt: plain(prompt), continuation })),
    );
    const scores = await this.each(pairs, ({ prompt, continuation }) => this.scored(prompt, continuation));
    const answers = items.map((_, at): Scored => {
      const own = scores.filter((_score, index) => pairs[index]?.item === at);
      return { promptTokens: own[0]?.promptTokens ?? 0, continuations: own.map(({ score }) => score) };
    });
    return { id: this.nextId++, op: 'loglikelihood', items: answers };
  }

  async loglikelihoodRolling({
    items,
  }: Omit<RequestOf<'loglikelihood_rolling'>, 'id' | 'op'>): Promise<AnswerOf<'loglikelihood_rolling'>> {
    const rolled = await this.each(items, async ({ text }): Promise<Rolled> => {
      const { logprob, tokens } = (await this.scored('', text)).score;
      return { logprob, tokens };
    });
    return { id: this.nextId++, op: 'loglikelihood_rolling', items: rolled };
  }

  private each<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
    return runPool(items, ENDPOINT_LIMITS.concurrency, work);
  }

  private async written(item: Prompt, limits: Readonly<Record<string, unknown>>): Promise<Generated> {
    if ('messages' in item) {
      const question = { model: this.model, messages: item.messages, stream: false, ...limits };
      const answer = this.wanted(await this.ask('/chat/completions', question), 'what is said to it');
      const { choices, usage } = read(chatSchema, answer);
      const [{ message, finish_reason: reason }] = choices;
      return generated(message.content, reason, usage);
    }
    const question = { model: this.model, prompt: item.text, stream: false, ...limits };
    const answer = this.wanted(await this.ask('/completions', question), 'how a text goes on');
    const { choices, usage } = read(completionSchema, answer);
    const [{ text, finish_reason: reason }] = choices;
    return generated(text, reason, usage);
  }

  private async scored(prompt: string, continuation: string): Promise<ReturnType<typeof scoreEchoed>> {
    const question = {
      model: this.model,
      prompt: prompt + continuation,
      max_tokens: 1,
      temperature: 0,
      echo: true,
      logprobs: 1,
      stream: false,
    };
    const reply = await this.ask('/completions', question);
    const answer = this.wanted(reply, 'log-likelihoods', REFUSED);
    return scoreEchoed(read(echoSchema, answer), prompt, continuation);
  }

  /** One question, asked again a few times where another try may bring an answer. */
  private async ask(path: string, question: unknown): Promise<Reply> {
    for (let attempt = 1, pause = this.times.pauseMs; ; attempt++, pause *= 2) {
      const limit = AbortSignal.any([this.signal, AbortSignal.timeout(this.times.requestMs)]);
      const reply = await this.exchange.ask(path, question, limit);
      this.goOn();
      const again = 'broken' in reply ? reply.again : reply.status === 429 || reply.status >= 500;
      if (!again || ('status' in reply && reply.status === 501) || attempt === ENDPOINT_LIMITS.attempts) return reply;
      const asked = 'retryAfter' in reply && reply.retryAfter !== undefined ? reply.retryAfter * 1_000 : 0;
      const wait = Math.min(Math.max(pause, asked), ENDPOINT_LIMITS.pauseSeconds * 1_000);
      await sleep(wait, undefined, { signal: this.signal }).catch(() => {});
      this.goOn();
    }
  }

  private goOn(): void {
    if (this.signal.aborted) throw new GateError('CANCELLED', 'the endpoint was not asked on: cancelled');
  }

  /** The JSON of an answer. What the endpoint says of its own troubles is not repeated: it may say back what it was sent. */
  private wanted(reply: Reply, what: string, refused: ReadonlySet<number> = NOT_OFFERED): unknown {
    if ('broken' in reply) return fail(reply.broken);
    const { status, body } = reply;
    if (refused.has(status))
      throw new GateError('ENDPOINT_UNSUPPORTED', `the endpoint does not tell ${what} (status ${status})`);
    if (status !== 200) return fail(`answered with status ${status}`);
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return fail('gave an answer that is not JSON');
    }
    const { key } = this.endpoint;
    if (key !== undefined && JSON.stringify(value).includes(key)) return fail('gave back the key that it was sent');
    return value;
  }
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  return fail(`gave an answer of another shape, at "${where.slice(0, 80)}"`);
}

function generated(
  text: string,
  reason: string | null | undefined,
  usage: { readonly prompt_tokens: number; readonly completion_tokens: number },
): Generated {
  // What a filter says in the model's place is no answer of the model.
  if (reason === 'content_filter') fail('withheld an answer');
  const ended = reason === 'length' ? 'limit' : 'end-of-turn';
  return { text, promptTokens: usage.prompt_tokens, newTokens: usage.completion_tokens, ended };
}

function stoppedAt(one: Generated, stop: readonly string[]): Generated {
  const ends = stop.map((word) => one.text.indexOf(word)).filter((at) => at >= 0);
  return ends.length === 0 ? one : { ...one, text: one.text.slice(0, Math.min(...ends)), ended: 'stop' };
}

/** As for a model that brings no template. */
function plain(prompt: { readonly messages: readonly Message[] } | { readonly text: string }): string {
  return 'text' in prompt ? prompt.text : `${prompt.messages.map(({ content }) => content).join('\n\n')}\n\n`;
}

function fail(why: string): never {
  throw new GateError('ENDPOINT_FAILED', `the endpoint ${why}`);
}
