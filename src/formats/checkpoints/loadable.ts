import type { FileFacts } from '../facts.ts';

/**
 * Which files of a submission a model loader would load weights from. Content and name both count: a parser may not
 * know a format, and loaders go by names. Too many is safe (the file is listed as not compared), too few is not.
 */
const WEIGHT_FORMATS: ReadonlySet<string> = new Set([
  'safetensors',
  'gguf',
  'pickle',
  'torch',
  'torch-zip',
  'torchscript',
  'hdf5',
  'onnx',
  'tflite',
  'numpy',
  'npy',
  'npz',
  'keras',
  'tensorflow',
  'joblib',
]);

const WEIGHT_EXTENSIONS: ReadonlySet<string> = new Set(
  (
    'safetensors gguf ggml ggjt bin pt pth ckpt pkl pickle joblib dill mar nemo h5 hdf5 keras pb tflite msgpack npy npz ' +
    'onnx onnx_data ot mlmodel llamafile params pdparams engine plan pte distcp caffemodel'
  ).split(' '),
);

export function isLoadable(facts: FileFacts): boolean {
  if (facts.tensors !== undefined && facts.tensors.length > 0) return true;
  return facts.formats.some((format) => WEIGHT_FORMATS.has(format)) || WEIGHT_EXTENSIONS.has(facts.extension);
}
