/**
 * Writes the fixtures of the rules on the smaller formats (TorchScript, NeMo, skops, R, XML, MLflow…) under fixtures/rules/.
 * Each bad one has a benign twin that differs only in the harmful part. Run it after a change here and commit what it
 * writes. Files that only a format's own library can write come from scripts/build-honest-formats.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as c from '../test/support/catboost-assembler.ts';
import { int } from '../test/support/flatbuffer-assembler.ts';
import { whisper } from '../test/support/ggml-assembler.ts';
import * as l from '../test/support/lightgbm-assembler.ts';
import * as m from '../test/support/msgpack-assembler.ts';
import * as o from '../test/support/ocdbt-assembler.ts';
import { ort } from '../test/support/ort-assembler.ts';
import * as pickle from '../test/support/pickle-assembler.ts';
import * as r from '../test/support/rdata-assembler.ts';
import { tar, type TarEntry } from '../test/support/tar-assembler.ts';
import * as s from '../test/support/torchscript-archives.ts';
import * as sp from '../test/support/sentencepiece-assembler.ts';
import * as t from '../test/support/table-assembler.ts';
import * as x from '../test/support/xgboost-assembler.ts';
import { torchZip, zip } from '../test/support/zip-assembler.ts';

const fixtures = fileURLToPath(new URL('../fixtures/rules', import.meta.url));

function write(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(fixtures, path)), { recursive: true });
  writeFileSync(join(fixtures, path), content);
}

const TORCHSCRIPT: Readonly<Record<string, string>> = {
  'bad-save': 'torch.save(x, "/tmp/modelgate-marker")',
  'bad-load': 'x = torch.load("/tmp/modelgate-marker")',
  'bad-class': 'x = __torch__.torch.classes.example_gates.Gate(x)',
  'bad-from-file': 'x = ops.aten.from_file("/etc/passwd", False, 10)',
  'bad-spread-out': 'x = (torch # the module\n      . autograd\n      . save)',
  'bad-alias': 't = torch\n    t.save(x, "/tmp/modelgate-marker")',
  'bad-getattr': 'getattr(torch, "save")(x, "/tmp/modelgate-marker")',
  'bad-library': 'ops.image.write_file("/tmp/modelgate-marker", x)',
  'bad-remote': 'rpc_sync("worker", "os.system", ("true",))',
  'bad-unknown': 'x = ops.example_gates.gate(x)',
  'good-arithmetic': 'x = torch.add(x, ops.quantized.relu6(x), alpha=1)',
  'good-words': '_0 = "torch.save(x, \\"/tmp/x\\")"  # torch.from_file in a comment\n    x = (self).save(x, )',
};
for (const [name, statement] of Object.entries(TORCHSCRIPT))
  write(`torchscript-operator/${name}.pt`, s.torchscript(statement));
write('graph-structure/bad-import.pt', s.torchscript('import os\n    os.system("true")'));
write('torchscript-operator/bad-unknown.ptl', s.lite('example_gates::gate'));
write('torchscript-operator/bad-bytecode.ptl', s.lite('aten::save'));
write('torchscript-operator/good-bytecode.ptl', s.lite('aten::relu'));

const EXPORT: Readonly<Record<string, s.ExportParts>> = {
  'bad-target': { target: 'torch.hub.load' },
  'bad-reached': { target: 'torch.serialization.os.system' },
  'bad-attribute-getter': { target: '_operator.attrgetter' },
  'bad-expression': { expression: '__import__("os").system("true")' },
  'bad-attributes': { expression: 'Integer.mro' },
  'bad-save': { target: 'torch.ops.aten.save.default' },
  'bad-unknown': { target: 'torch.ops.example_gates.gate.default' },
  'bad-source': { extra: ['data/aotinductor/model/wrapper.cpp', 'int main() { return 0; }\n'] },
  'good-add': { target: 'torch.ops.aten.add.Tensor' },
  'good-sizes': { target: '_operator.floordiv', expression: '2*Max(1, s0//2) + FloorDiv(s1, 3) - 0.5' },
};
for (const [name, parts] of Object.entries(EXPORT)) write(`torch-export-target/${name}.pt2`, s.exported(parts));
write('torch-export-target/bad-older.pt2', s.exportedBefore('torch.hub.load'));
write('torch-export-target/good-older.pt2', s.exportedBefore('torch.ops.aten.relu.default'));

const TAR: Readonly<Record<string, readonly TarEntry[]>> = {
  'bad-link-outside': [{ name: 'a', data: Buffer.alloc(0), type: '2', target: '../../etc' }],
  'bad-padding': [{ name: 'a', data: Buffer.from('x'), padding: 0x58 }],
  'bad-name': [{ name: '../a', data: Buffer.from('x') }],
  'bad-device': [{ name: 'a', data: Buffer.alloc(0), type: '3' }],
  'good-small': [{ name: 'a', data: Buffer.from('x') }],
};
for (const [name, entries] of Object.entries(TAR)) write(`zip-inconsistent/${name}.tar`, tar(entries));

/** A configuration of NeMo with one more line in its optimizer, packed as its `.nemo` archives are. */
function nemo(line: string): string {
  return `target: nemo.collections.asr.models.EncDecCTCModel\nmodel:\n  encoder:\n    _target_: nemo.collections.asr.modules.ConformerEncoder\n    layers: 2\n  optim:\n    name: adamw\n    ${line}\n    lr: 0.001\n`;
}
const archived = (line: string): Buffer =>
  tar([
    { name: './model_config.yaml', data: Buffer.from(nemo(line)) },
    { name: './model_weights.ckpt', data: torchZip(pickle.pickle(pickle.proto(2), pickle.emptyDict, pickle.stop)) },
  ]);
