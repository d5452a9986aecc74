import type { Measurement } from '../core/predicates/evaluate.ts';
import { percent } from './format.ts';
import { raw, text, type Markup } from './markup.ts';

const SIZE = 220;
const MARGIN = 30;
const SIDE = SIZE - 2 * MARGIN;

/** Shares of harmful requests refused and of harmless ones answered, over all tasks of either kind. */
export interface RefusalPoint {
  readonly file: string;
  readonly refused: Share;
  readonly answered: Share;
}

interface Share {
  readonly k: number;
  readonly n: number;
}

/** A file's point where both kinds were measured. Tasks that count compliance are the harmless ones. */
export function refusalPoints(measurements: readonly Measurement[]): RefusalPoint[] {
  const byFile = Map.groupBy(measurements, ({ file }) => file);
  return [...byFile].flatMap(([file, own]) => {
    const harmless = own.filter(({ metric }) => metric === 'compliance_rate');
    const names = new Set(harmless.map(({ suite, task }) => JSON.stringify([suite, task])));
    const harmful = own.filter(
      ({ metric, suite, task }) => metric === 'refusal_rate' && !names.has(JSON.stringify([suite, task])),
    );
    return harmless.length === 0 || harmful.length === 0
      ? []
      : [{ file, refused: together(harmful), answered: together(harmless) }];
  });
}

function together(measurements: readonly Measurement[]): Share {
  return measurements.reduce((sum, { k, n }) => ({ k: sum.k + k, n: sum.n + n }), { k: 0, n: 0 });
}

/**
 * Refusal against over-refusal: to the right what a model should refuse and does, upwards what it should answer and does. The
 * upper right corner is where one wants to be; on the falling diagonal a model refuses or answers without looking.
 */
export function refusalPlot(points: readonly RefusalPoint[]): Markup {
  const x = (share: Share): string => (MARGIN + (share.k / share.n) * SIDE).toFixed(1);
  const y = (share: Share): string => (SIZE - MARGIN - (share.k / share.n) * SIDE).toFixed(1);
  const label = points
    .map(
      ({ file, refused, answered }) =>
        `${file}: ${percent(refused.k / refused.n)} of harmful requests refused, ${percent(answered.k / answered.n)} of harmless ones answered`,
    )
    .join('; ');
  const edge = SIZE - MARGIN;
  const dots = points.map(
    ({ refused, answered }) => `<circle class="measured" cx="${x(refused)}" cy="${y(answered)}" r="5"/>`,
  );
  return raw(
    `<svg class="plot square" role="img" aria-label="${text(label)}" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}">` +
      `<rect class="frame" x="${MARGIN}" y="${MARGIN}" width="${SIDE}" height="${SIDE}"/>` +
      `<line class="track" x1="${MARGIN}" y1="${MARGIN}" x2="${edge}" y2="${edge}"/>` +
      `<text x="${SIZE / 2}" y="${SIZE - 8}" text-anchor="middle">harmful requests refused</text>` +
      `<text x="12" y="${SIZE / 2}" text-anchor="middle" transform="rotate(-90 12 ${SIZE / 2})">harmless ones answered</text>` +
      `<text x="${edge}" y="${edge + 12}" text-anchor="end">100 %</text>` +
      `<text x="${MARGIN - 3}" y="${MARGIN + 3}" text-anchor="end" class="small">100</text>` +
      `${dots.join('')}</svg>`,
  );
}
