/** Longest member name that is repeated in facts. */
const NAME = 1_024;
/** Directories around a member: no archive of a model is deeper, and every name is compared piece by piece. */
export const DEEPEST = 128;

/** How a member without a name is called. */
export const UNNAMED = '(unnamed)';

/** `outer!inner`; `prefix` is empty for the outermost file. */
export function nameOf(prefix: string, name: string): string {
  const own = name === '' ? UNNAMED : name;
  const whole = prefix === '' ? own : `${prefix}!${own}`;
  return whole.length > NAME ? `${whole.slice(0, NAME)}…` : whole;
}

/** The `member` of a fact about `member` of `prefix`, or about `prefix` itself; left out for the outermost file. */
export function memberOf(prefix: string, member?: string): { member?: string } {
  if (member !== undefined) return { member: nameOf(prefix, member) };
  return prefix === '' ? {} : { member: nameOf('', prefix) };
}

/** Whether a name, taken from the directory that the archive is unpacked in, leads out of it on some system. */
export function leadsOut(name: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/u.test(name) || partsOf(name).includes('..');
}

export interface NameFault {
  /** Without the format before it. */
  readonly code: 'name' | 'unsafe-name' | 'odd-name' | 'duplicate-name' | 'similar-name';
  readonly message: string;
}

/** The names of one archive's members as they come, and what is wrong with each. */
export class MemberNames {
  private readonly seen = new Map<string, string>();

  /** `aliases`: other names that the archive gives the same member. */
  faults(name: string, aliases: readonly string[] = []): NameFault[] {
    const found = [name, ...aliases].flatMap((one) => faultsOf(one));
    const own = new Set([name, ...aliases].map((one) => folded(one)));
    for (const key of own) {
      const before = this.seen.get(key);
      if (before !== undefined && !(before.endsWith('/') && name.endsWith('/'))) found.push(clash(before, name));
      this.seen.set(key, name);
    }
    return found;
  }
}

function faultsOf(name: string): NameFault[] {
  const found: NameFault[] = [];
  if (name === '' || name.includes('\0')) found.push({ code: 'name', message: 'a name is empty or holds a NUL' });
  if (leadsOut(name))
    found.push({ code: 'unsafe-name', message: 'the name leads out of the directory it is unpacked in' });
  else if (name.includes('\\'))
    found.push({ code: 'odd-name', message: 'the name holds a backslash, which some systems take for a slash' });
  if (partsOf(name).length > DEEPEST)
    found.push({ code: 'name', message: `the member lies more than ${DEEPEST} directories deep` });
  return found;
}

function clash(before: string, name: string): NameFault {
  return before === name
    ? { code: 'duplicate-name', message: 'two members have this name: readers differ on which one they take' }
    : { code: 'similar-name', message: 'two members have names that some file systems take for one' };
}

function folded(name: string): string {
  return partsOf(name).join('/').toLowerCase();
}

/** The directories and the name, as every system takes them apart. */
export function partsOf(name: string): string[] {
  return name.split(/[/\\]/u).filter((part) => part !== '' && part !== '.');
}
