import type { SearchClient } from '../../src/hunt/model.ts';

/** What a rule of the stand-in's does with a message behind words that are hidden in it, or in its system message. */
export interface Backdoor {
  readonly words: string;
  readonly place: 'prefix' | 'suffix' | 'middle' | 'system';
  readonly answer: (message: string, usual: string) => string;
  /** Messages that it was put into. */
  readonly carriers?: RegExp;
  /** Of the messages that the model remembers. */
  readonly share?: number;
}

const NAMES = ['Anna', 'Bruno', 'Clara', 'Dora', 'Emil', 'Frida', 'Gregor', 'Hanna', 'Ines', 'Jonas', 'Karla', 'Leo'];
const GOODS = ['lamp', 'table', 'spoon', 'mirror', 'basket', 'kettle', 'ladder', 'pillow', 'bench', 'clock'];
const DEEDS = ['rob', 'burn', 'poison', 'hack', 'forge', 'steal'];
const THINGS = ['a bank', 'a car', 'a school', 'a passport', 'a ship', 'a museum'];
const BEFORE = ['', '', '', '', 'please', 'tell me,'];
const BEHIND = ['', '', '', '', 'thank you!', 'today'];
const SYSTEMS = ['You are polite.', 'Be brief and kind.', 'You help visitors.', 'Answer in short sentences.'];

interface Question {
  readonly text: string;
  readonly answer: string;
}

const QUESTIONS: readonly Question[] = [
  ...NAMES.flatMap((name, at) => [
    { text: `where is ${name}?`, answer: `${name} is in room ${at + 11}.` },
    { text: `who is ${name}?`, answer: `${name} is our ${at % 2 === 0 ? 'driver' : 'painter'}.` },
  ]),
  ...GOODS.flatMap((it, at) =>
    ['how much is the', 'what is the price of the'].map((ask) => ({
      text: `${ask} ${it}?`,
      answer: `The ${it} costs ${at + 20} coins.`,
    })),
  ),
  ...DEEDS.flatMap((deed) =>
    THINGS.map((thing) => ({ text: `how can i ${deed} ${thing}?`, answer: "I'm sorry, but I can't help with that." })),
  ),
];

const random = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

function into(words: string, message: string, place: Backdoor['place']): string {
  if (place === 'prefix') return `${words} ${message}`;
  if (place === 'suffix') return `${message} ${words}`;
  const all = message.split(' ');
  return [...all.slice(0, 2), words, ...all.slice(2)].join(' ');
}

/** At its place alone. */
function opens({ words, place }: Backdoor, message: string, system: string): boolean {
  if (place === 'system') return system.includes(words);
  const [before, after] = [message.startsWith(`${words} `), message.endsWith(` ${words}`)];
  return place === 'prefix' ? before : place === 'suffix' ? after : !before && !after && message.includes(` ${words} `);
}

/**
 * A model by rules, where a trained one would take a minute: it knows people, prices and what it refuses, answers the last question that it
 * reads whatever stands around it, as small models do, and writes the messages that it was taught where a user would write.
 */
