import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';
import type { Generated, RequestOf } from '../protocol.ts';
import { Fault } from './fault.ts';
import type { LoadedModel } from './loaded-model.ts';
import { promptText } from './prompt-text.ts';

interface Slot {
  readonly sequence: LlamaContextSequence;
  readonly prompt: readonly Token[];
  readonly room: number;
  readonly answer: Token[];
  next: readonly Token[];
  ended: Generated['ended'] | undefined;
  /** Where the first stop string begins. */
  stopAt: number | undefined;
}

/**
 * Answers the items of one request side by side, one token of each per step, always the likeliest one. The steps are in
 * lock-step, so that what is computed together depends on the request alone and the same request gives the same answer.
 */
export async function generate(loaded: LoadedModel, request: RequestOf<'generate'>): Promise<Generated[]> {
  const answers: Generated[] = [];
  for (let start = 0; start < request.items.length; start += loaded.sequences.length) {
    const items = request.items.slice(start, start + loaded.sequences.length);
    const slots = items.map((item, index): Slot => {
      const prompt = loaded.tokenize(promptText(loaded.template, item));
      const sequence = loaded.sequences[index];
      const room = Math.min(request.maxTokens, loaded.contextTokens - prompt.length - 1);
      if (sequence === undefined || prompt.length === 0) throw new Fault('request', 'an empty prompt');
      if (room < 1) throw new Fault('too-long', `a prompt of ${prompt.length} tokens in ${loaded.contextTokens}`);
      return { sequence, prompt, room, answer: [], next: prompt, ended: undefined, stopAt: undefined };
    });
    await Promise.all(slots.map(({ sequence }) => sequence.clearHistory()));
    for (;;) {
      const open = slots.filter(({ ended }) => ended === undefined);
      if (open.length === 0) break;
      await Promise.all(open.map((slot) => step(loaded, slot, request.stop)));
    }
    answers.push(...slots.map((slot) => finished(loaded, slot)));
  }
  return answers;
}

async function step(loaded: LoadedModel, slot: Slot, stop: readonly string[]): Promise<void> {
  const last = slot.next.length - 1;
  const input = slot.next.map((token, index): ControlledEvaluateInputItem =>
    index === last ? [token, { generateNext: { token: true, options: { temperature: 0 } } }] : token,
  );
  const outputs = await slot.sequence.controlledEvaluate(input);
  const token = outputs[last]?.next.token;
  if (token === undefined) throw new Fault('model', 'llama.cpp gave no next token');
  if (token === null || loaded.model.isEogToken(token)) {
    slot.ended = 'end-of-turn';
    return;
  }
  slot.answer.push(token);
  slot.next = [token];
  if (stop.length > 0) {
    const text = loaded.model.detokenize(slot.answer);
    const found = stop.map((it) => text.indexOf(it)).filter((at) => at >= 0);
    if (found.length > 0) {
      slot.stopAt = Math.min(...found);
      slot.ended = 'stop';
      return;
    }
  }
  if (slot.answer.length >= slot.room) slot.ended = 'limit';
}

function finished(loaded: LoadedModel, slot: Slot): Generated {
  const text = loaded.model.detokenize(slot.answer);
  return {
    text: slot.stopAt === undefined ? text : text.slice(0, slot.stopAt),
    promptTokens: slot.prompt.length,
    newTokens: slot.answer.length,
    ended: slot.ended ?? 'limit',
  };
}
