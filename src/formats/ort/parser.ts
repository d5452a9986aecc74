import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { programsBehind } from '../executable-behind.ts';
import { FlatBuffer } from '../flatbuffer/table.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import { OrtReader } from './reader.ts';

/** ONNX Runtime's own format of optimised graphs (`.ort`). */
export const ortParser: Parser = {
  id: 'ort',
  recognise: ({ head }) => Buffer.from(head.subarray(4, 8)).toString('latin1') === 'ORTM',
  parse: (source) => readOrt(source),
};

function readOrt(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const buffer = new FlatBuffer(source, collector, 'ort');
  const reader = new OrtReader(buffer);
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const executables = programsBehind(source, buffer.reached);
  return { graphs: [reader.facts()], ...(executables.length === 0 ? {} : { executables }), ...collector.facts() };
}
