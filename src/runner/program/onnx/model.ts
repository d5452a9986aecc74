import { MIN_CONTEXT, type Generated, type RequestOf, type Rolled, type Scored } from '../../protocol.ts';
import { AnswerText } from '../answer-text.ts';
import { encodePair } from '../encode-pair.ts';
import { Fault } from '../fault.ts';
import { promptText } from '../prompt-text.ts';
import type { Turn } from '../serve.ts';
import { rollingWindows } from '../windows.ts';
import { Prefix } from './prefix.ts';
import type { OnnxSession } from './session.ts';
import type { OnnxTokenizer } from './tokenizer.ts';

/** The operations of the protocol over logits of all positions at once. */
export class OnnxModel {
  readonly contextTokens: number;
  private readonly prefix: Prefix;
  private readonly tokenizer: OnnxTokenizer;

  constructor(session: OnnxSession, tokenizer: OnnxTokenizer, wanted: number) {
    const { trainedContext } = tokenizer;
    this.prefix = new Prefix(session);
    this.tokenizer = tokenizer;
    this.contextTokens = Math.max(MIN_CONTEXT, trainedContext === 0 ? wanted : Math.min(wanted, trainedContext));
  }

  async generate(request: RequestOf<'generate'>, turn: Turn): Promise<Generated[]> {
    const answers: Generated[] = [];
    for (const [item, asked] of request.items.entries()) {
      const prompt = this.tokenizer.tokenize(promptText(this.tokenizer.template, asked));
      const room = Math.min(request.maxTokens, this.contextTokens - prompt.length - 1);
      if (prompt.length === 0) throw new Fault('request', 'an empty prompt');
      if (room < 1) throw new Fault('too-long', `a prompt of ${prompt.length} tokens in ${this.contextTokens}`);
      const answer = new AnswerText<number>((tokens) => this.tokenizer.detokenize(tokens), request.stop, room);
      while (answer.ended === undefined) {
        turn.check();
        const text = [...prompt, ...answer.tokens];
        const { logits, vocabulary } = await this.prefix.run(text, text.length - 1);
        const token = likeliest(logits.subarray(-vocabulary));
        answer.push(this.tokenizer.ends.has(token) ? undefined : token);
        if (request.stream === true) turn.piece(item, answer.piece());
      }
      const { text, tokens, ended } = answer;
      answers.push({ text, promptTokens: prompt.length, newTokens: tokens.length, ended });
    }
    return answers;
  }

  async loglikelihood(request: RequestOf<'loglikelihood'>, turn: Turn): Promise<Scored[]> {
    const answers: Scored[] = [];
    for (const item of request.items) {
      const text = promptText(this.tokenizer.template, item);
      const continuations: Scored['continuations'] = [];
      let promptTokens = 0;
      for (const continuation of item.continuations) {
        turn.check();
        const pair = encodePair(text, continuation, (it) => this.tokenizer.tokenize(it));
        const { start } = this.tokenizer;
        const prompt = text === '' && pair.prompt.length === 0 && start !== undefined ? [start] : pair.prompt;
        const length = prompt.length + pair.continuation.length;
        if (prompt.length === 0 || pair.continuation.length === 0) throw new Fault('request', 'nothing to score');
        if (length > this.contextTokens) throw new Fault('too-long', `${length} tokens in ${this.contextTokens}`);
        promptTokens = prompt.length;
        continuations.push(await this.score(prompt, pair.continuation));
      }
      answers.push({ promptTokens, continuations });
    }
    return answers;
  }

  async loglikelihoodRolling(request: RequestOf<'loglikelihood_rolling'>, turn: Turn): Promise<Rolled[]> {
    const { start } = this.tokenizer;
    if (start === undefined) throw new Fault('model', 'it has no token that a text begins behind');
    const answers: Rolled[] = [];
    for (const { text } of request.items) {
      const tokens = this.tokenizer.tokenizeBare(text);
      if (tokens.length === 0) throw new Fault('request', 'nothing to score');
      let logprob = 0;
      for (const { context, predicted } of rollingWindows(tokens, start, this.contextTokens)) {
        turn.check();
        logprob += (await this.score(context, predicted)).logprob;
      }
      answers.push({ logprob, tokens: tokens.length });
    }
    return answers;
  }

  private async score(
    prompt: readonly number[],
    continuation: readonly number[],
  ): Promise<Scored['continuations'][number]> {
    const text = [...prompt, ...continuation.slice(0, -1)];
    const { logits, vocabulary, from } = await this.prefix.run(text, prompt.length - 1);
    let logprob = 0;
    let greedy = true;
    for (const [index, token] of continuation.entries()) {
      const start = (prompt.length - 1 + index - from) * vocabulary;
      const row = logits.subarray(start, start + vocabulary);
      const most = row[likeliest(row)] ?? 0;
      const own = row[token];
      if (own === undefined) throw new Fault('model', `token ${token} is none of its ${vocabulary}`);
      let total = 0;
      for (const logit of row) total += Math.exp(logit - most);
      logprob += own - most - Math.log(total);
      greedy &&= own === most;
    }
    if (!Number.isFinite(logprob)) throw new Fault('model', 'a log-likelihood is not a number');
    return { logprob: Math.min(0, logprob), tokens: continuation.length, greedy };
  }
}

/** The first of the largest. */
function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let token = 0; token < logits.length; token++) {
    const logit = logits[token] ?? Number.NaN;
    if (Number.isNaN(logit)) throw new Fault('model', 'a logit is not a number');
    if (logit > (logits[best] ?? 0)) best = token;
  }
  return best;
}
