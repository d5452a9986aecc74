import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const SKLEARN: readonly AllowGroup[] = [
  {
    source: 'sklearn 1.2.1 and 1.9.1, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'sklearn.datasets._openml': 'OpenMLError',
      'sklearn.exceptions':
        'ConvergenceWarning DataConversionWarning DataDimensionalityWarning EfficiencyWarning FitFailedWarning NotFittedError PositiveSpectrumWarning SkipTestWarning UndefinedMetricWarning',
      'sklearn.pipeline': 'NotFittedError',
      'sklearn.random_projection': 'DataDimensionalityWarning',
      'sklearn.utils': 'DataConversionWarning',
      'sklearn.utils._param_validation': 'InvalidParameterError',
      'sklearn.utils.optimize': '_LineSearchError',
    },
  },
  {
    source: 'sklearn 1.2.1 and 1.9.1, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'sklearn.ensemble._hist_gradient_boosting.common': 'MonotonicConstraint',
      'sklearn.utils._cython_blas': 'BLAS_Order BLAS_Trans',
      'sklearn.utils._isfinite': 'FiniteStatus',
    },
  },
  {
    source: 'sklearn 1.2.1 and 1.9.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'sklearn._loss._loss':
        'CyAbsoluteError CyExponentialLoss CyHalfBinomialLoss CyHalfGammaLoss CyHalfMultinomialLoss CyHalfPoissonLoss CyHalfSquaredError CyHalfTweedieLoss CyHalfTweedieLossIdentity CyHuberLoss CyLossFunction CyPinballLoss',
      'sklearn._loss.glm_distribution':
        'DistributionBoundary ExponentialDispersionModel GammaDistribution InverseGaussianDistribution NormalDistribution PoissonDistribution TweedieDistribution',
      'sklearn._loss.link': 'BaseLink HalfLogitLink IdentityLink Interval LogLink LogitLink MultinomialLogit',
      'sklearn._loss.loss':
        'AbsoluteError ArrayAPILossMixin BaseLoss ExponentialLoss HalfBinomialLoss HalfBinomialLossArrayAPI HalfGammaLoss HalfMultinomialLoss HalfMultinomialLossArrayAPI HalfPoissonLoss HalfPoissonLossArrayAPI HalfSquaredError HalfTweedieLoss HalfTweedieLossIdentity HuberLoss PinballLoss',
      'sklearn.base':
        'BaseEstimator BiclusterMixin ClassNamePrefixFeaturesOutMixin ClassifierMixin ClassifierTags ClusterMixin DensityMixin MetaEstimatorMixin MultiOutputMixin OneToOneFeatureMixin OutlierMixin RegressorMixin RegressorTags ReprHTMLMixin Tags TargetTags TransformerMixin TransformerTags _HTMLDocumentationLinkMixin _MetadataRequester _SetOutputMixin _UnstableArchMixin',
      'sklearn.calibration':
        'BaseEstimator CalibratedClassifierCV CalibrationDisplay ClassifierMixin FrozenEstimator HalfBinomialLoss HalfMultinomialLoss HalfMultinomialLossArrayAPI HasMethods Hidden Interval IsotonicRegression LabelEncoder LeaveOneOut LinearSVC MetaEstimatorMixin MetadataRouter MethodMapping Parallel RegressorMixin StrOptions _BinaryClassifierCurveDisplayMixin _CalibratedClassifier _SigmoidCalibration _TemperatureScaling',
      'sklearn.callback':
        'AutoPropagatedCallback CallbackContext CallbackSupportMixin FitCallback ProgressBar ScoringMonitorLog',
      'sklearn.callback._base': 'AutoPropagatedCallback FitCallback _BaseCallback',
      'sklearn.callback._callback_context': 'CallbackContext',
      'sklearn.callback._callback_support': 'CallbackSupportMixin',
      'sklearn.callback._progressbar':
        'ProgressBar RichProgressMonitor RichTask _Progress _StyledColumnMixin _StyledPercentageColumn _StyledTimeRemainingColumn',
      'sklearn.callback._scoring_monitor': 'ScoringMonitorLog',
      'sklearn.callback._transport': 'ListenerHandle',
      'sklearn.cluster':
        'AffinityPropagation AgglomerativeClustering Birch BisectingKMeans DBSCAN FeatureAgglomeration HDBSCAN KMeans MeanShift MiniBatchKMeans OPTICS SpectralBiclustering SpectralClustering SpectralCoclustering',
      'sklearn.cluster._affinity_propagation': 'AffinityPropagation',
      'sklearn.cluster._agglomerative': 'AgglomerativeClustering FeatureAgglomeration',
      'sklearn.cluster._bicluster': 'BaseSpectral SpectralBiclustering SpectralCoclustering',
      'sklearn.cluster._birch': 'Birch _CFNode _CFSubcluster',
      'sklearn.cluster._bisect_k_means': 'BisectingKMeans _BisectingTree',
      'sklearn.cluster._dbscan': 'DBSCAN',
      'sklearn.cluster._feature_agglomeration': 'AgglomerationTransform',
      'sklearn.cluster._hdbscan._tree': 'TreeUnionFind',
      'sklearn.cluster._hdbscan.hdbscan': 'HDBSCAN',
      'sklearn.cluster._hierarchical_fast': 'UnionFind WeightedEdge',
      'sklearn.cluster._kmeans': 'KMeans MiniBatchKMeans _BaseKMeans',
      'sklearn.cluster._mean_shift': 'MeanShift',
      'sklearn.cluster._optics': 'OPTICS',
      'sklearn.cluster._spectral': 'SpectralClustering',
      'sklearn.compose': 'ColumnTransformer TransformedTargetRegressor make_column_selector',
      'sklearn.compose._column_transformer': 'ColumnTransformer make_column_selector',
      'sklearn.compose._target': 'TransformedTargetRegressor',
      'sklearn.covariance':
        'EllipticEnvelope EmpiricalCovariance GraphicalLasso GraphicalLassoCV LedoitWolf MinCovDet OAS ShrunkCovariance',
      'sklearn.covariance._elliptic_envelope': 'EllipticEnvelope',
      'sklearn.covariance._empirical_covariance': 'EmpiricalCovariance',
      'sklearn.covariance._graph_lasso': 'BaseGraphicalLasso GraphicalLasso GraphicalLassoCV',
      'sklearn.covariance._robust_covariance': 'MinCovDet',
      'sklearn.covariance._shrunk_covariance': 'LedoitWolf OAS ShrunkCovariance',
      'sklearn.cross_decomposition': 'CCA PLSCanonical PLSRegression PLSSVD',
      'sklearn.cross_decomposition._pls': 'CCA PLSCanonical PLSRegression PLSSVD _PLS',
      'sklearn.datasets._base': 'RemoteFileMetadata',
      'sklearn.decomposition':
        'DictionaryLearning FactorAnalysis FastICA IncrementalPCA KernelPCA LatentDirichletAllocation MiniBatchDictionaryLearning MiniBatchNMF MiniBatchSparsePCA NMF PCA SparseCoder SparsePCA TruncatedSVD',
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
      'sklearn.discriminant_analysis':
        'BaseEstimator ClassNamePrefixFeaturesOutMixin ClassifierMixin DiscriminantAnalysisPredictionMixin HasMethods Interval LinearClassifierMixin LinearDiscriminantAnalysis QuadraticDiscriminantAnalysis StandardScaler StrOptions TransformerMixin',
      'sklearn.dummy':
        'BaseEstimator ClassifierMixin DummyClassifier DummyRegressor Interval MultiOutputMixin RegressorMixin StrOptions',
      'sklearn.ensemble':
        'AdaBoostClassifier AdaBoostRegressor BaggingClassifier BaggingRegressor BaseEnsemble ExtraTreesClassifier ExtraTreesRegressor GradientBoostingClassifier GradientBoostingRegressor HistGradientBoostingClassifier HistGradientBoostingRegressor IsolationForest RandomForestClassifier RandomForestRegressor RandomTreesEmbedding StackingClassifier StackingRegressor VotingClassifier VotingRegressor',
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
      'sklearn.feature_extraction': 'DictVectorizer FeatureHasher',
      'sklearn.feature_extraction._dict_vectorizer': 'DictVectorizer',
      'sklearn.feature_extraction._hash': 'FeatureHasher',
      'sklearn.feature_extraction.image': 'PatchExtractor',
      'sklearn.feature_extraction.text':
        'CountVectorizer HashingVectorizer TfidfTransformer TfidfVectorizer _VectorizerMixin',
      'sklearn.feature_selection':
        'GenericUnivariateSelect RFE RFECV SelectFdr SelectFpr SelectFromModel SelectFwe SelectKBest SelectPercentile SelectorMixin SequentialFeatureSelector VarianceThreshold',
      'sklearn.feature_selection._base': 'SelectorMixin',
      'sklearn.feature_selection._from_model': 'SelectFromModel',
      'sklearn.feature_selection._rfe': 'RFE RFECV',
      'sklearn.feature_selection._sequential': 'SequentialFeatureSelector',
      'sklearn.feature_selection._univariate_selection':
        'GenericUnivariateSelect SelectFdr SelectFpr SelectFwe SelectKBest SelectPercentile _BaseFilter',
      'sklearn.feature_selection._variance_threshold': 'VarianceThreshold',
      'sklearn.frozen': 'FrozenEstimator',
      'sklearn.frozen._frozen': 'FrozenEstimator',
      'sklearn.gaussian_process': 'GaussianProcessClassifier GaussianProcessRegressor',
      'sklearn.gaussian_process._gpc': 'GaussianProcessClassifier _BinaryGaussianProcessClassifierLaplace',
      'sklearn.gaussian_process._gpr': 'GaussianProcessRegressor',
      'sklearn.gaussian_process.kernels':
        'CompoundKernel ConstantKernel DotProduct ExpSineSquared Exponentiation GenericKernelMixin Hyperparameter Kernel KernelOperator Matern NormalizedKernelMixin PairwiseKernel Product RBF RationalQuadratic StationaryKernelMixin Sum WhiteKernel',
      'sklearn.impute': 'IterativeImputer KNNImputer MissingIndicator SimpleImputer',
      'sklearn.impute._base': 'MissingIndicator SimpleImputer _BaseImputer',
      'sklearn.impute._iterative': 'IterativeImputer _ImputerTriplet',
      'sklearn.impute._knn': 'KNNImputer',
      'sklearn.inspection': 'DecisionBoundaryDisplay PartialDependenceDisplay',
      'sklearn.inspection._plot.decision_boundary': 'DecisionBoundaryDisplay',
      'sklearn.inspection._plot.partial_dependence': 'PartialDependenceDisplay',
      'sklearn.isotonic': 'BaseEstimator Interval IsotonicRegression RegressorMixin StrOptions TransformerMixin',
      'sklearn.kernel_approximation':
        'AdditiveChi2Sampler BaseEstimator ClassNamePrefixFeaturesOutMixin Interval Nystroem PolynomialCountSketch RBFSampler SkewedChi2Sampler StrOptions TransformerMixin',
      'sklearn.kernel_ridge': 'BaseEstimator Interval KernelRidge MultiOutputMixin RegressorMixin StrOptions',
      'sklearn.linear_model':
        'ARDRegression BayesianRidge ElasticNet ElasticNetCV GammaRegressor Hinge Huber HuberRegressor Lars LarsCV Lasso LassoCV LassoLars LassoLarsCV LassoLarsIC LinearRegression Log LogisticRegression LogisticRegressionCV ModifiedHuber MultiTaskElasticNet MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV OrthogonalMatchingPursuit OrthogonalMatchingPursuitCV PassiveAggressiveClassifier PassiveAggressiveRegressor Perceptron PoissonRegressor QuantileRegressor RANSACRegressor Ridge RidgeCV RidgeClassifier RidgeClassifierCV SGDClassifier SGDOneClassSVM SGDRegressor SquaredLoss TheilSenRegressor TweedieRegressor',
      'sklearn.linear_model._base':
        'LinearClassifierMixin LinearModel LinearRegression MultiOutputLinearModel SparseCoefMixin',
      'sklearn.linear_model._bayes': 'ARDRegression BayesianRidge',
      'sklearn.linear_model._coordinate_descent':
        'ElasticNet ElasticNetCV Lasso LassoCV LinearModelCV MultiTaskElasticNet MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV',
      'sklearn.linear_model._glm._newton_solver': 'NewtonCholeskySolver NewtonSolver',
      'sklearn.linear_model._glm.glm': 'GammaRegressor PoissonRegressor TweedieRegressor _GeneralizedLinearRegressor',
      'sklearn.linear_model._huber': 'HuberRegressor',
      'sklearn.linear_model._least_angle': 'Lars LarsCV LassoLars LassoLarsCV LassoLarsIC',
      'sklearn.linear_model._linear_loss': 'LinearModelLoss',
      'sklearn.linear_model._logistic': 'LogisticRegression LogisticRegressionCV _LbfgsCallbackBridge',
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
      'sklearn.manifold': 'ClassicalMDS Isomap LocallyLinearEmbedding MDS SpectralEmbedding TSNE',
      'sklearn.manifold._classical_mds': 'ClassicalMDS',
      'sklearn.manifold._isomap': 'Isomap',
      'sklearn.manifold._locally_linear': 'LocallyLinearEmbedding',
      'sklearn.manifold._mds': 'MDS',
      'sklearn.manifold._spectral_embedding': 'SpectralEmbedding',
      'sklearn.manifold._t_sne': 'TSNE',
      'sklearn.metrics':
        'ConfusionMatrixDisplay DetCurveDisplay DistanceMetric PrecisionRecallDisplay PredictionErrorDisplay RocCurveDisplay',
      'sklearn.metrics._dist_metrics':
        'BrayCurtisDistance BrayCurtisDistance32 BrayCurtisDistance64 CanberraDistance CanberraDistance32 CanberraDistance64 ChebyshevDistance ChebyshevDistance32 ChebyshevDistance64 DiceDistance DiceDistance32 DiceDistance64 DistanceMetric DistanceMetric32 DistanceMetric64 EuclideanDistance EuclideanDistance32 EuclideanDistance64 HammingDistance HammingDistance32 HammingDistance64 HaversineDistance HaversineDistance32 HaversineDistance64 JaccardDistance JaccardDistance32 JaccardDistance64 KulsinskiDistance KulsinskiDistance32 KulsinskiDistance64 MahalanobisDistance MahalanobisDistance32 MahalanobisDistance64 ManhattanDistance ManhattanDistance32 ManhattanDistance64 MatchingDistance MatchingDistance32 MatchingDistance64 MinkowskiDistance MinkowskiDistance32 MinkowskiDistance64 PyFuncDistance PyFuncDistance32 PyFuncDistance64 RogersTanimotoDistance RogersTanimotoDistance32 RogersTanimotoDistance64 RussellRaoDistance RussellRaoDistance32 RussellRaoDistance64 SEuclideanDistance SEuclideanDistance32 SEuclideanDistance64 SokalMichenerDistance SokalMichenerDistance32 SokalMichenerDistance64 SokalSneathDistance SokalSneathDistance32 SokalSneathDistance64 WMinkowskiDistance WMinkowskiDistance32',
      'sklearn.metrics._pairwise_distances_reduction._argkmin':
        'ArgKmin32 ArgKmin64 EuclideanArgKmin32 EuclideanArgKmin64',
      'sklearn.metrics._pairwise_distances_reduction._argkmin_classmode': 'ArgKminClassMode32 ArgKminClassMode64',
      'sklearn.metrics._pairwise_distances_reduction._base': 'BaseDistancesReduction32 BaseDistancesReduction64',
      'sklearn.metrics._pairwise_distances_reduction._datasets_pair':
        'DatasetsPair32 DatasetsPair64 DenseDenseDatasetsPair32 DenseDenseDatasetsPair64 DenseSparseDatasetsPair32 DenseSparseDatasetsPair64 SparseDenseDatasetsPair32 SparseDenseDatasetsPair64 SparseSparseDatasetsPair32 SparseSparseDatasetsPair64',
      'sklearn.metrics._pairwise_distances_reduction._dispatcher':
        'ArgKmin ArgKminClassMode BaseDistancesReductionDispatcher RadiusNeighbors RadiusNeighborsClassMode',
      'sklearn.metrics._pairwise_distances_reduction._middle_term_computer':
        'DenseDenseMiddleTermComputer32 DenseDenseMiddleTermComputer64 MiddleTermComputer32 MiddleTermComputer64 SparseDenseMiddleTermComputer32 SparseDenseMiddleTermComputer64 SparseSparseMiddleTermComputer32 SparseSparseMiddleTermComputer64',
      'sklearn.metrics._pairwise_distances_reduction._radius_neighbors':
        'EuclideanRadiusNeighbors32 EuclideanRadiusNeighbors64 RadiusNeighbors32 RadiusNeighbors64',
      'sklearn.metrics._pairwise_distances_reduction._radius_neighbors_classmode':
        'RadiusNeighborsClassMode32 RadiusNeighborsClassMode64',
      'sklearn.metrics._plot.confusion_matrix': 'ConfusionMatrixDisplay',
      'sklearn.metrics._plot.det_curve': 'DetCurveDisplay',
      'sklearn.metrics._plot.precision_recall_curve': 'PrecisionRecallDisplay',
      'sklearn.metrics._plot.regression': 'PredictionErrorDisplay',
      'sklearn.metrics._plot.roc_curve': 'RocCurveDisplay',
      'sklearn.metrics._scorer':
        '_BaseScorer _CurveScorer _MultimetricScorer _PassthroughScorer _PredictScorer _ProbaScorer _Scorer _ThresholdScorer',
      'sklearn.mixture': 'BayesianGaussianMixture GaussianMixture',
      'sklearn.mixture._base': 'BaseMixture',
      'sklearn.mixture._bayesian_mixture': 'BayesianGaussianMixture',
      'sklearn.mixture._gaussian_mixture': 'GaussianMixture',
      'sklearn.model_selection':
        'BaseCrossValidator BaseShuffleSplit FixedThresholdClassifier GridSearchCV GroupKFold GroupShuffleSplit HalvingGridSearchCV HalvingRandomSearchCV KFold LearningCurveDisplay LeaveOneGroupOut LeaveOneOut LeavePGroupsOut LeavePOut ParameterGrid ParameterSampler PredefinedSplit RandomizedSearchCV RepeatedKFold RepeatedStratifiedKFold ShuffleSplit StratifiedGroupKFold StratifiedKFold StratifiedShuffleSplit TimeSeriesSplit TunedThresholdClassifierCV ValidationCurveDisplay',
      'sklearn.model_selection._classification_threshold':
        'BaseThresholdClassifier FixedThresholdClassifier TunedThresholdClassifierCV',
      'sklearn.model_selection._plot': 'LearningCurveDisplay ValidationCurveDisplay _BaseCurveDisplay',
      'sklearn.model_selection._search': 'BaseSearchCV GridSearchCV ParameterGrid ParameterSampler RandomizedSearchCV',
      'sklearn.model_selection._search_successive_halving':
        'BaseSuccessiveHalving HalvingGridSearchCV HalvingRandomSearchCV _SubsampleMetaSplitter',
      'sklearn.model_selection._split':
        'BaseCrossValidator BaseShuffleSplit GroupKFold GroupShuffleSplit GroupsConsumerMixin KFold LeaveOneGroupOut LeaveOneOut LeavePGroupsOut LeavePOut PredefinedSplit RepeatedKFold RepeatedStratifiedKFold ShuffleSplit StratifiedGroupKFold StratifiedKFold StratifiedShuffleSplit TimeSeriesSplit _BaseKFold _CVIterableWrapper _RepeatedSplits _UnsupportedGroupCVMixin',
      'sklearn.multiclass':
        'BaseEstimator ClassifierMixin HasMethods Interval LabelBinarizer MetaEstimatorMixin MetadataRouter MethodMapping MultiOutputMixin OneVsOneClassifier OneVsRestClassifier OutputCodeClassifier Parallel _ConstantPredictor',
      'sklearn.multioutput':
        'BaseEstimator ClassifierChain ClassifierMixin HasMethods MetaEstimatorMixin MetadataRouter MethodMapping MultiOutputClassifier MultiOutputRegressor Parallel RegressorChain RegressorMixin StrOptions _BaseChain _MultiOutputEstimator',
      'sklearn.naive_bayes':
        'BaseEstimator BernoulliNB CategoricalNB ClassifierMixin ComplementNB GaussianNB Hidden Interval LabelBinarizer MultinomialNB StrOptions _BaseDiscreteNB _BaseNB',
      'sklearn.neighbors':
        'BallTree DistanceMetric KDTree KNeighborsClassifier KNeighborsRegressor KNeighborsTransformer KernelDensity LocalOutlierFactor NearestCentroid NearestNeighbors NeighborhoodComponentsAnalysis RadiusNeighborsClassifier RadiusNeighborsRegressor RadiusNeighborsTransformer',
      'sklearn.neighbors._ball_tree':
        'BallTree BallTree32 BallTree64 BinaryTree BinaryTree32 BinaryTree64 NeighborsHeap NeighborsHeap32 NeighborsHeap64 NodeHeap',
      'sklearn.neighbors._base': 'KNeighborsMixin NeighborsBase RadiusNeighborsMixin',
      'sklearn.neighbors._classification': 'KNeighborsClassifier RadiusNeighborsClassifier',
      'sklearn.neighbors._distance_metric': 'DistanceMetric',
      'sklearn.neighbors._graph': 'KNeighborsTransformer RadiusNeighborsTransformer',
      'sklearn.neighbors._kd_tree':
        'BinaryTree BinaryTree32 BinaryTree64 KDTree KDTree32 KDTree64 NeighborsHeap NeighborsHeap32 NeighborsHeap64 NodeHeap',
      'sklearn.neighbors._kde': 'KernelDensity',
      'sklearn.neighbors._lof': 'LocalOutlierFactor',
      'sklearn.neighbors._nca': 'NeighborhoodComponentsAnalysis',
      'sklearn.neighbors._nearest_centroid': 'NearestCentroid',
      'sklearn.neighbors._quad_tree': '_QuadTree',
      'sklearn.neighbors._regression': 'KNeighborsRegressor RadiusNeighborsRegressor',
      'sklearn.neighbors._unsupervised': 'NearestNeighbors',
      'sklearn.neural_network': 'BernoulliRBM MLPClassifier MLPRegressor',
      'sklearn.neural_network._multilayer_perceptron': 'BaseMultilayerPerceptron MLPClassifier MLPRegressor',
      'sklearn.neural_network._rbm': 'BernoulliRBM',
      'sklearn.neural_network._stochastic_optimizers': 'AdamOptimizer BaseOptimizer SGDOptimizer',
      'sklearn.pipeline':
        'CallbackSupportMixin FeatureUnion FunctionTransformer HasMethods Hidden MetadataRouter MethodMapping Parallel Pipeline TransformerMixin _BaseComposition _VisualBlock',
      'sklearn.preprocessing':
        'Binarizer FunctionTransformer KBinsDiscretizer KernelCenterer LabelBinarizer LabelEncoder MaxAbsScaler MinMaxScaler MultiLabelBinarizer Normalizer OneHotEncoder OrdinalEncoder PolynomialFeatures PowerTransformer QuantileTransformer RobustScaler SplineTransformer StandardScaler TargetEncoder',
      'sklearn.preprocessing._data':
        'Binarizer KernelCenterer MaxAbsScaler MinMaxScaler Normalizer PowerTransformer QuantileTransformer RobustScaler StandardScaler',
      'sklearn.preprocessing._discretization': 'KBinsDiscretizer',
      'sklearn.preprocessing._encoders': 'OneHotEncoder OrdinalEncoder _BaseEncoder',
      'sklearn.preprocessing._function_transformer': 'FunctionTransformer',
      'sklearn.preprocessing._label': 'LabelBinarizer LabelEncoder MultiLabelBinarizer',
      'sklearn.preprocessing._polynomial': 'PolynomialFeatures SplineTransformer',
      'sklearn.preprocessing._target_encoder': 'TargetEncoder',
      'sklearn.random_projection':
        'BaseEstimator BaseRandomProjection ClassNamePrefixFeaturesOutMixin GaussianRandomProjection Interval SparseRandomProjection StrOptions TransformerMixin',
      'sklearn.semi_supervised': 'LabelPropagation LabelSpreading SelfTrainingClassifier',
      'sklearn.semi_supervised._label_propagation': 'BaseLabelPropagation LabelPropagation LabelSpreading',
      'sklearn.semi_supervised._self_training': 'SelfTrainingClassifier',
      'sklearn.svm': 'LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR',
      'sklearn.svm._base': 'BaseLibSVM BaseSVC',
      'sklearn.svm._classes': 'LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR',
      'sklearn.tree':
        'BaseDecisionTree DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor',
      'sklearn.tree._classes':
        'BaseDecisionTree DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor',
      'sklearn.tree._criterion':
        'ClassificationCriterion Criterion Entropy FriedmanMSE Gini MAE MSE Poisson RegressionCriterion',
      'sklearn.tree._partitioner': 'DensePartitioner SparsePartitioner',
      'sklearn.tree._reingold_tilford': 'DrawTree Tree',
      'sklearn.tree._splitter':
        'BaseDenseSplitter BaseSparseSplitter BestSparseSplitter BestSplitter RandomSparseSplitter RandomSplitter Splitter',
      'sklearn.tree._tree':
        'BestFirstTreeBuilder DepthFirstTreeBuilder Tree TreeBuilder _AlphaPruner _CCPPruneController _PathFinder',
      'sklearn.tree._utils': 'PytestWeightedFenwickTree WeightedFenwickTree WeightedMedianCalculator WeightedPQueue',
      'sklearn.utils':
        'ClassifierTags InputTags RegressorTags Tags TargetTags TransformerTags _HTMLDocumentationLinkMixin deprecated',
      'sklearn.utils._array_api': 'NamespaceAndDevice',
      'sklearn.utils._available_if': '_AvailableIfDescriptor',
      'sklearn.utils._encode': 'MissingValues',
      'sklearn.utils._estimator_html_repr': '_IDCounter _VisualBlock',
      'sklearn.utils._fast_dict': 'IntFloatDict',
      'sklearn.utils._metadata_requests':
        'MetadataRequest MetadataRouter MethodMapping MethodMetadataRequest MethodPair RequestMethod RouterMappingPair _MetadataRequester _RoutingNotSupportedMixin',
      'sklearn.utils._mocking':
        'ArraySlicingWrapper CheckingClassifier MockDataFrame NoSampleWeightWrapper _MockEstimatorOnOffPrediction',
      'sklearn.utils._param_validation':
        'HasMethods Hidden Interval MissingValues Options RealNotInt StrOptions _ArrayLikes _Booleans _CVObjects _Callables _Constraint _InstancesOf _IterablesNotString _MissingValues _NanConstraint _NoneConstraint _PandasNAConstraint _RandomStates _SparseMatrices _VerboseHelper',
      'sklearn.utils._plotting': '_BinaryClassifierCurveDisplayMixin',
      'sklearn.utils._pprint': 'KeyValTuple KeyValTupleParam _EstimatorPrettyPrinter',
      'sklearn.utils._readonly_array_wrapper': 'ReadonlyArrayWrapper',
      'sklearn.utils._repr_html.base': 'ReprHTMLMixin _HTMLDocumentationLinkMixin _IDCounter',
      'sklearn.utils._repr_html.estimator': '_VisualBlock',
      'sklearn.utils._seq_dataset':
        'ArrayDataset32 ArrayDataset64 CSRDataset32 CSRDataset64 SequentialDataset32 SequentialDataset64',
      'sklearn.utils._set_output':
        'ContainerAdapterProtocol ContainerAdaptersManager PandasAdapter PolarsAdapter _SetOutputMixin',
      'sklearn.utils._tags': 'ClassifierTags InputTags RegressorTags Tags TargetTags TransformerTags',
      'sklearn.utils._vector_sentinel':
        'StdVectorSentinel StdVectorSentinelFloat64 StdVectorSentinelInt32 StdVectorSentinelInt64 StdVectorSentinelIntP',
      'sklearn.utils._weight_vector': 'WeightVector32 WeightVector64',
      'sklearn.utils.deprecation': 'deprecated',
      'sklearn.utils.estimator_checks': '_NotAnArray',
      'sklearn.utils.metaestimators': '_BaseComposition _IffHasAttrDescriptor',
      'sklearn.utils.parallel': 'Parallel _FuncWrapper',
    },
  },
  {
    source: 'sklearn 1.2.1 and 1.9.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build', 'items'],
    names: {
      'sklearn.utils._encode': '_NaNCounter _nandict',
    },
  },
  {
    source: 'sklearn 1.2.1 and 1.9.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'sklearn.base': 'AttrsDict ParamsDict',
      'sklearn.metrics._scorer': '_DeprecatedScorers',
      'sklearn.pipeline': 'Bunch',
      'sklearn.utils': 'Bunch',
      'sklearn.utils._bunch': 'Bunch',
      'sklearn.utils._repr_html.fitted_attributes': 'AttrsDict',
      'sklearn.utils._repr_html.params': 'ParamsDict',
    },
  },
  {
    source: 'sklearn 1.2.1 and 1.9.1, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      'sklearn.feature_selection._base': '_get_feature_importances',
      'sklearn.feature_selection._from_model': '_calculate_threshold _estimator_has',
      'sklearn.feature_selection._mutual_info':
        '_compute_mi _compute_mi_cc _compute_mi_cd _estimate_mi _iterate_columns',
      'sklearn.feature_selection._rfe': '_estimator_has _rfe_single_fit',
      'sklearn.feature_selection._univariate_selection':
        '_chisquare _clean_nans chi2 f_classif f_oneway f_regression r_regression',
      'sklearn.gaussian_process._gpc': 'erf expit',
      'sklearn.gaussian_process.kernels': '_approx_fprime _check_length_scale gamma kv',
      'sklearn.metrics._base': '_average_binary_score _average_multiclass_ovo_score _check_pos_label_consistency',
      'sklearn.metrics._classification':
        '_check_set_wise_labels _check_targets _check_zero_division _log_loss _one_hot_encoding_binary_target _one_hot_encoding_multiclass_target _prf_divide _validate_binary_probabilistic_prediction _validate_multiclass_probabilistic_prediction _warn_prf _weighted_sum accuracy_score balanced_accuracy_score brier_score_loss class_likelihood_ratios classification_report cohen_kappa_score confusion_matrix d2_brier_score d2_log_loss_score f1_score fbeta_score hamming_loss hinge_loss jaccard_score log_loss matthews_corrcoef multilabel_confusion_matrix precision_recall_fscore_support precision_score recall_score xlogy zero_one_loss',
      'sklearn.metrics._dist_metrics': 'get_valid_metric_ids newObj',
      'sklearn.metrics._pairwise_distances_reduction._base': '_sqeuclidean_row_norms32 _sqeuclidean_row_norms64',
      'sklearn.metrics._pairwise_distances_reduction._dispatcher': 'sqeuclidean_row_norms',
      'sklearn.metrics._pairwise_fast': '_chi2_kernel_fast _sparse_manhattan',
      'sklearn.metrics._plot.base': '_check_classifier_response_method _get_response',
      'sklearn.metrics._ranking':
        '_binary_clf_curve _binary_roc_auc_score _check_dcg_target_type _dcg_sample_scores _multiclass_roc_auc_score _ndcg_sample_scores _sort_inputs_and_compute_classification_thresholds _tie_averaged_dcg auc average_precision_score confusion_matrix_at_thresholds coverage_error dcg_score det_curve label_ranking_average_precision_score label_ranking_loss metric_at_thresholds ndcg_score precision_recall_curve roc_auc_score roc_curve top_k_accuracy_score',
      'sklearn.metrics._regression':
        '_assemble_fraction_of_explained_deviance _assemble_r2_explained_variance _check_reg_targets _check_reg_targets_with_floating_dtype _mean_tweedie_deviance d2_absolute_error_score d2_pinball_score d2_tweedie_score explained_variance_score max_error mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance mean_pinball_loss mean_poisson_deviance mean_squared_error mean_squared_log_error mean_tweedie_deviance median_absolute_error r2_score root_mean_squared_error root_mean_squared_log_error xlogy',
      'sklearn.metrics._scorer':
        '_cached_call _check_multimetric_scoring _get_func_repr_or_name _get_response_method_name _passthrough_scorer _threshold_scores_to_class_labels check_scoring get_scorer get_scorer_names make_scorer negative_likelihood_ratio positive_likelihood_ratio',
      'sklearn.metrics.cluster._bicluster': '_check_rows_and_columns _jaccard _pairwise_similarity consensus_score',
      'sklearn.metrics.cluster._expected_mutual_info_fast': 'expected_mutual_information gammaln',
      'sklearn.metrics.cluster._supervised':
        '_entropy _generalized_average adjusted_rand_score check_clusterings completeness_score contingency_matrix entropy fowlkes_mallows_score homogeneity_completeness_v_measure homogeneity_score pair_confusion_matrix rand_score v_measure_score',
      'sklearn.metrics.cluster._unsupervised':
        '_silhouette_reduce calinski_harabasz_score check_number_of_labels davies_bouldin_score silhouette_samples silhouette_score',
      'sklearn.metrics.pairwise':
        '_argmin_min_reduce _argmin_reduce _check_chunk_size _dist_wrapper _euclidean_distances _euclidean_distances_upcast _find_floating_dtype_allow_sparse _pairwise_callable _parallel_pairwise _precompute_metric_params _return_float_dtype _transposed_dist_wrapper additive_chi2_kernel check_paired_arrays check_pairwise_arrays chi2_kernel cosine_distances cosine_similarity distance_metrics euclidean_distances haversine_distances kernel_metrics laplacian_kernel linear_kernel manhattan_distances nan_euclidean_distances paired_cosine_distances paired_distances paired_euclidean_distances paired_manhattan_distances pairwise_distances pairwise_distances_argmin pairwise_distances_argmin_min pairwise_distances_chunked pairwise_kernels polynomial_kernel rbf_kernel sigmoid_kernel',
      'sklearn.preprocessing._csr_polynomial_expansion':
        '_calc_expanded_nnz _calc_total_nnz _csr_polynomial_expansion _get_sizeof_LARGEST_INT_t py_calc_expanded_nnz_deg2 py_calc_expanded_nnz_deg3',
      'sklearn.preprocessing._data':
        '_handle_zeros_in_scale _is_constant_feature add_dummy_feature binarize boxcox inv_boxcox maxabs_scale minmax_scale normalize power_transform quantile_transform robust_scale scale',
      'sklearn.preprocessing._function_transformer': '_identity',
      'sklearn.preprocessing._label': '_inverse_binarize_multiclass _inverse_binarize_thresholding label_binarize',
      'sklearn.preprocessing._polynomial': '_create_expansion',
      'sklearn.preprocessing._target_encoder_fast': '_fit_encoding_fast _fit_encoding_fast_auto_smooth',
      'sklearn.utils.extmath':
        '_approximate_mode _deterministic_vector_sign_flip _incremental_mean_and_var _nanaverage _randomized_eigsh _randomized_range_finder _randomized_svd _safe_accumulator_op cartesian density fast_logdet log_logistic make_nonnegative randomized_range_finder randomized_svd row_norms safe_sparse_dot safe_sqr softmax squared_norm stable_cumsum svd_flip weighted_mode',
    },
  },
];
