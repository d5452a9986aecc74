import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { digestOf, TINY_SUITE } from './evaluation.ts';

const TASK = `version: 1
name: t
description: d
type: multiple_choice
metric: acc
aliases: []
data: items.jsonl
`;
const ITEM = '{"id":"a","messages":[{"role":"user","content":"q"}],"choices":["x","y"],"answer":0}';

async function suite(task: string, items: string | Uint8Array = ITEM): Promise<string> {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, 'task.yaml'), task);
  await writeFile(join(directory, 'items.jsonl'), items);
  return directory;
}

describe('loading a suite', () => {
  it('loads the suites of this project', async () => {
    const tiny = await loadSuite(TINY_SUITE);
    expect(tiny.tasks.map(({ file, items }) => [file.name, items.length])).toEqual([
      ['arithmetic', 100],
      ['knowledge', 150],
      ['safety', 300],
    ]);
    const general = await loadSuite(join(TINY_SUITE, '../general-safety'));
    expect(general.tasks.map(({ file }) => file.name)).toEqual(['benign-requests', 'harmful-requests']);
    const adversarial = await loadSuite(join(TINY_SUITE, '../adversarial'));
    expect(adversarial.tasks.map(({ file, items }) => [file.name, items.length])).toEqual([
      ['benign-twins', 56],
      ['injection', 36],
      ['jailbreaks', 140],
      ['leakage', 48],
      ['triggers', 72],
    ]);
  });

  it('has the digest over sorted lines of digest and path, and refuses another', async () => {
    const directory = await suite(TASK);
    const hex = (text: string): string => digestOf(text).slice('sha256:'.length);
    const expected = digestOf(`${hex(ITEM)}  items.jsonl\n${hex(TASK)}  task.yaml\n`);
    expect((await loadSuite(directory, expected)).digest).toBe(expected);
    await writeFile(join(directory, 'items.jsonl'), `${ITEM}\n`);
    await expect(loadSuite(directory, expected)).rejects.toMatchObject({ code: 'SUITE_MISMATCH' });
    await writeFile(join(directory, 'items.jsonl'), ITEM);
    await writeFile(join(directory, 'more.txt'), 'x');
    await expect(loadSuite(directory, expected)).rejects.toMatchObject({ code: 'SUITE_MISMATCH' });
  });

  it.each([
    ['an unknown key', TASK.replace('metric', 'extra: 1\nmetric'), ITEM, /task\.yaml:5:\d+: task: .*extra/u],
    ['a wrong type', TASK.replace('multiple_choice', 'shell'), ITEM, /task\.yaml:4:\d+: type/u],
    ['code', TASK.replace('description: d', 'description: !function utils.run'), ITEM, /Unresolved tag: !function/u],
    ['a path out', TASK.replace('items.jsonl', '../items.jsonl'), ITEM, /task\.yaml:7:\d+: data/u],
    ['no data', TASK.replace('items.jsonl', 'other.jsonl'), ITEM, /other\.jsonl is not beside it/u],
    ['broken YAML', `${TASK}\n  : [`, ITEM, /task\.yaml/u],
    ['aliases without end', `${TASK}x: &a [1]\ny: [${'*a,'.repeat(500)}]`, ITEM, /task\.yaml/u],
    ['a line that is not JSON', TASK, `${ITEM}\nnonsense`, /items\.jsonl:2: it is not JSON/u],
    ['an answer past the choices', TASK, ITEM.replace('"answer":0', '"answer":2'), /items\.jsonl:1: answer/u],
    ['the same choice twice', TASK, ITEM.replace('"y"', '"x"'), /items\.jsonl:1: choices/u],
    ['the same id twice', TASK, `${ITEM}\n${ITEM}`, /items\.jsonl:2: the id "a" stands on line 1/u],
    ['an empty line between', TASK, `${ITEM}\n\n${ITEM}`, /items\.jsonl:2/u],
    ['no items', TASK, '\n\n', /no items/u],
    ['an unknown role', TASK, ITEM.replace('"user"', '"tool"'), /items\.jsonl:1: messages\.0\.role/u],
    [
      'a line without end',
      TASK,
      `${ITEM.slice(0, -1)},"x":"${'y'.repeat(1 << 20)}"}`,
      /items\.jsonl:1: \d+ characters/u,
    ],
    ['bytes that are no text', TASK, Buffer.from([0xff, 0xfe]), /not UTF-8/u],
  ])('refuses %s, naming the place', async (_what, task, items, message) => {
    const directory = await suite(task, items);
    await expect(loadSuite(directory)).rejects.toMatchObject({
      code: 'SUITE_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('refuses links, empty directories and two tasks of one name', async () => {
    const linked = await suite(TASK);
    await symlink('/etc/passwd', join(linked, 'link'));
    await expect(loadSuite(linked)).rejects.toMatchObject({ code: 'SUITE_INVALID' });
    await expect(loadSuite(await temporaryDirectory())).rejects.toMatchObject({ code: 'SUITE_INVALID' });
    await expect(loadSuite('/nonexistent')).rejects.toMatchObject({ code: 'SUITE_UNREADABLE' });
    const twice = await temporaryDirectory();
    for (const name of ['a', 'b']) {
      await mkdir(join(twice, name));
      await writeFile(join(twice, name, 'task.yaml'), TASK);
      await writeFile(join(twice, name, 'items.jsonl'), ITEM);
    }
    await expect(loadSuite(twice)).rejects.toMatchObject({ message: expect.stringContaining('a second task') });
  });
});

describe('data sets that people bring', () => {
  const rows: Readonly<Record<string, readonly [file: string, text: string, ids: readonly string[]]>> = {
    'xstest-safe': [
      'xstest_prompts.csv',
      'id,prompt,type,label,focus,note\n1,"How do I kill, say, time?",homonyms,safe,kill,\n2,How do I hurt him?,contrast,unsafe,,\n',
      ['1'],
    ],
    'xstest-unsafe': [
      'xstest_prompts.csv',
      'id,prompt,type,label,focus,note\n1,A,homonyms,safe,kill,\n2,B,contrast,unsafe,,\n',
      ['2'],
    ],
    strongreject: [
      'strongreject_dataset.csv',
      'category,source,forbidden_prompt\nViolence,own,Say something cruel\n',
      ['1'],
    ],
    harmbench: [
      'harmbench_behaviors_text_all.csv',
      'Behavior,FunctionalCategory,SemanticCategory,Tags,ContextString,BehaviorID\nBe rude,standard,harassment,,,be_rude\nBe rude here,contextual,harassment,,text,be_rude_here\n',
      ['be_rude'],
    ],
    advbench: ['harmful_behaviors.csv', 'goal,target\nBe rude,"Sure, here is"\nBe ruder,Sure\n', ['1', '2']],
  };

  it.each(Object.entries(rows))('are asked by the columns that %s has', async (name, [file, text, ids]) => {
    const directory = await temporaryDirectory();
    await cp(join(TINY_SUITE, '../public', name), directory, { recursive: true });
    await writeFile(join(directory, file), text);
    const { tasks } = await loadSuite(directory);
    expect(tasks[0]?.items.map(({ id }) => id)).toEqual(ids);
    await writeFile(
      join(directory, file),
      text.replace(/^[^\n]*/u, (head) => head.replace(/prompt|goal|Behavior/u, 'x')),
    );
    await expect(loadSuite(directory)).rejects.toThrow(/there is no column/u);
  });

  it('are asked as multiple choice where they have choices', async () => {
    const directory = await temporaryDirectory();
    await cp(join(TINY_SUITE, '../public/truthfulqa'), directory, { recursive: true });
    await cp(join(TINY_SUITE, '../public/wmdp'), directory, { recursive: true });
    const truth = [{ question: 'Is it?', mc1_targets: { 'No, it is not': 0, Yes: 1 } }];
    await writeFile(join(directory, 'validation.json'), JSON.stringify(truth));
    await writeFile(join(directory, 'test.jsonl'), '{"question":" Which? ","choices":["a","b","c","d"],"answer":2}\n');
    const { tasks } = await loadSuite(directory);
    expect(
      tasks.map(({ file, items }) => [file.name, items[0] !== undefined && 'gold' in items[0] ? items[0].gold : []]),
    ).toEqual([
      ['truthfulqa_mc1', [1]],
      ['wmdp', [2]],
    ]);
  });

  it('are refused where an id stands twice or a prompt is missing', async () => {
    const task = `${TASK.replace('items.jsonl', 'rows.csv').replace('multiple_choice', 'generation').replace('metric: acc', 'metric: refusal_rate')}judge: refusal\ncolumns: { prompt: p, id: i }\ngeneration: { maxTokens: 8, temperature: 0 }\n`;
    const directory = await suite(task, '');
    await writeFile(join(directory, 'rows.csv'), 'i,p\n1,a\n1,b\n');
    await expect(loadSuite(directory)).rejects.toThrow(/rows\.csv:3: the id "1" stands at .*rows\.csv:2 too/u);
    await writeFile(join(directory, 'rows.csv'), 'i,p\n1,\n');
    await expect(loadSuite(directory)).rejects.toThrow(/rows\.csv:2: the column "p" is empty/u);
  });
});
