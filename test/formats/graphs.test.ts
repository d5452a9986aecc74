import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../src/formats/byte-source.ts';
import type { FileFacts } from '../../src/formats/facts.ts';
import type { GraphFacts } from '../../src/formats/graph/union.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { OPERANDS } from '../../src/formats/tensorflow/operands.ts';
import { TENSORFLOW_GRADES } from '../../src/scan/data/tensorflow-operators.ts';
import { onnxParser } from '../../src/formats/onnx/parser.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as h from '../support/hdf5-assembler.ts';
import * as o from '../support/onnx-assembler.ts';
import * as p from '../support/protobuf-assembler.ts';
import * as t from '../support/tensorflow-assembler.ts';
import * as k from '../support/keras-configs.ts';
import { zip } from '../support/zip-assembler.ts';

function graph<F extends GraphFacts['format']>(facts: FileFacts, format: F): Extract<GraphFacts, { format: F }> {
  const found = facts.graphs?.find((one): one is Extract<GraphFacts, { format: F }> => one.format === format);
  if (found === undefined) throw new Error(`no ${format} in ${JSON.stringify(facts).slice(0, 500)}`);
  return found;
}

/** A file of any size that is zero but for its parts; counts what is read of it. */
class SparseSource implements ByteSource {
  readonly size: number;
  read_ = 0;
  private readonly parts: readonly (readonly [number, Buffer])[];

  constructor(size: number, ...parts: readonly (readonly [number, Buffer])[]) {
    this.size = size;
    this.parts = parts;
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.size - offset)));
    this.read_ += bytes.length;
    for (const [at, part] of this.parts) {
      const from = Math.max(at, offset);
      const to = Math.min(at + part.length, offset + bytes.length);
      if (from < to) part.copy(bytes, from - offset, from - at, to - at);
    }
    return bytes;
  }
}

describe('ONNX', () => {
  it('reads a model of sixteen gigabytes without its tensors', () => {
    const raw = 16 * 1024 ** 3;
    const head = p.message(p.int(1, raw / 4), p.int(2, 1), p.text(8, 'weights'));
    const rawTag = Buffer.concat([p.varint((9 << 3) | 2), p.varint(raw)]);
    const tensorLength = head.length + rawTag.length + raw;
    const tensorTag = Buffer.concat([p.varint((5 << 3) | 2), p.varint(tensorLength)]);
    const node = p.text(1, o.node('PythonOp', { domain: 'com.microsoft' }));
    const graphLength = tensorTag.length + tensorLength + node.length;
    const graphTag = Buffer.concat([p.varint((7 << 3) | 2), p.varint(graphLength)]);
    const start = Buffer.concat([p.int(1, 8), graphTag, tensorTag, head, rawTag]);
    const source = new SparseSource(start.length + raw + node.length, [0, start], [start.length + raw, node]);
    const facts = onnxParser.parse(source, { path: 'a.onnx', extension: 'onnx', paths: new Set() });
    expect(facts).toMatchObject({ complete: true, problems: [], graphs: [{ tensors: 1, nodes: 1 }] });
    expect(facts?.graphs?.[0]?.operators[0]).toMatchObject({ name: 'PythonOp' });
    expect(source.read_).toBeLessThan(2 << 20);
  });

  it('counts operators in branches, functions, training graphs and attributes of attributes', () => {
    const inner = o.branch(o.graph({ nodes: [o.node('Inner')] }));
    const fn = p.message(p.text(1, 'Twice'), p.text(7, o.node('InFunction')), p.text(10, 'local'));
    const model = Buffer.concat([
      o.onnx({ nodes: [o.branch(o.graph({ nodes: [inner] }))], functions: [fn] }),
      p.text(20, p.text(1, o.graph({ nodes: [o.node('InTraining')] }))),
    ]);
    const onnx = graph(factsOfBytes('a.onnx', model), 'onnx');
    expect(onnx.operators.map(({ name }) => name).sort()).toEqual(['If', 'InFunction', 'InTraining', 'Inner']);
    expect(onnx.functions).toMatchObject([{ domain: 'local', name: 'Twice' }]);
  });

  it('is read under any name, and a file of that name must be one', () => {
    expect(factsOfBytes('weights.bin', o.onnx()).formats).toContain('onnx');
    expect(factsOfBytes('model.onnx', Buffer.from('not a model at all'))).toMatchObject({
      complete: false,
      problems: [{ code: 'onnx-tag' }],
    });
  });

  it('refuses graphs nested without end', () => {
    let nested = o.graph();
    for (let depth = 0; depth < 200; depth += 1) nested = o.graph({ nodes: [o.branch(nested)] });
    const facts = factsOfBytes('a.onnx', o.onnx({ nodes: [o.branch(nested)] }));
    expect(facts.limits.map(({ limit }) => limit)).toContain('graph.depth');
  });
});

