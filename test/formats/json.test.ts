import { deflateSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unreachable } from '../../src/core/errors.ts';
import { MemorySource, type ByteSource } from '../../src/formats/byte-source.ts';
import { Collector } from '../../src/formats/collector.ts';
import { JSON_LIMITS } from '../../src/formats/json/limits.ts';
import { member, naturalOf, readJsonTree, stringOf, type JsonNode } from '../../src/formats/json/tree.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { PICKLE_LIMITS } from '../../src/formats/pickle/limits.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { commandPickle } from '../support/pickle-assembler.ts';

/** A source of any stated size that makes its bytes up, so that nothing of that size is ever held. */
function endless(size: number, byte: (offset: number) => number): ByteSource {
  return {
    size,
    read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      for (let at = 0; at < bytes.length; at++) bytes[at] = byte(offset + at);
      return bytes;
    },
  };
}

function read(text: string | Uint8Array): { tree: JsonNode | undefined; codes: string[]; collector: Collector } {
  const collector = new Collector();
  const tree = readJsonTree(new MemorySource(Buffer.from(text)), collector);
  return { tree, collector, codes: collector.problems.map(({ code }) => code) };
}

/** The tree as JSON.parse gives it. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries([...node.members].map(([key, value]) => [key, plain(value)]));
    case 'array':
      return node.items.map(plain);
    case 'string':
      return node.value;
    case 'number':
      return Number(node.text);
    case 'counted':
      return node.count;
    case 'true':
    case 'false':
    case 'null':
      return { true: true, false: false, null: null }[node.kind];
    default:
      return unreachable(node);
  }
}

describe('the JSON reader', () => {
  it('agrees with JSON.parse on any document, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(3), (value, indent) => {
        const { tree, codes } = read(JSON.stringify(value, undefined, indent));
        expect(codes).toEqual([]);
        expect(tree === undefined ? undefined : plain(tree)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  it('refuses what JSON.parse refuses, on any mutation of a document', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), fc.integer({ min: 0x20, max: 0x7e }), (text, at, character) => {
        const place = at % (text.length + 1);
        const mutated = text.slice(0, place) + String.fromCharCode(character) + text.slice(place + 1);
        let expected: unknown;
        try {
          expected = { value: JSON.parse(mutated) };
        } catch {
          expected = undefined;
        }
        const { tree, codes } = read(mutated);
        const kept = codes.filter((code) => code !== 'json-duplicate-key' && code !== 'json-non-finite');
        if (codes.includes('json-non-finite')) return;
        expect(kept.length === 0).toBe(expected !== undefined);
        if (expected !== undefined) expect({ value: tree === undefined ? undefined : plain(tree) }).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('agrees with itself wherever the windows of a large document fall', () => {
    const long = `{"a":"${'é'.repeat(700_000)}","b":[${'1234567,'.repeat(100_000)}0],"c":"\\u00e9"}`;
    const { tree, codes } = read(long);
    expect(codes).toEqual([]);
    expect(stringOf(member(tree, 'a'))).toHaveLength(700_000);
    expect(stringOf(member(tree, 'c'))).toBe('é');
  });

  it.each([
    ['{"a":1,"a":2}', 'json-duplicate-key', 7],
    ['{"a":{"b":1},"a":2}', 'json-duplicate-key', 13],
    ['[NaN]', 'json-non-finite', 1],
    ['[-Infinity]', 'json-non-finite', 1],
    ['\uFEFF{}', 'json-byte-order-mark', 0],
    ['{"a":01}', 'json-syntax', 5],
    ['{"a":.5}', 'json-syntax', 5],
    ['{"a":+1}', 'json-syntax', 5],
    ["{'a':1}", 'json-syntax', 1],
    ['{"a":1,}', 'json-syntax', 7],
    ['[1,]', 'json-syntax', 3],
    ['[1 2]', 'json-syntax', 3],
    ['{"a" 1}', 'json-syntax', 5],
    ['// x\n{}', 'json-syntax', 0],
    ['"a\nb"', 'json-control-character', 2],
    ['"\\x41"', 'json-escape', 0],
    ['"\\u12"', 'json-escape', 0],
    ['{} {}', 'json-trailing', 3],
    ['{"a":', 'json-truncated', 5],
    ['"abc', 'json-truncated', 4],
    ['', 'json-truncated', 0],
  ])('states what is wrong with %j at its byte', (text, code, offset) => {
    expect(read(text).collector.problems).toMatchObject([{ code, offset }]);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(read(Buffer.from([0x22, 0xc3, 0x28, 0x22])).codes).toEqual(['json-encoding']);
    expect(read(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])).codes).toEqual(['json-encoding']);
  });

  it('keeps the last of duplicate keys, and __proto__ as a key', () => {
    const { tree } = read('{"a":1,"a":2,"__proto__":{"x":3}}');
    expect(naturalOf(member(tree, 'a'))).toBe(2);
    expect(naturalOf(member(tree, '__proto__', 'x'))).toBe(3);
  });

  it('takes no integer for another one', () => {
    const { tree } = read('{"a":9007199254740993,"b":9007199254740991,"c":1e3,"d":-1}');
    expect(['a', 'b', 'c', 'd'].map((key) => naturalOf(member(tree, key)))).toEqual([
      undefined,
      9007199254740991,
      undefined,
      undefined,
    ]);
  });
});

describe('hostile JSON files', () => {
  it.each([
    ['[', '['],
    ['{"a":', '{"a":'],
    ['[{"a":', '[{"a":'],
  ])('answers 100 MB of %s at once, with the limit', (_what, unit) => {
    const source = endless(100 << 20, (offset) => unit.charCodeAt(offset % unit.length));
    const start = performance.now();
    const facts = parseFile(source, 'config.json', new Set());
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(facts).toMatchObject({ complete: false, formats: ['json'], limits: [{ limit: 'json.depth' }] });
  });

  it('answers a tokenizer of 2 GB with the limit, without reading on', () => {
    const text = '{"model":{"vocab":{';
    let most = 0;
    const counted: ByteSource = {
      size: 2 ** 31,
      read(offset, length) {
        const bytes = Buffer.alloc(Math.max(0, Math.min(length, 2 ** 31 - offset)), ' ');
        if (offset < text.length) bytes.write(text.slice(offset));
        if (length >= 70_000) most = Math.max(most, offset + length);
        return bytes;
      },
    };
    const facts = parseFile(counted, 'tokenizer.json', new Set());
    expect(facts).toMatchObject({ complete: false, limits: [{ limit: 'json.bytes', offset: JSON_LIMITS.bytes }] });
    expect(most).toBe(JSON_LIMITS.bytes);
    // 256 MiB one byte at a time, several times slower while coverage is taken: the promise is where it stops, not when.
  }, 240_000);

  it('stops at a string, a number, or keys beyond the limits', () => {
    const limits = (unit: string, times: number, prefix: string): string[] => {
      const bytes = Buffer.concat([Buffer.from(prefix), Buffer.alloc(unit.length * times, unit)]);
      return factsOfBytes('config.json', bytes).limits.map(({ limit }) => limit);
    };
    expect(limits('x', JSON_LIMITS.string + 10, '{"a":"')).toEqual(['json.string']);
    expect(limits('1', JSON_LIMITS.number + 10, '{"a":')).toEqual(['json.number']);
  });

  it('breaks no promise for text that only looks like JSON', () => {
    expect(factsOfBytes('notes.txt', Buffer.from('[1] Smith et al.'))).toMatchObject({
      formats: ['text'],
      complete: true,
      problems: [],
    });
    expect(factsOfBytes('data.jsonl', Buffer.from('{"a":1}\n{"a":2}\n'))).toMatchObject({
      formats: ['text'],
      complete: true,
      problems: [],
    });
    expect(factsOfBytes('config.json', Buffer.from('not JSON')).problems).toMatchObject([{ code: 'json-syntax' }]);
  });
});

describe('base64 of pickles in JSON', () => {
  const facts = (value: unknown) => factsOfBytes('data', Buffer.from(JSON.stringify(value)));
  const pickled = commandPickle(4);

  it('is read wherever it stands, compressed or not, and named by its pointer', () => {
    for (const bytes of [pickled, gzipSync(pickled), deflateSync(pickled)]) {
      const { pickles } = facts({ a: [{ model: Buffer.from(bytes).toString('base64') }] });
      expect(pickles).toMatchObject([{ member: '/a/0/model', end: 'stop' }]);
      expect(pickles?.[0]?.uses.some(({ name }) => name === 'system')).toBe(true);
    }
  });

  it('is read under the key of Stable-Baselines3 however the pickle starts, and across lines', () => {
    const lines = Buffer.from("cposix\nsystem\n(S'true'\ntR.").toString('base64').replaceAll(/.{8}/gu, '$&\n');
    expect(facts({ a: { ':serialized:': lines } }).pickles).toMatchObject([{ end: 'stop' }]);
    expect(facts({ a: { ':other:': lines } }).pickles).toBeUndefined();
  });

  it('leaves other base64 alone, also what starts like a pickle and breaks off at once', () => {
    const random = Buffer.from('8004ff17a9cc0b5d2f', 'hex').toString('base64');
    const packed = deflateSync('{"a": [1, 2, 3]}').toString('base64');
    expect(facts({ random, packed })).toMatchObject({ complete: true, limits: [], problems: [] });
    expect(facts({ random, packed }).pickles).toBeUndefined();
  });

  it('states where it stops to decode', () => {
    const bomb = gzipSync(Buffer.alloc(PICKLE_LIMITS.encodedBytes)).toString('base64');
    const { limits, complete } = facts(Array.from({ length: 10 }, () => bomb));
    expect(complete).toBe(false);
    expect(limits).toMatchObject([{ limit: 'json.encoded' }]);
  });
});
