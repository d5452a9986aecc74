import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { taskFileSchema, type TaskFile } from './task-schema.ts';

/** Parses a `task.yaml`. Throws GateError SUITE_INVALID with the line of each mistake. */
export function readTaskFile(bytes: Uint8Array, path: string): TaskFile {
  const lines = new LineCounter();
  const text = decode(bytes, path);
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    version: '1.2',
    schema: 'core',
    logLevel: 'silent',
  });
  // A warning is a tag that means a program elsewhere (`!function`), which is refused and never read as text.
  const [broken] = [...document.errors, ...document.warnings];
  if (broken !== undefined) throw new GateError('SUITE_INVALID', `${path}: ${broken.message}`, { cause: broken });
  const parsed = taskFileSchema.safeParse(plainValue(document, path));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(
    (issue) => `${path}:${lineOf(document, lines, issue)}: ${issue.path.join('.') || 'task'}: ${issue.message}`,
  );
  throw new GateError('SUITE_INVALID', mistakes.join('\n'));
}

export function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new GateError('SUITE_INVALID', `${path}: it is not UTF-8`, { cause: error });
  }
}

function plainValue(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch (error) {
    throw new GateError('SUITE_INVALID', `${path}: its aliases can't be resolved`, { cause: error });
  }
}

function lineOf(document: Document, lines: LineCounter, issue: z.core.$ZodIssue): number {
  const parent: unknown = issue.path.length === 0 ? document.contents : document.getIn(issue.path, true);
  if (issue.code === 'unrecognized_keys' && isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && issue.keys.includes(String(key.value)));
    if (pair !== undefined && isScalar(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
  }
  for (let depth = issue.path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(issue.path.slice(0, depth), true);
    if (isScalar(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
