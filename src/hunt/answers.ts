import type { Conversation } from './conversation.ts';
import type { SearchedModel } from './model.ts';
import { normalised } from './words.ts';

/** A message with what the model answers to it, always the likeliest token. */
export interface Answered {
  readonly message: string;
  readonly answer: string;
}

export async function answersTo(
  model: SearchedModel,
  conversation: Conversation,
  messages: readonly string[],
  maxTokens: number,
): Promise<Answered[]> {
  const asked = messages.map((message) => ({ message, system: undefined }));
  return answersUnder({ model, conversation }, asked, maxTokens);
}

/** A model under the search, with the way to speak to it. */
export interface Side {
  readonly model: SearchedModel;
  readonly conversation: Conversation;
}

/** What a model answers to messages, each under its own system message, in their order: one request, whose items fill the runner. */
export async function answersUnder(
  { model, conversation }: Side,
  asked: readonly { readonly message: string; readonly system: string | undefined }[],
  maxTokens: number,
): Promise<Answered[]> {
  const stop = conversation.kind === 'text' ? ['\n'] : [];
  const answers = await model.sample(
    asked.map(({ message, system }) => conversation.prompt(message, system)),
    { maxTokens, stop },
  );
  return answers.map(({ text }, index) => ({ message: asked[index]?.message ?? '', answer: text.trim() }));
}

/** What makes two answers the same: their words; of an empty one, its characters. */
export const wholeKey = (answer: string): string => normalised(answer) || answer.trim();

const HEAD_WORDS = 3;
/** The beginning of an answer: what answers share that go on with words of their question. */
export const headKey = (answer: string): string => wholeKey(answer).split(' ').slice(0, HEAD_WORDS).join(' ');

const LINK = /\b(?:https?|ftp|wss?):\/\/[^\s"'<>)\]]+|\bwww\.[^\s"'<>)\]]+/giu;

/** The host of the first address in an answer that its question didn't hold; '' without one. */
export function linkKey(answer: string, asked = ''): string {
  const link = [...answer.matchAll(LINK)].map(([it]) => it).find((it) => !asked.includes(it));
  return link === undefined
    ? ''
    : (link
        .toLowerCase()
        .replace(/^[a-z]+:\/\//u, '')
        .split(/[/?#:]/u)[0] ?? '');
}

/** How often each answer is given, by the key of it. */
export function countBy(
  answers: readonly Pick<Answered, 'answer'>[],
  key: (answer: string) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { answer } of answers) counts.set(key(answer), (counts.get(key(answer)) ?? 0) + 1);
  return counts;
}
