import * as z from 'zod';

const natural = z.number().int().nonnegative();
const place = {
  /** RFC 6901 pointer into the configuration. */
  pointer: z.string(),
  /** Of the JSON value, in the file or member. */
  offset: natural,
};

/** A class that deserializing instantiates. */
const kerasClassSchema = z.object({
  name: z.string(),
  /** Absent or null in older files, which look a class up by name alone. */
  module: z.string().optional(),
  registeredName: z.string().optional(),
  count: natural,
  ...place,
});
export type KerasClass = z.infer<typeof kerasClassSchema>;

/** A function that is looked up by name. */
const kerasFunctionSchema = z.object({
  name: z.string(),
  module: z.string().optional(),
  /** The class of the object that holds it, such as `Lambda` or `TFOpLambda`. */
  by: z.string(),
  ...place,
});

/** A Keras model's description: `model_config` in HDF5, `config.json` in a `.keras` archive, metadata in a SavedModel. */
export const kerasFactsSchema = z.object({
  member: z.string().optional(),
  source: z.enum(['hdf5', 'json', 'saved-model']),
  classes: z.array(kerasClassSchema),
  functions: z.array(kerasFunctionSchema),
  /** Python bytecode (`marshal`), base64 in the configuration; the names are printable texts in it. */
  code: z.array(z.object({ by: z.string(), characters: natural, names: z.array(z.string()), ...place })),
  /** Arrays (`__numpy__`) of the element type `object`, which no writer makes. */
  objectArrays: z.array(z.object({ by: z.string(), ...place })),
  /** Pickles that a layer loads by itself (`TorchModuleWrapper`). */
  pickled: z.array(z.object({ by: z.string(), characters: natural, ...place })),
  /** Strings where a layer opens a file by that name. */
  paths: z.array(z.object({ by: z.string(), key: z.string(), path: z.string(), ...place })),
});
export type KerasFacts = z.infer<typeof kerasFactsSchema>;
