import type { ReadFile, SystemSink } from '../systems/reader.ts';
import { listOf, mapOf, textOf, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml/node.ts';

const EXTENDS = 11;
const REFERENCES = 10;
/** Jobs that one job extends, and keys of one map: far more than anybody writes. */
const BASES = 50;
const KEYS = 1_000;
const MERGES = 10;
const JOBS = 5_000;

/** Keywords of the top that are no jobs. */
const GLOBAL: ReadonlySet<string> = new Set([
  'after_script',
  'before_script',
  'cache',
  'default',
  'image',
  'include',
  'pages:deploy',
  'services',
  'spec',
  'stages',
  'types',
  'variables',
  'workflow',
  '<<',
]);

/** A keyword of a job, and the file that it stands in. */
export interface Keyword {
  readonly file: ReadFile;
  readonly entry: YamlEntry;
}

export interface MergedJob {
  readonly name: string;
  readonly file: ReadFile;
  readonly entry: YamlEntry;
  readonly keywords: ReadonlyMap<string, Keyword>;
  /** Of every level, the nearest last. */
  readonly variables: readonly Keyword[];
}

/** Jobs of a pipeline with what they extend. A cycle of `extends` and a missing name are told, and the rest is kept. */
export class Merger {
  private readonly files: readonly ReadFile[];
  private readonly sink: SystemSink;
  private readonly entries = new Map<string, Keyword[]>();
  private readonly done = new Map<string, MergedJob>();

  constructor(files: readonly ReadFile[], sink: SystemSink) {
    this.files = files;
    this.sink = sink;
    for (const file of files)
      for (const entry of mapOf(file.root)) {
        this.tellCuts(file, entry, 0);
        if (GLOBAL.has(entry.key) || entry.value.kind !== 'map') continue;
        this.entries.set(entry.key, [...(this.entries.get(entry.key) ?? []), { file, entry }]);
      }
  }

  /** What stands past a limit is told, wherever it is taken from then. */
  private tellCuts(file: ReadFile, { key, value }: YamlEntry, depth: number): void {
    const tell = (count: number, limit: number, what: string): void => {
      if (count > limit) this.sink.tell(file.source.path, `more than ${limit} ${what}`, value.place.line);
    };
    const { length } = mapOf(value);
    tell(length, KEYS, `entries of ${key}`);
    if (key === 'extends') tell(listOf(value).length, BASES, 'jobs that one extends');
    if (key === '<<') tell(listOf(value).length, MERGES, 'merged maps');
    // A job, and its variables: deeper maps are read where they are asked for.
    if (depth < 2) for (const entry of mapOf(value).slice(0, KEYS)) this.tellCuts(file, entry, depth + 1);
  }

  /** Jobs that run: hidden ones only by what extends them. */
  jobs(): MergedJob[] {
    const names = [...this.entries.keys()].filter((name) => !name.startsWith('.'));
    const [first] = this.files;
    if (names.length > JOBS && first !== undefined) this.sink.tell(first.source.path, `more than ${JOBS} jobs`);
    return names.slice(0, JOBS).flatMap((name) => this.job(name, []) ?? []);
  }

  /** A keyword of the top or of `default:`; the last file that has it wins. */
  global(key: string): Keyword | undefined {
    for (const file of this.files.toReversed()) {
      const whole = mapOf(mapOf(file.root).find((entry) => entry.key === 'default')?.value);
      const entry = whole.find((one) => one.key === key) ?? mapOf(file.root).find((one) => one.key === key);
      if (entry !== undefined) return { file, entry };
    }
    return undefined;
  }

  private job(name: string, path: readonly string[]): MergedJob | undefined {
    const known = this.done.get(name);
    if (known !== undefined) return known;
    const own = this.entries.get(name);
    const last = own?.at(-1);
    if (own === undefined || last === undefined) return undefined;
    const keywords = new Map<string, Keyword>();
    const variables: Keyword[] = [];
    const take = (from: MergedJob): void => {
      for (const [key, keyword] of from.keywords) keywords.set(key, keyword);
      if (from.variables.length > BASES)
        this.sink.tell(from.file.source.path, `more than ${BASES} blocks of variables that ${name} extends`);
      variables.push(...from.variables.slice(0, BASES));
    };
    for (const { file, entry } of own) {
      for (const [key, value] of flat(entry.value)) {
        if (key === 'extends')
          for (const node of listOf(value.value).slice(0, BASES)) {
            const base = textOf(node) ?? '';
            const told =
              path.includes(base) || base === name
                ? 'extends itself'
                : path.length >= EXTENDS
                  ? 'extends too much'
                  : undefined;
            const found = told === undefined ? this.job(base, [...path, name]) : undefined;
            if (found !== undefined) take(found);
            else
              this.sink.tell(
                file.source.path,
                `${name} ${told ?? `extends ${base}, which is not there`}`,
                node.place.line,
              );
          }
        else if (key === 'variables') variables.push({ file, entry: value });
      }
      for (const [key, value] of flat(entry.value)) keywords.set(key, { file, entry: value });
    }
    const merged: MergedJob = { name, file: last.file, entry: last.entry, keywords, variables };
    this.done.set(name, merged);
    return merged;
  }

  /**
   * Lines of a script with what `!reference [job, script]` stands for. Tags are lost on the way here: a list of a job's name and
   * one of its keywords is a reference.
   */
  lines({ file, entry }: Keyword, depth = 0): { readonly scalar: YamlScalar; readonly file: ReadFile }[] {
    return this.linesIn(entry.value, file, depth);
  }

  private linesIn(node: YamlNode, file: ReadFile, depth: number): { scalar: YamlScalar; file: ReadFile }[] {
    if (depth > REFERENCES) {
      this.sink.tell(file.source.path, 'references nested too deeply', node.place.line);
      return [];
    }
    if (node.kind === 'scalar')
      return node.value === null || !this.sink.spend(file.source.path, node.text.length)
        ? []
        : [{ scalar: node, file }];
    if (node.kind === 'map') return [];
    const referred = this.reference(node.items);
    if (referred !== undefined) return this.lines(referred, depth + 1);
    // Lists that aliases nest in one another grow without end, even if no line is in them.
    return this.sink.spend(file.source.path, 0)
      ? node.items.flatMap((item) => this.linesIn(item, file, depth + 1))
      : [];
  }

  private reference(items: readonly YamlNode[]): Keyword | undefined {
    const [job, key] = items.map((item) => textOf(item));
    if (items.length !== 2 || job === undefined || key === undefined) return undefined;
    for (const { file, entry } of this.entries.get(job)?.toReversed() ?? []) {
      const found = flat(entry.value).find(([name]) => name === key);
      if (found !== undefined) return { file, entry: found[1] };
    }
    return undefined;
  }
}

/** Entries of a map with those that `<<` merges into it, which its own override. */
export function flat(node: YamlNode | undefined, depth = 4): [string, YamlEntry][] {
  const found = new Map<string, YamlEntry>();
  const own = mapOf(node).slice(0, KEYS);
  for (const entry of own) {
    if (entry.key !== '<<' || depth === 0) continue;
    for (const value of (entry.value.kind === 'list' ? entry.value.items : [entry.value]).slice(0, MERGES))
      for (const [key, inner] of flat(value, depth - 1)) if (!found.has(key)) found.set(key, inner);
  }
  for (const entry of own) if (entry.key !== '<<') found.set(entry.key, entry);
  return [...found];
}
