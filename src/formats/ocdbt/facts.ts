import * as z from 'zod';
import { fileReferenceSchema } from '../graph/facts.ts';

const natural = z.number().int().nonnegative();

/** A part of a B+tree of TensorStore (OCDBT), which orbax keeps checkpoints in. */
export const ocdbtFactsSchema = z.object({
  format: z.literal('ocdbt'),
  member: z.string().optional(),
  /** Nodes and manifests in the file; what lies between are values. */
  nodes: natural,
  /** Files that nodes and values lie in, from the root of the store; its reader opens them. */
  files: z.array(fileReferenceSchema),
});
export type OcdbtFacts = z.infer<typeof ocdbtFactsSchema>;
