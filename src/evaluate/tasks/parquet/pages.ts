import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors, PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { GateError } from '../../../core/errors.ts';
import { SUITE_LIMITS } from '../limits.ts';

/** Decompressors beside the reader's own of snappy; none gives more than the page states. */
export const COMPRESSORS: Compressors = {
  GZIP: (bytes, size) => gunzipSync(bytes, { maxOutputLength: Math.max(size, 1) }),
  BROTLI: (bytes, size) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(size, 1) }),
  ZSTD: (bytes, size) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(size, 1) }),
};

/** A page's header with statistics of its texts. */
const HEADER_BYTES = 1 << 20;

/** Encodings and the types that they are of; DELTA_BYTE_ARRAY is left out, in which a few bytes stand for many long texts. */
const ENCODINGS: Readonly<Record<string, readonly string[]>> = {
  PLAIN: ['BOOLEAN', 'INT32', 'INT64', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY'],
  PLAIN_DICTIONARY: ['INT32', 'INT64', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY'],
  RLE_DICTIONARY: ['INT32', 'INT64', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY'],
  RLE: ['BOOLEAN'],
  DELTA_BINARY_PACKED: ['INT32', 'INT64'],
  DELTA_LENGTH_BYTE_ARRAY: ['BYTE_ARRAY'],
  BYTE_STREAM_SPLIT: ['INT32', 'INT64', 'FLOAT', 'DOUBLE'],
};

/** What a whole file may expand to; counted down over all its pages. */
export interface Allowance {
  bytes: number;
  cells: number;
}

interface ChunkShape {
  readonly where: string;
  readonly type: string;
  readonly codec: Parameters<typeof decompressPage>[2];
  /** Highest levels of repetition and definition. */
  readonly levels: readonly [repetition: number, definition: number];
}

/**
 * Reads the pages of a column's chunk for their sizes alone: the decoder allocates by the counts that stand in headers and in
 * runs, so that none may reach it which the page can't have (Parquet format, "Data Pages", "Run Length Encoding / Bit-Packing Hybrid").
 * @throws GateError SUITE_INVALID, RangeError where the bytes end
 */
export function checkPages(chunk: Uint8Array, shape: ChunkShape, allowance: Allowance): void {
  let dictionary = false;
  for (let offset = 0; offset < chunk.length - 1;) {
    const window = chunk.subarray(offset, offset + HEADER_BYTES);
    const reader = { view: new DataView(window.buffer, window.byteOffset, window.byteLength), offset: 0 };
    const header = parquetHeader(reader);
    offset += reader.offset;
    const length = count(header.compressed_page_size, shape);
    if (length > chunk.length - offset) throw broken(shape, 'a page is longer than its column');
    const page = chunk.subarray(offset, offset + length);
    offset += length;
    allowance.bytes -= count(header.uncompressed_page_size, shape);
    if (allowance.bytes < 0) throw broken(shape, `it unpacks to more than ${SUITE_LIMITS.itemFileBytes} bytes`);
    const values = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
    if (values === undefined) throw broken(shape, 'a page that holds no values');
    allowance.cells -= count(values.num_values, shape);
    if (allowance.cells < 0) throw broken(shape, `more than ${SUITE_LIMITS.parquetCells} values`);
    if (header.type === 'DICTIONARY_PAGE') {
      dictionary = true;
      continue;
    }
    if (ENCODINGS[values.encoding]?.includes(shape.type) !== true)
      throw broken(shape, `values of ${shape.type} in the encoding ${values.encoding} are not read`);
    const body = header.type === 'DATA_PAGE_V2' ? bodyOfV2(page, header, shape) : bodyOfV1(page, header, shape);
    if (values.encoding === 'RLE') checkRuns(body.subarray(4), 1, values.num_values, shape);
    if (!values.encoding.endsWith('_DICTIONARY')) continue;
    if (!dictionary) throw broken(shape, 'values of a dictionary that is missing');
    const width = body[0] ?? 0;
    if (width > 32) throw broken(shape, `places of ${width} bits in a dictionary`);
    checkRuns(body.subarray(1), width, values.num_values, shape);
  }
}

function bodyOfV1(page: Uint8Array, header: PageHeader, shape: ChunkShape): Uint8Array {
  const values = header.data_page_header?.num_values ?? 0;
  let body = decompressPage(page, header.uncompressed_page_size, shape.codec, COMPRESSORS);
  for (const level of shape.levels) {
    if (level === 0) continue;
    const length = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0, true);
    if (length > body.length - 4) throw broken(shape, 'levels that are longer than their page');
    checkLevels(body.subarray(4, 4 + length), level, values, shape);
    body = body.subarray(4 + length);
  }
  return body;
}

function bodyOfV2(page: Uint8Array, header: PageHeader, shape: ChunkShape): Uint8Array {
  const stated = header.data_page_header_v2;
  if (stated === undefined) throw broken(shape, 'a page without its header');
  const lengths = [
    count(stated.repetition_levels_byte_length, shape),
    count(stated.definition_levels_byte_length, shape),
  ] as const;
  const total = lengths[0] + lengths[1];
  if (total > page.length || total > header.uncompressed_page_size)
    throw broken(shape, 'levels that are longer than their page');
  if (shape.levels[0] > 0) checkLevels(page.subarray(0, lengths[0]), shape.levels[0], stated.num_values, shape);
  if (shape.levels[1] > 0) checkLevels(page.subarray(lengths[0], total), shape.levels[1], stated.num_values, shape);
  if (count(stated.num_nulls, shape) > stated.num_values) throw broken(shape, 'more nulls than values');
  const body = page.subarray(total);
  return stated.is_compressed === false
    ? body
    : decompressPage(body, header.uncompressed_page_size - total, shape.codec, COMPRESSORS);
}

function checkLevels(runs: Uint8Array, level: number, values: number, shape: ChunkShape): void {
  if (checkRuns(runs, 32 - Math.clz32(level), values, shape) < values)
    throw broken(shape, 'levels for fewer values than it states');
}

/** Gives how many values there are runs for. */
function checkRuns(bytes: Uint8Array, width: number, values: number, shape: ChunkShape): number {
  let seen = 0;
  for (let at = 0; at < bytes.length && seen < values;) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) throw broken(shape, 'a run that breaks off');
      header += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const half = Math.floor(header / 2);
    if (header % 2 === 0 && half > values - seen) throw broken(shape, `a run of ${half} in a page of ${values} values`);
    seen += header % 2 === 0 ? half : half * 8;
    at += header % 2 === 0 ? Math.ceil(width / 8) : half * width;
    if (header % 2 === 1 && half > Math.ceil(values / 8))
      throw broken(shape, `a run of ${half * 8} in a page of ${values} values`);
  }
  return seen;
}

function count(value: number | undefined, shape: ChunkShape): number {
  if (value === undefined || !Number.isInteger(value) || value < 0) throw broken(shape, 'a size that is none');
  return value;
}

function broken({ where }: ChunkShape, what: string): GateError {
  return new GateError('SUITE_INVALID', `${where}: ${what}`);
}
