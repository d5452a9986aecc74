import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { factsOfBytes } from '../support/facts-of.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { reportOf } from '../support/scan-report.ts';
import { pax, tar, type TarEntry, type TarOptions } from '../support/tar-assembler.ts';

const text = Buffer.from('some text\n');
/** Found by nobody who does not open it as a file of its own. */
const payload = gzipSync(commandPickle(2));
const none = Buffer.alloc(0);
const codes = (bytes: Uint8Array): string[] => factsOfBytes('a.tar', bytes).problems.map(({ code }) => code);

async function verdict(bytes: Uint8Array): Promise<{ blocking: boolean | undefined; rules: string[] }> {
  const [file] = (await reportOf({ 'a.tar': bytes })).files;
  return { blocking: file?.blocking, rules: (file?.findings ?? []).map(({ rule, severity }) => `${rule} ${severity}`) };
}

describe('an honest archive of tar', () => {
  it.each<[string, readonly TarEntry[]]>([
    [
      'files in directories',
      [
        { name: 'd/', type: '5', data: none },
        { name: 'd/a', data: text },
        { name: 'd/empty', data: none },
      ],
    ],
    [
      'long names of GNU',
      [
        { name: '././@LongLink', type: 'L', data: Buffer.from(`${'n'.repeat(200)}\0`) },
        { name: 'n'.repeat(100), data: text },
      ],
    ],
    ['names and times of pax', [pax({ path: `${'dir/'.repeat(40)}é`, mtime: '1.5' }), { name: 'dir', data: text }]],
    ['a comment for all entries', [pax({ comment: 'f00d' }, 'g'), { name: 'a', data: text }]],
    ['a size that pax repeats', [pax({ size: `${text.length}` }), { name: 'a', data: text }]],
  ])('gives no finding: %s', async (_, entries) => {
    expect(await verdict(tar(entries))).toEqual({ blocking: false, rules: [] });
  });

  it('may hold links to its own files, which are told and do not block', async () => {
    const snapshot = tar([
      { name: 'blobs/1f2e', data: text },
      { name: 'snapshots/main/config.json', type: '2', target: '../../blobs/1f2e', data: none },
    ]);
    expect(await verdict(snapshot)).toEqual({ blocking: false, rules: ['zip-inconsistent low'] });
  });
});

describe('an archive of tar that ends early', () => {
  const entries: readonly TarEntry[] = [
    { name: 'a', data: text },
    { name: 'b', data: text },
  ];

  it('is not whole where nothing follows a member, or a part of a header does', () => {
    const whole = tar(entries, { end: 0 });
    for (const bytes of [whole, whole.subarray(0, 1024), whole.subarray(0, 1024 + 300)]) {
      const { complete, limits } = factsOfBytes('a.tar', bytes);
      expect({ complete, limits }).toMatchObject({ complete: false, limits: [{ limit: 'file.truncated' }] });
    }
  });

  it('ends where it ends, also inside what fills up the last block', () => {
    const { limits } = factsOfBytes('a.tar', tar(entries, { end: 0 }).subarray(0, 512 + text.length));
    expect(limits).toMatchObject([{ limit: 'file.truncated', offset: 512 + text.length }]);
  });

  it('is whole where its end has begun', () => {
    for (const end of [1, 2]) expect(factsOfBytes('a.tar', tar(entries, { end })).complete).toBe(true);
  });
});

describe('a payload in an archive of tar', () => {
  const file: TarEntry = { name: 'a', data: payload };

  it.each<[string, readonly TarEntry[]]>([
    ['in a file', [file]],
    ['in an entry of a type that readers write as a file', [{ ...file, type: 'A' }]],
    ['in a contiguous file', [{ ...file, type: '7' }]],
    ['under an empty name', [{ ...file, name: '' }]],
    ['under a sum over signed bytes', [{ ...file, name: 'ÿþ', checksum: 'signed' }]],
    ['under a sum as only CPython reads it', [{ ...file, checksum: Buffer.from('0o006162') }]],
    ['behind a header that pax says is of an empty file', [pax({ size: '0' }), { name: 'b', data: tar([file]) }]],
    ['in what a header says is a directory', [{ name: 'd/', type: '5', data: tar([file], { end: 0 }) }, file]],
    ['in what a header of old says is a directory', [{ name: 'd/', type: '\0', data: tar([file], { end: 0 }) }]],
    ['in a sparse file', [{ ...file, type: 'S' }]],
    ['in a sparse file of pax', [pax({ 'GNU.sparse.major': '1' }), file]],
  ])('blocks %s', async (_, entries) => {
    const [broken] = entries;
    // The last digits of the sum are of the very header.
    const bytes = broken?.checksum instanceof Uint8Array ? withPythonChecksum(tar(entries)) : tar(entries);
    expect(await verdict(bytes)).toMatchObject({ blocking: true });
  });

  it.each<[string, TarOptions]>([
    ['behind the end', { trailing: tar([file]) }],
    ['behind one block of zeros', { end: 1, trailing: tar([file]) }],
  ])('blocks %s', async (_, options) => {
    expect(await verdict(tar([{ name: 'b', data: text }], options))).toMatchObject({ blocking: true });
  });

  it('blocks behind more harmless oddities than are listed', async () => {
    const odd = Array.from({ length: 300 }, (_, index): TarEntry => ({ name: `v${index}`, type: 'V', data: none }));
    expect(await verdict(tar([...odd, { name: '../a', data: text }]))).toMatchObject({ blocking: true });
  });
});

