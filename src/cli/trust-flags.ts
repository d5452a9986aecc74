import * as z from 'zod';

/** Whom to trust, by command line. */
export const trustFlags = {
  key: z.string().optional(),
  certChain: z.array(z.string()).optional(),
  identity: z.string().optional(),
  issuer: z.string().optional(),
  trustRoot: z.string().optional(),
  tsaCertChain: z.array(z.string()).optional(),
};
