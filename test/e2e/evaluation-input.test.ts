import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimsReportSchema } from '../../src/evaluate/claims/report.ts';
import { MODELGATE, ROOT, shell } from '../support/command-line.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const HONEST = join(ROOT, 'fixtures', 'models', 'open-chat');
const root = sharedTemporaryDirectory();

beforeAll(() => mkdir(join(root, 'tmp')));

const TASK = `version: 1
name: asked
description: Questions.
type: generation
metric: refusal_rate
aliases: [asked]
data: items.jsonl
judge: refusal
generation: { maxTokens: 8, temperature: 0 }
`;
const HARNESS = `task: t
dataset_path: json
dataset_kwargs: {data_files: {test: docs.jsonl}}
test_split: test
output_type: generate_until
doc_to_text: "{{q}}"
doc_to_target: "{{a}}"
`;
const item = (id: string): string => `{"id":"${id}","messages":[{"role":"user","content":"a"}]}\n`;

describe('modelgate evaluate with a suite that', () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'holds code',
      { 't.yaml': `${HARNESS}process_docs: !function utils.process_docs\n`, 'docs.jsonl': '{"q":"1","a":"2"}\n' },
      /t\.yaml:8: !function utils\.process_docs is a program/u,
    ],
    ['includes itself', { 'a.yaml': 'include: b.yaml\n', 'b.yaml': 'include: a.yaml\n' }, /a\.yaml.*b\.yaml/u],
    [
      'has one id twice',
      { 'task.yaml': TASK, 'items.jsonl': item('x') + item('x') },
      /items\.jsonl:2: the id "x" stands on line 1 too/u,
    ],
    [
      'has ten million rows',
      { 'task.yaml': TASK, 'items.jsonl': '{"id":1}\n'.repeat(10_000_000) },
      /items\.jsonl.*(?:1000000|1,000,000)/u,
    ],
  ])('%s starts nothing, and says where', async (name, files, said) => {
    const suite = join(root, name.replaceAll(' ', '-'));
    await mkdir(suite);
    for (const [path, text] of Object.entries(files)) await writeFile(join(suite, path), text);
    const { code, stdout, stderr } = await shell(
      `${MODELGATE} evaluate ${HONEST} --suite ${suite} --format json`,
      root,
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(JSON.parse(stderr)).toMatchObject({ error: 'SUITE_INVALID', message: expect.stringMatching(said) });
  });
});

describe('modelgate claims', () => {
  it('reads 99,9 % as a number, calls 1e308 none, and both are suspicious', async () => {
    const path = join(root, 'evaluation_results.json');
    await writeFile(
      path,
      '{"results": {"arc": {"acc": 1e308, "n": 100}, "safety": {"refusal_rate": "99,9 %", "n": 300}}}',
    );
    const { code, stdout } = await shell(`${MODELGATE} claims ${path} --format json`, root);
    expect(code).toBe(1);
    expect(claimsReportSchema.parse(JSON.parse(stdout)).claims).toMatchObject([
      { task: 'arc', stated: '1e308', suspicious: true, checks: [{ check: 'value', held: false }] },
      { task: 'safety', value: 0.999, suspicious: true, checks: [{ check: 'integral-count', held: false }] },
    ]);
  });

  it('states nothing of a file of 2 GB, and says so', async () => {
    const path = join(root, 'results_2026-01-01T00-00-00.json');
    await writeFile(path, '{"results": {"arc": {"acc": 0.5}}, "more": "');
    await truncate(path, 2 ** 31);
    const { code, stdout, stderr } = await shell(`${MODELGATE} claims ${path} --format json`, root);
    expect([code, stdout]).toEqual([3, '']);
    expect(JSON.parse(stderr)).toMatchObject({ error: 'RESULTS_UNREADABLE', message: expect.stringContaining(path) });
  });
});
