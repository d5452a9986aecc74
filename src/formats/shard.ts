import type { ShardFacts } from './shard-facts.ts';

const NAME = /^(.*?)-(\d{5})-of-(\d{5})(\.[A-Za-z0-9]{1,16})$/u;
/** Largest known: a few hundred. More than this is no set of shards, and its names are not spelt out. */
const SHARDS = 5_000;

/** `model-00002-of-00005.gguf`: one part of a model by the naming that llama.cpp and transformers share. */
export function shardOf(path: string, paths: ReadonlySet<string>): ShardFacts | undefined {
  const [, stem, number, total, extension] = NAME.exec(path) ?? [];
  if (stem === undefined || total === undefined || extension === undefined) return undefined;
  const count = Number(total);
  const index = Number(number);
  if (count === 0 || count > SHARDS || index > count) return undefined;
  const names = Array.from(
    { length: count },
    (_, at) => `${stem}-${String(at + 1).padStart(5, '0')}-of-${total}${extension}`,
  );
  return { index, count, missing: names.filter((name) => !paths.has(name)) };
}
