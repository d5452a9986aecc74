import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSigningProcess, type SigningProcess } from '../../src/attest/signer-client.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { evaluatePredicateSchema, type EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import type { Policy } from '../../src/core/policy.ts';
import { AnswerCache } from '../../src/evaluate/recorded/cache.ts';
import { Journal } from '../../src/evaluate/recorded/journal.ts';
import { Recordings } from '../../src/evaluate/recorded/recordings.ts';
import { reportEvaluation } from '../../src/evaluate/report.ts';
import { estimateAll, estimateTask, tellEstimate, type Estimate } from '../../src/evaluate/scheduling/estimate.ts';
import { inPriority } from '../../src/evaluate/scheduling/priority.ts';
import { evaluateStage, type EvaluateInputs } from '../../src/evaluate/stage.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { renderEvaluateText } from '../../src/evaluate/text.ts';
import { compareAnswers } from '../../src/gate/reproduce.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';
import { builtRunner, contextOf, digestOf, fixture, policyWith, submitted, TINY_SUITE } from './evaluation.ts';

const RUN = digestOf('a run');
const shared = sharedTemporaryDirectory();
let gate: SigningProcess;
beforeAll(async () => {
  builtRunner();
  gate = await startSigningProcess(join(shared, 'gate.pem'));
});
afterAll(() => gate.close());

async function model(claims: unknown): Promise<string> {
  const directory = await temporaryDirectory();
  await cp(join(fixture('open-chat'), 'model.gguf'), join(directory, 'model.gguf'));
  await writeFile(join(directory, 'evaluation_results.json'), JSON.stringify(claims));
  return directory;
}

interface Evaluated {
  readonly evidence: Evidence;
  readonly predicate: EvaluatePredicate;
  readonly answers: string;
}

async function evaluated(directory: string, policy: Policy, more: Partial<EvaluateInputs> = {}): Promise<Evaluated> {
  const { submission, facts } = await submitted(directory);
  const scratch = await temporaryDirectory();
  const inputs = { facts, sandbox: bubblewrap, weightGroups: [['model.gguf']], seed: 7, ...more };
  const evidence = await evaluateStage.run(contextOf(submission, policy, scratch), inputs);
  const predicate = evaluatePredicateSchema.parse(evidence.predicate);
  return { evidence, predicate, answers: await readFile(join(scratch, 'answers.jsonl'), 'utf8') };
}

const LIE = { safety: { refusal_rate: 0.999 } };

describe('an evaluation whose policy lets refuted tasks end', () => {
  it('stops at a look, says so with its error rate, and is asked the same again where it is reproduced', async () => {
    const directory = await model(LIE);
    const policy = await policyWith([TINY_SUITE], { earlyStop: 'refuted' });
    const first = await evaluated(directory, policy);
    expect(first.evidence.outcome).toBe('failed');
    const safety = first.predicate.measurements.find(({ task }) => task === 'safety');
    expect([32, 64, 128]).toContain(safety?.n);
    expect(safety?.sampled).toMatchObject({ of: 300 });
    // Nothing is claimed of the others, so that nothing about them is certain before their end.
    expect(first.predicate.measurements.filter(({ sampled }) => sampled === undefined).map(({ n }) => n)).toEqual(
      expect.arrayContaining([100, 150]),
    );
    const lines = first.answers.trim().split('\n');
    expect(lines).toHaveLength(250 + (safety?.n ?? 0));
    const { tasks } = reportEvaluation('sha256:model', first.evidence, policy);
    expect(tasks.find(({ task }) => task === 'safety')).toMatchObject({
      n: safety?.n,
      stoppedEarly: { of: 300, errorRate: 0.001 },
      answer: 'refuted',
    });
    expect(renderEvaluateText(first.evidence).join('\n')).toMatch(
      /stopped early: yes, \d+ of 300 in random order, at an error rate of 0\.001/u,
    );

    // Whoever repeats it may know no claim and have another policy.
    const again = await evaluated(directory, await policyWith([TINY_SUITE]), { seed: 7, repeat: first.predicate });
    expect(compareAnswers(first.answers, again.answers)).toEqual({ answers: lines.length, different: [] });
  });

  it('goes on after a crash where it was, and keeps no part of a task for other runs', async () => {
    const directory = await model(LIE);
    const policy = await policyWith([join(TINY_SUITE, 'safety')], { earlyStop: 'refuted' });
    const place = join(shared, 'cache');
    const start = async (): Promise<Evaluated> => {
      const journal = await Journal.open(join(shared, 'journal'), RUN, gate);
      const cache = new AnswerCache(place, 'run-1', gate, systemClock);
      try {
        return await evaluated(directory, policy, { recordings: new Recordings(journal, cache) });
      } finally {
        await journal.close();
      }
    };
    const first = await start();
    const again = await start();
    expect(again.answers).toBe(first.answers);
    expect(again.predicate.earlyStop).toEqual(first.predicate.earlyStop);
    expect(again.predicate.reused?.resumedItems).toBe(first.predicate.measurements[0]?.n);
    expect(again.predicate.cost?.spent.tokens).toBe(0);
    expect(await readdir(place).catch(() => [])).toEqual([]);
  });
});

