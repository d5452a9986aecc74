import { createHash } from 'node:crypto';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GateError } from '../../src/core/errors.ts';
import { intakeOutputSchema, type IntakeOutput } from '../../src/gate/output.ts';
import { MODELGATE, processesNaming, ROOT, shell, shellWithMounts, type Ended } from '../support/command-line.ts';
import { policyOfFewQuestions } from '../support/few-questions.ts';
import { GgufWriter } from '../support/gguf-writer.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const HONEST = join(ROOT, 'fixtures', 'models', 'open-chat');
const RUNNER = join(ROOT, '.build', 'runner');
const root = sharedTemporaryDirectory();
const asRoot = process.getuid?.() === 0;
const tmp = join(root, 'tmp');

let policy = '';

beforeAll(async () => {
  await mkdir(tmp);
  policy = await policyOfFewQuestions(root);
});

/** A copy of the honest model, to be spoilt. */
async function copy(...without: readonly string[]): Promise<string> {
  const directory = await mkdtemp(join(root, 'model-'));
  for (const name of await readdir(HONEST))
    if (!without.includes(name)) await copyFile(join(HONEST, name), join(directory, name));
  return directory;
}

async function intake(model: string, options = ''): Promise<Ended & { readonly verdict?: IntakeOutput }> {
  const ended = await shell(`${MODELGATE} intake ${model} --format json ${options}`, root);
  await expectNothingLeft();
  return ended.stdout === '' ? ended : { ...ended, verdict: intakeOutputSchema.parse(JSON.parse(ended.stdout)) };
}

async function expectNothingLeft(): Promise<void> {
  expect(await readdir(tmp)).toEqual([]);
  expect(processesNaming(root)).toEqual([]);
}

function told(verdict: IntakeOutput | undefined): string {
  return JSON.stringify([
    verdict?.reasons,
    verdict?.stages.map(({ evidence }) => [evidence.reason, evidence.findings]),
  ]);
}

/** What is refused has a code, a path and a next step, and no verdict. */
function expectRefusal({ code, stdout, stderr }: Ended, error: GateError['code'], exit: number, about: string): void {
  expect([code, stdout]).toEqual([exit, '']);
  const said: unknown = JSON.parse(stderr.split('\n').find((line) => line.startsWith('{"version"')) ?? '{}');
  expect(said).toMatchObject({ version: 1, error, next: expect.stringMatching(/\w/u) });
  expect(JSON.stringify(said)).toContain(about);
}

describe('a submission that can not be taken', () => {
  it('is refused when it holds no file, and when it is not there', async () => {
    const empty = await mkdtemp(join(root, 'empty-'));
    expectRefusal(await intake(empty), 'SUBMISSION_EMPTY', 3, empty);
    expectRefusal(await intake('/nowhere/at-all'), 'SOURCE_NOT_FOUND', 2, '/nowhere/at-all');
  });

  it('is refused by name: links, names that are not UTF-8, names that differ by case only', async () => {
    const model = await copy();
    await symlink('config.json', join(model, 'alias.json'));
    await writeFile(Buffer.concat([Buffer.from(`${model}/odd-`), Buffer.of(0xff, 0xfe)]), 'x');
    await writeFile(join(model, 'CONFIG.json'), '{}');
    const refused = await intake(model);
    for (const name of ['alias.json', 'odd-', 'config.json']) expectRefusal(refused, 'SUBMISSION_REFUSED', 3, name);
  });

  it.skipIf(!asRoot)('is refused when a file of it can not be read', async () => {
    const model = await mkdtemp(join('/tmp', 'modelgate-test-unreadable-'));
    await cp(HONEST, model, { recursive: true });
    await chmod(model, 0o755);
    await chmod(join(model, 'config.json'), 0o000);
    const home = await mkdtemp(join('/tmp', 'modelgate-test-home-'));
    await chmod(home, 0o777);
    const { code, stderr } = await shell(
      `setpriv --reuid=65534 --regid=65534 --clear-groups ${MODELGATE} intake ${model} --run-dir ${home}/run; ` +
        `code=$?; rm -r ${model} ${home}; exit $code`,
      root,
      { HOME: home, MODELGATE_HOME: join(home, 'state'), TMPDIR: '/tmp' },
    );
    expect(stderr).toContain("config.json can't be read (EACCES)");
    expect(stderr).toContain('(SOURCE_UNREADABLE)');
    expect(code).toBe(3);
  });
});

