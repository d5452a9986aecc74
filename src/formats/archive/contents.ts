import type { ByteSource } from '../byte-source.ts';
import type { ExpansionFacts, FileFacts, LimitFacts, MemberFacts, PartialFacts, ProblemFacts } from '../facts.ts';
import { extensionOf } from '../empty-facts.ts';
import type { DocumentFacts } from '../document/union.ts';
import type { ExecutableFacts } from '../executable-facts.ts';
import type { GraphFacts } from '../graph/union.ts';
import type { Hdf5Facts } from '../hdf5/facts.ts';
import type { KerasFacts } from '../keras/facts.ts';
import type { PickleStream } from '../pickle/facts.ts';
import { HEAD_BYTES, type MemberOptions, type ParseContext } from '../parser.ts';
import type { SecretFacts } from '../secrets/facts.ts';
import { SECRET_LIMITS } from '../secrets/limits.ts';
import { holdsMembers, searchMember } from '../secrets/search-file.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { memberOf, nameOf } from './names.ts';
import { isOfInterest } from './members.ts';

/** From here on the ratio of an expansion is stated. */
const EXPANSION_STATED = 16 << 20;

/**
 * What lies inside of one container: each member is read as a file of its own by everything that reads files, within one
 * budget and to a stated depth. Facts say where they lie: `outer!inner`.
 */
export class ArchiveContents {
  readonly problems: ProblemFacts[] = [];
  readonly limits: LimitFacts[] = [];
  readonly budget: { bytes: number };
  private readonly context: ParseContext;
  private readonly pickles: PickleStream[] = [];
  private readonly graphs: GraphFacts[] = [];
  private readonly hdf5: Hdf5Facts[] = [];
  private readonly keras: KerasFacts[] = [];
  private readonly documents: DocumentFacts[] = [];
  private readonly executables: ExecutableFacts[] = [];
  private readonly expansions: ExpansionFacts[] = [];
  private readonly members: MemberFacts[] = [];
  private readonly secrets: SecretFacts[] = [];
  private secretsLeftOut = 0;
  private unstated = 0;
  private complete = true;

  constructor(context: ParseContext) {
    this.context = context;
    this.budget = context.nesting?.budget ?? { bytes: 0 };
  }

  /** Facts of the container at the depth it lies at: those that `read` collects, or that it is too deep. */
  static of(context: ParseContext, read: (contents: ArchiveContents) => PartialFacts | undefined): PartialFacts {
    const contents = new ArchiveContents(context);
    if (context.nesting === undefined || context.nesting.depth > ARCHIVE_LIMITS.depth) {
      contents.limit('archive.depth', `containers nested more than ${ARCHIVE_LIMITS.depth} deep are not read`);
      return contents.facts();
    }
    const more = read(contents);
    return { ...contents.facts(), ...more };
  }

  problem(code: string, message: string, place: { offset?: number; member?: string } = {}): void {
    if (this.problems.length < ARCHIVE_LIMITS.stated) this.problems.push({ code, message, ...place });
    else this.unstated += 1;
  }

  /** Something was not read: the facts are incomplete. */
  limit(limit: string, message: string, place: { offset?: number; member?: string } = {}): void {
    this.complete = false;
    if (this.limits.length < ARCHIVE_LIMITS.stated) this.limits.push({ limit, message, ...place });
  }

  /** Reads a member as a file of its own; returns its formats. `name`: empty for what is the whole content. */
  read(source: ByteSource, name: string, options: MemberOptions & { readonly listed?: false } = {}): readonly string[] {
    const { nesting, path } = this.context;
    if (nesting === undefined) return [];
    const facts = nesting.read(source, name === '' ? withoutEnding(path) : name, options);
    this.add(facts, name);
    if (options.listed !== false && isOfInterest(facts)) this.list([memberFacts(facts, name)]);
    this.search(source, facts, name);
    return facts.formats;
  }

