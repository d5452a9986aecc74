import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { renderAttestationsText } from '../../src/cli/attestations-text.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { evaluatePredicateSchema } from '../../src/core/predicates/evaluate.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { loadPolicy } from '../../src/decide/load-policy.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { intake } from '../../src/gate/intake.ts';
import type { IntakeOutput } from '../../src/gate/output.ts';
import { verifyAttestations } from '../../src/gate/verify-attestations.ts';
import { runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';
import { builtRunner, digestOf, fixture, TINY_SUITE } from '../evaluate/evaluation.ts';
import { faultsOf } from '../support/bom-schemas.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

interface EvaluatedRun {
  readonly again: () => Promise<IntakeOutput>;
  readonly runDir: string;
  readonly key: string;
}

/** The weights alone under a policy with one short task: the shortest evaluation that there is. */
async function evaluatedOnce(directory: string): Promise<EvaluatedRun> {
  const model = join(directory, 'model');
  const suite = join(directory, 'suite', 'arithmetic');
  await mkdir(model);
  await cp(join(fixture('open-chat'), 'model.gguf'), join(model, 'model.gguf'));
  await cp(join(TINY_SUITE, 'arithmetic'), suite, { recursive: true });
  const { digest } = await loadSuite(join(directory, 'suite'));
  const policyFile = join(directory, 'policy.yaml');
  await writeFile(
    policyFile,
    `version: 1\nname: one-task\nprofile: hub\nsandbox: {minimum: bubblewrap}\nevaluate:\n  suites:\n    - {path: suite, digest: '${digest}'}\n`,
  );
  const policy = await loadPolicy(policyFile);
  const runDir = join(directory, 'run');
  const again = async (): Promise<IntakeOutput> =>
    intake({
      source: model,
      base: undefined,
      policy,
      runDir,
      keyPath: join(directory, 'keys', 'gate.pem'),
      ledger: undefined,
      clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
      signal: AbortSignal.timeout(60_000),
      progress: silentProgress,
      onEvent: () => undefined,
    });
  await again();
  return { again, runDir, key: await readFile(join(directory, 'keys', 'gate.pub.pem'), 'utf8') };
}

const partSchema = z.object({
  name: z.string(),
  purl: z.string().optional(),
  hashes: z.array(z.object({ content: z.string() })).optional(),
});
const componentsSchema = z.object({
  metadata: z.object({ component: z.object({ components: z.array(partSchema) }) }),
  components: z.array(partSchema),
});

/** The verified statements of a run by the names of their files. */
async function boms({ runDir, key }: EvaluatedRun) {
  const { statements } = await verifyAttestations(runDir, key);
  return (name: string) => statements.find(({ file }) => basename(file) === `${name}.sigstore.json`)?.statement;
}

describe('a run in which a model was evaluated', () => {
  const directory = sharedTemporaryDirectory();
  let run: EvaluatedRun;
  beforeAll(async () => {
    builtRunner();
    run = await evaluatedOnce(directory);
  }, 120_000);

  it('signs what was measured into the bills of materials of the model', async () => {
    const signed = await boms(run);
    const { measurements } = evaluatePredicateSchema.parse(signed('5-evaluate')?.predicate);
    expect(faultsOf('cycloneDx', signed('bom-cyclonedx')?.predicate)).toBeNull();
    expect(faultsOf('spdx', signed('bom-spdx')?.predicate)).toBeNull();
    expect(signed('bom-cyclonedx')?.predicate).toMatchObject({
      metadata: {
        component: {
          modelCard: {
            quantitativeAnalysis: {
              performanceMetrics: measurements.map(({ metric, value, interval: [low, high] }) => ({
                type: metric,
                value: String(value),
                confidenceInterval: { lowerBound: String(low), upperBound: String(high) },
              })),
            },
          },
        },
      },
    });
  });

  it('signs what it ran on, to the digest of each shared library, under the digest that the evaluation names', async () => {
    const signed = await boms(run);
    const environment = evaluatePredicateSchema.parse(signed('5-evaluate')?.predicate).runner?.environment;
    for (const [kind, name] of [
      ['cycloneDx', 'bom-environment-cyclonedx'] as const,
      ['spdx', 'bom-environment-spdx'] as const,
    ]) {
      const statement = signed(name);
      expect(faultsOf(kind, statement?.predicate)).toBeNull();
      expect(`sha256:${statement?.subject[0]?.digest['sha256']}`).toBe(environment);
    }
    const parts = componentsSchema.parse(signed('bom-environment-cyclonedx')?.predicate);
    const files = new Map(parts.metadata.component.components.map(({ name, hashes }) => [name, hashes?.[0]?.content]));
    const hash = async (path: string): Promise<string> =>
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
    expect(files.get('/usr/bin/node')).toBe(await hash(await realpath(process.execPath)));
    const libc = runtimeMounts().find(({ target }) => target.endsWith('/libc.so.6'));
    expect(files.get(libc?.target ?? '')).toBe(await hash(libc?.source ?? ''));
    expect([...files.keys()].some((name) => name.endsWith('/llama-addon.node'))).toBe(true);
    expect(parts.components.map(({ purl }) => purl)).toContain('pkg:npm/node-llama-cpp@3.22.1');
  });

  it('is told of in lines that fit, each name apart from its type', async () => {
    const lines = renderAttestationsText(await verifyAttestations(run.runDir, run.key));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => /\Shttps:/u.test(line))).toEqual([]);
    expect(lines).toContain('verified  bom-environment-cyclonedx');
  });

  it('takes no statement about another environment beside it', async () => {
    const file = join(run.runDir, 'statements', 'bom-environment-spdx.sigstore.json');
    const other = join(run.runDir, 'statements', 'bom-elsewhere.sigstore.json');
    await cp(file, other);
    await expect(verifyAttestations(run.runDir, run.key)).rejects.toMatchObject({ code: 'ATTESTATION_INVALID' });
    await rm(other);
  });

  it('keeps the answers with it, bound to the signed evidence: nobody can change, swap or lose them unseen', async () => {
    const { again, runDir, key } = run;
    const path = join(runDir, 'answers.jsonl');
    const answers = await readFile(path, 'utf8');
    const { statements } = await verifyAttestations(runDir, key);
    const evaluated = statements.find(({ file }) => file.includes('evaluate'));
    const predicate = evaluatePredicateSchema.parse(evaluated?.statement.predicate);
    expect(predicate.answers).toEqual({ file: 'answers.jsonl', sha256: digestOf(answers), lines: 100 });
    expect(
      answers
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toHaveLength(100);

    await writeFile(path, answers.replace('"correct":true', '"correct":false'));
    await expect(verifyAttestations(runDir, key)).rejects.toMatchObject({ code: 'ATTESTATION_INVALID' });
    await rm(join(runDir, 'verdict.json'));
    await expect(again()).rejects.toMatchObject({ code: 'RUN_TAMPERED' });
    await rm(path);
    await expect(verifyAttestations(runDir, key)).rejects.toMatchObject({ code: 'ATTESTATION_INVALID' });
    await writeFile(path, answers);
    await expect(again()).resolves.toMatchObject({ runDir });
  });
});
