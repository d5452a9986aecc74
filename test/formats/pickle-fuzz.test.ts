import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { pickleStreamSchema } from '../../src/formats/pickle/facts.ts';
import { OP } from '../../src/formats/pickle/opcodes.ts';
import { readPickles } from '../../src/formats/pickle/streams.ts';
import * as p from '../support/pickle-assembler.ts';

const limits = { numRuns: 400, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false } as const;
const opcodes = fc.array(
  fc.oneof(
    fc.constantFrom(...Object.values(OP)).map((code) => Buffer.of(code)),
    fc.constantFrom(
      p.short('os'),
      p.global('a', 'b'),
      p.int1(3),
      p.get(0),
      p.put(0),
      p.frame(9),
      p.bytes(p.commandPickle(2)),
    ),
    fc.uint8Array({ maxLength: 6 }),
  ),
  { maxLength: 60 },
);

describe('any bytes', () => {
  it('are read without an exception, into facts that the schema accepts', () => {
    fc.assert(
      fc.property(opcodes, fc.boolean(), (parts, withProto) => {
        const { streams } = readPickles(new MemorySource(p.pickle(...(withProto ? [p.proto(4)] : []), ...parts)), {
          searchAll: true,
        });
        for (const stream of streams) pickleStreamSchema.parse(stream);
      }),
      limits,
    );
  });

  it('before or after a payload do not hide it', () => {
    const harmless = p.pickle(p.proto(2), p.emptyDict, p.stop);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 50 }), (before, after) => {
        // A byte just before a payload may be an opcode that takes its first bytes as operand; then nothing loads it either.
        fc.pre(before.at(-1) === undefined || before.at(-1) === 0xff);
        const { streams } = readPickles(new MemorySource(Buffer.concat([harmless, before, p.commandPickle(2), after])));
        expect(streams.flatMap(({ uses }) => uses.map(({ module, name }) => `${module}.${name}`))).toContain(
          'os.system',
        );
      }),
      limits,
    );
  });

  it('cut anywhere, a payload is reported as soon as its call is complete', () => {
    const whole = p.commandPickle(4);
    const call = whole.length - 1;
    for (let length = call; length <= whole.length; length += 1) {
      const { streams } = readPickles(new MemorySource(whole.subarray(0, length)));
      expect(streams[0]?.uses.some(({ kind, name }) => kind === 'reduce' && name === 'system')).toBe(true);
    }
  });
});
