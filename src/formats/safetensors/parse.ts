import type { ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import type { PartialFacts, TensorFacts } from '../facts.ts';
import { readJson } from '../json/reader.ts';
import type { Parser } from '../parser.ts';
import { EncodedPickles } from '../pickle/encoded.ts';
import { HeaderHandler, type HeaderEntry } from './header.ts';
import { SAFETENSORS_LIMITS } from './limits.ts';

/** Bits per element, so that a type under a byte can be stated exactly. */
const BITS: ReadonlyMap<string, number> = new Map([
  ['BOOL', 8],
  ['U8', 8],
  ['I8', 8],
  ['F8_E5M2', 8],
  ['F8_E4M3', 8],
  ['F8_E8M0', 8],
  ['F8_E4M3FNUZ', 8],
  ['F8_E5M2FNUZ', 8],
  ['I16', 16],
  ['U16', 16],
  ['F16', 16],
  ['BF16', 16],
  ['I32', 32],
  ['U32', 32],
  ['F32', 32],
  ['F64', 64],
  ['I64', 64],
  ['U64', 64],
  ['C64', 64],
  ['F4', 4],
  ['F6_E2M3', 6],
  ['F6_E3M2', 6],
]);

/**
 * safetensors: eight bytes little-endian header length, JSON header, data. The rules are those of the reference
 * implementation: the header starts with `{`, offsets are contiguous from 0 to the end of the file without hole or
 * overlap, and lengths agree with shape and type.
 */
export const safetensorsParser: Parser = {
  id: 'safetensors',
  recognise({ head, size, extension }) {
    if (size < 9 || head.length < 9) return false;
    // Only the reference rule "the header starts with {" is a signature; the length may lie and is judged in parse.
    if (head[8] !== 0x7b) return false;
    const length = stated(head);
    if (extension === 'safetensors') return true;
    return length !== undefined && length >= 2 && length <= SAFETENSORS_LIMITS.header && looksLikeHeader(head);
  },
  parse,
};

function stated(head: Uint8Array): number | undefined {
  const length = new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true);
  return length <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(length) : undefined;
}

/** `{` then, after white space, a key or the end: text that merely has a `{` at byte 8 is not a safetensors file. */
function looksLikeHeader(head: Uint8Array): boolean {
  let index = 9;
  while (
    index < head.length &&
    (head[index] === 0x20 || head[index] === 0x0a || head[index] === 0x0d || head[index] === 0x09)
  )
    index++;
  return head[index] === 0x22 || head[index] === 0x7d;
}

function parse(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const length = stated(new Uint8Array(source.read(0, 8)));
  if (length === undefined || length > source.size - 8) {
    collector.truncated('safetensors-header-length', 'the stated header length points past the end of the file', 0);
    return collector.facts();
  }
  const none = { headerBytes: length, tensorCount: 0, metadata: [] };
  if (length > SAFETENSORS_LIMITS.header) {
    collector.problem(
      'safetensors-header-length',
      `the header of ${length} bytes is over the format's limit of ${SAFETENSORS_LIMITS.header}`,
      0,
    );
    collector.limit('safetensors.header', `the header of ${length} bytes was not read`, 0);
    return { ...collector.facts(), safetensors: none };
  }
  const handler = new HeaderHandler(collector);
  const outcome = readJson(source, handler, collector, {
    start: 8,
    end: 8 + length,
    format: 'safetensors',
    limits: { depth: 4 },
  });
  if (!outcome.whole) return { ...collector.facts(), complete: false, safetensors: none };
  padding(source, outcome.end, 8 + length, collector);
  const tensors = handler.entries
    .map((entry) => toTensor(entry, 8 + length, collector))
    .filter((tensor) => tensor !== undefined);
  layout(tensors, 8 + length, source.size, collector);
  // Values of the metadata are strings; some loaders unpickle what is encoded in one.
  const encoded = new EncodedPickles();
  for (const [key, value] of handler.metadata) encoded.take(value, () => `__metadata__!${key}`);
  if (encoded.exhausted) collector.limit('safetensors.encoded', 'more is encoded in the metadata than is decoded', 8);
  const { found } = encoded;
  const { problems, limits, complete } = collector.facts();
  return {
    problems,
    limits: [...limits, ...found.flatMap((one) => one.limits)],
    complete: complete && found.every((one) => one.complete),
    tensors,
    ...(found.length === 0 ? {} : { pickles: found.flatMap(({ pickles }) => pickles) }),
    safetensors: { headerBytes: length, tensorCount: handler.count, metadata: handler.metadata },
  };
}

/** The specification pads with spaces only; other white space still parses, so it is stated, not refused. */
function padding(source: ByteSource, from: number, to: number, collector: Collector): void {
  const rest = source.read(from, Math.min(to - from, 64 << 10));
  const odd = rest.findIndex((byte) => byte !== 0x20);
  if (odd !== -1)
    collector.problem('safetensors-padding', 'the header is padded with something other than spaces', from + odd);
}

function toTensor(entry: HeaderEntry, dataStart: number, collector: Collector): TensorFacts | undefined {
  const at = `the tensor ${quoted(entry.name)}`;
  const { dtype, shape, offsets } = entry;
  if (dtype === undefined || shape === undefined || offsets === undefined) {
    collector.problem('safetensors-entry', `${at} lacks a valid dtype, shape or data_offsets`, entry.offset);
    return undefined;
  }
  const [begin, end] = offsets;
  if (begin > end) {
    collector.problem('safetensors-offsets', `${at} ends at ${end}, before it begins at ${begin}`, entry.offset);
    return undefined;
  }
  const bits = BITS.get(dtype);
  if (bits === undefined) {
    collector.problem('safetensors-dtype', `${at} has the unknown type ${quoted(dtype)}`, entry.offset);
  } else {
    // In big integers: a product of dimensions that overflows is the attack (a small length for a huge tensor).
    const total = shape.reduce((product, dimension) => product * BigInt(dimension), BigInt(bits));
    if (total % 8n !== 0n || total / 8n !== BigInt(end - begin)) {
      collector.problem(
        'safetensors-length',
        `${at} has ${end - begin} bytes, but ${quoted(dtype)} [${shape.slice(0, 8).join(', ')}] takes ${total / 8n}`,
        entry.offset,
      );
    }
  }
  return { name: entry.name, dtype, shape: [...shape], offset: dataStart + begin, bytes: end - begin };
}

/** Contiguous from the start of the data to the end of the file: hidden bytes and aliased tensors are violations. */
function layout(tensors: readonly TensorFacts[], dataStart: number, size: number, collector: Collector): void {
  let position = dataStart;
  const problem = (code: string, message: string, at: number): void => {
    collector.problem(code, message, Math.min(at, size)); // a stated place may lie past the end
  };
  for (const tensor of tensors.toSorted((a, b) => a.offset - b.offset || a.bytes - b.bytes)) {
    if (tensor.offset > position)
      problem(
        'safetensors-hole',
        `${tensor.offset - position} bytes before the tensor ${quoted(tensor.name)} belong to no tensor`,
        position,
      );
    if (tensor.offset < position)
      problem('safetensors-overlap', `the tensor ${quoted(tensor.name)} overlaps the one before it`, tensor.offset);
    position = Math.max(position, tensor.offset + tensor.bytes);
  }
  if (position > size)
    collector.truncated(
      'safetensors-truncated',
      `the tensors end at ${position}, ${position - size} bytes past the end of the file`,
      size,
    );
  if (position < size)
    problem('safetensors-trailing', `${size - position} bytes after the last tensor belong to no tensor`, position);
}
