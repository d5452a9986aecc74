/** Limits of the HDF5 reader. Data sets are never read, so there is none on the size of a file. */
export const HDF5_LIMITS = {
  /** Groups and data sets. Large models have some thousands. */
  objects: 500_000,
  /** Links of all groups. */
  links: 2_000_000,
  /** Messages of one object header, over all its blocks. */
  messages: 200_000,
  /** Levels of any tree of blocks. */
  depth: 32,
  /** Nodes read of one tree. */
  nodes: 500_000,
  /** Bytes of one block of metadata that is held in memory. */
  block: 64 << 20,
  /** Blocks of metadata read of one file, and bytes in them. */
  blocks: 1_500_000,
  metadata: 256 << 20,
  /** Bytes of the string attributes that are read. The largest Keras configurations are a few MiB. */
  text: 64 << 20,
  /** References to other files, filters, and attributes that are listed. */
  listed: 10_000,
  /** Bytes kept of a name, and bytes in which its end is looked for. */
  name: 1_024,
  nameSearch: 4_096,
} as const;