describe('a file that lies', () => {
  // One submission holds them all, so that the gate starts once; each must block by itself.
  it('is named with its reason, and rejected: one cut off, one of 2^63 bytes, one of 50 million arrays, one of 257 MiB', async () => {
    const model = await copy('model.sig');
    await truncate(join(model, 'model.safetensors'), 100_000);
    const header = await readFile(join(HONEST, 'model.safetensors'));
    await writeFile(join(model, 'long.safetensors'), header.fill(0xff, 0, 7).fill(0x7f, 7, 8));
    const arrays = [Buffer.alloc(50_000_000, '['), Buffer.alloc(50_000_000, ']')];
    await writeFile(join(model, 'tokenizer.json'), Buffer.concat(arrays));
    // JSON is read up to 256 MiB.
    await mkdir(join(model, 'large'));
    await writeFile(join(model, 'large', 'tokenizer.json'), '');
    await truncate(join(model, 'large', 'tokenizer.json'), 257 << 20);
    const { code, verdict } = await intake(model);
    expect([code, verdict?.verdict]).toEqual([1, 'reject']);
    const scan = verdict?.stages.find(({ stage }) => stage === 'scan')?.evidence;
    for (const [path, reason] of [
      ['model.safetensors', 'past the end'],
      ['long.safetensors', 'header length'],
      ['tokenizer.json', 'levels of JSON nesting'],
      ['large/tokenizer.json', 'not read to its end'],
    ] as const) {
      const found = scan?.findings.filter(({ location }) => location.path === path);
      expect(JSON.stringify(found)).toContain(reason);
      expect(found?.map(({ severity }) => severity).some((it) => it === 'high' || it === 'critical')).toBe(true);
    }
    expect(verdict?.stages.find(({ stage }) => stage === 'evaluate')?.outcome).toBe('skipped');
  });

  it('about its scores is refuted without a measurement', async () => {
    const model = await copy('model.sig', 'README.md');
    const claims = '{"knowledge": {"acc": NaN}, "arithmetic": {"acc": -Infinity}, "safety": {"refusal_rate": 1e999}}';
    await writeFile(join(model, 'evaluation_results.json'), claims);
    const { code, verdict } = await intake(model);
    expect([code, verdict?.verdict]).toEqual([1, 'reject']);
    for (const number of ['NaN', '-Infinity', '1e999'])
      expect(told(verdict)).toContain(`${number} is not a finite number`);
  });
});

