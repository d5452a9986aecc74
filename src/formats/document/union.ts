import * as z from 'zod';
import { msgpackFactsSchema } from '../msgpack/facts.ts';
import { xmlFactsSchema } from '../xml/facts.ts';
import { ocdbtFactsSchema } from '../ocdbt/facts.ts';
import { rdataFactsSchema } from '../rdata/facts.ts';
import { skopsFactsSchema } from '../skops/facts.ts';
import { tableFactsSchema } from '../table/facts.ts';
import { treesFactsSchema } from '../trees/facts.ts';
import { yamlFactsSchema } from '../yaml/facts.ts';

/** What a file or a member is that holds no graph and no pickle: settings, objects of other languages, trees. */
export const documentFactsSchema = z.discriminatedUnion('format', [
  msgpackFactsSchema,
  ocdbtFactsSchema,
  rdataFactsSchema,
  skopsFactsSchema,
  tableFactsSchema,
  treesFactsSchema,
  xmlFactsSchema,
  yamlFactsSchema,
]);
export type DocumentFacts = z.infer<typeof documentFactsSchema>;
