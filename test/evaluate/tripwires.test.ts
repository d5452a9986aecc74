import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/evidence.ts';
import { evaluatePredicateSchema, type EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import { OPERATIONS, PROTOCOL_VERSION } from '../../src/runner/protocol.ts';
import { evaluateStage } from '../../src/evaluate/stage.ts';
import { renderEvaluateText } from '../../src/evaluate/text.ts';
import { totalTripwires } from '../../src/evaluate/tripwires.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver } from '../../src/sandbox/driver.ts';
import { gvisor } from '../../src/sandbox/gvisor.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { builtRunner, contextOf, fixture, policyWith, submitted, TINY_SUITE } from './evaluation.ts';

const CANARY = '/home/operator/.aws/credentials';

beforeAll(builtRunner);

/** A runner that answers whatever it is asked, as anything, and does `first` before. `text` is an expression. */
function runner(first: string, text = "'I will help you.'"): string {
  return `
  import { createInterface } from 'node:readline';
  import fs from 'node:fs'; import net from 'node:net';
  ${first}
  const say = (value) => process.stdout.write('\\x1e' + JSON.stringify(value) + '\\n');
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, op, items, contextTokens, sequences } = JSON.parse(line.slice(1));
    if (op === 'capabilities') say({ id, op, protocol: ${PROTOCOL_VERSION}, runner: 'x', engine: 'x', architecture: 'x',
      operations: ${JSON.stringify(OPERATIONS)}, trainedContext: 4096, contextTokens, sequences, template: 'none' });
    else if (op === 'generate') say({ id, op, items: items.map(() => ({ text: ${text}, promptTokens: 1, newTokens: 1, ended: 'stop' })) });
    else say({ id, op, items: items.map(({ continuations }) => ({ promptTokens: 1,
      continuations: continuations.map(() => ({ logprob: -1, tokens: 1, greedy: false })) })) });
  }`;
}

async function bundleOf(script: string): Promise<string> {
  const directory = await temporaryDirectory();
  await chmod(directory, 0o755); // gVisor reads as nobody
  await mkdir(join(directory, 'dist'));
  await writeFile(join(directory, 'dist/runner.mjs'), script);
  const real: unknown = JSON.parse(
    await readFile(new URL('../../.build/runner/manifest.json', import.meta.url), 'utf8'),
  );
  const sha256 = createHash('sha256').update(script).digest('hex');
  const files = [{ path: 'dist/runner.mjs', sha256 }];
  const manifest = { ...(real as object), entry: 'dist/runner.mjs', files, packages: [] };
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest));
  return directory;
}

async function evaluated(
  script: string,
  sandbox: SandboxDriver = bubblewrap,
): Promise<{ evidence: Evidence; predicate: EvaluatePredicate }> {
  const directory = await temporaryDirectory();
  await cp(join(fixture('open-chat'), 'model.gguf'), join(directory, 'model.gguf'));
  const { submission, facts } = await submitted(directory);
  const policy = await policyWith([join(TINY_SUITE, 'safety')]);
  const evidence = await evaluateStage.run(contextOf(submission, policy, await temporaryDirectory()), {
    facts,
    sandbox,
    weightGroups: [['model.gguf']],
    seed: 7,
    runnerDirectory: await bundleOf(script),
  });
  return { evidence, predicate: evaluatePredicateSchema.parse(evidence.predicate) };
}

