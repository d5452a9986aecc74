/** Longest member name that is repeated in facts. */
const NAME = 1_024;

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
  return name.startsWith('/') || name.includes('\\') || /^[A-Za-z]:/u.test(name) || name.split('/').includes('..');
}
