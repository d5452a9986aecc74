import type { BinaryReader } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import type { Parser } from '../parser.ts';
import { Message, WireBytes } from '../protobuf/wire.ts';
import { isLfsPointer } from './pointer.ts';
import { FrameworkModel, skipElements } from './reader.ts';

/** Bytes of an element by VarType.Type of framework.proto. */
const ELEMENT_BYTES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 2],
  [2, 4],
  [3, 8],
  [4, 2],
  [5, 4],
  [6, 8],
  [20, 1],
  [21, 1],
  [22, 2],
  [23, 8],
  [24, 16],
]);
const DESCRIPTION_BYTES = 4_096;
const DIMENSIONS = 16;

/** Programs of PaddlePaddle up to 2.6 (ProgramDesc of framework.proto): `.pdmodel`, and `__model__` before. */
export const paddleProgramParser: Parser = {
  id: 'paddle-program',
  recognise: ({ extension, path, head, size }) =>
    size > 0 && (extension === 'pdmodel' || /(?:^|[/!])__model__$/u.test(path)) && !isLfsPointer(head),
  parse(source) {
    const model = new FrameworkModel('paddle');
    return model.message(source, (program) => {
      while (program.next()) if (program.is(1)) block(model, program.message());
    });
  },
};

function block(model: FrameworkModel, fields: Message): void {
  while (fields.next()) {
    if (!fields.is(4)) continue;
    const { offset } = fields;
    const operation = fields.message();
    while (operation.next())
      if (operation.is(3)) model.operators.add('', operation.text(GRAPH_LIMITS.name), offset, '');
  }
}

/** Weights of PaddlePaddle: tensors one behind the other (SerializeToStream of lod_tensor.cc), without names. */
export const paddleParametersParser: Parser = {
  id: 'paddle-parameters',
  recognise: ({ extension, head, size }) => extension === 'pdiparams' && size > 0 && !isLfsPointer(head),
  parse(source) {
    const model = new FrameworkModel('paddle');
    return model.sequence(source, (reader) => {
      while (reader.remaining > 0) tensor(model, reader, source);
    });
  },
};

function tensor(model: FrameworkModel, reader: BinaryReader, source: ByteSource): void {
  model.count(reader.position);
  version(model, reader);
  const levels = Number(reader.u64());
  if (levels > DIMENSIONS) model.fail('levels', `a tensor has ${levels} levels of detail`, reader.position);
  for (let level = 0; level < levels; level += 1) skipElements(model, reader, [reader.u64()], 1);
  version(model, reader);
  const length = reader.i32();
  const start = reader.position;
  if (length < 0 || length > DESCRIPTION_BYTES || length > reader.remaining)
    model.fail('description', `the description of a tensor has ${length} bytes`, start);
  const description = new Message(new WireBytes(source, model.collector, 'paddle'), start, start + length);
  let type = -1;
  const shape: bigint[] = [];
  while (description.next()) {
    if (description.isVarint(1)) type = description.natural;
    else if (description.isVarint(2) && shape.length < DIMENSIONS) shape.push(description.signed);
    else model.fail('description', 'a field that the description of a tensor does not have', description.offset);
  }
  const size = ELEMENT_BYTES.get(type);
  if (size === undefined) model.fail('type', `a tensor of the type ${type}`, start);
  reader.seek(start + length);
  skipElements(model, reader, shape, size);
}

function version(model: FrameworkModel, reader: BinaryReader): void {
  const at = reader.position;
  const stated = reader.u32();
  if (stated !== 0) model.fail('version', `a tensor of version ${stated}`, at);
}
