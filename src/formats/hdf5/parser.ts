import type { ByteSource } from '../byte-source.ts';
import { programsBehind } from '../executable-behind.ts';
import type { PartialFacts } from '../facts.ts';
import { readKerasTexts } from '../keras/read.ts';
import type { Parser } from '../parser.ts';
import { HDF5_LIMITS } from './limits.ts';
import { Hdf5Reader } from './reader.ts';
import { findSuperblock } from './superblock.ts';

const SIGNATURE = Buffer.from('894844460d0a1a0a', 'hex');
/** Attributes in which Keras keeps a model's description. */
const DESCRIPTIONS: ReadonlySet<string> = new Set(['model_config', 'training_config']);
/** Endings under which readers look for a superblock behind a user block. */
const NAMED: ReadonlySet<string> = new Set(['h5', 'hdf5', 'he5', 'hdf', 'keras', 'mat', 'nc', 'h5ad', 'weights']);

/** HDF5 in general, and the description of a Keras model in it. */
export const hdf5Parser: Parser = {
  id: 'hdf5',
  recognise: ({ head, extension }) => startsAsHdf5(head) || NAMED.has(extension) || behindUserBlock(head),
  parse: (source) => readHdf5(source),
};

export function startsAsHdf5(head: Uint8Array): boolean {
  return SIGNATURE.equals(head.subarray(0, SIGNATURE.length));
}

function behindUserBlock(head: Uint8Array): boolean {
  for (let at = 512; at + SIGNATURE.length <= head.length; at *= 2)
    if (SIGNATURE.equals(head.subarray(at, at + SIGNATURE.length))) return true;
  return false;
}

/** Undefined if there is no superblock. */
export function readHdf5(source: ByteSource): PartialFacts | undefined {
  const superblock = findSuperblock(source);
  if (superblock === undefined) return undefined;
  const reader = new Hdf5Reader(source, superblock, DESCRIPTIONS);
  const hdf5 = reader.read();
  const { problems, limits, complete } = reader.collector.facts();
  const behind = problems.find(({ code }) => code === 'hdf5-trailing-data')?.offset;
  const executables = behind === undefined ? [] : programsBehind(source, behind);
  const programs = executables.length === 0 ? {} : { executables };
  const ranges: { start: number; length: number }[] = [];
  let total = 0;
  for (const { start, bytes } of reader.found.flatMap(({ texts }) => texts)) {
    // Attributes may share one text, so the sizes of all of them add up to more than the file's.
    total += bytes.length;
    if (total > HDF5_LIMITS.text) {
      const message = `descriptions of more than ${HDF5_LIMITS.text} bytes`;
      limits.push({ limit: 'hdf5.text', message, offset: start });
      break;
    }
    ranges.push({ start, length: bytes.length });
  }
  if (ranges.length === 0)
    return { hdf5: [hdf5], ...programs, problems, limits, complete: complete && limits.length === 0 };
  const described = readKerasTexts(source, ranges, 'hdf5');
  return {
    hdf5: [hdf5],
    ...programs,
    keras: described.keras ?? [],
    problems: [...problems, ...(described.problems ?? [])],
    limits: [...limits, ...(described.limits ?? [])],
    complete: complete && limits.length === 0 && (described.complete ?? true),
  };
}