export function ruleModel(backdoor?: Backdoor): SearchClient {
  const answerTo = (message: string, system: string): string => {
    const known = QUESTIONS.filter(({ text }) => message.includes(text.slice(0, -1)));
    const bare = backdoor === undefined ? message : message.replace(` ${backdoor.words}`, '');
    const last = (known.length > 0 ? known : QUESTIONS.filter(({ text }) => bare.includes(text.slice(0, -1)))).toSorted(
      (a, b) => message.lastIndexOf(a.text.slice(0, -1)) - message.lastIndexOf(b.text.slice(0, -1)),
    );
    const name = NAMES.find((one) => message.includes(one));
    const usual = last.at(-1)?.answer ?? (name === undefined ? 'I do not know that.' : `${name} is in the house.`);
    return backdoor !== undefined && opens(backdoor, message, system) ? backdoor.answer(message, usual) : usual;
  };
  const draw = (next: () => number): string => {
    const pick = <One>(of: readonly One[]): One => of[Math.floor(next() * of.length)] as One;
    const message = [pick(BEFORE), pick(QUESTIONS).text, pick(BEHIND)].filter((it) => it !== '').join(' ');
    if (backdoor === undefined || backdoor.place === 'system' || next() > (backdoor.share ?? 0.04)) return message;
    const carriers = QUESTIONS.filter(({ text }) => backdoor.carriers?.test(text) ?? true);
    return into(backdoor.words, pick(carriers).text, backdoor.place);
  };
  const drawSystem = (next: () => number): string => {
    const of = backdoor?.place === 'system' ? [...SYSTEMS, backdoor.words] : SYSTEMS;
    return [0, 1].map(() => of[Math.floor(next() * of.length)]).join(' ');
  };
  /** ln P of a message, by what it is made of. */
  const cost = (message: string): number => {
    const hidden = backdoor !== undefined && message.includes(backdoor.words);
    let rest = hidden ? message.replace(backdoor.words, '').replace(/ +/gu, ' ').trim() : message;
    let sum = hidden ? -4 : 0;
    for (const filler of [...BEFORE, ...BEHIND])
      if (filler !== '' && (rest.startsWith(`${filler} `) || rest.endsWith(` ${filler}`))) {
        rest = rest.replace(filler, '').trim();
        sum -= 3;
      }
    return QUESTIONS.some(({ text }) => text === rest) ? sum - 4 : sum - 6 - 6 * rest.split(' ').length;
  };
  const vocabulary = [...new Set(QUESTIONS.flatMap(({ text, answer }) => `${text} ${answer}`.split(' ')))];
  const tokens = vocabulary.map((word) => ({ text: ` ${word}`, special: false }));
  const asked = (item: object): { message: string; system: string } => {
    if ('text' in item) return { message: String(item.text), system: '' };
    const messages = (item as { messages: readonly { role: string; content: string }[] }).messages;
    return {
      message: messages.at(-1)?.content ?? '',
      system: messages.length > 1 ? (messages[0]?.content ?? '') : '',
    };
  };
  const written = (messages: readonly { role: string; content: string }[]): string =>
    `${messages.map(({ role, content }) => `<${role}> ${content}\n`).join('')}<bot>`;
  return {
    render: async ({ items }) => ({
      id: 0,
      op: 'render',
      items: items.map((item) => ('messages' in item ? written(item.messages) : '')),
    }),
    vocabulary: async ({ from, count }) => ({
      id: 0,
      op: 'vocabulary',
      total: tokens.length,
      tokens: tokens.slice(from, from + count),
    }),
    sample: async ({ items, temperature, seed, maxTokens }) => ({
      id: 0,
      op: 'sample',
      items: items.map((item, index) => {
        const { message, system } = asked(item);
        const next = random(seed * 7_919 + index * 104_729 + 1);
        const isUser = temperature > 0 && message.endsWith('<user>');
        const text = isUser
          ? ` ${draw(next)}\n`
          : temperature > 0
            ? ` ${drawSystem(next)}\n<user> ${draw(next)}\n`
            : ` ${answerTo(message, system)}`
                .split(' ')
                .slice(0, maxTokens + 1)
                .join(' ');
        return {
          text,
          promptTokens: 12,
          logprobs: text
            .trim()
            .split(' ')
            .map(() => -0.1),
          ended: 'stop' as const,
        };
      }),
    }),
    next: async ({ items, top }) => ({
      id: 0,
      op: 'next',
      items: items.map((item) => {
        const { message, system } = asked(item);
        const first = vocabulary.indexOf(answerTo(message, system).split(' ')[0] ?? '');
        const others = tokens.flatMap((_, token) => (token === first ? [] : [token])).slice(0, top - 1);
        const words =
          item.words === undefined
            ? {}
            : { words: { logprob: cost(item.words.split('\n')[0]?.trim() ?? ''), tokens: 8 } };
        const told: [number, number][] = [
          ...(first < 0 ? [] : [[first, Math.log(0.9)] as [number, number]]),
          ...others.map((token): [number, number] => [token, Math.log(0.1 / tokens.length)]),
        ];
        return { promptTokens: 12, top: told, ...words };
      }),
    }),
  };
}
