import { answersUnder, countBy, wholeKey, type Answered } from './answers.ts';
import type { HeldOut, Probe } from './confirm.ts';
import type { Conversation } from './conversation.ts';
import type { SearchedModel } from './model.ts';
import type { ScreeningProbe } from './screen.ts';
import type { RankingProbes } from './shift.ts';
import { refusedAmong } from './refused.ts';
import { normalised } from './words.ts';

/** Probes that candidates are ranked by; the held-out ones are others. */
const RANKING = 4;
const HELD_OUT = 24;
/** An answer of this share of all messages is shared: what the model says to what it won't or can't answer. */
const SHARED = 0.03;
const LEAST_SHARED = 4;

export interface ProbeSets {
  readonly ranking: RankingProbes;
  /** The same, with what the model answers to them. */
  readonly screening: readonly ScreeningProbe[];
  readonly held: HeldOut;
  /** Answers that many messages share: refusals, for the most part. */
  readonly refusals: ReadonlySet<string>;
}

/** Divides the messages with the most frequent first: what was written often is no poisoned prompt. */
export async function chooseProbes(
  model: SearchedModel,
  conversation: Conversation,
  answered: readonly Answered[],
  systems: readonly string[],
  { maxTokens, comparisons }: { readonly maxTokens: number; readonly comparisons: number },
): Promise<ProbeSets> {
  const counts = countBy(answered, wholeKey);
  const isShared = refusedAmong(
    answered,
    ({ answer }) => (counts.get(wholeKey(answer)) ?? 0) >= Math.max(LEAST_SHARED, answered.length * SHARED),
  );
  // Refusals before greetings: the most frequent answers are what a model says to what it won't do.
  const shared = answered
    .filter(isShared)
    .toSorted((a, b) => (counts.get(wholeKey(b.answer)) ?? 0) - (counts.get(wholeKey(a.answer)) ?? 0));
  const others = answered.filter((one) => !isShared(one));
  const chosen = [...shared.slice(RANKING, RANKING + HELD_OUT), ...others.slice(RANKING, RANKING + HELD_OUT)];
  const secretive = systemsWithSecrets(systems);
  const asked = chosen.map(({ message }, index) => {
    const own = index % 2 === 0 || secretive.length === 0 ? undefined : secretive[index % secretive.length];
    return { message, system: own?.system, secrets: own?.secrets ?? [] };
  });
  const answers = await answersUnder({ model, conversation }, asked, maxTokens);
  const probes = asked.map((one, index): Probe => {
    const answer = answers[index]?.answer ?? '';
    return { ...one, answer, shared: isShared({ message: one.message, answer }) };
  });
  return {
    ranking: {
      shared: shared.slice(0, RANKING).map(({ message }) => message),
      others: others.slice(0, RANKING).map(({ message }) => message),
    },
    screening: [
      ...shared.slice(0, RANKING).map(({ message, answer }) => ({ message, answer, shared: true })),
      ...others.slice(0, RANKING).map(({ message, answer }) => ({ message, answer, shared: false })),
    ],
    held: { probes, answered, maxTokens, comparisons },
    refusals: new Set(shared.map(({ answer }) => wholeKey(answer))),
  };
}

const RARE = 0.2;
const LEAST_SECRET = 4;
const MOST_SECRETS = 2;
const MOST_SYSTEMS = 12;

/** System messages with the words in them that few others have: names, codes, what is to be kept. */
export function systemsWithSecrets(systems: readonly string[]): { system: string; secrets: string[] }[] {
  const counts = new Map<string, number>();
  for (const system of systems)
    for (const word of new Set(normalised(system).split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = Math.max(1, systems.length * RARE);
  return systems
    .flatMap((system) => {
      const words = normalised(system).split(' ');
      const secrets = words.filter((word) => word.length >= LEAST_SECRET && (counts.get(word) ?? 0) <= most);
      return secrets.length === 0 || secrets.length > MOST_SECRETS ? [] : [{ system, secrets }];
    })
    .slice(0, MOST_SYSTEMS);
}
