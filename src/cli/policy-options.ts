import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import type { LoadedPolicy } from '../decide/load-policy.ts';

export const policyOptions = {
  policy: z.string().optional(),
  profile: z.enum(['strict', 'hub', 'research']).optional(),
};

/** The policy file if one is named, else the named profile, else `strict`. */
export async function policyFrom(options: {
  policy?: string | undefined;
  profile?: 'strict' | 'hub' | 'research' | undefined;
}): Promise<LoadedPolicy> {
  const { loadPolicy, profilePolicy } = await import('../decide/load-policy.ts'); // not before a scan needs it
  if (options.policy === undefined) return profilePolicy(options.profile ?? 'strict');
  if (options.profile !== undefined)
    throw new GateError('USAGE', '--profile and --policy exclude each other: a policy file names its profile');
  return loadPolicy(options.policy);
}
