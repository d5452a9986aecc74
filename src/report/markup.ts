import { html } from '../core/escape.ts';

/** Markup that was built here. The brand keeps raw strings out: text enters only through `text()` and friends. */
export type Markup = string & { readonly __brand: 'markup' };

export const raw = (trusted: string): Markup => trusted as Markup;

/** Any text, a submission's included, made safe for element content and quoted attributes. */
export const text = (value: string | number, limit?: number): Markup => raw(html(String(value), limit));

export const join = (parts: readonly Markup[]): Markup => raw(parts.join(''));

/** An element with escaped class and escaped or built content. */
export function element(name: string, content: Markup | readonly Markup[], className = ''): Markup {
  const inside = typeof content === 'string' ? content : content.join('');
  return raw(`<${name}${className === '' ? '' : ` class="${html(className)}"`}>${inside}</${name}>`);
}

export const paragraph = (content: string, className = ''): Markup => element('p', text(content), className);

export const code = (content: string): Markup => element('code', text(content));

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Markup;
  readonly number?: true;
}

/** A table that turns into cards on a narrow screen, each cell under its column's title. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], caption = ''): Markup {
  const heads = columns.map(({ title, number }) => element('th', text(title), number === true ? 'number' : ''));
  const body = rows.map((row) => {
    const cells = columns.map(
      ({ title, cell, number }) =>
        `<td data-label="${html(title)}"${number === true ? ' class="number"' : ''}>${cell(row)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const head = caption === '' ? '' : `<caption>${html(caption)}</caption>`;
  return raw(
    `<table class="cards">${head}<thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`,
  );
}
