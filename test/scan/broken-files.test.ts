import { describe, expect, it } from 'vitest';
import { CORPUS, fixtureInputs, readKept } from '../../bench/fuzz/corpus.ts';
import { formatTargets } from '../../bench/fuzz/format-targets.ts';
import { assembledSeeds } from '../../bench/fuzz/seeds.ts';
import { join } from 'node:path';
import { ARCHIVES, PROMISES } from '../../src/formats/endings.ts';
import { PARSERS } from '../../src/formats/registry.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { torchZip } from '../support/zip-assembler.ts';
import { reportOf } from '../support/scan-report.ts';

/** Formats whose files end where they please: text that is read as far as it goes, and content that is named, not parsed. */
const OPEN_ENDED: Readonly<Record<string, string>> = {
  dvc: 'every line is a statement of its own',
  executable: 'recognised by its start, and blocked for it',
  'hidden-pickle': 'what is no pickle is data',
  json: 'only what loaders find by name: see below',
  keras: 'lies in an archive, in HDF5 or in JSON',
  'lfs-pointer': 'a cut pointer is a line of text',
  licence: 'text',
  'media-content': 'data, of which what follows its end is judged',
  'model-card': 'text behind its front matter',
  'caffe-network': 'every layer is a statement of its own',
  'spacy-config': 'every line is a statement of its own',
  xml: 'only PMML: see below',
  yaml: 'YAML has no end',
};
/** Formats of which a piece may be whole: streams without a stated end, archives cut between members, trees before remarks. */
const WHOLE_IN_PIECES: ReadonlySet<string> = new Set(['lightgbm', 'lz4', 'tar']);
/** Without an end of their own: messages, FlatBuffers (to which TensorFlow Lite appends an archive), remarks behind trees. */
const NO_TRAILER: ReadonlySet<string> = new Set(['executorch', 'keras-metadata', 'lightgbm', 'ocdbt', 'ort', 'tflite']);

const JUNK = Buffer.from('\x01\x02junk behind the end\xff\xfe'.repeat(24), 'latin1');

const SAMPLES = formatTargets([...fixtureInputs(), ...assembledSeeds()])
  .filter(({ id }) => PARSERS.some((parser) => parser.id === id))
  .map(({ id, seeds }) => {
    // The project's own files first; what fuzzing kept is of the formats that none is of.
    // HDF5 behind a user block ends where releases of its library differ on.
    const readable = [...seeds, ...readKept(join(CORPUS, id))].filter(({ name, bytes }) => {
      const { complete, limits, formats } = factsOfBytes(name, bytes);
      return complete && limits.length === 0 && bytes.length > 64 && name !== 'data.h5' && formats.includes(id);
    });
    return { id, sample: readable.find(({ name }) => !name.startsWith('bad-')) ?? readable[0] };
  });

async function blocksAlways(name: string, bytes: Uint8Array): Promise<void> {
  const { files } = await reportOf({ [name]: bytes }, 'none');
  const [file] = files;
  expect(file, `${name} of ${bytes.length} bytes`).toMatchObject({ blocking: true });
  const finding = file?.findings.find(({ rule }) => rule === 'file-incomplete');
  expect(finding, `${name} of ${bytes.length} bytes`).toMatchObject({ severity: 'high' });
  const { offset, member } = finding?.location ?? {};
  expect(member ?? offset, `${name} of ${bytes.length} bytes`).toBeDefined();
}

describe.each(SAMPLES)('a file of $id', ({ id, sample }) => {
  if (sample === undefined || id === 'tensorflow-chunked') {
    it('is never read whole, or lies in an archive that is tested here', () => {
      expect(['skops', 'tensorflow-chunked']).toContain(id);
    });
    return;
  }
  const { name, bytes } = sample;
  const half = Math.floor(bytes.length / 2);

  it.skipIf(id in OPEN_ENDED)('blocks at every --fail-on, with the place, where its end is missing', async () => {
    const places = [0.3, 0.6, 0.75, 0.9].map((part) => Math.floor(bytes.length * part));
    const cuts = WHOLE_IN_PIECES.has(id) ? [half + 7] : [half, ...places];
    for (const cut of cuts) await blocksAlways(name, bytes.subarray(0, cut));
  });

  it.skipIf(id in OPEN_ENDED || NO_TRAILER.has(id))('has a finding where other bytes follow it', async () => {
    const { files } = await reportOf({ [name]: Buffer.concat([bytes, JUNK]) }, 'medium');
    expect(files).toMatchObject([{ blocking: true }]);
  });
});

