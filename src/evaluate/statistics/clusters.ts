/** Right answers and items of each group of items that belong together: questions about one text, variants of one prompt. */
export interface Cluster {
  readonly right: number;
  readonly items: number;
}

/**
 * Standard error of a share over clustered items: E. Miller, “Adding Error Bars to Evals” (arXiv 2411.00640), section 2.2, with
 * the factor C / (C − 1) for few clusters. With one item a cluster it is √(p(1−p)/(n−1)). Undefined for fewer than two clusters.
 */
export function clusteredError(clusters: readonly Cluster[]): number | undefined {
  const count = clusters.length;
  if (count < 2) return undefined;
  const n = clusters.reduce((sum, { items }) => sum + items, 0);
  const mean = clusters.reduce((sum, { right }) => sum + right, 0) / n;
  const squares = clusters.reduce((sum, { right, items }) => sum + (right - items * mean) ** 2, 0);
  return Math.sqrt(((count / (count - 1)) * squares) / n ** 2);
}

/**
 * The counts of as many independent items as clustered ones are worth: n over the design effect, at least one a cluster and at
 * most n. So the exact binomial tests stay exact where clusters are single items, and where nothing varies (all right) only
 * the clusters count. `k` keeps the share, rounded up: an answer that hangs by rounding must not refute.
 */
export function effectiveCounts(
  k: number,
  n: number,
  clusters: readonly Cluster[],
): { readonly k: number; readonly n: number } {
  const share = n === 0 ? 0 : k / n;
  const clustered = clusteredError(clusters);
  const independent = n < 2 ? 0 : Math.sqrt((share * (1 - share)) / (n - 1));
  const worth =
    clustered === undefined || clustered === 0 || independent === 0 ? 0 : (independent / clustered) ** 2 * n;
  const items = Math.floor(Math.min(n, Math.max(worth, clusters.length)));
  return { k: Math.min(items, Math.ceil(share * items - 1e-9)), n: items };
}
