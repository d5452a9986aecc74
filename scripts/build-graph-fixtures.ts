/**
 * Writes the fixtures of the rules on computation graphs (ONNX, TensorFlow, TFLite, Keras, HDF5…) under fixtures/rules/.
 * Each bad one has a benign twin that differs only in the harmful part. Run it after a change here and commit what it
 * writes. Files that only a format's own library can write come from scripts/build-honest-graphs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as c from '../test/support/coreml-assembler.ts';
import { executorch } from '../test/support/executorch-assembler.ts';
import * as h from '../test/support/hdf5-assembler.ts';
import * as k from '../test/support/keras-configs.ts';
import * as o from '../test/support/onnx-assembler.ts';
import * as t from '../test/support/tensorflow-assembler.ts';
import * as p from '../test/support/protobuf-assembler.ts';
import * as l from '../test/support/tflite-assembler.ts';
import { zip } from '../test/support/zip-assembler.ts';

const fixtures = fileURLToPath(new URL('../fixtures/rules', import.meta.url));

function write(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(fixtures, path)), { recursive: true });
  writeFileSync(join(fixtures, path), content);
}

function onnxWithExternal(entries: Readonly<Record<string, string>>): Buffer {
  return o.onnx({ tensors: [o.externalTensor('weights', 2, entries)] });
}

const EXTERNAL: Readonly<Record<string, string>> = {
  traversal: '../../../../etc/passwd',
  'hidden-traversal': 'data/./../../secrets.bin',
  absolute: '/etc/passwd',
  'windows-traversal': String.raw`..\..\secrets.bin`,
  url: 'file:///etc/passwd',
  memory: '*/_ORT_MEM_ADDR_/*',
  environment: '$HOME/.ssh/id_rsa',
  encoded: '%2e%2e/%2e%2e/secrets.bin',
  directory: './',
};
for (const [name, location] of Object.entries(EXTERNAL))
  write(`external-file/bad-${name}.onnx`, onnxWithExternal({ location, offset: '0', length: '8' }));
const nested = o.graph({ tensors: [o.externalTensor('weights', 2, { location: EXTERNAL['traversal'] ?? '' })] });
write('external-file/bad-nested.onnx', o.onnx({ nodes: [o.branch(nested)] }));
write('external-file/bad-past-end/model.onnx', onnxWithExternal({ location: 'w.bin', offset: '4096', length: '8' }));
write('external-file/bad-past-end/w.bin', Buffer.alloc(8));
write('external-file/good-beside/model.onnx', onnxWithExternal({ location: 'w.bin', offset: '0', length: '8' }));
write('external-file/good-beside/w.bin', Buffer.alloc(8));
write('external-file/good-signs/model.onnx', onnxWithExternal({ location: '50% of $x.bin', offset: '0', length: '8' }));
write('external-file/good-signs/50% of $x.bin', Buffer.alloc(8));

write('onnx-operator/bad-python.onnx', o.onnx({ nodes: [o.node('PythonOp', { domain: 'com.microsoft' })] }));
write('onnx-operator/bad-domain.onnx', o.onnx({ nodes: [o.node('Gate', { domain: 'example.gates' })] }));
write(
  'onnx-operator/bad-in-branch.onnx',
  o.onnx({ nodes: [o.branch(o.graph(), o.graph({ nodes: [o.node('PyOp', { domain: 'pyop' })] }))] }),
);
write('onnx-operator/bad-attribute/model.onnx', onnxWithExternal({ location: 'w.bin', __class__: 'x' }));
write('onnx-operator/bad-attribute/w.bin', Buffer.alloc(8));
write('onnx-operator/bad-standard.onnx', o.onnx({ nodes: [o.node('Gate')] }));
write('onnx-operator/bad-context.onnx', o.onnx({ nodes: [o.node('EPContext', { domain: 'com.microsoft' })] }));
for (const name of ['AzureAudioToText', 'OpenAIAudioToText'])
  write(`onnx-operator/bad-${name}.onnx`, o.onnx({ nodes: [o.node(name, { domain: 'com.microsoft.extensions' })] }));
write('onnx-operator/good-branch.onnx', o.onnx({ nodes: [o.branch(o.graph(), o.graph())] }));
write('onnx-operator/good-attention.onnx', o.onnx({ nodes: [o.node('Attention', { domain: 'com.microsoft' })] }));

write('graph-structure/bad-lying-size.onnx', o.onnx({ tensors: [o.tensor('weights', 1 << 30, Buffer.alloc(8))] }));
write('graph-structure/bad-truncated.onnx', o.onnx({ tensors: [o.tensor('weights', 64)] }).subarray(0, 200));
write('graph-structure/good-small.onnx', o.onnx({ tensors: [o.tensor('weights', 64)] }));

/** A SavedModel whose only signature runs these nodes. */
function savedModel(name: string, parts: t.SavedModelParts): void {
  write(`tensorflow-operator/${name}/saved_model.pb`, t.savedModel(parts));
}
const input = t.placeholder('serving_default_x');
const inFunction = (nodes: readonly Uint8Array[], given: readonly Uint8Array[] = []): t.SavedModelParts => ({
  nodes: [input, ...given, t.call('StatefulPartitionedCall', '__inference_serve_7', ['serving_default_x', 'path'])],
  functions: [t.fn('__inference_serve_7', ['x', 'name'], nodes)],
});
savedModel('bad-write-file', {
  nodes: [
    input,
    t.strings('path', '/tmp/modelgate-marker'),
    t.node('write', 'WriteFile', ['path', 'serving_default_x']),
  ],
});
savedModel(
  'bad-read-in-function',
  inFunction([t.strings('path', '/etc/passwd'), t.node('read', 'ReadFile', ['path:output:0'])]),
);
savedModel(
  'bad-read-argument',
  inFunction(
    [t.node('same', 'Identity', ['name']), t.node('read', 'ReadFile', ['same:output:0'])],
    [
      t.node('path', 'StringJoin', ['a', 'b'], [t.attribute('separator', p.text(2, '/'))]),
      t.strings('a', '/etc'),
      t.strings('b', 'passwd'),
    ],
  ),
);
savedModel('bad-nested-graph', {
  nodes: [
    t.strings(
      'graph',
      t.graph([t.strings('path', '/tmp/modelgate-marker'), t.node('write', 'WriteFile', ['path', 'path'])]),
    ),
    t.node('dataset', 'DatasetFromGraph', ['graph']),
  ],
});
savedModel('bad-save', {
  nodes: [t.strings('path', '/tmp/modelgate-marker'), t.node('SaveV2', 'SaveV2', ['path', 'names', 'slices', 'x'])],
});
savedModel('bad-py-func', {
  nodes: [input, t.node('call', 'EagerPyFunc', ['serving_default_x'], [t.attribute('token', p.text(2, 'pyfunc_0'))])],
});
savedModel('bad-rpc', {
  nodes: [t.strings('address', 'grpc://192.0.2.1:9'), t.node('client', 'RpcClient', ['address', 'timeout'])],
});
savedModel('bad-print', {
  nodes: [
    input,
    t.node(
      'print',
      'PrintV2',
      ['serving_default_x'],
      [t.attribute('output_stream', p.text(2, 'file:///tmp/modelgate-marker'))],
    ),
  ],
});
savedModel('bad-debug', {
  nodes: [
    input,
    t.node(
      'debug',
      'DebugIdentityV3',
      ['serving_default_x'],
      [t.attribute('debug_urls', p.text(1, p.text(2, 'grpc://192.0.2.1:9')))],
    ),
  ],
});
savedModel('bad-table', {
  nodes: [
    t.node('table', 'HashTableV2'),
    t.strings('path', '/etc/passwd'),
    t.node('fill', 'InitializeTableFromTextFileV2', ['table', 'path']),
  ],
});
write(
  'tensorflow-operator/bad-frozen.pb',
  t.graph([t.strings('path', '/tmp/modelgate-marker'), t.node('write', 'WriteFile', ['path', 'path'])]),
);
savedModel('bad-unknown', { nodes: [input, t.node('gate', 'Gate', ['serving_default_x'])] });
savedModel('bad-unknown-in-function', inFunction([t.node('gate', 'Gate', ['x'])]));
savedModel('good-known', {
  nodes: [
    input,
    ...[
      'MatMul',
      'FusedBatchNormGradV3',
      'SentencepieceTokenizeOp',
      'Addons>ParseTime',
      'ResourceSparseApplyFtrlV2',
    ].map((name) => t.node(name, name, ['serving_default_x'])),
  ],
});
savedModel('good-own-function', {
  nodes: [input, t.node('own', 'my_function', ['serving_default_x'])],
  functions: [t.fn('my_function', ['x'], [t.node('same', 'Identity', ['x'])])],
});
savedModel('good-print', {
  nodes: [
    input,
    t.node('print', 'PrintV2', ['serving_default_x'], [t.attribute('output_stream', p.text(2, 'stdout'))]),
  ],
});
savedModel('good-table', {
  nodes: [
    t.node('table', 'HashTableV2'),
    t.strings('path', '/home/someone/words.txt'),
    t.node('fill', 'InitializeTableFromTextFileV2', ['table', 'path']),
  ],
  assets: [{ tensor: 'path:0', filename: 'words.txt' }],
});
write('tensorflow-operator/good-table/assets/words.txt', 'a\nb\n');
savedModel(
  'good-function',
  inFunction(
    [t.node('same', 'Identity', ['name']), t.node('lower', 'StringLower', ['same:output:0'])],
    [t.strings('path', '/etc/passwd')],
  ),
);
write(
  'tensorflow-operator/good-frozen.pb',
  t.graph([
    t.strings('save/Const', 'model'),
    t.node('save/SaveV2', 'SaveV2', ['save/Const', 'names', 'slices', 'x']),
    t.node('save/RestoreV2', 'RestoreV2', ['save/Const', 'names', 'slices']),
  ]),
);
savedModel('../external-file/bad-asset', {
  nodes: [input],
  assets: [{ tensor: 'x:0', filename: '../../../../etc/passwd' }],
});
savedModel('../external-file/bad-absolute-asset', {
  nodes: [input],
  assets: [{ tensor: 'x:0', filename: '/etc/passwd' }],
});
savedModel('../external-file/good-asset', { nodes: [input], assets: [{ tensor: 'x:0', filename: 'words.txt' }] });
write('external-file/good-asset/assets/words.txt', 'a\nb\n');
write('graph-structure/bad-cut/saved_model.pb', t.savedModel({ nodes: [input] }).subarray(0, 120));
write('graph-structure/good-whole/saved_model.pb', t.savedModel({ nodes: [input] }));

