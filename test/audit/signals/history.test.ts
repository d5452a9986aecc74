import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommitReader, LOG_FORMAT } from '../../../src/audit/history/commits.ts';
import { readExports } from '../../../src/audit/history/read-export.ts';
import { readHistory } from '../../../src/audit/history/read-history.ts';
import { SignalCollector } from '../../../src/audit/signals/collector.ts';
import { fixedClock } from '../../../src/core/clock.ts';
import { SECRETS } from '../../support/secrets.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const CLOCK = fixedClock(new Date('2026-06-01T00:00:00Z'));
const START = 1_760_000_000;
const HOUR = 3_600;

interface Made {
  readonly author?: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly at?: number;
  readonly committed?: number;
  readonly signed?: boolean;
}

/** A real repository with these commits, one after another. */
async function repository(commits: readonly Made[]): Promise<string> {
  const root = await temporaryDirectory();
  git(root, ['init', '--quiet', '--initial-branch=main']);
  for (const [
    index,
    { author = 'founder', files, at = START + index * HOUR, committed = at, signed },
  ] of commits.entries()) {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    git(root, ['add', '--all', '--force']);
    const who = { NAME: author, EMAIL: `${author}@people.invalid` };
    git(root, ['commit', '--quiet', '--message', `change ${index}\n\ncommit ${'a'.repeat(40)}\nauthor x <y> 1 +0000`], {
      GIT_AUTHOR_NAME: who.NAME,
      GIT_AUTHOR_EMAIL: who.EMAIL,
      GIT_COMMITTER_NAME: who.NAME,
      GIT_COMMITTER_EMAIL: who.EMAIL,
      GIT_AUTHOR_DATE: `${at} +0200`,
      GIT_COMMITTER_DATE: `${committed} +0000`,
    });
    if (signed === true) sign(root);
  }
  return root;
}

/** The last commit again with a signature in its header, whatever it is worth. */
function sign(root: string): void {
  const text = execFileSync('git', ['cat-file', 'commit', 'HEAD'], { cwd: root, encoding: 'utf8' });
  const signature = 'gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----\n';
  const signed = text.replace('\n\n', `\n${signature}\n`);
  const id = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
    cwd: root,
    input: signed,
    encoding: 'utf8',
  });
  git(root, ['update-ref', 'HEAD', id.trim()]);
}

function git(root: string, args: readonly string[], env: Record<string, string> = {}): string {
  return execFileSync('git', ['-c', 'commit.gpgsign=false', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1', ...env },
  });
}

async function read(root: string, deep = false): Promise<{ found: SignalCollector; counts: unknown }> {
  const found = new SignalCollector();
  return { found, counts: await readHistory(root, deep, CLOCK, found) };
}

const ten = Array.from({ length: 10 }, (_, index) => ({ files: { [`src/${index}.py`]: `print(${index})\n` } }));

