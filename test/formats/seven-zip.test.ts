import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFactsSchema } from '../../src/formats/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { commandPickle, none, pickle, proto, stop } from '../support/pickle-assembler.ts';
import { reportOf } from '../support/scan-report.ts';
import { number, sevenZip, type SevenZipFile, type SevenZipOptions } from '../support/seven-zip-assembler.ts';
import { tar } from '../support/tar-assembler.ts';
import { zip } from '../support/zip-assembler.ts';

const text = Buffer.from('some text\n');
const payload = commandPickle(2);
const harmless = pickle(proto(2), none, stop);

async function verdict(bytes: Uint8Array, path = 'a.7z'): Promise<{ blocking: boolean | undefined; rules: string[] }> {
  const [file] = (await reportOf({ [path]: bytes })).files;
  return { blocking: file?.blocking, rules: (file?.findings ?? []).map(({ rule }) => rule) };
}

const codes = (files: readonly SevenZipFile[], options?: SevenZipOptions): string[] =>
  factsOfBytes('a.7z', sevenZip(files, options)).problems.map(({ code }) => code);
const limits = (files: readonly SevenZipFile[], options?: SevenZipOptions): string[] =>
  factsOfBytes('a.7z', sevenZip(files, options)).limits.map(({ message }) => message);

describe('what lies in an archive of 7z', () => {
  const around = (content: Buffer): readonly (readonly [string, Buffer])[] => {
    const files: readonly SevenZipFile[] = [
      { name: 'notes.txt', data: text },
      { name: 'd' },
      { name: 'd/weights.bin', data: content },
      { name: 'd/empty', data: Buffer.alloc(0) },
    ];
    const deflate: SevenZipOptions = { coders: [{ method: '040108' }], pack: (bytes) => deflateRawSync(bytes) };
    const differences: SevenZipOptions = {
      coders: [{ method: '03', properties: Buffer.of(0) }, { method: '040108' }],
      pack: (bytes) => deflateRawSync(bytes.map((byte, at) => byte - (bytes[at - 1] ?? 0))),
    };
    return [
      ['without compression', sevenZip(files)],
      ['with compression', sevenZip(files, deflate)],
      ['behind a filter', sevenZip(files, differences)],
      ['behind a header that is packed', sevenZip(files, { encoded: 1 })],
      [
        'in an archive of tar in one of zip',
        zip([{ name: 'a.tar', data: tar([{ name: 'a.7z', data: sevenZip(files) }]) }]),
      ],
      ['around a compressed stream', sevenZip([{ name: 'x', data: gzipSync(content) }])],
    ];
  };

  it.each(around(payload))('is found %s', async (_, archive) => {
    expect((await verdict(archive, 'model.bin')).rules).toContain('pickle-dangerous-call');
  });

  it.each(around(harmless))('is nothing to speak of %s, when it is harmless', async (_, archive) => {
    expect(await verdict(archive, 'model.bin')).toEqual({ blocking: false, rules: [] });
  });

  it('is found behind other bytes, and the archive blocks for them', async () => {
    const archive = sevenZip([{ name: 'x', data: payload }], { prefix: Buffer.from('not an archive\n\0') });
    expect(await verdict(archive, 'x.bin')).toMatchObject({ blocking: true });
    expect(factsOfBytes('x.bin', archive).pickles?.[0]).toMatchObject({ member: 'x' });
  });

  it('is told with its place, its formats and its name', () => {
    const facts = factsOfBytes('a.7z', sevenZip([{ name: 'd/run.py', data: Buffer.from('import os\n') }]));
    expect(facts).toMatchObject({ formats: ['7z'], complete: true, members: [{ path: 'd/run.py', size: 10 }] });
  });

  it('is not read past four containers, and that is told', async () => {
    let archive: Buffer = payload;
    for (let depth = 0; depth < 5; depth += 1) archive = sevenZip([{ name: 'x', data: archive }]);
    expect((await verdict(archive)).rules).toContain('pickle-dangerous-call');
    expect(factsOfBytes('a.7z', sevenZip([{ name: 'x', data: archive }]))).toMatchObject({ complete: false });
  });
});