/** Bytecode of CPython 3.11, marshalled: `lambda x: x * 2`, and a function that makes a marker file with os.system. */
const DOUBLE =
  '4wEAAAAAAAAAAAAAAAIAAAADAAAA8wwAAACXAHwAZAF6BQAAUwCpAk7pAgAAAKkAqQHaAXhzAQAAACD6Ci90bXAvbWsucHn6CDxsYW1iZGE+cggAAAAFAAAAcwoAAACAALABsCGxA4AA8wAAAAA=';
const MARKER =
  '4wEAAAAAAAAAAAAAAAMAAAADAAAA8zgAAACXAGQBZABsAH0BfAGgAQAAAAAAAAAAAAAAAAAAAAAAAAAAZAKmAQAAqwEAAAAAAAAAAAEAfABTACkDTukAAAAAeht0b3VjaCAvdG1wL21vZGVsZ2F0ZS1tYXJrZXIpAtoCb3PaBnN5c3RlbSkC2gF4cgMAAABzAgAAACAg+gg8c3RyaW5nPtoBZnIHAAAAAQAAAHMjAAAAgADYBA2ASYBJgEnYBAaHSYJJ0A4r0QQs1AQs0AQs2AsMgEjzAAAAAA==';
const weights = h.attributesFile({});
const archive = (config: string): Buffer =>
  zip([
    { name: 'metadata.json', data: Buffer.from(k.METADATA) },
    { name: 'config.json', data: Buffer.from(config) },
    { name: 'model.weights.h5', data: weights },
  ]);
