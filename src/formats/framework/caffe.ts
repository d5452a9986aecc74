import { GRAPH_LIMITS } from '../graph/limits.ts';
import type { Parser } from '../parser.ts';
import type { Message } from '../protobuf/wire.ts';
import { isLfsPointer } from './pointer.ts';
import { FrameworkModel } from './reader.ts';

/** NetParameter of caffe.proto: layers as they are since 2014, and as they were before. */
const LAYER = 100;
const LAYER_V1 = 2;
/** LayerParameter. V1LayerParameter has its type as a number, and no Python among them. */
const TYPE = 2;
const TYPE_V1 = 5;
const PYTHON_PARAMETER = 130;

/** Weights of Caffe, which hold the network too: its Python layers are imported by whoever builds it from this file. */
export const caffeModelParser: Parser = {
  id: 'caffe-model',
  recognise: ({ extension, head, size }) => extension === 'caffemodel' && size > 0 && !isLfsPointer(head),
  parse(source) {
    const model = new FrameworkModel('caffe');
    return model.message(source, (net) => {
      while (net.next()) if (net.is(LAYER) || net.is(LAYER_V1)) layer(model, net.message(), net.offset);
    });
  },
};

function layer(model: FrameworkModel, fields: Message, offset: number): void {
  while (fields.next()) {
    if (fields.is(TYPE)) model.operators.add('', fields.text(GRAPH_LIMITS.name), offset, '');
    else if (fields.isVarint(TYPE_V1)) model.operators.add('v1', String(fields.natural), offset, '');
    else if (fields.is(PYTHON_PARAMETER)) model.runs('python-layer', pythonClass(fields.message()), offset);
  }
}

function pythonClass(parameter: Message): string {
  let module = '';
  let name = '';
  while (parameter.next()) {
    if (parameter.is(1)) module = parameter.text(GRAPH_LIMITS.name);
    else if (parameter.is(2)) name = parameter.text(GRAPH_LIMITS.name);
  }
  return `${module}.${name}`;
}
