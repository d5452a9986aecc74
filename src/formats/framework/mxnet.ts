import type { BinaryReader } from '../binary-reader.ts';
import type { Parser } from '../parser.ts';
import { FrameworkModel, skipElements } from './reader.ts';

/** kMXAPINDArrayListMagic of c_api.cc, as eight bytes. */
const LIST = Buffer.from('1201000000000000', 'hex');
const V1 = 0xf993_fac8;
const V2 = 0xf993_fac9;
const V3 = 0xf993_faca;
/** Bytes of an element by mshadow's type flag. */
const ELEMENT_BYTES: readonly number[] = [4, 8, 2, 1, 4, 1, 8, 1, 2, 2, 4, 8, 2];
const DIMENSIONS = 32;
/** Arrays beside the values: none of a dense array, rows of a row-sparse one, rows and columns of CSR. */
const AUXILIARY: readonly number[] = [0, 1, 2];
const NAME_BYTES = 4_096;

/** Weights of MXNet (`.params`, `.ndarray`): a list of arrays and their names (NDArray::Save of ndarray.cc). */
export const mxnetParametersParser: Parser = {
  id: 'mxnet-parameters',
  recognise: ({ head }) => LIST.equals(head.subarray(0, LIST.length)),
  parse(source) {
    const model = new FrameworkModel('mxnet');
    return model.sequence(source, (reader) => {
      reader.skip(16);
      for (let left = reader.u64(); left > 0n; left -= 1n) array(model, reader);
      for (let left = reader.u64(); left > 0n; left -= 1n) {
        model.count(reader.position);
        const length = reader.u64();
        if (length > NAME_BYTES) model.fail('name', `the name of an array has ${length} bytes`, reader.position - 8);
        reader.skip(Number(length));
      }
    });
  },
};

function array(model: FrameworkModel, reader: BinaryReader): void {
  const at = reader.position;
  model.count(at);
  const magic = reader.u32();
  if (magic === V1) return dense(model, reader, shapeOf(model, reader, reader.u32()));
  if (magic !== V2 && magic !== V3) {
    // Before version 1 there was no magic number: this is how many dimensions there are, each of four bytes.
    if (magic > DIMENSIONS) model.fail('array', 'what should be an array is none', at);
    const shape: bigint[] = [];
    for (let index = 0; index < magic; index += 1) shape.push(BigInt(reader.u32()));
    return dense(model, reader, shape);
  }
  const storage = reader.i32();
  const auxiliary = AUXILIARY[storage];
  if (auxiliary === undefined) model.fail('storage', `an array is stored in the manner ${storage}`, at);
  const dimensions = (): number => (magic === V3 ? reader.i32() : reader.u32());
  const stored = auxiliary > 0 ? shapeOf(model, reader, dimensions()) : undefined;
  const extent = magic === V3 ? reader.i32() : reader.u32();
  // Of an array that holds nothing, no more is written.
  if (extent === (magic === V3 ? -1 : 0)) return;
  const shape = shapeOf(model, reader, extent);
  reader.skip(8);
  const type = reader.i32();
  const others: { readonly type: number; readonly shape: readonly bigint[] }[] = [];
  for (let index = 0; index < auxiliary; index += 1)
    others.push({ type: reader.i32(), shape: shapeOf(model, reader, dimensions()) });
  for (const each of [{ type, shape: stored ?? shape }, ...others])
    skipElements(model, reader, each.shape, elementBytes(model, reader, each.type));
}

function dense(model: FrameworkModel, reader: BinaryReader, shape: readonly bigint[]): void {
  if (shape.length === 0) return;
  reader.skip(8);
  skipElements(model, reader, shape, elementBytes(model, reader, reader.i32()));
}

function shapeOf(model: FrameworkModel, reader: BinaryReader, dimensions: number): bigint[] {
  if (dimensions < 0 || dimensions > DIMENSIONS)
    model.fail('shape', `an array has ${dimensions} dimensions`, reader.position - 4);
  const shape: bigint[] = [];
  for (let index = 0; index < dimensions; index += 1) shape.push(reader.i64());
  return shape;
}

function elementBytes(model: FrameworkModel, reader: BinaryReader, type: number): number {
  return ELEMENT_BYTES[type] ?? model.fail('type', `an array has elements of the type ${type}`, reader.position);
}
