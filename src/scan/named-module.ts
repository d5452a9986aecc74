import type { FileFacts } from '../formats/facts.ts';
import type { RuleContext } from './rule.ts';

/** The configuration whose auto_map names this module of Python. */
export function namedByConfiguration(file: FileFacts, context: RuleContext): string | undefined {
  const module = file.path.split('/').at(-1)?.replace(/\.py$/u, '');
  if (module === undefined || !file.path.endsWith('.py')) return undefined;
  for (const other of context.files.values()) {
    for (const { kind, value } of other.json?.notable ?? []) {
      if ((kind === 'auto-map' || kind === 'custom-code') && value.split('--').at(-1)?.split('.')[0] === module)
        return other.path;
    }
  }
  return undefined;
}
