import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const SCIPY: readonly AllowGroup[] = [
  {
    source: 'scipy 1.10.1 and 1.17.1, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'scipy._lib._docscrape': 'ParseError',
      'scipy._lib._gcutils': 'ReferenceError',
      'scipy._lib._pep440': 'InvalidVersion',
      'scipy._lib._threadsafety': 'ReentrancyError',
      'scipy._lib.cobyqa.utils.exceptions': 'CallbackSuccess FeasibleSuccess MaxEvalError TargetSuccess',
      'scipy.cluster.hierarchy': 'ClusterWarning',
      'scipy.cluster.vq': 'ClusterError',
      'scipy.constants._codata': 'ConstantWarning',
      'scipy.integrate._odepack_py': 'ODEintWarning',
      'scipy.integrate._quadpack_py': 'IntegrationWarning',
      'scipy.integrate._quadrature': 'AccuracyWarning',
      'scipy.integrate._vode': 'error',
      'scipy.interpolate._interpnd': 'GradientEstimationWarning',
      'scipy.interpolate.interpnd': 'GradientEstimationWarning',
      'scipy.io._fortran': 'FortranEOFError FortranFormattingError',
      'scipy.io._harwell_boeing._fortran_format_parser': 'BadFortranFormat',
      'scipy.io._harwell_boeing.hb': 'LineOverflow MalformedHeader',
      'scipy.io.arff._arffread': 'ArffError ParseArffError',
      'scipy.io.matlab._miobase': 'MatReadError MatReadWarning MatWriteError MatWriteWarning',
      'scipy.io.wavfile': 'WavFileWarning',
      'scipy.linalg._matfuncs_inv_ssq':
        'FractionalMatrixPowerError LogmError LogmExactlySingularWarning LogmNearlySingularWarning LogmRankWarning',
      'scipy.linalg._matfuncs_sqrtm': 'SqrtmError',
      'scipy.linalg._misc': 'LinAlgWarning',
      'scipy.odr._odrpack': 'OdrError OdrStop OdrWarning',
      'scipy.optimize._linesearch': 'LineSearchWarning',
      'scipy.optimize._nonlin': 'NoConvergence',
      'scipy.optimize._optimize': 'BracketError OptimizeWarning _LineSearchError _MaxFuncCallError',
      'scipy.optimize._spectral': '_NoConvergence',
      'scipy.signal._filter_design': 'BadCoefficients',
      'scipy.signal._peak_finding_utils': 'PeakPropertyWarning',
      'scipy.sparse': 'SparseEfficiencyWarning SparseWarning',
      'scipy.sparse._base': 'SparseEfficiencyWarning SparseFormatWarning SparseWarning',
      'scipy.sparse.linalg._dsolve.linsolve': 'MatrixRankWarning',
      'scipy.spatial._qhull': 'QhullError',
      'scipy.special._sf_error': 'SpecialFunctionError SpecialFunctionWarning',
      'scipy.stats._axis_nan_policy': 'SmallSampleWarning',
      'scipy.stats._unuran.unuran_wrapper': 'UNURANError',
      'scipy.stats.unuran_wrapper': 'UNURANError',
    },
  },
  {
    source: 'scipy 1.10.1 and 1.17.1, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'scipy.__config__': 'DisplayModes',
      'scipy._lib._array_api_docs_tables': 'BackendSupportStatus',
      'scipy._lib._array_api_override': '_ArrayClsInfo',
      'scipy._lib.array_api_compat.common._helpers': '_ClsToXPInfo',
      'scipy._lib.array_api_extra._lib._at': 'Undef _AtOp',
      'scipy._lib.cobyqa.settings': 'Constants ExitStatus Options',
      'scipy._lib.pyprima': 'ConstraintType',
      'scipy.io.wavfile': 'WAVE_FORMAT',
      'scipy.special._specfun': 'Status',
    },
  },
  {
    source: 'scipy 1.10.1 and 1.17.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'scipy._lib._array_api': '_XPSphinxCapability',
      'scipy._lib._ccallback': 'CData',
      'scipy._lib._disjoint_set': 'DisjointSet',
      'scipy._lib._docscrape': 'ClassDoc FunctionDoc NumpyDocString ObjDoc Parameter Reader',
      'scipy._lib._pep440': 'LegacyVersion Version _BaseVersion _Version',
      'scipy._lib._sparse': 'SparseABC',
      'scipy._lib._threadsafety': 'ReentrancyLock',
      'scipy._lib._uarray._backend': 'Dispatchable',
      'scipy._lib._util': 'FullArgSpec MapWrapper _FunctionWrapper _ScalarFunctionWrapper',
      'scipy._lib.array_api_compat.common._aliases': 'UniqueAllResult UniqueCountsResult UniqueInverseResult',
      'scipy._lib.array_api_compat.common._helpers': '_dask_device',
      'scipy._lib.array_api_compat.common._linalg': 'EighResult QRResult SVDResult SlogdetResult',
      'scipy._lib.array_api_compat.common._typing':
        'HasShape JustComplex JustFloat JustInt NestedSequence SupportsArrayNamespace',
      'scipy._lib.array_api_extra._lib._at': 'at',
      'scipy._lib.array_api_extra._lib._utils._helpers': '_AutoJITWrapper',
      'scipy._lib.cobyqa.framework': 'TrustRegion',
      'scipy._lib.cobyqa.models': 'Interpolation Models Quadratic',
      'scipy._lib.cobyqa.problem': 'BoundConstraints LinearConstraints NonlinearConstraints ObjectiveFunction Problem',
      'scipy._lib.decorator': 'ArgSpec ContextManager FunctionMaker',
      'scipy._lib.deprecation': '_DeprecationHelperStr',
      'scipy._lib.doccer': 'Decorator',
      'scipy._lib.messagestream': 'MessageStream',
      'scipy._lib.pyprima.cobyla.cobyla': 'COBYLAResult',
      'scipy.cluster._hierarchy': 'Heap LinkageUnionFind',
      'scipy.cluster.hierarchy': 'ClusterNode',
      'scipy.fft._backend': '_ScipyBackend',
      'scipy.fft._debug_backends': 'EchoBackend NumPyBackend',
      'scipy.integrate._cubature': 'CubatureRegion CubatureResult _InfiniteLimitsTransform _VariableTransform',
      'scipy.integrate._ivp.base': 'ConstantDenseOutput DenseOutput OdeSolver',
      'scipy.integrate._ivp.bdf': 'BDF BdfDenseOutput',
      'scipy.integrate._ivp.common': 'OdeSolution',
      'scipy.integrate._ivp.lsoda': 'LSODA LsodaDenseOutput',
      'scipy.integrate._ivp.radau': 'Radau RadauDenseOutput',
      'scipy.integrate._ivp.rk': 'DOP853 Dop853DenseOutput RK23 RK45 RkDenseOutput RungeKutta',
      'scipy.integrate._ode': 'IntegratorBase complex_ode dop853 dopri5 lsoda ode vode zvode',
      'scipy.integrate._quad_vec': 'DoubleInfiniteFunc LRUDict SemiInfiniteFunc _Bunch',
      'scipy.integrate._quadpack_py': '_NQuad _OptFunc _RangeFunc',
      'scipy.integrate._quadrature': 'QMCQuadResult',
      'scipy.integrate._rules._base': 'FixedRule NestedFixedRule ProductNestedFixed Rule',
      'scipy.integrate._rules._gauss_kronrod': 'GaussKronrodQuadrature',
      'scipy.integrate._rules._gauss_legendre': 'GaussLegendreQuadrature',
      'scipy.integrate._rules._genz_malik': 'GenzMalikCubature',
      'scipy.interpolate._bary_rational': 'AAA FloaterHormannInterpolator _BarycentricRational',
      'scipy.interpolate._bsplines': 'BSpline',
      'scipy.interpolate._cubic': 'Akima1DInterpolator CubicHermiteSpline CubicSpline PchipInterpolator',
      'scipy.interpolate._fitpack_repro': 'Bunch F Fperiodic',
      'scipy.interpolate._fitpack2':
        'BivariateSpline InterpolatedUnivariateSpline LSQBivariateSpline LSQSphereBivariateSpline LSQUnivariateSpline RectBivariateSpline RectSphereBivariateSpline SmoothBivariateSpline SmoothSphereBivariateSpline SphereBivariateSpline UnivariateSpline _BivariateSplineBase _DerivedBivariateSpline',
      'scipy.interpolate._interpnd': 'CloughTocher2DInterpolator LinearNDInterpolator NDInterpolatorBase',
      'scipy.interpolate._interpolate': 'BPoly NdPPoly PPoly _PPolyBase interp1d interp2d',
      'scipy.interpolate._ndbspline': 'NdBSpline',
      'scipy.interpolate._ndgriddata': 'NearestNDInterpolator',
      'scipy.interpolate._polyint':
        'BarycentricInterpolator KroghInterpolator _Interpolator1D _Interpolator1DWithDerivatives',
      'scipy.interpolate._rbf': 'Rbf',
      'scipy.interpolate._rbfinterp': 'RBFInterpolator',
      'scipy.interpolate._rgi': 'RegularGridInterpolator',
      'scipy.interpolate.interpnd': 'CloughTocher2DInterpolator LinearNDInterpolator NDInterpolatorBase',
      'scipy.io._fast_matrix_market': '_FMMThreadPoolCtlController',
      'scipy.io._fast_matrix_market._fmm_core': '_read_cursor _write_cursor header',
      'scipy.io._fortran': 'FortranFile',
      'scipy.io._harwell_boeing._fortran_format_parser': 'ExpFormat FortranFormatParser IntFormat Token Tokenizer',
      'scipy.io._harwell_boeing.hb': 'HBFile HBInfo HBMatrixType',
      'scipy.io._idl': 'ObjectPointer Pointer',
      'scipy.io._mmio': 'MMFile',
      'scipy.io._netcdf': 'netcdf_variable',
      'scipy.io.arff._arffread':
        'Attribute DateAttribute MetaData NominalAttribute NumericAttribute RelationalAttribute StringAttribute',
      'scipy.io.matlab._mio4': 'MatFile4Reader MatFile4Writer VarHeader4 VarReader4 VarWriter4',
      'scipy.io.matlab._mio5': 'EmptyStructMarker MatFile5Reader MatFile5Writer VarWriter5',
      'scipy.io.matlab._mio5_params': 'mat_struct',
      'scipy.io.matlab._mio5_utils': 'VarHeader5 VarReader5',
      'scipy.io.matlab._miobase': 'MatFileReader MatVarReader',
      'scipy.io.matlab._streams': 'GenericStream ZlibInputStream',
      'scipy.io.wavfile': 'SeekEmulatingReader',
      'scipy.linalg._matfuncs_inv_ssq': '_MatrixM1PowerOperator',
      'scipy.odr._models': '_ExponentialModel _MultilinearModel _QuadraticModel _UnilinearModel',
      'scipy.odr._odrpack': 'Data Model ODR Output RealData',
      'scipy.optimize._basinhopping':
        'AdaptiveStepsize BasinHoppingRunner Metropolis MinimizerWrapper RandomDisplacement Storage',
      'scipy.optimize._bglu_dense': 'BGLU LU',
      'scipy.optimize._constraints': 'Bounds LinearConstraint NonlinearConstraint PreparedConstraint',
      'scipy.optimize._dcsrch': 'DCSRCH',
      'scipy.optimize._differentiable_functions':
        'IdentityVectorFunction LinearVectorFunction ScalarFunction VectorFunction _ScalarGradWrapper _ScalarHessWrapper _VectorFunWrapper _VectorHessWrapper _VectorJacWrapper',
      'scipy.optimize._differentialevolution': 'DifferentialEvolutionSolver _ConstraintWrapper',
      'scipy.optimize._dual_annealing':
        'EnergyState LocalSearchWrapper ObjectiveFunWrapper StrategyChain VisitingDistribution',
      'scipy.optimize._hessian_update_strategy': 'BFGS FullHessianUpdateStrategy HessianUpdateStrategy SR1',
      'scipy.optimize._highspy._core':
        'BasisValidity HessianFormat HighsBasis HighsBasisStatus HighsDebugLevel HighsHessian HighsIis HighsIisInfo HighsInfo HighsInfoType HighsLinearObjective HighsLogType HighsLp HighsLpMods HighsModel HighsModelStatus HighsObjectiveSolution HighsOptionType HighsOptions HighsPresolveStatus HighsRanging HighsRangingRecord HighsScale HighsSolution HighsSparseMatrix HighsStatus HighsVarType IisBoundStatus IisStrategy MatrixFormat ObjSense SolutionStatus _Highs',
      'scipy.optimize._highspy._highs_options': 'HighsOptionsManager',
      'scipy.optimize._lbfgsb_py': 'LbfgsInvHessProduct',
      'scipy.optimize._linprog_util': '_LPProblem',
      'scipy.optimize._lsq.least_squares': '_WrapArgsKwargs',
      'scipy.optimize._minimize': '_Patch_Callback_Equal_Variables _Remove_From_Func',
      'scipy.optimize._nonlin':
        'Anderson BroydenFirst BroydenSecond DiagBroyden ExcitingMixing GenericBroyden InverseJacobian Jacobian KrylovJacobian LinearMixing LowRankMatrix TerminationCondition',
      'scipy.optimize._numdiff': '_Fun_Wrapper',
      'scipy.optimize._optimize': 'Brent MemoizeJac _Brute_Wrapper',
      'scipy.optimize._root_scalar': 'MemoizeDer',
      'scipy.optimize._shgo': 'LMap LMapCache SHGO',
      'scipy.optimize._shgo_lib._complex': 'Complex',
      'scipy.optimize._shgo_lib._vertex':
        'ConstraintWrapper FieldWrapper VertexCacheBase VertexCacheField VertexCacheIndex',
      'scipy.optimize._shgo_lib.triangulation': 'Cell Complex Simplex Vertex VertexCache VertexGroup',
      'scipy.optimize._trlib._trlib': 'TRLIBQuadraticSubproblem',
      'scipy.optimize._trustregion': 'BaseQuadraticSubproblem',
      'scipy.optimize._trustregion_constr.canonical_constraint': 'CanonicalConstraint',
      'scipy.optimize._trustregion_constr.minimize_trustregion_constr': 'HessianLinearOperator LagrangianHessian',
      'scipy.optimize._trustregion_constr.report': 'BasicReport IPReport ReportBase SQPReport',
      'scipy.optimize._trustregion_constr.tr_interior_point': 'BarrierSubproblem',
      'scipy.optimize._trustregion_dogleg': 'DoglegSubproblem',
      'scipy.optimize._trustregion_exact': 'IterativeSubproblem',
      'scipy.optimize._trustregion_ncg': 'CGSteihaugSubproblem',
      'scipy.optimize._zeros_py': 'RootResults TOMS748Solver',
      'scipy.signal._czt': 'CZT ZoomFFT',
      'scipy.signal._ltisys':
        'Bunch LinearTimeInvariant StateSpace StateSpaceContinuous StateSpaceDiscrete TransferFunction TransferFunctionContinuous TransferFunctionDiscrete ZerosPolesGain ZerosPolesGainContinuous ZerosPolesGainDiscrete dlti lti',
      'scipy.signal._short_time_fft': 'ShortTimeFFT',
      'scipy.signal._upfirdn': '_UpFIRDn',
      'scipy.sparse':
        'bsr_array bsr_matrix coo_array coo_matrix csc_array csc_matrix csr_array csr_matrix dia_array dia_matrix dok_array dok_matrix lil_array lil_matrix sparray spmatrix',
      'scipy.sparse._arrays': '_sparray bsr_array coo_array csc_array csr_array dia_array dok_array lil_array',
      'scipy.sparse._base': '_spbase sparray spmatrix',
      'scipy.sparse._bsr': '_bsr_base bsr_array bsr_matrix',
      'scipy.sparse._compressed': '_cs_matrix',
      'scipy.sparse._coo': '_coo_base coo_array coo_matrix',
      'scipy.sparse._csc': '_csc_base csc_array csc_matrix',
      'scipy.sparse._csr': '_csr_base csr_array csr_matrix',
      'scipy.sparse._data': '_data_matrix _minmax_mixin',
      'scipy.sparse._dia': '_dia_base dia_array dia_matrix',
      'scipy.sparse._dok': '_dok_base dok_array dok_matrix',
      'scipy.sparse._index': 'IndexMixin',
      'scipy.sparse._lil': '_lil_base lil_array lil_matrix',
      'scipy.sparse._matrix': 'spmatrix',
      'scipy.sparse.csgraph._flow': 'MaximumFlowResult',
      'scipy.sparse.csgraph._shortest_path': '_YenCandidatePaths',
      'scipy.sparse.linalg._eigen.arpack.arpack':
        'IterInv IterOpInv LuInv SpLuInv _ArpackParams _SymmetricArpackParams _UnsymmetricArpackParams',
      'scipy.sparse.linalg._expm_multiply': 'LazyOperatorNormInfo',
      'scipy.sparse.linalg._interface':
        'IdentityOperator LinearOperator MatrixLinearOperator _AdjointLinearOperator _AdjointMatrixOperator _CustomLinearOperator _PowerLinearOperator _ProductLinearOperator _ScaledLinearOperator _SumLinearOperator _TransposedLinearOperator',
      'scipy.sparse.linalg._matfuncs': 'MatrixPowerOperator ProductOperator _ExpmPadeHelper',
      'scipy.sparse.linalg._special_sparse_arrays': 'LaplacianNd MikotaK MikotaM MikotaPair Sakurai',
      'scipy.sparse.linalg._svdp': '_AProd',
      'scipy.spatial._ckdtree': 'cKDTree cKDTreeNode coo_entries ordered_pairs',
      'scipy.spatial._kdtree': 'KDTree Rectangle',
      'scipy.spatial._qhull': 'ConvexHull Delaunay HalfspaceIntersection Voronoi _Qhull _QhullUser',
      'scipy.spatial._spherical_voronoi': 'SphericalVoronoi',
      'scipy.spatial.distance':
        'CDistMetricWrapper CDistWeightedMetricWrapper MetricInfo PDistMetricWrapper PDistWeightedMetricWrapper',
      'scipy.spatial.transform._rigid_transform': 'RigidTransform',
      'scipy.spatial.transform._rotation': 'Rotation Slerp',
      'scipy.spatial.transform._rotation_spline': 'RotationSpline',
      'scipy.special._multiufuncs': 'MultiUFunc',
      'scipy.special._orthogonal': 'orthopoly1d',
      'scipy.special._support_alternative_backends': '_FuncInfo',
      'scipy.special._ufuncs': 'errstate',
      'scipy.stats._biasedurn': '_PyFishersNCHypergeometric _PyStochasticLib3 _PyWalleniusNCHypergeometric',
      'scipy.stats._binned_statistic': 'BinnedStatistic2dResult BinnedStatisticResult BinnedStatisticddResult',
      'scipy.stats._binomtest': 'BinomTestResult',
      'scipy.stats._censored_data': 'CensoredData',
      'scipy.stats._common': 'ConfidenceInterval',
      'scipy.stats._continuous_distns':
        'alpha_gen anglit_gen arcsine_gen argus_gen beta_gen betaprime_gen bradford_gen burr12_gen burr_gen cauchy_gen chi2_gen chi_gen cosine_gen crystalball_gen dgamma_gen dpareto_lognorm_gen dweibull_gen erlang_gen expon_gen exponnorm_gen exponpow_gen exponweib_gen f_gen fatiguelife_gen fisk_gen foldcauchy_gen foldnorm_gen gamma_gen gausshyper_gen genexpon_gen genextreme_gen gengamma_gen genhalflogistic_gen genhyperbolic_gen geninvgauss_gen genlogistic_gen gennorm_gen genpareto_gen gibrat_gen gilbrat_gen gompertz_gen gumbel_l_gen gumbel_r_gen halfcauchy_gen halfgennorm_gen halflogistic_gen halfnorm_gen hypsecant_gen invgamma_gen invgauss_gen invweibull_gen irwinhall_gen jf_skew_t_gen johnsonsb_gen johnsonsu_gen kappa3_gen kappa4_gen ksone_gen kstwo_gen kstwobign_gen landau_gen laplace_asymmetric_gen laplace_gen levy_gen levy_l_gen loggamma_gen logistic_gen loglaplace_gen lognorm_gen lomax_gen maxwell_gen mielke_gen moyal_gen nakagami_gen ncf_gen nct_gen ncx2_gen norm_gen norminvgauss_gen pareto_gen pearson3_gen powerlaw_gen powerlognorm_gen powernorm_gen rayleigh_gen rdist_gen recipinvgauss_gen reciprocal_gen rel_breitwigner_gen rice_gen rv_histogram semicircular_gen skew_norm_gen skewcauchy_gen skewnorm_gen studentized_range_gen t_gen trapezoid_gen triang_gen truncexpon_gen truncnorm_gen truncpareto_gen truncweibull_min_gen tukeylambda_gen uniform_gen vonmises_gen wald_gen weibull_max_gen weibull_min_gen wrapcauchy_gen',
      'scipy.stats._covariance':
        'CovViaCholesky CovViaDiagonal CovViaEigendecomposition CovViaPSD CovViaPrecision Covariance',
      'scipy.stats._crosstab': 'CrosstabResult',
      'scipy.stats._discrete_distns':
        '_nchypergeom_gen bernoulli_gen betabinom_gen betanbinom_gen binom_gen boltzmann_gen dlaplace_gen geom_gen hypergeom_gen logser_gen nbinom_gen nchypergeom_fisher_gen nchypergeom_wallenius_gen nhypergeom_gen planck_gen poisson_binom_gen poisson_binomial_frozen poisson_gen randint_gen skellam_gen yulesimon_gen zipf_gen zipfian_gen',
      'scipy.stats._distn_infrastructure':
        '_ShapeInfo rv_continuous rv_continuous_frozen rv_discrete rv_discrete_frozen rv_frozen rv_generic rv_sample',
      'scipy.stats._distribution_infrastructure':
        'ContinuousDistribution DiscreteDistribution FoldedDistribution Mixture MonotonicTransformedDistribution OrderStatisticDistribution ShiftedScaledDistribution TransformedDistribution TruncatedDistribution UnivariateDistribution _Domain _IntegerInterval _Interval _Parameter _Parameterization _RealInterval _RealParameter',
      'scipy.stats._fit': 'FitResult GoodnessOfFitResult',
      'scipy.stats._hypotests':
        'BarnardExactResult BoschlooExactResult CramerVonMisesResult Epps_Singleton_2sampResult SomersDResult TukeyHSDResult',
      'scipy.stats._kde': 'gaussian_kde',
      'scipy.stats._levy_stable': 'levy_stable_frozen levy_stable_gen',
      'scipy.stats._levy_stable.levyst': 'Nolan',
      'scipy.stats._mannwhitneyu': 'MannwhitneyuResult _MWU',
      'scipy.stats._mgc': 'MGCResult _ParallelP',
      'scipy.stats._morestats':
        'AndersonResult Anderson_ksampResult AnsariResult BartlettResult DirectionalStats FlignerResult LeveneResult Mean MedianTestResult ShapiroResult Std_dev Variance WilcoxonResult _ABW _BigFloat',
      'scipy.stats._mstats_basic':
        'BrunnerMunzelResult DescribeResult F_onewayResult FriedmanchisquareResult KruskalResult KurtosistestResult MannwhitneyuResult ModeResult NormaltestResult PointbiserialrResult SenSeasonalSlopesResult SkewtestResult Ttest_1sampResult Ttest_indResult Ttest_relResult',
      'scipy.stats._multicomp': 'DunnettResult',
      'scipy.stats._multivariate':
        '_PSD dirichlet_frozen dirichlet_gen dirichlet_multinomial_frozen dirichlet_multinomial_gen invwishart_frozen invwishart_gen matrix_normal_frozen matrix_normal_gen matrix_t_frozen matrix_t_gen multi_rv_frozen multi_rv_generic multinomial_frozen multinomial_gen multivariate_hypergeom_frozen multivariate_hypergeom_gen multivariate_normal_frozen multivariate_normal_gen multivariate_t_frozen multivariate_t_gen normal_inverse_gamma_frozen normal_inverse_gamma_gen ortho_group_frozen ortho_group_gen random_correlation_frozen random_correlation_gen random_table_frozen random_table_gen special_ortho_group_frozen special_ortho_group_gen uniform_direction_frozen uniform_direction_gen unitary_group_frozen unitary_group_gen vonmises_fisher_frozen vonmises_fisher_gen wishart_frozen wishart_gen',
      'scipy.stats._new_distributions': 'Binomial Logistic Normal StandardNormal Uniform _Gamma _LogUniform',
      'scipy.stats._odds_ratio': 'OddsRatioResult',
      'scipy.stats._page_trend_test': 'PageTrendTestResult _PageL',
      'scipy.stats._probability_distribution': '_ProbabilityDistribution',
      'scipy.stats._qmc': 'Halton LatinHypercube MultinomialQMC MultivariateNormalQMC PoissonDisk QMCEngine Sobol',
      'scipy.stats._relative_risk': 'RelativeRiskResult',
      'scipy.stats._resampling':
        'BootstrapMethod BootstrapResult MonteCarloMethod MonteCarloTestResult PermutationMethod PermutationTestResult PowerResult ResamplingMethod',
      'scipy.stats._sampling': 'CustomDistPINV FastGeneratorInversion RatioUniforms',
      'scipy.stats._sensitivity_analysis': 'BootstrapSobolResult SobolResult',
      'scipy.stats._stats_mstats_common': 'LinregressResult SiegelslopesResult TheilslopesResult',
      'scipy.stats._stats_py':
        'AlexanderGovernResult BrunnerMunzelResult ConfidenceInterval CumfreqResult DescribeResult F_onewayResult FriedmanchisquareResult HistogramResult KruskalResult KstestResult KurtosistestResult LinregressResult MGCResult ModeResult NormaltestResult PearsonRResult PearsonRResultBase Power_divergenceResult QuantileTestResult RanksumsResult RelfreqResult RepeatedResults SigmaclipResult SignificanceResult SkewtestResult TtestResult TtestResultBase Ttest_indResult _ParallelP _SimpleBeta _SimpleChi2 _SimpleF _SimpleNormal _SimpleStudentT',
      'scipy.stats._survival': 'ECDFResult EmpiricalDistributionFunction LogRankResult',
      'scipy.stats._unuran.unuran_wrapper':
        'DiscreteAliasUrn DiscreteGuideTable Method NumericalInverseHermite NumericalInversePolynomial SimpleRatioUniforms TransformedDensityRejection _URNG',
      'scipy.stats._wilcoxon': 'WilcoxonDistribution',
      'scipy.stats.contingency': 'Chi2ContingencyResult',
      'scipy.stats.unuran_wrapper':
        'DiscreteAliasUrn DiscreteGuideTable Method NumericalInverseHermite NumericalInversePolynomial SimpleRatioUniforms TransformedDensityRejection _URNG',
    },
  },
  {
    source: 'scipy 1.10.1 and 1.17.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'scipy._lib._util': '_RichResult',
      'scipy._lib.array_api_compat.common._typing':
        'Capabilities DTypesAll DTypesBool DTypesComplex DTypesIntegral DTypesNumeric DTypesReal DTypesSigned DTypesUnsigned DefaultDTypes',
      'scipy.integrate._bvp': 'BVPResult',
      'scipy.integrate._ivp.ivp': 'OdeResult',
      'scipy.optimize._optimize': 'OptimizeResult',
      'scipy.optimize._zeros_py': 'RootResults',
    },
  },
  {
    source: 'scipy 1.10.1 and 1.17.1, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      'scipy.spatial.distance':
        '_cdist_callable _convert_to_type _copy_array_if_base_present _correlation_cdist_wrap _correlation_pdist_wrap _nbool_correspond_all _nbool_correspond_ft_tf _np_pdist _pdist_callable _prepare_out_argument _validate_cdist_input _validate_hamming_kwargs _validate_mahalanobis_kwargs _validate_minkowski_kwargs _validate_pdist_input _validate_seuclidean_kwargs _validate_vector _validate_weight_with_size _validate_weights braycurtis canberra cdist chebyshev cityblock correlation cosine dice directed_hausdorff euclidean hamming is_valid_dm is_valid_y jaccard jensenshannon kulczynski1 kulsinski mahalanobis minkowski num_obs_dm num_obs_y pdist rel_entr rogerstanimoto russellrao seuclidean sokalmichener sokalsneath sqeuclidean squareform yule',
      'scipy.special':
        'agm airy airye bdtr bdtrc bdtri bdtrik bdtrin bei beip ber berp besselpoly beta betainc betaincc betainccinv betaincinv betaln binom boxcox boxcox1p btdtr btdtri btdtria btdtrib cbrt chdtr chdtrc chdtri chdtriv chndtr chndtridf chndtrinc chndtrix cosdg cosm1 cotdg dawsn ellipe ellipeinc ellipj ellipk ellipkinc ellipkm1 elliprc elliprd elliprf elliprg elliprj entr erf erfc erfcinv erfcx erfi erfinv exp1 exp10 exp2 expi expit expm1 expn exprel fdtr fdtrc fdtri fdtridfd fresnel gamma gammainc gammaincc gammainccinv gammaincinv gammaln gammasgn gdtr gdtrc gdtria gdtrib gdtrix hankel1 hankel1e hankel2 hankel2e huber hyp0f1 hyp1f1 hyp2f1 hyperu i0 i0e i1 i1e inv_boxcox inv_boxcox1p it2i0k0 it2j0y0 it2struve0 itairy iti0k0 itj0y0 itmodstruve0 itstruve0 iv ive j0 j1 jv jve k0 k0e k1 k1e kei keip kelvin ker kerp kl_div kn kolmogi kolmogorov kv kve log1p log_expit log_ndtr log_wright_bessel loggamma logit lpmv mathieu_a mathieu_b mathieu_cem mathieu_modcem1 mathieu_modcem2 mathieu_modsem1 mathieu_modsem2 mathieu_sem modfresnelm modfresnelp modstruve nbdtr nbdtrc nbdtri nbdtrik nbdtrin ncfdtr ncfdtri ncfdtridfd ncfdtridfn ncfdtrinc nctdtr nctdtridf nctdtrinc nctdtrit ndtr ndtri ndtri_exp nrdtrimn nrdtrisd obl_ang1 obl_ang1_cv obl_cv obl_rad1 obl_rad1_cv obl_rad2 obl_rad2_cv owens_t pbdv pbvv pbwa pdtr pdtrc pdtri pdtrik poch powm1 pro_ang1 pro_ang1_cv pro_cv pro_rad1 pro_rad1_cv pro_rad2 pro_rad2_cv pseudo_huber psi radian rel_entr rgamma round shichi sici sindg smirnov smirnovi spence sph_harm stdtr stdtridf stdtrit struve tandg tklmbda voigt_profile wofz wright_bessel wrightomega xlog1py xlogy y0 y1 yn yv yve zetac',
      'scipy.special._add_newdocs': 'get',
      'scipy.special._basic':
        '_bessel_diff_formula _factorialx_approx_core _factorialx_array_approx _factorialx_array_exact _factorialx_wrapper _gamma1p _is_subdtype _lqmn _lqn _nonneg_int_or_fail _range_prod _rctj _rcty _stirling2_inexact ai_zeros assoc_laguerre bei_zeros beip_zeros ber_zeros bernoulli berp_zeros bi_zeros binom clpmn comb diric erf_zeros euler factorial factorial2 factorialk floor fresnel_zeros fresnelc_zeros fresnels_zeros gamma h1vp h2vp hankel1 hankel2 iv ivp jn_zeros jnjnp_zeros jnp_zeros jnyn_zeros jv jvp kei_zeros keip_zeros kelvin_zeros ker_zeros kerp_zeros kv kvp lmbda lpmn lpn lqmn lqn mathieu_a mathieu_b mathieu_even_coef mathieu_odd_coef obl_cv_seq pbdn_seq pbdv_seq pbvv_seq perm poch polygamma pro_cv_seq psi rgamma riccati_jn riccati_yn sin softplus sqrt stirling2 y0_zeros y1_zeros y1p_zeros yn_zeros ynp_zeros yv yvp zeta',
      'scipy.special._comb': '_comb_int',
      'scipy.special._ellip_harm': '_ellip_harm ellip_harm ellip_harm_2 ellip_normal',
      'scipy.special._ellip_harm_2': '_ellipsoid _ellipsoid_norm',
      'scipy.special._gufuncs': '_lqmn _lqn _rctj _rcty _set_action',
      'scipy.special._input_validation': '_nonneg_int_or_fail',
      'scipy.special._lambertw': '_lambertw lambertw',
      'scipy.special._logsumexp':
        '_elements_and_indices_with_max_real _logsumexp _wrap_radians log_softmax logsumexp softmax',
      'scipy.special._orthogonal':
        '_compute_tauk _gen_roots_and_weights _initial_nodes _initial_nodes_a _initial_nodes_b _newton _pbcf _roots_hermite_asy airy arccos chebyc chebys chebyt chebyu cos exp floor gegenbauer genlaguerre hermite hermitenorm jacobi laguerre legendre roots_chebyc roots_chebys roots_chebyt roots_chebyu roots_gegenbauer roots_genlaguerre roots_hermite roots_hermitenorm roots_jacobi roots_laguerre roots_legendre roots_sh_chebyt roots_sh_chebyu roots_sh_jacobi roots_sh_legendre sh_chebyt sh_chebyu sh_jacobi sh_legendre sin sqrt',
      'scipy.special._precompute.cosine_cdf': 'f',
      'scipy.special._precompute.expn_asy': 'generate_A main',
      'scipy.special._precompute.gammainc_asy': 'compute_a compute_alpha compute_d compute_g eta main',
      'scipy.special._precompute.lambertw': 'lambertw_pade main',
      'scipy.special._precompute.loggamma': 'main stirling_series taylor_series_at_1',
      'scipy.special._precompute.struve_convergence': 'do_plot err_metric main',
      'scipy.special._precompute.utils': 'lagrange_inversion',
      'scipy.special._precompute.wright_bessel':
        'asymptotic_series dg_series main optimal_epsilon_integral pg_series series_small_a series_small_a_small_b',
      'scipy.special._precompute.wrightomega': 'main mpmath_wrightomega wrightomega_exp_error wrightomega_series_error',
      'scipy.special._precompute.zetac': 'main zetac_series',
      'scipy.special._specfun':
        'airyzo bernob cerzo cpbdn cyzo eulerb fcoef fcszo jdzo jyzo klvnzo lamn lamv pbdv pbvv sdmn segv',
      'scipy.special._special_ufuncs':
        '_cospi _gen_harmonic _iv_ratio _iv_ratio_c _lambertw _log1mexp _log1pmx _normalized_gen_harmonic _riemann_zeta _scaled_exp1 _set_action _sinpi _spherical_in _spherical_in_d _spherical_jn _spherical_jn_d _spherical_kn _spherical_kn_d _spherical_yn _spherical_yn_d _zeta airy airye bei beip ber berp besselpoly beta betaln binom cbrt cosdg cosm1 cotdg dawsn ellipe ellipeinc ellipj ellipk ellipkinc ellipkm1 erf erfc erfcx erfi exp1 exp10 exp2 expi expit expm1 exprel fresnel gamma gammainc gammaincc gammainccinv gammaincinv gammaln gammasgn hankel1 hankel1e hankel2 hankel2e hyp2f1 i0 i0e i1 i1e it2i0k0 it2j0y0 it2struve0 itairy iti0k0 itj0y0 itmodstruve0 itstruve0 iv ive j0 j1 jv jve k0 k0e k1 k1e kei keip kelvin ker kerp kv kve log1p log_expit log_ndtr log_wright_bessel loggamma logit mathieu_a mathieu_b mathieu_cem mathieu_modcem1 mathieu_modcem2 mathieu_modsem1 mathieu_modsem2 mathieu_sem modfresnelm modfresnelp modstruve ndtr obl_ang1 obl_ang1_cv obl_cv obl_rad1 obl_rad1_cv obl_rad2 obl_rad2_cv pbdv pbvv pbwa pro_ang1 pro_ang1_cv pro_cv pro_rad1 pro_rad1_cv pro_rad2 pro_rad2_cv psi radian rgamma sindg struve tandg voigt_profile wofz wright_bessel xlog1py xlogy y0 y1 yv yve zetac',
      'scipy.special._spfun_stats': 'multigammaln',
      'scipy.special._spherical_bessel':
        '_spherical_in _spherical_in_d _spherical_jn _spherical_jn_d _spherical_kn _spherical_kn_d _spherical_yn _spherical_yn_d spherical_in spherical_jn spherical_kn spherical_kn_reflection spherical_yn use_reflection',
      'scipy.special._support_alternative_backends':
        '_betaincc _chdtr _chdtrc _rel_entr _stdtr _stdtrit _xlogy bdtr bdtrc bdtri betainc betaincc betaincinv betaln binom boxcox boxcox1p cbrt chdtr chdtrc chdtri cosdg cosm1 cotdg ellipk ellipkm1 entr erf erfc erfcx erfinv exp1 exp10 exp2 expi expit expn exprel fdtr fdtrc fdtri gamma gammainc gammaincc gammainccinv gammaincinv gammaln gammasgn gdtr gdtrc huber hyp1f1 i0 i0e i1 i1e inv_boxcox inv_boxcox1p j0 j1 k0 k0e k1 k1e kl_div log_ndtr loggamma logit lpmv nbdtr nbdtrc nbdtri ndtr ndtri pdtr pdtrc pdtri poch pseudo_huber psi radian rel_entr rgamma sindg spence stdtr stdtrit tandg xlog1py xlogy y0 y1 yn zetac',
      'scipy.special._ufuncs':
        '_beta_pdf _beta_ppf _binom_cdf _binom_isf _binom_pmf _binom_ppf _binom_sf _cauchy_isf _cauchy_ppf _cosine_cdf _cosine_invcdf _cospi _ellip_harm _factorial _gen_harmonic _hypergeom_cdf _hypergeom_mean _hypergeom_pmf _hypergeom_sf _hypergeom_skewness _hypergeom_variance _igam_fac _invgauss_isf _invgauss_ppf _iv_ratio _iv_ratio_c _kolmogc _kolmogci _kolmogp _lambertw _lanczos_sum_expg_scaled _landau_cdf _landau_isf _landau_pdf _landau_ppf _landau_sf _lgam1p _log1mexp _log1pmx _nbinom_cdf _nbinom_isf _nbinom_kurtosis_excess _nbinom_mean _nbinom_pmf _nbinom_ppf _nbinom_sf _nbinom_skewness _nbinom_variance _ncf_isf _ncf_kurtosis_excess _ncf_mean _ncf_pdf _ncf_sf _ncf_skewness _ncf_variance _nct_isf _nct_kurtosis_excess _nct_mean _nct_pdf _nct_sf _nct_skewness _nct_variance _ncx2_isf _ncx2_pdf _ncx2_sf _normalized_gen_harmonic _riemann_zeta _scaled_exp1 _sinpi _skewnorm_cdf _skewnorm_isf _skewnorm_ppf _smirnovc _smirnovci _smirnovp _spherical_in _spherical_in_d _spherical_jn _spherical_jn_d _spherical_kn _spherical_kn_d _spherical_yn _spherical_yn_d _stirling2_inexact _struve_asymp_large_z _struve_bessel_series _struve_power_series _zeta agm airy airye bdtr bdtrc bdtri bdtrik bdtrin bei beip ber berp besselpoly beta betainc betaincc betainccinv betaincinv betaln binom boxcox boxcox1p btdtr btdtri btdtria btdtrib cbrt chdtr chdtrc chdtri chdtriv chndtr chndtridf chndtrinc chndtrix cosdg cosm1 cotdg dawsn ellipe ellipeinc ellipj ellipk ellipkinc ellipkm1 elliprc elliprd elliprf elliprg elliprj entr erf erfc erfcinv erfcx erfi erfinv exp1 exp10 exp2 expi expit expm1 expn exprel fdtr fdtrc fdtri fdtridfd fresnel gamma gammainc gammaincc gammainccinv gammaincinv gammaln gammasgn gdtr gdtrc gdtria gdtrib gdtrix geterr hankel1 hankel1e hankel2 hankel2e huber hyp0f1 hyp1f1 hyp2f1 hyperu i0 i0e i1 i1e inv_boxcox inv_boxcox1p it2i0k0 it2j0y0 it2struve0 itairy iti0k0 itj0y0 itmodstruve0 itstruve0 iv ive j0 j1 jv jve k0 k0e k1 k1e kei keip kelvin ker kerp kl_div kn kolmogi kolmogorov kv kve log1p log_expit log_ndtr log_wright_bessel loggamma logit lpmv mathieu_a mathieu_b mathieu_cem mathieu_modcem1 mathieu_modcem2 mathieu_modsem1 mathieu_modsem2 mathieu_sem modfresnelm modfresnelp modstruve nbdtr nbdtrc nbdtri nbdtrik nbdtrin ncfdtr ncfdtri ncfdtridfd ncfdtridfn ncfdtrinc nctdtr nctdtridf nctdtrinc nctdtrit ndtr ndtri ndtri_exp nrdtrimn nrdtrisd obl_ang1 obl_ang1_cv obl_cv obl_rad1 obl_rad1_cv obl_rad2 obl_rad2_cv owens_t pbdv pbvv pbwa pdtr pdtrc pdtri pdtrik poch powm1 pro_ang1 pro_ang1_cv pro_cv pro_rad1 pro_rad1_cv pro_rad2 pro_rad2_cv pseudo_huber psi radian rel_entr rgamma round seterr shichi sici sindg smirnov smirnovi spence sph_harm stdtr stdtridf stdtrit struve tandg tklmbda voigt_profile wofz wright_bessel wrightomega xlog1py xlogy y0 y1 yn yv yve zetac',
      'scipy.special.add_newdocs': '__dir__ __getattr__',
      'scipy.special.basic': '__dir__ __getattr__ gamma hankel1 hankel2 iv jv kv mathieu_a mathieu_b psi yv',
      'scipy.special.cython_special':
        '_airy_pywrap _airye_pywrap _bench_airy_D_cy _bench_airy_D_py _bench_airy_d_cy _bench_airy_d_py _bench_beta_dd_cy _bench_beta_dd_py _bench_erf_D_cy _bench_erf_D_py _bench_erf_d_cy _bench_erf_d_py _bench_exprel_d_cy _bench_exprel_d_py _bench_gamma_D_cy _bench_gamma_D_py _bench_gamma_d_cy _bench_gamma_d_py _bench_jv_dD_cy _bench_jv_dD_py _bench_jv_dd_cy _bench_jv_dd_py _bench_loggamma_D_cy _bench_loggamma_D_py _bench_logit_d_cy _bench_logit_d_py _bench_psi_D_cy _bench_psi_D_py _bench_psi_d_cy _bench_psi_d_py _ellipj_pywrap _fresnel_pywrap _it2i0k0_pywrap _it2j0y0_pywrap _itairy_pywrap _iti0k0_pywrap _itj0y0_pywrap _kelvin_pywrap _mathieu_cem_pywrap _mathieu_modcem1_pywrap _mathieu_modcem2_pywrap _mathieu_modsem1_pywrap _mathieu_modsem2_pywrap _mathieu_sem_pywrap _modfresnelm_pywrap _modfresnelp_pywrap _obl_ang1_cv_pywrap _obl_ang1_pywrap _obl_rad1_cv_pywrap _obl_rad1_pywrap _obl_rad2_cv_pywrap _obl_rad2_pywrap _pbdv_pywrap _pbvv_pywrap _pbwa_pywrap _pro_ang1_cv_pywrap _pro_ang1_pywrap _pro_rad1_cv_pywrap _pro_rad1_pywrap _pro_rad2_cv_pywrap _pro_rad2_pywrap _shichi_pywrap _sici_pywrap agm bdtr bdtrc bdtri bdtrik bdtrin bei beip ber berp besselpoly beta betainc betaincc betainccinv betaincinv betaln binom boxcox boxcox1p btdtr btdtri btdtria btdtrib cbrt chdtr chdtrc chdtri chdtriv chndtr chndtridf chndtrinc chndtrix cosdg cosm1 cotdg dawsn ellipe ellipeinc ellipk ellipkinc ellipkm1 elliprc elliprd elliprf elliprg elliprj entr erf erfc erfcinv erfcx erfi erfinv exp1 exp10 exp2 expi expit expm1 expn exprel fdtr fdtrc fdtri fdtridfd gamma gammainc gammaincc gammainccinv gammaincinv gammaln gammasgn gdtr gdtrc gdtria gdtrib gdtrix hankel1 hankel1e hankel2 hankel2e huber hyp0f1 hyp1f1 hyp2f1 hyperu i0 i0e i1 i1e inv_boxcox inv_boxcox1p it2struve0 itmodstruve0 itstruve0 iv ive j0 j1 jv jve k0 k0e k1 k1e kei keip ker kerp kl_div kn kolmogi kolmogorov kv kve log1p log_expit log_ndtr log_wright_bessel loggamma logit lpmv mathieu_a mathieu_b modstruve nbdtr nbdtrc nbdtri nbdtrik nbdtrin ncfdtr ncfdtri ncfdtridfd ncfdtridfn ncfdtrinc nctdtr nctdtridf nctdtrinc nctdtrit ndtr ndtri ndtri_exp nrdtrimn nrdtrisd obl_cv owens_t pdtr pdtrc pdtri pdtrik poch powm1 pro_cv pseudo_huber psi radian rel_entr rgamma round sindg smirnov smirnovi spence sph_harm spherical_in spherical_jn spherical_kn spherical_yn stdtr stdtridf stdtrit struve tandg tklmbda voigt_profile wofz wright_bessel wrightomega xlog1py xlogy y0 y1 yn yv yve zetac',
      'scipy.special.orthogonal': '__dir__ __getattr__',
      'scipy.special.sf_error': '__dir__ __getattr__',
      'scipy.special.specfun': '__dir__ __getattr__',
      'scipy.special.spfun_stats': '__dir__ __getattr__',
      'scipy.stats._ansari_swilk_statistics': 'gscale swilk',
      'scipy.stats._axis_nan_policy':
        '_add_reduced_axes _axis_nan_policy_factory _broadcast_array_shapes _broadcast_array_shapes_remove_axis _broadcast_arrays _broadcast_concatenate _broadcast_shapes _broadcast_shapes_remove_axis _check_empty_inputs _get_axis_params _masked_arrays_2_sentinel_arrays _remove_nans _remove_sentinel',
      'scipy.stats._binned_statistic':
        '_bin_edges _bin_numbers _bincount _calc_binned_statistic _create_binned_data binned_statistic binned_statistic_2d binned_statistic_dd',
      'scipy.stats._binomtest':
        '_binary_search_for_binom_tst _binom_exact_conf_int _binom_wilson_conf_int _findp binomtest ndtri',
      'scipy.stats._boost':
        '_beta_cdf _beta_isf _beta_kurtosis_excess _beta_mean _beta_pdf _beta_ppf _beta_sf _beta_skewness _beta_variance _binom_cdf _binom_isf _binom_kurtosis_excess _binom_mean _binom_pdf _binom_ppf _binom_sf _binom_skewness _binom_variance _hypergeom_cdf _hypergeom_isf _hypergeom_kurtosis_excess _hypergeom_mean _hypergeom_pdf _hypergeom_ppf _hypergeom_sf _hypergeom_skewness _hypergeom_variance _invgauss_cdf _invgauss_isf _invgauss_kurtosis_excess _invgauss_mean _invgauss_pdf _invgauss_ppf _invgauss_sf _invgauss_skewness _invgauss_variance _nbinom_cdf _nbinom_isf _nbinom_kurtosis_excess _nbinom_mean _nbinom_pdf _nbinom_ppf _nbinom_sf _nbinom_skewness _nbinom_variance _ncf_cdf _ncf_isf _ncf_kurtosis_excess _ncf_mean _ncf_pdf _ncf_ppf _ncf_sf _ncf_skewness _ncf_variance _nct_cdf _nct_isf _nct_kurtosis_excess _nct_mean _nct_pdf _nct_ppf _nct_sf _nct_skewness _nct_variance _ncx2_cdf _ncx2_isf _ncx2_kurtosis_excess _ncx2_mean _ncx2_pdf _ncx2_ppf _ncx2_sf _ncx2_skewness _ncx2_variance _skewnorm_cdf _skewnorm_isf _skewnorm_kurtosis_excess _skewnorm_mean _skewnorm_pdf _skewnorm_ppf _skewnorm_sf _skewnorm_skewness _skewnorm_variance',
      'scipy.stats._boost.beta_ufunc':
        '_beta_cdf _beta_isf _beta_kurtosis_excess _beta_mean _beta_pdf _beta_ppf _beta_sf _beta_skewness _beta_variance',
      'scipy.stats._boost.binom_ufunc':
        '_binom_cdf _binom_isf _binom_kurtosis_excess _binom_mean _binom_pdf _binom_ppf _binom_sf _binom_skewness _binom_variance',
      'scipy.stats._boost.hypergeom_ufunc':
        '_hypergeom_cdf _hypergeom_isf _hypergeom_kurtosis_excess _hypergeom_mean _hypergeom_pdf _hypergeom_ppf _hypergeom_sf _hypergeom_skewness _hypergeom_variance',
      'scipy.stats._boost.invgauss_ufunc':
        '_invgauss_cdf _invgauss_isf _invgauss_kurtosis_excess _invgauss_mean _invgauss_pdf _invgauss_ppf _invgauss_sf _invgauss_skewness _invgauss_variance',
      'scipy.stats._boost.nbinom_ufunc':
        '_nbinom_cdf _nbinom_isf _nbinom_kurtosis_excess _nbinom_mean _nbinom_pdf _nbinom_ppf _nbinom_sf _nbinom_skewness _nbinom_variance',
      'scipy.stats._boost.ncf_ufunc':
        '_ncf_cdf _ncf_isf _ncf_kurtosis_excess _ncf_mean _ncf_pdf _ncf_ppf _ncf_sf _ncf_skewness _ncf_variance',
      'scipy.stats._boost.nct_ufunc':
        '_nct_cdf _nct_isf _nct_kurtosis_excess _nct_mean _nct_pdf _nct_ppf _nct_sf _nct_skewness _nct_variance',
      'scipy.stats._boost.ncx2_ufunc':
        '_ncx2_cdf _ncx2_isf _ncx2_kurtosis_excess _ncx2_mean _ncx2_pdf _ncx2_ppf _ncx2_sf _ncx2_skewness _ncx2_variance',
      'scipy.stats._boost.skewnorm_ufunc':
        '_skewnorm_cdf _skewnorm_isf _skewnorm_kurtosis_excess _skewnorm_mean _skewnorm_pdf _skewnorm_ppf _skewnorm_sf _skewnorm_skewness _skewnorm_variance',
      'scipy.stats._bws_test': '_bws_input_validation _bws_statistic bws_test',
      'scipy.stats._censored_data': '_validate_1d _validate_interval _validate_x_censored',
      'scipy.stats._continued_fraction': '_continued_fraction _continued_fraction_iv _logaddexp',
      'scipy.stats._continuous_distns':
        '_argus_phi _average_with_log_weights _beta_mle_a _beta_mle_ab _call_super_mom _check_fit_input_parameters _digammainv _get_left_bracket _log_diff _log_gauss_mass _log_sum _lognorm_logpdf _ncx2_log_pdf _norm_cdf _norm_isf _norm_logcdf _norm_logpdf _norm_logsf _norm_pdf _norm_ppf _norm_sf _pow1pm1 _remove_optimizer_parameters',
      'scipy.stats._correlation': '_chatterjeexi_iv _unpack _xi_statistic _xi_std chatterjeexi spearmanrho',
      'scipy.stats._covariance': '_dot_diag',
      'scipy.stats._crosstab': 'crosstab',
      'scipy.stats._discrete_distns':
        '_gen_harmonic _gen_harmonic_gt1 _gen_harmonic_leq1 _isintegral _parse_args _parse_args_rvs _parse_args_stats _vectorize_rvs_over_shapes betaln ceil cosh entr exp expm1 floor log log1p sinh sqrt tanh',
      'scipy.stats._distn_infrastructure':
        '_check_shape _drv2_moment _drv2_ppfsingle _expect _fit_determine_optimizer _get_fixed_fit_value _isintegral _iter_chunked _kurtosis _moment _moment_from_stats _skew _sum_finite _vectorize_rvs_over_shapes argsreduce entr floor get_distribution_names isinf log logical_and sqrt',
      'scipy.stats._distribution_infrastructure':
        '_cdf2_input_validation _combine_docs _dispatch _fiinfo _generate_domain_support _generate_example _guess_bracket _isnull _kwargs2args _log1mexp _log_real_standardize _logexpxmexpy _make_distribution_custom _make_distribution_rv_generic _set_invalid_nan _set_invalid_nan_property _shift_scale_distribution_function_2arg abs exp log make_distribution order_statistic truncate',
      'scipy.stats._entropy':
        '_correa_entropy _differential_entropy_is_too_small _ebrahimi_entropy _pad_along_last_axis _van_es_entropy _vasicek_entropy differential_entropy entropy',
      'scipy.stats._finite_differences': '_central_diff_weights _derivative',
      'scipy.stats._fit':
        '_anderson_darling _combine_bounds _compute_dminus _compute_dplus _corr _cramer_von_mises _filliben _fit_norm _get_fit_fun _gof_iv _kolmogorov_smirnov fit goodness_of_fit',
      'scipy.stats._generate_pyx': 'isNPY_OLD make_biasedurn make_boost make_unuran',
      'scipy.stats._hypotests':
        '_all_partitions _cdf_cvm _cdf_cvm_inf _compute_log_combinations _cvm_result_to_tuple _get_binomial_log_p_value_with_nuisance_param _get_wilcoxon_distr _get_wilcoxon_distr2 _poisson_means_test_iv _psi1_mod _pval_cvm_2samp_asymptotic _pval_cvm_2samp_exact _somers_d _tau_b _tukey_hsd_iv barnard_exact boschloo_exact cramervonmises cramervonmises_2samp epps_singleton_2samp gamma gammaln kv poisson_means_test somersd tukey_hsd',
      'scipy.stats._kde': '_get_output_dtype exp power sqrt',
      'scipy.stats._ksstats':
        '_clip_prob _kolmogn _kolmogn_DMTW _kolmogn_PelzGood _kolmogn_Pomeranz _kolmogn_p _kolmogni _log_nfactorial_div_n_pow_n _pomeranz_compute_j1j2 _select_and_clip_prob kolmogn kolmogni kolmognp',
      'scipy.stats._levy_stable':
        '_Phi_Z0 _Phi_Z1 _cdf_single_value_piecewise_Z0 _cdf_single_value_piecewise_Z1 _cdf_single_value_piecewise_post_rounding_Z0 _cf _fitstart_S0 _fitstart_S1 _nolan_round_difficult_input _nolan_round_x_near_zeta _pdf_single_value_cf_integrate _pdf_single_value_piecewise_Z0 _pdf_single_value_piecewise_Z1 _pdf_single_value_piecewise_post_rounding_Z0 _rvs_Z1 pdf_from_cf_with_fft',
      'scipy.stats._mannwhitneyu':
        '_broadcast_concatenate _get_mwu_z _mwu_choose_method _mwu_f_iterative _mwu_input_validation _tie_check _tie_term mannwhitneyu',
      'scipy.stats._mgc':
        '_euclidean_dist _mgc_stat _perm_test _smooth_mgc_map _threshold_mgc_map _two_sample_transform multiscale_graphcorr',
      'scipy.stats._morestats':
        '_add_axis_labels_title _anderson_ksamp_continuous _anderson_ksamp_midrank _anderson_ksamp_right _anderson_simulate_pvalue _boxcox_conf_interval _boxcox_inv_lmbda _boxcox_llf _calc_uniform_order_statistic_medians _circfuncs_common _log_mean _log_var _mood_inner_lc _mood_statistic_no_ties _mood_statistic_with_ties _mood_too_small _normplot _parse_dist_kw _reorder_along_axis _weibull_fit_check _yeojohnson_llf _yeojohnson_transform anderson anderson_ksamp ansari arctan2 bartlett bayes_mvs binom_test boxcox boxcox_llf boxcox_normmax boxcox_normplot circmean circstd circvar cos directional_stats exp false_discovery_control fligner hypot kstat kstatvar levene log median_test mood mvsdist ppcc_max ppcc_plot probplot shapiro sin sqrt wilcoxon wilcoxon_outputs wilcoxon_result_object wilcoxon_result_unpacker yeojohnson yeojohnson_llf yeojohnson_normmax yeojohnson_normplot',
      'scipy.stats._mstats_basic':
        '_betai _chk2_asarray _chk_asarray _chk_size _kendall_p_exact _mask_to_limits _mode _moment _ttest_finish argstoarray brunnermunzel count_tied_groups describe f_oneway find_repeats friedmanchisquare kendalltau kendalltau_seasonal kruskal ks_1samp ks_2samp kstest kurtosis kurtosistest linregress mannwhitneyu mode moment mquantiles msign normaltest obrientransform pearsonr plotting_positions pointbiserialr rankdata scoreatpercentile sem sen_seasonal_slopes siegelslopes skew skewtest spearmanr stde_median theilslopes tmax tmean tmin trim trima trimboth trimmed_mean trimmed_std trimmed_stde trimmed_var trimr trimtail tsem ttest_1samp ttest_ind ttest_rel tvar variation winsorize',
      'scipy.stats._mstats_extras':
        'compare_medians_ms hdmedian hdquantiles hdquantiles_sd idealfourths median_cihs mjci mquantiles_cimj rsh trimmed_mean_ci',
      'scipy.stats._multicomp': '_iv_dunnett _params_dunnett _pvalue_dunnett _statistic_dunnett dunnett',
      'scipy.stats._multivariate':
        '_cho_inv_batch _cholesky_invwishart_rvs _dirichlet_check_input _dirichlet_check_parameters _dirichlet_multinomial_check_parameters _docfill _eigvalsh_to_eps _lnB _pinv_1d _sample_uniform_direction _squeeze_output _validate_marginal_input betaln entr gammaln ive loggamma psi xlogy',
      'scipy.stats._new_distributions': '_log_diff',
      'scipy.stats._odds_ratio':
        '_ci_lower _ci_upper _conditional_oddsratio _conditional_oddsratio_ci _hypergeom_params_from_table _nc_hypergeom_mean_inverse _sample_odds_ratio _sample_odds_ratio_ci _solve ndtri odds_ratio',
      'scipy.stats._page_trend_test': '_choose_method _l_p_asymptotic _l_p_exact _l_vectorized page_trend_test',
      'scipy.stats._qmc':
        '_ensure_in_unit_hypercube _l1_norm _lloyd_centroidal_voronoi_tessellation _lloyd_iteration _perturb_discrepancy _random_cd _select_optimizer _validate_bounds _validate_workers _van_der_corput_permutations check_random_state discrepancy gammainc geometric_discrepancy n_primes primes_from_2_to scale update_discrepancy van_der_corput',
      'scipy.stats._qmc_cy':
        '_cy_van_der_corput _cy_van_der_corput_scrambled _cy_wrapper_centered_discrepancy _cy_wrapper_l2_star_discrepancy _cy_wrapper_mixture_discrepancy _cy_wrapper_update_discrepancy _cy_wrapper_wrap_around_discrepancy',
      'scipy.stats._qmvnt':
        '_bvn _cbc_lattice _factorize_int _mvn_qmc_integrand _permuted_cholesky _primitive_root _qauto _qmvn _qmvt _swap_slices',
      'scipy.stats._qmvnt_cy': '_qmvn_inner _qmvt_inner gammaincinv',
      'scipy.stats._quantile':
        '_quantile_bc _quantile_hd _quantile_hf _quantile_iv _quantile_winsor _xp_searchsorted betainc quantile',
      'scipy.stats._rcont.rcont': 'rvs_rcont1 rvs_rcont2',
      'scipy.stats._relative_risk': '_validate_int ndtri relative_risk',
      'scipy.stats._resampling':
        '_all_partitions_concatenated _batch_generator _bca_interval _bootstrap_iv _bootstrap_resample _calculate_null_both _calculate_null_pairings _calculate_null_samples _get_from_last_axis _jackknife_resample _monte_carlo_test_iv _pairings_permutations_gen _percentile_along_axis _percentile_of_score _permutation_test_iv _power_iv _vectorize_statistic _wrap_kwargs bootstrap monte_carlo_test ndtr ndtri permutation_test power',
      'scipy.stats._rvs_sampling': 'rvs_ratio_uniforms',
      'scipy.stats._sampling':
        '_validate_qmc_input alpha_pdf argus_gamma_inv_trf argus_gamma_trf argus_pdf beta_valid_params betaprime_pdf bradford_pdf burr12_pdf burr_pdf chi2_pdf chi_pdf crystalball_pdf gamma_pdf geninvgauss_mode geninvgauss_pdf invgamma_pdf invgauss_mode invgauss_pdf invweibull_pdf powerlaw_pdf wald_pdf weibull_max_pdf weibull_min_pdf',
      'scipy.stats._sensitivity_analysis': 'f_ishigami saltelli_2010 sample_AB sample_A_B sobol_indices',
      'scipy.stats._sobol':
        '_categorize _cscramble _draw _fast_forward _fill_p_cumulative _initialize_direction_numbers _initialize_v _test_find_index _test_low_0_bit get_poly_vinit',
      'scipy.stats._stats':
        '_center_distance_matrix _kendall_dis _local_correlations _local_covariance _rank_distance_matrix _studentized_range_cdf_logconst _studentized_range_pdf_logconst _toint64 _transform_distance_matrix _weightedrankedtau gaussian_kernel_estimate gaussian_kernel_estimate_log genhyperbolic_logpdf genhyperbolic_pdf geninvgauss_logpdf von_mises_cdf',
      'scipy.stats._stats_mstats_common': '_find_repeats _n_samples_optional_x linregress siegelslopes theilslopes',
      'scipy.stats._stats_py':
        '_KstestResult_to_tuple _alexandergovern_input_validation _attempt_exact_2kssamp _br _broadcast_shapes _broadcast_shapes_with_dropped_axis _calc_t_stat _calculate_winsorized_variance _cdf_distance _chk2_asarray _chk_asarray _compute_d _compute_dminus _compute_dplus _compute_prob_outside_square _compute_qth_percentile _count _count_paths_outside_method _create_f_oneway_nan_result _demean _equal_var_ttest_denom _euclidean_dist _f_oneway_is_too_small _first _fisher_exact_monte_carlo_method _fisher_exact_permutation_method _fisher_exact_rxc _get_len _get_pvalue _histogram _isconst _kstest_n_samples _lmoment_iv _m_broadcast_to _mad_1d _mask_to_limits _mgc_stat _mode_result _moment _moment_outputs _moment_result_object _moment_tuple _normtest_finish _order_ranks _pack_CorrelationResult _pack_LinregressResult _parse_kstest_args _pd_nsamples _pearsonr_bootstrap_ci _pearsonr_fisher_ci _perm_test _permutation_distribution_t _permutation_ttest _power_divergence _prk _put_val_to_limits _quiet_nanmean _quiet_nanstd _rankdata _shape_with_dropped_axis _smooth_mgc_map _square_of_sums _sum_of_squares _t_confidence_interval _threshold_mgc_map _ttest_finish _ttest_ind_from_stats _ttest_nans _ttest_resampling _ttest_trim_var_mean_len _tuple_to_KstestResult _two_sample_transform _unequal_var_ttest_denom _unpack_CorrelationResult _unpack_LinregressResult _untabulate _validate_distribution _var _weightedtau_n_samples _xp_mean _xp_var alexandergovern brunnermunzel chisquare combine_pvalues cumfreq describe energy_distance expectile f_oneway find_repeats fisher_exact friedmanchisquare gmean gstd gzscore hmean iqr jarque_bera kendalltau kruskal ks_1samp ks_2samp kstest kurtosis kurtosistest linregress lmoment median_abs_deviation mode moment multiscale_graphcorr normaltest obrientransform pack_TtestResult pearsonr percentileofscore pmean pointbiserialr power_divergence quantile_test quantile_test_iv rankdata ranksums relfreq scoreatpercentile sem sigmaclip skew skewtest spearmanr tiecorrect tmax tmean tmin trim1 trim_mean trimboth tsem tstd ttest_1samp ttest_ind ttest_ind_from_stats ttest_rel tvar unpack_TtestResult wasserstein_distance wasserstein_distance_nd weightedtau zmap zscore',
      'scipy.stats._stats_pythran':
        '_Aij _Dij _a_ij_Aij_Dij2 _bvnu _compute_outer_prob_inside_method _concordant_pairs _discordant_pairs _poisson_binom _poisson_binom_pmf siegelslopes',
      'scipy.stats._survival': '_ecdf_right_censored _ecdf_uncensored _iv_CensoredData ecdf logrank',
      'scipy.stats._tukeylambda_stats': 'beta tukeylambda_kurtosis tukeylambda_variance',
      'scipy.stats._unuran.unuran_wrapper': '_validate_domain _validate_qmc_input',
      'scipy.stats._variation': '_nanvariation variation',
      'scipy.stats._wilcoxon': '_correction_sign _wilcoxon_iv _wilcoxon_nd _wilcoxon_statistic',
      'scipy.stats.biasedurn': '__dir__ __getattr__',
      'scipy.stats.contingency':
        '_chi2_monte_carlo_method _chi2_permutation_method _chi2_resampling_methods association chi2_contingency expected_freq margins',
      'scipy.stats.kde': '__dir__ __getattr__',
      'scipy.stats.morestats': '__dir__ __getattr__',
      'scipy.stats.mstats_basic': '__dir__ __getattr__',
      'scipy.stats.mstats_extras': '__dir__ __getattr__',
      'scipy.stats.mvn': '__dir__ __getattr__',
      'scipy.stats.statlib': '__dir__ __getattr__',
      'scipy.stats.stats': '__dir__ __getattr__',
      'scipy.stats.unuran_wrapper': '_validate_domain _validate_qmc_input',
    },
  },
];
