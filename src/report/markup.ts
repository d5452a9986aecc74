import { html } from '../core/escape.ts';

/** Markup that was built here. The brand keeps raw strings out: text enters only through `text()` and friends. */
export type Markup = string & { readonly __brand: 'markup' };

export const raw = (trusted: string): Markup => trusted as Markup;

export const nothing = raw('');

/** Any text, a submission's included, made safe for element content and quoted attributes. */
export const text = (value: string | number, limit?: number): Markup => raw(html(String(value), limit));

export const join = (parts: readonly Markup[]): Markup => raw(parts.join(''));

/** An element with escaped class and escaped or built content. */
export function element(name: string, content: Markup | readonly Markup[], className = ''): Markup {
  const inside = typeof content === 'string' ? content : content.join('');
  return raw(`<${name}${className === '' ? '' : ` class="${html(className)}"`}>${inside}</${name}>`);
}

export const paragraph = (content: string, className = ''): Markup => element('p', text(content), className);

export const quiet = (content: string): Markup => element('div', text(content), 'quiet');

export const code = (content: string): Markup => element('code', text(content));

export function list(items: readonly Markup[], className = ''): Markup {
  if (items.length === 0) return nothing;
  return element(
    'ul',
    items.map((item) => element('li', item)),
    className,
  );
}

/** Paths up to a number, and how many more there are: a submission may hold any number of files. */
export function paths(all: readonly string[], limit: number): Markup {
  const more = all.length - limit;
  return list([...all.slice(0, limit).map(code), ...(more > 0 ? [text(`and ${more} more`)] : [])], 'paths');
}

/** What is folded on the screen and open on paper. */
export function folded(summary: string, content: Markup | readonly Markup[]): Markup {
  return element('details', [
    element('summary', text(summary)),
    ...(typeof content === 'string' ? [content] : content),
  ]);
}

/** A section that the page's own links lead to. `id` is ours, never a submission's. */
export function section(id: string, title: Markup | readonly Markup[], content: readonly Markup[]): Markup {
  return raw(`<section id="${html(id)}">${element('h2', title)}${content.join('')}</section>`);
}

const MARKS: Readonly<Record<'good' | 'bad' | 'open', string>> = { good: '✓', bad: '✗', open: '?' };

const TONES: Readonly<Record<string, keyof typeof MARKS>> = {
  pass: 'good',
  passed: 'good',
  admit: 'good',
  verified: 'good',
  consistent: 'good',
  held: 'good',
  fail: 'bad',
  failed: 'bad',
  errored: 'bad',
  reject: 'bad',
  refuted: 'bad',
  invalid: 'bad',
  mismatch: 'bad',
  broken: 'bad',
  critical: 'bad',
  high: 'bad',
};

/** An answer as a coloured pill with a mark, so that it reads without colours too. */
export function tag(word: string, note = ''): Markup {
  const tone = TONES[word] ?? 'open';
  return element('span', text(`${MARKS[tone]} ${word}${note}`), `tag ${tone}`);
}

/** Facts in pairs: a word and what it stands for. */
export function facts(pairs: readonly (readonly [string, Markup])[]): Markup {
  return element(
    'dl',
    pairs.map(([name, value]) => element('div', [element('dt', text(name)), element('dd', value)])),
  );
}

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Markup;
  readonly number?: true;
  /** The cell that names the row: on a phone it stands alone above the others. */
  readonly head?: true;
}

/** A table that turns into cards on a narrow screen, each cell beside its column's title. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], className = ''): Markup {
  const heads = columns.map(({ title, number }) => element('th', text(title), number === true ? 'number' : ''));
  const body = rows.map((row) => {
    const cells = columns.map(({ title, cell, number, head }) => {
      const classes = [...(number === true ? ['number'] : []), ...(head === true ? ['head'] : [])].join(' ');
      return `<td data-label="${html(title)}"${classes === '' ? '' : ` class="${classes}"`}>${cell(row)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return raw(
    `<table class="${html(`cards ${className}`.trim())}"><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`,
  );
}
