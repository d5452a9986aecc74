import { posix } from 'node:path';
import type { SemanticDifference } from '../core/predicates/compare.ts';
import type { FileFacts } from '../formats/facts.ts';

/** What one side states beside its weights. */
interface Sides {
  readonly candidate: readonly FileFacts[];
  readonly base: readonly FileFacts[];
}

/** Entries that are kept, and characters of a text from a file in one. */
const MAX_DIFFERENCES = 64;
const MAX_TEXT = 120;
/** Letters from which on a text of a template is a sentence and no marker. */
const SENTENCE = 12;

/** Numbers of config.json that change what the same weights compute, or when they stop. */
const TELLING_NUMBERS: ReadonlySet<string> = new Set([
  'rope_theta',
  'rms_norm_eps',
  'eos_token_id',
  'bos_token_id',
  'pad_token_id',
  'num_attention_heads',
  'num_key_value_heads',
  'head_dim',
  'sliding_window',
  'num_experts_per_tok',
  'attn_logit_softcapping',
  'final_logit_softcapping',
]);
/** Defaults of generation that decide when an answer ends and what may stand in it. */
const TELLING_DEFAULTS: ReadonlySet<string> = new Set([
  'eos_token_id',
  'bos_token_id',
  'forced_bos_token_id',
  'forced_eos_token_id',
  'suppress_tokens',
  'begin_suppress_tokens',
  'decoder_start_token_id',
]);

/**
 * Tokenizer, chat templates, configuration and defaults of generation against the base's, the dangerous first: text that a template
 * adds, a special token that moved, code that a loader is told to fetch, limits that change what the weights compute. By facts alone: nothing is rendered.
 * What only one side has is said, and what neither has is no difference.
 */
export function semanticDifferences(candidate: readonly FileFacts[], base: readonly FileFacts[]): SemanticDifference[] {
  const sides = { candidate: atTop(candidate), base: atTop(base) };
  const found = [
    ...code(sides),
    ...templates(sides),
    ...tokenizers(sides),
    ...configs(sides),
    ...defaults(sides),
    ...unread(sides),
  ];
  const sorted = found.toSorted((a, b) => Number(b.dangerous) - Number(a.dangerous));
  return sorted.slice(0, MAX_DIFFERENCES).map((one) => ({ ...one, told: one.told.slice(0, 500) }));
}

/** The files of the directory nearest to the root that has a configuration, or a GGUF beside it. */
function atTop(facts: readonly FileFacts[]): readonly FileFacts[] {
  const told = facts.filter(
    ({ json, gguf }) => json?.role === 'config' || json?.role === 'tokenizer' || gguf !== undefined,
  );
  const depths = told.map(({ path }) => path.split('/').length);
  const top = told.find(({ path }) => path.split('/').length === Math.min(...depths));
  const directory = posix.dirname(top?.path ?? '');
  return facts.filter(({ path }) => posix.dirname(path) === directory);
}

/** Files beside weights that are compared, by what they are about. */
const COMPARED: ReadonlyMap<string, SemanticDifference['about']> = new Map([
  ['config.json', 'config'],
  ['generation_config.json', 'generation'],
  ['tokenizer.json', 'tokenizer'],
  ['tokenizer_config.json', 'tokenizer'],
  ['special_tokens_map.json', 'tokenizer'],
]);

/** Files that are there and can't be read: nothing is known of what they would change. */
function unread({ candidate, base }: Sides): SemanticDifference[] {
  const of = (side: string, facts: readonly FileFacts[]): SemanticDifference[] =>
    facts.flatMap(({ path, json, complete }): SemanticDifference[] => {
      const about = COMPARED.get(posix.basename(path));
      if (about === undefined || (complete && json !== undefined)) return [];
      const told = `the ${side}'s ${path} could not be read, so it was not compared`;
      return [{ about, dangerous: false, path, told }];
    });
  return [...of('candidate', candidate), ...of('base', base)];
}