const legacyFile = (config: string): Buffer =>
  h.attributesFile({ keras_version: '2.15.0', backend: 'tensorflow', model_config: config });
const lambda = (code: string) =>
  k.layer('Lambda', {
    name: 'lambda',
    function: { class_name: '__lambda__', config: { code, defaults: null, closure: null } },
    arguments: {},
  });
const legacyLambda = (code: string) => ({
  class_name: 'Lambda',
  config: {
    name: 'lambda',
    function: [code, null, null],
    function_type: 'lambda',
    module: '__main__',
    output_shape: null,
  },
});
const named = (module: string | null, name: string) =>
  k.layer('Lambda', {
    name: 'lambda',
    function: { module, class_name: 'function', config: name, registered_name: name },
  });

write('keras-code/bad-lambda.keras', archive(k.sequential(lambda(MARKER))));
const scaled = (dtype: string) =>
  k.layer('Rescaling', { name: 's', scale: { class_name: '__numpy__', config: { value: [1], dtype } } });
write('keras-code/bad-object-array.keras', archive(k.sequential(scaled('object'))));
write('keras-code/bad-short-object-array.keras', archive(k.sequential(scaled('|O'))));
write('keras-code/good-array.keras', archive(k.sequential(scaled('float32'))));
write(
  'keras-foreign-name/bad-registered.keras',
  archive(k.sequential({ module: 'example_gates', class_name: 'Gate', config: {}, registered_name: 'example>Gate' })),
);
write(
  'keras-foreign-name/bad-utility.keras',
  archive(k.sequential(named('keras.src.utils.file_utils', 'extract_archive'))),
);
write('keras-foreign-name/bad-data-set.keras', archive(k.sequential(named('keras.datasets.mnist', 'load_data'))));
write('keras-foreign-name/good-operation.keras', archive(k.sequential(named('keras.src.ops.numpy', 'add'))));
write('keras-code/bad-quiet-lambda.keras', archive(k.sequential(lambda(DOUBLE))));
write('keras-code/bad-lambda.h5', legacyFile(k.legacy(legacyLambda(MARKER))));
write(
  'keras-code/bad-shape-lambda.h5',
  legacyFile(
    k.legacy({
      class_name: 'Lambda',
      config: {
        function: 'relu',
        function_type: 'function',
        output_shape: [MARKER, null, null],
        output_shape_type: 'lambda',
      },
    }),
  ),
);
write('keras-code/bad-architecture.json', k.sequential(lambda(MARKER)));
write(
  'keras-code/bad-torch-module.keras',
  archive(
    k.sequential(
      k.layer('TorchModuleWrapper', {
        name: 'torch',
        module: { class_name: '__bytes__', config: { value: 'gAJ9cQAu' } },
      }),
    ),
  ),
);
write('keras-code/good-sequential.keras', archive(k.sequential()));
write('keras-code/good-sequential.h5', legacyFile(k.legacy()));
write('keras-code/good-architecture.json', k.sequential());

