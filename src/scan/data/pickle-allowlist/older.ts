import type { AllowGroup } from './group.ts';

/** What older versions of libraries wrote, under names that the current ones don't have. */
export const OLDER: readonly AllowGroup[] = [
  {
    source: 'joblib 0.3 to 0.9 numpy_pickle.py; numpy_pickle_compat.py since',
    why: 'Names the file beside it that holds an array; that file is read as one of the submission',
    may: ['new', 'build'],
    names: { 'joblib.numpy_pickle': 'NDArrayWrapper ZNDArrayWrapper' },
  },
  {
    source: 'pandas 0.13 to 0.25 core/indexes/frozen.py and core/base.py: levels and labels of a MultiIndex',
    why: 'Lists and arrays that refuse changes; their constructors copy what they are given',
    may: ['call', 'new', 'build', 'items'],
    names: {
      'pandas.core.indexes.frozen': 'FrozenList FrozenNDArray',
      'pandas.core.base': 'FrozenList FrozenNDArray',
      'pandas.indexes.frozen': 'FrozenList FrozenNDArray',
    },
  },
  {
    source:
      'pandas 0.15 to 0.25: core/sparse, core/categorical.py, core/internals.py, tseries/index.py, period.py, tdi.py',
    why: 'Rebuilds containers of arrays',
    may: ['call', 'new', 'build'],
    names: {
      'pandas.core.sparse.frame': 'SparseDataFrame',
      'pandas.core.sparse.series': 'SparseSeries',
      'pandas.core.sparse.array': 'SparseArray',
      'pandas.sparse.frame': 'SparseDataFrame',
      'pandas.sparse.series': 'SparseSeries',
      'pandas.sparse.array': 'SparseArray',
      'pandas.core.categorical': 'Categorical',
      'pandas.core.internals': 'ObjectBlock FloatBlock IntBlock BoolBlock DatetimeBlock CategoricalBlock',
      'pandas.tseries.index': 'DatetimeIndex _new_DatetimeIndex',
      'pandas.tseries.period': 'Period PeriodIndex _new_PeriodIndex',
      'pandas.tseries.tdi': 'TimedeltaIndex',
      'pandas.indexes.range': 'RangeIndex',
      'pandas.indexes.numeric': 'Float64Index Int64Index UInt64Index',
      'pandas.indexes.multi': 'MultiIndex',
      'pandas.indexes.category': 'CategoricalIndex',
      'pandas.types.dtypes': 'CategoricalDtype DatetimeTZDtype PeriodDtype',
    },
  },
  {
    source:
      'scikit-learn 0.14 to 0.19 preprocessing/data.py, datasets/base.py; 0.19 to 0.21 utils/deprecation.py; 0.22 to 1.5 modules under their own names; 1.5 and 1.6 compose/_column_transformer.py',
    why: 'Estimators and containers: a list and dictionaries that warn when they are read',
    may: ['new', 'build', 'items'],
    names: {
      'sklearn.preprocessing.data': 'OneHotEncoder',
      'sklearn.datasets.base': 'Bunch',
      'sklearn.utils.deprecation': 'DeprecationDict',
      'sklearn.compose._column_transformer': '_RemainderColsList',
      'sklearn.feature_extraction.hashing': 'FeatureHasher',
      'sklearn.cluster.hierarchical': 'AgglomerativeClustering FeatureAgglomeration',
    },
  },
  {
    source: 'NumPy 1.x lib/polynomial.py and core/defchararray.py, 2.x lib/_polynomial_impl.py',
    why: 'Coefficients; an array of texts',
    may: ['new', 'build'],
    names: {
      'numpy.lib.polynomial': 'poly1d',
      'numpy.lib._polynomial_impl': 'poly1d',
      'numpy.core.defchararray': 'chararray',
    },
  },
  {
    source:
      'PyTorch 1.4 to 2.x _utils.py _rebuild_xla_tensor, 1.9 to 1.12 _rebuild_mlc_tensor; 1.7 to 1.10 _tensor.py and tensor.py _rebuild_from_type',
    why: 'Tensors over arrays of NumPy; a call of the first argument, which counts as one of its own',
    may: ['call'],
    names: {
      'torch._utils': '_rebuild_xla_tensor _rebuild_mlc_tensor',
      'torch._tensor': '_rebuild_from_type',
      'torch.tensor': '_rebuild_from_type',
    },
  },
  {
    source: 'lifelines 0.14 to 0.30 fitters/*.py',
    why: 'Fitted models: tables and numbers',
    may: ['new', 'build'],
    names: {
      'lifelines.fitters.aalen_additive_fitter': 'AalenAdditiveFitter',
      'lifelines.fitters.aalen_johansen_fitter': 'AalenJohansenFitter',
      'lifelines.fitters.breslow_fleming_harrington_fitter': 'BreslowFlemingHarringtonFitter',
      'lifelines.fitters.cox_time_varying_fitter': 'CoxTimeVaryingFitter',
      'lifelines.fitters.exponential_fitter': 'ExponentialFitter',
      'lifelines.fitters.generalized_gamma_fitter': 'GeneralizedGammaFitter',
      'lifelines.fitters.generalized_gamma_regression_fitter': 'GeneralizedGammaRegressionFitter',
      'lifelines.fitters.log_logistic_aft_fitter': 'LogLogisticAFTFitter',
      'lifelines.fitters.log_logistic_fitter': 'LogLogisticFitter',
      'lifelines.fitters.log_normal_aft_fitter': 'LogNormalAFTFitter',
      'lifelines.fitters.log_normal_fitter': 'LogNormalFitter',
      'lifelines.fitters.mixture_cure_fitter': 'MixtureCureFitter',
      'lifelines.fitters.nelson_aalen_fitter': 'NelsonAalenFitter',
      'lifelines.fitters.piecewise_exponential_fitter': 'PiecewiseExponentialFitter',
      'lifelines.fitters.piecewise_exponential_regression_fitter': 'PiecewiseExponentialRegressionFitter',
      'lifelines.fitters.spline_fitter': 'SplineFitter',
      'lifelines.fitters.weibull_aft_fitter': 'WeibullAFTFitter',
      'lifelines.fitters.weibull_fitter': 'WeibullFitter',
    },
  },
  {
    source:
      'Stable-Baselines3 1.x and 2.x common/{policies,torch_layers,noise,utils,distributions}.py, {dqn,sac,td3}/policies.py, her/*.py; SB3-Contrib: classes in the data of a saved agent',
    why: 'Named as classes; noises and schedules of numbers. A schedule calls the function that it keeps, which stands in the stream',
    may: ['new', 'build'],
    names: {
      'stable_baselines3.common.policies':
        'ActorCriticCnnPolicy ActorCriticPolicy BaseModel BasePolicy ContinuousCritic MultiInputActorCriticPolicy',
      'stable_baselines3.common.torch_layers':
        'BaseFeaturesExtractor CombinedExtractor FlattenExtractor MlpExtractor NatureCNN',
      'stable_baselines3.common.noise':
        'ActionNoise NormalActionNoise OrnsteinUhlenbeckActionNoise VectorizedActionNoise',
      'stable_baselines3.common.utils': 'ConstantSchedule FloatSchedule LinearSchedule',
      'stable_baselines3.common.distributions':
        'BernoulliDistribution CategoricalDistribution DiagGaussianDistribution MultiCategoricalDistribution SquashedDiagGaussianDistribution StateDependentNoiseDistribution',
      'stable_baselines3.dqn.policies': 'CnnPolicy DQNPolicy MultiInputPolicy QNetwork',
      'stable_baselines3.sac.policies': 'Actor CnnPolicy MultiInputPolicy SACPolicy',
      'stable_baselines3.td3.policies': 'Actor CnnPolicy MultiInputPolicy TD3Policy',
      'stable_baselines3.her.her_replay_buffer': 'HerReplayBuffer',
      'sb3_contrib.common.maskable.policies':
        'MaskableActorCriticCnnPolicy MaskableActorCriticPolicy MaskableMultiInputActorCriticPolicy',
      'sb3_contrib.common.recurrent.policies':
        'RecurrentActorCriticCnnPolicy RecurrentActorCriticPolicy RecurrentMultiInputActorCriticPolicy',
      'sb3_contrib.qrdqn.policies': 'QRDQNPolicy QuantileNetwork',
      'sb3_contrib.tqc.policies': 'Actor TQCPolicy',
    },
  },
  {
    source: 'Stable-Baselines3 1.x and 2.x her/goal_selection_strategy.py: an enumeration',
    why: 'A call looks the member up by value',
    may: ['call', 'member'],
    names: { 'stable_baselines3.her.goal_selection_strategy': 'GoalSelectionStrategy' },
  },
  {
    source: 'sktime 0.30 forecasting/arima/_pmdarima.py; InterpretML 0.2 and 0.3 glassbox/ebm/ebm.py',
    why: 'Estimators without a __setstate__ that calls anything',
    may: ['new', 'build'],
    names: {
      'sktime.forecasting.arima._pmdarima': 'ARIMA AutoARIMA',
      'interpret.glassbox.ebm.ebm': 'ExplainableBoostingClassifier ExplainableBoostingRegressor',
    },
  },
];
