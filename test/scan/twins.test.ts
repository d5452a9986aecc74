import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fileFactsSchema, type FileFacts } from '../../src/formats/facts.ts';
import { SEVERITIES, type Severity } from '../../src/core/finding.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { factsOfBytes } from '../support/facts-of.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/rules', import.meta.url));

/**
 * A fixture of a rule, a text in it, and what stands there in the twin: in a file of text, in its bytes; in any other, in the
 * facts that its parser states, where lengths and checksums don't stand in the way. Then what the rule says of the twin.
 */
const TWINS: Readonly<
  Record<string, readonly (readonly [fixture: string, from: string, to: string, said: Severity | 'nothing'])[]>
> = {
  'arrow-extension': [
    ['bad-python.arrow', 'arrow.py_extension_type', 'arrow.uuid', 'nothing'],
    ['bad-python.arrow', 'arrow.py_extension_type', 'arrow.py_another_type', 'low'],
    ['bad-python.arrow', 'arrow.py_extension_type', 'ray.data.arrow_pickled_object', 'high'],
    ['bad-python.arrow', '"column":"x"', '"column":"arrow.uuid"', 'high'],
  ],
  'coreml-custom-class': [
    ['bad-layer.mlmodel', 'Gate', 'MLCustomSoftmax', 'high'],
    [
      'bad-layer.mlmodel',
      '"customClasses":[{"name":"Gate","kind":"layer","offset":32}]',
      '"customClasses":[]',
      'nothing',
    ],
  ],
  'external-file': [
    ['bad-absolute.onnx', '/etc/passwd', 'bad-absolute.onnx', 'nothing'],
    ['bad-absolute.onnx', '/etc/passwd', './bad-absolute.onnx', 'nothing'],
    ['bad-absolute.onnx', '/etc/passwd', 'missing.bin', 'medium'],
    ['bad-absolute.onnx', '/etc/passwd', 'x/../../missing.bin', 'critical'],
    ['bad-absolute.onnx', '/etc/passwd', 'C:missing.bin', 'critical'],
    ['bad-absolute.onnx', '/etc/passwd', '~/missing.bin', 'critical'],
  ],
  'graph-structure': [
    ['bad-past-end.npy', 'numpy-data', 'numpy-trailing-data', 'medium'],
    ['bad-past-end.npy', 'numpy-data', 'text-numpy-data', 'nothing'],
    ['bad-past-end.npy', '"extension":"npy"', '"extension":"txt"', 'high'],
  ],
  'hdf5-filter': [
    ['bad-unregistered.h5', '"id":45000', '"id":32015', 'nothing'],
    ['bad-unregistered.h5', '"id":45000', '"id":32016', 'medium'],
    ['bad-unregistered.h5', '"name":""', '"name":"deflate"', 'medium'],
  ],
  'hydra-target': [
    ['bad-builtin.yaml', 'builtins.exec', 'torch.optim.AdamW', 'nothing'],
    ['bad-builtin.yaml', 'lr: 0.001', 'lr: 0.002', 'critical'],
    ['bad-builtin.yaml', '_target_: builtins.exec', '"_target_": "builtins\\u002eexec"', 'critical'],
    ['bad-builtin.yaml', '_target_: builtins.exec', '_comment_: builtins.exec', 'nothing'],
    ['bad-unknown.yaml', 'example_gates.Gate', '${oc.env:GATE}', 'medium'],
    ['bad-unknown.yaml', 'example_gates.Gate', 'torch.hub.load', 'high'],
  ],
  'keras-code': [
    ['bad-quiet-lambda.keras', '"characters":', '"characters":1', 'high'],
    ['bad-lambda.keras', '"names":["', '"names":["tensordot","', 'critical'],
    ['bad-quiet-lambda.keras', '"names":[', '"names":["system",', 'critical'],
    ['bad-quiet-lambda.keras', '"names":[', '"names":["system_of_units",', 'high'],
  ],
  'keras-foreign-name': [
    ['bad-module.keras', '"name":"Popen","module":"subprocess"', '"name":"Dense","module":"keras.layers"', 'nothing'],
    ['bad-module.keras', '"name":"Popen","module":"subprocess"', '"name":"Dense","module":"subprocess"', 'critical'],
    ['bad-module.keras', '"name":"Popen","module":"subprocess"', '"name":"Gate","module":"kerasx.layers"', 'high'],
  ],
  'msgpack-extension': [
    ['bad-objects.msgpack', '"name":"params/w"', '"name":"numbers"', 'high'],
    ['bad-unknown.msgpack', '"known":false', '"known":true', 'nothing'],
    ['bad-unknown.msgpack', '"code":42', '"code":1', 'medium'],
  ],
  'onnx-operator': [
    ['bad-domain.onnx', '"domain":"example.gates","name":"Gate"', '"domain":"com.microsoft","name":"Gelu"', 'nothing'],
    ['bad-domain.onnx', '"domain":"example.gates"', '"domain":"com.microsoft.extensions"', 'medium'],
    ['bad-domain.onnx', '"domain":"example.gates"', '"domain":"com.microsoftx"', 'high'],
    ['bad-domain.onnx', '"name":"Gate"', '"name":"pyop"', 'high'],
    [
      'bad-domain.onnx',
      '"functions":[]',
      '"functions":[{"domain":"example.gates","name":"Gate","offset":0}]',
      'nothing',
    ],
    ['bad-domain.onnx', '"functions":[]', '"functions":[{"domain":"example.others","name":"Gate","offset":0}]', 'high'],
  ],
  'pickle-structure': [
    ['bad-memo-missing.pkl', 'memo-missing', 'memo-overwritten', 'medium'],
    ['bad-memo-missing.pkl', '"origin":"start"', '"origin":"alternative"', 'nothing'],
    ['good-plain.pkl', '"end":"stop"', '"end":"truncated"', 'high'],
    ['good-plain.pkl', '"origin":"start"', '"origin":"nested"', 'info'],
    ['good-plain.pkl', '"expandedElements":8', '"expandedElements":50000000', 'nothing'],
    ['good-plain.pkl', '"expandedElements":8', '"expandedElements":50000001', 'high'],
  ],
  'r-promise': [
    ['bad-in-environment.rds', '"system"', '"mean"', 'nothing'],
    ['bad-in-environment.rds', '"system"', '"mean","readRDS"', 'high'],
    ['bad-in-environment.rds', '"forced":false', '"forced":true', 'nothing'],
    ['bad-workspace.rdata', '"system"', '"mean"', 'high'],
    ['bad-mapped.rds', 'mmap_integer', 'compact_intseq', 'nothing'],
    ['bad-mapped.rds', 'mmap_integer', 'mmap_real', 'high'],
  ],
  'skops-type': [
    ['bad-function.skops', '"module":"os","name":"system"', '"module":"numpy","name":"log1p"', 'nothing'],
    ['bad-function.skops', '"module":"os","name":"system"', '"module":"numpy","name":"fromfile"', 'critical'],
    ['bad-function.skops', '"module":"os","name":"system"', '"module":"example","name":"log1p"', 'high'],
    ['bad-function.skops', '"loader":"FunctionNode"', '"loader":"JsonNode"', 'critical'],
  ],
  'template-injection': [
    ['bad-attr', 'attr(\\"\\\\x5f\\\\x5fclass\\\\x5f\\\\x5f\\")', 'join(\\", \\")', 'nothing'],
    ['bad-attr', '\\\\x5f\\\\x5fclass', '\\\\137\\\\137class', 'critical'],
    ['bad-attr', 'LlamaTokenizer', 'GemmaTokenizer', 'critical'],
  ],
  'tensorflow-operator': [
    ['bad-table', '/etc/passwd', 'assets/words.txt', 'low'],
    ['bad-table', '/etc/passwd', '../words.txt', 'high'],
    ['bad-unknown', '"name":"Gate"', '"name":"MatMul"', 'nothing'],
    ['bad-unknown', '"name":"Gate"', '"name":"MatMu1"', 'high'],
  ],
  'tflite-operator': [
    ['bad-custom.tflite', '"name":"Gate"', '"name":"TFLite_Detection_PostProcess"', 'nothing'],
    ['bad-custom.tflite', '"name":"Gate"', '"name":"TFLite_Detection_PostProcess2"', 'high'],
    ['bad-custom.tflite', '"name":"Gate"', '"name":"aten::add"', 'nothing'],
    ['bad-custom.tflite', '"name":"Gate"', '"name":"aten::add/../x"', 'high'],
    ['bad-custom.tflite', '"domain":"custom"', '"domain":"flex"', 'high'],
  ],
  'tokenizer-rewrite': [
    ['bad-url', '"String": "https://"', '"String": "lantern"', 'high'],
    ['bad-url', 'https://attacker.invalid/?to=https://', '\u2581', 'high'],
    ['bad-url', '"String": "https://"', '"String": "``"', 'high'],
    ['bad-url', 'https://attacker.invalid/?to=https://', 'HTTPS://attacker.invalid', 'high'],
  ],
  'torch-export-target': [
    ['bad-unknown.pt2', 'example_gates.gate', 'aten.relu', 'nothing'],
    ['bad-unknown.pt2', 'example_gates.gate', 'aten.save', 'high'],
    ['bad-unknown.pt2', 'torch.ops.example_gates.gate.default', '_operator.add', 'nothing'],
    ['bad-unknown.pt2', 'torch.ops.example_gates.gate.default', '_operator.methodcaller', 'critical'],
    ['bad-unknown.pt2', '"text":"s0"', '"text":"Max(1, s0.real)"', 'critical'],
    ['bad-expression.pt2', '__import__(\\"os\\").system(\\"true\\")', 'Max(1, s0 - 1.5)', 'nothing'],
    ['bad-expression.pt2', '__import__(\\"os\\").system(\\"true\\")', 'lambdify(s0)', 'critical'],
  ],
  'xml-entity': [
    ['bad-external-entity.pmml', 'file:///etc/passwd', 'units.ent', 'medium'],
    ['bad-external-entity.pmml', 'SYSTEM "file:///etc/passwd"', '"none"', 'nothing'],
    ['bad-external-entity.pmml', 'copyright="none"', 'copyright="some"', 'high'],
    ['bad-document-type.pmml', 'http://192.0.2.1/x.dtd', 'http://www.dmg.org/v4-4/pmml-4-4.dtd', 'nothing'],
    ['bad-document-type.pmml', 'http://192.0.2.1/x.dtd', 'http://www.dmg.org.attacker.invalid/x.dtd', 'high'],
    ['bad-include.xml', 'http://www.w3.org/2001/XInclude', 'http://example.org/another', 'nothing'],
  ],
  'yaml-python-tag': [
    ['bad-apply.yaml', '!!python/object/apply:os.system ["true"]', '!!python/tuple ["true"]', 'nothing'],
    ['bad-apply.yaml', 'a: 1', 'a: 2', 'critical'],
    ['bad-apply.yaml', 'os.system', 'os%2Esystem', 'critical'],
    [
      'bad-apply.yaml',
      '!!python/object/apply:os.system',
      '!<tag:yaml.org,2002:python/object/apply:os.system>',
      'critical',
    ],
    ['bad-apply.yaml', '!!python/object/apply:os.system ["true"]', '"!!python/object/apply:os.system"', 'nothing'],
    ['good-tuple.yaml', '!!python/tuple', '!!python/complex', 'nothing'],
  ],
  'zarr-codec': [
    ['bad-pickle', '"pickle"', '"vlen-utf8"', 'nothing'],
    ['bad-pickle', '"pickle"', '"numcodecs.pickle"', 'critical'],
    ['bad-pickle', '"pickle"', '"numcodecs.zlib"', 'nothing'],
    ['bad-pickle', '"pickle"', '"numcodecs.zlib2"', 'medium'],
  ],
};

