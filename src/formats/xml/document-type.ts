/** An entity that a document type declares. */
export interface Entity {
  readonly name: string;
  /** `%name;`, which stands in the document type itself. */
  readonly parameter: boolean;
  /** The text of an internal one. */
  readonly value?: string;
  /** What an external one is loaded from. */
  readonly systemId?: string;
  readonly publicId?: string;
  readonly offset: number;
}

export interface DocumentType {
  readonly name: string;
  readonly publicId?: string;
  readonly systemId?: string;
  readonly entities: readonly Entity[];
  readonly offset: number;
  /** Offset after its `>`. */
  readonly end: number;
}

const NAME = /[^\s/>=<"'&[\]%;]+/uy;
const SPACE = /\s+/uy;
/** Entities that are kept; documents of mathematics declare some hundreds. */
const ENTITIES = 10_000;

/** Reads `<!DOCTYPE … [ … ]>` (XML 1.0, section 2.8) at `offset`; undefined if it is none, so that nothing after it is known. */
export function readDocumentType(text: string, offset: number): DocumentType | undefined {
  const cursor = new Cursor(text, offset);
  if (!cursor.word('<!DOCTYPE') || !cursor.space()) return undefined;
  const name = cursor.name();
  if (name === undefined) return undefined;
  cursor.space();
  const external = cursor.external();
  if (external === undefined) return undefined;
  cursor.space();
  const entities: Entity[] = [];
  if (cursor.word('[') && !subset(cursor, entities)) return undefined;
  cursor.space();
  return cursor.word('>') ? { name, ...external, entities, offset, end: cursor.at } : undefined;
}

/** Declarations up to the closing bracket. */
function subset(cursor: Cursor, entities: Entity[]): boolean {
  for (;;) {
    cursor.space();
    const offset = cursor.at;
    if (cursor.word(']')) return true;
    if (cursor.word('<!--')) {
      if (!cursor.past('-->')) return false;
    } else if (cursor.word('<?')) {
      if (!cursor.past('?>')) return false;
    } else if (cursor.word('<!ENTITY')) {
      const entity = readEntity(cursor, offset);
      if (entity === undefined || entities.length >= ENTITIES) return false;
      entities.push(entity);
    } else if (cursor.word('<!')) {
      if (!cursor.declaration()) return false;
    } else if (cursor.word('%')) {
      if (cursor.name() === undefined || !cursor.word(';')) return false;
    } else return false;
  }
}

function readEntity(cursor: Cursor, offset: number): Entity | undefined {
  if (!cursor.space()) return undefined;
  const parameter = cursor.word('%');
  cursor.space();
  const name = cursor.name();
  if (name === undefined) return undefined;
  cursor.space();
  const value = cursor.literal();
  const external = value === undefined ? cursor.external() : {};
  if (external === undefined || (value === undefined && external.systemId === undefined)) return undefined;
  // What follows is at most the notation of an unparsed one.
  return cursor.declaration()
    ? { name, parameter, ...(value === undefined ? {} : { value }), ...external, offset }
    : undefined;
}

class Cursor {
  at: number;
  private readonly text: string;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  word(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  space(): boolean {
    return this.match(SPACE) !== undefined;
  }

  name(): string | undefined {
    return this.match(NAME);
  }

  past(end: string): boolean {
    const found = this.text.indexOf(end, this.at);
    if (found !== -1) this.at = found + end.length;
    return found !== -1;
  }

  literal(): string | undefined {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") return undefined;
    const end = this.text.indexOf(quote, this.at + 1);
    if (end === -1) return undefined;
    const value = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return value;
  }

  /** `SYSTEM "…"` or `PUBLIC "…" "…"`; nothing of both is an empty answer, a broken one is none. */
  external(): { publicId?: string; systemId?: string } | undefined {
    if (this.word('SYSTEM')) {
      this.space();
      const systemId = this.literal();
      return systemId === undefined ? undefined : { systemId };
    }
    if (!this.word('PUBLIC')) return {};
    this.space();
    const publicId = this.literal();
    if (publicId === undefined) return undefined;
    this.space();
    // HTML and SGML leave the address out.
    return { publicId, systemId: this.literal() ?? '' };
  }

  /** Up to the `>` of a declaration, outside of quotes. */
  declaration(): boolean {
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === '>') return this.word('>');
      if ((character === '"' || character === "'") && this.literal() === undefined) return false;
      if (character !== '"' && character !== "'") this.at += 1;
    }
    return false;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
