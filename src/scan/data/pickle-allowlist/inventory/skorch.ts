import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const SKORCH: readonly AllowGroup[] = [
  {
    source: 'skorch 0.12.1, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'skorch._version': 'InvalidVersion',
      'skorch.exceptions':
        'DeviceWarning NotInitializedError SkorchAttributeError SkorchException SkorchTrainingImpossibleError SkorchWarning',
    },
  },
  {
    source: 'skorch 0.12.1, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'skorch.utils': 'Ansi',
    },
  },
  {
    source: 'skorch 0.12.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'skorch._version': 'LegacyVersion Version _BaseVersion _Version',
      'skorch.callbacks.base': 'Callback',
      'skorch.callbacks.logging':
        'EpochTimer MlflowLogger NeptuneLogger PrintLog ProgressBar SacredLogger TensorBoard WandbLogger',
      'skorch.callbacks.lr_scheduler': 'LRScheduler WarmRestartLR',
      'skorch.callbacks.regularization': 'GradientNormClipping',
      'skorch.callbacks.scoring': 'BatchScoring EpochScoring PassthroughScoring ScoringBase',
      'skorch.callbacks.training':
        'Checkpoint EarlyStopping Freezer Initializer InputShapeSetter LoadInitState ParamMapper TrainEndCheckpoint Unfreezer',
      'skorch.dataset': 'CVSplit Dataset ValidSplit',
      'skorch.helper': 'DataFrameTransformer SliceDataset SliceDict',
      'skorch.history': '_none',
      'skorch.toy': 'MLPModule',
      'skorch.utils': 'FirstStepAccumulator TeeGenerator _none',
    },
  },
  {
    source: 'skorch 0.12.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'skorch.history': 'History',
    },
  },
];
