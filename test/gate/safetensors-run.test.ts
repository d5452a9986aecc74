import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { evaluatePredicateSchema } from '../../src/core/predicates/evaluate.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { loadPolicy } from '../../src/decide/load-policy.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { intake } from '../../src/gate/intake.ts';
import { asBfloat16, each } from '../evaluate/convert/narrow-tensors.ts';
import { rewriteTensors } from '../evaluate/convert/tensor-files.ts';
import { builtRunner, fixture, TINY_SUITE } from '../evaluate/evaluation.ts';
import { temporaryDirectory } from '../support/temporary.ts';

beforeAll(builtRunner);

it('takes in a model as hubs serve it, bfloat16 safetensors without a GGUF, by what it measured of it', async () => {
  const directory = await temporaryDirectory();
  const model = join(directory, 'model');
  await mkdir(model);
  for (const name of ['model.safetensors', 'config.json', 'tokenizer.json', 'tokenizer_config.json'])
    await cp(join(fixture('open-chat'), name), join(model, name));
  await rewriteTensors(model, (tensors) => each(tensors, asBfloat16));
  await cp(join(TINY_SUITE, 'arithmetic'), join(directory, 'suite', 'arithmetic'), { recursive: true });
  const { digest } = await loadSuite(join(directory, 'suite'));
  const policyFile = join(directory, 'policy.yaml');
  await writeFile(
    policyFile,
    `version: 1\nname: one-task\nprofile: hub\nsandbox: {minimum: bubblewrap}\nevaluate:\n  suites:\n    - {path: suite, digest: '${digest}'}\n`,
  );
  const { verdict, reasons, stages } = await intake({
    source: model,
    base: undefined,
    policy: await loadPolicy(policyFile),
    runDir: join(directory, 'run'),
    keyPath: join(directory, 'keys', 'gate.pem'),
    ledger: undefined,
    clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
    signal: AbortSignal.timeout(60_000),
    progress: silentProgress,
    onEvent: () => undefined,
  });
  expect({
    verdict,
    missed: reasons.filter(({ level, outcome }) => level === 'require' && outcome !== 'pass'),
  }).toEqual({
    verdict: 'admit',
    missed: [],
  });
  const evaluation = stages.find(({ stage }) => stage === 'evaluate');
  expect(evaluation?.outcome).toBe('passed');
  const { groups, conversions, measurements } = evaluatePredicateSchema.parse(evaluation?.evidence.predicate);
  expect(groups).toEqual([{ paths: ['model.safetensors'], evaluated: 'model.safetensors' }]);
  expect(conversions).toMatchObject([{ file: 'model.safetensors', precision: 'f32' }]);
  expect(measurements).toEqual(expect.arrayContaining([expect.objectContaining({ metric: 'acc', n: 100 })]));
});
