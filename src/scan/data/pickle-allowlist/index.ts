import type { AllowGroup, Permission } from './group.ts';
import { LIBRARIES } from './libraries.ts';
import { NUMPY } from './numpy.ts';
import { PYTHON } from './python.ts';
import { SKLEARN } from './sklearn.ts';
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
];

/** Exact dotted name to everything it may be used for. A name in several groups has the permissions of all. */
export const ALLOWED: ReadonlyMap<string, ReadonlySet<Permission>> = build();

function build(): Map<string, Set<Permission>> {
  const allowed = new Map<string, Set<Permission>>();
  for (const group of ALLOW_GROUPS) {
    for (const [module, names] of Object.entries(group.names)) {
      for (const name of names.split(' ')) {
        const full = `${module}.${name}`;
        const permissions = allowed.get(full) ?? new Set<Permission>(['refer']);
        for (const permission of group.may) permissions.add(permission);
        allowed.set(full, permissions);
      }
    }
  }
  return allowed;
}