write('hydra-target/bad-system.nemo', archived('_target_: os.system'));
write('hydra-target/bad-compressed.nemo', gzipSync(archived('_target_: subprocess.Popen')));
write('hydra-target/good-small.nemo', archived('_target_: torch.optim.AdamW'));
write('hydra-target/good-compressed.nemo', gzipSync(archived('_target_: apex.optimizers.FusedAdam')));
const HYDRA: Readonly<Record<string, string>> = {
  'bad-builtin': '_target_: builtins.exec',
  'bad-bare': '_target_: eval',
  'bad-escaped': '"\\x5ftarget_": os.system',
  'bad-key-alias': 'k: &k _target_\n    x: {*k : os.system}',
  'bad-value-alias': 'k: &v posix.system\n    x: {_target_: *v }',
  'bad-reference': 'k: os.system\n    x: {_target_: "${model.optim.k}"}',
  'bad-getter': 'x: {_target_: hydra.utils.get_method, path: os.system}',
  'bad-computed': '_target_: "${oc.env:TARGET}"',
  'bad-unknown': '_target_: example_gates.Gate',
  'bad-reached': '_target_: nemo.utils.os.system',
  'bad-class-path': 'x: {class_path: os.system, init_args: {command: "true"}}',
  'bad-broken': '_target_: os.system\n   bad: [1',
  'good-partial': '_target_: torch.optim.AdamW\n    _partial_: true',
  'good-pretrained': '_target_: transformers.AutoModel.from_pretrained',
  'good-words': 'help: "_target_: os.system"\n    target: test',
};
for (const [name, line] of Object.entries(HYDRA)) write(`hydra-target/${name}.yaml`, nemo(line));
write('hydra-target/bad-local/config.yaml', nemo('_target_: helpers.build'));
write('hydra-target/bad-local/helpers.py', 'def build():\n    return None\n');
const TAGS: Readonly<Record<string, string>> = {
  'bad-apply': '!!python/object/apply:os.system ["true"]',
  'bad-new': '!!python/object/new:example_gates.Gate {}',
  'bad-verbatim': '!<tag:yaml.org,2002:python/name:os.system> ""',
  'bad-module': '!!python/module:subprocess ""',
  'bad-java': '!!javax.script.ScriptEngineManager []',
  'good-tuple': '!!python/tuple [1, 2]',
  'good-own': '!custom {a: !!str 1, b: !!set {x, y}}',
};
for (const [name, tag] of Object.entries(TAGS)) write(`yaml-python-tag/${name}.yaml`, `a: 1\nb: ${tag}\n`);
write(
  'yaml-python-tag/bad-handle.yml',
  '%TAG !e! tag:yaml.org,2002:python/\n---\nb: !e!object/apply:os.system ["true"]\n',
);

