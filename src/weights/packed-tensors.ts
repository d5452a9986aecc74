import * as z from 'zod';
import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import type { LocatedTensor, PackedIntegers, PackedWeights } from '../formats/checkpoints/located-tensor.ts';
import { TensorReader } from './elements/tensor-reader.ts';

/** Scales, zeros and the like of one tensor that are read at most: 16 MiB as float32. */
const MAX_FACTORS = 4 * 1024 * 1024;
const FLOATS: ReadonlySet<string> = new Set(['F16', 'BF16', 'F32']);

export interface PackedTensors {
  /** What each packed matrix is, under the name that it has unpacked. */
  readonly tensors: ReadonlyMap<string, LocatedTensor>;
  /** The tensors that these stand in: `name: why`. */
  readonly parts: ReadonlyMap<string, string>;
}

/** The matrices of a checkpoint that are stored packed, as far as their layout is known. What doesn't fit one is left among the tensors. */
export function packedTensors({ tensors, settings }: Checkpoint): PackedTensors {
  const found = new Map<string, LocatedTensor>();
  const parts = new Map<string, string>();
  const take = (name: string, one: Unpacked | undefined): void => {
    if (one === undefined || (tensors.has(name) && tensors.get(name) !== one.instead)) return;
    found.set(name, unpacked(name, one));
    for (const part of one.parts) parts.set(part, `holds part of ${name}, which was compared unpacked`);
  };
  const version = settings.quantizationFormat === 'gptq_v2' ? 0 : 1;
  for (const [name, tensor] of tensors) {
    if (name.endsWith('.qweight')) {
      const stem = name.slice(0, -'qweight'.length);
      take(`${stem}weight`, integersOf(tensors, stem, tensor, version));
    } else if (name.endsWith('.weight_packed')) {
      const stem = name.slice(0, -'_packed'.length);
      take(stem, rowsOf(tensors, stem, tensor));
    } else if (name.endsWith('.weight') && tensor.dtype === 'U8') {
      take(name, tableOf(tensors, name, tensor));
    }
  }
  return { tensors: found, parts };
}

type Tensors = ReadonlyMap<string, LocatedTensor>;

interface Unpacked {
  readonly shape: readonly [number, number];
  readonly packed: PackedWeights;
  readonly storedAs: string;
  readonly parts: readonly string[];
  /** The tensor of the same name that it stands for. */
  readonly instead?: LocatedTensor;
}

/** Read as float32: `offset` counts from the first element of the unpacked matrix. */
function unpacked(name: string, { shape: [rows, columns], packed, storedAs }: Unpacked): LocatedTensor {
  const file = packed.kind === 'table' ? packed.bytes.file : packed.words.file;
  const elements = rows * columns;
  return {
    name,
    dtype: 'F32',
    storedAs,
    shape: [rows, columns],
    elements,
    rows,
    rowElements: columns,
    file,
    offset: 0,
    bytes: elements * 4,
    knownLayout: true,
    packed,
  };
}

function isMatrix(tensor: LocatedTensor | undefined, types: ReadonlySet<string>): tensor is LocatedTensor {
  return (
    tensor !== undefined &&
    types.has(tensor.dtype) &&
    tensor.shape.length === 2 &&
    tensor.elements > 0 &&
    tensor.elements <= MAX_FACTORS
  );
}

const WORDS: ReadonlySet<string> = new Set(['I32']);

/** AutoGPTQ's and AutoAWQ's: which of the two, and how many bits, follows from the shapes. */
function integersOf(tensors: Tensors, stem: string, words: LocatedTensor, version: 0 | 1): Unpacked | undefined {
  const [scales, zeros, order] = ['scales', 'qzeros', 'g_idx'].map((part) => tensors.get(stem + part));
  if (words.dtype !== 'I32' || words.shape.length !== 2 || !isMatrix(scales, FLOATS) || !isMatrix(zeros, WORDS))
    return undefined;
  const [down = 0, right = 0] = words.shape;
  const [groups = 0, outputs = 0] = scales.shape;
  const bits = ((zeros.shape[1] ?? 0) * 32) / outputs;
  if ((bits !== 2 && bits !== 4 && bits !== 8) || zeros.shape[0] !== groups) return undefined;
  const kind = right === outputs ? 'gptq' : bits === 4 && right * 8 === outputs ? 'awq' : undefined;
  if (kind === undefined) return undefined;
  const inputs = kind === 'gptq' ? (down * 32) / bits : down;
  const grouped = order !== undefined && order.dtype === 'I32' && order.elements === inputs;
  if (!(grouped || (order === undefined && inputs % groups === 0)) || inputs > MAX_FACTORS) return undefined;
  return {
    shape: [outputs, inputs],
    storedAs: `${kind.toUpperCase()} ${bits}-bit`,
    parts: ['qweight', 'scales', 'qzeros', ...(order === undefined ? [] : ['g_idx'])].map((part) => stem + part),
    // The first version of GPTQ's files keeps zeros less one.
    packed: { kind, bits, words, scales, zeros, zero: kind === 'gptq' ? version : 0, groups, order },
  };
}

