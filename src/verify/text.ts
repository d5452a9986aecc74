import { printable } from '../core/escape.ts';
import type { Evidence } from '../core/evidence.ts';
import { wrap } from '../core/layout.ts';
import type { AttestationCheck } from '../core/predicates/attestation.ts';
import type { LayoutCheck } from '../core/predicates/layout.ts';
import { verifyPredicateSchema, type SignatureCheck } from '../core/predicates/verify.ts';

const MAX_SHOWN = 20;
const STATUS_WIDTH = 11;

/** What became of each signature, and the files that it doesn't cover. */
export function renderVerifyText(evidence: Evidence): string[] {
  const parsed = verifyPredicateSchema.safeParse(evidence.predicate);
  if (!parsed.success) return wrap(printable(evidence.reason, 2_000), { rest: '  ' });
  const { status, signatures, attestations = [], layouts = [] } = parsed.data;
  return [
    ...(status === 'unsigned'
      ? ['unsigned   no *.sig or *.sigstore.json at the root']
      : signatures.flatMap(renderSignatureText)),
    ...renderStatements(attestations, layouts),
  ];
}

/** Statements of others, and how far the steps of each layout are proven. */
function renderStatements(attestations: readonly AttestationCheck[], layouts: readonly LayoutCheck[]): string[] {
  const more = attestations.length - MAX_SHOWN;
  return [
    ...attestations.slice(0, MAX_SHOWN).flatMap(({ status, where, predicateType, kind, covers, detail }) => {
      const about = covers === undefined ? '' : ` about ${covers}`;
      const what = kind ?? predicateType;
      return hanging(status, `${where}: ${what === undefined ? '' : `${what}${about}, `}${detail}`);
    }),
    ...(more > 0 ? [`    and ${more} more statements`] : []),
    ...layouts.flatMap(({ status, name, detail }) => hanging(status, `layout ${name}: ${detail}`)),
  ];
}

function hanging(status: string, said: string): string[] {
  const rest = ' '.repeat(STATUS_WIDTH);
  return wrap(printable(said, 800), { first: `${status.padEnd(STATUS_WIDTH - 1)} `, rest });
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
    ...listed('not covered: left out by the signer, or empty beside shards', ignored),
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
