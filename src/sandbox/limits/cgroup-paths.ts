import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where this process stands in the control group hierarchies, as directories that can be opened from here. */
export interface CgroupPosition {
  /** v1: controller → directory of the own group. */
  readonly v1: ReadonlyMap<string, string>;
  /** v2: the own group and, nearest first, its ancestors up to the mount point. Empty without a v2 mount. */
  readonly v2: readonly string[];
}

/** Reads /proc/self; `proc` is for tests. Never throws: without cgroups both are empty. */
export function cgroupPosition(proc = '/proc/self'): CgroupPosition {
  const read = (name: string): string => {
    try {
      return readFileSync(join(proc, name), 'utf8');
    } catch {
      return '';
    }
  };
  return parsePosition(read('cgroup'), read('mountinfo'));
}

/** Formats: cgroups(7) "/proc files" and proc(5) mountinfo. */
export function parsePosition(cgroup: string, mountinfo: string): CgroupPosition {
  const own = new Map<string, string>();
  for (const line of cgroup.split('\n')) {
    const [, controllers, ...path] = line.split(':');
    if (controllers === undefined) continue;
    for (const controller of controllers.split(',')) own.set(controller, path.join(':'));
  }
  const v1 = new Map<string, string>();
  let v2: readonly string[] = [];
  for (const mount of parseMounts(mountinfo)) {
    if (mount.type === 'cgroup2') {
      const at = inside(mount, own.get(''));
      if (at !== undefined) v2 = ancestors(mount.point, at);
    } else if (mount.type === 'cgroup') {
      for (const controller of mount.options) {
        const at = inside(mount, own.get(controller));
        if (at !== undefined) v1.set(controller, at);
      }
    }
  }
  return { v1, v2 };
}

interface CgroupMount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

function parseMounts(mountinfo: string): readonly CgroupMount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const fields = line.split(' ');
    const dash = fields.indexOf('-');
    const [root, point] = fields.slice(3, 5);
    const type = fields[dash + 1];
    if (dash < 0 || root === undefined || point === undefined || type === undefined) return [];
    return [{ root, point: unescapeOctal(point), type, options: (fields[dash + 3] ?? '').split(',') }];
  });
}

/** The own group's directory under a mount, whose root may itself be a subtree (containers). */
function inside(mount: CgroupMount, path: string | undefined): string | undefined {
  if (path === undefined || path.includes('/..')) return undefined;
  if (mount.root === '/') return join(mount.point, path);
  if (path === mount.root || path.startsWith(`${mount.root}/`)) return join(mount.point, path.slice(mount.root.length));
  return undefined;
}

function ancestors(top: string, from: string): readonly string[] {
  const found = [from];
  for (let at = from; at !== top && at.length > top.length;) {
    at = at.slice(0, at.lastIndexOf('/'));
    found.push(at);
  }
  return found;
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/gu, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
