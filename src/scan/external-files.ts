import { unreachable } from '../core/errors.ts';
import type { DocumentFacts } from '../formats/document/union.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { FileReference } from '../formats/graph/facts.ts';
import type { GraphFacts } from '../formats/graph/union.ts';
import type { Hdf5Facts } from '../formats/hdf5/facts.ts';
import type { KerasFacts } from '../formats/keras/facts.ts';

/** A file that a model's reader opens beside the model itself. */
export interface ExternalFile extends FileReference {
  /** What the reader does with it, before the path: `takes the tensor "w" from`. */
  readonly what: string;
  /** False where honest writers leave paths of their own machine behind. */
  readonly strict: boolean;
  readonly member?: string;
  /** False where the path does not count from the directory of the file that names it. */
  readonly rooted?: false;
}

/** All of them in one file, whatever its format. */
export function externalFilesOf(file: FileFacts): ExternalFile[] {
  return [
    ...(file.graphs ?? []).flatMap(ofGraph),
    ...(file.hdf5 ?? []).flatMap(ofHdf5),
    ...(file.keras ?? []).flatMap(ofKeras),
    ...(file.documents ?? []).flatMap(ofDocument),
  ];
}

function ofDocument(document: DocumentFacts): ExternalFile[] {
  const member = document.member === undefined ? {} : { member: document.member };
  const all = (references: readonly FileReference[], what: string): ExternalFile[] =>
    references.map((reference) => ({ ...reference, what, strict: true, ...member }));
  if (document.format === 'table') return all(document.externalFiles, 'takes columns from');
  // Paths count from the root of the store, and where that is, a part of it does not say.
  if (document.format === 'ocdbt')
    return all(document.files, 'takes values from').map((reference) => ({ ...reference, rooted: false as const }));
  return [];
}

function ofHdf5({ externalLinks, externalStorage, virtualDatasets, member }: Hdf5Facts): ExternalFile[] {
  const inside = member === undefined ? {} : { member };
  const all = (references: readonly FileReference[], what: string): ExternalFile[] =>
    references.map((reference) => ({
      ...reference,
      what: `${what} ${JSON.stringify(reference.by)} from`,
      strict: true,
      ...inside,
    }));
  return [
    ...all(externalLinks, 'links'),
    ...all(externalStorage, 'takes the data set'),
    // A dot is the file itself.
    ...all(
      virtualDatasets.filter(({ path }) => path !== '.'),
      'takes the virtual data set',
    ),
  ];
}

function ofKeras({ paths, member }: KerasFacts): ExternalFile[] {
  return paths.map(({ by, key, path, offset }) => ({
    path,
    by,
    offset,
    what: `${by} reads its ${key} from`,
    strict: true,
    ...(member === undefined ? {} : { member }),
  }));
}

function ofGraph(graph: GraphFacts): ExternalFile[] {
  const member = graph.member === undefined ? {} : { member: graph.member };
  switch (graph.format) {
    case 'onnx':
      return graph.externalFiles.map((reference) => ({
        ...reference,
        what: `${reference.by.startsWith('EPContext') ? 'loads a compiled graph' : 'takes tensors'} from`,
        strict: true,
        ...member,
      }));
    case 'tensorflow':
      return graph.assets.map((asset) => ({ ...asset, what: 'reads the asset', strict: true, ...member }));
    case 'coreml':
      return graph.externalFiles.map((reference) => ({
        ...reference,
        what: `${reference.by === 'linkedModel' ? 'loads a model' : 'takes weights'} from`,
        strict: true,
        ...member,
      }));
    case 'openvino':
      return graph.weights.map((reference) => ({ ...reference, what: 'takes weights from', strict: true, ...member }));
    case 'executorch':
    case 'framework':
    case 'tflite':
    case 'torch-export':
    case 'torchscript':
      return [];
    default:
      return unreachable(graph);
  }
}
