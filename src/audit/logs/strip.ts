const ESCAPE = 0x1b;
const BELL = 0x07;

/**
 * Bytes without the control sequences of terminals (ECMA-48: CSI, OSC, and two-byte escapes) and without carriage returns.
 * A sequence ends at the end of its line: an unclosed one must not swallow the log. One pass.
 */
export function withoutControls(bytes: Buffer): Buffer {
  if (!bytes.includes(ESCAPE) && !bytes.includes(0x0d)) return bytes;
  const kept = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) at = afterSequence(bytes, at + 1);
    else {
      if (byte !== 0x0d) kept[length++] = byte;
      at++;
    }
  }
  return kept.subarray(0, length);
}

function afterSequence(bytes: Buffer, start: number): number {
  const kind = bytes[start];
  let at = start + 1;
  if (kind === 0x5b) {
    // Parameters and intermediates, then one final byte.
    while (at < bytes.length && (bytes[at] ?? 0) >= 0x20 && (bytes[at] ?? 0) <= 0x3f) at++;
    const final = bytes[at] ?? 0;
    return final >= 0x40 && final <= 0x7e ? at + 1 : at;
  }
  if (kind === 0x5d) {
    while (at < bytes.length && bytes[at] !== BELL && bytes[at] !== ESCAPE && bytes[at] !== 0x0a) at++;
    if (bytes[at] === BELL) return at + 1;
    return bytes[at] === ESCAPE && bytes[at + 1] === 0x5c ? at + 2 : at;
  }
  // `ESC ( B` and its like: intermediates, then one final byte.
  let last = start;
  while (last < bytes.length && (bytes[last] ?? 0) >= 0x20 && (bytes[last] ?? 0) <= 0x2f) last++;
  return last >= bytes.length || bytes[last] === 0x0a ? last : last + 1;
}
