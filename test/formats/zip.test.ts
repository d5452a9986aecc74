import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFactsSchema } from '../../src/formats/facts.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { reportOf } from '../support/scan-report.ts';
import { extra, torchZip, unicodePath, zip, type ZipEntry, type ZipOptions } from '../support/zip-assembler.ts';
import { factsOfBytes } from '../support/facts-of.ts';

const text = Buffer.from('some text\n');
const codes = (entries: readonly ZipEntry[], options?: ZipOptions): string[] =>
  factsOfBytes('a.zip', zip(entries, options)).problems.map(({ code }) => code);

describe('an honest archive', () => {
  it('has no problems: stored, deflated, with data descriptors, in directories', () => {
    expect(
      codes([
        { name: 'a', data: text },
        { name: 'b/c', data: text, method: 8 },
        { name: 'd', data: text, descriptor: true },
        { name: 'e/', data: Buffer.alloc(0) },
      ]),
    ).toEqual([]);
  });

  it.each<[string, readonly ZipEntry[], ZipOptions?]>([
    ['an archive in it that is not compressed', [{ name: 'in.zip', data: zip([{ name: 'a', data: text }]) }]],
    ['records of zip64', [{ name: 'a', data: text }], { zip64: {} }],
    ['a comment', [{ name: 'a', data: text }], { comment: Buffer.from('by hand') }],
    ['a name in another code page', [{ name: 'caf', data: text, central: { extra: unicodePath('caf', 'caf') } }]],
    [
      'a name that its locale could not write',
      [{ name: 'caf#U00e9', data: text, central: { extra: unicodePath('caf#U00e9', 'café') } }],
    ],
    [
      'a directory that is listed twice',
      [
        { name: 'a/', data: Buffer.alloc(0) },
        { name: 'a/', data: Buffer.alloc(0) },
      ],
    ],
  ])('has no problems with %s', (_, entries, options) => {
    expect(codes(entries, options)).toEqual([]);
  });

  it('may be padded with zeros, as pipes leave them, which are told and do not block', async () => {
    const [file] = (await reportOf({ 'a.zip': zip([{ name: 'a', data: text }], { trailing: Buffer.alloc(3_000) }) }))
      .files;
    expect(file).toMatchObject({ blocking: false, findings: [{ rule: 'zip-inconsistent', severity: 'low' }] });
  });

  it('may hold names with the separator of another system, which are told and do not block', async () => {
    const [file] = (await reportOf({ 'a.zip': zip([{ name: 'dir\\a.txt', data: text }]) })).files;
    expect(file).toMatchObject({ blocking: false, findings: [{ rule: 'zip-inconsistent', severity: 'medium' }] });
  });

  it('lists members with their places', () => {
    const { zip: facts } = factsOfBytes('a.zip', zip([{ name: 'a', data: text }]));
    expect(facts?.members[0]).toMatchObject({ name: 'a', size: text.length, headerOffset: 0, dataOffset: 31 });
  });
});

