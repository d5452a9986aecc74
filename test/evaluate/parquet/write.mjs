/*
 * Writes the files beside it, the documents of ../harness-suite, with arrow-rs, the reader's opposite in another language:
 * `npm install --no-save parquet-wasm@0.8.0 apache-arrow@21.2.0 && node test/evaluate/parquet/write.mjs`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Field, Float64, List, makeBuilder, RecordBatch, Schema, Struct, Table, tableToIPC, Utf8 } from 'apache-arrow';
import { Compression, Table as Rows, WriterPropertiesBuilder, WriterVersion, writeParquet } from 'parquet-wasm';

const text = (name) => new Field(name, new Utf8(), true);
const texts = (name) => new Field(name, new List(new Field('item', new Utf8(), true)), true);
const fields = [
  text('question'),
  text('topic'),
  new Field('options', new Struct([texts('text'), texts('label')]), true),
  text('key'),
  new Field('weight', new Float64(), true),
];

function write(split, name, codec, version) {
  const lines = readFileSync(new URL(`../harness-suite/${split}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const builder = makeBuilder({ type: new Struct(fields), nullValues: [null] });
  for (const line of lines) builder.append(JSON.parse(line));
  const batch = new RecordBatch(new Schema(fields), builder.finish().toVector().data[0]);
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression[codec])
    .setWriterVersion(WriterVersion[version])
    .setMaxRowGroupSize(4)
    .build();
  const rows = Rows.fromIPCStream(tableToIPC(new Table([batch]), 'stream'));
  writeFileSync(new URL(`${name}.parquet`, import.meta.url), writeParquet(rows, properties));
}

write('train', 'train', 'SNAPPY', 'V1');
write('test', 'test', 'SNAPPY', 'V1');
write('test', 'test-uncompressed', 'UNCOMPRESSED', 'V1');
for (const codec of ['GZIP', 'BROTLI', 'ZSTD', 'LZ4_RAW'])
  write('test', `test-${codec.toLowerCase().replace('_', '-')}`, codec, 'V2');
