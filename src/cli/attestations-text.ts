import { basename } from 'node:path';
import { VSA_PREDICATE, vsaPredicateSchema } from '../attest/vsa.ts';
import { printable } from '../core/escape.ts';
import { wrap } from '../core/layout.ts';
import type { CheckedAttestations } from '../gate/verify-attestations.ts';

const NAME_COLUMNS = 12;

/** What was verified, a line each, and what the verified summary says: signatures that hold can hold a rejection. */
export function renderAttestationsText({ statements, logged }: CheckedAttestations): string[] {
  const lines = statements.flatMap(({ file, statement }) =>
    row(basename(file, '.sigstore.json'), statement.predicateType),
  );
  if (logged !== undefined) lines.push(...row('ledger', `entry ${logged.index} of ${logged.ledger}`));
  for (const { statement } of statements) {
    if (statement.predicateType !== VSA_PREDICATE) continue;
    const summary = vsaPredicateSchema.safeParse(statement.predicate).data;
    if (summary === undefined) continue;
    const { timeVerified, modelgate } = summary;
    const { verdict, subject, policyDigest } = modelgate.verdict;
    lines.push(
      '',
      ...wrap(`${verdict.toUpperCase()} ${printable(statement.subject[0]?.name ?? '')}, ${timeVerified}`),
      `subject ${subject}`,
      `policy  ${policyDigest}`,
    );
  }
  return lines;
}

function row(name: string, what: string): string[] {
  return wrap(printable(what), {
    first: `verified  ${printable(name, 60).padEnd(NAME_COLUMNS)}`,
    rest: ' '.repeat(10 + NAME_COLUMNS),
  });
}
