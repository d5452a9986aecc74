import * as z from 'zod';

const natural = z.number().int().nonnegative();
const names = z.array(z.string());

export const rdataFactsSchema = z.object({
  format: z.literal('r-data'),
  member: z.string().optional(),
  /** `rds` one object, `rdata` the variables of a workspace. */
  container: z.enum(['rds', 'rdata']),
  encoding: z.enum(['xdr', 'ascii', 'binary']),
  version: natural,
  /** Of the R that wrote it: `4.2.2`. */
  writer: z.string(),
  objects: natural,
  closures: natural,
  bytecodes: natural,
  calls: natural,
  externalPointers: natural,
  /** Packages that are loaded to find a namespace, an environment or a class. */
  packages: names,
  /** Classes of vectors with a representation of their own, as `package.class`. */
  representations: names,
  promises: z.array(
    z.object({
      /** Whether it is a variable of an environment, where R itself leaves promises. */
      variable: z.boolean(),
      /** Whether its code was run before it was written: then only the value counts. */
      forced: z.boolean(),
      /** Symbols in its code. */
      names,
      offset: natural,
    }),
  ),
  /** Symbols in the code of functions and calls. */
  codeNames: names,
});
export type RdataFacts = z.infer<typeof rdataFactsSchema>;
