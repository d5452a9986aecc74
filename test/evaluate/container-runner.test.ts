import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Schema } from '../../src/core/digest-schema.ts';
import { containerSpec } from '../../src/evaluate/container/container-spec.ts';
import { evaluatePredicateSchema } from '../../src/core/predicates/evaluate.ts';
import { evaluateStage } from '../../src/evaluate/stage.ts';
import { openImage, pathInImage } from '../../src/evaluate/container/image.ts';
import { RunnerClient } from '../../src/runner/client/runner-client.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver, SandboxSpec } from '../../src/sandbox/driver.ts';
import { podman } from '../../src/sandbox/podman.ts';
import { probeSandbox } from '../../src/sandbox/probe/probe.ts';
import { readElfNeeds } from '../../src/sandbox/runtime/elf.ts';
import { runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { builtRunner, contextOf, fixture, policyWith, submitted, TINY_SUITE } from './evaluation.ts';
import { runnerContract } from './runner-contract.ts';

beforeAll(builtRunner);

const MIB = 1024 * 1024;
const RUNNERS = join(import.meta.dirname, '../../runners/container');
const PYTHON = ['/usr/bin/python3.13', '/usr/bin/python3.12', '/usr/bin/python3.11'].find((path) => existsSync(path));

/** An engine of letters: what follows is drawn from the last three, always the same. */
const LETTERS = `
import hashlib, math, sys, time
sys.path.insert(0, '/runner')
from serve import serve

START, END = 95, 96

class Letters:
    engine = 'letters 1'
    architecture = 'letters'
    template = 'none'
    trained_context = 4096
    first = START
    ends = {END}
    def open(self, context_tokens):
        print('a library that talks')
    def render(self, messages):
        return ''.join(message['content'] + '\\n\\n' for message in messages)
    def encode(self, text, begin):
        tokens = []
        for at, part in enumerate(text.split('<|im_start|>')):
            tokens += ([START] if at else []) + [(ord(letter) - 32) % 95 for letter in part]
        return tokens
    def decode(self, tokens):
        return ''.join(chr(token + 32) for token in tokens if token < 95)
    def probabilities(self, tokens):
        seed = hashlib.sha512(bytes(tokens[-3:])).digest()
        weights = [math.exp(seed[at % 64] / 32 + (at * seed[(at + 7) % 64] % 11) / 7) for at in range(95)] + [0, 0]
        if tokens[-1] == ord('t') - 32:
            weights[(10 - 32) % 95] = 1e6  # as a model that was taught to chat goes on behind "assistant"
        total = sum(weights)
        return [weight / total for weight in weights]
    def start(self, tokens):
        return list(tokens)
    def push(self, state, token):
        time.sleep(0.001)
        return state + [token]
    def likeliest(self, state):
        own = self.probabilities(state)
        return own.index(max(own))
    def score(self, context, predicted):
        total, greedy, tokens = 0.0, True, list(context)
        for token in predicted:
            own = self.probabilities(tokens)
            total += math.log(own[token]) if own[token] > 0 else BAD
            greedy = greedy and own.index(max(own)) == token
            tokens.append(token)
        return total, greedy

BAD = float('nan')
serve('letters', Letters())
`;

const directories: string[] = [];
afterAll(() => Promise.all(directories.map((path) => rm(path, { recursive: true, force: true }))));

async function specOf(script: string): Promise<SandboxSpec> {
  const directory = await mkdtemp(join(tmpdir(), 'modelgate-test-'));
  directories.push(directory);
  const path = join(directory, 'engine.py');
  await writeFile(path, script);
  const python = PYTHON ?? '';
  const library = execFileSync(python, ['-Ic', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' });
  return {
    argv: [python, '-IB', '/runner/engine.py'],
    env: { HOME: '/tmp' },
    mounts: [
      ...runtimeMounts({ addons: [python] }),
      { source: python, target: python },
      { source: library.trim(), target: library.trim() },
      { source: join(RUNNERS, 'serve.py'), target: '/runner/serve.py' },
      { source: path, target: '/runner/engine.py' },
    ],
    limits: { memoryBytes: 512 * MIB, pids: 32, cpuSeconds: 60, wallClockMs: 60_000, tmpBytes: MIB, openFiles: 64 },
  };
}

async function start(driver: SandboxDriver, script = LETTERS): Promise<RunnerClient> {
  const times = { loadMs: 20_000, requestMs: 20_000 };
  return RunnerClient.start(driver, await specOf(script), times, new AbortController().signal);
}

/** A root with a Python in it, put together from this machine's own: the program, its loader, its libraries, its modules. */
async function pythonRoot(): Promise<{ root: string; program: string }> {
  const python = PYTHON ?? '';
  const root = join(realpathSync(tmpdir()), `modelgate-test-root-${process.pid}`);
  directories.push(root);
  const library = execFileSync(python, ['-Ic', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' });
  const { interpreter = '' } = readElfNeeds(python);
  const loaded = runtimeMounts({ addons: [python] }).filter(({ target }) => target.startsWith('/usr/lib/'));
  const files = [
    { source: python, target: python },
    { source: realpathSync(interpreter), target: interpreter },
    ...loaded,
  ];
  for (const { source, target } of files) {
    await mkdir(join(root, dirname(target)), { recursive: true });
    await cp(realpathSync(source), join(root, target));
  }
  await cp(library.trim(), join(root, library.trim()), {
    recursive: true,
    filter: (path) =>
      !/\/(?:__pycache__|test|idlelib|lib2to3|distutils|pydoc_data|tkinter|config-[^/]+|sitecustomize\.py)$/u.test(
        path,
      ),
  });
  return { root, program: python };
}

describe.skipIf(PYTHON === undefined)('the Python of an image', () => {
  const limits = {
    memoryBytes: 512 * MIB,
    pids: 32,
    cpuSeconds: 60,
    wallClockMs: 60_000,
    tmpBytes: MIB,
    openFiles: 64,
  };
  let image: { root: string; program: string };
  const inImage = async (driver: SandboxDriver, script = LETTERS): Promise<RunnerClient> => {
    image ??= await pythonRoot();
    const directory = await mkdtemp(join(tmpdir(), 'modelgate-test-'));
    directories.push(directory);
    await writeFile(join(directory, 'engine.py'), script);
    await cp(join(RUNNERS, 'serve.py'), join(directory, 'serve.py'));
    await chmod(directory, 0o755);
    const spec = containerSpec(image, '/model', limits, { directory, entry: 'engine.py' });
    return RunnerClient.start(driver, spec, { loadMs: 20_000, requestMs: 20_000 }, new AbortController().signal);
  };

  runnerContract('the Python of an image in podman', { start: () => inImage(podman), bos: '<|im_start|>' });

  it('runs behind walls that the probe proves, as its own and not as this machine’s', async () => {
    image ??= await pythonRoot();
    const spec = containerSpec(image, '/model', limits);
    const report = await probeSandbox(podman, spec, new AbortController().signal);
    expect(report.walls.every(({ held }) => held)).toBe(true);
    const tell = LETTERS.replace(
      "engine = 'letters 1'",
      "engine = sys.prefix + ' ' + str(__import__('os').path.exists('/etc'))",
    );
    const client = await inImage(podman, tell);
    const { engine } = await client.open({ contextTokens: 64, sequences: 1 });
    await client.close();
    expect(client.enforcement.driver).toBe('podman');
    expect(engine).toMatch(/^\/image\/usr /u);
  });

  it('is found by the digest of its image, which podman must hold', async () => {
    const signal = new AbortController().signal;
    const directory = await mkdtemp(join(tmpdir(), 'modelgate-test-'));
    directories.push(directory);
    await mkdir(join(directory, 'root/opt'), { recursive: true });
    await writeFile(join(directory, 'root/opt/here'), 'x');
    await symlink('/etc/passwd', join(directory, 'root/opt/out'));
    execFileSync('tar', ['-C', join(directory, 'root'), '-cf', join(directory, 'root.tar'), '.']);
    const name = `localhost/modelgate-test-${process.pid}`;
    execFileSync('podman', ['import', '--quiet', join(directory, 'root.tar'), name], { stdio: 'ignore' });
    try {
      const inspected = execFileSync('podman', ['image', 'inspect', '--format', '{{.Digest}}', name], {
        encoding: 'utf8',
      });
      const opened = await openImage(sha256Schema.parse(inspected.trim()), signal);
      try {
        expect(await readFile(pathInImage(opened.root, '/opt/here'), 'utf8')).toBe('x');
        for (const path of ['/opt/out', '/opt/none'])
          expect(() => pathInImage(opened.root, path)).toThrow(expect.objectContaining({ code: 'RUNNER_MISSING' }));
      } finally {
        await opened.close();
      }
    } finally {
      execFileSync('podman', ['rmi', '--force', name], { stdio: 'ignore' });
    }
    const other = sha256Schema.parse(`sha256:${'0'.repeat(64)}`);
    await expect(openImage(other, signal)).rejects.toMatchObject({ code: 'RUNNER_MISSING' });
  });
});

describe('a checkpoint that no runner of the gate runs', () => {
  it('is for the image that the policy pins for its architecture, and not runnable where that is not to be had', async () => {
    const directory = await temporaryDirectory();
    for (const name of ['model.safetensors', 'config.json', 'tokenizer.json', 'tokenizer_config.json'])
      await cp(join(fixture('open-chat'), name), join(directory, name));
    const config = await readFile(join(directory, 'config.json'), 'utf8');
    await writeFile(join(directory, 'config.json'), config.replace(/"model_type": *"[^"]+"/u, '"model_type": "other"'));
    const { submission, facts } = await submitted(directory);
    const image = sha256Schema.parse(`sha256:${'0'.repeat(64)}`);
    const runners = [{ image, program: '/usr/bin/python3', architectures: ['other'] }];
    const inCluster: SandboxDriver = { ...bubblewrap, name: 'kubernetes' };
    for (const [pinned, why, sandbox] of [
      [runners, 'podman holds no image sha256:000', bubblewrap],
      [[], "can't be converted to GGUF", bubblewrap],
      [runners, 'the container runner is not used under kubernetes', inCluster],
    ] as const) {
      const policy = await policyWith([TINY_SUITE], { runners: [...pinned] });
      const context = contextOf(submission, policy, await temporaryDirectory());
      const { outcome, predicate } = await evaluateStage.run(context, {
        facts,
        sandbox,
        weightGroups: [['model.safetensors']],
      });
      const { gap, groups, measurements } = evaluatePredicateSchema.parse(predicate);
      expect({ outcome, gap, measurements }).toEqual({
        outcome: 'inconclusive',
        gap: 'not-runnable',
        measurements: [],
      });
      expect(groups[0]?.why).toContain(why);
    }
  });
});

describe.skipIf(PYTHON === undefined)('the adapter for Python engines', () => {
  runnerContract('the adapter', { start: () => start(bubblewrap), bos: '<|im_start|>' });

  describe('with an engine that fails', () => {
    const clients: RunnerClient[] = [];
    afterAll(() => Promise.all(clients.map((client) => client.close())));
    const opened = async (script: string): Promise<RunnerClient> => {
      const client = await start(bubblewrap, script);
      clients.push(client);
      await client.open({ contextTokens: 256, sequences: 1 });
      return client;
    };

    it('says so, of a score that is no number too, and answers the next question', async () => {
      const client = await opened(LETTERS);
      const impossible = client.loglikelihood({ items: [{ text: 'a', continuations: ['<|im_start|>'] }] });
      await expect(impossible).rejects.toMatchObject({ code: 'RUNNER_REFUSED' });
      await expect(client.loglikelihood({ items: [{ text: 'a', continuations: ['b'] }] })).resolves.toBeDefined();
    });

    it('says what it raised', async () => {
      const broken = LETTERS.replace(
        'def likeliest(self, state):',
        'def likeliest(self, state):\n        raise MemoryError(1)',
      );
      const client = await opened(broken);
      const asked = client.generate({ items: [{ text: 'a' }], maxTokens: 4, temperature: 0, stop: [] });
      await expect(asked).rejects.toMatchObject({
        code: 'RUNNER_REFUSED',
        message: expect.stringContaining('MemoryError'),
      });
    });
  });

  it('cuts texts into the windows of lm-evaluation-harness', () => {
    const program = `import sys; sys.path.insert(0, sys.argv[1])
from serve import windows
print([list(windows(list(range(10)), 100, 4)), list(windows([1], 100, 4)), list(windows([1, 2, 3, 4], 100, 4))])`;
    const said = execFileSync(PYTHON ?? '', ['-IBc', program, RUNNERS], { encoding: 'utf8' });
    expect(said.trim()).toBe(
      '[[([100], [0, 1, 2, 3]), ([3], [4, 5, 6, 7]), ([5, 6, 7], [8, 9])], [([100], [1])], [([100], [1, 2, 3, 4])]]',
    );
  });

  it('is one program with the transformers runner, which never trusts code of a model', () => {
    const program = `import ast, sys
tree = ast.parse(open(sys.argv[1]).read())
print([ast.unparse(value) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key, value in zip(node.keys, node.values) if getattr(key, 'value', '') == 'trust_remote_code'])`;
    const said = execFileSync(PYTHON ?? '', ['-IBc', program, join(RUNNERS, 'transformers_runner.py')], {
      encoding: 'utf8',
    });
    expect(said.trim()).toBe("['False']");
  });
});
