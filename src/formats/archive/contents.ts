import type { ByteSource } from '../byte-source.ts';
import { MEMBER_PARSERS } from '../document/members.ts';
import type { DocumentFacts } from '../document/union.ts';
import { extensionOf } from '../empty-facts.ts';
import type { ExecutableFacts } from '../executable-facts.ts';
import { executableParser } from '../executable.ts';
import type { LimitFacts, PartialFacts, ProblemFacts } from '../facts.ts';
import type { GraphFacts } from '../graph/union.ts';
import type { Hdf5Facts } from '../hdf5/facts.ts';
import type { KerasFacts } from '../keras/facts.ts';
import { knownByMagic } from '../magic.ts';
import { readNumpy } from '../numpy/read.ts';
import { MemorySource, SliceSource } from '../pickle/embedded.ts';
import type { PickleStream } from '../pickle/facts.ts';
import type { Interpretation } from '../pickle/interpreter.ts';
import { pickleFacts } from '../pickle/parser.ts';
import { looksLikePickle } from '../pickle/recognise.ts';
import { readPickles } from '../pickle/streams.ts';
import type { SecretFacts } from '../secrets/facts.ts';
import { SECRET_LIMITS } from '../secrets/limits.ts';
import { searchMember } from '../secrets/search-file.ts';
import { torchMembers } from '../torchscript/members.ts';
import { startsAsZip, walkZip } from '../zip/walk.ts';
import type { ZipMember } from '../zip/facts.ts';
import { openMember } from '../zip/open.ts';
import { compressionOf, expand, type Compression } from './compressed.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { isTar, walkTar } from './tar.ts';

/** Longest member name that is repeated in facts. */
const NAME = 1_024;

/**
 * What lies inside a container: each member is opened within one budget, told by its content and read, and containers in
 * it likewise to a stated depth. Members of members are named `outer!inner`.
 */
export class ArchiveContents {
  readonly pickles: PickleStream[] = [];
  readonly problems: ProblemFacts[] = [];
  readonly limits: LimitFacts[] = [];
  readonly executables: ExecutableFacts[] = [];
  readonly graphs: GraphFacts[] = [];
  readonly hdf5: Hdf5Facts[] = [];
  readonly keras: KerasFacts[] = [];
  readonly documents: DocumentFacts[] = [];
  private readonly secrets: SecretFacts[] = [];
  private secretsLeftOut = 0;
  /** First stream of each pickle member, by member name: where tensors are read from. */
  readonly runs = new Map<string, Interpretation>();
  private readonly budget = { bytes: ARCHIVE_LIMITS.expandedTotal };

  facts(): PartialFacts {
    const { pickles, problems, limits, executables, graphs, hdf5, keras, documents, secrets } = this;
    return {
      pickles,
      problems,
      limits,
      complete: limits.length === 0,
      ...(graphs.length === 0 ? {} : { graphs }),
      ...(hdf5.length === 0 ? {} : { hdf5 }),
      ...(keras.length === 0 ? {} : { keras }),
      ...(documents.length === 0 ? {} : { documents }),
      ...(executables.length === 0 ? {} : { executables }),
      ...(secrets.length === 0 ? {} : { secrets: { found: secrets, leftOut: this.secretsLeftOut } }),
    };
  }

  /** The members of a zip archive; returns them with the formats that were found. */
  readZip(source: ByteSource, members: readonly ZipMember[], prefix: string, depth: number): ZipMember[] {
    const known: ZipMember[] = [];
    const torch = torchMembers(members.map((member) => member.name));
    for (const member of members) {
      const name = nameOf(prefix, member.name);
      const at = { offset: member.headerOffset, member: name };
      if (member.name.endsWith('/') && member.size === 0 && member.compressedSize === 0) continue;
      const opened = openMember(source, member, this.budget);
      if (opened.kind === 'limit') this.limits.push({ limit: opened.limit, message: opened.message, ...at });
      else if (opened.kind === 'broken') this.problems.push({ code: 'zip-corrupt', message: opened.message, ...at });
      else {
        if (opened.problem !== undefined) this.problems.push({ code: 'zip-corrupt', message: opened.problem, ...at });
        if (!opened.crcMatches)
          this.problems.push({
            code: 'zip-crc',
            message: 'the content does not have the CRC that the directory states',
            ...at,
          });
        const format = this.read(opened.source, name, depth);
        const compiled = torch.get(member.name)?.(opened.source);
        if (compiled !== undefined) this.addWhole(compiled, name, 'torchscript');
        known.push(format === undefined ? member : { ...member, format });
        continue;
      }
      known.push(member);
    }
    return known;
  }

  readTar(source: ByteSource, prefix: string, depth: number): void {
    const { members, problems, limits } = walkTar(source);
    this.problems.push(...problems.map((problem) => ({ ...problem, ...memberOf(prefix, problem.member) })));
    this.limits.push(...limits.map((limit) => ({ ...limit, ...memberOf(prefix, undefined) })));
    for (const { name, dataOffset, size } of members)
      this.read(new SliceSource(source, dataOffset, size), nameOf(prefix, name), depth);
  }

  /** `name`: of the expanded content; empty for that of the file itself. */
  readCompressed(source: ByteSource, compression: Compression, name: string, depth: number): string | undefined {
    const expanded = expand(source, compression, this.budget);
    const where = memberOf(name, undefined);
    if (expanded.kind === 'open') return this.read(new MemorySource(expanded.bytes), name, depth);
    if (expanded.kind === 'limit') this.limits.push({ limit: 'archive.expanded', message: expanded.message, ...where });
    else {
      this.problems.push({ code: `${compression}-corrupt`, message: expanded.message, ...where });
      this.limits.push({ limit: 'archive.corrupt', message: expanded.message, ...where });
    }
    return undefined;
  }

