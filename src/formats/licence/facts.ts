import * as z from 'zod';

/** A file that holds the text of a licence. */
export const licenceFactsSchema = z.object({
  /** SPDX identifier of the licence whose whole text this is, word by word; absent for any other text. */
  identifier: z.string().optional(),
});