describe('the history of a repository', () => {
  it('is read with who signed, and messages that pose as headers change nothing', async () => {
    const root = await repository([...ten.slice(0, 6), ...ten.slice(6).map((one) => ({ ...one, signed: true }))]);
    const { found, counts } = await read(root);
    expect(counts).toEqual({ commits: 10, contributors: 1, signed: 4, searched: 0 });
    expect(found.findings).toMatchObject([
      { rule: 'history-unsigned-commits', message: '6 of the last 10 commits carry no signature' },
    ]);
  });

  it('tells a newcomer who brings a model, and not the founder, nor one who was there before', async () => {
    const model = Buffer.alloc(64, 7);
    const root = await repository([
      { files: { 'models/base.safetensors': model } },
      { author: 'regular', files: { 'a.py': 'a\n' } },
      { author: 'other', files: { 'b.py': 'b\n' } },
      { author: 'regular', files: { 'models/tuned.safetensors': Buffer.alloc(64, 8) } },
      { author: 'newcomer', files: { 'models/gift ä.safetensors': Buffer.alloc(64, 9) } },
    ]);
    const { found } = await read(root);
    expect(found.findings).toMatchObject([
      { rule: 'history-first-large-binary', severity: 'medium', path: 'models/gift ä.safetensors' },
    ]);
    expect(found.findings[0]?.message).toMatch(
      /64 bytes; 1 of 3 first contributions .*median 1, MAD 0 over 3 contributors/u,
    );
    expect(JSON.stringify(found.findings)).not.toContain('newcomer');
  });

  it('asks for the size of what is only binary', async () => {
    const root = await repository([
      { files: { 'a.py': 'a\n' } },
      { author: 'small', files: { 'small.zip': Buffer.alloc(100) } },
      { author: 'large', files: { 'large.zip': Buffer.alloc((1 << 20) + 1, 3) } },
    ]);
    expect((await read(root)).found.findings.map(({ path }) => path)).toEqual(['large.zip']);
  });

  it('tells times that do not fit', async () => {
    const root = await repository([
      ...ten,
      { files: { 'x.py': 'x' }, at: START - 30 * 24 * HOUR },
      { files: { 'y.py': 'y' }, at: START + 90 * 24 * HOUR, committed: START + 20 * HOUR },
    ]);
    const found = (await read(root)).found.findings.filter(({ rule }) => rule === 'history-clock-anomaly');
    expect(found).toMatchObject([{ path: '.git', confidence: 'low' }]);
    expect(found[0]?.message).toMatch(/2 of 12 commits/u);
  });

  it('is not judged for first contributions where it is cut off', async () => {
    const root = await repository([...ten, { author: 'newcomer', files: { 'm.gguf': 'x' } }]);
    const clone = await temporaryDirectory();
    git(clone, ['clone', '--quiet', '--depth=3', `file://${root}`, 'shallow'], { GIT_ALLOW_PROTOCOL: 'file' });
    const { found, counts } = await read(join(clone, 'shallow'));
    expect(counts).toMatchObject({ commits: 3 });
    expect(found.findings).toEqual([]);
    expect(found.gaps).toMatchObject([{ reason: expect.stringContaining('goes on before the 3 commits') }]);
  });

  it('is none where there is no repository', async () => {
    const { found, counts } = await read(await temporaryDirectory());
    expect({ counts, gaps: found.gaps }).toEqual({ counts: undefined, gaps: [] });
    const file = join(await temporaryDirectory(), 'ci.yml');
    writeFileSync(file, 'on: push\n');
    expect((await read(file)).found.gaps).toEqual([]);
  });
});

describe('secrets in the history', () => {
  const token = SECRETS['hugging-face-token'];

  it('are found in versions that are gone, by line and commit, and never shown', async () => {
    const root = await repository([
      { files: { 'deploy.ini': 'a = 1\n', 'tests/fixture.ini': `token = ${token}\n` } },
      { files: { 'deploy.ini': `a = 1\ntoken = ${token}\n` } },
      { files: { 'deploy.ini': 'a = 1\ntoken = from the environment\n' } },
    ]);
    const { found, counts } = await read(root, true);
    expect(counts).toMatchObject({ searched: 3 });
    const commit = git(root, ['rev-parse', '--short=12', 'HEAD~1']).trim();
    expect(found.findings).toMatchObject([{ rule: 'history-secret', severity: 'high', path: 'deploy.ini', line: 2 }]);
    expect(found.findings[0]?.message).toContain(commit);
    expect(JSON.stringify(found.findings)).not.toContain(token.slice(4, 20));
    expect((await read(root)).found.findings).toEqual([]);
  });

  it('are found in what a merge alone brings, in other branches and under tags', async () => {
    const root = await repository([{ files: { 'a.ini': 'a = 1\n' } }]);
    const who = {
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@people.invalid',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@people.invalid',
    };
    const commit = (branch: string, file: string, text: string): void => {
      git(root, ['checkout', '--quiet', '-B', branch]);
      writeFileSync(join(root, file), text);
      git(root, ['add', '--all']);
      git(root, ['commit', '--quiet', '--message', file], who);
    };
    commit('side', 'side.ini', 'b = 1\n');
    git(root, ['checkout', '--quiet', 'main']);
    commit('main', 'main.ini', 'c = 1\n');
    git(root, ['merge', '--quiet', '--no-commit', '--no-ff', 'side'], who);
    writeFileSync(join(root, 'merged.ini'), `token = ${token}\n`);
    git(root, ['add', '--all']);
    git(root, ['commit', '--quiet', '--message', 'merge'], who);
    commit('aside', 'aside.ini', `token = ${token} # aside\n`);
    git(root, ['tag', 'old']);
    git(root, ['branch', '--quiet', 'kept']);
    git(root, ['pack-refs', '--all']);
    git(root, ['checkout', '--quiet', 'main']);
    git(root, ['branch', '--quiet', '-D', 'aside']);
    const { found } = await read(root, true);
    expect(found.findings.map(({ path }) => path).sort()).toEqual(['aside.ini', 'merged.ini']);
  });

  it('are looked for in every version, whatever pieces git prints', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`f${index}`, `${index}\n`.repeat(index * 7)]),
    );
    const root = await repository([
      { files: { ...files, 'large.bin': Buffer.alloc(600 << 10, 'x'), 'last.env': `HF_TOKEN=${token}\n` } },
    ]);
    const { found, counts } = await read(root, true);
    expect(counts).toMatchObject({ searched: 301 });
    expect(found.findings.map(({ path }) => path)).toEqual(['last.env']);
    expect(found.gaps).toMatchObject([{ reason: expect.stringContaining('1 versions of files are over') }]);
  });
});

