import type { ByteSource } from '../byte-source.ts';
import { archivedContents, embeddedBytes, embeddedStarts, torchPickle } from './embedded.ts';
import type { PickleOrigin, PickleProblem, PickleStream } from './facts.ts';
import { interpret, type Interpretation, type InterpretOptions } from './interpreter.ts';
import { PICKLE_LIMITS } from './limits.ts';
import { PassedOffsets } from './passed-offsets.ts';
import { expandedElements } from './links.ts';
import { HIGHEST_PROTOCOL, OP } from './opcodes.ts';
import { findCandidates } from './search.ts';
import { FATAL } from './machine.ts';
import { KIND } from './values.ts';

export interface Pickles {
  /** All streams in the order found: each is followed by those nested in it. Empty: the bytes are no pickle. */
  readonly streams: readonly PickleStream[];
  /** The streams of depth 0 with their machines, for readers of tensors. */
  readonly runs: readonly Interpretation[];
  /** Where the last stream at the start ends: what follows is not part of a sequence of pickles. */
  readonly sequenceEnd: number;
  readonly limits: readonly PickleProblem[];
}

export interface PickleOptions {
  readonly member?: string;
  /** Skip the search of the bytes after the sequence, because the caller knows what they are. */
  readonly explained?: (runs: readonly Interpretation[], sequenceEnd: number) => boolean;
  /** Also look for streams when the bytes don't start with one. */
  readonly searchAll?: boolean;
  /** Where to start. */
  readonly from?: number;
}

/**
 * Work, in plain opcodes, for bytes that turn out to be no pickle: without a bound, a file of PROTO opcodes costs quadratic
 * time. One takes 10 to 30 ns.
 */
const TRIED = { least: 25_000_000, perByte: 320, most: 1_000_000_000 } as const;
/** Of a new machine. */
const TRY_WORK = 200;
/** Of a byte that is searched for where a pickle may start. */
const BYTE_WORK = 0.1;

class Budget {
  left: number;
  streams: number = PICKLE_LIMITS.streams;

  constructor(size: number) {
    // One look at every byte is always paid for.
    this.left = Math.min(TRIED.most, TRIED.least + TRIED.perByte * size) + size * BYTE_WORK;
  }

  /** Runs what may be a pickle, within what is left and `most`. */
  run(source: ByteSource, options: InterpretOptions, most = Number.POSITIVE_INFINITY): Interpretation {
    const run = interpret(source, { ...options, budget: Math.min(most, this.left) });
    this.left -= run.work + TRY_WORK;
    return run;
  }
}

/**
 * Every pickle in `source`: the sequence at its start (one `load` after another), any after other bytes, and any inside
 * strings and bytes of those. Never throws on any bytes.
 */
export function readPickles(source: ByteSource, options: PickleOptions = {}): Pickles {
  const streams: PickleStream[] = [];
  const runs: Interpretation[] = [];
  const limits: PickleProblem[] = [];
  const budget = new Budget(source.size);
  const { member } = options;

  const keep = (run: Interpretation, origin: PickleOrigin): void => {
    runs.push(run);
    const facts = streamFacts(run, origin, 0, member);
    streams.push(facts);
    nested(source, run, facts, undefined, { streams, budget, member });
    for (const inner of run.inline) {
      const elements = streamFacts(inner, 'inline', 0, member);
      streams.push(elements);
      nested(source, inner, elements, undefined, { streams, budget, member });
    }
    // Elements that joblib skips are opcodes for pickle.load: a payload hides there from whoever reads only one way.
    const plain = run.arrays > 0 ? budget.run(source, { start: run.start, joblib: false, strict: true }) : undefined;
    if (plain !== undefined && namesMore(plain, namesOf(run)))
      streams.push(streamFacts(plain, 'alternative', 0, member));
  };

  const tooMany = (offset: number): void => {
    limits.push({ code: 'search', message: 'too many bytes that look like the start of a pickle', offset });
  };

  let position = options.from ?? 0;
  while (position < source.size && budget.streams > 0) {
    const first = position === 0;
    const run = interpret(source, { start: position });
    if (!isPickle(source, run, first)) {
      budget.left -= run.work;
      break;
    }
    budget.streams -= 1;
    keep(run, first ? 'start' : 'after-stop');
    position = run.end;
    if (run.outcome !== 'stop') break;
    if (run.frameEnd !== undefined && run.frameEnd < source.size) {
      // The Python unpickler drops the rest of the frame: its next load starts here.
      const beyond = budget.run(source, { start: run.frameEnd });
      if (isPickle(source, beyond, false)) keep(beyond, 'after-stop');
    }
  }
  const sequenceEnd = position;
  const wanted = streams.length > 0 || options.searchAll === true;
  if (wanted && position < source.size && options.explained?.(runs, sequenceEnd) !== true) {
    const exhausted = tryCandidates(source, position, findCandidates(source, position), budget, (run) =>
      keep(run, 'after-junk'),
    );
    if (exhausted !== undefined) tooMany(exhausted);
  }
  // Whatever it went into, some of what was to be looked at was not.
  if (budget.left <= 0 && limits.length === 0) tooMany(position);
  if (budget.streams <= 0)
    limits.push({ code: 'streams', message: `more than ${PICKLE_LIMITS.streams} pickles`, offset: position });
  return { streams, runs, sequenceEnd, limits };
}

