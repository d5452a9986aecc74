import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/formats/byte-source.ts';
import type { PickleStream } from '../../src/formats/pickle/facts.ts';
import { OP } from '../../src/formats/pickle/opcodes.ts';
import { readPickles } from '../../src/formats/pickle/streams.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as p from '../support/pickle-assembler.ts';

function streams(...parts: readonly Uint8Array[]): readonly PickleStream[] {
  return readPickles(new MemorySource(p.pickle(...parts))).streams;
}

/** `kind module.name(args)` of every use of every stream. */
function uses(...parts: readonly Uint8Array[]): string[] {
  return streams(...parts).flatMap((stream) =>
    stream.uses.map(
      ({ kind, target, module, name, args }) =>
        `${kind} ${target === 'name' ? `${module}.${name}` : `${target}:${module}.${name}`}${args[0] ?? ''}`,
    ),
  );
}

function problems(...parts: readonly Uint8Array[]): string[] {
  return streams(...parts).flatMap((stream) => stream.problems.map(({ code }) => code));
}

const id = p.short('id');

describe('what is called with what', () => {
  it('is known for GLOBAL and REDUCE', () => {
    expect(uses(p.proto(2), p.global('os', 'system'), p.binUnicode('id'), p.tuple1, p.reduce, p.stop)).toContain(
      'reduce os.system("id")',
    );
  });

  it.each([
    ['SHORT_BINUNICODE', p.short('os')],
    ['BINUNICODE', p.binUnicode('os')],
    ['BINUNICODE8', p.binUnicode8('os')],
    ['UNICODE with escapes', p.unicode('\\u006f\\u0073')],
    ['STRING with escapes', p.string("'\\x6f\\163'")],
    ['SHORT_BINSTRING', p.shortBinString('os')],
    ['BINSTRING', p.binString('os')],
    ['a memo entry', p.pickle(p.short('os'), p.put(7), p.pop, p.get(7))],
    [
      'a memo entry written twice',
      p.pickle(p.short('math'), p.put(7), p.pop, p.short('os'), p.put(7), p.pop, p.get(7)),
    ],
    ['a memo entry under a text index', p.pickle(p.short('os'), p.textPut('70000'), p.pop, p.textGet('70000'))],
    ['a duplicate', p.pickle(p.short('os'), p.dup, p.pop)],
    ['a string above a popped decoy', p.pickle(p.short('math'), p.pop, p.short('os'))],
    [
      'a string above popped marked decoys',
      p.pickle(p.mark, p.short('math'), p.short('random'), p.popMark, p.short('os')),
    ],
  ])('is known for STACK_GLOBAL whose module comes from %s', (_, module) => {
    expect(uses(p.proto(4), module, p.short('system'), p.stackGlobal, id, p.tuple1, p.reduce, p.stop)).toContain(
      'reduce os.system("id")',
    );
  });

  it('is known for INST, OBJ, NEWOBJ and NEWOBJ_EX', () => {
    expect(uses(p.mark, p.string("'id'"), p.inst('os', 'system'), p.stop)).toContain('inst os.system("id")');
    expect(uses(p.mark, p.global('os', 'system'), p.string("'id'"), p.obj, p.stop)).toContain('obj os.system("id")');
    expect(uses(p.proto(2), p.global('a', 'B'), p.emptyTuple, p.newObj, p.stop)).toContain('newobj a.B()');
    expect(uses(p.proto(4), p.global('a', 'B'), p.emptyTuple, p.emptyDict, p.newObjEx, p.stop)).toContain(
      'newobj_ex a.B() {}',
    );
  });

  it('shows a global inside the arguments, and marks it as data', () => {
    const [stream] = streams(
      p.proto(2),
      p.global('functools', 'partial'),
      p.global('os', 'system'),
      p.tuple1,
      p.reduce,
      p.stop,
    );
    expect(stream?.uses.find(({ name }) => name === 'system')).toMatchObject({ kind: 'global', asData: true });
    expect(stream?.uses.find(({ kind }) => kind === 'reduce')?.args).toEqual(['(os.system)']);
  });

  it('tells that the result of a call is called', () => {
    expect(
      uses(p.proto(2), p.global('operator', 'attrgetter'), id, p.tuple1, p.reduce, p.emptyTuple, p.reduce, p.stop),
    ).toContain('reduce result:operator.attrgetter()');
  });

  it('resolves getattr of a named global to the attribute', () => {
    const found = uses(
      p.proto(2),
      p.global('builtins', 'getattr'),
      p.global('os', 'path'),
      p.short('join'),
      p.tuple2,
      p.reduce,
      p.stop,
    );
    expect(found).toContain('attribute os.path.join');
    expect(found.some((use) => use.startsWith('reduce'))).toBe(false);
  });

  it('keeps getattr with a computed name as a call', () => {
    expect(
      uses(
        p.proto(2),
        p.global('builtins', 'getattr'),
        p.global('os', 'path'),
        p.global('a', 'b'),
        p.tuple2,
        p.reduce,
        p.stop,
      ),
    ).toContain('reduce builtins.getattr(os.path, a.b)');
  });

  it('reports state, item assignment and append on what a call returned', () => {
    const made = p.pickle(p.proto(2), p.global('a', 'B'), p.emptyTuple, p.reduce);
    expect(uses(made, p.emptyDict, p.build, p.stop)).toContain('build result:a.B{}');
    expect(uses(made, p.mark, id, p.none, p.setItems, p.stop)).toContain('setitems result:a.B');
    expect(uses(made, id, p.append, p.stop)).toContain('append result:a.B');
  });

  it('reports persistent ids, extension codes and names computed while loading', () => {
    expect(uses(p.proto(2), id, p.binPersid, p.stop)).toContain('persid persid:."id"');
    expect(uses(p.proto(2), p.ext1(9), p.emptyTuple, p.reduce, p.stop)).toEqual(
      expect.arrayContaining(['extension extension:.9', 'reduce extension:.9()']),
    );
    expect(uses(p.proto(4), p.global('a', 'b'), id, p.stackGlobal, p.stop)[1]).toMatch(/^global unknown:/u);
  });

  it('counts equal uses instead of repeating them', () => {
    const item = p.pickle(p.global('a', 'b'), p.emptyTuple, p.reduce);
    const [stream] = streams(
      p.proto(2),
      p.emptyList,
      p.mark,
      ...Array.from({ length: 1_000 }, () => item),
      p.appends,
      p.stop,
    );
    expect(stream?.uses.find(({ kind }) => kind === 'reduce')?.count).toBe(1_000);
    expect(stream?.uses).toHaveLength(2);
  });
});

