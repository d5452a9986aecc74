import { printable } from '../core/escape.ts';
import { padEnd, wrap } from '../core/layout.ts';
import type { Metrics, StoreMetrics, Tally } from '../gate/metrics/report.ts';

/** A table per store, at most 80 columns wide. */
export function renderMetricsText({ per, stores }: Metrics): string[] {
  return stores.flatMap((store) => [...renderStore(store, per), '']).slice(0, -1);
}

function renderStore({ store, kind, unverified, unfinished, total, series }: StoreMetrics, per: string): string[] {
  const { verdicts } = total;
  const reasons = Object.entries(unverified.reasons).map(([code, count]) => `${count} ${code}`);
  return [
    ...wrap(`${kind === 'ledger' ? 'Ledger' : 'Runs'} ${printable(store)}`, { rest: '  ', whole: true }),
    `  ${total.entries} verified: ${verdicts.admit} admitted, ${verdicts.quarantine} quarantined, ${verdicts.reject} rejected`,
    ...(unverified.entries === 0
      ? []
      : wrap(`${unverified.entries} could not be verified and count in nothing below: ${reasons.join(', ')}`, {
          first: '  ',
        })),
    ...(unfinished === 0 ? [] : [`  ${unfinished} without a verdict yet`]),
    '',
    row('', 'entries', 'verified', 'unsigned', 'sandboxed'),
    ...series.map((one) => tallyRow(`${per} of ${one.from}`, one)),
    tallyRow('all', total),
  ];
}

function tallyRow(name: string, one: Tally): string {
  return row(
    name,
    String(one.entries),
    percent(one.signatureVerificationRate),
    percent(one.unsignedShare),
    percent(one.sandboxedShare),
  );
}

function row(name: string, ...cells: readonly string[]): string {
  return `  ${padEnd(name, 20)}${cells.map((cell) => cell.padStart(11)).join('')}`;
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(1)} %`;
}
