/** Numbers as a reader of the report meets them: the same digits for the same thing everywhere. */

/** `94.0 %` of a fraction. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}

/** `14 %`, `0.0021 %`: two digits, so that a small change stays visible. `null` has no finite value. */
export function ratio(value: number | null | undefined): string {
  if (value === undefined) return '';
  if (value === null) return '∞';
  if (value === 0) return '0 %';
  const hundredfold = value * 100;
  if (hundredfold >= 10_000) return `${hundredfold.toExponential(1)} %`;
  return hundredfold >= 0.01 ? `${Number(hundredfold.toPrecision(2))} %` : `${hundredfold.toExponential(1)} %`;
}

export function pValue(value: number): string {
  return value < 1e-4 ? value.toExponential(1) : value.toFixed(4);
}

export function bytes(count: number): string {
  if (count < 1_000) return `${count} B`;
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} kB`;
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(2)} GB`;
}

/** Between two times; less than is measured shows as such. */
export function took(startedAt: string, finishedAt: string): string {
  const ms = Date.parse(finishedAt) - Date.parse(startedAt);
  if (ms < 10) return '< 0.01 s';
  return ms < 10_000 ? `${(ms / 1_000).toFixed(2)} s` : `${(ms / 1_000).toFixed(0)} s`;
}

/** `2026-11-23 13:42:58 UTC` */
export function moment(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
