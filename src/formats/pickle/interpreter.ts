import type { ByteSource } from '../byte-source.ts';
import { inlineArray, namesFileBeside } from './joblib.ts';
import { PICKLE_LIMITS } from './limits.ts';
import { PickleMachine } from './machine.ts';
import { HIGHEST_PROTOCOL, OP } from './opcodes.ts';
import { readBytes, readGlobal, readLine, readText, type Embedded } from './operands.ts';
import type { PassedOffsets } from './passed-offsets.ts';
import { WindowReader, type LongLine } from './reader.ts';
import { FALSE, FLOAT, INTEGER, KIND, NONE, TRUE, UNKNOWN } from './values.ts';

const OPCODE_BYTES = 9;

/** Bytes of the operand's fixed part: the length itself for opcodes with a counted operand. */
const OPERANDS = new Uint8Array(256);
for (const [width, codes] of [
  [
    1,
    [
      OP.BININT1,
      OP.BINGET,
      OP.BINPUT,
      OP.EXT1,
      OP.PROTO,
      OP.LONG1,
      OP.SHORT_BINSTRING,
      OP.SHORT_BINBYTES,
      OP.SHORT_BINUNICODE,
    ],
  ],
  [2, [OP.BININT2, OP.EXT2]],
  [4, [OP.BININT, OP.LONG_BINGET, OP.LONG_BINPUT, OP.EXT4, OP.LONG4, OP.BINSTRING, OP.BINBYTES, OP.BINUNICODE]],
  [8, [OP.BINFLOAT, OP.FRAME, OP.BINBYTES8, OP.BINUNICODE8, OP.BYTEARRAY8]],
] as const) {
  for (const code of codes) OPERANDS[code] = width;
}

export interface Interpretation {
  readonly machine: PickleMachine;
  readonly start: number;
  /** Position after the last opcode that was read whole. */
  readonly end: number;
  readonly outcome: 'stop' | 'truncated' | 'broken';
  readonly opcodes: number;
  /** What it cost, in plain opcodes: those that read lines or call cost many of them, and so do the bytes that were brought. */
  readonly work: number;
  /** The value at STOP. */
  readonly root: number;
  /** Strings and bytes of the stream that may hold a pickle of their own. */
  readonly embedded: readonly Embedded[];
  /** Arrays of joblib that lie between the opcodes; those of objects are pickles of their own. */
  readonly arrays: number;
  readonly inline: readonly Interpretation[];
  /** Where the frame that STOP lies in ends, if that is past STOP: unpicklers differ on where the next stream starts. */
  readonly frameEnd: number | undefined;
}

export interface InterpretOptions {
  readonly start: number;
  readonly end?: number;
  /** For bytes that are only suspected to be a pickle: give up at the first problem before any global is used. */
  readonly tentative?: boolean;
  /** Work after which to give up. */
  readonly budget?: number;
  /** Told of opcodes from which another run would find nothing that this one doesn't. */
  readonly passed?: PassedOffsets;
  readonly longLine?: LongLine;
  /** Stop where CPython would raise: what follows is not reached by a loader that reads the stream so. */
  readonly strict?: boolean;
  /** Whether array elements after joblib's wrappers are skipped as joblib does, or read as opcodes as pickle does. */
  readonly joblib?: boolean;
}

/** Work of an opcode that takes lines, that calls or names something, and that brings a string, measured against plain ones. */
const LINE_WORK = 40;
const CALL_WORK = 40;
const STRING_WORK = 8;

/**
 * Runs one stream symbolically, to STOP or to where no opcode can be read. Never throws on any bytes. Follows
 * CPython 3.13 `Modules/_pickle.c`; FRAME is checked but, as there, doesn't bound the opcodes.
 */
