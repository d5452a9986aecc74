import * as z from 'zod';
import { statementSchema } from '../trust/statement.ts';

/** What the gate may ask of the signing process, a line each. */
export const signingRequestSchema = z.union([
  z.strictObject({ statement: statementSchema }),
  z.strictObject({
    checkpoint: z.strictObject({
      size: z.int().nonnegative(),
      root: z.base64(),
      /** That the ledger continues what was signed last. */
      proof: z.array(z.base64()).max(64),
    }),
  }),
]);
export type SigningRequest = z.input<typeof signingRequestSchema>;

/** The first line of the signing process: which keys it holds, and the last checkpoint that it signed. */
export const signingHelloSchema = z.object({
  publicKey: z.string(),
  keyId: z.string(),
  ledger: z.object({ verifierKey: z.string(), last: z.string().optional() }),
});

export const signingAnswerSchema = z.union([
  z.object({ bundle: z.looseObject({ dsseEnvelope: z.looseObject({ payload: z.base64() }) }) }),
  z.object({ checkpoint: z.string() }),
  z.object({ error: z.string(), code: z.string().optional() }),
]);
