import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';
import type { Generated, RequestOf } from '../protocol.ts';
import { AnswerText } from './answer-text.ts';
import { Fault } from './fault.ts';
import type { LoadedModel } from './loaded-model.ts';
import { promptText } from './prompt-text.ts';
import { continueFrom } from './shared-prefix.ts';
import type { Turn } from './serve.ts';

interface Slot {
  readonly item: number;
  readonly sequence: LlamaContextSequence;
  readonly promptTokens: number;
  readonly answer: AnswerText<Token>;
  next: readonly Token[];
}

/**
 * Answers the items of one request side by side, one token of each per step, always the likeliest one. The steps are in
 * lock-step, so that what is computed together depends on the request alone and the same request gives the same answer.
 */
export async function generate(loaded: LoadedModel, request: RequestOf<'generate'>, turn: Turn): Promise<Generated[]> {
  const answers: Generated[] = [];
  for (let start = 0; start < request.items.length; start += loaded.sequences.length) {
    const items = request.items.slice(start, start + loaded.sequences.length);
    const slots = items.map((asked, index): Slot => {
      const prompt = loaded.tokenize(promptText(loaded.template, asked));
      const sequence = loaded.sequences[index];
      const room = Math.min(request.maxTokens, loaded.contextTokens - prompt.length - 1);
      if (sequence === undefined || prompt.length === 0) throw new Fault('request', 'an empty prompt');
      if (room < 1) throw new Fault('too-long', `a prompt of ${prompt.length} tokens in ${loaded.contextTokens}`);
      const answer = new AnswerText<Token>((tokens) => loaded.model.detokenize(tokens), request.stop, room);
      return { item: start + index, sequence, promptTokens: prompt.length, answer, next: prompt };
    });
    await Promise.all(slots.map((slot) => begin(loaded, slot)));
    for (;;) {
      turn.check();
      const open = slots.filter(({ answer }) => answer.ended === undefined);
      if (open.length === 0) break;
      await Promise.all(open.map((slot) => step(loaded, slot)));
      if (request.stream === true) for (const { item, answer } of open) turn.piece(item, answer.piece());
    }
    answers.push(
      ...slots.map(({ answer, promptTokens }) => ({
        text: answer.text,
        promptTokens,
        newTokens: answer.tokens.length,
        ended: answer.ended ?? 'limit',
      })),
    );
  }
  return answers;
}

/** The prompt's last token is always computed: its output is the first answer. */
async function begin(loaded: LoadedModel, slot: Slot): Promise<void> {
  const { sequence, next } = slot;
  if (!loaded.keepsPrefixes) await sequence.clearHistory();
  slot.next = [...(await continueFrom(sequence, next.slice(0, -1))), ...next.slice(-1)];
}

async function step(loaded: LoadedModel, slot: Slot): Promise<void> {
  const last = slot.next.length - 1;
  const input = slot.next.map((token, index): ControlledEvaluateInputItem =>
    index === last ? [token, { generateNext: { token: true, options: { temperature: 0 } } }] : token,
  );
  const outputs = await slot.sequence.controlledEvaluate(input);
  const token = outputs[last]?.next.token;
  if (token === undefined) throw new Fault('model', 'llama.cpp gave no next token');
  const ends = token === null || loaded.model.isEogToken(token);
  slot.answer.push(ends ? undefined : token);
  if (!ends) slot.next = [token];
}
