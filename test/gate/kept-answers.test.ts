import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readStageStatement } from '../../src/attest/stage-statement.ts';
import { systemClock } from '../../src/core/clock.ts';
import { evaluatePredicateSchema, type EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { loadPolicy } from '../../src/decide/load-policy.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { intake, type IntakeRequest } from '../../src/gate/intake.ts';
import { reproduce } from '../../src/gate/reproduce.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { builtRunner, fixture, TINY_SUITE } from '../evaluate/evaluation.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const directory = sharedTemporaryDirectory();
const at = (...names: string[]): string => join(directory, ...names);
const key = (): string => at('keys', 'gate.pem');

beforeAll(async () => {
  builtRunner();
  await mkdir(at('model'));
  await cp(join(fixture('open-chat'), 'model.gguf'), at('model', 'model.gguf'));
  await cp(join(TINY_SUITE, 'arithmetic'), at('suite', 'arithmetic'), { recursive: true });
  const { digest } = await loadSuite(at('suite'));
  await writeFile(
    at('policy.yaml'),
    `version: 1\nname: one-task\nprofile: hub\nsandbox: {minimum: bubblewrap}\nevaluate:\n  suites:\n    - {path: suite, digest: '${digest}'}\n`,
  );
});

async function evaluated(run: string, options: Pick<IntakeRequest, 'cache'> = {}): Promise<EvaluatePredicate> {
  await intake({
    source: at('model'),
    base: undefined,
    policy: await loadPolicy(at('policy.yaml')),
    runDir: at(run),
    keyPath: key(),
    ledger: undefined,
    clock: systemClock,
    signal: AbortSignal.timeout(60_000),
    progress: silentProgress,
    onEvent: () => undefined,
    ...options,
  });
  const file = at(run, 'statements', '5-evaluate.sigstore.json');
  const { evidence } = readStageStatement(parseBundle(await readFile(file), file).envelope.payload, file);
  return evaluatePredicateSchema.parse(evidence.predicate);
}

const answersOf = async (run: string): Promise<string[]> =>
  (await readFile(at(run, 'answers.jsonl'), 'utf8')).trimEnd().split('\n').toSorted();

describe('an evaluation that is killed in the middle of a task', () => {
  beforeAll(async () => {
    const child = spawn(
      process.execPath,
      [MAIN, 'intake', at('model'), '--policy', at('policy.yaml'), '--run-dir', at('killed'), '--key', key()],
      { stdio: 'ignore' },
    );
    const gone = once(child, 'close');
    for (let lines = 0; lines < 4 && child.exitCode === null; await setTimeout(5)) {
      const text = await readFile(at('killed', 'answers.journal'), 'utf8').catch(() => '');
      lines = text.split('\n').length - 1;
    }
    child.kill('SIGKILL');
    await gone;
    expect(child.signalCode).toBe('SIGKILL');
    await cp(at('killed'), at('edited'), { recursive: true });
  }, 60_000);

  it('goes on from no answers that somebody edited', async () => {
    const path = at('edited', 'answers.journal');
    const lines = (await readFile(path, 'utf8')).split('\n');
    const bundle: { dsseEnvelope: { payload: string } } = JSON.parse(lines[2] ?? '');
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString('utf8');
    expect(payload).toContain('"logprob":-');
    const better = payload.replace(/"logprob":-[0-9.e-]+/u, '"logprob":-0');
    bundle.dsseEnvelope.payload = Buffer.from(better).toString('base64');
    await writeFile(path, lines.with(2, JSON.stringify(bundle)).join('\n'));
    await expect(evaluated('edited')).rejects.toMatchObject({ code: 'RUN_TAMPERED' });
  });

  it('asks only what was not answered, and stands for a new run of the same model that may use it, which says so', async () => {
    const resumed = await evaluated('killed');
    expect(resumed.reused?.resumedItems).toBeGreaterThanOrEqual(16);
    expect(resumed.reused?.resumedItems).toBeLessThan(100);
    expect(resumed.reused?.cached).toEqual([]);
    expect(resumed.measurements.map(({ n }) => n)).toEqual([100, 100]);
    expect(await readdir(at('killed'))).not.toContain('answers.journal');

    const cached = await evaluated('cached');
    expect(cached.reused).toMatchObject({
      resumedItems: 0,
      cached: [{ file: 'model.gguf', suite: 'suite', task: 'arithmetic', run: 'killed', seed: resumed.seed }],
      refused: [],
    });
    expect(cached.measurements).toEqual(resumed.measurements);
    expect(await answersOf('cached')).toEqual(await answersOf('killed'));

    const reproduction = await reproduce({
      run: at('killed'),
      publicKeyPem: await readFile(at('keys', 'gate.pub.pem'), 'utf8'),
      policy: (await loadPolicy(at('policy.yaml'))).policy,
      sandbox: bubblewrap,
      parsing: bubblewrap,
      clock: systemClock,
      signal: AbortSignal.timeout(60_000),
      progress: silentProgress,
    });
    expect(reproduction).toMatchObject({ answers: 100, equal: 100, different: [], reproduced: true });

    const anew = await evaluated('anew', { cache: false });
    expect(anew.reused).toBeUndefined();
    expect(anew.measurements).toEqual(resumed.measurements);
  }, 120_000);
});
