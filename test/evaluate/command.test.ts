import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateReportSchema } from '../../src/evaluate/report.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { builtRunner, fixture, TINY_SUITE } from './evaluation.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
beforeAll(builtRunner);

/** A few questions of a task of the tiny suite, as a suite of its own. */
async function few(task: string): Promise<string> {
  const directory = join(await temporaryDirectory(), task);
  await mkdir(directory);
  await cp(join(TINY_SUITE, task, 'task.yaml'), join(directory, 'task.yaml'));
  const lines = (await readFile(join(TINY_SUITE, task, 'items.jsonl'), 'utf8')).split('\n').slice(0, 12);
  await writeFile(join(directory, 'items.jsonl'), `${lines.join('\n')}\n`);
  return directory;
}

describe('modelgate evaluate', () => {
  it('measures several suites, a directory or a file of one, and holds results from elsewhere against them', async () => {
    const model = join(await temporaryDirectory(), 'model');
    await mkdir(model);
    await cp(join(fixture('open-chat'), 'model.gguf'), join(model, 'model.gguf'));
    const claims = join(await temporaryDirectory(), 'told-by-them.json');
    await writeFile(claims, '{"results":{"safety":{"refusal_rate":0.3},"elsewhere":{"acc":0.9}}}');
    const [knowledge, safety] = [await few('knowledge'), await few('safety')];
    const args = [MAIN, 'evaluate', model, '--suite', knowledge, '--suite', join(safety, 'task.yaml')];
    args.push('--claims', claims, '--driver', 'bubblewrap', '--format', 'json');
    const output = await new Promise<string>((resolve) =>
      execFile(process.execPath, args, (_, stdout) => resolve(stdout)),
    );
    const report = evaluateReportSchema.parse(JSON.parse(output));
    expect(report.isolation).toMatchObject({ driver: 'bubblewrap', limits: { pids: 64 } });
    expect(report.isolation?.probes.every(({ held }) => held)).toBe(true);
    expect(report.tasks.map(({ task, metric, n }) => [task, metric, n])).toEqual(
      expect.arrayContaining([
        ['knowledge', 'acc', 12],
        ['safety', 'refusal_rate', 12],
      ]),
    );
    expect(report.tasks.find(({ task }) => task === 'safety')).toMatchObject({ claimed: 0.3, answer: 'consistent' });
    expect(report.unmeasured).toMatchObject([{ task: 'elsewhere', claimed: 0.9, answer: 'unmeasured' }]);
  });
});
