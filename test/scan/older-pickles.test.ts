import { describe, expect, it } from 'vitest';
import { runRules } from '../../src/scan/run-rules.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { blocks } from '../../src/scan/stage.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as p from '../support/pickle-assembler.ts';

type Code = readonly Uint8Array[];

const made = (module: string, name: string, state: Code = [p.emptyDict]): Code => [
  p.global(module, name),
  p.emptyTuple,
  p.newObj,
  ...state,
  p.build,
];
const called = (module: string, name: string, ...args: Code): Code => [
  p.global(module, name),
  p.mark,
  ...args,
  p.tuple,
  p.reduce,
];
/** Older Pythons and extension types: `copy_reg._reconstructor(cls, object, None)`. */
const reconstructed = (module: string, name: string, state: Code = [p.emptyDict]): Code => [
  ...called('copy_reg', '_reconstructor', p.global(module, name), p.global('__builtin__', 'object'), p.none),
  ...state,
  p.build,
];
const beside = (file: string): Code => [p.emptyDict, p.binUnicode('filename'), p.binUnicode(file), p.setItem];
const array = (module: string, name: string): Code =>
  called(
    'numpy.core.multiarray',
    '_reconstruct',
    p.global(module, name),
    p.int1(0),
    p.tuple1,
    p.bytes(Buffer.from('b')),
  );

async function blocking(...code: Code): Promise<string[]> {
  const facts = factsOfBytes('model.pkl', p.pickle(p.proto(2), ...code, p.stop));
  const { findings, failures } = await runRules(SCAN_RULES, [facts], new AbortController().signal);
  expect(failures).toEqual([]);
  expect(facts.complete).toBe(true);
  return findings.filter((finding) => blocks(finding, 'high')).map(({ message }) => message);
}

describe('what older versions of libraries wrote', () => {
  it.each<[string, Code]>([
    [
      'an array of joblib 0.9, which lies in a file beside it',
      made('joblib.numpy_pickle', 'NDArrayWrapper', beside('m.pkl_01.npy')),
    ],
    [
      'the same under scikit-learn',
      made('sklearn.externals.joblib.numpy_pickle', 'NDArrayWrapper', beside('m.pkl_01.npy')),
    ],
    [
      'a compressed array of joblib 0.9',
      reconstructed('joblib.numpy_pickle', 'ZNDArrayWrapper', beside('m.pkl_01.npy.z')),
    ],
    ['labels of a MultiIndex of pandas 0.24', array('pandas.core.indexes.frozen', 'FrozenNDArray')],
    ['labels of a MultiIndex of pandas 0.19', array('pandas.core.base', 'FrozenNDArray')],
    ['levels of a MultiIndex', called('pandas.core.indexes.frozen', 'FrozenList', p.emptyList)],
    [
      'an index of pandas 0.19',
      called('pandas.indexes.base', '_new_Index', p.global('pandas.indexes.numeric', 'Int64Index'), p.emptyDict),
    ],
    [
      'dates of pandas 0.19',
      called(
        'pandas.tseries.index',
        '_new_DatetimeIndex',
        p.global('pandas.tseries.index', 'DatetimeIndex'),
        p.emptyDict,
      ),
    ],
    ['a forest of scikit-learn 0.20', made('sklearn.ensemble.forest', 'RandomForestClassifier')],
    ['an encoder of scikit-learn 0.19', reconstructed('sklearn.preprocessing.data', 'OneHotEncoder')],
    ['a column transformer of scikit-learn 1.5', made('sklearn.compose._column_transformer', '_RemainderColsList')],
    ['a polynomial', made('numpy.lib.polynomial', 'poly1d')],
    ['survival times', made('lifelines.fitters.weibull_aft_fitter', 'WeibullAFTFitter')],
    ['an agent', [p.global('stable_baselines3.common.policies', 'ActorCriticPolicy')]],
  ])('passes: %s', async (_, code) => {
    expect(await blocking(...code)).toEqual([]);
  });

  it.each<[string, Code]>([
    ['a constructor that opens a file', called('PIL.PngImagePlugin', 'PngImageFile', p.short('/etc/passwd'))],
    [
      'a tensor subclass rebuilt by a command',
      called(
        'torch._tensor',
        '_rebuild_from_type',
        p.global('os', 'system'),
        p.none,
        p.short('true'),
        p.tuple1,
        p.emptyDict,
      ),
    ],
    ['an array from elsewhere', made('joblib.numpy_pickle', 'NDArrayWrapper', beside('../../etc/x.npy'))],
    ['items set on an array wrapper', [...made('joblib.numpy_pickle', 'NDArrayWrapper'), p.none, p.none, p.setItem]],
    ['a group whose key is called', called('pandas.core.groupby.generic', 'DataFrameGroupBy', p.none)],
    ['what closes itself when it is dropped', made('pandas', 'ExcelFile')],
  ])('blocks: %s', async (_, code) => {
    expect(await blocking(...code)).not.toEqual([]);
  });
});
