import * as z from 'zod';

const natural = z.number().int().nonnegative();
const place = { offset: natural };
const external = { publicId: z.string().optional(), systemId: z.string().optional() };

export const xmlFactsSchema = z.object({
  format: z.literal('xml'),
  member: z.string().optional(),
  /** The outermost element; empty if none was read. */
  root: z.string(),
  elements: natural,
  documentType: z.object({ name: z.string(), ...external, ...place }).optional(),
  /** `parameter` ones stand in the document type, external ones are loaded from elsewhere. */
  entities: z.array(
    z.object({
      name: z.string(),
      parameter: z.boolean(),
      /** Whether its text has declarations, or characters by number, which may be some. */
      declares: z.boolean(),
      ...external,
      ...place,
    }),
  ),
  entitiesLeftOut: natural,
  /** Characters that the largest entity stands for; absent if it refers to itself without end. */
  expansion: natural.optional(),
  /** XInclude, and what a style sheet imports: `href` as it stands. */
  includes: z.array(z.object({ element: z.string(), href: z.string(), ...place })),
  /** Elements that hold or load a program. */
  scripts: z.array(z.object({ element: z.string(), ...place })),
});
export type XmlFacts = z.infer<typeof xmlFactsSchema>;
