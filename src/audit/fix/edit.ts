/** A change to one line of a file: other lines, their comments and their form stay as they are. */
export interface LineEdit {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** What stands in its place; undefined where the line stays. */
  readonly replace?: string;
  /** Lines before it and behind it. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** A file before and after. */
export interface FileChange {
  readonly path: string;
  readonly old: readonly string[];
  readonly edits: ReadonlyMap<number, LineEdit>;
}

/** Joins the edits of each line; replacements build on one another through `current`, so that there is one a line. */
export class EditedFile {
  readonly path: string;
  readonly old: readonly string[];
  /** What ends each line. */
  private readonly ending: string;
  private readonly edits = new Map<number, LineEdit>();

  constructor(path: string, text: string) {
    this.path = path;
    this.ending = text.includes('\r\n') ? '\r\n' : '\n';
    this.old = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  get changed(): boolean {
    return this.edits.size > 0;
  }

  current(line: number): string {
    return this.edits.get(line)?.replace ?? this.old[line - 1] ?? '';
  }

  replace(line: number, text: string): void {
    if (text !== this.current(line)) this.edits.set(line, { ...this.at(line), replace: text });
  }

  insertBefore(line: number, lines: readonly string[]): void {
    this.edits.set(line, { ...this.at(line), before: [...(this.edits.get(line)?.before ?? []), ...lines] });
  }

  insertAfter(line: number, lines: readonly string[]): void {
    this.edits.set(line, { ...this.at(line), after: [...(this.edits.get(line)?.after ?? []), ...lines] });
  }

  /** The whole text, with the line endings that it had. */
  text(): string {
    return this.old
      .flatMap((line, index) => {
        const edit = this.edits.get(index + 1);
        return [...(edit?.before ?? []), edit?.replace ?? line, ...(edit?.after ?? [])];
      })
      .join(this.ending);
  }

  change(): FileChange {
    return { path: this.path, old: this.old, edits: this.edits };
  }

  private at(line: number): LineEdit {
    return this.edits.get(line) ?? { path: this.path, line };
  }
}
