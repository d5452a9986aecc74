/** One repository: what it is made for, and its files. Payloads are inert: markers under /tmp, hosts under `.invalid`. */
export interface Sample {
  readonly family: string;
  readonly name: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** Samples of one family: each is one file, or a few that belong together. */
export function family(
  name: string,
  samples: Readonly<Record<string, readonly [path: string, content: string | Uint8Array] | Sample['files']>>,
): Sample[] {
  return Object.entries(samples).map(([title, content]) => ({
    family: name,
    name: title,
    files: isFile(content) ? { [content[0]]: content[1] } : content,
  }));
}

function isFile(
  content: readonly [string, string | Uint8Array] | Sample['files'],
): content is readonly [string, string | Uint8Array] {
  return Array.isArray(content);
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export function notebook(
  ...cells: readonly (string | { readonly code: string; readonly shows: Readonly<Record<string, string>> })[]
): string {
  return json({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } },
    cells: cells.map((cell) =>
      typeof cell === 'string' && cell.startsWith('#md ')
        ? { cell_type: 'markdown', metadata: {}, source: cell.slice(4) }
        : {
            cell_type: 'code',
            execution_count: 1,
            metadata: {},
            source: typeof cell === 'string' ? cell : cell.code,
            outputs: typeof cell === 'string' ? [] : [{ output_type: 'display_data', metadata: {}, data: cell.shows }],
          },
    ),
  });
}
