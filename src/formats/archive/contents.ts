import type { ByteSource } from '../byte-source.ts';
import type { ExpansionFacts, FileFacts, LimitFacts, MemberFacts, PartialFacts } from '../facts.ts';
import type { DocumentFacts } from '../document/union.ts';
import type { ExecutableFacts } from '../executable-facts.ts';
import type { GraphFacts } from '../graph/union.ts';
import type { Hdf5Facts } from '../hdf5/facts.ts';
import type { KerasFacts } from '../keras/facts.ts';
import type { PickleStream } from '../pickle/facts.ts';
import { HEAD_BYTES, type ExpansionBudget, type MemberOptions, type ParseContext } from '../parser.ts';
import type { SecretFacts } from '../secrets/facts.ts';
import { SECRET_LIMITS } from '../secrets/limits.ts';
import { holdsMembers, searchMember } from '../secrets/search-file.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { memberOf, nameOf } from './names.ts';
import { isOfInterest } from './members.ts';
import { ProblemList } from './problems.ts';

/** From here on the ratio of an expansion is stated. */
const EXPANSION_STATED = 16 << 20;

interface Place {
  readonly offset?: number | undefined;
  readonly member?: string | undefined;
}

/**
 * What lies inside of one container: each member is read as a file of its own by everything that reads files, within one
 * budget and to a stated depth. Facts say where they lie: `outer!inner`.
 */
export class ArchiveContents {
  private readonly problems = new ProblemList();
  private readonly limits: LimitFacts[] = [];
  readonly budget: ExpansionBudget;
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
  private complete = true;
  /** Around one file: what lies in it is named without this container. */
  private readonly wrapper: boolean;

  constructor(context: ParseContext, wrapper = false) {
    this.context = context;
    this.wrapper = wrapper;
    this.budget = context.nesting?.budget ?? { bytes: 0 };
  }

  /** Facts of the container at the depth it lies at: those that `read` collects, or that it is too deep. */
  static of(
    context: ParseContext,
    read: (contents: ArchiveContents) => PartialFacts | undefined,
    { wrapper = false } = {},
  ): PartialFacts {
    const contents = new ArchiveContents(context, wrapper);
    if (context.nesting === undefined || context.nesting.depth > ARCHIVE_LIMITS.depth) {
      contents.limit('archive.depth', `containers nested more than ${ARCHIVE_LIMITS.depth} deep are not read`);
      return contents.facts();
    }
    const more = read(contents);
    return { ...contents.facts(), ...more };
  }

  problem(code: string, message: string, place: Place = {}): void {
    this.problems.add({ code, message, ...place });
  }

  /** Something was not read: the facts are incomplete. */
  limit(limit: string, message: string, place: Place = {}): void {
    this.complete = false;
    if (this.limits.length < ARCHIVE_LIMITS.stated) this.limits.push({ limit, message, ...place });
  }

  /** Reads a member as a file of its own; returns its formats. */
  read(
    source: ByteSource,
    label: string,
    options: MemberOptions & { readonly listed?: false } = {},
  ): readonly string[] {
    const { nesting } = this.context;
    if (nesting === undefined) return [];
    const name = nameOf('', label);
    const facts = nesting.read(source, name, options);
    this.add(facts, name);
    if (options.listed !== false && isOfInterest(facts)) this.list([memberFacts(facts, name)]);
    this.search(source, facts, name);
    return facts.formats;
  }

  /** Facts of a member that was read in another way. */
  add(facts: PartialFacts, name: string): void {
    this.pickles.push(...this.named(facts.pickles, name));
    this.graphs.push(...this.named(facts.graphs, name));
    this.hdf5.push(...this.named(facts.hdf5, name));
    this.keras.push(...this.named(facts.keras, name));
    this.documents.push(...this.named(facts.documents, name));
    this.executables.push(...this.named(facts.executables, name));
    this.expansions.push(...this.named(facts.expansions, name));
    for (const { code, message, ...place } of this.named(facts.problems, name)) this.problem(code, message, place);
    for (const { limit, message, ...place } of this.named(facts.limits, name)) this.limit(limit, message, place);
    // One that broke off without meeting a limit leaves a hole.
    if (facts.complete === false && (facts.limits ?? []).length === 0) {
      const [last] = this.named(facts.problems, name).sort((a, b) => (b.offset ?? 0) - (a.offset ?? 0));
      const { offset, member = memberOf(name).member } = last ?? {};
      this.limit('archive.corrupt', 'the content was not read whole', { offset, member });
    }
    const inside = this.wrapper ? '' : name;
    this.list((facts.members ?? []).map((member) => ({ ...member, path: nameOf(inside, member.path) })));
    const { found, leftOut } = facts.secrets ?? { found: [], leftOut: 0 };
    this.addSecrets(this.named(found, name), leftOut);
  }

  /** Facts that say which member they are of, as seen from outside of the member `name`. */
  private named<Fact extends { readonly member?: string | undefined }>(
    facts: readonly Fact[] | undefined,
    name: string,
  ): (Fact & { member?: string })[] {
    return (facts ?? []).map((fact) => {
      const prefix = this.wrapper && fact.member !== undefined ? '' : name;
      return { ...fact, ...memberOf(prefix, fact.member) };
    });
  }

  /** Takes note of what an expansion cost. */
  noteExpansion(compressedSize: number, size: number, name: string): void {
    if (size >= EXPANSION_STATED) this.expansions.push({ compressedSize, size, ...memberOf(name) });
  }

  facts(): PartialFacts {
    const { problems, limits, complete, members, secrets } = this;
    const { pickles, graphs, hdf5, keras, documents, executables, expansions } = this;
    return {
      pickles,
      problems: problems.facts(),
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
    const found = searchMember(source, name, new Uint8Array(source.read(0, HEAD_BYTES)));
    if (found !== undefined) this.addSecrets(found.found, found.leftOut);
  }

  private addSecrets(found: readonly SecretFacts[], leftOut: number): void {
    const room = Math.max(0, SECRET_LIMITS.listed - this.secrets.length);
    this.secrets.push(...found.slice(0, room));
    this.secretsLeftOut += leftOut + Math.max(0, found.length - room);
  }
}

function memberFacts(facts: FileFacts, name: string): MemberFacts {
  const { size, extension, formats, chatTemplates, json, config, tokenizer, text, script, python, commands } = facts;
  return {
    path: name,
    size,
    extension,
    formats,
    ...(chatTemplates === undefined ? {} : { chatTemplates }),
    ...(json === undefined ? {} : { json }),
    ...(config === undefined ? {} : { config }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
    ...(text === undefined ? {} : { text }),
    ...(script === undefined ? {} : { script }),
    ...(python === undefined ? {} : { python }),
    ...(commands === undefined ? {} : { commands }),
  };
}
