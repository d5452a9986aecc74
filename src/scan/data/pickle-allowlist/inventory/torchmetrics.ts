import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const TORCHMETRICS: readonly AllowGroup[] = [
  {
    source: 'torchmetrics 1.9.0, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'torchmetrics.utilities.exceptions': 'TorchMetricsUserError TorchMetricsUserWarning',
    },
  },
  {
    source: 'torchmetrics 1.9.0, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'torchmetrics.functional.regression.kendall': '_MetricVariant _TestAlternative',
      'torchmetrics.functional.text.helper': '_EditOperations',
      'torchmetrics.functional.text.infolm': '_IMEnum',
      'torchmetrics.utilities.enums':
        'AverageMethod ClassificationTask ClassificationTaskNoBinary ClassificationTaskNoMultilabel DataType EnumStr MDMCAverageMethod',
    },
  },
  {
    source: 'torchmetrics 1.9.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'torchmetrics.aggregation':
        'BaseAggregator CatMetric MaxMetric MeanMetric MinMetric RunningMean RunningSum SumMetric',
      'torchmetrics.audio._deprecated':
        '_PermutationInvariantTraining _ScaleInvariantSignalDistortionRatio _ScaleInvariantSignalNoiseRatio _SignalDistortionRatio _SignalNoiseRatio',
      'torchmetrics.audio.dnsmos': 'DeepNoiseSuppressionMeanOpinionScore',
      'torchmetrics.audio.nisqa': 'NonIntrusiveSpeechQualityAssessment',
      'torchmetrics.audio.pesq': 'PerceptualEvaluationSpeechQuality',
      'torchmetrics.audio.pit': 'PermutationInvariantTraining',
      'torchmetrics.audio.sdr':
        'ScaleInvariantSignalDistortionRatio SignalDistortionRatio SourceAggregatedSignalDistortionRatio',
      'torchmetrics.audio.snr': 'ComplexScaleInvariantSignalNoiseRatio ScaleInvariantSignalNoiseRatio SignalNoiseRatio',
      'torchmetrics.audio.srmr': 'SpeechReverberationModulationEnergyRatio',
      'torchmetrics.audio.stoi': 'ShortTimeObjectiveIntelligibility',
      'torchmetrics.classification.accuracy': 'BinaryAccuracy MulticlassAccuracy MultilabelAccuracy',
      'torchmetrics.classification.auroc': 'BinaryAUROC MulticlassAUROC MultilabelAUROC',
      'torchmetrics.classification.average_precision':
        'BinaryAveragePrecision MulticlassAveragePrecision MultilabelAveragePrecision',
      'torchmetrics.classification.base': '_ClassificationTaskWrapper',
      'torchmetrics.classification.calibration_error': 'BinaryCalibrationError MulticlassCalibrationError',
      'torchmetrics.classification.cohen_kappa': 'BinaryCohenKappa MulticlassCohenKappa',
      'torchmetrics.classification.confusion_matrix':
        'BinaryConfusionMatrix MulticlassConfusionMatrix MultilabelConfusionMatrix',
      'torchmetrics.classification.eer': 'BinaryEER MulticlassEER MultilabelEER',
      'torchmetrics.classification.exact_match': 'MulticlassExactMatch MultilabelExactMatch',
      'torchmetrics.classification.f_beta':
        'BinaryF1Score BinaryFBetaScore MulticlassF1Score MulticlassFBetaScore MultilabelF1Score MultilabelFBetaScore',
      'torchmetrics.classification.group_fairness': 'BinaryFairness BinaryGroupStatRates _AbstractGroupStatScores',
      'torchmetrics.classification.hamming':
        'BinaryHammingDistance MulticlassHammingDistance MultilabelHammingDistance',
      'torchmetrics.classification.hinge': 'BinaryHingeLoss MulticlassHingeLoss',
      'torchmetrics.classification.jaccard': 'BinaryJaccardIndex MulticlassJaccardIndex MultilabelJaccardIndex',
      'torchmetrics.classification.logauc': 'BinaryLogAUC MulticlassLogAUC MultilabelLogAUC',
      'torchmetrics.classification.matthews_corrcoef':
        'BinaryMatthewsCorrCoef MulticlassMatthewsCorrCoef MultilabelMatthewsCorrCoef',
      'torchmetrics.classification.negative_predictive_value':
        'BinaryNegativePredictiveValue MulticlassNegativePredictiveValue MultilabelNegativePredictiveValue',
      'torchmetrics.classification.precision_fixed_recall':
        'BinaryPrecisionAtFixedRecall MulticlassPrecisionAtFixedRecall MultilabelPrecisionAtFixedRecall',
      'torchmetrics.classification.precision_recall':
        'BinaryPrecision BinaryRecall MulticlassPrecision MulticlassRecall MultilabelPrecision MultilabelRecall',
      'torchmetrics.classification.precision_recall_curve':
        'BinaryPrecisionRecallCurve MulticlassPrecisionRecallCurve MultilabelPrecisionRecallCurve',
      'torchmetrics.classification.ranking':
        'MultilabelCoverageError MultilabelRankingAveragePrecision MultilabelRankingLoss',
      'torchmetrics.classification.recall_fixed_precision':
        'BinaryRecallAtFixedPrecision MulticlassRecallAtFixedPrecision MultilabelRecallAtFixedPrecision',
      'torchmetrics.classification.roc': 'BinaryROC MulticlassROC MultilabelROC',
      'torchmetrics.classification.sensitivity_specificity':
        'BinarySensitivityAtSpecificity MulticlassSensitivityAtSpecificity MultilabelSensitivityAtSpecificity',
      'torchmetrics.classification.specificity': 'BinarySpecificity MulticlassSpecificity MultilabelSpecificity',
      'torchmetrics.classification.specificity_sensitivity':
        'BinarySpecificityAtSensitivity MulticlassSpecificityAtSensitivity MultilabelSpecificityAtSensitivity',
      'torchmetrics.classification.stat_scores':
        'BinaryStatScores MulticlassStatScores MultilabelStatScores _AbstractStatScores',
      'torchmetrics.clustering.adjusted_mutual_info_score': 'AdjustedMutualInfoScore',
      'torchmetrics.clustering.adjusted_rand_score': 'AdjustedRandScore',
      'torchmetrics.clustering.calinski_harabasz_score': 'CalinskiHarabaszScore',
      'torchmetrics.clustering.cluster_accuracy': 'ClusterAccuracy',
      'torchmetrics.clustering.davies_bouldin_score': 'DaviesBouldinScore',
      'torchmetrics.clustering.dunn_index': 'DunnIndex',
      'torchmetrics.clustering.fowlkes_mallows_index': 'FowlkesMallowsIndex',
      'torchmetrics.clustering.homogeneity_completeness_v_measure': 'CompletenessScore HomogeneityScore VMeasureScore',
      'torchmetrics.clustering.mutual_info_score': 'MutualInfoScore',
      'torchmetrics.clustering.normalized_mutual_info_score': 'NormalizedMutualInfoScore',
      'torchmetrics.clustering.rand_score': 'RandScore',
      'torchmetrics.collections': 'MetricCollection',
      'torchmetrics.detection._deprecated': '_ModifiedPanopticQuality _PanopticQuality',
      'torchmetrics.detection._mean_ap': 'MeanAveragePrecision',
      'torchmetrics.detection.ciou': 'CompleteIntersectionOverUnion',
      'torchmetrics.detection.diou': 'DistanceIntersectionOverUnion',
      'torchmetrics.detection.giou': 'GeneralizedIntersectionOverUnion',
      'torchmetrics.detection.helpers': 'CocoBackend',
      'torchmetrics.detection.iou': 'IntersectionOverUnion',
      'torchmetrics.detection.mean_ap': 'MeanAveragePrecision',
      'torchmetrics.detection.panoptic_qualities': 'ModifiedPanopticQuality PanopticQuality',
      'torchmetrics.functional.audio.dnsmos': 'InferenceSession',
      'torchmetrics.functional.audio.nisqa':
        '_AdaptCNN _Framewise _NISQADIM _PoolAttFF _Pooling _SelfAttention _SelfAttentionLayer _TimeDependency',
      'torchmetrics.functional.image.arniqa': '_ARNIQA _NoTrainArniqa',
      'torchmetrics.functional.image.dists': 'DISTSNetwork L2pooling',
      'torchmetrics.functional.image.lpips': 'Alexnet NetLinLayer ScalingLayer SqueezeNet Vgg16 _LPIPS _NoTrainLpips',
      'torchmetrics.functional.image.perceptual_path_length': 'GeneratorType',
      'torchmetrics.functional.multimodal.clip_score': 'JinaProcessorWrapper',
      'torchmetrics.functional.text.helper': '_LevenshteinEditDistance',
      'torchmetrics.functional.text.helper_embedding_metric': 'TextDataset TokenizedDataset',
      'torchmetrics.functional.text.infolm': '_InformationMeasure',
      'torchmetrics.functional.text.sacre_bleu': '_SacreBLEUTokenizer',
      'torchmetrics.functional.text.ter': '_TercomTokenizer',
      'torchmetrics.image._deprecated':
        '_ErrorRelativeGlobalDimensionlessSynthesis _MultiScaleStructuralSimilarityIndexMeasure _PeakSignalNoiseRatio _RelativeAverageSpectralError _RootMeanSquaredErrorUsingSlidingWindow _SpectralAngleMapper _SpectralDistortionIndex _StructuralSimilarityIndexMeasure _TotalVariation _UniversalImageQualityIndex',
      'torchmetrics.image.arniqa': 'ARNIQA',
      'torchmetrics.image.d_lambda': 'SpectralDistortionIndex',
      'torchmetrics.image.d_s': 'SpatialDistortionIndex',
      'torchmetrics.image.dists': 'DeepImageStructureAndTextureSimilarity',
      'torchmetrics.image.ergas': 'ErrorRelativeGlobalDimensionlessSynthesis',
      'torchmetrics.image.fid': 'FrechetInceptionDistance NoTrainInceptionV3 _FeatureExtractorInceptionV3',
      'torchmetrics.image.inception': 'InceptionScore',
      'torchmetrics.image.kid': 'KernelInceptionDistance',
      'torchmetrics.image.lpip': 'LearnedPerceptualImagePatchSimilarity',
      'torchmetrics.image.mifid': 'MemorizationInformedFrechetInceptionDistance',
      'torchmetrics.image.perceptual_path_length': 'PerceptualPathLength',
      'torchmetrics.image.psnr': 'PeakSignalNoiseRatio',
      'torchmetrics.image.psnrb': 'PeakSignalNoiseRatioWithBlockedEffect',
      'torchmetrics.image.qnr': 'QualityWithNoReference',
      'torchmetrics.image.rase': 'RelativeAverageSpectralError',
      'torchmetrics.image.rmse_sw': 'RootMeanSquaredErrorUsingSlidingWindow',
      'torchmetrics.image.sam': 'SpectralAngleMapper',
      'torchmetrics.image.scc': 'SpatialCorrelationCoefficient',
      'torchmetrics.image.ssim': 'MultiScaleStructuralSimilarityIndexMeasure StructuralSimilarityIndexMeasure',
      'torchmetrics.image.tv': 'TotalVariation',
      'torchmetrics.image.uqi': 'UniversalImageQualityIndex',
      'torchmetrics.image.vif': 'VisualInformationFidelity',
      'torchmetrics.metric': 'CompositionalMetric Metric',
      'torchmetrics.multimodal.clip_iqa': 'CLIPImageQualityAssessment',
      'torchmetrics.multimodal.clip_score': 'CLIPScore',
      'torchmetrics.multimodal.lve': 'LipVertexError',
      'torchmetrics.nominal.cramers': 'CramersV',
      'torchmetrics.nominal.fleiss_kappa': 'FleissKappa',
      'torchmetrics.nominal.pearson': 'PearsonsContingencyCoefficient',
      'torchmetrics.nominal.theils_u': 'TheilsU',
      'torchmetrics.nominal.tschuprows': 'TschuprowsT',
      'torchmetrics.regression.concordance': 'ConcordanceCorrCoef',
      'torchmetrics.regression.cosine_similarity': 'CosineSimilarity',
      'torchmetrics.regression.crps': 'ContinuousRankedProbabilityScore',
      'torchmetrics.regression.csi': 'CriticalSuccessIndex',
      'torchmetrics.regression.explained_variance': 'ExplainedVariance',
      'torchmetrics.regression.js_divergence': 'JensenShannonDivergence',
      'torchmetrics.regression.kendall': 'KendallRankCorrCoef',
      'torchmetrics.regression.kl_divergence': 'KLDivergence',
      'torchmetrics.regression.log_cosh': 'LogCoshError',
      'torchmetrics.regression.log_mse': 'MeanSquaredLogError',
      'torchmetrics.regression.mae': 'MeanAbsoluteError',
      'torchmetrics.regression.mape': 'MeanAbsolutePercentageError',
      'torchmetrics.regression.minkowski': 'MinkowskiDistance',
      'torchmetrics.regression.mse': 'MeanSquaredError',
      'torchmetrics.regression.nrmse': 'NormalizedRootMeanSquaredError',
      'torchmetrics.regression.pearson': 'PearsonCorrCoef',
      'torchmetrics.regression.r2': 'R2Score',
      'torchmetrics.regression.rse': 'RelativeSquaredError',
      'torchmetrics.regression.spearman': 'SpearmanCorrCoef',
      'torchmetrics.regression.symmetric_mape': 'SymmetricMeanAbsolutePercentageError',
      'torchmetrics.regression.tweedie_deviance': 'TweedieDevianceScore',
      'torchmetrics.regression.wmape': 'WeightedMeanAbsolutePercentageError',
      'torchmetrics.retrieval._deprecated':
        '_RetrievalFallOut _RetrievalHitRate _RetrievalMAP _RetrievalMRR _RetrievalNormalizedDCG _RetrievalPrecision _RetrievalPrecisionRecallCurve _RetrievalRPrecision _RetrievalRecall _RetrievalRecallAtFixedPrecision',
      'torchmetrics.retrieval.auroc': 'RetrievalAUROC',
      'torchmetrics.retrieval.average_precision': 'RetrievalMAP',
      'torchmetrics.retrieval.base': 'RetrievalMetric',
      'torchmetrics.retrieval.fall_out': 'RetrievalFallOut',
      'torchmetrics.retrieval.hit_rate': 'RetrievalHitRate',
      'torchmetrics.retrieval.ndcg': 'RetrievalNormalizedDCG',
      'torchmetrics.retrieval.precision': 'RetrievalPrecision',
      'torchmetrics.retrieval.precision_recall_curve': 'RetrievalPrecisionRecallCurve RetrievalRecallAtFixedPrecision',
      'torchmetrics.retrieval.r_precision': 'RetrievalRPrecision',
      'torchmetrics.retrieval.recall': 'RetrievalRecall',
      'torchmetrics.retrieval.reciprocal_rank': 'RetrievalMRR',
      'torchmetrics.segmentation.dice': 'DiceScore',
      'torchmetrics.segmentation.generalized_dice': 'GeneralizedDiceScore',
      'torchmetrics.segmentation.hausdorff_distance': 'HausdorffDistance',
      'torchmetrics.segmentation.mean_iou': 'MeanIoU',
      'torchmetrics.shape.procrustes': 'ProcrustesDisparity',
      'torchmetrics.text._deprecated':
        '_BLEUScore _CHRFScore _CharErrorRate _ExtendedEditDistance _MatchErrorRate _Perplexity _SQuAD _SacreBLEUScore _TranslationEditRate _WordErrorRate _WordInfoLost _WordInfoPreserved',
      'torchmetrics.text.bert': 'BERTScore',
      'torchmetrics.text.bleu': 'BLEUScore',
      'torchmetrics.text.cer': 'CharErrorRate',
      'torchmetrics.text.chrf': 'CHRFScore',
      'torchmetrics.text.edit': 'EditDistance',
      'torchmetrics.text.eed': 'ExtendedEditDistance',
      'torchmetrics.text.infolm': 'InfoLM',
      'torchmetrics.text.mer': 'MatchErrorRate',
      'torchmetrics.text.perplexity': 'Perplexity',
      'torchmetrics.text.rouge': 'ROUGEScore',
      'torchmetrics.text.sacre_bleu': 'SacreBLEUScore',
      'torchmetrics.text.squad': 'SQuAD',
      'torchmetrics.text.ter': 'TranslationEditRate',
      'torchmetrics.text.wer': 'WordErrorRate',
      'torchmetrics.text.wil': 'WordInfoLost',
      'torchmetrics.text.wip': 'WordInfoPreserved',
      'torchmetrics.video.vmaf': 'VideoMultiMethodAssessmentFusion',
      'torchmetrics.wrappers.abstract': 'WrapperMetric',
      'torchmetrics.wrappers.bootstrapping': 'BootStrapper',
      'torchmetrics.wrappers.feature_share': 'FeatureShare NetworkCache',
      'torchmetrics.wrappers.minmax': 'MinMaxMetric',
      'torchmetrics.wrappers.multioutput': 'MultioutputWrapper',
      'torchmetrics.wrappers.multitask': 'MultitaskWrapper',
      'torchmetrics.wrappers.running': 'Running',
      'torchmetrics.wrappers.tracker': 'MetricTracker',
      'torchmetrics.wrappers.transformations': 'BinaryTargetTransformer LambdaInputTransformer MetricInputTransformer',
    },
  },
  {
    source: 'torchmetrics 1.9.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'torchmetrics.detection._mean_ap': 'BaseMetricResults COCOMetricResults MAPMetricResults MARMetricResults',
    },
  },
  {
    source: 'torchmetrics 1.9.0, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      'torchmetrics.functional.audio._deprecated':
        '_permutation_invariant_training _pit_permutate _scale_invariant_signal_distortion_ratio _scale_invariant_signal_noise_ratio _signal_distortion_ratio _signal_noise_ratio',
      'torchmetrics.functional.audio.dnsmos':
        '_audio_melspec _polyfit_val _prepare_dnsmos deep_noise_suppression_mean_opinion_score',
      'torchmetrics.functional.audio.nisqa':
        '_get_clones _get_librosa_melspec _segment_specs non_intrusive_speech_quality_assessment',
      'torchmetrics.functional.audio.pesq': 'perceptual_evaluation_speech_quality',
      'torchmetrics.functional.audio.pit':
        '_find_best_perm_by_exhaustive_method _find_best_perm_by_linear_sum_assignment _gen_permutations permutation_invariant_training pit_permutate',
      'torchmetrics.functional.audio.sdr':
        '_compute_autocorr_crosscorr _symmetric_toeplitz scale_invariant_signal_distortion_ratio signal_distortion_ratio',
      'torchmetrics.functional.audio.snr':
        'complex_scale_invariant_signal_noise_ratio scale_invariant_signal_noise_ratio signal_noise_ratio',
      'torchmetrics.functional.audio.srmr':
        '_cal_srmr_score _erb_filterbank _hilbert _normalize_energy _srmr_arg_validate speech_reverberation_modulation_energy_ratio',
      'torchmetrics.functional.audio.stoi': 'short_time_objective_intelligibility',
      'torchmetrics.functional.classification.accuracy':
        '_accuracy_reduce accuracy binary_accuracy multiclass_accuracy multilabel_accuracy',
      'torchmetrics.functional.classification.auroc':
        '_binary_auroc_arg_validation _binary_auroc_compute _multiclass_auroc_arg_validation _multiclass_auroc_compute _multilabel_auroc_arg_validation _multilabel_auroc_compute _reduce_auroc auroc binary_auroc multiclass_auroc multilabel_auroc',
      'torchmetrics.functional.classification.average_precision':
        '_binary_average_precision_compute _multiclass_average_precision_arg_validation _multiclass_average_precision_compute _multilabel_average_precision_arg_validation _multilabel_average_precision_compute _reduce_average_precision average_precision binary_average_precision multiclass_average_precision multilabel_average_precision',
      'torchmetrics.functional.classification.calibration_error':
        '_binary_calibration_error_arg_validation _binary_calibration_error_tensor_validation _binary_calibration_error_update _binning_bucketize _ce_compute _multiclass_calibration_error_arg_validation _multiclass_calibration_error_tensor_validation _multiclass_calibration_error_update binary_calibration_error calibration_error multiclass_calibration_error',
      'torchmetrics.functional.classification.cohen_kappa':
        '_binary_cohen_kappa_arg_validation _cohen_kappa_reduce _multiclass_cohen_kappa_arg_validation binary_cohen_kappa cohen_kappa multiclass_cohen_kappa',
      'torchmetrics.functional.classification.confusion_matrix':
        '_binary_confusion_matrix_arg_validation _binary_confusion_matrix_compute _binary_confusion_matrix_format _binary_confusion_matrix_tensor_validation _binary_confusion_matrix_update _confusion_matrix_reduce _multiclass_confusion_matrix_arg_validation _multiclass_confusion_matrix_compute _multiclass_confusion_matrix_format _multiclass_confusion_matrix_tensor_validation _multiclass_confusion_matrix_update _multilabel_confusion_matrix_arg_validation _multilabel_confusion_matrix_compute _multilabel_confusion_matrix_format _multilabel_confusion_matrix_tensor_validation _multilabel_confusion_matrix_update binary_confusion_matrix confusion_matrix multiclass_confusion_matrix multilabel_confusion_matrix',
      'torchmetrics.functional.classification.eer':
        '_binary_eer_compute _eer_compute binary_eer eer multiclass_eer multilabel_eer',
      'torchmetrics.functional.classification.exact_match':
        '_exact_match_reduce _multiclass_exact_match_update _multilabel_exact_match_update exact_match multiclass_exact_match multilabel_exact_match',
      'torchmetrics.functional.classification.f_beta':
        '_binary_fbeta_score_arg_validation _fbeta_reduce _multiclass_fbeta_score_arg_validation _multilabel_fbeta_score_arg_validation binary_f1_score binary_fbeta_score f1_score fbeta_score multiclass_f1_score multiclass_fbeta_score multilabel_f1_score multilabel_fbeta_score',
      'torchmetrics.functional.classification.group_fairness':
        '_binary_groups_stat_scores _compute_binary_demographic_parity _compute_binary_equal_opportunity _groups_format _groups_reduce _groups_stat_transform _groups_validation binary_fairness binary_groups_stat_rates demographic_parity equal_opportunity',
      'torchmetrics.functional.classification.hamming':
        '_hamming_distance_reduce binary_hamming_distance hamming_distance multiclass_hamming_distance multilabel_hamming_distance',
      'torchmetrics.functional.classification.hinge':
        '_binary_hinge_loss_arg_validation _binary_hinge_loss_tensor_validation _binary_hinge_loss_update _hinge_loss_compute _multiclass_hinge_loss_arg_validation _multiclass_hinge_loss_tensor_validation _multiclass_hinge_loss_update binary_hinge_loss hinge_loss multiclass_hinge_loss',
      'torchmetrics.functional.classification.jaccard':
        '_jaccard_index_reduce _multiclass_jaccard_index_arg_validation _multilabel_jaccard_index_arg_validation binary_jaccard_index jaccard_index multiclass_jaccard_index multilabel_jaccard_index',
      'torchmetrics.functional.classification.logauc':
        '_binary_logauc_compute _reduce_logauc _validate_fpr_range binary_logauc logauc multiclass_logauc multilabel_logauc',
      'torchmetrics.functional.classification.matthews_corrcoef':
        '_matthews_corrcoef_reduce binary_matthews_corrcoef matthews_corrcoef multiclass_matthews_corrcoef multilabel_matthews_corrcoef',
      'torchmetrics.functional.classification.negative_predictive_value':
        '_negative_predictive_value_reduce binary_negative_predictive_value multiclass_negative_predictive_value multilabel_negative_predictive_value negative_predictive_value',
      'torchmetrics.functional.classification.precision_fixed_recall':
        '_precision_at_recall binary_precision_at_fixed_recall multiclass_precision_at_fixed_recall multilabel_precision_at_fixed_recall precision_at_fixed_recall',
      'torchmetrics.functional.classification.precision_recall':
        '_precision_recall_reduce binary_precision binary_recall multiclass_precision multiclass_recall multilabel_precision multilabel_recall precision recall',
      'torchmetrics.functional.classification.precision_recall_curve':
        '_adjust_threshold_arg _binary_clf_curve _binary_precision_recall_curve_arg_validation _binary_precision_recall_curve_compute _binary_precision_recall_curve_format _binary_precision_recall_curve_tensor_validation _binary_precision_recall_curve_update _binary_precision_recall_curve_update_loop _binary_precision_recall_curve_update_vectorized _multiclass_precision_recall_curve_arg_validation _multiclass_precision_recall_curve_compute _multiclass_precision_recall_curve_format _multiclass_precision_recall_curve_tensor_validation _multiclass_precision_recall_curve_update _multiclass_precision_recall_curve_update_loop _multiclass_precision_recall_curve_update_vectorized _multilabel_precision_recall_curve_arg_validation _multilabel_precision_recall_curve_compute _multilabel_precision_recall_curve_format _multilabel_precision_recall_curve_tensor_validation _multilabel_precision_recall_curve_update binary_precision_recall_curve multiclass_precision_recall_curve multilabel_precision_recall_curve precision_recall_curve',
      'torchmetrics.functional.classification.ranking':
        '_multilabel_coverage_error_update _multilabel_ranking_average_precision_update _multilabel_ranking_loss_update _multilabel_ranking_tensor_validation _rank_data _ranking_reduce multilabel_coverage_error multilabel_ranking_average_precision multilabel_ranking_loss',
      'torchmetrics.functional.classification.recall_fixed_precision':
        '_binary_recall_at_fixed_precision_arg_validation _binary_recall_at_fixed_precision_compute _lexargmax _multiclass_recall_at_fixed_precision_arg_compute _multiclass_recall_at_fixed_precision_arg_validation _multilabel_recall_at_fixed_precision_arg_compute _multilabel_recall_at_fixed_precision_arg_validation _recall_at_precision binary_recall_at_fixed_precision multiclass_recall_at_fixed_precision multilabel_recall_at_fixed_precision recall_at_fixed_precision',
      'torchmetrics.functional.classification.roc':
        '_binary_roc_compute _multiclass_roc_compute _multilabel_roc_compute binary_roc multiclass_roc multilabel_roc roc',
      'torchmetrics.functional.classification.sensitivity_specificity':
        '_binary_sensitivity_at_specificity_arg_validation _binary_sensitivity_at_specificity_compute _convert_fpr_to_specificity _multiclass_sensitivity_at_specificity_arg_validation _multiclass_sensitivity_at_specificity_compute _multilabel_sensitivity_at_specificity_arg_validation _multilabel_sensitivity_at_specificity_compute _sensitivity_at_specificity binary_sensitivity_at_specificity multiclass_sensitivity_at_specificity multilabel_sensitivity_at_specificity sensitivity_at_specificity',
      'torchmetrics.functional.classification.specificity':
        '_specificity_reduce binary_specificity multiclass_specificity multilabel_specificity specificity',
      'torchmetrics.functional.classification.specificity_sensitivity':
        '_binary_specificity_at_sensitivity_arg_validation _binary_specificity_at_sensitivity_compute _convert_fpr_to_specificity _multiclass_specificity_at_sensitivity_arg_validation _multiclass_specificity_at_sensitivity_compute _multilabel_specificity_at_sensitivity_arg_validation _multilabel_specificity_at_sensitivity_compute _specificity_at_sensitivity binary_specificity_at_sensitivity multiclass_specificity_at_sensitivity multilabel_specificity_at_sensitivity specicity_at_sensitivity specificity_at_sensitivity',
      'torchmetrics.functional.classification.stat_scores':
        '_binary_stat_scores_arg_validation _binary_stat_scores_compute _binary_stat_scores_format _binary_stat_scores_tensor_validation _binary_stat_scores_update _multiclass_stat_scores_arg_validation _multiclass_stat_scores_compute _multiclass_stat_scores_format _multiclass_stat_scores_tensor_validation _multiclass_stat_scores_update _multilabel_stat_scores_arg_validation _multilabel_stat_scores_compute _multilabel_stat_scores_format _multilabel_stat_scores_tensor_validation _multilabel_stat_scores_update _refine_preds_oh binary_stat_scores multiclass_stat_scores multilabel_stat_scores stat_scores',
      'torchmetrics.functional.clustering.adjusted_rand_score':
        '_adjusted_rand_score_compute _adjusted_rand_score_update adjusted_rand_score',
      'torchmetrics.functional.clustering.calinski_harabasz_score': 'calinski_harabasz_score',
      'torchmetrics.functional.clustering.cluster_accuracy': '_cluster_accuracy_compute cluster_accuracy',
      'torchmetrics.functional.clustering.davies_bouldin_score': 'davies_bouldin_score',
      'torchmetrics.functional.clustering.dunn_index': '_dunn_index_compute _dunn_index_update dunn_index',
      'torchmetrics.functional.clustering.fowlkes_mallows_index':
        '_fowlkes_mallows_index_compute _fowlkes_mallows_index_update fowlkes_mallows_index',
      'torchmetrics.functional.clustering.homogeneity_completeness_v_measure':
        '_completeness_score_compute _homogeneity_score_compute completeness_score homogeneity_score v_measure_score',
      'torchmetrics.functional.clustering.rand_score': '_rand_score_compute _rand_score_update rand_score',
      'torchmetrics.functional.clustering.utils':
        '_is_real_discrete_label _validate_average_method_arg _validate_intrinsic_cluster_data _validate_intrinsic_labels_to_samples calculate_contingency_matrix calculate_entropy calculate_generalized_mean calculate_pair_cluster_confusion_matrix check_cluster_labels is_nonnegative',
      'torchmetrics.functional.detection._deprecated': '_modified_panoptic_quality _panoptic_quality',
      'torchmetrics.functional.detection._panoptic_quality_common':
        '_calculate_iou _filter_false_negatives _filter_false_positives _get_category_id_to_continuous_id _get_color_areas _get_void_color _isin _nested_tuple _panoptic_quality_compute _panoptic_quality_update _panoptic_quality_update_sample _parse_categories _prepocess_inputs _to_tuple _validate_inputs',
      'torchmetrics.functional.detection.ciou': '_ciou_compute _ciou_update complete_intersection_over_union',
      'torchmetrics.functional.detection.diou': '_diou_compute _diou_update distance_intersection_over_union',
      'torchmetrics.functional.detection.giou': '_giou_compute _giou_update generalized_intersection_over_union',
      'torchmetrics.functional.detection.iou': '_iou_compute _iou_update intersection_over_union',
      'torchmetrics.functional.detection.map': 'mean_average_precision',
      'torchmetrics.functional.detection.panoptic_qualities': 'modified_panoptic_quality panoptic_quality',
      'torchmetrics.functional.image._deprecated':
        '_error_relative_global_dimensionless_synthesis _image_gradients _multiscale_structural_similarity_index_measure _peak_signal_noise_ratio _relative_average_spectral_error _root_mean_squared_error_using_sliding_window _spectral_angle_mapper _spectral_distortion_index _structural_similarity_index_measure _total_variation _universal_image_quality_index',
      'torchmetrics.functional.image.arniqa': '_arniqa_compute _arniqa_update arniqa',
      'torchmetrics.functional.image.d_lambda':
        '_spectral_distortion_index_compute _spectral_distortion_index_update spectral_distortion_index',
      'torchmetrics.functional.image.d_s':
        '_spatial_distortion_index_compute _spatial_distortion_index_update spatial_distortion_index',
      'torchmetrics.functional.image.dists': '_dists_compute _dists_update deep_image_structure_and_texture_similarity',
      'torchmetrics.functional.image.ergas':
        '_ergas_compute _ergas_update error_relative_global_dimensionless_synthesis',
      'torchmetrics.functional.image.gradients': '_compute_image_gradients _image_gradients_validate image_gradients',
      'torchmetrics.functional.image.lpips':
        '_get_tv_model_features _lpips_compute _lpips_update _normalize_tensor _resize_tensor _spatial_average _upsample _valid_img learned_perceptual_image_patch_similarity',
      'torchmetrics.functional.image.perceptual_path_length':
        '_interpolate _perceptual_path_length_validate_arguments _validate_generator_model perceptual_path_length',
      'torchmetrics.functional.image.psnr': '_psnr_compute _psnr_update peak_signal_noise_ratio',
      'torchmetrics.functional.image.psnrb':
        '_compute_bef _psnrb_compute _psnrb_update peak_signal_noise_ratio_with_blocked_effect',
      'torchmetrics.functional.image.qnr': 'quality_with_no_reference',
      'torchmetrics.functional.image.rase': '_rase_compute _rase_update relative_average_spectral_error',
      'torchmetrics.functional.image.rmse_sw':
        '_rmse_sw_compute _rmse_sw_update root_mean_squared_error_using_sliding_window',
      'torchmetrics.functional.image.sam': '_sam_compute _sam_update spectral_angle_mapper',
      'torchmetrics.functional.image.scc':
        '_hp_2d_laplacian _local_variance_covariance _scc_per_channel_compute _scc_update _signal_convolve_2d _symmetric_reflect_pad_2d spatial_correlation_coefficient',
      'torchmetrics.functional.image.ssim':
        '_get_normalized_sim_and_cs _multiscale_ssim_compute _multiscale_ssim_update _ssim_check_inputs _ssim_compute _ssim_update multiscale_structural_similarity_index_measure structural_similarity_index_measure',
      'torchmetrics.functional.image.tv': '_total_variation_compute _total_variation_update total_variation',
      'torchmetrics.functional.image.uqi': '_uqi_compute _uqi_update universal_image_quality_index',
      'torchmetrics.functional.image.utils':
        '_gaussian _gaussian_kernel_2d _gaussian_kernel_3d _reflection_pad_2d _reflection_pad_3d _single_dimension_pad _uniform_filter _uniform_weight_bias_conv2d',
      'torchmetrics.functional.image.vif': '_filter _vif_per_channel visual_information_fidelity',
      'torchmetrics.functional.multimodal.clip_iqa':
        '_clip_iqa_compute _clip_iqa_format_prompts _clip_iqa_get_anchor_vectors _clip_iqa_update _get_clip_iqa_model_and_processor clip_image_quality_assessment',
      'torchmetrics.functional.multimodal.clip_score':
        '_clip_score_update _detect_modality _get_clip_model_and_processor _get_features _process_image_data _process_text_data clip_score',
      'torchmetrics.functional.multimodal.lve': 'lip_vertex_error',
      'torchmetrics.functional.nominal.cramers': '_cramers_v_compute _cramers_v_update cramers_v cramers_v_matrix',
      'torchmetrics.functional.nominal.fleiss_kappa': '_fleiss_kappa_compute _fleiss_kappa_update fleiss_kappa',
      'torchmetrics.functional.nominal.pearson':
        '_pearsons_contingency_coefficient_compute _pearsons_contingency_coefficient_update pearsons_contingency_coefficient pearsons_contingency_coefficient_matrix',
      'torchmetrics.functional.nominal.theils_u':
        '_conditional_entropy_compute _theils_u_compute _theils_u_update theils_u theils_u_matrix',
      'torchmetrics.functional.nominal.tschuprows':
        '_tschuprows_t_compute _tschuprows_t_update tschuprows_t tschuprows_t_matrix',
      'torchmetrics.functional.nominal.utils':
        '_compute_bias_corrected_values _compute_chi_squared _compute_expected_freqs _compute_phi_squared_corrected _compute_rows_and_cols_corrected _drop_empty_rows_and_cols _handle_nan_in_data _nominal_input_validation _unable_to_use_bias_correction_warning',
      'torchmetrics.functional.pairwise.cosine': '_pairwise_cosine_similarity_update pairwise_cosine_similarity',
      'torchmetrics.functional.pairwise.euclidean': '_pairwise_euclidean_distance_update pairwise_euclidean_distance',
      'torchmetrics.functional.pairwise.helpers': '_check_input _reduce_distance_matrix',
      'torchmetrics.functional.pairwise.linear': '_pairwise_linear_similarity_update pairwise_linear_similarity',
      'torchmetrics.functional.pairwise.manhattan': '_pairwise_manhattan_distance_update pairwise_manhattan_distance',
      'torchmetrics.functional.pairwise.minkowski': '_pairwise_minkowski_distance_update pairwise_minkowski_distance',
      'torchmetrics.functional.regression.concordance': '_concordance_corrcoef_compute concordance_corrcoef',
      'torchmetrics.functional.regression.cosine_similarity':
        '_cosine_similarity_compute _cosine_similarity_update cosine_similarity',
      'torchmetrics.functional.regression.crps': '_crps_compute _crps_update continuous_ranked_probability_score',
      'torchmetrics.functional.regression.csi':
        '_critical_success_index_compute _critical_success_index_update critical_success_index',
      'torchmetrics.functional.regression.explained_variance':
        '_explained_variance_compute _explained_variance_update explained_variance',
      'torchmetrics.functional.regression.js_divergence': '_jsd_compute _jsd_update jensen_shannon_divergence',
      'torchmetrics.functional.regression.kendall':
        '_calculate_p_value _calculate_tau _concordant_element_sum _convert_sequence_to_dense_rank _count_concordant_pairs _count_discordant_pairs _discordant_element_sum _get_metric_metadata _get_p_value_for_t_value_from_dist _get_ties _kendall_corrcoef_compute _kendall_corrcoef_update _sort_on_first_sequence kendall_rank_corrcoef',
      'torchmetrics.functional.regression.kl_divergence': '_kld_compute _kld_update kl_divergence',
      'torchmetrics.functional.regression.log_cosh':
        '_log_cosh_error_compute _log_cosh_error_update _unsqueeze_tensors log_cosh_error',
      'torchmetrics.functional.regression.log_mse':
        '_mean_squared_log_error_compute _mean_squared_log_error_update mean_squared_log_error',
      'torchmetrics.functional.regression.mae':
        '_mean_absolute_error_compute _mean_absolute_error_update mean_absolute_error',
      'torchmetrics.functional.regression.mape':
        '_mean_absolute_percentage_error_compute _mean_absolute_percentage_error_update mean_absolute_percentage_error',
      'torchmetrics.functional.regression.minkowski':
        '_minkowski_distance_compute _minkowski_distance_update minkowski_distance',
      'torchmetrics.functional.regression.mse':
        '_mean_squared_error_compute _mean_squared_error_update mean_squared_error',
      'torchmetrics.functional.regression.nrmse':
        '_normalized_root_mean_squared_error_compute _normalized_root_mean_squared_error_update normalized_root_mean_squared_error',
      'torchmetrics.functional.regression.pearson':
        '_pearson_corrcoef_compute _pearson_corrcoef_update pearson_corrcoef',
      'torchmetrics.functional.regression.r2': '_r2_score_compute _r2_score_update r2_score',
      'torchmetrics.functional.regression.rse': '_relative_squared_error_compute relative_squared_error',
      'torchmetrics.functional.regression.spearman':
        '_rank_data _spearman_corrcoef_compute _spearman_corrcoef_update spearman_corrcoef',
      'torchmetrics.functional.regression.symmetric_mape':
        '_symmetric_mean_absolute_percentage_error_compute _symmetric_mean_absolute_percentage_error_update symmetric_mean_absolute_percentage_error',
      'torchmetrics.functional.regression.tweedie_deviance':
        '_tweedie_deviance_score_compute _tweedie_deviance_score_update tweedie_deviance_score',
      'torchmetrics.functional.regression.utils': '_check_data_shape_to_num_outputs',
      'torchmetrics.functional.regression.wmape':
        '_weighted_mean_absolute_percentage_error_compute _weighted_mean_absolute_percentage_error_update weighted_mean_absolute_percentage_error',
      'torchmetrics.functional.retrieval._deprecated':
        '_retrieval_average_precision _retrieval_fall_out _retrieval_hit_rate _retrieval_normalized_dcg _retrieval_precision _retrieval_precision_recall_curve _retrieval_r_precision _retrieval_recall _retrieval_reciprocal_rank',
      'torchmetrics.functional.retrieval.auroc': 'retrieval_auroc',
      'torchmetrics.functional.retrieval.average_precision': 'retrieval_average_precision',
      'torchmetrics.functional.retrieval.fall_out': 'retrieval_fall_out',
      'torchmetrics.functional.retrieval.hit_rate': 'retrieval_hit_rate',
      'torchmetrics.functional.retrieval.ndcg': '_dcg_sample_scores _tie_average_dcg retrieval_normalized_dcg',
      'torchmetrics.functional.retrieval.precision': 'retrieval_precision',
      'torchmetrics.functional.retrieval.precision_recall_curve': 'retrieval_precision_recall_curve',
      'torchmetrics.functional.retrieval.r_precision': 'retrieval_r_precision',
      'torchmetrics.functional.retrieval.recall': 'retrieval_recall',
      'torchmetrics.functional.retrieval.reciprocal_rank': 'retrieval_reciprocal_rank',
      'torchmetrics.functional.segmentation.dice':
        '_dice_score_compute _dice_score_update _dice_score_validate_args dice_score',
      'torchmetrics.functional.segmentation.generalized_dice':
        '_generalized_dice_compute _generalized_dice_update _generalized_dice_validate_args generalized_dice_score',
      'torchmetrics.functional.segmentation.hausdorff_distance': '_hausdorff_distance_validate_args hausdorff_distance',
      'torchmetrics.functional.segmentation.mean_iou':
        '_mean_iou_compute _mean_iou_reshape_args _mean_iou_update _mean_iou_validate_args mean_iou',
      'torchmetrics.functional.segmentation.utils':
        '_check_mixed_shape _format_logits _get_num_classes _ignore_background _segmentation_inputs_format _unfold binary_erosion check_if_binarized distance_transform edge_surface_distance generate_binary_structure mask_edges surface_distance table_contour_length',
      'torchmetrics.functional.shape.procrustes': 'procrustes_disparity',
      'torchmetrics.functional.text._deprecated':
        '_bert_score _bleu_score _char_error_rate _chrf_score _extended_edit_distance _infolm _match_error_rate _perplexity _rouge_score _sacre_bleu_score _squad _translation_edit_rate _word_error_rate _word_information_lost _word_information_preserved',
      'torchmetrics.functional.text.bert':
        '_get_embeddings_and_idf_scale _get_hash _get_precision_recall_f1 _get_scaled_precision_or_recall _ignore_log_warning _postprocess_multiple_references _preprocess_multiple_references _rescale_metrics_with_baseline bert_score',
      'torchmetrics.functional.text.bleu':
        '_bleu_score_compute _bleu_score_update _count_ngram _tokenize_fn bleu_score',
      'torchmetrics.functional.text.cer': '_cer_compute _cer_update char_error_rate',
      'torchmetrics.functional.text.chrf':
        '_calculate_fscore _calculate_sentence_level_chrf_score _chrf_score_compute _chrf_score_update _get_characters _get_n_grams_counts_and_total_ngrams _get_ngram_matches _get_words_and_punctuation _ngram_counts _prepare_n_grams_dicts _separate_word_and_punctuation _sum_over_dicts chrf_score',
      'torchmetrics.functional.text.edit': '_edit_distance_compute _edit_distance_update edit_distance',
      'torchmetrics.functional.text.eed':
        '_compute_sentence_statistics _distance_between_words _eed_compute _eed_update _preprocess_en _preprocess_ja _preprocess_sentences extended_edit_distance',
      'torchmetrics.functional.text.helper': '_edit_distance _flip_trace _trace_to_alignment _validate_inputs',
      'torchmetrics.functional.text.helper_embedding_metric':
        '_check_shape_of_model_output _get_progress_bar _input_data_collator _output_data_collator _preprocess_text _process_attention_mask_for_special_tokens _sort_data_according_length',
      'torchmetrics.functional.text.infolm':
        '_get_batch_distribution _get_data_distribution _get_dataloader _get_special_tokens_map _get_token_mask _infolm_compute _infolm_update infolm',
      'torchmetrics.functional.text.mer': '_mer_compute _mer_update match_error_rate',
      'torchmetrics.functional.text.perplexity':
        '_check_shape_and_type_consistency _perplexity_compute _perplexity_update perplexity',
      'torchmetrics.functional.text.rouge':
        '_backtracked_lcs _compute_metrics _ensure_nltk_punkt_is_downloaded _lcs _normalize_and_tokenize_text _rouge_l_score _rouge_lsum_score _rouge_n_score _rouge_score_compute _rouge_score_update _split_sentence _union_lcs rouge_score',
      'torchmetrics.functional.text.sacre_bleu': 'sacre_bleu_score',
      'torchmetrics.functional.text.squad':
        '_compute_exact_match_score _compute_f1_score _get_tokens _metric_max_over_ground_truths _normalize_text _squad_compute _squad_input_check _squad_update squad',
      'torchmetrics.functional.text.ter':
        '_compute_sentence_statistics _compute_ter_score_from_statistics _find_shifted_pairs _handle_corner_cases_during_shifting _perform_shift _preprocess_sentence _shift_words _ter_compute _ter_update _translation_edit_rate translation_edit_rate',
      'torchmetrics.functional.text.wer': '_wer_compute _wer_update word_error_rate',
      'torchmetrics.functional.text.wil': 'word_information_lost',
      'torchmetrics.functional.text.wip': '_wip_compute _wip_update word_information_preserved',
      'torchmetrics.functional.video.vmaf': 'calculate_luma video_multi_method_assessment_fusion',
      'torchmetrics.metric': '_neg jit_distributed_available',
      'torchmetrics.utilities.checks':
        '_allclose_recursive _check_for_empty_tensors _check_retrieval_functional_inputs _check_retrieval_inputs _check_retrieval_target_and_prediction_types _check_same_shape _try_proceed_with_timeout check_forward_full_state_property is_overridden',
      'torchmetrics.utilities.compute':
        '_adjust_weights_safe_divide _auc_compute _auc_compute_without_check _auc_format_inputs _safe_divide _safe_matmul _safe_xlogy auc interp normalize_logits_if_needed',
      'torchmetrics.utilities.data':
        '_bincount _cumsum _flatten _flatten_dict _flexible_bincount _squeeze_if_scalar _squeeze_scalar_element_tensor _top_k_with_half_precision_support allclose dim_zero_cat dim_zero_max dim_zero_mean dim_zero_min dim_zero_sum interp select_topk to_categorical to_onehot',
      'torchmetrics.utilities.distributed': '_simple_gather_all_tensors class_reduce gather_all_tensors reduce',
      'torchmetrics.utilities.plot':
        '_error_on_missing_matplotlib _get_col_row_split _get_text_color plot_confusion_matrix plot_curve plot_single_or_multi_val trim_axs',
      'torchmetrics.utilities.prints': '_debug _warn rank_zero_only',
    },
  },
];
