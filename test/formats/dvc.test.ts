import { describe, expect, it } from 'vitest';
import { factsOfBytes } from '../support/facts-of.ts';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
const read = (text: string, path = 'data.csv.dvc') => factsOfBytes(path, Buffer.from(text));

describe('files of DVC', () => {
  it('say which data they pin, how, and by which version of DVC', () => {
    expect(read(`outs:\n- md5: ${MD5}\n  size: 0\n  hash: md5\n  path: data.csv\n`).dvc).toEqual({
      kind: 'tracking',
      pins: [{ path: 'data.csv', md5: MD5, size: 0, converted: false, role: 'output' }],
      unpinned: [],
    });
    expect(read(`wdir: ..\nouts:\n- md5: ${MD5}.dir\n  nfiles: 2\n  path: data\n`).dvc).toEqual({
      kind: 'tracking',
      workingDirectory: '..',
      pins: [{ path: 'data', md5: `${MD5}.dir`, files: 2, converted: true, role: 'output' }],
      unpinned: [],
    });
  });

  it('give what each stage of a lock file read and made', () => {
    const lock = `schema: '2.0'\nstages:\n  train:\n    cmd: python train.py\n    deps:\n    - path: data.csv\n      hash: md5\n      md5: ${MD5}\n    - path: notes\n    outs:\n    - path: model.gguf\n      hash: md5\n      md5: ${MD5}\n      size: 7\n`;
    expect(read(lock, 'sub/dvc.lock').dvc).toEqual({
      kind: 'lock',
      pins: [
        { path: 'model.gguf', md5: MD5, size: 7, converted: false, role: 'output', stage: 'train' },
        { path: 'data.csv', md5: MD5, converted: false, role: 'dependency', stage: 'train' },
      ],
      unpinned: ['notes'],
    });
  });

  it.each([
    ['a key that stands twice', `outs:\n- path: a\n  md5: ${MD5}\n  md5: ${MD5.replace('d', 'e')}\n`],
    ['an alias', `x: &x [{path: a, md5: ${MD5}}]\nouts: *x\n`],
    ['a tag', `outs: !!python/object:os.system\n- path: a\n`],
    ['no mapping', '- a\n'],
    ['nesting without end', '['.repeat(20_000)],
    ['no UTF-8', '\u0000'],
  ])('pin nothing with %s, and say so', (_what, text) => {
    const facts = text === '\u0000' ? factsOfBytes('a.dvc', Uint8Array.of(0xff, 0xfe, 0x41)) : read(text);
    expect(facts.dvc).toBeUndefined();
    expect(facts.problems.map(({ code }) => code)).toEqual(['dvc-syntax']);
  });

  it('never take another digest for a pin', () => {
    expect(read(`outs:\n- path: a\n  md5: ../../etc\n- path: b\n  etag: x\n- md5: ${MD5}\n`)).toMatchObject({
      dvc: { pins: [], unpinned: ['a', 'b'] },
      problems: [{ code: 'dvc-entry' }],
    });
  });
});
