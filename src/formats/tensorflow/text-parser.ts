import { MemorySource, type ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { FileProbe, Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import type { TensorflowFacts } from './facts.ts';
import { TENSORFLOW_LIMITS } from './limits.ts';
import { readTensorflow } from './reader.ts';
import { encodeText } from './text-format.ts';
import { TEXT_MESSAGES } from './text-schema.ts';

/** TensorFlow opens a SavedModel by this name where there is no binary one. */
const SAVED_MODEL = /(?:^|\/)saved_model\.pbtxt$/u;
/** Fields that a file of each kind starts with, of those that no other kind has. */
const FIRST: readonly (readonly [TensorflowFacts['kind'], RegExp])[] = [
  ['saved-model', /^(?:saved_model_schema_version\s*:|meta_graphs\s*:?\s*[{<])/mu],
  ['meta-graph', /^(?:meta_info_def|graph_def|saver_def|object_graph_def)\s*:?\s*[{<]/mu],
  ['graph', /^(?:node\s*:?\s*[{<][^}>]{0,400}?\bop\s*:|library\s*:?\s*[{<]\s*function)/mu],
];

/** SavedModel, MetaGraphDef and GraphDef in text format. */
export const tensorflowTextParser: Parser = {
  id: 'tensorflow-text',
  recognise: (probe) => kindOf(probe) !== undefined,
  parse(source, { path, extension }) {
    const head = new Uint8Array(source.read(0, 64 << 10));
    const kind = kindOf({ path, extension, size: source.size, head, tail: head });
    return kind === undefined ? undefined : readText(source, kind);
  },
};

function kindOf({ path, extension, size, head }: FileProbe): TensorflowFacts['kind'] | undefined {
  if (size === 0) return undefined;
  if (SAVED_MODEL.test(path)) return 'saved-model';
  if (extension !== 'pbtxt' && extension !== 'prototxt') return undefined;
  const text = Buffer.from(head).toString('latin1');
  return FIRST.find(([, first]) => first.test(text))?.[0];
}

function readText(source: ByteSource, kind: TensorflowFacts['kind']): PartialFacts {
  const collector = new Collector();
  if (source.size > TENSORFLOW_LIMITS.textBytes) {
    collector.limit('tensorflow.textBytes', `a text of ${source.size} bytes, more than ${TENSORFLOW_LIMITS.textBytes}`);
    return collector.facts();
  }
  try {
    const text = Buffer.from(new Uint8Array(source.read(0, source.size)));
    const { bytes, textOffset } = encodeText(text, TEXT_MESSAGES[kind], collector);
    return inText(readTensorflow(new MemorySource(bytes), kind), textOffset);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return collector.facts();
  }
}

/** Facts whose offsets are those of the text instead of the bytes that were made of it. */
function inText(facts: PartialFacts, textOffset: (offset: number) => number): PartialFacts {
  const moved = <T extends { offset: number }>(one: T): T => ({ ...one, offset: textOffset(one.offset) });
  const maybe = <T extends { offset?: number | undefined }>(one: T): T =>
    one.offset === undefined ? one : { ...one, offset: textOffset(one.offset) };
  return {
    ...facts,
    problems: (facts.problems ?? []).map(maybe),
    limits: (facts.limits ?? []).map(maybe),
    graphs: (facts.graphs ?? []).flatMap((graph) =>
      graph.format === 'tensorflow'
        ? [
            {
              ...graph,
              operators: graph.operators.map(moved),
              uses: graph.uses.map(moved),
              assets: graph.assets.map(moved),
            },
          ]
        : [],
    ),
    ...(facts.keras === undefined
      ? {}
      : {
          keras: facts.keras.map((keras) => ({
            ...keras,
            classes: keras.classes.map(moved),
            functions: keras.functions.map(moved),
            code: keras.code.map(moved),
            objectArrays: keras.objectArrays.map(moved),
            pickled: keras.pickled.map(moved),
            paths: keras.paths.map(moved),
          })),
        }),
  };
}
