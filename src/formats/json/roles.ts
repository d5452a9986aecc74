import type { JsonFacts } from './facts.ts';
import type { NamedPlaces } from './notable.ts';

export type JsonRole = JsonFacts['role'];

const BY_NAME: ReadonlyMap<string, JsonRole> = new Map([
  ['config.json', 'config'],
  ['tokenizer.json', 'tokenizer'],
  ['tokenizer_config.json', 'tokenizer-config'],
  ['generation_config.json', 'generation-config'],
  ['adapter_config.json', 'adapter-config'],
  ['chat_template.json', 'chat-template'],
]);

/** Stores of version 2 name filters and compressors by `id`, those of version 3 codecs by `name` or as plain strings. */
const zarr: NamedPlaces = [
  'codec',
  (path) => {
    const last = path.at(-1);
    if (last === 'id') return path.includes('filters') || path.includes('compressor');
    return path.includes('codecs') && (last === 'name' || (typeof last === 'number' && path.at(-2) === 'codecs'));
  },
];
/** sentence-transformers: a list of `{idx, name, path, type}`. diffusers: components as `[library, class]`. */
const NAMED: ReadonlyMap<string, NamedPlaces> = new Map([
  ['modules.json', ['import', (path) => path.length === 2 && path[1] === 'type']],
  ['model_index.json', ['import', (path) => path.length === 2 && path[1] === 0]],
  ['.zarray', zarr],
  ['.zmetadata', zarr],
  ['zarr.json', zarr],
]);

/** By what a path ends in. TensorFlow.js fetches the files of a list of weights, Core ML opens what the manifest of a package names. */
const FILES: readonly (readonly [RegExp, NamedPlaces])[] = [
  [/(?:model|weights_manifest)\.json$/u, ['file-reference', (path) => path.at(-2) === 'paths']],
  // TorchServe imports `handler.py`, or `handler.py:function`; other values are handlers of its own.
  [/(?:^|[/!])mar-inf\/manifest\.json$/u, ['handler', (path) => path.join('/') === 'model/handler']],
  [/\.mlpackage\/manifest\.json$/u, ['file-reference', (path) => path[0] === 'itemInfoEntries' && path[2] === 'path']],
];

export function namedPlacesOf(path: string): NamedPlaces | undefined {
  const name = path.toLowerCase();
  return NAMED.get(name.slice(name.lastIndexOf('/') + 1)) ?? FILES.find(([pattern]) => pattern.test(name))?.[1];
}

/** Loaders find these files by name, so here the name decides, in any directory and in any case. */
export function roleOf(path: string): JsonRole {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (name.endsWith('.safetensors.index.json') || name.endsWith('.bin.index.json')) return 'weight-index';
  return BY_NAME.get(name) ?? 'other';
}

/**
 * Whether a loader finds the document by its name and takes code, classes or files from it. Configurations of any kind
 * (`preprocessor_config.json`…) may hold an `auto_map`.
 */
export function namesCode(path: string): boolean {
  const name = path.toLowerCase().slice(path.lastIndexOf('/') + 1);
  if (roleOf(path) !== 'other' || NAMED.has(name) || name.endsWith('.index.json')) return true;
  // Compilers of TypeScript and JavaScript have comments in theirs.
  return name.endsWith('config.json') && !/^[tj]sconfig\.json$/u.test(name);
}
