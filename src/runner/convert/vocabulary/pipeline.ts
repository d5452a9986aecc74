import { stringOf, type JsonNode } from '../../../formats/json/tree.ts';
import { isPresent, listOf, optionalBoolean, optionalString } from '../node-values.ts';
import { refuse } from '../refusal.ts';

const MAX_STEPS = 16;

/** The steps of a part of tokenizer.json, `Sequence` opened, in order. */
export function steps(
  tokenizer: JsonNode,
  part: 'normalizer' | 'pre_tokenizer' | 'decoder' | 'post_processor',
): JsonNode[] {
  const lists = {
    normalizer: 'normalizers',
    pre_tokenizer: 'pretokenizers',
    decoder: 'decoders',
    post_processor: 'processors',
  };
  const found: JsonNode[] = [];
  const root = isPresent(tokenizer, part) ? [childOf(tokenizer, part)] : [];
  for (const pending = root; pending.length > 0;) {
    const node = pending.shift();
    if (node === undefined) break;
    if (optionalString(node, 'type') === 'Sequence') pending.unshift(...(listOf(node, lists[part]) ?? []));
    else found.push(node);
    if (found.length + pending.length > MAX_STEPS)
      refuse(`the ${part} of the tokenizer has more than ${MAX_STEPS} steps`);
  }
  return found;
}

function childOf(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === 'object' ? node.members.get(key) : undefined;
}

/**
 * One step in words that two steps share exactly if they do the same to a text. What only moves offsets is left out.
 */
export function describeStep(node: JsonNode): string {
  const type = optionalString(node, 'type') ?? refuse('a step of the tokenizer has no type');
  switch (type) {
    case 'ByteLevel': {
      const prefix = optionalBoolean(node, 'add_prefix_space') ?? true;
      return `ByteLevel prefix=${prefix} regex=${optionalBoolean(node, 'use_regex') ?? true}`;
    }
    case 'Split': {
      const [kind, pattern] = patternOf(node);
      const invert = optionalBoolean(node, 'invert') ?? false;
      return `Split ${optionalString(node, 'behavior')} invert=${invert} ${kind} ${pattern}`;
    }
    case 'Replace': {
      const [kind, pattern] = patternOf(node);
      return `Replace ${kind} ${JSON.stringify(pattern)} ${JSON.stringify(optionalString(node, 'content'))}`;
    }
    case 'Digits':
      return `Digits individual=${optionalBoolean(node, 'individual_digits') ?? false}`;
    case 'Prepend':
      return `Prepend ${JSON.stringify(optionalString(node, 'prepend'))}`;
    case 'Metaspace': {
      const scheme =
        optionalString(node, 'prepend_scheme') ??
        ((optionalBoolean(node, 'add_prefix_space') ?? true) ? 'always' : 'never');
      return `Metaspace ${optionalString(node, 'replacement')} ${scheme} split=${optionalBoolean(node, 'split') ?? true}`;
    }
    case 'Strip':
      return `Strip ${JSON.stringify(optionalString(node, 'content'))} ${textOf(node, 'start')} ${textOf(node, 'stop')}`;
    default:
      return type;
  }
}

function patternOf(node: JsonNode): [string, string] {
  const pattern = childOf(node, 'pattern');
  for (const kind of ['Regex', 'String']) {
    const text = stringOf(childOf(pattern ?? node, kind));
    if (text !== undefined) return [kind, text];
  }
  return refuse('a step of the tokenizer has no pattern');
}

function textOf(node: JsonNode, key: string): string {
  const child = childOf(node, key);
  return child?.kind === 'number' ? child.text : '';
}
