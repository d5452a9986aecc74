import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { commandPickle, none, pickle, proto, stop } from '../support/pickle-assembler.ts';
import { reportOf } from '../support/scan-report.ts';
import { sevenZip } from '../support/seven-zip-assembler.ts';
import { tar } from '../support/tar-assembler.ts';
import { zip } from '../support/zip-assembler.ts';

const text = Buffer.from('some text\n');
const payload = commandPickle(2);
const harmless = pickle(proto(2), none, stop);

async function judged(path: string, bytes: Uint8Array): Promise<{ blocking: boolean | undefined; found: string[] }> {
  const [file] = (await reportOf({ [path]: bytes })).files;
  return { blocking: file?.blocking, found: (file?.findings ?? []).map(({ rule, severity }) => `${rule} ${severity}`) };
}

describe('containers in containers', () => {
  const wraps: readonly ((content: Uint8Array) => Buffer)[] = [
    (data) => zip([{ name: 'x', data, method: 8 }]),
    (data) => tar([{ name: 'x', data }]),
    (data) => gzipSync(data),
    (data) => sevenZip([{ name: 'x', data }]),
    (data) => zip([{ name: 'x', data }]),
  ];
  const nested = (content: Uint8Array, depth: number, first: number): Uint8Array =>
    Array.from({ length: depth }).reduce<Uint8Array>(
      (inside, _, level) => wraps[(first + level) % wraps.length]?.(inside) ?? inside,
      content,
    );

  it.each([0, 1, 2, 3, 4])('are read five deep, in any order of kinds: the one from %i on', async (first) => {
    expect((await judged('a', nested(payload, 5, first))).found).toContain('pickle-dangerous-call critical');
    expect(await judged('a', nested(harmless, 5, first))).toEqual({ blocking: false, found: [] });
  });

  it.each([0, 1, 2, 3, 4])('block one deeper, whatever lies there: the order from %i on', async (first) => {
    for (const content of [payload, harmless])
      expect(await judged('a', nested(content, 6, first))).toEqual({ blocking: true, found: ['file-incomplete high'] });
  });
});

describe('the ending of an archive', () => {
  const asTar = tar([{ name: 'a.txt', data: text }]);
  const asZip = zip([{ name: 'a.txt', data: text }]);
  const as7z = sevenZip([{ name: 'a.txt', data: text }]);

  it.each<[string, Uint8Array]>([
    ['a.zip', asZip],
    ['a.zip', zip([])],
    ['a.jar', asZip],
    ['a.tar', asTar],
    ['a.tar', gzipSync(asTar)],
    ['a.tgz', gzipSync(asTar)],
    ['a.txt.gz', gzipSync(text)],
    ['a.7z', as7z],
  ])('says nothing where it is true: %s', async (path, bytes) => {
    expect(await judged(path, bytes)).toEqual({ blocking: false, found: [] });
  });

  it.each<[string, Uint8Array]>([
    ['a.zip', as7z],
    ['a.7z', asZip],
    ['a.csv.gz', text],
    ['a.tar', asZip],
    ['a.csv', gzipSync(text)],
  ])('is told and does not block where the content is read as what it is: %s', async (path, bytes) => {
    expect(await judged(path, bytes)).toEqual({ blocking: false, found: ['extension-mismatch medium'] });
  });

  it.each<[string, Uint8Array]>([
    // GNU tar and 7-Zip look for an archive behind what is none.
    ['a.tar', Buffer.concat([Buffer.alloc(512, 0x80), tar([{ name: 'a', data: payload }])])],
    ['a.7z', Buffer.alloc(100, 0x80)],
    ['a.txt', as7z],
    ['a.json', asZip],
    ['a.safetensors', asTar],
  ])('blocks where nobody knows the content, or it hides an archive: %s', async (path, bytes) => {
    expect(await judged(path, bytes)).toMatchObject({ blocking: true });
  });

  it('of an image on another image is told at the lowest', async () => {
    const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
    expect(await judged('a.png', jpeg)).toEqual({ blocking: false, found: ['extension-mismatch low'] });
  });
});

describe('an archive of zip that lies in another container as it is', () => {
  /** Deflate without compression, in blocks of these lengths. */
  const gzip = (content: Buffer, blocks: readonly number[] = [content.length]): Buffer => {
    const parts: Uint8Array[] = [Buffer.from('1f8b08000000000000ff', 'hex')];
    let at = 0;
    for (const [index, length] of blocks.entries()) {
      const head = Buffer.alloc(5);
      head.writeUInt8(index === blocks.length - 1 ? 1 : 0);
      head.writeUInt16LE(length, 1);
      head.writeUInt16LE(length ^ 0xffff, 3);
      parts.push(head, content.subarray(at, at + length));
      at += length;
    }
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(content), 0);
    trailer.writeUInt32LE(content.length, 4);
    return Buffer.concat([...parts, trailer]);
  };
  const inner = zip([{ name: 'a.txt', data: text }]);

  it.each<[string, Buffer]>([
    ['a.zip.gz', gzip(inner)],
    ['a.zip.gz', gzip(inner, [20, 40, inner.length - 60])],
    ['a.7z', sevenZip([{ name: 'a.zip', data: inner }])],
    ['a.tar', tar([{ name: 'a.zip', data: inner }])],
  ])('says nothing where it is only that: %s', async (path, bytes) => {
    expect(await judged(path, bytes)).toEqual({ blocking: false, found: [] });
  });

  it.each([
    ['is found', payload, true],
    ['is none', harmless, false],
  ] as const)(
    '%s where only what reads it from the end of the outer file meets the payload',
    async (_, content, bad) => {
      const blocks = 9;
      // Five bytes before each block move what zipfile finds, counted from the end, to the second header.
      const second = zip([{ name: 'a', data: gzipSync(content) }]);
      const data = Buffer.concat([
        Buffer.alloc(5 * (blocks - 1) - 31, 1),
        second.subarray(0, -69),
        Buffer.alloc(200, 1),
      ]);
      const archive = zip([{ name: 'a', data }]);
      const lengths = [...Array.from({ length: blocks - 1 }, (__, index) => (index === 0 ? 300 : 1)), 0];
      lengths[blocks - 1] = archive.length - lengths.reduce((sum, length) => sum + length, 0);
      const { blocking, found } = await judged('a.gz', gzip(archive, lengths));
      expect({ blocking, call: found.includes('pickle-dangerous-call critical') }).toEqual({
        blocking: bad,
        call: bad,
      });
    },
  );

  it('blocks where it was made for the place it lies in', async () => {
    const made = zip([{ name: 'a.txt', data: text }], { prefix: Buffer.alloc(15) }).subarray(15);
    expect(await judged('a.gz', gzip(made))).toMatchObject({ blocking: true });
  });

  it('blocks where it lies in an archive of tar, but in no member of it', async () => {
    const directory = zip([{ name: 'a', data: text }]).subarray(-69);
    const comment = Buffer.concat([Buffer.from('81 comment='), directory, Buffer.from('\n')]);
    const bytes = tar([
      { name: 'p', type: 'x', data: comment },
      { name: 'a', data: text },
    ]);
    expect(await judged('a.tar', bytes)).toMatchObject({ blocking: true });
  });
});
