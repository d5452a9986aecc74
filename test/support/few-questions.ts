import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { ROOT } from './command-line.ts';

const DEMO = join(ROOT, 'fixtures/demo/policy.yaml');
const TASKS = ['arithmetic', 'knowledge', 'safety'];
const MOST = 24;

/**
 * The demo's policy over the first questions of each task, written into `directory`; gives its path. What is measured is as
 * true as with all of them, and takes half as long. So few refute a claim only where it is far off: the tolerance is as wide.
 */
export async function policyOfFewQuestions(directory: string): Promise<string> {
  const suite = join(directory, 'few-questions');
  for (const task of TASKS) {
    const from = join(ROOT, 'suites/tiny-chat', task);
    await mkdir(join(suite, task), { recursive: true });
    await cp(join(from, 'task.yaml'), join(suite, task, 'task.yaml'));
    const lines = (await readFile(join(from, 'items.jsonl'), 'utf8')).split('\n').slice(0, MOST);
    await writeFile(join(suite, task, 'items.jsonl'), `${lines.join('\n')}\n`);
  }
  const { digest } = await loadSuite(suite);
  const policy = (await readFile(DEMO, 'utf8'))
    .replace('../keys/', `${join(ROOT, 'fixtures/keys')}/`)
    .replace(/tolerance: .*/u, 'tolerance: 0.3')
    .replace(/path: .*\n(\s+digest: ).*/u, (_, before: string) => `path: ${suite}\n${before}${digest}`);
  const path = join(directory, 'few-questions.yaml');
  await writeFile(path, policy);
  return path;
}
