import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { environment, ROOT, shell, type Ended } from '../support/command-line.ts';
import { ImageStore } from '../support/oci-image.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const inputSchema = z.looseObject({
  default: z.union([z.string(), z.boolean()]).optional(),
  required: z.boolean().optional(),
});

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax, of composite actions. */
const action = z
  .strictObject({
    name: z.string(),
    description: z.string().max(125),
    branding: z.strictObject({ icon: z.string(), color: z.enum(['green', 'blue', 'orange']) }),
    inputs: z.record(
      z.string().regex(/^[a-z][a-z-]*$/u),
      z.strictObject({ description: z.string(), required: z.boolean().optional(), default: z.string().optional() }),
    ),
    runs: z.strictObject({
      using: z.literal('composite'),
      steps: z.array(
        z.union([
          z.strictObject({
            name: z.string(),
            shell: z.literal('bash'),
            env: z.record(z.string(), z.string()),
            run: z.string(),
          }),
          // An action by tag is whatever its owner makes of the tag tomorrow.
          z.strictObject({ name: z.string(), uses: z.string().regex(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/u) }),
        ]),
      ),
    }),
  })
  .parse(parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')));

/** https://docs.gitlab.com/ci/components/ and https://docs.gitlab.com/ci/inputs/. */
const [header, body] = parseAllDocuments(readFileSync(join(ROOT, 'templates', 'verify.yml'), 'utf8')).map(
  (document): unknown => document.toJS(),
);
const component = z.strictObject({ spec: z.strictObject({ inputs: z.record(z.string(), inputSchema) }) }).parse(header)
  .spec.inputs;
const job = z
  .record(
    z.literal('$[[ inputs.job-name ]]'),
    z.strictObject({
      stage: z.string(),
      image: z.string(),
      variables: z.record(z.string(), z.strictObject({ value: z.string(), expand: z.literal(false) })),
      script: z.array(z.string()),
    }),
  )
  .parse(body)['$[[ inputs.job-name ]]'];

const directory = sharedTemporaryDirectory();
const at = (name: string): string => join(directory, name);
type Inputs = Readonly<Record<string, string>>;

function bash(script: string, env: Readonly<Record<string, string>>, path = ''): Promise<Ended> {
  const base = environment(directory);
  const own = { ...base, ...env, PATH: `${path}${delimiter}${base['PATH'] ?? ''}` };
  return new Promise((resolve, reject) => {
    // As both runners start a step.
    execFile('bash', ['-eo', 'pipefail', '-c', script], { cwd: directory, env: own }, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(error);
    });
  });
}

/** The action's step, with inputs put where GitHub puts them: expressions are replaced in `env`, and would be in `run`. */
async function github(inputs: Inputs): Promise<Ended> {
  const values = new Map(Object.entries(action.inputs).map(([name, { default: own }]) => [name, own ?? '']));
  for (const [name, value] of Object.entries(inputs)) values.set(name, value);
  const put = (text: string): string =>
    text.replaceAll(/\$\{\{ inputs\.([a-z-]+) \}\}/gu, (_all, name: string) => values.get(name) ?? '');
  const [step] = action.runs.steps;
  if (step === undefined || !('run' in step)) throw new Error('no step');
  const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, put(value)]));
  return bash(put(step.run), { ...env, GITHUB_ACTION_PATH: ROOT });
}

/** The component's job, with inputs put where GitLab puts them; the package that it installs is this checkout. */
async function gitlab(inputs: Inputs): Promise<Ended> {
  const values = new Map(Object.entries(component).map(([name, { default: own }]) => [name, String(own ?? '')]));
  for (const [name, value] of Object.entries(inputs)) values.set(name, value);
  const put = (text: string): string =>
    text.replaceAll(/\$\[\[ inputs\.([a-z-]+) \]\]/gu, (_all, name: string) => values.get(name) ?? '');
  const env = Object.fromEntries(Object.entries(job.variables).map(([name, { value }]) => [name, put(value)]));
  return bash(job.script.map(put).join('\n'), env, at('installed'));
}

const RUNNERS = [
  ['GitHub’s action', github],
  ['GitLab’s component', gitlab],
] as const;

