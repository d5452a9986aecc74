import type { Audited } from '../audit.ts';
import type { SignalSink } from '../signals/rule.ts';
import { layoutsIn, packagesOfLayout } from './oci-layout.ts';
import { isAffected, packageKey, readOsv, type Flaw } from './osv.ts';
import type { FoundPackage } from './package.ts';
import { pinnedPackages } from './pinned.ts';

export interface PackageCounts {
  /** Packages with an exact version that were looked up. */
  packages: number;
  /** Entries of the database that were read. */
  entries: number;
  vulnerable: number;
}

const IDS = 6;

/** Holds pinned packages of repositories, and what images in them hold, against a database of flaws in files. Dials nobody. */
export async function judgePackages(
  audited: readonly Audited[],
  osv: string,
  sink: SignalSink,
): Promise<PackageCounts> {
  const found: FoundPackage[] = [];
  for (const { directory, repository, map } of audited) {
    const under = audited.length > 1 ? `${directory.replace(/\/+$/u, '')}/` : '';
    const own: SignalSink = {
      hit: (hit) => sink.hit(hit),
      unread: (gap) => sink.unread({ ...gap, path: under + gap.path }),
    };
    const packages = pinnedPackages(map);
    for (const layout of layoutsIn(repository))
      packages.push(...(await packagesOfLayout(repository.root, layout, own)));
    found.push(...packages.map((one) => ({ ...one, path: under + one.path })));
  }
  const base = readOsv(osv, new Set(found.map(({ ecosystem, name }) => packageKey(ecosystem, name))), sink);
  let vulnerable = 0;
  for (const [ecosystem, own] of Map.groupBy(found, (one) => one.ecosystem.split(':', 1)[0] ?? ''))
    if (!base.ecosystems.has(ecosystem))
      sink.unread({
        path: own[0]?.path ?? osv,
        reason: `the database holds nothing for ${own.length} packages of ${ecosystem}`,
      });
  for (const one of found) {
    const flaws = base.flaws.get(packageKey(one.ecosystem, one.name)) ?? [];
    const hits = flaws.flatMap((flaw) => {
      const hit = isAffected(flaw, one.ecosystem, one.version);
      if (hit === 'unknown')
        sink.unread({
          path: one.path,
          line: one.line,
          reason: `whether ${one.name} ${one.version.slice(0, 60)} has ${flaw.id} is not known: versions of its kind are not compared`,
        });
      return hit === 'unknown' || !hit.hit ? [] : [{ flaw, fixed: hit.fixed }];
    });
    if (hits.length === 0) continue;
    vulnerable += 1;
    report(one, hits, sink);
  }
  return { packages: found.length, entries: base.entries, vulnerable };
}

const GRADES = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** One finding for a package, at its worst. */
function report(
  { name, version, path, line }: FoundPackage,
  hits: readonly { readonly flaw: Flaw; readonly fixed: string | undefined }[],
  sink: SignalSink,
): void {
  const sorted = hits.toSorted((a, b) => GRADES.indexOf(b.flaw.severity) - GRADES.indexOf(a.flaw.severity));
  const [worst] = sorted;
  if (worst === undefined) return;
  const ids = sorted.slice(0, IDS).map(({ flaw }) => {
    const cve = flaw.aliases.find((alias) => alias.startsWith('CVE-'));
    return cve === undefined ? flaw.id : `${flaw.id} (${cve})`;
  });
  const left = sorted.length - ids.length;
  sink.hit({
    rule: 'known-vulnerable-package',
    path,
    line,
    severity: worst.flaw.severity,
    message: `${name} ${version} has ${ids.join(', ')}${left > 0 ? ` and ${left} more` : ''}: ${worst.flaw.what}${worst.fixed === undefined ? '; no version is known that mends it' : `; ${worst.fixed} mends it`}`,
  });
}
