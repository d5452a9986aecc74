import * as z from 'zod';
import { sha256Schema } from '../core/digest-schema.ts';
import { evidenceSchema, OUTCOMES, STAGES } from '../core/evidence.ts';
import { reasonSchema, VERDICTS } from '../core/verdict.ts';

/** What `modelgate intake --format json` prints and `verdict.json` holds. */
export const intakeOutputSchema = z.object({
  version: z.literal(1),
  subject: sha256Schema,
  verdict: z.enum(VERDICTS),
  policyDigest: sha256Schema,
  reasons: z.array(reasonSchema),
  excluded: z.array(z.string()),
  stages: z.array(
    z.object({
      stage: z.enum(STAGES),
      outcome: z.enum(OUTCOMES),
      evidence: evidenceSchema,
      /** The signed statement of this stage. */
      statement: z.string(),
    }),
  ),
  runDir: z.string(),
  vsa: z.string(),
  report: z.string(),
});
export type IntakeOutput = z.infer<typeof intakeOutputSchema>;
