import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/trust/strict-json.ts';

const parse = (text: string): unknown => parseJson(Buffer.from(text), 'it');

describe('signed JSON', () => {
  it.each([
    ['a name twice', '{"a":1,"b":2,"a":3}', /a stands twice/u],
    ['a name twice, once escaped', '{"a":1,"\\u0061":3}', /a stands twice/u],
    ['a name twice, deep inside', '[{"x":{"a":[1],"a" : 3}}]', /a stands twice/u],
    ['__proto__', '{"__proto__":{"x":1}}', /__proto__/u],
    ['__proto__, escaped', '{"\\u005f_proto__":{"x":1}}', /__proto__/u],
    ['too much nesting', '['.repeat(101) + ']'.repeat(101), /nests deeper/u],
    ['a byte order mark', '\ufeff{}', /not JSON/u],
    ['text behind it', '{} {}', /not JSON/u],
  ])('is refused with %s', (_what, text, why) => {
    expect(() => parse(text)).toThrow(why);
  });

  it('is refused when it is not UTF-8', () => {
    expect(() => parseJson(Buffer.from([0x22, 0xff, 0x22]), 'it')).toThrow(/not JSON/u);
  });

  it('is read as JSON.parse reads it, whatever strings it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        if (!text.includes('__proto__')) expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('may repeat a name in different objects, and as a value', () => {
    expect(parse('{"a":{"a":"a"},"b":[{"a":":"},{"a":"\\":"}]}')).toEqual({
      a: { a: 'a' },
      b: [{ a: ':' }, { a: '":' }],
    });
  });
});