/** Tries per hit, and work per try, for starts inside of a hit. */
const OVERLAPS = 64;
const OVERLAP_WORK = 100_000;

/**
 * Runs what may be a pickle, and right after each hit again, as a loader called in a loop does. Returns where the
 * budget ended, if it did.
 */
function tryCandidates(
  source: ByteSource,
  from: number,
  candidates: Iterable<number>,
  budget: Budget,
  found: (run: Interpretation) => void,
): number | undefined {
  let resume = from;
  let last: Interpretation | undefined;
  let overlaps = 0;
  let known: ReadonlySet<string> | undefined;
  const passed = new PassedOffsets();
  const longLine = { from: 0, to: -1 };
  for (const candidate of candidates) {
    let start = candidate;
    if (start < resume && last !== undefined && overlaps < OVERLAPS) {
      // Bytes that a hit takes for operands are opcodes for whoever starts among them; its strings are searched anyway.
      overlaps += 1;
      // Only where PROTO announces one: the end of `torch` is a GLOBAL opcode and a module too.
      if (!startsWithProto(source, start)) continue;
      if (last.embedded.some(({ offset, length }) => start >= offset && start < offset + length)) continue;
      const run = budget.run(source, { start, tentative: true, longLine }, OVERLAP_WORK);
      known ??= namesOf(last);
      if (isHiddenPickle(run) && namesMore(run, known)) found(run);
      continue;
    }
    while (start >= resume && start < source.size) {
      if (budget.left <= 0 || budget.streams <= 0) return start;
      if (passed.has(start)) break;
      const run = budget.run(source, { start, tentative: true, passed, longLine });
      if (!isHiddenPickle(run)) break;
      budget.streams -= 1;
      found(run);
      last = run;
      known = undefined;
      overlaps = 0;
      resume = run.end;
      start = run.end;
    }
  }
  return undefined;
}

interface Nesting {
  readonly streams: PickleStream[];
  readonly budget: Budget;
  readonly member: string | undefined;
}

/** `holder`: the facts of `run`; `within`: the offset in the file of the outermost enclosing value. */
function nested(
  source: ByteSource,
  run: Interpretation,
  holder: PickleStream,
  within: number | undefined,
  nesting: Nesting,
): void {
  const { streams, budget, member } = nesting;
  const depth = holder.depth + 1;
  for (const embedded of run.embedded) {
    const value = embeddedBytes(source, embedded);
    budget.left -= value.size * BYTE_WORK;
    const offset = within ?? embedded.offset;
    const found = (inner: ByteSource, hit: Interpretation): void => {
      const facts = streamFacts(hit, 'nested', depth, member, offset);
      streams.push(facts);
      if (depth < PICKLE_LIMITS.depth) nested(inner, hit, facts, offset, nesting);
      else if (hit.embedded.length > 0) {
        facts.limits.push({
          code: 'depth',
          message: `pickles nested more than ${PICKLE_LIMITS.depth} deep`,
          offset: 0,
        });
      }
    };
    if (embedded.encoding === 'archive') {
      const pickle = torchPickle(value);
      const hit = pickle && budget.run(pickle, { start: 0 });
      if (pickle !== undefined && hit !== undefined) found(pickle, hit);
      if (hit?.outcome === 'stop' && hit.end === pickle?.size) continue;
      // What a loader gets has to be plain; what is only kept may be any archive, of texts or arrays.
      const contents = pickle === undefined && !run.machine.loads ? archivedContents(value) : undefined;
      for (const content of contents ?? [])
        tryCandidates(content, 0, embeddedStarts(content), budget, (inner) => found(content, inner));
      if (contents === undefined) {
        holder.problems.push({
          code: 'nested-archive',
          message: 'bytes of the stream are a zip archive, and no plain one of torch.save',
          offset: embedded.offset,
        });
      }
      continue;
    }
    const exhausted = tryCandidates(value, 0, embeddedStarts(value), budget, (hit) => found(value, hit));
    if (exhausted === undefined) continue;
    // What could not be looked into is stated where it lies, on the stream that holds it.
    streams.at(-1)?.limits.push({ code: 'search', message: 'too many strings that look like pickles', offset });
    return;
  }
}

