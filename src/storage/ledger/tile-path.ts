/** C2SP tlog-tiles: 256 hashes, or entries, to a full tile. */
export const TILE_WIDTH = 256;
/** Levels of the tree that a tile spans. */
export const TILE_HEIGHT = 8;

/** `n` in groups of three digits, all but the last with an `x`: 1234067 is `x001/x234/067`. */
function number(n: number): string {
  const groups: string[] = [];
  for (let rest = n; ; rest = Math.floor(rest / 1_000)) {
    groups.unshift(String(rest % 1_000).padStart(3, '0'));
    if (rest < 1_000) break;
  }
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** Where the hashes of level `level · 8` lie, relative to the ledger: C2SP tlog-tiles. `width` is 1…256. */
export function hashTilePath(level: number, n: number, width: number): string {
  return `tile/${level}/${number(n)}${partial(width)}`;
}

/** Where the entries themselves lie. */
export function entryBundlePath(n: number, width: number): string {
  return `tile/entries/${number(n)}${partial(width)}`;
}

const partial = (width: number): string => (width === TILE_WIDTH ? '' : `.p/${width}`);