write(
  'keras-foreign-name/bad-module.keras',
  archive(
    k.sequential({
      module: 'subprocess',
      class_name: 'Popen',
      config: { args: 'touch /tmp/modelgate-marker', shell: true },
      registered_name: null,
    }),
  ),
);
write('keras-foreign-name/bad-function.keras', archive(k.sequential(named('os', 'system'))));
write('keras-foreign-name/bad-builtin.keras', archive(k.sequential(named('builtins', 'exec'))));
write('keras-foreign-name/bad-get-file.keras', archive(k.sequential(named('keras.utils', 'get_file'))));
write(
  'keras-foreign-name/bad-unlock.keras',
  archive(k.sequential(named('keras.config', 'enable_unsafe_deserialization'))),
);
write(
  'keras-foreign-name/bad-other-package.keras',
  archive(k.sequential({ module: 'gates.layers', class_name: 'Gate', config: {}, registered_name: 'Gate' })),
);
write(
  'keras-foreign-name/bad-saved-model.keras',
  archive(k.sequential(k.layer('TFSMLayer', { filepath: 'other', call_endpoint: 'serve' }))),
);
write(
  'keras-foreign-name/bad-lambda.h5',
  legacyFile(
    k.legacy({ class_name: 'Lambda', config: { function: 'system', function_type: 'function', module: 'os' } }),
  ),
);
write(
  'keras-foreign-name/bad-symbol.h5',
  legacyFile(k.legacy({ class_name: 'TFOpLambda', config: { name: 'tf.io.write_file', function: 'io.write_file' } })),
);
write('keras-foreign-name/good-relu.keras', archive(k.sequential(named('keras.activations', 'relu'))));
write('keras-foreign-name/good-own-loss.keras', archive(k.sequential(named('builtins', 'my_activation'))));
write(
  'keras-foreign-name/good-registered.keras',
  archive(
    k.sequential({
      module: 'keras_nlp.layers',
      class_name: 'PositionEmbedding',
      config: { sequence_length: 4 },
      registered_name: 'keras_nlp>PositionEmbedding',
    }),
  ),
);
write(
  'keras-foreign-name/good-symbol.h5',
  legacyFile(k.legacy({ class_name: 'TFOpLambda', config: { name: 'tf.math.add', function: 'math.add' } })),
);

