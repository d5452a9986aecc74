import * as z from 'zod';
import { fileReferenceSchema, operatorFactsSchema } from '../graph/facts.ts';

const natural = z.number().int().nonnegative();

/** Where the start of an operand's value comes from. */
export const OPERAND_ORIGINS = [
  /** A constant in the graph. */
  'constant',
  /** The tensor that SaverDef names for the path of a checkpoint: who saves or restores feeds it. */
  'saver',
  /** A tensor that the loader feeds with the path of an asset. */
  'asset',
  /** A placeholder: who calls the model feeds it. */
  'placeholder',
  /** An argument of a function that nothing in the graph calls. */
  'argument',
  /** A variable, whose value comes from the checkpoint. */
  'variable',
  'computed',
] as const;

/** An operator that touches something outside of the graph, and what it is given. */
export const operatorUseSchema = z.object({
  operator: z.string(),
  node: z.string(),
  /** The function that it lies in; absent in the main graph. */
  where: z.string().optional(),
  offset: natural,
  operands: z.array(
    z.object({
      /** `input 0`, or the attribute's name. */
      name: z.string(),
      origins: z.array(z.enum(OPERAND_ORIGINS)),
      /** Texts that it can have, as far as constants tell; other parts stand in braces. */
      values: z.array(z.string()),
    }),
  ),
});
export type OperatorUse = z.infer<typeof operatorUseSchema>;

/** A TensorFlow graph: SavedModel, MetaGraphDef (`.meta`) or GraphDef (frozen `.pb`). */
export const tensorflowFactsSchema = z.object({
  format: z.literal('tensorflow'),
  member: z.string().optional(),
  kind: z.enum(['saved-model', 'meta-graph', 'graph']),
  nodes: natural,
  functions: natural,
  operators: z.array(operatorFactsSchema),
  uses: z.array(operatorUseSchema),
  /** Files under `assets/` that the loader gives to the graph. */
  assets: z.array(fileReferenceSchema),
});
export type TensorflowFacts = z.infer<typeof tensorflowFactsSchema>;
