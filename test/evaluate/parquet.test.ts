import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../src/evaluate/tasks/documents.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { parquetRows } from '../../src/evaluate/tasks/parquet/read-parquet.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const SUITE = join(import.meta.dirname, 'harness-suite');
const FILES = join(import.meta.dirname, 'parquet');
const file = (name: string): Promise<Buffer> => readFile(join(FILES, `${name}.parquet`));

/** The suite with its questions and examples as Parquet, by another library than that which reads them. */
async function parquetSuite(): Promise<string> {
  const directory = join(await temporaryDirectory(), 'harness-suite');
  await cp(SUITE, directory, { recursive: true });
  for (const split of ['train', 'test']) {
    await rm(join(directory, `${split}.jsonl`));
    await cp(join(FILES, `${split}.parquet`), join(directory, `${split}.parquet`));
  }
  return directory;
}

type Options = Parameters<typeof parquetWriteBuffer>[0];
const written = (options: Options): Uint8Array => new Uint8Array(parquetWriteBuffer(options));
const linesOf = (bytes: Uint8Array): string[] => [...parquetRows(bytes, 'x.parquet')].map(({ text }) => text);
const oneColumn = (
  element: Partial<NonNullable<Options['schema']>[number]>,
  data: Options['columnData'][number]['data'],
): Uint8Array =>
  written({
    schema: [
      { name: 'root', num_children: 1 },
      { name: 'c', repetition_type: 'OPTIONAL', ...element },
    ],
    columnData: [{ name: 'c', data }],
    statistics: false,
  });

describe('tasks over Parquet', () => {
  it('asks the same questions as over JSONL, with the same hashes, answers and scores', async () => {
    const [lines, table] = [await loadSuite(SUITE), await loadSuite(await parquetSuite())];
    const asked = (suite: typeof lines): unknown =>
      suite.tasks.map((task) => ({
        name: task.file.name,
        items: task.items,
        scores: 'scores' in task ? task.scores.map(({ metric }) => metric) : [],
      }));
    expect(asked(table)).toEqual(asked(lines));
    expect(table.groups).toEqual(lines.groups);
    const bytes = createHash('sha256')
      .update(await file('test'))
      .digest('hex');
    expect(table.datasets).toContainEqual({ task: 'own_sums', path: 'test.parquet', sha256: `sha256:${bytes}` });
  });

  it('is pinned by the suite’s digest and by DVC', async () => {
    const directory = await parquetSuite();
    const { digest } = await loadSuite(directory);
    await cp(join(FILES, 'test-zstd.parquet'), join(directory, 'test.parquet'));
    await expect(loadSuite(directory, digest)).rejects.toMatchObject({ code: 'SUITE_MISMATCH' });
    const md5 = createHash('md5')
      .update(await file('test'))
      .digest('hex');
    await writeFile(join(directory, 'test.parquet.dvc'), `outs:\n- md5: ${md5}\n  path: test.parquet\n`);
    await expect(loadSuite(directory)).rejects.toMatchObject({ code: 'SUITE_MISMATCH' });
    await cp(join(FILES, 'test.parquet'), join(directory, 'test.parquet'));
    expect((await loadSuite(directory)).tasks).toHaveLength(3);
  });

  it('gives the columns of a data set to a task of the gate’s own', async () => {
    const directory = await temporaryDirectory();
    await writeFile(
      join(directory, 'task.yaml'),
      `version: 1
name: t
description: d
type: generation
metric: refusal_rate
aliases: []
data: rows.parquet
judge: refusal
columns: {prompt: goal, category: kind}
generation: {maxTokens: 8, temperature: 0}
`,
    );
    const columnData = [
      { name: 'goal', data: ['Do this', 'Do that'] },
      { name: 'kind', data: ['a', null] },
    ];
    await writeFile(join(directory, 'rows.parquet'), written({ columnData }));
    const [task] = (await loadSuite(directory)).tasks;
    expect(task?.items).toMatchObject([
      { id: '1', messages: [{ role: 'user', content: 'Do this' }], category: 'a' },
      { id: '2', messages: [{ role: 'user', content: 'Do that' }] },
    ]);
  });
});

