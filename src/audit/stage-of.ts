import type { AuditReport, AuditStage } from './report.ts';

/** The job that a place is in: of the jobs of its file the last that begins before it. */
export class StageFinder {
  private readonly byPath: ReadonlyMap<string, readonly AuditStage[]>;

  constructor(stages: readonly AuditStage[]) {
    this.byPath = new Map(
      [...Map.groupBy(stages, ({ path }) => path)].map(([path, own]) => [
        path,
        own.toSorted((a, b) => a.line - b.line),
      ]),
    );
  }

  /** Of a finding: its own place, or the nearest of those that led there. */
  of({ path, line, related }: AuditReport['findings'][number]): AuditStage | undefined {
    for (const place of [{ path, line }, ...related]) {
      const found = this.byPath.get(place.path)?.findLast((stage) => stage.line <= place.line);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
