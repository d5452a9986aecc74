import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { podman } from '../../src/sandbox/podman.ts';
import { chooseSandbox } from '../../src/sandbox/choose.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { sandboxContract } from './contract.ts';

const { signal } = new AbortController();

/** Every container of a gate, running or not. */
function containers(): string {
  const filter = ['--filter', 'label=dev.modelgate.instance', '--format', '{{.Names}}'];
  return execFileSync('podman', ['ps', '--all', ...filter], { encoding: 'utf8' });
}

sandboxContract(podman, {
  probeMs: 3_000,
  ownVariables: { HOME: '/', HOSTNAME: 'sandbox' },
  endings: ['exit', 'memory'],
  killedAfter: [0, 200],
});

afterAll(() => expect(containers()).not.toContain(`-${process.pid}-`));

describe('containers', () => {
  it('are swept away by the next gate where nobody was left to remove them', async () => {
    const root = await temporaryDirectory();
    const orphan = `modelgate-${namespaceOf()}-4194305-1-1`;
    const label = `--label=dev.modelgate.instance=${orphan}`;
    execFileSync('podman', [
      ...(process.getuid?.() === 0 ? ['--cgroup-manager=cgroupfs'] : []),
      'create',
      `--name=${orphan}`,
      label,
      '--network=none',
      '--rootfs',
      root,
      '/bin/true',
    ]);
    expect(containers()).toContain(orphan);
    const program = `import { podman } from ${JSON.stringify(new URL('../../src/sandbox/podman.ts', import.meta.url).href)}; await podman.detect();`;
    execFileSync(process.execPath, ['--input-type=module', '--eval', program]);
    expect(containers()).not.toContain(orphan);
  });

  it('are taken only where the policy allows the weakest driver', async () => {
    await expect(chooseSandbox({ minimum: 'bubblewrap', signal, candidates: [podman] })).rejects.toMatchObject({
      code: 'NO_SANDBOX',
    });
    const { driver, report } = await chooseSandbox({ minimum: 'podman', signal, candidates: [podman] });
    expect(driver.name).toBe('podman');
    expect(report.enforcement).toMatchObject({ hostUid: 65_534, memory: expect.stringMatching(/^cgroup-v/u) });
  });
});

function namespaceOf(): string {
  return execFileSync('readlink', ['/proc/self/ns/pid'], { encoding: 'utf8' }).replace(/\D/gu, '');
}
