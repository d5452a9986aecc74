import type { Clock } from '../../core/clock.ts';
import { SIGNAL_LIMITS } from '../signals/limits.ts';
import { withFile } from '../signals/open.ts';
import type { SignalSink } from '../signals/rule.ts';
import { CommitReader, LOG_FORMAT, type Commit } from './commits.ts';
import { openGit, type GitObjects } from './git.ts';
import { doubtful, firstContributions, judgeFirst, judgeSignatures, judgeTimes } from './judge-commits.ts';
import { searchHistory, sizesOf, type Blob } from './secrets.ts';

export interface HistoryCounts {
  commits: number;
  contributors: number;
  signed: number;
  /** Versions of files that were searched for secrets. */
  searched: number;
}

/** Reads the history of a checkout, without its configuration. `deep` also searches all versions of files for secrets. */
export async function readHistory(
  directory: string,
  deep: boolean,
  clock: Clock,
  sink: SignalSink,
): Promise<HistoryCounts | undefined> {
  const path = '.git';
  const git = openGit(directory);
  if (typeof git === 'string') sink.unread({ path, reason: git });
  if (git === undefined || typeof git === 'string') return undefined;
  try {
    const reader = new CommitReader();
    // With `deep` every version counts, otherwise what was added.
    const filter = deep ? ['--diff-filter=AM'] : [];
    const end = await git.run(
      ['log', ...LOG_FORMAT, ...filter, `--max-count=${SIGNAL_LIMITS.commits}`, git.head, '--'],
      deep ? SIGNAL_LIMITS.secretMilliseconds : SIGNAL_LIMITS.historyMilliseconds,
      (bytes) => {
        reader.add(bytes);
        return undefined;
      },
    );
    const commits = reader.end();
    const complete = end.kind === 'done' && !git.shallow && commits.length < SIGNAL_LIMITS.commits;
    if (end.kind === 'failed') sink.unread({ path, reason: `git could not read the history: ${end.message}` });
    else if (!complete)
      sink.unread({ path, reason: `the history goes on before the ${commits.length} commits that were read` });
    await judge(commits, complete, git, clock, sink);
    const aside = deep ? await asideOf(git, path, sink) : [];
    const searched = deep ? await searchHistory(git, blobsOf([...aside, ...commits]), path, sink) : 0;
    return countsOf(commits, searched);
  } finally {
    git.close();
  }
}

/** What merges bring that none of their parents has, and commits of other branches and tags. */
async function asideOf(git: GitObjects, path: string, sink: SignalSink): Promise<readonly Commit[]> {
  const { commits: others, complete } = git.others;
  if (!complete) sink.unread({ path, reason: 'more branches and tags than are searched for secrets' });
  const found: Commit[] = [];
  const whats = [['--merges', git.head], ...(others.length === 0 ? [] : [[...others, `^${git.head}`]])];
  for (const what of whats) {
    const reader = new CommitReader();
    const end = await git.run(
      [
        'log',
        ...LOG_FORMAT,
        '--diff-filter=AM',
        '--diff-merges=first-parent',
        `--max-count=${SIGNAL_LIMITS.commits}`,
        ...what,
        '--',
      ],
      SIGNAL_LIMITS.secretMilliseconds,
      (bytes) => {
        reader.add(bytes);
        return undefined;
      },
    );
    if (end.kind !== 'done')
      sink.unread({
        path,
        reason: `merges and other branches were not all searched for secrets (${end.kind === 'failed' ? end.message : 'the time was up'})`,
      });
    found.push(...reader.end());
  }
  return found;
}

/** A history that was written to a file by `git log` (docs/guide/audit.md). */
export function readHistoryExport(path: string, clock: Clock, sink: SignalSink): HistoryCounts | undefined {
  let counts: HistoryCounts | undefined;
  withFile(path, sink, (source) => {
    const reader = new CommitReader();
    for (let offset = 0; offset < source.size && reader.commits.length <= SIGNAL_LIMITS.commits;) {
      const bytes = Buffer.from(source.read(offset, SIGNAL_LIMITS.block));
      if (bytes.length === 0) break;
      reader.add(bytes);
      offset += bytes.length;
    }
    const commits = reader.end().slice(0, SIGNAL_LIMITS.commits);
    const now = clock.now().getTime() / 1_000;
    if (commits.some(({ parents }) => parents.length === 0)) judgeFirst(firstContributions(commits), new Map(), sink);
    else sink.unread({ path, reason: 'the history does not go back to its first commit' });
    judgeSignatures(commits, path, sink);
    judgeTimes(commits, now, path, sink);
    counts = countsOf(commits, 0);
  });
  return counts;
}

async function judge(
  commits: readonly Commit[],
  complete: boolean,
  git: GitObjects,
  clock: Clock,
  sink: SignalSink,
): Promise<void> {
  if (complete) {
    const first = firstContributions(commits);
    judgeFirst(first, await sizesOf(git, doubtful(first), SIGNAL_LIMITS.historyMilliseconds), sink);
  }
  judgeSignatures(commits, '.git', sink);
  judgeTimes(commits, clock.now().getTime() / 1_000, '.git', sink);
}

/** Each version once, by the earliest commit that brought it. */
function blobsOf(commits: readonly Commit[]): Blob[] {
  const blobs = new Map<string, Blob>();
  for (const { id: commit, files } of commits)
    for (const { blob, path } of files) blobs.set(blob, { id: blob, path, commit });
  return [...blobs.values()];
}

function countsOf(commits: readonly Commit[], searched: number): HistoryCounts {
  return {
    commits: commits.length,
    contributors: new Set(commits.map(({ author }) => author)).size,
    signed: commits.filter(({ signed }) => signed).length,
    searched,
  };
}
