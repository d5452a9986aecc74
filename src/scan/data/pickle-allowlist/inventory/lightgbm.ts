import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const LIGHTGBM: readonly AllowGroup[] = [
  {
    source: 'lightgbm 4.7.0, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'lightgbm.basic': 'LGBMDeprecationWarning LightGBMError',
    },
  },
  {
    source: 'lightgbm 4.7.0, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'lightgbm.basic': '_MissingType',
      'lightgbm.dask': '_DatasetNames',
    },
  },
  {
    source: 'lightgbm 4.7.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      lightgbm:
        'DaskLGBMClassifier DaskLGBMRanker DaskLGBMRegressor EvalResult LGBMClassifier LGBMModel LGBMRanker LGBMRegressor Sequence',
      'lightgbm.basic': 'EvalResult Sequence _ConfigAliases _DummyLogger _TempFile',
      'lightgbm.callback':
        'CallbackEnv _EarlyStoppingCallback _LogEvaluationCallback _RecordEvaluationCallback _ResetParameterCallback',
      'lightgbm.dask': 'DaskLGBMClassifier DaskLGBMRanker DaskLGBMRegressor _DaskLGBMModel _RemoteSocket',
      'lightgbm.sklearn':
        'LGBMClassifier LGBMModel LGBMRanker LGBMRegressor _EvalFunctionWrapper _ObjectiveFunctionWrapper',
    },
  },
];
