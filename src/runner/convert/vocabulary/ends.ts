import { member, naturalOf, stringOf, type JsonNode } from '../../../formats/json/tree.ts';
import { listOf, optionalBoolean, optionalString } from '../node-values.ts';
import { refuse } from '../refusal.ts';
import { describeStep, steps } from './pipeline.ts';

/** Tokens of a text's beginning and end, and whether the tokenizer puts them there. */
export interface Frame {
  readonly addBos: boolean;
  readonly addEos: boolean;
}

/** Classes of transformers that build the frame from `add_bos_token` whatever tokenizer.json says. */
const FRAMED: ReadonlySet<string> = new Set(['LlamaTokenizer', 'CodeLlamaTokenizer', 'GemmaTokenizer']);

/** @throws Refusal for a frame that is more than one token at the beginning and one at the end */
export function frameOf(
  tokenizer: JsonNode | undefined,
  config: JsonNode | undefined,
  { bos, eos }: { readonly bos: string | undefined; readonly eos: string | undefined },
): Frame {
  const className = (optionalString(config, 'tokenizer_class') ?? '').replace(/Fast$/u, '');
  const framed = tokenizer === undefined || FRAMED.has(className);
  if (framed) {
    return {
      addBos: optionalBoolean(config, 'add_bos_token') ?? true,
      addEos: optionalBoolean(config, 'add_eos_token') ?? false,
    };
  }
  let frame: Frame = { addBos: false, addEos: false };
  for (const step of steps(tokenizer, 'post_processor')) {
    const type = describeStep(step).split(' ')[0];
    if (type === 'ByteLevel') continue;
    if (type !== 'TemplateProcessing') refuse(`texts are completed by ${type}`);
    const single = (listOf(step, 'single') ?? []).map(
      (piece) =>
        stringOf(member(piece, 'SpecialToken', 'id')) ?? (member(piece, 'Sequence') === undefined ? '' : undefined),
    );
    const at = single.indexOf(undefined);
    const [before, after] = [single.slice(0, at), single.slice(at + 1)];
    const fits = (around: readonly (string | undefined)[], token: string | undefined): boolean =>
      around.length === 0 || (around.length === 1 && around[0] === token);
    if (at < 0 || !fits(before, bos) || !fits(after, eos))
      refuse('texts are completed by other tokens than one at each end');
    frame = { addBos: before.length === 1, addEos: after.length === 1 };
  }
  return frame;
}

/** A token of tokenizer_config.json: its text, or an object that holds it. */
export function tokenText(config: JsonNode | undefined, key: string): string | undefined {
  const node = member(config, key);
  return node?.kind === 'object' ? stringOf(member(node, 'content')) : stringOf(node);
}

/** `eos_token_id` and its kind: one number or several. */
export function tokenNumbers(config: JsonNode | undefined, key: string): number[] {
  const node = member(config, key);
  if (node === undefined || node.kind === 'null') return [];
  return (node.kind === 'array' ? node.items : [node]).map((item) => naturalOf(item) ?? refuse(`${key} is no token`));
}