beforeAll(async () => {
  for (const name of ['tmp', 'installed', 'model']) await mkdir(at(name));
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(at('key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  await writeFile(at('key.pub.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  await writeFile(at('model/config.json'), '{}');
  await writeFile(at('train.py'), 'print(1)\n');
  await writeFile(at('data.csv'), 'a,b\n');
  await cp(at('data.csv'), at('unsigned.csv'));
  const signed = await Promise.all([
    shell(`bin/modelgate sign ${at('model')} --key ${at('key.pem')}`, directory),
    shell(`bin/modelgate sign ${at('train.py')} --key ${at('key.pem')} --signature ${at('train.py.sig')}`, directory),
    shell(`bin/modelgate sign ${at('data.csv')} --key ${at('key.pem')} --signature ${at('data.csv.sig')}`, directory),
  ]);
  expect(signed.map(({ code }) => code)).toEqual([0, 0, 0]);
  const store = new ImageStore();
  store.cosignWithKey(store.image('signed', 'good'), privateKey);
  store.image('unsigned', 'bad');
  await store.writeLayout(at('layout'));
  // What `npm install --global` would put there.
  await writeFile(at('installed/npm'), '#!/bin/sh\nprintf "%s\\n" "$*" >> "$TMPDIR/npm-calls"\n');
  await chmod(at('installed/npm'), 0o755);
  await symlink(join(ROOT, 'bin', 'verify-artifacts'), at('installed/modelgate-verify-artifacts'));
}, 180_000);

describe.each(RUNNERS)('%s', (_runner, run) => {
  const key = at('key.pub.pem');

  it('passes what is signed: a model, a script, a data set and a container image', async () => {
    const artifacts = ['', `  ${at('model')}`, at('train.py'), `${at('data.csv')} `, `oci:${at('layout')}:good`, ''];
    const { code, stdout } = await run({ artifacts: artifacts.join('\n'), key });
    expect(stdout).toContain('all 4 verified');
    expect(code).toBe(0);
  });

  it('fails a job that uses an unsigned or missing file, an unsigned image, or one that may not be asked for; and tells of the rest', async () => {
    const bad = [at('unsigned.csv'), at('nothing.csv'), `oci:${at('layout')}:bad`, 'docker://registry.invalid/a/b:v1'];
    const { code, stdout, stderr } = await run({ artifacts: [...bad, at('data.csv')].join('\n'), key });
    expect(code).toBe(1);
    expect(stderr).toContain('4 of 5 did not verify');
    expect(stdout).toContain(at('data.csv'));
  });

  it('fails when nothing is named, or nobody trusted', async () => {
    expect((await run({ artifacts: ' \n', key })).code).toBe(2);
    expect((await run({ artifacts: at('model') })).code).toBe(2);
  });

  it('takes every input for data, whatever a shell would make of it', async () => {
    const mark = at('tmp/ran');
    const nasty = [`$(touch ${mark})`, `"; touch ${mark}; "`, `' && touch ${mark} '`, `\`touch ${mark}\``, '--help'];
    const listed = await run({ artifacts: nasty.join('\n'), key });
    expect(listed.stderr).toContain('5 of 5 did not verify');
    const [first = '', second = '', third = ''] = nasty;
    expect((await run({ artifacts: first, signature: second, identity: third, issuer: first })).code).not.toBe(0);
    expect(existsSync(mark)).toBe(false);
  });
});

describe('the files of both', () => {
  it('put inputs into the environment alone, and each of them there', () => {
    for (const step of action.runs.steps) if ('run' in step) expect(step.run).not.toContain('${{');
    expect(job.script.join('\n')).not.toContain('[[');
    const passed = action.runs.steps.flatMap((step) => ('env' in step ? Object.values(step.env) : []));
    expect(passed).toEqual(Object.keys(action.inputs).map((name) => `\${{ inputs.${name} }}`));
    const settings = Object.keys(action.inputs)
      .concat('version')
      .map((name) => `$[[ inputs.${name} ]]`);
    expect(Object.values(job.variables).map(({ value }) => value)).toEqual(settings);
  });

  it('give the script the variables that it reads', async () => {
    const script = await readFile(join(ROOT, 'bin', 'verify-artifacts'), 'utf8');
    const read = new Set(script.match(/MODELGATE_[A-Z_]+/gu));
    const [step] = action.runs.steps;
    expect(new Set(step !== undefined && 'env' in step ? Object.keys(step.env) : [])).toEqual(read);
    expect(new Set(Object.keys(job.variables))).toEqual(new Set([...read, 'MODELGATE_VERSION']));
  });

  it('install the version of the package that they lie in, and run no script of any', async () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
    expect(component['version']?.default).toBe(version);
    const calls = (await readFile(at('tmp/npm-calls'), 'utf8')).trimEnd().split('\n');
    expect(new Set(calls)).toEqual(
      new Set([`install --global --ignore-scripts --no-audit --no-fund modelgate@${version}`]),
    );
  });
});
