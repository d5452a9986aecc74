import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { GateError } from '../../core/errors.ts';
import type { Mount } from '../driver.ts';
import { readElfNeeds } from './elf.ts';

/** Where this Node stands inside every sandbox: `argv[0]` of a node program. The host's path stays the host's. */
export const NODE_INSIDE = '/usr/bin/node';

const cache = new Map<string, readonly Mount[]>();
const MAX_LIBRARIES = 256;
/** The loader's built-in directories (ld.so(8)); inside there is no ld.so.cache, so libraries are shown in one of these. */
const LIBRARY_ROOT = '/usr/lib';
const SYSTEM_DIRECTORIES = ['/lib64', '/usr/lib64', '/lib', '/usr/lib'];
const MULTIARCH = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];

/**
 * This Node at NODE_INSIDE, the loader, and exactly the shared libraries that Node and the native `addons` need: what a
 * sandbox needs so that a node program starts, and no more. Addons themselves are not included; mount them with the rest of
 * the program, and the libraries that lie beside them too. Found by reading ELF headers; nothing is executed. Cached.
 * Throws GateError SANDBOX_FAILED naming a library that can't be found.
 */
export function runtimeMounts(options: { readonly addons?: readonly string[] } = {}): readonly Mount[] {
  const addons = options.addons ?? [];
  const key = JSON.stringify(addons);
  const mounts = cache.get(key) ?? collect(addons);
  cache.set(key, mounts);
  return mounts;
}

function collect(addons: readonly string[]): readonly Mount[] {
  const node = realpathSync(execPath);
  const mounts = [{ source: node, target: NODE_INSIDE }];
  const { interpreter } = readElfNeeds(node);
  if (interpreter !== undefined) mounts.push({ source: realpathSync(interpreter), target: interpreter });
  const own = new Set(addons.map((path) => basename(path)));
  const queue: string[] = [node, ...addons.map((path) => realpathSync(path))];
  const seen = new Set<string>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const { libraries, searchPath, machine } = readElfNeeds(path);
    for (const name of libraries) {
      if (seen.has(name) || own.has(name)) continue;
      seen.add(name);
      if (seen.size > MAX_LIBRARIES)
        throw new GateError('SANDBOX_FAILED', `${path}: needs more than ${MAX_LIBRARIES} libraries`);
      const beside = searchPath.map((it) => join(it.replace(/\$ORIGIN|\$\{ORIGIN\}/gu, dirname(path ?? '')), name));
      const brought = beside.find((candidate) => existsSync(candidate));
      if (brought !== undefined) {
        queue.push(realpathSync(brought)); // found inside through the same $ORIGIN
        continue;
      }
      const found = findLibrary(name, machine);
      if (found === undefined) throw new GateError('SANDBOX_FAILED', `${path}: its library ${name} is not installed`);
      queue.push(found);
      if (mounts.some(({ source }) => source === found)) continue; // the loader itself
      mounts.push({ source: found, target: `${LIBRARY_ROOT}/${name}` });
    }
  }
  return mounts;
}

function findLibrary(name: string, machine: number): string | undefined {
  const directories = SYSTEM_DIRECTORIES.flatMap((root) => [...MULTIARCH.map((arch) => join(root, arch)), root]);
  return firstIn(directories, name, machine) ?? firstIn(configured(), name, machine);
}

function firstIn(directories: readonly string[], name: string, machine: number): string | undefined {
  for (const directory of directories) {
    const candidate = join(directory, name);
    if (!existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    if (readElfNeeds(real).machine === machine) return real; // a directory may hold another architecture's
  }
  return undefined;
}

/** Directories of /etc/ld.so.conf.d, one level deep. */
function configured(): readonly string[] {
  try {
    return readdirSync('/etc/ld.so.conf.d')
      .filter((name) => name.endsWith('.conf'))
      .flatMap((name) => readFileSync(join('/etc/ld.so.conf.d', name), 'utf8').split('\n'))
      .map((line) => line.trim())
      .filter((line) => line.startsWith('/'));
  } catch {
    return [];
  }
}
