import type { Origin } from './facts.ts';
import { concatenated } from './text-methods.ts';
import { NOTHING, text, type Value } from './value.ts';

/** One variable of the environment. The home directory is that of whoever runs it. */
export function variable(name: Value | undefined): Value {
  if (/^(?:HOME|USERPROFILE)$/u.test(name?.texts?.[0] ?? '')) return text('~');
  return { origins: new Set<Origin>(['machine', 'unknown']) };
}

export function joinedPath(parts: readonly Value[]): Value {
  let whole: Value | undefined;
  for (const part of parts) whole = whole === undefined ? part : concatenated(concatenated(whole, text('/')), part);
  return whole ?? NOTHING;
}

export function pathMethod(name: string, receiver: Value, given: readonly Value[]): Value | undefined {
  if (/^(?:expanduser|resolve|absolute|as_posix)$/u.test(name)) return receiver;
  if (name === 'joinpath' || name === 'glob' || name === 'rglob')
    return { ...joinedPath([receiver, ...given]), paths: ['pathlib.Path()'] };
  return undefined;
}
