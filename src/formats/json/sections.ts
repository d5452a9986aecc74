import { quoted, type Collector } from '../collector.ts';
import { defined } from '../defined.ts';
import type { ParseContext } from '../parser.ts';
import type { AdapterFacts, ConfigFacts, GenerationFacts, TokenizerFacts, WeightIndexFacts } from './facts.ts';
import { JSON_LIMITS } from './limits.ts';
import { exactNatural, member, naturalOf, stringOf, type JsonNode } from './tree.ts';

function strings(node: JsonNode | undefined): string[] {
  const items = node?.kind === 'array' ? node.items : [];
  return items.map(stringOf).filter((text) => text !== undefined);
}

function numbers(root: JsonNode): [string, number][] {
  const members = root.kind === 'object' ? [...root.members] : [];
  return members
    .flatMap(([key, node]): [string, number][] => (node.kind === 'number' ? [[key, Number(node.text)]] : []))
    .filter(([, value]) => Number.isFinite(value))
    .slice(0, JSON_LIMITS.configNumbers);
}

type RopeEntry = NonNullable<ConfigFacts['rope']>[number];

function rope(root: JsonNode): RopeEntry[] | undefined {
  const stated = [member(root, 'rope_parameters'), member(root, 'rope_scaling')].find((it) => it?.kind === 'object');
  if (stated?.kind !== 'object') return undefined;
  const entries = [...stated.members].flatMap(([key, node]): [string, JsonNode][] =>
    node.kind === 'object' ? [...node.members].map(([inner, it]) => [`${key}.${inner}`, it]) : [[key, node]],
  );
  return entries
    .flatMap(([key, node]): RopeEntry[] => {
      if (node.kind === 'null') return [];
      if (node.kind === 'string') return [[key, node.value.slice(0, JSON_LIMITS.configRopeText)]];
      const number = node.kind === 'number' ? Number(node.text) : Number.NaN;
      // Lists of factors, and what no number is: told as being there, so that it equals nothing that lacks it.
      return [[key, Number.isFinite(number) ? number : `(${node.kind} at ${node.offset})`]];
    })
    .slice(0, JSON_LIMITS.configRope);
}

export function configFacts(root: JsonNode): ConfigFacts {
  return {
    architectures: strings(member(root, 'architectures')),
    numbers: numbers(root),
    ...defined({
      modelType: stringOf(member(root, 'model_type')),
      dtype: stringOf(member(root, 'torch_dtype')) ?? stringOf(member(root, 'dtype')),
      quantization: stringOf(member(root, 'quantization_config', 'quant_method')),
      quantizationFormat: stringOf(member(root, 'quantization_config', 'checkpoint_format')),
      vocabularySize: naturalOf(member(root, 'vocab_size')),
      rope: rope(root),
    }),
  };
}

/** `tokenizer.json`: `/model` and a list `added_tokens`. `tokenizer_config.json`: an object `added_tokens_decoder` by id. */
export function tokenizerFacts(root: JsonNode, collector: Collector): TokenizerFacts {
  const vocabulary = member(root, 'model', 'vocab');
  const list = member(root, 'added_tokens');
  const byId = member(root, 'added_tokens_decoder');
  const entries: [number | undefined, JsonNode][] = [
    ...(list?.kind === 'array'
      ? list.items.map((node): [number | undefined, JsonNode] => [naturalOf(member(node, 'id')), node])
      : []),
    ...(byId?.kind === 'object'
      ? [...byId.members].map(([id, node]): [number | undefined, JsonNode] => [exactNatural(id), node])
      : []),
  ];
  if (entries.length > JSON_LIMITS.addedTokens) {
    collector.limit('json.addedTokens', `${entries.length} added tokens, more than ${JSON_LIMITS.addedTokens}`);
  }
  return {
    addedTokens: entries.slice(0, JSON_LIMITS.addedTokens).map(([id, node]) => ({
      ...defined({ id }),
      content: (stringOf(member(node, 'content')) ?? '').slice(0, JSON_LIMITS.notableText),
      special: member(node, 'special')?.kind === 'true',
      offset: node.offset,
    })),
    replacements: [...replacementsOf(root, 'normalizer', collector), ...replacementsOf(root, 'decoder', collector)],
    ...defined({
      type: stringOf(member(root, 'model', 'type')) ?? stringOf(member(root, 'tokenizer_class')),
      vocabularySize: vocabulary?.kind === 'counted' ? vocabulary.count : undefined,
    }),
  };
}

