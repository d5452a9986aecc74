import type { ByteSource } from '../byte-source.ts';
import type { Interpretation } from '../pickle/interpreter.ts';
import type { TensorFacts } from '../tensor-facts.ts';
import { OTHER_STORAGES, TORCH_DTYPES } from './dtypes.ts';
import type { TorchFacts } from './facts.ts';
import { readTensors, storageReferences, type StoragePlace } from './tensors.ts';

/** `0x1950a86a20f9469cfc6c` as LONG1, the first pickle of a file by `torch.save` before 1.6. */
const MAGIC = Buffer.from('8a0a6cfc9c46f9206aa85019', 'hex');
/** Magic number, protocol version, system information, the object, the storage keys. */
const STREAMS = 5;
const OBJECT = 3;
const COUNT_BYTES = 8;

export function isLegacyTorch(head: Uint8Array): boolean {
  return Buffer.from(head)
    .subarray(2, 2 + MAGIC.length)
    .equals(MAGIC);
}

export interface LegacyTorch {
  readonly torch: TorchFacts;
  readonly tensors: readonly TensorFacts[];
  /** Where the last storage ends; undefined if the storages aren't as the object states. */
  readonly end: number | undefined;
  /** The file ends before the storages that the object states. */
  readonly truncated: boolean;
}

/** The storages that follow the five pickles: for each key in code point order, the element count and the elements. */
export function readLegacyTorch(
  source: ByteSource,
  runs: readonly Interpretation[],
  from: number,
): LegacyTorch | undefined {
  const run = runs[OBJECT];
  if (run === undefined || runs.length < STREAMS) return undefined;
  const references = storageReferences(run);
  const places = new Map<string, StoragePlace>();
  let at: number | undefined = from;
  let truncated = false;
  for (const key of [...references.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    const reference = references.get(key);
    const storageClass = reference?.storageClass ?? '';
    const element = TORCH_DTYPES.get(storageClass)?.bytes ?? OTHER_STORAGES.get(storageClass);
    const head = Buffer.from(source.read(at, COUNT_BYTES));
    if (
      reference === undefined ||
      element === undefined ||
      head.length < COUNT_BYTES ||
      Number(head.readBigInt64LE(0)) !== reference.elements
    ) {
      truncated = head.length < COUNT_BYTES;
      at = undefined;
      break;
    }
    const bytes = reference.elements * element;
    places.set(key, { offset: at + COUNT_BYTES, bytes });
    at += COUNT_BYTES + bytes;
  }
  const { tensors, leftOut } = readTensors(run, (reference) => places.get(reference.key));
  return {
    torch: { kind: 'legacy', code: [], storages: references.size, tensorsLeftOut: leftOut },
    tensors,
    end: at === undefined || at > source.size ? undefined : at,
    truncated: truncated || (at !== undefined && at > source.size),
  };
}
