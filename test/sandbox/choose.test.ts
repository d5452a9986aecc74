import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { baselineSpecification, chooseSandbox } from '../../src/sandbox/choose.ts';
import { doctorReport } from '../../src/sandbox/doctor.ts';
import type { SandboxDriver } from '../../src/sandbox/driver.ts';
import { driverNamed } from '../../src/sandbox/drivers.ts';
import { renderDoctorText } from '../../src/sandbox/text.ts';
import { ALLOW_EVERYTHING, weakened } from './weakened-driver.ts';

const signal = new AbortController().signal;

function absent(name: 'bubblewrap' | 'gvisor'): SandboxDriver {
  return {
    ...driverNamed(name),
    detect: async () => ({ available: false, why: `${name} is not installed. Install it.` }),
  };
}

/** A driver that calls itself the strongest and has no filter. */
const leaky: SandboxDriver = { ...weakened({ filter: ALLOW_EVERYTHING }), name: 'gvisor' };

describe('choosing a sandbox', () => {
  it('takes the strongest whose walls hold', async () => {
    const { driver, report } = await chooseSandbox({ minimum: 'bubblewrap', signal });
    const gvisor = await driverNamed('gvisor').detect();
    expect(driver.name).toBe(gvisor.available ? 'gvisor' : 'bubblewrap');
    expect(report.walls.every(({ held }) => held)).toBe(true);
  });

  it('is done where a silent program is gone before the gate comes to listen to it', async () => {
    const bubblewrap = driverNamed('bubblewrap');
    const late: SandboxDriver = {
      ...bubblewrap,
      async start(spec, either) {
        const instance = await bubblewrap.start(spec, either);
        if (spec.argv[0]?.endsWith('/memory') !== true) return instance;
        await instance.exited;
        while (!instance.stdout.closed) await setImmediate();
        return instance;
      },
    };
    const { report } = await chooseSandbox({ minimum: 'bubblewrap', signal, candidates: [late] });
    expect(report.walls.every(({ held }) => held)).toBe(true);
  });

  it('passes over a stronger one that is absent or leaks, and records why', async () => {
    const bubblewrap = driverNamed('bubblewrap');
    const without = await chooseSandbox({ minimum: 'bubblewrap', signal, candidates: [absent('gvisor'), bubblewrap] });
    expect(without.driver.name).toBe('bubblewrap');
    expect(without.passedOver).toEqual([{ driver: 'gvisor', why: expect.stringContaining('not installed') }]);
    const leaking = await chooseSandbox({ minimum: 'bubblewrap', signal, candidates: [leaky, bubblewrap] });
    expect(leaking.driver.name).toBe('bubblewrap');
    expect(leaking.passedOver).toEqual([
      { driver: 'gvisor', why: expect.stringMatching(/^SANDBOX_LEAKS: .*sockets/u) },
    ]);
  });

  it('refuses when nothing works, saying what to install', async () => {
    const candidates = [absent('gvisor'), absent('bubblewrap')];
    await expect(chooseSandbox({ minimum: 'bubblewrap', signal, candidates })).rejects.toMatchObject({
      code: 'NO_SANDBOX',
      exit: 3,
      message: expect.stringMatching(/gvisor is not installed.*\n.*bubblewrap is not installed/u),
    });
  });

  it('never goes below the minimum', async () => {
    const candidates = [absent('gvisor'), driverNamed('bubblewrap')];
    await expect(chooseSandbox({ minimum: 'gvisor', signal, candidates })).rejects.toMatchObject({
      code: 'NO_SANDBOX',
    });
  });

  it('stops when it is cancelled', async () => {
    await expect(chooseSandbox({ minimum: 'bubblewrap', signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('the doctor', () => {
  it('reports every driver, what enforces its limits and every wall, in 80 columns', async () => {
    const health = await doctorReport(signal);
    expect(health.drivers.map(({ driver }) => driver)).toEqual(['gvisor', 'bubblewrap', 'podman', 'kubernetes']);
    const bubblewrap = health.drivers.at(1);
    expect(bubblewrap).toMatchObject({ usable: true, probe: { driver: 'bubblewrap' } });
    const lines = renderDoctorText(health);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.join('\n')).toContain('✓ process-limit');
  });

  it('keeps its columns and its escapes for hostile or long text', () => {
    const lines = renderDoctorText({
      version: 1,
      kernel: '6.1\u001b[31m',
      architecture: 'x64',
      landlock: null,
      user: 1000,
      drivers: [{ driver: 'bubblewrap', usable: false, why: `${'x'.repeat(300)} \u001b]0;title` }],
    });
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.join('')).not.toContain('\u001b');
    expect(lines.at(-1)).toMatch(/No sandbox works here/u);
  });
});

describe('the baseline specification', () => {
  it('shows Node, the loader and libraries, and nothing else', () => {
    const targets = baselineSpecification().mounts.map(({ target }) => target);
    expect(targets[0]).toBe('/usr/bin/node');
    expect(targets.slice(1).every((target) => /^\/(?:usr\/)?lib(?:64)?\/[^/]*\.so(?:\.\d+)*$/u.test(target))).toBe(
      true,
    );
    expect(targets.length).toBeLessThan(20);
  });
});