const lookup = (vocabulary: string | readonly string[]) =>
  k.layer('StringLookup', { name: 'lookup', max_tokens: null, vocabulary });
write('external-file/bad-vocabulary.keras', archive(k.sequential(lookup('/etc/passwd'))));
write('external-file/bad-vocabulary-url.keras', archive(k.sequential(lookup('https://198.51.100.1/words.txt'))));
write('external-file/good-vocabulary.keras', archive(k.sequential(lookup(['etc', 'passwd']))));
write(
  'external-file/bad-link.h5',
  h.hdf5(h.objectHeader(...h.groupMessages, h.externalLink('weights', '../../secrets.h5', '/all'))),
);
write('external-file/good-link.h5', h.hdf5(h.objectHeader(...h.groupMessages, h.hardLink('weights', h.ROOT))));
const root = h.objectHeader(...h.groupMessages, h.hardLink('weights', 0));
const storage = h.externalDataset(8, '/etc/passwd', h.ROOT + root.length);
write(
  'external-file/bad-storage.h5',
  h.hdf5(
    h.objectHeader(...h.groupMessages, h.hardLink('weights', h.ROOT + root.length + storage.heap.length)),
    storage.heap,
    storage.header,
  ),
);
write('hdf5-filter/bad-unregistered.h5', filtered(45_000));
write('hdf5-filter/good-deflate.h5', filtered(1));

