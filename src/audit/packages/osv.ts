import { closeSync, constants, fstatSync, lstatSync, openSync, opendirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { GateError, systemCode } from '../../core/errors.ts';
import type { Severity } from '../../core/finding.ts';
import { startsAsZip, walkZip } from '../../formats/zip/walk.ts';
import { openMember } from '../../formats/zip/open.ts';
import { withFile } from '../signals/open.ts';
import type { SignalSink } from '../signals/rule.ts';
import { cvssSeverity } from './cvss.ts';
import { normalName } from './package.ts';
import { orderOf } from './versions.ts';

/** Limits of a database of flaws. What lies beyond is told. */
const LIMITS = { entries: 1_000_000, bytes: 8 << 20, expanded: 16 * 2 ** 30, depth: 6 } as const;

const eventSchema = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
  limit: z.string().optional(),
});
const affectedSchema = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
  ranges: z.array(z.object({ type: z.string(), events: z.array(eventSchema) })).default([]),
  versions: z.array(z.string()).default([]),
  database_specific: z.object({ severity: z.string().optional() }).loose().optional(),
  ecosystem_specific: z.object({ severity: z.string().optional() }).loose().optional(),
});
/** https://ossf.github.io/osv-schema/ as far as it is used. */
const advisorySchema = z.object({
  id: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  summary: z.string().optional(),
  details: z.string().optional(),
  withdrawn: z.string().optional(),
  affected: z.array(affectedSchema).default([]),
  severity: z.array(z.object({ type: z.string(), score: z.string() })).default([]),
  database_specific: z.object({ severity: z.string().optional() }).loose().optional(),
});
type Advisory = z.infer<typeof advisorySchema>;
type Affected = z.infer<typeof affectedSchema>;

export interface Flaw {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly what: string;
  readonly severity: Severity;
  readonly affected: readonly Affected[];
}

/** The flaws of a set of packages, by `ecosystem name`; and how many were read. */
export interface FlawBase {
  readonly flaws: ReadonlyMap<string, readonly Flaw[]>;
  readonly entries: number;
  /** Without their release: `Debian`. */
  readonly ecosystems: ReadonlySet<string>;
}

/**
 * Reads a directory of OSV entries as JSON, or a zip of them, and keeps those of `wanted`, which are keys of `packageKey`.
 * @throws GateError SOURCE_NOT_FOUND if there is neither
 */
export function readOsv(path: string, wanted: ReadonlySet<string>, sink: SignalSink): FlawBase {
  const base = new Base(path, wanted, sink);
  let stats;
  try {
    stats = lstatSync(path);
  } catch (error) {
    throw new GateError('SOURCE_NOT_FOUND', `${path} can not be opened`, { cause: error });
  }
  if (stats.isDirectory()) base.directory('', 0);
  else base.zip(path);
  return base;
}

export function packageKey(ecosystem: string, name: string): string {
  return `${ecosystem.split(':', 1)[0] ?? ''} ${normalName(ecosystem.split(':', 1)[0] ?? '', name)}`;
}

class Base implements FlawBase {
  readonly flaws = new Map<string, Flaw[]>();
  readonly ecosystems = new Set<string>();
  entries = 0;
  private readonly root: string;
  private readonly wanted: ReadonlySet<string>;
  private readonly sink: SignalSink;
  private broken = 0;

  constructor(root: string, wanted: ReadonlySet<string>, sink: SignalSink) {
    this.root = root;
    this.wanted = wanted;
    this.sink = sink;
  }

  directory(under: string, depth: number): void {
    const directory = opendirSync(join(this.root, under));
    try {
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
        const path = join(under, entry.name);
        if (entry.isDirectory() && depth < LIMITS.depth) this.directory(path, depth + 1);
        else if (entry.isFile() && entry.name.endsWith('.json')) this.file(path);
        else if (entry.isFile() && entry.name.endsWith('.zip')) this.zip(join(this.root, path));
        if (this.full(path)) return;
      }
    } finally {
      directory.closeSync();
    }
  }

  zip(path: string): void {
    withFile(path, this.sink, (source) => {
      const walk = startsAsZip(source.read(0, 4)) ? walkZip(source) : undefined;
      if (walk === undefined)
        return this.sink.unread({ path, reason: 'no database of flaws: neither a directory nor a zip' });
      for (const { message } of walk.limits) this.sink.unread({ path, reason: message });
      const budget = { bytes: LIMITS.expanded };
      for (const member of walk.facts.members) {
        if (!member.name.endsWith('.json')) continue;
        if (this.full(path)) return;
        if (member.size > LIMITS.bytes) {
          this.refuse(`${path}!${member.name}`, `more than ${LIMITS.bytes} bytes`);
          continue;
        }
        const opened = openMember(source, member, budget);
        try {
          const reason = opened.limit?.message ?? opened.problems[0]?.message;
          if (opened.source === undefined || reason !== undefined) this.refuse(`${path}!${member.name}`, reason ?? '');
          else this.add(Buffer.from(opened.source.read(0, opened.source.size)), `${path}!${member.name}`);
        } finally {
          opened.release?.();
        }
      }
    });
  }

  private file(under: string): void {
    const path = join(this.root, under);
    let descriptor: number | undefined;
    try {
      descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const { size } = fstatSync(descriptor);
      if (size > LIMITS.bytes) return this.refuse(path, `more than ${LIMITS.bytes} bytes`);
      const bytes = Buffer.alloc(size);
      this.add(bytes.subarray(0, readSync(descriptor, bytes, 0, size, 0)), path);
    } catch (error) {
      this.refuse(path, `can not be read (${systemCode(error) ?? 'error'})`);
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  private add(bytes: Buffer, path: string): void {
    this.entries += 1;
    let advisory: Advisory;
    try {
      advisory = advisorySchema.parse(JSON.parse(bytes.toString('utf8')));
    } catch {
      this.refuse(path, 'no entry in the form of OSV');
      return;
    }
    const keys = new Set<string>();
    for (const { package: named } of advisory.affected) {
      if (named === undefined) continue;
      this.ecosystems.add(named.ecosystem.split(':', 1)[0] ?? '');
      const key = packageKey(named.ecosystem, named.name);
      if (this.wanted.has(key)) keys.add(key);
    }
    if (advisory.withdrawn !== undefined) return;
    for (const key of keys) {
      const own = advisory.affected.filter(
        ({ package: named }) => named !== undefined && packageKey(named.ecosystem, named.name) === key,
      );
      const known = this.flaws.get(key) ?? [];
      known.push(flawOf(advisory, own));
      this.flaws.set(key, known);
    }
  }

  private refuse(path: string, reason: string): void {
    this.broken += 1;
    // A directory that is no database would tell of each of its files.
    if (this.broken <= 20) this.sink.unread({ path, reason });
  }

  private full(path: string): boolean {
    if (this.entries < LIMITS.entries) return false;
    if (this.entries === LIMITS.entries) this.sink.unread({ path, reason: `more than ${LIMITS.entries} flaws` });
    this.entries += 1;
    return true;
  }
}

const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  important: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
  negligible: 'low',
  unimportant: 'low',
};

