import { posix } from 'node:path';
import { isCommit, type Import } from '../github/model.ts';
import type { ReadFile, SystemSink } from '../systems/reader.ts';
import { get, listOf, scalarOf, textOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';

/** As GitLab itself: more files than this are refused there. */
const FILES = 150;

/** A pipeline's file with all local files that it includes, each once, in the order in which later ones win. */
export interface Included {
  readonly files: readonly ReadFile[];
  readonly imports: ReadonlyMap<ReadFile, readonly Import[]>;
}

/** `base` is the directory of the root file, from which `local:` counts. */
export function includedFiles(root: ReadFile, sink: SystemSink): Included {
  const base = posix.dirname(root.source.path);
  const files: ReadFile[] = [];
  const imports = new Map<ReadFile, readonly Import[]>();
  const seen = new Set<string>([root.source.path]);
  // Depth first, the including file behind what it includes, as GitLab merges them.
  const visit = (file: ReadFile, depth: number): void => {
    const found: Import[] = [];
    imports.set(file, found);
    const items = listOf(get(file.root, 'include'));
    if (items.length > FILES)
      sink.tell(file.source.path, `more than ${FILES} included files`, items[FILES]?.place.line);
    for (const item of items.slice(0, FILES)) {
      const local = localOf(item);
      if (local === undefined) {
        found.push(...importOf(item));
        const scalar = scalarOf(item) ?? firstScalar(item);
        sink.elsewhere(file.source.path, `the include ${scalar?.text ?? ''} lies elsewhere`, item.place.line);
        continue;
      }
      const paths = matching(local.text, base, sink);
      if (paths.length === 0 && !/[*$]/u.test(local.text))
        sink.tell(file.source.path, `the include ${local.text} is not there`, local.place.line);
      for (const path of paths) {
        if (seen.has(path)) continue;
        if (seen.size >= FILES || depth >= FILES) {
          sink.tell(file.source.path, `more than ${FILES} included files`, local.place.line);
          return;
        }
        seen.add(path);
        const inner = sink.yaml(path);
        if (inner !== undefined) visit(inner, depth + 1);
      }
    }
    files.push(file);
  };
  visit(root, 0);
  return { files, imports };
}

function localOf(item: YamlNode): YamlScalar | undefined {
  if (item.kind === 'scalar') return /^https?:\/\//u.test(item.text) ? undefined : item;
  return scalarOf(get(item, 'local'));
}

function firstScalar(item: YamlNode): YamlScalar | undefined {
  return ['remote', 'project', 'template', 'component', 'artifact']
    .map((key) => scalarOf(get(item, key)))
    .find((scalar) => scalar !== undefined);
}

/** What comes from elsewhere, and by what it is named. Templates come with GitLab itself, artifacts with the run. */
function importOf(item: YamlNode): Import[] {
  const remote = scalarOf(item) ?? scalarOf(get(item, 'remote'));
  if (remote !== undefined) {
    const kept = get(item, 'integrity') !== undefined || /\/[0-9a-f]{40}(?:[/?]|$)/u.test(remote.text);
    return [{ scalar: remote, movable: kept ? undefined : 'an address, whatever lies there' }];
  }
  const project = scalarOf(get(item, 'project'));
  if (project !== undefined && !project.text.includes('$CI_PROJECT_PATH')) {
    const ref = textOf(get(item, 'ref'));
    return [{ scalar: project, movable: movableRef(ref) }];
  }
  const component = scalarOf(get(item, 'component'));
  if (component === undefined) return [];
  const at = component.text.lastIndexOf('@');
  const ref = at === -1 ? undefined : component.text.slice(at + 1);
  // A component of the project itself, at the commit that runs.
  return /^\$CI_COMMIT_SHA$/u.test(ref ?? '') ? [] : [{ scalar: component, movable: movableRef(ref) }];
}

function movableRef(ref: string | undefined): string | undefined {
  if (ref === undefined) return 'no version at all';
  if (isCommit(ref)) return undefined;
  return /^(?:~latest|main|master|develop|trunk|HEAD)$/iu.test(ref) ? `the branch ${ref}` : `${ref}, a tag or branch`;
}

function matching(local: string, base: string, sink: SystemSink): readonly string[] {
  const path = posix.normalize(posix.join(base, local.replace(/^\/+/u, '')));
  if (path.startsWith('..') || path.includes('$')) return [];
  if (!path.includes('*')) return sink.has(path) ? [path] : [];
  const parts = path.split(/(\*\*|\*)/u);
  return sink.paths.filter((one) => /\.ya?ml$/u.test(one) && fits(one, parts));
}

/** Whether a path is made of the parts, `*` for anything within a directory, `**` across them. Takes the first fit: linear. */
function fits(path: string, parts: readonly string[]): boolean {
  let at = 0;
  let gap: '' | '*' | '**' = '';
  for (const [index, part] of parts.entries()) {
    if (part === '*' || part === '**') {
      gap = part;
      continue;
    }
    const last = index === parts.length - 1;
    const next = gap === '' ? at : last ? Math.max(at, path.length - part.length) : path.indexOf(part, at);
    if (next === -1 || !path.startsWith(part, next)) return false;
    if (gap === '*' && path.slice(at, next).includes('/')) return false;
    at = next + part.length;
    gap = '';
  }
  return gap === '**' || (gap === '*' ? !path.slice(at).includes('/') : at === path.length);
}