describe('a hostile repository', () => {
  it('runs nothing by its configuration, hooks or attributes', async () => {
    const root = await repository([
      ...ten,
      { files: { '.gitattributes': '* diff=evil filter=evil\n', 'a.txt': 'a' }, signed: true },
    ]);
    const marker = join(root, 'marker');
    const script = join(root, 'evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${marker}\ncat\n`, { mode: 0o755 });
    for (const key of [
      'core.pager',
      'core.fsmonitor',
      'diff.external',
      'diff.evil.command',
      'diff.evil.textconv',
      'filter.evil.smudge',
      'filter.evil.clean',
      'gpg.program',
      'gpg.ssh.program',
      'core.sshCommand',
      'core.editor',
    ])
      git(root, ['config', key, script]);
    git(root, ['config', 'log.showSignature', 'true']);
    git(root, ['config', 'core.hooksPath', root]);
    const { counts } = await read(root, true);
    expect(counts).toMatchObject({ commits: 11, signed: 1 });
    expect(existsSync(marker)).toBe(false);
  });

  it('is not followed out of its directory', async () => {
    const other = await repository(ten);
    const link = await temporaryDirectory();
    symlinkSync(join(other, '.git'), join(link, '.git'));
    const file = await temporaryDirectory();
    writeFileSync(join(file, '.git'), `gitdir: ${join(other, '.git')}\n`);
    const borrowing = await repository(ten);
    writeFileSync(join(borrowing, '.git/objects/info/alternates'), `${join(other, '.git/objects')}\n`);
    for (const root of [link, file, borrowing]) {
      const { found, counts } = await read(root);
      expect({ counts, findings: found.findings }).toEqual({ counts: undefined, findings: [] });
      expect(found.gaps).toHaveLength(1);
    }
  });

  it('with objects that are missing or no objects is told as not read', async () => {
    const root = await repository(ten);
    rmSync(join(root, '.git/objects'), { recursive: true });
    mkdirSync(join(root, '.git/objects'));
    expect((await read(root)).found.gaps).toMatchObject([{ reason: expect.stringContaining('could not read') }]);
    writeFileSync(join(root, '.git/HEAD'), 'ref: ../../../etc/passwd\n');
    expect((await read(root)).found.gaps).toMatchObject([{ reason: expect.stringContaining('no commit') }]);
  });

  it('that prints anything is read without a fault', () => {
    const line = fc.oneof(
      fc.constantFrom(
        `commit ${'a'.repeat(40)}`,
        'author a <b> 1 +0000',
        'author >< 99999999999999999999 +1',
        'gpgsig x',
        'parent',
        `:000000 100644 ${'0'.repeat(40)} ${'b'.repeat(40)} A\t"\\303\\`,
        '',
        '    commit',
      ),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (lines, size) => {
        const bytes = Buffer.from(lines.join('\n'));
        const whole = new CommitReader();
        whole.add(bytes);
        const pieces = new CommitReader();
        for (let at = 0; at < bytes.length; at += size) pieces.add(bytes.subarray(at, at + size));
        expect(pieces.end()).toEqual(whole.end());
      }),
      { numRuns: 40 },
    );
  });
});

