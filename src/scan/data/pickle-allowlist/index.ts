import type { AllowGroup, Permission } from './group.ts';
import { INVENTORY } from './inventory/index.ts';
import { LIBRARIES } from './libraries.ts';
import { NUMPY } from './numpy.ts';
import { OLDER } from './older.ts';
import { HUB } from './hub.ts';
import { PROJECTS } from './projects.ts';
import { PYTHON } from './python.ts';
import { currentModule } from './renamed.ts';
import { REVIEWED } from './reviewed.ts';
import { SKLEARN } from './sklearn.ts';
import { TABULAR } from './tabular.ts';
import { TORCH_MODULES } from './torch-modules.ts';
import { TORCH } from './torch.ts';
import { VISION_AND_TEXT } from './vision-and-text.ts';

export const ALLOW_GROUPS: readonly AllowGroup[] = [
  ...PYTHON,
  ...NUMPY,
  ...TORCH,
  ...TORCH_MODULES,
  ...SKLEARN,
  ...LIBRARIES,
  ...VISION_AND_TEXT,
  ...HUB,
  ...TABULAR,
  ...PROJECTS,
  ...OLDER,
  ...REVIEWED,
  ...INVENTORY,
];

/** Names of a module to their permissions, split only when a pickle names the module. */
type Names = ReadonlyMap<string, ReadonlySet<Permission>>;

const BY_MODULE = new Map<string, [string, readonly Permission[]][]>();
for (const { may, names } of ALLOW_GROUPS) {
  for (const [module, list] of Object.entries(names)) {
    const lists = BY_MODULE.get(module) ?? [];
    lists.push([list, may]);
    BY_MODULE.set(module, lists);
  }
}

const SPLIT = new Map<string, Names>();

/**
 * Everything that the exact dotted name may be used for; a name in several groups has the permissions of all.
 * Undefined: the name is on no list.
 */
export function permissionsOf(full: string): ReadonlySet<Permission> | undefined {
  for (let dot = full.lastIndexOf('.'); dot > 0; dot = full.lastIndexOf('.', dot - 1)) {
    const module = full.slice(0, dot);
    const name = full.slice(dot + 1);
    const may = namesOf(module)?.get(name);
    if (may !== undefined) return may;
    const current = currentModule(module);
    const renamed = current === undefined ? undefined : namesOf(current)?.get(name);
    if (renamed !== undefined) return renamed;
  }
  return undefined;
}

/** Whether any name of the module is on a list. */
export function isAllowedModule(module: string): boolean {
  return BY_MODULE.has(module) || BY_MODULE.has(currentModule(module) ?? '');
}

/** Every name that is on a list, with its permissions. */
export function* allowedNames(): Generator<[string, ReadonlySet<Permission>]> {
  for (const module of BY_MODULE.keys()) {
    for (const [name, may] of namesOf(module) ?? []) yield [`${module}.${name}`, may];
  }
}

function namesOf(module: string): Names | undefined {
  const known = SPLIT.get(module);
  if (known !== undefined) return known;
  const lists = BY_MODULE.get(module);
  if (lists === undefined) return undefined;
  const names = new Map<string, Set<Permission>>();
  for (const [list, may] of lists) {
    for (const name of list.split(' ')) {
      const permissions = names.get(name) ?? new Set<Permission>(['refer']);
      for (const permission of may) permissions.add(permission);
      names.set(name, permissions);
    }
  }
  SPLIT.set(module, names);
  return names;
}
