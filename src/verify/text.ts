import { printable } from '../core/escape.ts';
import type { Evidence } from '../core/evidence.ts';
import { verifyPredicateSchema } from '../core/predicates/verify.ts';

const MAX_SHOWN = 20;

/** Lines for people, at most 80 columns. */
export function renderVerifyText(evidence: Evidence): string[] {
  const parsed = verifyPredicateSchema.safeParse(evidence.predicate);
  if (!parsed.success) return [printable(evidence.reason, 76)];
  if (parsed.data.status === 'unsigned') return ['unsigned: no *.sig or *.sigstore.json at the root'];
  return parsed.data.signatures.flatMap((check) => [
    printable(`${check.status.padEnd(10)} ${check.file}: ${check.detail}`, 200),
    ...listed('changed since it was signed', check.changed),
    ...listed('signed, but missing here', check.missing),
    ...listed('here, but not signed', check.unlisted),
    ...listed('left out by the signer', check.ignored),
  ]);
}

function listed(label: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const more = paths.length > MAX_SHOWN ? [`      and ${paths.length - MAX_SHOWN} more`] : [];
  return [`    ${label}:`, ...paths.slice(0, MAX_SHOWN).map((path) => `      ${printable(path, 72)}`), ...more];
}
