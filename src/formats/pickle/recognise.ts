import { MemorySource } from '../byte-source.ts';
import { interpret } from './interpreter.ts';
import { HIGHEST_PROTOCOL, OP } from './opcodes.ts';
import { readPickles } from './streams.ts';

/** First bytes of a pickle without PROTO: every opcode that can stand on an empty stack and leads somewhere. */
const FIRST = new Set<number>([
  OP.MARK,
  OP.GLOBAL,
  OP.EMPTY_DICT,
  OP.EMPTY_LIST,
  OP.EMPTY_TUPLE,
  OP.EMPTY_SET,
  OP.STRING,
  OP.UNICODE,
  OP.BINUNICODE,
  OP.SHORT_BINUNICODE,
  OP.SHORT_BINSTRING,
  OP.BINSTRING,
  OP.SHORT_BINBYTES,
  OP.BINBYTES,
  OP.INT,
  OP.LONG,
  OP.FLOAT,
  OP.BININT,
  OP.BININT1,
  OP.BININT2,
  OP.LONG1,
  OP.BINFLOAT,
  OP.NONE,
  OP.NEWTRUE,
  OP.NEWFALSE,
  OP.FRAME,
  OP.EXT1,
  OP.EXT2,
  OP.EXT4,
]);

/** Whether bytes that start with `head`, `size` in all, may be a pickle: by PROTO, or because they run as one. */
export function looksLikePickle(head: Uint8Array, size: number): boolean {
  const first = head[0] ?? 0;
  if (first === OP.PROTO) {
    if ((head[1] ?? 255) > HIGHEST_PROTOCOL) return false;
    const { opcodes, outcome, machine } = interpret(new MemorySource(head), { start: 0 });
    // Its first value may be longer than the head, or than all there is.
    return opcodes > 2 || (opcodes > 1 && (outcome === 'truncated' || machine.problems.has('operand-negative')));
  }
  if (!FIRST.has(first)) return false;
  if (head.length >= size) return readPickles(new MemorySource(head)).streams.length > 0;
  // Only the head is here: it must run without a fault and import something, or be cut in the middle of a big value.
  const run = interpret(new MemorySource(head), { start: 0 });
  const { problems } = run.machine;
  const broken = run.outcome === 'broken' || problems.has('stack-underflow') || problems.has('mark-missing');
  const cut = problems.has('operand-overrun') || (problems.has('line-unterminated') && startsAsText(head));
  return readPickles(new MemorySource(head)).streams.length > 0 || (!broken && (run.opcodes > 16 || cut));
}

/** STRING with a quote, or UNICODE: opcodes of text whose value may take up more than the head. */
function startsAsText([first, second]: Uint8Array): boolean {
  return first === OP.UNICODE || (first === OP.STRING && (second === 0x22 || second === 0x27));
}
