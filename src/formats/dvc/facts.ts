import * as z from 'zod';

const natural = z.number().int().nonnegative();

/** What DVC says a path's content is: an entry of `outs` or `deps`. */
export const dvcPinSchema = z.object({
  /** As written, relative to the directory of the file and its `wdir`. */
  path: z.string(),
  /** Hexadecimal MD5; of a directory, of its list of files, with `.dir` behind it. */
  md5: z.string().regex(/^[0-9a-f]{32}(?:\.dir)?$/u),
  size: natural.optional(),
  /** `nfiles` of a directory. */
  files: natural.optional(),
  /** Without `hash: md5`, as DVC wrote before 3.0: line ends of text files were converted before hashing. */
  converted: z.boolean(),
  /** `output` is what the file or stage makes and tracks, `dependency` what a stage read. */
  role: z.enum(['output', 'dependency']),
  /** The stage in `dvc.lock`. */
  stage: z.string().optional(),
});
export type DvcPin = z.infer<typeof dvcPinSchema>;

export const dvcFactsSchema = z.object({
  kind: z.enum(['tracking', 'lock']),
  /** `wdir`: where paths start, relative to the file's directory. */
  workingDirectory: z.string().optional(),
  pins: z.array(dvcPinSchema),
  /** Paths without an MD5 digest: nothing is pinned. */
  unpinned: z.array(z.string()),
});
export type DvcFacts = z.infer<typeof dvcFactsSchema>;
