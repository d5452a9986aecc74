import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const ROOT = join(import.meta.dirname, '../..');
const MODELS = join(ROOT, 'fixtures/models');
const directory = sharedTemporaryDirectory();
const installed = join(directory, 'user/node_modules/modelgate');

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const env = {
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: join(directory, 'home'),
    TMPDIR: join(directory, 'tmp'),
  };
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 16 * 1024 ** 2 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const ended = error as { code?: unknown; stdout?: unknown; stderr?: unknown };
    if (typeof ended.code !== 'number') throw error;
    return { code: ended.code, stdout: String(ended.stdout), stderr: String(ended.stderr) };
  }
}

const modelgate = async (...args: string[]): Promise<Ended> =>
  run(join(directory, 'user/node_modules/.bin/modelgate'), args, join(directory, 'user'));

/** Builds what `npm run build` builds, in a copy, so that nobody's `dist/` is touched. */
async function build(): Promise<string> {
  const copy = join(directory, 'checkout');
  await mkdir(copy);
  for (const name of ['package.json', '.gitignore', 'LICENSE', 'README.md', 'CHANGELOG.md', 'SECURITY.md']) {
    await cp(join(ROOT, name), join(copy, name));
  }
  // Of the models the smallest: four would take longer to compress than all the rest of this test.
  for (const name of [
    'bin',
    'docs',
    'schemas',
    'suites',
    'fixtures/demo',
    'fixtures/keys',
    'fixtures/models/pickled-chat',
  ]) {
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  }
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const runner = join(copy, '.build/runner');
  const built = await Promise.all([
    run(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', join(copy, 'dist')], ROOT),
    run(process.execPath, [join(ROOT, 'scripts/build-program.ts'), join(copy, 'dist')], ROOT),
    run(process.execPath, [join(ROOT, 'scripts/build-runner.ts'), runner], ROOT),
  ]);
  expect(built.map(({ code, stdout, stderr }) => (code === 0 ? '' : stdout + stderr))).toEqual(['', '', '']);
  return copy;
}

/** What `npm install modelgate` leaves, without the network: the tarball's files, and only the packages it asks for. */
async function install(copy: string): Promise<void> {
  const packed = await run('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], copy);
  expect(packed).toMatchObject({ code: 0 });
  const tarball = join(directory, packed.stdout.trim().split('\n').at(-1) ?? '');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], directory);
  const { dependencies, optionalDependencies } = manifestSchema.parse(
    JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')),
  );
  const modules = join(directory, 'user/node_modules');
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  }
  await mkdir(join(modules, '.bin'));
  await symlink('../modelgate/bin/modelgate', join(modules, '.bin/modelgate'));
}