/** A pipeline as skops describes it, with one more node. */
function skops(node: unknown): Buffer {
  const model = {
    __class__: 'LogisticRegression',
    __module__: 'sklearn.linear_model._logistic',
    __loader__: 'ObjectNode',
    content: {
      __class__: 'dict',
      __module__: 'builtins',
      __loader__: 'DictNode',
      content: {
        C: { __class__: 'str', __module__: 'builtins', __loader__: 'JsonNode', content: '1.0', is_json: true },
        extra: node,
      },
    },
    __id__: 1,
    protocol: 2,
    _skops_version: '0.11.0',
  };
  return zip([{ name: 'schema.json', data: Buffer.from(JSON.stringify(model, null, 2)) }]);
}
const node = (__module__: string, __class__: string, __loader__: string, content: unknown = {}): unknown => ({
  __class__,
  __module__,
  __loader__,
  content,
});
const SKOPS: Readonly<Record<string, unknown>> = {
  'bad-function': node('os', 'system', 'FunctionNode'),
  'bad-module-path': node('builtins', 'function', 'FunctionNode', { module_path: 'os', function: 'system' }),
  'bad-type': node('builtins', 'type', 'TypeNode', { __class__: 'Popen', __module__: 'subprocess' }),
  'bad-operator': { __class__: 'methodcaller', __module__: 'builtins', __loader__: 'OperatorFuncNode', attrs: {} },
  'bad-operator-module': { __class__: 'add', __module__: 'sklearn', __loader__: 'OperatorFuncNode', attrs: {} },
  'bad-method': node('builtins', 'method', 'MethodNode', {
    func: '__reduce__',
    obj: node('builtins', 'dict', 'DictNode'),
  }),
  'bad-unknown': node('example_gates', 'Gate', 'ObjectNode'),
  'bad-reached': node('sklearn.utils', 'os.system', 'FunctionNode'),
  'good-function': node('numpy', 'log1p', 'FunctionNode'),
  'good-scaler': node('sklearn.preprocessing._data', 'StandardScaler', 'ObjectNode'),
};
for (const [name, extra] of Object.entries(SKOPS)) write(`skops-type/${name}.skops`, skops(extra));

const shell = r.call('system', r.text('true'));
const R: Readonly<Record<string, Buffer>> = {
  'bad-top.rds': r.rds(r.promise(shell)),
  'bad-in-list.rds': r.rds(r.list(r.text('a'), r.promise(shell))),
  'bad-in-attribute.rds': r.rds(r.withAttribute('class', r.promise(shell))),
  'bad-in-environment.rds': r.rds(r.environment('x', r.promise(shell))),
  'bad-workspace.rdata': r.rdata('x', r.promise(shell)),
  'bad-old.rds': r.rds(r.promise(shell), 2),
  'bad-mapped.rds': r.rds(r.altrep('mmap_integer', 'base', r.list(r.text('/etc/passwd')))),
  'good-call.rds': r.rds(r.list(r.text('a'), shell)),
  'good-variable.rds': r.rds(r.environment('x', r.promise(r.call('sum', r.text('true'))))),
  'good-forced.rds': r.rds(r.environment('x', r.promise(shell, r.text('done')))),
  'good-workspace.rdata': r.rdata('x', r.text('a')),
  'good-sequence.rds': r.rds(r.altrep('compact_intseq', 'base', r.list(r.text('1')))),
};
for (const [name, bytes] of Object.entries(R)) write(`r-promise/${name}`, bytes);
write('r-promise/bad-compressed.rds', gzipSync(r.rds(r.promise(shell))));

