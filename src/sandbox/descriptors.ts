import { readdirSync, readFileSync } from 'node:fs';

const FIRST_AFTER_STANDARD = 3;
const O_CLOEXEC = 0o2000000;

/**
 * The descriptors that a child would inherit beside its standard streams: those that the gate itself was started with (a
 * shell's `exec 9<secret`, a CI runner's pipe). Node opens its own with O_CLOEXEC, but can't close these, and bubblewrap
 * hands on what it finds. Whoever starts a sandbox puts /dev/null in their place.
 */
export function inheritedDescriptors(): readonly number[] {
  return readdirSync('/proc/self/fd')
    .map(Number)
    .filter((fd) => fd >= FIRST_AFTER_STANDARD && !closesOnExec(fd));
}

function closesOnExec(fd: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/mu.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return flags === undefined || (Number.parseInt(flags, 8) & O_CLOEXEC) !== 0;
  } catch {
    return true; // closed meanwhile: it was the listing's own
  }
}