describe('a Parquet file', () => {
  it.each(['test-uncompressed', 'test-gzip', 'test-brotli', 'test-zstd'])('is read as %s', async (name) => {
    const lines = await readDocuments(await readFile(join(SUITE, 'test.jsonl')), 'test.jsonl');
    const rows = await readDocuments(await file(name), 'test.parquet');
    expect([...rows].map(({ sha256 }) => sha256())).toEqual([...lines].map(({ sha256 }) => sha256()));
  });

  it('gives numbers as Python has them, nulls, lists and structs inside one another, in the order of the schema', () => {
    const list = { converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 } as const;
    const repeated = { name: 'list', repetition_type: 'REPEATED', num_children: 1 } as const;
    const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
    const rows = [
      {
        n: 9_007_199_254_740_993n,
        f: 1,
        s: '\uFEFFé "\n',
        l: ['a', null],
        o: { 2: true, 1: 5 },
        d: [{ t: 'x' }, null],
      },
      { n: null, f: null, s: null, l: null, o: null, d: null },
      { n: -1n, f: 1e16, s: '', l: [], o: { 2: null, 1: null }, d: [{ t: null }] },
    ];
    const bytes = written({
      schema: [
        { name: 'root', num_children: 6 },
        { name: 'n', type: 'INT64', repetition_type: 'OPTIONAL' },
        { name: 'f', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
        { name: 's', ...text },
        { name: 'l', ...list },
        repeated,
        { name: 'element', ...text },
        { name: 'o', repetition_type: 'OPTIONAL', num_children: 2 },
        { name: '2', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
        { name: '1', type: 'INT32', repetition_type: 'OPTIONAL' },
        { name: 'd', ...list },
        repeated,
        { name: 'element', repetition_type: 'OPTIONAL', num_children: 1 },
        { name: 't', ...text },
      ],
      columnData: (['n', 'f', 's', 'l', 'o', 'd'] as const).map((name) => ({
        name,
        data: rows.map((row) => row[name]),
      })),
      rowGroupSize: 2,
    });
    expect(linesOf(bytes)).toEqual([
      '{"n":9007199254740993,"f":1.0,"s":"\uFEFFé \\"\\n","l":["a",null],"o":{"2":true,"1":5},"d":[{"t":"x"},null]}',
      '{"n":null,"f":null,"s":null,"l":null,"o":null,"d":null}',
      '{"n":-1,"f":1e+16,"s":"","l":[],"o":{"2":null,"1":null},"d":[{"t":null}]}',
    ]);
  });

  it.each([
    ['days', oneColumn({ type: 'INT32', converted_type: 'DATE' }, [new Date(0)]), /"c" holds DATE, not texts/u],
    ['bytes', oneColumn({ type: 'BYTE_ARRAY' }, [new Uint8Array([1])]), /"c" holds BYTE_ARRAY, not texts/u],
    ['JSON inside', oneColumn({ type: 'BYTE_ARRAY', converted_type: 'JSON' }, [{ a: 1 }]), /"c" holds JSON/u],
    ['what is no number', oneColumn({ type: 'DOUBLE' }, [1, Number.NaN]), /row 2: the column "c" holds NaN/u],
    [
      'a name of JavaScript’s own',
      written({ columnData: [{ name: '__proto__', data: ['a'] }] }),
      /"__proto__" has a name/u,
    ],
    [
      'a text without end',
      written({ columnData: [{ name: 'c', data: ['x'.repeat((1 << 20) + 1)] }] }),
      /row 1: more than 1048576 characters/u,
    ],
    [
      'a million rows and one',
      written({ columnData: [{ name: 'c', data: Array(1_000_001).fill(true) }] }),
      /more than 1000000/u,
    ],
  ])('is refused with %s', (_what, bytes, message) => {
    expect(() => linesOf(bytes)).toThrow(
      expect.objectContaining({ code: 'SUITE_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('is refused with two columns of one name', () => {
    const bytes = Buffer.from(
      written({
        columnData: [
          { name: 'first', data: ['a'] },
          { name: 'other', data: ['b'] },
        ],
      }),
    );
    const twice = Buffer.from(bytes.toString('latin1').replaceAll('other', 'first'), 'latin1');
    expect(() => linesOf(twice)).toThrow(/"first" is there twice/u);
  });

  it('is refused where one text of a dictionary would fill a row by being named often', () => {
    const schema: Options['schema'] = [
      { name: 'root', num_children: 1 },
      { name: 'c', converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ];
    const bytes = written({ schema, columnData: [{ name: 'c', data: [Array(1_200).fill('x'.repeat(1_000))] }] });
    expect(bytes.length).toBeLessThan(8_000);
    expect(() => linesOf(bytes)).toThrow(/row 1: more than 1048576 characters/u);
  });

  it('is refused when it is compressed otherwise, encrypted, something else or cut off anywhere', async () => {
    const whole = await file('test');
    expect(() => linesOf(Buffer.from('{"a":1}\n{"a":2}\n'))).toThrow(/it is no Parquet file/u);
    const encrypted = Buffer.from(whole);
    encrypted.write('PARE', encrypted.length - 4);
    expect(() => linesOf(encrypted)).toThrow(/it is encrypted/u);
    expect(() => linesOf(encrypted.subarray(0, -1))).toThrow(/it breaks off/u);
    const otherwise = await file('test-lz4-raw');
    expect(() => linesOf(otherwise)).toThrow(/column "question": it is compressed with LZ4_RAW; snappy, gzip/u);
    for (let length = 0; length < whole.length; length++)
      expect(() => linesOf(whole.subarray(0, length)), String(length)).toThrow(
        expect.objectContaining({ code: 'SUITE_INVALID' }),
      );
  });

  it('is refused with counts that its pages can’t have, before anything is made that large', async () => {
    const whole = await file('test-uncompressed');
    // Definition levels of the first page: two bytes of runs, of which the first says "4 times".
    const levels = whole.indexOf(Buffer.from([2, 0, 0, 0, 8, 1]));
    const many = Buffer.from(whole);
    many[levels + 4] = 0x7e;
    expect(() => linesOf(many)).toThrow(/column "question": a run of 63 in a page of 4 values/u);
    const footer = Buffer.from(whole);
    footer.writeUInt32LE(0x7fffffff, footer.length - 8);
    expect(() => linesOf(footer)).toThrow(/a footer of 2147483647 bytes in a file of \d+/u);
  });

  it('is read or refused whatever byte of it is another one', async () => {
    for (const name of ['test-uncompressed', 'test-zstd']) {
      const whole = await file(name);
      for (let at = 0; at < whole.length; at++) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        try {
          expect(linesOf(changed).length).toBeLessThanOrEqual(6);
        } catch (error) {
          expect(error).toMatchObject({ code: 'SUITE_INVALID' });
        }
      }
    }
  });
});
