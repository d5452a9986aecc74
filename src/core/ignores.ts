import * as z from 'zod';

const ENTRIES = 10_000;
const PATTERN = 1_024;

/** What every entry of an ignore file states. `ids`: the rules that there are. */
export function ignoreEntrySchema(ids: readonly string[]) {
  const known = new Set(ids);
  return z.strictObject({
    rule: z.string().refine((id) => known.has(id), 'no such rule; `modelgate rules` lists them'),
    /** A path of the report, or a pattern with `*`, `**` and `?`. */
    path: z.string().min(1).max(PATTERN),
    reason: z.string().min(1),
    /** The last day on which it holds, in UTC. */
    expires: z.iso.date('must be a date such as 2027-01-31'),
  });
}

/** An ignore file as the operator writes it. */
export function ignoreFileOf<Entry extends z.ZodType>(entry: Entry) {
  return z.strictObject({ version: z.literal(1), ignore: z.array(entry).max(ENTRIES) });
}

/** Today in UTC, as entries state their last day. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
