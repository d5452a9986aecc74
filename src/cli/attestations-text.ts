import { basename } from 'node:path';
import { VSA_PREDICATE, vsaPredicateSchema } from '../attest/vsa.ts';
import { printable } from '../core/escape.ts';
import { columns, padEnd, wrap } from '../core/layout.ts';
import type { CheckedAttestations } from '../gate/verify-attestations.ts';

const NAME_COLUMNS = 15;

/** What was verified, a line each, and what the verified summary says: signatures that hold can hold a rejection. */
export function renderAttestationsText({ statements, logged }: CheckedAttestations): string[] {
  const rows = statements.map(({ file, statement }): [string, string] => [
    printable(basename(file, '.sigstore.json'), 60),
    statement.predicateType,
  ]);
  if (logged !== undefined) rows.push(['ledger', `entry ${logged.index} of ${logged.ledger}`]);
  const rest = ' '.repeat(10 + NAME_COLUMNS);
  const lines = rows.flatMap(([name, what]) => {
    const head = `verified  ${name}`;
    // A long name has a line of its own, so that types stay whole.
    return columns(name) > NAME_COLUMNS - 2
      ? [head, ...wrap(printable(what), { first: rest, rest })]
      : wrap(printable(what), { first: padEnd(head, 10 + NAME_COLUMNS), rest });
  });
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
