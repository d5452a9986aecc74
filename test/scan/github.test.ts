import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { scanAnnotations } from '../../src/scan/github.ts';
import type { ScanReport } from '../../src/scan/report.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { reportOf } from '../support/scan-report.ts';

/** As the runner reads a line: the command's name, its properties and its message, unescaped. */
function obeyed(line: string): { name: string; properties: Map<string, string>; message: string } | undefined {
  const [, name, properties = '', message = ''] = /^\s*::([a-z-]+)(?: (.*?))?::(.*)$/su.exec(line) ?? [];
  if (name === undefined) return undefined;
  const data = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const entries = properties.split(',').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [
      pair.slice(0, at),
      data(
        pair
          .slice(at + 1)
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ','),
      ),
    ];
  });
  return { name, properties: new Map(entries), message: data(message) };
}

const SEVERITY = ['info', 'low', 'medium', 'high', 'critical'] as const;
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '::',
        '\n',
        '\r',
        '%0A',
        '%',
        ',',
        ':',
        'file=/etc/passwd',
        '\u202e',
        '\u001b[2J',
        '##[error]',
        '::stop-commands::x',
        '::error::',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

const finding = fc.record({ path: hostile, message: hostile, member: hostile, severity: fc.constantFrom(...SEVERITY) });

function reportWith(findings: readonly Finding[]): ScanReport {
  return {
    version: 1,
    files: [...Map.groupBy(findings, ({ location }) => location.path)].map(([path, own]) => ({
      path,
      sha256: null,
      formats: ['data'],
      blocking: true,
      findings: own,
      limits: [],
    })),
    summary: {
      files: 1,
      blockedFiles: 1,
      failOn: 'high',
      findings: { info: 0, low: 0, medium: 0, high: 0, critical: 0 },
    },
  };
}

describe('annotations for GitHub', () => {
  it('say what, where and what to do, worst first, and end with a summary', async () => {
    const report = await reportOf({
      'convert.sh': Buffer.from('#!/bin/sh\ntrue\n'),
      'weights/pytorch_model.bin': commandPickle(2),
      'whole.rar': Buffer.concat([Buffer.from('526172211a0700', 'hex'), Buffer.alloc(57)]),
    });
    expect(scanAnnotations(report, 'models/a/').join('\n')).toMatchSnapshot();
  });

  it('say where a line is known', () => {
    const at: Finding = {
      rule: 'script-in-tree',
      severity: 'low',
      confidence: 'low',
      message: 'm',
      location: { path: 'a.py', line: 3, column: 9 },
      atlas: [],
    };
    expect(scanAnnotations(reportWith([at]))[0]).toMatch(
      /^::notice file=a\.py,title=modelgate script-in-tree,line=3,col=9::low line 3: m/u,
    );
    const inside = { ...at, location: { ...at.location, member: 'b.py' } };
    expect(scanAnnotations(reportWith([inside]))[0]).not.toContain('line=3');
  });

  it('are one command a line, which says what was meant, whatever the submission’s names and texts hold', () => {
    fc.assert(
      fc.property(fc.array(finding, { minLength: 1, maxLength: 5 }), (drawn) => {
        const findings = drawn.map(({ path, message, member, severity }): Finding => ({
          rule: 'script-in-tree',
          severity,
          confidence: 'low',
          message,
          location: { path, member, offset: 1 },
          atlas: [],
        }));
        const lines = scanAnnotations(reportWith(findings));
        expect(lines).toHaveLength(findings.length + 1);
        for (const line of lines) {
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
          expect(line).not.toMatch(/##\[/u);
          const command = obeyed(line);
          expect(['error', 'warning', 'notice']).toContain(command?.name);
          expect([...(command?.properties.keys() ?? [])].filter((key) => !['file', 'title'].includes(key))).toEqual([]);
          expect(command?.properties.get('title')).toMatch(/^modelgate/u);
        }
      }),
    );
  });

  it('are bounded: GitHub drops what a flood of them would push out', async () => {
    const many = Array.from({ length: 200 }, (_, index): Finding => ({
      rule: 'script-in-tree',
      severity: index === 150 ? 'critical' : 'low',
      confidence: 'low',
      message: `number ${index}`,
      location: { path: 'a' },
      atlas: [],
    }));
    const lines = scanAnnotations(reportWith(many));
    expect(lines).toHaveLength(52);
    expect(lines[0]).toContain('number 150');
    expect(lines.at(-2)).toContain('150 more findings are not listed');
  });
});
