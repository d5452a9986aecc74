import { quoted, type Collector } from '../collector.ts';
import { LENGTH_DELIMITED, Message, VARINT } from '../protobuf/wire.ts';

/** Bits per element by TensorProto.DataType; strings (8) have no fixed size. */
const BITS: ReadonlyMap<number, number> = new Map([
  [1, 32],
  [2, 8],
  [3, 8],
  [4, 16],
  [5, 16],
  [6, 32],
  [7, 64],
  [9, 8],
  [10, 16],
  [11, 64],
  [12, 32],
  [13, 64],
  [14, 64],
  [15, 128],
  [16, 16],
  [17, 8],
  [18, 8],
  [19, 8],
  [20, 8],
  [21, 4],
  [22, 4],
  [23, 4],
  [24, 8],
  [25, 2],
  [26, 2],
]);
const STRING = 8;

/** What a TensorProto says of its own size. */
export class TensorHeader {
  dataType = 0;
  raw: number | undefined;
  /** Has elements in one of the typed fields. */
  typed = false;
  elements = 1n;
  negative = false;

  /** One `dims` field, packed or not. */
  dimension(field: Message): void {
    if (field.wire === VARINT) this.multiply(field.signed);
    else if (field.wire === LENGTH_DELIMITED) {
      for (const value of packedVarints(field)) this.multiply(value);
    }
  }

  /** One more dimension. */
  multiply(size: bigint): void {
    if (size < 0n) this.negative = true;
    // Past 2^64 the product can only be a lie, and a longer one costs time.
    if (this.elements < 1n << 64n) this.elements *= size;
  }
}

function* packedVarints(field: Message): Generator<bigint> {
  const { bytes, end } = field;
  for (let at = field.start; at < end;) {
    let value = 0n;
    let shift = 0n;
    for (;;) {
      const byte = bytes.at(at);
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      shift += 7n;
      if (byte < 0x80 || at >= end || shift > 63n) break;
    }
    yield BigInt.asIntN(64, value);
  }
}

/** A tensor whose raw bytes don't have the size of its shape makes readers allocate or read what is not there. */
export function checkTensorSize(header: TensorHeader, name: string, offset: number, collector: Collector): void {
  const { dataType, raw, elements, negative } = header;
  if (negative) {
    collector.problem('onnx-tensor-size', `the tensor ${quoted(name)} has a negative dimension`, offset);
    return;
  }
  const bits = BITS.get(dataType);
  if (bits === undefined) {
    if (dataType !== STRING && raw !== undefined && raw > 0) {
      const message = `the tensor ${quoted(name)} has the unknown element type ${dataType}`;
      collector.problem('onnx-tensor-type', message, offset);
    }
    return;
  }
  if (raw === undefined) return;
  const wanted = (elements * BigInt(bits) + 7n) / 8n;
  if (wanted !== BigInt(raw)) {
    const message = `the tensor ${quoted(name)} holds ${raw} bytes and its shape needs ${wanted}`;
    collector.problem('onnx-tensor-size', message, offset);
  }
}
