import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assert as holds, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit/audit.ts';
import { parseBaseline, writeBaseline } from '../../src/audit/exceptions/baseline.ts';
import { commentAt, readInlineIgnores } from '../../src/audit/exceptions/inline.ts';
import { applyBaseline, applyInline, counts } from '../../src/audit/exceptions/settle.ts';
import { auditReportSchema } from '../../src/audit/report.ts';
import { repositoryOf } from '../../src/audit/source/repository.ts';
import { GateError } from '../../src/core/errors.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { runAudit } from '../support/run-audit.ts';

const CHECKOUT = '11bd71901bbe5b1630ceea73d27597364c9af683';
const PATH = '.github/workflows/a.yml';
const workflow = (run = 'make install', before = '', event = 'pull_request_target') => `on: ${event}
permissions: {}
${before}jobs:
  work:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${CHECKOUT}
        with:
          ref: \${{ github.event.pull_request.head.sha }}
          persist-credentials: false
      - run: ${run}
`;
const reportOf = (text: string) => auditRepository(repositoryOf({ [PATH]: text }));
const RULE = 'untrusted-checkout-run';
const NOW = new Date('2026-06-30T12:00:00Z');

describe('a baseline', () => {
  const baseline = parseBaseline(writeBaseline(reportOf(workflow()).findings), 'baseline.json');
  const added = (text: string) => applyBaseline(reportOf(text), baseline).findings.filter(counts);

  it('knows its findings again on moved lines, with other indentation, and nothing else', () => {
    expect(added(workflow())).toEqual([]);
    expect(added(workflow('make   install', '# a\n# b\n'))).toEqual([]);
    expect(added(workflow('make all')).map(({ rule }) => rule)).toContain(RULE);
  });

  it('takes a finding for new that became worse, and a second one like it', () => {
    const milder = parseBaseline(writeBaseline(reportOf(workflow()).findings).replaceAll('critical', 'low'), 'b');
    expect(
      applyBaseline(reportOf(workflow()), milder)
        .findings.filter(counts)
        .map(({ rule }) => rule),
    ).toContain(RULE);
    const twice = workflow() + workflow().slice(workflow().indexOf('  work:')).replace('work:', 'again:');
    expect(added(twice).map(({ rule }) => rule)).toContain(RULE);
  });

  it('says what is gone', () => {
    const report = applyBaseline(reportOf(workflow('make install', '', 'push')), baseline);
    expect(report.baseline?.gone).toBeGreaterThan(0);
    expect(auditReportSchema.parse(report)).toEqual(report);
  });

  it.each([
    ['no JSON', '{'],
    ['another version', '{"version":2,"findings":[]}'],
    ['an unknown key', '{"version":1,"findings":[],"__proto__x":1}'],
    [
      'a fingerprint that is none',
      '{"version":1,"findings":[{"fingerprint":"*","severity":"low","path":"a","rule":"b"}]}',
    ],
  ])('is refused with %s', (_what, text) => {
    expect(() => parseBaseline(text, 'b.json')).toThrow(GateError);
  });

  it('never throws anything else', () => {
    holds(
      property(string({ unit: 'binary' }), (text) => {
        try {
          parseBaseline(text, 'b.json');
        } catch (error) {
          return error instanceof GateError;
        }
        return true;
      }),
    );
  });
});

