import type { JsonNode } from '../../../formats/json/tree.ts';
import { refuse } from '../refusal.ts';
import { describeStep, steps } from './pipeline.ts';

/*
 * How a text is cut before merging. llama.cpp knows pre-tokenizers by name only (`llama_vocab::impl::load`), so a name is
 * given to exactly those steps that it stands for, never to similar ones.
 */

interface PreTokenizer {
  readonly pre: string;
  readonly steps: readonly string[];
  /** Whether llama.cpp takes a whole word that is a token without merging. */
  readonly ignoresMerges: boolean;
}

const bytes = 'ByteLevel prefix=false regex=false';
const words = 'ByteLevel prefix=false regex=true';
const split = (regex: string): string => `Split Isolated invert=false Regex ${regex}`;

const CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
const SPACES = String.raw`\s*[\r\n]+|\s+(?!\S)|\s+`;
const letters = (digits: string): string =>
  String.raw`${CONTRACTIONS}|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|${SPACES}`;
const TEKKEN =
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+` +
  String.raw`|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*` +
  String.raw`|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|${SPACES}`;

const PRE_TOKENIZERS: readonly PreTokenizer[] = [
  { pre: 'gpt-2', steps: [words], ignoresMerges: false },
  { pre: 'smollm', steps: ['Digits individual=true', words], ignoresMerges: false },
  { pre: 'llama-bpe', steps: [split(letters(String.raw`\p{N}{1,3}`)), bytes], ignoresMerges: true },
  { pre: 'qwen2', steps: [split(letters(String.raw`\p{N}`)), bytes], ignoresMerges: false },
  { pre: 'tekken', steps: [split(TEKKEN), bytes], ignoresMerges: true },
];

/** @throws Refusal for a pre-tokenizer that has no name in llama.cpp */
export function preTokenizerOf(tokenizer: JsonNode): Omit<PreTokenizer, 'steps'> {
  const described = steps(tokenizer, 'pre_tokenizer').map(describeStep);
  const found = PRE_TOKENIZERS.find((known) => known.steps.join('\n') === described.join('\n'));
  return (
    found ?? refuse(`llama.cpp has no pre-tokenizer that cuts as this one does: ${described.join(', ') || 'none'}`)
  );
}
