/*
 * The little linear algebra that block power iteration needs, in float64, matrices by rows. Sizes are bounded by the callers:
 * nothing here is larger than a basis of a few hundred columns.
 */

/** A seeded start: numbers in (−1, 1), the same on every machine (xorshift32). */
export function randomMatrix(rows: number, columns: number, seed: number): Float64Array {
  let state = Math.imul(seed, 2_654_435_761) | 1;
  const out = new Float64Array(rows * columns);
  for (let index = 0; index < out.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    out[index] = state / 2 ** 31;
  }
  return out;
}

/** Makes the columns orthonormal in place, twice over (Gram–Schmidt loses digits once). A column that depends on the others becomes 0. */
export function orthonormalise(matrix: Float64Array, rows: number, columns: number): void {
  for (let column = 0; column < columns; column += 1) {
    const before = columnNorm(matrix, rows, columns, column);
    for (let round = 0; round < 2; round += 1) {
      const along = new Float64Array(column);
      for (let row = 0; row < rows; row += 1) {
        const value = matrix[row * columns + column] ?? 0;
        for (let other = 0; other < column; other += 1)
          along[other] = (along[other] ?? 0) + value * (matrix[row * columns + other] ?? 0);
      }
      for (let row = 0; row < rows; row += 1) {
        let value = matrix[row * columns + column] ?? 0;
        for (let other = 0; other < column; other += 1)
          value -= (along[other] ?? 0) * (matrix[row * columns + other] ?? 0);
        matrix[row * columns + column] = value;
      }
    }
    const norm = columnNorm(matrix, rows, columns, column);
    const scale = norm <= before * 1e-12 ? 0 : 1 / norm;
    for (let row = 0; row < rows; row += 1) {
      matrix[row * columns + column] = (matrix[row * columns + column] ?? 0) * scale;
    }
  }
}

function columnNorm(matrix: Float64Array, rows: number, columns: number, column: number): number {
  let sum = 0;
  for (let row = 0; row < rows; row += 1) sum += (matrix[row * columns + column] ?? 0) ** 2;
  return Math.sqrt(sum);
}

/** AᵀB of two matrices with the same rows: `columns` × `columns`. */
export function crossProduct(a: Float64Array, b: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < columns; i += 1) {
      const left = a[row * columns + i] ?? 0;
      if (left === 0) continue;
      for (let j = 0; j < columns; j += 1) {
        out[i * columns + j] = (out[i * columns + j] ?? 0) + left * (b[row * columns + j] ?? 0);
      }
    }
  }
  return out;
}

/**
 * Eigenvalues of a symmetric matrix, largest first: Householder's reduction to tridiagonal form, then the implicit QL
 * method (Golub and Van Loan, 8.3). 4/3 n³ operations. Values that did not converge stay as they are; none takes more than 60 steps.
 */
export function symmetricEigenvalues(symmetric: Float64Array, size: number): Float64Array {
  const a = symmetric.slice();
  const diagonal = new Float64Array(size);
  const off = new Float64Array(size);
  tridiagonalise(a, size, diagonal, off);
  for (let from = 0; from < size; from += 1) {
    for (let step = 0; step < 60; step += 1) {
      let to = from;
      while (to < size - 1) {
        const scale = Math.abs(diagonal[to] ?? 0) + Math.abs(diagonal[to + 1] ?? 0);
        if (Math.abs(off[to] ?? 0) <= Number.EPSILON * scale) break;
        to += 1;
      }
      if (to === from) break;
      implicitStep(diagonal, off, from, to);
    }
  }
  return diagonal.sort().reverse();
}

function tridiagonalise(a: Float64Array, size: number, diagonal: Float64Array, off: Float64Array): void {
  const at = (row: number, column: number): number => a[row * size + column] ?? 0;
  const v = new Float64Array(size);
  const p = new Float64Array(size);
  for (let k = 0; k < size - 2; k += 1) {
    let norm = 0;
    for (let i = k + 1; i < size; i += 1) norm += at(i, k) ** 2;
    norm = Math.sqrt(norm);
    const first = at(k + 1, k);
    const alpha = first > 0 ? -norm : norm;
    off[k] = alpha;
    diagonal[k] = at(k, k);
    if (norm === 0) continue;
    let square = 0;
    for (let i = k + 1; i < size; i += 1) {
      const value = at(i, k) - (i === k + 1 ? alpha : 0);
      v[i] = value;
      square += value * value;
    }
    if (square === 0) continue;
    let dot = 0;
    for (let i = k + 1; i < size; i += 1) {
      let sum = 0;
      for (let j = k + 1; j < size; j += 1) sum += at(i, j) * (v[j] ?? 0);
      p[i] = (2 * sum) / square;
      dot += (p[i] ?? 0) * (v[i] ?? 0);
    }
    const shift = dot / square;
    for (let i = k + 1; i < size; i += 1) p[i] = (p[i] ?? 0) - shift * (v[i] ?? 0);
    for (let i = k + 1; i < size; i += 1) {
      const [vi, pi] = [v[i] ?? 0, p[i] ?? 0];
      for (let j = k + 1; j < size; j += 1) a[i * size + j] = at(i, j) - vi * (p[j] ?? 0) - pi * (v[j] ?? 0);
    }
  }
  if (size > 1) {
    diagonal[size - 2] = at(size - 2, size - 2);
    off[size - 2] = at(size - 1, size - 2);
  }
  if (size > 0) diagonal[size - 1] = at(size - 1, size - 1);
}

function implicitStep(diagonal: Float64Array, off: Float64Array, from: number, to: number): void {
  const d = (index: number): number => diagonal[index] ?? 0;
  const e = (index: number): number => off[index] ?? 0;
  const g0 = (d(from + 1) - d(from)) / (2 * e(from));
  const r0 = Math.hypot(g0, 1);
  let g = d(to) - d(from) + e(from) / (g0 + (g0 < 0 ? -r0 : r0));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = to - 1; i >= from; i -= 1) {
    const f = sine * e(i);
    const b = cosine * e(i);
    const r = Math.hypot(f, g);
    off[i + 1] = r;
    if (r === 0) {
      diagonal[i + 1] = d(i + 1) - p;
      off[to] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d(i + 1) - p;
    const turned = (d(i) - g) * sine + 2 * cosine * b;
    p = sine * turned;
    diagonal[i + 1] = g + p;
    g = cosine * turned - b;
  }
  diagonal[from] = d(from) - p;
  off[from] = g;
  off[to] = 0;
}
