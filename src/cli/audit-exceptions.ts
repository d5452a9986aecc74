import { filesAtReference } from '../audit/exceptions/at-reference.ts';
import { parseBaseline, type Baseline } from '../audit/exceptions/baseline.ts';
import { parseAuditIgnores, type IgnoreEntry } from '../audit/exceptions/ignore-file.ts';
import { applyInline, pathsWithFindings } from '../audit/exceptions/settle.ts';
import type { Audited } from '../audit/audit.ts';
import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import { placeInside, readOperatorFile } from '../storage/operator-file.ts';

export interface ExceptionOptions {
  readonly baseline?: string | undefined;
  readonly ignore?: string | undefined;
  readonly ignoresFrom?: string | undefined;
}

export interface Exceptions {
  readonly baseline: Baseline | undefined;
  readonly ignores: readonly IgnoreEntry[];
}

/**
 * Reads baseline and ignore file: from outside of what is audited, or as the protected reference has them. Before the audit,
 * so that a mistake in them is told at once.
 * @throws GateError IGNORE_REFUSED, IGNORE_INVALID, BASELINE_INVALID, REFERENCE_UNREADABLE
 */
export async function readExceptions(
  { baseline, ignore, ignoresFrom }: ExceptionOptions,
  directories: readonly string[],
): Promise<Exceptions> {
  const read = (file: string): Promise<string> => textOf(file, directories, ignoresFrom);
  return {
    ignores: ignore === undefined ? [] : parseAuditIgnores(await read(ignore), ignore),
    baseline: baseline === undefined ? undefined : parseBaseline(await read(baseline), baseline),
  };
}

async function textOf(file: string, directories: readonly string[], reference: string | undefined): Promise<string> {
  const inside = reference === undefined ? undefined : await placeInside(file, directories);
  if (reference === undefined || inside === undefined) return readOperatorFile(file, directories);
  const text = (await filesAtReference(inside.root, reference, [inside.path])).get(inside.path);
  if (text === undefined)
    throw new GateError('REFERENCE_UNREADABLE', `${reference} of ${inside.root} has no text ${inside.path}`);
  return text;
}

/** Obeys ignore comments as the protected reference has them; without one, those in the files are only told. */
export async function withInline(audited: Audited, reference: string | undefined, clock: Clock): Promise<Audited> {
  const { directory, repository, report } = audited;
  const trusted =
    reference === undefined ? undefined : await filesAtReference(directory, reference, pathsWithFindings(report));
  return { ...audited, report: applyInline(report, repository, trusted, clock.now()) };
}
