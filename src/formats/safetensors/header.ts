import { quoted, type Collector } from '../collector.ts';
import type { JsonHandler, JsonScalar } from '../json/reader.ts';
import { exactNatural } from '../json/tree.ts';
import { SAFETENSORS_LIMITS } from './limits.ts';

export interface HeaderEntry {
  readonly name: string;
  /** Of the tensor's key. */
  readonly offset: number;
  dtype?: string;
  shape?: readonly number[];
  offsets?: readonly [number, number];
}

const FIELDS: ReadonlySet<string> = new Set(['dtype', 'shape', 'data_offsets']);

/** Takes the header apart as it streams by: nothing of it is held twice. */
export class HeaderHandler implements JsonHandler {
  readonly entries: HeaderEntry[] = [];
  readonly metadata: [string, string][] = [];
  count = 0;
  private readonly collector: Collector;
  private depth = 0;
  private inMetadata = false;
  private metadataSize = 0;
  private metadataKey = '';
  private entry: HeaderEntry | undefined;
  private field = '';
  private numbers: number[] | undefined;

  constructor(collector: Collector) {
    this.collector = collector;
  }

  enter(kind: 'object' | 'array', offset: number): void {
    this.depth++;
    if (this.depth === 1) {
      if (kind !== 'object') this.wrong('the header is not an object', offset);
    } else if (this.depth === 2) {
      if (kind !== 'object') this.wrong('the entry is not an object', offset);
    } else if (this.depth === 3 && kind === 'array' && !this.inMetadata && this.field !== 'dtype') {
      this.numbers = [];
    } else {
      this.numbers = undefined;
      this.wrong(
        this.inMetadata ? '__metadata__ holds something other than strings' : 'a container stands where none belongs',
        offset,
      );
    }
  }

  leave(): void {
    if (this.depth === 3 && this.numbers !== undefined && this.entry !== undefined) {
      const [begin, end, ...more] = this.numbers;
      if (this.field === 'shape') this.entry.shape = this.numbers;
      if (this.field === 'data_offsets' && begin !== undefined && end !== undefined && more.length === 0) {
        this.entry.offsets = [begin, end];
      }
    }
    if (this.depth === 3) this.numbers = undefined;
    this.depth--;
  }

  key(name: string, offset: number): void {
    if (this.depth === 1) {
      this.inMetadata = name === '__metadata__';
      this.entry = undefined;
      if (!this.inMetadata) this.startEntry(name, offset);
    } else if (this.inMetadata) {
      this.metadataKey = name;
    } else {
      this.field = name;
      if (!FIELDS.has(name)) this.wrong(`the unknown field ${quoted(name)} stands in an entry`, offset);
    }
  }

  scalar(kind: JsonScalar, text: string, offset: number): void {
    if (this.depth === 2 && this.inMetadata) {
      if (kind === 'string') this.addMetadata(text, offset);
      else this.wrong('__metadata__ holds something other than strings', offset);
    } else if (this.depth === 2 && this.field === 'dtype' && kind === 'string') {
      if (this.entry !== undefined) this.entry.dtype = text;
    } else if (this.depth === 3 && this.numbers !== undefined) {
      this.addNumber(kind, text, offset);
    } else {
      this.wrong(`the value ${quoted(text)} stands where none belongs`, offset);
    }
  }

  private startEntry(name: string, offset: number): void {
    this.count++;
    if (this.entries.length >= SAFETENSORS_LIMITS.tensors) {
      if (this.count === SAFETENSORS_LIMITS.tensors + 1) {
        this.collector.limit(
          'safetensors.tensors',
          `more than ${SAFETENSORS_LIMITS.tensors} tensors; the others are not listed`,
          offset,
        );
      }
      return;
    }
    this.entry = { name, offset };
    this.entries.push(this.entry);
  }

  private addNumber(kind: JsonScalar, text: string, offset: number): void {
    const value = kind === 'number' ? exactNatural(text) : undefined;
    if (value === undefined) {
      // Refused, not rounded: 2^53 + 1 as a double is another offset.
      this.wrong(`${quoted(text)} is not a natural number below 2^53`, offset);
      this.numbers = undefined;
    } else if (this.numbers !== undefined && this.numbers.length >= SAFETENSORS_LIMITS.dimensions) {
      this.wrong(`more than ${SAFETENSORS_LIMITS.dimensions} numbers in ${this.field}`, offset);
      this.numbers = undefined;
    } else {
      this.numbers?.push(value);
    }
  }

  private addMetadata(text: string, offset: number): void {
    this.metadataSize += this.metadataKey.length + text.length;
    if (
      this.metadata.length >= SAFETENSORS_LIMITS.metadata ||
      this.metadataSize > SAFETENSORS_LIMITS.metadataTotal ||
      Math.max(text.length, this.metadataKey.length) > SAFETENSORS_LIMITS.metadataText
    ) {
      this.collector.limit('safetensors.metadata', 'the metadata is too long to be listed whole', offset);
      return;
    }
    this.metadata.push([this.metadataKey, text]);
  }

  private wrong(message: string, offset: number): void {
    this.collector.problem('safetensors-header', message, offset);
  }
}
