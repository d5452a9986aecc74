import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { sha256FromBytes, type Sha256 } from '../core/digest.ts';
import { throwIfCancelled } from './cancelled.ts';

/** As DVC reads before it converts: a line end across two pieces stays as it is. */
const PIECE = 1 << 20;
const PROBE = 512;
const MAX_UNPRINTABLE = 0.3;

export interface PinnedHashes {
  readonly md5: string;
  /** As DVC before 3.0 hashed: CR LF of text read as LF. */
  readonly convertedMd5: string;
  readonly sha256: Sha256;
  readonly size: number;
}

/** MD5 as DVC computes it, in both ways, with the SHA-256 that it is worth more than. */
export async function pinnedHashes(path: string, signal: AbortSignal): Promise<PinnedHashes> {
  const md5 = createHash('md5');
  const converted = createHash('md5');
  const sha256 = createHash('sha256');
  const buffer = Buffer.alloc(PIECE);
  const file = await open(path, 'r');
  try {
    let size = 0;
    let text: boolean | undefined;
    for (;;) {
      throwIfCancelled(signal);
      const piece = buffer.subarray(0, await fill(file, buffer, size));
      text ??= looksLikeText(piece.subarray(0, PROBE));
      md5.update(piece);
      sha256.update(piece);
      converted.update(text ? withoutCarriageReturns(piece) : piece);
      size += piece.length;
      if (piece.length < PIECE) break;
    }
    return {
      md5: md5.digest('hex'),
      convertedMd5: converted.digest('hex'),
      sha256: sha256FromBytes(sha256.digest()),
      size,
    };
  } finally {
    await file.close();
  }
}

async function fill(file: Awaited<ReturnType<typeof open>>, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** DVC's own guess: no NUL, and at most 30 % of the first bytes outside of printable ASCII and white space. */
function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0) return true;
  if (head.includes(0)) return false;
  const odd = head.filter((byte) => !(byte >= 32 && byte < 127) && ![8, 9, 10, 12, 13].includes(byte)).length;
  return odd / head.length <= MAX_UNPRINTABLE;
}

function withoutCarriageReturns(bytes: Uint8Array): Uint8Array {
  const kept = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) continue;
    kept[length++] = bytes[at] ?? 0;
  }
  return kept.subarray(0, length);
}
