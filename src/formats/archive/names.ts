/** Longest member name that is repeated in facts. */
const NAME = 1_024;

/** `outer!inner`; either may be empty. */
export function nameOf(prefix: string, name: string): string {
  const whole = prefix === '' || name === '' ? prefix + name : `${prefix}!${name}`;
  return whole.length > NAME ? `${whole.slice(0, NAME)}…` : whole;
}

/** The `member` of a fact about `member` in `prefix`; left out for the outermost file. */
export function memberOf(prefix: string, member = ''): { member?: string } {
  const whole = nameOf(prefix, member);
  return whole === '' ? {} : { member: whole };
}

/** Whether a name, taken from the directory that the archive is unpacked in, leads out of it on some system. */
export function leadsOut(name: string): boolean {
  return name.startsWith('/') || name.includes('\\') || /^[A-Za-z]:/u.test(name) || name.split('/').includes('..');
}
