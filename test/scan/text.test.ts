import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAIL_ON, SEVERITIES, type Finding } from '../../src/core/finding.ts';
import { columns } from '../../src/core/layout.ts';
import type { ScanReport } from '../../src/scan/report.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { renderScanText } from '../../src/scan/text.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { reportOf } from '../support/scan-report.ts';
import { SECRETS } from '../support/secrets.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc
    .array(fc.constantFrom('a', ' ', '模型', '🙂', '\u001b[31m', '\u202e', '\n', '/', 'x'.repeat(90), 'e\u0301'), {
      maxLength: 30,
    })
    .map((parts) => parts.join('')),
);
const finding = fc.record({
  rule: fc.constantFrom(...SCAN_RULES.map(({ id }) => id), 'a-rule-of-tomorrow'),
  severity: fc.constantFrom(...SEVERITIES),
  confidence: fc.constant('high' as const),
  message: text,
  location: fc.record(
    { path: text, member: text, tensor: text, offset: fc.nat(), line: fc.integer({ min: 1 }) },
    { requiredKeys: ['path'] },
  ),
  atlas: fc.constant([] as string[]),
  ignored: fc.option(fc.record({ reason: text, expires: fc.constant('2027-01-31') }), { nil: undefined }),
});
const file = fc.record({
  path: text,
  sha256: fc.constant(null),
  formats: fc.array(text, { maxLength: 4 }),
  blocking: fc.boolean(),
  findings: fc.array(finding, { maxLength: 20 }),
  limits: fc.array(fc.record({ limit: text, message: text }), { maxLength: 3 }),
});
const entry = fc.record({ rule: text, path: text, expires: fc.constant('2020-01-31') });
const report = fc.record({
  files: fc.array(file, { maxLength: 5 }),
  failOn: fc.constantFrom(...FAIL_ON),
  expired: fc.array(entry, { maxLength: 3 }),
});

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

function reportFrom({ files, failOn, expired }: Drawn<typeof report>): ScanReport {
  return {
    version: 1,
    files: files.map((one) => ({ ...one, findings: one.findings.map(withoutUndefined) })),
    summary: {
      files: files.length,
      blockedFiles: files.filter(({ blocking }) => blocking).length,
      failOn,
      findings: { info: 0, low: 0, medium: 0, high: 0, critical: 0 },
    },
    ignoring: { sha256: 'ab'.repeat(32), ignored: 0, expired, unused: expired },
  };
}

function withoutUndefined({ ignored, ...rest }: Drawn<typeof finding>): Finding {
  return { ...rest, ...(ignored === undefined ? {} : { ignored }) };
}

describe('the report for people', () => {
  it('groups by file, worst first, says what to do, and ends with a summary', async () => {
    const made = await reportOf({
      'README.md': Buffer.from('# A model\n'),
      '.gitleaksignore': Buffer.from('*\n'),
      'train.py': Buffer.from(`token = "${SECRETS['hugging-face-token']}"\n`),
      'weights/pytorch_model.bin': commandPickle(2),
      'whole.rar': Buffer.concat([Buffer.from('526172211a0700', 'hex'), Buffer.alloc(57)]),
    });
    const [, , train] = made.files;
    if (train !== undefined)
      train.findings = train.findings.map((one) =>
        one.rule === 'script-in-tree'
          ? { ...one, ignored: { reason: 'ours, reviewed in May', expires: '2027-01-31' } }
          : one,
      );
    const lines = renderScanText({
      ...made,
      ignoring: {
        sha256: 'ab'.repeat(32),
        ignored: 1,
        expired: [{ rule: 'lfs-pointer', path: 'old/*.bin', expires: '2020-01-31' }],
        unused: [{ rule: 'lfs-pointer', path: 'none' }],
      },
    });
    expect(lines.join('\n')).toMatchSnapshot();
    const worst = lines
      .filter((line) => /^ {2}(?:critical|high|medium|low|info)/u.test(line))
      .map((line) => line.trim().split(' ')[0]);
    expect(worst[0]).toBe('critical');
  });

  it('fits a terminal of 80 columns and drives none, whatever the names and texts of a model hold', () => {
    fc.assert(
      fc.property(report, (drawn) => {
        const lines = renderScanText(reportFrom(drawn));
        expect(lines.filter((line) => columns(line) > 80)).toEqual([]);
        for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(lines.at(-1)).not.toBe('');
      }),
    );
  });
});

describe('a tree of many files', () => {
  it('is shown from its worst file on, and counted where a person would stop reading', async () => {
    const scripts = Array.from(
      { length: 40 },
      (_, at) => [`tools/step-${at}.sh`, Buffer.from('#!/bin/sh\ntrue\n')] as const,
    );
    const pickles = Array.from({ length: 70 }, (_, at) => [`data/${at}.pkl`, commandPickle(2)] as const);
    const lines = renderScanText(await reportOf(Object.fromEntries([...scripts, ...pickles])));
    const shown = (start: string): number => lines.filter((line) => line.startsWith(start)).length;
    expect([shown('BLOCKED  data/'), shown('noted  tools/')]).toEqual([60, 12]);
    expect(lines).toContain('BLOCKED  10 more files: 10 critical pickle-dangerous-call; --format json lists');
    expect(lines).toContain('noted  28 more files: 28 medium script-in-tree; --format json lists all');
    expect(lines.at(-1)).toMatch(/^70 of 110 files blocked/u);
    expect(lines.every((line) => columns(line) <= 80)).toBe(true);
  });
});
