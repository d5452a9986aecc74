import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderEvaluateText } from '../../src/evaluate/text.ts';
import { totalTripwires } from '../../src/evaluate/tripwires.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver } from '../../src/sandbox/driver.ts';
import { gvisor } from '../../src/sandbox/gvisor.ts';
import { builtRunner } from './evaluation.ts';
import { evaluatedBy, standInRunner } from './stand-in-runner.ts';

const CANARY = '/home/operator/.aws/credentials';

beforeAll(builtRunner);

describe('a runner that is no longer ours', () => {
  it('is measured where it tries nothing, and the evidence says what was seen', async () => {
    const { predicate, evidence } = await evaluatedBy(standInRunner(''));
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
    const { predicate, evidence } = await evaluatedBy(
      standInRunner("for (const port of [80, 443]) net.connect(port, '192.0.2.1').on('error', () => {});"),
    );
    // In the instance that is asked how quick it is, and in the task's.
    expect(predicate.isolation?.tripwires).toMatchObject({ blockedConnections: 4, canaryTouches: 0 });
    expect(predicate.measurements).toEqual([]);
    expect(predicate.groups[0]).toMatchObject({ why: expect.stringMatching(/tried 2 connections/u) });
    expect(predicate.assuranceLevel).toBe('none');
    expect(evidence).toMatchObject({ outcome: 'inconclusive', reason: expect.stringMatching(/tried 2 connections/u) });
  });

  it.skipIf(process.arch !== 'x64')('fails where it reads the canary, with a critical finding', async () => {
    const { predicate, evidence } = await evaluatedBy(standInRunner(`fs.readFileSync('${CANARY}');`));
    expect(predicate.isolation?.tripwires).toMatchObject({ canaryTouches: 2 });
    expect(predicate.measurements).toEqual([]);
    expect(evidence.outcome).toBe('failed');
    expect(evidence.findings).toEqual([expect.objectContaining({ rule: 'canary-touched', severity: 'critical' })]);
    expect(renderEvaluateText(evidence).join(' ')).toContain('docs/guide/sandbox.md#canary-touched');
    const guide = await readFile(join(import.meta.dirname, '../../docs/guide/sandbox.md'), 'utf8');
    expect(guide).toContain('\n### canary-touched\n');
  });

  it('is found in gVisor too', async () => {
    const { predicate, evidence } = await evaluatedBy(
      standInRunner("net.connect(80, '192.0.2.1').on('error', () => {});"),
      { sandbox: gvisor },
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
    const leaking = standInRunner('', `fs.readFileSync('${CANARY}', 'utf8').split('\\n')[2]`);
    const { predicate, evidence } = await evaluatedBy(leaking, { sandbox: blind });
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
