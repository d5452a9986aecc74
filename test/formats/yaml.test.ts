import { describe, expect, it } from 'vitest';
import type { YamlFacts } from '../../src/formats/yaml/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';

const read = (text: string, path = 'a.yaml') => factsOfBytes(path, Buffer.from(text));
function yaml(text: string, path?: string): YamlFacts {
  const found = read(text, path).documents?.find(({ format }) => format === 'yaml');
  if (found?.format !== 'yaml') throw new Error('no YAML');
  return found;
}

describe('YAML documents', () => {
  it('say where they name code, in bytes and lines', () => {
    const text = '# ünïcode\na: {}\n---\nb:\n  - _target_: x.Y\n';
    expect(yaml(text).names).toEqual([
      {
        key: '_target_',
        value: 'x.Y',
        computed: false,
        pointer: 'b.0._target_',
        offset: Buffer.from(text).indexOf('x.Y'),
        line: 5,
      },
    ]);
  });

  it('count every one of two equal keys', () => {
    expect(yaml('_target_: a.b\n_target_: c.d\n').names.map(({ value }) => value)).toEqual(['a.b', 'c.d']);
  });

  it('follow references, also those that refer to references, and stop at those that circle', () => {
    expect(yaml('a: ${b}\nb: os.${c}\nc: system\n_target_: ${a}\n').names).toMatchObject([
      { value: 'os.system', computed: false },
    ]);
    expect(yaml('a: ${b}\nb: ${a}\n_target_: ${a}\n').names).toMatchObject([{ computed: true }]);
    expect(yaml('a: ${a}${a}${a}\n_target_: ${a}\n').names[0]?.value.length).toBeLessThan(4_000);
  });

  it('are read in UTF-16 as PyYAML does', () => {
    const text = Buffer.from('\uFEFF_target_: os.system\n', 'utf16le');
    expect(factsOfBytes('a.yaml', text).documents).toMatchObject([{ names: [{ value: 'os.system' }] }]);
  });

  it('are not expanded: a billion laughs is told, and many uses of one anchor are not', () => {
    const bomb = [
      'a: &a [x]',
      ...'bcdefghij'.split('').map((name, n) => `${name}: &${name} [${`*${'abcdefghi'[n]},`.repeat(9)}]`),
    ];
    const facts = read(`${bomb.join('\n')}\n_target_: *j\n`);
    expect(facts).toMatchObject({ complete: false, documents: [{ names: [] }], limits: [{ limit: 'yaml.aliases' }] });
    expect(read(`a: &a [x]\nb: [${'*a,'.repeat(500)}]\n_target_: torch.nn.Linear\n`)).toMatchObject({ complete: true });
  });

  it('that are nested too deeply were not read', () => {
    expect(read(`_target_: ${'['.repeat(100_000)}`)).toMatchObject({ complete: false });
    expect(read(`_target_: ${'['.repeat(400)}${']'.repeat(400)}`).limits.map(({ limit }) => limit)).toContain(
      'yaml.depth',
    );
  });

  it('that no parser takes are scanned by lines, and count as unread where a loader would read them', () => {
    expect(read('a: [1\n  b: c: d\n!x')).toMatchObject({ complete: true, problems: [{ code: 'yaml-syntax' }] });
    expect(read('a: [1\n  b: c: d\n!x', 'model_config.yaml').complete).toBe(false);
    expect(read('_target_: os.system\n a: [1').documents).toMatchObject([{ names: [{ value: 'os.system', line: 1 }] }]);
  });

  it('of many megabytes cost little when they name nothing', () => {
    const started = performance.now();
    expect(read('- {name: x, text: "target practice!"}\n'.repeat(300_000)).complete).toBe(true);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
