import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import * as z from 'zod';
import { chatTemplate, type ChatTemplate } from '../chat-template.ts';
import { Fault } from '../fault.ts';

const MOST_BYTES = 64 << 20;

export interface OnnxTokenizer {
  readonly template: ChatTemplate;
  readonly architecture: string;
  readonly trainedContext: number;
  readonly ends: ReadonlySet<number>;
  /** The token that a text begins behind. */
  readonly start: number | undefined;
  /** With the token that the tokenizer puts in front, where the text does not hold it. */
  readonly tokenize: (text: string) => number[];
  readonly tokenizeBare: (text: string) => number[];
  readonly detokenize: (tokens: readonly number[]) => string;
}

const named = z
  .union([z.string(), z.looseObject({ content: z.string() }).transform(({ content }) => content)])
  .nullish();
const ids = z.union([z.int(), z.array(z.int())]).nullish();
const configSchema = z.looseObject({
  model_type: z.string().optional(),
  max_position_embeddings: z.int().positive().optional(),
  eos_token_id: ids,
  bos_token_id: ids,
});
const tokenizerConfigSchema = z.looseObject({
  bos_token: named,
  eos_token: named,
  chat_template: z.union([z.string(), z.array(z.looseObject({ name: z.string(), template: z.string() }))]).nullish(),
});

/** What lies beside the model: tokenizer, configuration, chat template. They are a submission's, and read only in here. */
export function readTokenizer(modelPath: string): OnnxTokenizer {
  const beside = (name: string): string => join(dirname(modelPath), name);
  const json = (name: string): unknown => (existsSync(beside(name)) ? parsed(name, readText(beside(name))) : {});
  const checked = <Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> => {
    const result = schema.safeParse(json(name));
    if (!result.success) throw new Fault('model', `${name}: ${z.prettifyError(result.error)}`);
    return result.data;
  };
  const config = checked('config.json', configSchema);
  const generation = checked('generation_config.json', configSchema);
  const own = checked('tokenizer_config.json', tokenizerConfigSchema);
  const tokenizer = built(json('tokenizer.json'), json('tokenizer_config.json'));
  const idOf = (text: string | null | undefined): number[] => {
    const id = text == null ? undefined : tokenizer.token_to_id(text);
    return id === undefined ? [] : [id];
  };
  const bos = [...idOf(own.bos_token), ...listed(config.bos_token_id)][0];
  const eos = [...idOf(own.eos_token), ...listed(generation.eos_token_id), ...listed(config.eos_token_id)];
  const encode = (text: string, framed: boolean): number[] =>
    attempt('tokenize', () => tokenizer.encode(text, { add_special_tokens: framed }).ids);
  const tokenizeBare = (text: string): number[] => encode(text, false);
  const [first, second] = [encode('a', true), tokenizeBare('a')];
  const framed = first.length > second.length && first[0] === bos ? bos : undefined;
  const jinja = existsSync(beside('chat_template.jinja')) ? readText(beside('chat_template.jinja')) : undefined;
  const stated = Array.isArray(own.chat_template)
    ? own.chat_template.find(({ name }) => name === 'default')?.template
    : (own.chat_template ?? undefined);
  const template = chatTemplate(jinja ?? stated, { bos: own.bos_token ?? '', eos: own.eos_token ?? '' }, 'file');
  return {
    template,
    architecture: config.model_type ?? 'onnx',
    trainedContext: config.max_position_embeddings ?? 0,
    ends: new Set(eos),
    start: bos ?? eos[0],
    tokenizeBare,
    tokenize: (text) => {
      const tokens = tokenizeBare(text);
      return framed === undefined || tokens[0] === framed ? tokens : [framed, ...tokens];
    },
    detokenize: (tokens) =>
      tokens.length === 0
        ? ''
        : attempt('detokenize', () =>
            tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
          ),
  };
}

function listed(value: number | number[] | null | undefined): number[] {
  return value == null ? [] : [value].flat();
}

function built(tokenizer: unknown, config: unknown): Tokenizer {
  if (typeof tokenizer !== 'object' || tokenizer === null || !('model' in tokenizer))
    throw new Fault('model', 'there is no tokenizer.json beside it');
  return attempt('load', () => new Tokenizer(tokenizer, typeof config === 'object' && config !== null ? config : {}));
}

function readText(path: string): string {
  if (statSync(path).size > MOST_BYTES) throw new Fault('model', `a file of more than ${MOST_BYTES} bytes`);
  return readFileSync(path, 'utf8');
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('model', `${name} is not JSON`);
  }
}

function attempt<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('model', `the tokenizer does not ${what}: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
