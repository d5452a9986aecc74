import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { blake3FromBytes, sha256FromBytes } from '../../src/core/digest.ts';
import { GateError } from '../../src/core/errors.ts';
import { evidenceSchema } from '../../src/core/evidence.ts';
import type { Policy } from '../../src/core/policy.ts';
import { silentProgress } from '../../src/core/progress.ts';
import type { StageContext } from '../../src/core/stage.ts';
import { subjectOf, type SubmissionFile } from '../../src/core/submission.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import type { FileFacts } from '../../src/formats/facts.ts';
import { scanPredicateSchema } from '../../src/core/predicates/scan.ts';
import { scanReport, scanReportSchema } from '../../src/scan/report.ts';
import type { Rule } from '../../src/scan/rule.ts';
import { scanStage, scanStageWith } from '../../src/scan/stage.ts';
import { renderScanText } from '../../src/scan/text.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { factsOfBytes } from '../support/facts-of.ts';

const { policy: POLICY } = profilePolicy('strict');

function fileOf(path: string, bytes: Uint8Array): SubmissionFile {
  const raw = createHash('sha256').update(bytes).digest();
  return {
    path,
    size: bytes.length,
    sha256: sha256FromBytes(raw),
    blake3: blake3FromBytes(raw),
    blob: `/nowhere/${path}`,
  };
}

function contextOf(
  files: Readonly<Record<string, Uint8Array>>,
  failOn: Policy['scan']['failOn'] = 'high',
  signal = new AbortController().signal,
): StageContext {
  const submitted = Object.entries(files).map(([path, bytes]) => fileOf(path, bytes));
  return {
    submission: { name: 'test', subject: subjectOf(submitted), files: submitted },
    policy: { ...POLICY, scan: { failOn, ignore: 'allow' } },
    clock: fixedClock(new Date('2026-01-02T03:04:05Z')),
    signal,
    progress: silentProgress,
    scratch: '/nowhere',
  };
}

const factsOf = (files: Readonly<Record<string, Uint8Array>>): FileFacts[] =>
  Object.entries(files).map(([path, bytes]) => factsOfBytes(path, bytes));
const CLEAN = { 'README.md': Buffer.from('# A model\n'), 'notes.txt': Buffer.from('notes\n') };
const HOSTILE = { ...CLEAN, 'pytorch_model.bin': commandPickle(2) };

describe('the scan stage', () => {
  it('passes plain files and says what it read', async () => {
    const evidence = evidenceSchema.parse(await scanStage.run(contextOf(CLEAN), { facts: factsOf(CLEAN) }));
    expect(evidence).toMatchObject({ stage: 'scan', outcome: 'passed', findings: [] });
    const predicate = scanPredicateSchema.parse(evidence.predicate);
    expect(predicate).toMatchObject({ result: 'PASSED', failedTests: [] });
    expect(predicate.scan.inventory[0]).toEqual({ path: 'README.md', formats: ['text'], complete: true });
  });

  it('fails on a finding at or over the severity of the policy', async () => {
    const evidence = await scanStage.run(contextOf(HOSTILE), { facts: factsOf(HOSTILE) });
    expect(evidence).toMatchObject({ outcome: 'failed' });
    expect(evidence.reason).toContain('os.system');
    expect(scanPredicateSchema.parse(evidence.predicate)).toMatchObject({
      result: 'FAILED',
      failedTests: ['pickle-dangerous-call'],
      scan: { blockedFiles: ['pytorch_model.bin'] },
    });
  });

  it('keeps quieter findings and passes', async () => {
    const files = { ...CLEAN, 'convert.sh': Buffer.from('#!/bin/sh\ntrue\n') };
    const evidence = await scanStage.run(contextOf(files), { facts: factsOf(files) });
    expect(evidence).toMatchObject({ outcome: 'passed', predicate: { result: 'WARNED' } });
    expect(await scanStage.run(contextOf(files, 'medium'), { facts: factsOf(files) })).toMatchObject({
      outcome: 'failed',
    });
  });

  it('passes whatever it finds when nothing shall block, but for what was not read whole', async () => {
    const facts = factsOf(HOSTILE);
    expect(await scanStage.run(contextOf(HOSTILE), { facts, failOn: 'none' })).toMatchObject({ outcome: 'passed' });
    const unread = [...factsOf(CLEAN), { ...factsOf(HOSTILE)[2]!, complete: false }];
    expect(await scanStage.run(contextOf(HOSTILE), { facts: unread, failOn: 'none' })).toMatchObject({
      outcome: 'failed',
    });
  });

  it('fails on a file that was not read whole, at any severity', async () => {
    const files = { 'a.7z': Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(56)]) };
    expect(await scanStage.run(contextOf(files, 'critical'), { facts: factsOf(files) })).toMatchObject({
      outcome: 'failed',
      predicate: { scan: { incompleteFiles: ['a.7z'] } },
    });
  });

  it('fails on a file that has no facts', async () => {
    const evidence = await scanStage.run(contextOf(HOSTILE), { facts: factsOf(CLEAN) });
    expect(evidence).toMatchObject({ outcome: 'failed', predicate: { scan: { blockedFiles: ['pytorch_model.bin'] } } });
  });

  it('is errored when a rule throws, never passed', async () => {
    const broken: Rule = {
      id: 'broken-rule',
      title: 'Breaks',
      severity: 'low',
      confidence: 'low',
      atlas: [],
      advice: 'None.',
      appliesTo: () => true,
      check: () => {
        throw new GateError('INTERNAL', 'the rule broke');
      },
    };
    const evidence = await scanStageWith([broken]).run(contextOf(CLEAN), { facts: factsOf(CLEAN) });
    expect(evidence).toMatchObject({
      outcome: 'errored',
      predicate: { result: 'FAILED', failedTests: ['broken-rule'] },
    });
    expect(evidence.reason).toContain('the rule broke');
  });

  it('stops when it is cancelled', async () => {
    await expect(
      scanStage.run(contextOf(CLEAN, 'high', AbortSignal.abort()), { facts: factsOf(CLEAN) }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('the outputs', () => {
  const hostileName = 'a\u001b[31m\u202e very'.padEnd(300, 'x');
  const files = { ...HOSTILE, [hostileName]: commandPickle(4) };
  const make = async () => {
    const context = contextOf(files);
    const facts = factsOf(files);
    const { findings } = await scanStage.run(context, { facts });
    return { findings, report: scanReport({ files: context.submission.files, facts, findings, failOn: 'high' }) };
  };

  it('are the documented JSON, with every file and which ones block', async () => {
    const { report } = await make();
    expect(scanReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report.files.map(({ blocking }) => blocking)).toEqual([false, false, true, true]);
    expect(report.summary).toMatchObject({ files: 4, blockedFiles: 2 });
  });

  it('are text of at most 80 columns without a control character', async () => {
    const { report } = await make();
    const lines = renderScanText(report);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(lines.join('\n')).toMatchSnapshot();
  });
});
