import { printable } from '../../core/escape.ts';
import type { ClaimsReport } from './report.ts';

/** The report for people: by file, what doesn't hold first; never a score without the word that it is only claimed. */
export function renderClaimsText({ claims }: ClaimsReport): string[] {
  const lines: string[] = [];
  for (const [source, own] of Map.groupBy(claims, (claim) => claim.source)) {
    lines.push(printable(source, 200));
    for (const claim of [...own.filter(({ suspicious }) => suspicious), ...own.filter((it) => !it.suspicious)]) {
      const filter = claim.filter === undefined ? '' : ` (${printable(claim.filter, 40)})`;
      const n = claim.n === undefined ? '' : `, n = ${claim.n}`;
      const mark = claim.suspicious ? 'suspicious' : claim.checks.length === 0 ? 'unchecked ' : 'no contradiction';
      lines.push(
        `  ${mark}  ${printable(claim.task, 80)} ${printable(claim.metric, 40)}${filter}: ${printable(claim.stated, 40)} claimed${n}`,
      );
      for (const { check, held, detail } of claim.checks)
        if (!held) lines.push(`    ${check}: ${printable(detail, 300)}`);
    }
  }
  const suspicious = claims.filter((claim) => claim.suspicious).length;
  lines.push(
    '',
    `${claims.length} claims, ${suspicious} suspicious. Nothing was measured: \`modelgate evaluate\` does that.`,
  );
  return lines;
}
