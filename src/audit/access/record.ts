/** One request, as any of the formats tells it. */
export interface AccessRecord {
  /** Address or name of who asked, as the log has it: shown masked only. */
  readonly client: string;
  /** What was asked for, without its query. */
  readonly resource: string;
  /** HTTP status, or the one that an error of an API stands for. */
  readonly status: number;
  readonly agent: string;
  readonly authenticated: boolean;
}

export type ParseAccessLine = (line: string) => AccessRecord | undefined;