/** A small PMML document under a document type. */
const pmml = (type: string, inside = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${type}<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">\n  <Header copyright="none"/>\n  <DataDictionary numberOfFields="1">\n    <DataField name="x" optype="continuous" dataType="double"/>\n  </DataDictionary>\n  ${inside}\n</PMML>\n`;
const LAUGHS = 'abcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${index === 0 ? 'ha' : `&${'abcdefghij'[index - 1] ?? ''};`.repeat(10)}">`)
  .join('');
const XML: Readonly<Record<string, string>> = {
  'bad-external-entity.pmml': pmml('<!DOCTYPE PMML [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n', '&x;'),
  'bad-parameter-entity.pmml': pmml('<!DOCTYPE PMML [<!ENTITY % x PUBLIC "a" "http://192.0.2.1/x.dtd"> %x;]>\n'),
  'bad-declaring-entity.pmml': pmml(
    '<!DOCTYPE PMML [<!ENTITY % a "&#60;!ENTITY x SYSTEM \'file:///etc/passwd\'>"> %a;]>\n',
  ),
  'bad-hidden-entity.pmml': pmml('<!DOCTYPE PMML [<!ENTITY a "]>"><!-- ]> --><!ENTITY x SYSTEM "/etc/passwd">]>\n'),
  'bad-document-type.pmml': pmml('<!DOCTYPE PMML SYSTEM "http://192.0.2.1/x.dtd">\n'),
  'bad-laughs.pmml': pmml(`<!DOCTYPE PMML [${LAUGHS}]>\n`, '&j;'),
  'bad-circle.pmml': pmml('<!DOCTYPE PMML [<!ENTITY a "&b;"><!ENTITY b "&a;">]>\n'),
  'bad-include.xml': pmml('', '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
  'bad-style.xsl':
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="/etc/x.xsl"/></xsl:stylesheet>\n',
  'good-plain.pmml': pmml(''),
  'good-entities.pmml': pmml(
    '<!DOCTYPE PMML [<!ENTITY copyright "(c)"><!ENTITY name "x &copyright;">]>\n',
    '<!-- &name; -->',
  ),
  'good-image.svg':
    '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>\n',
};
for (const [name, text] of Object.entries(XML)) write(`xml-entity/${name}`, text);

const weights = Buffer.alloc(16);
const objects = pickle.pickle(pickle.proto(4), pickle.emptyDict, pickle.stop);
const MSGPACK: Readonly<Record<string, Buffer>> = {
  'bad-objects.msgpack': m.map(['params', m.map(['w', m.numpyArray('|O8', 'O', objects)])]),
  'bad-flax-objects.msgpack': m.map(['params', m.flaxArray([1], 'object', objects)]),
  'bad-unknown.msgpack': m.map(['params', m.extension(42, objects)]),
  'good-flax.msgpack': m.map(['params', m.flaxArray([2, 2], 'float32', weights)]),
  'good-numpy.msgpack': m.map(['params', m.map(['w', m.numpyArray('<f4', '', weights.subarray(0, 4))])]),
};
for (const [name, bytes] of Object.entries(MSGPACK)) write(`msgpack-extension/${name}`, bytes);

const chunk = (filters: unknown): string =>
  `${JSON.stringify({ chunks: [3], compressor: { id: 'blosc' }, dtype: '|O', fill_value: 0, filters, order: 'C', shape: [3], zarr_format: 2 }, null, 2)}\n`;
const codecs = (...names: readonly string[]): string =>
  `${JSON.stringify({ zarr_format: 3, node_type: 'array', shape: [3], data_type: 'int32', codecs: names.map((name) => ({ name })) }, null, 2)}\n`;
write('zarr-codec/bad-pickle/w/.zarray', chunk([{ id: 'pickle', protocol: 5 }]));
write('zarr-codec/bad-unknown/w/.zarray', chunk([{ id: 'example_gates' }]));
write(
  'zarr-codec/bad-consolidated/.zmetadata',
  JSON.stringify({ metadata: { 'w/.zarray': JSON.parse(chunk([{ id: 'pickle' }])) } }),
);
write('zarr-codec/bad-version-3/w/zarr.json', codecs('numcodecs.pickle', 'zstd'));
write('zarr-codec/good-text/w/.zarray', chunk([{ id: 'vlen-utf8' }]));
write('zarr-codec/good-version-3/w/zarr.json', codecs('bytes', 'zstd'));

const cycle: x.Tree = { left: [1, 0, -1], right: [2, 2, -1], features: [0, 0, 0] };
const outside: x.Tree = { ...x.STUMP, right: [9, -1, -1] };
const STRUCTURE: Readonly<Record<string, Buffer>> = {
  'bad-length.msgpack': m.map(['params', Buffer.from('dbffffffff', 'hex')]),
  'bad-shape.msgpack': m.map(['params', m.flaxArray([4, 4], 'float32', weights)]),
  'bad-trailing.msgpack': Buffer.concat([m.map(['params', m.text('x')]), Buffer.from('trailing')]),
  'good-small.msgpack': m.map(['params', m.flaxArray([2, 2], 'float32', weights)]),
  'bad-child.ubj': x.ubjson(x.document(outside)),
  'bad-nodes.ubj': x.ubjson(x.document({ ...x.STUMP, nodes: 1_000_000_000 })),
  'bad-length.ubj': x.ubjson(x.document(x.STUMP)).subarray(0, -40),
  'good-stump.ubj': x.ubjson(x.document(x.STUMP)),
  'bad-cycle.json': Buffer.from(JSON.stringify(x.document(cycle))),
  'bad-feature.json': Buffer.from(JSON.stringify(x.document({ ...x.STUMP, features: [7, 0, 0] }))),
  'good-stump.json': Buffer.from(JSON.stringify(x.document(x.STUMP))),
  'bad-nodes.model': x.binary({ ...x.STUMP, nodes: 0x7fff_ffff }),
  'bad-child.model': x.binary(outside),
  'good-stump.model': x.binary(x.STUMP),
};
for (const [name, bytes] of Object.entries(STRUCTURE)) write(`graph-structure/${name}`, bytes);

const stump: c.Model = { trees: [[0], [1]], borders: [[0.5], [0.5]] };
const CATBOOST: Readonly<Record<string, c.Model>> = {
  'bad-condition.cbm': { ...stump, trees: [[0], [9]] },
  'bad-leaves.cbm': { ...stump, leaves: 2 },
  'bad-step.cbm': { ...stump, trees: [[0]], steps: [[7, 0, 0]] },
  'bad-part.cbm': { ...stump, parts: ['example_gates'], behind: Buffer.alloc(8) },
  'bad-categories.cbm': { ...stump, parts: ['static_provider_v1'], behind: c.categories(int(0x7fff_ff00)) },
  'good-stump.cbm': stump,
  'good-categories.cbm': { ...stump, parts: ['static_provider_v1'], behind: c.categories() },
};
for (const [name, model] of Object.entries(CATBOOST)) write(`graph-structure/${name}`, c.catboost(model));
const LIGHTGBM: Readonly<Record<string, l.Lines>> = {
  'bad-child.lgb': { left_child: '7' },
  'bad-leaf.lgb': { right_child: '-9' },
  'bad-feature.lgb': { split_feature: '123456' },
  'bad-count.lgb': { num_leaves: '2000000' },
  'bad-categories.lgb': {
    num_cat: '1',
    decision_type: '1',
    threshold: '0',
    cat_boundaries: '0 99',
    cat_threshold: '1',
  },
  'good-stump.lgb': {},
  'good-categories.lgb': {
    num_cat: '1',
    decision_type: '1',
    threshold: '0',
    cat_boundaries: '0 1',
    cat_threshold: '1',
  },
};
for (const [name, lines] of Object.entries(LIGHTGBM)) write(`graph-structure/${name}`, l.lightgbm(lines));

/** What PyArrow's own types of Python leave in a schema: here a pickle that would write a marker. */
const marker = pickle.pickle(
  pickle.proto(2),
  pickle.global('os', 'system'),
  pickle.binUnicode(pickle.MARKER_COMMAND),
  pickle.tuple1,
  pickle.reduce,
  pickle.stop,
);
const python: t.Column = { extension: ['arrow.py_extension_type', marker] };
const uuid: t.Column = { extension: ['arrow.uuid', Buffer.alloc(0)] };
write('arrow-extension/bad-python.arrow', t.arrowFile(python));
write('arrow-extension/bad-stream.arrow', t.arrowStream(python));
write('arrow-extension/bad-python.parquet', t.parquet({ column: python }));
write('arrow-extension/good-uuid.arrow', t.arrowFile(uuid));
write('arrow-extension/good-stream.arrow', t.arrowStream(uuid));
write('arrow-extension/good-uuid.parquet', t.parquet({ column: uuid }));
write('graph-structure/bad-buffer.arrow', t.arrowStream({}, 17));
write('graph-structure/bad-column.parquet', t.parquet({ bytes: 1000 }));
write('external-file/bad-column.parquet', t.parquet({ file: '../../etc/passwd' }));

const data = 'd/0123456789abcdef0123456789abcdef';
write('external-file/bad-store/manifest.ocdbt', o.manifest([`../../../${data}`]));
write(`external-file/bad-node/${data}`, Buffer.concat([Buffer.alloc(64, 1), o.leaf([`/var/lib/${data}`])]));
write('external-file/good-store/manifest.ocdbt', o.manifest([`ocdbt.process_0/${data}`]));
write(`external-file/good-store/ocdbt.process_0/${data}`, Buffer.concat([Buffer.alloc(64, 1), o.leaf([data])]));
const broken = o.manifest([data]);
broken[20] = (broken[20] ?? 0) ^ 1;
write('graph-structure/bad-checksum/manifest.ocdbt', broken);

const url = 'http://example.invalid/login';
write('tokenizer-rewrite/bad-normalizer.model', sp.sentencepiece(sp.charsmap(['ms', url])));
write('tokenizer-rewrite/bad-denormalizer.model', sp.sentencepiece(sp.charsmap([]), sp.charsmap([url])));
write('tokenizer-rewrite/good-units.model', sp.sentencepiece(sp.charsmap(['ms', 'kg'])));
write('onnx-operator/bad-domain.ort', ort({ domain: 'example.gates', operator: 'Gate' }));
write('onnx-operator/bad-body.ort', ort({ operator: 'Loop', body: { domain: 'com.microsoft', operator: 'PyOp' } }));
write('onnx-operator/good-relu.ort', ort({ operator: 'Relu' }));
write('graph-structure/bad-index.ort', ort({ operator: 'Relu', index: 7 }));
write('graph-structure/bad-trie.model', sp.sentencepiece(sp.charsmap(['x'], 1 << 20)));

/** TensorFlow.js: a list of files that are fetched from beside the model. */
const weightsOf = (path: string): string =>
  `${JSON.stringify({ format: 'graph-model', modelTopology: { node: [], versions: {} }, weightsManifest: [{ paths: [path], weights: [] }] }, null, 2)}\n`;
write('config-remote-code/bad-weights-url/model.json', weightsOf('https://example.invalid/group1-shard1of1.bin'));
write('config-remote-code/bad-weights-outside/model.json', weightsOf('../../group1-shard1of1.bin'));
write('config-remote-code/good-weights/model.json', weightsOf('group1-shard1of1.bin'));
const packaged = (path: string): string =>
  `${JSON.stringify({ fileFormatVersion: '1.0.0', itemInfoEntries: { a: { author: 'com.apple.CoreML', name: 'model.mlmodel', path } }, rootModelIdentifier: 'a' }, null, 2)}\n`;
write('config-remote-code/bad-package/a.mlpackage/Manifest.json', packaged('../../../model.mlmodel'));
write('config-remote-code/good-package/a.mlpackage/Manifest.json', packaged('com.apple.CoreML/model.mlmodel'));

write('graph-structure/bad-shape.ggml', whisper([{ shape: [1 << 20, 1 << 10] }]));
write('graph-structure/bad-type.ggml', whisper([{ type: 99 }]));
write('graph-structure/good-whisper.ggml', whisper([{}]));
write('extension-mismatch/bad-trees.cbm', 'no trees\n');
write('graph-structure/bad-sizes.lgb', l.lightgbm().replace(/^tree_sizes=\d+$/mu, 'tree_sizes=900'));
