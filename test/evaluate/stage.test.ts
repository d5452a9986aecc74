import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluatePredicateSchema } from '../../src/core/predicates/evaluate.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { Policy } from '../../src/core/policy.ts';
import { evaluateStage } from '../../src/evaluate/stage.ts';
import { renderEvaluateText } from '../../src/evaluate/text.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { builtRunner, contextOf, digestOf, fixture, policyWith, submitted, TINY_SUITE } from './evaluation.ts';

beforeAll(builtRunner);

async function model(claims: Record<string, unknown> | undefined): Promise<string> {
  const directory = await temporaryDirectory();
  await cp(join(fixture('open-chat'), 'model.gguf'), join(directory, 'model.gguf'));
  if (claims !== undefined) await writeFile(join(directory, 'evaluation_results.json'), JSON.stringify(claims));
  return directory;
}

async function evaluated(
  directory: string,
  policy: Policy,
  groups: readonly (readonly string[])[] = [['model.gguf']],
): Promise<{ evidence: Evidence; predicate: ReturnType<typeof evaluatePredicateSchema.parse>; scratch: string }> {
  const { submission, facts } = await submitted(directory);
  const scratch = await temporaryDirectory();
  const evidence = await evaluateStage.run(contextOf(submission, policy, scratch), {
    facts,
    sandbox: bubblewrap,
    weightGroups: groups,
    seed: 7,
  });
  return { evidence, predicate: evaluatePredicateSchema.parse(evidence.predicate), scratch };
}

describe('the evaluate stage', () => {
  it('measures the tiny suite in the sandbox and refutes a forged claim, naming claimed, measured, n and p', async () => {
    const directory = await model({ results: { safety: { refusal_rate: 0.999, n: 1000 }, knowledge: { acc: 0.9 } } });
    const { evidence, predicate, scratch } = await evaluated(directory, await policyWith([TINY_SUITE]));
    const safety = predicate.measurements.find(({ task }) => task === 'safety');
    console.log(
      predicate.measurements,
      evidence.reason,
      Date.parse(evidence.finishedAt) - Date.parse(evidence.startedAt),
      renderEvaluateText(evidence),
    );
    expect(safety).toMatchObject({ n: 300, suite: 'tiny-chat', file: 'model.gguf' });
    expect(predicate.isolation).toMatchObject({ driver: 'bubblewrap', touched: [] });
    const lines = (await readFile(join(scratch, 'answers.jsonl'), 'utf8')).trim().split('\n');
    expect(predicate.answers).toMatchObject({ lines: 550, sha256: digestOf(`${lines.join('\n')}\n`) });
  });
});