describe('an archive that readers see differently', () => {
  it.each<[string, readonly ZipEntry[], ZipOptions?]>([
    ['zip-mismatch', [{ name: 'a', data: text, local: { name: 'b' } }]],
    ['zip-mismatch', [{ name: 'a', data: text, local: { method: 8 } }]],
    ['zip-mismatch', [{ name: 'a', data: text, local: { flags: 1 } }]],
    ['zip-encrypted', [{ name: 'a', data: text, central: { flags: 1 } }]],
    ['zip-crc', [{ name: 'a', data: text, central: { crc32: 1 }, local: { crc32: 1 } }]],
    [
      'zip-duplicate-name',
      [
        { name: 'a', data: text },
        { name: 'a', data: text },
      ],
    ],
    [
      'zip-duplicate-name',
      [
        { name: 'a', data: text },
        { name: 'a', data: text, local: { name: 'b' } },
      ],
    ],
    [
      'zip-similar-name',
      [
        { name: 'a', data: text },
        { name: './A', data: text },
      ],
    ],
    [
      'zip-hidden-member',
      [
        { name: 'a', data: text, hidden: true },
        { name: 'b', data: text },
      ],
    ],
    ['zip-prefix', [{ name: 'a', data: text }], { prefix: Buffer.from('junk') }],
    ['zip-trailing-data', [{ name: 'a', data: text }], { trailing: Buffer.from('junk') }],
    ['zip-directory', [{ name: 'a', data: text }], { entries: 3 }],
    ['zip-unsafe-name', [{ name: '../a', data: text }]],
    ['zip-unsafe-name', [{ name: '/a', data: text }]],
    ['zip-unsafe-name', [{ name: 'a\\..\\b', data: text }]],
    ['zip-link', [{ name: 'a', data: Buffer.from('b'), central: { mode: 0o120_777 } }]],
    ['zip-link-outside', [{ name: 'd/a', data: Buffer.from('../../b'), central: { mode: 0o120_777 } }]],
    [
      'zip-behind-link',
      [
        { name: 'd', data: Buffer.from('e'), central: { mode: 0o120_777 } },
        { name: 'd/a', data: text },
      ],
    ],
    ['zip-end-record', [{ name: 'a', data: text, central: { disk: 1 } }]],
    ['zip-end-record', [{ name: 'a', data: text }], { zip64: { detached: Buffer.alloc(56) } }],
    ['zip-mismatch', [{ name: 'a', data: text, central: { extra: unicodePath('a', 'b') } }]],
    ['zip-unsafe-name', [{ name: 'a', data: text, central: { extra: unicodePath('a', '../b') } }]],
    ['zip-zip64', [{ name: 'a', data: text, central: { size: 0xffff_ffff, extra: extra(1, Buffer.alloc(4)) } }]],
    [
      'zip-zip64',
      [
        {
          name: 'a',
          data: text,
          central: { extra: Buffer.concat([extra(1, Buffer.alloc(8)), extra(1, Buffer.alloc(8))]) },
        },
      ],
    ],
    ['zip-second-end-record', [{ name: 'a', data: text }], { comment: zip([{ name: 'b', data: text }]) }],
    ['zip-second-end-record', [{ name: 'a', data: text, central: { comment: zip([]) } }]],
    ['zip-stored-size', [{ name: 'a', data: text, central: { size: 1 } }]],
    ['zip-corrupt', [{ name: 'a', data: text, method: 8, central: { size: 3 } }]],
  ])('states %s', (code, entries, options) => {
    expect(codes(entries, options)).toContain(code);
  });
});

describe('what lies in an archive', () => {
  const payload = commandPickle(2);
  const named = (bytes: Uint8Array, path = 'a.zip'): string[] =>
    (factsOfBytes(path, bytes).pickles ?? []).map(
      ({ member, uses }) => `${member ?? ''} ${uses[0]?.module ?? ''}.${uses[0]?.name ?? ''}`,
    );

  it('is read whatever the member is called', () => {
    expect(named(zip([{ name: 'notes.txt', data: payload, method: 8 }]))).toEqual(['notes.txt os.system']);
  });

  it('is read in archives inside archives', () => {
    expect(named(zip([{ name: 'in.zip', data: zip([{ name: 'x', data: payload }]), method: 8 }]))).toEqual([
      'in.zip!x os.system',
    ]);
  });

  it('is found in a member that is called a directory', () => {
    expect(named(zip([{ name: 'd/', data: payload }]))).toEqual(['d/ os.system']);
  });

  it('blocks behind more harmless oddities than are listed', async () => {
    const odd = Array.from({ length: 300 }, (_, index): ZipEntry => ({ name: `d\\${index}`, data: text }));
    const [file] = (await reportOf({ 'a.zip': zip([...odd, { name: '../a', data: text }]) })).files;
    expect(file?.blocking).toBe(true);
  });

  it('is read although a flag says it is encrypted', () => {
    expect(named(zip([{ name: 'x', data: payload, central: { flags: 1 } }]))).toEqual(['x os.system']);
  });

  it('is incomplete when nested deeper than the limit', () => {
    let archive: Uint8Array = payload;
    for (let depth = 0; depth < 8; depth += 1) archive = zip([{ name: 'x', data: archive }]);
    expect(factsOfBytes('a.zip', archive)).toMatchObject({ complete: false });
  });

  it('names the storages of a checkpoint by their place in the file', () => {
    expect(factsOfBytes('a.pt', torchZip(payload, [Buffer.alloc(8)])).torch).toMatchObject({ kind: 'zip' });
  });
});

describe('damaged archives', () => {
  const whole = torchZip(commandPickle(4), [Buffer.alloc(64)]);

  it('give facts that the schema accepts, and no exception, for any change of a byte', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          const facts = fileFactsSchema.parse(factsOfBytes('a.pt', bytes));
          expect(facts.limits.map(({ limit }) => limit)).not.toContain('parser.failed');
        },
      ),
      { numRuns: 400, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
    );
  });

  it('give the same for any cut', () => {
    for (let length = 0; length < whole.length; length += 7) {
      const facts = fileFactsSchema.parse(factsOfBytes('a.pt', whole.subarray(0, length)));
      expect(facts.limits.map(({ limit }) => limit)).not.toContain('parser.failed');
    }
  });
});
