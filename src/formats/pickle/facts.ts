import * as z from 'zod';

/**
 * What a pickle stream would do when loaded, as found by symbolic execution: which global is imported, called or given
 * state, with what arguments. Equal uses are counted, not repeated.
 *
 * - `global`: imported. `asData` says whether it also went into a container, arguments or state, where other code may call it.
 * - `attribute`: `getattr(<known global>, '<constant>')`, resolved to the dotted name.
 * - `reduce newobj newobj_ex inst obj`: the five ways to call.
 * - `build`: `__setstate__`, or `__dict__.update` and `setattr`, on the target; `args` lists the state. Also a class that
 *   NumPy's `_reconstruct` makes an array of, whose own `__new__` doesn't run.
 * - `setitems append`: item assignment or `append`/`extend` on something that is not a plain dict or list of the stream.
 * - `persid extension`: resolved by the loader, not by the stream.
 */
const PICKLE_USES = [
  'global',
  'attribute',
  'reduce',
  'newobj',
  'newobj_ex',
  'inst',
  'obj',
  'build',
  'setitems',
  'append',
  'persid',
  'extension',
] as const;
export type PickleUseKind = (typeof PICKLE_USES)[number];

/**
 * What the use applies to: a global named in the stream; the result of calling that global; or something whose name
 * the stream doesn't state (a persistent id, an extension code, a computed value). `result` in a call means that the
 * result of an earlier call is itself called.
 */
const PICKLE_TARGETS = ['name', 'result', 'persid', 'extension', 'unknown'] as const;
export type PickleTarget = (typeof PICKLE_TARGETS)[number];

const pickleUseSchema = z.object({
  kind: z.enum(PICKLE_USES),
  target: z.enum(PICKLE_TARGETS),
  /** As written in the stream, before Python 3 maps Python 2 names. Empty where the target has no name. */
  module: z.string(),
  name: z.string(),
  /** Distinct bounded summaries of the arguments; `argsComplete` false means that there were more. */
  args: z.array(z.string()),
  argsComplete: z.boolean(),
  asData: z.boolean(),
  /** First occurrence, absolute in the file (or in `member`); in a nested stream, relative to that stream's bytes. */
  offset: z.number().int().nonnegative(),
  count: z.number().int().positive(),
  /** The protocol in force at the first occurrence: dotted names are traversed from 4 on. */
  protocol: z.number().int().min(0).max(255),
});
export type PickleUse = z.infer<typeof pickleUseSchema>;

/**
 * How the bytes of a stream were come upon. `inline`: in the place of array elements that joblib reads by itself.
 * `alternative`: the bytes of the stream before, as a plain unpickler reads them, which takes those elements for opcodes.
 */
const PICKLE_ORIGINS = ['start', 'after-stop', 'after-junk', 'nested', 'inline', 'alternative'] as const;
export type PickleOrigin = (typeof PICKLE_ORIGINS)[number];

const pickleProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  offset: z.number().int().nonnegative(),
});
export type PickleProblem = z.infer<typeof pickleProblemSchema>;

export const pickleStreamSchema = z.object({
  /** Inside an archive: the member's name. */
  member: z.string().optional(),
  origin: z.enum(PICKLE_ORIGINS),
  /** 0 for a stream of the file itself, n for one inside a string or bytes of a stream of depth n−1. */
  depth: z.number().int().nonnegative(),
  /** Where the stream starts, absolute in the file or member; for nested ones, where the enclosing value starts. */
  offset: z.number().int().nonnegative(),
  /** Bytes up to and with STOP, or up to where reading could not go on. */
  length: z.number().int().nonnegative(),
  /** The highest PROTO seen; 0 without one. */
  protocol: z.number().int().min(0).max(255),
  opcodes: z.number().int().nonnegative(),
  /** `stop`: a STOP was reached; `truncated`: the bytes ended before; `broken`: not an opcode, or an operand that isn't one. */
  end: z.enum(['stop', 'truncated', 'broken']),
  uses: z.array(pickleUseSchema),
  /** Violations of the format. Reading goes on where it can, so uses after one of them are reported too. */
  problems: z.array(pickleProblemSchema),
  /** About how many elements the result has when shared containers are written out, as a walk over it visits them. */
  expandedElements: z.number().nonnegative(),
  /** Limits reached: past one of them the uses are not complete. */
  limits: z.array(pickleProblemSchema),
});
export type PickleStream = z.infer<typeof pickleStreamSchema>;
