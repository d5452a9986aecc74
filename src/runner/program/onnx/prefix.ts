import { Tensor } from 'onnxruntime-node';
import type { Cache, OnnxSession } from './session.ts';

/** Logits behind some tokens of a text, and from which of them on. */
export interface Continued {
  readonly logits: Float32Array;
  readonly vocabulary: number;
  /** The token that the first row stands behind. */
  readonly from: number;
}

/**
 * Computes texts one after the other, and of each only what the one before it did not begin with: examples in front of every
 * question, a question in front of every choice. Of a model without caches everything, each time.
 */
export class Prefix {
  readonly #session: OnnxSession;
  #held: { readonly tokens: readonly number[]; readonly cache: Cache } | undefined;

  constructor(session: OnnxSession) {
    this.#session = session;
  }

  /** Logits behind the token at `wanted` and all that follow it; some before it may come too. */
  async run(tokens: readonly number[], wanted: number): Promise<Continued> {
    const held = this.#held;
    // Nothing is held while it runs: what fails leaves no half of a text behind.
    this.#held = undefined;
    const from = held === undefined ? 0 : Math.min(wanted, sharedLength(held.tokens, tokens));
    const past = held === undefined || from === 0 ? undefined : shortened(held.cache, from);
    const done = past === undefined ? 0 : from;
    const { logits, vocabulary, cache } = await this.#session.run(tokens.slice(done), done, past);
    if (this.#session.cached) this.#held = { tokens: [...tokens], cache };
    return { logits, vocabulary, from: done };
  }
}

function sharedLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** The first tokens of what is held; undefined where a cache is of another form, as that of a window is. */
function shortened(cache: Cache, length: number): Cache | undefined {
  const kept = new Map<string, Tensor>();
  for (const [name, tensor] of cache) {
    const short = firstTokens(tensor, length);
    if (short === undefined) return undefined;
    kept.set(name, short);
  }
  return kept;
}

/** Of keys or values as [1, heads, tokens, width]. */
function firstTokens(tensor: Tensor, length: number): Tensor | undefined {
  const [batch, heads = 0, held = 0, width = 0, more] = tensor.dims;
  if (batch !== 1 || more !== undefined || held < length) return undefined;
  if (held === length) return tensor;
  const { data, type } = tensor;
  if (!ArrayBuffer.isView(data)) return undefined;
  const stored = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const row = width * (stored.length / data.length);
  const part = new Uint8Array(heads * length * row);
  for (let head = 0; head < heads; head++)
    part.set(stored.subarray(head * held * row, (head * held + length) * row), head * length * row);
  const dims = [1, heads, length, width];
  if (type === 'float32') return new Tensor('float32', new Float32Array(part.buffer), dims);
  return type === 'float16' ? new Tensor('float16', new Uint16Array(part.buffer), dims) : undefined;
}
