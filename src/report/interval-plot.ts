import { percent } from './format.ts';
import { raw, text, type Markup } from './markup.ts';

const WIDTH = 180;
const HEIGHT = 22;
const MIDDLE = HEIGHT / 2;
const MARGIN = 4;
/** Axes end at multiples of this. */
const STEP = 0.1;

export interface Plotted {
  readonly value: number;
  readonly interval: readonly [number, number];
  readonly claimed?: number;
  /** Whether the claim is refuted. */
  readonly refuted?: boolean;
}

/** Both ends of one axis for all rows of a table, so that they can be compared by eye. */
export function commonAxis(rows: readonly Plotted[]): readonly [number, number] {
  const all = rows.flatMap(({ value, interval, claimed }) => [
    value,
    ...interval,
    ...(claimed === undefined ? [] : [claimed]),
  ]);
  const low = Math.max(0, Math.floor(Math.min(1, ...all) / STEP) * STEP);
  const high = Math.min(1, Math.ceil(Math.max(low + STEP, ...all) / STEP) * STEP);
  return [low, high];
}

export function axisTitle([from, to]: readonly [number, number]): string {
  return `${Math.round(from * 100)} – ${Math.round(to * 100)} %`;
}

/**
 * What was measured against what was claimed, along an axis: the interval as a band, the measurement as a dot, the claim as
 * a stroke. Drawn with attributes alone, because the page allows no inline style.
 */
export function intervalPlot(
  { value, interval: [low, high], claimed, refuted }: Plotted,
  [from, to]: readonly [number, number],
): Markup {
  const place = (fraction: number): number =>
    MARGIN + Math.min(1, Math.max(0, (fraction - from) / (to - from))) * (WIDTH - 2 * MARGIN);
  const x = (fraction: number): string => place(fraction).toFixed(1);
  const label = `measured ${percent(value)}, 95 % interval ${percent(low)} to ${percent(high)}${
    claimed === undefined ? '' : `, claimed ${percent(claimed)}`
  }`;
  return raw(
    `<svg class="plot" role="img" aria-label="${text(label)}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
      `<line class="track" x1="${x(from)}" x2="${x(to)}" y1="${MIDDLE}" y2="${MIDDLE}"/>` +
      `<rect class="band" x="${x(low)}" y="${MIDDLE - 4}" width="${Math.max(1, place(high) - place(low)).toFixed(1)}" height="8" rx="2"/>` +
      (claimed === undefined
        ? ''
        : `<line class="claimed${refuted === true ? ' refuted' : ''}" x1="${x(claimed)}" x2="${x(claimed)}" y1="2" y2="${HEIGHT - 2}"/>`) +
      `<circle class="measured" cx="${x(value)}" cy="${MIDDLE}" r="3.5"/></svg>`,
  );
}
