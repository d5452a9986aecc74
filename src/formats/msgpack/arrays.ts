import { SliceSource, type ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import type { MsgpackFacts } from './facts.ts';
import { MSGPACK_LIMITS } from './limits.ts';
import { MsgpackReader, type MsgpackHandler, type MsgpackScalar } from './reader.ts';

type Extension = MsgpackFacts['extensions'][number];

/** Extension types of flax/serialization.py, and of MessagePack itself. */
const NDARRAY = 1;
const COMPLEX = 2;
const SCALAR = 3;
const TIMESTAMP = -1;
/** Bytes per element of the types that flax writes, by NumPy's name of them. */
const BYTES: ReadonlyMap<string, number> = new Map([
  ['bool', 1],
  ['int8', 1],
  ['uint8', 1],
  ['int16', 2],
  ['uint16', 2],
  ['int32', 4],
  ['uint32', 4],
  ['int64', 8],
  ['uint64', 8],
  ['float16', 2],
  ['bfloat16', 2],
  ['float32', 4],
  ['float64', 8],
  ['complex64', 8],
  ['complex128', 16],
  ['int4', 1],
  ['uint4', 1],
  ['float8_e4m3fn', 1],
  ['float8_e4m3fnuz', 1],
  ['float8_e4m3b11fnuz', 1],
  ['float8_e4m3', 1],
  ['float8_e3m4', 1],
  ['float8_e5m2', 1],
  ['float8_e5m2fnuz', 1],
  ['float8_e8m0fnu', 1],
  ['float4_e2m1fn', 1],
  ['float6_e2m3fn', 1],
  ['float6_e3m2fn', 1],
]);

/** What the values of a file are: arrays of flax and of msgpack-numpy, and types that somebody's own reader makes objects of. */
export class ArraysHandler implements MsgpackHandler {
  private readonly source: ByteSource;
  private readonly collector: Collector;
  private readonly extensions = new Map<number, Extension>();
  private readonly objectArrays: MsgpackFacts['objectArrays'] = [];
  private arrays = 0;
  /** Key of the current value in each open container, and whether a map says that it is an array of msgpack-numpy. */
  private readonly open: { key: string; isArray: boolean; kind: string | undefined; readonly offset: number }[] = [];

  constructor(source: ByteSource, collector: Collector) {
    this.source = source;
    this.collector = collector;
  }

  facts(): Pick<MsgpackFacts, 'arrays' | 'extensions' | 'objectArrays'> {
    const { arrays, extensions, objectArrays } = this;
    return { arrays, extensions: [...extensions.values()], objectArrays };
  }

  enter(_: 'map' | 'array', __: number, offset: number): void {
    this.open.push({ key: '', isArray: false, kind: undefined, offset });
  }

  leave(): void {
    const map = this.open.pop();
    if (map?.isArray !== true) return;
    this.arrays += 1;
    if (map.kind === 'O') this.objects(map.offset);
  }

  key(name: string): void {
    const map = this.open.at(-1);
    if (map !== undefined) map.key = name;
  }

  scalar(value: MsgpackScalar, offset: number): void {
    if (value.kind === 'extension') this.extension(value, offset);
    const map = this.open.at(-1);
    if (map === undefined) return;
    if (map.key === 'nd' && value.kind === 'boolean') map.isArray ||= value.value;
    // Written as bytes; whoever packed text in their place may have a reader that takes both.
    else if (map.key === 'kind' && (value.kind === 'bytes' || value.kind === 'text') && value.length <= 1)
      map.kind = Buffer.from(this.source.read(value.at, value.length)).toString('latin1');
  }

  private extension(value: MsgpackScalar & { kind: 'extension' }, offset: number): void {
    const known = this.isKnown(value, offset);
    const seen = this.extensions.get(value.code);
    if (seen === undefined) this.extensions.set(value.code, { code: value.code, count: 1, known, offset });
    else {
      seen.count += 1;
      seen.known &&= known;
    }
  }

  private isKnown({ code, at, length }: MsgpackScalar & { kind: 'extension' }, offset: number): boolean {
    switch (code) {
      case TIMESTAMP:
        return length === 4 || length === 8 || length === 12;
      case NDARRAY:
      case SCALAR: {
        this.arrays += 1;
        const array = new PackedArray(this.source, at, length);
        if (!array.isArray) return false;
        if (array.type === 'object' || /^[<>|=]?O/u.test(array.type)) this.objects(offset);
        else if (!array.isWhole()) {
          const message = `an array of ${quoted(array.type)} and of the shape ${array.shape.join(' x ')} has ${array.bytes} bytes`;
          this.collector.problem('msgpack-array', message, offset);
        }
        return true;
      }
      case COMPLEX:
        return length === 19;
      default:
        return false;
    }
  }

  private objects(offset: number): void {
    const name = this.open.map(({ key }) => key).join('/');
    if (this.objectArrays.length < MSGPACK_LIMITS.listed)
      this.objectArrays.push({ name: name.slice(0, MSGPACK_LIMITS.name), offset });
    else this.collector.limit('msgpack.listed', `more than ${MSGPACK_LIMITS.listed} arrays of objects`, offset);
  }
}

/** The content of flax's extension types 1 and 3: a shape, the name of a type, and the elements. */
class PackedArray implements MsgpackHandler {
  readonly shape: number[] = [];
  type = '';
  bytes = -1;
  isArray = false;
  private readonly source: ByteSource;
  private readonly start: number;
  private depth = 0;
  private parts = 0;
  private odd = false;

  constructor(source: ByteSource, start: number, length: number) {
    this.source = source;
    this.start = start;
    // What is wrong in the content makes it an extension of another kind, and is no fault of the file.
    const reader = new MsgpackReader(new SliceSource(source, start, length), this, new Collector());
    try {
      reader.read();
      this.isArray = !this.odd && reader.documents === 1 && this.parts === 2 && this.type !== '' && this.bytes >= 0;
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  /** True where the size of the type is unknown too. */
  isWhole(): boolean {
    const size = BYTES.get(this.type) ?? NUMPY.exec(this.type)?.[1];
    return size === undefined || this.shape.reduce((all, length) => all * length, Number(size)) === this.bytes;
  }

  enter(kind: 'map' | 'array'): void {
    this.depth += 1;
    this.odd ||= kind === 'map' || this.depth > 2 || (this.depth === 2 && this.parts > 0);
  }

  leave(): void {
    this.depth -= 1;
  }

  key(): void {
    this.odd = true;
  }

  scalar(value: MsgpackScalar): void {
    if (this.depth === 2 && value.kind === 'integer' && this.shape.length < MSGPACK_LIMITS.dimensions)
      this.shape.push(value.value);
    else if (this.depth === 1 && this.parts === 0 && (value.kind === 'text' || value.kind === 'bytes')) {
      this.parts = 1;
      this.type = Buffer.from(this.source.read(this.start + value.at, Math.min(value.length, 64))).toString('utf8');
    } else if (this.depth === 1 && this.parts === 1 && (value.kind === 'bytes' || value.kind === 'text')) {
      this.parts = 2;
      this.bytes = value.length;
    } else this.odd = true;
  }
}

/** `<f4` and its like. */
const NUMPY = /^[<>|=][?bBiufc](\d{1,2})$/u;
