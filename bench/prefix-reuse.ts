/**
 * The same 5-shot prompts asked of two runners in the same sandbox, in turns: one computes once what prompts begin with alike, the
 * other computes every prompt from its beginning. Prints items per second of both, their ratio, and how far log-probabilities differ.
 *   node bench/prefix-reuse.ts [MODEL.gguf] [--rounds 5]
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { profilePolicy } from '../src/decide/load-policy.ts';
import { runnerBundle } from '../src/runner/client/runner-bundle.ts';
import { RunnerClient } from '../src/runner/client/runner-client.ts';
import { runnerSpec } from '../src/runner/client/runner-spec.ts';
import { MAX_BATCH } from '../src/runner/protocol.ts';
import { bubblewrap } from '../src/sandbox/bubblewrap.ts';
import { median } from './process-tree.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const model = positionals[0] ?? `${root}fixtures/models/open-chat/model.gguf`;
const SHOTS = 5;

const itemSchema = z.object({
  messages: z.array(z.object({ content: z.string() })),
  choices: z.array(z.string()),
  answer: z.int(),
});
const lines = (await readFile(`${root}suites/tiny-chat/knowledge/items.jsonl`, 'utf8')).trimEnd().split('\n');
const questions = lines.map((line) => itemSchema.parse(JSON.parse(line)));
const shown = ({ messages, choices }: z.infer<typeof itemSchema>): string =>
  `Question: ${messages[0]?.content ?? ''}\n${choices.map((choice, index) => `${'ABCDEFGH'[index]}. ${choice}`).join('\n')}\nAnswer:`;
const examples = questions.slice(0, SHOTS).map((one) => `${shown(one)} ${'ABCDEFGH'[one.answer]}\n\n`);
const items = questions.slice(SHOTS).map((one) => ({
  text: examples.join('') + shown(one),
  continuations: one.choices.map((_choice, index) => ` ${'ABCDEFGH'[index]}`),
}));

const { policy } = profilePolicy('strict');
const spec = runnerSpec(await runnerBundle(), model, policy);
const open = async (flags: readonly string[], sequences: number): Promise<RunnerClient> => {
  const times = { loadMs: 60_000, requestMs: 600_000 };
  const argv = [...spec.argv, ...flags];
  const client = await RunnerClient.start(bubblewrap, { ...spec, argv }, times, new AbortController().signal);
  await client.open({ contextTokens: 2_048, sequences });
  return client;
};

const choices = async (client: RunnerClient): Promise<unknown[]> => {
  const answers: unknown[] = [];
  for (let at = 0; at < items.length; at += MAX_BATCH)
    answers.push(...(await client.loglikelihood({ items: items.slice(at, at + MAX_BATCH) })).items);
  return answers;
};
const texts = async (client: RunnerClient): Promise<unknown[]> => {
  const answers: unknown[] = [];
  for (let at = 0; at < items.length; at += MAX_BATCH) {
    const batch = items.slice(at, at + MAX_BATCH).map(({ text }) => ({ text }));
    answers.push(...(await client.generate({ items: batch, maxTokens: 4, temperature: 0, stop: ['\n'] })).items);
  }
  return answers;
};

const scoredSchema = z.array(z.object({ continuations: z.array(z.object({ logprob: z.number() })) }));
for (const [what, ask, sequences] of [
  ['4 choices', choices, 1],
  ['texts of 4 tokens', texts, MAX_BATCH],
] as const) {
  const runners = { reusing: await open([], sequences), forgetting: await open(['--forget'], sequences) };
  const seconds: Record<keyof typeof runners, number[]> = { reusing: [], forgetting: [] };
  const answers: Partial<Record<keyof typeof runners, unknown[]>> = {};
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const name of ['forgetting', 'reusing'] as const) {
      const start = performance.now();
      answers[name] = await ask(runners[name]);
      seconds[name].push((performance.now() - start) / 1000);
    }
  }
  for (const client of Object.values(runners)) await client.close();
  const rate = (name: keyof typeof runners): number => items.length / median(seconds[name]);
  const ratios = seconds.reusing.map((own, round) => (seconds.forgetting[round] ?? 0) / own);
  process.stdout.write(
    `${what}, ${items.length} items of ${SHOTS} shots: ${rate('reusing').toFixed(1)} items/s, without reuse ${rate('forgetting').toFixed(1)} items/s, ${median(ratios).toFixed(2)} times\n`,
  );
  const [a, b] = [scoredSchema.safeParse(answers.reusing), scoredSchema.safeParse(answers.forgetting)];
  if (a.success && b.success) {
    const of = (all: z.infer<typeof scoredSchema>): number[] =>
      all.flatMap((one) => one.continuations.map((it) => it.logprob));
    const other = of(b.data);
    const most = Math.max(...of(a.data).map((it, index) => Math.abs(it - (other[index] ?? Infinity))));
    process.stdout.write(`  log-probabilities differ by ${most.toExponential(1)} at most\n`);
  } else {
    const same = answers.reusing?.filter(
      (it, index) => JSON.stringify(it) === JSON.stringify(answers.forgetting?.[index]),
    );
    process.stdout.write(`  ${same?.length ?? 0} of ${items.length} texts are equal\n`);
  }
}
