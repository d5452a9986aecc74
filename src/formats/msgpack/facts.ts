import * as z from 'zod';

const natural = z.number().int().nonnegative();

/** A file of MessagePack: checkpoints of flax, arrays of msgpack-numpy (spaCy), and other trees. */
export const msgpackFactsSchema = z.object({
  format: z.literal('msgpack'),
  member: z.string().optional(),
  /** Values in sequence; a checkpoint is one. */
  documents: natural,
  values: natural,
  /** Arrays of flax (extension type 1) and of msgpack-numpy. */
  arrays: natural,
  /** Extension types by code, −128 to 127, and where the first value of each stands. */
  extensions: z.array(
    z.object({
      code: z.number().int(),
      count: natural,
      /** Whether all of them are what flax writes under this code, or timestamps. */
      known: z.boolean(),
      offset: natural,
    }),
  ),
  /** Arrays whose elements are Python objects, which msgpack-numpy has unpickled. */
  objectArrays: z.array(z.object({ name: z.string(), offset: natural })),
});
export type MsgpackFacts = z.infer<typeof msgpackFactsSchema>;
