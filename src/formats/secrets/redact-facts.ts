import type { FileFacts } from '../facts.ts';
import { redactSecrets } from './redact.ts';

/**
 * Sections that later stages repeat word for word: base models, names, claims. What rules have to read as it is (scripts,
 * templates, pickles) stays; findings are redacted where they are made.
 */
const REPEATED = [
  'adapter',
  'claims',
  'config',
  'gguf',
  'json',
  'limits',
  'modelCard',
  'safetensors',
  'tokenizer',
] as const satisfies readonly (keyof FileFacts)[];
/** Facts are no deeper. */
const DEPTH = 12;

/** Cuts the secrets of a file that holds some out of what its facts quote. In place: the facts have not left the parser yet. */
export function redactFacts(facts: FileFacts): void {
  if (facts.secrets === undefined) return;
  for (const section of REPEATED) redact(facts[section], DEPTH);
  for (const { config, json, tokenizer } of facts.members ?? [])
    for (const section of [config, json, tokenizer]) redact(section, DEPTH);
}

function redact(node: unknown, depth: number): void {
  if (typeof node !== 'object' || node === null || depth === 0) return;
  for (const key of Object.keys(node)) {
    const value: unknown = Reflect.get(node, key);
    if (typeof value === 'string') Reflect.set(node, key, redactSecrets(value));
    else redact(value, depth - 1);
  }
}