export function interpret(source: ByteSource, options: InterpretOptions): Interpretation {
  const { start, tentative = false, strict = false, budget = Number.POSITIVE_INFINITY, joblib = true } = options;
  const { passed } = options;
  const reader = new WindowReader(source, start, options.end, options.longLine);
  reader.seek(start);
  const machine = new PickleMachine(source);
  const { heap, memo } = machine;
  const embedded: Embedded[] = [];
  const inline: Interpretation[] = [];
  let arrays = 0;
  let opcodes = 0;
  /** Work beyond one for each opcode. */
  let extra = 0;
  let frameEnd = Number.POSITIVE_INFINITY;
  let end = start;
  let root = UNKNOWN;
  let outcome: Interpretation['outcome'] = 'truncated';

  const put = (index: number, at: number): void => {
    const value = machine.top(at);
    const before = memo.set(index, value);
    if (before !== undefined && before !== value)
      machine.problem('memo-overwritten', `memo entry ${index} is written twice`, at);
  };
  const get = (index: number, at: number): void => {
    const value = memo.get(index);
    if (value === undefined) machine.problem('memo-missing', `memo entry ${index} is read and was never written`, at);
    machine.push(value ?? UNKNOWN);
  };
  const extension = (code: number, at: number): void => {
    extra += CALL_WORK;
    if (code <= 0) machine.problem('extension-code', 'an extension code is zero or negative', at);
    const value = heap.add(KIND.extension, 0, Math.max(code, 0));
    machine.use('extension', value, UNKNOWN, at);
    machine.push(value);
  };
  const frame = (length: number, at: number): void => {
    const position = reader.position;
    if (position < frameEnd && frameEnd !== Number.POSITIVE_INFINITY) {
      machine.problem('frame-nested', 'a frame starts inside another frame', at);
    }
    if (length > reader.remaining)
      machine.problem('frame-truncated', `a frame of ${length} bytes has ${reader.remaining} left`, at);
    frameEnd = position + length;
  };

  const work = (): number => opcodes + extra + reader.work + machine.uses.work + 2 * (heap.count + memo.count);

  walk: for (;;) {
    const at = reader.base + reader.index;
    if (at >= frameEnd) {
      if (at > frameEnd)
        machine.problem(
          'frame-overrun',
          'an opcode crosses the end of its frame: C and Python unpicklers differ',
          frameEnd,
        );
      frameEnd = Number.POSITIVE_INFINITY;
    }
    end = at;
    // One opcode with its fixed operand, or what is left.
    if (reader.filled - reader.index < OPCODE_BYTES && !reader.fill(OPCODE_BYTES)) break;
    if (
      ((opcodes & 15) === 0 && work() >= budget) ||
      (tentative && machine.problems.size > 0 && machine.uses.size === 0) ||
      (strict && machine.problems.size > 0 && machine.raises())
    ) {
      outcome = 'broken';
      break;
    }
    const opcode = reader.bytes[reader.index] ?? 0;
    reader.index += 1;
    opcodes += 1;
    const operand = OPERANDS[opcode] ?? 0;
    const { index } = reader;
    if (reader.filled - index < operand) break;
    reader.index = index + operand;
    // Numbers, not OP.…: only literals give the compiler a jump table, and this loop is the scanner's hottest.
    switch (opcode) {
      case 0x28 /* MARK */:
        if (passed !== undefined) pass(passed, at);
        machine.mark();
        break;
      case 0x2e /* STOP */:
        root = machine.pop(at);
        if (machine.depth > 0)
          machine.problem('stop-leftover', `${machine.depth} values are left on the stack at STOP`, at);
        end = reader.position;
        outcome = 'stop';
        break walk;
      case 0x30 /* POP */:
        machine.popOpcode(at);
        break;
      case 0x31 /* POP_MARK */:
        machine.depth = machine.popMark(at);
        break;
      case 0x32 /* DUP */:
        machine.push(machine.top(at));
        break;
      case 0x4e /* NONE */:
        machine.push(NONE);
        break;
      case 0x88 /* NEWTRUE */:
        machine.push(TRUE);
        break;
      case 0x89 /* NEWFALSE */:
        machine.push(FALSE);
        break;
      case 0x4a /* BININT */:
        machine.push(heap.integer(reader.view.getInt32(index, true)));
        break;
      case 0x4b /* BININT1 */:
        machine.push(-1 - (reader.bytes[index] ?? 0));
        break;
      case 0x4d /* BININT2 */:
        machine.push(-1 - reader.view.getUint16(index, true));
        break;
      case 0x47 /* BINFLOAT */:
        machine.push(FLOAT);
        break;
      case 0x49 /* INT */:
      case 0x4c /* LONG */:
      case 0x46 /* FLOAT */:
      case 0x53 /* STRING */:
      case 0x56 /* UNICODE */:
      case 0x50 /* PERSID */:
      case 0x67 /* GET */:
      case 0x70 /* PUT */:
      case 0x63 /* GLOBAL */:
      case 0x69 /* INST */: {
        extra += LINE_WORK;
        if (passed !== undefined && opcode === OP.GLOBAL) pass(passed, at);
        if (!line(opcode, at)) break walk;
        break;
      }
      case 0x8a /* LONG1 */:
      case 0x8b /* LONG4 */: {
        const length = opcode === OP.LONG1 ? (reader.bytes[index] ?? 0) : reader.view.getInt32(index, true);
        if (length < 0) {
          machine.problem('operand-negative', 'a LONG4 operand has a negative length', at);
          outcome = 'broken';
          break walk;
        }
        if (length > reader.remaining) {
          machine.problem('operand-overrun', `an operand of ${length} bytes has ${reader.remaining} left`, at);
          break walk;
        }
        let value = INTEGER;
        if (length <= 4 && reader.ensure(length)) {
          let number = 0;
          for (let byte = length - 1; byte >= 0; byte -= 1)
            number = number * 256 + (reader.bytes[reader.index + byte] ?? 0);
          value = length === 0 || number < 2 ** (8 * length - 1) ? heap.integer(number) : INTEGER;
        }
        reader.seek(reader.position + length);
        machine.push(value);
        break;
      }
      case 0x8c /* SHORT_BINUNICODE */:
      case 0x58 /* BINUNICODE */:
      case 0x8d /* BINUNICODE8 */:
      case 0x55 /* SHORT_BINSTRING */:
      case 0x54 /* BINSTRING */:
      case 0x43 /* SHORT_BINBYTES */:
      case 0x42 /* BINBYTES */:
      case 0x8e /* BINBYTES8 */:
      case 0x96 /* BYTEARRAY8 */: {
        extra += STRING_WORK;
        const failure = readBytes(machine, reader, opcode, index, operand, at, embedded);
        if (failure !== undefined) {
          outcome = failure;
          break walk;
        }
        break;
      }
      case 0x51 /* BINPERSID */: {
        extra += CALL_WORK;
        const id = machine.pop(at);
        machine.escape(id);
        const value = heap.add(KIND.persid, id, 0);
        machine.use('persid', value, id, at);
        machine.push(value);
        break;
      }
      case 0x29 /* EMPTY_TUPLE */:
        machine.tuple(machine.depth);
        break;
      case 0x85 /* TUPLE1 */:
      case 0x86 /* TUPLE2 */:
      case 0x87 /* TUPLE3 */: {
        const count = opcode - OP.TUPLE1 + 1;
        machine.tuple(machine.under(count, at));
        break;
      }
      case 0x74 /* TUPLE */:
        machine.tuple(machine.popMark(at));
        break;
      case 0x5d /* EMPTY_LIST */:
        machine.push(heap.add(KIND.list, 0, 0));
        break;
      case 0x7d /* EMPTY_DICT */:
        machine.push(heap.add(KIND.dict, 0, 0));
        break;
      case 0x8f /* EMPTY_SET */:
        machine.push(heap.add(KIND.set, 0, 0));
        break;
      case 0x6c /* LIST */:
        machine.container(KIND.list, machine.popMark(at));
        break;
      case 0x91 /* FROZENSET */:
        machine.container(KIND.frozenset, machine.popMark(at));
        break;
      case 0x64 /* DICT */: {
        const dict = heap.add(KIND.dict, 0, 0);
        machine.setItems(machine.popMark(at), dict, at);
        machine.push(dict);
        break;
      }
      case 0x61 /* APPEND */:
        machine.append(machine.under(1, at), at);
        break;
      case 0x65 /* APPENDS */:
      case 0x90 /* ADDITEMS */:
        machine.append(machine.popMark(at), at);
        break;
      case 0x73 /* SETITEM */:
        machine.setItemsAt(machine.under(2, at), at);
        break;
      case 0x75 /* SETITEMS */:
        machine.setItemsAt(machine.popMark(at), at);
        break;
      case 0x52 /* REDUCE */:
      case 0x81 /* NEWOBJ */: {
        extra += CALL_WORK;
        const args = machine.pop(at);
        const callee = machine.pop(at);
        machine.push(machine.call(opcode === OP.REDUCE ? 'reduce' : 'newobj', callee, args, at));
        break;
      }
      case 0x92 /* NEWOBJ_EX */: {
        extra += CALL_WORK;
        const keywords = machine.pop(at);
        const args = machine.pop(at);
        machine.push(machine.call('newobj_ex', machine.pop(at), args, at, keywords));
        break;
      }
      case 0x6f /* OBJ */: {
        extra += CALL_WORK;
        const from = machine.popMark(at);
        if (from >= machine.depth) machine.problem('stack-underflow', 'OBJ has no class above its mark', at);
        machine.tuple(Math.min(from + 1, machine.depth));
        const args = machine.pop(at);
        machine.push(machine.call('obj', from < machine.depth ? machine.pop(at) : UNKNOWN, args, at));
        break;
      }
      case 0x62 /* BUILD */: {
        extra += CALL_WORK;
        const state = machine.pop(at);
        const target = machine.top(at);
        machine.build(target, state, at);
        const wrapper = joblib ? machine.takeArrayWrapper(target) : undefined;
        if (wrapper === 'file') checkFile(state, at);
        else if (wrapper === 'inline' && !skipArray(state, at)) break walk;
        break;
      }
      case 0x93 /* STACK_GLOBAL */: {
        extra += CALL_WORK;
        const name = machine.pop(at);
        machine.push(machine.stackGlobal(machine.pop(at), name, at));
        break;
      }
      case 0x82 /* EXT1 */:
        extension(reader.bytes[index] ?? 0, at);
        break;
      case 0x83 /* EXT2 */:
        extension(reader.view.getUint16(index, true), at);
        break;
      case 0x84 /* EXT4 */:
        extension(reader.view.getInt32(index, true), at);
        break;
      case 0x68 /* BINGET */:
        get(reader.bytes[index] ?? 0, at);
        break;
      case 0x6a /* LONG_BINGET */:
        get(reader.view.getUint32(index, true), at);
        break;
      case 0x71 /* BINPUT */:
        put(reader.bytes[index] ?? 0, at);
        break;
      case 0x72 /* LONG_BINPUT */:
        put(reader.view.getUint32(index, true), at);
        break;
      case 0x94 /* MEMOIZE */:
        put(memo.count, at);
        break;
      case 0x80 /* PROTO */: {
        const protocol = reader.bytes[index] ?? 0;
        if (protocol > HIGHEST_PROTOCOL) machine.problem('protocol-unknown', `protocol ${protocol} does not exist`, at);
        if (opcodes > 1) machine.problem('protocol-late', 'PROTO is not the first opcode', at);
        machine.protocol = protocol;
        break;
      }
      case 0x95 /* FRAME */: {
        const length = Number(reader.view.getBigUint64(index, true));
        frame(Number.isSafeInteger(length) ? length : Number.MAX_SAFE_INTEGER - reader.position, at);
        break;
      }
      case 0x97 /* NEXT_BUFFER */:
        machine.push(heap.add(KIND.buffer, 0, 0));
        break;
      case 0x98 /* READONLY_BUFFER */:
        machine.top(at);
        break;
      default:
        machine.problem('opcode-unknown', `byte 0x${opcode.toString(16).padStart(2, '0')} is no opcode`, at);
        outcome = 'broken';
        break walk;
    }
  }
  const { instantiator } = machine.stateKeys;
  if (instantiator !== undefined)
    machine.problem('instantiator', `Lightning imports and calls ${instantiator.named}`, instantiator.offset);
  if (heap.full)
    machine.limit('values', `more than ${PICKLE_LIMITS.values} values or ${PICKLE_LIMITS.items} tuple items`, end);
  if (machine.stateKeys.full) machine.limit('special-names', 'more special names than are watched', end);
  if (memo.full) machine.limit('memo', `more than ${PICKLE_LIMITS.memo} memo entries`, end);
  if (machine.links.full) machine.limit('links', `more than ${PICKLE_LIMITS.links} containers inside containers`, end);
  if (machine.uses.full) machine.limit('uses', `more than ${PICKLE_LIMITS.uses} different globals or uses`, end);
  if (memo.highest > memo.count * 8 + 65_536) {
    machine.problem(
      'memo-sparse',
      `memo index ${memo.highest} with ${memo.count} entries makes unpicklers allocate the gap`,
      start,
    );
  }
  const pastStop = outcome === 'stop' && frameEnd !== Number.POSITIVE_INFINITY && end < frameEnd;
  if (pastStop) machine.problem('frame-past-stop', 'the last frame goes on after STOP', end);
  return {
    machine,
    start,
    end,
    outcome,
    opcodes,
    work: work(),
    root,
    embedded,
    arrays,
    inline,
    frameEnd: pastStop ? frameEnd : undefined,
  };

  /**
   * A run that starts at `at` has on its stack what this one will put there from now on, and less below: while nothing was
   * wrong so far, all that it calls is called here too. Not so once MEMOIZE counted entries that it will not have, or
   * elements of an array were passed over.
   */
  function pass(seen: PassedOffsets, at: number): void {
    const { problems, uses } = machine;
    if (problems.size === 0 && uses.size > 0 && !uses.full && memo.count === 0 && arrays === 0) seen.add(at);
  }

  function checkFile(state: number, at: number): void {
    if (!namesFileBeside(heap, machine.entriesOf(state)))
      machine.problem(
        'array-elsewhere',
        'an array wrapper of joblib loads a file that does not lie beside this one',
        at,
      );
    machine.forgetEntries();
  }

  /** Moves past the elements of an array. False: they aren't there. */
  function skipArray(state: number, at: number): boolean {
    const array = inlineArray(heap, machine.entriesOf(state));
    machine.forgetEntries();
    if (array === undefined) {
      machine.problem('array-unclear', 'an array wrapper of joblib does not state how many bytes it reads', at);
      return true;
    }
    arrays += 1;
    // joblib reads past the unpickler's frames.
    frameEnd = Number.POSITIVE_INFINITY;
    if (array.objects) {
      const inner = interpret(source, {
        start: reader.position,
        joblib: false,
        ...(options.end === undefined ? {} : { end: options.end }),
      });
      inline.push(inner);
      reader.seek(inner.end);
      return inner.outcome === 'stop';
    }
    if (array.padded) {
      if (!reader.ensure(1)) return false;
      const padding = reader.bytes[reader.index] ?? 0;
      reader.index += 1;
      if (padding > reader.remaining) return false;
      reader.seek(reader.position + padding);
    }
    if (array.bytes > reader.remaining) {
      machine.problem(
        'operand-overrun',
        `an array of ${array.bytes} bytes has ${reader.remaining} left`,
        reader.position,
      );
      return false;
    }
    reader.seek(reader.position + array.bytes);
    return true;
  }

  /** The opcodes of protocol 0 whose operands are lines. False: the stream can't be read on. */
  function line(opcode: number, at: number): boolean {
    if (opcode === OP.GLOBAL || opcode === OP.INST) {
      const named = readGlobal(machine, reader, at);
      if (named === undefined) return false;
      if (opcode === OP.GLOBAL) machine.push(named.value);
      else {
        machine.tuple(machine.popMark(at));
        machine.push(machine.call('inst', named.value, machine.pop(at), at));
      }
      if (!named.whole) return false;
      return true;
    }
    if (opcode === OP.STRING || opcode === OP.UNICODE) return readText(machine, reader, opcode, at, embedded);
    const text = readLine(machine, reader, at);
    if (text === undefined) return false;
    if (opcode === OP.PERSID) {
      const id = heap.add(KIND.latin1, at + 1, text.length);
      const value = heap.add(KIND.persid, id, 0);
      machine.use('persid', value, id, at);
      machine.push(value);
      return true;
    }
    const valid = machine.number(opcode, text, at);
    if (!valid) {
      outcome = 'broken';
      return false;
    }
    if (opcode === OP.PUT) put(Number.parseInt(text, 10), at);
    if (opcode === OP.GET) get(Number.parseInt(text, 10), at);
    return true;
  }
}
