import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { readJson } from '../json/reader.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import { UbjsonReader } from '../ubjson/reader.ts';
import { startsAsBinary, XgboostBinary } from './binary.ts';
import { XgboostDocument } from './document.ts';

/** Keys of a model are written in the order of their letters: `learner` first, and the parameters of it at the end. */
const JSON_KEY = /"(?:learner|gradient_booster|learner_model_param)"\s*:/u;
const UBJSON_START = Buffer.from('7b4c00000000000000076c6561726e65727b', 'hex');

/** Models of XGBoost: JSON, UBJSON (`.ubj`), and the binary format that the library wrote up to 1.7 and read up to 2. */
export const xgboostParser: Parser = {
  id: 'xgboost',
  recognise: ({ head, tail }) =>
    isJson(head, tail) || UBJSON_START.equals(head.subarray(0, UBJSON_START.length)) || startsAsBinary(head),
  parse(source, { extension }) {
    const head = new Uint8Array(source.read(0, 512));
    if (startsAsBinary(head)) return readBinary(source);
    return UBJSON_START.equals(head.subarray(0, UBJSON_START.length))
      ? readUbjson(source)
      : fromJson(source, extension);
  },
};

/** Any other document of UBJSON, under a name that promises one. */
export const ubjsonParser: Parser = {
  id: 'ubjson',
  recognise: ({ head, extension }) =>
    (extension === 'ubj' || extension === 'ubjson') &&
    (head[0] === 0x7b || head[0] === 0x5b) &&
    !/^[{[]\s*["\]}]/u.test(start(head)),
  parse: (source) => (UBJSON_START.equals(source.read(0, UBJSON_START.length)) ? {} : readUbjson(source)),
};

function isJson(head: Uint8Array, tail: Uint8Array): boolean {
  return (
    /^\s*\{\s*"/u.test(start(head)) &&
    [head, tail].some((bytes) => JSON_KEY.test(Buffer.from(bytes).toString('latin1')))
  );
}

function start(head: Uint8Array): string {
  return Buffer.from(head.subarray(0, 256)).toString('latin1');
}

function fromJson(source: ByteSource, extension: string): PartialFacts | undefined {
  const collector = new Collector();
  const document = new XgboostDocument(collector);
  // Under a name of JSON, what breaks the document itself is told by whoever reads it as that.
  const told = new Collector();
  let whole = false;
  try {
    ({ whole } = readJson(source, document, told, { format: 'xgboost' }));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  if (!document.found) return undefined;
  const facts = document.facts('json');
  const { problems, limits } = collector.facts();
  return {
    documents: [facts],
    problems: extension === 'json' ? problems : [...problems, ...told.problems],
    limits: [...limits, ...told.limits],
    complete: collector.complete && told.complete && whole,
  };
}

function readUbjson(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const document = new XgboostDocument(collector);
  attempt(() => new UbjsonReader(source, document, collector).document());
  return document.found ? { documents: [document.facts('ubjson')], ...collector.facts() } : collector.facts();
}

function readBinary(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const model = new XgboostBinary(source, collector);
  attempt(() => model.read());
  return { documents: [model.facts()], ...collector.facts() };
}

function attempt(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
}
