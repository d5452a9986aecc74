import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const ACCELERATE: readonly AllowGroup[] = [
  {
    source: 'accelerate 1.15.0, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'accelerate.utils.operations': 'CannotPadNestedTensorWarning DistributedOperationException',
    },
  },
  {
    source: 'accelerate 1.15.0, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'accelerate.utils.dataclasses':
        'BaseEnum ComputeEnvironment CustomDtype DDPCommunicationHookType DistributedType DynamoBackend FP8BackendType LoggerType PrecisionType RNGType SageMakerDistributedType',
    },
  },
  {
    source: 'accelerate 1.15.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'accelerate.accelerator': 'Accelerator',
      'accelerate.data_loader':
        'BatchSamplerShard DataLoaderAdapter DataLoaderDispatcher DataLoaderShard DataLoaderStateMixin IterableDatasetShard SeedableRandomSampler SkipBatchSampler SkipDataLoader',
      'accelerate.hooks':
        'AlignDevicesHook CpuOffload LayerwiseCastingHook ModelHook SequentialHook UserCpuOffloadHook',
      'accelerate.local_sgd': 'LocalSGD',
      'accelerate.logging': 'MultiProcessAdapter',
      'accelerate.optimizer': 'AcceleratedOptimizer',
      'accelerate.parallelism_config': 'ParallelismConfig',
      'accelerate.scheduler': 'AcceleratedScheduler',
      'accelerate.state': 'AcceleratorState GradientState PartialState',
      'accelerate.tracking':
        'AimTracker ClearMLTracker CometMLTracker DVCLiveTracker GeneralTracker MLflowTracker SwanLabTracker TensorBoardTracker TrackioTracker WandBTracker',
      'accelerate.utils.dataclasses':
        'AORecipeKwargs AutocastKwargs BnbQuantizationConfig DataLoaderConfiguration DeepSpeedPlugin DeepSpeedSequenceParallelConfig DistributedDataParallelKwargs FP8RecipeKwargs FullyShardedDataParallelPlugin GradScalerKwargs GradientAccumulationPlugin InitProcessGroupKwargs KwargsHandler MSAMPRecipeKwargs MegatronLMPlugin ProfileKwargs ProjectConfiguration TERecipeKwargs TensorInformation TorchContextParallelConfig TorchDynamoPlugin TorchTensorParallelConfig TorchTensorParallelPlugin',
      'accelerate.utils.deepspeed':
        'DeepSpeedEngineWrapper DeepSpeedOptimizerWrapper DeepSpeedSchedulerWrapper DummyOptim DummyScheduler HfDeepSpeedConfig',
      'accelerate.utils.environment': 'CPUInformation',
      'accelerate.utils.launch': 'PrepareForLaunch',
      'accelerate.utils.megatron_lm':
        'AbstractTrainStep BertTrainStep GPTTrainStep MegatronEngine MegatronLMDummyDataLoader MegatronLMDummyScheduler MegatronLMOptimizerWrapper MegatronLMSchedulerWrapper T5TrainStep',
      'accelerate.utils.offload': 'OffloadedWeightsLoader PrefixedDataset',
      'accelerate.utils.operations': 'ConvertOutputsToFp32',
    },
  },
];
