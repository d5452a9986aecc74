import * as z from 'zod';

const natural = z.number().int().nonnegative();

/** A model of boosted decision trees: XGBoost in each of its formats, LightGBM, CatBoost. */
export const treesFactsSchema = z.object({
  format: z.literal('trees'),
  member: z.string().optional(),
  library: z.enum(['xgboost', 'lightgbm', 'catboost']),
  encoding: z.enum(['json', 'ubjson', 'binary', 'text', 'flatbuffer']),
  /** Of the library or of the format, as the file states it. */
  version: z.string(),
  /** `gbtree`, `dart`, `gblinear`, `tree`, `oblivious`, `non-symmetric`. */
  booster: z.string(),
  /** The loss that it was trained for. */
  objective: z.string(),
  features: natural,
  trees: natural,
  nodes: natural,
  /** Names of what else is stored: XGBoost's attributes, CatBoost's properties and model parts. */
  attributes: z.array(z.string()),
});
export type TreesFacts = z.infer<typeof treesFactsSchema>;