describe('TensorFlow', () => {
  it('grades every operator that it knows the operands of, and no other', () => {
    expect([...TENSORFLOW_GRADES.keys()].sort()).toEqual([...OPERANDS.keys()].sort());
    expect(OPERANDS.size).toBeGreaterThan(100);
  });

  it('follows what a function is given through two calls, a join and a variable of the graph', () => {
    const model = t.savedModel({
      nodes: [
        t.strings('a', '/root'),
        t.strings('b', '.ssh/authorized_keys'),
        t.node('join', 'StringJoin', ['a', 'b'], [t.attribute('separator', p.text(2, '/'))]),
        t.call('outer', '__inference_outer_1', ['x', 'join']),
      ],
      functions: [
        t.fn('__inference_outer_1', ['x', 'path'], [t.call('inner', '__inference_inner_2', ['path', 'x'])]),
        t.fn(
          '__inference_inner_2',
          ['where', 'what'],
          [t.node('same', 'Identity', ['where']), t.node('write', 'WriteFile', ['same:output:0', 'what'])],
        ),
      ],
    });
    const { uses } = graph(factsOfBytes('saved_model.pb', model), 'tensorflow');
    const write = uses.find(({ operator }) => operator === 'WriteFile');
    expect(write).toMatchObject({ where: '__inference_inner_2', node: 'write' });
    expect(write?.operands[0]).toEqual({
      name: 'input 0',
      origins: ['constant'],
      values: ['/root/.ssh/authorized_keys'],
    });
  });

  it('says of an honest saver that its path comes from who saves', () => {
    const { uses } = graph(factsOfBytes('saved_model.pb', t.savedModel({ nodes: [t.placeholder('x')] })), 'tensorflow');
    expect(uses.map(({ operator }) => operator).sort()).toEqual(['MergeV2Checkpoints', 'RestoreV2', 'SaveV2']);
    for (const { operands } of uses) for (const { origins } of operands) expect(origins).toEqual(['saver']);
  });

  it('ends on functions that call themselves and nodes that feed themselves', () => {
    const model = t.graph(
      [t.node('a', 'Identity', ['b']), t.node('b', 'Identity', ['a']), t.node('write', 'WriteFile', ['a', 'b'])],
      [t.fn('__f', ['x'], [t.call('again', '__f', ['x']), t.node('read', 'ReadFile', ['x'])])],
    );
    const { uses } = graph(factsOfBytes('a.pb', model), 'tensorflow');
    expect(uses.map(({ operator }) => operator).sort()).toEqual(['ReadFile', 'WriteFile']);
  });

  it('is told by its structure under any ending, and with fields that TensorFlow does not know under its own', () => {
    const write = t.node('w', 'WriteFile', ['a', 'b']);
    expect(factsOfBytes('weights.bin', t.graph([write])).formats).toContain('tensorflow');
    const strange = p.message(p.text(1, p.message(p.text(99, 'x'), write)), p.text(77, 'more'));
    expect(graph(factsOfBytes('frozen.pb', strange), 'tensorflow').uses).toHaveLength(1);
  });

  it('reads the text format as it reads the binary one, and points into the text', () => {
    const text = `graph_def { node { name: 'p' op: "Const" attr { key: "value" value { tensor { string_val: "/et" "c\\x2fpasswd" } } } }
      node { name: "r" op: "ReadFile" input: ["p"] } }`;
    const [use] = graph(factsOfBytes('model.pbtxt', Buffer.from(text)), 'tensorflow').uses;
    expect(use?.operands[0]?.values).toEqual(['/etc/passwd']);
    expect(text.slice(use?.offset)).toMatch(/^node \{ name: "r"/u);
    const labels = Buffer.from('item {\n  id: 1\n  name: "node"\n}\n');
    expect(factsOfBytes('labels.pbtxt', labels)).toMatchObject({ formats: ['text'], complete: true });
  });

  it('leaves other Protocol Buffers alone', () => {
    for (const bytes of [p.message(p.int(1, 3), p.int(2, 1), p.text(9, Buffer.alloc(12))), p.text(1, 'a', p.int(2, 3))])
      expect(factsOfBytes('input_0.pb', bytes)).toMatchObject({ formats: ['data'], complete: true, problems: [] });
  });
});

describe('archives of models', () => {
  it('reads the members of a .keras archive and of any other, and says which it was', () => {
    const archive = zip([
      { name: 'config.json', data: Buffer.from(k.sequential()), method: 8 },
      { name: 'model.weights.h5', data: h.attributesFile({ model_config: k.legacy() }) },
      { name: 'export/saved_model.pb', data: t.savedModel({ nodes: [t.placeholder('x')] }), method: 8 },
    ]);
    const facts = factsOfBytes('model.keras', archive);
    expect(facts.keras?.map(({ member, source }) => [member, source])).toEqual([
      ['config.json', 'json'],
      ['model.weights.h5', 'hdf5'],
    ]);
    expect(facts.graphs).toMatchObject([{ format: 'tensorflow', member: 'export/saved_model.pb' }]);
    expect(facts.hdf5).toMatchObject([{ member: 'model.weights.h5' }]);
    expect(facts.complete).toBe(true);
  });

  it('counts a broken member as a hole in the archive', () => {
    const cut = t.savedModel({ nodes: [t.placeholder('x')] }).subarray(0, 300);
    const facts = factsOfBytes('model.zip', zip([{ name: 'saved_model.pb', data: cut }]));
    expect(facts.complete).toBe(false);
    expect(facts.problems).toMatchObject([{ code: 'tensorflow-truncated', member: 'saved_model.pb' }]);
  });
});

describe('HDF5', () => {
  it('finds the superblock behind a user block', () => {
    const block = Buffer.concat([Buffer.alloc(2048), h.attributesFile({ model_config: k.legacy() })]);
    const facts = parseFile(new SparseSource(block.length, [0, block]), 'm.h5', new Set());
    expect(facts.hdf5).toMatchObject([{ userBlock: 2048, attributes: ['model_config'] }]);
    expect(facts.keras?.[0]?.classes.map(({ name }) => name)).toContain('Dense');
  });

  it('goes on with the other objects when one is broken, and says that it was not all', () => {
    const broken = h.hdf5(
      h.objectHeader(...h.groupMessages, h.hardLink('a', 1 << 20), h.attribute('model_config', k.legacy())),
    );
    const facts = factsOfBytes('m.h5', broken);
    expect(facts.complete).toBe(false);
    expect(facts.keras?.[0]?.classes.length).toBeGreaterThan(0);
  });
});
