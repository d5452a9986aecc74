import type { ArchiveContents } from '../archive/contents.ts';
import { ArchiveLinks } from '../archive/links.ts';
import { memberOf, nameOf } from '../archive/names.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Interpretation } from '../pickle/interpreter.ts';
import { torchMembers } from '../torchscript/members.ts';
import type { ZipMember } from './facts.ts';
import { openMember } from './open.ts';
import type { ZipWalk } from './walk.ts';

/** What `torch.save` calls the elements of a storage. */
const STORAGE = /^[^/]+\/data\/\d+$/u;
/** Of the text of a symbolic link. */
const LONGEST_LINK = 64 << 10;
/** Formats that say less than nothing of what a member is. */
const VAGUE: ReadonlySet<string> = new Set(['data', 'text', 'empty']);

/**
 * Reads the members of an archive; returns them with the formats that were found. `runs`: the first pickle of each member
 * goes here, by its name.
 */
export function readMembers(
  contents: ArchiveContents,
  source: ByteSource,
  { facts: { members }, links }: Pick<ZipWalk, 'facts' | 'links'>,
  runs: Map<string, Interpretation>,
): ZipMember[] {
  const known: ZipMember[] = [];
  const torch = torchMembers(members.map(({ name }) => name));
  const checkpoint = members.some(({ name }) => /^[^/]+\/data\.pkl$/u.test(name));
  const found = new ArchiveLinks();
  let unshared = source.size;
  for (const member of members) {
    const { name, size, compressedSize, headerOffset } = member;
    known.push(member);
    if (!links.has(headerOffset)) found.member(name, headerOffset);
    if (name.endsWith('/') && size === 0 && compressedSize === 0) continue;
    const at = { offset: headerOffset, ...memberOf('', name) };
    unshared -= compressedSize;
    if (unshared < 0) {
      // A few kilobytes that all members share expand to petabytes (Fifield, "A better zip bomb").
      contents.limit('zip.shared', 'the members together are longer than the archive: they were not read further', at);
      break;
    }
    const opened = openMember(source, member, contents.budget);
    for (const { code, message } of opened.problems) contents.problem(code, message, at);
    if (opened.limit !== undefined) contents.limit(opened.limit.limit, opened.limit.message, at);
    if (links.has(headerOffset)) {
      const target = Buffer.from(opened.source?.read(0, LONGEST_LINK) ?? []).toString('utf8');
      found.link({ name, target, hard: false }, headerOffset);
    }
    if (opened.source === undefined) continue;
    const compile = torch.get(name);
    const formats = contents.read(opened.source, name, {
      onPickle: (run) => runs.set(name, run),
      ...(compile === undefined ? {} : { listed: false }),
      ...(checkpoint && STORAGE.test(name) ? { holds: 'elements' } : {}),
    });
    const compiled = compile?.(opened.source);
    if (compiled !== undefined) contents.add(compiled, nameOf('', name));
    const format = formats.find((id) => !VAGUE.has(id));
    if (format !== undefined) known[known.length - 1] = { ...member, format };
    opened.release?.();
  }
  known.push(...members.slice(known.length));
  for (const { code, message, name, offset } of found.faults())
    contents.problem(`zip-${code}`, message, { offset, ...memberOf('', name) });
  return known;
}
