import { printable } from '../core/escape.ts';
import type { Evidence } from '../core/evidence.ts';
import { wrap } from '../core/layout.ts';
import { verifyPredicateSchema, type SignatureCheck } from '../core/predicates/verify.ts';

const MAX_SHOWN = 20;
const STATUS_WIDTH = 11;

/** What became of each signature, and the files that it doesn't cover. */
export function renderVerifyText(evidence: Evidence): string[] {
  const parsed = verifyPredicateSchema.safeParse(evidence.predicate);
  if (!parsed.success) return wrap(printable(evidence.reason, 2_000), { rest: '  ' });
  if (parsed.data.status === 'unsigned') return ['unsigned   no *.sig or *.sigstore.json at the root'];
  return parsed.data.signatures.flatMap(renderSignatureText);
}

/** The same for one signature. */
export function renderSignatureText(check: SignatureCheck): string[] {
  const { status, file, detail, changed, missing, unlisted, ignored } = check;
  return [
    ...wrap(`${printable(file, 200)}: ${printable(detail, 600)}`, {
      first: status.padEnd(STATUS_WIDTH),
      rest: ' '.repeat(STATUS_WIDTH),
    }),
    ...listed('changed since it was signed', changed),
    ...listed('signed, but missing here', missing),
    ...listed('here, but not signed', unlisted),
    ...listed('left out by the signer', ignored),
  ];
}

/** Paths under a heading; nothing for none. */
export function listed(label: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const more = paths.length > MAX_SHOWN ? [`      and ${paths.length - MAX_SHOWN} more`] : [];
  const shown = paths
    .slice(0, MAX_SHOWN)
    .flatMap((path) => wrap(printable(path), { first: '      ', rest: '        ' }));
  return [`    ${label}:`, ...shown, ...more];
}
