import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Assembler } from '../../src/sandbox/seccomp/assembler.ts';
import { seccompFilter } from '../../src/sandbox/seccomp/filter.ts';
import { ALLOWED, ARGUMENT_RULES, ENOSYS, REFUSED } from '../../src/sandbox/seccomp/rules.ts';
import { SYSTEM_CALLS, type SystemCall } from '../../src/sandbox/seccomp/system-calls.ts';

const ALLOW = 0x7fff_0000;
const KILL = 0x8000_0000;
const errno = (number: number): number => 0x0005_0000 + number;
const AUDIT = { x64: 0xc000_003e, arm64: 0xc000_00b7 } as const;

interface Call {
  readonly number: number;
  readonly architecture: number;
  readonly args?: readonly bigint[];
}

/** Classic BPF over `struct seccomp_data`, as the kernel defines it: an independent reading of the program. */
function evaluate(program: Uint8Array, { number, architecture, args = [] }: Call): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number >>> 0, 0);
  data.writeUInt32LE(architecture >>> 0, 4);
  for (const [index, value] of args.entries()) data.writeBigUInt64LE(BigInt.asUintN(64, value), 16 + 8 * index);
  const code = Buffer.from(program);
  let accumulator = 0;
  for (let at = 0, steps = 0; steps < 10_000; steps++) {
    const [operation, jt, jf, k] = [
      code.readUInt16LE(at),
      code[at + 2] ?? 0,
      code[at + 3] ?? 0,
      code.readUInt32LE(at + 4),
    ];
    at += 8;
    if (operation === 0x20) accumulator = data.readUInt32LE(k);
    else if (operation === 0x54) accumulator = (accumulator & k) >>> 0;
    else if (operation === 0x05) at += 8 * k;
    else if (operation === 0x15) at += 8 * (accumulator === k ? jt : jf);
    else if (operation === 0x35) at += 8 * (accumulator >= k ? jt : jf);
    else if (operation === 0x06) return k;
    else throw new Error(`unknown operation ${operation}`);
  }
  throw new Error('the program does not end');
}

describe.each(['x64', 'arm64'] as const)('the seccomp program for %s', (name) => {
  const column = name === 'x64' ? 0 : 1;
  const { program } = seccompFilter(name);
  const decide = (number: number, args?: readonly bigint[]): number =>
    evaluate(program, { number, architecture: AUDIT[name], ...(args === undefined ? {} : { args }) });
  const numberOf = (call: SystemCall): number | undefined => SYSTEM_CALLS[call][column];

  it('allows what is allowed, and answers what is refused with its error', () => {
    for (const call of ALLOWED) {
      const number = numberOf(call);
      if (number !== undefined) expect([call, decide(number)]).toEqual([call, ALLOW]);
    }
    for (const { calls, error } of REFUSED) {
      for (const call of calls) {
        const number = numberOf(call);
        if (number !== undefined) expect([call, decide(number)]).toEqual([call, errno(error)]);
      }
    }
  });

  it('answers ENOSYS to every number that no rule names', () => {
    const named = new Set<number | undefined>(Object.values(SYSTEM_CALLS).map((pair) => pair[column]));
    const decided = [...ALLOWED, ...REFUSED.flatMap(({ calls }) => calls), ...ARGUMENT_RULES.map(({ call }) => call)];
    expect(new Set(decided).size).toBe(Object.keys(SYSTEM_CALLS).length);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x3fff_ffff }), (number) => {
        fc.pre(!named.has(number));
        expect(decide(number)).toBe(errno(ENOSYS));
      }),
    );
    for (let number = 0; number < 600; number++) if (!named.has(number)) expect(decide(number)).toBe(errno(ENOSYS));
  });

  it('kills a process that calls through another architecture, or the x32 entry', () => {
    for (const architecture of [0x4000_0003, 0x4000_0028, name === 'x64' ? AUDIT.arm64 : AUDIT.x64, 0]) {
      expect(evaluate(program, { number: numberOf('read') ?? 0, architecture })).toBe(KILL);
    }
    if (name === 'x64') {
      for (const number of [0x4000_0000, 0x4000_0001, 0x4000_0029, 0xffff_ffff]) expect(decide(number)).toBe(KILL);
    }
  });

  it('reads only the low half of arguments, as the kernel does (CVE-2019-10063)', () => {
    const high = 0xdead_beef_0000_0000n;
    const ioctl = numberOf('ioctl') ?? 0;
    expect(decide(ioctl, [0n, 0x5412n])).not.toBe(ALLOW); // TIOCSTI
    expect(decide(ioctl, [0n, high | 0x5412n])).not.toBe(ALLOW);
    expect(decide(ioctl, [0n, 0x541cn])).not.toBe(ALLOW); // TIOCLINUX
    expect(decide(ioctl, [0n, 0x5401n])).toBe(ALLOW);
    const clone = numberOf('clone') ?? 0;
    expect(decide(clone, [17n])).toBe(ALLOW);
    expect(decide(clone, [0x003d_0f00n])).toBe(ALLOW); // what pthread_create asks for
    for (const flag of [
      0x0002_0000n,
      0x0200_0000n,
      0x0400_0000n,
      0x0800_0000n,
      0x1000_0000n,
      0x2000_0000n,
      0x4000_0000n,
    ]) {
      expect(decide(clone, [17n | flag])).toBe(errno(1));
      expect(decide(clone, [high | 17n | flag])).toBe(errno(1));
    }
    const mmap = numberOf('mmap') ?? 0;
    expect(decide(mmap, [0n, 0n, 0n, 0x22n])).toBe(ALLOW); // private, anonymous
    expect(decide(mmap, [0n, 0n, 0n, 0x01n])).toBe(ALLOW); // shared, of a file
    expect(decide(mmap, [0n, 0n, 0n, 0x21n])).toBe(errno(1));
    expect(decide(mmap, [0n, 0n, 0n, 0x8023n])).toBe(errno(1));
    expect(decide(numberOf('socketpair') ?? 0, [1n])).toBe(ALLOW);
    expect(decide(numberOf('socketpair') ?? 0, [2n])).toBe(errno(97));
    expect(decide(numberOf('prctl') ?? 0, [1n])).toBe(errno(1)); // PR_SET_PDEATHSIG
  });
});

describe('the assembler', () => {
  it('refuses a jump backward and a label that lies nowhere', () => {
    const backward = new Assembler();
    const start = backward.label('start');
    backward.place(start);
    backward.return(0);
    backward.goto(start);
    expect(() => backward.assemble()).toThrow(/backward or nowhere/u);
    const nowhere = new Assembler();
    nowhere.goto(nowhere.label('lost'));
    expect(() => nowhere.assemble()).toThrow(/lost/u);
  });

  it('refuses a processor that it has no table for', () => {
    expect(() => seccompFilter('riscv64')).toThrow(/riscv64/u);
  });
});
