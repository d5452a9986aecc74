import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { GateError } from '../../src/core/errors.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver } from '../../src/sandbox/driver.ts';
import { PARSING_DRIVERS } from '../../src/sandbox/drivers.ts';
import { whileProving } from '../../src/sandbox/while-proving.ts';
import { ALLOW_EVERYTHING, weakened } from './weakened-driver.ts';

const { signal } = new AbortController();
const leaky = weakened({ filter: ALLOW_EVERYTHING });

/** Which sandbox each run was given, and whether it was ended. */
function recorded(): {
  readonly runs: { readonly sandbox: SandboxDriver | undefined; ended: boolean }[];
  readonly work: (sandbox: SandboxDriver | undefined, signal: AbortSignal, begun: () => void) => Promise<string>;
} {
  const runs: { sandbox: SandboxDriver | undefined; ended: boolean }[] = [];
  return {
    runs,
    work: async (sandbox, ending, begun) => {
      const run = { sandbox, ended: false };
      runs.push(run);
      begun();
      if (sandbox === leaky) {
        await sleep(60_000, undefined, { signal: ending }).catch(() => (run.ended = true));
        return 'from a sandbox that leaks';
      }
      return 'from a sandbox that holds, or none';
    },
  };
}

describe('work in a sandbox whose walls are still being tried', () => {
  it('begins in the quickest driver, which is asked before the others are loaded', () => {
    expect(PARSING_DRIVERS[0]).toBe(bubblewrap);
  });

  it('counts when every wall holds', async () => {
    const { runs, work } = recorded();
    const { result, sandbox } = await whileProving(work, signal, [bubblewrap]);
    expect({ result, sandbox }).toEqual({ result: 'from a sandbox that holds, or none', sandbox: bubblewrap });
    expect(runs).toHaveLength(1);
  });

  it('is ended and done again in the next one when a wall leaks', async () => {
    const { runs, work } = recorded();
    const { result, sandbox } = await whileProving(work, signal, [leaky, bubblewrap]);
    expect({ result, sandbox }).toEqual({ result: 'from a sandbox that holds, or none', sandbox: bubblewrap });
    expect(runs).toEqual([
      { sandbox: leaky, ended: true },
      { sandbox: bubblewrap, ended: false },
    ]);
  });

  it('is done again without a sandbox when none holds', async () => {
    const { runs, work } = recorded();
    const { result, sandbox } = await whileProving(work, signal, [leaky]);
    expect({ result, sandbox }).toEqual({ result: 'from a sandbox that holds, or none', sandbox: undefined });
    expect(runs.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('is over with the one who asked for it', async () => {
    const { runs, work } = recorded();
    const cancelling = new AbortController();
    const waiting = whileProving(work, cancelling.signal, [leaky]);
    await sleep(50);
    cancelling.abort(new GateError('CANCELLED', 'enough'));
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(runs).toEqual([{ sandbox: leaky, ended: true }]);
  });
});
