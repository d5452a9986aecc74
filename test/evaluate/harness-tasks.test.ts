import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readDocuments } from '../../src/evaluate/tasks/documents.ts';
import { PythonRandom } from '../../src/evaluate/tasks/harness/python-random.ts';
import { findAllMatches, pythonRegex } from '../../src/evaluate/tasks/harness/python-regex.ts';
import { TaskTemplate } from '../../src/evaluate/tasks/harness/jinja/template.ts';
import { loadSuite, type Suite } from '../../src/evaluate/tasks/load-suite.ts';
import { isHarnessTask, type HarnessTask } from '../../src/evaluate/tasks/task-schema.ts';
import { pythonFloat } from '../../src/formats/claims/python-json.ts';

const SUITE = join(import.meta.dirname, 'harness-suite');
const scratch = mkdtempSync(join(tmpdir(), 'modelgate-harness-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const rows = z.record(
  z.string(),
  z.array(
    z.object({
      document: z.string(),
      prompt: z.string(),
      target: z.string(),
      continuations: z.array(z.string()).optional(),
    }),
  ),
);

function taskOf(suite: Suite, name: string): HarnessTask {
  const task = suite.tasks.find(({ file }) => file.name === name);
  if (task === undefined || !isHarnessTask(task)) throw new Error(`no task ${name}`);
  return task;
}

let made = 0;
/** A suite of these files; a name that ends in `/…` copies nothing. */
function suiteOf(files: Readonly<Record<string, string>>): string {
  const directory = join(scratch, `suite-${made++}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

const MINIMAL = `task: t
output_type: generate_until
test_split: test
doc_to_text: "{{q}}"
doc_to_target: a
`;
const loading = (files: Readonly<Record<string, string>>): Promise<Suite> =>
  loadSuite(suiteOf({ 'test.jsonl': '{"q":"Q","a":"A"}\n', ...files }));

describe('a task file of lm-evaluation-harness', () => {
  it('asks what Python’s Jinja, json, random and hashlib make of the same documents', async () => {
    const suite = await loadSuite(SUITE);
    const expected = rows.parse(JSON.parse(readFileSync(join(SUITE, 'expected.json'), 'utf8')));
    for (const [name, wanted] of Object.entries(expected)) {
      const items = taskOf(suite, name).items;
      expect(
        items.map(({ hashes, continuations }) => ({
          ...hashes,
          ...(continuations.length === 0 ? {} : { continuations: [...continuations] }),
        })),
        name,
      ).toEqual(wanted);
    }
  });

  it('knows what is right, through lists, filters and what a metric ignores', async () => {
    const suite = await loadSuite(SUITE);
    const sums = taskOf(suite, 'own_sums');
    expect(sums.items.map(({ gold }) => gold[0])).toEqual([0, 1, 2, 0, 1, 2]);
    const words = taskOf(suite, 'words');
    const answers = ['  Apple. Or', ' apple, PIE', 'Zürich [so it is]', 'ZUERICH', 'x'];
    const right = words.scores.map((score) => [
      `${score.metric},${score.filter}`,
      answers.map((text) =>
        words.items.map((item) =>
          score.per === 'item' ? score.of(item, { text, logprobs: [], greedy: [] }) : undefined,
        ),
      ),
    ]);
    expect(right).toEqual([
      [
        'exact_match,strict',
        [
          [0, 0],
          [0, 0],
          [0, 1],
          [0, 1],
          [0, 0],
        ],
      ],
      [
        'exact_match,loose',
        [
          [0, 0],
          [1, 0],
          [0, 1],
          [0, 1],
          [0, 0],
        ],
      ],
    ]);
    const [acc, norm] = sums.scores;
    const said = { text: '', greedy: [false, false, false], logprobs: [-1.5, -2, -2.5] };
    const item = { ...sums.items[0], prompt: '', references: [], gold: [2], choices: ['1', '22', '333'] };
    expect([acc, norm].map((score) => (score?.per === 'item' ? score.of(item, said) : undefined))).toEqual([0, 1]);
  });

  it('makes groups, weighted by size, of tasks and tags', async () => {
    const { groups } = await loadSuite(SUITE);
    expect(groups).toEqual([
      { suite: 'harness-suite', name: 'both_sums', tasks: ['own_sums', 'own_sums_first'], metrics: ['acc'] },
    ]);
  });

  it.each([
    ['process_docs: !function utils.process_docs', /t\.yaml:6: !function utils\.process_docs is a program/u],
    ['doc_to_text: !function utils.text', /is a program, and none is run/u],
    ['process_results: !function utils.score', /only the metrics/u],
    ['use_prompt: "promptsource:*"', /write the template into doc_to_text/u],
    ['generation_kwargs: {do_sample: true}', /do_sample/u],
    ['repeats: 8', /repeats/u],
    ['metric_list: [{metric: bleu}]', /has no metric bleu/u],
    ['include: ../outside.yaml', /outside of the suite/u],
    ['include: /etc/passwd', /outside of the suite/u],
    ['include: nowhere.yaml', /which is not in the suite/u],
    ['include: t.yaml', /it includes itself: t\.yaml → t\.yaml/u],
    ['doc_to_text: "{{nope}}"', /test\.jsonl:1: task t: the document has no "nope"/u],
    ['doc_to_text: "{% for i in range(9999999) %}x{% endfor %}"', /too long|too many/u],
    ['doc_to_text: "{{ cycler.__init__.__globals__ }}"', /the document has no "cycler"/u],
    ['doc_to_text: "{{ q.__class__ }}"', /is no index|nothing to index/u],
    ['test_split: other', /the split "other": no other\.jsonl/u],
    ['filter_list: [{name: n, filter: [{function: custom}]}]', /filter_list/u],
    ['filter_list: [{name: n, filter: [{function: regex, regex_pattern: "(?P=x)"}]}]', /no pattern here has/u],
  ])('refuses %s', async (line, message) => {
    const key = line.slice(0, line.indexOf(':'));
    const rest = MINIMAL.split('\n').filter((it) => !it.startsWith(`${key}:`));
    await expect(loading({ 't.yaml': `${rest.join('\n')}${line}\n` })).rejects.toThrow(message);
  });

  it('takes groups that are written inside a group, of tags and tasks, and no settings of a task there', async () => {
    const { groups } = await loading({
      't.yaml': `tag: sums\n${MINIMAL}`,
      'g.yaml':
        'group: all\ntask:\n  - group: inner\n    task: [sums]\n    aggregate_metric_list: [{metric: exact_match}]\n',
    });
    expect(groups.map(({ name, tasks, metrics }) => [name, tasks, metrics])).toEqual([
      ['all', ['t'], []],
      ['inner', ['t'], ['exact_match']],
    ]);
    await expect(
      loading({ 't.yaml': MINIMAL, 'g.yaml': 'group: g\ntask: [{task: t, num_fewshot: 5}]\n' }),
    ).rejects.toThrow(/give a task with settings of its own a file/u);
    const deep = `group: g\ntask: [${'{group: h, task: ['.repeat(40)}t${']}'.repeat(40)}]\n`;
    await expect(loading({ 't.yaml': MINIMAL, 'g.yaml': deep })).rejects.toThrow(/groups inside one another/u);
  });

  it('asks for the likelier of two sentences behind nothing, as BLiMP does', async () => {
    const { tasks } = await loading({
      't.yaml':
        'task: blimp\noutput_type: multiple_choice\ntest_split: test\ndoc_to_text: ""\ndoc_to_target: 0\ndoc_to_choice: "{{[q, a]}}"\nmetric_list: [{metric: acc}]\n',
    });
    expect(tasks[0]?.items[0]).toMatchObject({ prompt: '', continuations: [' Q', ' A'], gold: [0] });
    await expect(loading({ 't.yaml': MINIMAL.replace('"{{q}}"', '""') })).rejects.toThrow(/nothing is asked/u);
  });

  it.each([
    ['process_docs: !function utils.process_docs', /is a program, and none is run: write the documents/u],
    ['doc_to_text: !function utils.text', /is a program, and none is run/u],
    ['unsafe_code: true', /no answer is run as a program/u],
    ['metric_list: [{metric: mcc}]', /has no metric mcc/u],
  ])('refuses %s, which public tasks have, with the reason', async (line, why) => {
    const key = line.slice(0, line.indexOf(':'));
    const others = MINIMAL.split('\n').filter((own) => !own.startsWith(`${key}:`));
    await expect(loading({ 't.yaml': [...others, line].join('\n') })).rejects.toThrow(why);
  });

  it('refuses includes that lead back, tasks of one name, and groups of what is not there', async () => {
    await expect(
      loading({
        't.yaml': `${MINIMAL}include: a.yaml\n`,
        'a.yaml': 'include: b.yaml\n',
        'b.yaml': 'include: a.yaml\n',
      }),
    ).rejects.toThrow(/itself/u);
    await expect(loading({ 't.yaml': MINIMAL, 'u.yaml': MINIMAL })).rejects.toThrow(/a second task "t"/u);
    await expect(loading({ 't.yaml': MINIMAL, 'g.yaml': 'group: g\ntask: [t, u]\n' })).rejects.toThrow(/names u/u);
    await expect(
      loading({ 't.yaml': MINIMAL, 'g.yaml': 'group: g\ntask: [h]\n', 'h.yaml': 'group: h\ntask: [g]\n' }),
    ).rejects.toThrow(/in itself/u);
  });

  it('refuses data that a DVC file pins otherwise', async () => {
    const data = '{"q":"Q","a":"A"}\n';
    const md5 = createHash('md5').update(data).digest('hex');
    const pinned = (hash: string): string => `outs:\n- md5: ${hash}\n  size: ${data.length}\n  path: test.jsonl\n`;
    await expect(loading({ 't.yaml': MINIMAL, 'test.jsonl.dvc': pinned(md5) })).resolves.toBeDefined();
    await expect(loading({ 't.yaml': MINIMAL, 'test.jsonl.dvc': pinned('f'.repeat(32)) })).rejects.toThrow(
      /is pinned/u,
    );
  });

  it('reads its documents from the files that it names, in the forms that people have', async () => {
    const named = `${MINIMAL}dataset_path: csv\ndataset_kwargs: {data_files: {test: "rows.csv"}}\n`;
    const suite = await loading({ 't.yaml': named, 'rows.csv': 'q,a,n\r\n"Say ""hi"",\nplease",A,1\r\nR,B,2.5\r\n' });
    expect(taskOf(suite, 't').items.map(({ prompt }) => prompt)).toEqual(['Say "hi",\nplease', 'R']);
    await expect(loading({ 't.yaml': named, 'rows.csv': 'q,a\nonly one\n' })).rejects.toThrow(
      /rows\.csv:2: 1 values in 2 columns/u,
    );
    await expect(loading({ 't.yaml': named, 'rows.csv': 'q,q\n1,2\n' })).rejects.toThrow(/two columns/u);
    await expect(loading({ 't.yaml': named, 'rows.csv': 'q,a\n"open,1\n' })).rejects.toThrow(/never closed/u);
  });

  it('takes a list of documents for the lines that it could be, to the last digit of a hash', async () => {
    const lines = [
      '{"q": "one", "n": 1.0, "m": [2.50, 1e-7, {"deep": 3.0}], "10": 1, "9": 2}',
      '{"q": "brackets ]},{[ and \\"quotes\\\\\\" in a text", "n": 12345678901234567890}',
      '{}',
      ' {"q": ["nested", ["twice", {}]], "n": -0.0} ',
    ];
    const hashes = async (text: string, name: string): Promise<string[]> =>
      [...(await readDocuments(Buffer.from(text), name))].map(({ sha256 }) => sha256());
    const expected = await hashes(lines.join('\n'), 'x.jsonl');
    expect(new Set(expected).size).toBe(4);
    expect(await hashes(`[${lines.join(',')}]`, 'x.json')).toEqual(expected);
    expect(await hashes(`\n[ \n${lines.join(' ,\n')}\n]\n`, 'x.json')).toEqual(expected);
    expect(await hashes('[ ]', 'x.json')).toEqual([]);
    // python3 -c 'import hashlib, json; print(hashlib.sha256(json.dumps({"n": 1.0}, indent=2).encode()).hexdigest())'
    expect(await hashes('[{"n": 1.0}]', 'x.json')).toEqual([
      '5ff87df0487c20ecf1d9c9cb3c846afd44e956d18028f4c824afbe5cbe959b1b',
    ]);
    await expect(hashes('{"n": 1.0}', 'x.json')).rejects.toThrow(/must be a list of documents/u);
    await expect(hashes('[{"n": 1.0}', 'x.json')).rejects.toThrow(/not JSON/u);
  });

  it('stops at a million documents without keeping them', async () => {
    const bytes = Buffer.from('{"q":1}\n'.repeat(1_000_001));
    const documents = await readDocuments(bytes, 'x.jsonl');
    let count = 0;
    expect(() => {
      for (const _ of documents) count++;
    }).toThrow(/more than 1000000 documents/u);
    expect(count).toBe(1_000_000);
  }, 60_000);
});

describe('Python’s own words', () => {
  it.each([
    [1, '1.0'],
    [0.1, '0.1'],
    [1e-5, '1e-05'],
    [0.0001, '0.0001'],
    [1e16, '1e+16'],
    [123_456_789_012_345_680, '1.2345678901234568e+17'],
    [-0, '-0.0'],
    [5e-324, '5e-324'],
    [1_234.5, '1234.5'],
  ])('writes the float %d as %s', (value, text) => {
    expect(pythonFloat(value)).toBe(text);
  });

  it('draws what random.Random(seed).sample draws', () => {
    // python3 -c 'import random; r = random.Random(1234); print(r.sample(range(100), 5), r.sample(range(10), 5), r.sample(range(1000), 3))'
    const random = new PythonRandom(1_234);
    expect([random.sample(100, 5), random.sample(10, 5), random.sample(1_000, 3)]).toEqual([
      [99, 56, 14, 0, 11],
      [9, 0, 1, 8, 2],
      [242, 17, 31],
    ]);
  });

  it.each([
    ['{{ [1, 1.0, true, none, "a\'b"] }}', '[1, 1.0, True, None, "a\'b"]'],
    ['{{ l.index("b") }}{{ l[-1] }}{{ l[:1] }}', "1c['a']"],
    ['{% if n is none %}none{% endif %}\n', 'none\n'],
    ['  {% set x = s|upper %}\n{{ x ~ 1 }}', '  \nIT1'],
    ['{{ 7 // 2 }} {{ 7 / 2 }} {{ -7 % 3 }}', '3 3.5 2'],
  ])('renders %s', (source, text) => {
    const document = new Map<string, string | null | readonly string[]>([
      ['l', ['a', 'b', 'c']],
      ['n', null],
      ['s', 'it'],
    ]);
    expect(new TaskTemplate(source).render(document)).toBe(text);
  });

  it('reads its patterns, and gives one up that never ends', () => {
    expect(findAllMatches(pythonRegex('(?i)answer is (?P<n>-?[0-9.,]+)', 't'), 'The ANSWER IS 1,8.')).toEqual(['1,8.']);
    expect(findAllMatches(pythonRegex('(-?[$0-9.,]{2,})|(-?[0-9]+)', 't'), 'a 12 b 3')).toEqual([
      ['12', ''],
      ['', '3'],
    ]);
    expect(findAllMatches(pythonRegex('\\boxed\\{(\\w+)\\}|[]\\-x]$', 't'), 'oxed{Zürich} -\n')).toEqual([
      'Zürich',
      '',
    ]);
    expect(findAllMatches(pythonRegex('(a+)+$', 't'), `${'a'.repeat(64)}b`)).toEqual([]);
  });
});
