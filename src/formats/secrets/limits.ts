/** Limits of what is searched for secrets. Text is searched whole, whatever its size. */
export const SECRET_LIMITS = {
  /** Bytes searched from the start of a file that is no text. */
  binary: 4 << 20,
  /** Bytes of a header (safetensors, GGUF) that is searched whole. */
  header: 128 << 20,
  /** Bytes of a member of an archive that is no text and no pickle: larger ones are arrays. */
  member: 64 << 10,
  /** Secrets listed of one file; the rest is counted. */
  listed: 200,
  /** Bytes of one private key. */
  privateKey: 16 << 10,
} as const;