/** A dotted name; with the carriage return of a text that was written on Windows, too. */
const PLAUSIBLE = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*\r?$/u;
/** Uses that random bytes and prose practically never give: a call or state for a global with an identifier for a name. */
function plausibleUses(run: Interpretation, callsOnly: boolean): boolean {
  const fatal = Math.min(...FATAL.map((code) => run.machine.problems.get(code)?.offset ?? Number.POSITIVE_INFINITY));
  return run.machine.uses
    .list()
    .some(
      (use) =>
        (!callsOnly || (use.kind !== 'global' && use.kind !== 'persid' && use.kind !== 'extension')) &&
        use.offset < fatal &&
        PLAUSIBLE.test(use.module) &&
        PLAUSIBLE.test(use.name),
    );
}

function namesOf(run: Interpretation): ReadonlySet<string> {
  return new Set(run.machine.uses.list().map(({ module, name }) => `${module}\n${name}`));
}

/** Whether `run` imports something by a plausible name, or calls something computed, that is not among the `known`. */
function namesMore(run: Interpretation, known: ReadonlySet<string>): boolean {
  return run.machine.uses
    .list()
    .some(
      ({ kind, target, module, name }) =>
        (kind === 'global' && target === 'unknown') ||
        (PLAUSIBLE.test(module) && PLAUSIBLE.test(name) && !known.has(`${module}\n${name}`)),
    );
}

function startsWithProto(source: ByteSource, start: number): boolean {
  const [first, second] = source.read(start, 2);
  return first === OP.PROTO && second !== undefined && second <= HIGHEST_PROTOCOL;
}

/** Whether bytes at the start of a file, or right after a STOP, are a pickle, whole or broken. */
function isPickle(source: ByteSource, run: Interpretation, first: boolean): boolean {
  if (plausibleUses(run, true)) return true;
  if (startsWithProto(source, run.start)) {
    const { problems } = run.machine;
    // A length past the end makes a loader take up that much memory.
    const boundless = run.opcodes > 1 && (problems.has('operand-overrun') || problems.has('operand-negative'));
    return run.outcome === 'stop' || (first && (run.opcodes > 2 || boundless)) || plausibleUses(run, false);
  }
  // Without PROTO, single letters and a full stop are a pickle too; text files are full of them.
  return (
    run.outcome === 'stop' &&
    run.machine.problems.size === 0 &&
    (plausibleUses(run, false) || (run.machine.uses.size === 0 && run.opcodes > 2 && run.end === source.size))
  );
}

/** Whether bytes that nobody announced as a pickle are one that matters: it names a global. */
function isHiddenPickle(run: Interpretation): boolean {
  if (plausibleUses(run, true)) return true;
  // Two words on lines of their own and a full stop are an import too; prose has such lines.
  return run.outcome === 'stop' && run.opcodes > 3 && plausibleUses(run, false);
}

function streamFacts(
  run: Interpretation,
  origin: PickleOrigin,
  depth: number,
  member: string | undefined,
  offset = run.start,
): PickleStream {
  const { machine } = run;
  const { heap } = machine;
  const values = heap.count;
  const expanded =
    run.outcome === 'stop' && machine.shared
      ? expandedElements(machine.links.index(values), values, run.root, (value) => {
          const kind = heap.kind(value);
          return kind >= KIND.tuple && kind <= KIND.frozenset ? (heap.b[value] ?? 0) : 1;
        })
      : values;
  return {
    ...(member === undefined ? {} : { member }),
    origin,
    depth,
    offset,
    length: run.end - run.start,
    protocol: machine.protocol,
    opcodes: run.opcodes,
    end: run.outcome,
    uses: machine.uses.list(),
    problems: [...machine.problems.values()],
    expandedElements: expanded,
    limits: [...machine.limits.values()],
  };
}
