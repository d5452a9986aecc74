import * as z from 'zod';
import type { Clock } from '../core/clock.ts';
import { hexOf } from '../core/digest.ts';
import type { Finding } from '../core/finding.ts';
import { dayOf, ignoreEntrySchema, ignoreFileOf } from '../core/ignores.ts';
import type { Ignoring } from '../core/predicates/scan.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { matchesPath } from '../core/path-pattern.ts';
import { SCAN_RULES } from './rules.ts';

/** A file that nobody could read whole is only ever accepted by its content. */
export const INCOMPLETE = 'file-incomplete';
const ids = SCAN_RULES.map(({ id }) => id);

const entrySchema = ignoreEntrySchema(ids)
  .extend({
    /** Of the file, in hexadecimal: the entry is then for these bytes. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/u, 'must be 64 lower-case hexadecimal digits')
      .optional(),
  })
  .refine(({ rule, sha256 }) => rule !== INCOMPLETE || sha256 !== undefined, {
    path: ['sha256'],
    message: `${INCOMPLETE} is only ignored for known bytes: state their sha256`,
  });
export type IgnoreEntry = z.infer<typeof entrySchema>;

/** `schemas/ignore.schema.json` is generated from this. */
export const ignoreFileSchema = ignoreFileOf(entrySchema);

/** An ignore file, read. */
export interface Ignores {
  readonly entries: readonly IgnoreEntry[];
  /** Of the file's bytes. */
  readonly sha256: string;
}

export interface Ignored {
  /** All findings; those that an entry names say so. */
  readonly findings: readonly Finding[];
  /** Files that were not read whole and that an entry accepts by their bytes. */
  readonly accepted: ReadonlySet<string>;
  readonly ignoring: Ignoring;
}

/** Marks what the operator's entries name. An entry holds through its last day, in UTC. */
export function applyIgnores(
  { entries, sha256 }: Ignores,
  findings: readonly Finding[],
  files: readonly Pick<SubmissionFile, 'path' | 'sha256'>[],
  clock: Clock,
): Ignored {
  const today = dayOf(clock.now());
  const live = entries.filter(({ expires }) => expires >= today);
  const byRule = Map.groupBy(live, ({ rule }) => rule);
  const digests = new Map(files.map((file) => [file.path, hexOf(file.sha256)]));
  const used = new Set<IgnoreEntry>();
  const accepted = new Set<string>();
  const marked = findings.map((finding): Finding => {
    const { path } = finding.location;
    const entry = byRule
      .get(finding.rule)
      ?.find((it) => (it.sha256 === undefined || it.sha256 === digests.get(path)) && matchesPath(it.path, path));
    if (entry === undefined) return finding;
    used.add(entry);
    if (finding.rule === INCOMPLETE) accepted.add(path);
    return { ...finding, ignored: { reason: entry.reason, expires: entry.expires } };
  });
  return {
    findings: marked,
    accepted,
    ignoring: {
      sha256,
      ignored: marked.filter(({ ignored }) => ignored !== undefined).length,
      expired: entries
        .filter(({ expires }) => expires < today)
        .map(({ rule, path, expires }) => ({ rule, path, expires })),
      unused: live.filter((entry) => !used.has(entry)).map(({ rule, path }) => ({ rule, path })),
    },
  };
}