describe('an ignore comment', () => {
  const comment = `# modelgate: ignore ${RULE} reviewed by security until 2026-06-30`;
  const commented = workflow(`make install ${comment}`);
  const settled = (head: string, base: string | undefined, at = NOW) => {
    const repository = repositoryOf({ [PATH]: head });
    const trusted = base === undefined ? undefined : new Map([[PATH, base]]);
    return applyInline(auditRepository(repository), repository, trusted, at);
  };
  const ignored = (...given: Parameters<typeof settled>) =>
    settled(...given).findings.some((finding) => finding.ignored !== undefined);

  it('is obeyed as the base has it, wherever its line stands now, through its last day', () => {
    expect(ignored(commented, commented)).toBe(true);
    expect(ignored(workflow('make install', '# moved\n'), commented)).toBe(true);
    expect(ignored(commented, commented, new Date('2026-07-01T00:00:00Z'))).toBe(false);
    expect(settled(commented, commented, new Date('2026-07-01T00:00:00Z')).exceptions?.expired).toHaveLength(1);
  });

  it('of the audited files alone silences nothing, and is told', () => {
    expect(ignored(commented, undefined)).toBe(false);
    expect(settled(commented, undefined).exceptions?.refused).toMatchObject([{ path: PATH, line: 11 }]);
    expect(ignored(commented, workflow())).toBe(false);
  });

  it('covers its own line or the next one, and no other line, rule or second place', () => {
    const above = workflow().replace('      - run', `      ${comment}\n\n      - run`);
    expect(ignored(workflow(), above)).toBe(true);
    expect(ignored(workflow('make all'), above)).toBe(false);
    expect(ignored(workflow(), above.replace(RULE, 'unpinned-action'))).toBe(false);
    const twice = workflow() + workflow().slice(workflow().indexOf('  work:')).replace('work:', 'again:');
    expect(ignored(twice, above)).toBe(false);
    expect(settled(twice, above).exceptions?.refused[0]?.reason).toContain('read the same');
  });

  it.each([
    ['no reason', `# modelgate: ignore ${RULE} until 2027-01-31`, 'it states no reason'],
    ['no day', `# modelgate: ignore ${RULE} because`, 'it must end with until'],
    ['a day that does not exist', `# modelgate: ignore ${RULE} because until 2027-02-30`, 'it must end with until'],
    ['no rule', '# modelgate: ignore everything because until 2027-01-31', 'there is no such rule'],
  ])('with %s is refused', (_what, text, reason) => {
    const { ignores, refused } = readInlineIgnores('a', text, new Set([RULE]));
    expect(ignores).toEqual([]);
    expect(refused[0]?.reason).toContain(reason);
  });

  it('is one only where a comment begins, and ends on any text in time that grows with it', () => {
    expect(commentAt(`echo 'modelgate: ignore ${RULE} x until 2027-01-31'`)).toBeUndefined();
    expect(commentAt('<!-- modelgate: ignore a b until 2027-01-31 -->')?.said).toBe('a b until 2027-01-31');
    const before = process.cpuUsage();
    readInlineIgnores('a', `#${' '.repeat(200_000)}modelgate: ignore ${' '.repeat(200_000)}\n`.repeat(20), new Set());
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

describe('modelgate audit with exceptions', () => {
  async function repository(files: Readonly<Record<string, string>>): Promise<string> {
    const root = await temporaryDirectory();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid', ...args], { cwd: root });
    git('init', '--quiet', '--initial-branch=main');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    git('add', '.');
    git('commit', '--quiet', '--message=base');
    git('checkout', '--quiet', '-b', 'change');
    return root;
  }
  const ignoreFile = `version: 1\nignore:\n  - rule: ${RULE}\n    path: '**'\n    reason: known\n    expires: 2099-01-01\n`;

  it('obeys files and comments of the protected reference, and never those of the change', async () => {
    const root = await repository({ [PATH]: workflow(), 'ignore.yaml': 'version: 1\nignore: []\n' });
    await writeFile(join(root, PATH), workflow(`make install # modelgate: ignore ${RULE} mine until 2099-01-01`));
    await writeFile(join(root, 'ignore.yaml'), ignoreFile);
    const exits = await Promise.all([
      runAudit(root),
      runAudit(root, '--ignores-from', 'main'),
      runAudit(root, '--ignores-from', 'main', '--ignore', join(root, 'ignore.yaml')),
      runAudit(root, '--ignore', join(root, 'ignore.yaml')),
      runAudit(root, '--ignores-from', 'nowhere'),
    ]);
    expect(exits.map(({ exit }) => exit)).toEqual([1, 1, 1, 2, 2]);
    expect(exits[3]?.stderr).toContain('IGNORE_REFUSED');
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid', 'commit', '-aqm', 'x'], {
      cwd: root,
    });
    expect((await runAudit(root, '--ignores-from', 'main')).exit).toBe(1);
    // Who trusts the change itself may say so.
    expect((await runAudit(root, '--ignores-from', 'change', '--fail-on', 'critical')).exit).toBe(0);
    const file = ['--ignores-from', 'change', '--ignore', join(root, 'ignore.yaml'), '--fail-on', 'critical'];
    expect((await runAudit(root, ...file)).exit).toBe(0);
  });

  it('fails only on what a baseline does not know', async () => {
    const root = await repository({ [PATH]: workflow() });
    const file = join(await temporaryDirectory(), 'baseline.json');
    expect((await runAudit(root, '--write-baseline', file)).exit).toBe(0);
    expect((await runAudit(root, '--write-baseline', '/nowhere/b.json')).exit).toBe(2);
    const { exit, stdout } = await runAudit(root, '--baseline', file);
    expect(exit).toBe(0);
    expect(stdout).toContain('0 of them are new');
    await writeFile(join(root, PATH), workflow('make all'));
    expect((await runAudit(root, '--baseline', file)).exit).toBe(1);
  });
});
