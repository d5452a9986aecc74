import { printable } from '../core/escape.ts';
import type { Finding } from '../core/finding.ts';

/** Where in its file a finding lies, for people: ` in data.pkl at byte 20`, or nothing. Escaped. */
export function placeOf({ location }: Finding): string {
  const { member, offset, line, tensor } = location;
  const parts = [
    ...(member === undefined ? [] : [`in ${printable(member, 60)}`]),
    ...(tensor === undefined ? [] : [`tensor ${printable(tensor, 60)}`]),
    ...(line === undefined ? (offset === undefined ? [] : [`at byte ${offset}`]) : [`line ${line}`]),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}
