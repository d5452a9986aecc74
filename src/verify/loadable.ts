import { open } from 'node:fs/promises';
import type { SubmissionFile } from '../core/submission.ts';

/**
 * What no signer may leave out, because a loader or an interpreter would take it: weights, code, configuration, and what
 * may hold them. The reference implementation lets a signer exempt anything.
 */
const EXTENSIONS = new Set(
  [
    'safetensors gguf ggml bin pt pth ckpt pkl pickle joblib dill npy npz h5 hdf5 keras pb tflite onnx mlmodel pte ptl',
    'msgpack params pdparams pdiparams mar nemo skops ubj cbm rds rda rdata llamafile index data model engine plan',
    'py pyc pyo pyd pth ipynb so dll dylib node wasm jar class exe com bat cmd ps1 sh bash zsh fish js mjs cjs ts rb pl lua r jl',
    'json jsonl yaml yml toml cfg ini conf xml jinja jinja2 j2 tmpl template',
    'zip tar gz tgz bz2 xz zst lz4 7z rar whl egg',
  ].flatMap((line) => line.split(' ')),
);

/** How weights, archives and programs begin, as offset and hexadecimal bytes: under such bytes no name is harmless. */
const BEGINNINGS: readonly (readonly [number, string])[] = [
  [0, '8002'], // pickle from protocol 2 on
  [0, '8003'],
  [0, '8004'],
  [0, '8005'],
  [0, '504b0304'], // zip
  [0, '47475546'], // GGUF
  [7, '007b'], // safetensors: the length of a header, which begins with a brace
  [0, '89484446'], // HDF5
  [0, '934e554d5059'], // NumPy
  [4, '54464c33'], // TFLite
  [0, '7f454c46'], // ELF
  [0, '4d5a'], // PE
  [0, 'cffaedfe'], // Mach-O
  [0, 'cefaedfe'],
  [0, '2321'], // #!
  [0, '1f8b'], // gzip
  [0, '425a68'], // bzip2
  [0, 'fd377a585a'], // xz
  [0, '377abcaf'], // 7z
  [0, '28b52ffd'], // Zstandard
  [0, '04224d18'], // LZ4
];
const BEGINNING_BYTES = 16;

/** By its name alone. */
export function isLoadableName(path: string): boolean {
  return EXTENSIONS.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

/** Whether a loader or an interpreter may take the file, by its name or by how it begins. */
export async function isLoadable({ path, blob }: SubmissionFile): Promise<boolean> {
  if (isLoadableName(path)) return true;
  const file = await open(blob, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    const beginning = buffer.toString('hex', 0, bytesRead);
    return BEGINNINGS.some(([offset, bytes]) => beginning.startsWith(bytes, offset * 2));
  } finally {
    await file.close();
  }
}
