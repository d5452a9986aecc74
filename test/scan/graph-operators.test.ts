import { describe, expect, it } from 'vitest';
import { isStandardOnnxOperator } from '../../src/scan/data/onnx-operators.ts';
import { isKnownTensorflowOperator } from '../../src/scan/data/tensorflow-registry.ts';

const words = (text: string): string[] => text.trim().split(/\s+/u);

describe('operators that a graph may need', () => {
  // Of every family in TensorFlow's registry, as tensorflow/lite/delegates/flex/allowlisted_flex_ops.cc and tf.raw_ops list them.
  it.each(
    words(`
      AdjustContrastv2 ApplyCenteredRMSProp ApplyProximalGradientDescent AvgPool3DGrad BatchNormWithGlobalNormalizationGrad BiasAddV1 BoostedTreesFlushQuantileSummaries
      BroadcastGradientArgs CTCLossV2 CheckNumericsV2 CollectiveReduceV3 Conv2DBackpropInputV2 Conv3DBackpropFilterV2 CropAndResizeGradBoxes CudnnRNNV3 DebugGradientRefIdentity
      DepthwiseConv2dNativeBackpropFilter EmptyTensorMap ExperimentalMapAndBatchDataset FakeQuantWithMinMaxVarsPerChannelGradient FusedBatchNormGradV3 ImageProjectiveTransformV3 IteratorV2
      LoadTPUEmbeddingADAMParameters MaxPoolGradGradV2 MaxPoolGradWithArgmax MutableDenseHashTableV2 NonMaxSuppressionV5 ParallelInterleaveDatasetV4 ParseSequenceExampleV2 QuantizedConv2DWithBiasAndRelu
      RaggedTensorToVariantGradient ResizeNearestNeighborGrad ResourceApplyAdamWithAmsgrad ResourceSparseApplyFtrlV2 ReverseV2 RiscAdd SparseSegmentSqrtNGrad StatelessRandomGammaV2 StridedSliceGrad
      TPUReplicatedInput TensorArrayGradWithShape TensorListConcatV2 TopKV2 UniformQuantizedDot UniqueWithCountsV2 XlaCallModule XlaSharding _FusedConv2D _MklMatMul _ParallelConcatStart _Retval _SwitchN
      CSRSparseMatrixToDense Dilation2DBackpropFilter _FusedBatchNormEx UnbatchGrad CudnnRNNBackpropV3
      SentencepieceTokenizeOp TFText>NgramsStringJoin SimpleMLInferenceOpWithHandle Addons>Resampler WordpieceTokenizeWithOffsets
    `),
  )('%s is one of TensorFlow or of its libraries', (name) => {
    expect(isKnownTensorflowOperator(name)).toBe(true);
  });

  it.each(
    words('Gate ExecuteShell MyDataset ApplyShell2x Addons Evil>Op ReadFileGrad XXLAGate V2 Grad Dataset ParseV'),
  )('%s is none of them', (name) => {
    expect(isKnownTensorflowOperator(name)).toBe(false);
  });

  it.each(words('Conv Attention RotaryEmbedding TensorScatter ATen ImageDecoder'))('%s is one of ONNX', (name) => {
    expect(isStandardOnnxOperator(name)).toBe(true);
  });

  it.each(words('conv Gate Conv2 PythonOp'))('%s is none of ONNX', (name) => {
    expect(isStandardOnnxOperator(name)).toBe(false);
  });
});
