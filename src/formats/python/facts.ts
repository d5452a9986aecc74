import * as z from 'zod';

const natural = z.number().int().nonnegative();

/** Where a value came from, as far as the file itself shows. `environment`: all of it. `machine`: what tells of the machine or its user, one variable included. `credential`: of these, a key by its name or by who gives it. `hub`: of what comes from the network, what a hub's own client fetched. `request`: what somebody sends to a server or types. */
export const ORIGINS = [
  'decoded',
  'composed',
  'network',
  'hub',
  'environment',
  'machine',
  'credential',
  'file',
  'socket',
  'request',
  'code',
  'unknown',
] as const;
export type Origin = (typeof ORIGINS)[number];

export const pythonValueSchema = z.object({
  /** Constant texts that the value may be, cut at the limit. Bytes stand as Latin-1. */
  texts: z.array(z.string()).optional(),
  /** What it is made of; `unknown` where something in it is not in the file. */
  origins: z.array(z.enum(ORIGINS)).optional(),
  /** Of `True` and `False`. */
  truth: z.boolean().optional(),
});
export type PythonValueFacts = z.infer<typeof pythonValueSchema>;

/** A call that may reach outside of the interpreter or make code. */
export const pythonCallSchema = z.object({
  /** Resolved through imports, aliases and `getattr`: `os.system`. The result of a call is `name()`. */
  callee: z.string(),
  /** Whether the callee was named by a text that is put together or decoded. */
  hidden: z.boolean(),
  /** `import`: as the module is imported. `main`: only as a program. `function`: when somebody calls one. */
  when: z.enum(['import', 'main', 'function']),
  /** The functions of this file that lead to it, outermost names first: `Model.__init__`. */
  entries: z.array(z.string()),
  /** What the classes of those functions are derived from, outside of the file: `transformers.PreTrainedModel`. */
  derives: z.array(z.string()),
  /** Whether it lies in code that stands in a constant text, which the file executes. */
  quoted: z.boolean(),
  /** Whether the function is handed to something that may call it: a decorator, `map`, a slot of a class. */
  handed: z.boolean(),
  arguments: z.array(pythonValueSchema.extend({ name: z.string().optional() })),
  line: natural,
  /** In bytes. */
  offset: natural,
});
export type PythonCall = z.infer<typeof pythonCallSchema>;

/** Python source, read and never run. */
export const pythonFactsSchema = z.object({
  /** What a first line's coding comment names, where Python would not read the file as UTF-8. */
  encoding: z.string().optional(),
  calls: z.array(pythonCallSchema),
  /** Modules and names of modules that are imported, anywhere: `os`, `os.system`, `.layers`. Absent where nothing is. */
  imports: z.array(z.object({ name: z.string(), line: natural, offset: natural })).optional(),
  /** Where Python would refuse the text. */
  faults: z.array(z.object({ line: natural, offset: natural, expected: z.string() })),
});
export type PythonFacts = z.infer<typeof pythonFactsSchema>;
