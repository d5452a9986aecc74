/** What a commit states of itself; times in seconds since 1970. Nothing of it is verified. */
export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  /** Address in the author line, in lower case. */
  readonly author: string;
  readonly authored: number;
  readonly committed: number;
  readonly signed: boolean;
  /** Files that it added or, where that was asked for, changed; no more than the limit. */
  readonly files: readonly CommittedFile[];
}

export interface CommittedFile {
  readonly path: string;
  readonly isNew: boolean;
  readonly blob: string;
}

const FILES = 2_000;
const LINE = 16_384;

/** What `git log` is asked for: headers as the commit object has them, and the files that each commit added. */
export const LOG_FORMAT = [
  '--format=raw',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  '--diff-filter=A',
  '--no-show-signature',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-notes',
  '--no-decorate',
  '--encoding=UTF-8',
  '--no-mailmap',
] as const;

/** Reads the output of `git log` in LOG_FORMAT, in pieces of any size. Messages are indented, so none can pose as a header. */
export class CommitReader {
  readonly commits: Commit[] = [];
  private rest = '';
  private open: { -readonly [Key in keyof Commit]: Commit[Key] } | undefined;
  private files: CommittedFile[] = [];

  add(bytes: Buffer): void {
    const lines = (this.rest + bytes.toString('latin1')).split('\n');
    // Beyond that only the start of a line counts: headers and paths are shorter.
    this.rest = (lines.pop() ?? '').slice(0, LINE);
    for (const line of lines) this.line(line);
  }

  end(): readonly Commit[] {
    this.line(this.rest);
    this.close();
    return this.commits;
  }

  private close(): void {
    if (this.open !== undefined) this.commits.push({ ...this.open, files: this.files });
    this.open = undefined;
    this.files = [];
  }

  private line(line: string): void {
    const first = /^commit ([0-9a-f]{40,64})(?: |$)/u.exec(line)?.[1];
    if (first !== undefined) {
      this.close();
      this.open = { id: first, parents: [], author: '', authored: 0, committed: 0, signed: false, files: [] };
      return;
    }
    const commit = this.open;
    if (commit === undefined) return;
    if (line.startsWith(':')) this.file(line);
    else if (line.startsWith('parent ')) commit.parents = [...commit.parents, line.slice(7, 71)].slice(0, 64);
    else if (line.startsWith('gpgsig')) commit.signed = true;
    else if (line.startsWith('author ')) {
      commit.author = addressIn(line);
      commit.authored = timeIn(line);
    } else if (line.startsWith('committer ')) commit.committed = timeIn(line);
  }

  private file(line: string): void {
    const found = /^:\d{6} \d{6} [0-9a-f]+ ([0-9a-f]{40,64}) ([AM])\t(.+)$/u.exec(line);
    if (found !== null && this.files.length < FILES)
      this.files.push({ blob: found[1] ?? '', isNew: found[2] === 'A', path: unquoted(found[3] ?? '') });
  }
}

function addressIn(line: string): string {
  return line
    .slice(line.lastIndexOf('<') + 1, line.lastIndexOf('>'))
    .toLowerCase()
    .slice(0, 254);
}

function timeIn(line: string): number {
  const seconds = Number(/> (-?\d{1,15}) [+-]\d{1,6}$/u.exec(line)?.[1] ?? 0);
  return Number.isSafeInteger(seconds) ? seconds : 0;
}

/** `"a\tb\303\244"` as git quotes paths (core.quotePath). */
function unquoted(path: string): string {
  if (!path.startsWith('"') || !path.endsWith('"')) return path;
  const escapes: Readonly<Record<string, string>> = {
    n: '\n',
    t: '\t',
    r: '\r',
    a: '\u0007',
    b: '\b',
    f: '\f',
    v: '\v',
  };
  const bytes = path
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/gu, (_, octal: string | undefined, letter: string | undefined) =>
      octal === undefined
        ? ((letter !== undefined && Object.hasOwn(escapes, letter) ? escapes[letter] : letter) ?? '')
        : String.fromCharCode(Number.parseInt(octal, 8) & 0xff),
    );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
