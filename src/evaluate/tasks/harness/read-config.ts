import { posix } from 'node:path';
import * as z from 'zod';
import { GateError } from '../../../core/errors.ts';
import { parseYaml } from '../../../storage/parse-yaml.ts';
import { decode } from '../read-task-file.ts';
import {
  harnessConfigSchema,
  harnessGroupSchema,
  REFUSED_KEYS,
  type HarnessConfig,
  type HarnessGroup,
} from './config-schema.ts';

/** Includes of one another, file in file. */
const MAX_INCLUDES = 16;

const mappingSchema = z.record(z.string(), z.unknown());
type Mapping = z.infer<typeof mappingSchema>;

/** The files of a suite by their paths, and where the suite lies, for messages. */
export interface SuiteFiles {
  readonly directory: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export type HarnessFile =
  | { readonly kind: 'task'; readonly config: HarnessConfig }
  /** A group, and those that are written inside it. */
  | { readonly kind: 'groups'; readonly groups: readonly HarnessGroup[] }
  /** Included by others, and nothing by itself. */
  | { readonly kind: 'part' };

/**
 * Reads a YAML file of lm-evaluation-harness. `!function`, and whatever else is a program there, is refused and never run.
 * @throws GateError SUITE_INVALID naming the file and what is wrong
 */
export function readHarnessFile(path: string, suite: SuiteFiles): HarnessFile {
  const mapping = withIncludes(path, suite, []);
  const where = posix.join(suite.directory, path);
  if (mapping['group'] !== undefined && Array.isArray(mapping['task']))
    return { kind: 'groups', groups: groupsIn(mapping, where, 0) };
  if (typeof mapping['task'] !== 'string') return { kind: 'part' };
  for (const [key, instead] of Object.entries(REFUSED_KEYS)) {
    const value = mapping[key];
    if (value !== undefined && value !== null && value !== false && value !== '')
      throw invalid(where, `"${key}" is not supported: ${instead}`);
  }
  return { kind: 'task', config: parsed(harnessConfigSchema, mapping, where) };
}

function groupsIn(mapping: Mapping, where: string, depth: number): HarnessGroup[] {
  if (depth >= MAX_INCLUDES) throw invalid(where, `more than ${MAX_INCLUDES} groups inside one another`);
  const inner: HarnessGroup[] = [];
  const names = (Array.isArray(mapping['task']) ? mapping['task'] : []).map((named: unknown): unknown => {
    if (typeof named === 'string') return named;
    const written = mappingSchema.safeParse(named).data ?? {};
    if (typeof written['group'] !== 'string' || !Array.isArray(written['task']))
      throw invalid(where, 'a group lists names of tasks and groups; give a task with settings of its own a file');
    inner.push(...groupsIn(written, where, depth + 1));
    return written['group'];
  });
  return [parsed(harnessGroupSchema, { ...mapping, task: names }, where), ...inner];
}

/** A file's own keys over those of what it includes; of several includes the first one named goes over the later ones. */
function withIncludes(path: string, suite: SuiteFiles, above: readonly string[]): Mapping {
  const where = posix.join(suite.directory, path);
  if (above.includes(path)) throw invalid(where, `it includes itself: ${[...above, path].join(' → ')}`);
  if (above.length >= MAX_INCLUDES) throw invalid(where, `more than ${MAX_INCLUDES} includes inside one another`);
  const bytes = suite.files.get(path);
  if (bytes === undefined)
    throw invalid(posix.join(suite.directory, above.at(-1) ?? ''), `it includes ${path}, which is not in the suite`);
  const text = decode(bytes, where);
  refusePrograms(text, where);
  const own = parseYaml({ text, path: where, schema: mappingSchema, what: 'task', code: 'SUITE_INVALID' });
  const { include, ...rest } = own;
  const included = (Array.isArray(include) ? include : include === undefined ? [] : [include]).map((name: unknown) => {
    if (typeof name !== 'string') throw invalid(where, 'include: must be a file name');
    const target = posix.join(posix.dirname(path), name);
    if (posix.isAbsolute(name) || target.startsWith('..'))
      throw invalid(where, `include: ${name} is outside of the suite`);
    return withIncludes(target, suite, [...above, path]);
  });
  return Object.assign({}, ...included.toReversed(), rest);
}

/** `!function` names a Python function, which that harness imports and calls. */
function refusePrograms(text: string, where: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    const found = /^[^#'"]*[:-]\s*(![A-Za-z]\S*)\s*(\S*)/u.exec(line);
    if (found === null) continue;
    const key = /^\s*-?\s*([\w-]+)\s*:/u.exec(line)?.[1];
    const instead = key === undefined ? undefined : REFUSED_KEYS[key];
    throw invalid(
      `${where}:${index + 1}`,
      `${found[1]} ${found[2] ?? ''} is a program, and none is run${instead === undefined ? '' : `: ${instead}`}`,
    );
  }
}

function parsed<T>(schema: z.ZodType<T>, mapping: Mapping, where: string): T {
  const result = schema.safeParse(mapping);
  if (result.success) return result.data;
  const mistakes = result.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'task'}: ${issue.message}`);
  throw invalid(where, mistakes.join('; '));
}

function invalid(where: string, what: string): GateError {
  return new GateError('SUITE_INVALID', `${where}: ${what}`);
}
