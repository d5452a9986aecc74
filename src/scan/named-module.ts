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

/**
 * The file of Python beside the configuration at `path` that it names by its module or its file, and that was read whole, so that
 * python-code has judged all it does. Undefined for what comes from elsewhere, is no Python, or is not there.
 */
export function readModule(value: string, path: string, { files }: RuleContext): FileFacts | undefined {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const parts = value.replace(/\.py$/u, '').split(/[./]/u);
  for (let length = parts.length; length > 0; length -= 1) {
    const file = files.get(`${folder}${parts.slice(0, length).join('/')}.py`);
    if (file?.python !== undefined) return isRead(file) ? file : undefined;
  }
  return undefined;
}

/** Python, read to its end. */
export function isRead(file: FileFacts | undefined): boolean {
  return file?.python !== undefined && file.complete && file.limits.length === 0;
}
