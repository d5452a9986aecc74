import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { evaluatePredicateSchema } from '../../src/core/predicates/evaluate.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { loadPolicy } from '../../src/decide/load-policy.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { intake } from '../../src/gate/intake.ts';
import type { IntakeOutput } from '../../src/gate/output.ts';
import { verifyAttestations } from '../../src/gate/verify-attestations.ts';
import { builtRunner, digestOf, fixture, TINY_SUITE } from '../evaluate/evaluation.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** The weights alone under a policy with one short task: the shortest evaluation that there is. */
async function evaluatedOnce(): Promise<{ again: () => Promise<IntakeOutput>; runDir: string; key: string }> {
  const directory = await temporaryDirectory();
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

describe("the model's answers", () => {
  beforeAll(builtRunner);

  it('stay with the run, bound to the signed evidence: nobody can change, swap or lose them unseen', async () => {
    const { again, runDir, key } = await evaluatedOnce();
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
