import { dayOf } from '../../core/ignores.ts';
import { matchesPath } from '../../core/path-pattern.ts';
import { EVERY_AUDIT_RULE } from '../every-rule.ts';
import type { AuditReport } from '../report.ts';
import type { Repository } from '../source/repository.ts';
import { knownBy, type Baseline } from './baseline.ts';
import { comparableLine } from './fingerprint.ts';
import type { IgnoreEntry } from './ignore-file.ts';
import { readInlineIgnores, type InlineIgnore } from './inline.ts';

type Finding = AuditReport['findings'][number];
type Exceptions = NonNullable<AuditReport['exceptions']>;

const RULES: ReadonlySet<string> = new Set(EVERY_AUDIT_RULE.map(({ id }) => id));
const NONE: Exceptions = { ignored: 0, expired: [], unused: [], refused: [] };

/** Files with findings: only their comments matter. */
export function pathsWithFindings({ findings }: AuditReport): string[] {
  return [...new Set(findings.map(({ path }) => path))];
}

/**
 * Takes out of account what comments in `trusted` texts ignore: the files as the protected base has them, by path. A comment
 * covers one line of its file, wherever that line stands now; of two findings on lines that read the same, nobody knows which
 * one is meant, so that neither is ignored. Without `trusted`, comments of the audited files are told and not obeyed.
 */
export function applyInline(
  report: AuditReport,
  repository: Repository,
  trusted: ReadonlyMap<string, string> | undefined,
  now: Date,
): AuditReport {
  const refused: Exceptions['refused'] = [];
  const live: InlineIgnore[] = [];
  const expired: Exceptions['expired'] = [];
  for (const path of pathsWithFindings(report)) {
    const text = trusted === undefined ? repository.text(path)?.text : trusted.get(path);
    const read = readInlineIgnores(path, text ?? '', RULES);
    refused.push(...read.refused.map((one) => ({ path, ...one })));
    for (const ignore of read.ignores) {
      const { rule, line, expires } = ignore;
      if (trusted === undefined)
        refused.push({
          path,
          line,
          reason: 'comments of what is audited are not obeyed; name a protected reference with --ignores-from',
        });
      else if (expires < dayOf(now)) expired.push({ rule, path, expires });
      else live.push(ignore);
    }
  }
  const ignored = new Map<Finding, InlineIgnore>();
  const unused: Exceptions['unused'] = [];
  for (const ignore of live) {
    const found = report.findings.filter((finding) => covers(ignore, finding, repository));
    const lines = new Set(found.map(({ line }) => line));
    if (lines.size > 1)
      refused.push({
        path: ignore.path,
        line: ignore.line,
        reason: `${lines.size} findings of ${ignore.rule} are on lines that read the same`,
      });
    else if (lines.size === 0) unused.push({ rule: ignore.rule, path: ignore.path });
    else for (const finding of found) ignored.set(finding, ignore);
  }
  return marked(report, ignored, { expired, unused, refused });
}

function covers({ rule, path, covers: line }: InlineIgnore, finding: Finding, repository: Repository): boolean {
  if (finding.rule !== rule || finding.path !== path) return false;
  return comparableLine(repository.text(path)?.line(finding.line) ?? '') === comparableLine(line);
}

/** Takes out of account what an ignore file names. */
export function applyIgnoreFile(report: AuditReport, entries: readonly IgnoreEntry[], now: Date): AuditReport {
  const today = dayOf(now);
  const ignored = new Map<Finding, IgnoreEntry>();
  const used = new Set<IgnoreEntry>();
  const live = entries.filter(({ expires }) => expires >= today);
  const byRule = Map.groupBy(live, ({ rule }) => rule);
  for (const finding of report.findings) {
    const entry = byRule.get(finding.rule)?.find(({ path }) => matchesPath(path, finding.path));
    if (entry === undefined) continue;
    used.add(entry);
    ignored.set(finding, entry);
  }
  return marked(report, ignored, {
    expired: entries
      .filter(({ expires }) => expires < today)
      .map(({ rule, path, expires }) => ({ rule, path, expires })),
    unused: live.filter((entry) => !used.has(entry)).map(({ rule, path }) => ({ rule, path })),
    refused: [],
  });
}

function marked(
  report: AuditReport,
  ignored: ReadonlyMap<Finding, IgnoreEntry>,
  { expired, unused, refused }: Omit<Exceptions, 'ignored'>,
): AuditReport {
  const before = report.exceptions ?? NONE;
  const findings = report.findings.map((finding) => {
    const entry = ignored.get(finding);
    return entry === undefined ? finding : { ...finding, ignored: { reason: entry.reason, expires: entry.expires } };
  });
  const exceptions = {
    ignored: findings.filter((finding) => finding.ignored !== undefined).length,
    expired: [...before.expired, ...expired],
    unused: [...before.unused, ...unused],
    refused: [...before.refused, ...refused],
  };
  const said = exceptions.ignored + exceptions.expired.length + exceptions.unused.length + exceptions.refused.length;
  return said === 0 ? report : { ...report, findings, exceptions };
}

/** Marks what a baseline knows: it stays reported, and fails nothing. */
export function applyBaseline(report: AuditReport, baseline: Baseline): AuditReport {
  const counted = report.findings.filter(({ ignored }) => ignored === undefined);
  const { known, gone } = knownBy(baseline, counted);
  return {
    ...report,
    findings: report.findings.map((finding) => (known.has(finding) ? { ...finding, known: true } : finding)),
    baseline: { known: known.size, new: counted.length - known.size, gone },
  };
}

/** Neither ignored nor known: what makes an audit fail. */
export function counts({ ignored, known }: Finding): boolean {
  return ignored === undefined && known !== true;
}
