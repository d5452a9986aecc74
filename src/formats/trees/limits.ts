/** Limits of the readers of boosted trees. */
export const TREES_LIMITS = {
  trees: 1_000_000,
  /** Nodes of one tree. XGBoost numbers them with 31 bits; trees of a million nodes are seen. */
  nodesOfTree: 16_000_000,
  /** Names of attributes that are listed. */
  attributes: 200,
  /** Bytes kept of a name. */
  name: 512,
  /** Bytes of one attribute of a binary model. */
  attribute: 16 << 20,
  /** Bytes of one line of a model as text; the longest hold the leaves of one tree. */
  line: 64 << 20,
} as const;
