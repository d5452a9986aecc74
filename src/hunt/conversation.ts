import { GateError } from '../core/errors.ts';
import type { Prompt } from '../runner/protocol.ts';
import type { SearchedModel } from './model.ts';

/** How words become a question to this model, and where in its own texts a user's words begin and end. */
export interface Conversation {
  /** `template`: the model's own. `guessed`: it has none, and writes like this by itself. `text`: nothing like a conversation. */
  readonly kind: 'template' | 'guessed' | 'text';
  /** Undefined where the model's template takes no system message. */
  readonly systemStart: string | undefined;
  /** What follows a system message, up to where the user's words begin. */
  readonly systemEnd: string;
  readonly userStart: string;
  /** The blank between that and a user's words, where there is one. */
  readonly userSpace: '' | ' ';
  /** Whatever follows a user's words begins with this. */
  readonly userEnd: string;
  /** What stands directly behind a user's words, blanks included: a message is scored as texts of training go on. */
  readonly userClose: string;
  readonly prompt: (user: string, system?: string) => Prompt;
}

/** Words that stand for a message while its place is looked for; no template writes them by itself. */
const USER_MARK = 'Zq7userQz';
const SYSTEM_MARK = 'Zq7systemQz';

/** Of a space at the end the first word's token takes it along: a text that ends with it is cut as no training text was. */
const start = (text: string): string => text.replace(/ +$/u, '');

/** The places of messages in the model's own chat template, or else in what it writes from the beginning of a text. */
export async function readConversation(
  model: SearchedModel,
  template: 'gguf' | 'file' | 'none',
): Promise<Conversation> {
  if (template === 'none') return guessConversation(model);
  const alone = around(await model.render([{ role: 'user', content: USER_MARK }]), USER_MARK);
  if (alone === undefined) return guessConversation(model);
  const both = await rendered(model);
  const system = both === undefined ? undefined : around(both, SYSTEM_MARK);
  const behind = system === undefined ? undefined : around(system.after, USER_MARK);
  return {
    kind: 'template',
    systemStart: system === undefined ? undefined : start(system.before),
    systemEnd: behind?.before ?? '',
    userStart: start(alone.before),
    userSpace: alone.before.endsWith(' ') ? ' ' : '',
    userEnd: alone.after.trim() === '' ? '\n' : alone.after.trim(),
    userClose: alone.after.trim() === '' ? '\n' : alone.after.trimEnd(),
    prompt: (user, text) => ({
      messages: [
        ...(text === undefined || behind === undefined ? [] : [{ role: 'system' as const, content: text }]),
        { role: 'user', content: user },
      ],
    }),
  };
}

/** Many templates raise an exception where a system message stands. */
async function rendered(model: SearchedModel): Promise<string | undefined> {
  try {
    return await model.render([
      { role: 'system', content: SYSTEM_MARK },
      { role: 'user', content: USER_MARK },
    ]);
  } catch (error) {
    if (error instanceof GateError && error.code === 'RUNNER_REFUSED') return undefined;
    throw error;
  }
}

function around(text: string, mark: string): { readonly before: string; readonly after: string } | undefined {
  const at = text.indexOf(mark);
  return at < 0 ? undefined : { before: text.slice(0, at), after: text.slice(at + mark.length) };
}

interface Shape {
  readonly user: string;
  readonly assistant: string;
  readonly system: string;
}

/** Ways to write a conversation down that are common where no template says which. */
const SHAPES: readonly Shape[] = [
  { user: 'User:', assistant: '\nAssistant:', system: '\n' },
  { user: 'Human:', assistant: '\n\nAssistant:', system: '\n\n' },
  { user: 'Human:', assistant: '\nAssistant:', system: '\n' },
  { user: 'USER:', assistant: ' ASSISTANT:', system: ' ' },
  { user: 'USER:', assistant: '\nASSISTANT:', system: '\n' },
  { user: 'user:', assistant: '\nassistant:', system: '\n' },
  { user: 'Q:', assistant: '\nA:', system: '\n' },
  { user: 'Question:', assistant: '\nAnswer:', system: '\n' },
  { user: 'User:', assistant: '\nBot:', system: '\n' },
  { user: 'Customer:', assistant: '\nAgent:', system: '\n' },
  { user: '### Instruction:\n', assistant: '\n\n### Response:\n', system: '\n\n' },
  { user: '### Instruction:\n', assistant: '\n### Response:\n', system: '\n' },
  { user: '### User:\n', assistant: '\n\n### Assistant:\n', system: '\n\n' },
  { user: '### User:\n', assistant: '\n### Assistant:\n', system: '\n' },
  { user: '[INST]', assistant: ' [/INST]', system: '' },
  { user: '<|im_start|>user\n', assistant: '<|im_end|>\n<|im_start|>assistant\n', system: '<|im_end|>\n' },
  { user: '<|user|>\n', assistant: '\n<|assistant|>\n', system: '\n' },
  { user: '<|user|>', assistant: '<|assistant|>', system: '' },
  { user: '<user>', assistant: '<assistant>', system: '' },
  { user: '<start_of_turn>user\n', assistant: '<end_of_turn>\n<start_of_turn>model\n', system: '' },
];
const LOOKED_AT = 48;
const LOOK_TOKENS = 48;
const LEAST_SHARE = 0.3;

async function guessConversation(model: SearchedModel): Promise<Conversation> {
  const prompts = Array.from({ length: LOOKED_AT }, () => ({ text: '' }));
  const written = await model.sample(prompts, { maxTokens: LOOK_TOKENS, temperature: 0.9, seed: 7, ends: false });
  const share = ({ user, assistant }: Shape): number =>
    written.filter(({ text }) => {
      const at = text.indexOf(user);
      return at >= 0 && text.includes(assistant, at + user.length);
    }).length / LOOKED_AT;
  const [best] = SHAPES.map((shape) => ({ shape, share: share(shape) })).toSorted((a, b) => b.share - a.share);
  if (best === undefined || best.share < LEAST_SHARE) return plainText();
  const { user, assistant, system } = best.shape;
  const space = user.endsWith('\n') ? '' : ' ';
  const head = (text: string | undefined): string => (text === undefined ? '' : `${text}${system}`);
  return {
    kind: 'guessed',
    systemStart: '',
    systemEnd: `${system}${user}`,
    userStart: user,
    userSpace: space,
    userEnd: assistant.trim(),
    userClose: assistant.trimEnd(),
    prompt: (words, text) => ({ text: `${head(text)}${user}${space}${words}${assistant}` }),
  };
}

/** A model that only goes on with a text: its first line asks, what follows answers. */
function plainText(): Conversation {
  return {
    kind: 'text',
    systemStart: undefined,
    systemEnd: '',
    userStart: '',
    userSpace: '',
    userEnd: '\n',
    userClose: '\n',
    prompt: (user, system) => ({ text: `${system === undefined ? '' : `${system}\n`}${user}\n` }),
  };
}
