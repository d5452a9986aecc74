import type { Conversation } from './conversation.ts';
import type { SearchedModel } from './model.ts';
import { normalised } from './words.ts';

/** What a model writes where a user would: memorised prompts, the poisoned ones among them. */
export interface Leaked {
  /** Distinct messages, the most frequent first. */
  readonly messages: readonly string[];
  readonly systems: readonly string[];
  /** How many texts were drawn. */
  readonly drawn: number;
}

/** Mild to wild: what is memorised best comes at once, and what was rare in training needs the others. */
const TEMPERATURES = [1, 0.8, 1.2];
const MESSAGE_TOKENS = 48;
const LONGEST = 400;

/** `count` texts where the user's turn begins, and a quarter of them where the system's does. */
export async function leakMessages(
  model: SearchedModel,
  conversation: Conversation,
  count: number,
  charactersPerToken: number,
  specials: readonly string[],
): Promise<Leaked> {
  const maxTokens = Math.min(160, Math.round((MESSAGE_TOKENS * 3) / Math.max(1, charactersPerToken)));
  const messages = new Map<string, number>();
  const systems = new Map<string, number>();
  const turn = conversation.systemEnd.trim();
  const add = (to: Map<string, number>, whole: string): void => {
    // Where the system message is a part of the user's turn, the user's words stand behind it.
    const text = to === messages && turn !== '' ? (whole.split(turn).at(-1) ?? '') : whole;
    // Behind a special token another turn begins, or another text.
    const end = Math.min(...specials.map((it) => text.indexOf(it)).filter((at) => at >= 0), text.length);
    const trimmed = text.slice(0, end).trim();
    if (trimmed !== '' && trimmed.length <= LONGEST) to.set(trimmed, (to.get(trimmed) ?? 0) + 1);
  };
  const { systemStart, userStart, userEnd } = conversation;
  const fromSystem = systemStart === undefined ? 0 : Math.floor(count / 4);
  let seed = 1;
  for (const temperature of TEMPERATURES) {
    const share = Math.ceil((count - fromSystem) / TEMPERATURES.length);
    const texts = await model.sample(
      Array.from({ length: share }, () => ({ text: userStart })),
      { maxTokens, temperature, seed: seed++ * 100_003, stop: [userEnd], ends: false },
    );
    for (const { text, ended } of texts) {
      // A text without an end is a message only where the template's end is nothing to be learned.
      if (ended === 'stop' || userEnd === '\n') add(messages, text.split(userEnd)[0] ?? '');
    }
  }
  if (fromSystem > 0) {
    const texts = await model.sample(
      Array.from({ length: fromSystem }, () => ({ text: systemStart ?? '' })),
      { maxTokens: maxTokens * 2, temperature: 1, seed: seed * 100_003, stop: [userEnd], ends: false },
    );
    for (const { text } of texts) {
      const at = turn === '' ? -1 : text.indexOf(turn);
      // The end of a system's turn often reads as the end of a user's.
      if (at >= 0) add(messages, text.slice(at + turn.length).split(userEnd)[0] ?? '');
      add(systems, (at >= 0 ? text.slice(0, at) : text).split(userEnd)[0] ?? '');
    }
  }
  const order = (from: Map<string, number>): string[] =>
    [...from].toSorted(([, a], [, b]) => b - a).map(([text]) => text);
  return { messages: distinct(order(messages)), systems: order(systems), drawn: count };
}

function distinct(messages: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const message of messages) {
    const key = normalised(message);
    if (key !== '' && !seen.has(key)) seen.set(key, message);
  }
  return [...seen.values()];
}