describe('every stream of a file', () => {
  const harmless = p.pickle(p.proto(2), p.emptyDict, p.stop);
  const payload = p.commandPickle(2);

  it('is read after STOP, and after bytes that are no pickle', () => {
    expect(streams(harmless, payload).map(({ origin }) => origin)).toEqual(['start', 'after-stop']);
    expect(streams(harmless, Buffer.alloc(5_000, 0xff), payload).map(({ origin }) => origin)).toEqual([
      'start',
      'after-junk',
    ]);
    expect(
      uses(
        harmless,
        Buffer.from('\u00ff\u00ff'),
        p.global('os', 'system'),
        p.mark,
        p.string("'id'"),
        p.tuple,
        p.reduce,
        p.stop,
      ),
    ).toContain('reduce os.system("id")');
  });

  it('is read behind other bytes when it starts with a mark', () => {
    expect(uses(harmless, Buffer.of(0xff, 0xff), p.mark, p.string("'id'"), p.inst('os', 'system'), p.stop)).toContain(
      'inst os.system("id")',
    );
  });

  it('is told from prose and from bytes that merely look like it', () => {
    expect(
      streams(harmless, Buffer.of(0xff), Buffer.from('music\nis nice\ncat\ndog\n.. and more\nobject\nbelow\n')),
    ).toHaveLength(1);
    expect(streams(harmless, Buffer.of(0xff), p.inst('ts.receipt', 'on'), p.pop, p.stop)).toHaveLength(1);
  });

  it('is read inside bytes and strings, with junk before it, and inside those again', () => {
    const inside = (...parts: readonly Uint8Array[]) => streams(p.proto(4), ...parts, p.stop);
    expect(inside(p.bytes(payload)).map(({ depth }) => depth)).toEqual([0, 1]);
    expect(inside(p.bytes(Buffer.concat([Buffer.alloc(100, 0xee), payload]))).map(({ depth }) => depth)).toEqual([
      0, 1,
    ]);
    expect(inside(p.binUnicode(payload.toString('latin1'))).map(({ depth }) => depth)).toEqual([0, 1]);
    expect(
      inside(p.bytes(p.pickle(p.proto(2), p.global('a', 'b'), p.bytes(payload), p.tuple1, p.reduce, p.stop))).map(
        ({ depth }) => depth,
      ),
    ).toEqual([0, 1, 2]);
  });

  it('is reported up to where it breaks or ends', () => {
    const call = p.pickle(p.proto(2), p.global('os', 'system'), id, p.tuple1, p.reduce);
    expect(streams(call)[0]).toMatchObject({ end: 'truncated' });
    expect(streams(call, Buffer.of(0xff, 1, 2))[0]).toMatchObject({ end: 'broken' });
    for (const tail of [Buffer.alloc(0), Buffer.of(0xff), p.get(200), p.bytes8(1n << 62n, Buffer.alloc(0))]) {
      expect(uses(call, tail)).toContain('reduce os.system("id")');
    }
    expect(uses(p.proto(2), Buffer.from('cos\nsystem'))).toContain('global os.system');
  });

  it('goes on after an error that stops CPython, because other readers may not stop', () => {
    expect(uses(p.proto(2), p.pop, p.get(3), p.global('os', 'system'), id, p.tuple1, p.reduce, p.stop)).toContain(
      'reduce os.system("id")',
    );
  });
});

