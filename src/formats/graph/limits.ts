/** Limits that all formats of computation graphs share. */
export const GRAPH_LIMITS = {
  /** Graphs in graphs: the bodies of loops and conditions. */
  depth: 64,
  /** Distinct operators. TensorFlow has about 1,500. */
  operatorKinds: 5_000,
  /** Files that a graph refers to. Large models have one reference for each tensor. */
  references: 200_000,
  /** Bytes kept of a name or path. */
  name: 1_024,
  /** Nodes, over all graphs and functions of a file. */
  nodes: 4_000_000,
} as const;
