import { COMPRESSIONS } from './compression/codecs.ts';

/** What content an ending promises. Loaders that go by the ending alone are what a false one is for. */
const PICKLES: readonly string[] = ['pickle', 'hidden-pickle', 'zip', 'tar', ...COMPRESSIONS];
export const PROMISES: ReadonlyMap<string, readonly string[]> = new Map([
  // What is no pickle for this scan may still be one for a loader that is less exact.
  ...['pkl', 'pickle', 'pck', 'pcl', 'dill'].map((ending) => [ending, PICKLES] as const),
  ['joblib', [...PICKLES, 'numpy']],
  ['pth', PICKLES],
  // Portuguese text has this ending too.
  ['pt', [...PICKLES, 'text']],
  ['safetensors', ['safetensors']],
  ['gguf', ['gguf']],
  ['npy', ['numpy']],
  ['npz', ['zip']],
  ['json', ['json']],
  ['onnx', ['onnx']],
  ...['tflite', 'lite'].map((ending) => [ending, ['tflite']] as const),
  ['pmml', ['xml']],
  ['nemo', ['tar', ...COMPRESSIONS]],
  ...['skops', 'mar'].map((ending) => [ending, ['zip']] as const),
  ['h5', ['hdf5']],
  ['hdf5', ['hdf5']],
  // Keras 3 writes an archive, and loads HDF5 under this name too.
  ['keras', ['zip', 'hdf5']],
  ['mlmodel', ['coreml']],
  ['pte', ['executorch']],
  ['ort', ['ort']],
  ['ubj', ['ubjson', 'xgboost']],
  ['cbm', ['catboost']],
  ['msgpack', ['msgpack']],
  ...['rds', 'rda', 'rdata'].map((ending) => [ending, ['r-data', ...COMPRESSIONS]] as const),
  ['parquet', ['parquet']],
  ['arrow', ['arrow']],
]);

/** Endings of archives. What lies in one is read by its content, so that a false one alone deceives people only. */
export const ARCHIVES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['zip', ['zip']],
  ['whl', ['zip']],
  ['jar', ['zip']],
  // What unpacks archives of tar expands them first.
  ['tar', ['tar', ...COMPRESSIONS]],
  ['7z', ['7z']],
  ...['gz', 'tgz'].map((ending) => [ending, ['gzip']] as const),
  ...['bz2', 'tbz2'].map((ending) => [ending, ['bzip2']] as const),
  ...['xz', 'txz'].map((ending) => [ending, ['xz']] as const),
  ['lzma', ['lzma', 'xz']],
  ['lz', ['lzip']],
  ['lz4', ['lz4']],
  ['zst', ['zstd']],
]);

/** Model formats without a parser, by the ending that names no other one. What they hold can be code for some processor or runtime. */
const UNPARSED: ReadonlyMap<string, string> = new Map<string, string>([
  ['mnn', 'MNN'],
  ...['cntk', 'dnn'].map((ending) => [ending, 'CNTK'] as const),
  ...['params', 'ndarray'].map((ending) => [ending, 'parameters of this kind'] as const),
  ...['engine', 'plan', 'trt'].map((ending) => [ending, 'TensorRT engines'] as const),
  ['uff', 'UFF'],
  ['om', 'models of Ascend'],
  ['hef', 'models of Hailo'],
  ['kmodel', 'models of Kendryte'],
  ['bmodel', 'models of Sophgo'],
  ['axmodel', 'models of Axera'],
  ['nef', 'models of Kneron'],
  ['xmodel', 'models of Vitis AI'],
  ['dlc', 'models of SNPE'],
  ['rknn', 'RKNN'],
  ['vmfb', 'IREE'],
  ['tmfile', 'Tengine'],
  ['mindir', 'MindIR'],
  ['circle', 'Circle'],
  ['rten', 'RTen'],
  ['nb', 'Paddle Lite'],
  ['litertlm', 'LiteRT-LM'],
  // Serialised objects of other languages: reading one can define functions.
  ['jls', 'objects of Julia'],
  ['bson', 'BSON'],
]);

/** The format that a file without a recognised one has by its name, and that has no parser. */
export function unparsedFormat(path: string, extension: string, formats: readonly string[]): string | undefined {
  if (!formats.includes('data')) return undefined;
  return /\.mlmodelc[/!]/u.test(path) ? 'compiled Core ML models' : UNPARSED.get(extension);
}

/** Formats of a file in which no parser saw one: what a cut file of any format looks like that kept but a few bytes. */
const UNRECOGNISED: ReadonlySet<string> = new Set(['data', 'text', 'empty']);

/**
 * The formats that the name promises to loaders, of which nothing was found. Text is read whole under the name of an
 * archive, and an empty archive unpacks to nothing; JSON has its own parser for whatever lies under its name.
 */
export function missingFormat(extension: string, formats: readonly string[]): readonly string[] | undefined {
  // Python's lists of paths end like checkpoints, and have their reader.
  if (extension === 'pth' && !formats.includes('data')) return undefined;
  if (extension === 'json' || formats.some((format) => !UNRECOGNISED.has(format))) return undefined;
  const promised = PROMISES.get(extension) ?? (formats.includes('data') ? ARCHIVES.get(extension) : undefined);
  return promised?.some((format) => formats.includes(format)) === true ? undefined : promised;
}