  /** Facts of a member that was read in another way. */
  add(facts: PartialFacts, name: string): void {
    stamp(this.pickles, facts.pickles, name);
    stamp(this.graphs, facts.graphs, name);
    stamp(this.hdf5, facts.hdf5, name);
    stamp(this.keras, facts.keras, name);
    stamp(this.documents, facts.documents, name);
    stamp(this.executables, facts.executables, name);
    stamp(this.expansions, facts.expansions, name);
    for (const { code, message, offset, member } of facts.problems ?? [])
      this.problem(code, message, { ...(offset === undefined ? {} : { offset }), ...memberOf(name, member) });
    for (const { limit, message, offset, member } of facts.limits ?? [])
      this.limit(limit, message, { ...(offset === undefined ? {} : { offset }), ...memberOf(name, member) });
    // One that broke off without meeting a limit leaves a hole.
    if (facts.complete === false && (facts.limits ?? []).length === 0)
      this.limit('archive.corrupt', 'the content was not read whole', memberOf(name));
    this.list((facts.members ?? []).map((member) => ({ ...member, path: nameOf(name, member.path) })));
    const { found, leftOut } = facts.secrets ?? { found: [], leftOut: 0 };
    this.addSecrets(
      found.map((secret) => ({ ...secret, ...memberOf(name, secret.member) })),
      leftOut,
    );
  }

  /** Takes note of what an expansion costs. */
  expanded(compressedSize: number, size: number, name: string): void {
    this.budget.bytes -= size;
    if (size >= EXPANSION_STATED) this.expansions.push({ compressedSize, size, ...memberOf(name) });
  }

  facts(): PartialFacts {
    const { problems, limits, complete, members, secrets, unstated } = this;
    const { pickles, graphs, hdf5, keras, documents, executables, expansions } = this;
    const more = { code: 'more-problems', message: `${unstated} more problems of this file are not listed` };
    return {
      pickles,
      problems: unstated === 0 ? problems : [...problems, more],
      limits,
      complete,
      ...(graphs.length === 0 ? {} : { graphs }),
      ...(hdf5.length === 0 ? {} : { hdf5 }),
      ...(keras.length === 0 ? {} : { keras }),
      ...(documents.length === 0 ? {} : { documents }),
      ...(executables.length === 0 ? {} : { executables }),
      ...(expansions.length === 0 ? {} : { expansions }),
      ...(members.length === 0 ? {} : { members }),
      ...(secrets.length === 0 ? {} : { secrets: { found: secrets, leftOut: this.secretsLeftOut } }),
    };
  }

  private list(members: readonly MemberFacts[]): void {
    const room = ARCHIVE_LIMITS.listed - this.members.length;
    this.members.push(...members.slice(0, room));
    if (members.length > room && !this.limits.some(({ limit }) => limit === 'archive.listed'))
      this.limit('archive.listed', `more than ${ARCHIVE_LIMITS.listed} members would be judged as files`);
  }

  private search(source: ByteSource, facts: FileFacts, name: string): void {
    if (facts.text === undefined && holdsMembers(facts)) return;
    const found = searchMember(source, name, Uint8Array.from(source.read(0, HEAD_BYTES)));
    if (found !== undefined) this.addSecrets(found.found, found.leftOut);
  }

  private addSecrets(found: readonly SecretFacts[], leftOut: number): void {
    const room = Math.max(0, SECRET_LIMITS.listed - this.secrets.length);
    this.secrets.push(...found.slice(0, room));
    this.secretsLeftOut += leftOut + Math.max(0, found.length - room);
  }
}

/** `weights.pkl.gz` holds `weights.pkl`. */
function withoutEnding(path: string): string {
  const extension = extensionOf(path);
  return extension === '' ? path : path.slice(0, -extension.length - 1);
}

/** Appends facts that say which member they are of, as seen from outside of the member `name`. */
function stamp<Fact extends { readonly member?: string | undefined }>(
  list: Fact[],
  facts: readonly Fact[] | undefined,
  name: string,
): void {
  for (const fact of facts ?? []) list.push({ ...fact, ...memberOf(name, fact.member) });
}

function memberFacts(facts: FileFacts, name: string): MemberFacts {
  const { size, extension, formats, chatTemplates, json, config, tokenizer, text, script } = facts;
  return {
    path: name === '' ? facts.path : name,
    size,
    extension,
    formats,
    ...(chatTemplates === undefined ? {} : { chatTemplates }),
    ...(json === undefined ? {} : { json }),
    ...(config === undefined ? {} : { config }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
    ...(text === undefined ? {} : { text }),
    ...(script === undefined ? {} : { script }),
  };
}
