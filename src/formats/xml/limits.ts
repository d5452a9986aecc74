/** Limits of the XML reader. */
export const XML_LIMITS = {
  /** Bytes of a document. Descriptions of the largest graphs take some tens of MiB. */
  bytes: 128 << 20,
  depth: 256,
  elements: 8_000_000,
  attributes: 1_000,
  /** Bytes kept of a name or value. */
  value: 4_096,
  /** Entities, inclusions and programs that are listed. */
  listed: 1_000,
  /** Characters kept of a name or an address. */
  name: 512,
} as const;
