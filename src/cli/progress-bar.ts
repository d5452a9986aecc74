import { printable } from '../core/escape.ts';
import { columns as columnsOf, fit } from '../core/layout.ts';
import type { Progress, ProgressEvent } from '../core/progress.ts';

const REDRAW_MS = 100;
/** Between two drawings while nothing is reported: the clock on the line goes on. */
const TICK_MS = 500;
/** Shorter work shows nothing: a bar that flashes is noise. */
const APPEAR_MS = 1_000;
const LABEL_WIDTH = 40;

export interface ProgressBar {
  readonly update: Progress;
  /** Work of unknown size has begun; it shows how long it has been going on until `update` knows more. */
  readonly begin: (label: string) => void;
  /** Takes the line away; the next event starts anew. */
  readonly clear: () => void;
}

/** One line at the foot of the terminal, with rate and time left; never wider than the terminal. */
export function progressBar(
  stream: Pick<NodeJS.WritableStream, 'write'> & { readonly columns?: number },
  now: () => number = () => performance.now(),
): ProgressBar {
  let begun: { readonly label: string; readonly at: number } | undefined;
  let work: { event: ProgressEvent; readonly first: number; readonly at: number } | undefined;
  let drawnAt = 0;
  let visible = false;
  let ticking: NodeJS.Timeout | undefined;

  const draw = (): void => {
    const at = now();
    const since = begun?.at ?? work?.at ?? at;
    if (at - since < APPEAR_MS || at - drawnAt < REDRAW_MS) return;
    const width = stream.columns || 80;
    const line =
      work === undefined
        ? `${printable(begun?.label ?? '', LABEL_WIDTH)}  ${duration(Math.floor((at - since) / 1000))}`
        : progressLine(work.event, (at - work.at) / 1000, width, work.first);
    drawnAt = at;
    visible = true;
    stream.write(`\r\u001b[2K${fit(line, width - 1)}`);
  };
  const tick = (): void => {
    // Never what keeps the program alive.
    ticking ??= setInterval(draw, TICK_MS).unref();
  };

  return {
    begin(label) {
      begun = { label, at: now() };
      work = undefined;
      tick();
    },
    update(event) {
      // The label names the file at hand and changes; unit and total tell which work it is.
      const same = work !== undefined && work.event.unit === event.unit && work.event.total === event.total;
      if (work !== undefined && same && event.done >= work.event.done) work.event = event;
      else work = { event, first: event.done, at: now() };
      tick();
      draw();
    },
    clear() {
      if (visible) stream.write('\r\u001b[2K');
      clearInterval(ticking);
      [begun, work, ticking, visible, drawnAt] = [undefined, undefined, undefined, false, 0];
    },
  };
}

/**
 * `label  42 %  1.2 GB of 2.0 GB  850 MB/s  1 s left` in less than `width` columns. `first` is what was done when the
 * clock started. Exported for its test.
 */
export function progressLine(event: ProgressEvent, seconds: number, width: number, first = 0): string {
  const { done, total, unit } = event;
  const rate = (done - first) / Math.max(seconds, 0.001);
  const parts: string[] = [];
  if (total !== undefined && total > 0) {
    parts.push(
      `${Math.min(100, Math.floor((100 * done) / total))} %`,
      unit === 'bytes' ? `${amount(done, unit)} of ${amount(total, unit)}` : `${done} of ${amount(total, unit)}`,
    );
  } else {
    parts.push(amount(done, unit));
  }
  // Of one large file nothing is told before it is through: that the clock goes on shows that the work does.
  parts.push(rate > 0 ? `${amount(rate, unit)}/s` : duration(Math.floor(seconds)));
  if (total !== undefined && rate > 0 && done < total) parts.push(`${duration((total - done) / rate)} left`);
  const rest = parts.join('  ');
  const room = Math.max(8, Math.min(LABEL_WIDTH, width - 3 - columnsOf(rest)));
  return fit(`${fit(printable(event.label, 200), room, 'end')}  ${rest}`, width - 1);
}

function amount(value: number, unit: ProgressEvent['unit']): string {
  if (unit !== 'bytes') return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${unit}`;
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} GB`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(0)} MB`;
  return `${(value / 1e3).toFixed(0)} kB`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 120) return `${whole} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
