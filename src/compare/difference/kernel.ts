import type { DecodedElements } from '../elements/decode.ts';
import type { DifferenceSums } from './sums.ts';

/*
 * The inner loops. Two independent chains of additions hide the latency of one; all sums are float64. Bounds are the
 * caller's: `to` is at most the length of both arrays, so the fallbacks after `??` never run and cost nothing.
 */

/** Adds the elements `from` to `to` of float32 values; returns Σ(w − w₀)² of just these. */
export function addFloat32(
  w: DecodedElements,
  w0: DecodedElements,
  from: number,
  to: number,
  sums: DifferenceSums,
): number {
  const a = w.f32;
  const b = w0.f32;
  let d2 = 0;
  let d2odd = 0;
  let a2 = 0;
  let a2odd = 0;
  let b2 = 0;
  let b2odd = 0;
  let largest = sums.maxAbsolute;
  let i = from;
  for (; i + 1 < to; i += 2) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    const xodd = a[i + 1] ?? 0;
    const yodd = b[i + 1] ?? 0;
    const d = x - y;
    const dodd = xodd - yodd;
    d2 += d * d;
    d2odd += dodd * dodd;
    a2 += x * x;
    a2odd += xodd * xodd;
    b2 += y * y;
    b2odd += yodd * yodd;
    if (d > largest || -d > largest) largest = Math.abs(d);
    if (dodd > largest || -dodd > largest) largest = Math.abs(dodd);
  }
  for (; i < to; i += 1) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    const d = x - y;
    d2 += d * d;
    a2 += x * x;
    b2 += y * y;
    if (Math.abs(d) > largest) largest = Math.abs(d);
  }
  return finish(a, b, from, to, sums, { d2: d2 + d2odd, a2: a2 + a2odd, b2: b2 + b2odd, largest });
}

/** The same over float64 values. */
export function addFloat64(
  w: DecodedElements,
  w0: DecodedElements,
  from: number,
  to: number,
  sums: DifferenceSums,
): number {
  const a = w.f64;
  const b = w0.f64;
  let d2 = 0;
  let a2 = 0;
  let b2 = 0;
  let largest = sums.maxAbsolute;
  for (let i = from; i < to; i += 1) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    const d = x - y;
    d2 += d * d;
    a2 += x * x;
    b2 += y * y;
    if (Math.abs(d) > largest) largest = Math.abs(d);
  }
  return finish(a, b, from, to, sums, { d2, a2, b2, largest });
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

interface Block {
  readonly d2: number;
  readonly a2: number;
  readonly b2: number;
  readonly largest: number;
}

function finish(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  from: number,
  to: number,
  sums: DifferenceSums,
  block: Block,
): number {
  // A finite float32 squared never overflows a double, so an infinite or undefined sum means a non-finite element.
  // (For float64 values it may also mean overflow; the slow path then keeps the infinity, and the statistics say so.)
  if (!Number.isFinite(block.d2 + block.a2 + block.b2)) return addSlowly(a, b, from, to, sums);
  sums.differenceSquares += block.d2;
  sums.candidateSquares += block.a2;
  sums.baseSquares += block.b2;
  sums.maxAbsolute = block.largest;
  return block.d2;
}

function addSlowly(a: ArrayLike<number>, b: ArrayLike<number>, from: number, to: number, sums: DifferenceSums): number {
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
    const d = x - y;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    squares += d * d;
    if (Math.abs(d) > sums.maxAbsolute) sums.maxAbsolute = Math.abs(d);
  }
  sums.differenceSquares += squares;
  return squares;
}
