import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256FromBytes, type Sha256 } from '../../src/core/digest.ts';
import { groupEqualWeights } from '../../src/compare/weight-groups.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { Policy } from '../../src/core/policy.ts';
import { evaluatePredicateSchema, type EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import { evaluationEnvironment } from '../../src/runner/client/environment.ts';
import { runnerBundle } from '../../src/runner/client/runner-bundle.ts';
import { evaluateStage } from '../../src/evaluate/stage.ts';
import { renderEvaluateText } from '../../src/evaluate/text.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver, SandboxSpec } from '../../src/sandbox/driver.ts';
import { NOBODY } from '../../src/sandbox/nobody.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { asBfloat16, each } from './convert/narrow-tensors.ts';
import { rewriteTensors } from './convert/tensor-files.ts';
import {
  builtRunner,
  contextOf,
  digestOf,
  fixture,
  ownProcesses,
  policyWith,
  submitted,
  TINY_SUITE,
} from './evaluation.ts';

beforeAll(builtRunner);

const ONNX = join(import.meta.dirname, '../../fixtures/onnx');
const ARITHMETIC = join(TINY_SUITE, 'arithmetic');

/** A submission of the real tiny model, with what it claims. */
async function model(claims?: unknown): Promise<string> {
  const directory = await temporaryDirectory();
  await cp(join(fixture('open-chat'), 'model.gguf'), join(directory, 'model.gguf'));
  if (claims !== undefined) await writeFile(join(directory, 'evaluation_results.json'), JSON.stringify(claims));
  return directory;
}

interface Options {
  readonly groups?: readonly (readonly string[])[];
  readonly sandbox?: SandboxDriver;
  readonly signal?: AbortSignal;
}

async function evaluated(
  directory: string,
  policy: Policy,
  { groups = [['model.gguf']], sandbox = bubblewrap, signal }: Options = {},
): Promise<{ evidence: Evidence; predicate: EvaluatePredicate; scratch: string }> {
  const { submission, facts } = await submitted(directory);
  const scratch = await temporaryDirectory();
  const inputs = { facts, sandbox, weightGroups: groups, seed: 7 };
  const evidence = await evaluateStage.run(contextOf(submission, policy, scratch, signal), inputs);
  return { evidence, predicate: evaluatePredicateSchema.parse(evidence.predicate), scratch };
}

/** Starts nothing: for what must be decided before any start. */
const untouchable: SandboxDriver = {
  name: 'bubblewrap',
  detect: () => bubblewrap.detect(),
  start: () => {
    throw new TypeError('something was started');
  },
};

const toldOf = (evidence: Evidence): string => renderEvaluateText(evidence).join(' ').replaceAll(/\s+/gu, ' ');

describe('the evaluate stage', () => {
  it('measures the tiny suite and refutes a forged claim: claimed, measured, n and p', async () => {
    const directory = await model({ results: { safety: { refusal_rate: 0.999, n: 1_000 }, knowledge: { acc: 0.9 } } });
    const { evidence, predicate, scratch } = await evaluated(directory, await policyWith([TINY_SUITE]));
    expect(evidence.outcome).toBe('failed');
    expect(evidence.reason).toMatch(
      /safety refusal_rate of 0\.999: refuted, measured .* of 300\) against 99\.9 % claimed, p = /u,
    );
    expect(predicate.assuranceLevel).toBe('reproduced');
    expect(predicate.claims.map(({ answer }) => answer)).toEqual(['refuted', 'consistent']);
    expect(predicate.groups).toEqual([{ paths: ['model.gguf'], evaluated: 'model.gguf' }]);
    expect(predicate.measurements.map(({ task, n }) => [task, n])).toEqual(
      expect.arrayContaining([
        ['safety', 300],
        ['knowledge', 150],
        ['arithmetic', 100],
      ]),
    );
    expect(predicate.isolation).toMatchObject({ driver: 'bubblewrap' });
    expect(predicate.isolation?.enforcement).toHaveLength(1);
    const lines = (await readFile(join(scratch, 'answers.jsonl'), 'utf8')).trim().split('\n');
    expect(predicate.answers).toMatchObject({ lines: 550, sha256: digestOf(`${lines.join('\n')}\n`) });
    expect(JSON.stringify(predicate).length).toBeLessThan(64_000);
    for (const line of renderEvaluateText(evidence)) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('measures a safetensors checkpoint, converted, as it measures the GGUF of the same model', async () => {
    const directory = await temporaryDirectory();
    const sources = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json'];
    for (const name of ['model.safetensors', ...sources])
      await cp(join(fixture('open-chat'), name), join(directory, name));
    const policy = await policyWith([ARITHMETIC]);
    const { evidence, predicate, scratch } = await evaluated(directory, policy, { groups: [['model.safetensors']] });
    expect(evidence.outcome).toBe('passed');
    expect(predicate.groups).toEqual([{ paths: ['model.safetensors'], evaluated: 'model.safetensors' }]);
    expect(predicate.conversions).toMatchObject([
      {
        file: 'model.safetensors',
        weights: ['model.safetensors'],
        sources,
        precision: 'f32',
        converter: expect.stringContaining('gguf'),
      },
    ]);
    expect(toldOf(evidence)).toContain(', in float32');
    const gguf = await evaluated(await model(), policy);
    const counts = ({ measurements }: EvaluatePredicate) =>
      measurements.map(({ task, metric, k, n }) => [task, metric, k, n]);
    expect(counts(predicate)).toEqual(counts(gguf.predicate));
    // What was written for the runner can be read by nobody, whom the gate as root makes of it.
    const uid = process.getuid?.();
    expect(predicate.isolation?.enforcement).toMatchObject([{ hostUid: uid === 0 ? NOBODY : uid }]);
    expect((await readdir(scratch)).filter((name) => name.endsWith('.gguf'))).toEqual([]);
  });

  it('runs bfloat16 as it is stored where the sandbox has no room for float32, and says so', async () => {
    const directory = await temporaryDirectory();
    for (const name of ['model.safetensors', 'config.json', 'tokenizer.json', 'tokenizer_config.json'])
      await cp(join(fixture('open-chat'), name), join(directory, name));
    await rewriteTensors(directory, (tensors) => each(tensors, asBfloat16));
    const policy = await policyWith([ARITHMETIC]);
    const groups = [['model.safetensors']];
    // 256 MiB are kept for the runner; the weights take 1.8 MB in float32 and 0.9 MB as they are.
    const within = (memoryMiB: number): Policy => ({ ...policy, sandbox: { ...policy.sandbox, memoryMiB } });
    const { evidence, predicate } = await evaluated(directory, within(257), { groups });
    expect(evidence.outcome).toBe('passed');
    expect(predicate.conversions?.[0]?.precision).toBe('as-stored');
    expect(toldOf(evidence)).toMatch(/, in the types that it is stored in, because float32 does not fit: /u);
    const none = await evaluated(directory, within(256), { groups, sandbox: untouchable });
    expect(none.evidence.reason).toMatch(/model\.safetensors \(9\d{5} bytes\) does not fit into 256 MiB/u);
  });

  it('measures an ONNX model with its weights beside it, and states the runner', async () => {
    const directory = await temporaryDirectory();
    for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
      await cp(join(fixture('open-chat'), name), join(directory, name));
    for (const name of ['model.onnx', 'model.onnx_data']) await cp(join(ONNX, 'cached', name), join(directory, name));
    const { submission, facts } = await submitted(directory);
    const groups = (await groupEqualWeights(submission, facts, new AbortController().signal)).map(({ paths }) => paths);
    expect(groups).toEqual([['model.onnx', 'model.onnx_data']]);
    const { evidence, predicate } = await evaluated(directory, await policyWith([ARITHMETIC]), { groups });
    expect(evidence.outcome).toBe('passed');
    expect(predicate).toMatchObject({
      groups: [{ paths: ['model.onnx', 'model.onnx_data'], evaluated: 'model.onnx' }],
      runner: { name: 'onnx', engine: expect.stringMatching(/^onnxruntime 1\./u), template: 'file' },
      measurements: expect.arrayContaining([expect.objectContaining({ metric: 'acc', k: 93, n: 100 })]),
    });
    await rm(join(directory, 'tokenizer.json'));
    const without = await evaluated(directory, await policyWith([ARITHMETIC]), { groups, sandbox: untouchable });
    expect(without.evidence.reason).toContain('no tokenizer.json stands beside it');
  });

  it('is inconclusive about a checkpoint that can not be converted, and says why', async () => {
    const directory = await temporaryDirectory();
    for (const name of ['model.safetensors', 'config.json'])
      await cp(join(fixture('open-chat'), name), join(directory, name));
    const { evidence } = await evaluated(directory, await policyWith([ARITHMETIC]), {
      groups: [['model.safetensors']],
      sandbox: untouchable,
    });
    expect(evidence).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringContaining(
        "model.safetensors can't be converted to GGUF: it brings neither tokenizer.json nor",
      ),
    });
  });

  it('gives the same numbers again, whatever the order of choices', async () => {
    const directory = await model();
    const policy = await policyWith([ARITHMETIC]);
    const { submission, facts } = await submitted(directory);
    const runs = [];
    for (const seed of [1, 2]) {
      const context = contextOf(submission, policy, await temporaryDirectory());
      const inputs = { facts, sandbox: bubblewrap, weightGroups: [['model.gguf']], seed };
      runs.push(evaluatePredicateSchema.parse((await evaluateStage.run(context, inputs)).predicate));
    }
    expect(runs[0]?.measurements).toEqual(runs[1]?.measurements);
    expect([runs[0]?.seed, runs[1]?.seed]).toEqual([1, 2]);
  });

  it('passes a submission that claims nothing, and says that it claims nothing', async () => {
    const { evidence } = await evaluated(await model(), await policyWith([ARITHMETIC]));
    expect(evidence).toMatchObject({ outcome: 'passed', reason: expect.stringContaining('it states no number') });
  });

  it('is inconclusive about a claim that no task measures, and fails one that is no number', async () => {
    const policy = await policyWith([ARITHMETIC]);
    const unmatched = await evaluated(await model({ mmlu: 0.5 }), policy);
    expect(unmatched.evidence.outcome).toBe('inconclusive');
    expect(unmatched.predicate.claims[0]?.answer).toBe('unmeasured');
    const invalid = await evaluated(await model({ results: { arithmetic: { acc: '150 %' } } }), policy);
    expect(invalid.evidence.outcome).toBe('failed');
    expect(invalid.predicate.claims[0]?.answer).toBe('invalid');
  });

  it('does not start what the budget does not cover, and says what it would take', async () => {
    const policy = await policyWith([ARITHMETIC], { maxTokens: 1_000 });
    const { evidence, predicate } = await evaluated(await model(), policy, { sandbox: untouchable });
    expect(predicate.gap).toBe('over-budget');
    expect(evidence).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringMatching(/about \d+ tokens .* allows 1000/u),
    });
  });

  it('does not load what no runner loads, what is not sound, and what is in parts', async () => {
    const policy = await policyWith([ARITHMETIC]);
    const directory = await model();
    await writeFile(
      join(directory, 'model.safetensors'),
      await readFile(join(fixture('open-chat'), 'model.safetensors')),
    );
    const other = await evaluated(directory, policy, { sandbox: untouchable, groups: [['model.safetensors']] });
    expect(other.predicate.gap).toBe('not-runnable');
    const gguf = await readFile(join(directory, 'model.gguf'));
    await writeFile(join(directory, 'model.gguf'), gguf.subarray(0, gguf.length - 4_096));
    const cut = await evaluated(directory, policy, { sandbox: untouchable });
    expect(cut.predicate.gap).toBe('not-runnable');
    expect(cut.evidence.reason).toContain('not sound');
    expect((await evaluated(directory, policy, { sandbox: untouchable, groups: [] })).predicate.gap).toBe(
      'not-runnable',
    );
  });

  it('says which weights nobody evaluated, and runs every group that it can', async () => {
    const directory = await model();
    await cp(join(directory, 'model.gguf'), join(directory, 'second.gguf'));
    await writeFile(join(directory, 'x.bin'), 'x');
    const groups = [['x.bin'], ['model.gguf'], ['second.gguf']];
    const { evidence, predicate } = await evaluated(directory, await policyWith([ARITHMETIC]), { groups });
    expect(evidence).toMatchObject({ outcome: 'inconclusive', reason: expect.stringContaining('x.bin') });
    expect(predicate.groups.map(({ evaluated: file }) => file)).toEqual([undefined, 'model.gguf', 'second.gguf']);
    expect(new Set(predicate.measurements.map(({ file }) => file))).toEqual(new Set(['model.gguf', 'second.gguf']));
  });

  it('measures nothing without a suite, and refuses one that is not the pinned one', async () => {
    const directory = await model();
    const none = await evaluated(directory, await policyWith([]), { sandbox: untouchable });
    expect(none).toMatchObject({
      predicate: { gap: 'no-suite', assuranceLevel: 'none' },
      evidence: { outcome: 'inconclusive' },
    });
    const suites = [{ path: ARITHMETIC, digest: digestOf('another') }];
    const policy = await policyWith([], { suites });
    await expect(evaluated(directory, policy, { sandbox: untouchable })).rejects.toMatchObject({
      code: 'SUITE_MISMATCH',
    });
  });

  it('runs nothing on another environment than the policy pins, and states what it ran on', async () => {
    const directory = await model();
    const policy = await policyWith([ARITHMETIC]);
    const pinning = (environment: Sha256): Policy => ({ ...policy, sandbox: { ...policy.sandbox, environment } });
    const other = evaluated(directory, pinning(digestOf('another')), { sandbox: untouchable });
    await expect(other).rejects.toMatchObject({ code: 'ENVIRONMENT_MISMATCH' });
    const { digest } = await evaluationEnvironment(await runnerBundle());
    const { predicate } = await evaluated(directory, pinning(digest));
    expect(predicate.runner?.environment).toBe(digest);
    const items = await readFile(join(ARITHMETIC, 'items.jsonl'));
    expect(predicate.suites[0]?.datasets).toEqual([
      { task: 'arithmetic', path: 'items.jsonl', sha256: sha256FromBytes(createHash('sha256').update(items).digest()) },
    ]);
  });

  it('runs nothing when a wall does not hold', async () => {
    const started: SandboxSpec[] = [];
    const leaking: SandboxDriver = {
      ...bubblewrap,
      start: (spec, signal) => {
        started.push(spec);
        return bubblewrap.start({ ...spec, env: { ...spec.env, LEAKED_SECRET: 'x' } }, signal);
      },
    };
    const run = evaluated(await model(), await policyWith([ARITHMETIC]), { sandbox: leaking });
    await expect(run).rejects.toMatchObject({ code: 'SANDBOX_LEAKS' });
    expect(started.every(({ argv }) => !argv.includes('/model/model.gguf'))).toBe(true);
  });

  it('runs nothing behind other walls than the proven ones', async () => {
    const changing: SandboxDriver = {
      ...bubblewrap,
      start: (spec, signal) => {
        const run = spec.argv.includes('/model/model.gguf');
        return bubblewrap.start(
          run ? { ...spec, limits: { ...spec.limits, pids: spec.limits.pids + 1 } } : spec,
          signal,
        );
      },
    };
    const { evidence, predicate } = await evaluated(await model(), await policyWith([ARITHMETIC]), {
      sandbox: changing,
    });
    expect(evidence.outcome).toBe('errored');
    expect(predicate.errors?.[0]).toMatchObject({ code: 'SANDBOX_FAILED' });
    expect(predicate.measurements).toEqual([]);
    expect(predicate.groups[0]?.evaluated).toBeUndefined();
  });

  it('says what the runner died of, and publishes no score from fewer items', async () => {
    const policy = await policyWith([ARITHMETIC]);
    const dying: SandboxDriver = {
      ...bubblewrap,
      start: async (spec, signal) => {
        const instance = await bubblewrap.start(spec, signal);
        if (spec.argv.includes('/model/model.gguf')) setTimeout(() => instance.kill(), 600);
        return instance;
      },
    };
    const { evidence, predicate } = await evaluated(await model({ arithmetic: 0.99 }), policy, { sandbox: dying });
    expect(predicate.measurements).toEqual([]);
    // Ended by the gate's own side, and so no doing of the runner.
    expect(evidence.outcome).toBe('errored');
    expect(predicate.claims[0]?.answer).toBe('unmeasured');
  });

  it.each([900, 1_300, 1_700])(
    'stops within a second when cancelled after %i ms, and leaves nothing running',
    async (delay) => {
      const abort = new AbortController();
      const running = evaluated(await model(), await policyWith([TINY_SUITE]), { signal: abort.signal });
      let endedAt = 0;
      const failure = running
        .catch((error: unknown) => error)
        .finally(() => {
          endedAt = performance.now();
        });
      await new Promise((resolve) => setTimeout(resolve, delay));
      const at = performance.now();
      abort.abort();
      const error = await failure;
      // At once: what is still closing would be gone a moment later.
      expect(ownProcesses('/runner/dist/js/gguf.mjs')).toEqual([]);
      expect(error).toMatchObject({ code: 'CANCELLED' });
      expect(endedAt - at).toBeLessThan(1_000);
    },
  );

  it('prints no byte of a submission as it is', async () => {
    const directory = await model({ results: { '\u001b[31mevil\u202e': { acc: 0.5 }, '<script>': { acc: 'NaN' } } });
    const { evidence } = await evaluated(directory, await policyWith([]), { sandbox: untouchable });
    const text = renderEvaluateText(evidence).join('\n');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
    expect(text).toContain('evil');
  });
});
