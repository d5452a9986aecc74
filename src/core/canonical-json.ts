/**
 * One text for one value: keys sorted by UTF-16 unit, no white space, as RFC 8785 wants for strings, booleans, null and
 * finite numbers. What is hashed or signed goes through here, so that the order in which code builds objects never matters.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
