import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runRules } from '../../src/scan/run-rules.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as p from '../support/pickle-assembler.ts';
import { torchZip, zip } from '../support/zip-assembler.ts';

/** What blocks the file, as `rule: message`. */
async function blocking(path: string, bytes: Uint8Array): Promise<string[]> {
  const { findings, failures } = await runRules(SCAN_RULES, [factsOfBytes(path, bytes)], new AbortController().signal);
  expect(failures).toEqual([]);
  return findings
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

const pickled = (value: Uint8Array): Buffer => p.pickle(p.proto(4), value, p.stop);
const calling = (module: string, name: string, ...args: readonly Uint8Array[]): Buffer =>
  p.pickle(p.global(module, name), p.mark, ...args, p.tuple, p.reduce);
const allocating = (module: string, name: string, ...args: readonly Uint8Array[]): Buffer =>
  p.pickle(p.global(module, name), p.mark, ...args, p.tuple, p.newObj);
const dotted = (module: string, name: string): Buffer => p.pickle(p.short(module), p.short(name), p.stackGlobal);
const list = (...items: readonly Uint8Array[]): Buffer => p.pickle(p.emptyList, p.mark, ...items, p.appends);
const dict = (entries: Readonly<Record<string, Uint8Array>>): Buffer =>
  p.pickle(
    p.emptyDict,
    p.mark,
    ...Object.entries(entries).flatMap(([key, value]) => [p.short(key), value]),
    p.setItems,
  );

const command = p.commandPickle(4);
const harmless = pickled(dict({ epoch: p.int1(3) }));
const file = p.short('marker');
const kept = p.global('math', 'sqrt');
const ordered = calling('collections', 'OrderedDict');
const storage = p.pickle(p.mark, p.short('storage'), p.global('torch', 'FloatStorage'), p.tuple, p.binPersid);
const memmap = p.global('numpy', 'memmap');
const wrapper = allocating('joblib.numpy_pickle_compat', 'NDArrayWrapper');
const elements = (state: Buffer): Buffer =>
  p.pickle(allocating('joblib.numpy_pickle', 'NumpyArrayWrapper'), state, p.build);

describe('a pickle of allowed names alone that acts all the same', () => {
  it.each<[string, Uint8Array, Uint8Array]>([
    [
      'a loader of bytes reached through its package',
      p.pickle(
        dotted('torch', 'storage._load_from_bytes'),
        calling('builtins', 'bytes', list(p.int1(1))),
        p.tuple1,
        p.reduce,
      ),
      p.pickle(dotted('torch', 'storage._load_from_bytes'), p.bytes(harmless), p.tuple1, p.reduce),
    ],
    [
      'a function that is kept, called by who draws from its iterator',
      calling('builtins', 'list', calling('builtins', 'iter', kept, p.none)),
      calling('builtins', 'iter', list(p.int1(1))),
    ],
    [
      'a partial behind an iterator',
      calling('builtins', 'iter', calling('functools', 'partial', kept, p.int1(4)), p.int1(2)),
      calling('functools', 'partial', kept, p.int1(4)),
    ],
    [
      'an iterator without end',
      calling('builtins', 'set', calling('itertools', 'count')),
      calling('builtins', 'set', list(p.int1(1))),
    ],
    [
      'two billion bytes',
      calling('builtins', 'bytearray', p.binInt(0x7fff_ffff)),
      calling('builtins', 'bytearray', calling('_codecs', 'encode', p.short('ab'), p.short('latin1'))),
    ],
    [
      'a memory map of the file that its constructor empties',
      allocating('numpy', 'memmap', file, p.short('uint8'), p.short('w+')),
      calling(
        'numpy.core.multiarray',
        '_reconstruct',
        memmap,
        p.pickle(p.int1(0), p.tuple1),
        p.bytes(Buffer.from('b')),
      ),
    ],
    [
      'the memory map, allocated by copyreg',
      calling('copyreg', '__newobj__', memmap, file, p.short('uint8'), p.short('w+')),
      calling('copyreg', '__newobj__', p.global('numpy', 'ndarray'), p.pickle(p.int1(0), p.tuple1)),
    ],
    [
      'a tree read from a file',
      calling('xml.etree.ElementTree', 'ElementTree', p.none, file),
      allocating('xml.etree.ElementTree', 'ElementTree'),
    ],
    [
      'items written past a storage (CVE-2026-24747)',
      p.pickle(storage, p.mark, p.int1(0), p.int1(1), p.setItems),
      storage,
    ],
    [
      'items given to a class',
      p.pickle(p.global('collections', 'OrderedDict'), p.short('k'), p.none, p.setItem),
      p.pickle(ordered, p.short('k'), p.none, p.setItem),
    ],
    [
      'an array that joblib loads from elsewhere',
      p.pickle(wrapper, dict({ filename: p.short('../../tmp/a.npy') }), p.build),
      p.pickle(wrapper, dict({ filename: p.short('model.pkl_01.npy') }), p.build),
    ],
    [
      'an array whose size the state does not tell',
      elements(dict({ shape: p.pickle(p.none, p.tuple1) })),
      p.pickle(
        elements(
          dict({
            shape: p.pickle(p.int1(4), p.tuple1),
            dtype: calling('numpy', 'dtype', p.short('u1')),
          }),
        ),
        Buffer.from('....'),
      ),
    ],
  ])('%s', async (_, hostile, twin) => {
    expect(await blocking('a.pkl', pickled(hostile))).not.toEqual([]);
    expect(await blocking('a.pkl', pickled(twin))).toEqual([]);
  });

  it.each([
    ['torch._tensor', '_rebuild_from_type_v2', [p.global('torch', 'Tensor')]],
    ['jax._src.array', '_reconstruct_array', []],
    ['dill._dill', '_create_array', []],
  ])('%s %s calls what calls its arguments in turn', async (module, name, between) => {
    const through = (callee: Uint8Array, ...args: readonly Uint8Array[]): Buffer =>
      pickled(calling(module, name, callee, ...between, p.pickle(p.mark, ...args, p.tuple), p.none));
    const loader = p.global('torch.storage', '_load_from_bytes');
    const array = p.global('numpy.core.multiarray', '_reconstruct');
    const empty = [p.pickle(p.int1(0), p.tuple1), p.bytes(Buffer.from('b'))];
    expect(await blocking('a.pkl', through(loader, calling('builtins', 'bytes', list(p.int1(1)))))).not.toEqual([]);
    expect(await blocking('a.pkl', through(array, kept, ...empty))).not.toEqual([]);
    expect(await blocking('a.pkl', through(array, p.global('numpy', 'ndarray'), ...empty))).toEqual([]);
  });

  it('dill names plain types, and only those', async () => {
    const type = (name: string): Buffer => calling('dill._dill', '_load_type', p.short(name));
    const slice = p.pickle(type('slice'), p.mark, p.int1(0), p.int1(2), p.none, p.tuple, p.reduce);
    expect(await blocking('a.pkl', pickled(slice))).toEqual([]);
    expect(await blocking('a.pkl', pickled(list(slice, type('CodeType'))))).not.toEqual([]);
    expect(await blocking('a.pkl', pickled(p.global('dill._dill', '_load_type')))).toEqual([]);
    expect(await blocking('a.pkl', pickled(list(p.global('dill._dill', '_load_type'))))).not.toEqual([]);
  });

  it('a method of a text is kept and not called', async () => {
    const method = calling('builtins', 'getattr', p.short(' '), p.short('join'));
    expect(await blocking('a.pkl', pickled(method))).toEqual([]);
    expect(await blocking('a.pkl', pickled(p.pickle(method, p.emptyTuple, p.reduce)))).not.toEqual([]);
    expect(
      await blocking('a.pkl', pickled(calling('builtins', 'getattr', p.short('{}'), p.short('format')))),
    ).not.toEqual([]);
  });

  it('joblib reads elements whichever way their wrapper was allocated', async () => {
    const state = dict({ shape: p.pickle(p.int1(4), p.tuple1), dtype: calling('numpy', 'dtype', p.short('u1')) });
    const numbers = Buffer.from('....');
    for (const made of [
      calling(
        'copyreg',
        '_reconstructor',
        p.global('joblib.numpy_pickle', 'NumpyArrayWrapper'),
        p.global('builtins', 'object'),
        p.none,
      ),
      p.pickle(dotted('joblib', 'numpy_pickle.NumpyArrayWrapper'), p.emptyTuple, p.newObj),
    ]) {
      const array = p.pickle(made, state, p.build, numbers);
      expect(await blocking('a.joblib', pickled(array))).toEqual([]);
      const hidden = p.pickle(array, p.pop, p.short('os'), p.short('system'), p.stackGlobal, p.emptyTuple, p.reduce);
      expect(await blocking('a.joblib', pickled(hidden))).not.toEqual([]);
    }
  });
});

describe('a stage that a pickle keeps', () => {
  /** `os.system('touch ')`, packed by bzip2. */
  const BZIP2 =
    '425a683931415926535' +
    '91ca4131400000cd3c05110400110400a428e204200200022990069a69e50a64c4c8323152433cebb1d8611e45070d15527e2ee48a70a120394826280';
  const text = p.pickle(p.mark, p.string("'touch x'"), p.inst('os', 'system'), p.stop);

  it.each<[string, (content: Buffer) => Uint8Array]>([
    ['as base64', (content) => p.binUnicode(content.toString('base64'))],
    ['as base64 for addresses', (content) => p.bytes(Buffer.from(content.toString('base64url')))],
    ['as hexadecimal', (content) => p.binUnicode(content.toString('hex').toUpperCase())],
    ['as base64 of a deflated stream', (content) => p.binUnicode(deflateSync(content).toString('base64'))],
    ['as hexadecimal of a gzip stream', (content) => p.binUnicode(gzipSync(content).toString('hex'))],
  ])('is read %s', async (_, wrap) => {
    for (const stage of [command, text]) expect(await blocking('a.pkl', pickled(wrap(stage)))).not.toEqual([]);
    expect(await blocking('a.pkl', pickled(wrap(harmless)))).toEqual([]);
  });

  it('is read in bzip2', async () => {
    expect(await blocking('a.pkl', pickled(p.bytes(Buffer.from(BZIP2, 'hex'))))).not.toEqual([]);
  });
});

describe('an archive of PyTorch in a value of a pickle', () => {
  const keeping = (archive: Uint8Array): Buffer => pickled(dict({ weights: p.bytes(archive) }));
  const loading = (archive: Uint8Array): Buffer =>
    pickled(calling('torch.storage', '_load_from_bytes', p.bytes(archive)));

  it('is read, and blocks for what it holds only', async () => {
    expect(await blocking('a.pkl', keeping(torchZip(command)))).not.toEqual([]);
    expect(await blocking('a.pkl', keeping(torchZip(harmless, [Buffer.alloc(16)])))).toEqual([]);
  });

  it.each<[string, Buffer]>([
    [
      'has another member',
      zip([
        { name: 'a/data.pkl', data: harmless },
        { name: 'a/code/x.py', data: Buffer.from('pass') },
      ]),
    ],
    ['has no pickle', zip([{ name: 'a/version', data: Buffer.from('3') }])],
    ['holds something behind its pickle', torchZip(Buffer.concat([harmless, Buffer.from('more')]))],
    ['is followed by bytes', Buffer.concat([torchZip(harmless), Buffer.from('more')])],
  ])('blocks where it %s', async (_, archive) => {
    expect(await blocking('a.pkl', loading(archive))).not.toEqual([]);
  });

  it('may be any archive where nothing loads it', async () => {
    const papers = (content: Buffer): Buffer => keeping(zip([{ name: 'a.txt', data: content, method: 8 }]));
    expect(await blocking('a.pkl', papers(Buffer.from('hello')))).toEqual([]);
    expect(await blocking('a.pkl', papers(command))).not.toEqual([]);
  });

  it('is told from one that follows the pickle', async () => {
    expect(await blocking('a.pkl', Buffer.concat([harmless, torchZip(harmless)]))).not.toEqual([]);
  });

  it('is what a wrapped network loads, if the bytes stand in the stream', async () => {
    const net = (bytes: Uint8Array): Buffer =>
      pickled(
        p.pickle(
          allocating('skorch.regressor', 'NeuralNetRegressor'),
          dict({ ['__cuda_dependent_attributes__']: bytes }),
          p.build,
        ),
      );
    expect(await blocking('a.pkl', net(p.bytes(torchZip(harmless))))).toEqual([]);
    expect(await blocking('a.pkl', net(p.bytes(torchZip(command))))).not.toEqual([]);
    expect(await blocking('a.pkl', net(calling('builtins', 'bytes', list(p.int1(1)))))).not.toEqual([]);
  });
});

describe('a pickle that hides from whoever looks at the start', () => {
  const calls = p.pickle(p.short('os'), p.short('system'), p.stackGlobal, p.short('true'), p.tuple1, p.reduce, p.stop);
  const long = 'A'.repeat(100_000);
  const text = Buffer.from('some text follows here\n'.repeat(4_000));

  it.each<[string, Buffer, Buffer]>([
    ['a quoted value that fills the start, and text after it', p.string(`'${long}'`), text],
    ['a value of text that fills the start', p.unicode(long), Buffer.alloc(0)],
    ['a value that fills the start', p.binUnicode(long), Buffer.alloc(0)],
  ])('is read behind %s', async (_, first, rest) => {
    expect(await blocking('a.dat', Buffer.concat([first, p.pop, calls, rest]))).not.toEqual([]);
    expect(await blocking('a.dat', Buffer.concat([first, rest]))).toEqual([]);
  });

  it('is read where it only states a length past its end', async () => {
    expect(await blocking('a.dat', p.pickle(p.proto(4), p.bytes8(1n << 40n, Buffer.from('x'))))).not.toEqual([]);
    expect(await blocking('a.dat', p.pickle(p.proto(4), p.bytes(Buffer.from('x')), p.stop))).toEqual([]);
  });

  it('is read where lines end as on Windows', async () => {
    const lines = Buffer.from("cos\r\nsystem\r\n(S'true'\r\ntR.");
    expect(await blocking('a.dat', lines)).not.toEqual([]);
    expect(await blocking('a.dat', Buffer.from('cats\r\ndogs\r\n'))).toEqual([]);
  });

  it('is read in a stream whose sum is wrong', async () => {
    const wrong = (content: Buffer): Buffer =>
      Buffer.concat([deflateSync(content).subarray(0, -4), Buffer.from('abcd')]);
    expect(await blocking('a.dat', wrong(command))).not.toEqual([]);
    expect(await blocking('a.dat', Buffer.from('x\u009c and nothing that was ever deflated', 'latin1'))).toEqual([]);
  });
});

describe('a pickle behind what is no model', () => {
  const image = Buffer.from('89504e470d0a1a0a0000000049454e44ae426082', 'hex');
  const text = p.pickle(p.global('os', 'system'), p.mark, p.string("'touch x'"), p.tuple, p.reduce, p.stop);

  it.each<[string, string, Buffer]>([
    ['an image', 'a.png', image],
    ['a line of text', 'a.bin', Buffer.from('weights follow\n')],
    ['bytes that are neither text nor control characters', 'a.bin', Buffer.alloc(32, 0xff)],
  ])('is read: %s', async (_, path, before) => {
    expect(await blocking(path, Buffer.concat([before, text]))).not.toEqual([]);
    expect(await blocking(path, Buffer.concat([before, Buffer.from('cos\nsystem\n')]))).toEqual([]);
  });

  it('is left alone where a document quotes it', async () => {
    const quoted = Buffer.concat([
      Buffer.from('# How pickles run code\n\n'),
      text,
      Buffer.from('\n\nNever load one.\n'),
    ]);
    expect(await blocking('README.md', quoted)).toEqual([]);
  });

  it('is read in the comment of a zip archive', async () => {
    const members = [{ name: 'archive/version', data: Buffer.from('3\n') }];
    expect(await blocking('a.zip', zip(members, { comment: command }))).not.toEqual([]);
    expect(await blocking('a.zip', zip(members, { comment: Buffer.from('made by hand') }))).toEqual([]);
  });
});
