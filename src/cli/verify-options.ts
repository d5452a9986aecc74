import * as z from 'zod';
import { policyOptions } from './policy-options.ts';
import { trustFlags } from './trust-flags.ts';

export const verifyOptionsSchema = z.object({
  ...policyOptions,
  ...trustFlags,
  signature: z.string().optional(),
  vsa: z.string().optional(),
  attestations: z.array(z.string()).default([]),
  ignorePath: z.array(z.string()).default([]),
  ignoreUnsignedFiles: z.boolean().default(false),
  partial: z.boolean().default(false),
  digests: z.string().optional(),
  allowSymlinks: z.boolean().default(false),
  allowNetwork: z.boolean().default(false),
});
export type VerifyOptions = z.infer<typeof verifyOptionsSchema>;