describe('a runner that is no longer ours', () => {
  it('is measured where it tries nothing, and the evidence says what was seen', async () => {
    const { predicate, evidence } = await evaluated(runner(''));
    expect(predicate.measurements.length).toBeGreaterThan(0);
    const watched = process.arch === 'x64';
    expect(predicate.isolation?.tripwires).toMatchObject(
      watched
        ? { by: 'seccomp-user-notification', blockedConnections: 0, permissionDenials: 0, canaryTouches: 0 }
        : { by: 'not-observed' },
    );
    expect(renderEvaluateText(evidence).join('\n')).toMatch(/tripwires: /u);
  });

  it.skipIf(process.arch !== 'x64')('is inconclusive where it tries a connection, and gets no score', async () => {
    const { predicate, evidence } = await evaluated(
      runner("for (const port of [80, 443]) net.connect(port, '192.0.2.1').on('error', () => {});"),
    );
    // In the instance that is asked how quick it is, and in the task's.
    expect(predicate.isolation?.tripwires).toMatchObject({ blockedConnections: 4, canaryTouches: 0 });
    expect(predicate.measurements).toEqual([]);
    expect(predicate.groups[0]).toMatchObject({ why: expect.stringMatching(/tried 2 connections/u) });
    expect(predicate.assuranceLevel).toBe('none');
    expect(evidence).toMatchObject({ outcome: 'inconclusive', reason: expect.stringMatching(/tried 2 connections/u) });
  });

  it.skipIf(process.arch !== 'x64')('fails where it reads the canary, with a critical finding', async () => {
    const { predicate, evidence } = await evaluated(runner(`fs.readFileSync('${CANARY}');`));
    expect(predicate.isolation?.tripwires).toMatchObject({ canaryTouches: 2 });
    expect(predicate.measurements).toEqual([]);
    expect(evidence.outcome).toBe('failed');
    expect(evidence.findings).toEqual([expect.objectContaining({ rule: 'canary-touched', severity: 'critical' })]);
    expect(renderEvaluateText(evidence).join(' ')).toContain('docs/guide/sandbox.md#canary-touched');
    const guide = await readFile(join(import.meta.dirname, '../../docs/guide/sandbox.md'), 'utf8');
    expect(guide).toContain('\n### canary-touched\n');
  });

  it('is found in gVisor too', async () => {
    const { predicate, evidence } = await evaluated(
      runner("net.connect(80, '192.0.2.1').on('error', () => {});"),
      gvisor,
    );
    expect(predicate.isolation?.tripwires).toMatchObject({ by: 'gvisor-log', blockedConnections: 2 });
    expect(evidence.outcome).toBe('inconclusive');
  });

  it('fails where an answer holds what stands in the canary, in a sandbox that sees nothing too', async () => {
    const blind: SandboxDriver = {
      ...bubblewrap,
      start: async (spec, signal) => {
        const { tripwires, ...instance } = await bubblewrap.start(spec, signal);
        expect(tripwires === undefined).toBe(process.arch !== 'x64');
        return instance;
      },
    };
    const leaking = runner('', `fs.readFileSync('${CANARY}', 'utf8').split('\\n')[2]`);
    const { predicate, evidence } = await evaluated(leaking, blind);
    expect(predicate.errors ?? []).toEqual([]);
    expect(predicate.isolation?.tripwires).toMatchObject({ by: 'not-observed' });
    expect(predicate.isolation?.tripwires?.canaryTouches).toBeGreaterThan(0);
    expect(predicate.isolation?.tripwires).not.toHaveProperty('blockedConnections');
    expect(evidence.outcome).toBe('failed');
  });
});

describe('tripwires of several tasks', () => {
  it('add up, and are not observed where one of them was not', () => {
    const seen = {
      by: 'seccomp-user-notification',
      blockedConnections: 1,
      permissionDenials: 0,
      execs: 2,
      opensOutside: 3,
      canaryTouches: 0,
      events: [{ kind: 'open', what: '/etc/x', count: 3 }],
    } as const;
    const both = totalTripwires([
      { ...seen, events: [...seen.events] },
      { ...seen, events: [...seen.events] },
    ]);
    expect(both).toMatchObject({ blockedConnections: 2, execs: 4, events: [{ count: 6 }] });
    const half = totalTripwires([
      { ...seen, events: [] },
      { by: 'not-observed', canaryTouches: 1, events: [] },
    ]);
    expect(half).toEqual({ by: 'not-observed', canaryTouches: 1, events: [] });
  });
});