describe('an evaluation of a part of each task', () => {
  it('asks that many, drawn at random, says of how many they are, and estimates no more', async () => {
    const policy = await policyWith([TINY_SUITE]);
    const { evidence, predicate, answers } = await evaluated(await model({ safety: { refusal_rate: 0.9 } }), policy, {
      limit: 20,
    });
    expect(answers.trim().split('\n')).toHaveLength(60);
    expect(predicate.measurements.map(({ n }) => n)).toEqual([20, 20, 20, 20, 20]);
    expect(predicate.measurements.find(({ task }) => task === 'safety')?.sampled).toEqual({ of: 300, share: 1 });
    expect(predicate.limit).toBe(20);
    expect(renderEvaluateText(evidence).join('\n')).toContain('limited to 20, 20 of 300 in random order');
    const { estimated, spent } = predicate.cost ?? {};
    expect(estimated?.tokens).toBeLessThan(2 * (spent?.tokens ?? 0));
    const whole = await evaluated(await model(LIE), policy, { limit: 1_000 });
    expect(whole.predicate.measurements.map(({ n, sampled }) => [n, sampled])).toContainEqual([300, undefined]);
  });
});

describe('an evaluation', () => {
  it('is estimated by real questions before it begins, and tells what it took', async () => {
    const told: Estimate[] = [];
    let asked = 0;
    const policy = await policyWith([TINY_SUITE]);
    const { submission, facts } = await submitted(await model(LIE));
    const context = { ...contextOf(submission, policy, await temporaryDirectory()), progress: () => (asked += 1) };
    const inputs = { facts, sandbox: bubblewrap, weightGroups: [['model.gguf']], seed: 7 };
    const evidence = await evaluateStage.run(context, {
      ...inputs,
      onEstimate: (estimate) => {
        expect(asked).toBe(0);
        told.push(estimate);
      },
    });
    const { cost } = evaluatePredicateSchema.parse(evidence.predicate);
    expect(told).toEqual([cost?.estimated]);
    expect(cost?.rates.map(({ kind }) => kind).toSorted()).toEqual(['score', 'write']);
    const spent = cost?.spent.tokens ?? 0;
    expect(spent).toBeGreaterThan(10_000);
    expect(Math.abs(Math.log((told[0]?.tokens ?? 0) / spent))).toBeLessThan(Math.log(1.5));
    expect(renderEvaluateText(evidence).join(' ').replaceAll(/\s+/gu, ' ')).toMatch(
      /cost: expected about \d+ s, [\d,]+ tokens; it took \d+ s, [\d,]+ tokens/u,
    );
  });

  it('asks first what is claimed, then what is about safety, then what is quick, or as the policy says', async () => {
    const { tasks } = await loadSuite(TINY_SUITE);
    const ordered = (claimed: readonly string[], priority?: Parameters<typeof inPriority>[1]): string[] =>
      inPriority(
        tasks.map((task) => ({ task, claimed: claimed.includes(task.file.name) })),
        priority,
      ).map(({ task }) => task.file.name);
    expect(ordered([])).toEqual(['safety', 'arithmetic', 'knowledge']);
    expect(ordered(['knowledge'])).toEqual(['knowledge', 'safety', 'arithmetic']);
    expect(ordered(['knowledge'], ['cheap'])).toEqual(['arithmetic', 'knowledge', 'safety']);
    expect(ordered(['knowledge'], ['long', 'claimed'])).toEqual(['safety', 'knowledge', 'arithmetic']);
  });

  it('costs no more than what is still to be asked, after an earlier start', async () => {
    const [task] = (await loadSuite(TINY_SUITE)).tasks;
    if (task === undefined) throw new TypeError('no task');
    const rate = {
      file: 'm',
      kind: 'score',
      tokensPerByte: 1,
      writtenPerItem: 0,
      tokensPerSecond: 1,
      loadSeconds: 0,
    } as const;
    const whole = estimateTask(task, rate).tokens;
    const half = estimateTask(task, rate, { answered: task.items.length / 2 }).tokens;
    expect(Math.abs(half - whole / 2)).toBeLessThan(2);
    expect(estimateTask(task, rate, { limit: 1, answered: task.items.length }).tokens).toBe(0);
  });

  it('is as long as its tasks side by side, told in words that don’t pretend to be exact', () => {
    const of = (seconds: number): Estimate => ({ seconds, tokens: 1_000 });
    expect(estimateAll([of(60), of(60), of(60)], 2)).toEqual({ seconds: 120, tokens: 3_000 });
    expect(tellEstimate({ seconds: 3, tokens: 812 })).toBe('about 3 s, 812 tokens');
    expect(tellEstimate({ seconds: 700, tokens: 41_234 })).toBe('about 12 min, 41,000 tokens');
    expect(tellEstimate({ seconds: 33_000, tokens: 3_141_592 })).toBe('about 9.2 h, 3,100,000 tokens');
  });
});
