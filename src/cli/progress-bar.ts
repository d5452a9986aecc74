import { printable } from '../core/escape.ts';
import type { Progress, ProgressEvent } from '../core/progress.ts';

const REDRAW_MS = 100;
/** Shorter work shows nothing: a bar that flashes is noise. */
const APPEAR_MS = 1_000;

/** One line at the foot of the terminal, with rate and time left; never wider than the terminal. */
export function progressBar(stream: NodeJS.WriteStream): { update: Progress; clear: () => void } {
  let label: string | undefined;
  let startedAt = 0;
  let drawnAt = 0;
  let visible = false;

  const clear = (): void => {
    if (visible) stream.write('\r\u001b[2K');
    visible = false;
  };

  const update = (event: ProgressEvent): void => {
    const now = performance.now();
    if (event.label !== label) {
      label = event.label;
      startedAt = now;
    }
    if (now - startedAt < APPEAR_MS || now - drawnAt < REDRAW_MS) return;
    drawnAt = now;
    visible = true;
    stream.write(`\r\u001b[2K${progressLine(event, (now - startedAt) / 1000, stream.columns || 80)}`);
  };

  return { update, clear };
}

/** `label  42 %  1.2 GB of 2.0 GB  850 MB/s  1 s left`, cut to `columns` − 1. Exported for its test. */
export function progressLine(event: ProgressEvent, seconds: number, columns: number): string {
  const rate = event.done / Math.max(seconds, 0.001);
  const parts = [printable(event.label, 40)];
  if (event.total !== undefined && event.total > 0) {
    parts.push(`${Math.min(100, Math.floor((100 * event.done) / event.total))} %`);
    parts.push(`${amount(event.done, event.unit)} of ${amount(event.total, event.unit)}`);
  } else {
    parts.push(amount(event.done, event.unit));
  }
  parts.push(`${amount(rate, event.unit)}/s`);
  if (event.total !== undefined && rate > 0)
    parts.push(`${Math.ceil(Math.max(0, event.total - event.done) / rate)} s left`);
  return parts.join('  ').slice(0, columns - 1);
}

function amount(value: number, unit: ProgressEvent['unit']): string {
  if (unit !== 'bytes') return `${Math.round(value)} ${unit}`;
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} GB`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(0)} MB`;
  return `${(value / 1e3).toFixed(0)} kB`;
}
