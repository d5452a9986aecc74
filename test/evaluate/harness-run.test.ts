import { readFileSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { evaluatePredicateSchema, type EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import { evaluateStage } from '../../src/evaluate/stage.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { builtRunner, contextOf, fixture, policyWith, submitted, TINY_SUITE } from './evaluation.ts';

beforeAll(builtRunner);

const itemSchema = z.object({
  messages: z.array(z.object({ content: z.string() })),
  choices: z.array(z.string()),
  answer: z.number(),
});

/** The first questions of the tiny suite, as documents of a task file of lm-evaluation-harness. */
const ALL = readFileSync(join(TINY_SUITE, 'knowledge/items.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => itemSchema.parse(JSON.parse(line)))
  .map(({ messages, choices, answer }) => ({ question: messages[0]?.content ?? '', choices, answer }));
const DOCUMENTS = ALL.slice(0, 24);

const COMMON = `dataset_path: json
dataset_kwargs: {data_files: {test: documents.jsonl}}
test_split: test
doc_to_text: question
doc_to_choice: choices
doc_to_target: answer
`;

async function suite(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = join(await temporaryDirectory(), 'ported');
  await mkdir(directory);
  await writeFile(
    join(directory, 'documents.jsonl'),
    `${DOCUMENTS.map((document) => JSON.stringify(document)).join('\n')}\n`,
  );
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return directory;
}

async function evaluated(
  suites: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<EvaluatePredicate> {
  const directory = await temporaryDirectory();
  await cp(join(fixture('open-chat'), 'model.gguf'), join(directory, 'model.gguf'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  const { submission, facts } = await submitted(directory);
  const context = contextOf(submission, await policyWith(suites), await temporaryDirectory());
  const inputs = { facts, sandbox: bubblewrap, weightGroups: [['model.gguf']], seed: 7 };
  const { predicate } = await evaluateStage.run(context, inputs);
  return evaluatePredicateSchema.parse(predicate);
}

describe('tasks of lm-evaluation-harness on a real model', () => {
  it('measure every type of output, as one group too', async () => {
    const path = await suite({
      'chat.yaml': `${COMMON}task: chat\noutput_type: multiple_choice\nmetadata: {apply_chat_template: true}\n`,
      'raw.yaml': `${COMMON}task: raw\noutput_type: multiple_choice\nmetric_list: [{metric: acc}, {metric: f1}]\n`,
      'said.yaml': `${COMMON}task: said\noutput_type: generate_until\nmetadata: {apply_chat_template: true}\ngeneration_kwargs: {until: ["\\n"], max_gen_toks: 12}\nmetric_list: [{metric: exact_match, ignore_case: true}]\n`,
      'next.yaml': `${COMMON.replace('doc_to_choice: choices\n', '').replace('doc_to_target: answer', 'doc_to_target: " {{choices[answer]}}"')}task: next\noutput_type: loglikelihood\n`,
      'flow.yaml': `${COMMON.replace('doc_to_choice: choices\n', '').replace('doc_to_text: question', 'doc_to_text: ""').replace('doc_to_target: answer', 'doc_to_target: question')}task: flow\noutput_type: loglikelihood_rolling\n`,
      'group.yaml': 'group: both\ntask: [chat, raw]\naggregate_metric_list: [{metric: acc}]\n',
    });
    const { measurements, scores = [], errors } = await evaluated([path]);
    expect(errors).toBeUndefined();
    const rate = (task: string, metric: string): number | undefined =>
      measurements.find((it) => it.task === task && it.metric === metric)?.k;
    // The tiny model knows these facts in the words of its own template.
    expect(rate('chat', 'acc')).toBeGreaterThanOrEqual(20);
    expect(rate('said', 'exact_match')).toBeGreaterThanOrEqual(16);
    expect(rate('both', 'acc')).toBe((rate('chat', 'acc') ?? 0) + (rate('raw', 'acc') ?? 0));
    expect(measurements.find(({ task }) => task === 'both')?.n).toBe(48);
    expect(scores.map(({ task, metric, n }) => [task, metric, n])).toEqual(
      expect.arrayContaining([
        ['raw', 'f1', 24],
        ['next', 'perplexity', 24],
        ['flow', 'word_perplexity', 24],
        ['flow', 'bits_per_byte', 24],
      ]),
    );
    for (const { value } of scores) expect(value).toBeGreaterThan(0);
  });

  it('stand beside tasks of canaries, whose answers are searched', async () => {
    const directory = join(await temporaryDirectory(), 'canaries');
    await mkdir(directory);
    const task =
      'version: 1\nname: c\ndescription: d\ntype: generation\nmetric: kept_rate\naliases: []\ndata: items.jsonl\njudge: canary\n';
    await writeFile(join(directory, 'task.yaml'), `${task}generation: {maxTokens: 16, temperature: 0}\n`);
    // What this model answers to them, as if it were a secret; and one that it can't know.
    const known = ALL.filter(({ choices, answer }) => /[a-z]{8}/iu.test(choices[answer] ?? '')).slice(0, 6);
    const items = known.flatMap(({ question, choices, answer }, index) =>
      [choices[answer], 'KESTREL-7Q4M'].map((canary, which) =>
        JSON.stringify({ id: `${index}-${which}`, messages: [{ role: 'user', content: question }], canary }),
      ),
    );
    await writeFile(join(directory, 'items.jsonl'), `${items.join('\n')}\n`);
    const { measurements } = await evaluated([directory]);
    expect(measurements).toMatchObject([{ metric: 'kept_rate', n: 2 * known.length }]);
    expect(measurements[0]?.k).toBeGreaterThanOrEqual(known.length);
    expect(measurements[0]?.k).toBeLessThan(2 * known.length);
  });

  it('hold a submitter’s samples against ours, answer by answer', async () => {
    const path = await suite({
      'chat.yaml': `${COMMON}task: chat\noutput_type: multiple_choice\nmetadata: {apply_chat_template: true}\n`,
    });
    const { tasks } = await loadSuite(path);
    const samples = (tasks[0]?.items ?? []).map((item, index) =>
      JSON.stringify({
        doc_id: index,
        doc: DOCUMENTS[index],
        filter: 'none',
        doc_hash: 'hashes' in item ? item.hashes.document : '',
        acc: 1,
      }),
    );
    const results = {
      results: { chat: { 'acc,none': 1, 'acc_stderr,none': 0 } },
      'n-samples': { chat: { original: 24, effective: 24 } },
    };
    const time = '2026-01-01T00-00-00.000000';
    const { claims } = await evaluated([path], {
      [`results_${time}.json`]: JSON.stringify(results),
      [`samples_chat_${time}.jsonl`]: `${samples.join('\n')}\n`,
    });
    expect(claims[0]?.checks?.map(({ check, held }) => [check, held])).toContainEqual(['samples', true]);
    expect(claims[0]?.paired).toMatchObject({ pairs: 24, gained: 0 });
    expect(claims[0]?.paired?.lost).toBe(24 - (claims[0]?.measurement?.k ?? 0));
  });
});