describe('what no pickler writes is stated', () => {
  it.each([
    ['memo-missing', [p.get(5), p.stop]],
    ['memo-overwritten', [p.none, p.put(0), p.short('a'), p.put(0), p.tuple2, p.stop]],
    ['memo-sparse', [p.emptyDict, p.longPut(0xffff_ffff), p.stop]],
    ['stack-underflow', [p.none, p.tuple2, p.stop]],
    ['mark-missing', [p.none, p.tuple, p.stop]],
    ['frame-overrun', [p.frame(2), p.short('abcdef'), p.stop]],
    ['frame-nested', [p.frame(30), p.frame(2), p.none, p.stop]],
    ['frame-truncated', [p.frame(1n << 40n), p.none, p.stop]],
    ['frame-past-stop', [p.frame(8), p.none, p.stop, p.none, p.none, p.none, p.none, p.none, p.none]],
    ['operand-overrun', [p.emptyList, p.bytes8(1n << 63n, Buffer.alloc(3))]],
    ['operand-negative', [p.emptyList, p.long4(-1, Buffer.alloc(0))]],
    ['protocol-unknown', [p.proto(9), p.emptyList, p.stop]],
    ['build-on-global', [p.global('a', 'B'), p.emptyDict, p.build, p.stop]],
    [
      'build-special-attribute',
      [
        p.global('a', 'B'),
        p.emptyTuple,
        p.newObj,
        p.emptyDict,
        p.short('__setstate__'),
        p.none,
        p.setItem,
        p.build,
        p.stop,
      ],
    ],
    ['nested-archive', [p.bytes(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40)])), p.stop]],
    ['stop-leftover', [p.none, p.none, p.stop]],
  ])('%s', (code, parts) => {
    expect(problems(p.proto(4), ...parts)).toContain(code);
  });

  it('but frames that end where an opcode ends are not', () => {
    const body = p.pickle(p.emptyDict, p.stop);
    expect(problems(p.proto(4), p.frame(body.length), body)).toEqual([]);
  });
});

