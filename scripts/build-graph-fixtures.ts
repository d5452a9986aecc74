/**
 * Writes the fixtures of the rules on computation graphs (ONNX, TensorFlow, TFLite, Keras, HDF5…) under fixtures/rules/.
 * Each bad one has a benign twin that differs only in the harmful part. Run it after a change here and commit what it
 * writes. Files that only a format's own library can write come from scripts/build-honest-graphs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as o from '../test/support/onnx-assembler.ts';
import * as t from '../test/support/tensorflow-assembler.ts';
import * as p from '../test/support/protobuf-assembler.ts';

const root = fileURLToPath(new URL('../fixtures/rules', import.meta.url));

function write(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
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
};
for (const [name, location] of Object.entries(EXTERNAL))
  write(`external-file/bad-${name}.onnx`, onnxWithExternal({ location, offset: '0', length: '8' }));
const nested = o.graph({ tensors: [o.externalTensor('weights', 2, { location: EXTERNAL['traversal'] ?? '' })] });
write('external-file/bad-nested.onnx', o.onnx({ nodes: [o.branch(nested)] }));
write('external-file/bad-past-end/model.onnx', onnxWithExternal({ location: 'w.bin', offset: '4096', length: '8' }));
write('external-file/bad-past-end/w.bin', Buffer.alloc(8));
write('external-file/good-beside/model.onnx', onnxWithExternal({ location: 'w.bin', offset: '0', length: '8' }));
write('external-file/good-beside/w.bin', Buffer.alloc(8));

write('onnx-operator/bad-python.onnx', o.onnx({ nodes: [o.node('PythonOp', { domain: 'com.microsoft' })] }));
write('onnx-operator/bad-domain.onnx', o.onnx({ nodes: [o.node('Gate', { domain: 'example.gates' })] }));
write(
  'onnx-operator/bad-in-branch.onnx',
  o.onnx({ nodes: [o.branch(o.graph(), o.graph({ nodes: [o.node('PyOp', { domain: 'pyop' })] }))] }),
);
write('onnx-operator/bad-attribute/model.onnx', onnxWithExternal({ location: 'w.bin', __class__: 'x' }));
write('onnx-operator/bad-attribute/w.bin', Buffer.alloc(8));
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
savedModel('../external-file/good-asset', { nodes: [input], assets: [{ tensor: 'x:0', filename: 'words.txt' }] });
write('external-file/good-asset/assets/words.txt', 'a\nb\n');
write('graph-structure/bad-cut/saved_model.pb', t.savedModel({ nodes: [input] }).subarray(0, 120));
write('graph-structure/good-whole/saved_model.pb', t.savedModel({ nodes: [input] }));
