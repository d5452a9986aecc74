/** Limits of the claim reader. Past one of them the facts carry a `limits` entry and are not complete. */
export const CLAIM_LIMITS = {
  /** Claims of one file; the largest published lm-eval files state about 2,000. */
  claims: 5_000,
  /** Characters of a task's or metric's name. */
  name: 200,
  /** Characters of a stated number. */
  stated: 64,
  /** Tasks of one group that are listed; of a larger group none is. */
  groupTasks: 256,
  /** Lines of one file of samples, bytes of one, and bytes of the file; the largest published task has some 60,000 lines. */
  sampleLines: 1_000_000,
  sampleBytes: 16 << 20,
  sampleFileBytes: 4 * 2 ** 30,
  /** Metrics and filters of one file of samples, and such files in one log. */
  sampleMetrics: 256,
  samplesListed: 256,
  /** Bytes and cells of a table. */
  tableBytes: 16 << 20,
  tableCells: 500_000,
  /** Bytes to which a zipped log may expand. */
  logBytes: 1 << 30,
  /** Samples of which the hash of the document is computed again. */
  hashedDocuments: 20_000,
  /** Documents of one file of which the single answers are kept. */
  pairedDocuments: 20_000,
} as const;
