import { describe, expect, it } from 'vitest';
import { GgufWriter, type GgufParts } from '../support/gguf-writer.ts';
import { honestSafetensors, safetensors } from '../support/safetensors-writer.ts';
import { reportOf } from '../support/scan-report.ts';

async function found(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const bytes = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)]));
  const { files: reported } = await reportOf(bytes);
  return [
    ...new Set(reported.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${rule} ${severity}`))),
  ].sort();
}

describe('safetensors-structure', () => {
  const tensor = (from: number, to: number) => ({ dtype: 'F32', shape: [(to - from) / 4], data_offsets: [from, to] });
  const data = Buffer.alloc(32, 1);

  it.each([
    ['tensors that share bytes', safetensors({ a: tensor(0, 24), b: tensor(16, 32) }, data)],
    ['bytes of no tensor between two', safetensors({ a: tensor(0, 8), b: tensor(16, 32) }, data)],
    ['a shape of other than its bytes', safetensors({ a: { ...tensor(0, 32), shape: [9] } }, data)],
    ['a type that there is not', safetensors({ a: { ...tensor(0, 32), dtype: 'F33' } }, data)],
    ['one name twice', safetensors('{"a":{"dtype":"F32","shape":[8],"data_offsets":[0,32]},"a":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}', data)],
    ['metadata that is no text', safetensors({ __metadata__: { a: 1 }, b: tensor(0, 32) }, data)],
    ['data behind the last tensor', Buffer.concat([honestSafetensors(), Buffer.from('more')])],
  ])('tells of %s', async (_, bytes) => {
    expect(await found({ 'model.safetensors': bytes })).toContain('safetensors-structure high');
  }); // prettier-ignore

  it('is silent on tensors in any order of the header', async () => {
    expect(await found({ 'model.safetensors': safetensors({ b: tensor(8, 32), a: tensor(0, 8) }, data) })).toEqual([]);
  });
});

describe('gguf-structure', () => {
  const writer = new GgufWriter();
  const gguf = (parts: GgufParts): Buffer =>
    writer.file({ metadata: [['general.architecture', writer.string('llama')]], data: Buffer.alloc(64), ...parts });
  const tensor = { name: 'a.weight', shape: [8n], type: 0, offset: 0n };

  it.each<[string, GgufParts]>([
    ['a tensor past the end', { tensors: [{ ...tensor, offset: 4096n }] }],
    ['tensors that share bytes', { tensors: [tensor, { ...tensor, name: 'b.weight' }] }],
    ['one name twice', { tensors: [tensor, { ...tensor, offset: 32n }] }],
    ['a type that there is not', { tensors: [{ ...tensor, type: 250 }] }],
    ['a shape whose product overflows', { tensors: [{ ...tensor, shape: [1n << 40n, 1n << 40n] }] }],
  ])('tells of %s', async (_, parts) => {
    expect(await found({ 'model.gguf': gguf(parts) })).toContain('gguf-structure high');
  });

  it('is silent on tensors one behind another', async () => {
    const tensors = [tensor, { ...tensor, name: 'b.weight', offset: 32n }];
    expect(await found({ 'model.gguf': gguf({ tensors }) })).toEqual([]);
  });
});

describe('missing-shards', () => {
  const index = (...shards: readonly string[]): string =>
    JSON.stringify({
      metadata: { total_size: 32 },
      weight_map: Object.fromEntries(shards.map((shard, at) => [`t${at}`, shard])),
    });
  const first = 'model-00001-of-00002.safetensors';
  const second = 'model-00002-of-00002.safetensors';

  it('tells of what an index names and of what a name counts, once', async () => {
    const name = 'model.safetensors.index.json';
    expect(await found({ [name]: index(first, second), [first]: honestSafetensors() })).toEqual([
      'missing-shards medium',
    ]);
    expect(await found({ [first]: honestSafetensors() })).toEqual(['missing-shards medium']);
  });

  it('is high where the name leads out of the model', async () => {
    const name = 'model.safetensors.index.json';
    expect(await found({ [name]: index('../../etc/passwd') })).toContain('missing-shards high');
    expect(await found({ [name]: index('/root/.cache/model.safetensors') })).toContain('missing-shards high');
  });

  it('is silent where all parts are here', async () => {
    expect(await found({ [first]: honestSafetensors(), [second]: honestSafetensors() })).toEqual([]);
  });
});

describe('openvino-extension', () => {
  const model = (version: string): string =>
    `<?xml version="1.0"?><net name="m" version="11"><layers><layer id="0" name="a" type="Parameter" version="opset1"><data shape="1" element_type="f32"/><output><port id="0" precision="FP32"><dim>1</dim></port></output></layer><layer id="1" name="b" type="Custom" version="${version}"><input><port id="0" precision="FP32"><dim>1</dim></port></input><output><port id="1" precision="FP32"><dim>1</dim></port></output></layer></layers><edges><edge from-layer="0" from-port="0" to-layer="1" to-port="0"/></edges></net>`;

  it.each(['extension', 'my.opset', 'opset', 'opset1.evil'])('tells of the operator set %s', async (version) => {
    expect(await found({ 'model.xml': model(version), 'model.bin': '' })).toContain('openvino-extension high');
  });

  it.each(['opset1', 'opset15', 'experimental'])('is silent on %s', async (version) => {
    expect(await found({ 'model.xml': model(version), 'model.bin': '' })).not.toContain('openvino-extension high');
  });
});
