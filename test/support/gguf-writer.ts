/** GGUF files from their parts, honest or not: counts, types and offsets are written as they are given. */
type Value = readonly [type: number, bytes: Uint8Array];

export interface GgufParts {
  readonly version?: number;
  readonly big?: boolean;
  readonly metadata?: readonly (readonly [key: string | Uint8Array, value: Value])[];
  readonly metadataCount?: bigint;
  readonly tensors?: readonly {
    readonly name: string;
    readonly shape: readonly bigint[];
    readonly type: number;
    readonly offset: bigint;
  }[];
  readonly tensorCount?: bigint;
  readonly alignment?: number;
  readonly data?: Uint8Array;
}

export class GgufWriter {
  private readonly big: boolean;

  constructor(big = false) {
    this.big = big;
  }

  u16(value: number): Buffer {
    return this.ordered(2, (view) => view.setUint16(0, value, !this.big));
  }
  u32(value: number): Buffer {
    return this.ordered(4, (view) => view.setUint32(0, value, !this.big));
  }
  u64(value: bigint): Buffer {
    return this.ordered(8, (view) => view.setBigUint64(0, value, !this.big));
  }
  f32(value: number): Buffer {
    return this.ordered(4, (view) => view.setFloat32(0, value, !this.big));
  }
  text(value: string | Uint8Array): Buffer {
    const bytes = Buffer.from(value);
    return Buffer.concat([this.u64(BigInt(bytes.length)), bytes]);
  }

  string(value: string | Uint8Array): Value {
    return [8, this.text(value)];
  }
  uint32(value: number): Value {
    return [4, this.u32(value)];
  }
  uint16(value: number): Value {
    return [2, this.u16(value)];
  }
  float32(value: number): Value {
    return [6, this.f32(value)];
  }
  array(type: number, elements: readonly Uint8Array[], count = BigInt(elements.length)): Value {
    return [9, Buffer.concat([this.u32(type), this.u64(count), ...elements])];
  }

  file(parts: GgufParts): Buffer {
    const { version = 3, metadata = [], tensors = [], alignment = 32, data = new Uint8Array(0) } = parts;
    const header = Buffer.concat([
      Buffer.from('GGUF'),
      this.u32(version),
      this.u64(parts.tensorCount ?? BigInt(tensors.length)),
      this.u64(parts.metadataCount ?? BigInt(metadata.length)),
      ...metadata.flatMap(([key, [type, bytes]]) => [this.text(key), this.u32(type), bytes]),
      ...tensors.flatMap(({ name, shape, type, offset }) => [
        this.text(name),
        this.u32(shape.length),
        ...shape.map((dimension) => this.u64(dimension)),
        this.u32(type),
        this.u64(offset),
      ]),
    ]);
    const padding = Buffer.alloc((alignment - (header.length % alignment)) % alignment);
    return Buffer.concat([header, padding, data]);
  }

  private ordered(bytes: number, write: (view: DataView) => void): Buffer {
    const buffer = Buffer.alloc(bytes);
    write(new DataView(buffer.buffer, buffer.byteOffset, bytes));
    return buffer;
  }
}

export const TEMPLATE = '{% for message in messages %}{{ message.content }}{% endfor %}';

/** An honest little model: metadata of every kind, two tensors. */
export function honestGguf(big = false): Buffer {
  const w = new GgufWriter(big);
  return w.file({
    metadata: [
      ['general.architecture', w.string('llama')],
      ['general.name', w.string('tiny')],
      ['general.alignment', w.uint32(32)],
      ['tokenizer.ggml.model', w.string('gpt2')],
      ['tokenizer.ggml.tokens', w.array(8, [w.text('a'), w.text('b'), w.text('c')])],
      ['tokenizer.ggml.scores', w.array(6, [w.f32(0), w.f32(1), w.f32(2)])],
      ['tokenizer.chat_template', w.string(TEMPLATE)],
      ['split.no', w.uint16(0)],
      ['split.count', w.uint16(1)],
      ['llama.rope.freq_base', w.float32(10_000)],
    ],
    tensors: [
      { name: 'token_embd.weight', shape: [4n, 3n], type: 0, offset: 0n },
      { name: 'output.weight', shape: [32n, 2n], type: 8, offset: 64n },
    ],
    data: Buffer.alloc(64 + 68, 1),
  });
}