describe('a name that promises a format', () => {
  it.each([...PROMISES.keys()].filter((ending) => ending !== 'json' && ending !== 'pth'))(
    'blocks at every --fail-on where nothing is in it that a parser knows: .%s',
    async (ending) => {
      await blocksAlways(`model.${ending}`, new Uint8Array(0));
      await blocksAlways(
        `model.${ending}`,
        Buffer.from(Array.from({ length: 200 }, (_, at) => 0x80 | ((at * 37) % 128))),
      );
    },
  );

  it.each([...PROMISES.keys(), ...ARCHIVES.keys()].filter((ending) => ending !== 'json'))(
    'is told from a picture and from a program: .%s',
    async (ending) => {
      const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
      const program = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(64)]);
      const names = { [`a.${ending}`]: picture, [`b.${ending}`]: program };
      const { files } = await reportOf(names, 'medium');
      for (const file of files) {
        expect(file).toMatchObject({ blocking: true });
        const rules = new Set(file.findings.map(({ rule }) => rule));
        expect(rules.has('extension-mismatch') || rules.has('file-incomplete')).toBe(true);
      }
    },
  );

  it('is told from a checkpoint of another format', async () => {
    const checkpoint = torchZip(Buffer.from('\x80\x02}.', 'latin1'), []);
    const { files } = await reportOf({ 'a.safetensors': checkpoint, 'b.gguf': checkpoint, 'c.onnx': checkpoint });
    expect(files.map(({ blocking }) => blocking)).toEqual([true, true, true]);
  });

  it('says nothing of an empty file that no loader takes for a model', async () => {
    const names = ['__init__.py', 'data.json', '.gitkeep', 'notes.txt', 'table.csv', 'train.jsonl', 'a.ipynb'];
    const { files } = await reportOf(Object.fromEntries(names.map((name) => [name, new Uint8Array(0)])), 'info');
    expect(files.filter(({ blocking }) => blocking)).toEqual([]);
  });
});

describe('JSON and XML', () => {
  const broken = Buffer.from('{"a": 1, "auto_map": {"AutoModel": "m.M"');

  it.each([
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    'generation_config.json',
    'adapter_config.json',
    'preprocessor_config.json',
    'special.index.json',
    'model.safetensors.index.json',
    'model_index.json',
    'modules.json',
    'store/.zarray',
    'analysis.ipynb',
    'zoo/model.pmml',
  ])('block at every --fail-on where a loader finds them by name: %s', async (name) => {
    const xml = Buffer.from('<?xml version="1.0"?><PMML><Header/>');
    await blocksAlways(name, name.endsWith('.pmml') ? xml : broken);
    if (/config\.json$|index\.json$|tokenizer\.json$/u.test(name)) await blocksAlways(name, new Uint8Array(0));
  });

  it.each([
    ['data.json', '{"a": 1, "b": [1, '],
    ['eval/results.json', '[1, 2'],
    ['train.jsonl', '{"a": 1}\n{"a": 2}\n'],
    ['settings.json5', '// comment\n{a: 1,}\n'],
    ['tsconfig.json', '{\n  // comment\n  "a": 1,\n}\n'],
    ['page.xml', '<?xml version="1.0"?><a><b>'],
  ])('are harmless where none does: %s', async (name, text) => {
    const { files } = await reportOf({ [name]: Buffer.from(text) }, 'medium');
    expect(files).toMatchObject([{ blocking: false }]);
  });
});
