type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only the members that have a value: an absent fact stays absent. The keys are the code's own, never a file's. */
export function defined<T extends object>(values: T): Defined<T> {
  const kept: Defined<T> = { ...values };
  for (const key in kept) if (kept[key] === undefined) delete kept[key];
  return kept;
}
