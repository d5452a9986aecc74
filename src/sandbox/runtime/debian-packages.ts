import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DATABASE = '/var/lib/dpkg';

export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** `debian`, `ubuntu`…, as os-release(5) names it. */
  readonly distribution: string;
}

/**
 * Which installed package brought each of these files (dpkg's own lists; nothing is executed). A file that no package
 * lists, or a machine without dpkg, has no entry.
 */
export function debianPackages(paths: readonly string[], database = DATABASE): ReadonlyMap<string, DebianPackage> {
  const found = new Map<string, DebianPackage>();
  // With a merged /usr, lists of older packages name files without it.
  const wanted = new Map(
    paths.flatMap((path) => [path, path.replace(/^\/usr(?=\/)/u, '')].map((name) => [name, path])),
  );
  try {
    const status = installed(readFileSync(join(database, 'status'), 'utf8'));
    for (const list of readdirSync(join(database, 'info'))) {
      const owner = list.endsWith('.list') ? status.get(list.slice(0, -'.list'.length)) : undefined;
      if (owner === undefined) continue;
      for (const line of readFileSync(join(database, 'info', list), 'utf8').split('\n')) {
        const path = wanted.get(line);
        if (path !== undefined) found.set(path, owner);
      }
    }
  } catch {
    return found;
  }
  return found;
}

/** By the names that lists have: `libc6:amd64`, `bubblewrap`. */
function installed(status: string): ReadonlyMap<string, DebianPackage> {
  const packages = new Map<string, DebianPackage>();
  const distribution = distributionName();
  for (const paragraph of status.split('\n\n')) {
    const field = (name: string): string | undefined => new RegExp(`^${name}: (.+)$`, 'mu').exec(paragraph)?.[1];
    const [name, version, architecture] = [field('Package'), field('Version'), field('Architecture')];
    if (name === undefined || version === undefined || architecture === undefined) continue;
    const own = { name, version, architecture, distribution };
    packages.set(name, own);
    packages.set(`${name}:${architecture}`, own);
  }
  return packages;
}

function distributionName(): string {
  try {
    return /^ID="?([a-z0-9._-]+)"?$/mu.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'debian';
  } catch {
    return 'debian';
  }
}
