import { describe, expect, it } from 'vitest';
import { crc32c } from '../../src/formats/compression/crc32c.ts';
import type { OcdbtFacts } from '../../src/formats/ocdbt/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { leaf, manifest } from '../support/ocdbt-assembler.ts';

const DATA = 'd/0123456789abcdef0123456789abcdef';
function store(path: string, bytes: Uint8Array): OcdbtFacts {
  const found = factsOfBytes(path, bytes).documents?.find(({ format }) => format === 'ocdbt');
  if (found?.format !== 'ocdbt') throw new Error('no store');
  return found;
}

describe('a store of TensorStore', () => {
  it('says which files its tree lies in, compressed or not', () => {
    for (const compressed of [false, true])
      expect(store('manifest.ocdbt', manifest([`ocdbt.process_0/${DATA}`, DATA], compressed))).toMatchObject({
        nodes: 1,
        files: [{ path: `ocdbt.process_0/${DATA}` }, { path: DATA }],
      });
  });

  it('has nodes between the values of its files', () => {
    const values = Buffer.concat([
      Buffer.alloc(50, 1),
      leaf(['../x']),
      Buffer.alloc(5),
      leaf(['y'], false),
      Buffer.alloc(9),
    ]);
    expect(store(DATA, values)).toMatchObject({ nodes: 2, files: [{ path: '../x', offset: 50 }, { path: 'y' }] });
  });

  it('is not found in bytes that only start like a node', () => {
    const facts = factsOfBytes(
      DATA,
      Buffer.concat([Buffer.alloc(8, 1), Buffer.from('0cdb20de', 'hex'), Buffer.alloc(30, 1)]),
    );
    expect(facts).toMatchObject({ formats: ['data'], complete: true, problems: [] });
  });

  it('with a checksum, a length or an end that is wrong is not read whole', () => {
    const whole = manifest([DATA]);
    const flipped = Buffer.from(whole);
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    for (const bytes of [flipped, whole.subarray(0, -1), Buffer.concat([whole, Buffer.from('x')]), Buffer.from('text')])
      expect(factsOfBytes('manifest.ocdbt', bytes).complete).toBe(false);
  });
});

it('sums as the specification says', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe306_9283);
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a91_36aa);
});
