import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { parseFile } from '../../src/formats/parse-file.ts';

const ROOT = new URL('../../', import.meta.url);
const guide = readFileSync(new URL('docs/guide/formats.md', ROOT), 'utf8').replaceAll(/\s+/gu, ' ');
const fixture = (path: string): Buffer => readFileSync(new URL(`fixtures/${path}`, ROOT));
const parse = (name: string, bytes: Buffer) => parseFile(new MemorySource(bytes), name, new Set([name]));
/** What a format's own header is followed by: bytes that are no text and no other format. */
const behind = (head: string, offset = 0): Buffer =>
  Buffer.concat([Buffer.alloc(offset, 1), Buffer.from(head.replaceAll(' ', ''), 'hex'), Buffer.alloc(600, 0x9a)]);
const binary = behind('9a9b00ff');

/** From a paragraph's first words to the next blank of the guide that begins another one. */
function paragraphs(start: string, end: string): string {
  const parts = guide.split(start).slice(1);
  expect(parts.length).toBeGreaterThan(0);
  return parts.map((part) => part.slice(0, part.indexOf(end))).join(' ');
}

describe('what the guide says of a format is what happens to a file of it', () => {
  const covered = guide.slice(guide.indexOf('| container |'), guide.indexOf('Recognised only, so that'));

  it.each([
    ['zip', 'rules/archive-bomb/good-text.zip', 'zip'],
    ['tar', 'rules/hydra-target/good-small.nemo', 'NeMo'],
    ['7z', 'formats/containers/updated.7z', '7z'],
    ['gzip', 'rules/hydra-target/good-compressed.nemo', 'gzip'],
    ['bzip2', 'formats/containers/weights.pkl.bz2', 'bzip2'],
    ['xz', 'formats/containers/xz.joblib', 'xz'],
    ['lzma', 'formats/containers/weights.pkl.lzma', 'lzma'],
    ['lzip', 'formats/containers/weights.pkl.lz', 'lzip'],
    ['lz4', 'formats/containers/weights.pkl.lz4', 'lz4'],
    ['zstd', 'formats/containers/weights.pkl.zst', 'zstd'],
    ['zlib', 'rules/extension-mismatch/good-packed.pkl', 'zlib'],
    ['zfile', 'rules/pickle-dangerous-call/good-zfile.joblib', 'joblib'],
    ['pickle', 'rules/pickle-dangerous-call/good-base64.pkl', 'pickle'],
    ['numpy', 'rules/graph-structure/good-structured.npy', 'NumPy'],
    ['safetensors', 'rules/extension-mismatch/good-model.safetensors', 'safetensors'],
    ['gguf', 'rules/gguf-structure/good-one.gguf', 'GGUF'],
    ['ggml', 'rules/graph-structure/good-whisper.ggml', 'GGML of whisper.cpp'],
    ['hdf5', 'rules/external-file/good-link.h5', 'HDF5'],
    ['keras', 'rules/keras-code/good-architecture.json', 'Keras 3'],
    ['tensorflow', 'rules/tensorflow-operator/good-frozen.pb', 'TensorFlow SavedModel'],
    ['tensorflow-text', 'rules/tensorflow-operator/good-text/saved_model.pbtxt', 'or text'],
    ['onnx', 'rules/graph-structure/good-small.onnx', 'ONNX'],
    ['ort', 'rules/onnx-operator/good-relu.ort', '.ort'],
    ['tflite', 'rules/executable-in-tree/good-behind.tflite', 'TensorFlow Lite'],
    ['executorch', 'rules/graph-structure/good-add.pte', 'ExecuTorch'],
    ['openvino', 'rules/external-file/good-openvino/model.xml', 'OpenVINO'],
    ['coreml', 'rules/coreml-custom-class/good-network.mlmodel', 'Core ML'],
    ['caffe-model', 'rules/framework-code/good-convolution.caffemodel', 'Caffe'],
    ['mxnet-parameters', 'rules/framework-code/good-arrays.params', 'MXNet'],
    ['paddle-program', 'rules/framework-code/good-relu.pdmodel', 'PaddlePaddle'],
    ['paddle-parameters', 'rules/framework-code/good-tensors.pdiparams', 'PaddlePaddle'],
    ['torch7', 'rules/framework-code/good-table.t7', 'Torch7'],
    ['torch7', 'rules/framework-code/good-tensor.t7', 'Torch7'],
    ['msgpack', 'rules/graph-structure/good-small.msgpack', 'MessagePack'],
    ['ocdbt', 'rules/external-file/good-store/manifest.ocdbt', 'OCDBT'],
    ['xgboost', 'rules/graph-structure/good-stump.json', 'XGBoost'],
    ['ubjson', 'rules/graph-structure/good-stump.ubj', 'UBJSON'],
    ['lightgbm', 'rules/graph-structure/good-categories.lgb', 'LightGBM'],
    ['catboost', 'rules/graph-structure/good-categories.cbm', 'CatBoost'],
    ['r-data', 'rules/r-promise/good-call.rds', '.rds'],
    ['xml', 'rules/xml-entity/good-entities.pmml', 'PMML'],
    ['sentencepiece', 'rules/tokenizer-rewrite/good-units.model', 'SentencePiece'],
    ['arrow', 'rules/arrow-extension/good-stream.arrow', 'Arrow'],
    ['parquet', 'rules/arrow-extension/good-uuid.parquet', 'Parquet'],
    ['json', 'rules/config-remote-code/good-mxnet-symbol.json', '-symbol.json'],
    ['yaml', 'rules/hydra-target/good-partial.yaml', 'YAML'],
    ['notebook', 'rules/python-code/good-notebook.ipynb', 'notebooks'],
  ])('%s in %s is read whole, and stands in the table', (format, path, word) => {
    const facts = parse(path.slice(path.lastIndexOf('/') + 1), fixture(path));
    expect(facts).toMatchObject({ complete: true, limits: [] });
    expect(facts.formats).toContain(format);
    expect(covered).toContain(word);
  });

  it.each([
    ['rar', 'model.rar', behind('526172211a0701')],
    ['cab', 'model.bin', behind('4d534346 00000000')],
    ['ar', 'model.deb', behind('213c617263683e0a')],
    ['rpm', 'model.rpm', behind('edabeedb')],
    ['cpio', 'model.cpio', behind('303730373031')],
    ['squashfs', 'model.img', behind('68737173')],
    ['iso', 'model.iso', behind('4344303031', 0x8001)],
    ['wim', 'model.wim', behind('4d5357494d000000')],
    ['xar', 'model.pkg', behind('78617221')],
    ['lzop', 'model.lzo', behind('894c5a4f000d0a1a0a')],
    ['snappy', 'model.sz', behind('ff060000734e61507059')],
    ['compress', 'model.Z', behind('1f9d90')],
    ['GGML before GGUF', 'ggml-model.bin', behind('666d6767')],
    ['RKNN', 'model.rknn', behind('524b4e4e')],
    ['TensorRT', 'model.engine', behind('66747274')],
    ['TensorRT', 'model.plan', binary],
    ["Java's serialised objects", 'weka.model', behind('aced0005')],
    ['Windows shortcuts', 'weights.lnk', behind('4c0000000114020000000000c000000000000046')],
    ['MNN', 'model.mnn', binary],
    ['CNTK', 'model.dnn', binary],
    ['UFF', 'model.uff', binary],
    ['Ascend', 'model.om', binary],
    ['Hailo', 'model.hef', binary],
    ['Kendryte', 'model.kmodel', binary],
    ['Sophgo', 'model.bmodel', binary],
    ['Axera', 'model.axmodel', binary],
    ['Kneron', 'model.nef', binary],
    ['Vitis AI', 'model.xmodel', binary],
    ['SNPE', 'model.dlc', binary],
    ['IREE', 'model.vmfb', binary],
    ['Tengine', 'model.tmfile', binary],
    ['MindIR', 'model.mindir', binary],
    ['Circle', 'model.circle', binary],
    ['RTen', 'model.rten', binary],
    ['Paddle Lite', 'model.nb', binary],
    ['LiteRT-LM', 'model.litertlm', binary],
    ['Julia', 'model.jls', binary],
    ['BSON', 'model.bson', binary],
    ['.mlmodelc', 'Model.mlmodelc/model.espresso.weights', binary],
  ])('%s in %s blocks and says that it was not read, and the guide says so', (word, name, bytes) => {
    const facts = parse(name, bytes);
    expect(facts.complete).toBe(false);
    expect(facts.limits.map(({ limit }) => limit)).toContain('format.unparsed');
    expect(paragraphs('Recognised only', '. ')).toContain(word);
    expect(covered.replaceAll(/Recognised only[^.]*\./gu, '')).not.toContain(`| ${word} `);
  });

  it.each([
    'pkl',
    'pt',
    'joblib',
    'onnx',
    'tflite',
    'h5',
    'keras',
    'mlmodel',
    'pte',
    'ort',
    'cbm',
    'rds',
    'npz',
    'skops',
  ])('a .%s that is of no format of that name blocks, and so does an empty one', (ending) => {
    expect(parse(`model.${ending}`, binary)).toMatchObject({ complete: false });
    expect(parse(`model.${ending}`, Buffer.alloc(0))).toMatchObject({ complete: false });
  });

  it.each(['caffemodel', 'pdmodel', 'pdiparams', 't7', 'params'])(
    'a .%s that breaks off or goes on blocks',
    (ending) => {
      const path = {
        caffemodel: 'good-convolution.caffemodel',
        pdmodel: 'good-relu.pdmodel',
        pdiparams: 'good-tensors.pdiparams',
        t7: 'good-table.t7',
        params: 'good-arrays.params',
      }[ending];
      const whole = fixture(`rules/framework-code/${path ?? ''}`);
      expect(parse(`m.${ending}`, whole.subarray(0, -1)).complete).toBe(false);
      expect(parse(`m.${ending}`, Buffer.concat([whole, behind('9a9b00ff')])).complete).toBe(false);
      expect(parse(`m.${ending}`, binary).complete).toBe(false);
    },
  );

  it.each([
    ['PNG', '89504e470d0a1a0a'],
    ['JPEG', 'ffd8ffe0'],
    ['SQLite', '53514c69746520666f726d6174203300'],
    ['Feather 1', '46454131'],
    ['`data`', '9a9b00ff'],
    ['ncnn', '9a9b00ff'],
    ['DarkNet', '9a9b00ff'],
  ])('%s does not block, and the guide says so', (word, head) => {
    expect(parse('file.dat', behind(head))).toMatchObject({ complete: true });
    expect(guide.slice(guide.indexOf('Recognised only, and data'))).toContain(word);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a zero', Buffer.alloc(1), 'data'],
    ['a letter', Buffer.from('a'), 'text'],
    ['a stop', Buffer.from('.'), 'text'],
  ])('%s is what it is', (_, bytes, format) => {
    expect(parse('model.bin', bytes)).toMatchObject({ formats: [format] });
  });
});
