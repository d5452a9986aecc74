/** What a tensor is for, whatever its layer: its name without numbers. */
export function roleOf(name: string): string {
  return name
    .slice(0, 128)
    .split('.')
    .filter((part) => !/^\d+$/u.test(part))
    .join('.');
}