describe('a model in parts', () => {
  // All in one submission: each is named by itself, and there is nothing to run.
  it('is named with what is missing, and never admitted: shards, a part of a split GGUF, an LFS pointer, an adapter', async () => {
    const model = await copy('model.sig', 'model.safetensors', 'model.gguf');
    const weights = join(HONEST, 'model.safetensors');
    const part = async (name: string): Promise<string> => {
      await mkdir(join(model, name));
      return join(model, name);
    };
    const indexed = await part('other-indexed');
    await copyFile(weights, join(indexed, 'model-00001-of-00003.safetensors'));
    const map = { a: 'model-00001-of-00003.safetensors', b: 'model-00002-of-00003.safetensors' };
    await writeFile(join(indexed, 'model.safetensors.index.json'), JSON.stringify({ weight_map: map }));
    const writer = new GgufWriter();
    await writeFile(
      join(await part('other-split'), 'model-00001-of-00002.gguf'),
      writer.file({
        metadata: [
          ['general.architecture', writer.string('llama')],
          ['split.no', writer.uint16(0)],
          ['split.count', writer.uint16(2)],
        ],
        tensors: [{ name: 'token_embd.weight', type: 0, shape: [4n], offset: 0n }],
        data: Buffer.alloc(32),
      }),
    );
    const oid = createHash('sha256').update('elsewhere').digest('hex');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 3728464\n`;
    await writeFile(join(await part('other-lfs'), 'model.safetensors'), pointer);
    const adapter = await part('other-adapter');
    await copyFile(weights, join(adapter, 'adapter_model.safetensors'));
    await writeFile(
      join(adapter, 'adapter_config.json'),
      JSON.stringify({ peft_type: 'LORA', base_model_name_or_path: 'org/elsewhere' }),
    );
    const { code, verdict } = await intake(model, `--policy ${policy}`);
    expect([code, verdict?.verdict]).toEqual([4, 'quarantine']);
    for (const name of [
      'model-00002-of-00003.safetensors',
      '1 of 2 parts of the split GGUF are here',
      'lfs-pointer',
      'adapter-without-base',
    ])
      expect(JSON.stringify(verdict)).toContain(name);
    expect(verdict?.reasons).toContainEqual(expect.objectContaining({ requirement: 'coverage', outcome: 'unknown' }));
  });

  it('of which one is here by name names the other, whatever else could be run', async () => {
    const model = await copy('model.sig', 'model.safetensors');
    await copyFile(join(HONEST, 'model.safetensors'), join(model, 'model-00001-of-00002.safetensors'));
    const { code, verdict } = await intake(model, `--policy ${policy}`);
    expect([code, verdict?.verdict]).toEqual([4, 'quarantine']);
    expect(told(verdict)).toContain('model-00002-of-00002.safetensors');
    expect(verdict?.reasons).toContainEqual(expect.objectContaining({ requirement: 'coverage', outcome: 'unknown' }));
  });
});

describe('a policy with a mistake', () => {
  it.each([
    ['version: 1\nprofile: strict\nverfy:\n  x: 1\n', ':3:1', 'verfy'],
    ['version: 1\nprofile: stric\n', ':2:10', 'strict'],
    ['version: 1\nprofile: strict\nscan:\n  failOn: huge\n', ':4:11', 'failOn'],
  ])('is refused with the line of it: %j', async (text, line, word) => {
    const wrong = join(root, 'policy.yaml');
    await writeFile(wrong, text);
    const refused = await intake(HONEST, `--policy ${wrong}`);
    expectRefusal(refused, 'POLICY_INVALID', 2, `policy.yaml${line}`);
    expectRefusal(refused, 'POLICY_INVALID', 2, word);
  });
});

describe.skipIf(!asRoot)('a machine that lacks something', () => {
  it.each(['intake', 'evaluate'])('%s does not start without a sandbox, and says what to install', async (command) => {
    const { code, stderr } = await shellWithMounts(
      `for program in bwrap runsc; do path=$(command -v $program) && mount --bind /dev/null $path; done; ` +
        `exec ${MODELGATE} ${command} ${HONEST} --policy ${policy}`,
      root,
    );
    expect(code).toBe(3);
    expect(stderr).toContain('(NO_SANDBOX)');
    expect(stderr).toContain('apt-get install');
    await expectNothingLeft();
  });

  it('goes on with the same run when the disk was full at any stage, and has space again', async () => {
    const disk = await mkdtemp(join(root, 'disk-'));
    const { code, stderr, stdout } = await shellWithMounts(
      `mount -t tmpfs -o size=3m tmpfs ${disk}; exits=; ` +
        `for size in 3m 3700k 3740k 16m; do mount -o remount,size=$size ${disk}; ` +
        `${MODELGATE} intake ${HONEST} --run-dir ${disk}/run && code=0 || code=$?; exits="$exits $code"; done; ` +
        `find ${disk}/run -name '*.unfinished*' -o -name '*.tmp*'; echo $exits`,
      root,
    );
    expect(code).toBe(0);
    expect(stdout.trim().split('\n').at(-1)).toMatch(/^3 3 [34] 4$/u);
    expect(stdout).not.toContain('.unfinished');
    expect(stderr).toContain('(DISK_FULL)');
    expect(stderr).toContain('finished by the earlier start');
    await expectNothingLeft();
  });

  it('says which directory it can not write temporary files to', async () => {
    const { code, stderr } = await shell(`${MODELGATE} scan ${HONEST}`, root, { TMPDIR: '/nowhere' });
    expect([code, stderr]).toEqual([3, expect.stringContaining('(TEMPORARY_UNWRITABLE)')]);
  });
});

describe.skipIf(!asRoot)('a runner that was taken over', () => {
  const WRITE = 'const write=()=>{while(process.stdout.write(text));process.stdout.once("drain",write)};write()';
  // What else it may do: test/evaluate/hostile-evaluation.test.ts.
  it.each([
    [
      'answers garbage',
      'process.stdout.write(Buffer.from([0x1e,0xfe,10]));setInterval(()=>{},1e6)',
      'RUNNER_GARBLED',
      'bubblewrap',
    ],
    ['floods the pipe', `const text="x".repeat(65536);${WRITE}`, 'RUNNER_FLOODED', 'strongest'],
  ])('and %s makes the evaluation inconclusive, never the gate err', async (_, program, error, sandbox) => {
    const place = await mkdtemp(join(root, 'runner-'));
    await writeFile(join(place, 'gguf.mjs'), program);
    const entry = join(RUNNER, 'dist/js/gguf.mjs');
    const digest = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
    const manifest = await readFile(join(RUNNER, 'manifest.json'), 'utf8');
    await writeFile(join(place, 'manifest.json'), manifest.replace(digest(await readFile(entry)), digest(program)));
    const { code, stdout } = await shellWithMounts(
      `if [ ${sandbox} = bubblewrap ] && path=$(command -v runsc); then mount --bind /dev/null $path; fi; ` +
        `mount --bind ${place}/gguf.mjs ${entry}; mount --bind ${place}/manifest.json ${RUNNER}/manifest.json; ` +
        `exec ${MODELGATE} intake ${HONEST} --policy ${policy} --format json`,
      root,
    );
    const verdict = intakeOutputSchema.parse(JSON.parse(stdout));
    expect([code, verdict.verdict]).toEqual([4, 'quarantine']);
    const evaluate = verdict.stages.find(({ stage }) => stage === 'evaluate');
    expect(evaluate).toMatchObject({ outcome: 'inconclusive', evidence: { reason: expect.stringContaining(error) } });
    await expectNothingLeft();
  });
});
