import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scanReportSchema, type ScanReport } from '../../src/scan/report.ts';
import { modelgate } from '../support/modelgate.ts';

async function scan(path: string, ...args: string[]): Promise<{ readonly exit: number; readonly report: ScanReport }> {
  const { exit, stdout, stderr } = await modelgate('scan', path, '--format', 'json', ...args);
  expect(stderr).toBe('');
  return { exit, report: scanReportSchema.parse(JSON.parse(stdout)) };
}

describe('modelgate scan', () => {
  it('scans a tree with entries that it can’t take, blocks those, and says of every other what it holds', async () => {
    const root = mkdtempSync(join(tmpdir(), 'modelgate-test-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, 'sub'));
    writeFileSync(join(root, 'README.md'), '# fine');
    writeFileSync(join(root, 'sub', 'Notes.txt'), 'fine');
    writeFileSync(join(root, 'sub', 'notes.txt'), 'fine too');
    writeFileSync(join(root, 'bad.pkl'), 'cos\nsystem\n(S"true"\ntR.');
    symlinkSync('/etc/passwd', join(root, 'link'));
    symlinkSync('.', join(root, 'sub', 'loop'));
    const { exit, report } = await scan(root);
    expect(exit).toBe(1);
    expect(report.files.map(({ path, blocking, sha256 }) => [path, blocking, sha256 === null])).toEqual([
      ['README.md', false, false],
      ['bad.pkl', true, false],
      ['sub/Notes.txt', false, false],
      ['sub/notes.txt', false, false],
      ['link', true, true],
      ['sub/loop', true, true],
    ]);
    expect(report.files.find(({ path }) => path === 'link')?.limits[0]?.message).toContain('/etc/passwd');
  });

  it('takes an ignore file from the operator alone', async () => {
    const root = mkdtempSync(join(tmpdir(), 'modelgate-test-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const model = join(root, 'model');
    mkdirSync(model);
    writeFileSync(join(model, 'bad.pkl'), 'cos\nsystem\n(S"true"\ntR.');
    const entry = (expires: string): string =>
      `version: 1\nignore:\n  - rule: pickle-dangerous-call\n    path: "*.pkl"\n    reason: the drill of today\n    expires: ${expires}\n`;
    writeFileSync(join(model, '.modelgateignore'), entry('2999-01-01'));
    writeFileSync(join(root, 'ignore.yaml'), entry('2999-01-01'));
    writeFileSync(join(root, 'old.yaml'), entry('2020-01-01'));

    const own = await scan(model);
    // Whoever made the tree chose where a link in it leads.
    symlinkSync(join(root, 'ignore.yaml'), join(model, 'a-link.yaml'));
    expect(own.exit).toBe(1);
    expect(own.report.files.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
      ['settings-in-tree'],
      ['pickle-dangerous-call'],
    ]);
    for (const args of [
      ['--ignore', join(model, '.modelgateignore')],
      ['--ignore', join(model, 'a-link.yaml')],
      ['--ignore', join(root, 'ignore.yaml'), '--profile', 'strict'],
      ['--ignore', join(root, 'none.yaml')],
    ])
      expect(await modelgate('scan', model, ...args)).toMatchObject({ exit: 2, stdout: '' });
    rmSync(join(model, 'a-link.yaml'));

    const ignored = await scan(model, '--ignore', join(root, 'ignore.yaml'));
    expect(ignored.exit).toBe(0);
    expect(ignored.report.ignoring).toMatchObject({ ignored: 1, expired: [], unused: [] });
    expect(ignored.report.files[1]).toMatchObject({
      blocking: false,
      findings: [{ severity: 'critical', ignored: { reason: 'the drill of today', expires: '2999-01-01' } }],
    });
    const sarif = await modelgate('scan', model, '--ignore', join(root, 'ignore.yaml'), '--format', 'sarif');
    expect(JSON.parse(sarif.stdout).runs[0].results[1].suppressions).toMatchObject([
      { kind: 'external', status: 'accepted', justification: 'the drill of today' },
    ]);
    const old = await modelgate('scan', model, '--ignore', join(root, 'old.yaml'));
    expect(old).toMatchObject({ exit: 1, stderr: '' });
    expect(old.stdout).toContain('expired on 2020-01-01, so it counts again: pickle-dangerous-call in *.pkl');
  });

  it('blocks from the severity on that it is told, and says what it takes', async () => {
    const root = mkdtempSync(join(tmpdir(), 'modelgate-test-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    writeFileSync(join(root, 'a.sh'), '#!/bin/sh\ntrue\n');
    expect(await scan(root)).toMatchObject({ exit: 0, report: { summary: { failOn: 'high' } } });
    expect(await scan(root, '--fail-on', 'medium')).toMatchObject({
      exit: 1,
      report: { summary: { blockedFiles: 1 } },
    });
    writeFileSync(join(root, 'bad.pkl'), 'cos\nsystem\n(S"true"\ntR.');
    expect(await scan(root, '--fail-on', 'none')).toMatchObject({ exit: 0, report: { summary: { blockedFiles: 0 } } });
    const wrong = await modelgate('scan', root, '--fail-on', 'worst');
    expect(wrong).toMatchObject({ exit: 2, stdout: '' });
    expect(wrong.stderr).toContain('"none"|"info"|"low"|"medium"|"high"|"critical"');
  });

  it('says in the format it was asked for what it could not do', async () => {
    const missing = join(tmpdir(), 'modelgate-test-no-such-model');
    const annotated = await modelgate('scan', missing, '--format', 'github');
    expect(annotated).toMatchObject({ exit: 2, stdout: '' });
    expect(annotated.stderr).toMatch(
      /^::error title=modelgate SOURCE_NOT_FOUND::.*does not exist%0AWhat to do: .*\n$/u,
    );
    const json = await modelgate('scan', missing, '--format', 'json');
    expect(JSON.parse(json.stderr)).toMatchObject({ version: 1, error: 'SOURCE_NOT_FOUND' });
  });

  it('takes what blocks, and whether exceptions are allowed, from a policy', async () => {
    const root = mkdtempSync(join(tmpdir(), 'modelgate-test-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, 'model'));
    writeFileSync(join(root, 'model', 'a.sh'), '#!/bin/sh\ntrue\n');
    writeFileSync(join(root, 'ignore.yaml'), 'version: 1\nignore: []\n');
    const policy = (ignore: string): string => {
      const path = join(root, `${ignore}.yaml`);
      writeFileSync(path, `version: 1\nname: ours\nprofile: hub\nscan:\n  failOn: medium\n  ignore: ${ignore}\n`);
      return path;
    };
    const ignore = ['--ignore', join(root, 'ignore.yaml')];
    const model = join(root, 'model');
    expect(await scan(model, '--policy', policy('allow'), ...ignore)).toMatchObject({
      exit: 1,
      report: { summary: { failOn: 'medium' }, ignoring: { ignored: 0 } },
    });
    expect(await scan(model, '--policy', policy('allow'), '--fail-on', 'high')).toMatchObject({ exit: 0 });
    const forbidden = await modelgate('scan', model, '--policy', policy('forbid'), ...ignore);
    expect(forbidden.exit).toBe(2);
    expect(forbidden.stderr).toContain('the policy ours forbids ignore files');
  });

  it('lets no name in a submission command the CI runner that the scan runs in', async () => {
    const root = mkdtempSync(join(tmpdir(), 'modelgate-test-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    for (const name of [
      '::stop-commands::x',
      `${'a'.repeat(71)}::error::gone`,
      'b ::add-mask::c',
      '##[error]d',
      '##vso[task.complete]',
    ])
      writeFileSync(join(root, `${name}.pkl`), 'cos\nsystem\n(S"true"\ntR.');
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const { stdout } = await modelgate('scan', root, '--format', format);
      const commands = stdout.split('\n').filter((line) => /^\s*::|##(?:vso)?\[/u.test(line));
      expect(commands.filter((line) => !/^::(?:error|warning|notice) (?:file|title)=[^:]*::/u.test(line))).toEqual([]);
    }
  });
});
