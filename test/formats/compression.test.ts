import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { COMPRESSIONS, compressionOf, decompress } from '../../src/formats/compression/codecs.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { reportOf } from '../support/scan-report.ts';

/** As xz 5.4 wrote them, with a filter before LZMA2. */
const FILTERED = {
  x86: '/Td6WFoAAATm1rRGAgEEACEBFgANhjUf4ACVAENdACqSDaTkwg1PMi7Uwt1rYz3NGWpNpkOp+bCbvz301NL6IbaXOyKp6miKR6WxUPH/rKIsZ9+asgAisGLaJ1/jAY+9BQAAAMFYDUmlVeRWAAFflgEAAAAq23fYscRn+wIAAAAABFla',
  delta:
    '/Td6WFoAAATm1rRGAgEDAQMhARaXj3H84ACVAGtdACqSDaTiGV2/MVolX176iHjm/qj+OSXiclC8XESabarL6S2BjogAnhBjKG2grYgh+xbl+WWbSqxGx7u9AJ0CwB8kpbKGgWiqFmchv/c0RJZ2sD2uGUJHBEbgizDs+WeXZgyA3xmCcqaI+D4AAADBWA1JpVXkVgABhwGWAQAAQg1pZLHEZ/sCAAAAAARZWg==',
  arm64:
    '/Td6WFoAAATm1rRGAgEKACEBFgB95z8l4AC/AHtdAFADvAj3W4lFhLWY4m0E2y7cLbhPvTHjNNmaAyutFXu4yaN28NVQZGFnAy3/RHPUuSQGG0yVjrVCB/vsf8JdKgfHij15kUXpWDOhhpiO+45EKbboS+Rj9S76pKkitYWFBL5S/URVgRsZmP3CYiJ+BQOmca6UpJq18Fn6twAAz0NSV+/DKiIAAZcBwAEAAKdf2YmxxGf7AgAAAAAEWVo=',
} as const;

/** As lzip 1.23 wrote it. */
const LZIP = Buffer.from(
  '4c5a4950010c003a1a08ce76d976d393ce3a57b14dd645de2f7c835f1993c3d8bfd7ffff78ca4000055ebc07a8000000000000003c00000000000000',
  'hex',
);

describe('streams of xz with a filter for machine code', () => {
  // Each is checked by the CRC that xz itself put behind the content.
  it.each(Object.entries(FILTERED))('expand to what went into them: %s', (_, stream) => {
    const { bytes, fault } = decompress('xz', Buffer.from(stream, 'base64'), 1 << 20);
    expect({ length: bytes.length > 100, fault }).toEqual({ length: true, fault: undefined });
  });
});

describe('a stream that is not of the kind that a container says', () => {
  it.each(COMPRESSIONS)('is at most a fault at a place in it, never an exception: %s', (compression) => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.alloc(40),
      Buffer.alloc(40, 0xff),
      Buffer.from('BZh\xff1AY&SY', 'latin1'),
    ]) {
      const { fault } = decompress(compression, bytes, 1 << 20);
      expect(fault?.offset ?? 0).toBeLessThanOrEqual(bytes.length);
    }
  });
});

describe('streams of bzip2', () => {
  it('take no room of their own: thousands of empty ones in 64 KB are through at once', () => {
    const empty = Buffer.from('BZh9\x17rE8P\x90\0\0\0\0', 'latin1');
    const bytes = Buffer.concat(Array<Buffer>(4_600).fill(empty));
    const before = process.cpuUsage();
    const { fault, consumed } = decompress('bzip2', bytes, 1 << 20);
    expect({ fault, consumed }).toEqual({ fault: undefined, consumed: bytes.length });
    const { user, system } = process.cpuUsage(before);
    // Microseconds; with a block of 3.6 MB for each it was 3.5 s.
    expect(user + system).toBeLessThan(1_500_000);
  });
});