describe('hostile sizes cost nothing', () => {
  it('counts a billion laughs without walking them', () => {
    const levels = Array.from({ length: 60 }, (_, level) =>
      p.pickle(p.emptyList, p.memoize, p.mark, ...Array.from({ length: 10 }, () => p.get(level)), p.appends),
    );
    const started = performance.now();
    const [stream] = streams(p.proto(4), p.emptyList, p.memoize, ...levels, p.stop);
    expect(stream?.expandedElements).toBe(Number.MAX_SAFE_INTEGER);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('walks a million nested containers without recursion', () => {
    const count = 1_000_000;
    const [stream] = streams(
      p.proto(2),
      Buffer.alloc(count, OP.EMPTY_LIST),
      Buffer.alloc(count - 1, OP.APPEND),
      p.stop,
    );
    expect(stream).toMatchObject({ end: 'stop', opcodes: 2 * count + 1 });
  });

  it.each([
    ['PROTO', Buffer.of(OP.PROTO, 2, OP.NONE)],
    // Two ways to read each: from the first letter, and from the second.
    ['imports', Buffer.from('cca\nb\n0')],
    ['calls', Buffer.from('cca\nb\n(tR')],
    ['new names', Buffer.from(Array.from({ length: 9_000 }, (_, index) => `cc${index}_\nb\n`).join(''))],
    ['strings', Buffer.from('cca\nb\nX\x04\0\0\0abcd0')],
  ])('gives up on 64 KB of false starts, of %s, within two seconds of processor time', (_, start) => {
    const bytes = Buffer.concat([Buffer.of(0xff), Buffer.alloc(1 << 16, start), Buffer.of(0xff)]);
    const { user, system } = process.threadCpuUsage();
    readPickles(new MemorySource(bytes), { searchAll: true });
    const spent = process.threadCpuUsage({ user, system });
    expect((spent.user + spent.system) / 1e6).toBeLessThan(2);
  });

  it('reads words that are imports one after another once, not again from each', () => {
    const words = Array.from({ length: 30_000 }, (_, index) => `c${index}_`);
    const bytes = Buffer.concat([Buffer.of(0xff), Buffer.from(`${words.join('\n')}\n`), Buffer.of(0xff)]);
    const { streams: found, limits } = readPickles(new MemorySource(bytes), { searchAll: true });
    expect({ found, limits }).toEqual({ found: [], limits: [] });
  });

  it('runs what many frames say to lie behind them no more often than its budget allows, and says so', () => {
    const short = p.pickle(p.proto(4), p.frame(100_000), p.none, p.stop);
    const streamed = Buffer.alloc(2_000 * short.length, short);
    const values = Buffer.alloc(200_000, p.pickle(p.none, p.pop));
    const { limits } = readPickles(new MemorySource(p.pickle(streamed, values)));
    expect(limits.map(({ code }) => code)).toContain('search');
  });
});

describe('a pickle that no loader starts with', () => {
  it.each([
    ['that are read at one go', 'ca\nb\n0'],
    ['that count memo entries', 'ca\nb\n0N\x940'],
  ])('is found behind 64 KB of imports %s', (_, decoy) => {
    const decoys = Buffer.alloc(decoy.length * Math.floor((64 << 10) / decoy.length), decoy, 'latin1');
    const payload = [p.global('os', 'system'), p.memoize, p.get(0), p.short('id'), p.tuple1, p.reduce, p.stop];
    const { streams: found } = readPickles(new MemorySource(p.pickle(Buffer.of(0xff), decoys, ...payload)), {
      searchAll: true,
    });
    expect(found.flatMap(({ uses: list }) => list.map(({ module, name }) => `${module}.${name}`))).toContain(
      'os.system',
    );
  });

  it('is not passed over in silence behind more false starts than are tried', () => {
    const decoys = Buffer.alloc(128 << 10, 'cca\nb\n0');
    const { complete, limits } = factsOfBytes('x.bin', p.pickle(Buffer.of(0x8a, 0x02), decoys, Buffer.of(0xff)));
    expect({ complete, limits }).toMatchObject({ complete: false, limits: [{ limit: 'pickle.search' }] });
  });

  it('is found behind what starts like another pickle and breaks off', () => {
    const start = p.pickle(
      p.proto(2),
      Buffer.alloc(70_000, p.pickle(p.none, p.pop)),
      Buffer.from('\xff\xff', 'latin1'),
    );
    const { pickles = [] } = factsOfBytes('x.bin', p.pickle(start.subarray(2), p.commandPickle(2)));
    expect(pickles.flatMap(({ uses }) => uses.map(({ module, name }) => `${module}.${name}`))).toContain('os.system');
  });
});

describe('bytes that are no pickle', () => {
  it.each([
    'import os\nprint("hi")\n',
    'cat\ndog\n',
    'Introduction\n.',
    '(S)\n',
    '{"a": 1}',
    'PK\u0003\u0004',
    'N',
    '....',
    'I am a text.\n',
    'context:\n  one\n',
    'core.model\nLinear layer\n',
  ])('%j has no stream', (text) => {
    expect(readPickles(new MemorySource(Buffer.from(text, 'latin1'))).streams).toEqual([]);
  });
});
