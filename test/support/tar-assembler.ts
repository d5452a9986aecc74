export interface TarEntry {
  readonly name: string;
  readonly data: Uint8Array;
  /** `0` a file, `2` a symbolic link. */
  readonly type?: string;
  readonly target?: string;
  /** What fills the last block up. */
  readonly padding?: number;
  /** The size field, for those that lie. */
  readonly size?: Uint8Array;
  /** What the header says of its sum: over unsigned bytes, over signed ones, or another text. */
  readonly checksum?: 'signed' | Uint8Array;
}

export interface TarOptions {
  /** Blocks of zeros at the end. */
  readonly end?: number;
  readonly trailing?: Uint8Array;
}

/** Archives of tar (ustar). */
export function tar(entries: readonly TarEntry[], { end = 2, trailing = new Uint8Array(0) }: TarOptions = {}): Buffer {
  return Buffer.concat([...entries.flatMap((entry) => entryOf(entry)), Buffer.alloc(512 * end), trailing]);
}

function entryOf({ name, data, type = '0', target = '', padding = 0, size, checksum }: TarEntry): Uint8Array[] {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100, 'latin1');
  header.write('0000644\0', 100);
  header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
  if (size !== undefined) header.set(size, 124);
  header.write('        ', 148);
  header.write(type, 156, 'latin1');
  header.write(target, 157, 100);
  header.write('ustar\u000000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + (checksum === 'signed' ? (byte << 24) >> 24 : byte), 0);
  if (checksum instanceof Uint8Array) header.set(checksum, 148);
  else header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512, padding)];
}

/** An entry of pax for the next one (or, of type `g`, for all): each record with its length before it. */
export function pax(records: Readonly<Record<string, string>>, type = 'x'): TarEntry {
  const data = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const bytes = Buffer.byteLength(rest);
    let length = bytes + 1;
    while (`${length}`.length + bytes > length) length += 1;
    return `${length}${rest}`;
  });
  return { name: 'PaxHeaders/0', type, data: Buffer.from(data.join('')) };
}
