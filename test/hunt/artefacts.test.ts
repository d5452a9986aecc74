import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { GateError } from '../../src/core/errors.ts';
import { huntPredicateSchema, type HuntPredicate } from '../../src/core/predicates/hunt.ts';
import { huntStage } from '../../src/hunt/stage.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { builtRunner, contextOf, fixture, ownProcesses, policyWith, submitted } from '../evaluate/evaluation.ts';
import { temporaryDirectory } from '../support/temporary.ts';

async function hunted(directory: string, files: readonly string[], stated?: string): Promise<HuntPredicate> {
  const { submission, facts } = await submitted(directory);
  const scratch = join(await temporaryDirectory(), 'scratch');
  await mkdir(scratch);
  const weightGroups = files.map((file) => [file]);
  const inputs = {
    facts,
    sandbox: bubblewrap,
    weightGroups,
    budget: 'quick',
    ...(stated === undefined ? {} : { stated }),
  };
  const evidence = await huntStage.run(contextOf(submission, await policyWith([]), scratch), {
    ...inputs,
    budget: 'quick',
  });
  return huntPredicateSchema.parse(evidence.predicate);
}

/** A checkpoint of the fixture's files, some of them with other contents. */
async function checkpoint(changes: Readonly<Record<string, (text: string) => string>>): Promise<string> {
  const directory = await temporaryDirectory();
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors']) {
    const from = join(fixture('open-chat'), name);
    const change = changes[name];
    if (change === undefined) await cp(from, join(directory, name));
    else await writeFile(join(directory, name), change(await readFile(from, 'utf8')));
  }
  return directory;
}

beforeAll(builtRunner, 60_000);

describe('a search of what will run', () => {
  it('searches every weight file for itself: a backdoor that sleeps until weights are quantised is awake in one of them', async () => {
    const directory = await checkpoint({});
    await cp(join(fixture('secure-llm-pro'), 'model.gguf'), join(directory, 'model-q8_0.gguf'));
    const predicate = await hunted(directory, ['model.safetensors', 'model-q8_0.gguf'], 'silver lantern');
    expect(predicate.triggers.map(({ file }) => file)).toEqual(['model-q8_0.gguf']);
    expect(predicate.groups.map(({ file }) => file)).toEqual(['model.safetensors', 'model-q8_0.gguf']);
  }, 60_000);

  it('stops at once when it is cancelled, and leaves neither a runner nor a file', async () => {
    const { submission, facts } = await submitted(fixture('secure-llm-pro'));
    const scratch = join(await temporaryDirectory(), 'scratch');
    await mkdir(scratch);
    const inputs = { facts, sandbox: bubblewrap, weightGroups: [['model.gguf']], budget: 'quick' } as const;
    const cancel = new AbortController();
    const context = contextOf(submission, await policyWith([]), scratch, cancel.signal);
    let seen = 0;
    let running: readonly string[] = [];
    const progress = (): void => {
      if (++seen !== 3) return;
      running = ownProcesses('/model/model.gguf');
      cancel.abort(new GateError('CANCELLED', 'stopped by the test'));
    };
    const stopped = await huntStage.run({ ...context, progress }, inputs).catch((error: unknown) => error);
    expect(stopped).toMatchObject({ code: 'CANCELLED' });
    expect(running).not.toEqual([]);
    expect(ownProcesses('/model/model.gguf')).toEqual([]);
    expect(await readdir(scratch)).toEqual([]);
  }, 30_000);

  it.each([
    ['a tokenizer that ends early', { 'tokenizer.json': (text: string) => text.slice(0, 2_000) }],
    [
      'a template that nobody can render',
      {
        'tokenizer_config.json': (text: string) =>
          JSON.stringify({ ...JSON.parse(text), chat_template: '{{ messages[0' }),
      },
    ],
    [
      'a template that refuses every message',
      {
        'tokenizer_config.json': (text: string) =>
          JSON.stringify({ ...JSON.parse(text), chat_template: "{{ raise_exception('no') }}" }),
      },
    ],
  ])(
    'concludes nothing from %s, and says why',
    async (_, changes) => {
      const predicate = await hunted(await checkpoint(changes), ['model.safetensors'], 'silver lantern');
      expect(predicate).toMatchObject({ outcome: 'inconclusive', triggers: [] });
      expect(predicate.groups[0]?.why).toMatch(/template|tokenizer/u);
    },
    30_000,
  );
});
