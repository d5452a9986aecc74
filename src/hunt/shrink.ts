/** The fewest of a trigger's words that still do it, and what they do. Dropped one at a time, the first that can go. */
export async function shrink<Effect extends { readonly difference: number }>(
  text: string,
  effect: Effect,
  confirmed: (text: string) => Promise<Effect | undefined>,
): Promise<{ readonly text: string; readonly effect: Effect }> {
  let words = text.split(' ');
  let best = effect;
  for (let at = 0; at < words.length && words.length > 1;) {
    const fewer = words.toSpliced(at, 1);
    const still = await confirmed(fewer.join(' '));
    // As strong as with the word: a part that often works is not the trigger.
    if (still === undefined || still.difference < best.difference - 0.15) at++;
    else {
      words = fewer;
      best = still;
      at = 0;
    }
  }
  return { text: words.join(' '), effect: best };
}
