import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const SKLEARN_PANDAS: readonly AllowGroup[] = [
  {
    source: 'sklearn_pandas 2.2.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'sklearn_pandas.cross_validation': 'DataWrapper',
      'sklearn_pandas.dataframe_mapper': 'DataFrameMapper',
      'sklearn_pandas.pipeline': 'TransformerPipeline',
      'sklearn_pandas.transformers': 'NumericalTransformer',
    },
  },
];
