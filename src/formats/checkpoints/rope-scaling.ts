import type { FileFacts } from '../facts.ts';
import type { ConfigFacts } from '../json/facts.ts';

/**
 * How far positions are stretched, which turns the same weights into another model. `llama3` says so by parameters; a GGUF has
 * what follows from them as the tensor ROPE_FACTORS instead, and states no scaling.
 */
export type RopeScaling =
  | { readonly kind: 'stated'; readonly text: string }
  | { readonly kind: 'llama3'; readonly text: string; readonly parameters: Llama3Parameters };

interface Llama3Parameters {
  readonly factor: number;
  readonly low: number;
  readonly high: number;
  readonly original: number;
}

/** Divisors of the frequencies, one for each pair of a head. */
export const ROPE_FACTORS = 'rope_freqs.weight';
const NONE: RopeScaling = { kind: 'stated', text: 'none' };
/** llama.cpp has this base for Gemma 3's layers with a window built in. */
const LOCAL_BASE = 10_000;
const LOCAL = 'sliding_attention.';
const FULL = 'full_attention.';

/** Scaling, and the base where it stands beside it, of a Hugging Face configuration; transformers 5 has both in `rope_parameters`. */
export function ropeOfConfig({ rope, numbers = [] }: ConfigFacts): { scaling: RopeScaling; base: number | undefined } {
  const stated = new Map(rope);
  const full = [...stated]
    .filter(([key]) => key.startsWith(FULL))
    .map(([key, it]) => [key.slice(FULL.length), it] as const);
  const own = new Map(full.length > 0 ? full : [...stated].filter(([key]) => !key.startsWith(LOCAL)));
  const base = own.get('rope_theta');
  const type = String(own.get('rope_type') ?? own.get('type') ?? 'default');
  for (const key of ['rope_theta', 'rope_type', 'type']) own.delete(key);
  const local = localText(stated, numbers);
  const scaling = scalingOf(type === 'default' ? 'none' : type, own, local);
  return { scaling, base: typeof base === 'number' ? base : undefined };
}

/** A GGUF that states nothing scales nothing, but for its factors. */
export function ropeOfGguf({ gguf }: FileFacts): RopeScaling {
  const prefix = `${gguf?.architecture ?? ''}.rope.`;
  const parameters = new Map<string, string | number>();
  for (const { key, value, type } of gguf?.metadata ?? []) {
    if (!key.startsWith(`${prefix}scal`)) continue;
    const name = key.slice(prefix.length).replace(/^scaling\./u, '');
    // What is too long to be listed is no number that a loader takes, and equals nothing.
    parameters.set(name, typeof value === 'string' || typeof value === 'number' ? value : `${type} not read`);
  }
  const legacy = parameters.get('scale_linear');
  const kind = String(parameters.get('type') ?? (legacy === undefined ? 'none' : 'linear'));
  const factor = parameters.get('factor') ?? legacy;
  for (const key of ['type', 'scale_linear', 'finetuned']) parameters.delete(key);
  const original = parameters.get('original_context_length');
  parameters.delete('original_context_length');
  if (factor !== undefined) parameters.set('factor', factor);
  if (original !== undefined) parameters.set('original_max_position_embeddings', original);
  return scalingOf(kind, parameters, '');
}

function scalingOf(type: string, parameters: ReadonlyMap<string, string | number>, local: string): RopeScaling {
  // A factor without a kind is read by nobody.
  if (type === 'none') return local === '' ? NONE : { kind: 'stated', text: `none${local}` };
  const told = [...parameters]
    .map(([key, value]) => `${key} ${typeof value === 'number' ? Math.fround(value) : value}`)
    .sort();
  const text = `${[type, ...told].join(' ')}${local}`;
  const number = (key: string): number => Number(parameters.get(key));
  const llama3: Llama3Parameters = {
    factor: number('factor'),
    low: number('low_freq_factor'),
    high: number('high_freq_factor'),
    original: number('original_max_position_embeddings'),
  };
  return type === 'llama3' && local === '' ? { kind: 'llama3', text, parameters: llama3 } : { kind: 'stated', text };
}

/** Where layers with a window have positions of their own, and not those that llama.cpp gives them. */
function localText(
  stated: ReadonlyMap<string, string | number>,
  numbers: readonly (readonly [string, number])[],
): string {
  const local = new Map([...stated].filter(([key]) => key.startsWith(LOCAL)));
  const base = local.get(`${LOCAL}rope_theta`) ?? new Map(numbers).get('rope_local_base_freq');
  if (base !== undefined) local.set(`${LOCAL}rope_theta`, base);
  if (local.get(`${LOCAL}rope_theta`) === LOCAL_BASE) local.delete(`${LOCAL}rope_theta`);
  if (local.get(`${LOCAL}rope_type`) === 'default') local.delete(`${LOCAL}rope_type`);
  return [...local]
    .map(([key, value]) => `, ${key} ${value}`)
    .sort()
    .join('');
}

/** `_compute_llama3_parameters` of transformers, as divisors of the plain frequencies. */
export function llama3Factors(
  base: number,
  headLength: number,
  { factor, low, high, original }: Llama3Parameters,
): number[] {
  return Array.from({ length: headLength / 2 }, (_, pair) => {
    const waveLength = 2 * Math.PI * base ** ((2 * pair) / headLength);
    if (waveLength < original / high) return 1;
    if (waveLength > original / low) return factor;
    const smooth = (original / waveLength - low) / (high - low);
    return 1 / ((1 - smooth) / factor + smooth);
  });
}
