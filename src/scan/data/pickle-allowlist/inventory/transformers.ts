import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const TRANSFORMERS: readonly AllowGroup[] = [
  {
    source: 'transformers 5.18.0, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'transformers.core_model_loading': 'SkipParameters',
      'transformers.integrations.heterogeneity.configuration_utils': 'AmbiguousGlobalPerLayerAttributeError',
      'transformers.testing_utils': 'SubprocessCallException',
      'transformers.utils.chat_template_utils': 'DocstringParsingException TypeHintParsingException',
      'transformers.utils.import_utils': 'OptionalDependencyNotAvailable',
    },
  },
  {
    source: 'transformers 5.18.0, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'transformers.backbone_utils': 'BackboneType',
      'transformers.data.datasets.glue': 'Split',
      'transformers.data.datasets.squad': 'Split',
      'transformers.data.processors.glue': 'OutputMode',
      'transformers.debug_utils': 'DebugOption',
      'transformers.exporters.configs': 'ExportFormat',
      'transformers.generation.configuration_utils': 'GenerationMode',
      'transformers.generation.continuous_batching.requests': 'RequestStatus',
      'transformers.image_transforms': 'PaddingMode',
      'transformers.image_utils': 'AnnotationFormat ChannelDimension ImageType',
      'transformers.integrations.integration_utils': 'WandbLogModel',
      'transformers.models.mgp_str.processing_mgp_str': 'DecodeType',
      'transformers.models.tapas.modeling_tapas': 'AverageApproximationFunction',
      'transformers.models.tapas.tokenization_tapas': 'Relation TapasTruncationStrategy',
      'transformers.pipelines.any_to_any': 'ReturnType',
      'transformers.pipelines.document_question_answering': 'ModelType',
      'transformers.pipelines.image_classification': 'ClassificationFunction',
      'transformers.pipelines.image_text_to_text': 'ReturnType',
      'transformers.pipelines.text_classification': 'ClassificationFunction',
      'transformers.pipelines.text_generation': 'ReturnType',
      'transformers.pipelines.token_classification': 'AggregationStrategy',
      'transformers.tokenization_mistral_common': 'MistralTokenizerType',
      'transformers.tokenization_utils_base': 'TruncationStrategy',
      'transformers.trainer_utils':
        'FSDPOption HPSearchBackend HubStrategy IntervalStrategy SaveStrategy SchedulerType',
      'transformers.training_args': 'OptimizerNames ParallelMode',
      'transformers.utils.deprecation': 'Action',
      'transformers.utils.generic': 'ExplicitEnum PaddingStrategy TensorType',
      'transformers.utils.import_utils': 'VersionComparison',
      'transformers.utils.quantization_config': 'AwqBackend AwqFormat ExllamaVersion QuantizationMethod',
    },
  },
  {
    source: 'transformers 5.18.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'transformers._typing': 'PeftConfigLike StringValuedEnumLike TransformersLogger WhisperGenerationConfigLike',
      'transformers.activations':
        'AccurateGELUActivation ClippedGELUActivation FastGELUActivation GELUActivation GELUTanh LaplaceActivation LinearActivation MishActivation NewGELUActivation QuickGELUActivation ReLUSquaredActivation SiLUActivation SqrtSoftplusActivation XIELUActivation',
      'transformers.backbone_utils': 'BackboneConfigMixin BackboneMixin',
      'transformers.cache_utils':
        'Cache CacheLayerMixin DFlashCache DynamicCache DynamicIndexedLayer DynamicLayer DynamicSlidingWindowLayer EncoderDecoderCache HQQQuantizedLayer LinearAttentionAndFullAttentionLayer LinearAttentionAndSlidingWindowAttentionLayer LinearAttentionAndStaticFullAttentionLayer LinearAttentionAndStaticSlidingWindowAttentionLayer LinearAttentionCacheLayerMixin LinearAttentionLayer MtpCache QuantizedCache QuantizedLayer QuantoQuantizedLayer StaticCache StaticIndexedLayer StaticLayer StaticSlidingWindowLayer',
      'transformers.configuration_utils': 'PreTrainedConfig',
      'transformers.convert_slow_tokenizer':
        'AlbertConverter BarthezConverter BertConverter BertGenerationConverter BigBirdConverter BlenderbotConverter CLIPConverter CamembertConverter CanaryConverter Converter DebertaConverter DebertaV2Converter FunnelConverter GPT2Converter GemmaConverter GemmaSentencePieceExtractor HeliumConverter HerbertConverter LayoutLMv2Converter LlamaConverter MBart50Converter MBartConverter MPNetConverter MarkupLMConverter MoshiConverter NllbConverter OpenAIGPTConverter ParakeetConverter PegasusConverter Qwen2Converter ReformerConverter RemBertConverter RoFormerConverter RobertaConverter SeamlessM4TConverter SentencePieceExtractor SplinterConverter SpmConverter T5Converter TikTokenConverter UdopConverter VideoPrismConverter WhisperConverter XGLMConverter XLMRobertaConverter XLNetConverter',
      'transformers.core_model_loading':
        'Chunk Concatenate Conv3dToLinear ConversionOps ErnieFuseAndSplitTextVisionExperts ErnieSplitAndDecoupleTextVisionExperts GroupWeightRename Interleave LinearToConv3d MergeModulelist PermuteForRope PrefixChange SplitModulelist Transpose VisionFuseAndPermuteForRope VisionUnfuseAndPermuteForRope WeightConverter WeightRenaming WeightTransform _IdentityOp',
      'transformers.data.data_collator':
        'DataCollatorForLanguageModeling DataCollatorForMultipleChoice DataCollatorForPermutationLanguageModeling DataCollatorForSOP DataCollatorForSeq2Seq DataCollatorForTokenClassification DataCollatorForWholeWordMask DataCollatorMixin DataCollatorWithFlattening DataCollatorWithPadding DefaultDataCollator',
      'transformers.data.datasets.glue': 'GlueDataTrainingArguments GlueDataset',
      'transformers.data.datasets.squad': 'SquadDataTrainingArguments SquadDataset',
      'transformers.data.processors.glue':
        'ColaProcessor MnliMismatchedProcessor MnliProcessor MrpcProcessor QnliProcessor QqpProcessor RteProcessor Sst2Processor StsbProcessor WnliProcessor',
      'transformers.data.processors.squad':
        'SquadExample SquadFeatures SquadProcessor SquadResult SquadV1Processor SquadV2Processor',
      'transformers.data.processors.utils':
        'DataProcessor InputExample InputFeatures SingleSentenceClassificationProcessor',
      'transformers.data.processors.xnli': 'XnliProcessor',
      'transformers.debug_utils': 'DebugUnderflowOverflow',
      'transformers.distributed.configuration_utils': 'DistributedConfig',
      'transformers.distributed.mixin': 'DistributedMixin',
      'transformers.distributed.pipeline_parallel': 'PipelineIdentityLayer PipelineStage',
      'transformers.distributed.sharding_utils': 'DtensorShardOperation',
      'transformers.distributed.tensor_parallel':
        'AllReduceParallel ColwiseParallel EpRouterParallel MlaKvAProjParallel MoEParamShard MoeExpertsParallel MoeIdentityParallel MoeTensorParalellMegaMoeExperts PackedColwiseParallel PackedRowwiseParallel ParallelInterface ReplicatedWithGradAllReduce RouterParallelMegaMoe RowwiseParallel SequenceParallel TensorParallelLayer _AllReduceBackward _AllReduceForward',
      'transformers.exporters.auto': 'AutoExportConfig AutoHfExporter',
      'transformers.exporters.base': 'HfExporter',
      'transformers.exporters.configs': 'DynamoConfig ExecutorchConfig ExportConfigMixin OnnxConfig OpenVINOConfig',
      'transformers.exporters.exporter_dynamo': 'DynamoExporter',
      'transformers.exporters.exporter_executorch': 'ExecutorchExporter',
      'transformers.exporters.exporter_onnx': 'OnnxExporter',
      'transformers.exporters.exporter_openvino': 'OpenVINOExporter',
      'transformers.feature_extraction_sequence_utils': 'SequenceFeatureExtractor',
      'transformers.feature_extraction_utils': 'FeatureExtractionMixin',
      'transformers.fusion_mapping': 'ModuleFusionSpec PatchEmbeddingsFusionSpec _FusedPatchEmbeddingMixin',
      'transformers.generation.candidate_generator':
        'AssistantToTargetTranslator AssistantVocabTranslatorCache AssistedCandidateGenerator AssistedCandidateGeneratorDifferentTokenizers CandidateGenerator DFlashTokenCandidateGenerator EarlyExitCandidateGenerator MTPCandidateGenerator PromptLookupCandidateGenerator SinglePositionMultiTokenCandidateGenerator UniversalSpeculativeDecodingGenerator _MapInputEmbedding _PruneReindexingLMHead',
      'transformers.generation.configuration_utils':
        'BaseWatermarkingConfig CompileConfig ContinuousBatchingConfig GenerationConfig SynthIDTextWatermarkingConfig WatermarkingConfig',
      'transformers.generation.continuous_batching.cache': 'PagedAttentionCache PagedAttentionMemoryHandler',
      'transformers.generation.continuous_batching.cache_allocators.cache_allocator': 'BlockLedger CacheAllocator',
      'transformers.generation.continuous_batching.cache_allocators.cache_pool': 'CachePool RegularTrees',
      'transformers.generation.continuous_batching.cache_allocators.full_attention': 'FullAttentionCacheAllocator',
      'transformers.generation.continuous_batching.cache_allocators.sliding_attention':
        'SlidingAttentionCacheAllocator',
      'transformers.generation.continuous_batching.cb_logits_processors':
        'ContinuousBatchingLogitsProcessor ContinuousBatchingLogitsProcessorList ContinuousBatchingTemperatureLogitsWarper ContinuousBatchingTopKLogitsWarper ContinuousBatchingTopPLogitsWarper',
      'transformers.generation.continuous_batching.continuous_api':
        'BackgroundThreadStatus ContinuousBatchingManager ContinuousMixin OutputRouter ProtoPretrainedModel',
      'transformers.generation.continuous_batching.distributed': 'DistributedHelper',
      'transformers.generation.continuous_batching.input_outputs':
        'ContinuousBatchingAsyncIOs ContinuousBatchingIOs HostDeviceIOPair',
      'transformers.generation.continuous_batching.model_runner': 'ModelRunner',
      'transformers.generation.continuous_batching.offloading_manager': 'OffloadingManager',
      'transformers.generation.continuous_batching.requests':
        'FutureBatch FutureRequestState GenerationOutput RequestState',
      'transformers.generation.continuous_batching.scheduler': 'FIFOScheduler PrefillFirstScheduler Scheduler',
      'transformers.generation.continuous_batching.utils': 'WorkloadHints',
      'transformers.generation.logits_process':
        'AlternatingCodebooksLogitsProcessor BarkEosPrioritizerLogitsProcessor ClassifierFreeGuidanceLogitsProcessor DiaClassifierFreeGuidanceLogitsProcessor DiaEOSChannelFilterLogitsProcessor DiaEOSDelayPatternLogitsProcessor EncoderNoRepeatNGramLogitsProcessor EncoderRepetitionPenaltyLogitsProcessor EpsilonLogitsWarper EtaLogitsWarper ExponentialDecayLengthPenalty ForcedBOSTokenLogitsProcessor ForcedEOSTokenLogitsProcessor InfNanRemoveLogitsProcessor LogitNormalization LogitsProcessor MinLengthLogitsProcessor MinNewTokensLengthLogitsProcessor MinPLogitsWarper NoBadWordsLogitsProcessor NoRepeatNGramLogitsProcessor PrefixConstrainedLogitsProcessor RepetitionPenaltyLogitsProcessor SequenceBiasLogitsProcessor SuppressTokensAtBeginLogitsProcessor SuppressTokensLogitsProcessor SynthIDTextWatermarkLogitsProcessor SynthIDTextWatermarkState TemperatureLogitsWarper TopHLogitsWarper TopKLogitsWarper TopPLogitsWarper TypicalLogitsWarper UnbatchedClassifierFreeGuidanceLogitsProcessor WatermarkLogitsProcessor WhisperNoSpeechDetection WhisperTimeStampLogitsProcessor',
      'transformers.generation.stopping_criteria':
        'ConfidenceCriteria EosTokenCriteria MaxLengthCriteria MaxTimeCriteria StopStringCriteria StoppingCriteria',
      'transformers.generation.streamers':
        'AsyncTextIteratorStreamer BaseStreamer TextDiffusionStreamer TextIteratorStreamer TextStreamer',
      'transformers.generation.utils': 'DeferredStopCheck GenerationMixin StopCheck',
      'transformers.generation.watermarking':
        'BayesianDetectorConfig BayesianDetectorModel BayesianDetectorWatermarkedLikelihood SynthIDTextWatermarkDetector WatermarkDetector WatermarkDetectorOutput',
      'transformers.hf_argparser': 'HfArgumentParser',
      'transformers.hyperparameter_search': 'HyperParamSearchBackendBase OptunaBackend RayTuneBackend WandbBackend',
      'transformers.image_processing_backends': 'PilBackend TorchvisionBackend',
      'transformers.image_processing_base': 'ImageProcessingMixin',
      'transformers.image_processing_utils': 'BaseImageProcessor',
      'transformers.image_utils': 'ImageFeatureExtractionMixin SizeDict',
      'transformers.integrations.bitnet': 'ActQuant AutoBitLinear BitLinear BitNetDeserialize WeightQuant',
      'transformers.integrations.bitsandbytes': 'Bnb4bitDeserialize Bnb4bitQuantize Bnb8bitDeserialize Bnb8bitQuantize',
      'transformers.integrations.compressed_tensors':
        'CompressedTensorsFP8Linear ConvertFP8LinearScale DecompressExperts RevertFP8LinearScale',
      'transformers.integrations.deepgemm': 'DeepGEMM',
      'transformers.integrations.deepspeed': 'HfDeepSpeedConfig HfTrainerDeepSpeedConfig',
      'transformers.integrations.eetq': 'EetqLinear EetqLinearMMFunction EetqQuantize',
      'transformers.integrations.executorch':
        'Seq2SeqLMDecoderExportableModuleWithStaticCache Seq2SeqLMEncoderExportableModule Seq2SeqLMExportableModule TorchExportableModuleForDecoderOnlyLM TorchExportableModuleForVLM TorchExportableModuleWithHybridCache TorchExportableModuleWithStaticCache',
      'transformers.integrations.fbgemm_fp8': 'FbgemmFp8Linear FbgemmFp8Llama4TextExperts FbgemmFp8Quantize',
      'transformers.integrations.finegrained_fp8':
        'FP8Embedding FP8Experts FP8ExpertsInterface FP8GroupedLinear FP8Linear FineGrainedFP8 Fp8Dequantize Fp8Quantize',
      'transformers.integrations.fp_quant': 'FpQuantDeserialize FpQuantQuantize',
      'transformers.integrations.gemma_quant': 'QuantizedEmbedding QuantizedLinear',
      'transformers.integrations.gguf.gguf_conversion_mapping':
        'Cast ConcatenateRows Dequantize LogNegate PermuteInputFeatures PermuteRows SubtractOne TiledToGroupedInputs TiledToGroupedRows Unsqueeze',
      'transformers.integrations.gguf.kernels': 'GgufKernel',
      'transformers.integrations.gguf.reader': 'GgufHeader LazyGgufTensor TensorInfo',
      'transformers.integrations.gguf.utils': 'GgufEmbedding GgufExperts GgufLinear',
      'transformers.integrations.heterogeneity.configuration_utils':
        'HeterogeneousConfigMixin _HeterogeneitySpec _PerLayerConfigView',
      'transformers.integrations.higgs': 'HiggsLinear',
      'transformers.integrations.hub_kernels': 'FuncRepository LayerRepository LocalLayerRepository',
      'transformers.integrations.integration_utils':
        'AzureMLCallback ClearMLCallback CodeCarbonCallback CometCallback DVCLiveCallback FlyteCallback KubeflowCallback SwanLabCallback TensorBoardCallback TrackioCallback WandbCallback',
      'transformers.integrations.metal_quantization': 'MetalDequantize MetalLinear MetalQuantize',
      'transformers.integrations.mistral.tokenizer': 'MistralConverter',
      'transformers.integrations.moe': 'ExpertsInterface',
      'transformers.integrations.mxfp4':
        'Mxfp4Dequantize Mxfp4Deserialize Mxfp4GptOssExperts Mxfp4Quantize Mxfp4ReverseDeserialize',
      'transformers.integrations.nvfp4': 'NVFP4Kernel NVFP4Linear NVFP4Quantize',
      'transformers.integrations.peft': 'PeftAdapterMixin',
      'transformers.integrations.quanto': 'QuantoQuantize',
      'transformers.integrations.quark': 'QuarkDeserialize',
      'transformers.integrations.sinq': 'SinqDeserialize SinqQuantize',
      'transformers.integrations.sonicmoe': 'SonicMoE',
      'transformers.integrations.torchao': 'TorchAoDeserialize TorchAoQuantize',
      'transformers.loss.loss_d_fine': 'DFineLoss',
      'transformers.loss.loss_deformable_detr': 'DeformableDetrHungarianMatcher DeformableDetrImageLoss',
      'transformers.loss.loss_deimv2': 'Deimv2Loss',
      'transformers.loss.loss_for_object_detection': 'HungarianMatcher ImageLoss NestedTensor',
      'transformers.loss.loss_grounding_dino': 'GroundingDinoHungarianMatcher GroundingDinoImageLoss',
      'transformers.loss.loss_lw_detr': 'LwDetrHungarianMatcher LwDetrImageLoss',
      'transformers.loss.loss_rf_detr': 'RfDetrHungarianMatcher RfDetrImageLoss',
      'transformers.loss.loss_rt_detr': 'RTDetrHungarianMatcher RTDetrLoss',
      'transformers.masking_utils': 'AttentionMaskInterface',
      'transformers.modelcard': 'TrainingSummary',
      'transformers.modeling_attn_mask_utils': 'AttentionMaskConverter',
      'transformers.modeling_gguf_pytorch_utils':
        'BloomTensorProcessor GGUFTensor GPT2TensorProcessor Gemma2TensorProcessor GptOssTensorProcessor Lfm2TensorProcessor LlamaTensorProcessor MambaTensorProcessor MiniMaxM2TensorProcessor NemotronTensorProcessor Qwen2MoeTensorProcessor T5TensorProcessor TensorProcessor',
      'transformers.modeling_layers':
        'GenericForQuestionAnswering GenericForSequenceClassification GenericForTokenClassification GradientCheckpointingLayer MtpLayer MtpModel',
      'transformers.modeling_rope_utils': 'RotaryEmbeddingConfigMixin',
      'transformers.modeling_utils':
        'AttentionInterface EmbeddingAccessMixin LoadStateDictConfig ModuleUtilsMixin PreTrainedAudioTokenizerBase PreTrainedModel',
      'transformers.models.afmoe.configuration_afmoe': 'AfmoeConfig',
      'transformers.models.afmoe.modeling_afmoe':
        'AfmoeAttention AfmoeDecoderLayer AfmoeExperts AfmoeForCausalLM AfmoeMLP AfmoeModel AfmoePreTrainedModel AfmoeRMSNorm AfmoeRotaryEmbedding AfmoeSparseMoeBlock AfmoeTokenChoiceRouter',
      'transformers.models.afmoe.modular_afmoe':
        'AfmoeAttention AfmoeDecoderLayer AfmoeExperts AfmoeForCausalLM AfmoeMLP AfmoeModel AfmoePreTrainedModel AfmoeRMSNorm AfmoeRotaryEmbedding AfmoeSparseMoeBlock AfmoeTokenChoiceRouter',
      'transformers.models.aimv2.configuration_aimv2': 'Aimv2Config Aimv2TextConfig Aimv2VisionConfig',
      'transformers.models.aimv2.modeling_aimv2':
        'Aimv2Attention Aimv2AttentionPoolingHead Aimv2Encoder Aimv2EncoderLayer Aimv2MLP Aimv2Model Aimv2PreTrainedModel Aimv2RMSNorm Aimv2TextEmbeddings Aimv2TextModel Aimv2VisionEmbeddings Aimv2VisionModel',
      'transformers.models.aimv2.modular_aimv2':
        'Aimv2Attention Aimv2AttentionPoolingHead Aimv2Config Aimv2Encoder Aimv2EncoderLayer Aimv2MLP Aimv2Model Aimv2PreTrainedModel Aimv2RMSNorm Aimv2TextConfig Aimv2TextEmbeddings Aimv2TextModel Aimv2VisionConfig Aimv2VisionEmbeddings Aimv2VisionModel',
      'transformers.models.albert.configuration_albert': 'AlbertConfig',
      'transformers.models.albert.modeling_albert':
        'AlbertAttention AlbertEmbeddings AlbertForMaskedLM AlbertForMultipleChoice AlbertForPreTraining AlbertForQuestionAnswering AlbertForSequenceClassification AlbertForTokenClassification AlbertLayer AlbertLayerGroup AlbertMLMHead AlbertModel AlbertPreTrainedModel AlbertSOPHead AlbertTransformer',
      'transformers.models.albert.tokenization_albert': 'AlbertTokenizer',
      'transformers.models.align.configuration_align': 'AlignConfig AlignTextConfig AlignVisionConfig',
      'transformers.models.align.modeling_align':
        'AlignModel AlignPreTrainedModel AlignTextAttention AlignTextEmbeddings AlignTextEncoder AlignTextIntermediate AlignTextLayer AlignTextModel AlignTextOutput AlignTextPooler AlignTextSelfAttention AlignTextSelfOutput AlignVisionBlock AlignVisionDepthwiseConv2d AlignVisionDepthwiseLayer AlignVisionEmbeddings AlignVisionEncoder AlignVisionExpansionLayer AlignVisionFinalBlockLayer AlignVisionModel AlignVisionSqueezeExciteLayer',
      'transformers.models.align.processing_align': 'AlignProcessor',
      'transformers.models.altclip.configuration_altclip': 'AltCLIPConfig AltCLIPTextConfig AltCLIPVisionConfig',
      'transformers.models.altclip.modeling_altclip':
        'AltCLIPAttention AltCLIPEncoder AltCLIPEncoderLayer AltCLIPMLP AltCLIPModel AltCLIPPreTrainedModel AltCLIPTextModel AltCLIPVisionEmbeddings AltCLIPVisionModel AltRobertaAttention AltRobertaEmbeddings AltRobertaEncoder AltRobertaIntermediate AltRobertaLayer AltRobertaModel AltRobertaOutput AltRobertaPooler AltRobertaSelfAttention AltRobertaSelfOutput',
      'transformers.models.altclip.modular_altclip':
        'AltCLIPAttention AltCLIPConfig AltCLIPEncoder AltCLIPEncoderLayer AltCLIPMLP AltCLIPModel AltCLIPPreTrainedModel AltCLIPTextConfig AltCLIPTextModel AltCLIPVisionConfig AltCLIPVisionEmbeddings AltCLIPVisionModel AltRobertaAttention AltRobertaEmbeddings AltRobertaEncoder AltRobertaIntermediate AltRobertaLayer AltRobertaModel AltRobertaOutput AltRobertaPooler AltRobertaSelfAttention AltRobertaSelfOutput',
      'transformers.models.altclip.processing_altclip': 'AltCLIPProcessor',
      'transformers.models.apertus.configuration_apertus': 'ApertusConfig',
      'transformers.models.apertus.modeling_apertus':
        'ApertusAttention ApertusDecoderLayer ApertusForCausalLM ApertusForTokenClassification ApertusMLP ApertusModel ApertusPreTrainedModel ApertusRMSNorm ApertusRotaryEmbedding',
      'transformers.models.apertus.modular_apertus':
        'ApertusAttention ApertusConfig ApertusDecoderLayer ApertusForCausalLM ApertusForTokenClassification ApertusMLP ApertusModel ApertusPreTrainedModel ApertusRMSNorm ApertusRotaryEmbedding',
      'transformers.models.arcee.configuration_arcee': 'ArceeConfig',
      'transformers.models.arcee.modeling_arcee':
        'ArceeAttention ArceeDecoderLayer ArceeForCausalLM ArceeForQuestionAnswering ArceeForSequenceClassification ArceeForTokenClassification ArceeMLP ArceeModel ArceePreTrainedModel ArceeRMSNorm ArceeRotaryEmbedding',
      'transformers.models.arcee.modular_arcee':
        'ArceeConfig ArceeForCausalLM ArceeForQuestionAnswering ArceeForSequenceClassification ArceeForTokenClassification ArceeMLP',
      'transformers.models.aria.configuration_aria': 'AriaConfig AriaTextConfig',
      'transformers.models.aria.image_processing_aria': 'AriaImageProcessor',
      'transformers.models.aria.image_processing_pil_aria': 'AriaImageProcessorPil',
      'transformers.models.aria.modeling_aria':
        'AriaCrossAttention AriaExperts AriaForConditionalGeneration AriaModel AriaPreTrainedModel AriaProjector AriaProjectorMLP AriaSharedExpertsMLP AriaTextAttention AriaTextDecoderLayer AriaTextForCausalLM AriaTextMoELayer AriaTextModel AriaTextPreTrainedModel AriaTextRMSNorm AriaTextRotaryEmbedding AriaTextTopKRouter',
      'transformers.models.aria.modular_aria':
        'AriaConfig AriaCrossAttention AriaExperts AriaForConditionalGeneration AriaImageProcessor AriaModel AriaPreTrainedModel AriaProcessor AriaProjector AriaProjectorMLP AriaSharedExpertsMLP AriaTextAttention AriaTextConfig AriaTextDecoderLayer AriaTextForCausalLM AriaTextMoELayer AriaTextModel AriaTextPreTrainedModel AriaTextRMSNorm AriaTextTopKRouter',
      'transformers.models.aria.processing_aria': 'AriaProcessor',
      'transformers.models.audio_spectrogram_transformer.configuration_audio_spectrogram_transformer': 'ASTConfig',
      'transformers.models.audio_spectrogram_transformer.feature_extraction_audio_spectrogram_transformer':
        'ASTFeatureExtractor',
      'transformers.models.audio_spectrogram_transformer.modeling_audio_spectrogram_transformer':
        'ASTAttention ASTEmbeddings ASTForAudioClassification ASTLayer ASTMLP ASTMLPHead ASTModel ASTPatchEmbeddings ASTPreTrainedModel',
      'transformers.models.audio_spectrogram_transformer.modular_audio_spectrogram_transformer':
        'ASTAttention ASTEmbeddings ASTForAudioClassification ASTLayer ASTMLP ASTMLPHead ASTModel ASTPatchEmbeddings ASTPreTrainedModel',
      'transformers.models.audioflamingo3.configuration_audioflamingo3':
        'AudioFlamingo3Config AudioFlamingo3EncoderConfig',
      'transformers.models.audioflamingo3.modeling_audioflamingo3':
        'AudioFlamingo3Attention AudioFlamingo3Encoder AudioFlamingo3EncoderLayer AudioFlamingo3ForConditionalGeneration AudioFlamingo3Model AudioFlamingo3MultiModalProjector AudioFlamingo3PreTrainedModel',
      'transformers.models.audioflamingo3.modular_audioflamingo3':
        'AudioFlamingo3Attention AudioFlamingo3Encoder AudioFlamingo3EncoderLayer AudioFlamingo3ForConditionalGeneration AudioFlamingo3Model AudioFlamingo3MultiModalProjector AudioFlamingo3PreTrainedModel',
      'transformers.models.audioflamingo3.processing_audioflamingo3': 'AudioFlamingo3Processor',
      'transformers.models.auto.auto_factory': '_BaseAutoBackboneClass _BaseAutoModelClass',
      'transformers.models.auto.configuration_auto': 'AutoConfig',
      'transformers.models.auto.feature_extraction_auto': 'AutoFeatureExtractor',
      'transformers.models.auto.image_processing_auto': 'AutoImageProcessor',
      'transformers.models.auto.modeling_auto':
        'AutoBackbone AutoModel AutoModelForAudioClassification AutoModelForAudioFrameClassification AutoModelForAudioTokenization AutoModelForAudioXVector AutoModelForCTC AutoModelForCausalLM AutoModelForDepthEstimation AutoModelForDocumentQuestionAnswering AutoModelForImageClassification AutoModelForImageMatting AutoModelForImageSegmentation AutoModelForImageTextToText AutoModelForImageToImage AutoModelForInstanceSegmentation AutoModelForKeypointDetection AutoModelForKeypointMatching AutoModelForMaskGeneration AutoModelForMaskedImageModeling AutoModelForMaskedLM AutoModelForMultimodalLM AutoModelForMultipleChoice AutoModelForNextSentencePrediction AutoModelForNormalEstimation AutoModelForObjectDetection AutoModelForPointmapEstimation AutoModelForPoseEstimation AutoModelForPreTraining AutoModelForQuestionAnswering AutoModelForRNNT AutoModelForSemanticSegmentation AutoModelForSeq2SeqLM AutoModelForSequenceClassification AutoModelForSpeechSeq2Seq AutoModelForTDT AutoModelForTableQuestionAnswering AutoModelForTableRecognition AutoModelForTextEncoding AutoModelForTextRecognition AutoModelForTextToSpectrogram AutoModelForTextToWaveform AutoModelForTimeSeriesPrediction AutoModelForTokenClassification AutoModelForUniversalSegmentation AutoModelForVideoClassification AutoModelForVisualQuestionAnswering AutoModelForZeroShotImageClassification AutoModelForZeroShotObjectDetection',
      'transformers.models.auto.processing_auto': 'AutoProcessor',
      'transformers.models.auto.tokenization_auto': 'AutoTokenizer',
      'transformers.models.auto.video_processing_auto': 'AutoVideoProcessor',
      'transformers.models.autoformer.configuration_autoformer': 'AutoformerConfig',
      'transformers.models.autoformer.modeling_autoformer':
        'AutoformerAttention AutoformerDecoder AutoformerDecoderLayer AutoformerEncoder AutoformerEncoderLayer AutoformerFeatureEmbedder AutoformerForPrediction AutoformerLayernorm AutoformerMeanScaler AutoformerModel AutoformerNOPScaler AutoformerPreTrainedModel AutoformerSeriesDecompositionLayer AutoformerSinusoidalPositionalEmbedding AutoformerStdScaler AutoformerValueEmbedding',
      'transformers.models.axk1.configuration_axk1': 'AXK1Config',
      'transformers.models.axk1.modeling_axk1':
        'AXK1Attention AXK1DecoderLayer AXK1Experts AXK1ForCausalLM AXK1ForSequenceClassification AXK1ForTokenClassification AXK1MLP AXK1MoE AXK1Model AXK1PreTrainedModel AXK1RMSNorm AXK1RotaryEmbedding AXK1TopkRouter',
      'transformers.models.axk1.modular_axk1':
        'AXK1Attention AXK1Config AXK1DecoderLayer AXK1Experts AXK1ForCausalLM AXK1ForSequenceClassification AXK1ForTokenClassification AXK1MLP AXK1MoE AXK1Model AXK1PreTrainedModel AXK1RMSNorm AXK1RotaryEmbedding AXK1TopkRouter',
      'transformers.models.axk2.configuration_axk2': 'AXK2Config',
      'transformers.models.axk2.modeling_axk2':
        'AXK2Attention AXK2DecoderLayer AXK2Experts AXK2ForCausalLM AXK2ForSequenceClassification AXK2ForTokenClassification AXK2GateMLP AXK2GatedRMSNorm AXK2Indexer AXK2MLP AXK2MoE AXK2Model AXK2PreTrainedModel AXK2RMSNorm AXK2RotaryEmbedding AXK2TopkRouter',
      'transformers.models.axk2.modular_axk2':
        'AXK2Attention AXK2Config AXK2DecoderLayer AXK2Experts AXK2ForCausalLM AXK2ForSequenceClassification AXK2ForTokenClassification AXK2GateMLP AXK2GatedRMSNorm AXK2Indexer AXK2MoE AXK2Model AXK2PreTrainedModel AXK2RMSNorm AXK2RotaryEmbedding AXK2TopkRouter',
      'transformers.models.aya_vision.configuration_aya_vision': 'AyaVisionConfig',
      'transformers.models.aya_vision.modeling_aya_vision':
        'AyaVisionForConditionalGeneration AyaVisionModel AyaVisionMultiModalProjector AyaVisionPreTrainedModel',
      'transformers.models.aya_vision.modular_aya_vision':
        'AyaVisionForConditionalGeneration AyaVisionModel AyaVisionMultiModalProjector AyaVisionPreTrainedModel',
      'transformers.models.aya_vision.processing_aya_vision': 'AyaVisionProcessor',
      'transformers.models.bamba.configuration_bamba': 'BambaConfig',
      'transformers.models.bamba.modeling_bamba':
        'BambaAttention BambaDecoderLayer BambaForCausalLM BambaMLP BambaMixer BambaModel BambaPreTrainedModel BambaRMSNorm BambaRMSNormGated BambaRotaryEmbedding',
      'transformers.models.bamba.modular_bamba':
        'BambaAttention BambaDecoderLayer BambaForCausalLM BambaMLP BambaMixer BambaModel BambaPreTrainedModel BambaRMSNorm BambaRMSNormGated BambaRotaryEmbedding',
      'transformers.models.bark.configuration_bark':
        'BarkCoarseConfig BarkConfig BarkFineConfig BarkSemanticConfig BarkSubModelConfig',
      'transformers.models.bark.generation_configuration_bark':
        'BarkCoarseGenerationConfig BarkFineGenerationConfig BarkGenerationConfig BarkSemanticGenerationConfig',
      'transformers.models.bark.modeling_bark':
        'BarkBlock BarkCausalModel BarkCoarseModel BarkFineModel BarkMLP BarkModel BarkPreTrainedModel BarkSelfAttention BarkSelfFlashAttention2 BarkSemanticModel',
      'transformers.models.bark.processing_bark': 'BarkProcessor',
      'transformers.models.bart.configuration_bart': 'BartConfig',
      'transformers.models.bart.modeling_bart':
        'BartAttention BartClassificationHead BartDecoder BartDecoderLayer BartDecoderWrapper BartEncoder BartEncoderLayer BartForCausalLM BartForConditionalGeneration BartForQuestionAnswering BartForSequenceClassification BartLearnedPositionalEmbedding BartModel BartPreTrainedModel BartPretrainedModel BartScaledWordEmbedding PretrainedBartModel',
      'transformers.models.barthez.tokenization_barthez': 'BarthezTokenizer',
      'transformers.models.bartpho.tokenization_bartpho': 'BartphoTokenizer',
      'transformers.models.beit.configuration_beit': 'BeitConfig',
      'transformers.models.beit.image_processing_beit': 'BeitImageProcessor',
      'transformers.models.beit.image_processing_pil_beit': 'BeitImageProcessorPil',
      'transformers.models.beit.modeling_beit':
        'BeitAttention BeitBackbone BeitConvLayer BeitDropPath BeitEmbeddings BeitFCNHead BeitFPNNeck BeitFPNUpBlock BeitForImageClassification BeitForMaskedImageModeling BeitForSemanticSegmentation BeitLayer BeitMLP BeitModel BeitPatchEmbeddings BeitPooler BeitPreTrainedModel BeitPyramidPoolingBlock BeitPyramidPoolingModule BeitRelativePositionBias BeitUperHead',
      'transformers.models.beit.modular_beit':
        'BeitAttention BeitBackbone BeitConvLayer BeitDropPath BeitEmbeddings BeitFCNHead BeitFPNNeck BeitFPNUpBlock BeitForImageClassification BeitForMaskedImageModeling BeitForSemanticSegmentation BeitLayer BeitMLP BeitModel BeitPatchEmbeddings BeitPooler BeitPreTrainedModel BeitPyramidPoolingBlock BeitPyramidPoolingModule BeitRelativePositionBias BeitUperHead',
      'transformers.models.bert_generation.configuration_bert_generation': 'BertGenerationConfig',
      'transformers.models.bert_generation.modeling_bert_generation':
        'BertEncoder BertGenerationAttention BertGenerationCrossAttention BertGenerationDecoder BertGenerationEmbeddings BertGenerationEncoder BertGenerationIntermediate BertGenerationLayer BertGenerationOnlyLMHead BertGenerationOutput BertGenerationPreTrainedModel BertGenerationSelfAttention BertGenerationSelfOutput',
      'transformers.models.bert_generation.tokenization_bert_generation': 'BertGenerationTokenizer',
      'transformers.models.bert_japanese.tokenization_bert_japanese':
        'BasicTokenizer CharacterTokenizer JumanppTokenizer MecabTokenizer SentencepieceTokenizer SudachiTokenizer WordpieceTokenizer',
      'transformers.models.bert.configuration_bert': 'BertConfig',
      'transformers.models.bert.modeling_bert':
        'BertAttention BertCrossAttention BertEmbeddings BertEncoder BertForMaskedLM BertForMultipleChoice BertForNextSentencePrediction BertForPreTraining BertForQuestionAnswering BertForSequenceClassification BertForTokenClassification BertIntermediate BertLMHeadModel BertLMPredictionHead BertLayer BertModel BertOnlyMLMHead BertOnlyNSPHead BertOutput BertPooler BertPreTrainedModel BertPreTrainingHeads BertPredictionHeadTransform BertSelfAttention BertSelfOutput',
      'transformers.models.bert.tokenization_bert': 'BertTokenizer',
      'transformers.models.bert.tokenization_bert_legacy': 'BasicTokenizer BertTokenizerLegacy WordpieceTokenizer',
      'transformers.models.bertweet.tokenization_bertweet': 'BertweetTokenizer TweetTokenizer',
      'transformers.models.big_bird.configuration_big_bird': 'BigBirdConfig',
      'transformers.models.big_bird.modeling_big_bird':
        'BigBirdAttention BigBirdBlockSparseAttention BigBirdClassificationHead BigBirdEmbeddings BigBirdEncoder BigBirdForCausalLM BigBirdForMaskedLM BigBirdForMultipleChoice BigBirdForPreTraining BigBirdForQuestionAnswering BigBirdForQuestionAnsweringHead BigBirdForSequenceClassification BigBirdForTokenClassification BigBirdIntermediate BigBirdLMPredictionHead BigBirdLayer BigBirdModel BigBirdOnlyMLMHead BigBirdOnlyNSPHead BigBirdOutput BigBirdPreTrainedModel BigBirdPreTrainingHeads BigBirdPredictionHeadTransform BigBirdSelfAttention BigBirdSelfOutput',
      'transformers.models.big_bird.tokenization_big_bird': 'BigBirdTokenizer',
      'transformers.models.bigbird_pegasus.configuration_bigbird_pegasus': 'BigBirdPegasusConfig',
      'transformers.models.bigbird_pegasus.modeling_bigbird_pegasus':
        'BigBirdPegasusBlockSparseAttention BigBirdPegasusClassificationHead BigBirdPegasusDecoder BigBirdPegasusDecoderAttention BigBirdPegasusDecoderLayer BigBirdPegasusDecoderWrapper BigBirdPegasusEncoder BigBirdPegasusEncoderAttention BigBirdPegasusEncoderLayer BigBirdPegasusForCausalLM BigBirdPegasusForConditionalGeneration BigBirdPegasusForQuestionAnswering BigBirdPegasusForSequenceClassification BigBirdPegasusLearnedPositionalEmbedding BigBirdPegasusModel BigBirdPegasusPreTrainedModel BigBirdPegasusScaledWordEmbedding BigBirdPegasusSelfAttention',
      'transformers.models.biogpt.configuration_biogpt': 'BioGptConfig',
      'transformers.models.biogpt.modeling_biogpt':
        'BioGptAttention BioGptDecoderLayer BioGptForCausalLM BioGptForSequenceClassification BioGptForTokenClassification BioGptLearnedPositionalEmbedding BioGptModel BioGptPreTrainedModel BioGptScaledWordEmbedding',
      'transformers.models.bit.configuration_bit': 'BitConfig',
      'transformers.models.bit.image_processing_bit': 'BitImageProcessor',
      'transformers.models.bit.image_processing_pil_bit': 'BitImageProcessorPil',
      'transformers.models.bit.modeling_bit':
        'BitBackbone BitBottleneckLayer BitDownsampleConv BitDropPath BitEmbeddings BitEncoder BitForImageClassification BitGroupNormActivation BitMaxPool2d BitModel BitPreActivationBottleneckLayer BitPreTrainedModel BitStage DynamicPad2d WeightStandardizedConv2d',
      'transformers.models.bitnet.configuration_bitnet': 'BitNetConfig',
      'transformers.models.bitnet.modeling_bitnet':
        'BitNetAttention BitNetDecoderLayer BitNetForCausalLM BitNetMLP BitNetModel BitNetPreTrainedModel BitNetRMSNorm BitNetRotaryEmbedding',
      'transformers.models.bitnet.modular_bitnet':
        'BitNetAttention BitNetDecoderLayer BitNetForCausalLM BitNetMLP BitNetModel BitNetRMSNorm',
      'transformers.models.blenderbot_small.configuration_blenderbot_small': 'BlenderbotSmallConfig',
      'transformers.models.blenderbot_small.modeling_blenderbot_small':
        'BlenderbotSmallAttention BlenderbotSmallDecoder BlenderbotSmallDecoderLayer BlenderbotSmallDecoderWrapper BlenderbotSmallEncoder BlenderbotSmallEncoderLayer BlenderbotSmallForCausalLM BlenderbotSmallForConditionalGeneration BlenderbotSmallLearnedPositionalEmbedding BlenderbotSmallModel BlenderbotSmallPreTrainedModel',
      'transformers.models.blenderbot_small.tokenization_blenderbot_small': 'BlenderbotSmallTokenizer',
      'transformers.models.blenderbot.configuration_blenderbot': 'BlenderbotConfig',
      'transformers.models.blenderbot.modeling_blenderbot':
        'BlenderbotAttention BlenderbotDecoder BlenderbotDecoderLayer BlenderbotDecoderWrapper BlenderbotEncoder BlenderbotEncoderLayer BlenderbotForCausalLM BlenderbotForConditionalGeneration BlenderbotLearnedPositionalEmbedding BlenderbotModel BlenderbotPreTrainedModel BlenderbotScaledWordEmbedding',
      'transformers.models.blenderbot.tokenization_blenderbot': 'BlenderbotTokenizer',
      'transformers.models.blip_2.configuration_blip_2': 'Blip2Config Blip2QFormerConfig Blip2VisionConfig',
      'transformers.models.blip_2.modeling_blip_2':
        'Blip2Attention Blip2Encoder Blip2EncoderLayer Blip2ForConditionalGeneration Blip2ForImageTextRetrieval Blip2MLP Blip2Model Blip2PreTrainedModel Blip2QFormerAttention Blip2QFormerEncoder Blip2QFormerIntermediate Blip2QFormerLayer Blip2QFormerModel Blip2QFormerMultiHeadAttention Blip2QFormerOutput Blip2QFormerSelfOutput Blip2TextEmbeddings Blip2TextModelWithProjection Blip2VisionEmbeddings Blip2VisionModel Blip2VisionModelWithProjection',
      'transformers.models.blip_2.processing_blip_2': 'Blip2Processor',
      'transformers.models.blip.configuration_blip': 'BlipConfig BlipTextConfig BlipVisionConfig',
      'transformers.models.blip.image_processing_blip': 'BlipImageProcessor',
      'transformers.models.blip.image_processing_pil_blip': 'BlipImageProcessorPil',
      'transformers.models.blip.modeling_blip':
        'BlipAttention BlipEncoder BlipEncoderLayer BlipForConditionalGeneration BlipForImageTextRetrieval BlipForQuestionAnswering BlipMLP BlipModel BlipPreTrainedModel BlipTextEmbeddings BlipVisionEmbeddings BlipVisionModel',
      'transformers.models.blip.modeling_blip_text':
        'BlipTextAttention BlipTextEmbeddings BlipTextEncoder BlipTextIntermediate BlipTextLMHeadModel BlipTextLMPredictionHead BlipTextLayer BlipTextModel BlipTextOnlyMLMHead BlipTextOutput BlipTextPooler BlipTextPreTrainedModel BlipTextPredictionHeadTransform BlipTextSelfAttention BlipTextSelfOutput',
      'transformers.models.blip.processing_blip': 'BlipProcessor',
      'transformers.models.bloom.configuration_bloom': 'BloomConfig',
      'transformers.models.bloom.modeling_bloom':
        'BloomAttention BloomBlock BloomForCausalLM BloomForQuestionAnswering BloomForSequenceClassification BloomForTokenClassification BloomGelu BloomMLP BloomModel BloomPreTrainedModel GeLUFunction',
      'transformers.models.blt.configuration_blt':
        'BltConfig BltGlobalTransformerConfig BltLocalDecoderConfig BltLocalEncoderConfig BltPatcherConfig',
      'transformers.models.blt.modeling_blt':
        'BltCrossAttention BltForCausalLM BltGlobalTransformer BltLocalDecoder BltLocalEncoder BltMLP BltModel BltPatcher BltPreTrainedModel BltRMSNorm BltRotaryEmbedding BltSelfAttention BltTransformerLayer',
      'transformers.models.blt.modular_blt':
        'BltCrossAttention BltForCausalLM BltGlobalTransformer BltLocalDecoder BltLocalEncoder BltMLP BltModel BltPatcher BltPreTrainedModel BltRMSNorm BltRotaryEmbedding BltSelfAttention BltTransformerLayer',
      'transformers.models.bridgetower.configuration_bridgetower':
        'BridgeTowerConfig BridgeTowerTextConfig BridgeTowerVisionConfig',
      'transformers.models.bridgetower.image_processing_bridgetower': 'BridgeTowerImageProcessor',
      'transformers.models.bridgetower.image_processing_pil_bridgetower': 'BridgeTowerImageProcessorPil',
      'transformers.models.bridgetower.modeling_bridgetower':
        'BridgeTowerAttention BridgeTowerBertCrossLayer BridgeTowerContrastiveHead BridgeTowerCrossAttention BridgeTowerForContrastiveLearning BridgeTowerForImageAndTextRetrieval BridgeTowerForMaskedLM BridgeTowerITMHead BridgeTowerIntermediate BridgeTowerLinkTower BridgeTowerMLMHead BridgeTowerModel BridgeTowerOutput BridgeTowerPooler BridgeTowerPreTrainedModel BridgeTowerPredictionHeadTransform BridgeTowerResidualAttention BridgeTowerSelfAttention BridgeTowerSelfOutput BridgeTowerTextEmbeddings BridgeTowerTextEncoder BridgeTowerTextLayer BridgeTowerTextModel BridgeTowerTransformer BridgeTowerVisionEmbeddings BridgeTowerVisionModel BridgeTowerVisionTransformer',
      'transformers.models.bridgetower.processing_bridgetower': 'BridgeTowerProcessor',
      'transformers.models.bros.configuration_bros': 'BrosConfig',
      'transformers.models.bros.modeling_bros':
        'BrosAttention BrosBboxEmbeddings BrosEncoder BrosForTokenClassification BrosIntermediate BrosLayer BrosModel BrosOutput BrosPooler BrosPositionalEmbedding1D BrosPositionalEmbedding2D BrosPreTrainedModel BrosRelationExtractor BrosSelfAttention BrosSelfOutput BrosSpadeEEForTokenClassification BrosSpadeELForTokenClassification BrosTextEmbeddings',
      'transformers.models.bros.processing_bros': 'BrosProcessor',
      'transformers.models.byt5.tokenization_byt5': 'ByT5Tokenizer',
      'transformers.models.camembert.configuration_camembert': 'CamembertConfig',
      'transformers.models.camembert.modeling_camembert':
        'CamembertAttention CamembertClassificationHead CamembertCrossAttention CamembertEmbeddings CamembertEncoder CamembertForCausalLM CamembertForMaskedLM CamembertForMultipleChoice CamembertForQuestionAnswering CamembertForSequenceClassification CamembertForTokenClassification CamembertIntermediate CamembertLMHead CamembertLayer CamembertModel CamembertOutput CamembertPooler CamembertPreTrainedModel CamembertSelfAttention CamembertSelfOutput',
      'transformers.models.camembert.modular_camembert':
        'CamembertForCausalLM CamembertForMaskedLM CamembertForMultipleChoice CamembertForQuestionAnswering CamembertForSequenceClassification CamembertForTokenClassification CamembertModel CamembertPreTrainedModel',
      'transformers.models.camembert.tokenization_camembert': 'CamembertTokenizer',
      'transformers.models.canary.configuration_canary': 'CanaryConfig CanaryDecoderConfig',
      'transformers.models.canary.modeling_canary':
        'CanaryCrossAttention CanaryDecoder CanaryDecoderLayer CanaryDecoderMLP CanaryForConditionalGeneration CanaryModel CanaryPositionalEmbedding CanaryPreTrainedModel CanarySelfAttention',
      'transformers.models.canary.modular_canary':
        'CanaryConfig CanaryDecoder CanaryDecoderConfig CanaryForConditionalGeneration CanaryModel CanaryPositionalEmbedding CanaryPreTrainedModel',
      'transformers.models.canary.processing_canary': 'CanaryProcessor',
      'transformers.models.canine.configuration_canine': 'CanineConfig',
      'transformers.models.canine.modeling_canine':
        'CanineAttention CanineEmbeddings CanineEncoder CanineForMultipleChoice CanineForQuestionAnswering CanineForSequenceClassification CanineForTokenClassification CanineIntermediate CanineLMPredictionHead CanineLayer CanineModel CanineOnlyMLMHead CanineOutput CaninePooler CaninePreTrainedModel CaninePredictionHeadTransform CanineSelfAttention CanineSelfOutput CharactersToMolecules ConvProjection',
      'transformers.models.canine.tokenization_canine': 'CanineTokenizer',
      'transformers.models.chameleon.configuration_chameleon': 'ChameleonConfig ChameleonVQVAEConfig',
      'transformers.models.chameleon.image_processing_chameleon': 'ChameleonImageProcessor',
      'transformers.models.chameleon.image_processing_pil_chameleon': 'ChameleonImageProcessorPil',
      'transformers.models.chameleon.modeling_chameleon':
        'ChameleonAttention ChameleonDecoderLayer ChameleonForConditionalGeneration ChameleonImageVocabularyMapping ChameleonLayerNorm ChameleonMLP ChameleonModel ChameleonPreTrainedModel ChameleonRMSNorm ChameleonRotaryEmbedding ChameleonSwinDecoderLayer ChameleonVQVAE ChameleonVQVAEEncoder ChameleonVQVAEEncoderAttnBlock ChameleonVQVAEEncoderConvDownsample ChameleonVQVAEEncoderResnetBlock ChameleonVQVAEVectorQuantizer',
      'transformers.models.chameleon.processing_chameleon': 'ChameleonProcessor',
      'transformers.models.chinese_clip.configuration_chinese_clip':
        'ChineseCLIPConfig ChineseCLIPTextConfig ChineseCLIPVisionConfig',
      'transformers.models.chinese_clip.image_processing_chinese_clip': 'ChineseCLIPImageProcessor',
      'transformers.models.chinese_clip.image_processing_pil_chinese_clip': 'ChineseCLIPImageProcessorPil',
      'transformers.models.chinese_clip.modeling_chinese_clip':
        'ChineseCLIPModel ChineseCLIPPreTrainedModel ChineseCLIPTextAttention ChineseCLIPTextEmbeddings ChineseCLIPTextEncoder ChineseCLIPTextIntermediate ChineseCLIPTextLayer ChineseCLIPTextModel ChineseCLIPTextOutput ChineseCLIPTextPooler ChineseCLIPTextSelfAttention ChineseCLIPTextSelfOutput ChineseCLIPVisionAttention ChineseCLIPVisionEmbeddings ChineseCLIPVisionEncoder ChineseCLIPVisionLayer ChineseCLIPVisionMLP ChineseCLIPVisionModel',
      'transformers.models.chinese_clip.modular_chinese_clip':
        'ChineseCLIPConfig ChineseCLIPModel ChineseCLIPPreTrainedModel ChineseCLIPTextAttention ChineseCLIPTextConfig ChineseCLIPTextEmbeddings ChineseCLIPTextEncoder ChineseCLIPTextIntermediate ChineseCLIPTextLayer ChineseCLIPTextModel ChineseCLIPTextOutput ChineseCLIPTextPooler ChineseCLIPTextSelfAttention ChineseCLIPTextSelfOutput ChineseCLIPVisionAttention ChineseCLIPVisionConfig ChineseCLIPVisionEmbeddings ChineseCLIPVisionEncoder ChineseCLIPVisionLayer ChineseCLIPVisionMLP ChineseCLIPVisionModel',
      'transformers.models.chinese_clip.processing_chinese_clip': 'ChineseCLIPProcessor',
      'transformers.models.chmv2.configuration_chmv2': 'CHMv2Config',
      'transformers.models.chmv2.image_processing_chmv2': 'CHMv2ImageProcessor',
      'transformers.models.chmv2.modeling_chmv2':
        'CHMv2FeatureFusionLayer CHMv2FeaturesToDepth CHMv2ForDepthEstimation CHMv2Head CHMv2PreActResidualLayer CHMv2PreTrainedModel CHMv2ReassembleLayer CHMv2ReassembleStage CHMv2UpsampleConvHead',
      'transformers.models.chmv2.modular_chmv2':
        'CHMv2Config CHMv2FeatureFusionLayer CHMv2FeaturesToDepth CHMv2ForDepthEstimation CHMv2Head CHMv2ImageProcessor CHMv2PreActResidualLayer CHMv2PreTrainedModel CHMv2ReassembleLayer CHMv2ReassembleStage CHMv2UpsampleConvHead',
      'transformers.models.clap.configuration_clap': 'ClapAudioConfig ClapConfig ClapTextConfig',
      'transformers.models.clap.feature_extraction_clap': 'ClapFeatureExtractor',
      'transformers.models.clap.modeling_clap':
        'ClapAudioAFFBlock ClapAudioAttention ClapAudioEncoder ClapAudioIntermediate ClapAudioLayer ClapAudioModel ClapAudioModelWithProjection ClapAudioOutput ClapAudioPatchEmbed ClapAudioPatchMerging ClapAudioSelfAttention ClapAudioSelfOutput ClapAudioStage ClapDropPath ClapModel ClapPreTrainedModel ClapProjectionLayer ClapTextAttention ClapTextEmbeddings ClapTextEncoder ClapTextIntermediate ClapTextLayer ClapTextModel ClapTextModelWithProjection ClapTextOutput ClapTextPooler ClapTextSelfAttention ClapTextSelfOutput',
      'transformers.models.clap.processing_clap': 'ClapProcessor',
      'transformers.models.clip.configuration_clip': 'CLIPConfig CLIPTextConfig CLIPVisionConfig',
      'transformers.models.clip.image_processing_clip': 'CLIPImageProcessor',
      'transformers.models.clip.image_processing_pil_clip': 'CLIPImageProcessorPil',
      'transformers.models.clip.modeling_clip':
        'CLIPAttention CLIPEncoder CLIPEncoderLayer CLIPForImageClassification CLIPMLP CLIPModel CLIPPreTrainedModel CLIPTextEmbeddings CLIPTextModel CLIPTextModelWithProjection CLIPVisionEmbeddings CLIPVisionModel CLIPVisionModelWithProjection',
      'transformers.models.clip.processing_clip': 'CLIPProcessor',
      'transformers.models.clip.tokenization_clip': 'CLIPTokenizer',
      'transformers.models.clipseg.configuration_clipseg': 'CLIPSegConfig CLIPSegTextConfig CLIPSegVisionConfig',
      'transformers.models.clipseg.modeling_clipseg':
        'CLIPSegAttention CLIPSegDecoder CLIPSegDecoderLayer CLIPSegEncoder CLIPSegEncoderLayer CLIPSegForImageSegmentation CLIPSegMLP CLIPSegModel CLIPSegPreTrainedModel CLIPSegTextEmbeddings CLIPSegTextModel CLIPSegVisionEmbeddings CLIPSegVisionModel',
      'transformers.models.clipseg.modular_clipseg':
        'CLIPSegAttention CLIPSegConfig CLIPSegDecoder CLIPSegDecoderLayer CLIPSegEncoder CLIPSegEncoderLayer CLIPSegForImageSegmentation CLIPSegMLP CLIPSegModel CLIPSegPreTrainedModel CLIPSegTextConfig CLIPSegTextEmbeddings CLIPSegTextModel CLIPSegVisionConfig CLIPSegVisionEmbeddings CLIPSegVisionModel',
      'transformers.models.clipseg.processing_clipseg': 'CLIPSegProcessor',
      'transformers.models.clvp.configuration_clvp': 'ClvpConfig ClvpDecoderConfig ClvpEncoderConfig',
      'transformers.models.clvp.feature_extraction_clvp': 'ClvpFeatureExtractor',
      'transformers.models.clvp.modeling_clvp':
        'ClvpConditioningEncoder ClvpDecoder ClvpDecoderLayer ClvpDecoderMLP ClvpEncoder ClvpEncoderLayer ClvpEncoderMLP ClvpForCausalLM ClvpGatedLinearUnit ClvpModel ClvpModelForConditionalGeneration ClvpPreTrainedModel ClvpRMSNorm ClvpRotaryPositionalEmbedding ClvpSelfAttention ClvpSequenceSummary',
      'transformers.models.clvp.number_normalizer': 'EnglishNormalizer',
      'transformers.models.clvp.processing_clvp': 'ClvpProcessor',
      'transformers.models.clvp.tokenization_clvp': 'ClvpTokenizer',
      'transformers.models.code_llama.tokenization_code_llama': 'CodeLlamaTokenizer',
      'transformers.models.codegen.configuration_codegen': 'CodeGenConfig',
      'transformers.models.codegen.modeling_codegen':
        'CodeGenAttention CodeGenBlock CodeGenForCausalLM CodeGenMLP CodeGenModel CodeGenPreTrainedModel',
      'transformers.models.codegen.tokenization_codegen': 'CodeGenTokenizer',
      'transformers.models.cohere_asr.configuration_cohere_asr': 'CohereAsrConfig',
      'transformers.models.cohere_asr.feature_extraction_cohere_asr': 'CohereAsrFeatureExtractor',
      'transformers.models.cohere_asr.modeling_cohere_asr':
        'CohereAsrCrossAttention CohereAsrDecoder CohereAsrDecoderLayer CohereAsrDecoderMLP CohereAsrForConditionalGeneration CohereAsrModel CohereAsrPreTrainedModel CohereAsrSelfAttention',
      'transformers.models.cohere_asr.modular_cohere_asr':
        'CohereAsrCrossAttention CohereAsrDecoder CohereAsrDecoderLayer CohereAsrDecoderMLP CohereAsrForConditionalGeneration CohereAsrModel CohereAsrPreTrainedModel CohereAsrSelfAttention',
      'transformers.models.cohere_asr.processing_cohere_asr': 'CohereAsrProcessor',
      'transformers.models.cohere_compass.configuration_cohere_compass':
        'CohereCompassConfig CohereCompassTextConfig CohereCompassVisionConfig',
      'transformers.models.cohere_compass.image_processing_cohere_compass': 'CohereCompassImageProcessor',
      'transformers.models.cohere_compass.image_processing_pil_cohere_compass': 'CohereCompassImageProcessorPil',
      'transformers.models.cohere_compass.modeling_cohere_compass':
        'CohereCompassAttention CohereCompassDecoderLayer CohereCompassForCausalLM CohereCompassForConditionalGeneration CohereCompassLayerNorm CohereCompassMLP CohereCompassModel CohereCompassPreTrainedModel CohereCompassRotaryEmbedding CohereCompassTextForSequenceClassification CohereCompassTextModel CohereCompassVisionAttention CohereCompassVisionBlock CohereCompassVisionMLP CohereCompassVisionModel CohereCompassVisionPatchEmbed CohereCompassVisionPatchMerger CohereCompassVisionRotaryEmbedding',
      'transformers.models.cohere_compass.modular_cohere_compass':
        'CohereCompassAttention CohereCompassConfig CohereCompassDecoderLayer CohereCompassForCausalLM CohereCompassForConditionalGeneration CohereCompassImageProcessor CohereCompassImageProcessorPil CohereCompassLayerNorm CohereCompassMLP CohereCompassModel CohereCompassPreTrainedModel CohereCompassProcessor CohereCompassRotaryEmbedding CohereCompassTextConfig CohereCompassTextForSequenceClassification CohereCompassTextModel CohereCompassVideoProcessor CohereCompassVisionConfig CohereCompassVisionModel',
      'transformers.models.cohere_compass.processing_cohere_compass': 'CohereCompassProcessor',
      'transformers.models.cohere_compass.video_processing_cohere_compass': 'CohereCompassVideoProcessor',
      'transformers.models.cohere.configuration_cohere': 'CohereConfig',
      'transformers.models.cohere.modeling_cohere':
        'CohereAttention CohereDecoderLayer CohereForCausalLM CohereLayerNorm CohereMLP CohereModel CoherePreTrainedModel CohereRotaryEmbedding',
      'transformers.models.cohere.modular_cohere':
        'CohereAttention CohereDecoderLayer CohereForCausalLM CohereLayerNorm CohereMLP CohereModel CohereRotaryEmbedding',
      'transformers.models.cohere.tokenization_cohere': 'CohereTokenizer',
      'transformers.models.cohere2_moe.configuration_cohere2_moe': 'Cohere2MoeConfig',
      'transformers.models.cohere2_moe.modeling_cohere2_moe':
        'Cohere2MoeAttention Cohere2MoeDecoderLayer Cohere2MoeExperts Cohere2MoeForCausalLM Cohere2MoeLayerNorm Cohere2MoeMLP Cohere2MoeModel Cohere2MoePreTrainedModel Cohere2MoeRMSNorm Cohere2MoeRotaryEmbedding Cohere2MoeSparseMoeBlock Cohere2MoeTopKRouter',
      'transformers.models.cohere2_moe.modular_cohere2_moe':
        'Cohere2MoeAttention Cohere2MoeDecoderLayer Cohere2MoeExperts Cohere2MoeForCausalLM Cohere2MoeLayerNorm Cohere2MoeMLP Cohere2MoeModel Cohere2MoePreTrainedModel Cohere2MoeRMSNorm Cohere2MoeRotaryEmbedding Cohere2MoeSparseMoeBlock Cohere2MoeTopKRouter',
      'transformers.models.cohere2_vision.configuration_cohere2_vision': 'Cohere2VisionConfig',
      'transformers.models.cohere2_vision.image_processing_cohere2_vision': 'Cohere2VisionImageProcessor',
      'transformers.models.cohere2_vision.modeling_cohere2_vision':
        'Cohere2VisionForConditionalGeneration Cohere2VisionModel Cohere2VisionMultiModalProjector Cohere2VisionPreTrainedModel',
      'transformers.models.cohere2_vision.modular_cohere2_vision':
        'Cohere2VisionForConditionalGeneration Cohere2VisionImageProcessor Cohere2VisionModel Cohere2VisionMultiModalProjector Cohere2VisionPreTrainedModel',
      'transformers.models.cohere2_vision.processing_cohere2_vision': 'Cohere2VisionProcessor',
      'transformers.models.cohere2.configuration_cohere2': 'Cohere2Config',
      'transformers.models.cohere2.modeling_cohere2':
        'Cohere2Attention Cohere2DecoderLayer Cohere2ForCausalLM Cohere2LayerNorm Cohere2MLP Cohere2Model Cohere2PreTrainedModel Cohere2RotaryEmbedding',
      'transformers.models.cohere2.modular_cohere2':
        'Cohere2Attention Cohere2Config Cohere2DecoderLayer Cohere2ForCausalLM Cohere2LayerNorm Cohere2Model Cohere2PreTrainedModel Cohere2RotaryEmbedding',
      'transformers.models.colmodernvbert.configuration_colmodernvbert': 'ColModernVBertConfig',
      'transformers.models.colmodernvbert.modeling_colmodernvbert':
        'ColModernVBertForRetrieval ColModernVBertPreTrainedModel',
      'transformers.models.colmodernvbert.modular_colmodernvbert':
        'ColModernVBertConfig ColModernVBertForRetrieval ColModernVBertPreTrainedModel ColModernVBertProcessor',
      'transformers.models.colmodernvbert.processing_colmodernvbert': 'ColModernVBertProcessor',
      'transformers.models.colpali.configuration_colpali': 'ColPaliConfig',
      'transformers.models.colpali.modeling_colpali': 'ColPaliForRetrieval ColPaliPreTrainedModel',
      'transformers.models.colpali.processing_colpali': 'ColPaliProcessor',
      'transformers.models.colqwen2.configuration_colqwen2': 'ColQwen2Config',
      'transformers.models.colqwen2.modeling_colqwen2': 'ColQwen2ForRetrieval ColQwen2PreTrainedModel',
      'transformers.models.colqwen2.modular_colqwen2': 'ColQwen2ForRetrieval ColQwen2PreTrainedModel ColQwen2Processor',
      'transformers.models.colqwen2.processing_colqwen2': 'ColQwen2Processor',
      'transformers.models.conditional_detr.configuration_conditional_detr': 'ConditionalDetrConfig',
      'transformers.models.conditional_detr.image_processing_conditional_detr': 'ConditionalDetrImageProcessor',
      'transformers.models.conditional_detr.image_processing_pil_conditional_detr': 'ConditionalDetrImageProcessorPil',
      'transformers.models.conditional_detr.modeling_conditional_detr':
        'ConditionalDetrConvBlock ConditionalDetrConvEncoder ConditionalDetrDecoder ConditionalDetrDecoderCrossAttention ConditionalDetrDecoderLayer ConditionalDetrDecoderSelfAttention ConditionalDetrEncoder ConditionalDetrEncoderLayer ConditionalDetrFPNFusionStage ConditionalDetrForObjectDetection ConditionalDetrForSegmentation ConditionalDetrFrozenBatchNorm2d ConditionalDetrLearnedPositionEmbedding ConditionalDetrMHAttentionMap ConditionalDetrMLP ConditionalDetrMLPPredictionHead ConditionalDetrMaskHeadSmallConv ConditionalDetrModel ConditionalDetrPreTrainedModel ConditionalDetrSelfAttention ConditionalDetrSinePositionEmbedding',
      'transformers.models.conditional_detr.modular_conditional_detr':
        'ConditionalDetrConvEncoder ConditionalDetrDecoder ConditionalDetrDecoderCrossAttention ConditionalDetrDecoderLayer ConditionalDetrDecoderSelfAttention ConditionalDetrEncoder ConditionalDetrEncoderLayer ConditionalDetrForObjectDetection ConditionalDetrForSegmentation ConditionalDetrImageProcessor ConditionalDetrImageProcessorPil ConditionalDetrLearnedPositionEmbedding ConditionalDetrMLP ConditionalDetrMLPPredictionHead ConditionalDetrModel ConditionalDetrPreTrainedModel ConditionalDetrSelfAttention ConditionalDetrSinePositionEmbedding',
      'transformers.models.convbert.configuration_convbert': 'ConvBertConfig',
      'transformers.models.convbert.modeling_convbert':
        'ConvBertAttention ConvBertClassificationHead ConvBertEmbeddings ConvBertEncoder ConvBertForMaskedLM ConvBertForMultipleChoice ConvBertForQuestionAnswering ConvBertForSequenceClassification ConvBertForTokenClassification ConvBertGeneratorPredictions ConvBertIntermediate ConvBertLayer ConvBertModel ConvBertOutput ConvBertPreTrainedModel ConvBertPredictionHeadTransform ConvBertSelfAttention ConvBertSelfOutput ConvBertSequenceSummary GroupedLinearLayer SeparableConv1D',
      'transformers.models.convbert.tokenization_convbert': 'ConvBertTokenizer',
      'transformers.models.convnext.configuration_convnext': 'ConvNextConfig',
      'transformers.models.convnext.image_processing_convnext': 'ConvNextImageProcessor',
      'transformers.models.convnext.image_processing_pil_convnext': 'ConvNextImageProcessorPil',
      'transformers.models.convnext.modeling_convnext':
        'ConvNextBackbone ConvNextDropPath ConvNextEmbeddings ConvNextEncoder ConvNextForImageClassification ConvNextLayer ConvNextLayerNorm ConvNextModel ConvNextPreTrainedModel ConvNextStage',
      'transformers.models.convnextv2.configuration_convnextv2': 'ConvNextV2Config',
      'transformers.models.convnextv2.modeling_convnextv2':
        'ConvNextV2Backbone ConvNextV2DropPath ConvNextV2Embeddings ConvNextV2Encoder ConvNextV2ForImageClassification ConvNextV2GRN ConvNextV2Layer ConvNextV2LayerNorm ConvNextV2Model ConvNextV2PreTrainedModel ConvNextV2Stage',
      'transformers.models.cosmos3_edge.configuration_cosmos3_edge':
        'Cosmos3EdgeConfig Cosmos3EdgeTextConfig Cosmos3EdgeVisionConfig',
      'transformers.models.cosmos3_edge.image_processing_cosmos3_edge': 'Cosmos3EdgeImageProcessor',
      'transformers.models.cosmos3_edge.image_processing_pil_cosmos3_edge': 'Cosmos3EdgeImageProcessorPil',
      'transformers.models.cosmos3_edge.modeling_cosmos3_edge':
        'Cosmos3EdgeEncoder Cosmos3EdgeForConditionalGeneration Cosmos3EdgeMLP Cosmos3EdgeModel Cosmos3EdgePatchMerger Cosmos3EdgePreTrainedModel Cosmos3EdgeTextAttention Cosmos3EdgeTextDecoderLayer Cosmos3EdgeTextMLP Cosmos3EdgeTextModel Cosmos3EdgeTextRMSNorm Cosmos3EdgeTextRotaryEmbedding Cosmos3EdgeVisionAttention Cosmos3EdgeVisionEmbeddings Cosmos3EdgeVisionEncoderLayer Cosmos3EdgeVisionModel',
      'transformers.models.cosmos3_edge.modular_cosmos3_edge':
        'Cosmos3EdgeConfig Cosmos3EdgeEncoder Cosmos3EdgeForConditionalGeneration Cosmos3EdgeImageProcessor Cosmos3EdgeImageProcessorPil Cosmos3EdgeModel Cosmos3EdgePatchMerger Cosmos3EdgePreTrainedModel Cosmos3EdgeProcessor Cosmos3EdgeTextAttention Cosmos3EdgeTextConfig Cosmos3EdgeTextDecoderLayer Cosmos3EdgeTextMLP Cosmos3EdgeTextModel Cosmos3EdgeTextRMSNorm Cosmos3EdgeTextRotaryEmbedding Cosmos3EdgeVideoProcessor Cosmos3EdgeVisionAttention Cosmos3EdgeVisionConfig Cosmos3EdgeVisionEmbeddings Cosmos3EdgeVisionEncoderLayer Cosmos3EdgeVisionModel',
      'transformers.models.cosmos3_edge.processing_cosmos3_edge': 'Cosmos3EdgeProcessor',
      'transformers.models.cosmos3_edge.video_processing_cosmos3_edge': 'Cosmos3EdgeVideoProcessor',
      'transformers.models.cosmos3_omni.configuration_cosmos3_omni': 'Cosmos3OmniConfig',
      'transformers.models.cosmos3_omni.modeling_cosmos3_omni':
        'Cosmos3OmniForConditionalGeneration Cosmos3OmniModel Cosmos3OmniPreTrainedModel',
      'transformers.models.cosmos3_omni.modular_cosmos3_omni':
        'Cosmos3OmniConfig Cosmos3OmniForConditionalGeneration Cosmos3OmniPreTrainedModel',
      'transformers.models.cpm.tokenization_cpm_fast': 'CpmTokenizerFast',
      'transformers.models.cpmant.configuration_cpmant': 'CpmAntConfig',
      'transformers.models.cpmant.modeling_cpmant':
        'CpmAntAttention CpmAntDenseGatedACT CpmAntEncoder CpmAntFFNBlock CpmAntFeedForward CpmAntForCausalLM CpmAntIntermediate CpmAntLayerNorm CpmAntModel CpmAntOutput CpmAntPreTrainedModel CpmAntSegmentPositionEmbedding CpmAntSelfAttentionBlock CpmAntTransformerBlock',
      'transformers.models.cpmant.tokenization_cpmant': 'CpmAntTokenizer WordpieceTokenizer',
      'transformers.models.csm.configuration_csm': 'CsmConfig CsmDepthDecoderConfig',
      'transformers.models.csm.generation_csm': 'CsmGenerationMixin',
      'transformers.models.csm.modeling_csm':
        'CsmAttention CsmBackboneModel CsmBackboneModelEmbeddings CsmCodebooksHead CsmDecoderLayer CsmDepthDecoderForCausalLM CsmDepthDecoderModel CsmForConditionalGeneration CsmMLP CsmPreTrainedModel CsmRMSNorm CsmRotaryEmbedding',
      'transformers.models.csm.modular_csm':
        'CsmAttention CsmBackboneModel CsmBackboneModelEmbeddings CsmCodebooksHead CsmDecoderLayer CsmDepthDecoderForCausalLM CsmDepthDecoderModel CsmForConditionalGeneration CsmMLP CsmPreTrainedModel CsmRMSNorm CsmRotaryEmbedding',
      'transformers.models.csm.processing_csm': 'CsmProcessor',
      'transformers.models.ctrl.configuration_ctrl': 'CTRLConfig',
      'transformers.models.ctrl.modeling_ctrl':
        'CTRLForSequenceClassification CTRLLMHeadModel CTRLModel CTRLPreTrainedModel EncoderLayer MultiHeadAttention',
      'transformers.models.ctrl.tokenization_ctrl': 'CTRLTokenizer',
      'transformers.models.cvt.configuration_cvt': 'CvtConfig',
      'transformers.models.cvt.modeling_cvt':
        'CvtAttention CvtConvEmbeddings CvtDropPath CvtEmbeddings CvtEncoder CvtForImageClassification CvtIntermediate CvtLayer CvtModel CvtOutput CvtPreTrainedModel CvtSelfAttention CvtSelfAttentionConvProjection CvtSelfAttentionLinearProjection CvtSelfAttentionProjection CvtSelfOutput CvtStage',
      'transformers.models.cwm.configuration_cwm': 'CwmConfig',
      'transformers.models.cwm.modeling_cwm':
        'CwmAttention CwmDecoderLayer CwmForCausalLM CwmMLP CwmModel CwmPreTrainedModel CwmRMSNorm CwmRotaryEmbedding',
      'transformers.models.cwm.modular_cwm':
        'CwmAttention CwmConfig CwmDecoderLayer CwmForCausalLM CwmModel CwmPreTrainedModel CwmRotaryEmbedding',
      'transformers.models.d_fine.configuration_d_fine': 'DFineConfig',
      'transformers.models.d_fine.modeling_d_fine':
        'DFineAIFILayer DFineCSPRepLayer DFineConvEncoder DFineConvNormLayer DFineDecoder DFineDecoderLayer DFineEncoderLayer DFineForObjectDetection DFineFrozenBatchNorm2d DFineGate DFineHybridEncoder DFineIntegral DFineLQE DFineMLP DFineMLPPredictionHead DFineModel DFineMultiscaleDeformableAttention DFinePreTrainedModel DFineRepNCSPELAN4 DFineRepVggBlock DFineSCDown DFineSelfAttention DFineSinePositionEmbedding',
      'transformers.models.d_fine.modular_d_fine':
        'DFineAIFILayer DFineCSPRepLayer DFineConfig DFineConvNormLayer DFineDecoder DFineDecoderLayer DFineEncoderLayer DFineForObjectDetection DFineFrozenBatchNorm2d DFineGate DFineHybridEncoder DFineIntegral DFineLQE DFineMLP DFineMLPPredictionHead DFineModel DFineMultiscaleDeformableAttention DFinePreTrainedModel DFineRepNCSPELAN4 DFineRepVggBlock DFineSCDown',
      'transformers.models.dab_detr.configuration_dab_detr': 'DabDetrConfig',
      'transformers.models.dab_detr.modeling_dab_detr':
        'DabDetrAttention DabDetrConvEncoder DabDetrConvModel DabDetrDecoder DabDetrDecoderLayer DabDetrDecoderLayerCrossAttention DabDetrDecoderLayerFFN DabDetrDecoderLayerSelfAttention DabDetrEncoder DabDetrEncoderLayer DabDetrForObjectDetection DabDetrFrozenBatchNorm2d DabDetrMHAttentionMap DabDetrMLP DabDetrModel DabDetrPreTrainedModel DabDetrSinePositionEmbedding DetrAttention',
      'transformers.models.dac.configuration_dac': 'DacConfig',
      'transformers.models.dac.feature_extraction_dac': 'DacFeatureExtractor',
      'transformers.models.dac.modeling_dac':
        'DacDecoder DacDecoderBlock DacEncoder DacEncoderBlock DacModel DacPreTrainedModel DacResidualUnit DacResidualVectorQuantizer DacVectorQuantize Snake1d',
      'transformers.models.data2vec.configuration_data2vec_audio': 'Data2VecAudioConfig',
      'transformers.models.data2vec.configuration_data2vec_text': 'Data2VecTextConfig',
      'transformers.models.data2vec.configuration_data2vec_vision': 'Data2VecVisionConfig',
      'transformers.models.data2vec.modeling_data2vec_audio':
        'AMSoftmaxLoss Data2VecAudioAdapter Data2VecAudioAdapterLayer Data2VecAudioAttention Data2VecAudioConvLayer Data2VecAudioEncoder Data2VecAudioEncoderLayer Data2VecAudioFeatureEncoder Data2VecAudioFeatureProjection Data2VecAudioFeedForward Data2VecAudioForAudioFrameClassification Data2VecAudioForCTC Data2VecAudioForSequenceClassification Data2VecAudioForXVector Data2VecAudioModel Data2VecAudioPadLayer Data2VecAudioPositionalConvEmbedding Data2VecAudioPositionalConvLayer Data2VecAudioPreTrainedModel TDNNLayer',
      'transformers.models.data2vec.modeling_data2vec_text':
        'Data2VecTextAttention Data2VecTextClassificationHead Data2VecTextCrossAttention Data2VecTextEmbeddings Data2VecTextEncoder Data2VecTextForCausalLM Data2VecTextForMaskedLM Data2VecTextForMultipleChoice Data2VecTextForQuestionAnswering Data2VecTextForSequenceClassification Data2VecTextForTokenClassification Data2VecTextIntermediate Data2VecTextLMHead Data2VecTextLayer Data2VecTextModel Data2VecTextOutput Data2VecTextPooler Data2VecTextPreTrainedModel Data2VecTextSelfAttention Data2VecTextSelfOutput',
      'transformers.models.data2vec.modeling_data2vec_vision':
        'Data2VecVisionAttention Data2VecVisionConvLayer Data2VecVisionDropPath Data2VecVisionEmbeddings Data2VecVisionEncoder Data2VecVisionFCNHead Data2VecVisionForImageClassification Data2VecVisionForSemanticSegmentation Data2VecVisionIntermediate Data2VecVisionLayer Data2VecVisionModel Data2VecVisionOutput Data2VecVisionPatchEmbeddings Data2VecVisionPooler Data2VecVisionPreTrainedModel Data2VecVisionPyramidPoolingBlock Data2VecVisionPyramidPoolingModule Data2VecVisionRelativePositionBias Data2VecVisionSdpaSelfAttention Data2VecVisionSelfAttention Data2VecVisionSelfOutput Data2VecVisionUperHead',
      'transformers.models.data2vec.modular_data2vec_text':
        'Data2VecTextClassificationHead Data2VecTextCrossAttention Data2VecTextEmbeddings Data2VecTextForCausalLM Data2VecTextForMaskedLM Data2VecTextForMultipleChoice Data2VecTextForQuestionAnswering Data2VecTextForSequenceClassification Data2VecTextForTokenClassification Data2VecTextLMHead Data2VecTextLayer Data2VecTextModel Data2VecTextPreTrainedModel Data2VecTextSelfAttention',
      'transformers.models.dbrx.configuration_dbrx': 'DbrxAttentionConfig DbrxConfig DbrxFFNConfig',
      'transformers.models.dbrx.modeling_dbrx':
        'DbrxAttention DbrxBlock DbrxExpertGLU DbrxExperts DbrxFFN DbrxForCausalLM DbrxModel DbrxNormAttentionNorm DbrxPreTrainedModel DbrxRotaryEmbedding DbrxRouter',
      'transformers.models.dbrx.modular_dbrx':
        'DbrxAttention DbrxBlock DbrxExpertGLU DbrxExperts DbrxFFN DbrxForCausalLM DbrxModel DbrxNormAttentionNorm DbrxPreTrainedModel DbrxRotaryEmbedding DbrxRouter',
      'transformers.models.deberta_v2.configuration_deberta_v2': 'DebertaV2Config',
      'transformers.models.deberta_v2.modeling_deberta_v2':
        'ContextPooler ConvLayer DebertaV2Attention DebertaV2Embeddings DebertaV2Encoder DebertaV2ForMaskedLM DebertaV2ForMultipleChoice DebertaV2ForQuestionAnswering DebertaV2ForSequenceClassification DebertaV2ForTokenClassification DebertaV2Intermediate DebertaV2LMPredictionHead DebertaV2Layer DebertaV2Model DebertaV2OnlyMLMHead DebertaV2Output DebertaV2PreTrainedModel DebertaV2SelfOutput DisentangledSelfAttention LegacyDebertaV2LMPredictionHead LegacyDebertaV2OnlyMLMHead LegacyDebertaV2PredictionHeadTransform',
      'transformers.models.deberta_v2.tokenization_deberta_v2': 'DebertaV2Tokenizer',
      'transformers.models.deberta.configuration_deberta': 'DebertaConfig',
      'transformers.models.deberta.modeling_deberta':
        'ContextPooler DebertaAttention DebertaEmbeddings DebertaEncoder DebertaForMaskedLM DebertaForQuestionAnswering DebertaForSequenceClassification DebertaForTokenClassification DebertaIntermediate DebertaLMPredictionHead DebertaLayer DebertaLayerNorm DebertaModel DebertaOnlyMLMHead DebertaOutput DebertaPreTrainedModel DebertaSelfOutput DisentangledSelfAttention LegacyDebertaLMPredictionHead LegacyDebertaOnlyMLMHead LegacyDebertaPredictionHeadTransform',
      'transformers.models.deberta.tokenization_deberta': 'DebertaTokenizer',
      'transformers.models.decision_transformer.configuration_decision_transformer': 'DecisionTransformerConfig',
      'transformers.models.decision_transformer.modeling_decision_transformer':
        'DecisionTransformerGPT2Attention DecisionTransformerGPT2Block DecisionTransformerGPT2MLP DecisionTransformerGPT2Model DecisionTransformerGPT2PreTrainedModel DecisionTransformerModel DecisionTransformerPreTrainedModel',
      'transformers.models.deepseek_ocr2.configuration_deepseek_ocr2':
        'DeepseekOcr2Config DeepseekOcr2SamVisionConfig DeepseekOcr2TextConfig DeepseekOcr2VisionConfig DeepseekOcr2VisionEncoderConfig',
      'transformers.models.deepseek_ocr2.image_processing_deepseek_ocr2': 'DeepseekOcr2ImageProcessor',
      'transformers.models.deepseek_ocr2.image_processing_pil_deepseek_ocr2': 'DeepseekOcr2ImageProcessorPil',
      'transformers.models.deepseek_ocr2.modeling_deepseek_ocr2':
        'DeepseekOcr2ForConditionalGeneration DeepseekOcr2Model DeepseekOcr2PreTrainedModel DeepseekOcr2SamLayerNorm DeepseekOcr2SamMLPBlock DeepseekOcr2SamPatchEmbeddings DeepseekOcr2SamVisionAttention DeepseekOcr2SamVisionEncoder DeepseekOcr2SamVisionLayer DeepseekOcr2SamVisionNeck DeepseekOcr2SamVisionProj DeepseekOcr2SamVisionSdpaAttention DeepseekOcr2TextAttention DeepseekOcr2TextDecoderLayer DeepseekOcr2TextExperts DeepseekOcr2TextMLP DeepseekOcr2TextModel DeepseekOcr2TextMoe DeepseekOcr2TextPreTrainedModel DeepseekOcr2TextRMSNorm DeepseekOcr2TextRotaryEmbedding DeepseekOcr2TextTopkRouter DeepseekOcr2VisionAttention DeepseekOcr2VisionEncoder DeepseekOcr2VisionEncoderLayer DeepseekOcr2VisionMLP DeepseekOcr2VisionModel DeepseekOcr2VisionRMSNorm DeepseekOcr2VisionRotaryEmbedding',
      'transformers.models.deepseek_ocr2.modular_deepseek_ocr2':
        'DeepseekOcr2Config DeepseekOcr2ForConditionalGeneration DeepseekOcr2ImageProcessor DeepseekOcr2ImageProcessorPil DeepseekOcr2Model DeepseekOcr2PreTrainedModel DeepseekOcr2SamPatchEmbeddings DeepseekOcr2SamVisionAttention DeepseekOcr2SamVisionConfig DeepseekOcr2SamVisionEncoder DeepseekOcr2SamVisionLayer DeepseekOcr2SamVisionNeck DeepseekOcr2SamVisionProj DeepseekOcr2TextAttention DeepseekOcr2TextConfig DeepseekOcr2TextDecoderLayer DeepseekOcr2TextMLP DeepseekOcr2TextModel DeepseekOcr2TextMoe DeepseekOcr2TextPreTrainedModel DeepseekOcr2TextRotaryEmbedding DeepseekOcr2VisionAttention DeepseekOcr2VisionConfig DeepseekOcr2VisionEncoder DeepseekOcr2VisionEncoderConfig DeepseekOcr2VisionEncoderLayer DeepseekOcr2VisionMLP DeepseekOcr2VisionModel DeepseekOcr2VisionRMSNorm DeepseekOcr2VisionRotaryEmbedding',
      'transformers.models.deepseek_ocr2.processing_deepseek_ocr2': 'DeepseekOcr2Processor',
      'transformers.models.deepseek_v2.configuration_deepseek_v2': 'DeepseekV2Config',
      'transformers.models.deepseek_v2.modeling_deepseek_v2':
        'DeepseekV2Attention DeepseekV2DecoderLayer DeepseekV2Experts DeepseekV2ForCausalLM DeepseekV2ForSequenceClassification DeepseekV2MLP DeepseekV2Model DeepseekV2Moe DeepseekV2PreTrainedModel DeepseekV2RMSNorm DeepseekV2RotaryEmbedding DeepseekV2TopkRouter',
      'transformers.models.deepseek_v2.modular_deepseek_v2':
        'DeepseekV2Attention DeepseekV2Config DeepseekV2DecoderLayer DeepseekV2Experts DeepseekV2ForCausalLM DeepseekV2ForSequenceClassification DeepseekV2MLP DeepseekV2Model DeepseekV2Moe DeepseekV2PreTrainedModel DeepseekV2RMSNorm DeepseekV2RotaryEmbedding DeepseekV2TopkRouter',
      'transformers.models.deepseek_v3.configuration_deepseek_v3': 'DeepseekV3Config',
      'transformers.models.deepseek_v3.modeling_deepseek_v3':
        'DeepseekV3Attention DeepseekV3DecoderLayer DeepseekV3Experts DeepseekV3ForCausalLM DeepseekV3ForSequenceClassification DeepseekV3ForTokenClassification DeepseekV3MLP DeepseekV3MoE DeepseekV3Model DeepseekV3PreTrainedModel DeepseekV3RMSNorm DeepseekV3RotaryEmbedding DeepseekV3TopkRouter',
      'transformers.models.deepseek_v3.modular_deepseek_v3':
        'DeepseekV3Attention DeepseekV3DecoderLayer DeepseekV3Experts DeepseekV3ForCausalLM DeepseekV3ForSequenceClassification DeepseekV3ForTokenClassification DeepseekV3MLP DeepseekV3MoE DeepseekV3Model DeepseekV3PreTrainedModel DeepseekV3RMSNorm DeepseekV3RotaryEmbedding DeepseekV3TopkRouter',
      'transformers.models.deepseek_v32.configuration_deepseek_v32': 'DeepseekV32Config',
      'transformers.models.deepseek_v32.modeling_deepseek_v32':
        'DeepseekV32Attention DeepseekV32DecoderLayer DeepseekV32Experts DeepseekV32ForCausalLM DeepseekV32Indexer DeepseekV32MLP DeepseekV32MoE DeepseekV32Model DeepseekV32PreTrainedModel DeepseekV32RMSNorm DeepseekV32RotaryEmbedding DeepseekV32TopkRouter',
      'transformers.models.deepseek_v32.modular_deepseek_v32':
        'DeepseekV32Attention DeepseekV32Config DeepseekV32DecoderLayer DeepseekV32ForCausalLM DeepseekV32Indexer DeepseekV32Model DeepseekV32PreTrainedModel DeepseekV32RMSNorm DeepseekV32RotaryEmbedding',
      'transformers.models.deepseek_v4.configuration_deepseek_v4': 'DeepseekV4Config',
      'transformers.models.deepseek_v4.modeling_deepseek_v4':
        'DeepseekV4Attention DeepseekV4CSACache DeepseekV4CSACompressor DeepseekV4DecoderLayer DeepseekV4Experts DeepseekV4ForCausalLM DeepseekV4GroupedLinear DeepseekV4HCACache DeepseekV4HCACompressor DeepseekV4HashRouter DeepseekV4HyperConnection DeepseekV4HyperHead DeepseekV4Indexer DeepseekV4IndexerScorer DeepseekV4MLP DeepseekV4Model DeepseekV4PreTrainedModel DeepseekV4RMSNorm DeepseekV4RotaryEmbedding DeepseekV4SparseMoeBlock DeepseekV4TopKRouter DeepseekV4UnweightedRMSNorm',
      'transformers.models.deepseek_v4.modular_deepseek_v4':
        'DeepseekV4Attention DeepseekV4CSACache DeepseekV4CSACompressor DeepseekV4DecoderLayer DeepseekV4Experts DeepseekV4ForCausalLM DeepseekV4GroupedLinear DeepseekV4HCACache DeepseekV4HCACompressor DeepseekV4HashRouter DeepseekV4HyperConnection DeepseekV4HyperHead DeepseekV4Indexer DeepseekV4IndexerScorer DeepseekV4MLP DeepseekV4Model DeepseekV4PreTrainedModel DeepseekV4RMSNorm DeepseekV4RotaryEmbedding DeepseekV4SparseMoeBlock DeepseekV4TopKRouter DeepseekV4UnweightedRMSNorm',
      'transformers.models.deepseek_vl_hybrid.configuration_deepseek_vl_hybrid': 'DeepseekVLHybridConfig',
      'transformers.models.deepseek_vl_hybrid.image_processing_deepseek_vl_hybrid': 'DeepseekVLHybridImageProcessor',
      'transformers.models.deepseek_vl_hybrid.image_processing_pil_deepseek_vl_hybrid':
        'DeepseekVLHybridImageProcessorPil',
      'transformers.models.deepseek_vl_hybrid.modeling_deepseek_vl_hybrid':
        'DeepseekVLHybridAligner DeepseekVLHybridForConditionalGeneration DeepseekVLHybridLayerNorm DeepseekVLHybridModel DeepseekVLHybridPreTrainedModel DeepseekVLSamVisionNeck DeepseekVLSamVisionProj',
      'transformers.models.deepseek_vl_hybrid.modular_deepseek_vl_hybrid':
        'DeepseekVLHybridAligner DeepseekVLHybridConfig DeepseekVLHybridForConditionalGeneration DeepseekVLHybridImageProcessor DeepseekVLHybridImageProcessorPil DeepseekVLHybridLayerNorm DeepseekVLHybridModel DeepseekVLHybridPreTrainedModel DeepseekVLHybridProcessor DeepseekVLSamVisionNeck DeepseekVLSamVisionProj',
      'transformers.models.deepseek_vl_hybrid.processing_deepseek_vl_hybrid': 'DeepseekVLHybridProcessor',
      'transformers.models.deepseek_vl.configuration_deepseek_vl': 'DeepseekVLConfig',
      'transformers.models.deepseek_vl.image_processing_deepseek_vl': 'DeepseekVLImageProcessor',
      'transformers.models.deepseek_vl.image_processing_pil_deepseek_vl': 'DeepseekVLImageProcessorPil',
      'transformers.models.deepseek_vl.modeling_deepseek_vl':
        'DeepseekVLAligner DeepseekVLForConditionalGeneration DeepseekVLModel DeepseekVLPreTrainedModel',
      'transformers.models.deepseek_vl.modular_deepseek_vl':
        'DeepseekVLAligner DeepseekVLConfig DeepseekVLForConditionalGeneration DeepseekVLImageProcessor DeepseekVLImageProcessorPil DeepseekVLModel DeepseekVLPreTrainedModel DeepseekVLProcessor',
      'transformers.models.deepseek_vl.processing_deepseek_vl': 'DeepseekVLProcessor',
      'transformers.models.deformable_detr.configuration_deformable_detr': 'DeformableDetrConfig',
      'transformers.models.deformable_detr.image_processing_deformable_detr': 'DeformableDetrImageProcessor',
      'transformers.models.deformable_detr.image_processing_pil_deformable_detr': 'DeformableDetrImageProcessorPil',
      'transformers.models.deformable_detr.modeling_deformable_detr':
        'DeformableDetrConvEncoder DeformableDetrDecoder DeformableDetrDecoderLayer DeformableDetrEncoder DeformableDetrEncoderLayer DeformableDetrForObjectDetection DeformableDetrFrozenBatchNorm2d DeformableDetrLearnedPositionEmbedding DeformableDetrMLP DeformableDetrMLPPredictionHead DeformableDetrModel DeformableDetrMultiscaleDeformableAttention DeformableDetrPreTrainedModel DeformableDetrSelfAttention DeformableDetrSinePositionEmbedding MultiScaleDeformableAttention',
      'transformers.models.deformable_detr.modular_deformable_detr':
        'DeformableDetrConvEncoder DeformableDetrDecoder DeformableDetrDecoderLayer DeformableDetrEncoder DeformableDetrEncoderLayer DeformableDetrForObjectDetection DeformableDetrImageProcessor DeformableDetrImageProcessorPil DeformableDetrLearnedPositionEmbedding DeformableDetrMLP DeformableDetrMLPPredictionHead DeformableDetrModel DeformableDetrMultiscaleDeformableAttention DeformableDetrPreTrainedModel DeformableDetrSelfAttention DeformableDetrSinePositionEmbedding MultiScaleDeformableAttention',
      'transformers.models.deimv2.configuration_deimv2': 'Deimv2Config',
      'transformers.models.deimv2.modeling_deimv2':
        'Deimv2AIFILayer Deimv2CSPRepLayer Deimv2ConvEncoder Deimv2ConvNormLayer Deimv2DINOv3ConvEncoder Deimv2Decoder Deimv2DecoderLayer Deimv2EncoderLayer Deimv2ForObjectDetection Deimv2FrozenBatchNorm2d Deimv2Gate Deimv2HybridEncoder Deimv2Integral Deimv2LQE Deimv2LiteEncoder Deimv2MLP Deimv2Model Deimv2MultiscaleDeformableAttention Deimv2PreTrainedModel Deimv2RMSNorm Deimv2RepNCSPELAN5 Deimv2RepVggBlock Deimv2SCDown Deimv2SelfAttention Deimv2SinePositionEmbedding Deimv2SpatialTuningAdapter Deimv2SwiGLUFFN',
      'transformers.models.deimv2.modular_deimv2':
        'Deimv2AIFILayer Deimv2CSPRepLayer Deimv2Config Deimv2ConvEncoder Deimv2ConvNormLayer Deimv2DINOv3ConvEncoder Deimv2Decoder Deimv2DecoderLayer Deimv2EncoderLayer Deimv2ForObjectDetection Deimv2Gate Deimv2HybridEncoder Deimv2Integral Deimv2LQE Deimv2LiteEncoder Deimv2MLP Deimv2Model Deimv2MultiscaleDeformableAttention Deimv2PreTrainedModel Deimv2RMSNorm Deimv2RepNCSPELAN5 Deimv2RepVggBlock Deimv2SCDown Deimv2SpatialTuningAdapter Deimv2SwiGLUFFN',
      'transformers.models.deit.configuration_deit': 'DeiTConfig',
      'transformers.models.deit.image_processing_deit': 'DeiTImageProcessor',
      'transformers.models.deit.image_processing_pil_deit': 'DeiTImageProcessorPil',
      'transformers.models.deit.modeling_deit':
        'DeiTAttention DeiTEmbeddings DeiTForImageClassification DeiTForImageClassificationWithTeacher DeiTForMaskedImageModeling DeiTLayer DeiTMLP DeiTModel DeiTPatchEmbeddings DeiTPooler DeiTPreTrainedModel',
      'transformers.models.deit.modular_deit':
        'DeiTEmbeddings DeiTForImageClassification DeiTForImageClassificationWithTeacher DeiTForMaskedImageModeling DeiTModel DeiTPreTrainedModel',
      'transformers.models.depth_anything.configuration_depth_anything': 'DepthAnythingConfig',
      'transformers.models.depth_anything.modeling_depth_anything':
        'DepthAnythingDepthEstimationHead DepthAnythingFeatureFusionLayer DepthAnythingFeatureFusionStage DepthAnythingForDepthEstimation DepthAnythingNeck DepthAnythingPreActResidualLayer DepthAnythingPreTrainedModel DepthAnythingReassembleLayer DepthAnythingReassembleStage',
      'transformers.models.depth_pro.configuration_depth_pro': 'DepthProConfig',
      'transformers.models.depth_pro.image_processing_depth_pro': 'DepthProImageProcessor',
      'transformers.models.depth_pro.modeling_depth_pro':
        'DepthProDepthEstimationHead DepthProEncoder DepthProFeatureFusionLayer DepthProFeatureFusionStage DepthProFeatureProjection DepthProFeatureUpsample DepthProFeatureUpsampleBlock DepthProForDepthEstimation DepthProFovEncoder DepthProFovHead DepthProFovModel DepthProImageEncoder DepthProModel DepthProNeck DepthProPatchEncoder DepthProPreActResidualLayer DepthProPreTrainedModel',
      'transformers.models.detr.configuration_detr': 'DetrConfig',
      'transformers.models.detr.image_processing_detr': 'DetrImageProcessor',
      'transformers.models.detr.image_processing_pil_detr': 'DetrImageProcessorPil',
      'transformers.models.detr.modeling_detr':
        'DetrConvBlock DetrConvEncoder DetrCrossAttention DetrDecoder DetrDecoderLayer DetrEncoder DetrEncoderLayer DetrFPNFusionStage DetrForObjectDetection DetrForSegmentation DetrFrozenBatchNorm2d DetrLearnedPositionEmbedding DetrMHAttentionMap DetrMLP DetrMLPPredictionHead DetrMaskHeadSmallConv DetrModel DetrPreTrainedModel DetrSelfAttention DetrSinePositionEmbedding',
      'transformers.models.dia.configuration_dia': 'DiaConfig DiaDecoderConfig DiaEncoderConfig',
      'transformers.models.dia.feature_extraction_dia': 'DiaFeatureExtractor',
      'transformers.models.dia.generation_dia': 'DiaGenerationMixin',
      'transformers.models.dia.modeling_dia':
        'DiaCrossAttention DiaDecoder DiaDecoderLayer DiaEncoder DiaEncoderLayer DiaForConditionalGeneration DiaMLP DiaModel DiaMultiChannelEmbedding DiaPreTrainedModel DiaRMSNorm DiaRotaryEmbedding DiaSelfAttention',
      'transformers.models.dia.modular_dia':
        'DiaCrossAttention DiaDecoder DiaDecoderLayer DiaEncoder DiaEncoderLayer DiaForConditionalGeneration DiaMLP DiaModel DiaMultiChannelEmbedding DiaPreTrainedModel DiaRMSNorm DiaRotaryEmbedding DiaSelfAttention',
      'transformers.models.dia.processing_dia': 'DiaProcessor',
      'transformers.models.dia.tokenization_dia': 'DiaTokenizer',
      'transformers.models.diffllama.configuration_diffllama': 'DiffLlamaConfig',
      'transformers.models.diffllama.modeling_diffllama':
        'DiffLlamaAttention DiffLlamaDecoderLayer DiffLlamaForCausalLM DiffLlamaForQuestionAnswering DiffLlamaForSequenceClassification DiffLlamaForTokenClassification DiffLlamaMLP DiffLlamaModel DiffLlamaPreTrainedModel DiffLlamaRMSNorm DiffLlamaRotaryEmbedding',
      'transformers.models.diffllama.modular_diffllama':
        'DiffLlamaAttention DiffLlamaDecoderLayer DiffLlamaForCausalLM DiffLlamaForQuestionAnswering DiffLlamaForSequenceClassification DiffLlamaForTokenClassification DiffLlamaMLP DiffLlamaModel DiffLlamaPreTrainedModel DiffLlamaRotaryEmbedding',
      'transformers.models.diffusion_gemma.configuration_diffusion_gemma':
        'DiffusionGemmaConfig DiffusionGemmaTextConfig',
      'transformers.models.diffusion_gemma.generation_diffusion_gemma':
        'DiffusionGemmaAdaptiveStopping DiffusionGemmaGenerationConfig DiffusionGemmaGenerationMixin EntropyBoundSampler EntropyBoundSamplerConfig LinearTemperatureScheduleLogitsProcessor StableAndConfidentStoppingCriteria',
      'transformers.models.diffusion_gemma.modeling_diffusion_gemma':
        'DiffusionGemmaClippableLinear DiffusionGemmaDecoderModel DiffusionGemmaDecoderTextAttention DiffusionGemmaDecoderTextLayer DiffusionGemmaEncoderModel DiffusionGemmaEncoderTextAttention DiffusionGemmaEncoderTextLayer DiffusionGemmaEncoderTextModel DiffusionGemmaForBlockDiffusion DiffusionGemmaModel DiffusionGemmaMultimodalEmbedder DiffusionGemmaPreTrainedModel DiffusionGemmaRMSNorm DiffusionGemmaSelfConditioning DiffusionGemmaText4MLP DiffusionGemmaTextExperts DiffusionGemmaTextRotaryEmbedding DiffusionGemmaTextRouter DiffusionGemmaTextScaledWordEmbedding',
      'transformers.models.diffusion_gemma.modular_diffusion_gemma':
        'DiffusionGemmaClippableLinear DiffusionGemmaConfig DiffusionGemmaDecoderModel DiffusionGemmaDecoderTextAttention DiffusionGemmaDecoderTextLayer DiffusionGemmaEncoderModel DiffusionGemmaEncoderTextAttention DiffusionGemmaEncoderTextLayer DiffusionGemmaEncoderTextModel DiffusionGemmaForBlockDiffusion DiffusionGemmaModel DiffusionGemmaMultimodalEmbedder DiffusionGemmaPreTrainedModel DiffusionGemmaRMSNorm DiffusionGemmaSelfConditioning DiffusionGemmaText4MLP DiffusionGemmaTextConfig DiffusionGemmaTextExperts DiffusionGemmaTextRotaryEmbedding DiffusionGemmaTextRouter DiffusionGemmaTextScaledWordEmbedding',
      'transformers.models.dinat.configuration_dinat': 'DinatConfig',
      'transformers.models.dinat.modeling_dinat':
        'DinatBackbone DinatDownsampler DinatDropPath DinatEmbeddings DinatEncoder DinatForImageClassification DinatIntermediate DinatLayer DinatModel DinatOutput DinatPatchEmbeddings DinatPreTrainedModel DinatStage NeighborhoodAttention NeighborhoodAttentionModule NeighborhoodAttentionOutput',
      'transformers.models.dinov2_with_registers.configuration_dinov2_with_registers': 'Dinov2WithRegistersConfig',
      'transformers.models.dinov2_with_registers.modeling_dinov2_with_registers':
        'Dinov2WithRegistersAttention Dinov2WithRegistersBackbone Dinov2WithRegistersDropPath Dinov2WithRegistersEmbeddings Dinov2WithRegistersEncoder Dinov2WithRegistersForImageClassification Dinov2WithRegistersLayer Dinov2WithRegistersLayerScale Dinov2WithRegistersMLP Dinov2WithRegistersModel Dinov2WithRegistersPatchEmbeddings Dinov2WithRegistersPreTrainedModel Dinov2WithRegistersSwiGLUFFN',
      'transformers.models.dinov2_with_registers.modular_dinov2_with_registers':
        'Dinov2WithRegistersBackbone Dinov2WithRegistersConfig Dinov2WithRegistersEmbeddings Dinov2WithRegistersEncoder Dinov2WithRegistersForImageClassification Dinov2WithRegistersLayerScale Dinov2WithRegistersModel Dinov2WithRegistersPatchEmbeddings Dinov2WithRegistersPreTrainedModel',
      'transformers.models.dinov2.configuration_dinov2': 'Dinov2Config',
      'transformers.models.dinov2.modeling_dinov2':
        'Dinov2Attention Dinov2Backbone Dinov2DropPath Dinov2Embeddings Dinov2Encoder Dinov2ForImageClassification Dinov2Layer Dinov2LayerScale Dinov2MLP Dinov2Model Dinov2PatchEmbeddings Dinov2PreTrainedModel Dinov2SwiGLUFFN',
      'transformers.models.dinov2.modular_dinov2':
        'Dinov2Attention Dinov2Backbone Dinov2DropPath Dinov2Embeddings Dinov2Encoder Dinov2ForImageClassification Dinov2Layer Dinov2LayerScale Dinov2MLP Dinov2Model Dinov2PatchEmbeddings Dinov2PreTrainedModel Dinov2SwiGLUFFN',
      'transformers.models.dinov3_convnext.configuration_dinov3_convnext': 'DINOv3ConvNextConfig',
      'transformers.models.dinov3_convnext.modeling_dinov3_convnext':
        'DINOv3ConvNextBackbone DINOv3ConvNextEncoder DINOv3ConvNextLayer DINOv3ConvNextLayerNorm DINOv3ConvNextModel DINOv3ConvNextPreTrainedModel DINOv3ConvNextStage Dinov3ConvnextDropPath',
      'transformers.models.dinov3_vit.configuration_dinov3_vit': 'DINOv3ViTConfig',
      'transformers.models.dinov3_vit.image_processing_dinov3_vit': 'DINOv3ViTImageProcessor',
      'transformers.models.dinov3_vit.modeling_dinov3_vit':
        'DINOv3ViTAttention DINOv3ViTBackbone DINOv3ViTEmbeddings DINOv3ViTEncoder DINOv3ViTGatedMLP DINOv3ViTLayer DINOv3ViTLayerScale DINOv3ViTMLP DINOv3ViTModel DINOv3ViTPreTrainedModel DINOv3ViTRopePositionEmbedding Dinov3ViTDropPath',
      'transformers.models.dinov3_vit.modular_dinov3_vit':
        'DINOv3ViTAttention DINOv3ViTBackbone DINOv3ViTEmbeddings DINOv3ViTEncoder DINOv3ViTGatedMLP DINOv3ViTLayer DINOv3ViTLayerScale DINOv3ViTMLP DINOv3ViTModel DINOv3ViTPreTrainedModel DINOv3ViTRopePositionEmbedding Dinov3ViTDropPath',
      'transformers.models.distilbert.configuration_distilbert': 'DistilBertConfig',
      'transformers.models.distilbert.modeling_distilbert':
        'DistilBertForMaskedLM DistilBertForMultipleChoice DistilBertForQuestionAnswering DistilBertForSequenceClassification DistilBertForTokenClassification DistilBertModel DistilBertPreTrainedModel DistilBertSelfAttention Embeddings FFN Transformer TransformerBlock',
      'transformers.models.distilbert.tokenization_distilbert': 'DistilBertTokenizer',
      'transformers.models.doge.configuration_doge': 'DogeConfig',
      'transformers.models.doge.modeling_doge':
        'DogeAttention DogeCDMoE DogeDecoderLayer DogeForCausalLM DogeForSequenceClassification DogeMLP DogeModel DogePreTrainedModel DogeRMSNorm DogeRotaryEmbedding',
      'transformers.models.doge.modular_doge':
        'DogeAttention DogeCDMoE DogeConfig DogeDecoderLayer DogeForCausalLM DogeForSequenceClassification DogeMLP DogeModel DogePreTrainedModel DogeRMSNorm DogeRotaryEmbedding',
      'transformers.models.donut.configuration_donut_swin': 'DonutSwinConfig',
      'transformers.models.donut.image_processing_donut': 'DonutImageProcessor',
      'transformers.models.donut.image_processing_pil_donut': 'DonutImageProcessorPil',
      'transformers.models.donut.modeling_donut_swin':
        'DonutDropPath DonutSwinAttention DonutSwinEmbeddings DonutSwinEncoder DonutSwinForImageClassification DonutSwinIntermediate DonutSwinLayer DonutSwinModel DonutSwinOutput DonutSwinPatchEmbeddings DonutSwinPatchMerging DonutSwinPreTrainedModel DonutSwinSelfAttention DonutSwinSelfOutput DonutSwinStage',
      'transformers.models.donut.processing_donut': 'DonutProcessor',
      'transformers.models.dots1.configuration_dots1': 'Dots1Config',
      'transformers.models.dots1.modeling_dots1':
        'Dots1Attention Dots1DecoderLayer Dots1Experts Dots1ForCausalLM Dots1MLP Dots1MoE Dots1Model Dots1PreTrainedModel Dots1RMSNorm Dots1RotaryEmbedding Dots1TopkRouter',
      'transformers.models.dots1.modular_dots1':
        'Dots1Attention Dots1Config Dots1DecoderLayer Dots1ForCausalLM Dots1MLP Dots1MoE Dots1Model Dots1PreTrainedModel Dots1RMSNorm Dots1RotaryEmbedding Dots1TopkRouter',
      'transformers.models.dpr.configuration_dpr': 'DPRConfig',
      'transformers.models.dpr.modeling_dpr':
        'DPRContextEncoder DPREncoder DPRPreTrainedModel DPRPretrainedContextEncoder DPRPretrainedQuestionEncoder DPRPretrainedReader DPRQuestionEncoder DPRReader DPRSpanPredictor',
      'transformers.models.dpr.tokenization_dpr':
        'CustomDPRReaderTokenizerMixin DPRContextEncoderTokenizer DPRQuestionEncoderTokenizer DPRReaderOutput DPRReaderTokenizer DPRSpanPrediction',
      'transformers.models.dpr.tokenization_dpr_fast':
        'CustomDPRReaderTokenizerMixin DPRContextEncoderTokenizerFast DPRQuestionEncoderTokenizerFast DPRReaderOutput DPRReaderTokenizerFast DPRSpanPrediction',
      'transformers.models.dpt.configuration_dpt': 'DPTConfig',
      'transformers.models.dpt.image_processing_dpt': 'DPTImageProcessor',
      'transformers.models.dpt.image_processing_pil_dpt': 'DPTImageProcessorPil',
      'transformers.models.dpt.modeling_dpt':
        'DPTAuxiliaryHead DPTDepthEstimationHead DPTFeatureFusionLayer DPTFeatureFusionStage DPTForDepthEstimation DPTForSemanticSegmentation DPTModel DPTNeck DPTPreActResidualLayer DPTPreTrainedModel DPTReassembleLayer DPTReassembleStage DPTSelfAttention DPTSemanticSegmentationHead DPTViTAttention DPTViTEmbeddings DPTViTEncoder DPTViTHybridEmbeddings DPTViTIntermediate DPTViTLayer DPTViTOutput DPTViTPatchEmbeddings DPTViTPooler DPTViTSelfOutput',
      'transformers.models.dpt.modular_dpt': 'DPTImageProcessor',
      'transformers.models.edgetam_video.configuration_edgetam_video':
        'EdgeTamVideoConfig EdgeTamVideoMaskDecoderConfig EdgeTamVideoPromptEncoderConfig',
      'transformers.models.edgetam_video.modeling_edgetam_video':
        'EdgeTamVideoAttention EdgeTamVideoFeedForward EdgeTamVideoInferenceCache EdgeTamVideoInferenceSession EdgeTamVideoLayerNorm EdgeTamVideoMaskDecoder EdgeTamVideoMaskDownSampler EdgeTamVideoMaskDownSamplerLayer EdgeTamVideoMaskEmbedding EdgeTamVideoMemoryAttention EdgeTamVideoMemoryAttentionLayer EdgeTamVideoMemoryAttentionMLP EdgeTamVideoMemoryEncoder EdgeTamVideoMemoryFuser EdgeTamVideoMemoryFuserCXBlock EdgeTamVideoModel EdgeTamVideoPerceiverAttention EdgeTamVideoPerceiverEncoderLayer EdgeTamVideoPerceiverMLP EdgeTamVideoPerceiverResampler EdgeTamVideoPositionEmbeddingSine EdgeTamVideoPositionalEmbedding EdgeTamVideoPreTrainedModel EdgeTamVideoPromptEncoder EdgeTamVideoRoPECrossAttention EdgeTamVideoRoPESelfAttention EdgeTamVideoTwoWayAttentionBlock EdgeTamVideoTwoWayTransformer EdgeTamVideoVisionRotaryEmbedding',
      'transformers.models.edgetam_video.modular_edgetam_video':
        'EdgeTamVideoAttention EdgeTamVideoConfig EdgeTamVideoFeedForward EdgeTamVideoInferenceSession EdgeTamVideoLayerNorm EdgeTamVideoMaskDecoderConfig EdgeTamVideoMemoryAttention EdgeTamVideoMemoryAttentionLayer EdgeTamVideoMemoryAttentionMLP EdgeTamVideoMemoryEncoder EdgeTamVideoMemoryFuserCXBlock EdgeTamVideoModel EdgeTamVideoPerceiverAttention EdgeTamVideoPerceiverEncoderLayer EdgeTamVideoPerceiverMLP EdgeTamVideoPerceiverResampler EdgeTamVideoPositionEmbeddingSine EdgeTamVideoPreTrainedModel EdgeTamVideoPromptEncoderConfig EdgeTamVideoRoPECrossAttention EdgeTamVideoRoPESelfAttention EdgeTamVideoTwoWayAttentionBlock EdgeTamVideoVisionRotaryEmbedding',
      'transformers.models.edgetam.configuration_edgetam':
        'EdgeTamConfig EdgeTamMaskDecoderConfig EdgeTamPromptEncoderConfig EdgeTamVisionConfig',
      'transformers.models.edgetam.modeling_edgetam':
        'EdgeTamAttention EdgeTamFeedForward EdgeTamLayerNorm EdgeTamMaskDecoder EdgeTamMaskEmbedding EdgeTamModel EdgeTamPositionalEmbedding EdgeTamPreTrainedModel EdgeTamPromptEncoder EdgeTamSinePositionEmbedding EdgeTamTwoWayAttentionBlock EdgeTamTwoWayTransformer EdgeTamVisionModel EdgeTamVisionNeck',
      'transformers.models.edgetam.modular_edgetam':
        'EdgeTamAttention EdgeTamConfig EdgeTamFeedForward EdgeTamLayerNorm EdgeTamMaskDecoderConfig EdgeTamModel EdgeTamPreTrainedModel EdgeTamPromptEncoderConfig EdgeTamTwoWayAttentionBlock EdgeTamVisionConfig EdgeTamVisionModel',
      'transformers.models.efficientloftr.configuration_efficientloftr': 'EfficientLoFTRConfig',
      'transformers.models.efficientloftr.image_processing_efficientloftr': 'EfficientLoFTRImageProcessor',
      'transformers.models.efficientloftr.image_processing_pil_efficientloftr': 'EfficientLoFTRImageProcessorPil',
      'transformers.models.efficientloftr.modeling_efficientloftr':
        'EfficientLoFTRAggregatedAttention EfficientLoFTRAggregationLayer EfficientLoFTRAttention EfficientLoFTRConvNormLayer EfficientLoFTRFineFusionLayer EfficientLoFTRForKeypointMatching EfficientLoFTRLocalFeatureTransformer EfficientLoFTRLocalFeatureTransformerLayer EfficientLoFTRMLP EfficientLoFTRModel EfficientLoFTROutConvBlock EfficientLoFTRPreTrainedModel EfficientLoFTRRepVGGBlock EfficientLoFTRRepVGGStage EfficientLoFTRRotaryEmbedding EfficientLoFTRepVGG',
      'transformers.models.efficientloftr.modular_efficientloftr':
        'EfficientLoFTRImageProcessor EfficientLoFTRImageProcessorPil',
      'transformers.models.efficientnet.configuration_efficientnet': 'EfficientNetConfig',
      'transformers.models.efficientnet.image_processing_efficientnet': 'EfficientNetImageProcessor',
      'transformers.models.efficientnet.image_processing_pil_efficientnet': 'EfficientNetImageProcessorPil',
      'transformers.models.efficientnet.modeling_efficientnet':
        'EfficientNetBlock EfficientNetDepthwiseConv2d EfficientNetDepthwiseLayer EfficientNetEmbeddings EfficientNetEncoder EfficientNetExpansionLayer EfficientNetFinalBlockLayer EfficientNetForImageClassification EfficientNetModel EfficientNetPreTrainedModel EfficientNetSqueezeExciteLayer',
      'transformers.models.electra.configuration_electra': 'ElectraConfig',
      'transformers.models.electra.modeling_electra':
        'ElectraAttention ElectraClassificationHead ElectraCrossAttention ElectraDiscriminatorPredictions ElectraEmbeddings ElectraEncoder ElectraForCausalLM ElectraForMaskedLM ElectraForMultipleChoice ElectraForPreTraining ElectraForQuestionAnswering ElectraForSequenceClassification ElectraForTokenClassification ElectraGeneratorPredictions ElectraIntermediate ElectraLayer ElectraModel ElectraOutput ElectraPreTrainedModel ElectraSelfAttention ElectraSelfOutput ElectraSequenceSummary',
      'transformers.models.emu3.configuration_emu3': 'Emu3Config Emu3TextConfig Emu3VQVAEConfig',
      'transformers.models.emu3.image_processing_emu3': 'Emu3ImageProcessor',
      'transformers.models.emu3.modeling_emu3':
        'Emu3Attention Emu3DecoderLayer Emu3ForCausalLM Emu3ForConditionalGeneration Emu3ImageVocabularyMapping Emu3MLP Emu3Model Emu3PreTrainedModel Emu3RMSNorm Emu3RotaryEmbedding Emu3TextModel Emu3VQVAE Emu3VQVAEAttentionBlock Emu3VQVAEConv3d Emu3VQVAEDecoder Emu3VQVAEDownBlock Emu3VQVAEEncoder Emu3VQVAEEncoderConvDownsample Emu3VQVAEEncoderConvUpsample Emu3VQVAEGroupNorm Emu3VQVAEMiddleBlock Emu3VQVAEResnetBlock Emu3VQVAESpatialNorm Emu3VQVAETemporalDownsample Emu3VQVAETemporalResnetBlock Emu3VQVAETemporalUpsample Emu3VQVAEUpBlock Emu3VQVAEVectorQuantizer',
      'transformers.models.emu3.modular_emu3':
        'Emu3Attention Emu3DecoderLayer Emu3ForCausalLM Emu3ForConditionalGeneration Emu3ImageVocabularyMapping Emu3Model Emu3PreTrainedModel Emu3TextModel Emu3VQVAE Emu3VQVAEAttentionBlock Emu3VQVAEConv3d Emu3VQVAEDecoder Emu3VQVAEDownBlock Emu3VQVAEEncoder Emu3VQVAEEncoderConvDownsample Emu3VQVAEEncoderConvUpsample Emu3VQVAEGroupNorm Emu3VQVAEMiddleBlock Emu3VQVAEResnetBlock Emu3VQVAESpatialNorm Emu3VQVAETemporalDownsample Emu3VQVAETemporalResnetBlock Emu3VQVAETemporalUpsample Emu3VQVAEUpBlock Emu3VQVAEVectorQuantizer',
      'transformers.models.emu3.processing_emu3': 'Emu3Processor',
      'transformers.models.encodec.configuration_encodec': 'EncodecConfig',
      'transformers.models.encodec.feature_extraction_encodec': 'EncodecFeatureExtractor',
      'transformers.models.encodec.modeling_encodec':
        'EncodecConv1d EncodecConvTranspose1d EncodecDecoder EncodecEncoder EncodecEuclideanCodebook EncodecLSTM EncodecModel EncodecPreTrainedModel EncodecResidualVectorQuantizer EncodecResnetBlock EncodecVectorQuantization',
      'transformers.models.encoder_decoder.configuration_encoder_decoder': 'EncoderDecoderConfig',
      'transformers.models.encoder_decoder.modeling_encoder_decoder': 'EncoderDecoderModel',
      'transformers.models.eomt_dinov3.configuration_eomt_dinov3': 'EomtDinov3Config',
      'transformers.models.eomt_dinov3.modeling_eomt_dinov3':
        'EomtDinov3Attention EomtDinov3DropPath EomtDinov3Embeddings EomtDinov3ForUniversalSegmentation EomtDinov3GatedMLP EomtDinov3HungarianMatcher EomtDinov3Layer EomtDinov3LayerNorm2d EomtDinov3LayerScale EomtDinov3Loss EomtDinov3MLP EomtDinov3MaskHead EomtDinov3PreTrainedModel EomtDinov3RotaryEmbedding EomtDinov3ScaleBlock EomtDinov3ScaleLayer',
      'transformers.models.eomt_dinov3.modular_eomt_dinov3':
        'EomtDinov3Attention EomtDinov3Config EomtDinov3Embeddings EomtDinov3ForUniversalSegmentation EomtDinov3Layer EomtDinov3LayerScale EomtDinov3Loss EomtDinov3PreTrainedModel EomtDinov3RotaryEmbedding',
      'transformers.models.eomt.configuration_eomt': 'EomtConfig',
      'transformers.models.eomt.image_processing_eomt': 'EomtImageProcessor',
      'transformers.models.eomt.image_processing_pil_eomt': 'EomtImageProcessorPil',
      'transformers.models.eomt.modeling_eomt':
        'EomtAttention EomtDropPath EomtEmbeddings EomtForUniversalSegmentation EomtHungarianMatcher EomtLayer EomtLayerNorm2d EomtLayerScale EomtLoss EomtMLP EomtMaskHead EomtPatchEmbeddings EomtPreTrainedModel EomtScaleBlock EomtScaleLayer EomtSwiGLUFFN',
      'transformers.models.eomt.modular_eomt':
        'EomtAttention EomtConfig EomtEmbeddings EomtForUniversalSegmentation EomtLayer EomtLayerNorm2d EomtLayerScale EomtLoss EomtMaskHead EomtPatchEmbeddings EomtPreTrainedModel EomtScaleBlock EomtScaleLayer',
      'transformers.models.ernie.configuration_ernie': 'ErnieConfig',
      'transformers.models.ernie.modeling_ernie':
        'ErnieAttention ErnieCrossAttention ErnieEmbeddings ErnieEncoder ErnieForCausalLM ErnieForMaskedLM ErnieForMultipleChoice ErnieForNextSentencePrediction ErnieForPreTraining ErnieForQuestionAnswering ErnieForSequenceClassification ErnieForTokenClassification ErnieIntermediate ErnieLMPredictionHead ErnieLayer ErnieModel ErnieOnlyMLMHead ErnieOnlyNSPHead ErnieOutput ErniePooler ErniePreTrainedModel ErniePreTrainingHeads ErniePredictionHeadTransform ErnieSelfAttention ErnieSelfOutput',
      'transformers.models.ernie.modular_ernie':
        'ErnieCrossAttention ErnieEmbeddings ErnieEncoder ErnieForCausalLM ErnieForMaskedLM ErnieForMultipleChoice ErnieForNextSentencePrediction ErnieForPreTraining ErnieForQuestionAnswering ErnieForSequenceClassification ErnieForTokenClassification ErnieLMPredictionHead ErnieLayer ErnieModel ErniePooler ErniePreTrainedModel ErnieSelfAttention',
      'transformers.models.ernie4_5_moe.configuration_ernie4_5_moe': 'Ernie4_5_MoeConfig',
      'transformers.models.ernie4_5_moe.modeling_ernie4_5_moe':
        'Ernie4_5_MoeAttention Ernie4_5_MoeDecoderLayer Ernie4_5_MoeExperts Ernie4_5_MoeForCausalLM Ernie4_5_MoeMLP Ernie4_5_MoeModel Ernie4_5_MoePreTrainedModel Ernie4_5_MoeRMSNorm Ernie4_5_MoeRotaryEmbedding Ernie4_5_MoeSparseMoeBlock Ernie4_5_MoeStatics Ernie4_5_MoeTopKRouter',
      'transformers.models.ernie4_5_moe.modular_ernie4_5_moe':
        'Ernie4_5_MoeAttention Ernie4_5_MoeDecoderLayer Ernie4_5_MoeExperts Ernie4_5_MoeForCausalLM Ernie4_5_MoeMLP Ernie4_5_MoeModel Ernie4_5_MoePreTrainedModel Ernie4_5_MoeRMSNorm Ernie4_5_MoeRotaryEmbedding Ernie4_5_MoeSparseMoeBlock Ernie4_5_MoeStatics Ernie4_5_MoeTopKRouter',
      'transformers.models.ernie4_5_vl_moe.configuration_ernie4_5_vl_moe':
        'Ernie4_5_VLMoeConfig Ernie4_5_VLMoeTextConfig Ernie4_5_VLMoeVisionConfig Ernie4_5_VL_MoeConfig Ernie4_5_VL_MoeTextConfig Ernie4_5_VL_MoeVisionConfig',
      'transformers.models.ernie4_5_vl_moe.image_processing_ernie4_5_vl_moe':
        'Ernie4_5_VLMoeImageProcessor Ernie4_5_VL_MoeImageProcessor',
      'transformers.models.ernie4_5_vl_moe.image_processing_pil_ernie4_5_vl_moe':
        'Ernie4_5_VLMoeImageProcessorPil Ernie4_5_VL_MoeImageProcessorPil',
      'transformers.models.ernie4_5_vl_moe.modeling_ernie4_5_vl_moe':
        'Ernie4_5VLVisionMLP Ernie4_5_VLMoeDecoderLayer Ernie4_5_VLMoeForConditionalGeneration Ernie4_5_VLMoeMLP Ernie4_5_VLMoeModel Ernie4_5_VLMoeMoeBlock Ernie4_5_VLMoeMoeExperts Ernie4_5_VLMoeMoeStatics Ernie4_5_VLMoeMoeTopKRouter Ernie4_5_VLMoePatchEmbed Ernie4_5_VLMoePreTrainedModel Ernie4_5_VLMoeRMSNorm Ernie4_5_VLMoeSparseMoeBlock Ernie4_5_VLMoeTextAttention Ernie4_5_VLMoeTextModel Ernie4_5_VLMoeTextRotaryEmbedding Ernie4_5_VLMoeVariableResolutionResamplerModel Ernie4_5_VLMoeVisionAttention Ernie4_5_VLMoeVisionBlock Ernie4_5_VLMoeVisionMLP Ernie4_5_VLMoeVisionRotaryEmbedding Ernie4_5_VLMoeVisionTransformerPretrainedModel Ernie4_5_VL_MoeForConditionalGeneration Ernie4_5_VL_MoeModel Ernie4_5_VL_MoePreTrainedModel Ernie4_5_VL_MoeTextModel Ernie4_5_VL_MoeVariableResolutionResamplerModel Ernie4_5_VL_MoeVisionTransformerPretrainedModel',
      'transformers.models.ernie4_5_vl_moe.modular_ernie4_5_vl_moe':
        'Ernie4_5VLVisionMLP Ernie4_5_VLMoeConfig Ernie4_5_VLMoeDecoderLayer Ernie4_5_VLMoeForConditionalGeneration Ernie4_5_VLMoeImageProcessor Ernie4_5_VLMoeImageProcessorPil Ernie4_5_VLMoeMLP Ernie4_5_VLMoeModel Ernie4_5_VLMoeMoeBlock Ernie4_5_VLMoeMoeExperts Ernie4_5_VLMoeMoeStatics Ernie4_5_VLMoeMoeTopKRouter Ernie4_5_VLMoePatchEmbed Ernie4_5_VLMoePreTrainedModel Ernie4_5_VLMoeRMSNorm Ernie4_5_VLMoeSparseMoeBlock Ernie4_5_VLMoeTextAttention Ernie4_5_VLMoeTextConfig Ernie4_5_VLMoeTextModel Ernie4_5_VLMoeTextRotaryEmbedding Ernie4_5_VLMoeVariableResolutionResamplerModel Ernie4_5_VLMoeVisionAttention Ernie4_5_VLMoeVisionBlock Ernie4_5_VLMoeVisionConfig Ernie4_5_VLMoeVisionMLP Ernie4_5_VLMoeVisionRotaryEmbedding Ernie4_5_VLMoeVisionTransformerPretrainedModel Ernie4_5_VL_MoeConfig Ernie4_5_VL_MoeForConditionalGeneration Ernie4_5_VL_MoeImageProcessor Ernie4_5_VL_MoeImageProcessorPil Ernie4_5_VL_MoeModel Ernie4_5_VL_MoePreTrainedModel Ernie4_5_VL_MoeTextConfig Ernie4_5_VL_MoeTextModel Ernie4_5_VL_MoeVariableResolutionResamplerModel Ernie4_5_VL_MoeVisionConfig Ernie4_5_VL_MoeVisionTransformerPretrainedModel',
      'transformers.models.ernie4_5_vl_moe.processing_ernie4_5_vl_moe': 'Ernie4_5_VLMoeProcessor',
      'transformers.models.ernie4_5_vl_moe.video_processing_ernie4_5_vl_moe': 'Ernie4_5_VLMoeVideoProcessor',
      'transformers.models.ernie4_5.configuration_ernie4_5': 'Ernie4_5Config',
      'transformers.models.ernie4_5.modeling_ernie4_5':
        'Ernie4_5Attention Ernie4_5DecoderLayer Ernie4_5ForCausalLM Ernie4_5MLP Ernie4_5Model Ernie4_5PreTrainedModel Ernie4_5RMSNorm Ernie4_5RotaryEmbedding',
      'transformers.models.ernie4_5.modular_ernie4_5':
        'Ernie4_5Attention Ernie4_5ForCausalLM Ernie4_5MLP Ernie4_5RotaryEmbedding',
      'transformers.models.esm.configuration_esm': 'EsmConfig EsmFoldConfig StructureModuleConfig TrunkConfig',
      'transformers.models.esm.modeling_esm':
        'EsmAttention EsmClassificationHead EsmContactPredictionHead EsmEmbeddings EsmEncoder EsmForMaskedLM EsmForSequenceClassification EsmForTokenClassification EsmIntermediate EsmLMHead EsmLayer EsmModel EsmOutput EsmPooler EsmPreTrainedModel EsmRotaryEmbedding EsmSelfAttention EsmSelfOutput',
      'transformers.models.esm.modeling_esmfold':
        'EsmCategoricalMixture EsmFoldAngleResnet EsmFoldAngleResnetBlock EsmFoldAttention EsmFoldBackboneUpdate EsmFoldDropout EsmFoldInvariantPointAttention EsmFoldLayerNorm EsmFoldLinear EsmFoldPairToSequence EsmFoldPreTrainedModel EsmFoldRelativePosition EsmFoldResidueMLP EsmFoldSelfAttention EsmFoldSequenceToPair EsmFoldStructureModule EsmFoldStructureModuleTransition EsmFoldStructureModuleTransitionLayer EsmFoldTriangleAttention EsmFoldTriangleMultiplicativeUpdate EsmFoldTriangularSelfAttentionBlock EsmFoldingTrunk EsmForProteinFolding',
      'transformers.models.esm.openfold_utils.chunk_utils': 'ChunkSizeTuner',
      'transformers.models.esm.openfold_utils.protein': 'Protein',
      'transformers.models.esm.openfold_utils.residue_constants': 'Bond BondAngle',
      'transformers.models.esm.openfold_utils.rigid_utils': 'Rigid Rotation',
      'transformers.models.esm.tokenization_esm': 'EsmTokenizer',
      'transformers.models.esmc.configuration_esmc': 'EsmcConfig',
      'transformers.models.esmc.modeling_esmc':
        'EsmcAttention EsmcClassificationHead EsmcForMaskedLM EsmcForSequenceClassification EsmcForTokenClassification EsmcLayer EsmcLayerNorm EsmcMLP EsmcMaskedLMHead EsmcModel EsmcPreTrainedModel EsmcRotaryEmbedding',
      'transformers.models.esmc.modular_esmc':
        'EsmcAttention EsmcClassificationHead EsmcConfig EsmcForMaskedLM EsmcForSequenceClassification EsmcForTokenClassification EsmcLayer EsmcLayerNorm EsmcMLP EsmcMaskedLMHead EsmcModel EsmcPreTrainedModel EsmcRotaryEmbedding',
      'transformers.models.esmc.tokenization_esmc': 'EsmcTokenizer',
      'transformers.models.esmfold2.configuration_esmfold2':
        'EsmFold2AtomEncoderConfig EsmFold2ConfidenceHeadConfig EsmFold2Config EsmFold2DiffusionModuleConfig EsmFold2LmEncoderConfig EsmFold2MsaEncoderConfig EsmFold2StructureHeadConfig',
      'transformers.models.esmfold2.generation_esmfold2': 'EsmFold2FoldingMixin',
      'transformers.models.esmfold2.modeling_esmfold2':
        'EsmFold2AdaptiveLayerNorm EsmFold2AtomAttention EsmFold2AtomDecoder EsmFold2AtomEncoder EsmFold2AtomInputs EsmFold2AtomLayer EsmFold2ConfidenceHead EsmFold2ConfidenceInputEmbedder EsmFold2DenoiserConditioning EsmFold2DiffusionAttention EsmFold2DiffusionConditioning EsmFold2DiffusionLayer EsmFold2DiffusionModule EsmFold2DiffusionTransformer EsmFold2FourierEmbedding EsmFold2InputEmbedder EsmFold2LanguageModelEncoder EsmFold2LayerNorm EsmFold2MSAEncoder EsmFold2MSAEncoderLayer EsmFold2MSAPairWeightedAveraging EsmFold2Model EsmFold2OuterProductMean EsmFold2PairUpdateLayer EsmFold2PairUpdateStack EsmFold2Parcae EsmFold2PreTrainedModel EsmFold2RMSNorm EsmFold2RelativePositionEncoding EsmFold2RotaryEmbedding EsmFold2RowAttentionPooling EsmFold2SingleToPair EsmFold2SwiGLU EsmFold2Transition EsmFold2TriangleMultiplicativeUpdate',
      'transformers.models.esmfold2.modular_esmfold2':
        'EsmFold2AdaptiveLayerNorm EsmFold2AtomAttention EsmFold2AtomDecoder EsmFold2AtomEncoder EsmFold2AtomInputs EsmFold2AtomLayer EsmFold2ConfidenceHead EsmFold2ConfidenceInputEmbedder EsmFold2DenoiserConditioning EsmFold2DiffusionAttention EsmFold2DiffusionConditioning EsmFold2DiffusionLayer EsmFold2DiffusionModule EsmFold2DiffusionTransformer EsmFold2FourierEmbedding EsmFold2InputEmbedder EsmFold2LanguageModelEncoder EsmFold2LayerNorm EsmFold2MSAEncoder EsmFold2MSAEncoderLayer EsmFold2MSAPairWeightedAveraging EsmFold2Model EsmFold2OuterProductMean EsmFold2PairUpdateLayer EsmFold2PairUpdateStack EsmFold2Parcae EsmFold2PreTrainedModel EsmFold2RMSNorm EsmFold2RelativePositionEncoding EsmFold2RotaryEmbedding EsmFold2RowAttentionPooling EsmFold2SingleToPair EsmFold2SwiGLU EsmFold2Transition EsmFold2TriangleMultiplicativeUpdate',
      'transformers.models.eurobert.configuration_eurobert': 'EuroBertConfig',
      'transformers.models.eurobert.modeling_eurobert':
        'EuroBertAttention EuroBertDecoderLayer EuroBertForMaskedLM EuroBertForSequenceClassification EuroBertForTokenClassification EuroBertMLP EuroBertModel EuroBertPreTrainedModel EuroBertRMSNorm EuroBertRotaryEmbedding',
      'transformers.models.eurobert.modular_eurobert':
        'EuroBertAttention EuroBertConfig EuroBertForMaskedLM EuroBertForSequenceClassification EuroBertForTokenClassification EuroBertModel EuroBertPreTrainedModel EuroBertRMSNorm',
      'transformers.models.evolla.configuration_evolla': 'EvollaConfig SaProtConfig',
      'transformers.models.evolla.modeling_evolla':
        'EvollaAttention EvollaDecoderLayer EvollaFeedForward EvollaForProteinText2Text EvollaMLP EvollaModel EvollaPreTrainedModel EvollaProteinEncoder EvollaRMSNorm EvollaRotaryEmbedding EvollaSaProtAttention EvollaSaProtEmbeddings EvollaSaProtEncoder EvollaSaProtIntermediate EvollaSaProtLayer EvollaSaProtOutput EvollaSaProtPooler EvollaSaProtPreTrainedModel EvollaSaProtProteinEncoder EvollaSaProtRotaryEmbedding EvollaSaProtSelfAttention EvollaSaProtSelfOutput EvollaSequenceAlignerCrossAttention EvollaSequenceCompressorAttention EvollaSequenceCompressorResampler',
      'transformers.models.evolla.modular_evolla':
        'EvollaAttention EvollaDecoderLayer EvollaFeedForward EvollaForProteinText2Text EvollaMLP EvollaModel EvollaPreTrainedModel EvollaProteinEncoder EvollaRMSNorm EvollaRotaryEmbedding EvollaSaProtAttention EvollaSaProtEmbeddings EvollaSaProtEncoder EvollaSaProtIntermediate EvollaSaProtLayer EvollaSaProtOutput EvollaSaProtPooler EvollaSaProtPreTrainedModel EvollaSaProtProteinEncoder EvollaSaProtRotaryEmbedding EvollaSaProtSelfAttention EvollaSaProtSelfOutput EvollaSequenceAlignerCrossAttention EvollaSequenceCompressorAttention EvollaSequenceCompressorResampler',
      'transformers.models.evolla.processing_evolla': 'EvollaProcessor',
      'transformers.models.exaone_moe.configuration_exaone_moe': 'ExaoneMoeConfig',
      'transformers.models.exaone_moe.modeling_exaone_moe':
        'ExaoneMoeAttention ExaoneMoeDecoderLayer ExaoneMoeExperts ExaoneMoeForCausalLM ExaoneMoeMLP ExaoneMoeModel ExaoneMoePreTrainedModel ExaoneMoeRMSNorm ExaoneMoeRotaryEmbedding ExaoneMoeSparseMoEBlock ExaoneMoeTopkRouter',
      'transformers.models.exaone_moe.modular_exaone_moe':
        'ExaoneMoeAttention ExaoneMoeConfig ExaoneMoeDecoderLayer ExaoneMoeExperts ExaoneMoeForCausalLM ExaoneMoeMLP ExaoneMoeModel ExaoneMoePreTrainedModel ExaoneMoeSparseMoEBlock ExaoneMoeTopkRouter',
      'transformers.models.exaone4_5.configuration_exaone4_5': 'Exaone4_5_Config Exaone4_5_VisionConfig',
      'transformers.models.exaone4_5.modeling_exaone4_5':
        'Exaone4_5_Attention Exaone4_5_DecoderLayer Exaone4_5_ForConditionalGeneration Exaone4_5_MLP Exaone4_5_Model Exaone4_5_PatchEmbed Exaone4_5_PatchMerger Exaone4_5_PreTrainedModel Exaone4_5_RMSNorm Exaone4_5_VisionAttention Exaone4_5_VisionBlock Exaone4_5_VisionModel Exaone4_5_VisionRotaryEmbedding',
      'transformers.models.exaone4_5.modular_exaone4_5':
        'Exaone4_5_Config Exaone4_5_ForConditionalGeneration Exaone4_5_MLP Exaone4_5_Model Exaone4_5_PatchEmbed Exaone4_5_PatchMerger Exaone4_5_PreTrainedModel Exaone4_5_Processor Exaone4_5_VisionAttention Exaone4_5_VisionBlock Exaone4_5_VisionConfig Exaone4_5_VisionModel Exaone4_5_VisionRotaryEmbedding',
      'transformers.models.exaone4_5.processing_exaone4_5': 'Exaone4_5_Processor',
      'transformers.models.exaone4.configuration_exaone4': 'Exaone4Config',
      'transformers.models.exaone4.modeling_exaone4':
        'Exaone4Attention Exaone4DecoderLayer Exaone4ForCausalLM Exaone4ForQuestionAnswering Exaone4ForSequenceClassification Exaone4ForTokenClassification Exaone4MLP Exaone4Model Exaone4PreTrainedModel Exaone4RMSNorm Exaone4RotaryEmbedding',
      'transformers.models.exaone4.modular_exaone4':
        'Exaone4Attention Exaone4Config Exaone4DecoderLayer Exaone4ForCausalLM Exaone4ForQuestionAnswering Exaone4ForSequenceClassification Exaone4ForTokenClassification Exaone4MLP Exaone4Model Exaone4PreTrainedModel Exaone4RMSNorm Exaone4RotaryEmbedding',
      'transformers.models.falcon_h1.configuration_falcon_h1': 'FalconH1Config',
      'transformers.models.falcon_h1.modeling_falcon_h1':
        'FalconH1Attention FalconH1DecoderLayer FalconH1ForCausalLM FalconH1MLP FalconH1Mixer FalconH1Model FalconH1PreTrainedModel FalconH1RMSNorm FalconH1RMSNormGated FalconH1RotaryEmbedding',
      'transformers.models.falcon_h1.modular_falcon_h1':
        'FalconH1Attention FalconH1DecoderLayer FalconH1ForCausalLM FalconH1MLP FalconH1Mixer FalconH1Model FalconH1PreTrainedModel FalconH1RMSNorm FalconH1RMSNormGated FalconH1RotaryEmbedding',
      'transformers.models.falcon_mamba.configuration_falcon_mamba': 'FalconMambaConfig',
      'transformers.models.falcon_mamba.modeling_falcon_mamba':
        'FalconMambaBlock FalconMambaForCausalLM FalconMambaMixer FalconMambaModel FalconMambaPreTrainedModel FalconMambaRMSNorm FalconMambaWeightlessRMSNorm',
      'transformers.models.falcon_mamba.modular_falcon_mamba':
        'FalconMambaBlock FalconMambaConfig FalconMambaForCausalLM FalconMambaMixer FalconMambaModel FalconMambaPreTrainedModel FalconMambaRMSNorm FalconMambaWeightlessRMSNorm',
      'transformers.models.falcon.configuration_falcon': 'FalconConfig',
      'transformers.models.falcon.modeling_falcon':
        'FalconAttention FalconDecoderLayer FalconFlashAttention2 FalconForCausalLM FalconForQuestionAnswering FalconForSequenceClassification FalconForTokenClassification FalconLinear FalconMLP FalconModel FalconPreTrainedModel FalconRotaryEmbedding',
      'transformers.models.fast_vlm.configuration_fast_vlm': 'FastVlmConfig',
      'transformers.models.fast_vlm.modeling_fast_vlm':
        'FastVlmForConditionalGeneration FastVlmModel FastVlmMultiModalProjector FastVlmPreTrainedModel',
      'transformers.models.fast_vlm.modular_fast_vlm':
        'FastVlmConfig FastVlmForConditionalGeneration FastVlmModel FastVlmMultiModalProjector FastVlmPreTrainedModel',
      'transformers.models.fastspeech2_conformer.configuration_fastspeech2_conformer':
        'FastSpeech2ConformerConfig FastSpeech2ConformerHifiGanConfig FastSpeech2ConformerWithHifiGanConfig',
      'transformers.models.fastspeech2_conformer.modeling_fastspeech2_conformer':
        'FastSpeech2ConformerAttention FastSpeech2ConformerBatchNormConvLayer FastSpeech2ConformerConvolutionModule FastSpeech2ConformerDurationPredictor FastSpeech2ConformerEncoder FastSpeech2ConformerEncoderLayer FastSpeech2ConformerHifiGan FastSpeech2ConformerLoss FastSpeech2ConformerModel FastSpeech2ConformerMultiLayeredConv1d FastSpeech2ConformerPreTrainedModel FastSpeech2ConformerPredictorLayer FastSpeech2ConformerRelPositionalEncoding FastSpeech2ConformerSpeechDecoderPostnet FastSpeech2ConformerVarianceEmbedding FastSpeech2ConformerVariancePredictor FastSpeech2ConformerWithHifiGan HifiGanResidualBlock',
      'transformers.models.flaubert.configuration_flaubert': 'FlaubertConfig',
      'transformers.models.flaubert.modeling_flaubert':
        'FlaubertForMultipleChoice FlaubertForQuestionAnswering FlaubertForQuestionAnsweringSimple FlaubertForSequenceClassification FlaubertForTokenClassification FlaubertModel FlaubertPoolerAnswerClass FlaubertPoolerEndLogits FlaubertPoolerStartLogits FlaubertPreTrainedModel FlaubertPredLayer FlaubertSQuADHead FlaubertSequenceSummary FlaubertWithLMHeadModel MultiHeadAttention TransformerFFN',
      'transformers.models.flava.configuration_flava':
        'FlavaConfig FlavaImageCodebookConfig FlavaImageConfig FlavaMultimodalConfig FlavaTextConfig',
      'transformers.models.flava.image_processing_flava': 'FlavaImageProcessor FlavaMaskingGenerator',
      'transformers.models.flava.image_processing_pil_flava': 'FlavaImageProcessorPil FlavaMaskingGenerator',
      'transformers.models.flava.modeling_flava':
        'FlavaAttention FlavaEncoder FlavaForPreTraining FlavaGlobalContrastiveHead FlavaITMHead FlavaImageCodebook FlavaImageCodebookBlock FlavaImageCodebookLayerGroup FlavaImageCodebookResPath FlavaImageEmbeddings FlavaImageModel FlavaIntermediate FlavaLayer FlavaMaskedPredictionHead FlavaModel FlavaMultimodalModel FlavaOutput FlavaPooler FlavaPreTrainedModel FlavaPredictionHeadTransform FlavaSelfAttention FlavaSelfOutput FlavaTextEmbeddings FlavaTextModel PatchEmbeddings',
      'transformers.models.flava.processing_flava': 'FlavaProcessor',
      'transformers.models.flex_olmo.configuration_flex_olmo': 'FlexOlmoConfig',
      'transformers.models.flex_olmo.modeling_flex_olmo':
        'FlexOlmoAttention FlexOlmoDecoderLayer FlexOlmoExperts FlexOlmoForCausalLM FlexOlmoMLP FlexOlmoModel FlexOlmoPreTrainedModel FlexOlmoRMSNorm FlexOlmoRotaryEmbedding FlexOlmoSparseMoeBlock FlexOlmoTopKRouter',
      'transformers.models.flex_olmo.modular_flex_olmo':
        'FlexOlmoAttention FlexOlmoConfig FlexOlmoDecoderLayer FlexOlmoForCausalLM FlexOlmoMLP FlexOlmoModel FlexOlmoPreTrainedModel FlexOlmoRMSNorm FlexOlmoRotaryEmbedding FlexOlmoSparseMoeBlock FlexOlmoTopKRouter',
      'transformers.models.florence2.configuration_florence2': 'Florence2Config Florence2VisionConfig',
      'transformers.models.florence2.modeling_florence2':
        'Florence2DropPath Florence2ForConditionalGeneration Florence2Model Florence2MultiModalProjector Florence2PreTrainedModel Florence2VisionBackbone Florence2VisionBlock Florence2VisionChannelAttention Florence2VisionChannelBlock Florence2VisionConvEmbed Florence2VisionLearnedAbsolutePositionEmbedding2D Florence2VisionMLP Florence2VisionPositionalEmbeddingCosine1D Florence2VisionPreTrainedModel Florence2VisionSpatialBlock Florence2VisionWindowAttention',
      'transformers.models.florence2.modular_florence2':
        'Florence2Config Florence2DropPath Florence2ForConditionalGeneration Florence2Model Florence2MultiModalProjector Florence2PostProcessor Florence2PreTrainedModel Florence2Processor Florence2VisionBackbone Florence2VisionBlock Florence2VisionChannelAttention Florence2VisionChannelBlock Florence2VisionConfig Florence2VisionConvEmbed Florence2VisionLearnedAbsolutePositionEmbedding2D Florence2VisionMLP Florence2VisionPositionalEmbeddingCosine1D Florence2VisionPreTrainedModel Florence2VisionSpatialBlock Florence2VisionWindowAttention',
      'transformers.models.florence2.processing_florence2': 'Florence2PostProcessor Florence2Processor',
      'transformers.models.fnet.configuration_fnet': 'FNetConfig',
      'transformers.models.fnet.modeling_fnet':
        'FNetBasicFourierTransform FNetBasicOutput FNetEmbeddings FNetEncoder FNetForMaskedLM FNetForMultipleChoice FNetForNextSentencePrediction FNetForPreTraining FNetForQuestionAnswering FNetForSequenceClassification FNetForTokenClassification FNetFourierTransform FNetIntermediate FNetLMPredictionHead FNetLayer FNetModel FNetOnlyMLMHead FNetOnlyNSPHead FNetOutput FNetPooler FNetPreTrainedModel FNetPreTrainingHeads FNetPredictionHeadTransform',
      'transformers.models.fnet.tokenization_fnet': 'FNetTokenizer',
      'transformers.models.focalnet.configuration_focalnet': 'FocalNetConfig',
      'transformers.models.focalnet.modeling_focalnet':
        'FocalNetBackbone FocalNetDropPath FocalNetEmbeddings FocalNetEncoder FocalNetForImageClassification FocalNetForMaskedImageModeling FocalNetLayer FocalNetMlp FocalNetModel FocalNetModulation FocalNetPatchEmbeddings FocalNetPreTrainedModel FocalNetStage',
      'transformers.models.fsmt.configuration_fsmt': 'FSMTConfig',
      'transformers.models.fsmt.modeling_fsmt':
        'Attention DecoderLayer EncoderLayer FSMTDecoder FSMTEncoder FSMTForConditionalGeneration FSMTModel PretrainedFSMTModel SinusoidalPositionalEmbedding',
      'transformers.models.fun_asr_nano.configuration_fun_asr_nano':
        'FunAsrNanoAdaptorConfig FunAsrNanoConfig FunAsrNanoEncoderConfig',
      'transformers.models.fun_asr_nano.feature_extraction_fun_asr_nano': 'FunAsrNanoFeatureExtractor',
      'transformers.models.fun_asr_nano.modeling_fun_asr_nano':
        'FunAsrNanoAttention FunAsrNanoEncoder FunAsrNanoEncoderLayer FunAsrNanoFSMN FunAsrNanoForConditionalGeneration FunAsrNanoMLP FunAsrNanoModel FunAsrNanoMultiModalProjector FunAsrNanoPositionEmbedding FunAsrNanoPreTrainedModel',
      'transformers.models.fun_asr_nano.modular_fun_asr_nano':
        'FunAsrNanoAttention FunAsrNanoEncoder FunAsrNanoEncoderLayer FunAsrNanoFSMN FunAsrNanoForConditionalGeneration FunAsrNanoMLP FunAsrNanoModel FunAsrNanoMultiModalProjector FunAsrNanoPositionEmbedding FunAsrNanoPreTrainedModel FunAsrNanoProcessor',
      'transformers.models.fun_asr_nano.processing_fun_asr_nano': 'FunAsrNanoProcessor',
      'transformers.models.funnel.configuration_funnel': 'FunnelConfig',
      'transformers.models.funnel.modeling_funnel':
        'FunnelAttentionStructure FunnelBaseModel FunnelClassificationHead FunnelDecoder FunnelDiscriminatorPredictions FunnelEmbeddings FunnelEncoder FunnelForMaskedLM FunnelForMultipleChoice FunnelForPreTraining FunnelForQuestionAnswering FunnelForSequenceClassification FunnelForTokenClassification FunnelLayer FunnelModel FunnelPositionwiseFFN FunnelPreTrainedModel FunnelRelMultiheadAttention',
      'transformers.models.funnel.tokenization_funnel': 'FunnelTokenizer',
      'transformers.models.fuyu.configuration_fuyu': 'FuyuConfig',
      'transformers.models.fuyu.image_processing_fuyu': 'FuyuImageProcessor',
      'transformers.models.fuyu.image_processing_pil_fuyu': 'FuyuImageProcessorPil',
      'transformers.models.fuyu.modeling_fuyu': 'FuyuForCausalLM FuyuModel FuyuPreTrainedModel',
      'transformers.models.fuyu.processing_fuyu': 'FuyuProcessor',
      'transformers.models.gemma.configuration_gemma': 'GemmaConfig',
      'transformers.models.gemma.modeling_gemma':
        'GemmaAttention GemmaDecoderLayer GemmaForCausalLM GemmaForSequenceClassification GemmaForTokenClassification GemmaMLP GemmaModel GemmaPreTrainedModel GemmaRMSNorm GemmaRotaryEmbedding GemmaTextScaledWordEmbedding',
      'transformers.models.gemma.modular_gemma':
        'GemmaAttention GemmaConfig GemmaForCausalLM GemmaForSequenceClassification GemmaForTokenClassification GemmaMLP GemmaModel GemmaPreTrainedModel GemmaRMSNorm GemmaRotaryEmbedding GemmaTextScaledWordEmbedding',
      'transformers.models.gemma.tokenization_gemma': 'GemmaTokenizer',
      'transformers.models.gemma2.configuration_gemma2': 'Gemma2Config',
      'transformers.models.gemma2.modeling_gemma2':
        'Gemma2Attention Gemma2DecoderLayer Gemma2ForCausalLM Gemma2ForSequenceClassification Gemma2ForTokenClassification Gemma2MLP Gemma2Model Gemma2PreTrainedModel Gemma2RMSNorm Gemma2RotaryEmbedding Gemma2TextScaledWordEmbedding',
      'transformers.models.gemma2.modular_gemma2':
        'Gemma2Attention Gemma2Config Gemma2DecoderLayer Gemma2ForCausalLM Gemma2ForSequenceClassification Gemma2ForTokenClassification Gemma2MLP Gemma2Model Gemma2PreTrainedModel Gemma2RMSNorm Gemma2RotaryEmbedding',
      'transformers.models.gemma3.configuration_gemma3': 'Gemma3Config Gemma3TextConfig',
      'transformers.models.gemma3.image_processing_gemma3': 'Gemma3ImageProcessor',
      'transformers.models.gemma3.image_processing_pil_gemma3': 'Gemma3ImageProcessorPil',
      'transformers.models.gemma3.modeling_gemma3':
        'Gemma3Attention Gemma3DecoderLayer Gemma3ForCausalLM Gemma3ForConditionalGeneration Gemma3ForSequenceClassification Gemma3MLP Gemma3Model Gemma3MultiModalProjector Gemma3PreTrainedModel Gemma3RMSNorm Gemma3RotaryEmbedding Gemma3TextForSequenceClassification Gemma3TextModel Gemma3TextScaledWordEmbedding',
      'transformers.models.gemma3.modular_gemma3':
        'Gemma3Attention Gemma3Config Gemma3DecoderLayer Gemma3ForCausalLM Gemma3ForConditionalGeneration Gemma3ForSequenceClassification Gemma3MLP Gemma3Model Gemma3MultiModalProjector Gemma3PreTrainedModel Gemma3RMSNorm Gemma3RotaryEmbedding Gemma3TextConfig Gemma3TextForSequenceClassification Gemma3TextModel Gemma3TextScaledWordEmbedding',
      'transformers.models.gemma3.processing_gemma3': 'Gemma3Processor',
      'transformers.models.gemma3n.configuration_gemma3n':
        'Gemma3nAudioConfig Gemma3nConfig Gemma3nTextConfig Gemma3nVisionConfig',
      'transformers.models.gemma3n.feature_extraction_gemma3n': 'Gemma3nAudioFeatureExtractor',
      'transformers.models.gemma3n.modeling_gemma3n':
        'Gemma3nAudioAttention Gemma3nAudioConformerAttention Gemma3nAudioConformerBlock Gemma3nAudioConformerFeedForward Gemma3nAudioConformerLightConv1d Gemma3nAudioCumulativeGroupNorm Gemma3nAudioEncoder Gemma3nAudioRelativePositionEmbedding Gemma3nAudioSSCPConvBlock Gemma3nAudioSubSampleConvProjection Gemma3nForCausalLM Gemma3nForConditionalGeneration Gemma3nModel Gemma3nMultimodalEmbedder Gemma3nPreTrainedModel Gemma3nRMSNorm Gemma3nRotaryEmbedding Gemma3nTextAltUp Gemma3nTextAttention Gemma3nTextDecoderLayer Gemma3nTextLaurelBlock Gemma3nTextMLP Gemma3nTextModel Gemma3nTextScaledWordEmbedding',
      'transformers.models.gemma3n.modular_gemma3n':
        'Gemma3nAudioAttention Gemma3nAudioConfig Gemma3nAudioConformerAttention Gemma3nAudioConformerBlock Gemma3nAudioConformerFeedForward Gemma3nAudioConformerLightConv1d Gemma3nAudioCumulativeGroupNorm Gemma3nAudioEncoder Gemma3nAudioRelativePositionEmbedding Gemma3nAudioSSCPConvBlock Gemma3nAudioSubSampleConvProjection Gemma3nConfig Gemma3nForCausalLM Gemma3nForConditionalGeneration Gemma3nModel Gemma3nMultimodalEmbedder Gemma3nPreTrainedModel Gemma3nRMSNorm Gemma3nRotaryEmbedding Gemma3nTextAltUp Gemma3nTextAttention Gemma3nTextConfig Gemma3nTextDecoderLayer Gemma3nTextLaurelBlock Gemma3nTextMLP Gemma3nTextModel Gemma3nTextScaledWordEmbedding Gemma3nVisionConfig',
      'transformers.models.gemma3n.processing_gemma3n': 'Gemma3nProcessor',
      'transformers.models.gemma4_assistant.configuration_gemma4_assistant': 'Gemma4AssistantConfig',
      'transformers.models.gemma4_assistant.modeling_gemma4_assistant':
        'Gemma4AssistantForCausalLM Gemma4AssistantMaskedEmbedder Gemma4AssistantPreTrainedModel',
      'transformers.models.gemma4_unified_assistant.configuration_gemma4_unified_assistant':
        'Gemma4UnifiedAssistantConfig',
      'transformers.models.gemma4_unified_assistant.modeling_gemma4_unified_assistant':
        'Gemma4UnifiedAssistantForCausalLM Gemma4UnifiedAssistantMaskedEmbedder Gemma4UnifiedAssistantPreTrainedModel',
      'transformers.models.gemma4_unified_assistant.modular_gemma4_unified_assistant':
        'Gemma4UnifiedAssistantForCausalLM',
      'transformers.models.gemma4_unified.configuration_gemma4_unified':
        'Gemma4UnifiedAudioConfig Gemma4UnifiedConfig Gemma4UnifiedTextConfig Gemma4UnifiedVisionConfig',
      'transformers.models.gemma4_unified.feature_extraction_gemma4_unified': 'Gemma4UnifiedAudioFeatureExtractor',
      'transformers.models.gemma4_unified.image_processing_gemma4_unified': 'Gemma4UnifiedImageProcessor',
      'transformers.models.gemma4_unified.modeling_gemma4_unified':
        'Gemma4UnifiedForCausalLM Gemma4UnifiedForConditionalGeneration Gemma4UnifiedModel Gemma4UnifiedMultimodalEmbedder Gemma4UnifiedPreTrainedModel Gemma4UnifiedRMSNorm Gemma4UnifiedTextAttention Gemma4UnifiedTextDecoderLayer Gemma4UnifiedTextMLP Gemma4UnifiedTextModel Gemma4UnifiedTextRotaryEmbedding Gemma4UnifiedTextScaledWordEmbedding Gemma4UnifiedVisionEmbedder',
      'transformers.models.gemma4_unified.modular_gemma4_unified':
        'Gemma4UnifiedAudioConfig Gemma4UnifiedConfig Gemma4UnifiedForCausalLM Gemma4UnifiedForConditionalGeneration Gemma4UnifiedImageProcessor Gemma4UnifiedModel Gemma4UnifiedMultimodalEmbedder Gemma4UnifiedPreTrainedModel Gemma4UnifiedProcessor Gemma4UnifiedRMSNorm Gemma4UnifiedTextAttention Gemma4UnifiedTextConfig Gemma4UnifiedTextDecoderLayer Gemma4UnifiedTextMLP Gemma4UnifiedTextModel Gemma4UnifiedTextRotaryEmbedding Gemma4UnifiedTextScaledWordEmbedding Gemma4UnifiedVideoProcessor Gemma4UnifiedVisionConfig Gemma4UnifiedVisionEmbedder',
      'transformers.models.gemma4_unified.processing_gemma4_unified': 'Gemma4UnifiedProcessor',
      'transformers.models.gemma4_unified.video_processing_gemma4_unified': 'Gemma4UnifiedVideoProcessor',
      'transformers.models.gemma4.configuration_gemma4':
        'Gemma4AudioConfig Gemma4Config Gemma4TextConfig Gemma4VisionConfig',
      'transformers.models.gemma4.feature_extraction_gemma4': 'Gemma4AudioFeatureExtractor',
      'transformers.models.gemma4.image_processing_gemma4': 'Gemma4ImageProcessor',
      'transformers.models.gemma4.image_processing_pil_gemma4': 'Gemma4ImageProcessorPil',
      'transformers.models.gemma4.modeling_gemma4':
        'Gemma4AudioAttention Gemma4AudioCausalConv1d Gemma4AudioFeedForward Gemma4AudioLayer Gemma4AudioLightConv1d Gemma4AudioModel Gemma4AudioRelPositionalEncoding Gemma4AudioSubSampleConvProjection Gemma4AudioSubSampleConvProjectionLayer Gemma4ClippableLinear Gemma4ForCausalLM Gemma4ForConditionalGeneration Gemma4Model Gemma4MultimodalEmbedder Gemma4PreTrainedModel Gemma4RMSNorm Gemma4TextAttention Gemma4TextDecoderLayer Gemma4TextExperts Gemma4TextMLP Gemma4TextModel Gemma4TextRotaryEmbedding Gemma4TextRouter Gemma4TextScaledWordEmbedding Gemma4VisionAttention Gemma4VisionEncoder Gemma4VisionEncoderLayer Gemma4VisionMLP Gemma4VisionModel Gemma4VisionPatchEmbedder Gemma4VisionPooler Gemma4VisionRotaryEmbedding',
      'transformers.models.gemma4.modular_gemma4':
        'Gemma4AudioAttention Gemma4AudioCausalConv1d Gemma4AudioFeedForward Gemma4AudioLayer Gemma4AudioLightConv1d Gemma4AudioModel Gemma4AudioRelPositionalEncoding Gemma4AudioSubSampleConvProjection Gemma4AudioSubSampleConvProjectionLayer Gemma4ClippableLinear Gemma4ForCausalLM Gemma4ForConditionalGeneration Gemma4Model Gemma4MultimodalEmbedder Gemma4PreTrainedModel Gemma4RMSNorm Gemma4TextAttention Gemma4TextDecoderLayer Gemma4TextExperts Gemma4TextMLP Gemma4TextModel Gemma4TextRotaryEmbedding Gemma4TextRouter Gemma4TextScaledWordEmbedding Gemma4VisionAttention Gemma4VisionEncoder Gemma4VisionEncoderLayer Gemma4VisionMLP Gemma4VisionModel Gemma4VisionPatchEmbedder Gemma4VisionPooler Gemma4VisionRotaryEmbedding',
      'transformers.models.gemma4.processing_gemma4': 'Gemma4Processor',
      'transformers.models.gemma4.video_processing_gemma4': 'Gemma4VideoProcessor',
      'transformers.models.git.configuration_git': 'GitConfig GitVisionConfig',
      'transformers.models.git.modeling_git':
        'GitAttention GitEmbeddings GitEncoder GitForCausalLM GitIntermediate GitLayer GitModel GitOutput GitPreTrainedModel GitProjection GitSelfAttention GitSelfOutput GitVisionAttention GitVisionEmbeddings GitVisionEncoder GitVisionEncoderLayer GitVisionMLP GitVisionModel GitVisionTransformer',
      'transformers.models.git.processing_git': 'GitProcessor',
      'transformers.models.glm_image.configuration_glm_image':
        'GlmImageConfig GlmImageTextConfig GlmImageVQVAEConfig GlmImageVisionConfig',
      'transformers.models.glm_image.image_processing_glm_image': 'GlmImageImageProcessor',
      'transformers.models.glm_image.image_processing_pil_glm_image': 'GlmImageImageProcessorPil',
      'transformers.models.glm_image.modeling_glm_image':
        'GlmImageForConditionalGeneration GlmImageModel GlmImagePreTrainedModel GlmImageRMSNorm GlmImageTextAttention GlmImageTextDecoderLayer GlmImageTextMLP GlmImageTextModel GlmImageTextRotaryEmbedding GlmImageVQVAE GlmImageVQVAEVectorQuantizer GlmImageVisionAttention GlmImageVisionBlock GlmImageVisionEmbeddings GlmImageVisionMLP GlmImageVisionModel GlmImageVisionPatchEmbed',
      'transformers.models.glm_image.modular_glm_image':
        'GlmImageConfig GlmImageForConditionalGeneration GlmImageImageProcessor GlmImageImageProcessorPil GlmImageModel GlmImagePreTrainedModel GlmImageProcessor GlmImageTextAttention GlmImageTextConfig GlmImageTextModel GlmImageTextRotaryEmbedding GlmImageVQVAE GlmImageVQVAEConfig GlmImageVQVAEVectorQuantizer GlmImageVisionAttention GlmImageVisionBlock GlmImageVisionConfig GlmImageVisionEmbeddings GlmImageVisionMLP GlmImageVisionModel GlmImageVisionPatchEmbed',
      'transformers.models.glm_image.processing_glm_image': 'GlmImageProcessor',
      'transformers.models.glm_moe_dsa.configuration_glm_moe_dsa': 'GlmMoeDsaConfig',
      'transformers.models.glm_moe_dsa.modeling_glm_moe_dsa':
        'GlmMoeDsaAttention GlmMoeDsaDecoderLayer GlmMoeDsaExperts GlmMoeDsaForCausalLM GlmMoeDsaIndexer GlmMoeDsaMLP GlmMoeDsaMoE GlmMoeDsaModel GlmMoeDsaPreTrainedModel GlmMoeDsaRMSNorm GlmMoeDsaRotaryEmbedding GlmMoeDsaTopkRouter',
      'transformers.models.glm_moe_dsa.modular_glm_moe_dsa':
        'GlmMoeDsaAttention GlmMoeDsaConfig GlmMoeDsaDecoderLayer GlmMoeDsaForCausalLM GlmMoeDsaIndexer GlmMoeDsaModel GlmMoeDsaPreTrainedModel GlmMoeDsaRMSNorm GlmMoeDsaRotaryEmbedding',
      'transformers.models.glm_ocr.configuration_glm_ocr': 'GlmOcrConfig GlmOcrTextConfig GlmOcrVisionConfig',
      'transformers.models.glm_ocr.modeling_glm_ocr':
        'GlmOcrForConditionalGeneration GlmOcrModel GlmOcrPreTrainedModel GlmOcrRMSNorm GlmOcrTextAttention GlmOcrTextDecoderLayer GlmOcrTextMLP GlmOcrTextModel GlmOcrTextRotaryEmbedding GlmOcrVisionAttention GlmOcrVisionBlock GlmOcrVisionMlp GlmOcrVisionModel GlmOcrVisionPatchEmbed GlmOcrVisionPatchMerger GlmOcrVisionRotaryEmbedding',
      'transformers.models.glm_ocr.modular_glm_ocr':
        'GlmOcrConfig GlmOcrForConditionalGeneration GlmOcrModel GlmOcrPreTrainedModel GlmOcrRMSNorm GlmOcrTextAttention GlmOcrTextConfig GlmOcrTextDecoderLayer GlmOcrTextModel GlmOcrVisionAttention GlmOcrVisionBlock GlmOcrVisionConfig GlmOcrVisionMlp GlmOcrVisionModel GlmOcrVisionPatchMerger',
      'transformers.models.glm.configuration_glm': 'GlmConfig',
      'transformers.models.glm.modeling_glm':
        'GlmAttention GlmDecoderLayer GlmForCausalLM GlmForSequenceClassification GlmForTokenClassification GlmMLP GlmModel GlmPreTrainedModel GlmRMSNorm GlmRotaryEmbedding',
      'transformers.models.glm.modular_glm':
        'GlmAttention GlmForCausalLM GlmForSequenceClassification GlmForTokenClassification GlmMLP GlmRotaryEmbedding',
      'transformers.models.glm4_moe_lite.configuration_glm4_moe_lite': 'Glm4MoeLiteConfig',
      'transformers.models.glm4_moe_lite.modeling_glm4_moe_lite':
        'Glm4MoeLiteAttention Glm4MoeLiteDecoderLayer Glm4MoeLiteExperts Glm4MoeLiteForCausalLM Glm4MoeLiteMLP Glm4MoeLiteMoE Glm4MoeLiteModel Glm4MoeLitePreTrainedModel Glm4MoeLiteRMSNorm Glm4MoeLiteRotaryEmbedding Glm4MoeLiteTopkRouter',
      'transformers.models.glm4_moe_lite.modular_glm4_moe_lite':
        'Glm4MoeLiteAttention Glm4MoeLiteConfig Glm4MoeLiteDecoderLayer Glm4MoeLiteExperts Glm4MoeLiteForCausalLM Glm4MoeLiteMLP Glm4MoeLiteMoE Glm4MoeLiteModel Glm4MoeLitePreTrainedModel Glm4MoeLiteRMSNorm Glm4MoeLiteRotaryEmbedding Glm4MoeLiteTopkRouter',
      'transformers.models.glm4_moe.configuration_glm4_moe': 'Glm4MoeConfig',
      'transformers.models.glm4_moe.modeling_glm4_moe':
        'Glm4MoeAttention Glm4MoeDecoderLayer Glm4MoeExperts Glm4MoeForCausalLM Glm4MoeMLP Glm4MoeMoE Glm4MoeModel Glm4MoePreTrainedModel Glm4MoeRMSNorm Glm4MoeRotaryEmbedding Glm4MoeTopkRouter',
      'transformers.models.glm4_moe.modular_glm4_moe':
        'Glm4MoeAttention Glm4MoeConfig Glm4MoeDecoderLayer Glm4MoeForCausalLM Glm4MoeMLP Glm4MoeModel Glm4MoePreTrainedModel Glm4MoeRMSNorm Glm4MoeRotaryEmbedding Glm4MoeTopkRouter',
      'transformers.models.glm4.configuration_glm4': 'Glm4Config',
      'transformers.models.glm4.modeling_glm4':
        'Glm4Attention Glm4DecoderLayer Glm4ForCausalLM Glm4ForSequenceClassification Glm4ForTokenClassification Glm4MLP Glm4Model Glm4PreTrainedModel Glm4RMSNorm Glm4RotaryEmbedding',
      'transformers.models.glm4.modular_glm4':
        'Glm4Attention Glm4DecoderLayer Glm4ForCausalLM Glm4ForSequenceClassification Glm4ForTokenClassification Glm4MLP',
      'transformers.models.glm46v.configuration_glm46v': 'Glm46VConfig',
      'transformers.models.glm46v.image_processing_glm46v': 'Glm46VImageProcessor',
      'transformers.models.glm46v.image_processing_pil_glm46v': 'Glm46VImageProcessorPil',
      'transformers.models.glm46v.modeling_glm46v': 'Glm46VForConditionalGeneration Glm46VModel Glm46VPreTrainedModel',
      'transformers.models.glm46v.modular_glm46v':
        'Glm46VConfig Glm46VForConditionalGeneration Glm46VImageProcessor Glm46VImageProcessorPil Glm46VModel Glm46VPreTrainedModel Glm46VProcessor Glm46VVideoProcessor',
      'transformers.models.glm46v.processing_glm46v': 'Glm46VProcessor',
      'transformers.models.glm46v.video_processing_glm46v': 'Glm46VVideoProcessor',
      'transformers.models.glm4v_moe.configuration_glm4v_moe': 'Glm4vMoeConfig Glm4vMoeTextConfig Glm4vMoeVisionConfig',
      'transformers.models.glm4v_moe.modeling_glm4v_moe':
        'Glm4vMoeForConditionalGeneration Glm4vMoeModel Glm4vMoePreTrainedModel Glm4vMoeRMSNorm Glm4vMoeTextAttention Glm4vMoeTextDecoderLayer Glm4vMoeTextExperts Glm4vMoeTextMLP Glm4vMoeTextMoE Glm4vMoeTextModel Glm4vMoeTextRMSNorm Glm4vMoeTextRotaryEmbedding Glm4vMoeTextTopkRouter Glm4vMoeVisionAttention Glm4vMoeVisionBlock Glm4vMoeVisionEmbeddings Glm4vMoeVisionModel Glm4vMoeVisionPatchEmbed Glm4vMoeVisionPatchMerger Glm4vMoeVisionRotaryEmbedding Glm4vMoeisionMlp',
      'transformers.models.glm4v_moe.modular_glm4v_moe':
        'Glm4vMoeConfig Glm4vMoeForConditionalGeneration Glm4vMoePreTrainedModel Glm4vMoeTextAttention Glm4vMoeTextConfig Glm4vMoeTextDecoderLayer Glm4vMoeTextExperts Glm4vMoeTextMLP Glm4vMoeTextMoE Glm4vMoeTextModel Glm4vMoeTextRotaryEmbedding Glm4vMoeTextTopkRouter Glm4vMoeVisionModel Glm4vMoeVisionRotaryEmbedding',
      'transformers.models.glm4v.configuration_glm4v': 'Glm4vConfig Glm4vTextConfig Glm4vVisionConfig',
      'transformers.models.glm4v.image_processing_glm4v': 'Glm4vImageProcessor',
      'transformers.models.glm4v.image_processing_pil_glm4v': 'Glm4vImageProcessorPil',
      'transformers.models.glm4v.modeling_glm4v':
        'Glm4VisionMlp Glm4vForConditionalGeneration Glm4vModel Glm4vPreTrainedModel Glm4vRMSNorm Glm4vTextAttention Glm4vTextDecoderLayer Glm4vTextMLP Glm4vTextModel Glm4vTextRotaryEmbedding Glm4vVisionAttention Glm4vVisionBlock Glm4vVisionEmbeddings Glm4vVisionModel Glm4vVisionPatchEmbed Glm4vVisionPatchMerger Glm4vVisionRotaryEmbedding',
      'transformers.models.glm4v.modular_glm4v':
        'Glm4VisionMlp Glm4vConfig Glm4vForConditionalGeneration Glm4vModel Glm4vPreTrainedModel Glm4vProcessor Glm4vRMSNorm Glm4vTextAttention Glm4vTextConfig Glm4vTextDecoderLayer Glm4vTextMLP Glm4vTextModel Glm4vTextRotaryEmbedding Glm4vVisionAttention Glm4vVisionBlock Glm4vVisionConfig Glm4vVisionEmbeddings Glm4vVisionModel Glm4vVisionPatchEmbed Glm4vVisionPatchMerger Glm4vVisionRotaryEmbedding',
      'transformers.models.glm4v.processing_glm4v': 'Glm4vProcessor',
      'transformers.models.glm4v.video_processing_glm4v': 'Glm4vVideoProcessor',
      'transformers.models.glm5_next.configuration_glm5_next': 'Glm5NextConfig Glm5NextTextConfig Glm5NextVisionConfig',
      'transformers.models.glm5_next.image_processing_glm5_next': 'Glm5NextImageProcessor',
      'transformers.models.glm5_next.image_processing_pil_glm5_next': 'Glm5NextImageProcessorPil',
      'transformers.models.glm5_next.modeling_glm5_next':
        'Glm5NextForConditionalGeneration Glm5NextModel Glm5NextPreTrainedModel Glm5NextRMSNorm Glm5NextTextAttention Glm5NextTextDecoderLayer Glm5NextTextExperts Glm5NextTextForgetGate Glm5NextTextHyperConnection Glm5NextTextHyperHead Glm5NextTextIndexer Glm5NextTextLinearAttention Glm5NextTextMLP Glm5NextTextMoE Glm5NextTextModel Glm5NextTextRMSNorm Glm5NextTextRMSNormGated Glm5NextTextTopkRouter Glm5NextTextUnweightedRMSNorm Glm5NextVisionAttention Glm5NextVisionBlock Glm5NextVisionMLP Glm5NextVisionModel Glm5NextVisionPatchEmbed Glm5NextVisionPatchMerger Glm5NextVisionRotaryEmbedding',
      'transformers.models.glm5_next.processing_glm5_next': 'Glm5NextProcessor',
      'transformers.models.glm5_next.video_processing_glm5_next': 'Glm5NextVideoProcessor',
      'transformers.models.glmasr.configuration_glmasr': 'GlmAsrConfig GlmAsrEncoderConfig',
      'transformers.models.glmasr.modeling_glmasr':
        'GlmAsrAttention GlmAsrEncoder GlmAsrEncoderLayer GlmAsrForConditionalGeneration GlmAsrMLP GlmAsrModel GlmAsrMultiModalProjector GlmAsrPreTrainedModel GlmAsrRotaryEmbedding',
      'transformers.models.glmasr.modular_glmasr':
        'GlmAsrAttention GlmAsrEncoder GlmAsrEncoderLayer GlmAsrForConditionalGeneration GlmAsrMLP GlmAsrModel GlmAsrMultiModalProjector GlmAsrPreTrainedModel GlmAsrProcessor GlmAsrRotaryEmbedding',
      'transformers.models.glmasr.processing_glmasr': 'GlmAsrProcessor',
      'transformers.models.glmga.configuration_glmga': 'GlmgaConfig',
      'transformers.models.glmga.image_processing_glmga': 'GlmgaImageProcessor',
      'transformers.models.glmga.image_processing_pil_glmga': 'GlmgaImageProcessorPil',
      'transformers.models.glmga.modular_glmga':
        'GlmgaConfig GlmgaImageProcessor GlmgaImageProcessorPil GlmgaVideoProcessor',
      'transformers.models.glmga.video_processing_glmga': 'GlmgaVideoProcessor',
      'transformers.models.glpn.configuration_glpn': 'GLPNConfig',
      'transformers.models.glpn.image_processing_glpn': 'GLPNImageProcessor',
      'transformers.models.glpn.image_processing_pil_glpn': 'GLPNImageProcessorPil',
      'transformers.models.glpn.modeling_glpn':
        'GLPNAttention GLPNDecoder GLPNDecoderStage GLPNDepthEstimationHead GLPNDepthWiseConv GLPNEfficientSelfAttention GLPNEncoder GLPNForDepthEstimation GLPNLayer GLPNMixFFN GLPNModel GLPNOverlapPatchEmbeddings GLPNPreTrainedModel GLPNSelectiveFeatureFusion GLPNSelfOutput GlpnDropPath SiLogLoss',
      'transformers.models.got_ocr2.configuration_got_ocr2': 'GotOcr2Config GotOcr2VisionConfig',
      'transformers.models.got_ocr2.image_processing_got_ocr2': 'GotOcr2ImageProcessor',
      'transformers.models.got_ocr2.image_processing_pil_got_ocr2': 'GotOcr2ImageProcessorPil',
      'transformers.models.got_ocr2.modeling_got_ocr2':
        'GotOcr2ForConditionalGeneration GotOcr2LayerNorm GotOcr2MLPBlock GotOcr2Model GotOcr2MultiModalProjector GotOcr2PatchEmbeddings GotOcr2PreTrainedModel GotOcr2VisionAttention GotOcr2VisionEncoder GotOcr2VisionLayer GotOcr2VisionNeck',
      'transformers.models.got_ocr2.modular_got_ocr2':
        'GotOcr2Config GotOcr2ForConditionalGeneration GotOcr2MLPBlock GotOcr2Model GotOcr2MultiModalProjector GotOcr2PreTrainedModel GotOcr2VisionAttention GotOcr2VisionConfig GotOcr2VisionEncoder GotOcr2VisionLayer',
      'transformers.models.got_ocr2.processing_got_ocr2': 'GotOcr2Processor',
      'transformers.models.gpt_bigcode.configuration_gpt_bigcode': 'GPTBigCodeConfig',
      'transformers.models.gpt_bigcode.modeling_gpt_bigcode':
        'GPTBigCodeAttention GPTBigCodeBlock GPTBigCodeForCausalLM GPTBigCodeForSequenceClassification GPTBigCodeForTokenClassification GPTBigCodeMLP GPTBigCodeModel GPTBigCodePreTrainedModel',
      'transformers.models.gpt_neo.configuration_gpt_neo': 'GPTNeoConfig',
      'transformers.models.gpt_neo.modeling_gpt_neo':
        'GPTNeoAttention GPTNeoBlock GPTNeoFlashAttention2 GPTNeoForCausalLM GPTNeoForQuestionAnswering GPTNeoForSequenceClassification GPTNeoForTokenClassification GPTNeoMLP GPTNeoModel GPTNeoPreTrainedModel GPTNeoSelfAttention',
      'transformers.models.gpt_neox_japanese.configuration_gpt_neox_japanese': 'GPTNeoXJapaneseConfig',
      'transformers.models.gpt_neox_japanese.modeling_gpt_neox_japanese':
        'GPTNeoXJapaneseAttention GPTNeoXJapaneseForCausalLM GPTNeoXJapaneseLayer GPTNeoXJapaneseMLP GPTNeoXJapaneseModel GPTNeoXJapanesePreTrainedModel GPTNeoXJapaneseRotaryEmbedding',
      'transformers.models.gpt_neox_japanese.tokenization_gpt_neox_japanese':
        'GPTNeoXJapaneseTokenizer SubWordJapaneseTokenizer',
      'transformers.models.gpt_neox.configuration_gpt_neox': 'GPTNeoXConfig',
      'transformers.models.gpt_neox.modeling_gpt_neox':
        'GPTNeoXAttention GPTNeoXForCausalLM GPTNeoXForQuestionAnswering GPTNeoXForSequenceClassification GPTNeoXForTokenClassification GPTNeoXLayer GPTNeoXMLP GPTNeoXModel GPTNeoXPreTrainedModel GPTNeoXRotaryEmbedding',
      'transformers.models.gpt_neox.modular_gpt_neox':
        'GPTNeoXAttention GPTNeoXForCausalLM GPTNeoXForQuestionAnswering GPTNeoXForSequenceClassification GPTNeoXForTokenClassification GPTNeoXLayer GPTNeoXMLP GPTNeoXModel GPTNeoXPreTrainedModel GPTNeoXRotaryEmbedding',
      'transformers.models.gpt_neox.tokenization_gpt_neox': 'GPTNeoXTokenizer',
      'transformers.models.gpt_oss.configuration_gpt_oss': 'GptOssConfig',
      'transformers.models.gpt_oss.modeling_gpt_oss':
        'GptOssAttention GptOssDecoderLayer GptOssExperts GptOssForCausalLM GptOssForSequenceClassification GptOssForTokenClassification GptOssMLP GptOssModel GptOssPreTrainedModel GptOssRMSNorm GptOssRotaryEmbedding GptOssTopKRouter',
      'transformers.models.gpt_oss.modular_gpt_oss':
        'GptOssAttention GptOssDecoderLayer GptOssExperts GptOssForCausalLM GptOssForSequenceClassification GptOssForTokenClassification GptOssMLP GptOssModel GptOssPreTrainedModel GptOssRMSNorm GptOssRotaryEmbedding GptOssTopKRouter',
      'transformers.models.gpt_sw3.tokenization_gpt_sw3': 'GPTSw3Tokenizer',
      'transformers.models.gpt2.configuration_gpt2': 'GPT2Config',
      'transformers.models.gpt2.modeling_gpt2':
        'GPT2Attention GPT2Block GPT2DoubleHeadsModel GPT2ForQuestionAnswering GPT2ForSequenceClassification GPT2ForTokenClassification GPT2LMHeadModel GPT2MLP GPT2Model GPT2PreTrainedModel GPT2SequenceSummary',
      'transformers.models.gpt2.tokenization_gpt2': 'GPT2Tokenizer',
      'transformers.models.gptj.configuration_gptj': 'GPTJConfig',
      'transformers.models.gptj.modeling_gptj':
        'GPTJAttention GPTJBlock GPTJFlashAttention2 GPTJForCausalLM GPTJForQuestionAnswering GPTJForSequenceClassification GPTJMLP GPTJModel GPTJPreTrainedModel',
      'transformers.models.granite_speech_plus.configuration_granite_speech_plus':
        'GraniteSpeechPlusConfig GraniteSpeechPlusEncoderConfig',
      'transformers.models.granite_speech_plus.modeling_granite_speech_plus':
        'GraniteSpeechPlusCTCEncoder GraniteSpeechPlusConformerAttention GraniteSpeechPlusConformerBlock GraniteSpeechPlusConformerConvModule GraniteSpeechPlusConformerDepthWiseConv1d GraniteSpeechPlusConformerFeedForward GraniteSpeechPlusEncoderProjector GraniteSpeechPlusForConditionalGeneration GraniteSpeechPlusModel GraniteSpeechPlusPreTrainedModel',
      'transformers.models.granite_speech_plus.modular_granite_speech_plus':
        'GraniteSpeechPlusCTCEncoder GraniteSpeechPlusConfig GraniteSpeechPlusEncoderConfig GraniteSpeechPlusForConditionalGeneration GraniteSpeechPlusModel GraniteSpeechPlusPreTrainedModel',
      'transformers.models.granite_speech.configuration_granite_speech':
        'GraniteSpeechConfig GraniteSpeechEncoderConfig',
      'transformers.models.granite_speech.feature_extraction_granite_speech': 'GraniteSpeechFeatureExtractor',
      'transformers.models.granite_speech.modeling_granite_speech':
        'GraniteSpeechCTCEncoder GraniteSpeechConformerAttention GraniteSpeechConformerBlock GraniteSpeechConformerConvModule GraniteSpeechConformerDepthWiseConv1d GraniteSpeechConformerFeedForward GraniteSpeechEncoderProjector GraniteSpeechForConditionalGeneration GraniteSpeechModel GraniteSpeechPreTrainedModel',
      'transformers.models.granite_speech.processing_granite_speech': 'GraniteSpeechProcessor',
      'transformers.models.granite_speech5.configuration_granite_speech5':
        'GraniteSpeech5CTCConfig GraniteSpeech5EncoderConfig',
      'transformers.models.granite_speech5.feature_extraction_granite_speech5': 'GraniteSpeech5FeatureExtractor',
      'transformers.models.granite_speech5.modeling_granite_speech5':
        'GraniteSpeech5Encoder GraniteSpeech5EncoderAttention GraniteSpeech5EncoderBlock GraniteSpeech5EncoderConvolutionModule GraniteSpeech5EncoderFeedForward GraniteSpeech5EncoderSubsamplingBlock GraniteSpeech5ForCTC GraniteSpeech5PreTrainedModel',
      'transformers.models.granite_speech5.processing_granite_speech5': 'GraniteSpeech5Processor',
      'transformers.models.granite_swa.configuration_granite_swa': 'GraniteSWAConfig',
      'transformers.models.granite_swa.modeling_granite_swa':
        'GraniteSWAAttention GraniteSWADecoderLayer GraniteSWAForCausalLM GraniteSWAMLP GraniteSWAModel GraniteSWAPreTrainedModel GraniteSWARMSNorm GraniteSWARotaryEmbedding',
      'transformers.models.granite_swa.modular_granite_swa':
        'GraniteSWAAttention GraniteSWAConfig GraniteSWADecoderLayer GraniteSWAForCausalLM GraniteSWAModel GraniteSWAPreTrainedModel GraniteSWARotaryEmbedding',
      'transformers.models.granite.configuration_granite': 'GraniteConfig',
      'transformers.models.granite.modeling_granite':
        'GraniteAttention GraniteDecoderLayer GraniteForCausalLM GraniteMLP GraniteModel GranitePreTrainedModel GraniteRMSNorm GraniteRotaryEmbedding',
      'transformers.models.granite.modular_granite':
        'GraniteAttention GraniteDecoderLayer GraniteForCausalLM GraniteModel GranitePreTrainedModel',
      'transformers.models.granite4_vision.configuration_granite4_vision':
        'Granite4VisionConfig Granite4VisionTextConfig',
      'transformers.models.granite4_vision.modeling_granite4_vision':
        'Granite4VisionForConditionalGeneration Granite4VisionModel Granite4VisionPreTrainedModel Granite4VisionTextAttention Granite4VisionTextDecoderLayer Granite4VisionTextMLP Granite4VisionTextModel Granite4VisionTextRMSNorm Granite4VisionTextRotaryEmbedding Granite4VisionWindowQFormerDownsampler',
      'transformers.models.granite4_vision.modular_granite4_vision':
        'Granite4VisionConfig Granite4VisionForConditionalGeneration Granite4VisionModel Granite4VisionPreTrainedModel Granite4VisionProcessor Granite4VisionTextAttention Granite4VisionTextConfig Granite4VisionTextDecoderLayer Granite4VisionTextModel Granite4VisionTextRotaryEmbedding Granite4VisionWindowQFormerDownsampler',
      'transformers.models.granite4_vision.processing_granite4_vision': 'Granite4VisionProcessor',
      'transformers.models.granitemoe_swa.configuration_granitemoe_swa': 'GraniteMoeSWAConfig',
      'transformers.models.granitemoe_swa.modeling_granitemoe_swa':
        'GraniteMoeSWAAttention GraniteMoeSWADecoderLayer GraniteMoeSWAExperts GraniteMoeSWAForCausalLM GraniteMoeSWAMLP GraniteMoeSWAMoE GraniteMoeSWAModel GraniteMoeSWAPreTrainedModel GraniteMoeSWARMSNorm GraniteMoeSWARotaryEmbedding GraniteMoeSWATopKRouter',
      'transformers.models.granitemoe_swa.modular_granitemoe_swa':
        'GraniteMoeSWAAttention GraniteMoeSWAConfig GraniteMoeSWADecoderLayer GraniteMoeSWAForCausalLM GraniteMoeSWAMoE GraniteMoeSWAModel GraniteMoeSWAPreTrainedModel GraniteMoeSWARotaryEmbedding GraniteMoeSWATopKRouter',
      'transformers.models.granitemoe.configuration_granitemoe': 'GraniteMoeConfig',
      'transformers.models.granitemoe.modeling_granitemoe':
        'GraniteMoeAttention GraniteMoeDecoderLayer GraniteMoeExperts GraniteMoeForCausalLM GraniteMoeMoE GraniteMoeModel GraniteMoePreTrainedModel GraniteMoeRMSNorm GraniteMoeRotaryEmbedding GraniteMoeTopKRouter',
      'transformers.models.granitemoe.modular_granitemoe':
        'GraniteMoeAttention GraniteMoeDecoderLayer GraniteMoeExperts GraniteMoeForCausalLM GraniteMoeMoE GraniteMoeModel GraniteMoePreTrainedModel GraniteMoeRMSNorm GraniteMoeRotaryEmbedding GraniteMoeTopKRouter',
      'transformers.models.granitemoehybrid.configuration_granitemoehybrid': 'GraniteMoeHybridConfig',
      'transformers.models.granitemoehybrid.modeling_granitemoehybrid':
        'GraniteMoeHybridAttention GraniteMoeHybridDecoderLayer GraniteMoeHybridExperts GraniteMoeHybridForCausalLM GraniteMoeHybridMLP GraniteMoeHybridMambaLayer GraniteMoeHybridMoE GraniteMoeHybridModel GraniteMoeHybridPreTrainedModel GraniteMoeHybridRMSNorm GraniteMoeHybridRMSNormGated GraniteMoeHybridRotaryEmbedding GraniteMoeHybridTopKRouter',
      'transformers.models.granitemoehybrid.modular_granitemoehybrid':
        'GraniteMoeHybridAttention GraniteMoeHybridDecoderLayer GraniteMoeHybridForCausalLM GraniteMoeHybridMLP GraniteMoeHybridMambaLayer GraniteMoeHybridMoE GraniteMoeHybridModel GraniteMoeHybridPreTrainedModel GraniteMoeHybridRMSNormGated GraniteMoeHybridRotaryEmbedding',
      'transformers.models.granitemoeshared.configuration_granitemoeshared': 'GraniteMoeSharedConfig',
      'transformers.models.granitemoeshared.modeling_granitemoeshared':
        'GraniteMoeSharedAttention GraniteMoeSharedDecoderLayer GraniteMoeSharedExperts GraniteMoeSharedForCausalLM GraniteMoeSharedMLP GraniteMoeSharedMoE GraniteMoeSharedModel GraniteMoeSharedPreTrainedModel GraniteMoeSharedRMSNorm GraniteMoeSharedRotaryEmbedding GraniteMoeSharedTopKRouter',
      'transformers.models.granitemoeshared.modular_granitemoeshared':
        'GraniteMoeSharedDecoderLayer GraniteMoeSharedForCausalLM GraniteMoeSharedMLP GraniteMoeSharedModel GraniteMoeSharedPreTrainedModel',
      'transformers.models.grounding_dino.configuration_grounding_dino': 'GroundingDinoConfig',
      'transformers.models.grounding_dino.image_processing_grounding_dino': 'GroundingDinoImageProcessor',
      'transformers.models.grounding_dino.image_processing_pil_grounding_dino': 'GroundingDinoImageProcessorPil',
      'transformers.models.grounding_dino.modeling_grounding_dino':
        'GroundingDinoBiMultiHeadAttention GroundingDinoContrastiveEmbedding GroundingDinoConvEncoder GroundingDinoConvModel GroundingDinoDecoder GroundingDinoDecoderLayer GroundingDinoDeformableLayer GroundingDinoDropPath GroundingDinoEncoder GroundingDinoEncoderLayer GroundingDinoForObjectDetection GroundingDinoFrozenBatchNorm2d GroundingDinoFusionLayer GroundingDinoLearnedPositionEmbedding GroundingDinoMLPPredictionHead GroundingDinoModel GroundingDinoMultiheadAttention GroundingDinoMultiscaleDeformableAttention GroundingDinoPreTrainedModel GroundingDinoSinePositionEmbedding GroundingDinoTextEnhancerLayer MultiScaleDeformableAttention',
      'transformers.models.grounding_dino.modular_grounding_dino':
        'GroundingDinoImageProcessor GroundingDinoImageProcessorPil',
      'transformers.models.grounding_dino.processing_grounding_dino': 'GroundingDinoProcessor',
      'transformers.models.groupvit.configuration_groupvit': 'GroupViTConfig GroupViTTextConfig GroupViTVisionConfig',
      'transformers.models.groupvit.modeling_groupvit':
        'GroupViTAssignAttention GroupViTAttention GroupViTCrossAttentionLayer GroupViTEncoderLayer GroupViTMLP GroupViTMixerMLP GroupViTModel GroupViTPatchEmbeddings GroupViTPreTrainedModel GroupViTStage GroupViTTextEmbeddings GroupViTTextEncoder GroupViTTextModel GroupViTTextTransformer GroupViTTokenAssign GroupViTVisionEmbeddings GroupViTVisionEncoder GroupViTVisionModel GroupViTVisionTransformer',
      'transformers.models.gte.configuration_gte': 'GteConfig',
      'transformers.models.gte.modeling_gte':
        'GteAttention GteEmbeddings GteForMaskedLM GteForSequenceClassification GteForTokenClassification GteLMHead GteLayer GteMLP GteModel GtePooler GtePreTrainedModel GteRotaryEmbedding',
      'transformers.models.gte.modular_gte':
        'GteAttention GteConfig GteEmbeddings GteForMaskedLM GteForSequenceClassification GteForTokenClassification GteLMHead GteLayer GteMLP GteModel GtePooler GtePreTrainedModel GteRotaryEmbedding',
      'transformers.models.helium.configuration_helium': 'HeliumConfig',
      'transformers.models.helium.modeling_helium':
        'HeliumAttention HeliumDecoderLayer HeliumForCausalLM HeliumForSequenceClassification HeliumForTokenClassification HeliumMLP HeliumModel HeliumPreTrainedModel HeliumRMSNorm HeliumRotaryEmbedding',
      'transformers.models.helium.modular_helium':
        'HeliumAttention HeliumDecoderLayer HeliumForCausalLM HeliumForSequenceClassification HeliumForTokenClassification HeliumMLP HeliumModel HeliumPreTrainedModel HeliumRMSNorm HeliumRotaryEmbedding',
      'transformers.models.herbert.tokenization_herbert': 'HerbertTokenizer',
      'transformers.models.hgnet_v2.configuration_hgnet_v2': 'HGNetV2Config',
      'transformers.models.hgnet_v2.modeling_hgnet_v2':
        'HGNetV2Backbone HGNetV2BasicLayer HGNetV2ConvLayer HGNetV2ConvLayerLight HGNetV2Embeddings HGNetV2Encoder HGNetV2ForImageClassification HGNetV2LearnableAffineBlock HGNetV2PreTrainedModel HGNetV2Stage',
      'transformers.models.hgnet_v2.modular_hgnet_v2':
        'HGNetV2Backbone HGNetV2BasicLayer HGNetV2Config HGNetV2ConvLayer HGNetV2ConvLayerLight HGNetV2Embeddings HGNetV2Encoder HGNetV2ForImageClassification HGNetV2LearnableAffineBlock HGNetV2PreTrainedModel HGNetV2Stage',
      'transformers.models.hiera.configuration_hiera': 'HieraConfig',
      'transformers.models.hiera.modeling_hiera':
        'HieraBackbone HieraDecoder HieraDropPath HieraEmbeddings HieraEncoder HieraForImageClassification HieraForPreTraining HieraLayer HieraMaskUnitAttention HieraMlp HieraModel HieraMultiScaleHead HieraPatchEmbeddings HieraPooler HieraPreTrainedModel HieraStage',
      'transformers.models.higgs_audio_v2_tokenizer.configuration_higgs_audio_v2_tokenizer':
        'HiggsAudioV2TokenizerConfig',
      'transformers.models.higgs_audio_v2.configuration_higgs_audio_v2': 'HiggsAudioV2Config',
      'transformers.models.higgs_audio_v2.generation_higgs_audio_v2':
        'HiggsAudioV2DelayPatternLogitsProcessor HiggsAudioV2GenerationMixin',
      'transformers.models.higgs_audio_v2.modeling_higgs_audio_v2':
        'HiggsAudioV2Attention HiggsAudioV2DecoderLayer HiggsAudioV2Embeddings HiggsAudioV2ForConditionalGeneration HiggsAudioV2MLP HiggsAudioV2Model HiggsAudioV2PreTrainedModel HiggsAudioV2RMSNorm HiggsAudioV2RotaryEmbedding',
      'transformers.models.higgs_audio_v2.modular_higgs_audio_v2':
        'HiggsAudioV2Config HiggsAudioV2DecoderLayer HiggsAudioV2Embeddings HiggsAudioV2ForConditionalGeneration HiggsAudioV2MLP HiggsAudioV2Model HiggsAudioV2PreTrainedModel HiggsAudioV2RMSNorm',
      'transformers.models.higgs_audio_v2.processing_higgs_audio_v2': 'HiggsAudioV2Processor',
      'transformers.models.hrm_text.configuration_hrm_text': 'HrmTextConfig',
      'transformers.models.hrm_text.modeling_hrm_text':
        'HrmTextAttention HrmTextDecoderLayer HrmTextForCausalLM HrmTextMLP HrmTextModel HrmTextPreTrainedModel HrmTextRMSNorm HrmTextRotaryEmbedding HrmTextStack',
      'transformers.models.hrm_text.modular_hrm_text':
        'HrmTextAttention HrmTextConfig HrmTextDecoderLayer HrmTextForCausalLM HrmTextMLP HrmTextModel HrmTextPreTrainedModel HrmTextRMSNorm HrmTextStack',
      'transformers.models.hubert.configuration_hubert': 'HubertConfig',
      'transformers.models.hubert.modeling_hubert':
        'HubertAttention HubertAttnAdapterLayer HubertEncoder HubertEncoderLayer HubertEncoderLayerStableLayerNorm HubertEncoderStableLayerNorm HubertFeatureEncoder HubertFeatureProjection HubertFeedForward HubertForCTC HubertForSequenceClassification HubertGroupNormConvLayer HubertLayerNormConvLayer HubertModel HubertNoLayerNormConvLayer HubertPositionalConvEmbedding HubertPreTrainedModel HubertSamePadLayer',
      'transformers.models.hunyuan_v1_dense.configuration_hunyuan_v1_dense': 'HunYuanDenseV1Config',
      'transformers.models.hunyuan_v1_dense.modeling_hunyuan_v1_dense':
        'HunYuanDenseV1Attention HunYuanDenseV1DecoderLayer HunYuanDenseV1ForCausalLM HunYuanDenseV1ForSequenceClassification HunYuanDenseV1MLP HunYuanDenseV1Model HunYuanDenseV1PreTrainedModel HunYuanDenseV1RMSNorm HunYuanDenseV1RotaryEmbedding',
      'transformers.models.hunyuan_v1_dense.modular_hunyuan_v1_dense':
        'HunYuanDenseV1Attention HunYuanDenseV1DecoderLayer HunYuanDenseV1ForCausalLM HunYuanDenseV1ForSequenceClassification HunYuanDenseV1MLP HunYuanDenseV1Model HunYuanDenseV1PreTrainedModel HunYuanDenseV1RMSNorm HunYuanDenseV1RotaryEmbedding',
      'transformers.models.hunyuan_v1_moe.configuration_hunyuan_v1_moe': 'HunYuanMoEV1Config',
      'transformers.models.hunyuan_v1_moe.modeling_hunyuan_v1_moe':
        'HunYuanMoEV1Attention HunYuanMoEV1DecoderLayer HunYuanMoEV1Experts HunYuanMoEV1ForCausalLM HunYuanMoEV1ForSequenceClassification HunYuanMoEV1Gate HunYuanMoEV1MLP HunYuanMoEV1Model HunYuanMoEV1Moe HunYuanMoEV1PreTrainedModel HunYuanMoEV1RMSNorm HunYuanMoEV1RotaryEmbedding',
      'transformers.models.hunyuan_v1_moe.modular_hunyuan_v1_moe':
        'HunYuanMoEV1Attention HunYuanMoEV1DecoderLayer HunYuanMoEV1Experts HunYuanMoEV1ForCausalLM HunYuanMoEV1ForSequenceClassification HunYuanMoEV1Gate HunYuanMoEV1MLP HunYuanMoEV1Model HunYuanMoEV1Moe HunYuanMoEV1PreTrainedModel HunYuanMoEV1RMSNorm HunYuanMoEV1RotaryEmbedding',
      'transformers.models.hunyuan_vl.configuration_hunyuan_vl':
        'HunYuanVLConfig HunYuanVLTextConfig HunYuanVLVisionConfig',
      'transformers.models.hunyuan_vl.image_processing_hunyuan_vl': 'HunYuanVLImageProcessor',
      'transformers.models.hunyuan_vl.image_processing_pil_hunyuan_vl': 'HunYuanVLImageProcessorPil',
      'transformers.models.hunyuan_vl.modeling_hunyuan_vl':
        'HunYuanVLDenseV1Attention HunYuanVLDenseV1DecoderLayer HunYuanVLForConditionalGeneration HunYuanVLMLP HunYuanVLModel HunYuanVLPreTrainedModel HunYuanVLRMSNorm HunYuanVLRotaryEmbedding HunYuanVLTextModel HunYuanVLVisionAttention HunYuanVLVisionBlock HunYuanVLVisionMLP HunYuanVLVisionPatchEmbed HunYuanVLVisionPatchMerger HunYuanVLVisionTransformer',
      'transformers.models.hunyuan_vl.modular_hunyuan_vl':
        'HunYuanVLConfig HunYuanVLDenseV1Attention HunYuanVLDenseV1DecoderLayer HunYuanVLForConditionalGeneration HunYuanVLImageProcessor HunYuanVLImageProcessorPil HunYuanVLModel HunYuanVLPreTrainedModel HunYuanVLRMSNorm HunYuanVLRotaryEmbedding HunYuanVLTextConfig HunYuanVLTextModel HunYuanVLVisionAttention HunYuanVLVisionBlock HunYuanVLVisionConfig HunYuanVLVisionMLP HunYuanVLVisionPatchEmbed HunYuanVLVisionPatchMerger HunYuanVLVisionTransformer',
      'transformers.models.hunyuan_vl.processing_hunyuan_vl': 'HunYuanVLProcessor',
      'transformers.models.hy_v3.configuration_hy_v3': 'HYV3Config',
      'transformers.models.hy_v3.modeling_hy_v3':
        'HYV3Attention HYV3DecoderLayer HYV3Experts HYV3ForCausalLM HYV3MLP HYV3MoE HYV3Model HYV3PreTrainedModel HYV3RMSNorm HYV3RotaryEmbedding HYV3TopKRouter',
      'transformers.models.hy_v3.modular_hy_v3':
        'HYV3Attention HYV3Config HYV3DecoderLayer HYV3Experts HYV3ForCausalLM HYV3MLP HYV3MoE HYV3Model HYV3PreTrainedModel HYV3RMSNorm HYV3RotaryEmbedding HYV3TopKRouter',
      'transformers.models.hy_v4.configuration_hy_v4': 'HYV4Config',
      'transformers.models.hy_v4.modeling_hy_v4':
        'HYV4Attention HYV4DecoderLayer HYV4Experts HYV4ForCausalLM HYV4HyperConnection HYV4HyperHead HYV4Indexer HYV4MLP HYV4MoE HYV4Model HYV4PreTrainedModel HYV4RMSNorm HYV4RotaryEmbedding HYV4TopkRouter HYV4UnweightedRMSNorm',
      'transformers.models.hy_v4.modular_hy_v4':
        'HYV4Attention HYV4Config HYV4DecoderLayer HYV4Experts HYV4ForCausalLM HYV4HyperConnection HYV4HyperHead HYV4Indexer HYV4MLP HYV4MoE HYV4Model HYV4PreTrainedModel HYV4RMSNorm HYV4RotaryEmbedding HYV4TopkRouter HYV4UnweightedRMSNorm',
      'transformers.models.hyperclovax_vision_v2.configuration_hyperclovax_vision_v2': 'HyperCLOVAXVisionV2Config',
      'transformers.models.hyperclovax_vision_v2.modeling_hyperclovax_vision_v2':
        'HyperCLOVAXVisionV2ForConditionalGeneration HyperCLOVAXVisionV2Model HyperCLOVAXVisionV2PreTrainedModel',
      'transformers.models.hyperclovax_vision_v2.modular_hyperclovax_vision_v2':
        'HyperCLOVAXVisionV2Config HyperCLOVAXVisionV2ForConditionalGeneration HyperCLOVAXVisionV2Model HyperCLOVAXVisionV2PreTrainedModel HyperCLOVAXVisionV2Processor',
      'transformers.models.hyperclovax_vision_v2.processing_hyperclovax_vision_v2': 'HyperCLOVAXVisionV2Processor',
      'transformers.models.hyperclovax.configuration_hyperclovax': 'HyperCLOVAXConfig',
      'transformers.models.hyperclovax.modeling_hyperclovax':
        'HyperCLOVAXAttention HyperCLOVAXDecoderLayer HyperCLOVAXForCausalLM HyperCLOVAXMLP HyperCLOVAXModel HyperCLOVAXPreTrainedModel HyperCLOVAXRMSNorm HyperCLOVAXRotaryEmbedding',
      'transformers.models.hyperclovax.modular_hyperclovax':
        'HyperCLOVAXAttention HyperCLOVAXConfig HyperCLOVAXDecoderLayer HyperCLOVAXForCausalLM HyperCLOVAXModel HyperCLOVAXPreTrainedModel HyperCLOVAXRMSNorm HyperCLOVAXRotaryEmbedding',
      'transformers.models.ibert.configuration_ibert': 'IBertConfig',
      'transformers.models.ibert.modeling_ibert':
        'IBertAttention IBertClassificationHead IBertEmbeddings IBertEncoder IBertForMaskedLM IBertForMultipleChoice IBertForQuestionAnswering IBertForSequenceClassification IBertForTokenClassification IBertIntermediate IBertLMHead IBertLayer IBertModel IBertOutput IBertPooler IBertPreTrainedModel IBertSelfAttention IBertSelfOutput',
      'transformers.models.ibert.quant_modules':
        'FixedPointMul IntGELU IntLayerNorm IntSoftmax QuantAct QuantEmbedding QuantLinear SymmetricQuantFunction floor_ste round_ste',
      'transformers.models.idefics.configuration_idefics': 'IdeficsConfig IdeficsPerceiverConfig IdeficsVisionConfig',
      'transformers.models.idefics.image_processing_idefics': 'IdeficsImageProcessor',
      'transformers.models.idefics.image_processing_pil_idefics': 'IdeficsImageProcessorPil',
      'transformers.models.idefics.modeling_idefics':
        'IdeficsAttention IdeficsDecoderLayer IdeficsDecoupledEmbedding IdeficsDecoupledLinear IdeficsForVisionText2Text IdeficsGatedCrossAttentionLayer IdeficsMLP IdeficsModel IdeficsPreTrainedModel IdeficsRMSNorm IdeficsRotaryEmbedding',
      'transformers.models.idefics.perceiver': 'IdeficsMLP IdeficsPerceiverAttention IdeficsPerceiverResampler',
      'transformers.models.idefics.processing_idefics': 'IdeficsProcessor',
      'transformers.models.idefics.vision':
        'IdeficsVisionAttention IdeficsVisionEmbeddings IdeficsVisionEncoder IdeficsVisionEncoderLayer IdeficsVisionMLP IdeficsVisionTransformer',
      'transformers.models.idefics2.configuration_idefics2':
        'Idefics2Config Idefics2PerceiverConfig Idefics2VisionConfig',
      'transformers.models.idefics2.image_processing_idefics2': 'Idefics2ImageProcessor',
      'transformers.models.idefics2.image_processing_pil_idefics2': 'Idefics2ImageProcessorPil',
      'transformers.models.idefics2.modeling_idefics2':
        'Idefics2Connector Idefics2Encoder Idefics2EncoderLayer Idefics2ForConditionalGeneration Idefics2MLP Idefics2Model Idefics2MultiheadAttentionPoolingHead Idefics2PerceiverAttention Idefics2PerceiverLayer Idefics2PerceiverResampler Idefics2PreTrainedModel Idefics2RMSNorm Idefics2VisionAttention Idefics2VisionEmbeddings Idefics2VisionMLP Idefics2VisionTransformer',
      'transformers.models.idefics2.processing_idefics2': 'Idefics2Processor',
      'transformers.models.idefics3.configuration_idefics3': 'Idefics3Config Idefics3VisionConfig',
      'transformers.models.idefics3.image_processing_idefics3': 'Idefics3ImageProcessor',
      'transformers.models.idefics3.image_processing_pil_idefics3': 'Idefics3ImageProcessorPil',
      'transformers.models.idefics3.modeling_idefics3':
        'Idefics3Connector Idefics3Encoder Idefics3EncoderLayer Idefics3ForConditionalGeneration Idefics3Model Idefics3PreTrainedModel Idefics3RMSNorm Idefics3SimpleMLP Idefics3VisionAttention Idefics3VisionEmbeddings Idefics3VisionMLP Idefics3VisionTransformer',
      'transformers.models.idefics3.processing_idefics3': 'Idefics3Processor',
      'transformers.models.ijepa.configuration_ijepa': 'IJepaConfig',
      'transformers.models.ijepa.modeling_ijepa':
        'IJepaAttention IJepaEmbeddings IJepaForImageClassification IJepaLayer IJepaMLP IJepaModel IJepaPatchEmbeddings IJepaPooler IJepaPreTrainedModel',
      'transformers.models.ijepa.modular_ijepa':
        'IJepaEmbeddings IJepaForImageClassification IJepaModel IJepaPreTrainedModel',
      'transformers.models.imagegpt.configuration_imagegpt': 'ImageGPTConfig',
      'transformers.models.imagegpt.image_processing_imagegpt': 'ImageGPTImageProcessor',
      'transformers.models.imagegpt.image_processing_pil_imagegpt': 'ImageGPTImageProcessorPil',
      'transformers.models.imagegpt.modeling_imagegpt':
        'ImageGPTAttention ImageGPTBlock ImageGPTForCausalImageModeling ImageGPTForImageClassification ImageGPTLayerNorm ImageGPTMLP ImageGPTModel ImageGPTPreTrainedModel',
      'transformers.models.informer.configuration_informer': 'InformerConfig',
      'transformers.models.informer.modeling_informer':
        'InformerAttention InformerConvLayer InformerDecoder InformerDecoderLayer InformerEncoder InformerEncoderLayer InformerFeatureEmbedder InformerForPrediction InformerMeanScaler InformerModel InformerNOPScaler InformerPreTrainedModel InformerProbSparseAttention InformerSinusoidalPositionalEmbedding InformerStdScaler InformerValueEmbedding',
      'transformers.models.informer.modular_informer':
        'InformerAttention InformerConvLayer InformerDecoder InformerDecoderLayer InformerEncoder InformerEncoderLayer InformerFeatureEmbedder InformerForPrediction InformerMeanScaler InformerModel InformerNOPScaler InformerPreTrainedModel InformerProbSparseAttention InformerSinusoidalPositionalEmbedding InformerStdScaler InformerValueEmbedding',
      'transformers.models.inkling.configuration_inkling':
        'InklingAudioConfig InklingConfig InklingTextConfig InklingVisionConfig',
      'transformers.models.inkling.feature_extraction_inkling': 'InklingFeatureExtractor',
      'transformers.models.inkling.image_processing_inkling': 'InklingImageProcessor',
      'transformers.models.inkling.modeling_inkling':
        'InklingAttention InklingAudioModel InklingAudioModelEmbeddings InklingDecoderLayer InklingExperts InklingForCausalLM InklingForConditionalGeneration InklingMLP InklingMoE InklingModel InklingNormedEmbedding InklingPreTrainedModel InklingRMSNorm InklingRelativeLogits InklingSharedExperts InklingShortConvolution InklingTextModel InklingTopkRouter InklingVisionEncoderLayer InklingVisionModel',
      'transformers.models.inkling.modular_inkling':
        'InklingAttention InklingAudioConfig InklingAudioModel InklingAudioModelEmbeddings InklingConfig InklingDecoderLayer InklingExperts InklingForCausalLM InklingForConditionalGeneration InklingMLP InklingMoE InklingModel InklingNormedEmbedding InklingPreTrainedModel InklingRMSNorm InklingRelativeLogits InklingSharedExperts InklingShortConvolution InklingTextConfig InklingTextModel InklingTopkRouter InklingVisionConfig InklingVisionEncoderLayer InklingVisionModel',
      'transformers.models.inkling.processing_inkling': 'InklingProcessor',
      'transformers.models.instructblip.configuration_instructblip':
        'InstructBlipConfig InstructBlipQFormerConfig InstructBlipVisionConfig',
      'transformers.models.instructblip.modeling_instructblip':
        'InstructBlipAttention InstructBlipEncoder InstructBlipEncoderLayer InstructBlipForConditionalGeneration InstructBlipMLP InstructBlipModel InstructBlipPreTrainedModel InstructBlipQFormerAttention InstructBlipQFormerEmbeddings InstructBlipQFormerEncoder InstructBlipQFormerIntermediate InstructBlipQFormerLayer InstructBlipQFormerModel InstructBlipQFormerMultiHeadAttention InstructBlipQFormerOutput InstructBlipQFormerSelfOutput InstructBlipVisionEmbeddings InstructBlipVisionModel',
      'transformers.models.instructblip.processing_instructblip': 'InstructBlipProcessor',
      'transformers.models.instructblipvideo.configuration_instructblipvideo':
        'InstructBlipVideoConfig InstructBlipVideoQFormerConfig InstructBlipVideoVisionConfig',
      'transformers.models.instructblipvideo.modeling_instructblipvideo':
        'InstructBlipVideoAttention InstructBlipVideoEncoder InstructBlipVideoEncoderLayer InstructBlipVideoForConditionalGeneration InstructBlipVideoMLP InstructBlipVideoModel InstructBlipVideoPreTrainedModel InstructBlipVideoQFormerAttention InstructBlipVideoQFormerEmbeddings InstructBlipVideoQFormerEncoder InstructBlipVideoQFormerIntermediate InstructBlipVideoQFormerLayer InstructBlipVideoQFormerModel InstructBlipVideoQFormerMultiHeadAttention InstructBlipVideoQFormerOutput InstructBlipVideoQFormerSelfOutput InstructBlipVideoVisionEmbeddings InstructBlipVideoVisionModel',
      'transformers.models.instructblipvideo.modular_instructblipvideo':
        'InstructBlipVideoConfig InstructBlipVideoForConditionalGeneration InstructBlipVideoModel InstructBlipVideoPreTrainedModel InstructBlipVideoQFormerConfig InstructBlipVideoQFormerModel InstructBlipVideoVisionConfig InstructBlipVideoVisionModel',
      'transformers.models.instructblipvideo.processing_instructblipvideo': 'InstructBlipVideoProcessor',
      'transformers.models.instructblipvideo.video_processing_instructblipvideo': 'InstructBlipVideoVideoProcessor',
      'transformers.models.internvl.configuration_internvl': 'InternVLConfig InternVLVisionConfig',
      'transformers.models.internvl.modeling_internvl':
        'InternVLForConditionalGeneration InternVLModel InternVLMultiModalProjector InternVLPreTrainedModel InternVLVisionAttention InternVLVisionEmbeddings InternVLVisionEncoder InternVLVisionLayer InternVLVisionMLP InternVLVisionModel InternVLVisionPatchEmbeddings InternVLVisionPreTrainedModel InternVLVisionRMSNorm',
      'transformers.models.internvl.modular_internvl':
        'InternVLForConditionalGeneration InternVLModel InternVLMultiModalProjector InternVLPreTrainedModel InternVLVisionAttention InternVLVisionEmbeddings InternVLVisionEncoder InternVLVisionLayer InternVLVisionMLP InternVLVisionModel InternVLVisionPatchEmbeddings InternVLVisionPreTrainedModel InternVLVisionRMSNorm',
      'transformers.models.internvl.processing_internvl': 'InternVLProcessor',
      'transformers.models.internvl.video_processing_internvl': 'InternVLVideoProcessor',
      'transformers.models.jais2.configuration_jais2': 'Jais2Config',
      'transformers.models.jais2.modeling_jais2':
        'Jais2Attention Jais2DecoderLayer Jais2ForCausalLM Jais2MLP Jais2Model Jais2PreTrainedModel Jais2RotaryEmbedding',
      'transformers.models.jais2.modular_jais2':
        'Jais2Config Jais2DecoderLayer Jais2ForCausalLM Jais2MLP Jais2Model Jais2PreTrainedModel',
      'transformers.models.jamba.configuration_jamba': 'JambaConfig',
      'transformers.models.jamba.modeling_jamba':
        'JambaAttention JambaAttentionDecoderLayer JambaExperts JambaForCausalLM JambaForSequenceClassification JambaMLP JambaMambaDecoderLayer JambaMambaMixer JambaModel JambaPreTrainedModel JambaRMSNorm JambaSparseMoeBlock',
      'transformers.models.jamba.modular_jamba':
        'JambaAttention JambaAttentionDecoderLayer JambaExperts JambaForCausalLM JambaForSequenceClassification JambaMLP JambaMambaDecoderLayer JambaMambaMixer JambaModel JambaPreTrainedModel JambaRMSNorm JambaSparseMoeBlock',
      'transformers.models.janus.configuration_janus': 'JanusConfig JanusVQVAEConfig JanusVisionConfig',
      'transformers.models.janus.image_processing_janus': 'JanusImageProcessor',
      'transformers.models.janus.image_processing_pil_janus': 'JanusImageProcessorPil',
      'transformers.models.janus.modeling_janus':
        'JanusForConditionalGeneration JanusModel JanusPreTrainedModel JanusVQVAE JanusVQVAEAlignerMLP JanusVQVAEAttnBlock JanusVQVAEConvDownsample JanusVQVAEConvUpsample JanusVQVAEDecoder JanusVQVAEEncoder JanusVQVAEHead JanusVQVAEMidBlock JanusVQVAEResnetBlock JanusVQVAEVectorQuantizer JanusVisionAlignerMLP JanusVisionAttention JanusVisionEmbeddings JanusVisionEncoder JanusVisionEncoderLayer JanusVisionMLP JanusVisionModel',
      'transformers.models.janus.modular_janus':
        'JanusConfig JanusForConditionalGeneration JanusModel JanusPreTrainedModel JanusVQVAE JanusVQVAEAlignerMLP JanusVQVAEAttnBlock JanusVQVAEConfig JanusVQVAEConvDownsample JanusVQVAEConvUpsample JanusVQVAEDecoder JanusVQVAEEncoder JanusVQVAEHead JanusVQVAEMidBlock JanusVQVAEResnetBlock JanusVQVAEVectorQuantizer JanusVisionAlignerMLP JanusVisionAttention JanusVisionConfig JanusVisionEmbeddings JanusVisionEncoder JanusVisionEncoderLayer JanusVisionMLP JanusVisionModel',
      'transformers.models.janus.processing_janus': 'JanusProcessor',
      'transformers.models.jetmoe.configuration_jetmoe': 'JetMoeConfig',
      'transformers.models.jetmoe.modeling_jetmoe':
        'JetMoeAttention JetMoeDecoderLayer JetMoeForCausalLM JetMoeForSequenceClassification JetMoeMoA JetMoeMoE JetMoeModel JetMoeParallelExperts JetMoePreTrainedModel JetMoeRMSNorm JetMoeRotaryEmbedding JetMoeTopKGating',
      'transformers.models.jetmoe.modular_jetmoe':
        'JetMoeAttention JetMoeDecoderLayer JetMoeForCausalLM JetMoeForSequenceClassification JetMoeMoA JetMoeMoE JetMoeModel JetMoeParallelExperts JetMoePreTrainedModel JetMoeRMSNorm JetMoeRotaryEmbedding JetMoeTopKGating',
      'transformers.models.jina_embeddings_v3.configuration_jina_embeddings_v3': 'JinaEmbeddingsV3Config',
      'transformers.models.jina_embeddings_v3.modeling_jina_embeddings_v3':
        'JinaEmbeddingsV3Attention JinaEmbeddingsV3ClassificationHead JinaEmbeddingsV3Embeddings JinaEmbeddingsV3ForMaskedLM JinaEmbeddingsV3ForQuestionAnswering JinaEmbeddingsV3ForSequenceClassification JinaEmbeddingsV3ForTokenClassification JinaEmbeddingsV3LMHead JinaEmbeddingsV3Layer JinaEmbeddingsV3MLP JinaEmbeddingsV3Model JinaEmbeddingsV3Pooler JinaEmbeddingsV3PreTrainedModel JinaEmbeddingsV3RotaryEmbedding',
      'transformers.models.jina_embeddings_v3.modular_jina_embeddings_v3':
        'JinaEmbeddingsV3Attention JinaEmbeddingsV3Config JinaEmbeddingsV3Embeddings JinaEmbeddingsV3ForMaskedLM JinaEmbeddingsV3ForQuestionAnswering JinaEmbeddingsV3ForSequenceClassification JinaEmbeddingsV3ForTokenClassification JinaEmbeddingsV3LMHead JinaEmbeddingsV3Layer JinaEmbeddingsV3MLP JinaEmbeddingsV3Model JinaEmbeddingsV3Pooler JinaEmbeddingsV3PreTrainedModel JinaEmbeddingsV3RotaryEmbedding',
      'transformers.models.kimi_k25.configuration_kimi_k25': 'Kimi_K25Config Kimi_K25VisionConfig',
      'transformers.models.kimi_k25.image_processing_kimi_k25': 'Kimi_K25ImageProcessor',
      'transformers.models.kimi_k25.modeling_kimi_k25':
        'Kimi_K25ForConditionalGeneration Kimi_K25Model Kimi_K25MultimodalProjection Kimi_K25PreTrainedModel Kimi_K25VisionAttention Kimi_K25VisionEncoderLayer Kimi_K25VisionMLP Kimi_K25VisionModel Kimi_K25VisionPatchEmbed Kimi_K25VisionPositionEmbeddings Kimi_K25VisionRotaryEmbedding',
      'transformers.models.kimi_k25.modular_kimi_k25':
        'Kimi_K25Config Kimi_K25ForConditionalGeneration Kimi_K25Model Kimi_K25MultimodalProjection Kimi_K25PreTrainedModel Kimi_K25Processor Kimi_K25VisionAttention Kimi_K25VisionConfig Kimi_K25VisionEncoderLayer Kimi_K25VisionMLP Kimi_K25VisionModel Kimi_K25VisionPatchEmbed Kimi_K25VisionPositionEmbeddings Kimi_K25VisionRotaryEmbedding',
      'transformers.models.kimi_k25.processing_kimi_k25': 'Kimi_K25Processor',
      'transformers.models.kimi_k25.video_processing_kimi_k25': 'Kimi_K25VideoProcessor',
      'transformers.models.kimi_linear.configuration_kimi_linear': 'KimiLinearConfig',
      'transformers.models.kimi_linear.modeling_kimi_linear':
        'KimiLinearAttention KimiLinearDecoderLayer KimiLinearDeltaAttention KimiLinearExperts KimiLinearForCausalLM KimiLinearForgetGate KimiLinearMLP KimiLinearMoE KimiLinearModel KimiLinearPreTrainedModel KimiLinearRMSNorm KimiLinearRMSNormGated KimiLinearTopkRouter',
      'transformers.models.kimi_linear.modular_kimi_linear':
        'KimiLinearAttention KimiLinearConfig KimiLinearDecoderLayer KimiLinearDeltaAttention KimiLinearExperts KimiLinearForCausalLM KimiLinearForgetGate KimiLinearMLP KimiLinearMoE KimiLinearModel KimiLinearPreTrainedModel KimiLinearRMSNorm KimiLinearRMSNormGated KimiLinearTopkRouter',
      'transformers.models.kosmos2_5.configuration_kosmos2_5':
        'Kosmos2_5Config Kosmos2_5TextConfig Kosmos2_5VisionConfig',
      'transformers.models.kosmos2_5.image_processing_kosmos2_5': 'Kosmos2_5ImageProcessor',
      'transformers.models.kosmos2_5.image_processing_pil_kosmos2_5': 'Kosmos2_5ImageProcessorPil',
      'transformers.models.kosmos2_5.modeling_kosmos2_5':
        'Kosmos2_5ForConditionalGeneration Kosmos2_5ImageToTextProjection Kosmos2_5LayerNorm Kosmos2_5Model Kosmos2_5PreTrainedModel Kosmos2_5TextAttention Kosmos2_5TextBlock Kosmos2_5TextFFN Kosmos2_5TextForCausalLM Kosmos2_5TextModel Kosmos2_5TextSinusoidalPositionalEmbedding Kosmos2_5TextTransformer Kosmos2_5VisionAttention Kosmos2_5VisionEmbeddings Kosmos2_5VisionEncoder Kosmos2_5VisionLayer Kosmos2_5VisionMlp Kosmos2_5VisionModel',
      'transformers.models.kosmos2_5.processing_kosmos2_5': 'Kosmos2_5Processor',
      'transformers.models.kosmos2.configuration_kosmos2': 'Kosmos2Config Kosmos2TextConfig Kosmos2VisionConfig',
      'transformers.models.kosmos2.modeling_kosmos2':
        'Kosmos2ForConditionalGeneration Kosmos2ImageToTextProjection Kosmos2Model Kosmos2PreTrainedModel Kosmos2TextBlock Kosmos2TextFFN Kosmos2TextForCausalLM Kosmos2TextModel Kosmos2TextSinusoidalPositionalEmbedding Kosmos2TextTransformer Kosmos2VisionAttention Kosmos2VisionEmbeddings Kosmos2VisionEncoder Kosmos2VisionEncoderLayer Kosmos2VisionMLP Kosmos2VisionModel Kosmos2VisionTransformer KosmosTextAttention',
      'transformers.models.kosmos2.processing_kosmos2': 'Kosmos2Processor',
      'transformers.models.kyutai_speech_to_text.configuration_kyutai_speech_to_text': 'KyutaiSpeechToTextConfig',
      'transformers.models.kyutai_speech_to_text.feature_extraction_kyutai_speech_to_text':
        'KyutaiSpeechToTextFeatureExtractor',
      'transformers.models.kyutai_speech_to_text.modeling_kyutai_speech_to_text':
        'KyutaiSpeechToTextAttention KyutaiSpeechToTextConv1dPaddingCache KyutaiSpeechToTextDecoderLayer KyutaiSpeechToTextEmbeddings KyutaiSpeechToTextFlexibleLinear KyutaiSpeechToTextForConditionalGeneration KyutaiSpeechToTextGatingMLP KyutaiSpeechToTextLinear KyutaiSpeechToTextModel KyutaiSpeechToTextPreTrainedModel KyutaiSpeechToTextRMSNorm KyutaiSpeechToTextRotaryEmbedding',
      'transformers.models.kyutai_speech_to_text.modular_kyutai_speech_to_text':
        'KyutaiSpeechToTextConv1dPaddingCache KyutaiSpeechToTextEmbeddings KyutaiSpeechToTextFeatureExtractor KyutaiSpeechToTextForConditionalGeneration KyutaiSpeechToTextModel KyutaiSpeechToTextPreTrainedModel',
      'transformers.models.kyutai_speech_to_text.processing_kyutai_speech_to_text': 'KyutaiSpeechToTextProcessor',
      'transformers.models.laguna.configuration_laguna': 'LagunaConfig',
      'transformers.models.laguna.modeling_laguna':
        'LagunaAttention LagunaDecoderLayer LagunaExperts LagunaForCausalLM LagunaMLP LagunaModel LagunaPreTrainedModel LagunaRMSNorm LagunaRotaryEmbedding LagunaSparseMoeBlock LagunaTopKRouter',
      'transformers.models.laguna.modular_laguna':
        'LagunaAttention LagunaConfig LagunaDecoderLayer LagunaExperts LagunaForCausalLM LagunaMLP LagunaModel LagunaPreTrainedModel LagunaRMSNorm LagunaRotaryEmbedding LagunaSparseMoeBlock LagunaTopKRouter',
      'transformers.models.lasr.configuration_lasr': 'LasrCTCConfig LasrEncoderConfig',
      'transformers.models.lasr.feature_extraction_lasr': 'LasrFeatureExtractor',
      'transformers.models.lasr.modeling_lasr':
        'LasrEncoder LasrEncoderAttention LasrEncoderBlock LasrEncoderCTCHead LasrEncoderConvolutionModule LasrEncoderFeedForward LasrEncoderRotaryEmbedding LasrEncoderSubsampling LasrForCTC LasrPreTrainedModel',
      'transformers.models.lasr.processing_lasr': 'LasrProcessor',
      'transformers.models.lasr.tokenization_lasr': 'LasrTokenizer',
      'transformers.models.layoutlm.configuration_layoutlm': 'LayoutLMConfig',
      'transformers.models.layoutlm.modeling_layoutlm':
        'LayoutLMAttention LayoutLMEmbeddings LayoutLMEncoder LayoutLMForMaskedLM LayoutLMForQuestionAnswering LayoutLMForSequenceClassification LayoutLMForTokenClassification LayoutLMIntermediate LayoutLMLMPredictionHead LayoutLMLayer LayoutLMModel LayoutLMOnlyMLMHead LayoutLMOutput LayoutLMPooler LayoutLMPreTrainedModel LayoutLMPredictionHeadTransform LayoutLMSelfAttention LayoutLMSelfOutput',
      'transformers.models.layoutlmv2.configuration_layoutlmv2': 'LayoutLMv2Config',
      'transformers.models.layoutlmv2.image_processing_layoutlmv2': 'LayoutLMv2ImageProcessor',
      'transformers.models.layoutlmv2.image_processing_pil_layoutlmv2': 'LayoutLMv2ImageProcessorPil',
      'transformers.models.layoutlmv2.modeling_layoutlmv2':
        'LayoutLMv2Attention LayoutLMv2Embeddings LayoutLMv2Encoder LayoutLMv2ForQuestionAnswering LayoutLMv2ForSequenceClassification LayoutLMv2ForTokenClassification LayoutLMv2Intermediate LayoutLMv2Layer LayoutLMv2Model LayoutLMv2Output LayoutLMv2Pooler LayoutLMv2PreTrainedModel LayoutLMv2SelfAttention LayoutLMv2SelfOutput LayoutLMv2VisualBackbone',
      'transformers.models.layoutlmv2.processing_layoutlmv2': 'LayoutLMv2Processor',
      'transformers.models.layoutlmv2.tokenization_layoutlmv2': 'LayoutLMv2Tokenizer',
      'transformers.models.layoutlmv3.configuration_layoutlmv3': 'LayoutLMv3Config',
      'transformers.models.layoutlmv3.image_processing_layoutlmv3': 'LayoutLMv3ImageProcessor',
      'transformers.models.layoutlmv3.image_processing_pil_layoutlmv3': 'LayoutLMv3ImageProcessorPil',
      'transformers.models.layoutlmv3.modeling_layoutlmv3':
        'LayoutLMv3Attention LayoutLMv3ClassificationHead LayoutLMv3Encoder LayoutLMv3ForQuestionAnswering LayoutLMv3ForSequenceClassification LayoutLMv3ForTokenClassification LayoutLMv3Intermediate LayoutLMv3Layer LayoutLMv3Model LayoutLMv3Output LayoutLMv3PatchEmbeddings LayoutLMv3PreTrainedModel LayoutLMv3SelfAttention LayoutLMv3SelfOutput LayoutLMv3TextEmbeddings',
      'transformers.models.layoutlmv3.processing_layoutlmv3': 'LayoutLMv3Processor',
      'transformers.models.layoutlmv3.tokenization_layoutlmv3': 'LayoutLMv3Tokenizer',
      'transformers.models.layoutxlm.configuration_layoutxlm': 'LayoutXLMConfig',
      'transformers.models.layoutxlm.modular_layoutxlm': 'LayoutXLMConfig',
      'transformers.models.layoutxlm.processing_layoutxlm': 'LayoutXLMProcessor',
      'transformers.models.layoutxlm.tokenization_layoutxlm': 'LayoutXLMTokenizer',
      'transformers.models.led.configuration_led': 'LEDConfig',
      'transformers.models.led.modeling_led':
        'LEDClassificationHead LEDDecoder LEDDecoderAttention LEDDecoderLayer LEDEncoder LEDEncoderAttention LEDEncoderLayer LEDEncoderSelfAttention LEDForConditionalGeneration LEDForQuestionAnswering LEDLearnedPositionalEmbedding LEDModel LEDPreTrainedModel',
      'transformers.models.levit.configuration_levit': 'LevitConfig',
      'transformers.models.levit.image_processing_levit': 'LevitImageProcessor',
      'transformers.models.levit.image_processing_pil_levit': 'LevitImageProcessorPil',
      'transformers.models.levit.modeling_levit':
        'LevitAttention LevitAttentionSubsample LevitClassificationLayer LevitConvEmbeddings LevitEncoder LevitForImageClassification LevitForImageClassificationWithTeacher LevitMLPLayer LevitModel LevitPatchEmbeddings LevitPreTrainedModel LevitResidualLayer LevitStage LevitSubsample MLPLayerWithBN',
      'transformers.models.lfm2_moe.configuration_lfm2_moe': 'Lfm2MoeConfig',
      'transformers.models.lfm2_moe.modeling_lfm2_moe':
        'Lfm2MoeAttention Lfm2MoeDecoderLayer Lfm2MoeExperts Lfm2MoeForCausalLM Lfm2MoeMLP Lfm2MoeModel Lfm2MoePreTrainedModel Lfm2MoeRMSNorm Lfm2MoeRotaryEmbedding Lfm2MoeShortConv Lfm2MoeSparseMoeBlock Lfm2MoeTopKRouter',
      'transformers.models.lfm2_moe.modular_lfm2_moe':
        'Lfm2MoeAttention Lfm2MoeDecoderLayer Lfm2MoeExperts Lfm2MoeForCausalLM Lfm2MoeMLP Lfm2MoeModel Lfm2MoePreTrainedModel Lfm2MoeRMSNorm Lfm2MoeRotaryEmbedding Lfm2MoeShortConv Lfm2MoeSparseMoeBlock Lfm2MoeTopKRouter',
      'transformers.models.lfm2_vl.configuration_lfm2_vl': 'Lfm2VlConfig',
      'transformers.models.lfm2_vl.image_processing_lfm2_vl': 'Lfm2VlImageProcessor',
      'transformers.models.lfm2_vl.modeling_lfm2_vl':
        'Lfm2VlForConditionalGeneration Lfm2VlModel Lfm2VlMultiModalProjector Lfm2VlPreTrainedModel',
      'transformers.models.lfm2_vl.modular_lfm2_vl':
        'Lfm2VlForConditionalGeneration Lfm2VlModel Lfm2VlMultiModalProjector Lfm2VlPreTrainedModel',
      'transformers.models.lfm2_vl.processing_lfm2_vl': 'Lfm2VlProcessor',
      'transformers.models.lfm2.configuration_lfm2': 'Lfm2Config',
      'transformers.models.lfm2.modeling_lfm2':
        'Lfm2Attention Lfm2DecoderLayer Lfm2ForCausalLM Lfm2MLP Lfm2Model Lfm2PreTrainedModel Lfm2RMSNorm Lfm2RotaryEmbedding Lfm2ShortConv',
      'transformers.models.lfm2.modular_lfm2':
        'Lfm2Attention Lfm2DecoderLayer Lfm2ForCausalLM Lfm2MLP Lfm2Model Lfm2PreTrainedModel Lfm2RMSNorm Lfm2RotaryEmbedding Lfm2ShortConv',
      'transformers.models.lightglue.configuration_lightglue': 'LightGlueConfig',
      'transformers.models.lightglue.image_processing_lightglue': 'LightGlueImageProcessor',
      'transformers.models.lightglue.image_processing_pil_lightglue': 'LightGlueImageProcessorPil',
      'transformers.models.lightglue.modeling_lightglue':
        'LightGlueAttention LightGlueForKeypointMatching LightGlueMLP LightGlueMatchAssignmentLayer LightGluePositionalEncoder LightGluePreTrainedModel LightGlueTokenConfidenceLayer LightGlueTransformerLayer',
      'transformers.models.lightglue.modular_lightglue':
        'LightGlueAttention LightGlueConfig LightGlueForKeypointMatching LightGlueImageProcessor LightGlueImageProcessorPil LightGlueMLP LightGlueMatchAssignmentLayer LightGluePositionalEncoder LightGluePreTrainedModel LightGlueTokenConfidenceLayer LightGlueTransformerLayer',
      'transformers.models.lighton_ocr.configuration_lighton_ocr': 'LightOnOcrConfig',
      'transformers.models.lighton_ocr.modeling_lighton_ocr':
        'LightOnOcrForConditionalGeneration LightOnOcrModel LightOnOcrMultiModalProjector LightOnOcrPatchMerger LightOnOcrPreTrainedModel LightOnOcrRMSNorm',
      'transformers.models.lighton_ocr.modular_lighton_ocr':
        'LightOnOcrConfig LightOnOcrForConditionalGeneration LightOnOcrModel LightOnOcrMultiModalProjector LightOnOcrProcessor',
      'transformers.models.lighton_ocr.processing_lighton_ocr': 'LightOnOcrProcessor',
      'transformers.models.lilt.configuration_lilt': 'LiltConfig',
      'transformers.models.lilt.modeling_lilt':
        'LiltAttention LiltClassificationHead LiltEncoder LiltForQuestionAnswering LiltForSequenceClassification LiltForTokenClassification LiltIntermediate LiltLayer LiltLayoutEmbeddings LiltModel LiltOutput LiltPooler LiltPreTrainedModel LiltSelfAttention LiltSelfOutput LiltTextEmbeddings',
      'transformers.models.llama.configuration_llama': 'LlamaConfig',
      'transformers.models.llama.modeling_llama':
        'LlamaAttention LlamaDecoderLayer LlamaForCausalLM LlamaForQuestionAnswering LlamaForSequenceClassification LlamaForTokenClassification LlamaMLP LlamaModel LlamaPreTrainedModel LlamaRMSNorm LlamaRotaryEmbedding',
      'transformers.models.llama.tokenization_llama': 'LlamaTokenizer',
      'transformers.models.llama4.configuration_llama4': 'Llama4Config Llama4TextConfig Llama4VisionConfig',
      'transformers.models.llama4.image_processing_llama4': 'Llama4ImageProcessor',
      'transformers.models.llama4.modeling_llama4':
        'Llama4ForCausalLM Llama4ForConditionalGeneration Llama4MultiModalProjector Llama4PreTrainedModel Llama4Router Llama4TextAttention Llama4TextDecoderLayer Llama4TextExperts Llama4TextL2Norm Llama4TextMLP Llama4TextModel Llama4TextMoe Llama4TextRMSNorm Llama4TextRotaryEmbedding Llama4UnfoldConvolution Llama4VisionAttention Llama4VisionEncoder Llama4VisionEncoderLayer Llama4VisionMLP Llama4VisionMLP2 Llama4VisionModel Llama4VisionPixelShuffleMLP Llama4VisionRotaryEmbedding',
      'transformers.models.llama4.processing_llama4': 'Llama4Processor',
      'transformers.models.llava_next_video.configuration_llava_next_video': 'LlavaNextVideoConfig',
      'transformers.models.llava_next_video.modeling_llava_next_video':
        'LlavaNextVideoForConditionalGeneration LlavaNextVideoModel LlavaNextVideoMultiModalProjector LlavaNextVideoPooler LlavaNextVideoPreTrainedModel',
      'transformers.models.llava_next_video.modular_llava_next_video':
        'LlavaNextVideoConfig LlavaNextVideoForConditionalGeneration LlavaNextVideoModel LlavaNextVideoMultiModalProjector LlavaNextVideoPooler LlavaNextVideoPreTrainedModel',
      'transformers.models.llava_next_video.processing_llava_next_video': 'LlavaNextVideoProcessor',
      'transformers.models.llava_next_video.video_processing_llava_next_video': 'LlavaNextVideoVideoProcessor',
      'transformers.models.llava_next.configuration_llava_next': 'LlavaNextConfig',
      'transformers.models.llava_next.image_processing_llava_next': 'LlavaNextImageProcessor',
      'transformers.models.llava_next.image_processing_pil_llava_next': 'LlavaNextImageProcessorPil',
      'transformers.models.llava_next.modeling_llava_next':
        'LlavaNextForConditionalGeneration LlavaNextModel LlavaNextMultiModalProjector LlavaNextPreTrainedModel',
      'transformers.models.llava_next.processing_llava_next': 'LlavaNextProcessor',
      'transformers.models.llava_onevision.configuration_llava_onevision': 'LlavaOnevisionConfig',
      'transformers.models.llava_onevision.image_processing_llava_onevision': 'LlavaOnevisionImageProcessor',
      'transformers.models.llava_onevision.image_processing_pil_llava_onevision': 'LlavaOnevisionImageProcessorPil',
      'transformers.models.llava_onevision.modeling_llava_onevision':
        'LlavaOnevisionForConditionalGeneration LlavaOnevisionModel LlavaOnevisionMultiModalProjector LlavaOnevisionPreTrainedModel',
      'transformers.models.llava_onevision.processing_llava_onevision': 'LlavaOnevisionProcessor',
      'transformers.models.llava_onevision.video_processing_llava_onevision': 'LlavaOnevisionVideoProcessor',
      'transformers.models.llava.configuration_llava': 'LlavaConfig',
      'transformers.models.llava.image_processing_llava': 'LlavaImageProcessor',
      'transformers.models.llava.image_processing_pil_llava': 'LlavaImageProcessorPil',
      'transformers.models.llava.modeling_llava':
        'LlavaForConditionalGeneration LlavaModel LlavaMultiModalProjector LlavaPreTrainedModel',
      'transformers.models.llava.processing_llava': 'LlavaProcessor',
      'transformers.models.longcat_flash.configuration_longcat_flash': 'LongcatFlashConfig',
      'transformers.models.longcat_flash.modeling_longcat_flash':
        'LongcatFlashDecoderLayer LongcatFlashExperts LongcatFlashForCausalLM LongcatFlashMLA LongcatFlashMLP LongcatFlashMoE LongcatFlashModel LongcatFlashPreTrainedModel LongcatFlashRMSNorm LongcatFlashRotaryEmbedding LongcatFlashTopkRouter',
      'transformers.models.longcat_flash.modular_longcat_flash':
        'LongcatFlashDecoderLayer LongcatFlashExperts LongcatFlashForCausalLM LongcatFlashMLA LongcatFlashMLP LongcatFlashMoE LongcatFlashModel LongcatFlashPreTrainedModel LongcatFlashRMSNorm LongcatFlashRotaryEmbedding LongcatFlashTopkRouter',
      'transformers.models.longformer.configuration_longformer': 'LongformerConfig',
      'transformers.models.longformer.modeling_longformer':
        'LongformerAttention LongformerClassificationHead LongformerEmbeddings LongformerEncoder LongformerForMaskedLM LongformerForMultipleChoice LongformerForQuestionAnswering LongformerForSequenceClassification LongformerForTokenClassification LongformerIntermediate LongformerLMHead LongformerLayer LongformerModel LongformerOutput LongformerPooler LongformerPreTrainedModel LongformerSelfAttention LongformerSelfOutput',
      'transformers.models.longt5.configuration_longt5': 'LongT5Config',
      'transformers.models.longt5.modeling_longt5':
        'LongT5Attention LongT5Block LongT5DenseActDense LongT5DenseGatedActDense LongT5EncoderModel LongT5ForConditionalGeneration LongT5LayerCrossAttention LongT5LayerFF LongT5LayerLocalSelfAttention LongT5LayerNorm LongT5LayerSelfAttention LongT5LayerTransientGlobalSelfAttention LongT5LocalAttention LongT5Model LongT5PreTrainedModel LongT5Stack LongT5TransientGlobalAttention',
      'transformers.models.luke.configuration_luke': 'LukeConfig',
      'transformers.models.luke.modeling_luke':
        'EntityPredictionHead EntityPredictionHeadTransform LukeAttention LukeEmbeddings LukeEncoder LukeEntityEmbeddings LukeForEntityClassification LukeForEntityPairClassification LukeForEntitySpanClassification LukeForMaskedLM LukeForMultipleChoice LukeForQuestionAnswering LukeForSequenceClassification LukeForTokenClassification LukeIntermediate LukeLMHead LukeLayer LukeModel LukeOutput LukePooler LukePreTrainedModel LukeSelfAttention LukeSelfOutput',
      'transformers.models.luke.tokenization_luke': 'LukeTokenizer',
      'transformers.models.lw_detr.configuration_lw_detr': 'LwDetrConfig LwDetrViTConfig',
      'transformers.models.lw_detr.modeling_lw_detr':
        'LwDetrAttention LwDetrC2FLayer LwDetrConvEncoder LwDetrConvNormLayer LwDetrDecoder LwDetrDecoderLayer LwDetrForObjectDetection LwDetrLayerNorm LwDetrMLP LwDetrMLPPredictionHead LwDetrModel LwDetrMultiScaleProjector LwDetrMultiscaleDeformableAttention LwDetrPreTrainedModel LwDetrRepVggBlock LwDetrSamplingLayer LwDetrScaleProjector LwDetrViTAttention LwDetrViTBackbone LwDetrViTEmbeddings LwDetrViTEncoder LwDetrViTLayer LwDetrViTMlp LwDetrViTPreTrainedModel MultiScaleDeformableAttention',
      'transformers.models.lw_detr.modular_lw_detr':
        'LwDetrAttention LwDetrC2FLayer LwDetrConfig LwDetrConvEncoder LwDetrConvNormLayer LwDetrDecoder LwDetrDecoderLayer LwDetrForObjectDetection LwDetrLayerNorm LwDetrMLP LwDetrMLPPredictionHead LwDetrModel LwDetrMultiScaleProjector LwDetrMultiscaleDeformableAttention LwDetrPreTrainedModel LwDetrRepVggBlock LwDetrSamplingLayer LwDetrScaleProjector LwDetrViTAttention LwDetrViTBackbone LwDetrViTConfig LwDetrViTEmbeddings LwDetrViTEncoder LwDetrViTLayer LwDetrViTMlp LwDetrViTPreTrainedModel',
      'transformers.models.lxmert.configuration_lxmert': 'LxmertConfig',
      'transformers.models.lxmert.modeling_lxmert':
        'GeLU LxmertAttention LxmertAttentionOutput LxmertCrossAttentionLayer LxmertEmbeddings LxmertEncoder LxmertForPreTraining LxmertForQuestionAnswering LxmertIntermediate LxmertLMPredictionHead LxmertLayer LxmertModel LxmertOutput LxmertPooler LxmertPreTrainedModel LxmertPreTrainingHeads LxmertPredictionHeadTransform LxmertSelfAttentionLayer LxmertVisualAnswerHead LxmertVisualFeatureEncoder LxmertVisualObjHead LxmertXLayer',
      'transformers.models.m2m_100.configuration_m2m_100': 'M2M100Config',
      'transformers.models.m2m_100.modeling_m2m_100':
        'M2M100Attention M2M100Decoder M2M100DecoderLayer M2M100Encoder M2M100EncoderLayer M2M100ForConditionalGeneration M2M100Model M2M100PreTrainedModel M2M100ScaledWordEmbedding M2M100SinusoidalPositionalEmbedding',
      'transformers.models.mamba.configuration_mamba': 'MambaConfig',
      'transformers.models.mamba.modeling_mamba':
        'MambaBlock MambaForCausalLM MambaMixer MambaModel MambaPreTrainedModel MambaRMSNorm',
      'transformers.models.mamba2.configuration_mamba2': 'Mamba2Config',
      'transformers.models.mamba2.modeling_mamba2':
        'Mamba2Block Mamba2ForCausalLM Mamba2Mixer Mamba2Model Mamba2PreTrainedModel Mamba2RMSNorm MambaRMSNormGated',
      'transformers.models.marian.configuration_marian': 'MarianConfig',
      'transformers.models.marian.modeling_marian':
        'MarianAttention MarianDecoder MarianDecoderLayer MarianDecoderWrapper MarianEncoder MarianEncoderLayer MarianForCausalLM MarianMTModel MarianModel MarianPreTrainedModel MarianSinusoidalPositionalEmbedding',
      'transformers.models.markuplm.configuration_markuplm': 'MarkupLMConfig',
      'transformers.models.markuplm.feature_extraction_markuplm': 'MarkupLMFeatureExtractor',
      'transformers.models.markuplm.modeling_markuplm':
        'MarkupLMAttention MarkupLMEmbeddings MarkupLMEncoder MarkupLMForQuestionAnswering MarkupLMForSequenceClassification MarkupLMForTokenClassification MarkupLMIntermediate MarkupLMLMPredictionHead MarkupLMLayer MarkupLMModel MarkupLMOnlyMLMHead MarkupLMOutput MarkupLMPooler MarkupLMPreTrainedModel MarkupLMPredictionHeadTransform MarkupLMSelfAttention MarkupLMSelfOutput XPathEmbeddings',
      'transformers.models.markuplm.processing_markuplm': 'MarkupLMProcessor',
      'transformers.models.markuplm.tokenization_markuplm': 'MarkupLMTokenizer',
      'transformers.models.mask2former.configuration_mask2former': 'Mask2FormerConfig',
      'transformers.models.mask2former.image_processing_mask2former': 'Mask2FormerImageProcessor',
      'transformers.models.mask2former.image_processing_pil_mask2former': 'Mask2FormerImageProcessorPil',
      'transformers.models.mask2former.modeling_mask2former':
        'Mask2FormerAttention Mask2FormerForUniversalSegmentation Mask2FormerHungarianMatcher Mask2FormerLoss Mask2FormerMLPPredictionHead Mask2FormerMaskPredictor Mask2FormerMaskedAttentionDecoder Mask2FormerMaskedAttentionDecoderLayer Mask2FormerModel Mask2FormerPixelDecoder Mask2FormerPixelDecoderEncoderLayer Mask2FormerPixelDecoderEncoderMultiscaleDeformableAttention Mask2FormerPixelDecoderEncoderOnly Mask2FormerPixelLevelModule Mask2FormerPreTrainedModel Mask2FormerPredictionBlock Mask2FormerSinePositionEmbedding Mask2FormerTransformerModule',
      'transformers.models.mask2former.modular_mask2former': 'Mask2FormerImageProcessor Mask2FormerImageProcessorPil',
      'transformers.models.maskformer.configuration_maskformer': 'MaskFormerConfig MaskFormerDetrConfig',
      'transformers.models.maskformer.configuration_maskformer_swin': 'MaskFormerSwinConfig',
      'transformers.models.maskformer.image_processing_maskformer': 'MaskFormerImageProcessor',
      'transformers.models.maskformer.image_processing_pil_maskformer': 'MaskFormerImageProcessorPil',
      'transformers.models.maskformer.modeling_maskformer':
        'MaskFormerDetrConvBlock MaskFormerDetrCrossAttention MaskFormerDetrDecoder MaskFormerDetrDecoderLayer MaskFormerDetrFPNFusionStage MaskFormerDetrLearnedPositionEmbedding MaskFormerDetrMHAttentionMap MaskFormerDetrMLP MaskFormerDetrMaskHeadSmallConv MaskFormerDetrPreTrainedModel MaskFormerDetrSelfAttention MaskFormerFPNConvLayer MaskFormerFPNLayer MaskFormerFPNModel MaskFormerForInstanceSegmentation MaskFormerHungarianMatcher MaskFormerLoss MaskFormerModel MaskFormerPixelDecoder MaskFormerPixelLevelModule MaskFormerPreTrainedModel MaskFormerSinePositionEmbedding MaskFormerTransformerModule MaskformerMLPPredictionHead PredictionBlock',
      'transformers.models.maskformer.modeling_maskformer_swin':
        'MaskFormerDropPath MaskFormerSwinAttention MaskFormerSwinBackbone MaskFormerSwinEmbeddings MaskFormerSwinEncoder MaskFormerSwinIntermediate MaskFormerSwinLayer MaskFormerSwinModel MaskFormerSwinOutput MaskFormerSwinPatchEmbeddings MaskFormerSwinPatchMerging MaskFormerSwinPreTrainedModel MaskFormerSwinSelfAttention MaskFormerSwinSelfOutput MaskFormerSwinStage',
      'transformers.models.maskformer.modular_maskformer':
        'MaskFormerConfig MaskFormerDetrConfig MaskFormerDetrDecoder MaskFormerFPNConvLayer MaskFormerFPNLayer MaskFormerFPNModel MaskFormerForInstanceSegmentation MaskFormerHungarianMatcher MaskFormerLoss MaskFormerModel MaskFormerPixelDecoder MaskFormerPixelLevelModule MaskFormerPreTrainedModel MaskFormerSinePositionEmbedding MaskFormerTransformerModule MaskformerMLPPredictionHead PredictionBlock',
      'transformers.models.mbart.configuration_mbart': 'MBartConfig',
      'transformers.models.mbart.modeling_mbart':
        'MBartAttention MBartClassificationHead MBartDecoder MBartDecoderLayer MBartDecoderWrapper MBartEncoder MBartEncoderLayer MBartForCausalLM MBartForConditionalGeneration MBartForQuestionAnswering MBartForSequenceClassification MBartLearnedPositionalEmbedding MBartModel MBartPreTrainedModel MBartScaledWordEmbedding',
      'transformers.models.mbart.tokenization_mbart': 'MBartTokenizer',
      'transformers.models.mbart50.tokenization_mbart50': 'MBart50Tokenizer',
      'transformers.models.megatron_bert.configuration_megatron_bert': 'MegatronBertConfig',
      'transformers.models.megatron_bert.modeling_megatron_bert':
        'MegatronBertAttention MegatronBertEmbeddings MegatronBertEncoder MegatronBertForCausalLM MegatronBertForMaskedLM MegatronBertForMultipleChoice MegatronBertForNextSentencePrediction MegatronBertForPreTraining MegatronBertForQuestionAnswering MegatronBertForSequenceClassification MegatronBertForTokenClassification MegatronBertIntermediate MegatronBertLMPredictionHead MegatronBertLayer MegatronBertModel MegatronBertOnlyMLMHead MegatronBertOnlyNSPHead MegatronBertOutput MegatronBertPooler MegatronBertPreTrainedModel MegatronBertPreTrainingHeads MegatronBertPredictionHeadTransform MegatronBertSelfAttention MegatronBertSelfOutput',
      'transformers.models.mellum.configuration_mellum': 'MellumConfig',
      'transformers.models.mellum.modeling_mellum':
        'MellumAttention MellumDecoderLayer MellumExperts MellumForCausalLM MellumMLP MellumModel MellumPreTrainedModel MellumRMSNorm MellumRotaryEmbedding MellumSparseMoeBlock MellumTopKRouter',
      'transformers.models.mellum.modular_mellum':
        'MellumAttention MellumConfig MellumDecoderLayer MellumForCausalLM MellumModel MellumPreTrainedModel MellumRotaryEmbedding MellumSparseMoeBlock',
      'transformers.models.metaclip_2.configuration_metaclip_2':
        'MetaClip2Config MetaClip2TextConfig MetaClip2VisionConfig',
      'transformers.models.metaclip_2.modeling_metaclip_2':
        'MetaClip2Attention MetaClip2Encoder MetaClip2EncoderLayer MetaClip2ForImageClassification MetaClip2MLP MetaClip2Model MetaClip2PreTrainedModel MetaClip2TextEmbeddings MetaClip2TextModel MetaClip2TextModelWithProjection MetaClip2VisionEmbeddings MetaClip2VisionModel MetaClip2VisionModelWithProjection',
      'transformers.models.metaclip_2.modular_metaclip_2':
        'MetaClip2Attention MetaClip2Config MetaClip2ForImageClassification MetaClip2MLP MetaClip2Model MetaClip2PreTrainedModel MetaClip2TextConfig MetaClip2TextEmbeddings MetaClip2TextModel MetaClip2TextModelWithProjection MetaClip2VisionConfig MetaClip2VisionEmbeddings MetaClip2VisionModel MetaClip2VisionModelWithProjection',
      'transformers.models.mgp_str.configuration_mgp_str': 'MgpstrConfig',
      'transformers.models.mgp_str.modeling_mgp_str':
        'MgpStrDropPath MgpstrA3Module MgpstrAttention MgpstrEmbeddings MgpstrEncoder MgpstrForSceneTextRecognition MgpstrLayer MgpstrMlp MgpstrModel MgpstrPreTrainedModel',
      'transformers.models.mgp_str.processing_mgp_str': 'MgpstrProcessor',
      'transformers.models.mgp_str.tokenization_mgp_str': 'MgpstrTokenizer',
      'transformers.models.mimi.configuration_mimi': 'MimiConfig',
      'transformers.models.mimi.modeling_mimi':
        'MimiAttention MimiConv1d MimiConv1dPaddingCache MimiConvTranspose1d MimiDecoder MimiEncoder MimiEuclideanCodebook MimiLayerScale MimiMLP MimiModel MimiPreTrainedModel MimiResidualVectorQuantizer MimiResnetBlock MimiRotaryEmbedding MimiSplitResidualVectorQuantizer MimiTransformerLayer MimiTransformerModel MimiVectorQuantization',
      'transformers.models.mimo_v2_flash.configuration_mimo_v2_flash': 'MiMoV2FlashConfig',
      'transformers.models.mimo_v2_flash.modeling_mimo_v2_flash':
        'MiMoV2FlashAttention MiMoV2FlashDecoderLayer MiMoV2FlashExperts MiMoV2FlashForCausalLM MiMoV2FlashMLP MiMoV2FlashMoE MiMoV2FlashModel MiMoV2FlashPreTrainedModel MiMoV2FlashRMSNorm MiMoV2FlashRotaryEmbedding MiMoV2FlashTopkRouter',
      'transformers.models.mimo_v2_flash.modular_mimo_v2_flash':
        'MiMoV2FlashAttention MiMoV2FlashConfig MiMoV2FlashDecoderLayer MiMoV2FlashExperts MiMoV2FlashForCausalLM MiMoV2FlashMLP MiMoV2FlashMoE MiMoV2FlashModel MiMoV2FlashPreTrainedModel MiMoV2FlashRMSNorm MiMoV2FlashRotaryEmbedding MiMoV2FlashTopkRouter',
      'transformers.models.minicpm3.configuration_minicpm3': 'MiniCPM3Config',
      'transformers.models.minicpm3.modeling_minicpm3':
        'MiniCPM3Attention MiniCPM3DecoderLayer MiniCPM3ForCausalLM MiniCPM3ForSequenceClassification MiniCPM3MLP MiniCPM3Model MiniCPM3PreTrainedModel MiniCPM3RMSNorm MiniCPM3RotaryEmbedding MiniCPM3ScaledWordEmbedding',
      'transformers.models.minicpm3.modular_minicpm3':
        'MiniCPM3Attention MiniCPM3Config MiniCPM3DecoderLayer MiniCPM3ForCausalLM MiniCPM3ForSequenceClassification MiniCPM3MLP MiniCPM3Model MiniCPM3PreTrainedModel MiniCPM3RMSNorm MiniCPM3RotaryEmbedding MiniCPM3ScaledWordEmbedding',
      'transformers.models.minicpmv4_6.configuration_minicpmv4_6': 'MiniCPMV4_6Config MiniCPMV4_6VisionConfig',
      'transformers.models.minicpmv4_6.image_processing_minicpmv4_6': 'MiniCPMV4_6ImageProcessor',
      'transformers.models.minicpmv4_6.image_processing_pil_minicpmv4_6': 'MiniCPMV4_6ImageProcessorPil',
      'transformers.models.minicpmv4_6.modeling_minicpmv4_6':
        'MiniCPMV4_6DownsampleMLP MiniCPMV4_6ForConditionalGeneration MiniCPMV4_6Merger MiniCPMV4_6Model MiniCPMV4_6PreTrainedModel MiniCPMV4_6ViTWindowAttentionMerger MiniCPMV4_6VisionAttention MiniCPMV4_6VisionEmbeddings MiniCPMV4_6VisionEncoder MiniCPMV4_6VisionEncoderLayer MiniCPMV4_6VisionMLP MiniCPMV4_6VisionModel MiniCPMV4_6VisionPreTrainedModel',
      'transformers.models.minicpmv4_6.modular_minicpmv4_6':
        'MiniCPMV4_6Config MiniCPMV4_6DownsampleMLP MiniCPMV4_6ForConditionalGeneration MiniCPMV4_6Merger MiniCPMV4_6Model MiniCPMV4_6PreTrainedModel MiniCPMV4_6ViTWindowAttentionMerger MiniCPMV4_6VisionAttention MiniCPMV4_6VisionConfig MiniCPMV4_6VisionEmbeddings MiniCPMV4_6VisionEncoder MiniCPMV4_6VisionEncoderLayer MiniCPMV4_6VisionMLP MiniCPMV4_6VisionModel MiniCPMV4_6VisionPreTrainedModel',
      'transformers.models.minicpmv4_6.processing_minicpmv4_6': 'MiniCPMV4_6Processor',
      'transformers.models.minicpmv4_6.video_processing_minicpmv4_6': 'MiniCPMV4_6VideoProcessor',
      'transformers.models.minicpmv4_7.configuration_minicpmv4_7': 'MiniCPMV4_7Config MiniCPMV4_7VisionConfig',
      'transformers.models.minicpmv4_7.modeling_minicpmv4_7':
        'MiniCPMV4_7DownsampleMLP MiniCPMV4_7ForConditionalGeneration MiniCPMV4_7Merger MiniCPMV4_7Model MiniCPMV4_7PreTrainedModel MiniCPMV4_7ViTWindowAttentionMerger MiniCPMV4_7VisionAttention MiniCPMV4_7VisionEmbeddings MiniCPMV4_7VisionEncoder MiniCPMV4_7VisionEncoderLayer MiniCPMV4_7VisionMLP MiniCPMV4_7VisionModel MiniCPMV4_7VisionPreTrainedModel',
      'transformers.models.minicpmv4_7.modular_minicpmv4_7':
        'MiniCPMV4_7Config MiniCPMV4_7ForConditionalGeneration MiniCPMV4_7Model MiniCPMV4_7Processor MiniCPMV4_7ViTWindowAttentionMerger MiniCPMV4_7VisionConfig',
      'transformers.models.minicpmv4_7.processing_minicpmv4_7': 'MiniCPMV4_7Processor',
      'transformers.models.minimax_m2.configuration_minimax_m2': 'MiniMaxM2Config',
      'transformers.models.minimax_m2.modeling_minimax_m2':
        'MiniMaxM2Attention MiniMaxM2DecoderLayer MiniMaxM2Experts MiniMaxM2ForCausalLM MiniMaxM2Model MiniMaxM2PreTrainedModel MiniMaxM2RMSNorm MiniMaxM2RotaryEmbedding MiniMaxM2SparseMoeBlock MiniMaxM2TopKRouter',
      'transformers.models.minimax_m2.modular_minimax_m2':
        'MiniMaxM2Attention MiniMaxM2Config MiniMaxM2Experts MiniMaxM2ForCausalLM MiniMaxM2Model MiniMaxM2PreTrainedModel MiniMaxM2RMSNorm MiniMaxM2RotaryEmbedding MiniMaxM2SparseMoeBlock MiniMaxM2TopKRouter',
      'transformers.models.minimax_m3_vl.configuration_minimax_m3_vl':
        'MiniMaxM3VLConfig MiniMaxM3VLTextConfig MiniMaxM3VLVisionConfig',
      'transformers.models.minimax_m3_vl.image_processing_minimax_m3_vl': 'MiniMaxM3VLImageProcessor',
      'transformers.models.minimax_m3_vl.modeling_minimax_m3_vl':
        'MiniMaxM3SparseForConditionalGeneration MiniMaxM3VLAttention MiniMaxM3VLDecoderLayer MiniMaxM3VLDenseMLP MiniMaxM3VLExperts MiniMaxM3VLForCausalLM MiniMaxM3VLIndexer MiniMaxM3VLModel MiniMaxM3VLMultiModalProjector MiniMaxM3VLPreTrainedModel MiniMaxM3VLRMSNorm MiniMaxM3VLRotaryEmbedding MiniMaxM3VLSparseCacheLayer MiniMaxM3VLSparseMoeBlock MiniMaxM3VLSparseStaticCacheLayer MiniMaxM3VLTextModel MiniMaxM3VLTopKRouter MiniMaxM3VLVisionAttention MiniMaxM3VLVisionEmbeddings MiniMaxM3VLVisionEncoderLayer MiniMaxM3VLVisionMLP MiniMaxM3VLVisionModel MiniMaxM3VLVisionRotaryEmbedding',
      'transformers.models.minimax_m3_vl.modular_minimax_m3_vl':
        'MiniMaxM3SparseForConditionalGeneration MiniMaxM3VLAttention MiniMaxM3VLConfig MiniMaxM3VLDecoderLayer MiniMaxM3VLDenseMLP MiniMaxM3VLExperts MiniMaxM3VLForCausalLM MiniMaxM3VLImageProcessor MiniMaxM3VLIndexer MiniMaxM3VLModel MiniMaxM3VLMultiModalProjector MiniMaxM3VLPreTrainedModel MiniMaxM3VLProcessor MiniMaxM3VLRMSNorm MiniMaxM3VLRotaryEmbedding MiniMaxM3VLSparseCacheLayer MiniMaxM3VLSparseMoeBlock MiniMaxM3VLSparseStaticCacheLayer MiniMaxM3VLTextConfig MiniMaxM3VLTextModel MiniMaxM3VLTopKRouter MiniMaxM3VLVisionAttention MiniMaxM3VLVisionConfig MiniMaxM3VLVisionEmbeddings MiniMaxM3VLVisionEncoderLayer MiniMaxM3VLVisionMLP MiniMaxM3VLVisionModel MiniMaxM3VLVisionRotaryEmbedding',
      'transformers.models.minimax_m3_vl.processing_minimax_m3_vl': 'MiniMaxM3VLProcessor',
      'transformers.models.minimax_m3_vl.video_processing_minimax_m3_vl': 'MiniMaxM3VLVideoProcessor',
      'transformers.models.minimax.configuration_minimax': 'MiniMaxConfig',
      'transformers.models.minimax.modeling_minimax':
        'MiniMaxAttention MiniMaxCache MiniMaxDecoderLayer MiniMaxExperts MiniMaxForCausalLM MiniMaxForQuestionAnswering MiniMaxForSequenceClassification MiniMaxForTokenClassification MiniMaxLightningAttention MiniMaxModel MiniMaxPreTrainedModel MiniMaxRMSNorm MiniMaxRotaryEmbedding MiniMaxSparseMoeBlock MiniMaxTopKRouter',
      'transformers.models.minimax.modular_minimax':
        'MiniMaxAttention MiniMaxCache MiniMaxConfig MiniMaxDecoderLayer MiniMaxForCausalLM MiniMaxForQuestionAnswering MiniMaxForSequenceClassification MiniMaxForTokenClassification MiniMaxLightningAttention MiniMaxModel MiniMaxPreTrainedModel MiniMaxRMSNorm MiniMaxRotaryEmbedding MiniMaxSparseMoeBlock MiniMaxTopKRouter',
      'transformers.models.ministral.configuration_ministral': 'MinistralConfig',
      'transformers.models.ministral.modeling_ministral':
        'MinistralAttention MinistralDecoderLayer MinistralForCausalLM MinistralForQuestionAnswering MinistralForSequenceClassification MinistralForTokenClassification MinistralMLP MinistralModel MinistralPreTrainedModel MinistralRMSNorm MinistralRotaryEmbedding',
      'transformers.models.ministral.modular_ministral':
        'MinistralAttention MinistralConfig MinistralDecoderLayer MinistralForCausalLM MinistralForQuestionAnswering MinistralForSequenceClassification MinistralForTokenClassification MinistralMLP MinistralModel MinistralPreTrainedModel MinistralRMSNorm MinistralRotaryEmbedding',
      'transformers.models.ministral3.configuration_ministral3': 'Ministral3Config',
      'transformers.models.ministral3.modeling_ministral3':
        'Ministral3Attention Ministral3DecoderLayer Ministral3ForCausalLM Ministral3ForQuestionAnswering Ministral3ForSequenceClassification Ministral3ForTokenClassification Ministral3MLP Ministral3Model Ministral3PreTrainedModel Ministral3RMSNorm Ministral3RotaryEmbedding',
      'transformers.models.ministral3.modular_ministral3':
        'Ministral3Attention Ministral3DecoderLayer Ministral3ForCausalLM Ministral3ForQuestionAnswering Ministral3ForSequenceClassification Ministral3ForTokenClassification Ministral3Model Ministral3PreTrainedModel',
      'transformers.models.mistral.configuration_mistral': 'MistralConfig',
      'transformers.models.mistral.modeling_mistral':
        'MistralAttention MistralDecoderLayer MistralForCausalLM MistralForQuestionAnswering MistralForSequenceClassification MistralForTokenClassification MistralMLP MistralModel MistralPreTrainedModel MistralRMSNorm MistralRotaryEmbedding',
      'transformers.models.mistral.modular_mistral':
        'MistralAttention MistralDecoderLayer MistralForCausalLM MistralForQuestionAnswering MistralForSequenceClassification MistralForTokenClassification MistralMLP MistralModel MistralPreTrainedModel',
      'transformers.models.mistral3.configuration_mistral3': 'Mistral3Config',
      'transformers.models.mistral3.modeling_mistral3':
        'Mistral3ForConditionalGeneration Mistral3Model Mistral3MultiModalProjector Mistral3PatchMerger Mistral3PreTrainedModel Mistral3RMSNorm',
      'transformers.models.mistral3.modular_mistral3':
        'Mistral3ForConditionalGeneration Mistral3Model Mistral3MultiModalProjector Mistral3PatchMerger Mistral3PreTrainedModel Mistral3RMSNorm',
      'transformers.models.mistral4.configuration_mistral4': 'Mistral4Config',
      'transformers.models.mistral4.modeling_mistral4':
        'Mistral4Attention Mistral4DecoderLayer Mistral4Experts Mistral4ForCausalLM Mistral4ForSequenceClassification Mistral4ForTokenClassification Mistral4MLP Mistral4MoE Mistral4Model Mistral4PreTrainedModel Mistral4RMSNorm Mistral4RotaryEmbedding Mistral4TopkRouter',
      'transformers.models.mistral4.modular_mistral4':
        'Mistral4Attention Mistral4DecoderLayer Mistral4Experts Mistral4ForCausalLM Mistral4ForSequenceClassification Mistral4ForTokenClassification Mistral4MLP Mistral4MoE Mistral4Model Mistral4PreTrainedModel Mistral4RMSNorm Mistral4RotaryEmbedding Mistral4TopkRouter',
      'transformers.models.mixtral.configuration_mixtral': 'MixtralConfig',
      'transformers.models.mixtral.modeling_mixtral':
        'MixtralAttention MixtralDecoderLayer MixtralExperts MixtralForCausalLM MixtralForQuestionAnswering MixtralForSequenceClassification MixtralForTokenClassification MixtralModel MixtralPreTrainedModel MixtralRMSNorm MixtralRotaryEmbedding MixtralSparseMoeBlock MixtralTopKRouter',
      'transformers.models.mixtral.modular_mixtral':
        'MixtralAttention MixtralDecoderLayer MixtralExperts MixtralForCausalLM MixtralForQuestionAnswering MixtralForSequenceClassification MixtralForTokenClassification MixtralModel MixtralPreTrainedModel MixtralRMSNorm MixtralRotaryEmbedding MixtralSparseMoeBlock MixtralTopKRouter',
      'transformers.models.mlcd.configuration_mlcd': 'MLCDVisionConfig',
      'transformers.models.mlcd.modeling_mlcd':
        'MLCDAttention MLCDEncoder MLCDEncoderLayer MLCDMLP MLCDPreTrainedModel MLCDRotaryEmbedding MLCDVisionEmbeddings MLCDVisionModel',
      'transformers.models.mlcd.modular_mlcd':
        'MLCDAttention MLCDEncoder MLCDEncoderLayer MLCDMLP MLCDPreTrainedModel MLCDRotaryEmbedding MLCDVisionConfig MLCDVisionEmbeddings MLCDVisionModel',
      'transformers.models.mllama.configuration_mllama': 'MllamaConfig MllamaTextConfig MllamaVisionConfig',
      'transformers.models.mllama.image_processing_mllama': 'MllamaImageProcessor',
      'transformers.models.mllama.image_processing_pil_mllama': 'MllamaImageProcessorPil',
      'transformers.models.mllama.modeling_mllama':
        'MllamaCrossAttentionDecoderLayer MllamaForCausalLM MllamaForConditionalGeneration MllamaModel MllamaPreTrainedModel MllamaPrecomputedAspectRatioEmbedding MllamaPrecomputedPositionEmbedding MllamaRotaryEmbedding MllamaSelfAttentionDecoderLayer MllamaTextCrossAttention MllamaTextMLP MllamaTextModel MllamaTextRMSNorm MllamaTextSelfAttention MllamaVisionAttention MllamaVisionEncoder MllamaVisionEncoderLayer MllamaVisionMLP MllamaVisionModel',
      'transformers.models.mllama.processing_mllama': 'MllamaProcessor',
      'transformers.models.mluke.tokenization_mluke': 'MLukeTokenizer',
      'transformers.models.mm_grounding_dino.configuration_mm_grounding_dino': 'MMGroundingDinoConfig',
      'transformers.models.mm_grounding_dino.modeling_mm_grounding_dino':
        'MMGroundingDinoBiMultiHeadAttention MMGroundingDinoContrastiveEmbedding MMGroundingDinoConvEncoder MMGroundingDinoConvModel MMGroundingDinoDecoder MMGroundingDinoDecoderLayer MMGroundingDinoDeformableLayer MMGroundingDinoDropPath MMGroundingDinoEncoder MMGroundingDinoEncoderLayer MMGroundingDinoForObjectDetection MMGroundingDinoFrozenBatchNorm2d MMGroundingDinoFusionLayer MMGroundingDinoLearnedPositionEmbedding MMGroundingDinoMLPPredictionHead MMGroundingDinoModel MMGroundingDinoMultiheadAttention MMGroundingDinoMultiscaleDeformableAttention MMGroundingDinoPreTrainedModel MMGroundingDinoSinePositionEmbedding MMGroundingDinoTextEnhancerLayer MultiScaleDeformableAttention',
      'transformers.models.mm_grounding_dino.modular_mm_grounding_dino':
        'MMGroundingDinoConfig MMGroundingDinoContrastiveEmbedding MMGroundingDinoConvEncoder MMGroundingDinoConvModel MMGroundingDinoDecoder MMGroundingDinoEncoder MMGroundingDinoForObjectDetection MMGroundingDinoMLPPredictionHead MMGroundingDinoModel MMGroundingDinoPreTrainedModel',
      'transformers.models.mobilebert.configuration_mobilebert': 'MobileBertConfig',
      'transformers.models.mobilebert.modeling_mobilebert':
        'Bottleneck BottleneckLayer FFNLayer FFNOutput MobileBertAttention MobileBertEmbeddings MobileBertEncoder MobileBertForMaskedLM MobileBertForMultipleChoice MobileBertForNextSentencePrediction MobileBertForPreTraining MobileBertForQuestionAnswering MobileBertForSequenceClassification MobileBertForTokenClassification MobileBertIntermediate MobileBertLMPredictionHead MobileBertLayer MobileBertModel MobileBertOnlyMLMHead MobileBertOnlyNSPHead MobileBertOutput MobileBertPooler MobileBertPreTrainedModel MobileBertPreTrainingHeads MobileBertPredictionHeadTransform MobileBertSelfAttention MobileBertSelfOutput NoNorm OutputBottleneck',
      'transformers.models.mobilenet_v1.configuration_mobilenet_v1': 'MobileNetV1Config',
      'transformers.models.mobilenet_v1.image_processing_mobilenet_v1': 'MobileNetV1ImageProcessor',
      'transformers.models.mobilenet_v1.image_processing_pil_mobilenet_v1': 'MobileNetV1ImageProcessorPil',
      'transformers.models.mobilenet_v1.modeling_mobilenet_v1':
        'MobileNetV1ConvLayer MobileNetV1ForImageClassification MobileNetV1Model MobileNetV1PreTrainedModel',
      'transformers.models.mobilenet_v2.configuration_mobilenet_v2': 'MobileNetV2Config',
      'transformers.models.mobilenet_v2.image_processing_mobilenet_v2': 'MobileNetV2ImageProcessor',
      'transformers.models.mobilenet_v2.image_processing_pil_mobilenet_v2': 'MobileNetV2ImageProcessorPil',
      'transformers.models.mobilenet_v2.modeling_mobilenet_v2':
        'MobileNetV2ConvLayer MobileNetV2DeepLabV3Plus MobileNetV2ForImageClassification MobileNetV2ForSemanticSegmentation MobileNetV2InvertedResidual MobileNetV2Model MobileNetV2PreTrainedModel MobileNetV2Stem',
      'transformers.models.mobilevit.configuration_mobilevit': 'MobileViTConfig',
      'transformers.models.mobilevit.image_processing_mobilevit': 'MobileViTImageProcessor',
      'transformers.models.mobilevit.image_processing_pil_mobilevit': 'MobileViTImageProcessorPil',
      'transformers.models.mobilevit.modeling_mobilevit':
        'MobileViTASPP MobileViTASPPPooling MobileViTAttention MobileViTConvLayer MobileViTDeepLabV3 MobileViTEncoder MobileViTForImageClassification MobileViTForSemanticSegmentation MobileViTIntermediate MobileViTInvertedResidual MobileViTLayer MobileViTMobileNetLayer MobileViTModel MobileViTOutput MobileViTPreTrainedModel MobileViTSelfAttention MobileViTSelfOutput MobileViTTransformer MobileViTTransformerLayer',
      'transformers.models.mobilevitv2.configuration_mobilevitv2': 'MobileViTV2Config',
      'transformers.models.mobilevitv2.modeling_mobilevitv2':
        'MobileViTV2ASPP MobileViTV2ASPPPooling MobileViTV2ConvLayer MobileViTV2DeepLabV3 MobileViTV2Encoder MobileViTV2FFN MobileViTV2ForImageClassification MobileViTV2ForSemanticSegmentation MobileViTV2InvertedResidual MobileViTV2Layer MobileViTV2LinearSelfAttention MobileViTV2MobileNetLayer MobileViTV2Model MobileViTV2PreTrainedModel MobileViTV2Transformer MobileViTV2TransformerLayer',
      'transformers.models.modernbert_decoder.configuration_modernbert_decoder': 'ModernBertDecoderConfig',
      'transformers.models.modernbert_decoder.modeling_modernbert_decoder':
        'ModernBertDecoderAttention ModernBertDecoderEmbeddings ModernBertDecoderForCausalLM ModernBertDecoderForSequenceClassification ModernBertDecoderLayer ModernBertDecoderMLP ModernBertDecoderModel ModernBertDecoderPreTrainedModel ModernBertDecoderPredictionHead ModernBertDecoderRotaryEmbedding',
      'transformers.models.modernbert_decoder.modular_modernbert_decoder':
        'ModernBertDecoderAttention ModernBertDecoderConfig ModernBertDecoderEmbeddings ModernBertDecoderForCausalLM ModernBertDecoderForSequenceClassification ModernBertDecoderLayer ModernBertDecoderMLP ModernBertDecoderModel ModernBertDecoderPreTrainedModel ModernBertDecoderPredictionHead ModernBertDecoderRotaryEmbedding',
      'transformers.models.modernbert.configuration_modernbert': 'ModernBertConfig',
      'transformers.models.modernbert.modeling_modernbert':
        'ModernBertAttention ModernBertEmbeddings ModernBertEncoderLayer ModernBertForMaskedLM ModernBertForMultipleChoice ModernBertForQuestionAnswering ModernBertForSequenceClassification ModernBertForTokenClassification ModernBertMLP ModernBertModel ModernBertPreTrainedModel ModernBertPredictionHead ModernBertRotaryEmbedding',
      'transformers.models.modernbert.modular_modernbert':
        'ModernBertAttention ModernBertConfig ModernBertEmbeddings ModernBertEncoderLayer ModernBertForMaskedLM ModernBertForMultipleChoice ModernBertForQuestionAnswering ModernBertForSequenceClassification ModernBertForTokenClassification ModernBertMLP ModernBertModel ModernBertPreTrainedModel ModernBertPredictionHead ModernBertRotaryEmbedding',
      'transformers.models.modernvbert.configuration_modernvbert': 'ModernVBertConfig',
      'transformers.models.modernvbert.modeling_modernvbert':
        'ModernVBertConnector ModernVBertForMaskedLM ModernVBertForSequenceClassification ModernVBertForTokenClassification ModernVBertModel ModernVBertPreTrainedModel ModernVBertPredictionHead',
      'transformers.models.modernvbert.modular_modernvbert':
        'ModernVBertConfig ModernVBertConnector ModernVBertForMaskedLM ModernVBertForSequenceClassification ModernVBertForTokenClassification ModernVBertModel ModernVBertPreTrainedModel ModernVBertPredictionHead',
      'transformers.models.moonshine_streaming.configuration_moonshine_streaming':
        'MoonshineStreamingConfig MoonshineStreamingEncoderConfig',
      'transformers.models.moonshine_streaming.modeling_moonshine_streaming':
        'MoonshinMoonshineStreamingDecoderMLP MoonshineStreamingAsinhCompression MoonshineStreamingAttention MoonshineStreamingCausalConv1d MoonshineStreamingDecoder MoonshineStreamingDecoderLayer MoonshineStreamingDecoderMLP MoonshineStreamingEncoder MoonshineStreamingEncoderAttention MoonshineStreamingEncoderEmbedder MoonshineStreamingEncoderLayer MoonshineStreamingEncoderMLP MoonshineStreamingForConditionalGeneration MoonshineStreamingFrameCMVN MoonshineStreamingLayerNorm MoonshineStreamingModel MoonshineStreamingPreTrainedModel MoonshineStreamingRotaryEmbedding',
      'transformers.models.moonshine_streaming.modular_moonshine_streaming':
        'MoonshinMoonshineStreamingDecoderMLP MoonshineStreamingAsinhCompression MoonshineStreamingCausalConv1d MoonshineStreamingDecoder MoonshineStreamingEncoder MoonshineStreamingEncoderAttention MoonshineStreamingEncoderEmbedder MoonshineStreamingEncoderLayer MoonshineStreamingEncoderMLP MoonshineStreamingForConditionalGeneration MoonshineStreamingFrameCMVN MoonshineStreamingLayerNorm MoonshineStreamingModel MoonshineStreamingPreTrainedModel MoonshineStreamingProcessor',
      'transformers.models.moonshine_streaming.processing_moonshine_streaming': 'MoonshineStreamingProcessor',
      'transformers.models.moonshine.configuration_moonshine': 'MoonshineConfig',
      'transformers.models.moonshine.modeling_moonshine':
        'MoonshineAttention MoonshineDecoder MoonshineDecoderLayer MoonshineDecoderMLP MoonshineEncoder MoonshineEncoderLayer MoonshineEncoderMLP MoonshineForConditionalGeneration MoonshineModel MoonshinePreTrainedModel MoonshineRotaryEmbedding',
      'transformers.models.moonshine.modular_moonshine':
        'MoonshineAttention MoonshineConfig MoonshineDecoder MoonshineDecoderLayer MoonshineDecoderMLP MoonshineEncoder MoonshineEncoderLayer MoonshineEncoderMLP MoonshineForConditionalGeneration MoonshineModel MoonshinePreTrainedModel MoonshineRotaryEmbedding',
      'transformers.models.moshi.configuration_moshi': 'MoshiConfig MoshiDepthConfig',
      'transformers.models.moshi.modeling_moshi':
        'MoshiAttention MoshiDecoderLayer MoshiDepthDecoder MoshiFlexibleLinear MoshiForCausalLM MoshiForConditionalGeneration MoshiGatingMLP MoshiLinear MoshiModel MoshiPreTrainedModel MoshiRMSNorm MoshiRotaryEmbedding',
      'transformers.models.mpnet.configuration_mpnet': 'MPNetConfig',
      'transformers.models.mpnet.modeling_mpnet':
        'MPNetAttention MPNetClassificationHead MPNetEmbeddings MPNetEncoder MPNetForMaskedLM MPNetForMultipleChoice MPNetForQuestionAnswering MPNetForSequenceClassification MPNetForTokenClassification MPNetIntermediate MPNetLMHead MPNetLayer MPNetModel MPNetOutput MPNetPooler MPNetPreTrainedModel MPNetSelfAttention',
      'transformers.models.mpnet.tokenization_mpnet': 'MPNetTokenizer',
      'transformers.models.mpt.configuration_mpt': 'MptAttentionConfig MptConfig',
      'transformers.models.mpt.modeling_mpt':
        'MptAttention MptBlock MptForCausalLM MptForQuestionAnswering MptForSequenceClassification MptForTokenClassification MptMLP MptModel MptPreTrainedModel',
      'transformers.models.mra.configuration_mra': 'MraConfig',
      'transformers.models.mra.modeling_mra':
        'MraAttention MraClassificationHead MraEmbeddings MraEncoder MraForMaskedLM MraForMultipleChoice MraForQuestionAnswering MraForSequenceClassification MraForTokenClassification MraIntermediate MraLMPredictionHead MraLayer MraModel MraOnlyMLMHead MraOutput MraPreTrainedModel MraPredictionHeadTransform MraReduceSum MraSampledDenseMatMul MraSelfAttention MraSelfOutput MraSparseDenseMatMul',
      'transformers.models.mt5.configuration_mt5': 'MT5Config',
      'transformers.models.mt5.modeling_mt5':
        'MT5Attention MT5Block MT5ClassificationHead MT5DenseActDense MT5DenseGatedActDense MT5EncoderModel MT5ForConditionalGeneration MT5ForQuestionAnswering MT5ForSequenceClassification MT5ForTokenClassification MT5LayerCrossAttention MT5LayerFF MT5LayerNorm MT5LayerSelfAttention MT5Model MT5PreTrainedModel MT5Stack',
      'transformers.models.muse_glimmer_assistant.configuration_muse_glimmer_assistant': 'MuseGlimmerAssistantConfig',
      'transformers.models.muse_glimmer_assistant.modeling_muse_glimmer_assistant':
        'MuseGlimmerAssistantAttention MuseGlimmerAssistantContextProjection MuseGlimmerAssistantDecoderLayer MuseGlimmerAssistantMLP MuseGlimmerAssistantModel MuseGlimmerAssistantPreTrainedModel MuseGlimmerAssistantRMSNorm MuseGlimmerAssistantRotaryEmbedding',
      'transformers.models.muse_glimmer_assistant.modular_muse_glimmer_assistant':
        'MuseGlimmerAssistantAttention MuseGlimmerAssistantContextProjection MuseGlimmerAssistantDecoderLayer MuseGlimmerAssistantModel MuseGlimmerAssistantPreTrainedModel MuseGlimmerAssistantRMSNorm',
      'transformers.models.muse_glimmer.configuration_muse_glimmer':
        'MuseGlimmerConfig MuseGlimmerTextConfig MuseGlimmerVisionConfig',
      'transformers.models.muse_glimmer.image_processing_muse_glimmer': 'MuseGlimmerImageProcessor',
      'transformers.models.muse_glimmer.modeling_muse_glimmer':
        'MuseGlimmerForConditionalGeneration MuseGlimmerModel MuseGlimmerPreTrainedModel MuseGlimmerRMSNorm MuseGlimmerTextAttention MuseGlimmerTextCenteredRMSNorm MuseGlimmerTextDecoderLayer MuseGlimmerTextMLP MuseGlimmerTextModel MuseGlimmerTextNormedEmbedding MuseGlimmerTextRotaryEmbedding MuseGlimmerVisionAdapter MuseGlimmerVisionAttention MuseGlimmerVisionEncoderLayer MuseGlimmerVisionMLP MuseGlimmerVisionModel MuseGlimmerVisionPatchEmbedder MuseGlimmerVisionRotaryEmbedding',
      'transformers.models.muse_glimmer.modular_muse_glimmer':
        'MuseGlimmerConfig MuseGlimmerForConditionalGeneration MuseGlimmerImageProcessor MuseGlimmerModel MuseGlimmerPreTrainedModel MuseGlimmerRMSNorm MuseGlimmerTextAttention MuseGlimmerTextCenteredRMSNorm MuseGlimmerTextConfig MuseGlimmerTextDecoderLayer MuseGlimmerTextMLP MuseGlimmerTextModel MuseGlimmerTextNormedEmbedding MuseGlimmerTextRotaryEmbedding MuseGlimmerVideoProcessor MuseGlimmerVisionAdapter MuseGlimmerVisionAttention MuseGlimmerVisionConfig MuseGlimmerVisionEncoderLayer MuseGlimmerVisionMLP MuseGlimmerVisionModel MuseGlimmerVisionPatchEmbedder MuseGlimmerVisionRotaryEmbedding',
      'transformers.models.muse_glimmer.processing_muse_glimmer': 'MuseGlimmerProcessor',
      'transformers.models.muse_glimmer.video_processing_muse_glimmer': 'MuseGlimmerVideoProcessor',
      'transformers.models.musicflamingo.configuration_musicflamingo': 'MusicFlamingoConfig',
      'transformers.models.musicflamingo.modeling_musicflamingo':
        'MusicFlamingoForConditionalGeneration MusicFlamingoModel MusicFlamingoMultiModalProjector MusicFlamingoPreTrainedModel MusicFlamingoRotaryEmbedding',
      'transformers.models.musicflamingo.modular_musicflamingo':
        'MusicFlamingoConfig MusicFlamingoForConditionalGeneration MusicFlamingoModel MusicFlamingoPreTrainedModel MusicFlamingoProcessor MusicFlamingoRotaryEmbedding',
      'transformers.models.musicflamingo.processing_musicflamingo': 'MusicFlamingoProcessor',
      'transformers.models.musicgen_melody.configuration_musicgen_melody':
        'MusicgenMelodyConfig MusicgenMelodyDecoderConfig',
      'transformers.models.musicgen_melody.feature_extraction_musicgen_melody': 'MusicgenMelodyFeatureExtractor',
      'transformers.models.musicgen_melody.modeling_musicgen_melody':
        'MusicgenMelodyAttention MusicgenMelodyDecoder MusicgenMelodyDecoderLayer MusicgenMelodyForCausalLM MusicgenMelodyForConditionalGeneration MusicgenMelodyModel MusicgenMelodyPreTrainedModel MusicgenMelodySinusoidalPositionalEmbedding',
      'transformers.models.musicgen_melody.processing_musicgen_melody': 'MusicgenMelodyProcessor',
      'transformers.models.musicgen.configuration_musicgen': 'MusicgenConfig MusicgenDecoderConfig',
      'transformers.models.musicgen.modeling_musicgen':
        'MusicgenAttention MusicgenDecoder MusicgenDecoderLayer MusicgenForCausalLM MusicgenForConditionalGeneration MusicgenModel MusicgenPreTrainedModel MusicgenSinusoidalPositionalEmbedding',
      'transformers.models.musicgen.processing_musicgen': 'MusicgenProcessor',
      'transformers.models.mvp.configuration_mvp': 'MvpConfig',
      'transformers.models.mvp.modeling_mvp':
        'MvpAttention MvpClassificationHead MvpDecoder MvpDecoderLayer MvpDecoderWrapper MvpEncoder MvpEncoderLayer MvpForCausalLM MvpForConditionalGeneration MvpForQuestionAnswering MvpForSequenceClassification MvpLearnedPositionalEmbedding MvpModel MvpPreTrainedModel MvpPrompt',
      'transformers.models.myt5.tokenization_myt5': 'ByteRewriter MyT5Tokenizer',
      'transformers.models.nanochat.configuration_nanochat': 'NanoChatConfig',
      'transformers.models.nanochat.modeling_nanochat':
        'NanoChatAttention NanoChatDecoderLayer NanoChatForCausalLM NanoChatMLP NanoChatModel NanoChatPreTrainedModel NanoChatRMSNorm NanoChatRotaryEmbedding',
      'transformers.models.nanochat.modular_nanochat':
        'NanoChatAttention NanoChatDecoderLayer NanoChatForCausalLM NanoChatMLP NanoChatModel NanoChatPreTrainedModel NanoChatRMSNorm NanoChatRotaryEmbedding',
      'transformers.models.nemotron_asr_streaming.configuration_nemotron_asr_streaming':
        'NemotronAsrStreamingConfig NemotronAsrStreamingEncoderConfig',
      'transformers.models.nemotron_asr_streaming.feature_extraction_nemotron_asr_streaming':
        'NemotronAsrStreamingFeatureExtractor',
      'transformers.models.nemotron_asr_streaming.generation_nemotron_asr_streaming':
        'NemotronAsrStreamingGenerationMixin NemotronAsrStreamingRNNTDecoderCache',
      'transformers.models.nemotron_asr_streaming.modeling_nemotron_asr_streaming':
        'NemotronAsrStreamingConv1dCacheLayer NemotronAsrStreamingConv1dPaddingCache NemotronAsrStreamingEncoder NemotronAsrStreamingEncoderAttention NemotronAsrStreamingEncoderBlock NemotronAsrStreamingEncoderCausalConv1d NemotronAsrStreamingEncoderCausalConv1dCacheLayer NemotronAsrStreamingEncoderCausalConv2D NemotronAsrStreamingEncoderCausalConv2dCacheLayer NemotronAsrStreamingEncoderCausalConvPaddingCache NemotronAsrStreamingEncoderConvolutionModule NemotronAsrStreamingEncoderFeedForward NemotronAsrStreamingEncoderRelPositionalEncoding NemotronAsrStreamingEncoderSubsamplingConv2D NemotronAsrStreamingEncoderSubsamplingLayer NemotronAsrStreamingForRNNT NemotronAsrStreamingPreTrainedModel NemotronAsrStreamingRNNTDecoder NemotronAsrStreamingRNNTJointNetwork',
      'transformers.models.nemotron_asr_streaming.modular_nemotron_asr_streaming':
        'NemotronAsrStreamingConfig NemotronAsrStreamingEncoder NemotronAsrStreamingEncoderAttention NemotronAsrStreamingEncoderBlock NemotronAsrStreamingEncoderCausalConv1d NemotronAsrStreamingEncoderCausalConv1dCacheLayer NemotronAsrStreamingEncoderCausalConv2D NemotronAsrStreamingEncoderCausalConv2dCacheLayer NemotronAsrStreamingEncoderCausalConvPaddingCache NemotronAsrStreamingEncoderConfig NemotronAsrStreamingEncoderConvolutionModule NemotronAsrStreamingEncoderRelPositionalEncoding NemotronAsrStreamingEncoderSubsamplingConv2D NemotronAsrStreamingEncoderSubsamplingLayer NemotronAsrStreamingFeatureExtractor NemotronAsrStreamingForRNNT NemotronAsrStreamingPreTrainedModel NemotronAsrStreamingRNNTDecoder NemotronAsrStreamingRNNTJointNetwork',
      'transformers.models.nemotron_asr_streaming.processing_nemotron_asr_streaming': 'NemotronAsrStreamingProcessor',
      'transformers.models.nemotron_h_omni.configuration_nemotron_h_omni': 'NemotronH_Omni_Reasoning_V3_Config',
      'transformers.models.nemotron_h_omni.image_processing_nemotron_h_omni':
        'NemotronH_Omni_Reasoning_V3ImageProcessor',
      'transformers.models.nemotron_h_omni.modeling_nemotron_h_omni':
        'NemotronH_Omni_RMSNorm NemotronH_Omni_Reasoning_V3 NemotronH_Omni_Reasoning_V3MultiModalProjector NemotronH_Omni_Reasoning_V3PreTrainedModel',
      'transformers.models.nemotron_h_omni.modular_nemotron_h_omni':
        'NemotronH_Omni_RMSNorm NemotronH_Omni_Reasoning_V3 NemotronH_Omni_Reasoning_V3MultiModalProjector NemotronH_Omni_Reasoning_V3PreTrainedModel',
      'transformers.models.nemotron_h_omni.processing_nemotron_h_omni': 'NemotronH_Omni_Reasoning_V3Processor',
      'transformers.models.nemotron_h_omni.video_processing_nemotron_h_omni':
        'NemotronH_Omni_Reasoning_V3VideoProcessor',
      'transformers.models.nemotron_h.configuration_nemotron_h': 'NemotronHConfig',
      'transformers.models.nemotron_h.modeling_nemotron_h':
        'NemotronHAttention NemotronHBlock NemotronHExperts NemotronHForCausalLM NemotronHMLP NemotronHMamba2Mixer NemotronHMoE NemotronHModel NemotronHPreTrainedModel NemotronHRMSNorm NemotronHTopkRouter',
      'transformers.models.nemotron_h.modular_nemotron_h':
        'NemotronHAttention NemotronHBlock NemotronHExperts NemotronHForCausalLM NemotronHMLP NemotronHMamba2Mixer NemotronHMoE NemotronHModel NemotronHPreTrainedModel NemotronHRMSNorm NemotronHTopkRouter',
      'transformers.models.nemotron.configuration_nemotron': 'NemotronConfig',
      'transformers.models.nemotron.modeling_nemotron':
        'NemotronAttention NemotronDecoderLayer NemotronForCausalLM NemotronForQuestionAnswering NemotronForSequenceClassification NemotronForTokenClassification NemotronLayerNorm1P NemotronMLP NemotronModel NemotronPreTrainedModel NemotronRotaryEmbedding',
      'transformers.models.nemotron3_5_asr.configuration_nemotron3_5_asr': 'Nemotron3_5AsrConfig',
      'transformers.models.nemotron3_5_asr.generation_nemotron3_5_asr':
        'Nemotron3_5AsrGenerationMixin Nemotron3_5AsrRNNTDecoderCache',
      'transformers.models.nemotron3_5_asr.modeling_nemotron3_5_asr':
        'Nemotron3_5AsrForRNNT Nemotron3_5AsrPreTrainedModel Nemotron3_5AsrPromptProjector Nemotron3_5AsrRNNTDecoder Nemotron3_5AsrRNNTJointNetwork',
      'transformers.models.nemotron3_5_asr.processing_nemotron3_5_asr': 'Nemotron3_5AsrProcessor',
      'transformers.models.nemotron3_diarization.configuration_nemotron3_diarization':
        'Nemotron3DiarizationAudioConfig Nemotron3DiarizationConfig Nemotron3DiarizationHeadConfig Nemotron3DiarizationStreamingConfig',
      'transformers.models.nemotron3_diarization.modeling_nemotron3_diarization':
        'Nemotron3DiarizationAttention Nemotron3DiarizationAudioLayer Nemotron3DiarizationAudioModel Nemotron3DiarizationClassificationHead Nemotron3DiarizationFeatureStacking Nemotron3DiarizationForAudioFrameClassification Nemotron3DiarizationMLP Nemotron3DiarizationModel Nemotron3DiarizationPreTrainedModel Nemotron3DiarizationRotaryEmbedding Nemotron3DiarizationSpeakerCache Nemotron3DiarizationSubpixelUpsampler',
      'transformers.models.nemotron3_diarization.modular_nemotron3_diarization':
        'Nemotron3DiarizationAttention Nemotron3DiarizationAudioConfig Nemotron3DiarizationAudioLayer Nemotron3DiarizationAudioModel Nemotron3DiarizationClassificationHead Nemotron3DiarizationConfig Nemotron3DiarizationFeatureStacking Nemotron3DiarizationForAudioFrameClassification Nemotron3DiarizationHeadConfig Nemotron3DiarizationMLP Nemotron3DiarizationModel Nemotron3DiarizationPreTrainedModel Nemotron3DiarizationRotaryEmbedding Nemotron3DiarizationSpeakerCache Nemotron3DiarizationStreamingConfig Nemotron3DiarizationSubpixelUpsampler',
      'transformers.models.nemotron3_diarization.processing_nemotron3_diarization': 'Nemotron3DiarizationProcessor',
      'transformers.models.neomme.configuration_neomme': 'NeoMMEConfig',
      'transformers.models.neomme.image_processing_neomme': 'NeoMMEImageProcessor',
      'transformers.models.neomme.modeling_neomme':
        'NeoMMEAttention NeoMMEDenseHead NeoMMEEmbeddings NeoMMEEncoderLayer NeoMMEExclusiveSelfAttention NeoMMEForMaskedLM NeoMMEForRetrieval NeoMMEMLP NeoMMEModel NeoMMEMultiVectorHead NeoMMEPatchEmbeddings NeoMMEPreTrainedModel NeoMMERMSNorm NeoMMERotaryEmbedding NeoMMESigmoidGatedProjection',
      'transformers.models.neomme.processing_neomme': 'NeoMMEProcessor',
      'transformers.models.neucodec.configuration_neucodec': 'NeuCodecConfig',
      'transformers.models.neucodec.feature_extraction_neucodec': 'NeuCodecFeatureExtractor',
      'transformers.models.neucodec.modeling_neucodec':
        'NeuCodecAntiAliasedActivation1d NeuCodecAttention NeuCodecDecoder NeuCodecDecoderLayer NeuCodecDownSample1d NeuCodecEncoder NeuCodecEncoderBlock NeuCodecFiniteScalarQuantization NeuCodecISTFTHead NeuCodecMLP NeuCodecModel NeuCodecPreTrainedModel NeuCodecQuantizer NeuCodecRMSNorm NeuCodecResNetBlock NeuCodecResidualUnit NeuCodecRotaryEmbedding NeuCodecSemanticAdapter NeuCodecSnakeBeta NeuCodecUpSample1d',
      'transformers.models.neucodec.modular_neucodec':
        'NeuCodecConfig NeuCodecFeatureExtractor NeuCodecModel NeuCodecPreTrainedModel',
      'transformers.models.nllb_moe.configuration_nllb_moe': 'NllbMoeConfig',
      'transformers.models.nllb_moe.modeling_nllb_moe':
        'NllbMoeAttention NllbMoeDecoder NllbMoeDecoderLayer NllbMoeDenseActDense NllbMoeEncoder NllbMoeEncoderLayer NllbMoeExperts NllbMoeForConditionalGeneration NllbMoeModel NllbMoePreTrainedModel NllbMoeScaledWordEmbedding NllbMoeSinusoidalPositionalEmbedding NllbMoeSparseMLP NllbMoeTop2Router',
      'transformers.models.nllb.tokenization_nllb': 'NllbTokenizer',
      'transformers.models.nomic_bert.configuration_nomic_bert': 'NomicBertConfig',
      'transformers.models.nomic_bert.modeling_nomic_bert':
        'NomicBertAttention NomicBertEmbeddings NomicBertForMaskedLM NomicBertForSequenceClassification NomicBertForTokenClassification NomicBertLMPredictionHead NomicBertLayer NomicBertMLP NomicBertModel NomicBertOnlyMLMHead NomicBertPooler NomicBertPreTrainedModel NomicBertPredictionHeadTransform NomicBertRotaryEmbedding',
      'transformers.models.nomic_bert.modular_nomic_bert':
        'NomicBertAttention NomicBertConfig NomicBertEmbeddings NomicBertForMaskedLM NomicBertForSequenceClassification NomicBertForTokenClassification NomicBertLayer NomicBertMLP NomicBertModel NomicBertOnlyMLMHead NomicBertPreTrainedModel NomicBertPredictionHeadTransform NomicBertRotaryEmbedding',
      'transformers.models.nougat.configuration_nougat': 'NougatConfig',
      'transformers.models.nougat.image_processing_nougat': 'NougatImageProcessor',
      'transformers.models.nougat.image_processing_pil_nougat': 'NougatImageProcessorPil',
      'transformers.models.nougat.processing_nougat': 'NougatProcessor',
      'transformers.models.nougat.tokenization_nougat': 'NougatTokenizer',
      'transformers.models.nystromformer.configuration_nystromformer': 'NystromformerConfig',
      'transformers.models.nystromformer.modeling_nystromformer':
        'NystromformerAttention NystromformerClassificationHead NystromformerEmbeddings NystromformerEncoder NystromformerForMaskedLM NystromformerForMultipleChoice NystromformerForQuestionAnswering NystromformerForSequenceClassification NystromformerForTokenClassification NystromformerIntermediate NystromformerLMPredictionHead NystromformerLayer NystromformerModel NystromformerOnlyMLMHead NystromformerOutput NystromformerPreTrainedModel NystromformerPredictionHeadTransform NystromformerSelfAttention NystromformerSelfOutput',
      'transformers.models.olmo_hybrid.configuration_olmo_hybrid': 'OlmoHybridConfig',
      'transformers.models.olmo_hybrid.modeling_olmo_hybrid':
        'OlmoHybridAttention OlmoHybridAttentionDecoderLayer OlmoHybridForCausalLM OlmoHybridGatedDeltaNet OlmoHybridLinearAttentionDecoderLayer OlmoHybridMLP OlmoHybridModel OlmoHybridPreTrainedModel OlmoHybridRMSNorm OlmoHybridRMSNormGated OlmoHybridRotaryEmbedding',
      'transformers.models.olmo_hybrid.modular_olmo_hybrid':
        'OlmoHybridAttention OlmoHybridAttentionDecoderLayer OlmoHybridConfig OlmoHybridForCausalLM OlmoHybridGatedDeltaNet OlmoHybridLinearAttentionDecoderLayer OlmoHybridMLP OlmoHybridModel OlmoHybridPreTrainedModel OlmoHybridRMSNorm OlmoHybridRMSNormGated OlmoHybridRotaryEmbedding',
      'transformers.models.olmo.configuration_olmo': 'OlmoConfig',
      'transformers.models.olmo.modeling_olmo':
        'OlmoAttention OlmoDecoderLayer OlmoForCausalLM OlmoForSequenceClassification OlmoLayerNorm OlmoMLP OlmoModel OlmoPreTrainedModel OlmoRotaryEmbedding',
      'transformers.models.olmo.modular_olmo':
        'OlmoAttention OlmoDecoderLayer OlmoForCausalLM OlmoForSequenceClassification OlmoLayerNorm OlmoMLP OlmoModel OlmoRotaryEmbedding',
      'transformers.models.olmo2.configuration_olmo2': 'Olmo2Config',
      'transformers.models.olmo2.modeling_olmo2':
        'Olmo2Attention Olmo2DecoderLayer Olmo2ForCausalLM Olmo2ForSequenceClassification Olmo2MLP Olmo2Model Olmo2PreTrainedModel Olmo2RMSNorm Olmo2RotaryEmbedding',
      'transformers.models.olmo2.modular_olmo2':
        'Olmo2Attention Olmo2Config Olmo2DecoderLayer Olmo2ForCausalLM Olmo2ForSequenceClassification Olmo2Model Olmo2PreTrainedModel Olmo2RMSNorm Olmo2RotaryEmbedding',
      'transformers.models.olmo3.configuration_olmo3': 'Olmo3Config',
      'transformers.models.olmo3.modeling_olmo3':
        'Olmo3Attention Olmo3DecoderLayer Olmo3ForCausalLM Olmo3ForSequenceClassification Olmo3MLP Olmo3Model Olmo3PreTrainedModel Olmo3RMSNorm Olmo3RotaryEmbedding',
      'transformers.models.olmo3.modular_olmo3':
        'Olmo3Attention Olmo3Config Olmo3DecoderLayer Olmo3ForCausalLM Olmo3ForSequenceClassification Olmo3Model Olmo3PreTrainedModel Olmo3RMSNorm Olmo3RotaryEmbedding',
      'transformers.models.olmoe.configuration_olmoe': 'OlmoeConfig',
      'transformers.models.olmoe.modeling_olmoe':
        'OlmoeAttention OlmoeDecoderLayer OlmoeExperts OlmoeForCausalLM OlmoeMLP OlmoeModel OlmoePreTrainedModel OlmoeRMSNorm OlmoeRotaryEmbedding OlmoeSparseMoeBlock OlmoeTopKRouter',
      'transformers.models.olmoe.modular_olmoe':
        'OlmoeAttention OlmoeDecoderLayer OlmoeExperts OlmoeForCausalLM OlmoeMLP OlmoeModel OlmoePreTrainedModel OlmoeRMSNorm OlmoeRotaryEmbedding OlmoeSparseMoeBlock OlmoeTopKRouter',
      'transformers.models.omdet_turbo.configuration_omdet_turbo': 'OmDetTurboConfig',
      'transformers.models.omdet_turbo.modeling_omdet_turbo':
        'MultiScaleDeformableAttention OmDetTurboCSPRepLayer OmDetTurboConvNormLayer OmDetTurboDecoder OmDetTurboDeformableTransformerDecoderLayer OmDetTurboEncoder OmDetTurboEncoderLayer OmDetTurboForObjectDetection OmDetTurboHybridEncoder OmDetTurboLRUCache OmDetTurboLanguageBackbone OmDetTurboMLP OmDetTurboMLPWithDropout OmDetTurboMultiheadAttention OmDetTurboMultiscaleDeformableAttention OmDetTurboPreTrainedModel OmDetTurboRepVggBlock OmDetTurboResidualLayer OmDetTurboTaskEncoder OmDetTurboVisionBackbone',
      'transformers.models.omdet_turbo.processing_omdet_turbo': 'OmDetTurboProcessor',
      'transformers.models.oneformer.configuration_oneformer': 'OneFormerConfig',
      'transformers.models.oneformer.image_processing_oneformer': 'OneFormerImageProcessor',
      'transformers.models.oneformer.image_processing_pil_oneformer': 'OneFormerImageProcessorPil',
      'transformers.models.oneformer.modeling_oneformer':
        'OneFormerAttention OneFormerForUniversalSegmentation OneFormerHungarianMatcher OneFormerLoss OneFormerMLPPredictionHead OneFormerModel OneFormerPixelDecoder OneFormerPixelDecoderEncoderLayer OneFormerPixelDecoderEncoderMultiscaleDeformableAttention OneFormerPixelDecoderEncoderOnly OneFormerPixelLevelModule OneFormerPreTrainedModel OneFormerSinePositionEmbedding OneFormerTaskModel OneFormerTextContextDecoder OneFormerTextEncoder OneFormerTextMLP OneFormerTextMapper OneFormerTextMapperAttention OneFormerTextTransformer OneFormerTextTransformerDecoderLayer OneFormerTextTransformerLayer OneFormerTransformerDecoder OneFormerTransformerDecoderCrossAttentionLayer OneFormerTransformerDecoderFFNLayer OneFormerTransformerDecoderLayer OneFormerTransformerDecoderQueryTransformer OneFormerTransformerDecoderQueryTransformerDecoder OneFormerTransformerDecoderQueryTransformerDecoderLayer OneFormerTransformerDecoderSelfAttentionLayer OneFormerTransformerModule PredictionBlock',
      'transformers.models.oneformer.processing_oneformer': 'OneFormerProcessor',
      'transformers.models.openai_privacy_filter.configuration_openai_privacy_filter': 'OpenAIPrivacyFilterConfig',
      'transformers.models.openai_privacy_filter.modeling_openai_privacy_filter':
        'OpenAIPrivacyFilterAttention OpenAIPrivacyFilterEncoderLayer OpenAIPrivacyFilterExperts OpenAIPrivacyFilterForTokenClassification OpenAIPrivacyFilterMLP OpenAIPrivacyFilterModel OpenAIPrivacyFilterPreTrainedModel OpenAIPrivacyFilterRMSNorm OpenAIPrivacyFilterRotaryEmbedding OpenAIPrivacyFilterTopKRouter',
      'transformers.models.openai_privacy_filter.modular_openai_privacy_filter':
        'OpenAIPrivacyFilterAttention OpenAIPrivacyFilterConfig OpenAIPrivacyFilterEncoderLayer OpenAIPrivacyFilterExperts OpenAIPrivacyFilterForTokenClassification OpenAIPrivacyFilterMLP OpenAIPrivacyFilterModel OpenAIPrivacyFilterPreTrainedModel OpenAIPrivacyFilterRMSNorm OpenAIPrivacyFilterRotaryEmbedding OpenAIPrivacyFilterTopKRouter',
      'transformers.models.openai.configuration_openai': 'OpenAIGPTConfig',
      'transformers.models.openai.modeling_openai':
        'Attention Block MLP OpenAIGPTDoubleHeadsModel OpenAIGPTForSequenceClassification OpenAIGPTLMHeadModel OpenAIGPTModel OpenAIGPTPreTrainedModel OpenAIGPTSequenceSummary',
      'transformers.models.openai.tokenization_openai': 'OpenAIGPTTokenizer',
      'transformers.models.opt.configuration_opt': 'OPTConfig',
      'transformers.models.opt.modeling_opt':
        'OPTAttention OPTDecoder OPTDecoderLayer OPTForCausalLM OPTForQuestionAnswering OPTForSequenceClassification OPTLearnedPositionalEmbedding OPTModel OPTPreTrainedModel',
      'transformers.models.ovis2.configuration_ovis2': 'Ovis2Config Ovis2VisionConfig',
      'transformers.models.ovis2.image_processing_ovis2': 'Ovis2ImageProcessor',
      'transformers.models.ovis2.image_processing_pil_ovis2': 'Ovis2ImageProcessorPil',
      'transformers.models.ovis2.modeling_ovis2':
        'Ovis2ForConditionalGeneration Ovis2MLP Ovis2Model Ovis2PreTrainedModel Ovis2RMSNorm Ovis2VisionAttention Ovis2VisionEmbeddings Ovis2VisionEncoder Ovis2VisionEncoderLayer Ovis2VisionMLP Ovis2VisionModel Ovis2VisionTransformer Ovis2VisualEmbeddingTable',
      'transformers.models.ovis2.modular_ovis2':
        'Ovis2ForConditionalGeneration Ovis2Model Ovis2PreTrainedModel Ovis2RMSNorm Ovis2VisionAttention Ovis2VisionEmbeddings Ovis2VisionEncoder Ovis2VisionEncoderLayer Ovis2VisionMLP Ovis2VisionModel Ovis2VisionTransformer Ovis2VisualEmbeddingTable',
      'transformers.models.ovis2.processing_ovis2': 'Ovis2Processor',
      'transformers.models.owlv2.configuration_owlv2': 'Owlv2Config Owlv2TextConfig Owlv2VisionConfig',
      'transformers.models.owlv2.image_processing_owlv2': 'Owlv2ImageProcessor',
      'transformers.models.owlv2.image_processing_pil_owlv2': 'Owlv2ImageProcessorPil',
      'transformers.models.owlv2.modeling_owlv2':
        'Owlv2Attention Owlv2BoxPredictionHead Owlv2ClassPredictionHead Owlv2Encoder Owlv2EncoderLayer Owlv2ForObjectDetection Owlv2MLP Owlv2Model Owlv2PreTrainedModel Owlv2TextEmbeddings Owlv2TextModel Owlv2TextTransformer Owlv2VisionEmbeddings Owlv2VisionModel Owlv2VisionTransformer',
      'transformers.models.owlv2.modular_owlv2': 'Owlv2ImageProcessor Owlv2ImageProcessorPil',
      'transformers.models.owlv2.processing_owlv2': 'Owlv2Processor',
      'transformers.models.owlvit.configuration_owlvit': 'OwlViTConfig OwlViTTextConfig OwlViTVisionConfig',
      'transformers.models.owlvit.image_processing_owlvit': 'OwlViTImageProcessor',
      'transformers.models.owlvit.image_processing_pil_owlvit': 'OwlViTImageProcessorPil',
      'transformers.models.owlvit.modeling_owlvit':
        'OwlViTAttention OwlViTBoxPredictionHead OwlViTClassPredictionHead OwlViTEncoder OwlViTEncoderLayer OwlViTForObjectDetection OwlViTMLP OwlViTModel OwlViTPreTrainedModel OwlViTTextEmbeddings OwlViTTextModel OwlViTTextTransformer OwlViTVisionEmbeddings OwlViTVisionModel OwlViTVisionTransformer',
      'transformers.models.owlvit.processing_owlvit': 'OwlViTProcessor',
      'transformers.models.paddleocr_vl.configuration_paddleocr_vl':
        'PaddleOCRTextConfig PaddleOCRVLConfig PaddleOCRVisionConfig',
      'transformers.models.paddleocr_vl.image_processing_paddleocr_vl': 'PaddleOCRVLImageProcessor',
      'transformers.models.paddleocr_vl.image_processing_pil_paddleocr_vl': 'PaddleOCRVLImageProcessorPil',
      'transformers.models.paddleocr_vl.modeling_paddleocr_vl':
        'PaddleOCRAttention PaddleOCRDecoderLayer PaddleOCRMLP PaddleOCRProjector PaddleOCRRMSNorm PaddleOCRRotaryEmbedding PaddleOCRTextModel PaddleOCRVLForConditionalGeneration PaddleOCRVLModel PaddleOCRVLPreTrainedModel PaddleOCRVisionAttention PaddleOCRVisionEmbeddings PaddleOCRVisionEncoder PaddleOCRVisionEncoderLayer PaddleOCRVisionMLP PaddleOCRVisionModel PaddleOCRVisionRotaryEmbedding PaddleOCRVisionTransformer',
      'transformers.models.paddleocr_vl.modular_paddleocr_vl':
        'PaddleOCRAttention PaddleOCRDecoderLayer PaddleOCRMLP PaddleOCRProjector PaddleOCRRMSNorm PaddleOCRRotaryEmbedding PaddleOCRTextConfig PaddleOCRTextModel PaddleOCRVLConfig PaddleOCRVLForConditionalGeneration PaddleOCRVLImageProcessor PaddleOCRVLImageProcessorPil PaddleOCRVLModel PaddleOCRVLPreTrainedModel PaddleOCRVLProcessor PaddleOCRVisionAttention PaddleOCRVisionConfig PaddleOCRVisionEmbeddings PaddleOCRVisionEncoder PaddleOCRVisionEncoderLayer PaddleOCRVisionMLP PaddleOCRVisionModel PaddleOCRVisionRotaryEmbedding PaddleOCRVisionTransformer',
      'transformers.models.paddleocr_vl.processing_paddleocr_vl': 'PaddleOCRVLProcessor',
      'transformers.models.paligemma.configuration_paligemma': 'PaliGemmaConfig',
      'transformers.models.paligemma.modeling_paligemma':
        'PaliGemmaForConditionalGeneration PaliGemmaModel PaliGemmaMultiModalProjector PaliGemmaPreTrainedModel',
      'transformers.models.paligemma.processing_paligemma': 'PaliGemmaProcessor',
      'transformers.models.parakeet.configuration_parakeet':
        'ParakeetCTCConfig ParakeetEncoderConfig ParakeetRNNTConfig ParakeetTDTConfig',
      'transformers.models.parakeet.feature_extraction_parakeet': 'ParakeetFeatureExtractor',
      'transformers.models.parakeet.generation_parakeet':
        'EncoderExhaustedCriteria ParakeetRNNTDecoderCache ParakeetRNNTGenerationMixin ParakeetTDTDecoderCache ParakeetTDTGenerationMixin',
      'transformers.models.parakeet.modeling_parakeet':
        'ParakeetEncoder ParakeetEncoderAttention ParakeetEncoderBlock ParakeetEncoderCTCHead ParakeetEncoderConvolutionModule ParakeetEncoderFeedForward ParakeetEncoderRelPositionalEncoding ParakeetEncoderSubsamplingConv2D ParakeetForCTC ParakeetForRNNT ParakeetForTDT ParakeetPreTrainedModel ParakeetRNNTDecoder ParakeetRNNTJointNetwork ParakeetTDTJointNetwork',
      'transformers.models.parakeet.modular_parakeet':
        'ParakeetEncoder ParakeetEncoderAttention ParakeetEncoderBlock ParakeetEncoderCTCHead ParakeetEncoderConvolutionModule ParakeetEncoderFeedForward ParakeetEncoderRelPositionalEncoding ParakeetEncoderSubsamplingConv2D ParakeetForCTC ParakeetForRNNT ParakeetForTDT ParakeetPreTrainedModel ParakeetRNNTDecoder ParakeetRNNTJointNetwork ParakeetTDTJointNetwork',
      'transformers.models.parakeet.processing_parakeet': 'ParakeetProcessor',
      'transformers.models.parakeet.tokenization_parakeet': 'ParakeetTokenizer',
      'transformers.models.patchtsmixer.configuration_patchtsmixer': 'PatchTSMixerConfig',
      'transformers.models.patchtsmixer.modeling_patchtsmixer':
        'FeatureMixerBlock InjectScalerStatistics4D PatchMixerBlock PatchTSMixerAttention PatchTSMixerBatchNorm PatchTSMixerBlock PatchTSMixerChannelFeatureMixerBlock PatchTSMixerEncoder PatchTSMixerForPrediction PatchTSMixerForPredictionHead PatchTSMixerForPretraining PatchTSMixerForRegression PatchTSMixerForTimeSeriesClassification PatchTSMixerGatedAttention PatchTSMixerLayer PatchTSMixerLinearHead PatchTSMixerMLP PatchTSMixerMasking PatchTSMixerMeanScaler PatchTSMixerModel PatchTSMixerNOPScaler PatchTSMixerNormLayer PatchTSMixerPatchify PatchTSMixerPositionalEncoding PatchTSMixerPreTrainedModel PatchTSMixerPretrainHead PatchTSMixerStdScaler',
      'transformers.models.patchtst.configuration_patchtst': 'PatchTSTConfig',
      'transformers.models.patchtst.modeling_patchtst':
        'PatchTSTAttention PatchTSTBatchNorm PatchTSTClassificationHead PatchTSTEmbedding PatchTSTEncoder PatchTSTEncoderLayer PatchTSTForClassification PatchTSTForPrediction PatchTSTForPretraining PatchTSTForRegression PatchTSTMaskPretrainHead PatchTSTMasking PatchTSTMeanScaler PatchTSTModel PatchTSTNOPScaler PatchTSTPatchify PatchTSTPositionalEncoding PatchTSTPreTrainedModel PatchTSTPredictionHead PatchTSTRegressionHead PatchTSTScaler PatchTSTStdScaler',
      'transformers.models.pe_audio_video.configuration_pe_audio_video': 'PeAudioVideoConfig PeAudioVideoEncoderConfig',
      'transformers.models.pe_audio_video.modeling_pe_audio_video':
        'PeAudioVideoContrastiveHead PeAudioVideoConvBlock1d PeAudioVideoEncoder PeAudioVideoEncoderAttention PeAudioVideoEncoderEmbedder PeAudioVideoEncoderLayer PeAudioVideoEncoderMLP PeAudioVideoEncoderPatchEmbedder PeAudioVideoEncoderRMSNorm PeAudioVideoEncoderRotaryEmbedding PeAudioVideoMaskedGroupNorm PeAudioVideoModel PeAudioVideoPreTrainedModel PeAudioVideoResnetBlock1d',
      'transformers.models.pe_audio_video.processing_pe_audio_video': 'PeAudioVideoProcessor',
      'transformers.models.pe_audio.configuration_pe_audio': 'PeAudioConfig PeAudioEncoderConfig',
      'transformers.models.pe_audio.feature_extraction_pe_audio': 'PeAudioFeatureExtractor',
      'transformers.models.pe_audio.modeling_pe_audio':
        'PeAudioContrastiveHead PeAudioConvBlock1d PeAudioDacEncoder PeAudioDacEncoderBlock PeAudioDacResidualUnit PeAudioEncoder PeAudioEncoderAttention PeAudioEncoderEmbedder PeAudioEncoderLayer PeAudioEncoderMLP PeAudioEncoderPatchEmbedder PeAudioEncoderRMSNorm PeAudioEncoderRotaryEmbedding PeAudioFrameLevelModel PeAudioMaskedGroupNorm PeAudioModel PeAudioPreTrainedModel PeAudioResnetBlock1d Snake1d',
      'transformers.models.pe_audio.modular_pe_audio':
        'PeAudioContrastiveHead PeAudioDacEncoder PeAudioDacEncoderBlock PeAudioEncoder PeAudioEncoderEmbedder PeAudioFrameLevelModel PeAudioModel PeAudioPreTrainedModel',
      'transformers.models.pe_audio.processing_pe_audio': 'PeAudioProcessor',
      'transformers.models.pe_video.configuration_pe_video': 'PeVideoConfig PeVideoEncoderConfig',
      'transformers.models.pe_video.modeling_pe_video':
        'PeVideoContrastiveHead PeVideoConvBlock1d PeVideoEncoder PeVideoEncoderAttention PeVideoEncoderEmbedder PeVideoEncoderLayer PeVideoEncoderMLP PeVideoEncoderPatchEmbedder PeVideoEncoderRMSNorm PeVideoEncoderRotaryEmbedding PeVideoMaskedGroupNorm PeVideoModel PeVideoPreTrainedModel PeVideoResnetBlock1d',
      'transformers.models.pe_video.modular_pe_video':
        'PeVideoContrastiveHead PeVideoEncoder PeVideoEncoderEmbedder PeVideoEncoderPatchEmbedder PeVideoModel PeVideoPreTrainedModel',
      'transformers.models.pe_video.processing_pe_video': 'PeVideoProcessor',
      'transformers.models.pe_video.video_processing_pe_video': 'PeVideoVideoProcessor',
      'transformers.models.pegasus_x.configuration_pegasus_x': 'PegasusXConfig',
      'transformers.models.pegasus_x.modeling_pegasus_x':
        'DimensionInfo PegasusXAttention PegasusXDecoder PegasusXDecoderLayer PegasusXDecoderWrapper PegasusXEncoder PegasusXEncoderLayer PegasusXForConditionalGeneration PegasusXGlobalLocalAttention PegasusXModel PegasusXPreTrainedModel PegasusXScaledWordEmbedding PegasusXSinusoidalPositionalEmbedding',
      'transformers.models.pegasus.configuration_pegasus': 'PegasusConfig',
      'transformers.models.pegasus.modeling_pegasus':
        'PegasusAttention PegasusDecoder PegasusDecoderLayer PegasusDecoderWrapper PegasusEncoder PegasusEncoderLayer PegasusForCausalLM PegasusForConditionalGeneration PegasusModel PegasusPreTrainedModel PegasusSinusoidalPositionalEmbedding',
      'transformers.models.pegasus.tokenization_pegasus': 'PegasusTokenizer',
      'transformers.models.perceiver.configuration_perceiver': 'PerceiverConfig',
      'transformers.models.perceiver.image_processing_perceiver': 'PerceiverImageProcessor',
      'transformers.models.perceiver.image_processing_pil_perceiver': 'PerceiverImageProcessorPil',
      'transformers.models.perceiver.modeling_perceiver':
        'AbstractPreprocessor Conv2DDownsample Conv2dSamePadding PerceiverAbstractDecoder PerceiverAbstractPositionEncoding PerceiverAttention PerceiverAudioPostprocessor PerceiverAudioPreprocessor PerceiverBasicDecoder PerceiverBasicVideoAutoencodingDecoder PerceiverClassificationDecoder PerceiverClassificationPostprocessor PerceiverEmbeddingDecoder PerceiverEmbeddings PerceiverEncoder PerceiverForImageClassificationConvProcessing PerceiverForImageClassificationFourier PerceiverForImageClassificationLearned PerceiverForMaskedLM PerceiverForMultimodalAutoencoding PerceiverForOpticalFlow PerceiverForSequenceClassification PerceiverFourierPositionEncoding PerceiverImagePreprocessor PerceiverLayer PerceiverMLP PerceiverModel PerceiverMultimodalDecoder PerceiverMultimodalPostprocessor PerceiverMultimodalPreprocessor PerceiverOneHotPreprocessor PerceiverOpticalFlowDecoder PerceiverPreTrainedModel PerceiverProjectionDecoder PerceiverProjectionPostprocessor PerceiverSelfAttention PerceiverSelfOutput PerceiverTextPreprocessor PerceiverTrainablePositionEncoding',
      'transformers.models.perceiver.tokenization_perceiver': 'PerceiverTokenizer',
      'transformers.models.perception_lm.configuration_perception_lm': 'PerceptionLMConfig',
      'transformers.models.perception_lm.image_processing_perception_lm': 'PerceptionLMImageProcessor',
      'transformers.models.perception_lm.modeling_perception_lm':
        'PerceptionLMAdaptiveAvgPooling PerceptionLMForConditionalGeneration PerceptionLMModel PerceptionLMMultiModalProjector PerceptionLMPreTrainedModel',
      'transformers.models.perception_lm.modular_perception_lm':
        'PerceptionLMAdaptiveAvgPooling PerceptionLMForConditionalGeneration PerceptionLMModel PerceptionLMMultiModalProjector PerceptionLMPreTrainedModel',
      'transformers.models.perception_lm.processing_perception_lm': 'PerceptionLMProcessor',
      'transformers.models.perception_lm.video_processing_perception_lm': 'PerceptionLMVideoProcessor',
      'transformers.models.persimmon.configuration_persimmon': 'PersimmonConfig',
      'transformers.models.persimmon.modeling_persimmon':
        'PersimmonAttention PersimmonDecoderLayer PersimmonForCausalLM PersimmonForSequenceClassification PersimmonForTokenClassification PersimmonMLP PersimmonModel PersimmonPreTrainedModel PersimmonRotaryEmbedding',
      'transformers.models.phi.configuration_phi': 'PhiConfig',
      'transformers.models.phi.modeling_phi':
        'PhiAttention PhiDecoderLayer PhiForCausalLM PhiForSequenceClassification PhiForTokenClassification PhiMLP PhiModel PhiPreTrainedModel PhiRotaryEmbedding',
      'transformers.models.phi.modular_phi':
        'PhiAttention PhiDecoderLayer PhiForCausalLM PhiForSequenceClassification PhiForTokenClassification PhiMLP PhiModel PhiPreTrainedModel PhiRotaryEmbedding',
      'transformers.models.phi3.configuration_phi3': 'Phi3Config',
      'transformers.models.phi3.modeling_phi3':
        'Phi3Attention Phi3DecoderLayer Phi3ForCausalLM Phi3ForSequenceClassification Phi3ForTokenClassification Phi3MLP Phi3Model Phi3PreTrainedModel Phi3RMSNorm Phi3RotaryEmbedding',
      'transformers.models.phi3.modular_phi3':
        'Phi3Attention Phi3DecoderLayer Phi3ForCausalLM Phi3ForSequenceClassification Phi3ForTokenClassification Phi3MLP Phi3PreTrainedModel Phi3RotaryEmbedding',
      'transformers.models.phi4_multimodal.configuration_phi4_multimodal':
        'Phi4MultimodalAudioConfig Phi4MultimodalConfig Phi4MultimodalVisionConfig',
      'transformers.models.phi4_multimodal.feature_extraction_phi4_multimodal': 'Phi4MultimodalFeatureExtractor',
      'transformers.models.phi4_multimodal.image_processing_phi4_multimodal': 'Phi4MultimodalImageProcessor',
      'transformers.models.phi4_multimodal.modeling_phi4_multimodal':
        'Phi4MultimodalAttention Phi4MultimodalAudioAttention Phi4MultimodalAudioConformerEncoderLayer Phi4MultimodalAudioConvModule Phi4MultimodalAudioDepthWiseSeparableConv1d Phi4MultimodalAudioEmbedding Phi4MultimodalAudioGluPointWiseConv Phi4MultimodalAudioMLP Phi4MultimodalAudioMeanVarianceNormLayer Phi4MultimodalAudioModel Phi4MultimodalAudioNemoConvSubsampling Phi4MultimodalAudioPreTrainedModel Phi4MultimodalAudioRelativeAttentionBias Phi4MultimodalDecoderLayer Phi4MultimodalFeatureEmbedding Phi4MultimodalForCausalLM Phi4MultimodalImageEmbedding Phi4MultimodalMLP Phi4MultimodalModel Phi4MultimodalPreTrainedModel Phi4MultimodalRMSNorm Phi4MultimodalRotaryEmbedding Phi4MultimodalVisionAttention Phi4MultimodalVisionEmbeddings Phi4MultimodalVisionEncoder Phi4MultimodalVisionEncoderLayer Phi4MultimodalVisionMLP Phi4MultimodalVisionModel Phi4MultimodalVisionMultiheadAttentionPoolingHead Phi4MultimodalVisionPreTrainedModel',
      'transformers.models.phi4_multimodal.modular_phi4_multimodal':
        'Phi4MultimodalAudioAttention Phi4MultimodalAudioConfig Phi4MultimodalAudioConformerEncoderLayer Phi4MultimodalAudioConvModule Phi4MultimodalAudioDepthWiseSeparableConv1d Phi4MultimodalAudioEmbedding Phi4MultimodalAudioGluPointWiseConv Phi4MultimodalAudioMLP Phi4MultimodalAudioMeanVarianceNormLayer Phi4MultimodalAudioModel Phi4MultimodalAudioNemoConvSubsampling Phi4MultimodalAudioPreTrainedModel Phi4MultimodalAudioRelativeAttentionBias Phi4MultimodalConfig Phi4MultimodalDecoderLayer Phi4MultimodalFeatureEmbedding Phi4MultimodalForCausalLM Phi4MultimodalImageEmbedding Phi4MultimodalModel Phi4MultimodalPreTrainedModel Phi4MultimodalRMSNorm Phi4MultimodalVisionAttention Phi4MultimodalVisionConfig Phi4MultimodalVisionEmbeddings Phi4MultimodalVisionEncoder Phi4MultimodalVisionEncoderLayer Phi4MultimodalVisionMLP Phi4MultimodalVisionModel Phi4MultimodalVisionMultiheadAttentionPoolingHead Phi4MultimodalVisionPreTrainedModel',
      'transformers.models.phi4_multimodal.processing_phi4_multimodal': 'Phi4MultimodalProcessor',
      'transformers.models.phimoe.configuration_phimoe': 'PhimoeConfig',
      'transformers.models.phimoe.modeling_phimoe':
        'PhimoeAttention PhimoeDecoderLayer PhimoeExperts PhimoeForCausalLM PhimoeForSequenceClassification PhimoeModel PhimoeMultiplier PhimoePreTrainedModel PhimoeRotaryEmbedding PhimoeSparseMoeBlock PhimoeTopKRouter',
      'transformers.models.phimoe.modular_phimoe':
        'PhimoeAttention PhimoeDecoderLayer PhimoeExperts PhimoeForCausalLM PhimoeForSequenceClassification PhimoeModel PhimoeMultiplier PhimoePreTrainedModel PhimoeRotaryEmbedding PhimoeSparseMoeBlock PhimoeTopKRouter',
      'transformers.models.phobert.tokenization_phobert': 'PhobertTokenizer',
      'transformers.models.pi0.configuration_pi0': 'PI0Config',
      'transformers.models.pi0.image_processing_pi0': 'PI0ImageProcessor',
      'transformers.models.pi0.modeling_pi0':
        'PI0ActionTimeEmbedding PI0ForConditionalGeneration PI0Model PI0PreTrainedModel PI0TimestepEmbeddings',
      'transformers.models.pi0.processing_pi0': 'PI0Processor',
      'transformers.models.pix2struct.configuration_pix2struct':
        'Pix2StructConfig Pix2StructTextConfig Pix2StructVisionConfig',
      'transformers.models.pix2struct.image_processing_pil_pix2struct': 'Pix2StructImageProcessorPil',
      'transformers.models.pix2struct.image_processing_pix2struct': 'Pix2StructImageProcessor',
      'transformers.models.pix2struct.modeling_pix2struct':
        'Pix2StructForConditionalGeneration Pix2StructLayerNorm Pix2StructPreTrainedModel Pix2StructTextAttention Pix2StructTextBlock Pix2StructTextDenseGatedActDense Pix2StructTextLayerCrossAttention Pix2StructTextLayerFF Pix2StructTextLayerSelfAttention Pix2StructTextModel Pix2StructVisionAttention Pix2StructVisionEmbeddings Pix2StructVisionEncoder Pix2StructVisionLayer Pix2StructVisionMlp Pix2StructVisionModel',
      'transformers.models.pix2struct.processing_pix2struct': 'Pix2StructProcessor',
      'transformers.models.pixio.configuration_pixio': 'PixioConfig',
      'transformers.models.pixio.modeling_pixio':
        'PixioAttention PixioBackbone PixioDropPath PixioEmbeddings PixioLayer PixioMLP PixioModel PixioPatchEmbeddings PixioPreTrainedModel',
      'transformers.models.pixio.modular_pixio':
        'PixioAttention PixioBackbone PixioConfig PixioDropPath PixioEmbeddings PixioLayer PixioMLP PixioModel PixioPatchEmbeddings PixioPreTrainedModel',
      'transformers.models.pixtral.configuration_pixtral': 'PixtralVisionConfig',
      'transformers.models.pixtral.image_processing_pil_pixtral': 'PixtralImageProcessorPil',
      'transformers.models.pixtral.image_processing_pixtral': 'PixtralImageProcessor',
      'transformers.models.pixtral.modeling_pixtral':
        'PixtralAttention PixtralAttentionLayer PixtralMLP PixtralPreTrainedModel PixtralRMSNorm PixtralTransformer PixtralVisionModel PixtralVisionRotaryEmbedding',
      'transformers.models.pixtral.processing_pixtral': 'PixtralProcessor',
      'transformers.models.plbart.configuration_plbart': 'PLBartConfig',
      'transformers.models.plbart.modeling_plbart':
        'PLBartAttention PLBartClassificationHead PLBartDecoder PLBartDecoderLayer PLBartDecoderWrapper PLBartEncoder PLBartEncoderLayer PLBartForCausalLM PLBartForConditionalGeneration PLBartForSequenceClassification PLBartLearnedPositionalEmbedding PLBartModel PLBartPreTrainedModel PLBartScaledWordEmbedding',
      'transformers.models.plbart.modular_plbart':
        'PLBartClassificationHead PLBartDecoder PLBartEncoder PLBartForCausalLM PLBartForConditionalGeneration PLBartForSequenceClassification PLBartModel PLBartPreTrainedModel PLBartScaledWordEmbedding',
      'transformers.models.plbart.tokenization_plbart': 'PLBartTokenizer',
      'transformers.models.poolformer.configuration_poolformer': 'PoolFormerConfig',
      'transformers.models.poolformer.image_processing_pil_poolformer': 'PoolFormerImageProcessorPil',
      'transformers.models.poolformer.image_processing_poolformer': 'PoolFormerImageProcessor',
      'transformers.models.poolformer.modeling_poolformer':
        'PoolFormerDropPath PoolFormerEmbeddings PoolFormerEncoder PoolFormerFinalPooler PoolFormerForImageClassification PoolFormerGroupNorm PoolFormerLayer PoolFormerModel PoolFormerOutput PoolFormerPooling PoolFormerPreTrainedModel',
      'transformers.models.pop2piano.configuration_pop2piano': 'Pop2PianoConfig',
      'transformers.models.pop2piano.feature_extraction_pop2piano': 'Pop2PianoFeatureExtractor',
      'transformers.models.pop2piano.modeling_pop2piano':
        'Pop2PianoAttention Pop2PianoBlock Pop2PianoConcatEmbeddingToMel Pop2PianoDenseActDense Pop2PianoDenseGatedActDense Pop2PianoForConditionalGeneration Pop2PianoLayerCrossAttention Pop2PianoLayerFF Pop2PianoLayerNorm Pop2PianoLayerSelfAttention Pop2PianoPreTrainedModel Pop2PianoStack',
      'transformers.models.pop2piano.processing_pop2piano': 'Pop2PianoProcessor',
      'transformers.models.pp_chart2table.configuration_pp_chart2table':
        'PPChart2TableConfig PPChart2TableVisionConfig',
      'transformers.models.pp_chart2table.image_processing_pil_pp_chart2table': 'PPChart2TableImageProcessorPil',
      'transformers.models.pp_chart2table.image_processing_pp_chart2table': 'PPChart2TableImageProcessor',
      'transformers.models.pp_chart2table.modular_pp_chart2table':
        'PPChart2TableConfig PPChart2TableImageProcessor PPChart2TableImageProcessorPil PPChart2TableProcessor',
      'transformers.models.pp_chart2table.processing_pp_chart2table': 'PPChart2TableProcessor',
      'transformers.models.pp_doclayout_v2.configuration_pp_doclayout_v2':
        'PPDocLayoutV2Config PPDocLayoutV2ReadingOrderConfig',
      'transformers.models.pp_doclayout_v2.image_processing_pp_doclayout_v2': 'PPDocLayoutV2ImageProcessor',
      'transformers.models.pp_doclayout_v2.modeling_pp_doclayout_v2':
        'MultiScaleDeformableAttention PPDocLayoutV2AIFILayer PPDocLayoutV2CSPRepLayer PPDocLayoutV2ConvEncoder PPDocLayoutV2ConvNormLayer PPDocLayoutV2Decoder PPDocLayoutV2DecoderLayer PPDocLayoutV2EncoderLayer PPDocLayoutV2ForObjectDetection PPDocLayoutV2FrozenBatchNorm2d PPDocLayoutV2GlobalPointer PPDocLayoutV2HybridEncoder PPDocLayoutV2MLP PPDocLayoutV2MLPPredictionHead PPDocLayoutV2Model PPDocLayoutV2MultiscaleDeformableAttention PPDocLayoutV2PositionRelationEmbedding PPDocLayoutV2PreTrainedModel PPDocLayoutV2ReadingOrder PPDocLayoutV2ReadingOrderAttention PPDocLayoutV2ReadingOrderEncoder PPDocLayoutV2ReadingOrderIntermediate PPDocLayoutV2ReadingOrderLayer PPDocLayoutV2ReadingOrderOutput PPDocLayoutV2ReadingOrderSelfAttention PPDocLayoutV2ReadingOrderSelfOutput PPDocLayoutV2RepVggBlock PPDocLayoutV2SelfAttention PPDocLayoutV2SinePositionEmbedding PPDocLayoutV2TextEmbeddings',
      'transformers.models.pp_doclayout_v2.modular_pp_doclayout_v2':
        'PPDocLayoutV2Config PPDocLayoutV2ForObjectDetection PPDocLayoutV2GlobalPointer PPDocLayoutV2ImageProcessor PPDocLayoutV2MLPPredictionHead PPDocLayoutV2Model PPDocLayoutV2PositionRelationEmbedding PPDocLayoutV2PreTrainedModel PPDocLayoutV2ReadingOrder PPDocLayoutV2ReadingOrderAttention PPDocLayoutV2ReadingOrderConfig PPDocLayoutV2ReadingOrderEncoder PPDocLayoutV2ReadingOrderIntermediate PPDocLayoutV2ReadingOrderLayer PPDocLayoutV2ReadingOrderOutput PPDocLayoutV2ReadingOrderSelfAttention PPDocLayoutV2ReadingOrderSelfOutput PPDocLayoutV2TextEmbeddings',
      'transformers.models.pp_doclayout_v3.configuration_pp_doclayout_v3': 'PPDocLayoutV3Config',
      'transformers.models.pp_doclayout_v3.image_processing_pp_doclayout_v3': 'PPDocLayoutV3ImageProcessor',
      'transformers.models.pp_doclayout_v3.modeling_pp_doclayout_v3':
        'MultiScaleDeformableAttention PPDocLayoutV3AIFILayer PPDocLayoutV3CSPRepLayer PPDocLayoutV3ConvEncoder PPDocLayoutV3ConvLayer PPDocLayoutV3ConvNormLayer PPDocLayoutV3Decoder PPDocLayoutV3DecoderLayer PPDocLayoutV3EncoderLayer PPDocLayoutV3EncoderMaskOutput PPDocLayoutV3ForObjectDetection PPDocLayoutV3FrozenBatchNorm2d PPDocLayoutV3GlobalPointer PPDocLayoutV3HybridEncoder PPDocLayoutV3MLP PPDocLayoutV3MLPPredictionHead PPDocLayoutV3MaskFeatFPN PPDocLayoutV3Model PPDocLayoutV3MultiscaleDeformableAttention PPDocLayoutV3PreTrainedModel PPDocLayoutV3RepVggBlock PPDocLayoutV3ScaleHead PPDocLayoutV3SelfAttention PPDocLayoutV3SinePositionEmbedding',
      'transformers.models.pp_doclayout_v3.modular_pp_doclayout_v3':
        'PPDocLayoutV3Config PPDocLayoutV3ConvLayer PPDocLayoutV3Decoder PPDocLayoutV3EncoderMaskOutput PPDocLayoutV3ForObjectDetection PPDocLayoutV3GlobalPointer PPDocLayoutV3HybridEncoder PPDocLayoutV3ImageProcessor PPDocLayoutV3MLPPredictionHead PPDocLayoutV3MaskFeatFPN PPDocLayoutV3Model PPDocLayoutV3MultiscaleDeformableAttention PPDocLayoutV3PreTrainedModel PPDocLayoutV3ScaleHead',
      'transformers.models.pp_formulanet.configuration_pp_formulanet':
        'PPFormulaNetConfig PPFormulaNetTextConfig PPFormulaNetVisionConfig',
      'transformers.models.pp_formulanet.image_processing_pp_formulanet': 'PPFormulaNetImageProcessor',
      'transformers.models.pp_formulanet.modeling_pp_formulanet':
        'PPFormulaNetAttention PPFormulaNetDecoderLayer PPFormulaNetForConditionalGeneration PPFormulaNetLayerNorm PPFormulaNetLearnedPositionalEmbedding PPFormulaNetMLPBlock PPFormulaNetModel PPFormulaNetMultiModalProjector PPFormulaNetPatchEmbeddings PPFormulaNetPreTrainedModel PPFormulaNetScaledWordEmbedding PPFormulaNetTextModel PPFormulaNetVisionAttention PPFormulaNetVisionLayer PPFormulaNetVisionModel PPFormulaNetVisionNeck',
      'transformers.models.pp_formulanet.modular_pp_formulanet':
        'PPFormulaNetConfig PPFormulaNetForConditionalGeneration PPFormulaNetImageProcessor PPFormulaNetModel PPFormulaNetMultiModalProjector PPFormulaNetPreTrainedModel PPFormulaNetProcessor PPFormulaNetTextConfig PPFormulaNetTextModel PPFormulaNetVisionAttention PPFormulaNetVisionConfig PPFormulaNetVisionModel',
      'transformers.models.pp_formulanet.processing_pp_formulanet': 'PPFormulaNetProcessor',
      'transformers.models.pp_lcnet_v3.configuration_pp_lcnet_v3': 'PPLCNetV3Config',
      'transformers.models.pp_lcnet_v3.modeling_pp_lcnet_v3':
        'PPLCNetV3ActLearnableAffineBlock PPLCNetV3Backbone PPLCNetV3Block PPLCNetV3ConvLayer PPLCNetV3DepthwiseSeparableConvLayer PPLCNetV3Encoder PPLCNetV3LearnableAffineBlock PPLCNetV3LearnableRepLayer PPLCNetV3PreTrainedModel PPLCNetV3SqueezeExcitationModule',
      'transformers.models.pp_lcnet_v3.modular_pp_lcnet_v3':
        'PPLCNetV3ActLearnableAffineBlock PPLCNetV3Backbone PPLCNetV3Config PPLCNetV3ConvLayer PPLCNetV3DepthwiseSeparableConvLayer PPLCNetV3Encoder PPLCNetV3LearnableAffineBlock PPLCNetV3LearnableRepLayer PPLCNetV3PreTrainedModel',
      'transformers.models.pp_lcnet_v4.configuration_pp_lcnet_v4': 'PPLCNetV4Config',
      'transformers.models.pp_lcnet_v4.modeling_pp_lcnet_v4':
        'PPLCNetV4Backbone PPLCNetV4Block PPLCNetV4ConvLayer PPLCNetV4DepthwiseSeparableConvLayer PPLCNetV4Encoder PPLCNetV4LargeStem PPLCNetV4LearnableAffineBlock PPLCNetV4PreTrainedModel PPLCNetV4SmallStem PPLCNetV4SqueezeExcitationModule',
      'transformers.models.pp_lcnet_v4.modular_pp_lcnet_v4':
        'PPLCNetV4Backbone PPLCNetV4Block PPLCNetV4Config PPLCNetV4ConvLayer PPLCNetV4DepthwiseSeparableConvLayer PPLCNetV4Encoder PPLCNetV4LargeStem PPLCNetV4PreTrainedModel PPLCNetV4SmallStem PPLCNetV4SqueezeExcitationModule',
      'transformers.models.pp_lcnet.configuration_pp_lcnet': 'PPLCNetConfig',
      'transformers.models.pp_lcnet.image_processing_pp_lcnet': 'PPLCNetImageProcessor',
      'transformers.models.pp_lcnet.modeling_pp_lcnet':
        'PPLCNetBackbone PPLCNetBlock PPLCNetConvLayer PPLCNetDepthwiseSeparableConvLayer PPLCNetEncoder PPLCNetForImageClassification PPLCNetPreTrainedModel PPLCNetSqueezeExcitationModule',
      'transformers.models.pp_lcnet.modular_pp_lcnet':
        'PPLCNetBackbone PPLCNetBlock PPLCNetConfig PPLCNetConvLayer PPLCNetDepthwiseSeparableConvLayer PPLCNetEncoder PPLCNetForImageClassification PPLCNetImageProcessor PPLCNetPreTrainedModel PPLCNetSqueezeExcitationModule',
      'transformers.models.pp_ocrv5_mobile_det.configuration_pp_ocrv5_mobile_det': 'PPOCRV5MobileDetConfig',
      'transformers.models.pp_ocrv5_mobile_det.modeling_pp_ocrv5_mobile_det':
        'PPOCRV5MobileDetConvBatchnormLayer PPOCRV5MobileDetForObjectDetection PPOCRV5MobileDetHead PPOCRV5MobileDetModel PPOCRV5MobileDetNeck PPOCRV5MobileDetPreTrainedModel PPOCRV5MobileDetResidualSqueezeExcitationLayer PPOCRV5MobileDetSqueezeExcitationModule',
      'transformers.models.pp_ocrv5_mobile_det.modular_pp_ocrv5_mobile_det':
        'PPOCRV5MobileDetConfig PPOCRV5MobileDetForObjectDetection PPOCRV5MobileDetHead PPOCRV5MobileDetModel PPOCRV5MobileDetNeck PPOCRV5MobileDetPreTrainedModel PPOCRV5MobileDetResidualSqueezeExcitationLayer PPOCRV5MobileDetSqueezeExcitationModule',
      'transformers.models.pp_ocrv5_mobile_rec.configuration_pp_ocrv5_mobile_rec': 'PPOCRV5MobileRecConfig',
      'transformers.models.pp_ocrv5_mobile_rec.modeling_pp_ocrv5_mobile_rec':
        'PPOCRV5MobileRecAttention PPOCRV5MobileRecBlock PPOCRV5MobileRecConvLayer PPOCRV5MobileRecEncoderWithSVTR PPOCRV5MobileRecForTextRecognition PPOCRV5MobileRecHead PPOCRV5MobileRecMLP PPOCRV5MobileRecModel PPOCRV5MobileRecPreTrainedModel',
      'transformers.models.pp_ocrv5_mobile_rec.modular_pp_ocrv5_mobile_rec':
        'PPOCRV5MobileRecConfig PPOCRV5MobileRecEncoderWithSVTR PPOCRV5MobileRecForTextRecognition PPOCRV5MobileRecModel',
      'transformers.models.pp_ocrv5_server_det.configuration_pp_ocrv5_server_det': 'PPOCRV5ServerDetConfig',
      'transformers.models.pp_ocrv5_server_det.image_processing_pp_ocrv5_server_det': 'PPOCRV5ServerDetImageProcessor',
      'transformers.models.pp_ocrv5_server_det.modeling_pp_ocrv5_server_det':
        'PPOCRV5ServerDetConvBatchnormLayer PPOCRV5ServerDetForObjectDetection PPOCRV5ServerDetHead PPOCRV5ServerDetIntraclassBlock PPOCRV5ServerDetLocalModule PPOCRV5ServerDetModel PPOCRV5ServerDetNeck PPOCRV5ServerDetPreTrainedModel PPOCRV5ServerDetSegmentationHead',
      'transformers.models.pp_ocrv5_server_det.modular_pp_ocrv5_server_det':
        'PPOCRV5ServerDetConfig PPOCRV5ServerDetConvBatchnormLayer PPOCRV5ServerDetForObjectDetection PPOCRV5ServerDetHead PPOCRV5ServerDetImageProcessor PPOCRV5ServerDetIntraclassBlock PPOCRV5ServerDetLocalModule PPOCRV5ServerDetModel PPOCRV5ServerDetNeck PPOCRV5ServerDetPreTrainedModel PPOCRV5ServerDetSegmentationHead',
      'transformers.models.pp_ocrv5_server_rec.configuration_pp_ocrv5_server_rec': 'PPOCRV5ServerRecConfig',
      'transformers.models.pp_ocrv5_server_rec.image_processing_pp_ocrv5_server_rec': 'PPOCRV5ServerRecImageProcessor',
      'transformers.models.pp_ocrv5_server_rec.modeling_pp_ocrv5_server_rec':
        'PPOCRV5ServerRecAttention PPOCRV5ServerRecBlock PPOCRV5ServerRecConvLayer PPOCRV5ServerRecEncoderWithSVTR PPOCRV5ServerRecForTextRecognition PPOCRV5ServerRecHead PPOCRV5ServerRecMLP PPOCRV5ServerRecModel PPOCRV5ServerRecPreTrainedModel',
      'transformers.models.pp_ocrv5_server_rec.modular_pp_ocrv5_server_rec':
        'PPOCRV5ServerRecAttention PPOCRV5ServerRecBlock PPOCRV5ServerRecConfig PPOCRV5ServerRecConvLayer PPOCRV5ServerRecEncoderWithSVTR PPOCRV5ServerRecForTextRecognition PPOCRV5ServerRecHead PPOCRV5ServerRecImageProcessor PPOCRV5ServerRecMLP PPOCRV5ServerRecModel PPOCRV5ServerRecPreTrainedModel',
      'transformers.models.pp_ocrv6_medium_det.configuration_pp_ocrv6_medium_det': 'PPOCRV6MediumDetConfig',
      'transformers.models.pp_ocrv6_medium_det.modeling_pp_ocrv6_medium_det':
        'PPOCRV6MediumDetConvBatchnormLayer PPOCRV6MediumDetForObjectDetection PPOCRV6MediumDetHead PPOCRV6MediumDetIntraclassBlock PPOCRV6MediumDetModel PPOCRV6MediumDetNeck PPOCRV6MediumDetPreTrainedModel',
      'transformers.models.pp_ocrv6_medium_det.modular_pp_ocrv6_medium_det':
        'PPOCRV6MediumDetConfig PPOCRV6MediumDetForObjectDetection PPOCRV6MediumDetHead PPOCRV6MediumDetIntraclassBlock PPOCRV6MediumDetNeck',
      'transformers.models.pp_ocrv6_small_det.configuration_pp_ocrv6_small_det': 'PPOCRV6SmallDetConfig',
      'transformers.models.pp_ocrv6_small_det.modeling_pp_ocrv6_small_det':
        'PPOCRV6SmallDetConvBatchnormLayer PPOCRV6SmallDetDepthwiseSeparableConvLayer PPOCRV6SmallDetForObjectDetection PPOCRV6SmallDetHead PPOCRV6SmallDetModel PPOCRV6SmallDetNeck PPOCRV6SmallDetPreTrainedModel PPOCRV6SmallDetResidualSqueezeExcitationLayer PPOCRV6SmallDetSqueezeExcitationModule',
      'transformers.models.pp_ocrv6_small_det.modular_pp_ocrv6_small_det':
        'PPOCRV6SmallDetConfig PPOCRV6SmallDetDepthwiseSeparableConvLayer PPOCRV6SmallDetForObjectDetection PPOCRV6SmallDetHead PPOCRV6SmallDetNeck PPOCRV6SmallDetResidualSqueezeExcitationLayer PPOCRV6SmallDetSqueezeExcitationModule',
      'transformers.models.pp_ocrv6_small_rec.configuration_pp_ocrv6_small_rec': 'PPOCRV6SmallRecConfig',
      'transformers.models.pp_ocrv6_small_rec.image_processing_pp_ocrv6_small_rec': 'PPOCRV6SmallRecImageProcessor',
      'transformers.models.pp_ocrv6_small_rec.modeling_pp_ocrv6_small_rec':
        'PPOCRV6SmallRecAttention PPOCRV6SmallRecBlock PPOCRV6SmallRecConvLayer PPOCRV6SmallRecEncoderWithSVTR PPOCRV6SmallRecForTextRecognition PPOCRV6SmallRecHead PPOCRV6SmallRecMLP PPOCRV6SmallRecModel PPOCRV6SmallRecPreTrainedModel',
      'transformers.models.pp_ocrv6_small_rec.modular_pp_ocrv6_small_rec':
        'PPOCRV6SmallRecConfig PPOCRV6SmallRecConvLayer PPOCRV6SmallRecEncoderWithSVTR PPOCRV6SmallRecForTextRecognition PPOCRV6SmallRecImageProcessor',
      'transformers.models.pp_ocrv6_tiny_rec.configuration_pp_ocrv6_tiny_rec': 'PPOCRV6TinyRecConfig',
      'transformers.models.pp_ocrv6_tiny_rec.modeling_pp_ocrv6_tiny_rec':
        'PPOCRV6TinyRecForTextRecognition PPOCRV6TinyRecHead PPOCRV6TinyRecModel PPOCRV6TinyRecPreTrainedModel',
      'transformers.models.pp_ocrv6_tiny_rec.modular_pp_ocrv6_tiny_rec':
        'PPOCRV6TinyRecConfig PPOCRV6TinyRecForTextRecognition PPOCRV6TinyRecHead PPOCRV6TinyRecPreTrainedModel',
      'transformers.models.prompt_depth_anything.configuration_prompt_depth_anything': 'PromptDepthAnythingConfig',
      'transformers.models.prompt_depth_anything.image_processing_pil_prompt_depth_anything':
        'PromptDepthAnythingImageProcessorPil',
      'transformers.models.prompt_depth_anything.image_processing_prompt_depth_anything':
        'PromptDepthAnythingImageProcessor',
      'transformers.models.prompt_depth_anything.modeling_prompt_depth_anything':
        'PromptDepthAnythingDepthEstimationHead PromptDepthAnythingFeatureFusionLayer PromptDepthAnythingFeatureFusionStage PromptDepthAnythingForDepthEstimation PromptDepthAnythingLayer PromptDepthAnythingNeck PromptDepthAnythingPreActResidualLayer PromptDepthAnythingPreTrainedModel PromptDepthAnythingReassembleLayer PromptDepthAnythingReassembleStage',
      'transformers.models.prompt_depth_anything.modular_prompt_depth_anything':
        'PromptDepthAnythingConfig PromptDepthAnythingDepthEstimationHead PromptDepthAnythingFeatureFusionLayer PromptDepthAnythingFeatureFusionStage PromptDepthAnythingForDepthEstimation PromptDepthAnythingLayer PromptDepthAnythingNeck PromptDepthAnythingPreTrainedModel PromptDepthAnythingReassembleLayer PromptDepthAnythingReassembleStage',
      'transformers.models.prophetnet.configuration_prophetnet': 'ProphetNetConfig',
      'transformers.models.prophetnet.modeling_prophetnet':
        'ProphetNetAttention ProphetNetDecoder ProphetNetDecoderLayer ProphetNetDecoderWrapper ProphetNetEncoder ProphetNetEncoderLayer ProphetNetFeedForward ProphetNetForCausalLM ProphetNetForConditionalGeneration ProphetNetModel ProphetNetNgramSelfAttention ProphetNetPositionalEmbeddings ProphetNetPreTrainedModel',
      'transformers.models.prophetnet.tokenization_prophetnet': 'BasicTokenizer ProphetNetTokenizer WordpieceTokenizer',
      'transformers.models.pvt_v2.configuration_pvt_v2': 'PvtV2Config',
      'transformers.models.pvt_v2.modeling_pvt_v2':
        'PvtV2Backbone PvtV2BlockLayer PvtV2ConvFeedForwardNetwork PvtV2DepthWiseConv PvtV2DropPath PvtV2Encoder PvtV2EncoderLayer PvtV2ForImageClassification PvtV2Model PvtV2OverlapPatchEmbeddings PvtV2PreTrainedModel PvtV2SelfAttention',
      'transformers.models.pvt.configuration_pvt': 'PvtConfig',
      'transformers.models.pvt.image_processing_pil_pvt': 'PvtImageProcessorPil',
      'transformers.models.pvt.image_processing_pvt': 'PvtImageProcessor',
      'transformers.models.pvt.modeling_pvt':
        'PvtAttention PvtDropPath PvtEfficientSelfAttention PvtEncoder PvtFFN PvtForImageClassification PvtLayer PvtModel PvtPatchEmbeddings PvtPreTrainedModel PvtSelfOutput',
      'transformers.models.qianfan_ocr.configuration_qianfan_ocr': 'QianfanOCRConfig QianfanOCRVisionConfig',
      'transformers.models.qianfan_ocr.modeling_qianfan_ocr':
        'QianfanOCRDropPath QianfanOCRForConditionalGeneration QianfanOCRModel QianfanOCRMultiModalProjector QianfanOCRPreTrainedModel QianfanOCRVisionAttention QianfanOCRVisionEmbeddings QianfanOCRVisionLayer QianfanOCRVisionMLP QianfanOCRVisionModel QianfanOCRVisionPatchEmbeddings QianfanOCRVisionPreTrainedModel QianfanOCRVisionRMSNorm',
      'transformers.models.qianfan_ocr.processing_qianfan_ocr': 'QianfanOCRProcessor',
      'transformers.models.qwen2_5_omni.configuration_qwen2_5_omni':
        'Qwen2_5OmniAudioEncoderConfig Qwen2_5OmniBigVGANConfig Qwen2_5OmniConfig Qwen2_5OmniDiTConfig Qwen2_5OmniTalkerConfig Qwen2_5OmniTextConfig Qwen2_5OmniThinkerConfig Qwen2_5OmniToken2WavConfig Qwen2_5OmniVisionEncoderConfig',
      'transformers.models.qwen2_5_omni.modeling_qwen2_5_omni':
        'AMPBlock Activation1d AttentiveStatisticsPooling DiTAttention DiTCodecEmbedding DiTDecoderLayer DiTInputEmbedding DiTMLP DiTTimestepEmbedding DownSample1d ECAPA_TimeDelayNet Qwen2MLP Qwen2_5OmniAMPBlock Qwen2_5OmniAntiAliasedActivation1d Qwen2_5OmniAttention Qwen2_5OmniAudioAttention Qwen2_5OmniAudioEncoder Qwen2_5OmniAudioEncoderLayer Qwen2_5OmniDecoderLayer Qwen2_5OmniDiTRotaryEmbedding Qwen2_5OmniDownSample1d Qwen2_5OmniForConditionalGeneration Qwen2_5OmniMLP Qwen2_5OmniPatchMerger Qwen2_5OmniPreTrainedModel Qwen2_5OmniPreTrainedModelForConditionalGeneration Qwen2_5OmniRMSNorm Qwen2_5OmniRotaryEmbedding Qwen2_5OmniSnakeBeta Qwen2_5OmniTalkerForConditionalGeneration Qwen2_5OmniTalkerModel Qwen2_5OmniThinkerForConditionalGeneration Qwen2_5OmniThinkerTextModel Qwen2_5OmniToken2WavBigVGANModel Qwen2_5OmniToken2WavDiTModel Qwen2_5OmniToken2WavModel Qwen2_5OmniUpSample1d Qwen2_5OmniVisionAttention Qwen2_5OmniVisionBlock Qwen2_5OmniVisionEncoder Qwen2_5OmniVisionRotaryEmbedding Qwen2_5_OmniAdaLayerNormZero Qwen2_5_OmniAdaLayerNormZero_Final Qwen2_5_VisionPatchEmbed Res2NetBlock RungeKutta4ODESolver SinusPositionEmbedding SinusoidsPositionEmbedding SnakeBeta SqueezeExcitationBlock SqueezeExcitationRes2NetBlock TimeDelayNetBlock UpSample1d',
      'transformers.models.qwen2_5_omni.modular_qwen2_5_omni':
        'AMPBlock Activation1d AttentiveStatisticsPooling DiTAttention DiTCodecEmbedding DiTDecoderLayer DiTInputEmbedding DiTMLP DiTTimestepEmbedding DownSample1d ECAPA_TimeDelayNet Qwen2MLP Qwen2_5OmniAMPBlock Qwen2_5OmniAntiAliasedActivation1d Qwen2_5OmniAttention Qwen2_5OmniAudioAttention Qwen2_5OmniAudioEncoder Qwen2_5OmniAudioEncoderConfig Qwen2_5OmniAudioEncoderLayer Qwen2_5OmniBigVGANConfig Qwen2_5OmniConfig Qwen2_5OmniDiTConfig Qwen2_5OmniDiTRotaryEmbedding Qwen2_5OmniDownSample1d Qwen2_5OmniForConditionalGeneration Qwen2_5OmniPreTrainedModel Qwen2_5OmniPreTrainedModelForConditionalGeneration Qwen2_5OmniRotaryEmbedding Qwen2_5OmniSnakeBeta Qwen2_5OmniTalkerConfig Qwen2_5OmniTalkerForConditionalGeneration Qwen2_5OmniTalkerModel Qwen2_5OmniTextConfig Qwen2_5OmniThinkerConfig Qwen2_5OmniThinkerForConditionalGeneration Qwen2_5OmniThinkerTextModel Qwen2_5OmniToken2WavBigVGANModel Qwen2_5OmniToken2WavConfig Qwen2_5OmniToken2WavDiTModel Qwen2_5OmniToken2WavModel Qwen2_5OmniUpSample1d Qwen2_5OmniVisionAttention Qwen2_5OmniVisionBlock Qwen2_5OmniVisionEncoder Qwen2_5OmniVisionEncoderConfig Qwen2_5OmniVisionRotaryEmbedding Qwen2_5_OmniAdaLayerNormZero Qwen2_5_OmniAdaLayerNormZero_Final Res2NetBlock RungeKutta4ODESolver SinusPositionEmbedding SinusoidsPositionEmbedding SnakeBeta SqueezeExcitationBlock SqueezeExcitationRes2NetBlock TimeDelayNetBlock UpSample1d',
      'transformers.models.qwen2_5_omni.processing_qwen2_5_omni': 'Qwen2_5OmniProcessor',
      'transformers.models.qwen2_5_vl.configuration_qwen2_5_vl':
        'Qwen2_5_VLConfig Qwen2_5_VLTextConfig Qwen2_5_VLVisionConfig',
      'transformers.models.qwen2_5_vl.modeling_qwen2_5_vl':
        'Qwen2MLP Qwen2_5_VLAttention Qwen2_5_VLDecoderLayer Qwen2_5_VLForConditionalGeneration Qwen2_5_VLMLP Qwen2_5_VLModel Qwen2_5_VLPatchMerger Qwen2_5_VLPreTrainedModel Qwen2_5_VLRMSNorm Qwen2_5_VLRotaryEmbedding Qwen2_5_VLTextModel Qwen2_5_VLVisionAttention Qwen2_5_VLVisionBlock Qwen2_5_VLVisionRotaryEmbedding Qwen2_5_VisionPatchEmbed Qwen2_5_VisionTransformerPretrainedModel',
      'transformers.models.qwen2_5_vl.modular_qwen2_5_vl':
        'Qwen2_5_VLConfig Qwen2_5_VLForConditionalGeneration Qwen2_5_VLMLP Qwen2_5_VLModel Qwen2_5_VLPatchMerger Qwen2_5_VLPreTrainedModel Qwen2_5_VLProcessor Qwen2_5_VLRMSNorm Qwen2_5_VLTextConfig Qwen2_5_VLVisionAttention Qwen2_5_VLVisionBlock Qwen2_5_VLVisionConfig Qwen2_5_VLVisionRotaryEmbedding Qwen2_5_VisionPatchEmbed Qwen2_5_VisionTransformerPretrainedModel',
      'transformers.models.qwen2_5_vl.processing_qwen2_5_vl': 'Qwen2_5_VLProcessor',
      'transformers.models.qwen2_audio.configuration_qwen2_audio': 'Qwen2AudioConfig Qwen2AudioEncoderConfig',
      'transformers.models.qwen2_audio.modeling_qwen2_audio':
        'Qwen2AudioAttention Qwen2AudioEncoder Qwen2AudioEncoderLayer Qwen2AudioForConditionalGeneration Qwen2AudioModel Qwen2AudioMultiModalProjector Qwen2AudioPreTrainedModel',
      'transformers.models.qwen2_audio.processing_qwen2_audio': 'Qwen2AudioProcessor',
      'transformers.models.qwen2_moe.configuration_qwen2_moe': 'Qwen2MoeConfig',
      'transformers.models.qwen2_moe.modeling_qwen2_moe':
        'Qwen2MoeAttention Qwen2MoeDecoderLayer Qwen2MoeExperts Qwen2MoeForCausalLM Qwen2MoeForQuestionAnswering Qwen2MoeForSequenceClassification Qwen2MoeForTokenClassification Qwen2MoeMLP Qwen2MoeModel Qwen2MoePreTrainedModel Qwen2MoeRMSNorm Qwen2MoeRotaryEmbedding Qwen2MoeSparseMoeBlock Qwen2MoeTopKRouter',
      'transformers.models.qwen2_moe.modular_qwen2_moe':
        'Qwen2MoeAttention Qwen2MoeDecoderLayer Qwen2MoeExperts Qwen2MoeForCausalLM Qwen2MoeForQuestionAnswering Qwen2MoeForSequenceClassification Qwen2MoeForTokenClassification Qwen2MoeMLP Qwen2MoeModel Qwen2MoePreTrainedModel Qwen2MoeRMSNorm Qwen2MoeRotaryEmbedding Qwen2MoeSparseMoeBlock Qwen2MoeTopKRouter',
      'transformers.models.qwen2_vl.configuration_qwen2_vl': 'Qwen2VLConfig Qwen2VLTextConfig Qwen2VLVisionConfig',
      'transformers.models.qwen2_vl.image_processing_pil_qwen2_vl': 'Qwen2VLImageProcessorPil',
      'transformers.models.qwen2_vl.image_processing_qwen2_vl': 'Qwen2VLImageProcessor',
      'transformers.models.qwen2_vl.modeling_qwen2_vl':
        'PatchEmbed PatchMerger Qwen2MLP Qwen2VLAttention Qwen2VLDecoderLayer Qwen2VLForConditionalGeneration Qwen2VLModel Qwen2VLPreTrainedModel Qwen2VLRMSNorm Qwen2VLRotaryEmbedding Qwen2VLTextModel Qwen2VLVisionBlock Qwen2VLVisionRotaryEmbedding Qwen2VisionTransformerPretrainedModel VisionAttention VisionMlp',
      'transformers.models.qwen2_vl.processing_qwen2_vl': 'Qwen2VLProcessor',
      'transformers.models.qwen2_vl.video_processing_qwen2_vl': 'Qwen2VLVideoProcessor',
      'transformers.models.qwen2.configuration_qwen2': 'Qwen2Config',
      'transformers.models.qwen2.modeling_qwen2':
        'Qwen2Attention Qwen2DecoderLayer Qwen2ForCausalLM Qwen2ForQuestionAnswering Qwen2ForSequenceClassification Qwen2ForTokenClassification Qwen2MLP Qwen2Model Qwen2PreTrainedModel Qwen2RMSNorm Qwen2RotaryEmbedding',
      'transformers.models.qwen2.modular_qwen2':
        'Qwen2Attention Qwen2DecoderLayer Qwen2ForCausalLM Qwen2ForQuestionAnswering Qwen2ForSequenceClassification Qwen2ForTokenClassification Qwen2MLP Qwen2Model Qwen2PreTrainedModel Qwen2RotaryEmbedding',
      'transformers.models.qwen2.tokenization_qwen2': 'Qwen2Tokenizer',
      'transformers.models.qwen3_5_moe.configuration_qwen3_5_moe':
        'Qwen3_5MoeConfig Qwen3_5MoeTextConfig Qwen3_5MoeVisionConfig',
      'transformers.models.qwen3_5_moe.modeling_qwen3_5_moe':
        'Qwen3_5MoeAttention Qwen3_5MoeDecoderLayer Qwen3_5MoeExperts Qwen3_5MoeForCausalLM Qwen3_5MoeForConditionalGeneration Qwen3_5MoeGatedDeltaNet Qwen3_5MoeMLP Qwen3_5MoeModel Qwen3_5MoePreTrainedModel Qwen3_5MoeRMSNorm Qwen3_5MoeRMSNormGated Qwen3_5MoeSparseMoeBlock Qwen3_5MoeTextModel Qwen3_5MoeTextRotaryEmbedding Qwen3_5MoeTopKRouter Qwen3_5MoeVisionAttention Qwen3_5MoeVisionBlock Qwen3_5MoeVisionMLP Qwen3_5MoeVisionModel Qwen3_5MoeVisionPatchEmbed Qwen3_5MoeVisionPatchMerger Qwen3_5MoeVisionRotaryEmbedding',
      'transformers.models.qwen3_5_moe.modular_qwen3_5_moe':
        'Qwen3_5MoeAttention Qwen3_5MoeConfig Qwen3_5MoeDecoderLayer Qwen3_5MoeExperts Qwen3_5MoeForCausalLM Qwen3_5MoeForConditionalGeneration Qwen3_5MoeGatedDeltaNet Qwen3_5MoeMLP Qwen3_5MoeModel Qwen3_5MoePreTrainedModel Qwen3_5MoeRMSNorm Qwen3_5MoeSparseMoeBlock Qwen3_5MoeTextConfig Qwen3_5MoeTextModel Qwen3_5MoeTextRotaryEmbedding Qwen3_5MoeTopKRouter Qwen3_5MoeVisionConfig Qwen3_5MoeVisionModel Qwen3_5MoeVisionRotaryEmbedding',
      'transformers.models.qwen3_5.configuration_qwen3_5': 'Qwen3_5Config Qwen3_5TextConfig Qwen3_5VisionConfig',
      'transformers.models.qwen3_5.modeling_qwen3_5':
        'Qwen3_5Attention Qwen3_5DecoderLayer Qwen3_5ForCausalLM Qwen3_5ForConditionalGeneration Qwen3_5ForSequenceClassification Qwen3_5ForTokenClassification Qwen3_5GatedDeltaNet Qwen3_5MLP Qwen3_5Model Qwen3_5PreTrainedModel Qwen3_5RMSNorm Qwen3_5RMSNormGated Qwen3_5TextForSequenceClassification Qwen3_5TextModel Qwen3_5TextRotaryEmbedding Qwen3_5VisionAttention Qwen3_5VisionBlock Qwen3_5VisionMLP Qwen3_5VisionModel Qwen3_5VisionPatchEmbed Qwen3_5VisionPatchMerger Qwen3_5VisionRotaryEmbedding',
      'transformers.models.qwen3_5.modular_qwen3_5':
        'Qwen3_5Attention Qwen3_5Config Qwen3_5DecoderLayer Qwen3_5ForCausalLM Qwen3_5ForConditionalGeneration Qwen3_5ForSequenceClassification Qwen3_5ForTokenClassification Qwen3_5GatedDeltaNet Qwen3_5MLP Qwen3_5Model Qwen3_5PreTrainedModel Qwen3_5RMSNorm Qwen3_5TextConfig Qwen3_5TextForSequenceClassification Qwen3_5TextModel Qwen3_5TextRotaryEmbedding Qwen3_5VisionConfig Qwen3_5VisionModel Qwen3_5VisionRotaryEmbedding',
      'transformers.models.qwen3_5.tokenization_qwen3_5': 'Qwen3_5Tokenizer',
      'transformers.models.qwen3_asr.configuration_qwen3_asr': 'Qwen3ASRConfig Qwen3ASREncoderConfig',
      'transformers.models.qwen3_asr.feature_extraction_qwen3_asr': 'Qwen3ASRFeatureExtractor',
      'transformers.models.qwen3_asr.modeling_qwen3_asr':
        'Qwen3ASRAudioAttention Qwen3ASRAudioEncoderLayer Qwen3ASREncoder Qwen3ASRForConditionalGeneration Qwen3ASRForTokenClassification Qwen3ASRModel Qwen3ASRMultiModalProjector Qwen3ASRPreTrainedModel SinusoidsPositionEmbedding',
      'transformers.models.qwen3_asr.modular_qwen3_asr':
        'Qwen3ASRAudioEncoderLayer Qwen3ASRConfig Qwen3ASREncoder Qwen3ASREncoderConfig Qwen3ASRForConditionalGeneration Qwen3ASRForTokenClassification Qwen3ASRModel Qwen3ASRMultiModalProjector Qwen3ASRPreTrainedModel',
      'transformers.models.qwen3_asr.processing_qwen3_asr': 'Qwen3ASRProcessor',
      'transformers.models.qwen3_moe.configuration_qwen3_moe': 'Qwen3MoeConfig',
      'transformers.models.qwen3_moe.modeling_qwen3_moe':
        'Qwen3MoeAttention Qwen3MoeDecoderLayer Qwen3MoeExperts Qwen3MoeForCausalLM Qwen3MoeForQuestionAnswering Qwen3MoeForSequenceClassification Qwen3MoeForTokenClassification Qwen3MoeMLP Qwen3MoeModel Qwen3MoePreTrainedModel Qwen3MoeRMSNorm Qwen3MoeRotaryEmbedding Qwen3MoeSparseMoeBlock Qwen3MoeTopKRouter',
      'transformers.models.qwen3_moe.modular_qwen3_moe':
        'Qwen3MoeAttention Qwen3MoeDecoderLayer Qwen3MoeExperts Qwen3MoeForCausalLM Qwen3MoeForQuestionAnswering Qwen3MoeForSequenceClassification Qwen3MoeForTokenClassification Qwen3MoeMLP Qwen3MoeModel Qwen3MoePreTrainedModel Qwen3MoeRMSNorm Qwen3MoeSparseMoeBlock Qwen3MoeTopKRouter',
      'transformers.models.qwen3_next.configuration_qwen3_next': 'Qwen3NextConfig',
      'transformers.models.qwen3_next.modeling_qwen3_next':
        'Qwen3NextAttention Qwen3NextDecoderLayer Qwen3NextExperts Qwen3NextForCausalLM Qwen3NextForQuestionAnswering Qwen3NextForSequenceClassification Qwen3NextForTokenClassification Qwen3NextGatedDeltaNet Qwen3NextMLP Qwen3NextModel Qwen3NextPreTrainedModel Qwen3NextRMSNorm Qwen3NextRMSNormGated Qwen3NextRotaryEmbedding Qwen3NextSparseMoeBlock Qwen3NextTopKRouter',
      'transformers.models.qwen3_next.modular_qwen3_next':
        'Qwen3NextAttention Qwen3NextDecoderLayer Qwen3NextExperts Qwen3NextForCausalLM Qwen3NextForQuestionAnswering Qwen3NextForSequenceClassification Qwen3NextForTokenClassification Qwen3NextGatedDeltaNet Qwen3NextMLP Qwen3NextModel Qwen3NextPreTrainedModel Qwen3NextRMSNorm Qwen3NextRMSNormGated Qwen3NextRotaryEmbedding Qwen3NextSparseMoeBlock Qwen3NextTopKRouter',
      'transformers.models.qwen3_omni_moe.configuration_qwen3_omni_moe':
        'Qwen3OmniMoeAudioEncoderConfig Qwen3OmniMoeCode2WavConfig Qwen3OmniMoeConfig Qwen3OmniMoeTalkerCodePredictorConfig Qwen3OmniMoeTalkerConfig Qwen3OmniMoeTalkerTextConfig Qwen3OmniMoeTextConfig Qwen3OmniMoeThinkerConfig Qwen3OmniMoeVisionEncoderConfig',
      'transformers.models.qwen3_omni_moe.modeling_qwen3_omni_moe':
        'Qwen3OmniMoeAudioAttention Qwen3OmniMoeAudioEncoder Qwen3OmniMoeAudioEncoderLayer Qwen3OmniMoeCausalConvNet Qwen3OmniMoeCausalTransConvNet Qwen3OmniMoeCode2Wav Qwen3OmniMoeCode2WavAttention Qwen3OmniMoeCode2WavDecoderBlock Qwen3OmniMoeCode2WavDecoderResidualUnit Qwen3OmniMoeCode2WavLayerScale Qwen3OmniMoeCode2WavMlp Qwen3OmniMoeCode2WavRMSNorm Qwen3OmniMoeCode2WavTransformerLayer Qwen3OmniMoeCode2WavTransformerModel Qwen3OmniMoeConvNeXtBlock Qwen3OmniMoeForConditionalGeneration Qwen3OmniMoeMLP Qwen3OmniMoePreTrainedModel Qwen3OmniMoePreTrainedModelForConditionalGeneration Qwen3OmniMoeRMSNorm Qwen3OmniMoeRotaryEmbedding Qwen3OmniMoeSnakeBeta Qwen3OmniMoeTalkerCodePredictorAttention Qwen3OmniMoeTalkerCodePredictorDecoderLayer Qwen3OmniMoeTalkerCodePredictorModel Qwen3OmniMoeTalkerCodePredictorModelForConditionalGeneration Qwen3OmniMoeTalkerDecoderLayer Qwen3OmniMoeTalkerForConditionalGeneration Qwen3OmniMoeTalkerModel Qwen3OmniMoeTalkerResizeMLP Qwen3OmniMoeTalkerRotaryEmbedding Qwen3OmniMoeTalkerTextExperts Qwen3OmniMoeTalkerTextMLP Qwen3OmniMoeTalkerTextSparseMoeBlock Qwen3OmniMoeTalkerTextTopKRouter Qwen3OmniMoeTextRMSNorm Qwen3OmniMoeTextTopKRouter Qwen3OmniMoeThinkerForConditionalGeneration Qwen3OmniMoeThinkerTextAttention Qwen3OmniMoeThinkerTextDecoderLayer Qwen3OmniMoeThinkerTextExperts Qwen3OmniMoeThinkerTextMLP Qwen3OmniMoeThinkerTextModel Qwen3OmniMoeThinkerTextPreTrainedModel Qwen3OmniMoeThinkerTextRMSNorm Qwen3OmniMoeThinkerTextRotaryEmbedding Qwen3OmniMoeThinkerTextSparseMoeBlock Qwen3OmniMoeThinkerTextTopKRouter Qwen3OmniMoeVisionAttention Qwen3OmniMoeVisionBlock Qwen3OmniMoeVisionEncoder Qwen3OmniMoeVisionMLP Qwen3OmniMoeVisionPatchEmbed Qwen3OmniMoeVisionPatchMerger Qwen3OmniMoeVisionRotaryEmbedding SinusoidsPositionEmbedding SnakeBeta',
      'transformers.models.qwen3_omni_moe.processing_qwen3_omni_moe': 'Qwen3OmniMoeProcessor',
      'transformers.models.qwen3_vl_moe.configuration_qwen3_vl_moe':
        'Qwen3VLMoeConfig Qwen3VLMoeTextConfig Qwen3VLMoeVisionConfig',
      'transformers.models.qwen3_vl_moe.modeling_qwen3_vl_moe':
        'Qwen3VLMoeForConditionalGeneration Qwen3VLMoeModel Qwen3VLMoePreTrainedModel Qwen3VLMoeTextAttention Qwen3VLMoeTextDecoderLayer Qwen3VLMoeTextExperts Qwen3VLMoeTextMLP Qwen3VLMoeTextModel Qwen3VLMoeTextRMSNorm Qwen3VLMoeTextRotaryEmbedding Qwen3VLMoeTextSparseMoeBlock Qwen3VLMoeTextTopKRouter Qwen3VLMoeVisionAttention Qwen3VLMoeVisionBlock Qwen3VLMoeVisionMLP Qwen3VLMoeVisionModel Qwen3VLMoeVisionPatchEmbed Qwen3VLMoeVisionPatchMerger Qwen3VLMoeVisionRotaryEmbedding',
      'transformers.models.qwen3_vl_moe.modular_qwen3_vl_moe':
        'Qwen3VLMoeConfig Qwen3VLMoeForConditionalGeneration Qwen3VLMoePreTrainedModel Qwen3VLMoeTextAttention Qwen3VLMoeTextConfig Qwen3VLMoeTextDecoderLayer Qwen3VLMoeTextExperts Qwen3VLMoeTextModel Qwen3VLMoeTextRMSNorm Qwen3VLMoeTextSparseMoeBlock Qwen3VLMoeTextTopKRouter Qwen3VLMoeVisionAttention Qwen3VLMoeVisionBlock Qwen3VLMoeVisionConfig Qwen3VLMoeVisionModel Qwen3VLMoeVisionRotaryEmbedding',
      'transformers.models.qwen3_vl.configuration_qwen3_vl': 'Qwen3VLConfig Qwen3VLTextConfig Qwen3VLVisionConfig',
      'transformers.models.qwen3_vl.modeling_qwen3_vl':
        'Qwen3VLForConditionalGeneration Qwen3VLModel Qwen3VLPreTrainedModel Qwen3VLTextAttention Qwen3VLTextDecoderLayer Qwen3VLTextMLP Qwen3VLTextModel Qwen3VLTextRMSNorm Qwen3VLTextRotaryEmbedding Qwen3VLVisionAttention Qwen3VLVisionBlock Qwen3VLVisionMLP Qwen3VLVisionModel Qwen3VLVisionPatchEmbed Qwen3VLVisionPatchMerger Qwen3VLVisionRotaryEmbedding',
      'transformers.models.qwen3_vl.modular_qwen3_vl':
        'Qwen3VLConfig Qwen3VLForConditionalGeneration Qwen3VLModel Qwen3VLPreTrainedModel Qwen3VLProcessor Qwen3VLTextAttention Qwen3VLTextConfig Qwen3VLTextDecoderLayer Qwen3VLTextModel Qwen3VLTextRotaryEmbedding Qwen3VLVideoProcessor Qwen3VLVisionAttention Qwen3VLVisionBlock Qwen3VLVisionConfig Qwen3VLVisionMLP Qwen3VLVisionModel Qwen3VLVisionPatchEmbed Qwen3VLVisionPatchMerger Qwen3VLVisionRotaryEmbedding',
      'transformers.models.qwen3_vl.processing_qwen3_vl': 'Qwen3VLProcessor',
      'transformers.models.qwen3_vl.video_processing_qwen3_vl': 'Qwen3VLVideoProcessor',
      'transformers.models.qwen3.configuration_qwen3': 'Qwen3Config',
      'transformers.models.qwen3.modeling_qwen3':
        'Qwen3Attention Qwen3DecoderLayer Qwen3ForCausalLM Qwen3ForQuestionAnswering Qwen3ForSequenceClassification Qwen3ForTokenClassification Qwen3MLP Qwen3Model Qwen3PreTrainedModel Qwen3RMSNorm Qwen3RotaryEmbedding',
      'transformers.models.qwen3.modular_qwen3':
        'Qwen3Attention Qwen3ForCausalLM Qwen3ForQuestionAnswering Qwen3ForSequenceClassification Qwen3ForTokenClassification Qwen3MLP Qwen3RMSNorm Qwen3RotaryEmbedding',
      'transformers.models.qwen4_exp.configuration_qwen4_exp': 'Qwen4ExpConfig Qwen4ExpTextConfig Qwen4ExpVisionConfig',
      'transformers.models.qwen4_exp.modeling_qwen4_exp':
        'Qwen4ExpForCausalLM Qwen4ExpForConditionalGeneration Qwen4ExpModel Qwen4ExpPreTrainedModel Qwen4ExpTextAttention Qwen4ExpTextDecoderLayer Qwen4ExpTextExperts Qwen4ExpTextGatedDeltaNet Qwen4ExpTextGatedResidual Qwen4ExpTextMLP Qwen4ExpTextModel Qwen4ExpTextNGramEmbedding Qwen4ExpTextPLELayer Qwen4ExpTextQSAIndexer Qwen4ExpTextRMSNorm Qwen4ExpTextRMSNormGated Qwen4ExpTextRotaryEmbedding Qwen4ExpTextSparseMoeBlock Qwen4ExpTextTopKRouter Qwen4ExpVisionAttention Qwen4ExpVisionBlock Qwen4ExpVisionMLP Qwen4ExpVisionModel Qwen4ExpVisionPatchEmbed Qwen4ExpVisionPatchMerger Qwen4ExpVisionRotaryEmbedding',
      'transformers.models.qwen4_exp.modular_qwen4_exp':
        'Qwen4ExpConfig Qwen4ExpForCausalLM Qwen4ExpForConditionalGeneration Qwen4ExpModel Qwen4ExpPreTrainedModel Qwen4ExpTextAttention Qwen4ExpTextConfig Qwen4ExpTextDecoderLayer Qwen4ExpTextExperts Qwen4ExpTextGatedDeltaNet Qwen4ExpTextGatedResidual Qwen4ExpTextMLP Qwen4ExpTextModel Qwen4ExpTextNGramEmbedding Qwen4ExpTextPLELayer Qwen4ExpTextQSAIndexer Qwen4ExpTextRMSNorm Qwen4ExpTextRMSNormGated Qwen4ExpTextRotaryEmbedding Qwen4ExpTextSparseMoeBlock Qwen4ExpTextTopKRouter Qwen4ExpVisionConfig Qwen4ExpVisionModel',
      'transformers.models.radio.configuration_radio': 'RadioConfig',
      'transformers.models.radio.modeling_radio':
        'RadioAttention RadioDropPath RadioEncoder RadioInputConditioner RadioLayer RadioLayerScale RadioMLP RadioModel RadioPatchEmbeddings RadioPreTrainedModel RadioSwiGLUFFN',
      'transformers.models.radio.modular_radio':
        'RadioAttention RadioEncoder RadioInputConditioner RadioLayer RadioLayerScale RadioMLP RadioModel RadioPatchEmbeddings RadioPreTrainedModel',
      'transformers.models.rag.configuration_rag': 'RagConfig',
      'transformers.models.rag.modeling_rag':
        'RagModel RagPreTrainedModel RagSequenceForGeneration RagTokenForGeneration',
      'transformers.models.rag.retrieval_rag':
        'CanonicalHFIndex CustomHFIndex HFIndexBase Index LegacyIndex RagRetriever',
      'transformers.models.rag.tokenization_rag': 'RagTokenizer',
      'transformers.models.recurrent_gemma.configuration_recurrent_gemma': 'RecurrentGemmaConfig',
      'transformers.models.recurrent_gemma.modeling_recurrent_gemma':
        'RecurrentGemmaAttention RecurrentGemmaDecoderLayer RecurrentGemmaForCausalLM RecurrentGemmaMlp RecurrentGemmaModel RecurrentGemmaPreTrainedModel RecurrentGemmaRMSNorm RecurrentGemmaRecurrentBlock RecurrentGemmaRglru RecurrentGemmaRotaryEmbedding SqrtBoundDerivative',
      'transformers.models.reformer.configuration_reformer': 'ReformerConfig',
      'transformers.models.reformer.modeling_reformer':
        'AttentionOutput AxialPositionEmbeddings ChunkReformerFeedForward EfficientAttentionMixin LSHSelfAttention LSHSelfAttentionOutput LocalSelfAttention LocalSelfAttentionOutput PositionEmbeddings ReformerAttention ReformerBackwardOutput ReformerClassificationHead ReformerDynamicCache ReformerEmbeddings ReformerEncoder ReformerEncoderOutput ReformerFeedForwardDense ReformerFeedForwardOutput ReformerForMaskedLM ReformerForQuestionAnswering ReformerForSequenceClassification ReformerLayer ReformerModel ReformerModelWithLMHead ReformerOnlyLMHead ReformerOutput ReformerPreTrainedModel ReformerSelfOutput ReverseSort _ReversibleFunction',
      'transformers.models.reformer.tokenization_reformer': 'ReformerTokenizer',
      'transformers.models.regnet.configuration_regnet': 'RegNetConfig',
      'transformers.models.regnet.modeling_regnet':
        'RegNetConvLayer RegNetEmbeddings RegNetEncoder RegNetForImageClassification RegNetModel RegNetPreTrainedModel RegNetSELayer RegNetShortCut RegNetStage RegNetXLayer RegNetYLayer',
      'transformers.models.rembert.configuration_rembert': 'RemBertConfig',
      'transformers.models.rembert.modeling_rembert':
        'RemBertAttention RemBertEmbeddings RemBertEncoder RemBertForCausalLM RemBertForMaskedLM RemBertForMultipleChoice RemBertForQuestionAnswering RemBertForSequenceClassification RemBertForTokenClassification RemBertIntermediate RemBertLMPredictionHead RemBertLayer RemBertModel RemBertOnlyMLMHead RemBertOutput RemBertPooler RemBertPreTrainedModel RemBertPredictionHeadTransform RemBertSelfAttention RemBertSelfOutput',
      'transformers.models.rembert.tokenization_rembert': 'RemBertTokenizer',
      'transformers.models.resnet.configuration_resnet': 'ResNetConfig',
      'transformers.models.resnet.modeling_resnet':
        'ResNetBackbone ResNetBasicLayer ResNetBottleNeckLayer ResNetConvLayer ResNetEmbeddings ResNetEncoder ResNetForImageClassification ResNetModel ResNetPreTrainedModel ResNetShortCut ResNetStage',
      'transformers.models.rf_detr.configuration_rf_detr': 'RfDetrConfig RfDetrDinov2Config',
      'transformers.models.rf_detr.image_processing_rf_detr': 'RfDetrImageProcessor',
      'transformers.models.rf_detr.modeling_rf_detr':
        'MultiScaleDeformableAttention RfDetrAttention RfDetrC2FLayer RfDetrConvEncoder RfDetrConvNormLayer RfDetrDecoder RfDetrDecoderLayer RfDetrDinov2Attention RfDetrDinov2Backbone RfDetrDinov2DropPath RfDetrDinov2Embeddings RfDetrDinov2Encoder RfDetrDinov2Layer RfDetrDinov2LayerScale RfDetrDinov2MLP RfDetrDinov2PatchEmbeddings RfDetrDinov2PreTrainedModel RfDetrDinov2SwiGLUFFN RfDetrForInstanceSegmentation RfDetrForObjectDetection RfDetrLayerNorm RfDetrMLP RfDetrMLPPredictionHead RfDetrModel RfDetrMultiscaleDeformableAttention RfDetrPreTrainedModel RfDetrRepVggBlock RfDetrScaleProjector RfDetrSegmentationBlock RfDetrSegmentationMLP RfDetrSegmentationMLPBlock',
      'transformers.models.rf_detr.modular_rf_detr':
        'RfDetrC2FLayer RfDetrConfig RfDetrConvEncoder RfDetrConvNormLayer RfDetrDinov2Backbone RfDetrDinov2Config RfDetrDinov2Embeddings RfDetrDinov2Encoder RfDetrDinov2Layer RfDetrDinov2PreTrainedModel RfDetrForInstanceSegmentation RfDetrForObjectDetection RfDetrImageProcessor RfDetrLayerNorm RfDetrModel RfDetrPreTrainedModel RfDetrScaleProjector RfDetrSegmentationBlock RfDetrSegmentationMLP RfDetrSegmentationMLPBlock',
      'transformers.models.roberta_prelayernorm.configuration_roberta_prelayernorm': 'RobertaPreLayerNormConfig',
      'transformers.models.roberta_prelayernorm.modeling_roberta_prelayernorm':
        'RobertaPreLayerNormAttention RobertaPreLayerNormClassificationHead RobertaPreLayerNormCrossAttention RobertaPreLayerNormEmbeddings RobertaPreLayerNormEncoder RobertaPreLayerNormForCausalLM RobertaPreLayerNormForMaskedLM RobertaPreLayerNormForMultipleChoice RobertaPreLayerNormForQuestionAnswering RobertaPreLayerNormForSequenceClassification RobertaPreLayerNormForTokenClassification RobertaPreLayerNormIntermediate RobertaPreLayerNormLMHead RobertaPreLayerNormLayer RobertaPreLayerNormModel RobertaPreLayerNormOutput RobertaPreLayerNormPooler RobertaPreLayerNormPreTrainedModel RobertaPreLayerNormSelfAttention RobertaPreLayerNormSelfOutput',
      'transformers.models.roberta.configuration_roberta': 'RobertaConfig',
      'transformers.models.roberta.modeling_roberta':
        'RobertaAttention RobertaClassificationHead RobertaCrossAttention RobertaEmbeddings RobertaEncoder RobertaForCausalLM RobertaForMaskedLM RobertaForMultipleChoice RobertaForQuestionAnswering RobertaForSequenceClassification RobertaForTokenClassification RobertaIntermediate RobertaLMHead RobertaLayer RobertaModel RobertaOutput RobertaPooler RobertaPreTrainedModel RobertaSelfAttention RobertaSelfOutput',
      'transformers.models.roberta.modular_roberta':
        'RobertaClassificationHead RobertaCrossAttention RobertaEmbeddings RobertaForCausalLM RobertaForMaskedLM RobertaForMultipleChoice RobertaForQuestionAnswering RobertaForSequenceClassification RobertaForTokenClassification RobertaLMHead RobertaLayer RobertaModel RobertaPreTrainedModel RobertaSelfAttention',
      'transformers.models.roberta.tokenization_roberta': 'RobertaTokenizer',
      'transformers.models.roc_bert.configuration_roc_bert': 'RoCBertConfig',
      'transformers.models.roc_bert.modeling_roc_bert':
        'RoCBertAttention RoCBertCrossAttention RoCBertEmbeddings RoCBertEncoder RoCBertForCausalLM RoCBertForMaskedLM RoCBertForMultipleChoice RoCBertForPreTraining RoCBertForQuestionAnswering RoCBertForSequenceClassification RoCBertForTokenClassification RoCBertIntermediate RoCBertLMPredictionHead RoCBertLayer RoCBertModel RoCBertOnlyMLMHead RoCBertOutput RoCBertPooler RoCBertPreTrainedModel RoCBertPredictionHeadTransform RoCBertSelfAttention RoCBertSelfOutput',
      'transformers.models.roc_bert.tokenization_roc_bert':
        'RoCBertBasicTokenizer RoCBertTokenizer RoCBertWordpieceTokenizer',
      'transformers.models.roformer.configuration_roformer': 'RoFormerConfig',
      'transformers.models.roformer.modeling_roformer':
        'RoFormerAttention RoFormerClassificationHead RoFormerEmbeddings RoFormerEncoder RoFormerForCausalLM RoFormerForMaskedLM RoFormerForMultipleChoice RoFormerForQuestionAnswering RoFormerForSequenceClassification RoFormerForTokenClassification RoFormerIntermediate RoFormerLMPredictionHead RoFormerLayer RoFormerModel RoFormerOnlyMLMHead RoFormerOutput RoFormerPreTrainedModel RoFormerPredictionHeadTransform RoFormerSelfAttention RoFormerSelfOutput RoFormerSequenceSummary RoFormerSinusoidalPositionalEmbedding',
      'transformers.models.roformer.tokenization_utils': 'JiebaPreTokenizer',
      'transformers.models.rt_detr_v2.configuration_rt_detr_v2': 'RTDetrV2Config',
      'transformers.models.rt_detr_v2.modeling_rt_detr_v2':
        'RTDetrV2AIFILayer RTDetrV2CSPRepLayer RTDetrV2ConvEncoder RTDetrV2ConvNormLayer RTDetrV2Decoder RTDetrV2DecoderLayer RTDetrV2EncoderLayer RTDetrV2ForObjectDetection RTDetrV2FrozenBatchNorm2d RTDetrV2HybridEncoder RTDetrV2MLP RTDetrV2MLPPredictionHead RTDetrV2Model RTDetrV2MultiscaleDeformableAttention RTDetrV2PreTrainedModel RTDetrV2RepVggBlock RTDetrV2SelfAttention RTDetrV2SinePositionEmbedding',
      'transformers.models.rt_detr_v2.modular_rt_detr_v2':
        'RTDetrV2Config RTDetrV2Decoder RTDetrV2DecoderLayer RTDetrV2ForObjectDetection RTDetrV2MLPPredictionHead RTDetrV2Model RTDetrV2MultiscaleDeformableAttention RTDetrV2PreTrainedModel',
      'transformers.models.rt_detr.configuration_rt_detr': 'RTDetrConfig',
      'transformers.models.rt_detr.configuration_rt_detr_resnet': 'RTDetrResNetConfig',
      'transformers.models.rt_detr.image_processing_pil_rt_detr': 'RTDetrImageProcessorPil',
      'transformers.models.rt_detr.image_processing_rt_detr': 'RTDetrImageProcessor',
      'transformers.models.rt_detr.modeling_rt_detr':
        'MultiScaleDeformableAttention RTDetrAIFILayer RTDetrCSPRepLayer RTDetrConvEncoder RTDetrConvNormLayer RTDetrDecoder RTDetrDecoderLayer RTDetrEncoderLayer RTDetrForObjectDetection RTDetrFrozenBatchNorm2d RTDetrHybridEncoder RTDetrMLP RTDetrMLPPredictionHead RTDetrModel RTDetrMultiscaleDeformableAttention RTDetrPreTrainedModel RTDetrRepVggBlock RTDetrSelfAttention RTDetrSinePositionEmbedding',
      'transformers.models.rt_detr.modeling_rt_detr_resnet':
        'RTDetrResNetBackbone RTDetrResNetBasicLayer RTDetrResNetBottleNeckLayer RTDetrResNetConvLayer RTDetrResNetEmbeddings RTDetrResNetEncoder RTDetrResNetPreTrainedModel RTDetrResNetShortCut RTDetrResNetStage',
      'transformers.models.rt_detr.modular_rt_detr':
        'RTDetrAIFILayer RTDetrCSPRepLayer RTDetrConvEncoder RTDetrConvNormLayer RTDetrDecoder RTDetrDecoderLayer RTDetrEncoderLayer RTDetrForObjectDetection RTDetrFrozenBatchNorm2d RTDetrHybridEncoder RTDetrImageProcessor RTDetrImageProcessorPil RTDetrMLP RTDetrMLPPredictionHead RTDetrModel RTDetrMultiscaleDeformableAttention RTDetrPreTrainedModel RTDetrRepVggBlock RTDetrSelfAttention RTDetrSinePositionEmbedding',
      'transformers.models.rwkv.configuration_rwkv': 'RwkvConfig',
      'transformers.models.rwkv.modeling_rwkv':
        'RwkvBlock RwkvFeedForward RwkvForCausalLM RwkvLinearAttention RwkvModel RwkvPreTrainedModel RwkvSelfAttention',
      'transformers.models.sam_hq.configuration_sam_hq':
        'SamHQConfig SamHQMaskDecoderConfig SamHQPromptEncoderConfig SamHQVisionConfig',
      'transformers.models.sam_hq.modeling_sam_hq':
        'SamHQAttention SamHQFeedForward SamHQLayerNorm SamHQMLPBlock SamHQMaskDecoder SamHQMaskEmbedding SamHQModel SamHQPatchEmbeddings SamHQPositionalEmbedding SamHQPreTrainedModel SamHQPromptEncoder SamHQTwoWayAttentionBlock SamHQTwoWayTransformer SamHQVisionAttention SamHQVisionEncoder SamHQVisionLayer SamHQVisionModel SamHQVisionNeck SamHQVisionSdpaAttention',
      'transformers.models.sam_hq.modular_sam_hq':
        'SamHQConfig SamHQFeedForward SamHQLayerNorm SamHQMaskDecoder SamHQMaskDecoderConfig SamHQModel SamHQPreTrainedModel SamHQPromptEncoderConfig SamHQTwoWayTransformer SamHQVisionAttention SamHQVisionConfig SamHQVisionEncoder SamHQVisionLayer SamHQVisionModel',
      'transformers.models.sam_hq.processing_sam_hq': 'SamHQProcessor',
      'transformers.models.sam.configuration_sam':
        'SamConfig SamMaskDecoderConfig SamPromptEncoderConfig SamVisionConfig',
      'transformers.models.sam.image_processing_pil_sam': 'SamImageProcessorPil',
      'transformers.models.sam.image_processing_sam': 'SamImageProcessor',
      'transformers.models.sam.modeling_sam':
        'SamAttention SamFeedForward SamLayerNorm SamMLPBlock SamMaskDecoder SamMaskEmbedding SamModel SamPatchEmbeddings SamPositionalEmbedding SamPreTrainedModel SamPromptEncoder SamTwoWayAttentionBlock SamTwoWayTransformer SamVisionAttention SamVisionEncoder SamVisionLayer SamVisionModel SamVisionNeck SamVisionSdpaAttention',
      'transformers.models.sam.processing_sam': 'SamProcessor',
      'transformers.models.sam2_video.configuration_sam2_video':
        'Sam2VideoConfig Sam2VideoMaskDecoderConfig Sam2VideoPromptEncoderConfig',
      'transformers.models.sam2_video.modeling_sam2_video':
        'Sam2VideoAttention Sam2VideoFeedForward Sam2VideoInferenceCache Sam2VideoInferenceSession Sam2VideoLayerNorm Sam2VideoMaskDecoder Sam2VideoMaskDownSampler Sam2VideoMaskDownSamplerLayer Sam2VideoMaskEmbedding Sam2VideoMemoryAttention Sam2VideoMemoryAttentionLayer Sam2VideoMemoryEncoder Sam2VideoMemoryFuser Sam2VideoMemoryFuserCXBlock Sam2VideoModel Sam2VideoPositionEmbeddingSine Sam2VideoPositionalEmbedding Sam2VideoPreTrainedModel Sam2VideoPromptEncoder Sam2VideoRoPEAttention Sam2VideoTwoWayAttentionBlock Sam2VideoTwoWayTransformer Sam2VideoVisionRotaryEmbedding',
      'transformers.models.sam2_video.modular_sam2_video':
        'Sam2VideoConfig Sam2VideoFeedForward Sam2VideoInferenceCache Sam2VideoInferenceSession Sam2VideoLayerNorm Sam2VideoMaskDecoderConfig Sam2VideoMaskDownSampler Sam2VideoMaskDownSamplerLayer Sam2VideoMemoryAttention Sam2VideoMemoryAttentionLayer Sam2VideoMemoryEncoder Sam2VideoMemoryFuser Sam2VideoMemoryFuserCXBlock Sam2VideoModel Sam2VideoPositionEmbeddingSine Sam2VideoPositionalEmbedding Sam2VideoPreTrainedModel Sam2VideoProcessor Sam2VideoPromptEncoderConfig Sam2VideoRoPEAttention Sam2VideoTwoWayAttentionBlock Sam2VideoVisionRotaryEmbedding',
      'transformers.models.sam2_video.processing_sam2_video': 'Sam2VideoProcessor',
      'transformers.models.sam2_video.video_processing_sam2_video': 'Sam2VideoVideoProcessor',
      'transformers.models.sam2.configuration_sam2':
        'Sam2Config Sam2HieraDetConfig Sam2MaskDecoderConfig Sam2PromptEncoderConfig Sam2VisionConfig',
      'transformers.models.sam2.image_processing_sam2': 'Sam2ImageProcessor',
      'transformers.models.sam2.modeling_sam2':
        'Sam2Attention Sam2FeedForward Sam2HieraDetModel Sam2LayerNorm Sam2MaskDecoder Sam2MaskEmbedding Sam2Model Sam2MultiScaleAttention Sam2MultiScaleBlock Sam2PatchEmbeddings Sam2PositionalEmbedding Sam2PreTrainedModel Sam2PromptEncoder Sam2SinePositionEmbedding Sam2TwoWayAttentionBlock Sam2TwoWayTransformer Sam2VisionModel Sam2VisionNeck',
      'transformers.models.sam2.processing_sam2': 'Sam2Processor',
      'transformers.models.sam3_lite_text.configuration_sam3_lite_text':
        'Sam3LiteTextConfig Sam3LiteTextDETRDecoderConfig Sam3LiteTextDETREncoderConfig Sam3LiteTextGeometryEncoderConfig Sam3LiteTextMaskDecoderConfig Sam3LiteTextTextConfig',
      'transformers.models.sam3_lite_text.modeling_sam3_lite_text':
        'Sam3LiteTextAttention Sam3LiteTextConvMLP Sam3LiteTextConvolutionalFeedForward Sam3LiteTextDecoderMLP Sam3LiteTextDetrDecoder Sam3LiteTextDetrDecoderLayer Sam3LiteTextDetrEncoder Sam3LiteTextDetrEncoderLayer Sam3LiteTextDotProductScoring Sam3LiteTextGeometryEncoder Sam3LiteTextGeometryEncoderLayer Sam3LiteTextLayerScaledResidual Sam3LiteTextMLP Sam3LiteTextMaskDecoder Sam3LiteTextMaskEmbedder Sam3LiteTextMobileOneBlock Sam3LiteTextModel Sam3LiteTextPixelDecoder Sam3LiteTextPreTrainedModel Sam3LiteTextRepMixer Sam3LiteTextRepMixerBlock Sam3LiteTextSinePositionEmbedding Sam3LiteTextTextAttention Sam3LiteTextTextEmbeddings Sam3LiteTextTextEncoderLayer Sam3LiteTextTextMLP Sam3LiteTextTextModel Sam3LiteTextTextPositionEmbedding',
      'transformers.models.sam3_lite_text.modular_sam3_lite_text':
        'Sam3LiteTextConfig Sam3LiteTextConvMLP Sam3LiteTextConvolutionalFeedForward Sam3LiteTextDETRDecoderConfig Sam3LiteTextDETREncoderConfig Sam3LiteTextGeometryEncoderConfig Sam3LiteTextLayerScaledResidual Sam3LiteTextMaskDecoderConfig Sam3LiteTextMobileOneBlock Sam3LiteTextModel Sam3LiteTextPreTrainedModel Sam3LiteTextRepMixer Sam3LiteTextRepMixerBlock Sam3LiteTextTextAttention Sam3LiteTextTextConfig Sam3LiteTextTextEmbeddings Sam3LiteTextTextEncoderLayer Sam3LiteTextTextMLP Sam3LiteTextTextModel Sam3LiteTextTextPositionEmbedding',
      'transformers.models.sam3_tracker_video.configuration_sam3_tracker_video':
        'Sam3TrackerVideoConfig Sam3TrackerVideoMaskDecoderConfig Sam3TrackerVideoPromptEncoderConfig',
      'transformers.models.sam3_tracker_video.modeling_sam3_tracker_video':
        'Sam3TrackerVideoAttention Sam3TrackerVideoFeedForward Sam3TrackerVideoInferenceCache Sam3TrackerVideoInferenceSession Sam3TrackerVideoLayerNorm Sam3TrackerVideoMaskDecoder Sam3TrackerVideoMaskDownSampler Sam3TrackerVideoMaskDownSamplerLayer Sam3TrackerVideoMaskEmbedding Sam3TrackerVideoMemoryAttention Sam3TrackerVideoMemoryAttentionLayer Sam3TrackerVideoMemoryEncoder Sam3TrackerVideoMemoryFuser Sam3TrackerVideoMemoryFuserCXBlock Sam3TrackerVideoModel Sam3TrackerVideoPositionEmbeddingSine Sam3TrackerVideoPositionalEmbedding Sam3TrackerVideoPreTrainedModel Sam3TrackerVideoPromptEncoder Sam3TrackerVideoRoPEAttention Sam3TrackerVideoTwoWayAttentionBlock Sam3TrackerVideoTwoWayTransformer Sam3TrackerVideoVisionRotaryEmbedding',
      'transformers.models.sam3_tracker_video.modular_sam3_tracker_video':
        'Sam3TrackerVideoAttention Sam3TrackerVideoConfig Sam3TrackerVideoFeedForward Sam3TrackerVideoInferenceCache Sam3TrackerVideoInferenceSession Sam3TrackerVideoLayerNorm Sam3TrackerVideoMaskDecoder Sam3TrackerVideoMaskDecoderConfig Sam3TrackerVideoMaskDownSampler Sam3TrackerVideoMaskDownSamplerLayer Sam3TrackerVideoMaskEmbedding Sam3TrackerVideoMemoryAttention Sam3TrackerVideoMemoryAttentionLayer Sam3TrackerVideoMemoryEncoder Sam3TrackerVideoMemoryFuser Sam3TrackerVideoMemoryFuserCXBlock Sam3TrackerVideoModel Sam3TrackerVideoPositionEmbeddingSine Sam3TrackerVideoPositionalEmbedding Sam3TrackerVideoPreTrainedModel Sam3TrackerVideoProcessor Sam3TrackerVideoPromptEncoder Sam3TrackerVideoPromptEncoderConfig Sam3TrackerVideoRoPEAttention Sam3TrackerVideoTwoWayAttentionBlock Sam3TrackerVideoTwoWayTransformer Sam3TrackerVideoVisionRotaryEmbedding',
      'transformers.models.sam3_tracker_video.processing_sam3_tracker_video': 'Sam3TrackerVideoProcessor',
      'transformers.models.sam3_tracker.configuration_sam3_tracker':
        'Sam3TrackerConfig Sam3TrackerMaskDecoderConfig Sam3TrackerPromptEncoderConfig',
      'transformers.models.sam3_tracker.modeling_sam3_tracker':
        'Sam3TrackerAttention Sam3TrackerFeedForward Sam3TrackerLayerNorm Sam3TrackerMaskDecoder Sam3TrackerMaskEmbedding Sam3TrackerModel Sam3TrackerPositionalEmbedding Sam3TrackerPreTrainedModel Sam3TrackerPromptEncoder Sam3TrackerTwoWayAttentionBlock Sam3TrackerTwoWayTransformer',
      'transformers.models.sam3_tracker.modular_sam3_tracker':
        'Sam3TrackerAttention Sam3TrackerConfig Sam3TrackerFeedForward Sam3TrackerLayerNorm Sam3TrackerMaskDecoder Sam3TrackerMaskDecoderConfig Sam3TrackerMaskEmbedding Sam3TrackerModel Sam3TrackerPositionalEmbedding Sam3TrackerPreTrainedModel Sam3TrackerProcessor Sam3TrackerPromptEncoder Sam3TrackerPromptEncoderConfig Sam3TrackerTwoWayAttentionBlock Sam3TrackerTwoWayTransformer',
      'transformers.models.sam3_tracker.processing_sam3_tracker': 'Sam3TrackerProcessor',
      'transformers.models.sam3_video.configuration_sam3_video': 'Sam3VideoConfig',
      'transformers.models.sam3_video.modeling_sam3_video':
        'Sam3VideoInferenceCache Sam3VideoInferenceSession Sam3VideoModel Sam3VideoPreTrainedModel',
      'transformers.models.sam3_video.processing_sam3_video': 'Sam3VideoProcessor',
      'transformers.models.sam3.configuration_sam3':
        'Sam3Config Sam3DETRDecoderConfig Sam3DETREncoderConfig Sam3GeometryEncoderConfig Sam3MaskDecoderConfig Sam3ViTConfig Sam3VisionConfig',
      'transformers.models.sam3.image_processing_sam3': 'Sam3ImageProcessor',
      'transformers.models.sam3.modeling_sam3':
        'Sam3Attention Sam3DecoderMLP Sam3DetrDecoder Sam3DetrDecoderLayer Sam3DetrEncoder Sam3DetrEncoderLayer Sam3DotProductScoring Sam3FPNLayer Sam3GeometryEncoder Sam3GeometryEncoderLayer Sam3MLP Sam3MaskDecoder Sam3MaskEmbedder Sam3Model Sam3PixelDecoder Sam3PreTrainedModel Sam3SinePositionEmbedding Sam3ViTEmbeddings Sam3ViTLayer Sam3ViTLayerScale Sam3ViTModel Sam3ViTPatchEmbeddings Sam3ViTRoPEAttention Sam3ViTRotaryEmbedding Sam3VisionModel Sam3VisionNeck',
      'transformers.models.sam3.modular_sam3': 'Sam3ImageProcessor',
      'transformers.models.sam3.processing_sam3': 'Sam3Processor',
      'transformers.models.sapiens2.configuration_sapiens2': 'Sapiens2Config Sapiens2HeadConfig',
      'transformers.models.sapiens2.image_processing_sapiens2': 'Sapiens2ImageProcessor',
      'transformers.models.sapiens2.modeling_sapiens2':
        'Sapiens2Attention Sapiens2Backbone Sapiens2ConvLayer Sapiens2DropPath Sapiens2Embeddings Sapiens2Encoder Sapiens2ForImageMatting Sapiens2ForNormalEstimation Sapiens2ForPointmapEstimation Sapiens2ForPoseEstimation Sapiens2ForSemanticSegmentation Sapiens2GatedMLP Sapiens2Head Sapiens2Layer Sapiens2LayerScale Sapiens2MLP Sapiens2Model Sapiens2PointmapFinalLayer Sapiens2PointmapFinalLayerBlock Sapiens2PointmapScaleHead Sapiens2PreTrainedModel Sapiens2RMSNorm Sapiens2RopePositionEmbedding',
      'transformers.models.seamless_m4t_v2.configuration_seamless_m4t_v2': 'SeamlessM4Tv2Config',
      'transformers.models.seamless_m4t_v2.modeling_seamless_m4t_v2':
        'HifiGanResidualBlock SeamlessM4Tv2Attention SeamlessM4Tv2CodeHifiGan SeamlessM4Tv2ConformerAdapter SeamlessM4Tv2ConformerAdapterLayer SeamlessM4Tv2ConformerConvolutionModule SeamlessM4Tv2ConformerEncoder SeamlessM4Tv2ConformerEncoderLayer SeamlessM4Tv2ConformerFeatureProjection SeamlessM4Tv2ConformerFeedForward SeamlessM4Tv2ConformerSelfAttention SeamlessM4Tv2Decoder SeamlessM4Tv2DecoderLayer SeamlessM4Tv2Encoder SeamlessM4Tv2EncoderLayer SeamlessM4Tv2FeedForwardNetwork SeamlessM4Tv2ForSpeechToSpeech SeamlessM4Tv2ForSpeechToText SeamlessM4Tv2ForTextToSpeech SeamlessM4Tv2ForTextToText SeamlessM4Tv2HifiGan SeamlessM4Tv2Model SeamlessM4Tv2PreTrainedModel SeamlessM4Tv2ScaledWordEmbedding SeamlessM4Tv2SinusoidalPositionalEmbedding SeamlessM4Tv2SpeechEncoder SeamlessM4Tv2TextToUnitDecoder SeamlessM4Tv2TextToUnitDecoderLayer SeamlessM4Tv2TextToUnitForConditionalGeneration SeamlessM4Tv2TextToUnitModel SeamlessM4Tv2VariancePredictor',
      'transformers.models.seamless_m4t.configuration_seamless_m4t': 'SeamlessM4TConfig',
      'transformers.models.seamless_m4t.feature_extraction_seamless_m4t': 'SeamlessM4TFeatureExtractor',
      'transformers.models.seamless_m4t.modeling_seamless_m4t':
        'HifiGanResidualBlock SeamlessM4TAttention SeamlessM4TCodeHifiGan SeamlessM4TConformerAdapter SeamlessM4TConformerAdapterLayer SeamlessM4TConformerConvolutionModule SeamlessM4TConformerEncoder SeamlessM4TConformerEncoderLayer SeamlessM4TConformerFeatureProjection SeamlessM4TConformerFeedForward SeamlessM4TConformerPositionalConvEmbedding SeamlessM4TConformerRelPositionalEmbedding SeamlessM4TConformerRotaryPositionalEmbedding SeamlessM4TConformerSamePadLayer SeamlessM4TConformerSelfAttention SeamlessM4TDecoder SeamlessM4TDecoderLayer SeamlessM4TEncoder SeamlessM4TEncoderLayer SeamlessM4TFeedForwardNetwork SeamlessM4TForSpeechToSpeech SeamlessM4TForSpeechToText SeamlessM4TForTextToSpeech SeamlessM4TForTextToText SeamlessM4THifiGan SeamlessM4TModel SeamlessM4TPreTrainedModel SeamlessM4TScaledWordEmbedding SeamlessM4TSinusoidalPositionalEmbedding SeamlessM4TSpeechEncoder SeamlessM4TTextToUnitForConditionalGeneration SeamlessM4TTextToUnitModel SeamlessM4TVariancePredictor',
      'transformers.models.seamless_m4t.processing_seamless_m4t': 'SeamlessM4TProcessor',
      'transformers.models.seamless_m4t.tokenization_seamless_m4t': 'SeamlessM4TTokenizer',
      'transformers.models.seed_oss.configuration_seed_oss': 'SeedOssConfig',
      'transformers.models.seed_oss.modeling_seed_oss':
        'SeedOssAttention SeedOssDecoderLayer SeedOssForCausalLM SeedOssForQuestionAnswering SeedOssForSequenceClassification SeedOssForTokenClassification SeedOssMLP SeedOssModel SeedOssPreTrainedModel SeedOssRMSNorm SeedOssRotaryEmbedding',
      'transformers.models.seed_oss.modular_seed_oss':
        'SeedOssAttention SeedOssDecoderLayer SeedOssForCausalLM SeedOssForQuestionAnswering SeedOssForSequenceClassification SeedOssForTokenClassification SeedOssMLP SeedOssModel SeedOssPreTrainedModel SeedOssRMSNorm',
      'transformers.models.segformer.configuration_segformer': 'SegformerConfig',
      'transformers.models.segformer.image_processing_pil_segformer': 'SegformerImageProcessorPil',
      'transformers.models.segformer.image_processing_segformer': 'SegformerImageProcessor',
      'transformers.models.segformer.modeling_segformer':
        'SegformerAttention SegformerDecodeHead SegformerDepthWiseConv SegformerDropPath SegformerForImageClassification SegformerForSemanticSegmentation SegformerLayer SegformerMLP SegformerMixMLP SegformerModel SegformerOverlapPatchEmbeddings SegformerPreTrainedModel SegformerSequenceReduction SegformerStage',
      'transformers.models.segformer.modular_segformer':
        'SegformerAttention SegformerDecodeHead SegformerDepthWiseConv SegformerDropPath SegformerForImageClassification SegformerForSemanticSegmentation SegformerImageProcessor SegformerImageProcessorPil SegformerLayer SegformerMLP SegformerMixMLP SegformerModel SegformerOverlapPatchEmbeddings SegformerPreTrainedModel SegformerSequenceReduction SegformerStage',
      'transformers.models.seggpt.configuration_seggpt': 'SegGptConfig',
      'transformers.models.seggpt.image_processing_pil_seggpt': 'SegGptImageProcessorPil',
      'transformers.models.seggpt.image_processing_seggpt': 'SegGptImageProcessor',
      'transformers.models.seggpt.modeling_seggpt':
        'SegGptAttention SegGptDecoder SegGptDecoderHead SegGptDropPath SegGptEmbeddings SegGptEncoder SegGptForImageSegmentation SegGptLayer SegGptLayerNorm SegGptLoss SegGptMlp SegGptModel SegGptPatchEmbeddings SegGptPreTrainedModel',
      'transformers.models.sew_d.configuration_sew_d': 'SEWDConfig',
      'transformers.models.sew_d.modeling_sew_d':
        'ContextPooler ConvLayer DisentangledSelfAttention DropoutContext SEWDAttention SEWDEncoder SEWDFeatureEncoder SEWDForCTC SEWDForSequenceClassification SEWDGroupNormConvLayer SEWDIntermediate SEWDLayer SEWDLayerNormConvLayer SEWDModel SEWDNoLayerNormConvLayer SEWDOutput SEWDPositionalConvEmbedding SEWDPreTrainedModel SEWDSamePadLayer SEWDSelfOutput SEWDTransformerEncoder SEWDUpsampling StableDropout XDropout XSoftmax',
      'transformers.models.sew.configuration_sew': 'SEWConfig',
      'transformers.models.sew.modeling_sew':
        'SEWAttention SEWEncoder SEWEncoderLayer SEWFeatureEncoder SEWFeedForward SEWForCTC SEWForSequenceClassification SEWGroupNormConvLayer SEWLayerNormConvLayer SEWModel SEWNoLayerNormConvLayer SEWPositionalConvEmbedding SEWPreTrainedModel SEWSamePadLayer SEWUpsampling',
      'transformers.models.sew.modular_sew':
        'SEWAttention SEWEncoder SEWEncoderLayer SEWFeatureEncoder SEWFeedForward SEWForCTC SEWForSequenceClassification SEWGroupNormConvLayer SEWLayerNormConvLayer SEWModel SEWNoLayerNormConvLayer SEWPositionalConvEmbedding SEWPreTrainedModel SEWSamePadLayer SEWUpsampling',
      'transformers.models.shieldgemma2.configuration_shieldgemma2': 'ShieldGemma2Config',
      'transformers.models.shieldgemma2.modeling_shieldgemma2': 'ShieldGemma2ForImageClassification',
      'transformers.models.shieldgemma2.processing_shieldgemma2': 'ShieldGemma2Processor',
      'transformers.models.siglip.configuration_siglip': 'SiglipConfig SiglipTextConfig SiglipVisionConfig',
      'transformers.models.siglip.image_processing_pil_siglip': 'SiglipImageProcessorPil',
      'transformers.models.siglip.image_processing_siglip': 'SiglipImageProcessor',
      'transformers.models.siglip.modeling_siglip':
        'SiglipAttention SiglipEncoder SiglipEncoderLayer SiglipForImageClassification SiglipMLP SiglipModel SiglipMultiheadAttentionPoolingHead SiglipPreTrainedModel SiglipTextEmbeddings SiglipTextModel SiglipVisionEmbeddings SiglipVisionModel',
      'transformers.models.siglip.processing_siglip': 'SiglipProcessor',
      'transformers.models.siglip2.configuration_siglip2': 'Siglip2Config Siglip2TextConfig Siglip2VisionConfig',
      'transformers.models.siglip2.image_processing_pil_siglip2': 'Siglip2ImageProcessorPil',
      'transformers.models.siglip2.image_processing_siglip2': 'Siglip2ImageProcessor',
      'transformers.models.siglip2.modeling_siglip2':
        'Siglip2Attention Siglip2Encoder Siglip2EncoderLayer Siglip2ForImageClassification Siglip2MLP Siglip2Model Siglip2MultiheadAttentionPoolingHead Siglip2PreTrainedModel Siglip2TextEmbeddings Siglip2TextModel Siglip2VisionEmbeddings Siglip2VisionModel',
      'transformers.models.siglip2.modular_siglip2':
        'Siglip2Config Siglip2ForImageClassification Siglip2Model Siglip2MultiheadAttentionPoolingHead Siglip2PreTrainedModel Siglip2TextConfig Siglip2TextModel Siglip2Tokenizer Siglip2VisionConfig Siglip2VisionEmbeddings Siglip2VisionModel',
      'transformers.models.siglip2.processing_siglip2': 'Siglip2Processor',
      'transformers.models.siglip2.tokenization_siglip2': 'Siglip2Tokenizer',
      'transformers.models.slanet.configuration_slanet': 'SLANetConfig',
      'transformers.models.slanet.modeling_slanet':
        'SLANetAttentionGRUCell SLANetBackbone SLANetBottleneck SLANetCSPLayer SLANetCSPPAN SLANetConvLayer SLANetDepthwiseSeparableConvLayer SLANetForTableRecognition SLANetMLP SLANetPreTrainedModel SLANetSLAHead',
      'transformers.models.slanet.modular_slanet':
        'SLANetBackbone SLANetBottleneck SLANetCSPLayer SLANetCSPPAN SLANetConfig SLANetConvLayer SLANetDepthwiseSeparableConvLayer SLANetForTableRecognition SLANetPreTrainedModel SLANetSLAHead',
      'transformers.models.slanext.configuration_slanext': 'SLANeXtConfig SLANeXtVisionConfig',
      'transformers.models.slanext.image_processing_slanext': 'SLANeXtImageProcessor',
      'transformers.models.slanext.modeling_slanext':
        'SLANeXtAttentionGRUCell SLANeXtBackbone SLANeXtForTableRecognition SLANeXtLayerNorm SLANeXtMLP SLANeXtMLPBlock SLANeXtPatchEmbeddings SLANeXtPreTrainedModel SLANeXtSLAHead SLANeXtVisionAttention SLANeXtVisionEncoder SLANeXtVisionLayer SLANeXtVisionNeck',
      'transformers.models.slanext.modular_slanext':
        'SLANeXtAttentionGRUCell SLANeXtBackbone SLANeXtConfig SLANeXtForTableRecognition SLANeXtImageProcessor SLANeXtMLP SLANeXtPreTrainedModel SLANeXtSLAHead SLANeXtVisionAttention SLANeXtVisionConfig SLANeXtVisionEncoder',
      'transformers.models.smollm3.configuration_smollm3': 'SmolLM3Config',
      'transformers.models.smollm3.modeling_smollm3':
        'SmolLM3Attention SmolLM3DecoderLayer SmolLM3ForCausalLM SmolLM3ForQuestionAnswering SmolLM3ForSequenceClassification SmolLM3ForTokenClassification SmolLM3MLP SmolLM3Model SmolLM3PreTrainedModel SmolLM3RMSNorm SmolLM3RotaryEmbedding',
      'transformers.models.smollm3.modular_smollm3':
        'SmolLM3Attention SmolLM3Config SmolLM3DecoderLayer SmolLM3ForCausalLM SmolLM3ForQuestionAnswering SmolLM3ForSequenceClassification SmolLM3ForTokenClassification SmolLM3Model SmolLM3PreTrainedModel SmolLM3RotaryEmbedding',
      'transformers.models.smolvlm.configuration_smolvlm': 'SmolVLMConfig SmolVLMVisionConfig',
      'transformers.models.smolvlm.image_processing_pil_smolvlm': 'SmolVLMImageProcessorPil',
      'transformers.models.smolvlm.image_processing_smolvlm': 'SmolVLMImageProcessor',
      'transformers.models.smolvlm.modeling_smolvlm':
        'SmolVLMConnector SmolVLMEncoder SmolVLMEncoderLayer SmolVLMForConditionalGeneration SmolVLMModel SmolVLMPreTrainedModel SmolVLMSimpleMLP SmolVLMVisionAttention SmolVLMVisionEmbeddings SmolVLMVisionMLP SmolVLMVisionTransformer',
      'transformers.models.smolvlm.modular_smolvlm':
        'SmolVLMConfig SmolVLMForConditionalGeneration SmolVLMImageProcessor SmolVLMImageProcessorPil SmolVLMModel SmolVLMPreTrainedModel SmolVLMVisionConfig SmolVLMVisionTransformer',
      'transformers.models.smolvlm.processing_smolvlm': 'SmolVLMProcessor',
      'transformers.models.smolvlm.video_processing_smolvlm': 'SmolVLMVideoProcessor',
      'transformers.models.solar_open.configuration_solar_open': 'SolarOpenConfig',
      'transformers.models.solar_open.modeling_solar_open':
        'SolarOpenAttention SolarOpenDecoderLayer SolarOpenExperts SolarOpenForCausalLM SolarOpenMLP SolarOpenMoE SolarOpenModel SolarOpenPreTrainedModel SolarOpenRMSNorm SolarOpenRotaryEmbedding SolarOpenTopkRouter',
      'transformers.models.solar_open.modular_solar_open':
        'SolarOpenAttention SolarOpenConfig SolarOpenDecoderLayer SolarOpenForCausalLM SolarOpenMoE SolarOpenModel SolarOpenPreTrainedModel SolarOpenRMSNorm',
      'transformers.models.speech_encoder_decoder.configuration_speech_encoder_decoder': 'SpeechEncoderDecoderConfig',
      'transformers.models.speech_encoder_decoder.modeling_speech_encoder_decoder': 'SpeechEncoderDecoderModel',
      'transformers.models.speech_to_text.configuration_speech_to_text': 'Speech2TextConfig',
      'transformers.models.speech_to_text.feature_extraction_speech_to_text': 'Speech2TextFeatureExtractor',
      'transformers.models.speech_to_text.modeling_speech_to_text':
        'Conv1dSubsampler Speech2TextAttention Speech2TextDecoder Speech2TextDecoderLayer Speech2TextEncoder Speech2TextEncoderLayer Speech2TextForConditionalGeneration Speech2TextModel Speech2TextPreTrainedModel Speech2TextSinusoidalPositionalEmbedding',
      'transformers.models.speech_to_text.processing_speech_to_text': 'Speech2TextProcessor',
      'transformers.models.speecht5.configuration_speecht5': 'SpeechT5Config SpeechT5HifiGanConfig',
      'transformers.models.speecht5.feature_extraction_speecht5': 'SpeechT5FeatureExtractor',
      'transformers.models.speecht5.modeling_speecht5':
        'HifiGanResidualBlock SpeechT5Attention SpeechT5BatchNormConvLayer SpeechT5Decoder SpeechT5DecoderLayer SpeechT5DecoderWithSpeechPrenet SpeechT5DecoderWithTextPrenet SpeechT5DecoderWithoutPrenet SpeechT5Encoder SpeechT5EncoderLayer SpeechT5EncoderWithSpeechPrenet SpeechT5EncoderWithTextPrenet SpeechT5EncoderWithoutPrenet SpeechT5FeatureEncoder SpeechT5FeatureProjection SpeechT5FeedForward SpeechT5ForSpeechToSpeech SpeechT5ForSpeechToText SpeechT5ForTextToSpeech SpeechT5GroupNormConvLayer SpeechT5GuidedMultiheadAttentionLoss SpeechT5HifiGan SpeechT5LayerNormConvLayer SpeechT5Model SpeechT5NoLayerNormConvLayer SpeechT5PositionalConvEmbedding SpeechT5PreTrainedModel SpeechT5RelativePositionalEncoding SpeechT5SamePadLayer SpeechT5ScaledPositionalEncoding SpeechT5SinusoidalPositionalEmbedding SpeechT5SpectrogramLoss SpeechT5SpeechDecoderPostnet SpeechT5SpeechDecoderPrenet SpeechT5SpeechEncoderPrenet SpeechT5TextDecoderPostnet SpeechT5TextDecoderPrenet SpeechT5TextEncoderPrenet',
      'transformers.models.speecht5.number_normalizer': 'EnglishNumberNormalizer',
      'transformers.models.speecht5.processing_speecht5': 'SpeechT5Processor',
      'transformers.models.speecht5.tokenization_speecht5': 'SpeechT5Tokenizer',
      'transformers.models.splinter.configuration_splinter': 'SplinterConfig',
      'transformers.models.splinter.modeling_splinter':
        'QuestionAwareSpanSelectionHead SplinterAttention SplinterEmbeddings SplinterEncoder SplinterForPreTraining SplinterForQuestionAnswering SplinterFullyConnectedLayer SplinterIntermediate SplinterLayer SplinterModel SplinterOutput SplinterPreTrainedModel SplinterSelfAttention SplinterSelfOutput',
      'transformers.models.splinter.tokenization_splinter': 'SplinterTokenizer',
      'transformers.models.squeezebert.configuration_squeezebert': 'SqueezeBertConfig',
      'transformers.models.squeezebert.modeling_squeezebert':
        'ConvActivation ConvDropoutLayerNorm MatMulWrapper SqueezeBertEmbeddings SqueezeBertEncoder SqueezeBertForMaskedLM SqueezeBertForMultipleChoice SqueezeBertForQuestionAnswering SqueezeBertForSequenceClassification SqueezeBertForTokenClassification SqueezeBertLMPredictionHead SqueezeBertLayerNorm SqueezeBertModel SqueezeBertModule SqueezeBertOnlyMLMHead SqueezeBertPooler SqueezeBertPreTrainedModel SqueezeBertPredictionHeadTransform SqueezeBertSelfAttention',
      'transformers.models.stablelm.configuration_stablelm': 'StableLmConfig',
      'transformers.models.stablelm.modeling_stablelm':
        'StableLmAttention StableLmDecoderLayer StableLmForCausalLM StableLmForSequenceClassification StableLmForTokenClassification StableLmLayerNormPerHead StableLmMLP StableLmModel StableLmPreTrainedModel StableLmRotaryEmbedding',
      'transformers.models.starcoder2.configuration_starcoder2': 'Starcoder2Config',
      'transformers.models.starcoder2.modeling_starcoder2':
        'Starcoder2Attention Starcoder2DecoderLayer Starcoder2ForCausalLM Starcoder2ForSequenceClassification Starcoder2ForTokenClassification Starcoder2MLP Starcoder2Model Starcoder2PreTrainedModel Starcoder2RotaryEmbedding',
      'transformers.models.starcoder2.modular_starcoder2':
        'Starcoder2Attention Starcoder2DecoderLayer Starcoder2ForCausalLM Starcoder2ForSequenceClassification Starcoder2ForTokenClassification Starcoder2MLP Starcoder2Model',
      'transformers.models.step3p7.configuration_step3p7': 'Step3p7Config Step3p7TextConfig Step3p7VisionConfig',
      'transformers.models.step3p7.image_processing_step3p7': 'Step3p7ImageProcessor',
      'transformers.models.step3p7.modeling_step3p7':
        'Step3p7Attention Step3p7DecoderLayer Step3p7Experts Step3p7ForConditionalGeneration Step3p7MLP Step3p7Model Step3p7PreTrainedModel Step3p7RMSNorm Step3p7RotaryEmbedding Step3p7SparseMoeBlock Step3p7TextModel Step3p7TopKRouter Step3p7VisionAttention Step3p7VisionEmbeddings Step3p7VisionEncoderLayer Step3p7VisionMLP Step3p7VisionModel Step3p7VisionRotaryEmbedding',
      'transformers.models.step3p7.processing_step3p7': 'Step3p7Processor',
      'transformers.models.superglue.configuration_superglue': 'SuperGlueConfig',
      'transformers.models.superglue.image_processing_pil_superglue': 'SuperGlueImageProcessorPil',
      'transformers.models.superglue.image_processing_superglue': 'SuperGlueImageProcessor',
      'transformers.models.superglue.modeling_superglue':
        'SuperGlueAttention SuperGlueAttentionalGNN SuperGlueAttentionalPropagation SuperGlueFinalProjection SuperGlueForKeypointMatching SuperGlueKeypointEncoder SuperGlueMultiLayerPerceptron SuperGluePreTrainedModel SuperGlueSelfAttention SuperGlueSelfOutput',
      'transformers.models.superpoint.configuration_superpoint': 'SuperPointConfig',
      'transformers.models.superpoint.image_processing_pil_superpoint': 'SuperPointImageProcessorPil',
      'transformers.models.superpoint.image_processing_superpoint': 'SuperPointImageProcessor',
      'transformers.models.superpoint.modeling_superpoint':
        'SuperPointConvBlock SuperPointDescriptorDecoder SuperPointEncoder SuperPointForKeypointDetection SuperPointInterestPointDecoder SuperPointPreTrainedModel',
      'transformers.models.swiftformer.configuration_swiftformer': 'SwiftFormerConfig',
      'transformers.models.swiftformer.modeling_swiftformer':
        'SwiftFormerConvEncoder SwiftFormerDropPath SwiftFormerEfficientAdditiveAttention SwiftFormerEmbeddings SwiftFormerEncoder SwiftFormerEncoderBlock SwiftFormerForImageClassification SwiftFormerLocalRepresentation SwiftFormerMlp SwiftFormerModel SwiftFormerPatchEmbedding SwiftFormerPreTrainedModel SwiftFormerStage',
      'transformers.models.swin.configuration_swin': 'SwinConfig',
      'transformers.models.swin.modeling_swin':
        'SwinAttention SwinBackbone SwinDropPath SwinEmbeddings SwinEncoder SwinForImageClassification SwinForMaskedImageModeling SwinLayer SwinMLP SwinModel SwinPatchEmbeddings SwinPatchMerging SwinPreTrainedModel SwinRelativePositionBias SwinStage',
      'transformers.models.swin.modular_swin':
        'SwinAttention SwinBackbone SwinDropPath SwinEmbeddings SwinEncoder SwinForImageClassification SwinForMaskedImageModeling SwinLayer SwinMLP SwinModel SwinPatchEmbeddings SwinPatchMerging SwinPreTrainedModel SwinRelativePositionBias SwinStage',
      'transformers.models.swin2sr.configuration_swin2sr': 'Swin2SRConfig',
      'transformers.models.swin2sr.image_processing_pil_swin2sr': 'Swin2SRImageProcessorPil',
      'transformers.models.swin2sr.image_processing_swin2sr': 'Swin2SRImageProcessor',
      'transformers.models.swin2sr.modeling_swin2sr':
        'NearestConvUpsampler PixelShuffleAuxUpsampler PixelShuffleUpsampler Swin2SRAttention Swin2SRDropPath Swin2SREmbeddings Swin2SREncoder Swin2SRForImageSuperResolution Swin2SRIntermediate Swin2SRLayer Swin2SRModel Swin2SROutput Swin2SRPatchEmbeddings Swin2SRPatchMerging Swin2SRPatchUnEmbeddings Swin2SRPreTrainedModel Swin2SRSelfAttention Swin2SRSelfOutput Swin2SRStage Upsample UpsampleOneStep',
      'transformers.models.swinv2.configuration_swinv2': 'Swinv2Config',
      'transformers.models.swinv2.modeling_swinv2':
        'Swinv2Attention Swinv2Backbone Swinv2DropPath Swinv2Embeddings Swinv2Encoder Swinv2ForImageClassification Swinv2ForMaskedImageModeling Swinv2Intermediate Swinv2Layer Swinv2Model Swinv2Output Swinv2PatchEmbeddings Swinv2PatchMerging Swinv2PreTrainedModel Swinv2SelfAttention Swinv2SelfOutput Swinv2Stage',
      'transformers.models.switch_transformers.configuration_switch_transformers': 'SwitchTransformersConfig',
      'transformers.models.switch_transformers.modeling_switch_transformers':
        'SwitchTransformersAttention SwitchTransformersBlock SwitchTransformersDenseActDense SwitchTransformersEncoderModel SwitchTransformersExperts SwitchTransformersForConditionalGeneration SwitchTransformersLayerCrossAttention SwitchTransformersLayerFF SwitchTransformersLayerNorm SwitchTransformersLayerSelfAttention SwitchTransformersModel SwitchTransformersPreTrainedModel SwitchTransformersSparseMLP SwitchTransformersStack SwitchTransformersTop1Router',
      'transformers.models.switch_transformers.modular_switch_transformers':
        'SwitchTransformersAttention SwitchTransformersBlock SwitchTransformersDenseActDense SwitchTransformersEncoderModel SwitchTransformersExperts SwitchTransformersForConditionalGeneration SwitchTransformersLayerCrossAttention SwitchTransformersLayerFF SwitchTransformersLayerNorm SwitchTransformersLayerSelfAttention SwitchTransformersModel SwitchTransformersPreTrainedModel SwitchTransformersSparseMLP SwitchTransformersStack SwitchTransformersTop1Router',
      'transformers.models.t5.configuration_t5': 'T5Config',
      'transformers.models.t5.modeling_t5':
        'T5Attention T5Block T5ClassificationHead T5DenseActDense T5DenseGatedActDense T5EncoderModel T5ForConditionalGeneration T5ForQuestionAnswering T5ForSequenceClassification T5ForTokenClassification T5LayerCrossAttention T5LayerFF T5LayerNorm T5LayerSelfAttention T5Model T5PreTrainedModel T5Stack',
      'transformers.models.t5.tokenization_t5': 'T5Tokenizer',
      'transformers.models.t5gemma.configuration_t5gemma': 'T5GemmaConfig T5GemmaModuleConfig',
      'transformers.models.t5gemma.modeling_t5gemma':
        'T5GemmaClassificationHead T5GemmaCrossAttention T5GemmaDecoder T5GemmaDecoderLayer T5GemmaEncoder T5GemmaEncoderLayer T5GemmaEncoderModel T5GemmaForConditionalGeneration T5GemmaForSequenceClassification T5GemmaForTokenClassification T5GemmaLMHead T5GemmaMLP T5GemmaModel T5GemmaPreTrainedModel T5GemmaRMSNorm T5GemmaRotaryEmbedding T5GemmaSelfAttention',
      'transformers.models.t5gemma.modular_t5gemma':
        'T5GemmaClassificationHead T5GemmaConfig T5GemmaCrossAttention T5GemmaDecoder T5GemmaDecoderLayer T5GemmaEncoder T5GemmaEncoderLayer T5GemmaEncoderModel T5GemmaForConditionalGeneration T5GemmaForSequenceClassification T5GemmaForTokenClassification T5GemmaLMHead T5GemmaMLP T5GemmaModel T5GemmaModuleConfig T5GemmaPreTrainedModel T5GemmaRMSNorm T5GemmaRotaryEmbedding T5GemmaSelfAttention',
      'transformers.models.t5gemma2.configuration_t5gemma2':
        'T5Gemma2Config T5Gemma2DecoderConfig T5Gemma2EncoderConfig T5Gemma2TextConfig',
      'transformers.models.t5gemma2.modeling_t5gemma2':
        'T5Gemma2ClassificationHead T5Gemma2Decoder T5Gemma2DecoderLayer T5Gemma2Encoder T5Gemma2EncoderLayer T5Gemma2ForConditionalGeneration T5Gemma2ForSequenceClassification T5Gemma2ForTokenClassification T5Gemma2LMHead T5Gemma2MLP T5Gemma2MergedAttention T5Gemma2Model T5Gemma2MultiModalProjector T5Gemma2PreTrainedModel T5Gemma2RMSNorm T5Gemma2RotaryEmbedding T5Gemma2SelfAttention T5Gemma2TextEncoder T5Gemma2TextScaledWordEmbedding',
      'transformers.models.t5gemma2.modular_t5gemma2':
        'T5Gemma2ClassificationHead T5Gemma2Config T5Gemma2Decoder T5Gemma2DecoderConfig T5Gemma2DecoderLayer T5Gemma2Encoder T5Gemma2EncoderConfig T5Gemma2EncoderLayer T5Gemma2ForConditionalGeneration T5Gemma2ForSequenceClassification T5Gemma2ForTokenClassification T5Gemma2LMHead T5Gemma2MLP T5Gemma2MergedAttention T5Gemma2Model T5Gemma2MultiModalProjector T5Gemma2PreTrainedModel T5Gemma2RMSNorm T5Gemma2RotaryEmbedding T5Gemma2SelfAttention T5Gemma2TextConfig T5Gemma2TextEncoder T5Gemma2TextScaledWordEmbedding',
      'transformers.models.table_transformer.configuration_table_transformer': 'TableTransformerConfig',
      'transformers.models.table_transformer.modeling_table_transformer':
        'TableTransformerAttention TableTransformerConvEncoder TableTransformerConvModel TableTransformerDecoder TableTransformerDecoderLayer TableTransformerEncoder TableTransformerEncoderLayer TableTransformerForObjectDetection TableTransformerFrozenBatchNorm2d TableTransformerLearnedPositionEmbedding TableTransformerMLPPredictionHead TableTransformerModel TableTransformerPreTrainedModel TableTransformerSinePositionEmbedding',
      'transformers.models.tapas.configuration_tapas': 'TapasConfig',
      'transformers.models.tapas.modeling_tapas':
        'IndexMap ProductIndexMap TapasAttention TapasEmbeddings TapasEncoder TapasForMaskedLM TapasForQuestionAnswering TapasForSequenceClassification TapasIntermediate TapasLMPredictionHead TapasLayer TapasModel TapasOnlyMLMHead TapasOutput TapasPooler TapasPreTrainedModel TapasPredictionHeadTransform TapasSelfAttention TapasSelfOutput',
      'transformers.models.tapas.tokenization_tapas':
        'BasicTokenizer Cell Date NumericValue NumericValueSpan Question SerializedExample TapasTokenizer TokenCoordinates TokenizedTable WordpieceTokenizer _DateMask',
      'transformers.models.textnet.configuration_textnet': 'TextNetConfig',
      'transformers.models.textnet.image_processing_pil_textnet': 'TextNetImageProcessorPil',
      'transformers.models.textnet.image_processing_textnet': 'TextNetImageProcessor',
      'transformers.models.textnet.modeling_textnet':
        'TextNetBackbone TextNetConvLayer TextNetEncoder TextNetForImageClassification TextNetModel TextNetPreTrainedModel TextNetRepConvLayer TextNetStage',
      'transformers.models.time_series_transformer.configuration_time_series_transformer':
        'TimeSeriesTransformerConfig',
      'transformers.models.time_series_transformer.modeling_time_series_transformer':
        'TimeSeriesFeatureEmbedder TimeSeriesMeanScaler TimeSeriesNOPScaler TimeSeriesSinusoidalPositionalEmbedding TimeSeriesStdScaler TimeSeriesTransformerAttention TimeSeriesTransformerDecoder TimeSeriesTransformerDecoderLayer TimeSeriesTransformerEncoder TimeSeriesTransformerEncoderLayer TimeSeriesTransformerForPrediction TimeSeriesTransformerModel TimeSeriesTransformerPreTrainedModel TimeSeriesValueEmbedding',
      'transformers.models.timesfm.configuration_timesfm': 'TimesFmConfig',
      'transformers.models.timesfm.modeling_timesfm':
        'TimesFmAttention TimesFmDecoderLayer TimesFmMLP TimesFmModel TimesFmModelForPrediction TimesFmPositionalEmbedding TimesFmPreTrainedModel TimesFmRMSNorm TimesFmResidualBlock',
      'transformers.models.timesfm.modular_timesfm':
        'TimesFmAttention TimesFmDecoderLayer TimesFmMLP TimesFmModel TimesFmModelForPrediction TimesFmPositionalEmbedding TimesFmPreTrainedModel TimesFmRMSNorm TimesFmResidualBlock',
      'transformers.models.timesfm2_5.configuration_timesfm2_5': 'TimesFm2_5Config',
      'transformers.models.timesfm2_5.modeling_timesfm2_5':
        'TimesFm2_5Attention TimesFm2_5DecoderLayer TimesFm2_5MLP TimesFm2_5Model TimesFm2_5ModelForPrediction TimesFm2_5PositionalEmbedding TimesFm2_5PreTrainedModel TimesFm2_5RMSNorm TimesFm2_5ResidualBlock TimesFm2_5RotaryEmbedding',
      'transformers.models.timesfm2_5.modular_timesfm2_5':
        'TimesFm2_5Attention TimesFm2_5Config TimesFm2_5DecoderLayer TimesFm2_5MLP TimesFm2_5Model TimesFm2_5ModelForPrediction TimesFm2_5PreTrainedModel TimesFm2_5RMSNorm TimesFm2_5ResidualBlock TimesFm2_5RotaryEmbedding',
      'transformers.models.timesformer.configuration_timesformer': 'TimesformerConfig',
      'transformers.models.timesformer.modeling_timesformer':
        'TimeSformerAttention TimesformerDropPath TimesformerEmbeddings TimesformerEncoder TimesformerForVideoClassification TimesformerIntermediate TimesformerLayer TimesformerModel TimesformerOutput TimesformerPatchEmbeddings TimesformerPreTrainedModel TimesformerSelfAttention TimesformerSelfOutput',
      'transformers.models.timesformer.video_processing_timesformer': 'TimesformerVideoProcessor',
      'transformers.models.timm_backbone.configuration_timm_backbone': 'TimmBackboneConfig',
      'transformers.models.timm_backbone.modeling_timm_backbone': 'TimmBackbone',
      'transformers.models.timm_wrapper.configuration_timm_wrapper': 'TimmWrapperConfig',
      'transformers.models.timm_wrapper.image_processing_timm_wrapper': 'TimmWrapperImageProcessor',
      'transformers.models.timm_wrapper.modeling_timm_wrapper':
        'TimmWrapperForImageClassification TimmWrapperModel TimmWrapperPreTrainedModel',
      'transformers.models.tipsv2_dpt.configuration_tipsv2_dpt': 'Tipsv2DptConfig',
      'transformers.models.tipsv2_dpt.image_processing_tipsv2_dpt': 'Tipsv2DptImageProcessor',
      'transformers.models.tipsv2_dpt.modeling_tipsv2_dpt':
        'Tipsv2DptDecoder Tipsv2DptFeatureFusionLayer Tipsv2DptFeatureFusionStage Tipsv2DptFeaturesToDepth Tipsv2DptForDensePrediction Tipsv2DptForDepthEstimation Tipsv2DptForNormalEstimation Tipsv2DptForSemanticSegmentation Tipsv2DptNeck Tipsv2DptPreActResidualLayer Tipsv2DptPreTrainedModel Tipsv2DptReadoutProjectLayer Tipsv2DptReassembleLayer Tipsv2DptReassembleStage',
      'transformers.models.tipsv2_dpt.modular_tipsv2_dpt':
        'Tipsv2DptConfig Tipsv2DptDecoder Tipsv2DptFeatureFusionLayer Tipsv2DptFeatureFusionStage Tipsv2DptFeaturesToDepth Tipsv2DptForDensePrediction Tipsv2DptForDepthEstimation Tipsv2DptForNormalEstimation Tipsv2DptForSemanticSegmentation Tipsv2DptImageProcessor Tipsv2DptNeck Tipsv2DptPreActResidualLayer Tipsv2DptPreTrainedModel Tipsv2DptReadoutProjectLayer Tipsv2DptReassembleLayer Tipsv2DptReassembleStage',
      'transformers.models.tipsv2.configuration_tipsv2': 'Tipsv2Config Tipsv2TextConfig Tipsv2VisionConfig',
      'transformers.models.tipsv2.image_processing_tipsv2': 'Tipsv2ImageProcessor',
      'transformers.models.tipsv2.modeling_tipsv2':
        'Tipsv2MLP Tipsv2Model Tipsv2PreTrainedModel Tipsv2SinusoidalPositionalEmbedding Tipsv2TextAttention Tipsv2TextEmbeddings Tipsv2TextEncoder Tipsv2TextEncoderLayer Tipsv2TextModel Tipsv2TextPreTrainedModel Tipsv2VisionAttention Tipsv2VisionBackbone Tipsv2VisionDropPath Tipsv2VisionEmbeddings Tipsv2VisionEncoder Tipsv2VisionLayer Tipsv2VisionLayerScale Tipsv2VisionMLP Tipsv2VisionModel Tipsv2VisionPatchEmbeddings Tipsv2VisionPreTrainedModel Tipsv2VisionSwiGLUFFN',
      'transformers.models.tipsv2.modular_tipsv2':
        'Tipsv2Config Tipsv2ImageProcessor Tipsv2Model Tipsv2PreTrainedModel Tipsv2Processor Tipsv2SinusoidalPositionalEmbedding Tipsv2TextAttention Tipsv2TextConfig Tipsv2TextEmbeddings Tipsv2TextEncoder Tipsv2TextEncoderLayer Tipsv2TextModel Tipsv2TextPreTrainedModel Tipsv2Tokenizer Tipsv2VisionBackbone Tipsv2VisionConfig Tipsv2VisionEmbeddings Tipsv2VisionEncoder Tipsv2VisionModel Tipsv2VisionPreTrainedModel',
      'transformers.models.tipsv2.processing_tipsv2': 'Tipsv2Processor',
      'transformers.models.tipsv2.tokenization_tipsv2': 'Tipsv2Tokenizer',
      'transformers.models.trocr.configuration_trocr': 'TrOCRConfig',
      'transformers.models.trocr.modeling_trocr':
        'TrOCRAttention TrOCRDecoder TrOCRDecoderLayer TrOCRDecoderWrapper TrOCRForCausalLM TrOCRLearnedPositionalEmbedding TrOCRPreTrainedModel TrOCRScaledWordEmbedding TrOCRSinusoidalPositionalEmbedding',
      'transformers.models.trocr.processing_trocr': 'TrOCRProcessor',
      'transformers.models.tvp.configuration_tvp': 'TvpConfig',
      'transformers.models.tvp.image_processing_pil_tvp': 'TvpImageProcessorPil',
      'transformers.models.tvp.image_processing_tvp': 'TvpImageProcessor',
      'transformers.models.tvp.modeling_tvp':
        'TvpAttention TvpEncodeLayer TvpEncoder TvpForVideoGrounding TvpFrameDownPadPrompter TvpFramePadPrompter TvpIntermediate TvpLoss TvpModel TvpOutputLayer TvpPooler TvpPreTrainedModel TvpTextInputEmbeddings TvpVideoGroundingHead TvpVisionModel TvpVisualInputEmbedding',
      'transformers.models.tvp.processing_tvp': 'TvpProcessor',
      'transformers.models.udop.configuration_udop': 'UdopConfig',
      'transformers.models.udop.modeling_udop':
        'RelativePositionBias1D RelativePositionBiasAggregated RelativePositionBiasBase RelativePositionBiasHorizontal RelativePositionBiasVertical UdopAttention UdopBlock UdopCellEmbeddings UdopDenseActDense UdopDenseGatedActDense UdopEncoderModel UdopForConditionalGeneration UdopLayerCrossAttention UdopLayerFF UdopLayerNorm UdopLayerSelfAttention UdopModel UdopPatchEmbeddings UdopPreTrainedModel UdopStack',
      'transformers.models.udop.processing_udop': 'UdopProcessor',
      'transformers.models.udop.tokenization_udop': 'UdopTokenizer',
      'transformers.models.umt5.configuration_umt5': 'UMT5Config',
      'transformers.models.umt5.modeling_umt5':
        'UMT5Attention UMT5Block UMT5ClassificationHead UMT5DenseActDense UMT5DenseGatedActDense UMT5EncoderModel UMT5ForConditionalGeneration UMT5ForQuestionAnswering UMT5ForSequenceClassification UMT5ForTokenClassification UMT5LayerCrossAttention UMT5LayerFF UMT5LayerNorm UMT5LayerSelfAttention UMT5Model UMT5PreTrainedModel UMT5Stack',
      'transformers.models.unispeech_sat.configuration_unispeech_sat': 'UniSpeechSatConfig',
      'transformers.models.unispeech_sat.modeling_unispeech_sat':
        'AMSoftmaxLoss TDNNLayer UniSpeechSatAttention UniSpeechSatAttnAdapterLayer UniSpeechSatEncoder UniSpeechSatEncoderLayer UniSpeechSatEncoderLayerStableLayerNorm UniSpeechSatEncoderStableLayerNorm UniSpeechSatFeatureEncoder UniSpeechSatFeatureProjection UniSpeechSatFeedForward UniSpeechSatForAudioFrameClassification UniSpeechSatForCTC UniSpeechSatForPreTraining UniSpeechSatForSequenceClassification UniSpeechSatForXVector UniSpeechSatGroupNormConvLayer UniSpeechSatGumbelVectorQuantizer UniSpeechSatLayerNormConvLayer UniSpeechSatModel UniSpeechSatNoLayerNormConvLayer UniSpeechSatPositionalConvEmbedding UniSpeechSatPreTrainedModel UniSpeechSatSamePadLayer',
      'transformers.models.unispeech.configuration_unispeech': 'UniSpeechConfig',
      'transformers.models.unispeech.modeling_unispeech':
        'UniSpeechAttention UniSpeechAttnAdapterLayer UniSpeechEncoder UniSpeechEncoderLayer UniSpeechEncoderLayerStableLayerNorm UniSpeechEncoderStableLayerNorm UniSpeechFeatureEncoder UniSpeechFeatureProjection UniSpeechFeedForward UniSpeechForCTC UniSpeechForPreTraining UniSpeechForSequenceClassification UniSpeechGroupNormConvLayer UniSpeechGumbelVectorQuantizer UniSpeechLayerNormConvLayer UniSpeechModel UniSpeechNoLayerNormConvLayer UniSpeechPositionalConvEmbedding UniSpeechPreTrainedModel UniSpeechSamePadLayer',
      'transformers.models.univnet.configuration_univnet': 'UnivNetConfig',
      'transformers.models.univnet.feature_extraction_univnet': 'UnivNetFeatureExtractor',
      'transformers.models.univnet.modeling_univnet':
        'UnivNetKernelPredictor UnivNetKernelPredictorResidualBlock UnivNetLvcBlock UnivNetLvcResidualBlock UnivNetModel',
      'transformers.models.upernet.configuration_upernet': 'UperNetConfig',
      'transformers.models.upernet.modeling_upernet':
        'UperNetConvModule UperNetFCNHead UperNetForSemanticSegmentation UperNetHead UperNetPreTrainedModel UperNetPyramidPoolingBlock UperNetPyramidPoolingModule',
      'transformers.models.uvdoc.configuration_uvdoc': 'UVDocBackboneConfig UVDocConfig',
      'transformers.models.uvdoc.image_processing_uvdoc': 'UVDocImageProcessor',
      'transformers.models.uvdoc.modeling_uvdoc':
        'UVDocBackbone UVDocBridge UVDocBridgeBlock UVDocConvLayer UVDocHead UVDocModel UVDocPointPositions2D UVDocPreTrainedModel UVDocResNet UVDocResNetStage UVDocResidualBlock',
      'transformers.models.uvdoc.modular_uvdoc':
        'UVDocBackbone UVDocBackboneConfig UVDocBridge UVDocBridgeBlock UVDocConfig UVDocConvLayer UVDocHead UVDocImageProcessor UVDocModel UVDocPointPositions2D UVDocPreTrainedModel UVDocResNet UVDocResNetStage UVDocResidualBlock',
      'transformers.models.vaultgemma.configuration_vaultgemma': 'VaultGemmaConfig',
      'transformers.models.vaultgemma.modeling_vaultgemma':
        'VaultGemmaAttention VaultGemmaDecoderLayer VaultGemmaForCausalLM VaultGemmaMLP VaultGemmaModel VaultGemmaPreTrainedModel VaultGemmaRMSNorm VaultGemmaRotaryEmbedding VaultGemmaTextScaledWordEmbedding',
      'transformers.models.vaultgemma.modular_vaultgemma':
        'VaultGemmaAttention VaultGemmaConfig VaultGemmaDecoderLayer VaultGemmaForCausalLM VaultGemmaMLP VaultGemmaRMSNorm',
      'transformers.models.vibevoice_acoustic_tokenizer.configuration_vibevoice_acoustic_tokenizer':
        'VibeVoiceAcousticTokenizerConfig VibeVoiceAcousticTokenizerDecoderConfig VibeVoiceAcousticTokenizerEncoderConfig',
      'transformers.models.vibevoice_acoustic_tokenizer.feature_extraction_vibevoice_acoustic_tokenizer':
        'VibeVoiceAcousticTokenizerFeatureExtractor',
      'transformers.models.vibevoice_acoustic_tokenizer.modeling_vibevoice_acoustic_tokenizer':
        'VibeVoiceAcousticTokenizerCausalConv1d VibeVoiceAcousticTokenizerCausalConvTranspose1d VibeVoiceAcousticTokenizerConv1dCacheLayer VibeVoiceAcousticTokenizerConv1dPaddingCache VibeVoiceAcousticTokenizerConvNext1dLayer VibeVoiceAcousticTokenizerDecoderLayer VibeVoiceAcousticTokenizerDecoderModel VibeVoiceAcousticTokenizerDecoderStem VibeVoiceAcousticTokenizerEncoderLayer VibeVoiceAcousticTokenizerEncoderModel VibeVoiceAcousticTokenizerEncoderStem VibeVoiceAcousticTokenizerFeedForward VibeVoiceAcousticTokenizerModel VibeVoiceAcousticTokenizerPreTrainedModel VibeVoiceAcousticTokenizerRMSNorm',
      'transformers.models.vibevoice_acoustic_tokenizer.modular_vibevoice_acoustic_tokenizer':
        'VibeVoiceAcousticTokenizerCausalConv1d VibeVoiceAcousticTokenizerCausalConvTranspose1d VibeVoiceAcousticTokenizerConv1dPaddingCache VibeVoiceAcousticTokenizerConvNext1dLayer VibeVoiceAcousticTokenizerDecoderLayer VibeVoiceAcousticTokenizerDecoderModel VibeVoiceAcousticTokenizerDecoderStem VibeVoiceAcousticTokenizerEncoderLayer VibeVoiceAcousticTokenizerEncoderModel VibeVoiceAcousticTokenizerEncoderStem VibeVoiceAcousticTokenizerFeedForward VibeVoiceAcousticTokenizerModel VibeVoiceAcousticTokenizerPreTrainedModel VibeVoiceAcousticTokenizerRMSNorm',
      'transformers.models.vibevoice_asr.configuration_vibevoice_asr': 'VibeVoiceAsrConfig',
      'transformers.models.vibevoice_asr.modeling_vibevoice_asr':
        'VibeVoiceAsrCausalConv1d VibeVoiceAsrConv1dCacheLayer VibeVoiceAsrConv1dPaddingCache VibeVoiceAsrConvNext1dLayer VibeVoiceAsrFeedForward VibeVoiceAsrForConditionalGeneration VibeVoiceAsrModel VibeVoiceAsrMultiModalProjector VibeVoiceAsrPreTrainedModel VibeVoiceAsrRMSNorm',
      'transformers.models.vibevoice_asr.modular_vibevoice_asr':
        'VibeVoiceAsrConfig VibeVoiceAsrForConditionalGeneration VibeVoiceAsrModel VibeVoiceAsrMultiModalProjector VibeVoiceAsrPreTrainedModel VibeVoiceAsrRMSNorm',
      'transformers.models.vibevoice_asr.processing_vibevoice_asr': 'VibeVoiceAsrProcessor',
      'transformers.models.vibevoice.configuration_vibevoice': 'VibeVoiceConfig VibeVoiceDiffusionHeadConfig',
      'transformers.models.vibevoice.generation_vibevoice':
        'VibeVoiceGenerationMixin VibeVoiceTokenConstraintProcessor',
      'transformers.models.vibevoice.modeling_vibevoice':
        'VibeVoiceDiffusionHead VibeVoiceDiffusionHeadAdaLayerNorm VibeVoiceDiffusionHeadFinalLayer VibeVoiceDiffusionHeadMLP VibeVoiceDiffusionHeadSinusoidalEmbedding VibeVoiceForConditionalGeneration VibeVoiceMLP VibeVoiceModel VibeVoiceMultiModalProjector VibeVoicePreTrainedModel VibeVoiceRMSNorm',
      'transformers.models.vibevoice.modular_vibevoice':
        'VibeVoiceDiffusionHead VibeVoiceDiffusionHeadAdaLayerNorm VibeVoiceDiffusionHeadFinalLayer VibeVoiceDiffusionHeadMLP VibeVoiceDiffusionHeadSinusoidalEmbedding VibeVoiceForConditionalGeneration VibeVoiceMLP VibeVoiceModel VibeVoiceMultiModalProjector VibeVoicePreTrainedModel VibeVoiceRMSNorm',
      'transformers.models.vibevoice.processing_vibevoice': 'VibeVoiceProcessor',
      'transformers.models.video_llama_3.configuration_video_llama_3': 'VideoLlama3Config VideoLlama3VisionConfig',
      'transformers.models.video_llama_3.image_processing_pil_video_llama_3': 'VideoLlama3ImageProcessorPil',
      'transformers.models.video_llama_3.image_processing_video_llama_3': 'VideoLlama3ImageProcessor',
      'transformers.models.video_llama_3.modeling_video_llama_3':
        'VideoLlama3ForConditionalGeneration VideoLlama3Model VideoLlama3PreTrainedModel VideoLlama3Projector VideoLlama3VisionAttention VideoLlama3VisionEmbeddings VideoLlama3VisionEncoder VideoLlama3VisionEncoderLayer VideoLlama3VisionMLP VideoLlama3VisionModel VideoLlama3VisionRotaryEmbedding',
      'transformers.models.video_llama_3.modular_video_llama_3':
        'VideoLlama3Config VideoLlama3ForConditionalGeneration VideoLlama3ImageProcessor VideoLlama3ImageProcessorPil VideoLlama3Model VideoLlama3PreTrainedModel VideoLlama3Processor VideoLlama3Projector VideoLlama3VideoProcessor VideoLlama3VisionAttention VideoLlama3VisionConfig VideoLlama3VisionEmbeddings VideoLlama3VisionEncoder VideoLlama3VisionEncoderLayer VideoLlama3VisionMLP VideoLlama3VisionModel VideoLlama3VisionRotaryEmbedding',
      'transformers.models.video_llama_3.processing_video_llama_3': 'VideoLlama3Processor',
      'transformers.models.video_llama_3.video_processing_video_llama_3': 'VideoLlama3VideoProcessor',
      'transformers.models.video_llava.configuration_video_llava': 'VideoLlavaConfig',
      'transformers.models.video_llava.image_processing_video_llava': 'VideoLlavaImageProcessor',
      'transformers.models.video_llava.modeling_video_llava':
        'VideoLlavaForConditionalGeneration VideoLlavaModel VideoLlavaMultiModalProjector VideoLlavaPreTrainedModel',
      'transformers.models.video_llava.processing_video_llava': 'VideoLlavaProcessor',
      'transformers.models.video_llava.video_processing_video_llava': 'VideoLlavaVideoProcessor',
      'transformers.models.videomae.configuration_videomae': 'VideoMAEConfig',
      'transformers.models.videomae.image_processing_pil_videomae': 'VideoMAEImageProcessorPil',
      'transformers.models.videomae.image_processing_videomae': 'VideoMAEImageProcessor',
      'transformers.models.videomae.modeling_videomae':
        'VideoMAEAttention VideoMAEDecoder VideoMAEEmbeddings VideoMAEEncoder VideoMAEForPreTraining VideoMAEForVideoClassification VideoMAEIntermediate VideoMAELayer VideoMAEModel VideoMAEOutput VideoMAEPatchEmbeddings VideoMAEPreTrainedModel VideoMAESelfAttention VideoMAESelfOutput',
      'transformers.models.videomae.video_processing_videomae': 'VideoMAEVideoProcessor',
      'transformers.models.videomt.configuration_videomt': 'VideomtConfig',
      'transformers.models.videomt.modeling_videomt':
        'VideomtAttention VideomtDropPath VideomtEmbeddings VideomtForUniversalSegmentation VideomtGatedMLP VideomtHungarianMatcher VideomtLayer VideomtLayerNorm2d VideomtLayerScale VideomtLoss VideomtMLP VideomtMaskHead VideomtPatchEmbeddings VideomtPreTrainedModel VideomtScaleBlock VideomtScaleLayer VideomtSwiGLUFFN',
      'transformers.models.videomt.modular_videomt':
        'VideomtConfig VideomtEmbeddings VideomtForUniversalSegmentation VideomtGatedMLP VideomtLayer VideomtLayerNorm2d VideomtLayerScale VideomtMLP VideomtPatchEmbeddings VideomtPreTrainedModel VideomtScaleBlock VideomtScaleLayer',
      'transformers.models.videomt.video_processing_videomt': 'VideomtVideoProcessor',
      'transformers.models.videoprism.configuration_videoprism':
        'VideoPrismConfig VideoPrismTextConfig VideoPrismVisionConfig',
      'transformers.models.videoprism.modeling_videoprism':
        'VideoPrismAttention VideoPrismClipModel VideoPrismForVideoClassification VideoPrismLayer VideoPrismLayerNorm VideoPrismMLP VideoPrismMultiheadAttentionPoolingHead VideoPrismPreTrainedModel VideoPrismSpatialEmbeddings VideoPrismTemporalEmbeddings VideoPrismTextEmbeddings VideoPrismTextModel VideoPrismTubeletEmbeddings VideoPrismVideoModel VideoPrismVisionModel',
      'transformers.models.videoprism.modular_videoprism':
        'VideoPrismAttention VideoPrismClipModel VideoPrismConfig VideoPrismForVideoClassification VideoPrismLayer VideoPrismLayerNorm VideoPrismMultiheadAttentionPoolingHead VideoPrismPreTrainedModel VideoPrismProcessor VideoPrismSpatialEmbeddings VideoPrismTemporalEmbeddings VideoPrismTextConfig VideoPrismTextEmbeddings VideoPrismTextModel VideoPrismTokenizer VideoPrismTubeletEmbeddings VideoPrismVideoModel VideoPrismVisionConfig VideoPrismVisionModel',
      'transformers.models.videoprism.processing_videoprism': 'VideoPrismProcessor',
      'transformers.models.videoprism.tokenization_videoprism': 'VideoPrismTokenizer',
      'transformers.models.vilt.configuration_vilt': 'ViltConfig',
      'transformers.models.vilt.image_processing_pil_vilt': 'ViltImageProcessorPil',
      'transformers.models.vilt.image_processing_vilt': 'ViltImageProcessor',
      'transformers.models.vilt.modeling_vilt':
        'TextEmbeddings ViltAttention ViltEmbeddings ViltEncoder ViltForImageAndTextRetrieval ViltForImagesAndTextClassification ViltForMaskedLM ViltForQuestionAnswering ViltForTokenClassification ViltIntermediate ViltLayer ViltMLMHead ViltModel ViltOutput ViltPatchEmbeddings ViltPooler ViltPreTrainedModel ViltPredictionHeadTransform ViltSelfAttention ViltSelfOutput',
      'transformers.models.vilt.processing_vilt': 'ViltProcessor',
      'transformers.models.vipllava.configuration_vipllava': 'VipLlavaConfig',
      'transformers.models.vipllava.modeling_vipllava':
        'VipLlavaForConditionalGeneration VipLlavaModel VipLlavaMultiModalProjector VipLlavaPreTrainedModel',
      'transformers.models.vipllava.modular_vipllava':
        'VipLlavaForConditionalGeneration VipLlavaModel VipLlavaMultiModalProjector VipLlavaPreTrainedModel',
      'transformers.models.vision_encoder_decoder.configuration_vision_encoder_decoder': 'VisionEncoderDecoderConfig',
      'transformers.models.vision_encoder_decoder.modeling_vision_encoder_decoder': 'VisionEncoderDecoderModel',
      'transformers.models.vision_text_dual_encoder.configuration_vision_text_dual_encoder':
        'VisionTextDualEncoderConfig',
      'transformers.models.vision_text_dual_encoder.modeling_vision_text_dual_encoder': 'VisionTextDualEncoderModel',
      'transformers.models.vision_text_dual_encoder.processing_vision_text_dual_encoder':
        'VisionTextDualEncoderProcessor',
      'transformers.models.visual_bert.configuration_visual_bert': 'VisualBertConfig',
      'transformers.models.visual_bert.modeling_visual_bert':
        'VisualBertAttention VisualBertEmbeddings VisualBertEncoder VisualBertForMultipleChoice VisualBertForPreTraining VisualBertForQuestionAnswering VisualBertForRegionToPhraseAlignment VisualBertForVisualReasoning VisualBertIntermediate VisualBertLMPredictionHead VisualBertLayer VisualBertModel VisualBertOutput VisualBertPooler VisualBertPreTrainedModel VisualBertPreTrainingHeads VisualBertPredictionHeadTransform VisualBertRegionToPhraseAttention VisualBertSelfAttention VisualBertSelfOutput',
      'transformers.models.vit_mae.configuration_vit_mae': 'ViTMAEConfig',
      'transformers.models.vit_mae.modeling_vit_mae':
        'ViTMAEAttention ViTMAEDecoder ViTMAEEmbeddings ViTMAEForPreTraining ViTMAELayer ViTMAEMLP ViTMAEModel ViTMAEPatchEmbeddings ViTMAEPreTrainedModel',
      'transformers.models.vit_mae.modular_vit_mae':
        'ViTMAEAttention ViTMAEDecoder ViTMAEEmbeddings ViTMAEForPreTraining ViTMAELayer ViTMAEMLP ViTMAEModel ViTMAEPatchEmbeddings ViTMAEPreTrainedModel',
      'transformers.models.vit_msn.configuration_vit_msn': 'ViTMSNConfig',
      'transformers.models.vit_msn.modeling_vit_msn':
        'ViTMSNAttention ViTMSNEmbeddings ViTMSNForImageClassification ViTMSNLayer ViTMSNMLP ViTMSNModel ViTMSNPatchEmbeddings ViTMSNPreTrainedModel',
      'transformers.models.vit_msn.modular_vit_msn':
        'ViTMSNAttention ViTMSNEmbeddings ViTMSNForImageClassification ViTMSNLayer ViTMSNMLP ViTMSNModel ViTMSNPatchEmbeddings ViTMSNPreTrainedModel',
      'transformers.models.vit.configuration_vit': 'ViTConfig',
      'transformers.models.vit.image_processing_pil_vit': 'ViTImageProcessorPil',
      'transformers.models.vit.image_processing_vit': 'ViTImageProcessor',
      'transformers.models.vit.modeling_vit':
        'ViTAttention ViTEmbeddings ViTForImageClassification ViTForMaskedImageModeling ViTLayer ViTMLP ViTModel ViTPatchEmbeddings ViTPooler ViTPreTrainedModel',
      'transformers.models.vitdet.configuration_vitdet': 'VitDetConfig',
      'transformers.models.vitdet.modeling_vitdet':
        'VitDetAttention VitDetBackbone VitDetDropPath VitDetEmbeddings VitDetEncoder VitDetLayer VitDetLayerNorm VitDetMlp VitDetModel VitDetPreTrainedModel VitDetResBottleneckBlock',
      'transformers.models.vitmatte.configuration_vitmatte': 'VitMatteConfig',
      'transformers.models.vitmatte.image_processing_pil_vitmatte': 'VitMatteImageProcessorPil',
      'transformers.models.vitmatte.image_processing_vitmatte': 'VitMatteImageProcessor',
      'transformers.models.vitmatte.modeling_vitmatte':
        'VitMatteBasicConv3x3 VitMatteConvStream VitMatteDetailCaptureModule VitMatteForImageMatting VitMatteFusionBlock VitMatteHead VitMattePreTrainedModel',
      'transformers.models.vitpose_backbone.configuration_vitpose_backbone': 'VitPoseBackboneConfig',
      'transformers.models.vitpose_backbone.modeling_vitpose_backbone':
        'VitPoseBackbone VitPoseBackboneAttention VitPoseBackboneEmbeddings VitPoseBackboneEncoder VitPoseBackboneLayer VitPoseBackboneMLP VitPoseBackboneMoeMLP VitPoseBackbonePatchEmbeddings VitPoseBackbonePreTrainedModel VitPoseBackboneSelfAttention VitPoseBackboneSelfOutput VitPoseNaiveMoe',
      'transformers.models.vitpose.configuration_vitpose': 'VitPoseConfig',
      'transformers.models.vitpose.image_processing_pil_vitpose': 'VitPoseImageProcessorPil',
      'transformers.models.vitpose.image_processing_vitpose': 'VitPoseImageProcessor',
      'transformers.models.vitpose.modeling_vitpose':
        'VitPoseClassicDecoder VitPoseForPoseEstimation VitPosePreTrainedModel VitPoseSimpleDecoder',
      'transformers.models.vits.configuration_vits': 'VitsConfig',
      'transformers.models.vits.modeling_vits':
        'HifiGanResidualBlock VitsAttention VitsConvFlow VitsDilatedDepthSeparableConv VitsDurationPredictor VitsElementwiseAffine VitsEncoder VitsEncoderLayer VitsFeedForward VitsHifiGan VitsModel VitsPosteriorEncoder VitsPreTrainedModel VitsResidualCouplingBlock VitsResidualCouplingLayer VitsStochasticDurationPredictor VitsTextEncoder VitsWaveNet',
      'transformers.models.vits.tokenization_vits': 'VitsTokenizer',
      'transformers.models.vivit.configuration_vivit': 'VivitConfig',
      'transformers.models.vivit.image_processing_vivit': 'VivitImageProcessor',
      'transformers.models.vivit.modeling_vivit':
        'VivitAttention VivitEmbeddings VivitForVideoClassification VivitLayer VivitMLP VivitModel VivitPooler VivitPreTrainedModel VivitTubeletEmbeddings',
      'transformers.models.vivit.modular_vivit':
        'VivitAttention VivitEmbeddings VivitForVideoClassification VivitLayer VivitMLP VivitModel VivitPooler VivitPreTrainedModel VivitTubeletEmbeddings',
      'transformers.models.vivit.video_processing_vivit': 'VivitVideoProcessor',
      'transformers.models.vjepa2.configuration_vjepa2': 'VJEPA2Config',
      'transformers.models.vjepa2.modeling_vjepa2':
        'VJEPA2AttentivePooler VJEPA2DropPath VJEPA2Embeddings VJEPA2Encoder VJEPA2ForVideoClassification VJEPA2Layer VJEPA2MLP VJEPA2Model VJEPA2PatchEmbeddings3D VJEPA2PoolerCrossAttention VJEPA2PoolerCrossAttentionLayer VJEPA2PoolerSelfAttention VJEPA2PoolerSelfAttentionLayer VJEPA2PreTrainedModel VJEPA2Predictor VJEPA2PredictorEmbeddings VJEPA2RopeAttention',
      'transformers.models.vjepa2.video_processing_vjepa2': 'VJEPA2VideoProcessor',
      'transformers.models.voxtral_realtime.configuration_voxtral_realtime':
        'VoxtralRealtimeConfig VoxtralRealtimeEncoderConfig VoxtralRealtimeTextConfig',
      'transformers.models.voxtral_realtime.feature_extraction_voxtral_realtime': 'VoxtralRealtimeFeatureExtractor',
      'transformers.models.voxtral_realtime.modeling_voxtral_realtime':
        'VoxtralRealtimeAttention VoxtralRealtimeCausalConv1d VoxtralRealtimeConv1dCacheLayer VoxtralRealtimeConv1dPaddingCache VoxtralRealtimeEmbedder VoxtralRealtimeEncoder VoxtralRealtimeEncoderLayer VoxtralRealtimeForConditionalGeneration VoxtralRealtimeMLP VoxtralRealtimeModel VoxtralRealtimeMultiModalProjector VoxtralRealtimePreTrainedModel VoxtralRealtimeRMSNorm VoxtralRealtimeRotaryEmbedding VoxtralRealtimeTextAdaRmsNorm VoxtralRealtimeTextAttention VoxtralRealtimeTextDecoderLayer VoxtralRealtimeTextMLP VoxtralRealtimeTextModel VoxtralRealtimeTextPreTrainedModel VoxtralRealtimeTimeEmbedding',
      'transformers.models.voxtral_realtime.modular_voxtral_realtime':
        'VoxtralRealtimeAttention VoxtralRealtimeCausalConv1d VoxtralRealtimeConv1dCacheLayer VoxtralRealtimeConv1dPaddingCache VoxtralRealtimeEmbedder VoxtralRealtimeEncoder VoxtralRealtimeEncoderLayer VoxtralRealtimeForConditionalGeneration VoxtralRealtimeMLP VoxtralRealtimeModel VoxtralRealtimeMultiModalProjector VoxtralRealtimePreTrainedModel VoxtralRealtimeRMSNorm VoxtralRealtimeRotaryEmbedding VoxtralRealtimeTextAdaRmsNorm VoxtralRealtimeTextAttention VoxtralRealtimeTextDecoderLayer VoxtralRealtimeTextMLP VoxtralRealtimeTextModel VoxtralRealtimeTimeEmbedding',
      'transformers.models.voxtral_realtime.processing_voxtral_realtime': 'VoxtralRealtimeProcessor',
      'transformers.models.voxtral.configuration_voxtral': 'VoxtralConfig VoxtralEncoderConfig',
      'transformers.models.voxtral.modeling_voxtral':
        'VoxtralAttention VoxtralEncoder VoxtralEncoderLayer VoxtralForConditionalGeneration VoxtralModel VoxtralMultiModalProjector VoxtralPreTrainedModel',
      'transformers.models.voxtral.modular_voxtral':
        'VoxtralAttention VoxtralEncoder VoxtralEncoderLayer VoxtralForConditionalGeneration VoxtralModel VoxtralMultiModalProjector VoxtralPreTrainedModel',
      'transformers.models.voxtral.processing_voxtral': 'VoxtralProcessor',
      'transformers.models.wav2vec2_bert.configuration_wav2vec2_bert': 'Wav2Vec2BertConfig',
      'transformers.models.wav2vec2_bert.modeling_wav2vec2_bert':
        'AMSoftmaxLoss TDNNLayer Wav2Vec2BertAdapter Wav2Vec2BertAdapterLayer Wav2Vec2BertConvolutionModule Wav2Vec2BertEncoder Wav2Vec2BertEncoderLayer Wav2Vec2BertFeatureProjection Wav2Vec2BertFeedForward Wav2Vec2BertForAudioFrameClassification Wav2Vec2BertForCTC Wav2Vec2BertForSequenceClassification Wav2Vec2BertForXVector Wav2Vec2BertModel Wav2Vec2BertPreTrainedModel Wav2Vec2BertRelPositionalEmbedding Wav2Vec2BertRotaryPositionalEmbedding Wav2Vec2BertSelfAttention',
      'transformers.models.wav2vec2_bert.modular_wav2vec2_bert':
        'Wav2Vec2BertAdapter Wav2Vec2BertAdapterLayer Wav2Vec2BertConvolutionModule Wav2Vec2BertEncoder Wav2Vec2BertEncoderLayer Wav2Vec2BertFeatureProjection Wav2Vec2BertFeedForward Wav2Vec2BertForAudioFrameClassification Wav2Vec2BertForCTC Wav2Vec2BertForSequenceClassification Wav2Vec2BertForXVector Wav2Vec2BertModel Wav2Vec2BertPreTrainedModel Wav2Vec2BertRelPositionalEmbedding Wav2Vec2BertRotaryPositionalEmbedding Wav2Vec2BertSelfAttention',
      'transformers.models.wav2vec2_bert.processing_wav2vec2_bert': 'Wav2Vec2BertProcessor',
      'transformers.models.wav2vec2_conformer.configuration_wav2vec2_conformer': 'Wav2Vec2ConformerConfig',
      'transformers.models.wav2vec2_conformer.modeling_wav2vec2_conformer':
        'AMSoftmaxLoss TDNNLayer Wav2Vec2ConformerAdapter Wav2Vec2ConformerAdapterLayer Wav2Vec2ConformerConvolutionModule Wav2Vec2ConformerEncoder Wav2Vec2ConformerEncoderLayer Wav2Vec2ConformerFeatureEncoder Wav2Vec2ConformerFeatureProjection Wav2Vec2ConformerFeedForward Wav2Vec2ConformerForAudioFrameClassification Wav2Vec2ConformerForCTC Wav2Vec2ConformerForPreTraining Wav2Vec2ConformerForSequenceClassification Wav2Vec2ConformerForXVector Wav2Vec2ConformerGroupNormConvLayer Wav2Vec2ConformerGumbelVectorQuantizer Wav2Vec2ConformerLayerNormConvLayer Wav2Vec2ConformerModel Wav2Vec2ConformerNoLayerNormConvLayer Wav2Vec2ConformerPositionalConvEmbedding Wav2Vec2ConformerPreTrainedModel Wav2Vec2ConformerRelPositionalEmbedding Wav2Vec2ConformerRotaryPositionalEmbedding Wav2Vec2ConformerSamePadLayer Wav2Vec2ConformerSelfAttention',
      'transformers.models.wav2vec2_conformer.modular_wav2vec2_conformer':
        'Wav2Vec2ConformerAdapter Wav2Vec2ConformerAdapterLayer Wav2Vec2ConformerConvolutionModule Wav2Vec2ConformerEncoder Wav2Vec2ConformerEncoderLayer Wav2Vec2ConformerFeatureEncoder Wav2Vec2ConformerFeatureProjection Wav2Vec2ConformerFeedForward Wav2Vec2ConformerForAudioFrameClassification Wav2Vec2ConformerForCTC Wav2Vec2ConformerForPreTraining Wav2Vec2ConformerForSequenceClassification Wav2Vec2ConformerForXVector Wav2Vec2ConformerGumbelVectorQuantizer Wav2Vec2ConformerModel Wav2Vec2ConformerPositionalConvEmbedding Wav2Vec2ConformerPreTrainedModel Wav2Vec2ConformerRelPositionalEmbedding Wav2Vec2ConformerRotaryPositionalEmbedding Wav2Vec2ConformerSelfAttention',
      'transformers.models.wav2vec2_phoneme.tokenization_wav2vec2_phoneme': 'Wav2Vec2PhonemeCTCTokenizer',
      'transformers.models.wav2vec2_with_lm.processing_wav2vec2_with_lm': 'Wav2Vec2ProcessorWithLM',
      'transformers.models.wav2vec2.configuration_wav2vec2': 'Wav2Vec2Config',
      'transformers.models.wav2vec2.feature_extraction_wav2vec2': 'Wav2Vec2FeatureExtractor',
      'transformers.models.wav2vec2.modeling_wav2vec2':
        'AMSoftmaxLoss TDNNLayer Wav2Vec2Adapter Wav2Vec2AdapterLayer Wav2Vec2Attention Wav2Vec2AttnAdapterLayer Wav2Vec2Encoder Wav2Vec2EncoderLayer Wav2Vec2EncoderLayerStableLayerNorm Wav2Vec2EncoderStableLayerNorm Wav2Vec2FeatureEncoder Wav2Vec2FeatureProjection Wav2Vec2FeedForward Wav2Vec2ForAudioFrameClassification Wav2Vec2ForCTC Wav2Vec2ForPreTraining Wav2Vec2ForSequenceClassification Wav2Vec2ForXVector Wav2Vec2GroupNormConvLayer Wav2Vec2GumbelVectorQuantizer Wav2Vec2LayerNormConvLayer Wav2Vec2Model Wav2Vec2NoLayerNormConvLayer Wav2Vec2PositionalConvEmbedding Wav2Vec2PreTrainedModel Wav2Vec2SamePadLayer',
      'transformers.models.wav2vec2.processing_wav2vec2': 'Wav2Vec2Processor',
      'transformers.models.wav2vec2.tokenization_wav2vec2': 'Wav2Vec2CTCTokenizer',
      'transformers.models.wavlm.configuration_wavlm': 'WavLMConfig',
      'transformers.models.wavlm.modeling_wavlm':
        'AMSoftmaxLoss TDNNLayer WavLMAdapter WavLMAdapterLayer WavLMAttention WavLMEncoder WavLMEncoderLayer WavLMEncoderLayerStableLayerNorm WavLMEncoderStableLayerNorm WavLMFeatureEncoder WavLMFeatureProjection WavLMFeedForward WavLMForAudioFrameClassification WavLMForCTC WavLMForSequenceClassification WavLMForXVector WavLMGroupNormConvLayer WavLMGumbelVectorQuantizer WavLMLayerNormConvLayer WavLMModel WavLMNoLayerNormConvLayer WavLMPositionalConvEmbedding WavLMPreTrainedModel WavLMSamePadLayer',
      'transformers.models.whisper.configuration_whisper': 'WhisperConfig',
      'transformers.models.whisper.english_normalizer':
        'BasicTextNormalizer EnglishNumberNormalizer EnglishSpellingNormalizer EnglishTextNormalizer',
      'transformers.models.whisper.feature_extraction_whisper': 'WhisperFeatureExtractor',
      'transformers.models.whisper.generation_whisper': 'WhisperGenerationMixin',
      'transformers.models.whisper.modeling_whisper':
        'WhisperAttention WhisperDecoder WhisperDecoderLayer WhisperDecoderWrapper WhisperEncoder WhisperEncoderLayer WhisperForAudioClassification WhisperForCausalLM WhisperForConditionalGeneration WhisperModel WhisperPositionalEmbedding WhisperPreTrainedModel',
      'transformers.models.whisper.processing_whisper': 'WhisperProcessor',
      'transformers.models.whisper.tokenization_whisper': 'WhisperTokenizer',
      'transformers.models.x_clip.configuration_x_clip': 'XCLIPConfig XCLIPTextConfig XCLIPVisionConfig',
      'transformers.models.x_clip.modeling_x_clip':
        'PromptGeneratorLayer XCLIPAttention XCLIPCrossAttention XCLIPDropPath XCLIPEncoder XCLIPEncoderLayer XCLIPMLP XCLIPModel XCLIPMultiframeIntegrationTransformer XCLIPPreTrainedModel XCLIPPromptGenerator XCLIPTextEmbeddings XCLIPTextModel XCLIPVisionEmbeddings XCLIPVisionEncoder XCLIPVisionEncoderLayer XCLIPVisionModel',
      'transformers.models.x_clip.modular_x_clip':
        'PromptGeneratorLayer XCLIPAttention XCLIPCrossAttention XCLIPDropPath XCLIPEncoder XCLIPEncoderLayer XCLIPMLP XCLIPModel XCLIPMultiframeIntegrationTransformer XCLIPPreTrainedModel XCLIPPromptGenerator XCLIPTextEmbeddings XCLIPTextModel XCLIPVisionEmbeddings XCLIPVisionEncoder XCLIPVisionEncoderLayer XCLIPVisionModel',
      'transformers.models.x_clip.processing_x_clip': 'XCLIPProcessor',
      'transformers.models.xcodec.configuration_xcodec': 'XcodecConfig',
      'transformers.models.xcodec.modeling_xcodec':
        'SemanticDecoder SemanticDecoderBlock SemanticEncoder XcodecEuclideanCodebook XcodecModel XcodecPreTrainedModel XcodecResidualUnit XcodecResidualVectorQuantization XcodecSemanticEncoderBlock XcodecVectorQuantization',
      'transformers.models.xcodec2.configuration_xcodec2': 'Xcodec2Config',
      'transformers.models.xcodec2.feature_extraction_xcodec2': 'Xcodec2FeatureExtractor',
      'transformers.models.xcodec2.modeling_xcodec2':
        'Xcodec2AntiAliasedActivation1d Xcodec2Attention Xcodec2Decoder Xcodec2DecoderLayer Xcodec2DownSample1d Xcodec2Encoder Xcodec2EncoderBlock Xcodec2FiniteScalarQuantization Xcodec2ISTFTHead Xcodec2MLP Xcodec2Model Xcodec2PreTrainedModel Xcodec2Quantizer Xcodec2RMSNorm Xcodec2ResNetBlock Xcodec2ResidualUnit Xcodec2RotaryEmbedding Xcodec2SemanticAdapter Xcodec2SnakeBeta Xcodec2UpSample1d',
      'transformers.models.xcodec2.modular_xcodec2':
        'Xcodec2AntiAliasedActivation1d Xcodec2Attention Xcodec2Config Xcodec2Decoder Xcodec2DecoderLayer Xcodec2DownSample1d Xcodec2Encoder Xcodec2EncoderBlock Xcodec2FiniteScalarQuantization Xcodec2ISTFTHead Xcodec2MLP Xcodec2Model Xcodec2PreTrainedModel Xcodec2Quantizer Xcodec2ResNetBlock Xcodec2ResidualUnit Xcodec2RotaryEmbedding Xcodec2SemanticAdapter Xcodec2SnakeBeta Xcodec2UpSample1d',
      'transformers.models.xglm.configuration_xglm': 'XGLMConfig',
      'transformers.models.xglm.modeling_xglm':
        'XGLMAttention XGLMDecoderLayer XGLMForCausalLM XGLMModel XGLMPreTrainedModel XGLMScaledWordEmbedding XGLMSinusoidalPositionalEmbedding',
      'transformers.models.xglm.tokenization_xglm': 'XGLMTokenizer',
      'transformers.models.xlm_roberta_xl.configuration_xlm_roberta_xl': 'XLMRobertaXLConfig',
      'transformers.models.xlm_roberta_xl.modeling_xlm_roberta_xl':
        'XLMRobertaXLAttention XLMRobertaXLClassificationHead XLMRobertaXLCrossAttention XLMRobertaXLEmbeddings XLMRobertaXLEncoder XLMRobertaXLForCausalLM XLMRobertaXLForMaskedLM XLMRobertaXLForMultipleChoice XLMRobertaXLForQuestionAnswering XLMRobertaXLForSequenceClassification XLMRobertaXLForTokenClassification XLMRobertaXLIntermediate XLMRobertaXLLMHead XLMRobertaXLLayer XLMRobertaXLModel XLMRobertaXLOutput XLMRobertaXLPooler XLMRobertaXLPreTrainedModel XLMRobertaXLSelfAttention XLMRobertaXLSelfOutput',
      'transformers.models.xlm_roberta_xl.modular_xlm_roberta_xl':
        'XLMRobertaXLAttention XLMRobertaXLClassificationHead XLMRobertaXLCrossAttention XLMRobertaXLEmbeddings XLMRobertaXLEncoder XLMRobertaXLForCausalLM XLMRobertaXLForMaskedLM XLMRobertaXLForMultipleChoice XLMRobertaXLForQuestionAnswering XLMRobertaXLForSequenceClassification XLMRobertaXLForTokenClassification XLMRobertaXLLMHead XLMRobertaXLLayer XLMRobertaXLModel XLMRobertaXLOutput XLMRobertaXLPreTrainedModel XLMRobertaXLSelfAttention XLMRobertaXLSelfOutput',
      'transformers.models.xlm_roberta.configuration_xlm_roberta': 'XLMRobertaConfig',
      'transformers.models.xlm_roberta.modeling_xlm_roberta':
        'XLMRobertaAttention XLMRobertaClassificationHead XLMRobertaCrossAttention XLMRobertaEmbeddings XLMRobertaEncoder XLMRobertaForCausalLM XLMRobertaForMaskedLM XLMRobertaForMultipleChoice XLMRobertaForQuestionAnswering XLMRobertaForSequenceClassification XLMRobertaForTokenClassification XLMRobertaIntermediate XLMRobertaLMHead XLMRobertaLayer XLMRobertaModel XLMRobertaOutput XLMRobertaPooler XLMRobertaPreTrainedModel XLMRobertaSelfAttention XLMRobertaSelfOutput',
      'transformers.models.xlm_roberta.modular_xlm_roberta':
        'XLMRobertaForCausalLM XLMRobertaForMaskedLM XLMRobertaForMultipleChoice XLMRobertaForQuestionAnswering XLMRobertaForSequenceClassification XLMRobertaForTokenClassification XLMRobertaModel XLMRobertaPreTrainedModel',
      'transformers.models.xlm_roberta.tokenization_xlm_roberta': 'XLMRobertaTokenizer',
      'transformers.models.xlm.configuration_xlm': 'XLMConfig',
      'transformers.models.xlm.modeling_xlm':
        'MultiHeadAttention TransformerFFN XLMForMultipleChoice XLMForQuestionAnswering XLMForQuestionAnsweringSimple XLMForSequenceClassification XLMForTokenClassification XLMModel XLMPoolerAnswerClass XLMPoolerEndLogits XLMPoolerStartLogits XLMPreTrainedModel XLMPredLayer XLMSQuADHead XLMSequenceSummary XLMWithLMHeadModel',
      'transformers.models.xlnet.configuration_xlnet': 'XLNetConfig',
      'transformers.models.xlnet.modeling_xlnet':
        'XLNetFeedForward XLNetForMultipleChoice XLNetForQuestionAnswering XLNetForQuestionAnsweringSimple XLNetForSequenceClassification XLNetForTokenClassification XLNetLMHeadModel XLNetLayer XLNetModel XLNetPoolerAnswerClass XLNetPoolerEndLogits XLNetPoolerStartLogits XLNetPreTrainedModel XLNetRelativeAttention XLNetSequenceSummary',
      'transformers.models.xlnet.tokenization_xlnet': 'XLNetTokenizer',
      'transformers.models.xlstm.configuration_xlstm': 'xLSTMConfig',
      'transformers.models.xlstm.modeling_xlstm':
        'xLSTMBackend xLSTMBlock xLSTMCache xLSTMFeedForward xLSTMForCausalLM xLSTMLayer xLSTMModel xLSTMMultiHeadLayerNorm xLSTMPreTrainedModel xLSTMRMSNorm',
      'transformers.models.xmod.configuration_xmod': 'XmodConfig',
      'transformers.models.xmod.modeling_xmod':
        'XmodAdapter XmodAttention XmodClassificationHead XmodCrossAttention XmodEmbeddings XmodEncoder XmodForCausalLM XmodForMaskedLM XmodForMultipleChoice XmodForQuestionAnswering XmodForSequenceClassification XmodForTokenClassification XmodIntermediate XmodLMHead XmodLayer XmodModel XmodOutput XmodPooler XmodPreTrainedModel XmodSelfAttention XmodSelfOutput',
      'transformers.models.yolos.configuration_yolos': 'YolosConfig',
      'transformers.models.yolos.image_processing_pil_yolos': 'YolosImageProcessorPil',
      'transformers.models.yolos.image_processing_yolos': 'YolosImageProcessor',
      'transformers.models.yolos.modeling_yolos':
        'InterpolateInitialPositionEmbeddings InterpolateMidPositionEmbeddings YolosAttention YolosEmbeddings YolosEncoder YolosForObjectDetection YolosIntermediate YolosLayer YolosMLPPredictionHead YolosModel YolosOutput YolosPatchEmbeddings YolosPooler YolosPreTrainedModel YolosSelfAttention YolosSelfOutput',
      'transformers.models.yolos.modular_yolos': 'YolosImageProcessor YolosImageProcessorPil',
      'transformers.models.yoso.configuration_yoso': 'YosoConfig',
      'transformers.models.yoso.modeling_yoso':
        'YosoAttention YosoClassificationHead YosoCumulation YosoEmbeddings YosoEncoder YosoForMaskedLM YosoForMultipleChoice YosoForQuestionAnswering YosoForSequenceClassification YosoForTokenClassification YosoIntermediate YosoLMPredictionHead YosoLSHCumulation YosoLayer YosoModel YosoOnlyMLMHead YosoOutput YosoPreTrainedModel YosoPredictionHeadTransform YosoSelfAttention YosoSelfOutput',
      'transformers.models.youtu.configuration_youtu': 'YoutuConfig',
      'transformers.models.youtu.modeling_youtu':
        'YoutuAttention YoutuDecoderLayer YoutuForCausalLM YoutuMLP YoutuModel YoutuPreTrainedModel YoutuRMSNorm YoutuRotaryEmbedding',
      'transformers.models.youtu.modular_youtu':
        'YoutuAttention YoutuConfig YoutuDecoderLayer YoutuForCausalLM YoutuMLP YoutuModel YoutuPreTrainedModel YoutuRMSNorm YoutuRotaryEmbedding',
      'transformers.models.zamba.configuration_zamba': 'ZambaConfig',
      'transformers.models.zamba.modeling_zamba':
        'ZambaAttention ZambaAttentionDecoderLayer ZambaForCausalLM ZambaForSequenceClassification ZambaHybridLayer ZambaMLP ZambaMambaDecoderLayer ZambaMambaMixer ZambaModel ZambaPreTrainedModel ZambaRMSNorm',
      'transformers.models.zamba2.configuration_zamba2': 'Zamba2Config',
      'transformers.models.zamba2.modeling_zamba2':
        'Zamba2Attention Zamba2AttentionDecoderLayer Zamba2ForCausalLM Zamba2ForSequenceClassification Zamba2HybridLayer Zamba2MLP Zamba2MambaDecoderLayer Zamba2MambaMixer Zamba2Model Zamba2PreTrainedModel Zamba2RMSNorm Zamba2RMSNormGated Zamba2RotaryEmbedding',
      'transformers.models.zamba2.modular_zamba2':
        'Zamba2Attention Zamba2AttentionDecoderLayer Zamba2ForCausalLM Zamba2ForSequenceClassification Zamba2HybridLayer Zamba2MLP Zamba2MambaDecoderLayer Zamba2MambaMixer Zamba2Model Zamba2PreTrainedModel Zamba2RMSNorm Zamba2RMSNormGated Zamba2RotaryEmbedding',
      'transformers.models.zaya.configuration_zaya': 'ZayaConfig',
      'transformers.models.zaya.modeling_zaya':
        'ZayaAttention ZayaCCAProjection ZayaDecoderLayer ZayaExperts ZayaForCausalLM ZayaModel ZayaPreTrainedModel ZayaQKNorm ZayaRMSNorm ZayaResidualScaling ZayaRotaryEmbedding ZayaRouter ZayaRouterMLP ZayaSparseMoeBlock',
      'transformers.models.zaya.modular_zaya':
        'ZayaAttention ZayaCCAProjection ZayaConfig ZayaDecoderLayer ZayaExperts ZayaForCausalLM ZayaModel ZayaPreTrainedModel ZayaQKNorm ZayaRMSNorm ZayaResidualScaling ZayaRotaryEmbedding ZayaRouter ZayaRouterMLP ZayaSparseMoeBlock',
      'transformers.models.zoedepth.configuration_zoedepth': 'ZoeDepthConfig',
      'transformers.models.zoedepth.image_processing_pil_zoedepth': 'ZoeDepthImageProcessorPil',
      'transformers.models.zoedepth.image_processing_zoedepth': 'ZoeDepthImageProcessor',
      'transformers.models.zoedepth.modeling_zoedepth':
        'LogBinomialSoftmax ZoeDepthAttractorLayer ZoeDepthAttractorLayerUnnormed ZoeDepthConditionalLogBinomialSoftmax ZoeDepthFeatureFusionLayer ZoeDepthFeatureFusionStage ZoeDepthForDepthEstimation ZoeDepthMLPClassifier ZoeDepthMetricDepthEstimationHead ZoeDepthMultiheadAttention ZoeDepthMultipleMetricDepthEstimationHeads ZoeDepthNeck ZoeDepthPatchTransformerEncoder ZoeDepthPreActResidualLayer ZoeDepthPreTrainedModel ZoeDepthProjector ZoeDepthReassembleLayer ZoeDepthReassembleStage ZoeDepthRelativeDepthEstimationHead ZoeDepthSeedBinRegressor ZoeDepthTransformerEncoderLayer',
      'transformers.optimization': 'Adafactor AdafactorSchedule GreedyLR StreamingAverage',
      'transformers.pipelines.any_to_any': 'AnyToAnyPipeline Chat',
      'transformers.pipelines.audio_classification': 'AudioClassificationPipeline',
      'transformers.pipelines.automatic_speech_recognition': 'AutomaticSpeechRecognitionPipeline',
      'transformers.pipelines.base':
        'ArgumentHandler ChunkPipeline CsvPipelineDataFormat JsonPipelineDataFormat PipedPipelineDataFormat Pipeline PipelineDataFormat PipelineRegistry _ScikitCompat',
      'transformers.pipelines.depth_estimation': 'DepthEstimationPipeline',
      'transformers.pipelines.document_question_answering': 'DocumentQuestionAnsweringPipeline',
      'transformers.pipelines.feature_extraction': 'FeatureExtractionPipeline',
      'transformers.pipelines.fill_mask': 'FillMaskPipeline',
      'transformers.pipelines.image_classification': 'ImageClassificationPipeline',
      'transformers.pipelines.image_feature_extraction': 'ImageFeatureExtractionPipeline',
      'transformers.pipelines.image_segmentation': 'ImageSegmentationPipeline',
      'transformers.pipelines.image_text_to_text': 'ImageTextToTextPipeline',
      'transformers.pipelines.keypoint_matching': 'KeypointMatchingPipeline',
      'transformers.pipelines.mask_generation': 'MaskGenerationPipeline',
      'transformers.pipelines.object_detection': 'ObjectDetectionPipeline',
      'transformers.pipelines.pt_utils':
        'KeyDataset KeyPairDataset PipelineChunkIterator PipelineDataset PipelineIterator PipelinePackIterator',
      'transformers.pipelines.table_question_answering':
        'TableQuestionAnsweringArgumentHandler TableQuestionAnsweringPipeline',
      'transformers.pipelines.text_classification': 'TextClassificationPipeline',
      'transformers.pipelines.text_generation': 'TextGenerationPipeline',
      'transformers.pipelines.text_to_audio': 'TextToAudioPipeline',
      'transformers.pipelines.token_classification': 'TokenClassificationArgumentHandler TokenClassificationPipeline',
      'transformers.pipelines.video_classification': 'VideoClassificationPipeline',
      'transformers.pipelines.zero_shot_audio_classification': 'ZeroShotAudioClassificationPipeline',
      'transformers.pipelines.zero_shot_classification':
        'ZeroShotClassificationArgumentHandler ZeroShotClassificationPipeline',
      'transformers.pipelines.zero_shot_image_classification': 'ZeroShotImageClassificationPipeline',
      'transformers.pipelines.zero_shot_object_detection': 'ZeroShotObjectDetectionPipeline',
      'transformers.processing_utils': 'MultiModalData ProcessorMixin',
      'transformers.pytorch_utils': 'Conv1D',
      'transformers.quantizers.auto': 'AutoHfQuantizer AutoQuantizationConfig',
      'transformers.quantizers.base': 'HfQuantizer SequentialLlama4TextExperts',
      'transformers.quantizers.quantizer_aqlm': 'AqlmHfQuantizer',
      'transformers.quantizers.quantizer_auto_round': 'AutoRoundQuantizer',
      'transformers.quantizers.quantizer_awq': 'AwqQuantizer',
      'transformers.quantizers.quantizer_bitnet': 'BitNetHfQuantizer',
      'transformers.quantizers.quantizer_bnb_4bit': 'Bnb4BitHfQuantizer',
      'transformers.quantizers.quantizer_bnb_8bit': 'Bnb8BitHfQuantizer',
      'transformers.quantizers.quantizer_compressed_tensors': 'CompressedTensorsHfQuantizer',
      'transformers.quantizers.quantizer_eetq': 'EetqHfQuantizer',
      'transformers.quantizers.quantizer_fbgemm_fp8': 'FbgemmFp8HfQuantizer',
      'transformers.quantizers.quantizer_finegrained_fp8': 'FineGrainedFP8HfQuantizer',
      'transformers.quantizers.quantizer_fouroversix': 'FourOverSixHfQuantizer',
      'transformers.quantizers.quantizer_fp_quant': 'FPQuantHfQuantizer',
      'transformers.quantizers.quantizer_gemma': 'GemmaQuantizer',
      'transformers.quantizers.quantizer_gguf': 'GgufHfQuantizer',
      'transformers.quantizers.quantizer_gptq': 'GptqHfQuantizer',
      'transformers.quantizers.quantizer_higgs': 'HiggsHfQuantizer',
      'transformers.quantizers.quantizer_hqq': 'HqqHfQuantizer',
      'transformers.quantizers.quantizer_metal': 'MetalHfQuantizer',
      'transformers.quantizers.quantizer_mxfp4': 'Mxfp4HfQuantizer',
      'transformers.quantizers.quantizer_nvfp4': 'NVFP4HfQuantizer',
      'transformers.quantizers.quantizer_quanto': 'QuantoHfQuantizer',
      'transformers.quantizers.quantizer_quark': 'QuarkHfQuantizer',
      'transformers.quantizers.quantizer_sinq': 'SinqHfQuantizer',
      'transformers.quantizers.quantizer_spqr': 'SpQRHfQuantizer',
      'transformers.quantizers.quantizer_torchao': 'TorchAoHfQuantizer',
      'transformers.quantizers.quantizer_vptq': 'VptqHfQuantizer',
      'transformers.testing_utils':
        'CPUMemoryMonitor CaptureLogger CaptureStd CaptureStderr CaptureStdout ColoredFormatter Colors HfDocTestParser HfDoctestModule MemoryStats RequestCounter TemporaryHubRepo TestCasePlus _RunOutput',
      'transformers.time_series_utils':
        'AffineTransformed DistributionOutput LambdaLayer NegativeBinomialOutput NormalOutput ParameterProjection StudentTOutput',
      'transformers.tokenization_mistral_common': 'MistralCommonBackend',
      'transformers.tokenization_python': 'ExtensionsTrie PythonBackend Trie',
      'transformers.tokenization_utils_base': 'CharSpan PreTrainedTokenizerBase TokenSpan',
      'transformers.tokenization_utils_sentencepiece': 'SentencePieceBackend SentencePieceExtractor',
      'transformers.tokenization_utils_tokenizers': 'TokenizersBackend',
      'transformers.trainer': 'Trainer',
      'transformers.trainer_callback':
        'CallbackHandler DefaultFlowCallback EarlyStoppingCallback ExportableState PrinterCallback ProgressCallback TrainerCallback TrainerControl TrainerState',
      'transformers.trainer_jit_checkpoint': 'CheckpointManager JITCheckpointCallback',
      'transformers.trainer_optimizer': 'OptimizerContext',
      'transformers.trainer_pt_utils':
        'AcceleratorConfig BatchRebalanceSampler DistributedLengthGroupedSampler DistributedSamplerWithLoop EvalLoopContainer IterableDatasetShard LabelSmoother LayerWiseDummyOptimizer LayerWiseDummyScheduler LengthGroupedSampler ShardSampler',
      'transformers.trainer_seq2seq': 'Seq2SeqTrainer',
      'transformers.trainer_utils':
        'BestRun EvalLoopOutput EvalPrediction PredictionOutput RemoveColumnsCollator TrainOutput TrainerMemoryTracker',
      'transformers.training_args': 'TrainingArguments',
      'transformers.training_args_seq2seq': 'Seq2SeqTrainingArguments',
      'transformers.utils.attention_visualizer': 'AttentionMaskVisualizer',
      'transformers.utils.auto_docstring':
        'ClassAttrs ClassDocstring ConfigArgs ImageProcessorArgs ModelArgs ModelForArgs ModelOutputArgs ProcessorArgs VideoProcessorArgs _EmptyArgs',
      'transformers.utils.backbone_utils': 'BackboneConfigMixin BackboneMixin',
      'transformers.utils.chat_parsing.response_parser': 'ResponseParser',
      'transformers.utils.chat_parsing.response_templates': 'ResponseTemplate ResponseTemplateField',
      'transformers.utils.chat_template_utils': 'Chat',
      'transformers.utils.dummy_detectron2_objects': 'LayoutLMv2Model',
      'transformers.utils.dummy_essentia_and_librosa_and_pretty_midi_and_scipy_and_torch_objects':
        'Pop2PianoFeatureExtractor Pop2PianoProcessor Pop2PianoTokenizer',
      'transformers.utils.dummy_mistral_common_objects': 'MistralCommonBackend',
      'transformers.utils.dummy_music_objects': 'Pop2PianoFeatureExtractor Pop2PianoTokenizer',
      'transformers.utils.dummy_pt_objects':
        'Adafactor AlternatingCodebooksLogitsProcessor AttentionInterface AttentionMaskInterface BayesianDetectorConfig BayesianDetectorModel Cache ClassifierFreeGuidanceLogitsProcessor Conv1D DynamicCache EncoderDecoderCache EncoderNoRepeatNGramLogitsProcessor EncoderRepetitionPenaltyLogitsProcessor EosTokenCriteria EpsilonLogitsWarper EtaLogitsWarper ExponentialDecayLengthPenalty ForcedBOSTokenLogitsProcessor ForcedEOSTokenLogitsProcessor GenerationMixin GlueDataTrainingArguments GlueDataset GradientCheckpointingLayer InfNanRemoveLogitsProcessor LogitNormalization LogitsProcessor LogitsProcessorList MaxLengthCriteria MaxTimeCriteria MinLengthLogitsProcessor MinNewTokensLengthLogitsProcessor MinPLogitsWarper NoBadWordsLogitsProcessor NoRepeatNGramLogitsProcessor PreTrainedModel PrefixConstrainedLogitsProcessor QuantizedCache RepetitionPenaltyLogitsProcessor Seq2SeqTrainer SequenceBiasLogitsProcessor SquadDataTrainingArguments SquadDataset StaticCache StopStringCriteria StoppingCriteria StoppingCriteriaList SuppressTokensAtBeginLogitsProcessor SuppressTokensLogitsProcessor SynthIDTextWatermarkDetector SynthIDTextWatermarkLogitsProcessor SynthIDTextWatermarkingConfig TemperatureLogitsWarper TopKLogitsWarper TopPLogitsWarper TorchExportableModuleWithStaticCache Trainer TypicalLogitsWarper UnbatchedClassifierFreeGuidanceLogitsProcessor WatermarkDetector WatermarkLogitsProcessor WhisperTimeStampLogitsProcessor',
      'transformers.utils.dummy_speech_objects': 'ASTFeatureExtractor Speech2TextFeatureExtractor',
      'transformers.utils.dummy_timm_and_torchvision_objects': 'TimmWrapperImageProcessor',
      'transformers.utils.dummy_tokenizers_objects': 'PreTrainedTokenizerFast',
      'transformers.utils.dummy_torchaudio_objects':
        'GraniteSpeechFeatureExtractor GraniteSpeechProcessor MusicgenMelodyFeatureExtractor MusicgenMelodyProcessor',
      'transformers.utils.dummy_torchvision_objects': 'BaseVideoProcessor TorchvisionBackend',
      'transformers.utils.dummy_vision_objects': 'BaseImageProcessor ImageFeatureExtractionMixin ImageProcessingMixin',
      'transformers.utils.generic': 'ContextManagers GeneralInterface',
      'transformers.utils.hp_naming': 'TrialShortNamer',
      'transformers.utils.import_utils': 'Backend',
      'transformers.utils.kernel_config': 'KernelConfig',
      'transformers.utils.loading_report': 'LoadStateDictInfo',
      'transformers.utils.logging': '_tqdm_cls',
      'transformers.utils.network_logging': 'NetworkDebugPlugin _NetworkDebugProfiler _NetworkRequestTrace',
      'transformers.utils.output_capturing': 'CompileableContextVar OutputRecorder',
      'transformers.utils.quantization_config':
        'AqlmConfig AutoRoundConfig AwqConfig BitNetQuantConfig BitsAndBytesConfig CompressedTensorsConfig EetqConfig FPQuantConfig FbgemmFp8Config FineGrainedFP8Config FourOverSixConfig GPTQConfig GemmaQuantizationConfig GgufConfig HiggsConfig HqqConfig MetalConfig Mxfp4Config NVFP4Config QuantizationConfigMixin QuantoConfig QuarkConfig SinqConfig SpQRConfig TorchAoConfig VptqConfig VptqLayerConfig',
      'transformers.video_processing_utils': 'BaseVideoProcessor',
      'transformers.video_utils': 'VideoMetadata',
    },
  },
  {
    source: 'transformers 5.18.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build', 'items'],
    names: {
      'transformers.models.auto.auto_factory': '_LazyAutoMapping',
      'transformers.models.auto.configuration_auto': '_LazyConfigMapping _LazyLoadAllMappings',
    },
  },
  {
    source: 'transformers 5.18.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'transformers.activations': 'ClassInstantier',
      'transformers.feature_extraction_utils': 'BatchFeature',
      'transformers.generation.continuous_batching.input_outputs': 'PagedAttentionArgs',
      'transformers.generation.logits_process': 'LogitsProcessorList',
      'transformers.generation.stopping_criteria': 'StoppingCriteriaList',
      'transformers.generation.utils':
        'GenerateBeamDecoderOnlyOutput GenerateBeamEncoderDecoderOutput GenerateDecoderOnlyOutput GenerateEncoderDecoderOutput',
      'transformers.generation.watermarking': 'BayesianWatermarkDetectorModelOutput',
      'transformers.image_processing_base': 'BatchFeature',
      'transformers.image_processing_outputs': 'SemanticSegmentationPostProcessorOutput',
      'transformers.modeling_flash_attention_utils': 'FlashAttentionKwargs',
      'transformers.modeling_outputs':
        'BackboneOutput BaseModelOutput BaseModelOutputWithCrossAttentions BaseModelOutputWithNoAttention BaseModelOutputWithPast BaseModelOutputWithPastAndCrossAttentions BaseModelOutputWithPooling BaseModelOutputWithPoolingAndCrossAttentions BaseModelOutputWithPoolingAndNoAttention BaseModelOutputWithPoolingAndProjection CausalLMOutput CausalLMOutputWithCrossAttentions CausalLMOutputWithPast DepthEstimatorOutput ImageClassifierOutput ImageClassifierOutputWithNoAttention ImageSuperResolutionOutput MaskedImageModelingOutput MaskedLMOutput MoEModelOutput MoEModelOutputWithPastAndCrossAttentions MoeCausalLMOutputWithPast MoeModelOutputWithPast MultipleChoiceModelOutput NextSentencePredictorOutput QuestionAnsweringModelOutput SampleTSPredictionOutput SemanticSegmenterOutput Seq2SeqLMOutput Seq2SeqMoEModelOutput Seq2SeqMoEOutput Seq2SeqModelOutput Seq2SeqQuestionAnsweringModelOutput Seq2SeqSequenceClassifierOutput Seq2SeqSpectrogramOutput Seq2SeqTSModelOutput Seq2SeqTSPredictionOutput SequenceClassifierOutput SequenceClassifierOutputWithPast TokenClassifierOutput Wav2Vec2BaseModelOutput XVectorOutput',
      'transformers.modeling_rope_utils': 'RopeParameters',
      'transformers.models.aimv2.modeling_aimv2': 'Aimv2Output',
      'transformers.models.aimv2.modular_aimv2': 'Aimv2Output',
      'transformers.models.albert.modeling_albert': 'AlbertForPreTrainingOutput',
      'transformers.models.align.modeling_align': 'AlignOutput AlignTextModelOutput AlignVisionModelOutput',
      'transformers.models.align.processing_align': 'AlignProcessorKwargs',
      'transformers.models.altclip.modeling_altclip': 'AltCLIPOutput',
      'transformers.models.altclip.modular_altclip': 'AltCLIPOutput',
      'transformers.models.aria.image_processing_aria': 'AriaImageProcessorKwargs',
      'transformers.models.aria.image_processing_pil_aria': 'AriaImageProcessorKwargs',
      'transformers.models.aria.modeling_aria': 'AriaCausalLMOutputWithPast AriaModelOutputWithPast',
      'transformers.models.aria.modular_aria':
        'AriaCausalLMOutputWithPast AriaImageProcessorKwargs AriaImagesKwargs AriaModelOutputWithPast AriaProcessorKwargs',
      'transformers.models.aria.processing_aria': 'AriaImagesKwargs AriaProcessorKwargs',
      'transformers.models.audioflamingo3.modeling_audioflamingo3':
        'AudioFlamingo3CausalLMOutputWithPast AudioFlamingo3ModelOutputWithPast',
      'transformers.models.audioflamingo3.modular_audioflamingo3':
        'AudioFlamingo3CausalLMOutputWithPast AudioFlamingo3ModelOutputWithPast',
      'transformers.models.audioflamingo3.processing_audioflamingo3': 'AudioFlamingo3ProcessorKwargs',
      'transformers.models.autoformer.modeling_autoformer': 'AutoFormerDecoderOutput AutoformerModelOutput',
      'transformers.models.aya_vision.modeling_aya_vision':
        'AyaVisionCausalLMOutputWithPast AyaVisionModelOutputWithPast',
      'transformers.models.aya_vision.modular_aya_vision':
        'AyaVisionCausalLMOutputWithPast AyaVisionModelOutputWithPast',
      'transformers.models.aya_vision.processing_aya_vision': 'AyaVisionProcessorKwargs',
      'transformers.models.beit.image_processing_beit': 'BeitImageProcessorKwargs',
      'transformers.models.beit.image_processing_pil_beit': 'BeitImageProcessorKwargs',
      'transformers.models.beit.modeling_beit': 'BeitModelOutputWithPooling',
      'transformers.models.beit.modular_beit': 'BeitModelOutputWithPooling',
      'transformers.models.bert.modeling_bert': 'BertForPreTrainingOutput',
      'transformers.models.big_bird.modeling_big_bird':
        'BigBirdForPreTrainingOutput BigBirdForQuestionAnsweringModelOutput',
      'transformers.models.blip_2.modeling_blip_2':
        'BaseModelOutputWithVisionQformerOutputs Blip2ForConditionalGenerationModelOutput Blip2ImageTextMatchingModelOutput Blip2TextModelOutput Blip2VisionModelOutput',
      'transformers.models.blip_2.processing_blip_2': 'Blip2ProcessorKwargs',
      'transformers.models.blip.modeling_blip':
        'BlipForConditionalGenerationModelOutput BlipImageTextMatchingModelOutput BlipOutput BlipTextVisionModelOutput',
      'transformers.models.blip.processing_blip': 'BlipProcessorKwargs',
      'transformers.models.bridgetower.image_processing_bridgetower': 'BridgeTowerImageProcessorKwargs',
      'transformers.models.bridgetower.image_processing_pil_bridgetower': 'BridgeTowerImageProcessorKwargs',
      'transformers.models.bridgetower.modeling_bridgetower': 'BridgeTowerContrastiveOutput BridgeTowerModelOutput',
      'transformers.models.bridgetower.processing_bridgetower': 'BridgeTowerProcessorKwargs',
      'transformers.models.bros.modeling_bros': 'BrosSpadeOutput',
      'transformers.models.bros.processing_bros': 'BrosProcessorKwargs',
      'transformers.models.canary.processing_canary': 'CanaryProcessorKwargs',
      'transformers.models.canine.modeling_canine': 'CanineModelOutputWithPooling',
      'transformers.models.chameleon.modeling_chameleon': 'ChameleonVQVAEModelOutput',
      'transformers.models.chameleon.processing_chameleon': 'ChameleonProcessorKwargs ChameleonTextKwargs',
      'transformers.models.chinese_clip.modeling_chinese_clip': 'ChineseCLIPOutput',
      'transformers.models.chinese_clip.modular_chinese_clip': 'ChineseCLIPOutput',
      'transformers.models.chmv2.image_processing_chmv2': 'CHMv2ImageProcessorKwargs',
      'transformers.models.chmv2.modular_chmv2': 'CHMv2ImageProcessorKwargs',
      'transformers.models.clap.modeling_clap': 'ClapAudioModelOutput ClapOutput ClapTextModelOutput',
      'transformers.models.clip.modeling_clip': 'CLIPOutput CLIPTextModelOutput CLIPVisionModelOutput',
      'transformers.models.clipseg.modeling_clipseg':
        'CLIPSegDecoderOutput CLIPSegImageSegmentationOutput CLIPSegOutput',
      'transformers.models.clipseg.modular_clipseg':
        'CLIPSegDecoderOutput CLIPSegImageSegmentationOutput CLIPSegOutput',
      'transformers.models.clvp.modeling_clvp': 'ClvpEncoderOutput ClvpOutput',
      'transformers.models.cohere_asr.processing_cohere_asr': 'CohereAsrProcessorKwargs',
      'transformers.models.cohere_compass.image_processing_cohere_compass': 'CohereCompassImageProcessorKwargs',
      'transformers.models.cohere_compass.image_processing_pil_cohere_compass': 'CohereCompassImageProcessorKwargs',
      'transformers.models.cohere_compass.modeling_cohere_compass':
        'BaseModelOutputWithDeepstackFeatures CohereCompassModelOutputWithPast',
      'transformers.models.cohere_compass.processing_cohere_compass': 'CohereCompassProcessorKwargs',
      'transformers.models.cohere_compass.video_processing_cohere_compass': 'CohereCompassVideoProcessorInitKwargs',
      'transformers.models.cohere2_vision.image_processing_cohere2_vision': 'Cohere2VisionImageProcessorKwargs',
      'transformers.models.cohere2_vision.modeling_cohere2_vision':
        'Cohere2VisionCausalLMOutputWithPast Cohere2VisionModelOutputWithPast',
      'transformers.models.cohere2_vision.modular_cohere2_vision':
        'Cohere2VisionCausalLMOutputWithPast Cohere2VisionImageProcessorKwargs Cohere2VisionModelOutputWithPast',
      'transformers.models.cohere2_vision.processing_cohere2_vision': 'Cohere2VisionProcessorKwargs',
      'transformers.models.colmodernvbert.modeling_colmodernvbert': 'ColModernVBertForRetrievalOutput',
      'transformers.models.colmodernvbert.modular_colmodernvbert':
        'ColModernVBertForRetrievalOutput ColModernVBertProcessorKwargs',
      'transformers.models.colmodernvbert.processing_colmodernvbert': 'ColModernVBertProcessorKwargs',
      'transformers.models.colpali.modeling_colpali': 'ColPaliForRetrievalOutput',
      'transformers.models.colpali.processing_colpali': 'ColPaliProcessorKwargs',
      'transformers.models.colqwen2.modeling_colqwen2': 'ColQwen2ForRetrievalOutput',
      'transformers.models.colqwen2.modular_colqwen2': 'ColQwen2ForRetrievalOutput ColQwen2ProcessorKwargs',
      'transformers.models.colqwen2.processing_colqwen2': 'ColQwen2ProcessorKwargs',
      'transformers.models.conditional_detr.image_processing_conditional_detr': 'ConditionalDetrImageProcessorKwargs',
      'transformers.models.conditional_detr.image_processing_pil_conditional_detr':
        'ConditionalDetrImageProcessorKwargs',
      'transformers.models.conditional_detr.modeling_conditional_detr':
        'ConditionalDetrDecoderOutput ConditionalDetrModelOutput ConditionalDetrObjectDetectionOutput ConditionalDetrSegmentationOutput',
      'transformers.models.conditional_detr.modular_conditional_detr':
        'ConditionalDetrDecoderOutput ConditionalDetrModelOutput ConditionalDetrObjectDetectionOutput ConditionalDetrSegmentationOutput',
      'transformers.models.convnext.image_processing_convnext': 'ConvNextImageProcessorKwargs',
      'transformers.models.convnext.image_processing_pil_convnext': 'ConvNextImageProcessorKwargs',
      'transformers.models.cosmos3_edge.image_processing_cosmos3_edge': 'Cosmos3EdgeImageProcessorKwargs',
      'transformers.models.cosmos3_edge.image_processing_pil_cosmos3_edge': 'Cosmos3EdgeImageProcessorKwargs',
      'transformers.models.cosmos3_edge.modeling_cosmos3_edge':
        'Cosmos3EdgeCausalLMOutputWithPast Cosmos3EdgeModelOutputWithPast',
      'transformers.models.cosmos3_edge.modular_cosmos3_edge':
        'Cosmos3EdgeImageProcessorKwargs Cosmos3EdgeVideoProcessorInitKwargs',
      'transformers.models.cosmos3_edge.video_processing_cosmos3_edge': 'Cosmos3EdgeVideoProcessorInitKwargs',
      'transformers.models.cosmos3_omni.modeling_cosmos3_omni':
        'BaseModelOutputWithDeepstackFeatures Cosmos3OmniCausalLMOutputWithPast Cosmos3OmniModelOutputWithPast',
      'transformers.models.csm.generation_csm': 'CsmGenerateOutput',
      'transformers.models.csm.modeling_csm': 'CsmOutputWithPast',
      'transformers.models.csm.modular_csm': 'CsmOutputWithPast',
      'transformers.models.csm.processing_csm': 'CsmAudioKwargs CsmProcessorKwargs',
      'transformers.models.cvt.modeling_cvt': 'BaseModelOutputWithCLSToken',
      'transformers.models.cwm.modeling_cwm': 'CwmModelOutputWithPast',
      'transformers.models.cwm.modular_cwm': 'CwmModelOutputWithPast',
      'transformers.models.d_fine.modeling_d_fine': 'DFineDecoderOutput DFineModelOutput DFineObjectDetectionOutput',
      'transformers.models.d_fine.modular_d_fine': 'DFineDecoderOutput',
      'transformers.models.dab_detr.modeling_dab_detr':
        'DabDetrDecoderOutput DabDetrModelOutput DabDetrObjectDetectionOutput',
      'transformers.models.dac.modeling_dac': 'DacDecoderOutput DacEncoderOutput DacOutput',
      'transformers.models.data2vec.modeling_data2vec_vision': 'Data2VecVisionModelOutputWithPooling',
      'transformers.models.decision_transformer.modeling_decision_transformer': 'DecisionTransformerOutput',
      'transformers.models.deepseek_ocr2.image_processing_deepseek_ocr2': 'DeepseekOcr2ImageProcessorKwargs',
      'transformers.models.deepseek_ocr2.image_processing_pil_deepseek_ocr2': 'DeepseekOcr2ImageProcessorKwargs',
      'transformers.models.deepseek_ocr2.modeling_deepseek_ocr2':
        'DeepseekOcr2CausalLMOutputWithPast DeepseekOcr2ModelOutputWithPast DeepseekOcr2ModelOutputWithPooling',
      'transformers.models.deepseek_ocr2.modular_deepseek_ocr2':
        'DeepseekOcr2CausalLMOutputWithPast DeepseekOcr2ImageProcessorKwargs DeepseekOcr2ModelOutputWithPast DeepseekOcr2ModelOutputWithPooling',
      'transformers.models.deepseek_ocr2.processing_deepseek_ocr2': 'DeepseekOcr2ProcessorKwargs',
      'transformers.models.deepseek_vl_hybrid.image_processing_deepseek_vl_hybrid':
        'DeepseekVLHybridImageProcessorKwargs',
      'transformers.models.deepseek_vl_hybrid.image_processing_pil_deepseek_vl_hybrid':
        'DeepseekVLHybridImageProcessorKwargs',
      'transformers.models.deepseek_vl_hybrid.modeling_deepseek_vl_hybrid':
        'BaseModelOutputWithHighResVisionEncodings DeepseekVLHybridBaseModelOutputWithPast DeepseekVLHybridCausalLMOutputWithPast',
      'transformers.models.deepseek_vl_hybrid.modular_deepseek_vl_hybrid':
        'BaseModelOutputWithHighResVisionEncodings DeepseekVLHybridBaseModelOutputWithPast DeepseekVLHybridCausalLMOutputWithPast DeepseekVLHybridImageProcessorKwargs DeepseekVLHybridProcessorKwargs',
      'transformers.models.deepseek_vl_hybrid.processing_deepseek_vl_hybrid': 'DeepseekVLHybridProcessorKwargs',
      'transformers.models.deepseek_vl.image_processing_deepseek_vl': 'DeepseekVLImageProcessorKwargs',
      'transformers.models.deepseek_vl.image_processing_pil_deepseek_vl': 'DeepseekVLImageProcessorKwargs',
      'transformers.models.deepseek_vl.modeling_deepseek_vl':
        'DeepseekVLBaseModelOutputWithPast DeepseekVLCausalLMOutputWithPast',
      'transformers.models.deepseek_vl.modular_deepseek_vl':
        'DeepseekVLBaseModelOutputWithPast DeepseekVLCausalLMOutputWithPast DeepseekVLProcessorKwargs',
      'transformers.models.deepseek_vl.processing_deepseek_vl': 'DeepseekVLProcessorKwargs',
      'transformers.models.deformable_detr.image_processing_deformable_detr': 'DeformableDetrImageProcessorKwargs',
      'transformers.models.deformable_detr.image_processing_pil_deformable_detr': 'DeformableDetrImageProcessorKwargs',
      'transformers.models.deformable_detr.modeling_deformable_detr':
        'DeformableDetrDecoderOutput DeformableDetrModelOutput DeformableDetrObjectDetectionOutput',
      'transformers.models.deformable_detr.modular_deformable_detr':
        'DeformableDetrDecoderOutput DeformableDetrModelOutput DeformableDetrObjectDetectionOutput',
      'transformers.models.deimv2.modeling_deimv2':
        'Deimv2DecoderOutput Deimv2EncoderOutput Deimv2ModelOutput Deimv2ObjectDetectionOutput',
      'transformers.models.deimv2.modular_deimv2': 'Deimv2DecoderOutput Deimv2EncoderOutput Deimv2ModelOutput',
      'transformers.models.deit.modeling_deit': 'DeiTForImageClassificationWithTeacherOutput',
      'transformers.models.deit.modular_deit': 'DeiTForImageClassificationWithTeacherOutput',
      'transformers.models.depth_pro.modeling_depth_pro': 'DepthProDepthEstimatorOutput DepthProOutput',
      'transformers.models.detr.image_processing_detr': 'DetrImageProcessorKwargs',
      'transformers.models.detr.image_processing_pil_detr': 'DetrImageProcessorKwargs',
      'transformers.models.detr.modeling_detr':
        'DetrDecoderOutput DetrModelOutput DetrObjectDetectionOutput DetrSegmentationOutput',
      'transformers.models.dia.processing_dia': 'DiaAudioKwargs DiaProcessorKwargs',
      'transformers.models.diffusion_gemma.generation_diffusion_gemma': 'DiffusionGemmaGenerationOutput',
      'transformers.models.diffusion_gemma.modeling_diffusion_gemma':
        'DiffusionGemmaBlockDiffusionOutputWithPast DiffusionGemmaModelOutputWithPast',
      'transformers.models.diffusion_gemma.modular_diffusion_gemma':
        'DiffusionGemmaBlockDiffusionOutputWithPast DiffusionGemmaModelOutputWithPast',
      'transformers.models.dinat.modeling_dinat': 'DinatEncoderOutput DinatImageClassifierOutput DinatModelOutput',
      'transformers.models.dinov3_vit.modeling_dinov3_vit': 'DINOv3ViTBackboneOutput',
      'transformers.models.dinov3_vit.modular_dinov3_vit': 'DINOv3ViTBackboneOutput',
      'transformers.models.donut.image_processing_donut': 'DonutImageProcessorKwargs',
      'transformers.models.donut.image_processing_pil_donut': 'DonutImageProcessorKwargs',
      'transformers.models.donut.modeling_donut_swin':
        'DonutSwinEncoderOutput DonutSwinImageClassifierOutput DonutSwinModelOutput',
      'transformers.models.donut.processing_donut': 'DonutProcessorKwargs',
      'transformers.models.dpr.modeling_dpr': 'DPRContextEncoderOutput DPRQuestionEncoderOutput DPRReaderOutput',
      'transformers.models.dpt.image_processing_dpt': 'DPTImageProcessorKwargs',
      'transformers.models.dpt.image_processing_pil_dpt': 'DPTImageProcessorKwargs',
      'transformers.models.dpt.modeling_dpt':
        'BaseModelOutputWithIntermediateActivations BaseModelOutputWithPoolingAndIntermediateActivations',
      'transformers.models.dpt.modular_dpt': 'DPTImageProcessorKwargs',
      'transformers.models.edgetam_video.modeling_edgetam_video':
        'EdgeTamVideoImageSegmentationOutput EdgeTamVideoSegmentationOutput EdgeTamVideoVisionEncoderOutput',
      'transformers.models.edgetam_video.modular_edgetam_video':
        'EdgeTamVideoImageSegmentationOutput EdgeTamVideoSegmentationOutput EdgeTamVideoVisionEncoderOutput',
      'transformers.models.edgetam.modeling_edgetam': 'EdgeTamImageSegmentationOutput EdgeTamVisionEncoderOutput',
      'transformers.models.edgetam.modular_edgetam': 'EdgeTamVisionEncoderOutput',
      'transformers.models.efficientloftr.image_processing_efficientloftr': 'EfficientLoFTRImageProcessorKwargs',
      'transformers.models.efficientloftr.image_processing_pil_efficientloftr': 'EfficientLoFTRImageProcessorKwargs',
      'transformers.models.efficientloftr.modeling_efficientloftr': 'EfficientLoFTRKeypointMatchingOutput',
      'transformers.models.efficientnet.image_processing_efficientnet': 'EfficientNetImageProcessorKwargs',
      'transformers.models.efficientnet.image_processing_pil_efficientnet': 'EfficientNetImageProcessorKwargs',
      'transformers.models.electra.modeling_electra': 'ElectraForPreTrainingOutput',
      'transformers.models.emu3.image_processing_emu3': 'Emu3ImageProcessorKwargs',
      'transformers.models.emu3.modeling_emu3': 'Emu3VQVAEModelOutput',
      'transformers.models.emu3.modular_emu3': 'Emu3VQVAEModelOutput',
      'transformers.models.emu3.processing_emu3': 'Emu3ProcessorKwargs Emu3TextKwargs',
      'transformers.models.encodec.modeling_encodec': 'EncodecDecoderOutput EncodecEncoderOutput EncodecOutput',
      'transformers.models.eomt_dinov3.modeling_eomt_dinov3': 'EomtDinov3ForUniversalSegmentationOutput',
      'transformers.models.eomt_dinov3.modular_eomt_dinov3': 'EomtDinov3ForUniversalSegmentationOutput',
      'transformers.models.eomt.image_processing_eomt': 'EomtImageProcessorKwargs',
      'transformers.models.eomt.image_processing_pil_eomt': 'EomtImageProcessorKwargs',
      'transformers.models.eomt.modeling_eomt': 'EomtForUniversalSegmentationOutput',
      'transformers.models.eomt.modular_eomt': 'EomtForUniversalSegmentationOutput',
      'transformers.models.ernie.modeling_ernie': 'ErnieForPreTrainingOutput',
      'transformers.models.ernie.modular_ernie': 'ErnieForPreTrainingOutput',
      'transformers.models.ernie4_5_vl_moe.image_processing_ernie4_5_vl_moe': 'Ernie4_5_VLMoeImageProcessorKwargs',
      'transformers.models.ernie4_5_vl_moe.image_processing_pil_ernie4_5_vl_moe': 'Ernie4_5_VLMoeImageProcessorKwargs',
      'transformers.models.ernie4_5_vl_moe.modular_ernie4_5_vl_moe': 'Ernie4_5_VLMoeImageProcessorKwargs',
      'transformers.models.ernie4_5_vl_moe.processing_ernie4_5_vl_moe': 'Ernie4_5_VLMoeProcessorKwargs',
      'transformers.models.ernie4_5_vl_moe.video_processing_ernie4_5_vl_moe': 'Ernie4_5_VLMoeVideoProcessorInitKwargs',
      'transformers.models.esm.modeling_esmfold': 'EsmForProteinFoldingOutput',
      'transformers.models.esmfold2.modeling_esmfold2': 'EsmFold2Output EsmFold2TrunkOutput',
      'transformers.models.esmfold2.modular_esmfold2': 'EsmFold2Output EsmFold2TrunkOutput',
      'transformers.models.evolla.modeling_evolla': 'EvollaProteinEncoderModelOutput',
      'transformers.models.evolla.modular_evolla': 'EvollaProteinEncoderModelOutput',
      'transformers.models.exaone4_5.modular_exaone4_5': 'Exaone4_5_ProcessorKwargs',
      'transformers.models.exaone4_5.processing_exaone4_5': 'Exaone4_5_ProcessorKwargs',
      'transformers.models.falcon_mamba.modeling_falcon_mamba': 'FalconMambaCausalLMOutput FalconMambaOutput',
      'transformers.models.falcon_mamba.modular_falcon_mamba': 'FalconMambaCausalLMOutput FalconMambaOutput',
      'transformers.models.fast_vlm.modeling_fast_vlm': 'FastVlmCausalLMOutputWithPast FastVlmModelOutputWithPast',
      'transformers.models.fast_vlm.modular_fast_vlm': 'FastVlmCausalLMOutputWithPast FastVlmModelOutputWithPast',
      'transformers.models.fastspeech2_conformer.modeling_fastspeech2_conformer':
        'FastSpeech2ConformerModelOutput FastSpeech2ConformerWithHifiGanOutput',
      'transformers.models.flaubert.modeling_flaubert': 'FlaubertForQuestionAnsweringOutput FlaubertSquadHeadOutput',
      'transformers.models.flava.image_processing_flava': 'FlavaImageProcessorKwargs',
      'transformers.models.flava.image_processing_pil_flava': 'FlavaImageProcessorKwargs',
      'transformers.models.flava.modeling_flava': 'FlavaForPreTrainingOutput FlavaLosses FlavaModelOutput',
      'transformers.models.florence2.modeling_florence2': 'Florence2Seq2SeqLMOutput Florence2Seq2SeqModelOutput',
      'transformers.models.florence2.modular_florence2':
        'Florence2ProcessorKwargs Florence2Seq2SeqLMOutput Florence2Seq2SeqModelOutput',
      'transformers.models.florence2.processing_florence2': 'Florence2ProcessorKwargs',
      'transformers.models.fnet.modeling_fnet': 'FNetForPreTrainingOutput',
      'transformers.models.focalnet.modeling_focalnet':
        'FocalNetEncoderOutput FocalNetImageClassifierOutput FocalNetMaskedImageModelingOutput FocalNetModelOutput',
      'transformers.models.fun_asr_nano.modeling_fun_asr_nano':
        'FunAsrNanoCausalLMOutputWithPast FunAsrNanoModelOutputWithPast',
      'transformers.models.fun_asr_nano.modular_fun_asr_nano': 'FunAsrNanoProcessorKwargs',
      'transformers.models.fun_asr_nano.processing_fun_asr_nano': 'FunAsrNanoProcessorKwargs',
      'transformers.models.funnel.modeling_funnel': 'FunnelForPreTrainingOutput',
      'transformers.models.fuyu.image_processing_fuyu': 'FuyuImagesKwargs',
      'transformers.models.fuyu.image_processing_pil_fuyu': 'FuyuImagesKwargs',
      'transformers.models.fuyu.processing_fuyu': 'FuyuProcessorKwargs',
      'transformers.models.gemma3.image_processing_gemma3': 'Gemma3ImageProcessorKwargs',
      'transformers.models.gemma3.image_processing_pil_gemma3': 'Gemma3ImageProcessorKwargs',
      'transformers.models.gemma3.modeling_gemma3': 'Gemma3CausalLMOutputWithPast Gemma3ModelOutputWithPast',
      'transformers.models.gemma3.modular_gemma3': 'Gemma3CausalLMOutputWithPast Gemma3ModelOutputWithPast',
      'transformers.models.gemma3.processing_gemma3': 'Gemma3ProcessorKwargs',
      'transformers.models.gemma3n.modeling_gemma3n':
        'Gemma3nAudioEncoderModelOutput Gemma3nCausalLMOutputWithPast Gemma3nModelOutputWithPast',
      'transformers.models.gemma3n.modular_gemma3n':
        'Gemma3nAudioEncoderModelOutput Gemma3nCausalLMOutputWithPast Gemma3nModelOutputWithPast',
      'transformers.models.gemma3n.processing_gemma3n': 'Gemma3nProcessorKwargs',
      'transformers.models.gemma4_assistant.modeling_gemma4_assistant': 'Gemma4AssistantOutput',
      'transformers.models.gemma4_unified_assistant.modeling_gemma4_unified_assistant': 'Gemma4UnifiedAssistantOutput',
      'transformers.models.gemma4_unified.image_processing_gemma4_unified': 'Gemma4UnifiedImageProcessorKwargs',
      'transformers.models.gemma4_unified.modeling_gemma4_unified':
        'Gemma4UnifiedAudioModelOutput Gemma4UnifiedCausalLMOutputWithPast Gemma4UnifiedModelOutputWithPast Gemma4UnifiedTextModelOutputWithPast',
      'transformers.models.gemma4_unified.modular_gemma4_unified':
        'Gemma4UnifiedAudioModelOutput Gemma4UnifiedCausalLMOutputWithPast Gemma4UnifiedImageProcessorKwargs Gemma4UnifiedModelOutputWithPast Gemma4UnifiedProcessorKwargs Gemma4UnifiedTextModelOutputWithPast Gemma4UnifiedVideoProcessorKwargs',
      'transformers.models.gemma4_unified.processing_gemma4_unified': 'Gemma4UnifiedProcessorKwargs',
      'transformers.models.gemma4_unified.video_processing_gemma4_unified': 'Gemma4UnifiedVideoProcessorKwargs',
      'transformers.models.gemma4.image_processing_gemma4': 'Gemma4ImageProcessorKwargs',
      'transformers.models.gemma4.image_processing_pil_gemma4': 'Gemma4ImageProcessorKwargs',
      'transformers.models.gemma4.modeling_gemma4':
        'Gemma4AudioModelOutput Gemma4CausalLMOutputWithPast Gemma4ModelOutputWithPast Gemma4TextModelOutputWithPast',
      'transformers.models.gemma4.modular_gemma4':
        'Gemma4AudioModelOutput Gemma4CausalLMOutputWithPast Gemma4ModelOutputWithPast Gemma4TextModelOutputWithPast',
      'transformers.models.gemma4.processing_gemma4': 'Gemma4ProcessorKwargs',
      'transformers.models.gemma4.video_processing_gemma4': 'Gemma4VideoProcessorKwargs',
      'transformers.models.git.modeling_git': 'GitVisionModelOutput',
      'transformers.models.glm_image.image_processing_glm_image': 'GlmImageImageProcessorKwargs',
      'transformers.models.glm_image.image_processing_pil_glm_image': 'GlmImageImageProcessorKwargs',
      'transformers.models.glm_image.modeling_glm_image':
        'GlmImageCausalLMOutputWithPast GlmImageModelOutputWithPast GlmImageVQVAEModelOutput',
      'transformers.models.glm_image.modular_glm_image':
        'GlmImageCausalLMOutputWithPast GlmImageImagesKwargs GlmImageModelOutputWithPast GlmImageProcessorKwargs GlmImageVQVAEModelOutput',
      'transformers.models.glm_image.processing_glm_image': 'GlmImageImagesKwargs GlmImageProcessorKwargs',
      'transformers.models.glm_ocr.modeling_glm_ocr': 'GlmOcrCausalLMOutputWithPast GlmOcrModelOutputWithPast',
      'transformers.models.glm_ocr.modular_glm_ocr': 'GlmOcrModelOutputWithPast',
      'transformers.models.glm46v.image_processing_glm46v': 'Glm46VImageProcessorKwargs',
      'transformers.models.glm46v.image_processing_pil_glm46v': 'Glm46VImageProcessorKwargs',
      'transformers.models.glm46v.modeling_glm46v': 'Glm46VCausalLMOutputWithPast Glm46VModelOutputWithPast',
      'transformers.models.glm46v.processing_glm46v': 'Glm46VProcessorKwargs',
      'transformers.models.glm46v.video_processing_glm46v': 'Glm46VVideoProcessorInitKwargs',
      'transformers.models.glm4v_moe.modeling_glm4v_moe': 'Glm4vMoeCausalLMOutputWithPast Glm4vMoeModelOutputWithPast',
      'transformers.models.glm4v_moe.modular_glm4v_moe': 'Glm4vMoeCausalLMOutputWithPast Glm4vMoeModelOutputWithPast',
      'transformers.models.glm4v.image_processing_glm4v': 'Glm4vImageProcessorKwargs',
      'transformers.models.glm4v.image_processing_pil_glm4v': 'Glm4vImageProcessorKwargs',
      'transformers.models.glm4v.modeling_glm4v': 'Glm4vCausalLMOutputWithPast Glm4vModelOutputWithPast',
      'transformers.models.glm4v.modular_glm4v':
        'Glm4vCausalLMOutputWithPast Glm4vModelOutputWithPast Glm4vProcessorKwargs',
      'transformers.models.glm4v.processing_glm4v': 'Glm4vProcessorKwargs',
      'transformers.models.glm4v.video_processing_glm4v': 'Glm4vVideoProcessorInitKwargs',
      'transformers.models.glm5_next.image_processing_glm5_next': 'Glm5NextImageProcessorKwargs',
      'transformers.models.glm5_next.image_processing_pil_glm5_next': 'Glm5NextImageProcessorKwargs',
      'transformers.models.glm5_next.processing_glm5_next': 'Glm5NextProcessorKwargs',
      'transformers.models.glm5_next.video_processing_glm5_next': 'Glm5NextVideoProcessorInitKwargs',
      'transformers.models.glmasr.modeling_glmasr': 'GlmAsrCausalLMOutputWithPast GlmAsrModelOutputWithPast',
      'transformers.models.glmasr.modular_glmasr': 'GlmAsrProcessorKwargs',
      'transformers.models.glmasr.processing_glmasr': 'GlmAsrProcessorKwargs',
      'transformers.models.glmga.image_processing_glmga': 'GlmgaImageProcessorKwargs',
      'transformers.models.glmga.image_processing_pil_glmga': 'GlmgaImageProcessorKwargs',
      'transformers.models.glmga.modular_glmga': 'GlmgaImageProcessorKwargs GlmgaVideoProcessorInitKwargs',
      'transformers.models.glmga.video_processing_glmga': 'GlmgaVideoProcessorInitKwargs',
      'transformers.models.glpn.image_processing_glpn': 'GLPNImageProcessorKwargs',
      'transformers.models.glpn.image_processing_pil_glpn': 'GLPNImageProcessorKwargs',
      'transformers.models.got_ocr2.image_processing_got_ocr2': 'GotOcr2ImageProcessorKwargs',
      'transformers.models.got_ocr2.image_processing_pil_got_ocr2': 'GotOcr2ImageProcessorKwargs',
      'transformers.models.got_ocr2.modeling_got_ocr2':
        'GotOcr2CausalLMOutputWithPast GotOcr2ModelOutputWithPast GotOcr2VisionEncoderOutput',
      'transformers.models.got_ocr2.modular_got_ocr2':
        'GotOcr2CausalLMOutputWithPast GotOcr2ModelOutputWithPast GotOcr2VisionEncoderOutput',
      'transformers.models.got_ocr2.processing_got_ocr2':
        'GotOcr2ImagesKwargs GotOcr2ProcessorKwargs GotOcr2TextKwargs',
      'transformers.models.gpt2.modeling_gpt2': 'GPT2DoubleHeadsModelOutput',
      'transformers.models.granite_speech_plus.modeling_granite_speech_plus':
        'GraniteSpeechPlusCausalLMOutputWithPast GraniteSpeechPlusModelOutputWithPast',
      'transformers.models.granite_speech.modeling_granite_speech':
        'GraniteSpeechCausalLMOutputWithPast GraniteSpeechModelOutputWithPast',
      'transformers.models.granite_speech.processing_granite_speech': 'GraniteSpeechProcessorKwargs',
      'transformers.models.granite_speech5.modeling_granite_speech5':
        'GraniteSpeech5CTCGenerateOutput GraniteSpeech5EncoderModelOutput',
      'transformers.models.granite_speech5.processing_granite_speech5': 'GraniteSpeech5ProcessorKwargs',
      'transformers.models.granite4_vision.modeling_granite4_vision':
        'Granite4VisionCausalLMOutputWithPast Granite4VisionImageFeaturesOutput Granite4VisionModelOutputWithPast',
      'transformers.models.granite4_vision.modular_granite4_vision':
        'Granite4VisionCausalLMOutputWithPast Granite4VisionImageFeaturesOutput Granite4VisionModelOutputWithPast',
      'transformers.models.granite4_vision.processing_granite4_vision': 'Granite4VisionProcessorKwargs',
      'transformers.models.granitemoe_swa.modeling_granitemoe_swa': 'GraniteFlashAttentionKwargs',
      'transformers.models.granitemoehybrid.modeling_granitemoehybrid': 'GraniteFlashAttentionKwargs',
      'transformers.models.granitemoeshared.modeling_granitemoeshared': 'GraniteFlashAttentionKwargs',
      'transformers.models.granitemoeshared.modular_granitemoeshared': 'GraniteFlashAttentionKwargs',
      'transformers.models.grounding_dino.image_processing_grounding_dino': 'GroundingDinoImageProcessorKwargs',
      'transformers.models.grounding_dino.image_processing_pil_grounding_dino': 'GroundingDinoImageProcessorKwargs',
      'transformers.models.grounding_dino.modeling_grounding_dino':
        'GroundingDinoDecoderOutput GroundingDinoEncoderOutput GroundingDinoModelOutput GroundingDinoObjectDetectionOutput',
      'transformers.models.grounding_dino.processing_grounding_dino':
        'DictWithDeprecationWarning GroundingDinoProcessorKwargs',
      'transformers.models.groupvit.modeling_groupvit': 'GroupViTModelOutput',
      'transformers.models.hiera.modeling_hiera':
        'HieraEncoderOutput HieraForImageClassificationOutput HieraForPreTrainingOutput HieraModelOutput',
      'transformers.models.higgs_audio_v2.generation_higgs_audio_v2': 'HiggsAudioV2GenerationOutput',
      'transformers.models.higgs_audio_v2.processing_higgs_audio_v2': 'HiggsAudioV2ProcessorKwargs',
      'transformers.models.hunyuan_vl.image_processing_hunyuan_vl': 'HunYuanVLImageProcessorKwargs',
      'transformers.models.hunyuan_vl.image_processing_pil_hunyuan_vl': 'HunYuanVLImageProcessorKwargs',
      'transformers.models.hunyuan_vl.modeling_hunyuan_vl': 'HunYuanVLModelOutputWithPast',
      'transformers.models.hunyuan_vl.modular_hunyuan_vl': 'HunYuanVLImageProcessorKwargs HunYuanVLModelOutputWithPast',
      'transformers.models.hunyuan_vl.processing_hunyuan_vl': 'HunYuanVLProcessorKwargs',
      'transformers.models.hyperclovax_vision_v2.processing_hyperclovax_vision_v2':
        'HyperCLOVAXVisionV2_ProcessorKwargs',
      'transformers.models.idefics.image_processing_idefics': 'IdeficsImageProcessorKwargs',
      'transformers.models.idefics.image_processing_pil_idefics': 'IdeficsImageProcessorKwargs',
      'transformers.models.idefics.modeling_idefics': 'IdeficsBaseModelOutputWithPast IdeficsCausalLMOutputWithPast',
      'transformers.models.idefics.processing_idefics': 'IdeficsProcessorKwargs IdeficsTextKwargs',
      'transformers.models.idefics.vision': 'IdeficsVisionModelOutput',
      'transformers.models.idefics2.image_processing_idefics2': 'Idefics2ImageProcessorKwargs',
      'transformers.models.idefics2.image_processing_pil_idefics2': 'Idefics2ImageProcessorKwargs',
      'transformers.models.idefics2.modeling_idefics2':
        'Idefics2BaseModelOutputWithPast Idefics2CausalLMOutputWithPast',
      'transformers.models.idefics2.processing_idefics2': 'Idefics2ProcessorKwargs',
      'transformers.models.idefics3.image_processing_idefics3': 'Idefics3ImageProcessorKwargs',
      'transformers.models.idefics3.image_processing_pil_idefics3': 'Idefics3ImageProcessorKwargs',
      'transformers.models.idefics3.modeling_idefics3':
        'Idefics3BaseModelOutputWithPast Idefics3CausalLMOutputWithPast',
      'transformers.models.idefics3.processing_idefics3': 'Idefics3ProcessorKwargs',
      'transformers.models.imagegpt.image_processing_imagegpt': 'ImageGPTImageProcessorKwargs',
      'transformers.models.imagegpt.image_processing_pil_imagegpt': 'ImageGPTImageProcessorKwargs',
      'transformers.models.inkling.image_processing_inkling': 'InklingImageProcessorKwargs',
      'transformers.models.inkling.modeling_inkling': 'InklingCausalLMOutputWithPast InklingModelOutputWithPast',
      'transformers.models.inkling.modular_inkling': 'InklingCausalLMOutputWithPast InklingModelOutputWithPast',
      'transformers.models.inkling.processing_inkling': 'InklingProcessorKwargs',
      'transformers.models.instructblip.modeling_instructblip':
        'BaseModelOutputWithVisionQformerOutputs InstructBlipForConditionalGenerationModelOutput',
      'transformers.models.instructblip.processing_instructblip': 'InstructBlipProcessorKwargs',
      'transformers.models.instructblipvideo.modeling_instructblipvideo':
        'BaseModelOutputWithVisionQformerOutputs InstructBlipVideoForConditionalGenerationModelOutput',
      'transformers.models.instructblipvideo.modular_instructblipvideo':
        'InstructBlipVideoForConditionalGenerationModelOutput',
      'transformers.models.internvl.modeling_internvl':
        'InternVLCausalLMOutputWithPast InternVLModelOutputWithPast InternVLVisionModelOutputWithPooling',
      'transformers.models.internvl.modular_internvl':
        'InternVLCausalLMOutputWithPast InternVLModelOutputWithPast InternVLVisionModelOutputWithPooling',
      'transformers.models.internvl.processing_internvl': 'InternVLProcessorKwargs',
      'transformers.models.internvl.video_processing_internvl': 'InternVLVideoProcessorInitKwargs',
      'transformers.models.janus.image_processing_janus': 'JanusImageProcessorKwargs',
      'transformers.models.janus.image_processing_pil_janus': 'JanusImageProcessorKwargs',
      'transformers.models.janus.modeling_janus':
        'JanusBaseModelOutputWithPast JanusCausalLMOutputWithPast JanusVQVAEModelOutput JanusVQVAEOutput',
      'transformers.models.janus.modular_janus':
        'JanusBaseModelOutputWithPast JanusCausalLMOutputWithPast JanusVQVAEOutput',
      'transformers.models.janus.processing_janus': 'JanusProcessorKwargs JanusTextKwargs',
      'transformers.models.kimi_k25.image_processing_kimi_k25': 'Kimi_K25ImageProcessorKwargs',
      'transformers.models.kimi_k25.modeling_kimi_k25': 'Kimi_K25CausalLMOutputWithPast Kimi_K25ModelOutputWithPast',
      'transformers.models.kimi_k25.modular_kimi_k25':
        'Kimi_K25CausalLMOutputWithPast Kimi_K25ModelOutputWithPast Kimi_K25ProcessorKwargs',
      'transformers.models.kimi_k25.processing_kimi_k25': 'Kimi_K25ProcessorKwargs',
      'transformers.models.kimi_k25.video_processing_kimi_k25': 'Kimi_K25VideoProcessorInitKwargs',
      'transformers.models.kosmos2_5.image_processing_kosmos2_5': 'Kosmos2_5ImageProcessorKwargs',
      'transformers.models.kosmos2_5.image_processing_pil_kosmos2_5': 'Kosmos2_5ImageProcessorKwargs',
      'transformers.models.kosmos2_5.modeling_kosmos2_5':
        'Kosmos2_5ForConditionalGenerationModelOutput Kosmos2_5ModelOutput',
      'transformers.models.kosmos2_5.processing_kosmos2_5': 'Kosmos2_5ProcessorKwargs',
      'transformers.models.kosmos2.modeling_kosmos2':
        'BaseModelOutputWithProjectionAttentions Kosmos2ForConditionalGenerationModelOutput Kosmos2ModelOutput',
      'transformers.models.kosmos2.processing_kosmos2': 'Kosmos2ImagesKwargs Kosmos2ProcessorKwargs Kosmos2TextKwargs',
      'transformers.models.kyutai_speech_to_text.processing_kyutai_speech_to_text': 'KyutaiSpeechToTextProcessorKwargs',
      'transformers.models.lasr.modeling_lasr': 'LasrCTCGenerateOutput LasrEncoderModelOutput',
      'transformers.models.lasr.processing_lasr': 'LasrProcessorKwargs',
      'transformers.models.layoutlmv2.image_processing_layoutlmv2': 'LayoutLMv2ImageProcessorKwargs',
      'transformers.models.layoutlmv2.image_processing_pil_layoutlmv2': 'LayoutLMv2ImageProcessorKwargs',
      'transformers.models.layoutlmv3.image_processing_layoutlmv3': 'LayoutLMv3ImageProcessorKwargs',
      'transformers.models.layoutlmv3.image_processing_pil_layoutlmv3': 'LayoutLMv3ImageProcessorKwargs',
      'transformers.models.led.modeling_led':
        'LEDEncoderBaseModelOutput LEDSeq2SeqLMOutput LEDSeq2SeqModelOutput LEDSeq2SeqQuestionAnsweringModelOutput LEDSeq2SeqSequenceClassifierOutput',
      'transformers.models.levit.modeling_levit': 'LevitForImageClassificationWithTeacherOutput',
      'transformers.models.lfm2_vl.image_processing_lfm2_vl': 'Lfm2VlImageProcessorKwargs',
      'transformers.models.lfm2_vl.modeling_lfm2_vl': 'Lfm2VlCausalLMOutputWithPast Lfm2VlModelOutputWithPast',
      'transformers.models.lfm2_vl.modular_lfm2_vl': 'Lfm2VlCausalLMOutputWithPast Lfm2VlModelOutputWithPast',
      'transformers.models.lfm2_vl.processing_lfm2_vl': 'Lfm2VlProcessorKwargs Lfm2VlTextKwargs',
      'transformers.models.lightglue.image_processing_lightglue': 'LightGlueImageProcessorKwargs',
      'transformers.models.lightglue.image_processing_pil_lightglue': 'LightGlueImageProcessorKwargs',
      'transformers.models.lightglue.modeling_lightglue': 'LightGlueKeypointMatchingOutput',
      'transformers.models.lightglue.modular_lightglue':
        'LightGlueImageProcessorKwargs LightGlueKeypointMatchingOutput',
      'transformers.models.lighton_ocr.modeling_lighton_ocr':
        'LightOnOcrCausalLMOutputWithPast LightOnOcrModelOutputWithPast',
      'transformers.models.lighton_ocr.modular_lighton_ocr': 'LightOnOcrModelOutputWithPast LightOnOcrProcessorKwargs',
      'transformers.models.lighton_ocr.processing_lighton_ocr': 'LightOnOcrProcessorKwargs',
      'transformers.models.llama4.image_processing_llama4': 'Llama4ImageProcessorKwargs',
      'transformers.models.llama4.modeling_llama4': 'Llama4CausalLMOutputWithPast',
      'transformers.models.llama4.processing_llama4': 'Llama4ProcessorKwargs',
      'transformers.models.llava_next_video.modeling_llava_next_video':
        'LlavaNextVideoCausalLMOutputWithPast LlavaNextVideoModelOutputWithPast',
      'transformers.models.llava_next_video.modular_llava_next_video':
        'LlavaNextVideoCausalLMOutputWithPast LlavaNextVideoModelOutputWithPast',
      'transformers.models.llava_next_video.processing_llava_next_video': 'LlavaNextVideoProcessorKwargs',
      'transformers.models.llava_next.image_processing_llava_next': 'LlavaNextImageProcessorKwargs',
      'transformers.models.llava_next.image_processing_pil_llava_next': 'LlavaNextImageProcessorKwargs',
      'transformers.models.llava_next.modeling_llava_next':
        'LlavaNextCausalLMOutputWithPast LlavaNextModelOutputWithPast',
      'transformers.models.llava_next.processing_llava_next': 'LlavaNextProcessorKwargs',
      'transformers.models.llava_onevision.image_processing_llava_onevision': 'LlavaOnevisionImageProcessorKwargs',
      'transformers.models.llava_onevision.image_processing_pil_llava_onevision': 'LlavaOnevisionImageProcessorKwargs',
      'transformers.models.llava_onevision.modeling_llava_onevision':
        'LlavaOnevisionCausalLMOutputWithPast LlavaOnevisionModelOutputWithPast',
      'transformers.models.llava_onevision.processing_llava_onevision': 'LlavaOnevisionProcessorKwargs',
      'transformers.models.llava.modeling_llava': 'LlavaCausalLMOutputWithPast LlavaModelOutputWithPast',
      'transformers.models.llava.processing_llava': 'LlavaProcessorKwargs',
      'transformers.models.longformer.modeling_longformer':
        'LongformerBaseModelOutput LongformerBaseModelOutputWithPooling LongformerMaskedLMOutput LongformerMultipleChoiceModelOutput LongformerQuestionAnsweringModelOutput LongformerSequenceClassifierOutput LongformerTokenClassifierOutput',
      'transformers.models.luke.modeling_luke':
        'BaseLukeModelOutput BaseLukeModelOutputWithPooling EntityClassificationOutput EntityPairClassificationOutput EntitySpanClassificationOutput LukeMaskedLMOutput LukeMultipleChoiceModelOutput LukeQuestionAnsweringModelOutput LukeSequenceClassifierOutput LukeTokenClassifierOutput',
      'transformers.models.lw_detr.modeling_lw_detr':
        'LwDetrDecoderOutput LwDetrModelOutput LwDetrObjectDetectionOutput',
      'transformers.models.lw_detr.modular_lw_detr':
        'LwDetrDecoderOutput LwDetrModelOutput LwDetrObjectDetectionOutput',
      'transformers.models.lxmert.modeling_lxmert':
        'LxmertForPreTrainingOutput LxmertForQuestionAnsweringOutput LxmertModelOutput',
      'transformers.models.mamba.modeling_mamba': 'MambaCausalLMOutput MambaOutput',
      'transformers.models.mamba2.modeling_mamba2': 'Mamba2CausalLMOutput Mamba2Output',
      'transformers.models.mask2former.image_processing_mask2former': 'Mask2FormerImageProcessorKwargs',
      'transformers.models.mask2former.image_processing_pil_mask2former': 'Mask2FormerImageProcessorKwargs',
      'transformers.models.mask2former.modeling_mask2former':
        'Mask2FormerForUniversalSegmentationOutput Mask2FormerMaskedAttentionDecoderOutput Mask2FormerModelOutput Mask2FormerPixelDecoderOutput Mask2FormerPixelLevelModuleOutput',
      'transformers.models.maskformer.image_processing_maskformer': 'MaskFormerImageProcessorKwargs',
      'transformers.models.maskformer.image_processing_pil_maskformer': 'MaskFormerImageProcessorKwargs',
      'transformers.models.maskformer.modeling_maskformer':
        'DetrDecoderOutput MaskFormerDetrDecoderOutput MaskFormerForInstanceSegmentationOutput MaskFormerModelOutput MaskFormerPixelDecoderOutput MaskFormerPixelLevelModuleOutput',
      'transformers.models.maskformer.modeling_maskformer_swin':
        'MaskFormerSwinBaseModelOutput MaskFormerSwinModelOutputWithPooling',
      'transformers.models.maskformer.modular_maskformer':
        'DetrDecoderOutput MaskFormerForInstanceSegmentationOutput MaskFormerModelOutput MaskFormerPixelDecoderOutput MaskFormerPixelLevelModuleOutput',
      'transformers.models.megatron_bert.modeling_megatron_bert': 'MegatronBertForPreTrainingOutput',
      'transformers.models.metaclip_2.modeling_metaclip_2':
        'MetaClip2Output MetaClip2TextModelOutput MetaClip2VisionModelOutput',
      'transformers.models.mgp_str.modeling_mgp_str': 'MgpstrModelOutput',
      'transformers.models.mimi.modeling_mimi': 'MimiDecoderOutput MimiEncoderOutput MimiOutput',
      'transformers.models.minicpmv4_6.image_processing_minicpmv4_6': 'MiniCPMV4_6ImageProcessorKwargs',
      'transformers.models.minicpmv4_6.image_processing_pil_minicpmv4_6': 'MiniCPMV4_6ImageProcessorPilKwargs',
      'transformers.models.minicpmv4_6.processing_minicpmv4_6': 'MiniCPMV4_6ProcessorKwargs',
      'transformers.models.minicpmv4_6.video_processing_minicpmv4_6': 'MiniCPMV4_6VideoProcessorKwargs',
      'transformers.models.minicpmv4_7.modular_minicpmv4_7': 'MiniCPMV4_7ProcessorKwargs',
      'transformers.models.minicpmv4_7.processing_minicpmv4_7': 'MiniCPMV4_7ProcessorKwargs',
      'transformers.models.minimax_m3_vl.image_processing_minimax_m3_vl': 'MiniMaxM3VLImageProcessorKwargs',
      'transformers.models.minimax_m3_vl.modeling_minimax_m3_vl':
        'MiniMaxM3VLCausalLMOutputWithPast MiniMaxM3VLModelOutputWithPast',
      'transformers.models.minimax_m3_vl.modular_minimax_m3_vl':
        'MiniMaxM3VLCausalLMOutputWithPast MiniMaxM3VLImageProcessorKwargs MiniMaxM3VLModelOutputWithPast MiniMaxM3VLProcessorKwargs',
      'transformers.models.minimax_m3_vl.processing_minimax_m3_vl': 'MiniMaxM3VLProcessorKwargs',
      'transformers.models.minimax_m3_vl.video_processing_minimax_m3_vl': 'MiniMaxM3VLVideoProcessorKwargs',
      'transformers.models.mistral3.modeling_mistral3': 'Mistral3CausalLMOutputWithPast Mistral3ModelOutputWithPast',
      'transformers.models.mistral3.modular_mistral3': 'Mistral3CausalLMOutputWithPast Mistral3ModelOutputWithPast',
      'transformers.models.mllama.image_processing_mllama': 'MllamaImageProcessorKwargs',
      'transformers.models.mllama.image_processing_pil_mllama': 'MllamaImageProcessorKwargs',
      'transformers.models.mllama.processing_mllama': 'MllamaProcessorKwargs',
      'transformers.models.mm_grounding_dino.modeling_mm_grounding_dino':
        'MMGroundingDinoDecoderOutput MMGroundingDinoEncoderOutput MMGroundingDinoModelOutput MMGroundingDinoObjectDetectionOutput',
      'transformers.models.mobilebert.modeling_mobilebert': 'MobileBertForPreTrainingOutput',
      'transformers.models.mobilenet_v2.image_processing_mobilenet_v2': 'MobileNetV2ImageProcessorKwargs',
      'transformers.models.mobilenet_v2.image_processing_pil_mobilenet_v2': 'MobileNetV2ImageProcessorKwargs',
      'transformers.models.mobilevit.image_processing_mobilevit': 'MobileVitImageProcessorKwargs',
      'transformers.models.mobilevit.image_processing_pil_mobilevit': 'MobileVitImageProcessorKwargs',
      'transformers.models.modernvbert.modeling_modernvbert': 'ModernVBertBaseModelOutput ModernVBertMaskedLMOutput',
      'transformers.models.modernvbert.modular_modernvbert': 'ModernVBertBaseModelOutput ModernVBertMaskedLMOutput',
      'transformers.models.moonshine_streaming.modeling_moonshine_streaming': 'MoonshineStreamingEncoderModelOutput',
      'transformers.models.moonshine_streaming.modular_moonshine_streaming':
        'MoonshineStreamingEncoderModelOutput MoonshineStreamingProcessorKwargs',
      'transformers.models.moonshine_streaming.processing_moonshine_streaming': 'MoonshineStreamingProcessorKwargs',
      'transformers.models.moonshine.modeling_moonshine': 'MoonshineEncoderModelOutput',
      'transformers.models.moonshine.modular_moonshine': 'MoonshineEncoderModelOutput',
      'transformers.models.moshi.modeling_moshi':
        'MoshiCausalLMOutputWithPast MoshiConditionalGenerationGenerateOutput MoshiConditionalGenerationOutputWithPast MoshiUnconditionalInput',
      'transformers.models.muse_glimmer.image_processing_muse_glimmer': 'MuseGlimmerImageProcessorKwargs',
      'transformers.models.muse_glimmer.modeling_muse_glimmer':
        'MuseGlimmerCausalLMOutputWithPast MuseGlimmerModelOutputWithPast',
      'transformers.models.muse_glimmer.modular_muse_glimmer':
        'MuseGlimmerCausalLMOutputWithPast MuseGlimmerImageProcessorKwargs MuseGlimmerModelOutputWithPast MuseGlimmerVideoProcessorInitKwargs',
      'transformers.models.muse_glimmer.video_processing_muse_glimmer': 'MuseGlimmerVideoProcessorInitKwargs',
      'transformers.models.musicflamingo.modeling_musicflamingo':
        'MusicFlamingoCausalLMOutputWithPast MusicFlamingoModelOutputWithPast',
      'transformers.models.musicflamingo.modular_musicflamingo': 'MusicFlamingoModelOutputWithPast',
      'transformers.models.musicflamingo.processing_musicflamingo': 'MusicFlamingoProcessorKwargs',
      'transformers.models.musicgen_melody.modeling_musicgen_melody': 'MusicgenMelodyOutputWithPast',
      'transformers.models.musicgen.modeling_musicgen': 'MusicgenUnconditionalInput',
      'transformers.models.nemotron_asr_streaming.generation_nemotron_asr_streaming':
        'NemotronAsrStreamingGenerateOutput',
      'transformers.models.nemotron_asr_streaming.modeling_nemotron_asr_streaming':
        'NemotronAsrStreamingEncoderModelOutput NemotronAsrStreamingRNNTOutput',
      'transformers.models.nemotron_asr_streaming.modular_nemotron_asr_streaming':
        'NemotronAsrStreamingEncoderModelOutput NemotronAsrStreamingRNNTOutput',
      'transformers.models.nemotron_asr_streaming.processing_nemotron_asr_streaming':
        'NemotronAsrStreamingProcessorKwargs',
      'transformers.models.nemotron_h_omni.image_processing_nemotron_h_omni':
        'NemotronH_Omni_Reasoning_V3ImageProcessorKwargs',
      'transformers.models.nemotron_h_omni.processing_nemotron_h_omni': 'NemotronH_Omni_Reasoning_V3ProcessorKwargs',
      'transformers.models.nemotron_h_omni.video_processing_nemotron_h_omni':
        'NemotronH_Omni_Reasoning_V3VideoProcessorInitKwargs',
      'transformers.models.nemotron3_5_asr.modeling_nemotron3_5_asr': 'Nemotron3_5AsrRNNTOutput',
      'transformers.models.nemotron3_5_asr.processing_nemotron3_5_asr': 'Nemotron3_5AsrProcessorKwargs',
      'transformers.models.nemotron3_diarization.modeling_nemotron3_diarization': 'Nemotron3DiarizationOutput',
      'transformers.models.nemotron3_diarization.modular_nemotron3_diarization': 'Nemotron3DiarizationOutput',
      'transformers.models.nemotron3_diarization.processing_nemotron3_diarization':
        'Nemotron3DiarizationProcessorKwargs',
      'transformers.models.neomme.image_processing_neomme': 'NeoMMEImageProcessorKwargs',
      'transformers.models.neomme.modeling_neomme': 'NeoMMEForRetrievalOutput',
      'transformers.models.neucodec.modeling_neucodec': 'NeuCodecDecoderOutput NeuCodecEncoderOutput NeuCodecOutput',
      'transformers.models.neucodec.modular_neucodec': 'NeuCodecDecoderOutput NeuCodecEncoderOutput NeuCodecOutput',
      'transformers.models.nougat.image_processing_nougat': 'NougatImageProcessorKwargs',
      'transformers.models.nougat.image_processing_pil_nougat': 'NougatImageProcessorKwargs',
      'transformers.models.nougat.processing_nougat': 'NougatProcessorKwargs',
      'transformers.models.omdet_turbo.modeling_omdet_turbo':
        'OmDetTurboDecoderOutput OmDetTurboEncoderOutput OmDetTurboObjectDetectionOutput',
      'transformers.models.omdet_turbo.processing_omdet_turbo': 'OmDetTurboProcessorKwargs OmDetTurboTextKwargs',
      'transformers.models.oneformer.image_processing_oneformer': 'OneFormerImageProcessorKwargs',
      'transformers.models.oneformer.image_processing_pil_oneformer': 'OneFormerImageProcessorKwargs',
      'transformers.models.oneformer.modeling_oneformer':
        'OneFormerForUniversalSegmentationOutput OneFormerModelOutput OneFormerPixelDecoderOutput OneFormerPixelLevelModuleOutput OneFormerTransformerDecoderOutput',
      'transformers.models.openai.modeling_openai': 'OpenAIGPTDoubleHeadsModelOutput',
      'transformers.models.ovis2.image_processing_ovis2': 'Ovis2ImageProcessorKwargs',
      'transformers.models.ovis2.image_processing_pil_ovis2': 'Ovis2ImageProcessorKwargs',
      'transformers.models.ovis2.modeling_ovis2':
        'BaseModelOutputWithVisualIndicatorFeatures Ovis2CausalLMOutputWithPast Ovis2ModelOutputWithPast',
      'transformers.models.ovis2.modular_ovis2':
        'BaseModelOutputWithVisualIndicatorFeatures Ovis2CausalLMOutputWithPast Ovis2ModelOutputWithPast',
      'transformers.models.ovis2.processing_ovis2': 'Ovis2ProcessorKwargs',
      'transformers.models.owlv2.modeling_owlv2':
        'Owlv2ImageGuidedObjectDetectionOutput Owlv2ObjectDetectionOutput Owlv2Output',
      'transformers.models.owlv2.processing_owlv2': 'Owlv2ImagesKwargs Owlv2ProcessorKwargs',
      'transformers.models.owlvit.modeling_owlvit':
        'OwlViTImageGuidedObjectDetectionOutput OwlViTObjectDetectionOutput OwlViTOutput',
      'transformers.models.owlvit.processing_owlvit': 'OwlViTImagesKwargs OwlViTProcessorKwargs',
      'transformers.models.paddleocr_vl.image_processing_paddleocr_vl': 'PaddleOCRVLImageProcessorKwargs',
      'transformers.models.paddleocr_vl.image_processing_pil_paddleocr_vl': 'PaddleOCRVLImageProcessorKwargs',
      'transformers.models.paddleocr_vl.modeling_paddleocr_vl':
        'PaddleOCRVLCausalLMOutputWithPast PaddleOCRVLModelOutputWithPast',
      'transformers.models.paddleocr_vl.modular_paddleocr_vl':
        'PaddleOCRVLCausalLMOutputWithPast PaddleOCRVLImageProcessorKwargs PaddleOCRVLModelOutputWithPast PaddleOCRVLProcessorKwargs',
      'transformers.models.paddleocr_vl.processing_paddleocr_vl': 'PaddleOCRVLProcessorKwargs',
      'transformers.models.paligemma.modeling_paligemma':
        'PaliGemmaCausalLMOutputWithPast PaligemmaModelOutputWithPast',
      'transformers.models.paligemma.processing_paligemma': 'PaliGemmaProcessorKwargs PaliGemmaTextKwargs',
      'transformers.models.parakeet.generation_parakeet': 'ParakeetRNNTGenerateOutput',
      'transformers.models.parakeet.modeling_parakeet':
        'ParakeetCTCGenerateOutput ParakeetEncoderModelOutput ParakeetGenerateOutput ParakeetRNNTOutput',
      'transformers.models.parakeet.modular_parakeet':
        'ParakeetCTCGenerateOutput ParakeetEncoderModelOutput ParakeetGenerateOutput ParakeetRNNTOutput',
      'transformers.models.parakeet.processing_parakeet': 'ParakeetProcessorKwargs',
      'transformers.models.patchtsmixer.modeling_patchtsmixer':
        'PatchTSMixerEncoderOutput PatchTSMixerForPreTrainingOutput PatchTSMixerForPredictionOutput PatchTSMixerForRegressionOutput PatchTSMixerForTimeSeriesClassificationOutput PatchTSMixerModelOutput SamplePatchTSMixerPredictionOutput SamplePatchTSMixerRegressionOutput',
      'transformers.models.patchtst.modeling_patchtst':
        'PatchTSTForClassificationOutput PatchTSTForPredictionOutput PatchTSTForPretrainingOutput PatchTSTForRegressionOutput PatchTSTModelOutput SamplePatchTSTOutput',
      'transformers.models.pe_audio_video.modeling_pe_audio_video':
        'AudioVideoEmbeddings PeAudioVideoEncoderOutput PeAudioVideoOutput',
      'transformers.models.pe_audio.modeling_pe_audio': 'PeAudioEncoderOutput PeAudioOutput',
      'transformers.models.pe_audio.modular_pe_audio': 'PeAudioEncoderOutput PeAudioOutput',
      'transformers.models.pe_video.modeling_pe_video': 'PeVideoOutput',
      'transformers.models.pe_video.modular_pe_video': 'PeVideoOutput',
      'transformers.models.perceiver.modeling_perceiver':
        'PerceiverClassifierOutput PerceiverDecoderOutput PerceiverMaskedLMOutput PerceiverModelOutput',
      'transformers.models.perception_lm.image_processing_perception_lm': 'PerceptionLMImageProcessorKwargs',
      'transformers.models.perception_lm.modeling_perception_lm':
        'PerceptionLMCausalLMOutputWithPast PerceptionLMModelOutputWithPast',
      'transformers.models.perception_lm.modular_perception_lm':
        'PerceptionLMCausalLMOutputWithPast PerceptionLMModelOutputWithPast',
      'transformers.models.perception_lm.processing_perception_lm': 'PerceptionLMProcessorKwargs',
      'transformers.models.phi4_multimodal.image_processing_phi4_multimodal': 'Phi4MultimodalImageProcessorKwargs',
      'transformers.models.phi4_multimodal.processing_phi4_multimodal': 'Phi4MultimodalProcessorKwargs',
      'transformers.models.pi0.processing_pi0': 'PI0ProcessorKwargs',
      'transformers.models.pix2struct.image_processing_pil_pix2struct': 'Pix2StructImageProcessorKwargs',
      'transformers.models.pix2struct.image_processing_pix2struct': 'Pix2StructImageProcessorKwargs',
      'transformers.models.pix2struct.processing_pix2struct': 'Pix2StructProcessorKwargs',
      'transformers.models.pixtral.image_processing_pil_pixtral': 'PixtralImageProcessorKwargs',
      'transformers.models.pixtral.image_processing_pixtral': 'PixtralImageProcessorKwargs',
      'transformers.models.pixtral.processing_pixtral': 'PixtralProcessorKwargs',
      'transformers.models.poolformer.image_processing_pil_poolformer': 'PoolFormerImageProcessorKwargs',
      'transformers.models.poolformer.image_processing_poolformer': 'PoolFormerImageProcessorKwargs',
      'transformers.models.pp_doclayout_v2.modeling_pp_doclayout_v2':
        'PPDocLayoutV2DecoderOutput PPDocLayoutV2ForObjectDetectionOutput PPDocLayoutV2ModelOutput',
      'transformers.models.pp_doclayout_v2.modular_pp_doclayout_v2':
        'PPDocLayoutV2ForObjectDetectionOutput PPDocLayoutV2ModelOutput',
      'transformers.models.pp_doclayout_v3.modeling_pp_doclayout_v3':
        'PPDocLayoutV3DecoderOutput PPDocLayoutV3ForObjectDetectionOutput PPDocLayoutV3HybridEncoderOutput PPDocLayoutV3ModelOutput',
      'transformers.models.pp_doclayout_v3.modular_pp_doclayout_v3':
        'PPDocLayoutV3DecoderOutput PPDocLayoutV3ForObjectDetectionOutput PPDocLayoutV3HybridEncoderOutput PPDocLayoutV3ModelOutput',
      'transformers.models.pp_formulanet.image_processing_pp_formulanet': 'PPFormulaNetImageProcessorKwargs',
      'transformers.models.pp_formulanet.modeling_pp_formulanet': 'PPFormulaNetVisionEncoderOutput',
      'transformers.models.pp_formulanet.modular_pp_formulanet':
        'PPFormulaNetProcessorKwargs PPFormulaNetVisionEncoderOutput',
      'transformers.models.pp_formulanet.processing_pp_formulanet': 'PPFormulaNetProcessorKwargs',
      'transformers.models.pp_lcnet.image_processing_pp_lcnet': 'PPLCNetImageProcessorKwargs',
      'transformers.models.pp_lcnet.modular_pp_lcnet': 'PPLCNetImageProcessorKwargs',
      'transformers.models.pp_ocrv5_mobile_rec.modeling_pp_ocrv5_mobile_rec':
        'PPOCRV5MobileRecForTextRecognitionOutput',
      'transformers.models.pp_ocrv5_server_det.image_processing_pp_ocrv5_server_det':
        'PPOCRV5ServerDetImageProcessorKwargs',
      'transformers.models.pp_ocrv5_server_det.modular_pp_ocrv5_server_det': 'PPOCRV5ServerDetImageProcessorKwargs',
      'transformers.models.pp_ocrv5_server_rec.image_processing_pp_ocrv5_server_rec':
        'PPOCRV5ServerRecImageProcessorKwargs',
      'transformers.models.pp_ocrv5_server_rec.modeling_pp_ocrv5_server_rec':
        'PPOCRV5ServerRecForTextRecognitionOutput',
      'transformers.models.pp_ocrv5_server_rec.modular_pp_ocrv5_server_rec':
        'PPOCRV5ServerRecForTextRecognitionOutput PPOCRV5ServerRecImageProcessorKwargs',
      'transformers.models.pp_ocrv6_small_rec.image_processing_pp_ocrv6_small_rec':
        'PPOCRV6SmallRecImageProcessorKwargs',
      'transformers.models.pp_ocrv6_small_rec.modeling_pp_ocrv6_small_rec': 'PPOCRV6SmallRecForTextRecognitionOutput',
      'transformers.models.prompt_depth_anything.image_processing_pil_prompt_depth_anything':
        'PromptDepthAnythingImageProcessorKwargs',
      'transformers.models.prompt_depth_anything.image_processing_prompt_depth_anything':
        'PromptDepthAnythingImageProcessorKwargs',
      'transformers.models.prophetnet.modeling_prophetnet':
        'ProphetNetDecoderLMOutput ProphetNetDecoderModelOutput ProphetNetSeq2SeqLMOutput ProphetNetSeq2SeqModelOutput',
      'transformers.models.qianfan_ocr.modeling_qianfan_ocr':
        'QianfanOCRCausalLMOutputWithPast QianfanOCRModelOutputWithPast QianfanOCRVisionModelOutputWithPooling',
      'transformers.models.qianfan_ocr.processing_qianfan_ocr': 'QianfanOCRProcessorKwargs',
      'transformers.models.qwen2_5_omni.modeling_qwen2_5_omni':
        'Qwen2_5OmniTalkerCausalLMOutputWithPast Qwen2_5OmniThinkerCausalLMOutputWithPast',
      'transformers.models.qwen2_5_omni.modular_qwen2_5_omni':
        'Qwen2_5OmniTalkerCausalLMOutputWithPast Qwen2_5OmniThinkerCausalLMOutputWithPast',
      'transformers.models.qwen2_5_omni.processing_qwen2_5_omni': 'Qwen2_5OmniProcessorKwargs Qwen2_5_OmniVideosKwargs',
      'transformers.models.qwen2_5_vl.modeling_qwen2_5_vl':
        'Qwen2_5_VLCausalLMOutputWithPast Qwen2_5_VLModelOutputWithPast',
      'transformers.models.qwen2_5_vl.modular_qwen2_5_vl':
        'Qwen2_5_VLCausalLMOutputWithPast Qwen2_5_VLModelOutputWithPast Qwen2_5_VLProcessorKwargs',
      'transformers.models.qwen2_5_vl.processing_qwen2_5_vl': 'Qwen2_5_VLProcessorKwargs',
      'transformers.models.qwen2_audio.modeling_qwen2_audio':
        'Qwen2AudioCausalLMOutputWithPast Qwen2AudioModelOutputWithPast',
      'transformers.models.qwen2_audio.processing_qwen2_audio': 'Qwen2AudioProcessorKwargs',
      'transformers.models.qwen2_vl.image_processing_pil_qwen2_vl': 'Qwen2VLImageProcessorKwargs',
      'transformers.models.qwen2_vl.image_processing_qwen2_vl': 'Qwen2VLImageProcessorKwargs',
      'transformers.models.qwen2_vl.modeling_qwen2_vl': 'Qwen2VLCausalLMOutputWithPast Qwen2VLModelOutputWithPast',
      'transformers.models.qwen2_vl.processing_qwen2_vl': 'Qwen2VLProcessorKwargs',
      'transformers.models.qwen2_vl.video_processing_qwen2_vl': 'Qwen2VLVideoProcessorInitKwargs',
      'transformers.models.qwen3_5_moe.modeling_qwen3_5_moe':
        'Qwen3_5MoeCausalLMOutputWithPast Qwen3_5MoeModelOutputWithPast',
      'transformers.models.qwen3_5_moe.modular_qwen3_5_moe':
        'Qwen3_5MoeCausalLMOutputWithPast Qwen3_5MoeModelOutputWithPast',
      'transformers.models.qwen3_5.modeling_qwen3_5': 'Qwen3_5CausalLMOutputWithPast Qwen3_5ModelOutputWithPast',
      'transformers.models.qwen3_5.modular_qwen3_5': 'Qwen3_5ModelOutputWithPast',
      'transformers.models.qwen3_asr.modeling_qwen3_asr': 'Qwen3ASRCausalLMOutputWithPast Qwen3ASRModelOutputWithPast',
      'transformers.models.qwen3_asr.processing_qwen3_asr': 'Qwen3ASRProcessorKwargs',
      'transformers.models.qwen3_omni_moe.modeling_qwen3_omni_moe':
        'BaseModelOutputWithDeepstackFeatures Qwen3OmniMoeTalkerCodePredictorOutputWithPast Qwen3OmniMoeTalkerOutputWithPast Qwen3OmniMoeThinkerCausalLMOutputWithPast',
      'transformers.models.qwen3_omni_moe.processing_qwen3_omni_moe':
        'Qwen3OmniMoeProcessorKwargs Qwen3OmniMoeVideosKwargs',
      'transformers.models.qwen3_vl_moe.modeling_qwen3_vl_moe':
        'BaseModelOutputWithDeepstackFeatures Qwen3VLMoeCausalLMOutputWithPast Qwen3VLMoeModelOutputWithPast',
      'transformers.models.qwen3_vl_moe.modular_qwen3_vl_moe':
        'Qwen3VLMoeCausalLMOutputWithPast Qwen3VLMoeModelOutputWithPast',
      'transformers.models.qwen3_vl.modeling_qwen3_vl':
        'BaseModelOutputWithDeepstackFeatures Qwen3VLCausalLMOutputWithPast Qwen3VLModelOutputWithPast',
      'transformers.models.qwen3_vl.modular_qwen3_vl':
        'BaseModelOutputWithDeepstackFeatures Qwen3VLCausalLMOutputWithPast Qwen3VLModelOutputWithPast Qwen3VLProcessorKwargs Qwen3VLVideoProcessorInitKwargs',
      'transformers.models.qwen3_vl.processing_qwen3_vl': 'Qwen3VLProcessorKwargs',
      'transformers.models.qwen3_vl.video_processing_qwen3_vl': 'Qwen3VLVideoProcessorInitKwargs',
      'transformers.models.qwen4_exp.modeling_qwen4_exp': 'Qwen4ExpCausalLMOutputWithPast Qwen4ExpModelOutputWithPast',
      'transformers.models.qwen4_exp.modular_qwen4_exp': 'Qwen4ExpModelOutputWithPast',
      'transformers.models.radio.modeling_radio': 'RadioModelOutput',
      'transformers.models.radio.modular_radio': 'RadioModelOutput',
      'transformers.models.rag.modeling_rag': 'RetrievAugLMMarginOutput RetrievAugLMOutput',
      'transformers.models.reformer.modeling_reformer': 'ReformerModelOutput ReformerModelWithLMHeadOutput',
      'transformers.models.rf_detr.image_processing_rf_detr': 'RfDetrImageProcessorKwargs',
      'transformers.models.rf_detr.modeling_rf_detr':
        'RfDetrDecoderOutput RfDetrInstanceSegmentationOutput RfDetrModelOutput RfDetrObjectDetectionOutput',
      'transformers.models.rf_detr.modular_rf_detr':
        'RfDetrInstanceSegmentationOutput RfDetrModelOutput RfDetrObjectDetectionOutput',
      'transformers.models.rt_detr_v2.modeling_rt_detr_v2':
        'RTDetrV2DecoderOutput RTDetrV2ModelOutput RTDetrV2ObjectDetectionOutput',
      'transformers.models.rt_detr.image_processing_pil_rt_detr': 'RTDetrImageProcessorKwargs',
      'transformers.models.rt_detr.image_processing_rt_detr': 'RTDetrImageProcessorKwargs',
      'transformers.models.rt_detr.modeling_rt_detr':
        'RTDetrDecoderOutput RTDetrModelOutput RTDetrObjectDetectionOutput',
      'transformers.models.rt_detr.modular_rt_detr':
        'RTDetrDecoderOutput RTDetrImageProcessorKwargs RTDetrModelOutput RTDetrObjectDetectionOutput',
      'transformers.models.rwkv.modeling_rwkv': 'RwkvCausalLMOutput RwkvOutput',
      'transformers.models.sam_hq.modeling_sam_hq':
        'SamHQImageSegmentationOutput SamHQMMaskDecoderOutputs SamHQVisionEncoderOutput',
      'transformers.models.sam_hq.modular_sam_hq':
        'SamHQImageSegmentationOutput SamHQMMaskDecoderOutputs SamHQVisionEncoderOutput',
      'transformers.models.sam_hq.processing_sam_hq': 'SamHQImagesKwargs SamHQProcessorKwargs',
      'transformers.models.sam.image_processing_pil_sam': 'SamImageProcessorKwargs',
      'transformers.models.sam.image_processing_sam': 'SamImageProcessorKwargs',
      'transformers.models.sam.modeling_sam': 'SamImageSegmentationOutput SamVisionEncoderOutput',
      'transformers.models.sam.processing_sam': 'SamImagesKwargs SamProcessorKwargs',
      'transformers.models.sam2_video.modeling_sam2_video':
        'Sam2VideoImageSegmentationOutput Sam2VideoSegmentationOutput Sam2VideoVisionEncoderOutput',
      'transformers.models.sam2_video.modular_sam2_video':
        'Sam2VideoImageSegmentationOutput Sam2VideoSegmentationOutput',
      'transformers.models.sam2.image_processing_sam2': 'Sam2ImageProcessorKwargs',
      'transformers.models.sam2.modeling_sam2':
        'Sam2HieraDetModelOutput Sam2ImageSegmentationOutput Sam2VisionEncoderOutput',
      'transformers.models.sam3_lite_text.modeling_sam3_lite_text':
        'Sam3LiteTextDETRDecoderOutput Sam3LiteTextDETREncoderOutput Sam3LiteTextGeometryEncoderOutput Sam3LiteTextImageSegmentationOutput Sam3LiteTextMaskDecoderOutput Sam3LiteTextTextEncoderOutput Sam3LiteTextVisionEncoderOutput',
      'transformers.models.sam3_lite_text.modular_sam3_lite_text': 'Sam3LiteTextTextEncoderOutput',
      'transformers.models.sam3_tracker_video.modeling_sam3_tracker_video':
        'Sam3TrackerVideoImageSegmentationOutput Sam3TrackerVideoSegmentationOutput Sam3TrackerVideoVisionEncoderOutput',
      'transformers.models.sam3_tracker_video.modular_sam3_tracker_video':
        'Sam3TrackerVideoImageSegmentationOutput Sam3TrackerVideoSegmentationOutput Sam3TrackerVideoVisionEncoderOutput',
      'transformers.models.sam3_tracker.modeling_sam3_tracker':
        'Sam3TrackerImageSegmentationOutput Sam3TrackerVisionEncoderOutput',
      'transformers.models.sam3_tracker.modular_sam3_tracker': 'Sam3TrackerImageSegmentationOutput',
      'transformers.models.sam3_video.modeling_sam3_video': 'Sam3VideoSegmentationOutput',
      'transformers.models.sam3.image_processing_sam3': 'Sam3ImageProcessorKwargs',
      'transformers.models.sam3.modeling_sam3':
        'Sam3DETRDecoderOutput Sam3DETREncoderOutput Sam3GeometryEncoderOutput Sam3ImageSegmentationOutput Sam3MaskDecoderOutput Sam3VisionEncoderOutput',
      'transformers.models.sapiens2.image_processing_sapiens2': 'Sapiens2ImageProcessorKwargs',
      'transformers.models.sapiens2.modeling_sapiens2':
        'Sapiens2BackboneOutput Sapiens2ImageMattingOutput Sapiens2NormalEstimatorOutput Sapiens2PointmapEstimatorOutput Sapiens2PoseEstimatorOutput',
      'transformers.models.seamless_m4t_v2.modeling_seamless_m4t_v2':
        'SeamlessM4Tv2GenerationOutput SeamlessM4Tv2TextToUnitDecoderOutput SeamlessM4Tv2TextToUnitOutput',
      'transformers.models.seamless_m4t.modeling_seamless_m4t': 'SeamlessM4TGenerationOutput',
      'transformers.models.seamless_m4t.processing_seamless_m4t': 'SeamlessM4TProcessorKwargs SeamlessM4TTextKwargs',
      'transformers.models.segformer.image_processing_pil_segformer': 'SegformerImageProcessorKwargs',
      'transformers.models.segformer.image_processing_segformer': 'SegformerImageProcessorKwargs',
      'transformers.models.segformer.modeling_segformer': 'SegFormerImageClassifierOutput',
      'transformers.models.segformer.modular_segformer': 'SegFormerImageClassifierOutput',
      'transformers.models.seggpt.image_processing_pil_seggpt': 'SegGptImageProcessorKwargs',
      'transformers.models.seggpt.image_processing_seggpt': 'SegGptImageProcessorKwargs',
      'transformers.models.seggpt.modeling_seggpt': 'SegGptEncoderOutput SegGptImageSegmentationOutput',
      'transformers.models.shieldgemma2.modeling_shieldgemma2': 'ShieldGemma2ImageClassifierOutputWithNoAttention',
      'transformers.models.shieldgemma2.processing_shieldgemma2': 'ShieldGemma2ProcessorKwargs',
      'transformers.models.siglip.modeling_siglip': 'SiglipOutput SiglipTextModelOutput SiglipVisionModelOutput',
      'transformers.models.siglip2.image_processing_pil_siglip2': 'Siglip2ImageProcessorKwargs',
      'transformers.models.siglip2.image_processing_siglip2': 'Siglip2ImageProcessorKwargs',
      'transformers.models.siglip2.modeling_siglip2': 'Siglip2Output Siglip2TextOutput Siglip2VisionOutput',
      'transformers.models.siglip2.modular_siglip2': 'Siglip2Output Siglip2TextOutput Siglip2VisionOutput',
      'transformers.models.siglip2.processing_siglip2': 'Siglip2ProcessorKwargs',
      'transformers.models.slanet.modeling_slanet': 'SLANetForTableRecognitionOutput',
      'transformers.models.slanet.modular_slanet': 'SLANetForTableRecognitionOutput',
      'transformers.models.slanext.modeling_slanext': 'SLANeXtForTableRecognitionOutput SLANeXtVisionEncoderOutput',
      'transformers.models.slanext.modular_slanext': 'SLANeXtForTableRecognitionOutput',
      'transformers.models.smolvlm.image_processing_pil_smolvlm': 'SmolVLMImageProcessorKwargs',
      'transformers.models.smolvlm.image_processing_smolvlm': 'SmolVLMImageProcessorKwargs',
      'transformers.models.smolvlm.modeling_smolvlm': 'SmolVLMBaseModelOutputWithPast SmolVLMCausalLMOutputWithPast',
      'transformers.models.smolvlm.modular_smolvlm': 'SmolVLMBaseModelOutputWithPast',
      'transformers.models.smolvlm.processing_smolvlm': 'SmolVLMProcessorKwargs',
      'transformers.models.smolvlm.video_processing_smolvlm': 'SmolVLMVideoProcessorInitKwargs',
      'transformers.models.splinter.modeling_splinter': 'SplinterForPreTrainingOutput',
      'transformers.models.step3p7.image_processing_step3p7': 'Step3p7ImageProcessorKwargs',
      'transformers.models.step3p7.modeling_step3p7': 'Step3p7CausalLMOutputWithPast Step3p7ModelOutputWithPast',
      'transformers.models.superglue.image_processing_pil_superglue': 'SuperGlueImageProcessorKwargs',
      'transformers.models.superglue.image_processing_superglue': 'SuperGlueImageProcessorKwargs',
      'transformers.models.superglue.modeling_superglue': 'SuperGlueKeypointMatchingOutput',
      'transformers.models.superpoint.image_processing_pil_superpoint': 'SuperPointImageProcessorKwargs',
      'transformers.models.superpoint.image_processing_superpoint': 'SuperPointImageProcessorKwargs',
      'transformers.models.superpoint.modeling_superpoint': 'SuperPointKeypointDescriptionOutput',
      'transformers.models.swin.modeling_swin':
        'SwinEncoderOutput SwinImageClassifierOutput SwinMaskedImageModelingOutput SwinModelOutput',
      'transformers.models.swin.modular_swin':
        'SwinEncoderOutput SwinImageClassifierOutput SwinMaskedImageModelingOutput SwinModelOutput',
      'transformers.models.swin2sr.image_processing_pil_swin2sr': 'Swin2SRImageProcessorKwargs',
      'transformers.models.swin2sr.image_processing_swin2sr': 'Swin2SRImageProcessorKwargs',
      'transformers.models.swin2sr.modeling_swin2sr': 'Swin2SREncoderOutput',
      'transformers.models.swinv2.modeling_swinv2':
        'Swinv2EncoderOutput Swinv2ImageClassifierOutput Swinv2MaskedImageModelingOutput Swinv2ModelOutput',
      'transformers.models.table_transformer.modeling_table_transformer':
        'TableTransformerDecoderOutput TableTransformerModelOutput TableTransformerObjectDetectionOutput',
      'transformers.models.tapas.modeling_tapas': 'TableQuestionAnsweringOutput',
      'transformers.models.textnet.image_processing_pil_textnet': 'TextNetImageProcessorKwargs',
      'transformers.models.textnet.image_processing_textnet': 'TextNetImageProcessorKwargs',
      'transformers.models.timesfm.modeling_timesfm': 'TimesFmOutput TimesFmOutputForPrediction',
      'transformers.models.timesfm.modular_timesfm': 'TimesFmOutput TimesFmOutputForPrediction',
      'transformers.models.timesfm2_5.modeling_timesfm2_5': 'TimesFm2_5Output TimesFm2_5OutputForPrediction',
      'transformers.models.timesfm2_5.modular_timesfm2_5': 'TimesFm2_5Output TimesFm2_5OutputForPrediction',
      'transformers.models.timm_wrapper.modeling_timm_wrapper': 'TimmWrapperModelOutput',
      'transformers.models.tipsv2_dpt.modeling_tipsv2_dpt':
        'Tipsv2DptDensePredictorOutput Tipsv2DptNormalEstimatorOutput',
      'transformers.models.tipsv2_dpt.modular_tipsv2_dpt':
        'Tipsv2DptDensePredictorOutput Tipsv2DptNormalEstimatorOutput',
      'transformers.models.tipsv2.modeling_tipsv2': 'Tipsv2Output',
      'transformers.models.tipsv2.modular_tipsv2': 'Tipsv2Output Tipsv2ProcessorKwargs',
      'transformers.models.tipsv2.processing_tipsv2': 'Tipsv2ProcessorKwargs',
      'transformers.models.trocr.processing_trocr': 'TrOCRProcessorKwargs',
      'transformers.models.tvp.image_processing_pil_tvp': 'TvpImageProcessorKwargs',
      'transformers.models.tvp.image_processing_tvp': 'TvpImageProcessorKwargs',
      'transformers.models.tvp.modeling_tvp': 'TvpVideoGroundingOutput',
      'transformers.models.tvp.processing_tvp': 'TvpProcessorKwargs',
      'transformers.models.udop.modeling_udop': 'BaseModelOutputWithAttentionMask',
      'transformers.models.udop.processing_udop': 'UdopProcessorKwargs UdopTextKwargs',
      'transformers.models.unispeech_sat.modeling_unispeech_sat': 'UniSpeechSatForPreTrainingOutput',
      'transformers.models.unispeech.modeling_unispeech': 'UniSpeechForPreTrainingOutput',
      'transformers.models.univnet.modeling_univnet': 'UnivNetModelOutput',
      'transformers.models.vibevoice_acoustic_tokenizer.modeling_vibevoice_acoustic_tokenizer':
        'VibeVoiceAcousticTokenizerDecoderOutput VibeVoiceAcousticTokenizerEncoderOutput VibeVoiceAcousticTokenizerOutput',
      'transformers.models.vibevoice_acoustic_tokenizer.modular_vibevoice_acoustic_tokenizer':
        'VibeVoiceAcousticTokenizerDecoderOutput VibeVoiceAcousticTokenizerEncoderOutput VibeVoiceAcousticTokenizerOutput',
      'transformers.models.vibevoice_asr.modeling_vibevoice_asr':
        'VibeVoiceAsrCausalLMOutputWithPast VibeVoiceAsrModelOutputWithPast',
      'transformers.models.vibevoice_asr.modular_vibevoice_asr':
        'VibeVoiceAsrCausalLMOutputWithPast VibeVoiceAsrModelOutputWithPast',
      'transformers.models.vibevoice_asr.processing_vibevoice_asr': 'VibeVoiceAsrProcessorKwargs',
      'transformers.models.vibevoice.generation_vibevoice': 'VibeVoiceGenerateOutput',
      'transformers.models.vibevoice.modeling_vibevoice':
        'VibeVoiceBaseModelOutputWithPast VibeVoiceCausalLMOutputWithPast',
      'transformers.models.vibevoice.modular_vibevoice':
        'VibeVoiceBaseModelOutputWithPast VibeVoiceCausalLMOutputWithPast',
      'transformers.models.vibevoice.processing_vibevoice': 'VibeVoiceProcessorKwargs',
      'transformers.models.video_llama_3.image_processing_pil_video_llama_3': 'VideoLlama3ImageProcessorKwargs',
      'transformers.models.video_llama_3.image_processing_video_llama_3': 'VideoLlama3ImageProcessorKwargs',
      'transformers.models.video_llama_3.modeling_video_llama_3':
        'VideoLlama3CausalLMOutputWithPast VideoLlama3ModelOutputWithPast',
      'transformers.models.video_llama_3.modular_video_llama_3':
        'VideoLlama3CausalLMOutputWithPast VideoLlama3ImageProcessorKwargs VideoLlama3ModelOutputWithPast VideoLlama3ProcessorKwargs VideoLlama3VideoProcessorInitKwargs',
      'transformers.models.video_llama_3.processing_video_llama_3': 'VideoLlama3ProcessorKwargs',
      'transformers.models.video_llama_3.video_processing_video_llama_3': 'VideoLlama3VideoProcessorInitKwargs',
      'transformers.models.video_llava.modeling_video_llava':
        'VideoLlavaCausalLMOutputWithPast VideoLlavaModelOutputWithPast',
      'transformers.models.video_llava.processing_video_llava': 'VideoLlavaProcessorKwargs',
      'transformers.models.videomae.modeling_videomae': 'VideoMAEDecoderOutput VideoMAEForPreTrainingOutput',
      'transformers.models.videomt.modeling_videomt': 'VideomtForUniversalSegmentationOutput',
      'transformers.models.videomt.modular_videomt': 'VideomtForUniversalSegmentationOutput',
      'transformers.models.videoprism.modeling_videoprism':
        'BaseModelOutputWithSpatialAndTemporalStates VideoPrismClipOutput',
      'transformers.models.videoprism.modular_videoprism':
        'BaseModelOutputWithSpatialAndTemporalStates VideoPrismClipOutput VideoPrismProcessorKwargs',
      'transformers.models.videoprism.processing_videoprism': 'VideoPrismProcessorKwargs',
      'transformers.models.vilt.image_processing_pil_vilt': 'ViltImageProcessorKwargs',
      'transformers.models.vilt.image_processing_vilt': 'ViltImageProcessorKwargs',
      'transformers.models.vilt.modeling_vilt': 'ViltForImagesAndTextClassificationOutput',
      'transformers.models.vilt.processing_vilt': 'ViltProcessorKwargs',
      'transformers.models.vipllava.modeling_vipllava': 'VipLlavaCausalLMOutputWithPast VipLlavaModelOutputWithPast',
      'transformers.models.vipllava.modular_vipllava': 'VipLlavaCausalLMOutputWithPast VipLlavaModelOutputWithPast',
      'transformers.models.vision_text_dual_encoder.processing_vision_text_dual_encoder':
        'VisionTextDualEncoderProcessorKwargs',
      'transformers.models.visual_bert.modeling_visual_bert': 'VisualBertForPreTrainingOutput',
      'transformers.models.vit_mae.modeling_vit_mae':
        'ViTMAEDecoderOutput ViTMAEForPreTrainingOutput ViTMAEModelOutput',
      'transformers.models.vit_mae.modular_vit_mae': 'ViTMAEDecoderOutput ViTMAEForPreTrainingOutput ViTMAEModelOutput',
      'transformers.models.vitmatte.image_processing_pil_vitmatte': 'VitMatteImageProcessorKwargs',
      'transformers.models.vitmatte.image_processing_vitmatte': 'VitMatteImageProcessorKwargs',
      'transformers.models.vitmatte.modeling_vitmatte': 'ImageMattingOutput',
      'transformers.models.vitpose.image_processing_pil_vitpose': 'VitPoseImageProcessorKwargs',
      'transformers.models.vitpose.image_processing_vitpose': 'VitPoseImageProcessorKwargs',
      'transformers.models.vitpose.modeling_vitpose': 'VitPoseEstimatorOutput',
      'transformers.models.vits.modeling_vits': 'VitsModelOutput VitsTextEncoderOutput',
      'transformers.models.vjepa2.modeling_vjepa2':
        'VJEPA2WithMaskedInputModelOutput VJEPA2WithMaskedInputPredictorOutput',
      'transformers.models.voxtral_realtime.modeling_voxtral_realtime':
        'VoxtralRealtimeCausalLMOutputWithPast VoxtralRealtimeEncoderOutput VoxtralRealtimeModelOutputWithPast',
      'transformers.models.voxtral_realtime.modular_voxtral_realtime':
        'VoxtralRealtimeCausalLMOutputWithPast VoxtralRealtimeEncoderOutput VoxtralRealtimeModelOutputWithPast',
      'transformers.models.voxtral_realtime.processing_voxtral_realtime': 'VoxtralRealtimeProcessorKwargs',
      'transformers.models.voxtral.modeling_voxtral': 'VoxtralModelOutputWithPast',
      'transformers.models.voxtral.modular_voxtral': 'VoxtralModelOutputWithPast',
      'transformers.models.voxtral.processing_voxtral': 'VoxtralAudioKwargs VoxtralProcessorKwargs',
      'transformers.models.wav2vec2_bert.processing_wav2vec2_bert': 'Wav2Vec2BertProcessorKwargs',
      'transformers.models.wav2vec2_conformer.modeling_wav2vec2_conformer': 'Wav2Vec2ConformerForPreTrainingOutput',
      'transformers.models.wav2vec2_conformer.modular_wav2vec2_conformer': 'Wav2Vec2ConformerForPreTrainingOutput',
      'transformers.models.wav2vec2_phoneme.tokenization_wav2vec2_phoneme': 'Wav2Vec2PhonemeCTCTokenizerOutput',
      'transformers.models.wav2vec2_with_lm.processing_wav2vec2_with_lm': 'Wav2Vec2DecoderWithLMOutput',
      'transformers.models.wav2vec2.modeling_wav2vec2': 'Wav2Vec2ForPreTrainingOutput',
      'transformers.models.wav2vec2.processing_wav2vec2': 'Wav2Vec2ProcessorKwargs',
      'transformers.models.wav2vec2.tokenization_wav2vec2': 'Wav2Vec2CTCTokenizerOutput',
      'transformers.models.x_clip.modeling_x_clip': 'XCLIPOutput',
      'transformers.models.x_clip.modular_x_clip': 'XCLIPOutput',
      'transformers.models.xcodec.modeling_xcodec': 'XcodecDecoderOutput XcodecEncoderOutput XcodecOutput',
      'transformers.models.xcodec2.modeling_xcodec2': 'Xcodec2DecoderOutput Xcodec2EncoderOutput Xcodec2Output',
      'transformers.models.xcodec2.modular_xcodec2': 'Xcodec2DecoderOutput Xcodec2EncoderOutput Xcodec2Output',
      'transformers.models.xlm.modeling_xlm': 'XLMForQuestionAnsweringOutput XLMSquadHeadOutput',
      'transformers.models.xlnet.modeling_xlnet':
        'XLNetForMultipleChoiceOutput XLNetForQuestionAnsweringOutput XLNetForQuestionAnsweringSimpleOutput XLNetForSequenceClassificationOutput XLNetForTokenClassificationOutput XLNetLMHeadModelOutput XLNetModelOutput',
      'transformers.models.xlstm.modeling_xlstm': 'xLSTMCausalLMOutput xLSTMOutput',
      'transformers.models.yolos.image_processing_pil_yolos': 'YolosImageProcessorKwargs',
      'transformers.models.yolos.image_processing_yolos': 'YolosImageProcessorKwargs',
      'transformers.models.yolos.modeling_yolos': 'YolosObjectDetectionOutput',
      'transformers.models.zoedepth.image_processing_pil_zoedepth': 'ZoeDepthImageProcessorKwargs',
      'transformers.models.zoedepth.image_processing_zoedepth': 'ZoeDepthImageProcessorKwargs',
      'transformers.models.zoedepth.modeling_zoedepth': 'ZoeDepthDepthEstimatorOutput',
      'transformers.pipelines.keypoint_matching': 'Keypoint Match',
      'transformers.pipelines.text_to_audio': 'AudioOutput',
      'transformers.processing_utils':
        'AllKwargsForChatTemplate AudioKwargs ImagesKwargs ProcessingKwargs ProcessorChatTemplateKwargs TextKwargs TokenizerChatTemplateKwargs VideosKwargs _LazyAutoProcessorMapping',
      'transformers.testing_utils': 'Expectations',
      'transformers.tokenization_utils_base': 'BatchEncoding',
      'transformers.utils.generic': 'ModelOutput TransformersKwargs',
    },
  },
  {
    source: 'transformers 5.18.0, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      'transformers.activations': 'get_activation',
    },
  },
];
