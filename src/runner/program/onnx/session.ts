import { InferenceSession, Tensor, env } from 'onnxruntime-node';
import { Fault } from '../fault.ts';

/** Keys and values that were computed, by the name of the input that takes them. */
export type Cache = ReadonlyMap<string, Tensor>;

interface Past {
  readonly input: string;
  readonly output: string;
  readonly type: 'float32' | 'float16';
  readonly heads: number;
  readonly width: number;
}

const MOST_INPUTS = 4_096;
const NAMED = new Set(['input_ids', 'attention_mask', 'position_ids']);
const PAST = /^past_key_values\.(.{1,64})$/u;

/** What exporters of language models agree on: token ids, mask, positions and caches in; logits and caches out. */
export class OnnxSession {
  readonly engine: string;
  readonly cached: boolean;
  private readonly session: InferenceSession;
  private readonly inputs: ReadonlySet<string>;
  private readonly past: readonly Past[];

  private constructor(session: InferenceSession) {
    this.session = session;
    this.engine = `onnxruntime ${env.versions.node ?? env.versions.common}`.slice(0, 64);
    this.inputs = new Set(session.inputNames);
    const { inputNames, outputNames } = session;
    if (inputNames.length > MOST_INPUTS) throw new Fault('model', `it has ${inputNames.length} inputs`);
    if (!this.inputs.has('input_ids') || !outputNames.includes('logits'))
      throw new Fault('model', 'it has no input "input_ids" or no output "logits"');
    this.past = inputNames.filter((name) => !NAMED.has(name)).map((name) => pastOf(session, name));
    this.cached = this.past.length > 0;
  }

  /** One thread, on the processor, nothing fetched. */
  static async open(path: string): Promise<OnnxSession> {
    try {
      return new OnnxSession(
        await InferenceSession.create(path, {
          executionProviders: ['cpu'],
          intraOpNumThreads: 1,
          interOpNumThreads: 1,
          executionMode: 'sequential',
          logSeverityLevel: 3,
        }),
      );
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw new Fault('model', `ONNX Runtime does not load it: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  /** Logits behind each of `ids`, rows of one array, which come after what `cache` holds. */
  async run(
    ids: readonly number[],
    done: number,
    cache: Cache | undefined,
  ): Promise<{ readonly logits: Float32Array; readonly vocabulary: number; readonly cache: Cache }> {
    const total = done + ids.length;
    const feeds: Record<string, Tensor> = { input_ids: integers(ids) };
    if (this.inputs.has('attention_mask')) feeds['attention_mask'] = integers(Array.from({ length: total }, () => 1));
    if (this.inputs.has('position_ids')) feeds['position_ids'] = integers(ids.map((_, index) => done + index));
    for (const past of this.past) feeds[past.input] = cache?.get(past.input) ?? empty(past);
    const outputs = await this.attempt(feeds);
    const { logits } = outputs;
    const [batch, rows, vocabulary = 0] = logits?.dims ?? [];
    if (logits === undefined || batch !== 1 || rows !== ids.length || vocabulary < 1)
      throw new Fault('model', `its logits have the shape [${logits?.dims.join(', ') ?? ''}]`);
    const next = new Map<string, Tensor>();
    for (const { input, output } of this.past) {
      const tensor = outputs[output];
      if (tensor !== undefined) next.set(input, tensor);
    }
    return { logits: asFloats(logits), vocabulary, cache: next };
  }

  private async attempt(feeds: Record<string, Tensor>): Promise<Readonly<Record<string, Tensor | undefined>>> {
    try {
      return await this.session.run(feeds);
    } catch (error) {
      throw new Fault('model', `ONNX Runtime: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }
}

function pastOf(session: InferenceSession, name: string): Past {
  const part = PAST.exec(name)?.[1];
  const metadata = session.inputMetadata.find((input) => input.name === name);
  const output = `present.${part ?? ''}`;
  if (part === undefined || metadata?.isTensor !== true || !session.outputNames.includes(output))
    throw new Fault('model', `the input ${JSON.stringify(name)} is none that the runner knows`);
  const [, heads, , width] = metadata.shape;
  const { type } = metadata;
  if ((type !== 'float32' && type !== 'float16') || typeof heads !== 'number' || typeof width !== 'number')
    throw new Fault('model', `the cache ${JSON.stringify(name)} has no stated shape`);
  return { input: name, output, type, heads, width };
}

function integers(values: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
}

function empty({ type, heads, width }: Past): Tensor {
  const dims = [1, heads, 0, width];
  return type === 'float32'
    ? new Tensor('float32', new Float32Array(0), dims)
    : new Tensor('float16', new Uint16Array(0), dims);
}

function asFloats({ data, type }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  // Which array holds them depends on what the JavaScript engine knows.
  if (type === 'float16' && ArrayBuffer.isView(data)) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    return Float32Array.from({ length: data.length }, (_, index) => view.getFloat16(index * 2, true));
  }
  throw new Fault('model', 'its logits are no floating-point numbers');
}
