/** A SHA-256 digest as `sha256:` and 64 lower-case hexadecimal digits. Branded: a bare string never passes for one. */
export type Sha256 = string & { readonly __brand: 'sha256' };

/** A BLAKE3 digest as `blake3:` and 64 lower-case hexadecimal digits. Only for fast re-checks, never an identity. */
export type Blake3 = string & { readonly __brand: 'blake3' };

/** From the 32 raw bytes of a finished hash. */
export function sha256FromBytes(raw: Uint8Array): Sha256 {
  return `sha256:${Buffer.from(raw).toString('hex')}` as Sha256;
}

/** From the 32 raw bytes of a finished hash. */
export function blake3FromBytes(raw: Uint8Array): Blake3 {
  return `blake3:${Buffer.from(raw).toString('hex')}` as Blake3;
}

/** The 64 hexadecimal digits without the algorithm, as in-toto `digest` maps want them. */
export function hexOf(digest: Sha256 | Blake3): string {
  return digest.slice(digest.indexOf(':') + 1);
}

/** The 32 raw bytes. */
export function bytesOf(digest: Sha256 | Blake3): Buffer {
  return Buffer.from(hexOf(digest), 'hex');
}
