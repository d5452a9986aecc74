import { PYTHON_LIMITS } from './limits.ts';
import { Stopped } from '../stopped.ts';
import { Collector } from '../collector.ts';
import type { ByteSource } from '../byte-source.ts';
import { lineage } from './attributes.ts';
import type { PartialFacts } from '../facts.ts';
import type { MetCall, Region } from './met-call.ts';
import type { PythonCall, PythonFacts } from './facts.ts';
import { Program } from './program.ts';
import { parsePython } from './statements.ts';
import type { FunctionRecord } from './value.ts';

/** PEP 263: in the first two lines, and in the second only behind a comment. */
const COOKIE = /^(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|[\r\n]))?[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)/u;
const UTF8 = /^(?:utf[-_]?8(?:[-_]sig)?|u8|ascii|us[-_]ascii|646|cp65001)$/iu;
const LATIN = /^(?:latin[-_]?1|iso[-_]?8859[-_]?1(?:5)?|l1|cp1252|windows[-_]1252|8859)$/iu;

/** Reads Python source as Python would, and says what it calls. */
export function readPython(source: ByteSource): PartialFacts {
  const collector = new Collector();
  if (source.size > PYTHON_LIMITS.sourceBytes) {
    collector.limit('python.sourceBytes', `of ${source.size} bytes of Python none were read`, 0);
    return collector.facts();
  }
  const bytes = source.read(0, source.size);
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const cookie = COOKIE.exec(latin.slice(0, 1024))?.[1];
  const { text, encoding } = decoded(bytes, latin, cookie);
  // Bytes that are no UTF-8 are a character each, of three bytes in UTF-8; in other encodings a character has one at least.
  const bytesOf = Buffer.byteLength(text) <= bytes.length ? undefined : (part: string) => part.length;
  const python: PythonFacts = {
    ...readPythonText(text, collector, undefined, bytesOf),
    ...(encoding === undefined ? {} : { encoding }),
  };
  return { python, ...collector.facts() };
}

/** `.pth` in a directory of packages: Python runs its lines that start with `import` at every start. */
export function readPathFile(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const text = new TextDecoder('utf-8').decode(source.read(0, PYTHON_LIMITS.sourceBytes));
  if (source.size > PYTHON_LIMITS.sourceBytes)
    collector.limit('python.sourceBytes', 'a path file was not read to its end');
  // Other lines are paths; as comments of the same length they keep all places.
  const code = text.replaceAll(/^(?!import[ \t])[^\n]+/gmu, (line) => '#'.repeat(line.length));
  return /^import[ \t]/mu.test(text)
    ? { python: readPythonText(code, collector), ...collector.facts() }
    : collector.facts();
}

function decoded(bytes: Uint8Array, latin: string, cookie: string | undefined): { text: string; encoding?: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
  if (cookie === undefined || UTF8.test(cookie)) return { text: new TextDecoder('utf-8').decode(bytes) };
  if (LATIN.test(cookie)) return { text: latin };
  try {
    return { text: new TextDecoder(cookie).decode(bytes), encoding: cookie };
  } catch {
    // Encodings of Python's own, such as utf-7 and unicode_escape, make other code of what is shown.
    return { text: latin, encoding: cookie };
  }
}

/**
 * @returns facts of source that is decoded; what was not read stands in the collector. `wanted` tells of calls that are kept
 * beside those that reach out; `bytesOf`: how many bytes of the file a part of the text has
 */
export function readPythonText(
  text: string,
  collector: Collector,
  wanted?: (callee: string) => boolean,
  bytesOf: (text: string) => number = (part) => Buffer.byteLength(part),
): PythonFacts {
  const { body, faults, stopped } = parsePython(text);
  const places = new Places(text, bytesOf);
  if (stopped !== undefined)
    collector.limit('python.depth', `nested more than ${PYTHON_LIMITS.depth} deep`, places.at(stopped).offset);
  const program = new Program(wanted);
  let met: readonly MetCall[];
  try {
    met = program.run(body, text.length < 64 << 10 ? 3 : 2);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    collector.limit(
      'python.work',
      'the code asks for more evaluation than the limits allow',
      places.at(error.offset).offset,
    );
    met = program.found();
  }
  return {
    calls: met.map((call) => factsOf(call, places)).sort((left, right) => left.offset - right.offset),
    ...(program.imported.size === 0
      ? {}
      : { imports: [...program.imported].map(([name, at]) => ({ name, ...places.at(at) })) }),
    faults: faults.map(({ at, expected }) => ({ ...places.at(at), expected })),
  };
}

function factsOf(
  { region, at, callee, hidden, handed, quoted, arguments: given }: MetCall,
  places: Places,
): PythonCall {
  const leading = leadingTo(region);
  const when = leading.has('import') ? 'import' : [...leading].every((entry) => entry === 'main') ? 'main' : 'function';
  const entries = [...leading].flatMap((entry) => (typeof entry === 'string' ? [] : [entry.name]));
  const derives = [...leading].flatMap((entry) => (typeof entry === 'string' ? [] : basesOutside(entry)));
  return {
    callee,
    hidden,
    handed,
    quoted,
    when,
    entries: entries.slice(0, PYTHON_LIMITS.entries),
    derives: [...new Set(derives)].slice(0, PYTHON_LIMITS.entries),
    arguments: [...given],
    ...places.at(at),
  };
}

/** What others call a method of: the classes of libraries that its class is derived from. */
function basesOutside({ owner, hosts }: FunctionRecord): string[] {
  if (owner === undefined) return [...hosts];
  return [...hosts, ...[...lineage(owner)].flatMap(({ bases }) => bases.flatMap(({ paths }) => paths ?? []))];
}

/** All functions that lead to a place, and the module itself where it does. */
function leadingTo(region: Region): Set<Region> {
  const found = new Set<Region>([region]);
  for (const next of found) if (typeof next !== 'string') for (const caller of next.callers) found.add(caller);
  return found;
}

/** Lines and byte offsets of indices into a text. */
class Places {
  private readonly text: string;
  private readonly lines: number[] = [0];
  private readonly bytes: number[] = [0];

  private readonly bytesOf: (text: string) => number;

  constructor(text: string, bytesOf: (text: string) => number) {
    this.text = text;
    this.bytesOf = bytesOf;
    for (let at = 0; at < text.length;) {
      const end = text.indexOf('\n', at);
      const next = end === -1 ? text.length : end + 1;
      this.bytes.push((this.bytes.at(-1) ?? 0) + bytesOf(text.slice(at, next)));
      this.lines.push(next);
      at = next;
    }
  }

  at(index: number): { line: number; offset: number } {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lines[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return {
      line: low + 1,
      offset: (this.bytes[low] ?? 0) + this.bytesOf(this.text.slice(this.lines[low], index)),
    };
  }
}
