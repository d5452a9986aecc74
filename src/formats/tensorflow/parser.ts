import type { FileProbe, Parser } from '../parser.ts';
import { readTensorflow } from './reader.ts';
import { tensorflowKind } from './recognise.ts';

/** TensorFlow opens a SavedModel by this name alone. */
const SAVED_MODEL = /(?:^|\/)saved_model\.pb$/u;
/** Endings of graphs. */
const NAMED: ReadonlySet<string> = new Set(['pb', 'meta', 'graphdef']);
const TAGS: ReadonlySet<number> = new Set([0x08, 0x0a, 0x12, 0x18, 0x1a, 0x22, 0x2a, 0x32, 0x3a]);

/** SavedModel, MetaGraphDef and GraphDef, which have no magic number: told by their structure. */
export const tensorflowParser: Parser = {
  id: 'tensorflow',
  recognise: (probe) => isSavedModel(probe) || NAMED.has(probe.extension) || TAGS.has(probe.head[0] ?? 0),
  parse(source, { path, extension }) {
    const kind = tensorflowKind(source, NAMED.has(extension)) ?? (SAVED_MODEL.test(path) ? 'saved-model' : undefined);
    return kind === undefined ? undefined : readTensorflow(source, kind);
  },
};

function isSavedModel({ path, size, head }: FileProbe): boolean {
  return (
    size > 0 &&
    SAVED_MODEL.test(path) &&
    !Buffer.from(head.subarray(0, 40)).toString('latin1').startsWith('version https://git-lfs')
  );
}

/** A SavedModel of more than two gigabytes: its messages lie in pieces in a file of records, which TensorFlow prefers. */
export const chunkedParser: Parser = {
  id: 'tensorflow-chunked',
  recognise: ({ extension, size }) => size > 0 && extension === 'cpb',
  parse: () => ({
    complete: false,
    limits: [{ limit: 'format.unparsed', message: 'a graph in pieces (.cpb) is not read', offset: 0 }],
  }),
};
