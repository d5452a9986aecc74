/** One DER element: tag, length, content. Content up to 64 KiB, which no key, request or set of attributes reaches. */
export function der(tag: number, content: Uint8Array): Buffer {
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

/** A signature as two numbers of equal length (IEEE P1363) → ECDSA-Sig-Value (RFC 3279 §2.2.3). */
export function derSignature(pair: Uint8Array): Buffer {
  const half = pair.length / 2;
  return sequence(unsigned(pair.subarray(0, half)), unsigned(pair.subarray(half)));
}

function unsigned(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Buffer.alloc(1) : bytes.subarray(first);
  return der(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), digits]) : digits);
}
