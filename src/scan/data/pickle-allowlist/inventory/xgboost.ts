import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const XGBOOST: readonly AllowGroup[] = [
  {
    source: 'xgboost 1.7.4, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'xgboost.core': 'XGBoostError',
      'xgboost.libpath': 'XGBoostLibraryNotFound',
    },
  },
  {
    source: 'xgboost 1.7.4, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'xgboost.collective': 'Op',
      'xgboost.rabit': 'Op',
    },
  },
  {
    source: 'xgboost 1.7.4, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      xgboost: 'Booster XGBClassifier XGBModel XGBRFClassifier XGBRFRegressor XGBRanker XGBRegressor',
      'xgboost.callback':
        'CallbackContainer EarlyStopping EvaluationMonitor LearningRateScheduler TrainingCallback TrainingCheckPoint',
      'xgboost.collective': 'CommunicatorContext',
      'xgboost.compat': 'XGBoostLabelEncoder',
      'xgboost.core': 'Booster',
      'xgboost.dask':
        'CommunicatorContext DaskDMatrix DaskDeviceQuantileDMatrix DaskQuantileDMatrix DaskScikitLearnBase DaskXGBClassifier DaskXGBRFClassifier DaskXGBRFRegressor DaskXGBRanker DaskXGBRegressor',
      'xgboost.rabit': 'RabitContext',
      'xgboost.sklearn': 'XGBClassifier XGBModel XGBRFClassifier XGBRFRegressor XGBRanker XGBRankerMixIn XGBRegressor',
      'xgboost.tracker': 'ExSocket WorkerEntry',
      'xgboost.training': '_PackedBooster',
    },
  },
  {
    source: 'xgboost 1.7.4, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'xgboost.dask': 'TrainReturnT',
    },
  },
];
