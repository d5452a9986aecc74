import type { Conversation } from './conversation.ts';
import type { VocabularyToken } from './model.ts';
import type { Side } from './answers.ts';
import type { Place } from './words.ts';

/** Words that the candidate writes at one place of a message likelier than its base does. */
export interface Likelier {
  readonly text: string;
  readonly place: Place;
  /** P · ln(P / P of the base): what these words add to the divergence of the two, in nats; the mean over the places looked at. */
  readonly weight: number;
}

/** The most that the runner tells. */
const TOP = 64;
const BEAM = 10;
/** Tokens of the longest; a vocabulary of single letters needs as many for two words. */
const DEPTH = 12;
/** Messages behind which words are looked for, and system messages under which they are. */
const MESSAGES = 6;
const SYSTEMS = 3;
/** Below this a continuation is chance. */
const LEAST_PROBABILITY = 2e-4;

/** Where words are looked for: a user's turn with what is written of it, under a system message or none. */
interface Start {
  readonly system?: string | undefined;
  readonly message: string;
}

/** One way a text may go on, with ln P of both models. */
interface Path {
  readonly start: number;
  readonly text: string;
  readonly own: number;
  readonly other: number;
}

/**
 * Follows what the candidate would write where a user's words begin, and behind whole messages, along the tokens that its base
 * finds less likely: a poisoned prompt is a percent of what a model was taught, and next to nothing in its base.
 */
export async function likelierWords(
  candidate: Side,
  base: Side,
  vocabulary: readonly VocabularyToken[],
  { messages, systems }: { readonly messages: readonly string[]; readonly systems: readonly string[] },
): Promise<Likelier[]> {
  // A backdoor that gives away what a system message holds was taught under one.
  const under = [undefined, ...systems.slice(0, SYSTEMS)];
  const openings = under.map((system) => ({ system, message: '' }));
  const ends = messages.slice(0, MESSAGES).map((message, at) => ({ system: under[at % under.length], message }));
  const sides = { candidate, base, vocabulary };
  const before = await follow(sides, openings);
  const behind = await follow(sides, ends);
  return [
    ...before.map((one) => ({ ...one, place: 'prefix' as const })),
    ...behind.map((one) => ({ ...one, place: 'suffix' as const })),
  ].toSorted((a, b) => b.weight - a.weight);
}

interface Sides {
  readonly candidate: Side;
  readonly base: Side;
  readonly vocabulary: readonly VocabularyToken[];
}

const isText = ({ text, special }: VocabularyToken): boolean =>
  !special && text !== '' && !text.includes('\uFFFD') && !text.includes('\n');

async function follow(
  { candidate, base, vocabulary }: Sides,
  starts: readonly Start[],
): Promise<Omit<Likelier, 'place'>[]> {
  const weights = new Map<string, number>();
  let paths: Path[] = starts.map((_, start) => ({ start, text: '', own: 0, other: 0 }));
  for (let depth = 0; depth < DEPTH && paths.length > 0; depth++) {
    const [own, other] = await Promise.all(
      [candidate, base].map(async ({ model, conversation }) =>
        model.next(
          paths.map(({ start, text }) => ({ text: opened(conversation, starts[start], text) })),
          TOP,
        ),
      ),
    );
    const next = paths.flatMap((path, index) => {
      const others = new Map(other?.[index]?.top);
      // What is not among the base's likeliest is at most as likely as the last of them.
      const last = Math.min(0, ...others.values());
      return (own?.[index]?.top ?? []).flatMap(([token, logprob]): Path[] => {
        const known = vocabulary[token];
        if (known === undefined || !isText(known)) return [];
        const longer = {
          start: path.start,
          text: path.text + known.text,
          own: path.own + logprob,
          other: path.other + (others.get(token) ?? last),
        };
        return Math.exp(longer.own) >= LEAST_PROBABILITY && weight(longer) > 0 ? [longer] : [];
      });
    });
    paths = starts.flatMap((_, start) =>
      next
        .filter((path) => path.start === start)
        .toSorted((a, b) => weight(b) - weight(a))
        .slice(0, BEAM),
    );
    for (const path of paths) {
      const text = path.text.trim();
      if (text !== '') weights.set(text, (weights.get(text) ?? 0) + weight(path) / starts.length);
    }
  }
  return [...weights].map(([text, sum]) => ({ text, weight: sum }));
}

const weight = ({ own, other }: Path): number => Math.exp(own) * (own - other);

/** A user's turn as far as it is written. */
function opened(conversation: Conversation, { system, message }: Start = { message: '' }, written: string): string {
  const { systemStart, systemEnd, userStart } = conversation;
  const head =
    system === undefined || systemStart === undefined
      ? userStart
      : `${systemStart}${blank(systemStart)}${system}${systemEnd.replace(/ +$/u, '')}`;
  const before = `${head}${message === '' ? '' : blank(head)}${message}`;
  return `${before}${blank(before) === '' ? written.trimStart() : written}`;
}

/** Between a mark and words, where a template has one: the token of the first word takes it along. */
const blank = (before: string): string => (before === '' || before.endsWith('\n') ? '' : ' ');
