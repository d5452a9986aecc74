/** Only the members that have a value: an absent fact stays absent. The keys are the code's own, never a file's. */
export function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
