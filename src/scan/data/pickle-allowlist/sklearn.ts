import type { AllowGroup } from './group.ts';

/** Estimators and what they are made of. */
export const SKLEARN: readonly AllowGroup[] = [
  {
    source: 'scikit-learn 1.2.1, every class outside tests, plots and vendored code',
    why: 'NEWOBJ allocates the estimator, BUILD sets its attributes; callables it holds are judged by their own names',
    may: ['new', 'build'],
    names: {
      'sklearn._loss._loss':
        'CyAbsoluteError CyHalfBinomialLoss CyHalfGammaLoss CyHalfMultinomialLoss CyHalfPoissonLoss CyHalfSquaredError CyHalfTweedieLoss CyHalfTweedieLossIdentity CyLossFunction CyPinballLoss',
      'sklearn._loss.glm_distribution':
        'DistributionBoundary ExponentialDispersionModel GammaDistribution InverseGaussianDistribution NormalDistribution PoissonDistribution TweedieDistribution',
      'sklearn._loss.link': 'BaseLink IdentityLink Interval LogLink LogitLink MultinomialLogit',
      'sklearn._loss.loss':
        'AbsoluteError BaseLoss HalfBinomialLoss HalfGammaLoss HalfMultinomialLoss HalfPoissonLoss HalfSquaredError HalfTweedieLoss HalfTweedieLossIdentity PinballLoss',
      'sklearn.base':
        'BaseEstimator BiclusterMixin ClassNamePrefixFeaturesOutMixin ClassifierMixin ClusterMixin DensityMixin MetaEstimatorMixin MultiOutputMixin OneToOneFeatureMixin OutlierMixin RegressorMixin TransformerMixin _UnstableArchMixin',
      'sklearn.calibration': 'CalibratedClassifierCV CalibrationDisplay _CalibratedClassifier _SigmoidCalibration',
      'sklearn.cluster._affinity_propagation': 'AffinityPropagation',
      'sklearn.cluster._agglomerative': 'AgglomerativeClustering FeatureAgglomeration',
      'sklearn.cluster._bicluster': 'BaseSpectral SpectralBiclustering SpectralCoclustering',
      'sklearn.cluster._birch': 'Birch _CFNode _CFSubcluster',
      'sklearn.cluster._bisect_k_means': 'BisectingKMeans _BisectingTree',
      'sklearn.cluster._dbscan': 'DBSCAN',
      'sklearn.cluster._feature_agglomeration': 'AgglomerationTransform',
      'sklearn.cluster._hierarchical_fast': 'UnionFind WeightedEdge',
      'sklearn.cluster._kmeans': 'KMeans MiniBatchKMeans _BaseKMeans',
      'sklearn.cluster._mean_shift': 'MeanShift',
      'sklearn.cluster._optics': 'OPTICS',
      'sklearn.cluster._spectral': 'SpectralClustering',
      'sklearn.compose._column_transformer': 'ColumnTransformer make_column_selector',
      'sklearn.compose._target': 'TransformedTargetRegressor',
      'sklearn.covariance._elliptic_envelope': 'EllipticEnvelope',
      'sklearn.covariance._empirical_covariance': 'EmpiricalCovariance',
      'sklearn.covariance._graph_lasso': 'BaseGraphicalLasso GraphicalLasso GraphicalLassoCV',
      'sklearn.covariance._robust_covariance': 'MinCovDet',
      'sklearn.covariance._shrunk_covariance': 'LedoitWolf OAS ShrunkCovariance',
      'sklearn.cross_decomposition._pls': 'CCA PLSCanonical PLSRegression PLSSVD _PLS',
      'sklearn.decomposition._base': '_BasePCA',
      'sklearn.decomposition._dict_learning':
        'DictionaryLearning MiniBatchDictionaryLearning SparseCoder _BaseSparseCoding',
      'sklearn.decomposition._factor_analysis': 'FactorAnalysis',
      'sklearn.decomposition._fastica': 'FastICA',
      'sklearn.decomposition._incremental_pca': 'IncrementalPCA',
      'sklearn.decomposition._kernel_pca': 'KernelPCA',
      'sklearn.decomposition._lda': 'LatentDirichletAllocation',
      'sklearn.decomposition._nmf': 'MiniBatchNMF NMF _BaseNMF',
      'sklearn.decomposition._pca': 'PCA',
      'sklearn.decomposition._sparse_pca': 'MiniBatchSparsePCA SparsePCA _BaseSparsePCA',
      'sklearn.decomposition._truncated_svd': 'TruncatedSVD',
      'sklearn.discriminant_analysis': 'LinearDiscriminantAnalysis QuadraticDiscriminantAnalysis',
      'sklearn.dummy': 'DummyClassifier DummyRegressor',
      'sklearn.ensemble._bagging': 'BaggingClassifier BaggingRegressor BaseBagging',
      'sklearn.ensemble._base': 'BaseEnsemble _BaseHeterogeneousEnsemble',
      'sklearn.ensemble._forest':
        'BaseForest ExtraTreesClassifier ExtraTreesRegressor ForestClassifier ForestRegressor RandomForestClassifier RandomForestRegressor RandomTreesEmbedding',
      'sklearn.ensemble._gb':
        'BaseGradientBoosting GradientBoostingClassifier GradientBoostingRegressor VerboseReporter',
      'sklearn.ensemble._gb_losses':
        'BinomialDeviance ClassificationLossFunction ExponentialLoss HuberLossFunction LeastAbsoluteError LeastSquaresError LossFunction MultinomialDeviance QuantileLossFunction RegressionLossFunction',
      'sklearn.ensemble._hist_gradient_boosting.binning': '_BinMapper',
      'sklearn.ensemble._hist_gradient_boosting.gradient_boosting':
        'BaseHistGradientBoosting HistGradientBoostingClassifier HistGradientBoostingRegressor',
      'sklearn.ensemble._hist_gradient_boosting.grower': 'TreeGrower TreeNode',
      'sklearn.ensemble._hist_gradient_boosting.histogram': 'HistogramBuilder',
      'sklearn.ensemble._hist_gradient_boosting.predictor': 'TreePredictor',
      'sklearn.ensemble._hist_gradient_boosting.splitting': 'SplitInfo Splitter',
      'sklearn.ensemble._iforest': 'IsolationForest',
      'sklearn.ensemble._stacking': 'StackingClassifier StackingRegressor _BaseStacking',
      'sklearn.ensemble._voting': 'VotingClassifier VotingRegressor _BaseVoting',
      'sklearn.ensemble._weight_boosting': 'AdaBoostClassifier AdaBoostRegressor BaseWeightBoosting',
      'sklearn.exceptions':
        'ConvergenceWarning DataConversionWarning DataDimensionalityWarning EfficiencyWarning FitFailedWarning NotFittedError PositiveSpectrumWarning SkipTestWarning UndefinedMetricWarning',
      'sklearn.feature_extraction._dict_vectorizer': 'DictVectorizer',
      'sklearn.feature_extraction._hash': 'FeatureHasher',
      'sklearn.feature_extraction.image': 'PatchExtractor',
      'sklearn.feature_extraction.text':
        'CountVectorizer HashingVectorizer TfidfTransformer TfidfVectorizer _VectorizerMixin',
      'sklearn.feature_selection._base': 'SelectorMixin',
      'sklearn.feature_selection._from_model': 'SelectFromModel',
      'sklearn.feature_selection._rfe': 'RFE RFECV',
      'sklearn.feature_selection._sequential': 'SequentialFeatureSelector',
      'sklearn.feature_selection._univariate_selection':
        'GenericUnivariateSelect SelectFdr SelectFpr SelectFwe SelectKBest SelectPercentile _BaseFilter',
      'sklearn.feature_selection._variance_threshold': 'VarianceThreshold',
      'sklearn.gaussian_process._gpc': 'GaussianProcessClassifier _BinaryGaussianProcessClassifierLaplace',
      'sklearn.gaussian_process._gpr': 'GaussianProcessRegressor',
      'sklearn.gaussian_process.kernels':
        'CompoundKernel ConstantKernel DotProduct ExpSineSquared Exponentiation GenericKernelMixin Hyperparameter Kernel KernelOperator Matern NormalizedKernelMixin PairwiseKernel Product RBF RationalQuadratic StationaryKernelMixin Sum WhiteKernel',
      'sklearn.impute._base': 'MissingIndicator SimpleImputer _BaseImputer',
      'sklearn.impute._iterative': 'IterativeImputer _ImputerTriplet',
      'sklearn.impute._knn': 'KNNImputer',
      'sklearn.isotonic': 'IsotonicRegression',
      'sklearn.kernel_approximation': 'AdditiveChi2Sampler Nystroem PolynomialCountSketch RBFSampler SkewedChi2Sampler',
      'sklearn.kernel_ridge': 'KernelRidge',
      'sklearn.linear_model._base': 'LinearClassifierMixin LinearModel LinearRegression SparseCoefMixin',
      'sklearn.linear_model._bayes': 'ARDRegression BayesianRidge',
      'sklearn.linear_model._coordinate_descent':
        'ElasticNet ElasticNetCV Lasso LassoCV LinearModelCV MultiTaskElasticNet MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV',
      'sklearn.linear_model._glm._newton_solver': 'NewtonCholeskySolver NewtonSolver',
      'sklearn.linear_model._glm.glm': 'GammaRegressor PoissonRegressor TweedieRegressor _GeneralizedLinearRegressor',
      'sklearn.linear_model._huber': 'HuberRegressor',
      'sklearn.linear_model._least_angle': 'Lars LarsCV LassoLars LassoLarsCV LassoLarsIC',
      'sklearn.linear_model._linear_loss': 'LinearModelLoss',
      'sklearn.linear_model._logistic': 'LogisticRegression LogisticRegressionCV',
      'sklearn.linear_model._omp': 'OrthogonalMatchingPursuit OrthogonalMatchingPursuitCV',
      'sklearn.linear_model._passive_aggressive': 'PassiveAggressiveClassifier PassiveAggressiveRegressor',
      'sklearn.linear_model._perceptron': 'Perceptron',
      'sklearn.linear_model._quantile': 'QuantileRegressor',
      'sklearn.linear_model._ransac': 'RANSACRegressor',
      'sklearn.linear_model._ridge':
        'Ridge RidgeCV RidgeClassifier RidgeClassifierCV _BaseRidge _BaseRidgeCV _IdentityClassifier _IdentityRegressor _RidgeClassifierMixin _RidgeGCV _XT_CenterStackOp _X_CenterStackOp',
      'sklearn.linear_model._sag_fast': 'MultinomialLogLoss32 MultinomialLogLoss64',
      'sklearn.linear_model._sgd_fast':
        'Classification EpsilonInsensitive Hinge Huber Log LossFunction ModifiedHuber Regression SquaredEpsilonInsensitive SquaredHinge SquaredLoss',
      'sklearn.linear_model._stochastic_gradient':
        'BaseSGD BaseSGDClassifier BaseSGDRegressor SGDClassifier SGDOneClassSVM SGDRegressor _ValidationScoreCallback',
      'sklearn.linear_model._theil_sen': 'TheilSenRegressor',
      'sklearn.manifold._isomap': 'Isomap',
      'sklearn.manifold._locally_linear': 'LocallyLinearEmbedding',
      'sklearn.manifold._mds': 'MDS',
      'sklearn.manifold._spectral_embedding': 'SpectralEmbedding',
      'sklearn.manifold._t_sne': 'TSNE',
      'sklearn.metrics._dist_metrics':
        'BrayCurtisDistance BrayCurtisDistance32 CanberraDistance CanberraDistance32 ChebyshevDistance ChebyshevDistance32 DiceDistance DiceDistance32 DistanceMetric DistanceMetric32 EuclideanDistance EuclideanDistance32 HammingDistance HammingDistance32 HaversineDistance HaversineDistance32 JaccardDistance JaccardDistance32 KulsinskiDistance KulsinskiDistance32 MahalanobisDistance MahalanobisDistance32 ManhattanDistance ManhattanDistance32 MatchingDistance MatchingDistance32 MinkowskiDistance MinkowskiDistance32 PyFuncDistance PyFuncDistance32 RogersTanimotoDistance RogersTanimotoDistance32 RussellRaoDistance RussellRaoDistance32 SEuclideanDistance SEuclideanDistance32 SokalMichenerDistance SokalMichenerDistance32 SokalSneathDistance SokalSneathDistance32 WMinkowskiDistance WMinkowskiDistance32',
      'sklearn.metrics._pairwise_distances_reduction._argkmin':
        'ArgKmin32 ArgKmin64 EuclideanArgKmin32 EuclideanArgKmin64',
      'sklearn.metrics._pairwise_distances_reduction._base': 'BaseDistancesReduction32 BaseDistancesReduction64',
      'sklearn.metrics._pairwise_distances_reduction._datasets_pair':
        'DatasetsPair32 DatasetsPair64 DenseDenseDatasetsPair32 DenseDenseDatasetsPair64 DenseSparseDatasetsPair32 DenseSparseDatasetsPair64 SparseDenseDatasetsPair32 SparseDenseDatasetsPair64 SparseSparseDatasetsPair32 SparseSparseDatasetsPair64',
      'sklearn.metrics._pairwise_distances_reduction._dispatcher':
        'ArgKmin BaseDistancesReductionDispatcher RadiusNeighbors',
      'sklearn.metrics._pairwise_distances_reduction._middle_term_computer':
        'DenseDenseMiddleTermComputer32 DenseDenseMiddleTermComputer64 MiddleTermComputer32 MiddleTermComputer64 SparseSparseMiddleTermComputer32 SparseSparseMiddleTermComputer64',
      'sklearn.metrics._pairwise_distances_reduction._radius_neighbors':
        'EuclideanRadiusNeighbors32 EuclideanRadiusNeighbors64 RadiusNeighbors32 RadiusNeighbors64',
      'sklearn.metrics._scorer':
        '_BaseScorer _DeprecatedScorers _MultimetricScorer _PredictScorer _ProbaScorer _ThresholdScorer',
      'sklearn.mixture._base': 'BaseMixture',
      'sklearn.mixture._bayesian_mixture': 'BayesianGaussianMixture',
      'sklearn.mixture._gaussian_mixture': 'GaussianMixture',
      'sklearn.model_selection._search': 'BaseSearchCV GridSearchCV ParameterGrid ParameterSampler RandomizedSearchCV',
      'sklearn.model_selection._search_successive_halving':
        'BaseSuccessiveHalving HalvingGridSearchCV HalvingRandomSearchCV _SubsampleMetaSplitter',
      'sklearn.model_selection._split':
        'BaseCrossValidator BaseShuffleSplit GroupKFold GroupShuffleSplit KFold LeaveOneGroupOut LeaveOneOut LeavePGroupsOut LeavePOut PredefinedSplit RepeatedKFold RepeatedStratifiedKFold ShuffleSplit StratifiedGroupKFold StratifiedKFold StratifiedShuffleSplit TimeSeriesSplit _BaseKFold _CVIterableWrapper _RepeatedSplits',
      'sklearn.multiclass': 'OneVsOneClassifier OneVsRestClassifier OutputCodeClassifier _ConstantPredictor',
      'sklearn.multioutput':
        'ClassifierChain MultiOutputClassifier MultiOutputRegressor RegressorChain _BaseChain _MultiOutputEstimator',
      'sklearn.naive_bayes': 'BernoulliNB CategoricalNB ComplementNB GaussianNB MultinomialNB _BaseDiscreteNB _BaseNB',
      'sklearn.neighbors._ball_tree': 'BallTree BinaryTree NeighborsHeap NodeHeap',
      'sklearn.neighbors._base': 'KNeighborsMixin NeighborsBase RadiusNeighborsMixin',
      'sklearn.neighbors._classification': 'KNeighborsClassifier RadiusNeighborsClassifier',
      'sklearn.neighbors._distance_metric': 'DistanceMetric',
      'sklearn.neighbors._graph': 'KNeighborsTransformer RadiusNeighborsTransformer',
      'sklearn.neighbors._kd_tree': 'BinaryTree KDTree NeighborsHeap NodeHeap',
      'sklearn.neighbors._kde': 'KernelDensity',
      'sklearn.neighbors._lof': 'LocalOutlierFactor',
      'sklearn.neighbors._nca': 'NeighborhoodComponentsAnalysis',
      'sklearn.neighbors._nearest_centroid': 'NearestCentroid',
      'sklearn.neighbors._quad_tree': '_QuadTree',
      'sklearn.neighbors._regression': 'KNeighborsRegressor RadiusNeighborsRegressor',
      'sklearn.neighbors._unsupervised': 'NearestNeighbors',
      'sklearn.neural_network._multilayer_perceptron': 'BaseMultilayerPerceptron MLPClassifier MLPRegressor',
      'sklearn.neural_network._rbm': 'BernoulliRBM',
      'sklearn.neural_network._stochastic_optimizers': 'AdamOptimizer BaseOptimizer SGDOptimizer',
      'sklearn.pipeline': 'FeatureUnion Pipeline',
      'sklearn.preprocessing._data':
        'Binarizer KernelCenterer MaxAbsScaler MinMaxScaler Normalizer PowerTransformer QuantileTransformer RobustScaler StandardScaler',
      'sklearn.preprocessing._discretization': 'KBinsDiscretizer',
      'sklearn.preprocessing._encoders': 'OneHotEncoder OrdinalEncoder _BaseEncoder',
      'sklearn.preprocessing._function_transformer': 'FunctionTransformer',
      'sklearn.preprocessing._label': 'LabelBinarizer LabelEncoder MultiLabelBinarizer',
      'sklearn.preprocessing._polynomial': 'PolynomialFeatures SplineTransformer',
      'sklearn.random_projection': 'BaseRandomProjection GaussianRandomProjection SparseRandomProjection',
      'sklearn.semi_supervised._label_propagation': 'BaseLabelPropagation LabelPropagation LabelSpreading',
      'sklearn.semi_supervised._self_training': 'SelfTrainingClassifier',
      'sklearn.svm._base': 'BaseLibSVM BaseSVC',
      'sklearn.svm._classes': 'LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR',
      'sklearn.tree._classes':
        'BaseDecisionTree DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor',
      'sklearn.tree._criterion':
        'ClassificationCriterion Criterion Entropy FriedmanMSE Gini MAE MSE Poisson RegressionCriterion',
      'sklearn.tree._export': 'Sentinel _BaseTreeExporter _DOTTreeExporter _MPLTreeExporter',
      'sklearn.tree._reingold_tilford': 'DrawTree Tree',
      'sklearn.tree._splitter':
        'BaseDenseSplitter BaseSparseSplitter BestSparseSplitter BestSplitter RandomSparseSplitter RandomSplitter Splitter',
      'sklearn.tree._tree':
        'BestFirstTreeBuilder DepthFirstTreeBuilder Tree TreeBuilder _AlphaPruner _CCPPruneController _PathFinder',
      'sklearn.tree._utils': 'WeightedMedianCalculator WeightedPQueue',
      'sklearn.utils._array_api': '_ArrayAPIWrapper _NumPyApiWrapper',
      'sklearn.utils._available_if': '_AvailableIfDescriptor',
      'sklearn.utils._bunch': 'Bunch',
      'sklearn.utils._encode': 'MissingValues _NaNCounter _nandict',
      'sklearn.utils._estimator_html_repr': '_IDCounter _VisualBlock',
      'sklearn.utils._fast_dict': 'IntFloatDict',
      'sklearn.utils._param_validation':
        'HasMethods Hidden Interval InvalidParameterError Options StrOptions _ArrayLikes _Booleans _CVObjects _Callables _Constraint _InstancesOf _IterablesNotString _MissingValues _NanConstraint _NoneConstraint _PandasNAConstraint _RandomStates _SparseMatrices _VerboseHelper',
      'sklearn.utils._pprint': 'KeyValTuple KeyValTupleParam _EstimatorPrettyPrinter',
      'sklearn.utils._readonly_array_wrapper': 'ReadonlyArrayWrapper',
      'sklearn.utils._seq_dataset':
        'ArrayDataset32 ArrayDataset64 CSRDataset32 CSRDataset64 SequentialDataset32 SequentialDataset64',
      'sklearn.utils._set_output': '_SetOutputMixin',
      'sklearn.utils._vector_sentinel':
        'StdVectorSentinel StdVectorSentinelFloat64 StdVectorSentinelInt32 StdVectorSentinelInt64 StdVectorSentinelIntP',
      'sklearn.utils._weight_vector': 'WeightVector32 WeightVector64',
      'sklearn.utils.deprecation': 'deprecated',
      'sklearn.utils.metaestimators': '_BaseComposition _IffHasAttrDescriptor',
      'sklearn.utils.optimize': '_LineSearchError',
    },
  },
  {
    source: 'scikit-learn 1.2.1, __reduce__ of the Cython classes',
    why: 'Rebuilds a tree, a loss or a distance from numbers and arrays',
    may: ['call', 'build'],
    names: {
      'sklearn.tree._tree': 'Tree',
      'sklearn.neighbors._dist_metrics': 'newObj',
      'sklearn.metrics._dist_metrics': 'newObj',
      'sklearn.neighbors._ball_tree': 'newObj',
      'sklearn.neighbors._kd_tree': 'newObj',
      'sklearn.neighbors._quad_tree': '_QuadTree',
      'sklearn.tree._splitter': 'BestSplitter RandomSplitter BestSparseSplitter RandomSparseSplitter',
      'sklearn.tree._criterion': 'Gini Entropy MSE MAE FriedmanMSE Poisson',
      'sklearn.linear_model._sgd_fast':
        'ModifiedHuber Hinge SquaredHinge Log SquaredLoss Huber EpsilonInsensitive SquaredEpsilonInsensitive',
      'sklearn.linear_model.sgd_fast':
        'ModifiedHuber Hinge SquaredHinge Log SquaredLoss Huber EpsilonInsensitive SquaredEpsilonInsensitive',
      'sklearn._loss._loss':
        'CyAbsoluteError CyExponentialLoss CyHalfBinomialLoss CyHalfGammaLoss CyHalfMultinomialLoss CyHalfPoissonLoss CyHalfSquaredError CyHalfTweedieLoss CyHalfTweedieLossIdentity CyHuberLoss CyLossFunction CyPinballLoss __pyx_unpickle_CyAbsoluteError __pyx_unpickle_CyExponentialLoss __pyx_unpickle_CyHalfBinomialLoss __pyx_unpickle_CyHalfGammaLoss __pyx_unpickle_CyHalfMultinomialLoss __pyx_unpickle_CyHalfPoissonLoss __pyx_unpickle_CyHalfSquaredError __pyx_unpickle_CyHalfTweedieLoss __pyx_unpickle_CyHalfTweedieLossIdentity __pyx_unpickle_CyHuberLoss __pyx_unpickle_CyLossFunction __pyx_unpickle_CyPinballLoss',
      'sklearn._loss.link': 'Interval',
      'sklearn.utils._bunch': 'Bunch',
      'sklearn.utils': 'Bunch',
    },
  },
  {
    source: 'scikit-learn, functions that estimators keep as parameters',
    why: 'Only kept, never called while loading',
    may: ['refer'],
    names: {
      'sklearn.feature_selection._univariate_selection': 'f_classif f_regression chi2 f_oneway r_regression',
      'sklearn.feature_selection._mutual_info': 'mutual_info_classif mutual_info_regression',
      'sklearn.metrics._classification':
        'accuracy_score f1_score precision_score recall_score log_loss balanced_accuracy_score',
      'sklearn.metrics._regression': 'mean_squared_error mean_absolute_error r2_score',
      'sklearn.metrics._ranking': 'roc_auc_score average_precision_score',
      'sklearn.metrics._scorer': '_passthrough_scorer',
      'sklearn.metrics.pairwise': 'euclidean_distances cosine_similarity rbf_kernel linear_kernel',
      'sklearn.cluster._kmeans':
        '_kmeans_single_lloyd _kmeans_single_elkan lloyd_iter_chunked_dense elkan_iter_chunked_dense',
    },
  },
];
