import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256FromBytes, hexOf, type Sha256 } from '../../core/digest.ts';

/** Names a document by all that it says: the same contents always give the same document, other contents never. */
export function documentDigest(contents: object): Sha256 {
  return sha256FromBytes(createHash('sha256').update(canonicalJson(contents)).digest());
}

/** A UUID of version 8 (RFC 9562 §5.8) out of a digest. */
export function uuidOf(digest: Sha256): string {
  const hex = hexOf(digest);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