type Replacement = NonNullable<TokenizerFacts['replacements']>[number];

/** `Replace` steps, also in a `Sequence` of steps. */
function replacementsOf(root: JsonNode, stage: Replacement['stage'], collector: Collector): Replacement[] {
  const found: Replacement[] = [];
  const pending: [JsonNode | undefined, number][] = [[member(root, stage), 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, depth] = next;
    if (node?.kind !== 'object') continue;
    if (stringOf(member(node, 'type')) === 'Replace') {
      const pattern = stringOf(member(node, 'pattern', 'String')) ?? stringOf(member(node, 'pattern', 'Regex')) ?? '';
      const content = stringOf(member(node, 'content')) ?? '';
      const [shown, put] = [pattern, content].map((text) => text.slice(0, JSON_LIMITS.notableText));
      found.push({ stage, pattern: shown ?? '', content: put ?? '', offset: node.offset });
    }
    for (const key of ['normalizers', 'decoders']) {
      const steps = member(node, key);
      if (steps?.kind !== 'array') continue;
      if (
        depth >= JSON_LIMITS.pipelineDepth ||
        found.length + pending.length + steps.items.length > JSON_LIMITS.replacements
      ) {
        collector.limit('json.replacements', `the tokenizer's ${stage} has more steps than are read`, node.offset);
        return found;
      }
      for (const step of steps.items.toReversed()) pending.push([step, depth + 1]);
    }
  }
  return found;
}

/** Shards are files beside the index; a shard name with a path in it would be read from elsewhere. */
export function weightIndexFacts(root: JsonNode, context: ParseContext, collector: Collector): WeightIndexFacts {
  const map = member(root, 'weight_map');
  const directory = context.path.slice(0, context.path.lastIndexOf('/') + 1);
  const shards = new Set<string>();
  if (map?.kind === 'object') {
    for (const [tensor, node] of map.members) {
      const shard = stringOf(node);
      if (shard === undefined) {
        collector.problem(
          'weight-index-entry',
          `the tensor ${quoted(tensor)} is mapped to something that is no file name`,
          node.offset,
        );
      } else {
        if (!shards.has(shard) && /^\/|\\|(?:^|\/)\.\.(?:\/|$)/u.test(shard)) {
          collector.problem(
            'weight-index-path',
            `the shard ${quoted(shard)} leads out of the directory of the index`,
            node.offset,
          );
        }
        shards.add(shard);
      }
    }
  } else {
    collector.problem('weight-index-map', 'the index has no object "weight_map"', root.offset);
  }
  return {
    tensorCount: map?.kind === 'object' ? map.members.size : 0,
    shards: [...shards],
    missing: [...shards].filter((shard) => !context.paths.has(directory + shard)),
    ...defined({ totalSize: naturalOf(member(root, 'metadata', 'total_size')) }),
  };
}

const MAX_VALUE = 64;

export function generationFacts(root: JsonNode): GenerationFacts {
  const members = root.kind === 'object' ? [...root.members] : [];
  const told = (node: JsonNode): string | undefined => {
    if (node.kind === 'number') return node.text;
    if (node.kind === 'true' || node.kind === 'false' || node.kind === 'null') return node.kind;
    if (node.kind === 'string') return stringOf(node);
    if (node.kind !== 'array') return undefined;
    const items = node.items.slice(0, MAX_VALUE).map((item) => (item.kind === 'number' ? item.text : undefined));
    return items.includes(undefined) ? undefined : items.join(', ');
  };
  const values = members
    .flatMap(([key, node]): [string, string][] => {
      const value = told(node);
      return value === undefined ? [] : [[key, value.slice(0, MAX_VALUE)]];
    })
    .slice(0, JSON_LIMITS.configNumbers);
  return { values };
}

export function adapterFacts(root: JsonNode): AdapterFacts {
  return defined({
    type: stringOf(member(root, 'peft_type')),
    baseModel: stringOf(member(root, 'base_model_name_or_path')),
    revision: stringOf(member(root, 'revision')),
  });
}
