/**
 * Writes the fixtures of the rules on computation graphs (ONNX, TensorFlow, TFLite, Keras, HDF5…) under fixtures/rules/.
 * Each bad one has a benign twin that differs only in the harmful part. Run it after a change here and commit what it
 * writes. Files that only a format's own library can write come from scripts/build-honest-graphs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as o from '../test/support/onnx-assembler.ts';

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
