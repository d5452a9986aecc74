/** Zip archives record by record, so that every field can lie. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: 0 | 8;
  /** What the local header says instead. */
  readonly local?: {
    readonly name?: string;
    readonly method?: number;
    readonly crc32?: number;
    readonly flags?: number;
    readonly extra?: Uint8Array;
  };
  /** What the central directory says instead. */
  readonly central?: {
    readonly name?: string;
    readonly crc32?: number;
    readonly flags?: number;
    readonly size?: number;
    readonly mode?: number;
    readonly extra?: Uint8Array;
    readonly disk?: number;
    readonly comment?: Uint8Array;
  };
  /** Leave the member out of the central directory. */
  readonly hidden?: boolean;
  /** Put the sizes into a data descriptor. */
  readonly descriptor?: boolean;
}

export interface ZipOptions {
  readonly comment?: Uint8Array;
  /** Records of zip64 before the end record; `detached`: this many bytes between them. */
  readonly zip64?: { readonly detached?: Uint8Array };
  readonly prefix?: Uint8Array;
  readonly trailing?: Uint8Array;
  readonly entries?: number;
}

const NONE = new Uint8Array(0);

export function zip(
  entries: readonly ZipEntry[],
  { prefix = NONE, trailing = NONE, comment = NONE, entries: stated, zip64 }: ZipOptions = {},
): Buffer {
  const parts: Uint8Array[] = [prefix];
  const central: Buffer[] = [];
  let offset = prefix.length;
  for (const entry of entries) {
    const { data, method = 0, local, central: listed, descriptor = false } = entry;
    const packed = method === 8 ? deflateRawSync(data) : data;
    const checksum = crc32(data);
    const flags = descriptor ? 8 : 0;
    const name = Buffer.from(local?.name ?? entry.name);
    const localExtra = local?.extra ?? NONE;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x0403_4b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(local?.flags ?? flags, 6);
    header.writeUInt16LE(local?.method ?? method, 8);
    header.writeUInt32LE(descriptor ? 0 : (local?.crc32 ?? checksum), 14);
    header.writeUInt32LE(descriptor ? 0 : packed.length, 18);
    header.writeUInt32LE(descriptor ? 0 : data.length, 22);
    header.writeUInt16LE(name.length, 26);
    header.writeUInt16LE(localExtra.length, 28);
    parts.push(header, name, localExtra, packed);
    let length = header.length + name.length + localExtra.length + packed.length;
    if (descriptor) {
      const record = Buffer.alloc(16);
      record.writeUInt32LE(0x0807_4b50, 0);
      record.writeUInt32LE(checksum, 4);
      record.writeUInt32LE(packed.length, 8);
      record.writeUInt32LE(data.length, 12);
      parts.push(record);
      length += record.length;
    }
    if (entry.hidden !== true) {
      const listedName = Buffer.from(listed?.name ?? entry.name);
      const record = Buffer.alloc(46);
      record.writeUInt32LE(0x0201_4b50, 0);
      record.writeUInt16LE(0x0314, 4);
      record.writeUInt16LE(20, 6);
      record.writeUInt16LE(listed?.flags ?? flags, 8);
      record.writeUInt16LE(method, 10);
      record.writeUInt32LE(listed?.crc32 ?? checksum, 16);
      record.writeUInt32LE(packed.length, 20);
      record.writeUInt32LE(listed?.size ?? data.length, 24);
      record.writeUInt16LE(listedName.length, 28);
      record.writeUInt16LE(listed?.extra?.length ?? 0, 30);
      record.writeUInt16LE(listed?.comment?.length ?? 0, 32);
      record.writeUInt16LE(listed?.disk ?? 0, 34);
      record.writeUInt32LE(((listed?.mode ?? 0o100_644) << 16) >>> 0, 38);
      record.writeUInt32LE(offset, 42);
      central.push(Buffer.concat([record, listedName, listed?.extra ?? NONE, listed?.comment ?? NONE]));
    }
    offset += length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(stated ?? central.length, 8);
  end.writeUInt16LE(stated ?? central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  const wide =
    zip64 === undefined ? [] : zip64Records(central.length, directory.length, offset, zip64.detached ?? NONE);
  return Buffer.concat([...parts, directory, ...wide, end, comment, trailing]);
}

/** The end record of zip64 and its locator. */
function zip64Records(entries: number, size: number, offset: number, between: Uint8Array): Uint8Array[] {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x0606_4b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x0706_4b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return [record, between, locator];
}

/** An extra field. */
export function extra(id: number, content: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(content.length, 2);
  return Buffer.concat([head, content]);
}

/** Info-ZIP's second name: `of` is the one in the header. */
export function unicodePath(of: string, name: string): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeUInt32LE(crc32(of), 1);
  return extra(0x7075, Buffer.concat([head, Buffer.from(name)]));
}

/** A `torch.save` archive around one pickle. */
export function torchZip(object: Uint8Array, storages: readonly Uint8Array[] = [], root = 'archive'): Buffer {
  return zip([
    { name: `${root}/data.pkl`, data: object, descriptor: true },
    ...storages.map((data, index) => ({ name: `${root}/data/${index}`, data, descriptor: true })),
    { name: `${root}/version`, data: Buffer.from('3\n'), descriptor: true },
  ]);
}
