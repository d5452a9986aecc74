import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import { LightgbmReader } from './reader.ts';

const START = /^tree[ \t]*\r?\n[a-z_]+(?:=|\r?\n)/u;

/** Models of LightGBM, which are text: settings, trees, and what they were trained with. */
export const lightgbmParser: Parser = {
  id: 'lightgbm',
  recognise: ({ head }) => START.test(Buffer.from(head.subarray(0, 256)).toString('latin1')),
  parse: (source) => readLightgbm(source),
};

function readLightgbm(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const reader = new LightgbmReader(source, collector);
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return { documents: [reader.facts()], ...collector.facts() };
}
