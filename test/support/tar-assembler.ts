export interface TarEntry {
  readonly name: string;
  readonly data: Uint8Array;
  /** `0` a file, `2` a symbolic link. */
  readonly type?: string;
  readonly target?: string;
  /** What fills the last block up. */
  readonly padding?: number;
}

/** Archives of tar (ustar). */
export function tar(entries: readonly TarEntry[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const { name, data, type = '0', target = '', padding = 0 } of entries) {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write('0000644\0', 100);
    header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(type, 156);
    header.write(target, 157, 100);
    header.write('ustar\u000000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    parts.push(header, data, Buffer.alloc((512 - (data.length % 512)) % 512, padding));
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