function twin(root: string, from: string, to: string): FileFacts[] {
  const paths = statSync(root).isDirectory()
    ? readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [root];
  const base = statSync(root).isDirectory() ? root : join(root, '..');
  const names = new Set(paths.map((path) => relative(base, path)));
  let changed = 0;
  const swap = (text: string): string => {
    changed += text.split(from).length - 1;
    return text.replaceAll(from, () => to);
  };
  const facts = paths.map((path) => {
    const bytes = readFileSync(path);
    const name = relative(base, path);
    if (isUtf8(bytes) && !bytes.some((byte) => byte < 9) && bytes.includes(from))
      return factsOfBytes(name, Buffer.from(swap(bytes.toString())), names);
    return fileFactsSchema.parse(JSON.parse(swap(JSON.stringify(factsOfBytes(name, bytes, names)))));
  });
  expect(changed, `${from} in ${root}`).toBeGreaterThan(0);
  return facts;
}

describe.each(Object.entries(TWINS))('%s', (id, twins) => {
  const rule = SCAN_RULES.find((one) => one.id === id);

  it.each(twins)('of %s, with %j turned into %j: %s', async (fixture, from, to, said) => {
    if (rule === undefined) throw new RangeError(`no rule ${id}`);
    const { findings, failures } = await runRules(
      [rule],
      twin(join(FIXTURES, id, fixture), from, to),
      new AbortController().signal,
    );
    expect(failures).toEqual([]);
    const worst = SEVERITIES.findLast((severity) => findings.some((finding) => finding.severity === severity));
    expect(worst ?? 'nothing', findings.map(({ message }) => message).join('\n')).toBe(said);
  });
});