  /** Reads one member by its content and tells its format. `depth`: of the container that it lies in. */
  private read(bytes: ByteSource, name: string, depth: number): string | undefined {
    const head = Uint8Array.from(bytes.read(0, ARCHIVE_LIMITS.head));
    const arrays = readNumpy(bytes, head);
    if (arrays !== undefined) {
      this.add(arrays, name);
      return 'numpy';
    }
    if (looksLikePickle(head, bytes.size)) {
      const pickles = readPickles(bytes, { member: name });
      const [first] = pickles.runs;
      if (first !== undefined) this.runs.set(name, first);
      this.add(pickleFacts(pickles, name), name);
      this.search(bytes, name, head);
      return 'pickle';
    }
    const probe = { path: name, extension: '', size: bytes.size, head, tail: head };
    if (executableParser.recognise(probe)) {
      const found = executableParser.parse(bytes, { path: name, extension: '', paths: new Set() })?.executables ?? [];
      this.executables.push(...found.map((executable) => ({ ...executable, ...memberOf(name, undefined) })));
      if (found.length > 0) return 'executable';
    }
    const container = startsAsZip(head) ? 'zip' : isTar(head) ? 'tar' : compressionOf(head, bytes.size);
    if (container !== undefined) {
      if (depth >= ARCHIVE_LIMITS.depth) {
        this.limits.push({
          limit: 'archive.depth',
          message: `containers nested more than ${ARCHIVE_LIMITS.depth} deep are not read`,
          ...memberOf(name, undefined),
        });
      } else if (container === 'zip') this.readInnerZip(bytes, name, depth + 1);
      else if (container === 'tar') this.readTar(bytes, name, depth + 1);
      else this.readCompressed(bytes, container, name, depth + 1);
      return container;
    }
    this.search(bytes, name, head);
    const graph = this.readKnown(bytes, name, head);
    if (graph !== undefined) return graph;
    const opaque = knownByMagic(head).find((format) => format.opaque);
    if (opaque !== undefined) {
      this.limits.push({
        limit: 'format.unparsed',
        message: `there is no parser for ${opaque.id}: its content was not read`,
        ...memberOf(name, undefined),
      });
    }
    return opaque?.id ?? knownByMagic(head)[0]?.id;
  }

  private search(bytes: ByteSource, name: string, head: Uint8Array): void {
    const { found, leftOut } = searchMember(bytes, name, head) ?? { found: [], leftOut: 0 };
    const room = Math.max(0, SECRET_LIMITS.listed - this.secrets.length);
    this.secrets.push(...found.slice(0, room));
    this.secretsLeftOut += leftOut + Math.max(0, found.length - room);
  }

  private readKnown(bytes: ByteSource, name: string, head: Uint8Array): string | undefined {
    // A long name was cut for the facts; the ending of the one in the archive is what a loader goes by.
    const probe = {
      path: name.split('!').at(-1) ?? name,
      extension: extensionOf(name),
      size: bytes.size,
      head,
      tail: head,
    };
    const found: string[] = [];
    for (const parser of MEMBER_PARSERS) {
      if (!parser.recognise(probe)) continue;
      const facts = parser.parse(bytes, { path: probe.path, extension: probe.extension, paths: new Set() });
      if (facts === undefined) continue;
      this.addWhole(facts, name, parser.id);
      found.push(parser.id);
    }
    return found[0];
  }

  private readInnerZip(bytes: ByteSource, name: string, depth: number): void {
    const walk = walkZip(bytes);
    if (walk === undefined) {
      this.limits.push({
        limit: 'zip.directory',
        message: 'starts as a zip archive and has no end record',
        ...memberOf(name, undefined),
      });
      return;
    }
    this.add({ problems: [...walk.problems], limits: [...walk.limits] }, name);
    this.readZip(bytes, walk.facts.members, name, depth);
  }

  /** Facts of a member; one that broke off without meeting a limit leaves a hole in the archive. */
  private addWhole(facts: PartialFacts, name: string, format: string): void {
    this.add(facts, name);
    if (facts.complete !== false || (facts.limits ?? []).length > 0) return;
    const message = `the ${format} content was not read whole`;
    this.limits.push({ limit: 'archive.corrupt', message, ...memberOf(name, undefined) });
  }

  private add(facts: PartialFacts, name: string): void {
    const inside = name === '' ? {} : { member: name };
    this.graphs.push(...(facts.graphs ?? []).map((graph) => ({ ...graph, ...inside })));
    this.hdf5.push(...(facts.hdf5 ?? []).map((hdf5) => ({ ...hdf5, ...inside })));
    this.keras.push(...(facts.keras ?? []).map((keras) => ({ ...keras, ...inside })));
    this.documents.push(...(facts.documents ?? []).map((document) => ({ ...document, ...inside })));
    this.pickles.push(...(facts.pickles ?? []).map((stream) => (name === '' ? stream : { ...stream, member: name })));
    this.problems.push(
      ...(facts.problems ?? []).map((problem) => ({
        ...problem,
        ...memberOf(name, problem.member === name ? undefined : problem.member),
      })),
    );
    this.limits.push(
      ...(facts.limits ?? []).map((limit) => ({
        ...limit,
        ...memberOf(name, limit.member === name ? undefined : limit.member),
      })),
    );
  }
}

function nameOf(prefix: string, name: string): string {
  const whole = prefix === '' ? name : `${prefix}!${name}`;
  return whole.length > NAME ? `${whole.slice(0, NAME)}…` : whole;
}

function memberOf(prefix: string, member: string | undefined): { member?: string } {
  if (member !== undefined) return { member: nameOf(prefix, member) };
  return prefix === '' ? {} : { member: prefix };
}