function flawOf(
  { id, aliases, summary, details, severity, database_specific: about }: Advisory,
  affected: Affected[],
): Flaw {
  const [own] = affected;
  const word = (
    about?.severity ??
    own?.database_specific?.severity ??
    own?.ecosystem_specific?.severity ??
    ''
  ).toLowerCase();
  const said = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  return {
    id,
    aliases,
    what: (summary ?? details ?? '').split('\n', 1)[0]?.slice(0, 160) ?? '',
    // Code that somebody put there on purpose.
    severity: id.startsWith('MAL-')
      ? 'critical'
      : (said ?? cvssSeverity(severity.map(({ score }) => score)) ?? 'medium'),
    affected,
  };
}

/** How a version is hit: `fixed` is the least version that mends it. `unknown`: nothing here can order such versions. */
export type Hit = { readonly hit: true; readonly fixed: string | undefined } | { readonly hit: false } | 'unknown';

/** https://ossf.github.io/osv-schema/#evaluation */
export function isAffected({ affected }: Flaw, ecosystem: string, version: string): Hit {
  const order = orderOf(ecosystem);
  let unknown = false;
  for (const { package: named, ranges, versions } of affected) {
    if (named === undefined || !covers(named.ecosystem, ecosystem)) continue;
    const fixes = ranges.flatMap(({ events }) => events.flatMap(({ fixed }) => fixed ?? []));
    const next = fixes.find((fixed) => (order?.(fixed, version) ?? -1) > 0);
    if (versions.includes(version) || versions.includes(version.replace(/^v/u, ''))) return { hit: true, fixed: next };
    for (const { type, events } of ranges) {
      if (type === 'GIT') continue;
      const inside = isWithin(events, version, order);
      if (inside === undefined) unknown = true;
      else if (inside) return { hit: true, fixed: next };
    }
  }
  return unknown ? 'unknown' : { hit: false };
}

/** `Debian:12` is hit by what is said of `Debian:12`, and of `Debian` as a whole; `Ubuntu:22.04` by `Ubuntu:22.04:LTS`. */
function covers(said: string, own: string): boolean {
  return said === own || said.startsWith(`${own}:`) || said === own.split(':', 1)[0];
}

function isWithin(
  events: Affected['ranges'][number]['events'],
  version: string,
  order: ReturnType<typeof orderOf>,
): boolean | undefined {
  if (order === undefined) return undefined;
  let inside = false;
  const bounds = events.flatMap(({ introduced, fixed, last_affected: last, limit }) => [
    ...(introduced === undefined ? [] : [{ at: introduced, opens: true, after: false }]),
    ...(fixed === undefined ? [] : [{ at: fixed, opens: false, after: false }]),
    ...(last === undefined ? [] : [{ at: last, opens: false, after: true }]),
    ...(limit === undefined || limit === '*' ? [] : [{ at: limit, opens: false, after: false }]),
  ]);
  const against = ({ at }: { readonly at: string }): number | undefined => (at === '0' ? 1 : order(version, at));
  if (bounds.some((bound) => against(bound) === undefined)) return undefined;
  // `0` stands for what comes before every version.
  const sorted = bounds.toSorted((a, b) => {
    if (a.at === b.at) return 0;
    if (a.at === '0') return -1;
    return b.at === '0' ? 1 : (order(a.at, b.at) ?? 0);
  });
  for (const bound of sorted) {
    const difference = against(bound) ?? 0;
    if (bound.after ? difference > 0 : difference >= 0) inside = bound.opens;
  }
  return inside;
}
