import { appendFile, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSigningProcess, type SigningProcess } from '../../src/attest/signer-client.ts';
import { systemClock } from '../../src/core/clock.ts';
import { AnswerCache } from '../../src/evaluate/recorded/cache.ts';
import { Journal } from '../../src/evaluate/recorded/journal.ts';
import type { RecordOf } from '../../src/evaluate/recorded/record.ts';
import { Recordings } from '../../src/evaluate/recorded/recordings.ts';
import { compareAnswers } from '../../src/gate/reproduce.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';
import { digestOf } from './evaluation.ts';

const RUN = digestOf('a run');
const JOB = digestOf('a task on a file');
const ASKED = digestOf('a question');
const ANSWER: Omit<RecordOf<'answered'>, 'job'> = {
  kind: 'answered',
  request: ASKED,
  tripwires: { by: 'not-observed', canaryTouches: 0, events: [] },
  answer: {
    id: 1,
    op: 'generate',
    items: [{ text: 'October.', promptTokens: 9, newTokens: 3, ended: 'end-of-turn' }],
  },
};

const directory = sharedTemporaryDirectory();
let gate: SigningProcess;
let other: SigningProcess;
beforeAll(async () => {
  gate = await startSigningProcess(join(directory, 'gate.pem'));
  other = await startSigningProcess(join(directory, 'other.pem'));
});
afterAll(() => Promise.all([gate.close(), other.close()]));

async function kept(name: string): Promise<string> {
  const path = join(directory, name);
  const journal = await Journal.open(path, RUN, gate);
  const recordings = new Recordings(journal, undefined);
  expect(await recordings.begin(7)).toBe(7);
  await (await recordings.of(JOB, 7)).keep(ANSWER);
  await journal.close();
  return path;
}

async function reopened(path: string, run = RUN, signer = gate): Promise<Recordings> {
  const journal = await Journal.open(path, run, signer);
  await journal.close();
  return new Recordings(journal, undefined);
}

describe('answers that were kept as they came', () => {
  it('are there again, with the seed of the first start, and for their own task alone', async () => {
    const again = await reopened(await kept('again'));
    expect(await again.begin(99)).toBe(7);
    expect((await again.of(JOB, 7)).answers).toEqual(new Map([[ASKED, ANSWER.answer]]));
    expect((await again.of(digestOf('another task'), 7)).answers.size).toBe(0);
  });

  it('lose the line that a crash cut off, and no other', async () => {
    const path = await kept('torn');
    const whole = await readFile(path, 'utf8');
    await appendFile(path, whole.slice(0, 40));
    expect((await (await reopened(path)).of(JOB, 7)).answers.size).toBe(1);
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  it('are refused in another run, from another gate, and where a line is not theirs', async () => {
    const path = await kept('moved');
    const tampered = { code: 'RUN_TAMPERED' };
    await expect(reopened(path, digestOf('another run'))).rejects.toMatchObject(tampered);
    await expect(reopened(path, RUN, other)).rejects.toMatchObject(tampered);
    await appendFile(path, '{}\n');
    await expect(reopened(path)).rejects.toMatchObject(tampered);
  });
});

describe('the cache of answers', () => {
  async function filled(name: string): Promise<{ cache: AnswerCache; entry: string; place: string }> {
    const place = join(directory, name);
    const cache = new AnswerCache(place, 'run-1', gate, systemClock);
    const journal = await Journal.open(join(directory, `${name}.journal`), RUN, gate);
    const records = await new Recordings(journal, cache).of(JOB, 7);
    await records.keep(ANSWER);
    await records.finish();
    await journal.close();
    const [entry = ''] = await readdir(place);
    return { cache, entry: join(place, entry), place };
  }

  it('gives what was kept, of which run, and nothing of another task', async () => {
    const { cache } = await filled('whole');
    expect(await cache.read(JOB)).toMatchObject({
      complete: { run: 'run-1', seed: 7 },
      records: [{ kind: 'answered', answer: ANSWER.answer }],
    });
    expect(await cache.read(digestOf('another task'))).toBeUndefined();
  });

  it('refuses, and says why, what another gate kept, what was put under another name, and what somebody changed', async () => {
    const { cache, entry, place } = await filled('changed');
    const foreign = new AnswerCache(place, 'run-2', other, systemClock);
    expect(await foreign.read(JOB)).toEqual({ refused: expect.stringContaining('not signed by this gate') });
    const moved = digestOf('another task');
    await cp(entry, join(place, `${moved.slice('sha256:'.length)}.jsonl`));
    expect(await cache.read(moved)).toEqual({ refused: expect.stringContaining('about something else') });
    const text = await readFile(entry, 'utf8');
    await writeFile(entry, text.slice(0, text.indexOf('\n') + 1));
    expect(await cache.read(JOB)).toEqual({ refused: expect.stringContaining('does not hold the answers') });
    await writeFile(entry, 'no bundle\n');
    expect(await cache.read(JOB)).toEqual({ refused: expect.any(String) });
  });
});

describe('an evaluation that was done again', () => {
  const line = (id: string, more: object): string =>
    `${JSON.stringify({ file: 'm', suite: 's', task: 't', id, ...more })}\n`;
  const first = line('a', { logprobs: [-1, -2], chosen: 0 }) + line('b', { text: 'No.', label: 'full_refusal' });
  const turned = line('b', { label: 'full_refusal', text: 'No.' }) + line('a', { logprobs: [-1.00001, -2], chosen: 0 });

  it.each([
    ['in another order, to rounding', turned, []],
    ['another likelihood', first.replace('-2', '-2.01'), ['a']],
    ['another text', first.replace('No.', 'Yes.'), ['b']],
    ['an answer less', first.slice(0, first.indexOf('\n') + 1), ['b']],
    ['an answer more', first + line('c', { text: 'No.' }), ['c']],
    ['none', '', ['a', 'b']],
  ])('names each answer that is not the same: %s', (_what, again, different) => {
    expect(compareAnswers(first, again).different.map(({ id }) => id)).toEqual(different);
  });
});
