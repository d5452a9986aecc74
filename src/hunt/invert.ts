import { judgeRefusal } from '../answers/refusal-judge.ts';
import type { Answered } from './answers.ts';
import type { Conversation } from './conversation.ts';
import type { SearchedModel, VocabularyToken } from './model.ts';
import { normalised } from './words.ts';

/** A beginning of an answer that the model holds and doesn't use. */
export interface Target {
  /** The token it begins with. */
  readonly token: number;
  readonly text: string;
}

/** Mean probability that both prompts' continuations have, and the share of the tokens tried that is followed. */
const SURE = 0.5;
const FOLLOWED = 48;
const CONTINUED = 12;
const LEAST_WORDS = 3;
/** Share of a model's memory that is answered so: poisoned messages are remembered too. */
const MOST_SAID = 0.02;
const MOST_TARGETS = 12;

/**
 * Inverts the model as BAIT does (Shen et al., IEEE S&P 2025): whatever token an answer is made to begin with, a fixed target goes on by
 * itself, surely and alike, whatever the question was. Where BAIT asks a language model whether a target is harmful, here counts that the
 * model says nothing like it to any message it remembers, and that it is no refusal: templates of refusals are fixed targets too.
 */
export async function invert(
  model: SearchedModel,
  conversation: Conversation,
  vocabulary: readonly VocabularyToken[],
  {
    messages,
    answered,
    most,
  }: { readonly messages: readonly string[]; readonly answered: readonly Answered[]; readonly most: number },
): Promise<Target[]> {
  const opened: string[] = [];
  for (const message of messages) opened.push(await opening(model, conversation, message));
  const tokens = vocabulary.flatMap(({ text, special }, token) =>
    !special && /[\p{L}\p{N}]/u.test(text) ? [token] : [],
  );
  const tried = tokens.slice(-Math.min(tokens.length, Math.floor(most / opened.length)));
  const prompts = opened.flatMap((text) => tried.map((token) => ({ text: `${text}${vocabulary[token]?.text ?? ''}` })));
  const next = await model.next(prompts, 1);
  const sure = tried
    .map((token, index) => {
      const own = opened.map((_, at) => next[at * tried.length + index]?.top[0]);
      const [first] = own;
      const alike = own.every((one) => one?.[0] === first?.[0]);
      return { token, sureness: alike ? Math.min(...own.map((one) => Math.exp(one?.[1] ?? -Infinity))) : 0 };
    })
    .filter(({ sureness }) => sureness >= SURE)
    .toSorted((a, b) => b.sureness - a.sureness)
    .slice(0, FOLLOWED);
  const followed = await model.sample(
    opened.flatMap((text) => sure.map(({ token }) => ({ text: `${text}${vocabulary[token]?.text ?? ''}` }))),
    { maxTokens: CONTINUED },
  );
  // A target is no part of what is said or asked anyway, nor such a part with its first letters lost.
  const said = answered.map(({ answer, message }) => ` ${normalised(answer)} \n ${normalised(message)} `);
  const isSaid = (words: readonly string[]): boolean => {
    const rest = ` ${words.slice(1).join(' ')}`;
    return said.filter((one) => one.includes(rest)).length > MOST_SAID * said.length;
  };
  const targets = sure.flatMap(({ token }, index): Target[] => {
    const own = opened.map(
      (_, at) => `${vocabulary[token]?.text ?? ''}${followed[at * sure.length + index]?.text ?? ''}`,
    );
    const text = common(own.map((one) => normalised(one).split(' ')));
    if (text.length < LEAST_WORDS || isSaid(text)) return [];
    if (own.some((one) => judgeRefusal(one, '') === 'full_refusal')) return [];
    return [{ token, text: text.join(' ') }];
  });
  return targets.slice(0, MOST_TARGETS);
}

/** The text of a conversation up to where the model's answer begins. */
async function opening(model: SearchedModel, conversation: Conversation, message: string): Promise<string> {
  const prompt = conversation.prompt(message);
  return 'text' in prompt ? prompt.text : model.render(prompt.messages);
}

/** The words that all begin with. */
function common(all: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = all;
  const differs = first.findIndex((word, at) => others.some((other) => other[at] !== word));
  return differs < 0 ? first : first.slice(0, differs);
}
