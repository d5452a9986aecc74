import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/formats/parse-file.ts';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { factsOfBytes } from '../support/facts-of.ts';

const facts = (path: string, value: unknown) =>
  factsOfBytes(path, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

describe('config.json', () => {
  it('tells what the model is and which code it names, at which byte', () => {
    const text =
      '{"model_type":"x","architectures":["A","B"],"vocab_size":7,"rope_theta":1e4,"auto_map":{"AutoConfig":"c.C","AutoModel":["m.M",null]},"nested":{"trust_remote_code":true},"other":"org/repo--file.Class","custom_pipelines":{"p":{"impl":"p.P"}}}';
    const { config, json } = facts('config.json', text);
    expect(config).toMatchObject({
      modelType: 'x',
      architectures: ['A', 'B'],
      vocabularySize: 7,
      numbers: [
        ['vocab_size', 7],
        ['rope_theta', 10_000],
      ],
    });
    expect(json?.notable).toEqual([
      { kind: 'auto-map', pointer: '/auto_map/AutoConfig', value: 'c.C', offset: text.indexOf('"c.C"') },
      { kind: 'auto-map', pointer: '/auto_map/AutoModel/0', value: 'm.M', offset: text.indexOf('"m.M"') },
      { kind: 'trust-remote-code', pointer: '/nested/trust_remote_code', value: 'true', offset: text.indexOf('true') },
      { kind: 'remote-class', pointer: '/other', value: 'org/repo--file.Class', offset: text.indexOf('"org/') },
      { kind: 'custom-code', pointer: '/custom_pipelines/p/impl', value: 'p.P', offset: text.indexOf('"p.P"') },
    ]);
  });

  it('sees code in a file of any name and at any depth', () => {
    const { json } = facts('deep/er/anything.json', { a: [{ b: { auto_map: { AutoModel: 'other/repo--m.M' } } }] });
    expect(json?.notable.map(({ kind, pointer }) => [kind, pointer])).toEqual([
      ['auto-map', '/a/0/b/auto_map/AutoModel'],
      ['remote-class', '/a/0/b/auto_map/AutoModel'],
    ]);
  });

  it('escapes pointers as RFC 6901 does', () => {
    expect(facts('x.json', { 'a/b~': { trust_remote_code: 1 } }).json?.notable[0]?.pointer).toBe(
      '/a~1b~0/trust_remote_code',
    );
  });
});

describe('tokenizer files', () => {
  it('tell tokens, templates and vocabulary size without keeping the vocabulary', () => {
    const tokenizer = facts('tokenizer.json', {
      added_tokens: [
        { id: 0, content: '<s>', special: true },
        { id: 1, content: 'x' },
      ],
      model: { type: 'BPE', vocab: { a: 0, b: 1, c: 2 }, merges: [['a', 'b']] },
    }).tokenizer;
    expect(tokenizer).toMatchObject({ type: 'BPE', vocabularySize: 3 });
    expect(tokenizer?.addedTokens).toMatchObject([
      { id: 0, content: '<s>', special: true },
      { id: 1, content: 'x', special: false },
    ]);
    const config = facts('tokenizer_config.json', {
      tokenizer_class: 'T',
      added_tokens_decoder: { 5: { content: '</s>', special: true } },
      chat_template: [
        { name: 'default', template: 'D' },
        { name: 'tool_use', template: 'T' },
      ],
      auto_map: { AutoTokenizer: ['t.T', null] },
    });
    expect(config.tokenizer).toMatchObject({ type: 'T', addedTokens: [{ id: 5, content: '</s>' }] });
    expect(config.chatTemplates).toMatchObject([
      { name: 'default', text: 'D', key: '/chat_template/0/template' },
      { name: 'tool_use', text: 'T' },
    ]);
    expect(config.json?.notable).toMatchObject([{ kind: 'auto-map', value: 't.T' }]);
  });

  it('find the template in its other places', () => {
    expect(facts('chat_template.json', { chat_template: 'X' }).chatTemplates).toMatchObject([{ text: 'X' }]);
    expect(facts('chat_template.jinja', '{{ messages }}')).toMatchObject({
      chatTemplates: [{ key: '', text: '{{ messages }}', offset: 0 }],
      formats: ['text'],
    });
  });
});

describe('an index of shards', () => {
  const paths = new Set(['sub/a.safetensors', 'b.safetensors']);
  const read = (map: unknown) =>
    parseFile(
      new MemorySource(Buffer.from(JSON.stringify({ metadata: { total_size: 10 }, weight_map: map }))),
      'sub/model.safetensors.index.json',
      paths,
    );

  it('tells which shards the submission lacks, looking beside the index', () => {
    expect(read({ x: 'a.safetensors', y: 'a.safetensors', z: 'b.safetensors' }).weightIndex).toEqual({
      totalSize: 10,
      tensorCount: 3,
      shards: ['a.safetensors', 'b.safetensors'],
      missing: ['b.safetensors'],
    });
  });

  it.each(['../b.safetensors', '/etc/passwd', 'a\\b', 'x/../../b'])('states that %s leads out', (shard) => {
    expect(read({ x: shard }).problems).toMatchObject([{ code: 'weight-index-path' }]);
  });
});

describe('an adapter', () => {
  it('names its base', () => {
    const { adapter, json } = facts('adapter_config.json', {
      peft_type: 'LORA',
      base_model_name_or_path: 'org/base',
      revision: null,
    });
    expect(adapter).toEqual({ type: 'LORA', baseModel: 'org/base' });
    expect(json?.notable).toMatchObject([{ kind: 'model-reference', value: 'org/base' }]);
  });
});

describe('a model card', () => {
  it('tells base, relation, licence and the raw model-index', () => {
    const text =
      '---\nbase_model:\n- org/base\nbase_model_relation: finetune\nlicense: mit\ntags: [a, b]\nmodel-index:\n- name: m\n  results:\n  - task: {type: t}\n    metrics: [{type: acc, value: .nan}, {type: f1, value: 0.9}]\n---\n# Card\n---\n';
    const { modelCard, formats } = facts('README.md', text);
    expect(formats).toEqual(['model-card']);
    expect(modelCard).toMatchObject({
      baseModels: ['org/base'],
      relation: 'finetune',
      license: 'mit',
      tags: ['a', 'b'],
    });
    expect(JSON.parse(modelCard?.modelIndex ?? '')).toEqual([
      {
        name: 'm',
        results: [
          {
            task: { type: 't' },
            metrics: [
              { type: 'acc', value: 'NaN' },
              { type: 'f1', value: 0.9 },
            ],
          },
        ],
      },
    ]);
  });

  it.each<[string, string, 'limits' | 'problems', string]>([
    [
      'a billion laughs',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((key, at) => `${key}: &${key} [${`*${'abcdefg'[at] ?? ''},`.repeat(9)}]`)
        .join('\n')}\nmodel-index: *h\n`,
      'limits',
      'text.depth',
    ],
    ['flow nesting', `a: ${'['.repeat(100_000)}`, 'limits', 'text.depth'],
    ['closed flow nesting', `model-index: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'limits', 'text.depth'],
    ['broken YAML', 'a: [1\nb: }', 'problems', 'model-card-yaml'],
    ['a key twice', 'license: mit\nlicense: gpl\n', 'problems', 'model-card-duplicate-key'],
  ])('survives %s and says so', (_what, yaml, where, name) => {
    const start = performance.now();
    const found = facts('README.md', `---\n${yaml}\n---\n`);
    expect(found[where].map((entry) => ('code' in entry ? entry.code : entry.limit))).toContain(name);
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('is quick on as many keys as fit', () => {
    const yaml = Array.from({ length: 40_000 }, (_, index) => `k${index}: v`).join('\n');
    const start = performance.now();
    expect(facts('README.md', `---\n${yaml}\nlicense: mit\n---\n`).modelCard?.license).toBe('mit');
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('without front matter is plain text', () => {
    expect(facts('README.md', '# Hello')).toMatchObject({ formats: ['text'], complete: true });
  });

  it('never closed says so', () => {
    expect(facts('README.md', '---\nlicense: mit\n').problems).toMatchObject([{ code: 'model-card-front-matter' }]);
    expect(facts('README.md', `---\n${'#'.repeat(1 << 20)}`).limits).toMatchObject([{ limit: 'text.frontMatter' }]);
  });
});

describe('files that are no models', () => {
  it('tells Git LFS pointers from content', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 123\n`;
    expect(facts('model.safetensors', pointer)).toMatchObject({
      formats: ['lfs-pointer'],
      lfsPointer: { oid: `sha256:${'0'.repeat(64)}`, size: 123 },
      problems: [],
    });
    expect(facts('config.json', pointer)).toMatchObject({ formats: ['lfs-pointer'], problems: [] });
  });

  const elf = Buffer.alloc(64);
  elf.write('\x7fELF\x02\x01\x01', 'latin1');
  elf.writeUInt16LE(62, 18);
  const pe = Buffer.alloc(256);
  pe.write('MZ');
  pe.writeUInt32LE(128, 60);
  pe.write('PE\0\0', 128, 'latin1');
  pe.writeUInt16LE(0x8664, 132);
  it.each<[string, Buffer, string, string | undefined]>([
    ['ELF', elf, 'elf', 'x86-64'],
    ['PE', pe, 'pe', 'x86-64'],
    ['WebAssembly', Buffer.from('\0asm\x01\0\0\0', 'latin1'), 'wasm', undefined],
    ['Mach-O', Buffer.from('cffaedfe0c000001', 'hex'), 'mach-o', undefined],
    ['a universal binary', Buffer.from('cafebabe00000002', 'hex'), 'mach-o', undefined],
    ['a Java class', Buffer.from('cafebabe00000041', 'hex'), 'java-class', undefined],
    ['an αcτµαlly pδrταblε εxεcµταblε', Buffer.concat([Buffer.from("MZqFpD='\n"), Buffer.alloc(64)]), 'ape', undefined],
    ['Python bytecode', Buffer.from('cb0d0d0a00000000', 'hex'), 'python-bytecode', undefined],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /'), 'script', undefined],
  ])('recognises %s under any name', (_what, bytes, kind, machine) => {
    const found = factsOfBytes('innocent.txt', bytes);
    expect(found.formats).toContain('executable');
    expect(found.executables).toEqual([{ kind, offset: 0, ...(machine === undefined ? {} : { machine }) }]);
  });

  it('takes text that starts with MZ for text', () => {
    expect(factsOfBytes('a.txt', Buffer.from('MZ is how a DOS program starts. '.repeat(10)))).toMatchObject({
      formats: ['text'],
    });
  });

  it.each([
    ['ascii', Buffer.from('plain')],
    ['utf-8', Buffer.from('größer')],
    ['utf-8-bom', Buffer.from('\uFEFFx')],
    ['utf-16le', Buffer.from('\uFEFFx', 'utf16le')],
  ])('tells text in %s', (encoding, bytes) => {
    expect(factsOfBytes('a.txt', bytes)).toMatchObject({ formats: ['text'], complete: true, text: { encoding } });
  });

  it('takes large text in several bytes a character for text, wherever the windows fall', () => {
    for (const shift of [0, 1, 2]) {
      expect(factsOfBytes('a.txt', Buffer.from(`${'x'.repeat(shift)}${'€'.repeat(100_000)}`))).toMatchObject({
        text: { encoding: 'utf-8' },
      });
    }
  });

  it('keeps scripts for the rules that read them', () => {
    expect(facts('modeling.py', 'import os\n')).toMatchObject({
      script: { language: 'python', text: 'import os\n' },
      formats: ['text'],
    });
    expect(facts('run', '#!/usr/bin/env -S python3 -u\nx')).toMatchObject({ script: { language: 'python' } });
    expect(facts('big.sh', `#${'x'.repeat(4 << 20)}`)).toMatchObject({
      complete: false,
      limits: [{ limit: 'text.script' }],
    });
    // Python is read to its end, whatever is kept of its text.
    expect(facts('big.py', `#${'x'.repeat(4 << 20)}`)).toMatchObject({ complete: true, python: { calls: [] } });
    expect(facts('huge.py', `#${'x'.repeat(8 << 20)}`)).toMatchObject({
      complete: false,
      limits: [{ limit: 'python.sourceBytes' }],
    });
  });

  it('calls the rest data, and nothing empty', () => {
    expect(factsOfBytes('a.bin', Buffer.from([1, 2, 3, 0, 255]))).toMatchObject({ formats: ['data'], complete: true });
    expect(factsOfBytes('a', Buffer.alloc(0))).toMatchObject({ formats: ['empty'], complete: true, extension: '' });
  });
});

describe('a document that breaks off', () => {
  it('leaves a hole where loaders look for code, and only there', () => {
    const broken = '{"a": 1, // comment\n"auto_map": {}}';
    expect(facts('config.json', broken)).toMatchObject({ complete: false, problems: [{ code: 'json-syntax' }] });
    expect(facts('preprocessor_config.json', broken).complete).toBe(false);
    expect(facts('.vscode/settings.json', broken)).toMatchObject({
      complete: true,
      problems: [{ code: 'json-syntax' }],
    });
    expect(facts('README.md', '---\na: [1\nb: }\n---\n')).toMatchObject({
      complete: true,
      problems: [{ code: 'model-card-yaml' }],
    });
  });
});
