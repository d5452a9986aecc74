/** Texts longer than this are not compared: the cost is the product of the lengths. */
const LENGTH = 100;

/** The word that a mistyped one most likely means, or undefined if none is near: a third of its letters may be wrong. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  if (typed.length > LENGTH) return undefined;
  const part = words.filter((word) => typed.length > 2 && word.includes(typed));
  if (part.length === 1) return part[0];
  const [best] = words
    .map((word) => ({ word, distance: editDistance(typed.toLowerCase(), word) }))
    .filter(({ word, distance }) => distance <= Math.max(typed.length, word.length) / 3)
    .toSorted((a, b) => a.distance - b.distance);
  return best?.word;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) that turn one into the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (current[column - 1] ?? 0) + 1,
          (above[column] ?? 0) + 1,
          (above[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}
