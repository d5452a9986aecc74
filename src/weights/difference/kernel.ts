import type { DecodedElements } from '../elements/decode.ts';
import type { DifferenceSums } from './sums.ts';

/*
 * The inner loops in JavaScript: for what the SIMD kernel doesn't take. Bounds are the caller's: `to` is at most the
 * length of both arrays, so the fallbacks after `??` never run.
 */

/** Adds the elements `from` to `to` of float32 values; returns Σ(w − w₀)² of just these. */
export function addFloat32(
  w: DecodedElements,
  w0: DecodedElements,
  from: number,
  to: number,
  sums: DifferenceSums,
): number {
  return addElements(w.f32, w0.f32, from, to, sums);
}

/** The same over float64 values. */
export function addFloat64(
  w: DecodedElements,
  w0: DecodedElements,
  from: number,
  to: number,
  sums: DifferenceSums,
): number {
  return addElements(w.f64, w0.f64, from, to, sums);
}

/** Elements whose bits differ; `words` is 1 for 32-bit and 2 for 64-bit elements. */
export function countChanged(a: Uint32Array, b: Uint32Array, from: number, to: number, words: 1 | 2): number {
  let changed = 0;
  if (words === 1) {
    for (let i = from; i < to; i += 1) changed += a[i] === b[i] ? 0 : 1;
    return changed;
  }
  for (let i = from; i < to; i += 1) changed += a[2 * i] === b[2 * i] && a[2 * i + 1] === b[2 * i + 1] ? 0 : 1;
  return changed;
}

/** Only finite elements enter the sums; a square that overflows a double makes them infinite, and the statistics say so. */
function addElements(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  from: number,
  to: number,
  sums: DifferenceSums,
): number {
  let squares = 0;
  for (let i = from; i < to; i += 1) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    if (Number.isNaN(x)) sums.candidateNaN += 1;
    else if (Number.isFinite(x)) sums.candidateSquares += x * x;
    else sums.candidateInfinite += 1;
    if (Number.isNaN(y)) sums.baseNaN += 1;
    else if (Number.isFinite(y)) sums.baseSquares += y * y;
    else sums.baseInfinite += 1;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const d = x - y;
    squares += d * d;
    if (Math.abs(d) > sums.maxAbsolute) sums.maxAbsolute = Math.abs(d);
  }
  sums.differenceSquares += squares;
  return squares;
}
