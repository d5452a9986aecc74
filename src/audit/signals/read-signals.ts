import type { Clock } from '../../core/clock.ts';
import { readAccessLogs } from '../access/read-access.ts';
import type { ForgeRepository } from '../forge/report.ts';
import { readExports } from '../history/read-export.ts';
import { readHistory, type HistoryCounts } from '../history/read-history.ts';
import { readLogs } from '../logs/read-logs.ts';
import type { AuditFinding } from '../run-rules.ts';
import { SignalCollector } from './collector.ts';
import type { SignalCounts } from './report.ts';
import type { SignalGap, SignalSink } from './rule.ts';

export interface SignalSources {
  /** Repositories whose history is read. */
  readonly directories: readonly string[];
  /** `deep` also searches all versions of files for secrets. */
  readonly history: 'none' | 'cheap' | 'deep';
  readonly logs: readonly string[];
  readonly exports: readonly string[];
  readonly accessLogs: readonly string[];
  /** Holds packages against a database of flaws, where one was given. */
  readonly judgePackages?: ((sink: SignalSink) => Promise<SignalCounts['packages']>) | undefined;
  /** Asks a forge, where somebody named one. */
  readonly askForge?: ((sink: SignalSink) => Promise<readonly ForgeRepository[]>) | undefined;
}

export interface Signals {
  readonly findings: readonly AuditFinding[];
  readonly unread: readonly SignalGap[];
  readonly counts: SignalCounts;
  readonly forge: readonly ForgeRepository[];
}

/**
 * What histories, logs and exports tell. Dials nobody but a forge that was named, and runs nothing but git, on objects alone.
 * @throws GateError SOURCE_NOT_FOUND
 */
export async function readSignals(sources: SignalSources, clock: Clock): Promise<Signals> {
  const { directories, history, logs, exports, accessLogs } = sources;
  const collector = new SignalCollector();
  const total: HistoryCounts = { commits: 0, contributors: 0, signed: 0, searched: 0 };
  let histories = 0;
  for (const directory of history === 'none' ? [] : directories) {
    const sink = directories.length > 1 ? under(`${directory.replace(/\/+$/u, '')}/`, collector) : collector;
    const counts = await readHistory(directory, history === 'deep', clock, sink);
    if (counts === undefined) continue;
    histories += 1;
    for (const key of ['commits', 'contributors', 'signed', 'searched'] as const) total[key] += counts[key];
  }
  const packages = await sources.judgePackages?.(collector);
  const counts: SignalCounts = {
    ...(packages === undefined ? {} : { packages }),
    ...(histories > 0 ? { history: total } : {}),
    ...(logs.length > 0 ? { logs: readLogs(logs, collector) } : {}),
    ...(exports.length > 0 ? { exports: readExports(exports, clock, collector) } : {}),
    ...(accessLogs.length > 0 ? { access: readAccessLogs(accessLogs, collector) } : {}),
  };
  const forge = (await sources.askForge?.(collector)) ?? [];
  return { findings: collector.findings, unread: collector.gaps, counts, forge };
}

/** Of several repositories each path has its directory before it. */
function under(prefix: string, sink: SignalSink): SignalSink {
  return {
    hit: (hit) => sink.hit({ ...hit, path: prefix + hit.path }),
    unread: (gap) => sink.unread({ ...gap, path: prefix + gap.path }),
  };
}
