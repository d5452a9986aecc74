import type { FileFacts } from '../formats/facts.ts';
import type { RuleContext } from './rule.ts';

const NAMES: ReadonlySet<string> = new Set(['auto-map', 'custom-code', 'handler']);

/** The configuration, in the tree or in an archive of it, whose auto_map or manifest names this module of Python. */
export function namedByConfiguration(file: FileFacts, context: RuleContext): string | undefined {
  const module = file.path.split(/[/!]/u).at(-1)?.replace(/\.py$/u, '');
  if (module === undefined || !file.path.endsWith('.py')) return undefined;
  for (const other of context.files.values()) {
    for (const { path, json } of [other, ...(other.members ?? [])])
      for (const { kind, value } of json?.notable ?? []) {
        const named = value.split('--').at(-1)?.split('/').at(-1)?.split('.')[0];
        if (NAMES.has(kind) && named === module) return path;
      }
  }
  return undefined;
}
