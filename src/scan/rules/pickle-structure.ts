import type { Severity } from '../../core/finding.ts';
import type { PickleStream } from '../../formats/pickle/facts.ts';
import { pickleLocation } from '../pickle-place.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** What no pickler writes. Codes as in `src/formats/pickle/`. */
const SEVERITY: ReadonlyMap<string, Severity> = new Map([
  ['stack-underflow', 'high'],
  ['mark-missing', 'high'],
  ['memo-missing', 'high'],
  ['memo-sparse', 'high'],
  ['memo-overwritten', 'medium'],
  ['protocol-late', 'medium'],
  ['protocol-unknown', 'high'],
  ['stop-leftover', 'medium'],
  ['frame-nested', 'high'],
  ['frame-overrun', 'high'],
  ['frame-truncated', 'high'],
  ['frame-past-stop', 'high'],
  ['global-computed', 'high'],
  ['global-impossible', 'high'],
  ['extension-code', 'high'],
  ['operand-negative', 'high'],
  ['operand-overrun', 'high'],
  ['operand-invalid', 'high'],
  ['line-unterminated', 'high'],
  ['opcode-unknown', 'high'],
  ['odd-items', 'high'],
  ['build-on-global', 'critical'],
  ['build-special-attribute', 'critical'],
  ['build-evaluates', 'critical'],
  ['instantiator', 'high'],
  ['build-twice', 'high'],
  ['encode-other', 'high'],
  ['loads-computed', 'high'],
  ['subscript-computed', 'high'],
  ['nested-archive', 'high'],
  ['iterator-drawn', 'high'],
  ['items-on-global', 'high'],
  ['calls-nested', 'high'],
  ['array-elsewhere', 'high'],
  ['array-unclear', 'high'],
]);

/** Elements past which a walk over the object is a denial of service, if the stream itself is far smaller. */
const EXPANSION = 50_000_000;
const EXPANSION_FACTOR = 100;

export const rule: Rule = {
  id: 'pickle-structure',
  title: 'A pickle is broken, hidden or built to exhaust its reader',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice: 'Do not load the file; ask the sender for one that its own library writes.',
  // Rows of a database lie behind one another, and long ones go on elsewhere: what is called in them is judged all the same.
  appliesTo: (file) => (file.pickles?.length ?? 0) > 0 && !file.formats.includes('sqlite'),
  *check(file) {
    for (const stream of file.pickles ?? []) yield* structure(stream);
    for (const problem of file.problems) {
      if (problem.code !== 'pickle-trailing-data') continue;
      yield {
        message: problem.message,
        severity: 'medium',
        ...(problem.offset === undefined ? {} : { offset: problem.offset }),
      };
    }
  },
};

function* structure(stream: PickleStream): Generator<RuleHit> {
  // Array elements read as opcodes are full of faults; what they would import has its own rules.
  if (stream.origin === 'alternative') return;
  const start = pickleLocation(stream, stream.offset);
  for (const { code, message, offset } of stream.problems) {
    yield {
      message: `${message} (${code})`,
      severity: SEVERITY.get(code) ?? 'high',
      ...pickleLocation(stream, offset),
    };
  }
  if (stream.end !== 'stop') {
    const what = stream.end === 'truncated' ? 'ends before its STOP' : 'can not be read on';
    yield {
      message: `the pickle ${what} after ${stream.opcodes} opcodes`,
      ...pickleLocation(stream, stream.offset + stream.length),
    };
  }
  if (stream.origin === 'after-junk') yield { message: 'a pickle lies behind bytes that are none', ...start };
  if (stream.origin === 'nested') {
    yield { message: `a pickle lies inside a value of a pickle, ${stream.depth} deep`, severity: 'info', ...start };
  }
  const { expandedElements, opcodes } = stream;
  if (expandedElements > EXPANSION && expandedElements > opcodes * EXPANSION_FACTOR) {
    yield { message: `${opcodes} opcodes expand to ${expandedElements} elements through shared containers`, ...start };
  }
}
