/** Limits of the TensorFlow reader. */
export const TENSORFLOW_LIMITS = {
  /** Operators that touch something outside of the graph, listed with what they are given. */
  uses: 5_000,
  /** Functions of a graph's library. */
  functions: 200_000,
  /** Calls of functions that are remembered to follow arguments. */
  calls: 500_000,
  /** Steps taken to follow one operand back to where it comes from. */
  steps: 2_000,
  /** The same over all operands of a file. */
  stepsTotal: 50_000,
  /** Nodes in a row that are followed. */
  chain: 300,
  /** Fields read of one node while operands are followed. */
  nodeFields: 2_000,
  /** Texts listed of one operand, and bytes kept of each. */
  values: 16,
  text: 1_024,
  /** Graphs in constants of graphs (`DatasetFromGraph`). */
  nestedGraphs: 8,
  /** Descriptions of Keras layers in the object graph. */
  descriptions: 100_000,
  /** Bytes of a graph in text format, and messages in messages. */
  textBytes: 64 << 20,
  textDepth: 100,
  /** Meta graphs of a SavedModel. */
  metaGraphs: 64,
} as const;
