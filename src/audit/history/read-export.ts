import type { Clock } from '../../core/clock.ts';
import { filesUnder, jsonIn, withFile } from '../signals/open.ts';
import type { SignalSink } from '../signals/rule.ts';
import { addExport, emptyFacts } from './forge.ts';
import { judgeChanges, judgeTraffic } from './judge-forge.ts';
import { readHistoryExport } from './read-history.ts';

export interface ExportCounts {
  files: number;
  pulls: number;
  reviews: number;
  forks: number;
  /** Commits of histories in text. */
  commits: number;
}

/**
 * Exports of a forge in JSON, all of one call judged together, and histories as `git log` writes them.
 * @throws GateError SOURCE_NOT_FOUND
 */
export function readExports(given: readonly string[], clock: Clock, sink: SignalSink): ExportCounts {
  const counts: ExportCounts = { files: 0, pulls: 0, reviews: 0, forks: 0, commits: 0 };
  const all = emptyFacts();
  let changes: string | undefined;
  for (const path of given.flatMap((one) => filesUnder(one, sink))) {
    counts.files += 1;
    let isHistory = false;
    withFile(path, sink, (source) => {
      isHistory = /^commit [0-9a-f]{40}/u.test(Buffer.from(source.read(0, 64)).toString('latin1'));
      const document = isHistory ? undefined : jsonIn(source, path, sink);
      if (document === undefined) return;
      const own = emptyFacts();
      addExport(document, own);
      if (own.unknown > 0) sink.unread({ path, reason: `${own.unknown} entries of no known export` });
      judgeTraffic(own, path, sink);
      for (const pull of own.pulls) all.pulls.push(pull);
      for (const review of own.reviews) all.reviews.push(review);
      counts.forks += own.forks.length;
      if (own.pulls.length > 0) changes = path;
    });
    if (isHistory) counts.commits += readHistoryExport(path, clock, sink)?.commits ?? 0;
  }
  if (changes !== undefined) judgeChanges(all, changes, sink);
  return { ...counts, pulls: all.pulls.length, reviews: all.reviews.length };
}
