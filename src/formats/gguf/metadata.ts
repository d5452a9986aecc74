import { unreachable } from '../../core/errors.ts';
import type { BinaryReader } from '../binary-reader.ts';
import type { ChatTemplateFacts } from '../chat-template-facts.ts';
import { quoted, type Collector } from '../collector.ts';
import type { GgufMetadataFacts } from './facts.ts';
import { GGUF_LIMITS } from './limits.ts';
import { Stopped } from '../stopped.ts';
import { FIXED_BYTES, GGUF_VALUE_TYPES, type GgufValueType } from './types.ts';

const TEMPLATE_KEY = /^tokenizer\.chat_template(?:\.(.+))?$/u;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

export interface Metadata {
  readonly entries: Map<string, GgufMetadataFacts>;
  readonly templates: ChatTemplateFacts[];
}

export function readMetadata(reader: BinaryReader, count: number, collector: Collector): Metadata {
  const walker = new MetadataReader(reader, collector);
  for (let index = 0; index < count; index++) walker.entry();
  return { entries: walker.entries, templates: walker.templates };
}

/** A length-prefixed string of at most `limit` bytes. Its length is checked before anything is allocated. */
export function readString(reader: BinaryReader, limit: number, what: string, collector: Collector): string {
  const offset = reader.position;
  const length = readLength(reader, what, collector);
  if (length > limit) {
    collector.problem('gguf-string-length', `${what} is ${length} bytes long, more than ${limit}`, offset);
    throw new Stopped(offset);
  }
  const bytes = reader.bytes(length);
  try {
    return utf8.decode(bytes);
  } catch {
    collector.problem('gguf-encoding', `${what} is not UTF-8`, offset);
    return lossy.decode(bytes);
  }
}

/** A 64-bit length that fits into what is left of the file. */
function readLength(reader: BinaryReader, what: string, collector: Collector): number {
  const offset = reader.position;
  const length = reader.u64();
  if (length > BigInt(reader.remaining)) {
    collector.problem('gguf-string-length', `${what} states ${length} bytes, past the end of the file`, offset);
    throw new Stopped(offset);
  }
  return Number(length);
}

class MetadataReader {
  readonly entries = new Map<string, GgufMetadataFacts>();
  readonly templates: ChatTemplateFacts[] = [];
  private readonly reader: BinaryReader;
  private readonly collector: Collector;
  private walked = 0;
  private kept = 0;

  constructor(reader: BinaryReader, collector: Collector) {
    this.reader = reader;
    this.collector = collector;
  }

  entry(): void {
    const offset = this.reader.position;
    const key = readString(this.reader, GGUF_LIMITS.key, 'a metadata key', this.collector);
    if (key === '') this.collector.problem('gguf-key', 'a metadata key is empty', offset);
    const type = this.type();
    const facts = { key, offset, ...this.value(key, type) };
    if (this.entries.has(key)) {
      this.collector.problem(
        'gguf-duplicate-key',
        `the metadata key ${quoted(key)} stands twice: readers differ in which they believe`,
        offset,
      );
    }
    this.entries.set(key, facts);
  }

  private type(): GgufValueType {
    const offset = this.reader.position;
    const number = this.reader.u32();
    const type = GGUF_VALUE_TYPES[number];
    if (type === undefined) {
      this.collector.problem('gguf-value-type', `the metadata value type ${number} does not exist`, offset);
      throw new Stopped(offset);
    }
    return type;
  }

  private value(key: string, type: GgufValueType): Pick<GgufMetadataFacts, 'type' | 'value' | 'length'> {
    if (type === 'STRING') return { type, ...this.text(key) };
    if (type === 'ARRAY') return this.array(1);
    const value = this.scalar(type, key);
    return { type, ...(value === undefined ? {} : { value }) };
  }