/** compressed-tensors: codes are moved up by half of their range. */
function rowsOf(tensors: Tensors, stem: string, words: LocatedTensor): Unpacked | undefined {
  const [scales, zeros, order, shape] = ['_scale', '_zero_point', '_g_idx', '_shape'].map((part) =>
    tensors.get(stem + part),
  );
  if (words.dtype !== 'I32' || words.shape.length !== 2 || !isMatrix(scales, FLOATS)) return undefined;
  const [outputs = 0, width = 0] = words.shape;
  const groups = scales.shape[1] ?? 0;
  const [rows, inputs] = shape === undefined ? [] : integersIn(shape);
  if (rows !== outputs || inputs === undefined || inputs < 1 || scales.shape[0] !== outputs || inputs > MAX_FACTORS)
    return undefined;
  const bits = ([4, 8, 2] as const).find((one) => Math.ceil((inputs * one) / 32) === width);
  const grouped = order !== undefined && order.dtype === 'I32' && order.elements === inputs;
  if (bits === undefined || !(grouped || (order === undefined && inputs % groups === 0))) return undefined;
  const packedZeros = Math.ceil((outputs * bits) / 32);
  if (zeros !== undefined && !(isMatrix(zeros, WORDS) && zeros.shape[0] === packedZeros && zeros.shape[1] === groups))
    return undefined;
  const parts = ['_packed', '_scale', '_shape', '_zero_point', '_g_idx'].map((part) => stem + part);
  const packed: PackedIntegers = {
    kind: 'rows',
    bits,
    words,
    scales,
    zeros,
    zero: zeros === undefined ? 2 ** (bits - 1) : 0,
    groups,
    order,
  };
  return {
    shape: [outputs, inputs],
    storedAs: `packed ${bits}-bit`,
    parts: parts.filter((part) => tensors.has(part)),
    packed,
  };
}

const MAX_STATE = 4096;
const TABLE_PARTS = ['absmax', 'quant_map', 'nested_absmax', 'nested_quant_map'] as const;

const stateSchema = z.object({
  blocksize: z.int().min(1).max(65_536),
  shape: z.tuple([z.int().min(1), z.int().min(1)]),
  nested_blocksize: z.int().min(1).max(65_536).optional(),
  nested_offset: z.number().optional(),
});

/** bitsandbytes: what a checkpoint holds beside the bytes is listed in a tensor of JSON. */
function tableOf(tensors: Tensors, name: string, bytes: LocatedTensor): Unpacked | undefined {
  for (const kind of ['nf4', 'fp4']) {
    const state = tensors.get(`${name}.quant_state.bitsandbytes__${kind}`);
    if (state === undefined) continue;
    const stated = stateOf(state);
    const [largest, table, nestedLargest, nestedTable] = TABLE_PARTS.map((part) => tensors.get(`${name}.${part}`));
    if (stated === undefined || largest === undefined || table?.elements !== 16 || table.dtype !== 'F32')
      return undefined;
    const { blocksize, shape, nested_blocksize: nestedRun, nested_offset: mean } = stated;
    const elements = shape[0] * shape[1];
    const runs = Math.ceil(elements / blocksize);
    if (bytes.elements !== Math.ceil(elements / 2) || largest.elements !== runs || runs > MAX_FACTORS) return undefined;
    const nests = nestedLargest !== undefined && nestedTable !== undefined && nestedRun !== undefined;
    if (nests) {
      const fits = nestedTable.elements === 256 && nestedLargest.elements === Math.ceil(runs / nestedRun);
      const types = [nestedLargest.dtype, nestedTable.dtype].every((dtype) => dtype === 'F32');
      if (!fits || !types || mean === undefined || largest.dtype !== 'U8') return undefined;
    } else if (largest.dtype !== 'F32') return undefined;
    const parts = [...TABLE_PARTS, `quant_state.bitsandbytes__${kind}`]
      .map((part) => `${name}.${part}`)
      .filter((part) => tensors.has(part));
    return {
      shape,
      storedAs: `bitsandbytes ${kind.toUpperCase()}`,
      parts,
      instead: bytes,
      packed: {
        kind: 'table',
        bytes,
        table,
        run: blocksize,
        largest,
        ...(nests && mean !== undefined
          ? { nested: { table: nestedTable, largest: nestedLargest, run: nestedRun, mean } }
          : {}),
      },
    };
  }
  return undefined;
}

function stateOf(tensor: LocatedTensor): z.infer<typeof stateSchema> | undefined {
  if (tensor.dtype !== 'U8' || tensor.bytes > MAX_STATE) return undefined;
  try {
    return stateSchema.parse(JSON.parse(Buffer.from(bytesOf(tensor)).toString('utf8')));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Two integers: a shape. */
function integersIn(tensor: LocatedTensor): number[] {
  if ((tensor.dtype !== 'I64' && tensor.dtype !== 'I32') || tensor.elements !== 2) return [];
  const bytes = Buffer.from(bytesOf(tensor));
  return [0, 1].map((index) =>
    tensor.dtype === 'I64' ? Number(bytes.readBigInt64LE(index * 8)) : bytes.readInt32LE(index * 4),
  );
}

function bytesOf(tensor: LocatedTensor): Uint8Array {
  const reader = new TensorReader();
  try {
    const into = new Uint8Array(tensor.bytes);
    reader.read({ tensor }, 0, tensor.elements, into);
    return into;
  } finally {
    reader.close();
  }
}
