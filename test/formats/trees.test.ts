import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../src/formats/facts.ts';
import type { TreesFacts } from '../../src/formats/trees/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { catboost, categories, type Model } from '../support/catboost-assembler.ts';
import { lightgbm } from '../support/lightgbm-assembler.ts';
import * as x from '../support/xgboost-assembler.ts';

const honest = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/formats/${name}`, import.meta.url)));
function trees(name: string, bytes: Uint8Array): TreesFacts {
  const found = factsOfBytes(name, bytes).documents?.find(({ format }) => format === 'trees');
  if (found?.format !== 'trees') throw new Error('no model of trees');
  return found;
}
const problems = ({ problems: all }: FileFacts): string[] => all.map(({ message }) => message);

describe('models that XGBoost wrote', () => {
  it('say what they are made of, whatever they are called', () => {
    expect(trees('a.bin', honest('xgboost/trees.json'))).toMatchObject({
      encoding: 'json',
      version: '1.7.4',
      booster: 'gbtree',
      objective: 'binary:logistic',
      features: 4,
      trees: 2,
      attributes: expect.arrayContaining(['note']),
    });
    expect(trees('a.bin', honest('xgboost/dart.ubj'))).toMatchObject({ encoding: 'ubjson', booster: 'dart', trees: 2 });
    expect(trees('a.bin', honest('xgboost/several.model'))).toMatchObject({
      encoding: 'binary',
      version: '1.7',
      objective: 'multi:softprob',
      trees: 6,
    });
    expect(trees('a.bin', honest('xgboost/estimator.model')).attributes).toContain('scikit_learn');
  });

  it('say the same of one tree in each format', () => {
    const document = x.document(x.STUMP);
    const [json, ubjson, binary] = [Buffer.from(JSON.stringify(document)), x.ubjson(document), x.binary(x.STUMP)].map(
      (bytes) => trees('a', bytes),
    );
    const common = { features: 2, trees: 1, nodes: 3, booster: 'gbtree', objective: 'reg:squarederror' };
    for (const facts of [json, ubjson, binary]) expect(facts).toMatchObject(common);
  });
});

describe('a model of XGBoost that is cut off', () => {
  it.each(['a.model', 'a.json'])('says where, whatever its name is: %s', (path) => {
    const cut = honest('xgboost/trees.json').subarray(0, 400);
    const { complete, problems } = factsOfBytes(path, cut);
    expect(complete).toBe(false);
    expect(problems.map(({ offset }) => offset)).toContain(400);
  });
});

describe('a tree', () => {
  const all = (tree: x.Tree): string[][] =>
    [Buffer.from(JSON.stringify(x.document(tree))), x.ubjson(x.document(tree)), x.binary(tree)].map((bytes) =>
      problems(factsOfBytes('a', bytes)),
    );

  it('whose child lies outside of it would be read out of bounds', () => {
    for (const child of [3, -2, 2_000_000_000])
      for (const found of all({ ...x.STUMP, left: [child, -1, -1] }))
        expect(found).toEqual([`tree 0: node 0 of 3 has the child ${child}`]);
  });

  it('that leads back into itself would be walked without end', () => {
    for (const found of all({ ...x.STUMP, left: [1, 1, -1], right: [2, 2, -1] }))
      expect(found).toEqual(['tree 0: node 1 is reached twice']);
  });

  it('that splits by a feature which no row has would read past the row', () => {
    for (const found of all({ ...x.STUMP, features: [2, 0, 0] }))
      expect(found).toEqual(['a node splits by the feature 2 of 2']);
  });

  it('that states more nodes than the file has takes no memory', () => {
    for (const found of all({ ...x.STUMP, nodes: 2_000_000_000 })) expect(found).toHaveLength(1);
  });
});

describe('a model of LightGBM', () => {
  const found = (text: string): string[] => problems(factsOfBytes('model.txt', Buffer.from(text)));

  it('says what it is made of', () => {
    const expected = { library: 'lightgbm', version: 'v4', objective: 'regression', features: 2, trees: 1, nodes: 3 };
    expect(trees('model.txt', Buffer.from(lightgbm()))).toMatchObject(expected);
    expect(found(lightgbm())).toEqual([]);
  });

  it('is loaded by the sizes that it states, so that they lead to its trees', () => {
    expect(found(lightgbm().replaceAll('\n', '\r\n'))).toHaveLength(1);
    expect(found(lightgbm().replace(/^tree_sizes=\d+$/mu, 'tree_sizes=9999'))).toEqual([
      expect.stringContaining('tree 0'),
    ]);
    expect(found(lightgbm().replace(/^(tree_sizes=\d+)$/mu, '$1 10'))).toHaveLength(1);
    expect(found(lightgbm().replace(/^tree_sizes=.*\n/mu, ''))).toEqual([]);
  });

  it('may have leaves that are linear in features of a row', () => {
    const linear = { is_linear: '1', num_features: '1 2', leaf_features: '0  0 1 ', leaf_coeff: '0.5  1 2 ' };
    expect(found(lightgbm(linear))).toEqual([]);
    for (const leaf_features of ['0 0 2', '0 0', '-1 0 1'])
      expect(found(lightgbm({ ...linear, leaf_features }))).toHaveLength(1);
    expect(found(lightgbm({ ...linear, num_features: '3' }))).toHaveLength(1);
  });

  it('may have a tree of a single leaf', () => {
    const leaf = {
      num_leaves: '1',
      split_feature: '',
      threshold: '',
      decision_type: '',
      left_child: '',
      right_child: '',
    };
    expect(found(lightgbm({ ...leaf, leaf_value: '0.1' }))).toEqual([]);
  });

  it('is told where a split, a child or a set of categories is not there', () => {
    const sets = { num_cat: '1', decision_type: '1', cat_boundaries: '0 2', cat_threshold: '1 2' };
    expect(found(lightgbm({ ...sets, threshold: '0' }))).toEqual([]);
    for (const threshold of ['1', '-1', '0.5', 'x']) expect(found(lightgbm({ ...sets, threshold }))).toHaveLength(1);
    for (const boundaries of ['0', '0 3', '2 0', '0 1 2'])
      expect(found(lightgbm({ ...sets, threshold: '0', cat_boundaries: boundaries }))).toHaveLength(1);
    for (const child of ['1', '-3', '0', 'x', '']) expect(found(lightgbm({ left_child: child }))).toHaveLength(1);
    expect(found(lightgbm({ decision_type: '1' }))).toHaveLength(1);
    expect(found(lightgbm({ num_leaves: '99999999999' }))).toHaveLength(1);
  });

  it('that has no end was cut off', () => {
    expect(factsOfBytes('model.txt', Buffer.from(lightgbm({}, '')))).toMatchObject({
      complete: false,
      problems: [{ code: 'lightgbm-truncated' }],
    });
  });
});

describe('a model of CatBoost', () => {
  const stump: Model = { trees: [[0], [1]], borders: [[0.5], [0.5]] };
  const found = (more: Partial<Model>): string[] => problems(factsOfBytes('a.cbm', catboost({ ...stump, ...more })));

  it('says what it is made of', () => {
    expect(trees('a', catboost(stump))).toMatchObject({
      library: 'catboost',
      booster: 'oblivious',
      trees: 2,
      features: 2,
    });
    const steps = [[1, 0, 0] as const, [0, 0, 1] as const];
    expect(trees('a', catboost({ ...stump, trees: [[0, 1]], steps }))).toMatchObject({ booster: 'non-symmetric' });
  });

  it('is told where a condition, a node or the value of a leaf is not there', () => {
    expect(found({})).toEqual([]);
    for (const condition of [2, -1, 0x7fff_ffff]) expect(found({ trees: [[condition], [0]] })).toHaveLength(1);
    for (const leaves of [0, 3, 5]) expect(found({ leaves })).toHaveLength(1);
    for (const starts of [[0, 0], [1, 0], [0, 2], [0]]) expect(found({ starts })).toHaveLength(1);
    for (const step of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 2],
    ] as const)
      expect(found({ trees: [[0]], steps: [step], leaves: 2 })).toHaveLength(1);
    expect(found({ trees: [Array.from({ length: 40 }, () => 0)], leaves: 1 })).toHaveLength(1);
  });

  it('has behind the trees what it states, and nothing else', () => {
    const parts = ['static_provider_v1'];
    expect(found({ parts, behind: categories() })).toEqual([]);
    expect(found({ behind: categories() })).toEqual([expect.stringContaining('follow the model')]);
    expect(found({ parts })).toHaveLength(1);
    expect(found({ parts, behind: Buffer.from('ffffffff', 'hex') })).toHaveLength(1);
    expect(found({ parts: ['other'], behind: categories() })).toHaveLength(1);
  });

  it('blocks with dictionaries of texts, for which there is no parser', () => {
    const facts = factsOfBytes('a.cbm', catboost({ ...stump, parts: ['text_process_v2\0'], behind: Buffer.alloc(64) }));
    expect(facts).toMatchObject({ complete: false, limits: [{ limit: 'catboost.part' }] });
  });
});

describe('a document of UBJSON', () => {
  it.each([
    ['a length of nearly 2^63', '5b2449234c7fffffffffffffff', 'length'],
    ['a negative length', '5b2369ff', 'length'],
    ['more values of no bytes than it has bytes', '5b2454236c7fffffff', 'length'],
    ['a type that is none', '7b69016151', 'type'],
    ['a second document', '5b2369005b236900', 'trailing-data'],
    ['a type without a count', '5b246969', 'header'],
    ['the same key twice', '7b69016154690161467d', 'duplicate-key'],
  ])('with %s is one that breaks the format', (_, hex, code) => {
    const facts = factsOfBytes('a.ubj', Buffer.from(hex, 'hex'));
    expect(facts.formats).toEqual(['ubjson']);
    expect(facts.problems.map((problem) => problem.code)).toEqual([`ubjson-${code}`]);
  });

  it('is read to a stated depth', () => {
    expect(
      factsOfBytes('a.ubj', Buffer.concat([Buffer.from('{i\u0001a'), Buffer.alloc(10_000, '[')])).limits.map(
        ({ limit }) => limit,
      ),
    ).toEqual(['ubjson.depth']);
  });
});
