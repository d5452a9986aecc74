/** Protocol Buffers messages field by field, so that every tag, length and order can lie. */

export function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Buffer.from(bytes);
}

export const int = (field: number, value: number | bigint): Buffer =>
  Buffer.concat([varint((field << 3) | 0), varint(value)]);

/** A string, bytes or a message made of fields. */
export function text(field: number, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

export const message = (...fields: readonly Uint8Array[]): Buffer => Buffer.concat(fields);
