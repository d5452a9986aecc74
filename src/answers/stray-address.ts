/** Characters of an address that are told. */
const MAX_CHARACTERS = 200;
const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s/"'<>)\]]{2,}[^\s"'<>)\]]*/giu;

/**
 * The first address of the web in an answer whose host stands in nothing that was asked. A model has no reason to name one
 * where nobody asked for a source; a hidden trigger may have it send the conversation there, as a link or as a picture.
 */
export function strayAddress(answer: string, asked: readonly { readonly content: string }[]): string | undefined {
  const known = asked.map(({ content }) => content.toLowerCase()).join('\n');
  for (const [address] of answer.matchAll(ADDRESS)) {
    const host = /:\/\/([^/?#]+)/u.exec(address)?.[1]?.toLowerCase();
    if (host !== undefined && !known.includes(host)) return address.slice(0, MAX_CHARACTERS);
  }
  return undefined;
}