/** `0o` before the digits: `int(…, 8)` takes it, readers in C see the number zero. */
function withPythonChecksum(bytes: Buffer): Buffer {
  let sum = 8 * 0x20;
  for (let at = 0; at < 512; at += 1) if (at < 148 || at >= 156) sum += bytes[at] ?? 0;
  bytes.write(`0o${sum.toString(8).padStart(5, '0')}\0`, 148);
  return bytes;
}

describe('an archive of tar that readers see differently', () => {
  it.each<[string, readonly TarEntry[]]>([
    ['tar-size', [{ name: 'a', type: '2', target: 'b', data: text }]],
    ['tar-size', [{ name: 'a/', data: text }]],
    ['tar-size', [pax({ path: 'a/' }), { name: 'a', data: text }]],
    ['tar-size', [pax({ size: '5' }), { name: 'a', data: text }]],
    ['tar-size', [{ name: 'a', data: text, size: Buffer.from('00000000012x') }]],
    ['tar-size', [{ name: 'a', type: 'V', data: text }]],
    ['tar-size', [{ name: 'a', data: text, size: Buffer.from('ffffffffffffffffffffff00', 'hex') }]],
    ['tar-size', [{ name: 'a', data: text, size: Buffer.from('80ff0000000000000000000a', 'hex') }]],
    ['tar-pax', [pax({ path: 'b' }, 'g'), { name: 'a', data: text }]],
    [
      'tar-pax',
      [
        { name: 'p', type: 'x', data: Buffer.from('999 path=b\n') },
        { name: 'a', data: text },
      ],
    ],
    ['tar-unsafe-name', [pax({ path: '../b' }), { name: 'a', data: text }]],
    ['tar-unsafe-name', [{ ...pax({ path: 'b' }), type: 'X' }, pax({ path: '/b' }), { name: 'a', data: text }]],
    ['tar-link-outside', [{ name: 'd/a', type: '2', target: '../../b', data: none }]],
    ['tar-link-outside', [{ name: 'd/a', type: '1', target: '../b', data: none }]],
    ['tar-link-outside', [pax({ linkpath: '/etc' }), { name: 'a', type: '2', target: 'b', data: none }]],
    // Taken word by word it stays inside; followed, `up` is the directory itself.
    [
      'tar-link-outside',
      [
        { name: 'p/q/up', type: '2', target: '../..', data: none },
        { name: 'p/q/out', type: '2', target: 'up/..', data: none },
      ],
    ],
    [
      'tar-behind-link',
      [
        { name: 'd', type: '2', target: 'e', data: none },
        { name: 'd/a', data: text },
      ],
    ],
  ])('states %s', (code, entries) => {
    expect(codes(tar(entries))).toContain(code);
  });

  it('states a sum that only some readers take for one', () => {
    const bytes = tar([{ name: 'a', data: text }]);
    bytes.write(`${bytes.toString('latin1', 150, 154)}xxxx`, 148, 'latin1');
    expect(codes(bytes)).toContain('tar-header');
  });

  it('reads records of pax by their lengths, not by their lines', () => {
    const hidden = pax({ comment: 'x\n10 path=q\n', path: 'b' });
    expect(codes(tar([hidden, { name: 'a', data: text }, { name: 'q', data: text }]))).toEqual([]);
    expect(codes(tar([hidden, { name: 'a', data: text }, { name: 'b', data: text }]))).toEqual(['tar-duplicate-name']);
  });
});
