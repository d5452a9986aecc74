import type { RuleContext } from './rule.ts';

/** The file of the submission that Python would import for `module`, from the root or from beside the file at `path`. */
export function localModule(module: string, path: string, context: RuleContext): string | undefined {
  const base = module.split('.').join('/');
  const root = module.split('.')[0] ?? '';
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  for (const candidate of [`${base}.py`, `${base}/__init__.py`, `${root}.py`, `${root}/__init__.py`]) {
    if (context.files.has(candidate)) return candidate;
    if (folder !== '' && context.files.has(`${folder}${candidate}`)) return `${folder}${candidate}`;
  }
  return undefined;
}
