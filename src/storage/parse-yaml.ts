import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type * as z from 'zod';
import { GateError, type ErrorCode } from '../core/errors.ts';

export interface YamlFile<Schema extends z.ZodType> {
  readonly text: string;
  /** For messages. */
  readonly path: string;
  readonly schema: Schema;
  /** What the file is called where an issue is about all of it: `policy`. */
  readonly what: string;
  readonly code: ErrorCode;
}

/**
 * Parses a file of the operator's: YAML 1.2 without duplicate keys, tags that mean a program, or aliases that expand.
 * @throws GateError `code`, with file, line and column of each mistake
 */
export function parseYaml<Schema extends z.ZodType>({
  text,
  path,
  schema,
  what,
  code,
}: YamlFile<Schema>): z.infer<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    version: '1.2',
    schema: 'core',
    logLevel: 'silent',
  });
  // A warning is a tag that means a program elsewhere (`!function`), which is refused and never read as text.
  const [broken] = [...document.errors, ...document.warnings];
  if (broken !== undefined) throw new GateError(code, `${path}: ${broken.message}`, { cause: broken });
  const parsed = schema.safeParse(plainValue(document, path, code));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => {
    const { line, column } = position(document, lines, issue);
    return `${path}:${line}:${column}: ${issue.path.join('.') || what}: ${issue.message}`;
  });
  throw new GateError(code, mistakes.join('\n'));
}

function plainValue(document: Document, path: string, code: ErrorCode): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    throw new GateError(code, `${path}: its aliases can't be resolved`, { cause: error });
  }
}

/** Where in the file an issue lies: the unknown key itself, the wrong value, or the nearest parent that exists. */
function position(document: Document, lines: LineCounter, issue: z.core.$ZodIssue): { line: number; column: number } {
  const parent: unknown = issue.path.length === 0 ? document.contents : document.getIn(issue.path, true);
  if (issue.code === 'unrecognized_keys' && isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && issue.keys.includes(String(key.value)));
    if (pair !== undefined && isScalar(pair.key) && pair.key.range) return at(lines, pair.key.range[0]);
  }
  for (let depth = issue.path.length; depth >= 0; depth--) {
    const path = issue.path.slice(0, depth);
    const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.range) return at(lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

function at(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
