import type { ByteSource } from '../byte-source.ts';
import type { ExecutableFacts } from '../executable-facts.ts';
import type { LimitFacts, PartialFacts, ProblemFacts } from '../facts.ts';
import { pickleFacts } from '../pickle/parser.ts';
import type { PickleStream } from '../pickle/facts.ts';
import type { Interpretation } from '../pickle/interpreter.ts';
import { looksLikePickle } from '../pickle/recognise.ts';
import { readPickles } from '../pickle/streams.ts';
import { readNumpy } from '../numpy/read.ts';
import type { ZipMember } from './facts.ts';
import { ZIP_LIMITS } from './limits.ts';
import { openMember } from './open.ts';
import { walkZip } from './walk.ts';

const HEAD = 64 << 10;

export interface ZipContents {
  readonly pickles: PickleStream[];
  readonly problems: ProblemFacts[];
  readonly limits: LimitFacts[];
  readonly executables: ExecutableFacts[];
  /** First stream of each pickle member, by member name: where tensors are read from. */
  readonly runs: Map<string, Interpretation>;
  readonly members: ZipMember[];
}

/** Opens every member, checks its CRC, and reads those that are pickles, arrays or archives themselves. */
export function readMembers(
  source: ByteSource,
  members: readonly ZipMember[],
  prefix: string,
  depth: number,
  budget: { bytes: number },
): ZipContents {
  const contents: ZipContents = {
    pickles: [],
    problems: [],
    limits: [],
    executables: [],
    runs: new Map(),
    members: [],
  };
  for (const member of members) {
    const name = prefix + member.name;
    if (member.name.endsWith('/') && member.size === 0) continue;
    const opened = openMember(source, member, budget);
    if (opened.kind === 'limit') {
      contents.limits.push({ limit: opened.limit, message: opened.message, offset: member.headerOffset, member: name });
      continue;
    }
    if (opened.kind === 'broken') {
      contents.problems.push({
        code: 'zip-corrupt',
        message: opened.message,
        offset: member.headerOffset,
        member: name,
      });
      continue;
    }
    if (opened.problem !== undefined)
      contents.problems.push({
        code: 'zip-corrupt',
        message: opened.problem,
        offset: member.headerOffset,
        member: name,
      });
    if (!opened.crcMatches) {
      contents.problems.push({
        code: 'zip-crc',
        message: 'the content does not have the CRC that the directory states',
        offset: member.headerOffset,
        member: name,
      });
    }
    const format = readContent(opened.source, name, depth, budget, contents);
    contents.members.push(format === undefined ? member : { ...member, format });
  }
  return contents;
}

/** Adds what is inside one member to `contents` and tells its format. */
function readContent(
  bytes: ByteSource,
  name: string,
  depth: number,
  budget: { bytes: number },
  contents: ZipContents,
): string | undefined {
  const head = Uint8Array.from(bytes.read(0, HEAD));
  const arrays = readNumpy(bytes, head);
  if (arrays !== undefined) {
    add(contents, arrays, name);
    return 'numpy';
  }
  if (looksLikePickle(head, bytes.size)) {
    const pickles = readPickles(bytes, { member: name });
    const [first] = pickles.runs;
    if (first !== undefined) contents.runs.set(name, first);
    add(contents, pickleFacts(pickles, name), name);
    return 'pickle';
  }
  if (startsAsZip(head)) {
    if (depth >= ZIP_LIMITS.depth) {
      contents.limits.push({
        limit: 'zip.depth',
        message: `archives nested more than ${ZIP_LIMITS.depth} deep are not read`,
        member: name,
      });
      return 'zip';
    }
    const walk = walkZip(bytes);
    if (walk === undefined) {
      contents.problems.push({
        code: 'zip-end-record',
        message: 'starts as a zip archive and has no end record',
        offset: 0,
        member: name,
      });
      return 'zip';
    }
    add(contents, { problems: [...walk.problems], limits: [...walk.limits] }, name);
    const inner = readMembers(bytes, walk.facts.members, `${name}!`, depth + 1, budget);
    contents.pickles.push(...inner.pickles);
    contents.problems.push(...inner.problems);
    contents.limits.push(...inner.limits);
    return 'zip';
  }
  return undefined;
}

function add(contents: ZipContents, facts: PartialFacts, name: string): void {
  contents.pickles.push(...(facts.pickles ?? []).map((stream) => ({ ...stream, member: stream.member ?? name })));
  contents.problems.push(
    ...(facts.problems ?? []).map((problem) => ({ ...problem, member: inside(name, problem.member) })),
  );
  contents.limits.push(...(facts.limits ?? []).map((limit) => ({ ...limit, member: limit.member ?? name })));
}

function inside(name: string, member: string | undefined): string {
  return member === undefined || member === name ? name : `${name}!${member}`;
}

/** Local header, or an empty archive's end record. */
export function startsAsZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}
