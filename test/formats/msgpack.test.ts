import { describe, expect, it } from 'vitest';
import type { MsgpackFacts } from '../../src/formats/msgpack/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as m from '../support/msgpack-assembler.ts';

function msgpack(bytes: Uint8Array, name = 'a'): MsgpackFacts {
  const found = factsOfBytes(name, bytes).documents?.find(({ format }) => format === 'msgpack');
  if (found?.format !== 'msgpack') throw new Error('no MessagePack');
  return found;
}
const broken = (bytes: Uint8Array) => factsOfBytes('a.msgpack', bytes);

describe('MessagePack', () => {
  it('is told by its content, because checkpoints have no ending', () => {
    const tree = m.map(['params', m.flaxArray([2], 'float32', Buffer.alloc(8))]);
    expect(msgpack(tree, 'checkpoint_100')).toMatchObject({ arrays: 1, extensions: [{ code: 1, known: true }] });
    expect(factsOfBytes('a.txt', Buffer.from('params')).formats).toEqual(['text']);
  });

  it.each([
    ['a byte that starts no value', 'c1', 'type'],
    ['a text of 4 GiB', '81a161dbffffffff', 'truncated'],
    ['a list of 4 billion entries', '81a161ddffffffff', 'length'],
    ['a map of 4 billion entries', 'dfffffffff', 'length'],
    ['an extension past the end', '81a161c9ffffffff01', 'truncated'],
    ['a map as a key', '818080', 'key'],
    ['text behind it', '806162', 'trailing-data'],
  ])('with %s is not read whole', (_, hex, code) => {
    const facts = broken(Buffer.from(hex, 'hex'));
    expect(facts).toMatchObject({ complete: false, problems: [{ code: `msgpack-${code}` }] });
  });

  it('tells which key stands twice, as text or as bytes', () => {
    const twice = m.map([m.text('a'), m.integer(1)], [m.bytes('a'), m.integer(2)]);
    expect(broken(twice).problems.map(({ code }) => code)).toEqual(['msgpack-duplicate-key']);
    expect(broken(m.map([m.integer(1), m.yes], [m.text('1'), m.yes])).problems).toEqual([]);
  });

  it('may follow itself, as streams of records do', () => {
    expect(msgpack(Buffer.concat([m.map(['a', m.yes]), m.map(['b', m.yes])]), 'a.msgpack')).toMatchObject({
      documents: 2,
    });
  });

  it('is read to a stated depth', () => {
    expect(broken(Buffer.alloc(10_000, 0x91)).limits.map(({ limit }) => limit)).toEqual(['msgpack.depth']);
  });
});

describe('an extension of flax', () => {
  const extensionOf = (content: Buffer, code = 1) => msgpack(m.map(['w', m.extension(code, content)])).extensions;

  it('is known only where it holds what flax writes', () => {
    const array = m.array(m.array(m.integer(1)), m.text('float32'), m.bytes(Buffer.alloc(4)));
    expect(extensionOf(array)).toMatchObject([{ known: true }]);
    expect(extensionOf(array, 3)).toMatchObject([{ known: true }]);
    for (const content of [m.array(array), m.text('x'), Buffer.from('c1', 'hex'), Buffer.concat([array, m.yes])])
      expect(extensionOf(content)).toMatchObject([{ known: false }]);
    expect(extensionOf(Buffer.alloc(18), 2)).toMatchObject([{ known: false }]);
    expect(extensionOf(Buffer.alloc(8), -1)).toMatchObject([{ known: true }]);
  });

  it('of objects is told by its place in the tree', () => {
    const nested = m.map(['params', m.map(['w', m.flaxArray([1], '|O', Buffer.alloc(8))])]);
    expect(msgpack(nested).objectArrays).toMatchObject([{ name: 'params/w' }]);
  });
});