describe('exports', () => {
  async function exported(...documents: readonly unknown[]): Promise<SignalCollector> {
    const directory = await temporaryDirectory();
    for (const [index, document] of documents.entries())
      writeFileSync(
        join(directory, `${index}.json`),
        typeof document === 'string' ? document : JSON.stringify(document),
      );
    const found = new SignalCollector();
    readExports([directory], CLOCK, found);
    return found;
  }

  const pull = (number: number, author: string, merger: string | null, more: object = {}): object => ({
    number,
    user: { login: author, id: 1 },
    merged_by: merger === null ? null : { login: merger },
    merged_at: merger === null ? null : '2026-05-01T00:00:00Z',
    author_association: 'MEMBER',
    ...more,
  });
  const review = (number: number, by: string, state = 'APPROVED'): object => ({
    user: { login: by },
    state,
    pull_request_url: `https://api.github.com/repos/o/r/pulls/${number}`,
  });

  it('show who merges their own changes without another’s approval', async () => {
    const found = await exported(
      [pull(1, 'ann', 'ann'), pull(2, 'ann', 'bob'), pull(3, 'ann', 'ann'), pull(4, 'ann', null)],
      [review(3, 'bob'), review(1, 'ann'), review(1, 'bob', 'COMMENTED')],
    );
    expect(found.findings).toMatchObject([{ rule: 'history-self-merge', confidence: 'medium' }]);
    expect(found.findings[0]?.message).toMatch(/merged 1 of their own .* such as #1; 1 of all 3/u);
    expect(found.findings[0]?.message).not.toContain('ann');
  });

  it('without reviews say less', async () => {
    expect((await exported([pull(1, 'ann', 'ann')])).findings).toMatchObject([{ confidence: 'low' }]);
  });

  it('of GitLab count approvals', async () => {
    const request = (iid: number, approvers: readonly string[]): object => ({
      iid,
      author: { username: 'ann' },
      merge_user: { username: 'ann' },
      merged_at: '2026-05-01T00:00:00Z',
      approved_by: approvers.map((username) => ({ user: { username } })),
    });
    expect((await exported([request(1, ['bob'])])).findings).toEqual([]);
    expect((await exported([request(2, ['ann'])])).findings[0]?.message).toContain('!2');
  });

  it('show a first contribution that brings a model', async () => {
    const files = [{ filename: 'weights/model.gguf' }];
    const found = await exported([
      pull(9, 'new', null, { author_association: 'FIRST_TIME_CONTRIBUTOR', files }),
      pull(10, 'old', null, { files }),
    ]);
    expect(found.findings).toMatchObject([{ rule: 'history-first-large-binary' }]);
    expect(found.findings[0]?.message).toContain('#9');
  });

  const day = (index: number): string => new Date(Date.UTC(2026, 4, index + 1)).toISOString();

  it('show days with far more clones or forks than is usual, with the baseline', async () => {
    const clones = Array.from({ length: 14 }, (_, index) => ({
      timestamp: day(index),
      count: index === 9 ? 400 : 20 + (index % 3),
      uniques: 3,
    }));
    const forks = [...Array.from({ length: 30 }, () => day(12)), day(0), day(13)].map((created_at) => ({
      fork: true,
      created_at,
      full_name: 'x/y',
    }));
    const found = await exported({ count: 1, uniques: 1, clones }, forks);
    expect(found.findings.map(({ message }) => message)).toEqual([
      '400 clones on 2026-05-10; median 21, MAD 1 over 14 days',
      '30 forks on 2026-05-13; median 0, MAD 0 over 14 days',
    ]);
  });

  it('of events are read as well', async () => {
    const event = (type: string, payload: object): object => ({
      type,
      actor: { login: 'x' },
      created_at: day(1),
      payload,
    });
    const found = await exported([
      event('PullRequestEvent', { action: 'closed', pull_request: pull(5, 'ann', 'ann') }),
      event('PullRequestReviewEvent', {
        pull_request: pull(5, 'ann', 'ann'),
        review: { user: { login: 'bob' }, state: 'approved' },
      }),
      event('PushEvent', {}),
    ]);
    expect(found.findings).toEqual([]);
    expect(found.gaps).toEqual([]);
  });

  it('of git log are read like the history itself', async () => {
    const root = await repository([...ten, { author: 'newcomer', files: { 'm.gguf': 'x' } }]);
    const found = await exported(git(root, ['log', ...LOG_FORMAT]));
    expect(found.findings.map(({ rule }) => rule).sort()).toEqual([
      'history-first-large-binary',
      'history-unsigned-commits',
    ]);
  });

  it('that nobody knows are named', async () => {
    const found = await exported([{ what: 1 }, null], 'no json', { a: { b: { c: 1 } } }, '{"__proto__": [1]}');
    expect(found.findings).toEqual([]);
    expect(found.gaps.map(({ reason }) => reason)).toEqual([
      '2 entries of no known export',
      'no JSON',
      '1 entries of no known export',
      '1 entries of no known export',
    ]);
  });

  it('of any JSON are read without a fault', async () => {
    const directory = await temporaryDirectory();
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        writeFileSync(join(directory, 'a.json'), text);
        readExports([directory], CLOCK, new SignalCollector());
      }),
      { numRuns: 50 },
    );
  });
});