/** A group with one data set header that names this filter. */
function filtered(id: number): Buffer {
  const filter = Buffer.alloc(16);
  filter.set([1, 1]);
  filter.writeUInt16LE(id, 8);
  const group = h.objectHeader(...h.groupMessages, h.hardLink('weights', 0));
  return h.hdf5(
    h.objectHeader(...h.groupMessages, h.hardLink('weights', h.ROOT + group.length)),
    h.objectHeader(h.message(0x0b, filter)),
  );
}
const self = h.objectHeader(
  h.message(
    0x10,
    Buffer.concat([Buffer.from([h.ROOT + 16, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([24, 0, 0, 0, 0, 0, 0, 0])]),
  ),
);
write('graph-structure/bad-endless.h5', h.hdf5(self));
write('graph-structure/bad-past-end.h5', h.hdf5(h.objectHeader(...h.groupMessages, h.hardLink('weights', 1 << 20))));
write('graph-structure/good-empty.h5', h.attributesFile({}));

const tuple = { class_name: '__tuple__', items: [MARKER, null, null] };
const inMetadata = k.legacy({
  class_name: 'Lambda',
  config: { name: 'lambda', function: tuple, function_type: 'lambda' },
});
savedModel('../keras-code/bad-object-graph', { nodes: [input], description: inMetadata });
write('keras-code/bad-metadata/keras_metadata.pb', t.kerasMetadata(inMetadata));
write('keras-code/bad-metadata/saved_model.pb', t.savedModel({ nodes: [input] }));
savedModel('../keras-code/good-object-graph', { nodes: [input], description: k.legacy() });
write('keras-code/good-metadata/keras_metadata.pb', t.kerasMetadata(k.legacy()));

const flexWrite = t.node('write', 'WriteFile', ['path', 'x']);
const flexAdd = t.node('add', 'AddV2', ['x', 'x']);
write(
  'tflite-operator/bad-flex.tflite',
  l.tflite([{ custom: 'FlexWriteFile', options: l.flexOptions('WriteFile', flexWrite) }]),
);
write(
  'tflite-operator/bad-disguised.tflite',
  l.tflite([{ custom: 'FlexAddV2', options: l.flexOptions('AddV2', flexWrite) }]),
);
write(
  'tflite-operator/bad-unknown-flex.tflite',
  l.tflite([{ custom: 'FlexGate', options: l.flexOptions('Gate', t.node('gate', 'Gate', ['x'])) }]),
);
write('tflite-operator/bad-path.tflite', l.tflite([{ custom: '../../libgate.so' }]));
write('tflite-operator/bad-custom.tflite', l.tflite([{ custom: 'Gate' }]));
write(
  'tflite-operator/good-flex.tflite',
  l.tflite([{ custom: 'FlexAddV2', options: l.flexOptions('AddV2', flexAdd) }]),
);
write('tflite-operator/good-builtin.tflite', l.tflite([{ builtin: 0 }, { custom: 'TFLite_Detection_PostProcess' }]));
write('graph-structure/bad-lying-size.tflite', l.tflite([{ builtin: 0 }], Buffer.alloc(12)));
const cut = l.tflite([{ builtin: 0 }]);
const elf = Buffer.concat([
  Buffer.from('7f454c4602010100', 'hex'),
  Buffer.alloc(8),
  Buffer.from('02003e00', 'hex'),
  Buffer.alloc(44),
]);
write('executable-in-tree/bad-behind.tflite', Buffer.concat([cut, Buffer.alloc(16), elf]));
write('executable-in-tree/bad-behind.h5', Buffer.concat([legacyFile(k.legacy()), elf]));
write('executable-in-tree/bad-behind.pte', Buffer.concat([executorch(), elf]));
write('executable-in-tree/good-behind.tflite', Buffer.concat([cut, Buffer.alloc(16), Buffer.from('labels\n')]));
write('graph-structure/bad-cut.tflite', cut.subarray(0, cut.length - 100));

const relu = p.text(130, p.text(10));
write('coreml-custom-class/bad-layer.mlmodel', c.coreml(c.network(relu, p.text(500, p.text(10, 'Gate')))));
const inBranch = p.text(605, p.text(1, p.text(1, p.text(1, 'inner'), p.text(500, p.text(10, 'Gate')))));
write('coreml-custom-class/bad-in-branch.mlmodel', c.coreml(c.network(relu, inBranch)));
write(
  'coreml-custom-class/bad-in-pipeline.mlmodel',
  c.coreml(p.text(202, p.text(1, c.coreml(p.text(555, p.text(10, 'Gate')))))),
);
write('coreml-custom-class/good-network.mlmodel', c.coreml(c.network(relu)));
write('external-file/bad-linked.mlmodel', c.coreml(c.linked('other.mlmodelc', '/private/var/mobile')));
write('external-file/bad-blob.mlmodel', c.coreml(c.program(c.blob('@model_path/../../other.bin'))));
write('external-file/good-package/model.mlmodel', c.coreml(c.program(c.blob('@model_path/weights/weight.bin'))));
write('external-file/good-package/weights/weight.bin', Buffer.alloc(128));
write('graph-structure/bad-cut.mlmodel', c.coreml(c.network(relu)).subarray(0, 20));

const net = (layers: string): string =>
  `<?xml version="1.0"?>\n<net name="small" version="11">\n<layers>\n${layers}\n</layers>\n</net>\n`;
const constant = (size: number): string =>
  `<layer id="0" name="w" type="Const" version="opset1"><data element_type="f32" shape="2" offset="0" size="${size}"/></layer>`;
write('openvino-extension/bad-extension/model.xml', net('<layer id="0" name="g" type="Gate" version="extension"/>'));
write('openvino-extension/good-opset/model.xml', net('<layer id="0" name="r" type="ReLU" version="opset1"/>'));
write('external-file/bad-openvino/model.xml', net(constant(1 << 20)));
write('external-file/bad-openvino/model.bin', Buffer.alloc(8));
write('external-file/good-openvino/model.xml', net(constant(8)));
write('external-file/good-openvino/model.bin', Buffer.alloc(8));
write(
  'graph-structure/bad-doctype/model.xml',
  `<!DOCTYPE net [<!ENTITY a SYSTEM "file:///etc/passwd">]>${net('<layer id="0" name="&a;" type="ReLU"/>')}`,
);
write('graph-structure/good-openvino/model.xml', net('<layer id="0" name="&lt;a&gt;" type="ReLU"/>'));
write('graph-structure/bad-kernel.pte', executorch({ kernel: 7 }));
write('graph-structure/bad-value.pte', executorch({ values: [0, 9] }));
write('graph-structure/good-add.pte', executorch());
savedModel('bad-computed-table', {
  nodes: [
    t.node('table', 'HashTableV2'),
    t.strings('hidden', 'L2V0Yy9wYXNzd2Q'),
    t.node('path', 'DecodeBase64', ['hidden']),
    t.node('fill', 'InitializeTableFromTextFileV2', ['table', 'path']),
  ],
});
savedModel('bad-variable-table', {
  nodes: [
    t.node('table', 'HashTableV2'),
    t.strings('value', '/etc/passwd'),
    t.node('path', 'VarHandleOp'),
    t.node('assign', 'AssignVariableOp', ['path', 'value']),
    t.node('read', 'ReadVariableOp', ['path']),
    t.node('fill', 'InitializeTableFromTextFileV2', ['table', 'read']),
  ],
});
savedModel('good-variable-table', {
  nodes: [
    t.node('table', 'HashTableV2'),
    t.placeholder('asset_path_initializer'),
    t.node('path', 'VarHandleOp'),
    t.node('assign', 'AssignVariableOp', ['path', 'asset_path_initializer']),
    t.node('read', 'ReadVariableOp', ['path']),
    t.node('fill', 'InitializeTableFromTextFileV2', ['table', 'read']),
  ],
  assets: [{ tensor: 'asset_path_initializer:0', filename: 'words.txt' }],
});
write('tensorflow-operator/good-variable-table/assets/words.txt', 'a\nb\n');
write(
  'tensorflow-operator/bad-false-saver/saved_model.pb',
  p.message(
    p.int(1, 1),
    p.text(
      2,
      p.text(
        2,
        t.graph([
          t.strings('path', '/tmp/modelgate-marker'),
          t.node('named', 'Identity', ['path']),
          t.node('SaveV2', 'SaveV2', ['named', 'names', 'slices', 'x']),
        ]),
      ),
      p.text(3, p.text(1, 'named:0'), p.text(2, 'SaveV2:0')),
    ),
  ),
);
const inText = (operator: string): string => `# A graph in text format.
saved_model_schema_version: 1
meta_graphs {
  meta_info_def { tags: "serve" any_info { [type.googleapis.com/x.Y] { a: 1 } } }
  graph_def {
    node { name: "path" op: "Const" attr { key: "value" value { tensor { dtype: DT_STRING tensor_shape {} string_val: "/tmp/" 'modelgate\\055marker' } } } }
    node { name: "x" op: "Placeholder" attr: < key: "dtype" value: < type: DT_STRING > >, };
    library { function { signature { name: "f" input_arg { name: "where" type: DT_STRING } } node_def { name: "reach" op: "${operator}" input: ["where", "where"] } } }
    node { name: "call" op: "PartitionedCall" input: "path" attr { key: "f" value { func { name: "f" } } } }
    versions { producer: 1645 }
  }
}
`;
write('tensorflow-operator/bad-text/saved_model.pbtxt', inText('WriteFile'));
write('tensorflow-operator/good-text/saved_model.pbtxt', inText('StringLower'));
write('graph-structure/bad-text/saved_model.pbtxt', inText('StringLower').slice(0, 600));
write('file-incomplete/bad-chunked/saved_model.cpb', Buffer.alloc(128, 1));
