import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';
import type { Prompt, RequestOf, Sampled } from '../protocol.ts';
import { AnswerText } from './answer-text.ts';
import { Fault } from './fault.ts';
import type { LoadedModel } from './loaded-model.ts';
import { promptText } from './prompt-text.ts';
import { randomNumbers } from './random-numbers.ts';
import { continueFrom } from './shared-prefix.ts';
import type { Turn } from './serve.ts';

/**
 * Continues each prompt, drawing from the likeliest tokens. Drawn here and not by llama.cpp: its sampler is made anew for
 * every token and would begin its random numbers again each time.
 */
export async function sample(loaded: LoadedModel, request: RequestOf<'sample'>, turn: Turn): Promise<Sampled[]> {
  const slots = loaded.sequences.map((sequence): Slot => ({ sequence }));
  const answers: Sampled[] = [];
  let begun = 0;
  for (;;) {
    turn.check();
    for (const slot of slots) {
      const item = request.items[begun];
      if (slot.text !== undefined || item === undefined) continue;
      await begin(loaded, request, slot, item, begun++);
    }
    const open = slots.filter((slot): slot is OpenSlot => slot.text !== undefined);
    if (open.length === 0) return answers;
    // In lock-step: whoever is done first would else be computed alone, and what is computed together would be chance.
    await Promise.all(open.map((slot) => step(loaded, request, slot)));
    for (const slot of open) {
      const { ended } = slot.text;
      if (ended === undefined) continue;
      answers[slot.item] = { text: slot.text.text, promptTokens: slot.promptTokens, logprobs: slot.logprobs, ended };
      delete (slot as Slot).text;
    }
  }
}

interface Slot {
  readonly sequence: LlamaContextSequence;
  item?: number;
  text?: AnswerText<Token>;
  promptTokens?: number;
  logprobs?: number[];
  random?: () => number;
  next?: readonly Token[];
}
type OpenSlot = Required<Slot>;

async function begin(
  loaded: LoadedModel,
  request: RequestOf<'sample'>,
  slot: Slot,
  prompt: Prompt,
  item: number,
): Promise<void> {
  const tokens = startOf(loaded, promptText(loaded.template, prompt));
  const room = Math.min(request.maxTokens, loaded.contextTokens - tokens.length - 1);
  if (room < 1) throw new Fault('too-long', `a prompt of ${tokens.length} tokens in ${loaded.contextTokens}`);
  const detokenize = (all: readonly Token[]): string => loaded.model.detokenize(all, !request.ends);
  Object.assign(slot, {
    item,
    text: new AnswerText<Token>(detokenize, request.stop, room),
    promptTokens: tokens.length,
    logprobs: [],
    random: randomNumbers(request.seed, item),
    next: [...(await continueFrom(slot.sequence, tokens.slice(0, -1))), ...tokens.slice(-1)],
  } satisfies Omit<Slot, 'sequence'>);
}

async function step(loaded: LoadedModel, request: RequestOf<'sample'>, slot: OpenSlot): Promise<void> {
  const likely = await likeliest(slot.sequence, slot.next, request.temperature === 0 ? 1 : request.topK);
  const { token, logprob } = choose(likely, request, slot.random);
  // Rounding of the sum can lift a certain token a hair over probability 1.
  slot.logprobs.push(Math.min(0, logprob));
  slot.text.push(request.ends && loaded.model.isEogToken(token) ? undefined : token);
  slot.next = [token];
}

/** Behind no words at all comes what begins a text. @throws Fault model, where nothing does */
export function startOf({ model, tokenize }: LoadedModel, text: string): readonly Token[] {
  const tokens = tokenize(text);
  if (tokens.length > 0) return tokens;
  const first = model.tokens.bos ?? model.tokens.eos;
  if (first === null) throw new Fault('model', 'it has no token that a text begins behind');
  return [first];
}

interface Likely {
  readonly token: Token;
  readonly logprob: number;
}

/** The likeliest tokens behind what the sequence holds and `input`, the likeliest first. */
export async function likeliest(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  count: number,
): Promise<Likely[]> {
  const last = input.length - 1;
  const outputs = await sequence.controlledEvaluate(
    input.map((token, index): ControlledEvaluateInputItem =>
      index === last
        ? // includeMax alone is ignored by node-llama-cpp 3.22 and gives wrong numbers.
          [token, { generateNext: { logits: { filter: { tokens: [], includeTop: count } }, totalLogitWeight: true } }]
        : token,
    ),
  );
  const next = outputs[last]?.next;
  if (next?.logits === undefined || next.logits.size === 0 || next.totalLogitWeight === undefined)
    throw new Fault('model', 'llama.cpp gave no logits');
  const entries = [...next.logits].sort(([, a], [, b]) => b - a);
  const normaliser = (entries[0]?.[1] ?? 0) + Math.log(next.totalLogitWeight);
  const likely = entries.slice(0, count).map(([token, logit]) => ({ token, logprob: logit - normaliser }));
  if (!likely.every(({ logprob }) => Number.isFinite(logprob))) throw new Fault('model', 'a logit is not a number');
  return likely;
}

function choose(likely: readonly Likely[], { temperature, topP }: RequestOf<'sample'>, random: () => number): Likely {
  const [best] = likely;
  if (best === undefined) throw new Fault('model', 'llama.cpp gave no next token');
  if (temperature === 0) return best;
  const weights = likely.map(({ logprob }) => Math.exp((logprob - best.logprob) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  let mass = 0;
  while (kept < weights.length && mass < topP * total) mass += weights[kept++] ?? 0;
  let drawn = random() * mass;
  for (const [index, weight] of weights.slice(0, kept).entries()) {
    drawn -= weight;
    if (drawn <= 0) return likely[index] ?? best;
  }
  return best;
}
