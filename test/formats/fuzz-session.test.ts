import { describe, expect, it } from 'vitest';
import { Random } from '../../bench/fuzz/random.ts';
import { Session, type Crash } from '../../bench/fuzz/session.ts';
import type { Target } from '../../bench/fuzz/target.ts';

const WORD = Buffer.from('FUZZ');

/** Fuzzes `read`, which counts the branches that it takes, until it breaks a promise or `most` executions are done. */
async function fuzz(read: (bytes: Buffer, counters: Uint8Array) => void, most: number): Promise<Crash[]> {
  const counters = new Uint8Array(16);
  const crashes: Crash[] = [];
  const target: Target = {
    id: 'toy',
    seeds: [{ name: 'a', bytes: Buffer.from('........') }],
    run: ({ bytes }) => {
      read(bytes, counters);
      return { expandedBytes: 0, readBy: [] };
    },
  };
  const session = new Session({
    target,
    instrumentation: { counters, modules: [], size: () => counters.length },
    random: new Random(1),
    corpus: [],
    about: () => {},
    crashed: (crash) => crashes.push(crash),
  });
  await session.replay();
  await session.fuzz(() => crashes.length > 0 || session.executions > most);
  return crashes;
}

describe('a fuzzing session', () => {
  it('finds, byte after byte, what no blind mutation would, and cuts it down to what breaks', async () => {
    // Four bytes at once are one chance in 4,294,967,296.
    const [crash] = await fuzz((bytes, counters) => {
      const right = WORD.findIndex((byte, at) => bytes[at] !== byte);
      for (let at = 0; at <= (right === -1 ? WORD.length : right); at += 1) counters[at] = 1;
      if (right === -1) throw new TypeError('deep inside');
    }, 1_000_000);
    expect(crash).toMatchObject({ kind: 'exception', message: 'TypeError: deep inside' });
    expect(crash?.input.bytes.toString()).toBe('FUZZ');
  });

  it('tells a reader that takes memory as an input says', async () => {
    const held: Uint8Array[] = [];
    const [crash] = await fuzz((bytes) => {
      if (bytes[0] !== 0x2e) held[0] = new Uint8Array(new ArrayBuffer((bytes[0] ?? 0) << 23));
    }, 100_000);
    expect(crash?.kind).toBe('memory');
  });
});
