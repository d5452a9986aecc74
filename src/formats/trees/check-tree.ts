import type { Collector } from '../collector.ts';

/** One tree as two lists of children. A leaf is what `isLeaf` says; predictors follow children without looking. */
export interface TreeShape {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  /** What an inner node splits by; read as an index into a row of data. */
  readonly features: ArrayLike<number>;
}

export interface TreePlace {
  /** Prefix of problem codes. */
  readonly format: string;
  readonly tree: number;
  readonly offset: number;
}

/**
 * Walks a tree from its root as a predictor does. A child out of range is read out of bounds, one that was visited makes
 * the walk endless. Returns the highest feature that a node in reach splits by, −1 without one.
 */
export function checkTree(shape: TreeShape, place: TreePlace, collector: Collector): number {
  const { left, right, features } = shape;
  const nodes = left.length;
  const visited = new Uint8Array(nodes);
  const pending = nodes === 0 ? [] : [0];
  let highest = -1;
  const problem = (message: string): number => {
    collector.problem(`${place.format}-tree`, `tree ${place.tree}: ${message}`, place.offset);
    return highest;
  };
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visited[node] = 1;
    const [first = -1, second = -1] = [left[node], right[node]];
    if (first === -1) continue;
    highest = Math.max(highest, features[node] ?? -1);
    if (!(Number(features[node]) >= 0)) return problem(`node ${node} splits by the feature ${features[node]}`);
    for (const child of [first, second]) {
      if (!Number.isInteger(child) || child <= 0 || child >= nodes)
        return problem(`node ${node} of ${nodes} has the child ${child}`);
      if (visited[child] === 1) return problem(`node ${child} is reached twice`);
      visited[child] = 1;
      pending.push(child);
    }
  }
  return highest;
}
