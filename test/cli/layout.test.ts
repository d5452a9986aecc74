import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/core/escape.ts';
import { columns, fit, padEnd, wrap } from '../../src/core/layout.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 300 }),
  fc
    .array(fc.constantFrom('a', ' ', '模型', '🙂', 'é', '/', 'x'.repeat(90)), { maxLength: 60 })
    .map((parts) => parts.join('')),
);

describe('text for a terminal', () => {
  it('breaks at spaces and hangs the other lines under the first', () => {
    expect(wrap('one two three four', { first: '  a  ', rest: '     ', width: 14 })).toEqual([
      '  a  one two',
      '     three',
      '     four',
    ]);
  });

  it('is never wider than it was told, whatever a submission calls its files', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 90 }), (text, width) => {
        for (const line of wrap(printable(text), { first: '  ', rest: '    ', width })) {
          expect(columns(line)).toBeLessThanOrEqual(width);
        }
        expect(columns(fit(printable(text), width))).toBeLessThanOrEqual(width);
        expect(columns(fit(printable(text), width, 'end'))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('loses no character but spaces', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = printable(text);
        expect(wrap(shown, { width: 20 }).join('').replaceAll(' ', '')).toBe(shown.replaceAll(' ', ''));
      }),
    );
  });

  it('counts wide characters as two columns and accents as none', () => {
    expect(columns('模型')).toBe(4);
    expect(columns('e\u0301')).toBe(1);
    expect(padEnd('模型', 6)).toBe('模型  ');
    expect(fit('model.layers.31.weight', 10, 'end')).toBe('…31.weight');
    expect(fit('模型模型', 6)).toBe('模型…');
  });
});
