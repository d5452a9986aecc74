/** Small models of CatBoost in its own format. */
import { flatbuffer, int, ints, table, tables, text, type Value } from './flatbuffer-assembler.ts';

export interface Model {
  /** Conditions of each oblivious tree, level by level. */
  readonly trees: readonly (readonly number[])[];
  /** Thresholds of each feature; together they are the conditions. */
  readonly borders: readonly (readonly number[])[];
  /** Where each tree starts; one behind the other, if left out. */
  readonly starts?: readonly number[];
  /** As many as the trees need, if left out. */
  readonly leaves?: number;
  /** Steps to the left and right of each node, and its leaf: one tree that is not oblivious. */
  readonly steps?: readonly (readonly [number, number, number])[];
  readonly parts?: readonly string[];
  /** Behind the trees. */
  readonly behind?: Uint8Array;
}

const numbers = (bytes: Buffer, count: number): Value => ({ kind: 'numbers', bytes, count });
const floats = (count: number, size: number): Value => numbers(Buffer.alloc(count * size), count);

/** What is behind its size. */
export function piece(content: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  return Buffer.concat([size, content]);
}

/** A table of categories as CatBoost keeps one behind the trees, and how many there are before it. */
export function categories(index: Value = { kind: 'bytes', bytes: Buffer.alloc(16) }): Buffer {
  const base = table({ 0: table({ 0: ints(0) }) });
  const content = flatbuffer('\0\0\0\0', table({ 0: base, 1: index, 2: { kind: 'bytes', bytes: Buffer.alloc(8) } }));
  return Buffer.concat([Buffer.from([1, 0, 0, 0]), piece(content)]);
}

export function catboost({ trees, borders, steps, parts = [], behind = Buffer.alloc(0), ...more }: Model): Buffer {
  const sizes = trees.map((splits) => splits.length);
  const starts = more.starts ?? sizes.map((_, index) => sizes.slice(0, index).reduce((all, size) => all + size, 0));
  const leaves = more.leaves ?? sizes.reduce((all, size) => all + 2 ** size, 0);
  const model = table({
    0: int(1),
    1: ints(...trees.flat()),
    2: ints(...sizes),
    3: ints(...starts),
    5: tables(...borders.map((values, index) => table({ 1: int(index), 3: floats(values.length, 4), 4: text('x') }))),
    8: floats(leaves, 8),
    ...(steps === undefined
      ? {}
      : {
          10: ints(...steps.map(([left, right]) => left | (right << 16))),
          11: ints(...steps.map(([, , leaf]) => leaf)),
        }),
  });
  const core = table({
    0: text('FlabuffersModel_v1'),
    1: model,
    2: tables(table({ 0: text('params'), 1: text('{}') })),
    ...(parts.length === 0 ? {} : { 3: tables(...parts.map(text)) }),
  });
  return Buffer.concat([Buffer.from('CBM1'), piece(flatbuffer('\0\0\0\0', core)), behind]);
}