  private text(key: string): { length: number; value?: string } {
    const template = TEMPLATE_KEY.exec(key);
    const what = `the value of ${quoted(key)}`;
    const length = readLength(this.reader, what, this.collector);
    const start = this.reader.position;
    const limit = template === null ? GGUF_LIMITS.value : GGUF_LIMITS.template;
    const bytes = this.reader.bytes(Math.min(length, limit));
    this.reader.skip(length - bytes.length);
    let value: string;
    try {
      // A cut string may end inside a character, so only a whole one can be judged.
      value = length > limit ? lossy.decode(bytes) : utf8.decode(bytes);
    } catch {
      this.collector.problem('gguf-encoding', `${what} is not UTF-8`, start);
      value = lossy.decode(bytes);
    }
    if (template !== null) {
      if (length > limit)
        this.collector.limit(
          'gguf.template',
          `the chat template is ${length} bytes long; only ${limit} were kept`,
          start,
        );
      this.templates.push({
        key,
        ...(template[1] === undefined ? {} : { name: template[1] }),
        text: value,
        offset: start,
      });
      return { length };
    }
    this.kept += bytes.length;
    return length > limit || this.kept > GGUF_LIMITS.valuesTotal ? { length } : { length, value };
  }

  private array(depth: number): { type: string; length: number } {
    const offset = this.reader.position;
    const inner = this.type();
    const count = this.reader.u64();
    // Every element takes at least one byte, so a larger count is a lie, told before anything is allocated for it.
    const bytesEach = inner === 'STRING' ? 8 : inner === 'ARRAY' ? 12 : FIXED_BYTES[inner];
    if (count * BigInt(bytesEach) > BigInt(this.reader.remaining)) {
      this.collector.problem(
        'gguf-array-length',
        `an array states ${count} elements, past the end of the file`,
        offset,
      );
      throw new Stopped(offset);
    }
    const length = Number(count);
    if (inner !== 'STRING' && inner !== 'ARRAY') {
      this.reader.skip(length * bytesEach);
      return { type: `ARRAY<${inner}>`, length };
    }
    if (inner === 'ARRAY' && depth >= GGUF_LIMITS.arrayDepth)
      this.stop('arrayDepth', `arrays nested more than ${GGUF_LIMITS.arrayDepth} deep`);
    for (let index = 0; index < length; index++) {
      if (++this.walked > GGUF_LIMITS.walked) this.stop('walked', `more than ${GGUF_LIMITS.walked} elements of arrays`);
      if (inner === 'ARRAY') this.array(depth + 1);
      else this.reader.skip(readLength(this.reader, 'an element of an array', this.collector));
    }
    return { type: `ARRAY<${inner}>`, length };
  }

  private scalar(type: Exclude<GgufValueType, 'STRING' | 'ARRAY'>, key: string): number | boolean | undefined {
    const offset = this.reader.position;
    switch (type) {
      case 'UINT8':
        return this.reader.u8();
      case 'INT8':
        return this.reader.i8();
      case 'UINT16':
        return this.reader.u16();
      case 'INT16':
        return this.reader.i16();
      case 'UINT32':
        return this.reader.u32();
      case 'INT32':
        return this.reader.i32();
      case 'UINT64':
        return safe(this.reader.u64());
      case 'INT64':
        return safe(this.reader.i64());
      case 'FLOAT32':
        return this.finite(this.reader.f32(), key, offset);
      case 'FLOAT64':
        return this.finite(this.reader.f64(), key, offset);
      case 'BOOL': {
        const byte = this.reader.u8();
        if (byte > 1) this.collector.problem('gguf-bool', `${quoted(key)} is a boolean of value ${byte}`, offset);
        return byte !== 0;
      }
      default:
        return unreachable(type);
    }
  }

  private finite(value: number, key: string, offset: number): number | undefined {
    if (Number.isFinite(value)) return value;
    this.collector.problem('gguf-non-finite', `${quoted(key)} is ${value}`, offset);
    return undefined;
  }

  private stop(limit: keyof typeof GGUF_LIMITS, message: string): never {
    this.collector.limit(`gguf.${limit}`, message, this.reader.position);
    throw new Stopped(this.reader.position);
  }
}

function safe(value: bigint): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}
