import type { SignalSink } from '../signals/rule.ts';
import { alarmOver, baselineOf, describeBaseline } from '../signals/statistics.ts';
import type { ForgeFacts } from './forge.ts';
import { contributor, isModelPath } from './judge-commits.ts';

const DAY = 86_400;
/** Fewer days are no baseline, and a smaller count is no spike. */
const DAYS = 7;
const SPIKE = 20;
/** Longest time over which days without a fork are filled in. */
const SPAN = 3_650;
const NEW = new Set(['FIRST_TIMER', 'FIRST_TIME_CONTRIBUTOR', 'NONE']);

/** Changes and their approvals, which may come from several files. */
export function judgeChanges(facts: ForgeFacts, path: string, sink: SignalSink): void {
  judgeMerges(facts, path, sink);
  judgeFirstPulls(facts, path, sink);
}

/** Traffic and forks of one file. */
export function judgeTraffic(facts: ForgeFacts, path: string, sink: SignalSink): void {
  for (const { what, days } of facts.traffic) judgeDays(what, days, path, sink);
  judgeDays('forks', forkDays(facts.forks), path, sink);
}

function judgeMerges({ pulls, reviews }: ForgeFacts, path: string, sink: SignalSink): void {
  const merged = [
    ...new Map(
      pulls.filter((pull) => pull.merged && pull.mergedBy !== undefined).map((pull) => [pull.key, pull]),
    ).values(),
  ];
  const approved = new Set(
    reviews.flatMap(({ pull, reviewer, approves }) => {
      const author = merged.find(({ key }) => key === pull)?.author;
      return approves && reviewer !== author ? [pull] : [];
    }),
  );
  const own = merged.filter(({ key, author, mergedBy }) => author === mergedBy && author !== '' && !approved.has(key));
  if (own.length === 0) return;
  const people = Map.groupBy(own, ({ author }) => author);
  for (const [author, theirs] of people)
    sink.hit({
      rule: 'history-self-merge',
      path,
      line: 1,
      message: `contributor ${contributor(author)} merged ${theirs.length} of their own changes without another person’s approval, such as ${theirs[0]?.key.startsWith('!') === true ? '' : '#'}${theirs[0]?.key ?? ''}; ${own.length} of all ${merged.length} merged ones went that way`,
      ...(reviews.length === 0 ? { confidence: 'low' } : {}),
    });
}

function judgeFirstPulls({ pulls }: ForgeFacts, path: string, sink: SignalSink): void {
  const first = pulls.filter(
    ({ association, files }) => association !== undefined && NEW.has(association) && files.length > 0,
  );
  const telling = first.filter(({ files }) => files.some(isModelPath));
  for (const { key, author, files } of telling)
    sink.hit({
      rule: 'history-first-large-binary',
      path,
      line: 1,
      message: `#${key} is a first contribution, by ${contributor(author)}, and brings ${files.find(isModelPath) ?? ''}; ${telling.length} of ${first.length} first ones whose files are told bring a model`,
    });
}

function judgeDays(
  what: string,
  days: readonly { readonly day: string; readonly count: number }[],
  path: string,
  sink: SignalSink,
): void {
  if (days.length < DAYS) return;
  const baseline = baselineOf(days.map(({ count }) => count));
  for (const { day, count } of days)
    if (count >= SPIKE && count > alarmOver(baseline))
      sink.hit({
        rule: 'traffic-spike',
        path,
        line: 1,
        message: `${count} ${what} on ${day}; ${describeBaseline(baseline, 'days')}`,
      });
}

/** Days without any are days too. */
function forkDays(forks: readonly number[]): { day: string; count: number }[] {
  const byDay = new Map<number, number>();
  for (const at of forks) byDay.set(Math.floor(at / DAY), (byDay.get(Math.floor(at / DAY)) ?? 0) + 1);
  const known = [...byDay.keys()].filter((day) => day > 0).sort((a, b) => a - b);
  const [first = 0] = known;
  const last = Math.min(known.at(-1) ?? -1, first + SPAN);
  const days: { day: string; count: number }[] = [];
  for (let day = first; day <= last; day++)
    days.push({ day: new Date(day * DAY * 1_000).toISOString().slice(0, 10), count: byDay.get(day) ?? 0 });
  return days;
}
