import { expandZstdFrame } from './node-codec.ts';
import { DecodeFault, decoded, type Decoded } from './output.ts';

const FRAME = 0xfd2f_b528;
/** 0x184d2a50 to 0x184d2a5f, RFC 8878 3.1.2. */
const SKIPPABLE = 0x184d_2a50;

/** Readers jump over skippable frames, also over one that is longer than `head`; what follows one is read in any case. */
export function startsAsZstd(head: Uint8Array): boolean {
  const magic = magicAt(head, 0);
  return magic === FRAME || (isSkippable(magic) && head.length >= 8);
}

/** All frames. Node's own decompressor stops behind the first one, be it an empty or a skippable one. */
export function decodeZstd(input: Uint8Array, limit: number): Decoded {
  return decoded(input, limit, (output) => {
    let at = 0;
    for (;;) {
      const magic = magicAt(input, at);
      if (isSkippable(magic)) at = skipped(input, at);
      else if (magic === FRAME) {
        const { bytes, consumed, fault } = expandZstdFrame(input.subarray(at), output.limit - output.length);
        output.append(bytes, at);
        if (fault !== undefined) throw new DecodeFault(fault.kind, fault.message, at + fault.offset);
        at += consumed;
      } else return at;
      if (at > input.length) throw new DecodeFault('broken', 'the stream is cut off', input.length);
    }
  });
}

function isSkippable(magic: number | undefined): boolean {
  return magic !== undefined && (magic & 0xffff_fff0) >>> 0 === SKIPPABLE;
}

function skipped(bytes: Uint8Array, at: number): number {
  return at + 8 + (magicAt(bytes, at + 4) ?? bytes.length);
}

function magicAt(bytes: Uint8Array, at: number): number | undefined {
  if (at + 4 > bytes.length) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true);
}
