/** Limits of attestations. A statement past one of them is refused; nothing of it is cut. */
export const ATTESTATION_LIMITS = {
  /** Statements of one file, and of all sources together. */
  statements: 1_000,
  /** Files of one directory of attestations. */
  files: 1_000,
  /** Bytes of all files beside a model, and of all that the operator names: they are held in memory. */
  bytes: 256 << 20,
  /** Characters of a URI, a name, an identifier. */
  text: 4_096,
  /** Resolved dependencies of one build: a data set may be many files. */
  dependencies: 10_000,
  /** Tests, attributes, levels, vulnerabilities or metrics of one statement. */
  listed: 10_000,
  /** Materials or products of one step. */
  artifacts: 100_000,
  /** Steps, inspections or keys of one layout; rules of one step. */
  layout: 1_000,
  /** Layouts inside one another, beneath that of the policy, and of all of them together. */
  layoutDepth: 3,
  sublayouts: 100,
  /** Keys of one step: each is tried on each of its links. */
  functionaries: 100,
  /** Manifests of an OCI layout, and indexes inside one another. */
  manifests: 1_000,
  manifestBytes: 4 << 20,
  indexDepth: 3,
} as const;
