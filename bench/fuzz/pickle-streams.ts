/**
 * Pickle streams for fuzzing: mostly well-formed sequences of opcodes over few names, so that deep states are reached,
 * then mutations of them. Nothing is ever unpickled with real imports.
 */
import { OP } from '../../src/formats/pickle/opcodes.ts';
import * as p from '../../test/support/pickle-assembler.ts';
import type { Random } from './random.ts';

const MODULES = [
  'os',
  'posix',
  'builtins',
  '__builtin__',
  'a',
  'pkg.inner',
  'collections',
  'copyreg',
  'modèle',
] as const;
const NAMES = ['system', 'eval', 'getattr', 'B', 'Outer.inner', 'OrderedDict', '_reconstructor', 'nom_é', 'x'] as const;

const OPCODES: readonly [number, ...number[]] = [OP.MARK, ...Object.values(OP)];
const opcode = (code: number): Buffer => Buffer.of(code);

/** An opcode, or a few that belong together. */
export function pieces(random: Random): Buffer {
  const module = random.pick(MODULES);
  const name = random.pick(NAMES);
  const index = random.below(5);
  const choices: readonly [() => Buffer, ...(() => Buffer)[]] = [
    () => p.global(module, name),
    () => p.pickle(text(random, module), text(random, name), p.stackGlobal),
    () => p.pickle(p.mark, text(random, 'id'), p.inst(module, name)),
    () => p.pickle(p.mark, p.global(module, name), text(random, 'id'), p.obj),
    () => p.pickle(p.global(module, name), p.emptyTuple, p.newObj),
    () => p.pickle(p.global(module, name), p.emptyTuple, p.emptyDict, p.newObjEx),
    () => p.pickle(text(random, 'id'), p.tuple1, p.reduce),
    () => p.pickle(p.emptyTuple, p.reduce),
    () => p.pickle(p.emptyDict, p.build),
    () => p.pickle(p.emptyDict, text(random, 'k'), p.none, p.setItem, p.build),
    () => text(random, random.pick([module, name])),
    () => p.pickle(p.put(index)),
    () => p.pickle(p.get(index)),
    () => p.longPut(index),
    () => p.textPut(String(index)),
    () => p.textGet(String(index)),
    () => p.memoize,
    () => opcode(random.pick([OP.POP, OP.POP_MARK, OP.DUP, OP.MARK])),
    () =>
      opcode(
        random.pick([OP.NONE, OP.NEWTRUE, OP.NEWFALSE, OP.EMPTY_LIST, OP.EMPTY_DICT, OP.EMPTY_TUPLE, OP.EMPTY_SET]),
      ),
    () => opcode(random.pick([OP.TUPLE, OP.LIST, OP.DICT, OP.FROZENSET, OP.APPENDS, OP.SETITEMS, OP.ADDITEMS])),
    () =>
      opcode(
        random.pick([
          OP.TUPLE1,
          OP.TUPLE2,
          OP.TUPLE3,
          OP.APPEND,
          OP.SETITEM,
          OP.REDUCE,
          OP.BUILD,
          OP.STACK_GLOBAL,
          OP.NEWOBJ,
          OP.OBJ,
        ]),
      ),
    () => p.int1(random.below(256)),
    () => p.pickle(Buffer.of(OP.BININT), random.bytes(4)),
    () => p.pickle(Buffer.of(OP.BINFLOAT), random.bytes(8)),
    () =>
      Buffer.from(
        random.pick([
          'I01\n',
          'I00\n',
          'I12\n',
          'L5L\n',
          'F1.5\n',
          'I 7\n',
          'I1_0\n',
          'I0x1f\n',
          'Iff\n',
          'F1e400\n',
          'L\n',
        ]),
      ),
    () => p.pickle(Buffer.of(OP.LONG1, 2), random.bytes(2)),
    () => p.bytes(random.bytes(random.below(6))),
    () => p.frame(random.pick([0, 4, 12, 40, 400])),
    () => p.proto(random.pick([0, 1, 2, 3, 4, 5, 6])),
    () => p.pickle(text(random, 'pid'), p.binPersid),
    () => Buffer.from(random.pick(['Ppid\n', 'P\n'])),
    () => p.ext1(random.below(3)),
    () => opcode(random.pick([OP.NEXT_BUFFER, OP.READONLY_BUFFER])),
    () => p.stop,
    () => random.bytes(1 + random.below(3)),
  ];
  return random.pick(choices)();
}

/** A text by any of the opcodes for one, also memoised, popped, duplicated and fetched again. */
function text(random: Random, value: string): Buffer {
  const escaped = [...value].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const ascii = /^[\0-\x7f]*$/u.test(value);
  const choices: [() => Buffer, ...(() => Buffer)[]] = [
    () => p.short(value),
    () => p.binUnicode(value),
    () => p.binUnicode8(value),
    () => p.unicode(ascii ? value : escaped),
    () => p.unicode(escaped),
  ];
  if (ascii) {
    choices.push(
      () => p.string(`'${value}'`),
      () => p.string(`"${[...value].map((c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')}"`),
      () => p.shortBinString(value),
      () => p.binString(value),
    );
  }
  const written = random.pick(choices)();
  if (random.chance(0.15)) return p.pickle(written, p.put(9), p.pop, p.get(9));
  if (random.chance(0.1)) return p.pickle(written, p.dup, p.pop);
  return random.chance(0.05) ? p.pickle(p.none, p.pop, written) : written;
}

/** One stream: with or without PROTO and STOP, sometimes cut, sometimes with bytes changed. */
export function pickleStream(random: Random): Buffer {
  const parts = random.chance(0.8) ? [p.proto(random.below(6))] : [];
  const count = 1 + random.below(14);
  for (let index = 0; index < count; index += 1) parts.push(pieces(random));
  if (random.chance(0.9)) parts.push(p.stop);
  const stream = p.pickle(...parts);
  if (random.chance(0.25)) mutate(random, stream);
  return random.chance(0.05) ? stream.subarray(0, random.below(stream.length + 1)) : stream;
}

function mutate(random: Random, stream: Buffer): void {
  const changes = 1 + random.below(3);
  for (let index = 0; index < changes; index += 1) {
    const at = random.below(stream.length);
    stream[at] = random.chance(0.5) ? random.pick(OPCODES) : random.below(256);
  }
}
