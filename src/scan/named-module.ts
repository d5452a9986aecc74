import type { FileFacts } from '../formats/facts.ts';
import type { RuleContext } from './rule.ts';

const NAMES: ReadonlySet<string> = new Set(['auto-map', 'custom-code', 'handler']);
/** Per submission: it is asked of every file of Python, and all configurations are walked once. */
const FOUND = new WeakMap<RuleContext['files'], ReadonlyMap<string, string>>();

/** The configuration, in the tree or in an archive of it, whose auto_map or manifest names this module of Python. */
export function namedByConfiguration(file: FileFacts, context: RuleContext): string | undefined {
  const module = file.path.split(/[/!]/u).at(-1)?.replace(/\.py$/u, '');
  if (module === undefined || !file.path.endsWith('.py')) return undefined;
  let found = FOUND.get(context.files);
  if (found === undefined) {
    found = namedModules(context);
    FOUND.set(context.files, found);
  }
  return found.get(module);
}

/** Names of modules, each with the first configuration that has it. */
function namedModules({ files }: RuleContext): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const other of files.values())
    for (const { path, json } of [other, ...(other.members ?? [])])
      for (const { kind, value } of json?.notable ?? []) {
        const named = value.split('--').at(-1)?.split('/').at(-1)?.split('.')[0];
        if (NAMES.has(kind) && named !== undefined && !found.has(named)) found.set(named, path);
      }
  return found;
}
