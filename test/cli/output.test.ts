import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/cli/progress-bar.ts';
import { html, printable } from '../../src/core/escape.ts';

describe('the progress line', () => {
  it('tells rate and time left, in less than the width of the terminal', () => {
    const event = { label: 'acquire', done: 500e6, total: 2e9, unit: 'bytes' } as const;
    expect(progressLine(event, 0.5, 80)).toBe('acquire  25 %  500 MB of 2.0 GB  1.0 GB/s  2 s left');
    expect(progressLine({ ...event, label: 'x'.repeat(200) }, 0.5, 40)).toHaveLength(39);
  });
});

describe('escaping', () => {
  it('leaves no control, bidirectional or invisible character in what is printed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it('shows what was there instead of hiding it', () => {
    expect(printable('model\u202etxt.exe\u001b[2J')).toBe('model\\u{202e}txt.exe\\u{1b}[2J');
  });

  it('leaves no markup in HTML', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(html(text)).not.toMatch(/[<>"']/u);
      }),
    );
  });

  it('cuts long text', () => {
    expect(printable('ä'.repeat(1_000), 10)).toBe(`${'ä'.repeat(10)}…`);
  });
});
