import { deflateSync, gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../src/formats/facts.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { blocks, isIncomplete } from '../../src/scan/stage.ts';
import { factsOfBytes, factsOfTree } from '../support/facts-of.ts';
import { GgufWriter } from '../support/gguf-writer.ts';
import * as p from '../support/pickle-assembler.ts';
import { sevenZip } from '../support/seven-zip-assembler.ts';
import { tar } from '../support/tar-assembler.ts';
import { torchscript } from '../support/torchscript-archives.ts';
import { torchZip, zip } from '../support/zip-assembler.ts';

/*
 * The families of tricks that public scanners are known to miss: of each two samples at least, and a twin that differs in the harmless
 * part alone. What each is called by in the wild stands with it.
 */

const FIXTURES = fileURLToPath(new URL('../../fixtures/rules', import.meta.url));

async function blocked(facts: readonly FileFacts[]): Promise<boolean> {
  const { findings, failures } = await runRules(SCAN_RULES, facts, new AbortController().signal);
  expect(failures).toEqual([]);
  return facts.some(isIncomplete) || findings.some((finding) => blocks(finding, 'high'));
}

const text = p.short('true');
/** A name by GLOBAL, and what calls it with one text. */
const EVIL: readonly [string, string] = ['os', 'system'];
const GOOD: readonly [string, string] = ['collections', 'OrderedDict'];
type Name = readonly [module: string, name: string];
const whole = (...parts: readonly Uint8Array[]): Buffer => p.pickle(p.proto(4), ...parts, p.stop);
const called = (name: Name): Buffer => p.pickle(p.global(...name), name === GOOD ? p.emptyTuple : one, p.reduce);
const one = p.pickle(text, p.tuple1);
const args = (name: Name): Buffer => (name === GOOD ? p.emptyTuple : one);
const plain = (name: Name): Buffer => whole(called(name));
const attribute = (name: Name, ...strings: readonly Uint8Array[]): Buffer =>
  whole(...strings, p.stackGlobal, args(name), p.reduce);
/** Each list holds the one before ten times. */
const lists = (depth: number): Buffer =>
  whole(
    p.emptyList,
    p.put(0),
    ...Array.from({ length: depth }, (_, at) =>
      p.pickle(p.emptyList, p.put(at + 1), p.mark, ...Array.from({ length: 10 }, () => p.get(at)), p.appends),
    ),
  );

type Family = (name: Name) => readonly Uint8Array[];

const PICKLES: Readonly<Record<string, Family>> = {
  'STACK_GLOBAL fed by any opcode for texts': ([module, name]) => [
    attribute(nameOf(module), p.binUnicode(module), p.binUnicode8(name)),
    attribute(nameOf(module), p.shortBinString(module), p.binString(name)),
    attribute(nameOf(module), p.string(`'${module}'`), p.unicode(name)),
  ],
  'STACK_GLOBAL fed by texts with escapes': ([module, name]) => [
    attribute(nameOf(module), p.unicode(escaped(module, 4)), p.unicode(name)),
    attribute(nameOf(module), p.string(`'${escaped(module, 2)}'`), p.short(name)),
  ],
  'memo entries that are overwritten, or put after a POP': (name) => [
    whole(p.global(...GOOD), p.put(1), p.pop, p.global(...name), p.put(1), p.pop, p.get(1), args(name), p.reduce),
    whole(p.global(...name), p.longPut(3), p.pop, p.textGet('3'), args(name), p.reduce),
  ],
  'decoys that are popped': (name) => [
    whole(called(name), p.pop, p.none),
    whole(p.mark, called(name), p.popMark, p.emptyDict),
  ],
  'INST and OBJ': (name) => [
    whole(p.mark, ...(name === GOOD ? [] : [text]), p.inst(...name)),
    whole(p.mark, p.global(...name), ...(name === GOOD ? [] : [text]), p.obj),
  ],
  'NEWOBJ and NEWOBJ_EX': (name) => [
    whole(p.global(...name), args(name), p.emptyDict, p.newObjEx),
    whole(p.global(...(name === GOOD ? GOOD : (['subprocess', 'Popen'] as const))), args(name), p.newObj),
  ],
  'names with dots through an allowed module': (name) =>
    name === GOOD
      ? [attribute(name, p.short('collections'), p.short('OrderedDict'))]
      : [
          attribute(name, p.short('torch'), p.short('serialization.os.system')),
          attribute(name, p.short('numpy'), p.short('f2py.os.system')),
        ],
  'nested pickles in bytes': (name) => [
    whole(p.bytes(plain(name))),
    whole(p.emptyDict, p.short('a'), p.bytes(deflateSync(plain(name))), p.setItem),
  ],
  'streams behind STOP': (name) => [
    Buffer.concat([whole(p.none), plain(name)]),
    Buffer.concat([whole(p.none), whole(p.emptyDict), plain(name)]),
  ],
};

const nameOf = (module: string): Name => (module === 'collections' ? GOOD : EVIL);
const escaped = (module: string, digits: 2 | 4): string =>
  [...module]
    .map((letter) => `\\${digits === 2 ? 'x' : 'u'}${letter.charCodeAt(0).toString(16).padStart(digits, '0')}`)
    .join('');

describe('families of pickles', () => {
  it.each(Object.entries(PICKLES))('%s', async (_, family) => {
    const hostile = family(EVIL);
    expect(hostile.length).toBeGreaterThanOrEqual(2);
    for (const bytes of hostile) expect(await blocked([factsOfBytes('m.pkl', bytes)])).toBe(true);
    for (const bytes of family(GOOD)) expect(await blocked([factsOfBytes('m.pkl', bytes)])).toBe(false);
  });

  it.each<[string, readonly Uint8Array[], Uint8Array]>([
    ['BUILD as setattr', [whole(p.global(...GOOD), p.emptyDict, p.short('a'), p.none, p.setItem, p.build), whole(p.global('torch.nn.modules.linear', 'Linear'), p.emptyDict, p.short('forward'), p.global(...EVIL), p.setItem, p.build)], whole(called(GOOD), p.emptyDict, p.short('a'), p.none, p.setItem, p.build)],
    ['memo entries that are missing', [whole(p.get(9)), whole(p.none, p.textGet('7'))], whole(p.none, p.put(9), p.pop, p.get(9))],
    ['codes of the registry of extensions', [whole(p.ext1(1)), whole(p.ext1(9), p.emptyTuple, p.reduce)], whole(p.int1(1))],
    ['persistent ids that call', [whole(called(EVIL), p.binPersid), whole(p.mark, called(EVIL), p.tuple, p.binPersid)], whole(p.int1(1))],
    ['lengths of FRAME that lie (CPython #154848)', [p.pickle(p.proto(4), p.frame(2n), called(EVIL), p.stop), p.pickle(p.proto(4), p.frame(2n ** 62n), p.none, p.stop)], p.pickle(p.proto(4), p.frame(2), p.none, p.stop)],
    ['streams that break behind what they call', [p.pickle(p.proto(4), called(EVIL)), p.pickle(p.proto(4), called(EVIL), Buffer.of(0xff))], whole(called(GOOD))],
    ['a stream behind junk', [Buffer.concat([Buffer.alloc(64, 7), plain(EVIL)]), Buffer.concat([whole(p.none), Buffer.alloc(64, 7), plain(EVIL)])], whole(p.none)],
    ['a billion laughs', [lists(12), lists(20)], lists(3)],
  ])('%s', async (_, hostile, honest) => {
    expect(hostile.length).toBeGreaterThanOrEqual(2);
    for (const bytes of hostile) expect(await blocked([factsOfBytes('m.pkl', bytes)])).toBe(true);
    expect(await blocked([factsOfBytes('m.pkl', honest)])).toBe(false);
  }); // prettier-ignore

  it('modules of the repository itself', async () => {
    const tree = (name: Name, source: string): FileFacts[] => {
      const paths = new Set(['m.pkl', 'evil.py', 'pkg/evil.py']);
      return [
        factsOfBytes('m.pkl', plain(name), paths),
        factsOfBytes('evil.py', Buffer.from(source), paths),
        factsOfBytes('pkg/evil.py', Buffer.from(source), paths),
      ];
    };
    expect(await blocked(tree(['evil', 'run'], 'def run(x):\n    return x\n'))).toBe(true);
    expect(await blocked(tree(['pkg.evil', 'run'], 'def run(x):\n    return x\n'))).toBe(true);
    expect(await blocked(tree(GOOD, 'def run(x):\n    return x\n'))).toBe(false);
  });
});

const npy = (version: number, object: Uint8Array): Buffer => {
  const header = Buffer.from("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".padEnd(117, ' ') + '\n');
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUIntLE(header.length, 0, length.length);
  return Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY'), Buffer.of(version, 0), length, header, object]);
};

const CONTAINERS: Readonly<Record<string, (pickle: Uint8Array) => Readonly<Record<string, Uint8Array>>>> = {
  'zip in zip': (data) => ({
    'a.zip': zip([{ name: 'b.zip', data: zip([{ name: 'm.pkl', data }]) }]),
    'b.pt': torchZip(data),
  }),
  '7z and tar around a model': (data) => ({
    'a.7z': sevenZip([{ name: 'm.pkl', data }]),
    'b.tar': tar([{ name: 'm.pkl', data }]),
    'c.tar.gz': gzipSync(tar([{ name: 'm.pkl', data }])),
  }),
  'odd and false extensions': (data) => ({ 'weights.dat': data, 'model.ckpt': data, m: data }),
  'compressed joblib': (data) => ({ 'a.joblib': gzipSync(data), 'b.joblib': deflateSync(data) }),
  'arrays of objects, versions 1 to 3': (data) => ({
    'a.npy': npy(1, data),
    'b.npy': npy(2, data),
    'c.npy': npy(3, data),
  }),
};

describe('families of containers', () => {
  it.each(Object.entries(CONTAINERS))('%s', async (_, samples) => {
    const hostile = Object.entries(samples(plain(EVIL)));
    expect(hostile.length).toBeGreaterThanOrEqual(2);
    for (const [name, bytes] of hostile)
      expect([name, await blocked([factsOfBytes(name, bytes)])]).toEqual([name, true]);
    for (const [name, bytes] of Object.entries(samples(plain(GOOD))))
      expect([name, await blocked([factsOfBytes(name, bytes)])]).toEqual([name, false]);
  });

  it('code of TorchScript', async () => {
    for (const statement of ['torch.save(x, "/tmp/a")', 'torch.from_file("/etc/passwd")'])
      expect(await blocked([factsOfBytes('m.pt', torchscript(statement))])).toBe(true);
    expect(await blocked([factsOfBytes('m.pt', torchscript('torch.relu(x)'))])).toBe(false);
  });

  it('GGUF: counts that overflow, tensors past the end, templates that reach out', async () => {
    const w = new GgufWriter();
    const tensor = (shape: readonly bigint[], offset: bigint) => [{ name: 't', shape, type: 0, offset }];
    const template = (value: string) => w.file({ metadata: [['tokenizer.chat_template', w.string(value)]] });
    const data = Buffer.alloc(16);
    const hostile = [
      w.file({ tensorCount: 2n ** 63n }),
      w.file({ metadata: [['a', w.array(4, [], 2n ** 62n)]] }),
      w.file({ metadataCount: 2n ** 40n }),
      w.file({ tensors: tensor([1024n], 0n), data }),
      w.file({ tensors: tensor([4n], 4096n), data: Buffer.alloc(32) }),
      w.file({ tensors: tensor([2n ** 33n, 2n ** 33n], 0n), data }),
      template("{{ ''.__class__.__mro__ }}"),
      template("{{ cycler.__init__.__globals__.os.popen('id').read() }}"),
    ];
    for (const bytes of hostile) expect(await blocked([factsOfBytes('m.gguf', bytes)])).toBe(true);
    for (const bytes of [w.file({ tensors: tensor([4n], 0n), data }), template('{{ messages[0].content }}')])
      expect(await blocked([factsOfBytes('m.gguf', bytes)])).toBe(false);
  });
});

/** Families whose samples are the rules' own fixtures: at least two that block, and their twins. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'zip: names that differ, flags, CRC, duplicates, bytes before, behind and between': [
    'zip-inconsistent/bad-names-differ.zip zip-inconsistent/bad-encrypted-flag.zip zip-inconsistent/bad-crc.zip zip-inconsistent/bad-duplicate.zip zip-inconsistent/bad-prefix.zip zip-inconsistent/bad-trailing.zip zip-inconsistent/bad-hidden-member.zip',
    'zip-inconsistent/good-plain.zip zip-inconsistent/good-state-dict.pt',
  ],
  'ONNX: external data (CVE-2022-25882, 2024-27318, 2025-51480, 2026-34446, 2026-34447)': [
    'external-file/bad-traversal.onnx external-file/bad-hidden-traversal.onnx external-file/bad-windows-traversal.onnx external-file/bad-absolute.onnx external-file/bad-url.onnx external-file/bad-encoded.onnx',
    'external-file/good-beside',
  ],
  'Keras: Lambda (CVE-2024-3660), names (2025-1550, 8747, 9906), HDF5 (9905), TorchModuleWrapper (49655), vocabularies (12058)':
    [
      'keras-code/bad-lambda.keras keras-code/bad-lambda.h5 keras-code/bad-torch-module.keras keras-foreign-name/bad-module.keras keras-foreign-name/bad-get-file.keras keras-foreign-name/bad-unlock.keras external-file/bad-vocabulary.keras external-file/bad-vocabulary-url.keras',
      'keras-code/good-sequential.keras keras-code/good-sequential.h5 keras-foreign-name/good-own-loss.keras external-file/good-vocabulary.keras',
    ],
  'NeMo and Hydra (CVE-2025-23304)': [
    'hydra-target/bad-system.nemo hydra-target/bad-compressed.nemo hydra-target/bad-builtin.yaml hydra-target/bad-escaped.yaml',
    'hydra-target/good-small.nemo hydra-target/good-compressed.nemo hydra-target/good-partial.yaml',
  ],
  'TensorFlow: operators on files, by RPC, debug identities (TensorAbuse)': [
    'tensorflow-operator/bad-write-file tensorflow-operator/bad-read-in-function tensorflow-operator/bad-rpc tensorflow-operator/bad-debug tensorflow-operator/bad-py-func',
    'tensorflow-operator/good-known tensorflow-operator/good-function',
  ],
  'configurations that name code': [
    'config-remote-code/bad-auto-map config-remote-code/bad-other-repository config-remote-code/bad-kernel',
    'config-remote-code/good-builtin config-remote-code/good-modules',
  ],
  'safetensors: holes, past the end': [
    'safetensors-structure/bad-hole.safetensors safetensors-structure/bad-past-end.safetensors',
    'safetensors-structure/good-two.safetensors',
  ],
};

describe('families whose samples are fixtures', () => {
  it.each(Object.entries(KEPT))('%s', async (_, [bad = '', good = '']) => {
    const [hostile, honest] = [bad.split(' '), good.split(' ')];
    expect(hostile.length).toBeGreaterThanOrEqual(2);
    expect(honest.length).toBeGreaterThanOrEqual(1);
    for (const path of hostile) expect([path, await blocked(factsOfTree(join(FIXTURES, path)))]).toEqual([path, true]);
    for (const path of honest) expect([path, await blocked(factsOfTree(join(FIXTURES, path)))]).toEqual([path, false]);
  });
});
