import type * as z from 'zod';
import { ignoreEntrySchema, ignoreFileOf } from '../../core/ignores.ts';
import { parseYaml } from '../../storage/parse-yaml.ts';
import { EVERY_AUDIT_RULE } from '../every-rule.ts';

const entrySchema = ignoreEntrySchema(EVERY_AUDIT_RULE.map(({ id }) => id));
export type IgnoreEntry = z.infer<typeof entrySchema>;

/** `schemas/audit-ignore.schema.json` is generated from this. */
export const auditIgnoreFileSchema = ignoreFileOf(entrySchema);

/** @throws GateError IGNORE_INVALID naming line and column of each mistake */
export function parseAuditIgnores(text: string, path: string): readonly IgnoreEntry[] {
  return parseYaml({ text, path, schema: auditIgnoreFileSchema, what: 'ignore file', code: 'IGNORE_INVALID' }).ignore;
}