describe('an archive of 7z that says what is not so', () => {
  const file: SevenZipFile = { name: 'a', data: text };

  it.each<[string, readonly SevenZipFile[], SevenZipOptions?]>([
    ['7z-crc', [{ ...file, crc32: 1 }]],
    ['7z-unsafe-name', [{ ...file, name: '../a' }]],
    ['7z-unsafe-name', [{ ...file, name: '/a' }]],
    ['7z-unsafe-name', [{ ...file, name: 'C:a' }]],
    ['7z-duplicate-name', [file, { ...file, data: payload }]],
    ['7z-similar-name', [file, { ...file, name: 'A' }]],
    ['7z-name', [file, { ...file, name: '' }]],
    ['7z-anti', [{ name: 'a', data: Buffer.alloc(0), anti: true }]],
    ['7z-link-outside', [{ name: 'd/a', data: Buffer.from('../../b'), attributes: 0xa1ff_8020 }]],
    [
      '7z-behind-link',
      [
        { name: 'd', data: Buffer.from('e'), attributes: 0xa1ff_8020 },
        { ...file, name: 'd/a' },
      ],
    ],
    ['7z-trailing-data', [file], { trailing: Buffer.from('more') }],
    ['7z-gap', [file], { between: Buffer.from('more') }],
    // The packed stream reaches into the header.
    ['7z-overlap', [file], { packPosition: 4 }],
    ['7z-stream', [file], { changeHeader: (header) => withoutFiles(header) }],
    ['7z-corrupt', [file], { folderSize: 4 }],
    ['7z-corrupt', [file], { folderSize: 400 }],
    ['7z-corrupt', [file], { count: 2 }],
    ['7z-corrupt', [file], { packPosition: 1 << 20 }],
    ['7z-corrupt', [file], { packPosition: 2 ** 60 }],
    ['7z-corrupt', [file], { coders: [{ method: '040108' }] }],
    [
      '7z-corrupt',
      [file],
      { coders: [{ method: '040108' }], pack: (bytes) => Buffer.concat([deflateRawSync(bytes), text]) },
    ],
    ['7z-corrupt', [file], { coders: [{ method: '03', properties: Buffer.of(0, 0) }] }],
    ['7z-corrupt', [file], { coders: [{ method: '00' }, { method: '00' }], binds: [[1, 1]] }],
    [
      '7z-corrupt',
      [file],
      {
        coders: [{ method: '00' }, { method: '00' }, { method: '00' }],
        binds: [
          [1, 2],
          [2, 1],
        ],
      },
    ],
    ['7z-corrupt', [file], { properties: [[0x11, Buffer.from('\0b\0\0\0', 'latin1')]] }],
    ['7z-corrupt', [file], { changeHeader: (header) => Buffer.concat([header, Buffer.of(0)]) }],
    ['7z-corrupt', [file], { changeHeader: (header) => header.subarray(0, -1) }],
  ])('states %s', async (code, files, options) => {
    expect(codes(files, options)).toContain(code);
    const blocking = !['7z-similar-name', '7z-gap'].includes(code);
    expect(await verdict(sevenZip(files, options))).toMatchObject({ blocking });
  });

  it.each<[string, SevenZipOptions]>([
    ['PPMd', { coders: [{ method: '030401', properties: Buffer.alloc(5) }] }],
    ['AES-256', { coders: [{ method: '06f10701', properties: Buffer.alloc(2) }] }],
    ['BCJ2', { coders: [{ method: '0303011b', joins: [4, 1] }] }],
    ['0badc0de', { coders: [{ method: '0badc0de' }] }],
    ['headers hold one another', { encoded: 6 }],
    ['of 300000000 bytes', { coders: [{ method: '040108' }], folderSize: 300_000_000 }],
    ['of one kind', { count: 1_000_000 }],
  ])('is incomplete, and blocks, for %s', async (what, options) => {
    expect(limits([file], options).join()).toContain(what);
    expect(await verdict(sevenZip([file], options))).toMatchObject({ blocking: true });
  });

  it.each([8, 12, 20, 28])('blocks with another byte at %i of the start header', async (at) => {
    const archive = sevenZip([file]);
    archive[at] = (archive[at] ?? 0) ^ 1;
    expect(await verdict(archive)).toMatchObject({ blocking: true });
  });
});

/** The same streams, and no file for them. */
function withoutFiles(header: Buffer): Buffer {
  return Buffer.concat([
    header.subarray(0, header.lastIndexOf(Buffer.of(0x05, 1, 0x0e))),
    Buffer.of(0x05),
    number(0),
    Buffer.of(0, 0),
  ]);
}

describe('damaged archives of 7z', () => {
  const whole = sevenZip([{ name: 'notes.txt', data: text }, { name: 'd' }, { name: 'x', data: commandPickle(4) }], {
    coders: [{ method: '03', properties: Buffer.of(0) }, { method: '040108' }],
    pack: (bytes) => deflateRawSync(bytes),
  });
  const header = 32 + Number(whole.readBigUInt64LE(12));

  it('give facts that the schema accepts, and no exception, for any change of their headers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (changes, resealed) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          const facts = fileFactsSchema.parse(factsOfBytes('a.7z', resealed ? seal(bytes, header) : bytes));
          expect(facts.limits.map(({ limit }) => limit)).not.toContain('parser.failed');
        },
      ),
      { numRuns: 1_000, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
    );
  });

  it('give the same for any cut', () => {
    for (let length = 0; length < whole.length; length += 3) {
      const facts = fileFactsSchema.parse(factsOfBytes('a.7z', whole.subarray(0, length)));
      expect(facts.limits.map(({ limit }) => limit)).not.toContain('parser.failed');
    }
  });
});

/** With CRCs that hold again, so that what is behind them is reached. */
function seal(bytes: Buffer, header: number): Buffer {
  bytes.writeBigUInt64LE(BigInt(header - 32), 12);
  bytes.writeBigUInt64LE(BigInt(bytes.length - header), 20);
  bytes.writeUInt32LE(crc32(bytes.subarray(header)), 28);
  bytes.writeUInt32LE(crc32(bytes.subarray(12, 32)), 8);
  return bytes;
}
