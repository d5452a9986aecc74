import type { Permission } from './data/pickle-allowlist/group.ts';
import { permissionsOf } from './data/pickle-allowlist/index.ts';
import { dangerOf } from './data/pickle-dangerous.ts';
import { UNCALLABLE, vetoOf } from './data/pickle-vetoes.ts';
import { modernName } from './data/python2-names.ts';

/** What is known of a global that a pickle names. */
export type NameJudgement =
  | { readonly kind: 'allowed'; readonly full: string; readonly may: ReadonlySet<Permission> }
  | { readonly kind: 'dangerous'; readonly full: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly full: string };

/**
 * Judges by the exact dotted name, never by a prefix: what is not on the allowlist is unknown, and what is known to
 * be dangerous, also when reached through attributes of another module (`torch.serialization.os.system`), says why.
 */
export function judgeName(module: string, name: string): NameJudgement {
  const full = modernName(module, name);
  const veto = vetoOf(full);
  if (veto !== undefined) return { kind: 'dangerous', full, reason: veto };
  const may = permissionsOf(full);
  if (may !== undefined) return { kind: 'allowed', full, may: UNCALLABLE.has(full) ? without(may, 'call') : may };
  if (isMember(full)) return { kind: 'allowed', full, may: MEMBER };
  const reason = dangerOf(full) ?? dangerOf(`${module}.${name}`);
  if (reason !== undefined) return { kind: 'dangerous', full, reason };
  const through = reachedThrough(full);
  return through === undefined ? { kind: 'unknown', full } : { kind: 'dangerous', full, reason: through };
}

function without(may: ReadonlySet<Permission>, permission: Permission): ReadonlySet<Permission> {
  return new Set([...may].filter((given) => given !== permission));
}

const MEMBER: ReadonlySet<Permission> = new Set(['refer']);

/**
 * `module.Enumeration.MEMBER`, for enumerations on the allowlist; `module.Class.__new__`, which protocols 2 and 3 put into
 * a partial, for classes that may be allocated.
 */
function isMember(full: string): boolean {
  const dot = full.lastIndexOf('.');
  if (full.endsWith('.__new__')) return permissionsOf(full.slice(0, dot))?.has('new') === true;
  return full[dot + 1] !== '_' && permissionsOf(full.slice(0, dot))?.has('member') === true;
}

/** Modules that others import, so that they are reached as their attributes. */
const REACHED: ReadonlySet<string> = new Set(
  'os posix nt sys subprocess builtins importlib io shutil socket pickle ctypes runpy marshal tempfile glob webbrowser code pty multiprocessing asyncio types inspect functools operator threading'.split(
    ' ',
  ),
);

/** `a.b.os.system`: a dangerous module or function reached as an attribute, at least one name deep. */
function reachedThrough(full: string): string | undefined {
  const parts = full.split('.');
  for (let index = 1; index < parts.length - 1 && index < 64; index += 1) {
    const tail = parts.slice(index).join('.');
    const reason = REACHED.has(parts[index] ?? '') ? dangerOf(tail) : undefined;
    if (reason !== undefined) return `reaches ${tail}, which ${reason}`;
  }
  const last = parts.at(-1) ?? '';
  if (
    /^__(?:globals|builtins|subclasses|bases|mro|code|import|loader|dict|class)__$/u.test(last) ||
    parts.some((part) => /^__(?:globals|builtins|subclasses|loader)__$/u.test(part))
  ) {
    return 'reaches the inside of Python through an attribute';
  }
  return undefined;
}
