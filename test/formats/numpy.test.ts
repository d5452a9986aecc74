import { describe, expect, it } from 'vitest';
import { readHeader } from '../../src/formats/numpy/header.ts';

const header = (descr: string, shape = '(2, 3)') =>
  readHeader(`{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }          \n`);

describe('the header of an array file', () => {
  it.each([
    ["'<f4'", 24],
    ["'|b1'", 6],
    ["'<u2'", 12],
    ["'<c16'", 96],
    ["'<U5'", 120],
    ["'<M8[ns]'", 48],
    ["[('a', '<i4'), (('title', 'b'), [('c', '|S3', (2, 2))]), ('', '|V4')]", 120],
  ])('with the type %s tells the size of the data', (descr, bytes) => {
    expect(header(descr)).toEqual({ objects: false, bytes });
  });

  it('of Python 2 is read', () => {
    expect(header("'<i8'", '(2L,)')).toEqual({ objects: false, bytes: 16 });
  });

  it.each(["'|O'", "'<O'", "'O8'", "[('a', '<i4'), ('b', 'O')]"])('with the type %s holds objects', (descr) => {
    expect(header(descr)?.objects).toBe(true);
  });

  it.each([
    String.raw`'|\x4f'`,
    "'i4,O'",
    "'(2,)O'",
    "b'|O'",
    "'<f4' 'O'",
    "__import__('os').system('true')",
    "'<f4', 'descr': '|O'",
    '['.repeat(10_000),
    "'float64'",
  ])('is not believed with %s for a type', (descr) => {
    expect(header(descr)).toBeUndefined();
  });
});
