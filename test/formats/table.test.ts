import { describe, expect, it } from 'vitest';
import type { TableFacts } from '../../src/formats/table/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as pickle from '../support/pickle-assembler.ts';
import { arrowFile, arrowStream, parquet, type Column } from '../support/table-assembler.ts';

const codes = (bytes: Uint8Array): string[] => factsOfBytes('a.arrow', bytes).problems.map(({ code }) => code);
function table(bytes: Uint8Array): TableFacts {
  const found = factsOfBytes('a', bytes).documents?.find(({ format }) => format === 'table');
  if (found?.format !== 'table') throw new Error('no table');
  return found;
}
const call = pickle.pickle(
  pickle.proto(2),
  pickle.global('os', 'getcwd'),
  pickle.emptyTuple,
  pickle.reduce,
  pickle.stop,
);
const column: Column = { name: 'c', extension: ['arrow.py_extension_type', call] };

describe('a table', () => {
  it.each([
    ['file of Arrow', 'arrow-file', arrowFile(column)],
    ['stream of Arrow', 'arrow-stream', arrowStream(column)],
    ['file of Parquet', 'parquet', parquet({ column })],
  ] as const)('as a %s says what its columns are made from', (_, container, bytes) => {
    expect(table(bytes)).toMatchObject({
      container,
      columns: 1,
      extensions: [{ name: 'arrow.py_extension_type', column: 'c' }],
    });
    expect(factsOfBytes('a', bytes).pickles?.flatMap(({ uses }) => uses.map(({ name }) => name))).toContain('getcwd');
  });

  it('holds texts that quote pickles, and no pickle', () => {
    const quoted = arrowStream().fill(call, arrowStream().length - 24, arrowStream().length - 8);
    expect(factsOfBytes('a', quoted)).toMatchObject({ formats: ['arrow'], complete: true, problems: [] });
  });

  it('that is cut off is not read whole', () => {
    for (const bytes of [arrowFile(), arrowStream(), parquet()])
      for (const end of [bytes.length - 9, Math.floor(bytes.length / 2)])
        expect(factsOfBytes('a.arrow', bytes.subarray(0, end)).complete).toBe(false);
  });

  it('has its lengths held against the file', () => {
    expect(codes(arrowStream({}, 17))).toEqual(['arrow-buffer']);
    expect(codes(parquet({ bytes: 17 }))).toEqual(['parquet-column']);
    const long = Buffer.from(parquet());
    long.writeUInt32LE(0x7fff_ffff, long.length - 8);
    expect(codes(long)).toEqual(['parquet-truncated']);
    const message = Buffer.from(arrowStream());
    message.writeInt32LE(0x7fff_fff8, 4);
    expect(codes(message)).toEqual(['arrow-length']);
  });

  it('is not found in elements that only start like one', () => {
    const elements = Buffer.concat([Buffer.from('ffffffff2000000010000000', 'hex'), Buffer.alloc(100, 0x40)]);
    expect(factsOfBytes('weights.bin', elements)).toMatchObject({ formats: ['data'], complete: true, problems: [] });
    expect(factsOfBytes('a.arrow', elements).complete).toBe(false);
  });

  it('whose columns lie in other files names them', () => {
    expect(table(parquet({ file: 'part-1.parquet' })).externalFiles).toMatchObject([{ path: 'part-1.parquet' }]);
  });

  it('whose description is encrypted is not read', () => {
    const encrypted = Buffer.from(parquet());
    encrypted.write('PARE', encrypted.length - 4, 'latin1');
    expect(factsOfBytes('a', encrypted)).toMatchObject({ complete: false, limits: [{ limit: 'parquet.encrypted' }] });
  });
});
