import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { progressBar, progressLine } from '../../src/cli/progress-bar.ts';
import { shellLines, shellWord } from '../../src/cli/shell-words.ts';
import { html, printable, printableJson } from '../../src/core/escape.ts';
import { columns } from '../../src/core/layout.ts';

describe('the progress line', () => {
  it('tells rate and time left, in less than the width of the terminal', () => {
    const event = { label: 'acquire', done: 500e6, total: 2e9, unit: 'bytes' } as const;
    expect(progressLine(event, 0.5, 80)).toBe('acquire  25 %  500 MB of 2.0 GB  1.0 GB/s  2 s left');
    expect(columns(progressLine({ ...event, label: 'x'.repeat(200) }, 0.5, 40))).toBeLessThan(40);
    expect(columns(progressLine({ ...event, label: '模'.repeat(200) }, 0.5, 80))).toBeLessThan(80);
  });

  it('counts the rate from when its clock started', () => {
    const event = { label: 'evaluate', done: 300, total: 400, unit: 'items' } as const;
    expect(progressLine(event, 2, 80, 200)).toBe('evaluate  75 %  300 of 400 items  50 items/s  2 s left');
    expect(progressLine({ ...event, done: 400 }, 2, 80, 200)).toBe('evaluate  100 %  400 of 400 items  100 items/s');
    expect(progressLine({ label: 'big.bin', done: 0, total: 1, unit: 'files' }, 12.3, 80)).toBe(
      'big.bin  0 %  0 of 1 files  12 s',
    );
  });

  it('stays away for work of less than a second, keeps its rate while file names change, and leaves nothing behind', () => {
    let at = 0;
    const written: string[] = [];
    const stream = { columns: 80, write: (text: string) => written.push(text) > 0 };
    const bar = progressBar(stream, () => at);
    const report = (label: string, done: number): void => bar.update({ label, done, total: 1000e6, unit: 'bytes' });
    report('a', 0);
    at = 900;
    report('b', 90e6);
    expect(written).toEqual([]);
    at = 2_000;
    report('c', 200e6);
    expect(written).toEqual(['\r\u001b[2Kc  20 %  200 MB of 1.0 GB  100 MB/s  8 s left']);
    bar.clear();
    expect(written.at(-1)).toBe('\r\u001b[2K');
    bar.clear();
    expect(written).toHaveLength(2);
  });

  it('shows how long something goes on of which nobody knows how long it takes', async () => {
    let at = 0;
    const written: string[] = [];
    const bar = progressBar({ columns: 80, write: (text: string) => written.push(text) > 0 }, () => at);
    bar.begin('evaluate');
    at = 3_200;
    await vi.waitFor(() => expect(written).toEqual(['\r\u001b[2Kevaluate  3 s']), 2_000);
    bar.clear();
  });
});

describe('a command to paste', () => {
  it('comes back from a shell as the words that it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1, maxLength: 8 }), (words) => {
        const script = shellLines(['printf', '%s\\0', ...words.map((word) => word.replaceAll('\0', ''))]).join('\n');
        const said = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
        expect(said.split('\0').slice(0, -1)).toEqual(words.map((word) => word.replaceAll('\0', '')));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps an option beside its value and within the terminal', () => {
    const path = '/tmp/a-directory-with-quite-a-long-name/of-a-run';
    expect(shellLines(['bin/modelgate', 'verify', path, '--key', path])).toEqual([
      `  bin/modelgate verify ${path} \\`,
      `    --key ${path}`,
    ]);
    expect(shellWord("it's")).toBe(`'it'\\''s'`);
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

  it('keeps JSON the same value while no character of it drives a terminal', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (record) => {
        const line = printableJson(record);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(record)));
      }),
    );
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
