/** Archives of 7z part by part, so that every number can lie. */
import { crc32 } from 'node:zlib';

export interface SevenZipFile {
  readonly name: string;
  /** None: a directory. */
  readonly data?: Uint8Array;
  /** Of Windows, with the mode of Unix in the high half where 0x8000 is set. */
  readonly attributes?: number;
  readonly anti?: boolean;
  /** What the header states instead. */
  readonly crc32?: number;
}

export interface SevenZipCoder {
  /** In hexadecimal. */
  readonly method: string;
  readonly properties?: Uint8Array;
  /** Inputs and outputs, for coders that join streams. */
  readonly joins?: readonly [number, number];
}

export interface SevenZipOptions {
  /** In the order in which they encode, so that the last one decodes first. */
  readonly coders?: readonly SevenZipCoder[];
  /** All content as the coders leave it. */
  readonly pack?: (content: Uint8Array) => Uint8Array;
  /** Pairs of coders: the input of the first is the output of the second. */
  readonly binds?: readonly (readonly [number, number])[];
  /** What the folder states instead of the size of its content. */
  readonly folderSize?: number;
  readonly packPosition?: number;
  /** Files in the folder that are stated. */
  readonly count?: number;
  /** Headers around the header. */
  readonly encoded?: number;
  readonly prefix?: Uint8Array;
  readonly trailing?: Uint8Array;
  /** Bytes between the packed stream and the header. */
  readonly between?: Uint8Array;
  /** More properties of the files: id and content. */
  readonly properties?: readonly (readonly [number, Uint8Array])[];
  readonly changeHeader?: (header: Buffer) => Buffer;
}

const COPY: readonly SevenZipCoder[] = [{ method: '00' }];

export function sevenZip(files: readonly SevenZipFile[], options: SevenZipOptions = {}): Buffer {
  const { coders = COPY, pack = (content) => content, prefix = none, trailing = none, between = none } = options;
  const stored = files.filter((file) => file.data !== undefined && file.data.length > 0);
  const content = Buffer.concat(stored.map(({ data = none }) => data));
  const packed = Buffer.from(pack(content));
  const main =
    stored.length === 0
      ? none
      : Buffer.concat([Buffer.of(0x04), streams(packed.length, content.length, stored, { ...options, coders })]);
  let header: Buffer = Buffer.concat([
    Buffer.of(0x01),
    main,
    Buffer.of(0x05),
    filesInfo(files, options.properties ?? []),
    Buffer.of(0),
  ]);
  header = options.changeHeader?.(header) ?? header;
  const body: Uint8Array[] = [packed, between];
  for (let depth = 0; depth < (options.encoded ?? 0); depth += 1) {
    const packPosition = body.reduce((sum, { length }) => sum + length, 0);
    body.push(header);
    const own = { name: '', data: header };
    header = Buffer.concat([
      Buffer.of(0x17),
      streams(header.length, header.length, [own], { coders: COPY, packPosition }),
    ]);
  }
  const offset = body.reduce((sum, { length }) => sum + length, 0);
  const start = Buffer.alloc(20);
  start.writeBigUInt64LE(BigInt(offset), 0);
  start.writeBigUInt64LE(BigInt(header.length), 8);
  start.writeUInt32LE(crc32(header), 16);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(start));
  return Buffer.concat([prefix, Buffer.from('377abcaf271c0004', 'hex'), sum, start, ...body, header, trailing]);
}

const none = new Uint8Array(0);

/** A number of 7z: seven bits in one byte, or a first byte of ones and eight more. */
export function number(value: number): Buffer {
  if (value < 0x80) return Buffer.of(value);
  const bytes = Buffer.alloc(9, 0xff);
  bytes.writeBigUInt64LE(BigInt(value), 1);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

function streams(
  packedSize: number,
  size: number,
  stored: readonly SevenZipFile[],
  { coders = COPY, packPosition = 0, folderSize = size, count = stored.length, binds }: SevenZipOptions,
): Buffer {
  const chain = binds ?? coders.slice(1).map((_, index) => [index, index + 1] as const);
  return Buffer.concat([
    Buffer.of(0x06),
    number(packPosition),
    Buffer.of(1, 0x09),
    number(packedSize),
    Buffer.of(0x00, 0x07, 0x0b, 1, 0),
    number(coders.length),
    ...coders.map((coder) => coderOf(coder)),
    ...chain.flatMap(([input, output]) => [number(input), number(output)]),
    Buffer.of(0x0c),
    ...coders.map(() => number(folderSize)),
    Buffer.of(0x00, 0x08, 0x0d),
    number(count),
    ...(stored.length > 1 ? [Buffer.of(0x09)] : []),
    ...stored.slice(0, -1).map(({ data = none }) => number(data.length)),
    Buffer.of(0x0a, 1),
    ...stored.map((file) => u32(file.crc32 ?? crc32(file.data ?? none))),
    Buffer.of(0x00, 0x00),
  ]);
}

function coderOf({ method, properties, joins }: SevenZipCoder): Buffer {
  const id = Buffer.from(method, 'hex');
  const flags = id.length | (joins === undefined ? 0 : 0x10) | (properties === undefined ? 0 : 0x20);
  return Buffer.concat([
    Buffer.of(flags),
    id,
    ...(joins ?? []).map((count) => number(count)),
    ...(properties === undefined ? [] : [number(properties.length), properties]),
  ]);
}

function filesInfo(files: readonly SevenZipFile[], more: readonly (readonly [number, Uint8Array])[]): Buffer {
  const empty = files.map(({ data }) => data === undefined || data.length === 0);
  const those = files.filter((_, index) => empty[index] === true);
  const properties: (readonly [number, Uint8Array])[] = [
    [0x0e, bits(empty)],
    [0x0f, bits(those.map(({ data }) => data !== undefined))],
    [0x10, bits(those.map(({ anti }) => anti === true))],
    [0x11, Buffer.concat([Buffer.of(0), Buffer.from(files.map(({ name }) => `${name}\0`).join(''), 'utf16le')])],
    [0x15, Buffer.concat([Buffer.of(1, 0), ...files.map(({ attributes = 0x20 }) => u32(attributes))])],
    ...more,
  ];
  return Buffer.concat([
    number(files.length),
    ...properties.flatMap(([id, content]) => [number(id), number(content.length), content]),
    Buffer.of(0),
  ]);
}

function bits(values: readonly boolean[]): Buffer {
  const bytes = Buffer.alloc(Math.ceil(values.length / 8));
  for (const [index, value] of values.entries())
    if (value) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return bytes;
}