describe('the published package', () => {
  beforeAll(async () => {
    await Promise.all(['tmp', 'home'].map(async (name) => mkdir(join(directory, name))));
    await install(await build());
  });

  it('holds what it runs, and nothing of the workshop', async () => {
    expect((await readdir(installed)).sort()).toEqual(
      '.build CHANGELOG.md LICENSE README.md SECURITY.md bin dist docs fixtures package.json schemas suites'.split(' '),
    );
    const files = await readdir(installed, { recursive: true });
    expect(files.filter((path) => /(?<!\.d)\.ts$/u.test(path))).toEqual([]);
  });

  it('says what it can do', async () => {
    const { code, stdout } = await modelgate('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('intake');
  });

  it('scans: the parsers run in their sandbox, and what they say fits the published schema', async () => {
    const { code, stdout, stderr } = await modelgate('scan', join(MODELS, 'pickled-chat'), '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({ summary: { findings: { critical: 1 } } });
    await fits('scan', report);
  });

  it('takes a model through every stage, its evaluation in the sandbox included', async () => {
    const { code, stdout, stderr } = await modelgate(
      'intake',
      join(MODELS, 'open-chat'),
      `--base=${join(MODELS, 'open-chat')}`,
      `--policy=${await smallPolicy()}`,
      `--run-dir=${join(directory, 'run')}`,
      '--format=json',
    );
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const verdict: unknown = JSON.parse(stdout);
    expect(verdict).toMatchObject({ verdict: 'admit' });
    await fits('intake', verdict);
    const key = join(directory, 'home/.config/modelgate/keys/gate.pub.pem');
    expect(await modelgate('verify', join(directory, 'run'), '--key', key)).toMatchObject({ code: 0 });
  });

  it('can be imported for its scan, with types', async () => {
    const user = join(directory, 'user');
    await writeFile(
      join(user, 'scan.mts'),
      `import { scan, type ScanReport } from 'modelgate/scan';
const { report, passed }: { report: ScanReport; passed: boolean } = await scan(process.argv[2] ?? '');
console.log(JSON.stringify({ passed, blocked: report.files.filter((file) => file.blocking).map((file) => file.path) }));
`,
    );
    const { code, stdout } = await run(process.execPath, ['scan.mts', join(MODELS, 'open-chat')], user);
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: '{"passed":true,"blocked":[]}' });
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024', ...types];
    expect(await run(process.execPath, [tsc, ...options, 'scan.mts'], user)).toMatchObject({ code: 0, stdout: '' });
  });

  it('does as a library what its guide shows', async () => {
    const user = join(directory, 'user');
    const guide = await readFile(join(installed, 'docs/guide/library.md'), 'utf8');
    const [, example = ''] = /```js\n(.*?)```/su.exec(guide) ?? [];
    await writeFile(join(user, 'guide.mjs'), example);
    const { code, stdout, stderr } = await run(process.execPath, ['guide.mjs', join(MODELS, 'pickled-chat')], user);
    expect({ code, stderr: stderr.replaceAll(/\r\d+ of \d+ (?:bytes|files) /gu, '') }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain("pytorch_model.bin [ 'critical pickle-dangerous-call' ]\n");
    expect(stdout).toMatch(/^\d+ files blocked\ncalls os\.system\("true"\)/mu);
  });

  it('takes bytes of every kind, tells how far it is, and ends where it is told to, with nothing left behind', async () => {
    const user = join(directory, 'user');
    await writeFile(
      join(user, 'bytes.mjs'),
      `import { mkdtempSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scan, GateError } from 'modelgate/scan';

const hostile = Buffer.from('cos\\nsystem\\n(S"true"\\ntR.');
const chunks = async function* () { yield hostile.subarray(0, 5); yield hostile.subarray(5); };
const sources = [hostile, new Blob([hostile]), new File([hostile], 'x.pkl'), new Blob([hostile]).stream(), chunks()];
for (const source of sources) {
  const { passed, findings } = await scan(source, { name: 'model.pkl' });
  console.log(passed, findings.map(({ rule }) => rule).join());
}
const before = readdirSync(tmpdir()).length;
const folder = mkdtempSync(join(tmpdir(), 'large-'));
const large = join(folder, 'large.bin');
writeFileSync(large, '');
truncateSync(large, 2 ** 30);
const cancel = new AbortController();
const seen = [];
try {
  await scan(large, {
    signal: cancel.signal,
    onProgress: ({ done, total, unit }) => {
      seen.push(unit === 'bytes' && done > 0 && done < total);
      cancel.abort();
    },
  });
  console.log('went on');
} catch (error) {
  console.log(error instanceof GateError, error.code, seen.includes(true), readdirSync(tmpdir()).length - before);
}
`,
    );
    const { code, stdout, stderr } = await run(process.execPath, ['bytes.mjs'], user);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    // One entry more: the folder of the large file.
    expect(stdout).toBe(`${'false pickle-dangerous-call\n'.repeat(5)}true CANCELLED true 1\n`);
  });

  it('ships schemas that its own policy file fits', async () => {
    await fits('policy', parse(await readFile(join(installed, 'fixtures/demo/policy.yaml'), 'utf8')));
  });
});

/** The demo's policy with a suite of a dozen questions. */
async function smallPolicy(): Promise<string> {
  const suite = join(directory, 'small');
  const from = join(ROOT, 'suites/tiny-chat/knowledge');
  await mkdir(join(suite, 'knowledge'), { recursive: true });
  await cp(join(from, 'task.yaml'), join(suite, 'knowledge/task.yaml'));
  const items = (await readFile(join(from, 'items.jsonl'), 'utf8')).split('\n').slice(0, 12);
  await writeFile(join(suite, 'knowledge/items.jsonl'), `${items.join('\n')}\n`);
  const { digest } = await loadSuite(suite);
  const demo = await readFile(join(ROOT, 'fixtures/demo/policy.yaml'), 'utf8');
  const policy = demo
    .replace('../keys/publisher.pub.pem', join(installed, 'fixtures/keys/publisher.pub.pem'))
    .replace('../../suites/tiny-chat', suite)
    .replace(/(path: .*\n\s+digest: )\S+/u, `$1${digest}`);
  const file = join(directory, 'policy.yaml');
  await writeFile(file, `${policy}requirements:\n  claims: record\n`);
  return file;
}

/** Ajv is an independent judge of the schemas that zod writes. */
async function fits(name: string, value: unknown): Promise<void> {
  const schema = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(await readFile(join(installed, `schemas/${name}.schema.json`), 'utf8')));
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}
