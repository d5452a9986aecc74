import { DecodeFault } from '../compression/output.ts';
import type { HeaderBytes } from './header-bytes.ts';
import { SEVEN_ZIP_LIMITS } from './limits.ts';

const END = 0x00;
const PACK_INFO = 0x06;
const UNPACK_INFO = 0x07;
const SUBSTREAMS_INFO = 0x08;
const SIZES = 0x09;
const DIGESTS = 0x0a;
const FOLDERS = 0x0b;
const UNPACK_SIZES = 0x0c;
const COUNTS = 0x0d;

export interface Coder {
  /** The method's id in hexadecimal. */
  readonly method: string;
  readonly properties: Uint8Array;
}

/** A chain from packed bytes to content: coders in the order in which they decode, with the size that each gives. */
export interface Folder {
  readonly steps: readonly { readonly coder: Coder; readonly size: number }[];
  readonly crc32: number | undefined;
  /** Of the size that the last step gives, one behind another. */
  readonly content: readonly { readonly size: number; readonly crc32: number | undefined }[];
}

export interface Streams {
  /** Of the first packed stream, behind the signature header; each folder has one, in their order. */
  readonly packPosition: number;
  readonly packSizes: readonly number[];
  readonly folders: readonly Folder[];
}

/** @throws DecodeFault */
export function readStreams(header: HeaderBytes): Streams {
  let packPosition = 0;
  let packSizes: readonly number[] = [];
  let chains: readonly Chain[] = [];
  let content: readonly Folder['content'][] | undefined;
  let id = header.u8();
  if (id === PACK_INFO) {
    packPosition = header.number();
    packSizes = readPackSizes(header);
    id = header.u8();
  }
  if (id === UNPACK_INFO) {
    chains = readChains(header);
    id = header.u8();
  }
  if (id === SUBSTREAMS_INFO) {
    content = readContent(header, chains);
    id = header.u8();
  }
  if (id !== END) throw header.fault('the description of the streams does not end where it should');
  if (packSizes.length !== chains.length) throw header.fault('there are more packed streams than folders, or fewer');
  return {
    packPosition,
    packSizes,
    folders: chains.map(({ steps, crc32 }, index) => ({
      steps,
      crc32,
      content: content?.[index] ?? [{ size: steps.at(-1)?.size ?? 0, crc32 }],
    })),
  };
}

function readPackSizes(header: HeaderBytes): number[] {
  const count = header.count(SEVEN_ZIP_LIMITS.members);
  let sizes: number[] = [];
  let id = header.u8();
  if (id === SIZES) {
    sizes = Array.from({ length: count }, () => header.number());
    id = header.u8();
  }
  if (id === DIGESTS) {
    header.digests(count);
    id = header.u8();
  }
  if (id !== END || sizes.length !== count)
    throw header.fault('the packed streams are not described as they should be');
  return sizes;
}

type Chain = Omit<Folder, 'content'>;

function readChains(header: HeaderBytes): Chain[] {
  header.expect(FOLDERS, 'the list of folders');
  const count = header.count(SEVEN_ZIP_LIMITS.members);
  header.inPlace();
  const folders = Array.from({ length: count }, () => readCoders(header));
  header.expect(UNPACK_SIZES, 'the list of sizes');
  const sizes = folders.map(({ coders }) => coders.map(() => header.number()));
  let id = header.u8();
  let digests: (number | undefined)[] = [];
  if (id === DIGESTS) {
    digests = header.digests(count);
    id = header.u8();
  }
  if (id !== END) throw header.fault('the list of folders does not end where it should');
  return folders.map(({ coders, order }, folder) => ({
    steps: order.flatMap((index) => {
      const coder = coders[index];
      return coder === undefined ? [] : [{ coder, size: sizes[folder]?.[index] ?? 0 }];
    }),
    crc32: digests[folder],
  }));
}

/** The coders of a folder, and the order in which they decode. */
function readCoders(header: HeaderBytes): { readonly coders: readonly Coder[]; readonly order: readonly number[] } {
  const count = header.number();
  if (count < 1 || count > SEVEN_ZIP_LIMITS.coders) throw header.fault(`a folder has ${count} coders`);
  const coders = Array.from({ length: count }, () => readCoder(header));
  // Input of a coder by the coder whose output it is; each input and each output is bound at most once.
  const feeds = new Map<number, number>();
  const fed = new Set<number>();
  for (let bind = 1; bind < count; bind += 1) {
    const input = header.number();
    const output = header.number();
    if (input >= count || output >= count || fed.has(input) || feeds.has(output))
      throw header.fault('the coders of a folder are bound in no order');
    feeds.set(output, input);
    fed.add(input);
  }
  const order: number[] = [];
  for (
    let next: number | undefined = coders.findIndex((_, index) => !fed.has(index));
    next !== undefined && order.length < count;
    next = feeds.get(next)
  )
    order.push(next);
  // A chain that does not reach all has a circle beside it.
  if (order.length !== count || order.includes(-1)) throw header.fault('the coders of a folder are bound in a circle');
  return { coders, order };
}

function readCoder(header: HeaderBytes): Coder {
  const flags = header.u8();
  const method = header.take(flags & 0x0f).toString('hex');
  if ((flags & 0x80) !== 0) throw header.fault('a coder has flags of a later version');
  if ((flags & 0x10) !== 0 && (header.number() !== 1 || header.number() !== 1))
    throw new DecodeFault('unread', `the method ${methodName(method)} joins several streams`, header.at);
  return { method, properties: (flags & 0x20) === 0 ? new Uint8Array(0) : header.take(header.number()) };
}

/** For messages, the methods that are known and not read. */
export function methodName(method: string): string {
  switch (method) {
    case '0303011b':
      return 'BCJ2';
    case '030401':
      return 'PPMd';
    case '040109':
      return 'Deflate64';
    case '06f10701':
      return 'AES-256, which encrypts,';
    default:
      return method;
  }
}

/** Files in each folder: their number, all sizes but the last of each folder, and CRCs that the folder's is not. */
function readContent(header: HeaderBytes, chains: readonly Chain[]): Folder['content'][] {
  let id = header.u8();
  let counts = chains.map(() => 1);
  if (id === COUNTS) {
    let room = SEVEN_ZIP_LIMITS.members;
    counts = chains.map(() => {
      const count = header.count(room);
      room -= count;
      return count;
    });
    id = header.u8();
  }
  const sized = id === SIZES;
  const sizes = chains.map(({ steps }, folder) => {
    const count = counts[folder] ?? 0;
    if (count > 1 && !sized) throw header.fault('the sizes of files are missing');
    let left = steps.at(-1)?.size ?? 0;
    return Array.from({ length: count }, (_, index) => {
      const size = index === count - 1 ? left : header.number();
      left -= size;
      if (left < 0) throw header.fault('the files of a folder are larger than it');
      return size;
    });
  });
  if (sized) id = header.u8();
  const known = chains.map(({ crc32 }, folder) => counts[folder] === 1 && crc32 !== undefined);
  let digests: (number | undefined)[] = [];
  if (id === DIGESTS) {
    digests = header.digests(counts.reduce((sum, count, folder) => sum + (known[folder] === true ? 0 : count), 0));
    id = header.u8();
  }
  if (id !== END) throw header.fault('the list of sizes does not end where it should');
  const rest = digests.values();
  return sizes.map((own, folder) =>
    own.map((size) => ({ size, crc32: known[folder] === true ? chains[folder]?.crc32 : rest.next().value })),
  );
}
