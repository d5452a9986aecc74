/** Limits of a remote endpoint. Past one of them the question has no answer, and the task no score. */
export const ENDPOINT_LIMITS = {
  /** Bytes of one answer: the log-probabilities of a long prompt's tokens take most. */
  answerBytes: 16 << 20,
  /** Bytes of an answer's headers. */
  headerBytes: 16 << 10,
  /** How often one question is asked, when the endpoint is busy (429), broken (5xx) or hangs up. */
  attempts: 4,
  /** Seconds waited before asking again, whatever the endpoint asks for. */
  pauseSeconds: 30,
  /** Questions on their way at once. */
  concurrency: 4,
  /** Models of which the only one is taken, where none is named. */
  models: 1_000,
} as const;
