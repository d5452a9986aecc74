import * as z from 'zod';
import { fileReferenceSchema } from '../graph/facts.ts';

const natural = z.number().int().nonnegative();

/** An HDF5 file (format specification 3.0): what its metadata refers to. Data sets' elements are not read. */
export const hdf5FactsSchema = z.object({
  member: z.string().optional(),
  superblock: natural,
  /** Bytes before the superblock, which belong to somebody else. */
  userBlock: natural,
  groups: natural,
  datasets: natural,
  /** Links into other files. `by` is the path of the link. */
  externalLinks: z.array(fileReferenceSchema),
  /** Data sets whose elements lie in other files (external file list). */
  externalStorage: z.array(fileReferenceSchema),
  /** Virtual data sets; `path` is the first source file. */
  virtualDatasets: z.array(fileReferenceSchema),
  /** Filters by their registered number; those from 256 on are loaded from plug-ins. */
  filters: z.array(z.object({ id: natural, name: z.string(), count: natural, offset: natural })),
  /** Names of the attributes of the root group. */
  attributes: z.array(z.string()),
});
export type Hdf5Facts = z.infer<typeof hdf5FactsSchema>;