const short = (text: string): string => JSON.stringify(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

/** Hooks that make a loader import or fetch code. */
const CODE_KINDS: ReadonlySet<string> = new Set([
  'auto-map',
  'trust-remote-code',
  'remote-class',
  'custom-code',
  'handler',
  'import',
  'kernel',
  'target',
]);

function code({ candidate, base }: Sides): SemanticDifference[] {
  const hooks = (facts: readonly FileFacts[]) =>
    facts.flatMap(({ path, json }) =>
      (json?.notable ?? [])
        .filter(({ kind }) => CODE_KINDS.has(kind))
        .map(({ pointer, value }) => ({ path, pointer, value })),
    );
  const known = new Set(hooks(base).map(({ pointer, value }) => JSON.stringify([pointer, value])));
  return hooks(candidate)
    .filter(({ pointer, value }) => !known.has(JSON.stringify([pointer, value])))
    .map(({ path, pointer, value }) => ({
      about: 'code',
      dangerous: true,
      path,
      told: `a new hook for code that the base does not have: ${pointer.slice(0, MAX_TEXT)} is ${short(value)}`,
    }));
}

function templates({ candidate, base }: Sides): SemanticDifference[] {
  const all = (facts: readonly FileFacts[]) =>
    facts.flatMap(({ path, chatTemplates = [] }) =>
      chatTemplates.map(({ name, text }) => ({ path, name: name ?? 'default', text })),
    );
  const [ours, theirs] = [all(candidate), all(base)];
  if (theirs.length === 0 || ours.length === 0) {
    if (theirs.length === ours.length) return [];
    const [has, lacks] = ours.length > 0 ? ['the candidate', 'the base'] : ['the base', 'the candidate'];
    const path = (ours[0] ?? theirs[0])?.path ?? '';
    return [
      {
        about: 'chat-template',
        dangerous: false,
        path,
        told: `${has} has a chat template and ${lacks} has none, so they could not be compared`,
      },
    ];
  }
  const known = theirs.map(({ text }) => text);
  return ours
    .filter(({ text }) => !known.includes(text))
    .map(({ path, name, text }) => {
      const added = addedTexts(text, known);
      const told =
        added.length === 0
          ? `the chat template ${short(name)} differs from the base's, and adds no text of its own`
          : `the chat template ${short(name)} puts in text that the base's does not have: ${added.slice(0, 3).map(short).join(', ')}`;
      return { about: 'chat-template', dangerous: added.length > 0, path, told };
    });
}

/** Sentences that a template holds, as text or in quotes, and no known one does. */
function addedTexts(template: string, known: readonly string[]): string[] {
  const squeezed = known.map((text) => text.replaceAll(/\s+/gu, ' '));
  return piecesOf(template)
    .map((piece) => piece.replaceAll(/\s+/gu, ' ').trim())
    .filter((piece) => letters(piece) >= SENTENCE && !squeezed.some((text) => text.includes(piece)));
}

function letters(text: string): number {
  let count = 0;
  for (const character of text) if (/\p{L}/u.test(character)) count += 1;
  return count;
}

/** Text outside of Jinja's marks, and quoted text inside of them. */
function piecesOf(template: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  while (at < template.length) {
    const open = nextOf(template, ['{{', '{%', '{#'], at);
    pieces.push(template.slice(at, open));
    if (open >= template.length) break;
    const close = { '{{': '}}', '{%': '%}', '{#': '#}' }[template.slice(open, open + 2)] ?? '}}';
    const end = nextOf(template, [close], open + 2);
    if (close !== '#}') pieces.push(...quotedIn(template.slice(open + 2, end)));
    at = end + 2;
  }
  return pieces;
}

function nextOf(text: string, marks: readonly string[], from: number): number {
  return marks.reduce((least, mark) => {
    const found = text.indexOf(mark, from);
    return found === -1 ? least : Math.min(least, found);
  }, text.length);
}

function quotedIn(expression: string): string[] {
  const found: string[] = [];
  let open = -1;
  for (let at = 0; at < expression.length; at += 1) {
    const character = expression[at];
    if (open === -1) {
      if (character === '"' || character === "'") open = at;
    } else if (character === '\\') {
      at += 1;
    } else if (character === expression[open]) {
      found.push(expression.slice(open + 1, at));
      open = -1;
    }
  }
  return found;
}

function tokenizers({ candidate, base }: Sides): SemanticDifference[] {
  const pick = (facts: readonly FileFacts[]) => facts.filter(({ tokenizer }) => tokenizer !== undefined);
  const [ours, theirs] = [pick(candidate), pick(base)];
  const told = (facts: readonly FileFacts[]): boolean =>
    facts.length > 0 || candidate.some(({ gguf }) => gguf?.tokenizer !== undefined);
  if (ours.length === 0 || theirs.length === 0) {
    if (ours.length === theirs.length || (told(ours) && told(theirs))) return [];
    const [has, lacks] = ours.length > 0 ? ['the candidate', 'the base'] : ['the base', 'the candidate'];
    return [
      {
        about: 'tokenizer',
        dangerous: false,
        path: (ours[0] ?? theirs[0])?.path ?? '',
        told: `${has} has a tokenizer and ${lacks} has none, so they could not be compared`,
      },
    ];
  }
  const found: SemanticDifference[] = [];
  for (const { path, json, tokenizer } of ours) {
    const other = theirs.find((one) => one.json?.role === json?.role)?.tokenizer;
    if (tokenizer === undefined || other === undefined) continue;
    const add = (dangerous: boolean, text: string): number =>
      found.push({ about: 'tokenizer', dangerous, path, told: text });
    if (tokenizer.type !== other.type)
      add(true, `it is a ${short(tokenizer.type ?? 'nothing')}, the base's a ${short(other.type ?? 'nothing')}`);
    if (tokenizer.vocabularySize !== other.vocabularySize) {
      add(
        false,
        `its vocabulary has ${tokenizer.vocabularySize ?? 'no stated number of'} entries, the base's ${other.vocabularySize ?? 'no stated number'}`,
      );
    }
    const before = new Map(other.addedTokens.map((token) => [token.content, token]));
    const now = new Set(tokenizer.addedTokens.map(({ content }) => content));
    for (const { id, content, special } of tokenizer.addedTokens) {
      const was = before.get(content);
      if (was === undefined)
        add(special, `${special ? 'a new special token' : 'a new token'} ${short(content)} (id ${id ?? 'not stated'})`);
      else if (was.id !== id)
        add(true, `the token ${short(content)} moved from id ${was.id ?? 'not stated'} to ${id ?? 'not stated'}`);
      else if (was.special !== special)
        add(
          true,
          `the token ${short(content)} is ${special ? 'special now' : 'no longer special, so that a user can write it'}`,
        );
    }
    for (const { content } of other.addedTokens)
      if (!now.has(content)) add(false, `the base's token ${short(content)} is gone`);
    const rewritten = new Set(
      (other.replacements ?? []).map(({ stage, pattern, content }) => JSON.stringify([stage, pattern, content])),
    );
    for (const { stage, pattern, content } of tokenizer.replacements ?? []) {
      if (!rewritten.has(JSON.stringify([stage, pattern, content])))
        add(true, `its ${stage} puts ${short(content)} in the place of ${short(pattern)}`);
    }
  }
  return found;
}

function configs({ candidate, base }: Sides): SemanticDifference[] {
  const [ours, theirs] = [candidate, base].map((facts) => facts.find(({ json }) => json?.role === 'config'));
  const [now, before] = [ours?.config, theirs?.config];
  if (ours === undefined || now === undefined || before === undefined) return [];
  const found: SemanticDifference[] = [];
  const add = (dangerous: boolean, told: string): number =>
    found.push({ about: 'config', dangerous, path: ours.path, told });
  if (now.modelType !== before.modelType)
    add(true, `model_type ${short(now.modelType ?? '')} against ${short(before.modelType ?? '')}`);
  if (now.architectures.join() !== before.architectures.join())
    add(true, `architectures ${short(now.architectures.join(', '))} against ${short(before.architectures.join(', '))}`);
  const known = new Map(before.numbers);
  for (const [key, value] of now.numbers ?? []) {
    const was = known.get(key);
    known.delete(key);
    if (was !== value) add(TELLING_NUMBERS.has(key), `${key.slice(0, MAX_TEXT)} ${value} against ${was ?? 'nothing'}`);
  }
  for (const [key, was] of known) add(TELLING_NUMBERS.has(key), `${key.slice(0, MAX_TEXT)} nothing against ${was}`);
  return found;
}

function defaults({ candidate, base }: Sides): SemanticDifference[] {
  const [ours, theirs] = [candidate, base].map((facts) => facts.find(({ generation }) => generation !== undefined));
  if (ours?.generation === undefined || theirs?.generation === undefined) return [];
  const known = new Map(theirs.generation.values);
  const now = new Map(ours.generation.values);
  return [...new Set([...known.keys(), ...now.keys()])]
    .filter((key) => key !== 'transformers_version' && known.get(key) !== now.get(key))
    .map((key) => ({
      about: 'generation',
      dangerous: TELLING_DEFAULTS.has(key),
      path: ours.path,
      told: `${key.slice(0, MAX_TEXT)} ${now.get(key) ?? 'nothing'} against ${known.get(key) ?? 'nothing'}`,
    }));
}
