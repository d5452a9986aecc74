import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const OBJECT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;
const NAME = /^(?!.*\.\.)[\w./@+-]{1,250}$/u;
const SMALL = 16 << 20;

/**
 * The commit that a name stands for: `HEAD`, a whole digest, `refs/…`, a branch or a remote's branch. Undefined where it stands
 * for none or for several. Tags are only found by their whole name: anybody who may push one could name it as a branch.
 */
export function commitOf(git: string, name: string): string | undefined {
  if (OBJECT.test(name)) return name;
  if (!NAME.test(name)) return undefined;
  if (name === 'HEAD') {
    const head = smallText(join(git, 'HEAD'))?.trim() ?? '';
    if (OBJECT.test(head)) return head;
    const reference = /^ref: (refs\/.+)$/u.exec(head)?.[1];
    return reference === undefined || !NAME.test(reference) ? undefined : referenced(git, reference);
  }
  if (name.startsWith('refs/')) return referenced(git, name);
  const found = [`refs/heads/${name}`, `refs/remotes/${name}`].flatMap((whole) => referenced(git, whole) ?? []);
  return found.length === 1 ? found[0] : undefined;
}

const MOST = 500;
const DEPTH = 10;

/** What branches, branches of remotes and tags stand for, each once; `complete` is false where there are more than are read. */
export function everyReference(git: string): { readonly commits: readonly string[]; readonly complete: boolean } {
  const found = new Set<string>();
  let complete = true;
  const walk = (directory: string, depth: number): void => {
    if (lstatSync(join(git, directory), { throwIfNoEntry: false })?.isDirectory() !== true) return;
    for (const { name } of readdirSync(join(git, directory), { withFileTypes: true })) {
      if (found.size >= MOST || depth > DEPTH) {
        complete = false;
        return;
      }
      const path = `${directory}/${name}`;
      const text = smallText(join(git, path))?.trim();
      if (text === undefined) walk(path, depth + 1);
      else if (OBJECT.test(text)) found.add(text);
    }
  };
  for (const kind of ['refs/heads', 'refs/remotes', 'refs/tags']) walk(kind, 0);
  for (const line of smallText(join(git, 'packed-refs'))?.split('\n') ?? []) {
    const [object = '', name = ''] = line.split(' ');
    if (!OBJECT.test(object) || !/^refs\/(?:heads|remotes|tags)\//u.test(name)) continue;
    if (found.size >= MOST && !found.has(object)) complete = false;
    else found.add(object);
  }
  return { commits: [...found], complete };
}

function referenced(git: string, reference: string): string | undefined {
  const loose = smallText(join(git, reference))?.trim();
  if (loose !== undefined && OBJECT.test(loose)) return loose;
  for (const line of smallText(join(git, 'packed-refs'))?.split('\n') ?? []) {
    const [object = '', name] = line.split(' ');
    if (name === reference && OBJECT.test(object)) return object;
  }
  return undefined;
}

function smallText(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size <= SMALL ? readFileSync(path, 'utf8') : undefined;
}
