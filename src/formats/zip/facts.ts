import * as z from 'zod';

const natural = z.number().int().nonnegative();

/** One entry of the central directory, as it says; differences to the local header are `problems` of the file. */
const zipMemberSchema = z.object({
  name: z.string(),
  /** 0 stored, 8 deflate; APPNOTE 4.4.5. */
  method: natural,
  flags: natural,
  crc32: natural,
  size: natural,
  compressedSize: natural,
  /** Of the local header and of the data, absolute in the file. */
  headerOffset: natural,
  dataOffset: natural,
  /** By content, where a parser knows it. */
  format: z.string().optional(),
});
export type ZipMember = z.infer<typeof zipMemberSchema>;

export const zipFactsSchema = z.object({
  members: z.array(zipMemberSchema),
  /** Bytes before the first local header, and after the end record. */
  prefixBytes: natural,
  trailingBytes: natural,
  /** Sum over the members. */
  size: natural,
  compressedSize: natural,
});
export type ZipFacts = z.infer<typeof zipFactsSchema>;
