import type { JsonFacts } from './facts.ts';
import type { ImportPlace } from './notable.ts';

export type JsonRole = JsonFacts['role'];

const BY_NAME: ReadonlyMap<string, JsonRole> = new Map([
  ['config.json', 'config'],
  ['tokenizer.json', 'tokenizer'],
  ['tokenizer_config.json', 'tokenizer-config'],
  ['generation_config.json', 'generation-config'],
  ['adapter_config.json', 'adapter-config'],
  ['chat_template.json', 'chat-template'],
]);

/** sentence-transformers: a list of `{idx, name, path, type}`. diffusers: components as `[library, class]`. */
const IMPORTS: ReadonlyMap<string, ImportPlace> = new Map([
  ['modules.json', (path) => path.length === 2 && path[1] === 'type'],
  ['model_index.json', (path) => path.length === 2 && path[1] === 0],
]);

export function importsOf(path: string): ImportPlace | undefined {
  return IMPORTS.get((path.split('/').at(-1) ?? '').toLowerCase());
}

/** Loaders find these files by name, so here the name decides, in any directory and in any case. */
export function roleOf(path: string): JsonRole {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (name.endsWith('.safetensors.index.json') || name.endsWith('.bin.index.json')) return 'weight-index';
  return BY_NAME.get(name) ?? 'other';
}
