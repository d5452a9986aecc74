import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../src/formats/byte-source.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as p from '../support/pickle-assembler.ts';
import { zip } from '../support/zip-assembler.ts';

/** A disk that gives an error for some of its bytes. */
class FailingDisk implements ByteSource {
  readonly size: number;
  private readonly bytes: Uint8Array;
  private readonly from: number;
  private readonly to: number;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.size = bytes.length;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  read(offset: number, length: number): Uint8Array {
    if (offset < this.to && offset + length > this.from) throw new Error('EIO: i/o error, read');
    return this.bytes.subarray(offset, offset + length);
  }
}

async function incomplete(facts: ReturnType<typeof parseFile>) {
  const { findings } = await runRules(SCAN_RULES, [facts], new AbortController().signal);
  return findings.filter(({ rule }) => rule === 'file-incomplete');
}

describe('a file that could not be read whole', () => {
  it('blocks with the place at which its parser failed', async () => {
    const stream = p.pickle(
      p.proto(4),
      p.bytes(Buffer.alloc(3 << 20)),
      p.short('os'),
      p.short('system'),
      p.stackGlobal,
      p.stop,
    );
    const [finding] = await incomplete(
      parseFile(new FailingDisk(stream, 1 << 20, (1 << 20) + 512), 'a.pkl', new Set()),
    );
    expect(finding).toMatchObject({ severity: 'high', message: expect.stringContaining('EIO') });
    const { offset = -1 } = finding?.location ?? {};
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan((1 << 20) + 512);
  });

  it('blocks with the place at which the format breaks', async () => {
    const [finding] = await incomplete(factsOfBytes('config.json', Buffer.from('{"a": 1, "b": [1, }')));
    expect(finding).toMatchObject({ severity: 'high', location: { path: 'config.json', offset: 18 } });
  });

  it('blocks with the place inside of the member of an archive at which the format breaks', async () => {
    const archive = zip([{ name: 'a/config.json', data: Buffer.from('{"a": 1, "b": [1, }') }]);
    const [finding] = await incomplete(factsOfBytes('a.zip', archive));
    expect(finding).toMatchObject({ severity: 'high', location: { member: 'a/config.json', offset: 18 } });
  });

  it('blocks from its first byte where there is no parser for it', async () => {
    const [finding] = await incomplete(factsOfBytes('a.rar', Buffer.from('Rar!\x1a\x07\x01\0', 'latin1')));
    expect(finding).toMatchObject({ severity: 'high', location: { path: 'a.rar', offset: 0 } });
  });
});