describe('streams of lzip', () => {
  it('expand, one behind another', () => {
    const { bytes, fault, consumed } = decompress('lzip', Buffer.concat([LZIP, LZIP]), 1 << 20);
    expect(Buffer.from(bytes).toString()).toBe('the same line, again\n'.repeat(16));
    expect({ fault, consumed }).toEqual({ fault: undefined, consumed: LZIP.length * 2 });
  });

  it.each([6, 20, 41, 50, 58])('are broken with another byte at %i', (at) => {
    const bytes = Buffer.from(LZIP);
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    expect(decompress('lzip', bytes, 1 << 20).fault).toMatchObject({ kind: 'broken' });
  });

  it('expand no further than they may', () => {
    expect(decompress('lzip', LZIP, 50)).toMatchObject({ bytes: { length: 50 }, fault: { kind: 'limit' } });
  });
});

describe('a payload in a compressed stream', () => {
  const payload = commandPickle(2);
  const harmless = Buffer.from('weights and notes, notes and weights\n');
  /** RFC 8878 3.1.2. */
  const skippable = (length: number): Buffer => {
    const frame = Buffer.alloc(8 + length);
    frame.writeUInt32LE(0x184d_2a50, 0);
    frame.writeUInt32LE(length, 4);
    return frame;
  };
  /** One block without compression, and no hashes. */
  const lz4 = (content: Uint8Array): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE((0x8000_0000 | content.length) >>> 0);
    return Buffer.concat([Buffer.from('04224d18604082', 'hex'), size, content, Buffer.alloc(4)]);
  };
  /** Blocks of deflate that hold nothing stand before the content. */
  const behindEmptyBlocks = (content: Uint8Array): Buffer => {
    const adler = Buffer.alloc(4);
    let one = 1;
    let two = 0;
    for (const byte of content) {
      one = (one + byte) % 65_521;
      two = (two + one) % 65_521;
    }
    adler.writeUInt32BE(((two << 16) | one) >>> 0);
    const empty = Buffer.concat(Array.from({ length: 1_000 }, () => Buffer.from('000000ffff', 'hex')));
    return Buffer.concat([Buffer.from('789c', 'hex'), empty, deflateRawSync(content), adler]);
  };
  /** `lzma.compress(…, format=FORMAT_ALONE)` of 32 bytes, with a dictionary of a size that no encoder chooses. */
  const oddDictionary = Buffer.from('5d00230100ffffffffffffffff0040008b25d3d82fb20bdfffff17400000', 'hex');

  const families: readonly (readonly [string, (content: Uint8Array) => Buffer])[] = [
    [
      'behind a skippable frame that is longer than what is looked at',
      (bytes) => Buffer.concat([skippable(70_000), zstdCompressSync(bytes)]),
    ],
    ['of lz4, behind a skippable frame', (bytes) => Buffer.concat([skippable(4), lz4(bytes)])],
    ['of zlib, behind empty blocks', behindEmptyBlocks],
    ['of gzip, in the second member', (bytes) => Buffer.concat([gzipSync(''), gzipSync(bytes)])],
    ['of gzip, behind padding', (bytes) => Buffer.concat([gzipSync(''), Buffer.alloc(512), gzipSync(bytes)])],
    ['of another kind, behind the first', (bytes) => Buffer.concat([gzipSync('a\n'), zstdCompressSync(bytes)])],
  ];

  it.each(families)('is found %s', async (_, wrap) => {
    // Compressed once more: nothing finds it that does not expand the stream.
    const [file] = (await reportOf({ a: wrap(gzipSync(payload)) })).files;
    expect(file?.findings.map(({ rule }) => rule)).toContain('pickle-dangerous-call');
  });

  it.each(families)('is not seen where there is none, %s', async (_, wrap) => {
    const [file] = (await reportOf({ a: wrap(gzipSync(harmless)) })).files;
    expect(file?.blocking).toBe(false);
  });

  it('is expected under any size of dictionary that joblib has liblzma read with', () => {
    expect(compressionOf(oddDictionary)).toBe('lzma');
  });

  it('is what bytes are not that only start like one', () => {
    for (const text of ['x^2 + y^2 = z^2, and so on\n', `x^${'\0'.repeat(64)}`])
      expect(compressionOf(Buffer.from(text))).toBeUndefined();
  });
});
