import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { environment, ROOT, type Ended } from '../support/command-line.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const FIXTURES = join(ROOT, 'fixtures/audit/untrusted-checkout-run');
const inputs = z.record(z.string(), z.looseObject({ default: z.string().optional() }));
const action = z
  .object({
    inputs,
    runs: z.object({
      using: z.literal('composite'),
      steps: z.tuple([
        z.strictObject({
          name: z.string(),
          shell: z.literal('bash'),
          env: z.record(z.string(), z.string()),
          run: z.string(),
        }),
      ]),
    }),
  })
  .parse(parse(readFileSync(join(ROOT, 'audit/action.yml'), 'utf8')));
const [header, body] = parseAllDocuments(readFileSync(join(ROOT, 'templates/audit.yml'), 'utf8')).map(
  (document): unknown => document.toJS(),
);
const component = z.object({ spec: z.object({ inputs }) }).parse(header).spec.inputs;
const job = z
  .record(
    z.literal('$[[ inputs.job-name ]]'),
    z.object({
      variables: z.record(z.string(), z.strictObject({ value: z.string(), expand: z.literal(false) })),
      script: z.array(z.string()),
    }),
  )
  .parse(body)['$[[ inputs.job-name ]]'];

const directory = sharedTemporaryDirectory();
const [step] = action.runs.steps;
type Inputs = Readonly<Record<string, string>>;

function bash(script: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const base = environment(directory);
  const own = { ...base, ...env, PATH: `${join(directory, 'installed')}${delimiter}${base['PATH'] ?? ''}` };
  return new Promise((resolve) => {
    execFile('bash', ['-eo', 'pipefail', '-c', script], { cwd: directory, env: own }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : z.object({ code: z.number() }).parse(error).code, stdout, stderr });
    });
  });
}

/** Inputs put where the service puts them. */
function filled(text: string, known: z.infer<typeof inputs>, given: Inputs, pattern: RegExp): string {
  return text.replaceAll(pattern, (_all, name: string) => given[name] ?? known[name]?.default ?? '');
}
const github = (given: Inputs) =>
  bash(step.run, {
    ...Object.fromEntries(
      Object.entries(step.env).map(([key, value]) => [
        key,
        filled(value, action.inputs, given, /\$\{\{ inputs\.([a-z-]+) \}\}/gu),
      ]),
    ),
    GITHUB_ACTION_PATH: join(ROOT, 'audit'),
  });
const gitlab = (given: Inputs) =>
  bash(
    job.script.join('\n'),
    Object.fromEntries(
      Object.entries(job.variables).map(([key, { value }]) => [
        key,
        filled(value, component, given, /\$\[\[ inputs\.([a-z-]+) \]\]/gu),
      ]),
    ),
  );

beforeAll(async () => {
  for (const name of ['tmp', 'installed']) await mkdir(join(directory, name));
  await writeFile(join(directory, 'installed/npm'), '#!/bin/sh\n');
  await chmod(join(directory, 'installed/npm'), 0o755);
  await symlink(join(ROOT, 'bin/audit-pipelines'), join(directory, 'installed/modelgate-audit-pipelines'));
});

describe.each([
  ['GitHub’s action', github],
  ['GitLab’s component', gitlab],
] as const)('%s', (_name, run) => {
  it('fails a job for a finding, passes one without, and writes a report', async () => {
    const report = join(directory, 'report.md');
    const bad = await run({ path: join(FIXTURES, 'bad-sample'), format: 'markdown', report });
    expect(bad.code).toBe(1);
    expect(readFileSync(report, 'utf8')).toContain('untrusted-checkout-run');
    expect((await run({ path: join(FIXTURES, 'good-sample') })).code).toBe(0);
  }, 60_000);

  it('takes every input for data', async () => {
    const mark = join(directory, 'tmp/ran');
    const nasty = `$(touch ${mark})"; touch ${mark}; \``;
    expect((await run({ path: nasty })).code).toBe(2);
    expect((await run({ path: '--help', 'ignores-from': nasty })).code).toBe(2);
    expect(existsSync(mark)).toBe(false);
  }, 60_000);
});

it('both hand over the same inputs, through the environment alone', () => {
  expect(step.run).not.toContain('${{');
  expect(job.script.join('\n')).not.toContain('[[');
  expect(Object.keys(job.variables).filter((name) => name !== 'MODELGATE_VERSION')).toEqual(Object.keys(step.env));
  const read = new Set(readFileSync(join(ROOT, 'bin/audit-pipelines'), 'utf8').match(/MODELGATE_[A-Z_]+/gu));
  expect(new Set(Object.keys(step.env))).toEqual(read);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  expect(component['version']?.default).toBe(version);
});
