import { createHash } from 'node:crypto';
import * as z from 'zod';
import { sha256FromBytes, type Sha256 } from '../digest.ts';
import { blake3Schema, sha256Schema } from '../digest-schema.ts';
import { GateError } from '../errors.ts';

const fileEntrySchema = z.object({
  path: z.string().min(1),
  size: z.number().int().nonnegative(),
  sha256: sha256Schema,
  blake3: blake3Schema,
});
export type FileEntry = z.infer<typeof fileEntrySchema>;

/** A list that stands elsewhere, as lines of JSON: its digest and how many files it names. */
const manifestSchema = z.object({ sha256: sha256Schema, files: z.number().int().positive() });

/** What a signed statement says of a submission's files: each of them, or where there are too many the digest of their list. */
export const fileListShape = { files: z.array(fileEntrySchema).optional(), manifest: manifestSchema.optional() };
export type FileList = z.infer<z.ZodObject<typeof fileListShape>>;

/** Characters of a list that still stands in a statement. A bundle has 64 MiB, a third of which base64 takes. */
const LISTED_CHARACTERS = 16 << 20;

/** The list for a statement, and the text of its manifest where it has one. */
export function fileListOf(files: readonly FileEntry[]): { readonly list: FileList; readonly manifest?: string } {
  const text = files.map((file) => `${JSON.stringify(file)}\n`).join('');
  if (text.length <= LISTED_CHARACTERS) return { list: { files: [...files] } };
  return { list: { manifest: { sha256: digestOf(text), files: files.length } }, manifest: text };
}

/**
 * The files of a list.
 * @param read the text of the manifest, asked for only where the list names one
 * @throws GateError ATTESTATION_INVALID when the manifest is not the one that was signed
 */
export async function filesOf(
  { files, manifest }: FileList,
  read: () => Promise<string>,
  where: string,
): Promise<readonly FileEntry[]> {
  if ((files === undefined) === (manifest === undefined))
    throw new GateError('ATTESTATION_INVALID', `${where} has to list its files, or to name their list`);
  if (manifest === undefined) return files ?? [];
  const text = await read();
  if (digestOf(text) !== manifest.sha256)
    throw new GateError('ATTESTATION_INVALID', `the list of files beside ${where} is not the one that it names`);
  // Whoever signed its digest wrote it: a line that is none of its form is our own fault.
  const listed = text
    .split('\n')
    .slice(0, -1)
    .map((line) => fileEntrySchema.parse(JSON.parse(line)));
  if (listed.length !== manifest.files)
    throw new GateError('ATTESTATION_INVALID', `the list of files beside ${where} has another number of them`);
  return listed;
}

function digestOf(text: string): Sha256 {
  return sha256FromBytes(createHash('sha256').update(text).digest());
}
