import { parquetMetadata, parquetSchema, type FileMetaData, type RowGroup, type SchemaTree } from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js';
import { GateError } from '../../../core/errors.ts';
import { SUITE_LIMITS } from '../limits.ts';
import { checkPages, COMPRESSORS, type Allowance } from './pages.ts';
import { rowJson } from './row-json.ts';
import { columnsOf, leavesOf, type Column } from './schema.ts';

const CODECS: readonly (string | undefined)[] = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD'];
const MAGIC = 'PAR1';
/** Footer of a file whose names and sizes are encrypted too. */
const ENCRYPTED_MAGIC = 'PARE';

/**
 * Rows of a Parquet file as lines of JSON, one group of rows after the other. They may hold no more than a JSONL file may.
 * @throws GateError SUITE_INVALID naming the column, the row or the group
 */
export function* parquetRows(
  bytes: Uint8Array,
  path: string,
): Generator<{ readonly text: string; readonly where: string }> {
  const { metadata, root, columns } = readable(path, () => tableOf(bytes, path));
  const allowance: Allowance = { bytes: SUITE_LIMITS.itemFileBytes, cells: SUITE_LIMITS.parquetCells };
  let room: number = SUITE_LIMITS.itemFileBytes;
  let row = 0;
  for (const [index, group] of metadata.row_groups.entries()) {
    const where = `${path}: group ${index + 1} of rows`;
    const data = readable(where, () => columnsOfGroup(bytes, group, root, where, allowance));
    for (let at = 0; at < Number(group.num_rows); at++) {
      const place = `${path}: row ${++row}`;
      const text = rowJson(columns, (column) => data[column]?.[at], place);
      room -= text.length;
      if (room < 0) throw invalid(path, `its rows hold more than ${SUITE_LIMITS.itemFileBytes} characters`);
      yield { text, where: place };
    }
  }
}

interface ParquetTable {
  readonly metadata: FileMetaData;
  readonly root: SchemaTree;
  readonly columns: readonly Column[];
}

function tableOf(bytes: Uint8Array, path: string): ParquetTable {
  const metadata = footerOf(bytes, path);
  const root = parquetSchema(metadata);
  const columns = columnsOf(root, path);
  const total = metadata.row_groups.reduce((sum, group) => sum + group.num_rows, 0n);
  if (total !== metadata.num_rows)
    throw invalid(path, `${metadata.num_rows} rows are stated, and its groups state ${total}`);
  if (total > BigInt(SUITE_LIMITS.items) || metadata.row_groups.some((group) => group.num_rows < 0n))
    throw invalid(path, `more than ${SUITE_LIMITS.items} documents`);
  return { metadata, root, columns };
}

function footerOf(bytes: Uint8Array, path: string): FileMetaData {
  const end = bytes.subarray(Math.max(0, bytes.length - 8));
  const magic = Buffer.from(end.subarray(-4)).toString('latin1');
  if (magic === ENCRYPTED_MAGIC) throw invalid(path, 'it is encrypted; write it without encryption');
  const begin = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (bytes.length < 12 || begin !== MAGIC) throw invalid(path, 'it is no Parquet file');
  if (magic !== MAGIC) throw invalid(path, 'it breaks off: a Parquet file ends in PAR1');
  const length = new DataView(end.buffer, end.byteOffset, end.byteLength).getUint32(0, true);
  if (length > bytes.length - 12) throw invalid(path, `a footer of ${length} bytes in a file of ${bytes.length}`);
  if (length > SUITE_LIMITS.parquetFooterBytes)
    throw invalid(path, `a footer of ${length} bytes, ${SUITE_LIMITS.parquetFooterBytes} at most`);
  return parquetMetadata(bytes.subarray(bytes.length - 8 - length), { geoparquet: false });
}

/** The values of each column of the table in one group of rows. */
function columnsOfGroup(
  bytes: Uint8Array,
  group: RowGroup,
  root: SchemaTree,
  where: string,
  allowance: Allowance,
): readonly ArrayLike<unknown>[] {
  const leaves = leavesOf(root);
  if (group.columns.length !== leaves.length)
    throw invalid(where, `${group.columns.length} columns, and ${leaves.length} in the schema`);
  const read = new Map(
    leaves.map((leaf, index) => [leaf.path.join('.'), valuesOf(bytes, group, index, leaf, root, where, allowance)]),
  );
  return root.children.map((child) => {
    const { name } = child.element;
    if (child.children.length > 0) assembleNested(read, child, PARSERS);
    const values = read.get(name) ?? [];
    if (values.length !== Number(group.num_rows))
      throw invalid(where, `${values.length} values in the column "${name}", and ${group.num_rows} rows`);
    return values;
  });
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const PARSERS = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes: Uint8Array | undefined): string | undefined =>
    bytes === undefined ? undefined : decoder.decode(bytes),
};

function valuesOf(
  bytes: Uint8Array,
  group: RowGroup,
  index: number,
  leaf: SchemaTree,
  root: SchemaTree,
  where: string,
  allowance: Allowance,
): unknown[] {
  const place = `${where}: column "${leaf.path.join('.').slice(0, 200)}"`;
  const column = group.columns[index];
  const stated = column?.meta_data;
  if (stated === undefined || column?.crypto_metadata !== undefined || column?.encrypted_column_metadata !== undefined)
    throw invalid(place, 'it is encrypted; write it without encryption');
  if ((column?.file_path ?? '') !== '') throw invalid(place, 'its values lie in another file');
  if (stated.path_in_schema.join('.') !== leaf.path.join('.') || stated.type !== leaf.element.type)
    throw invalid(place, `the group has "${stated.path_in_schema.join('.').slice(0, 200)}" of ${stated.type} there`);
  if (!CODECS.includes(stated.codec))
    throw invalid(place, `it is compressed with ${stated.codec}; snappy, gzip, brotli, zstd and none are read`);
  const start = stated.dictionary_page_offset || stated.data_page_offset;
  const end = start + stated.total_compressed_size;
  if (start < 4n || end < start || end > BigInt(bytes.length)) throw invalid(place, 'it lies outside of the file');
  // A copy, because the decoder looks at the memory behind what it is given.
  const chunk = new Uint8Array(bytes.subarray(Number(start), Number(end)));
  const schemaPath = getTreePath(root, leaf.path);
  return readable(place, () => {
    const levels = [getMaxRepetitionLevel(schemaPath), getMaxDefinitionLevel(schemaPath)] as const;
    checkPages(chunk, { where: place, type: stated.type, codec: stated.codec, levels }, allowance);
    const rows = Number(group.num_rows);
    const { data } = readColumn(
      { view: new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength), offset: 0 },
      { groupStart: 0, selectStart: 0, selectEnd: rows, groupRows: rows },
      {
        pathInSchema: leaf.path,
        type: stated.type,
        codec: stated.codec,
        element: leaf.element,
        schemaPath,
        parsers: PARSERS,
        compressors: COMPRESSORS,
      },
    );
    return data.flatMap((part) => Array.from<unknown>(part));
  });
}

/** What the decoder throws of broken bytes is of every kind; its message says what it looked for. */
function readable<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError(
      'SUITE_INVALID',
      `${where}: it can't be read as Parquet: ${error instanceof Error ? error.message.slice(0, 200) : 'it is broken'}`,
      { cause: error },
    );
  }
}

function invalid(where: string, what: string): GateError {
  return new GateError('SUITE_INVALID', `${where}: ${what}`);
}
