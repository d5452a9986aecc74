/*
 * Operators of ONNX's own domain. Source: `onnx.defs.get_all_schemas_with_history()` of ONNX 1.12 and docs/Operators.md of 1.13 to 1.20; those
 * before ONNX 1.5 and of exporters (PyTorch's ATen, ONNX Runtime's fusions) that stand in the default domain.
 */
const NAMES = `
Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh AveragePool BatchNormalization Bernoulli BitShift BlackmanWindow Cast CastLike Ceil Celu Clip Compress Concat ConcatFromSequence Constant
ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh CumSum DFT DepthToSpace DequantizeLinear Det Div Dropout DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand EyeLike Flatten Floor GRU Gather
GatherElements GatherND Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GridSample HammingWindow HannWindow HardSigmoid HardSwish Hardmax Identity If InstanceNormalization
IsInf IsNaN LRN LSTM LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax Loop LpNormalization LpPool MatMul MatMulInteger Max MaxPool MaxRoiPool MaxUnpool Mean MeanVarianceNormalization
MelWeightMatrix Min Mod Mul Multinomial Neg NegativeLogLikelihoodLoss NonMaxSuppression NonZero Not OneHot Optional OptionalGetElement OptionalHasElement Or PRelu Pad Pow QLinearConv QLinearMatMul
QuantizeLinear RNN RandomNormal RandomNormalLike RandomUniform RandomUniformLike Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum
ReduceSumSquare Relu Reshape Resize ReverseSequence RoiAlign Round STFT Scan Scatter ScatterElements ScatterND Selu SequenceAt SequenceConstruct SequenceEmpty SequenceErase SequenceInsert
SequenceLength SequenceMap Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax SoftmaxCrossEntropyLoss Softplus Softsign SpaceToDepth Split SplitToSequence Sqrt Squeeze StringNormalizer Sub Sum
Tan Tanh TfIdfVectorizer ThresholdedRelu Tile TopK Transpose Trilu Unique Unsqueeze Upsample Where Xor
AffineGrid Attention BitCast BitwiseAnd BitwiseNot BitwiseOr BitwiseXor CenterCropPad Col2Im CumProd DeformConv Gelu GroupNormalization ImageDecoder Mish RMSNormalization RegexFullMatch RotaryEmbedding
StringConcat StringSplit Swish TensorScatter
ATen Affine ConstantFill Crop DynamicSlice FC Fill GRUUnit GivenTensorFill GlobalLpPool ImageScaler LpNorm ParametricSoftplus Scale ScaledTanh SpatialBN
SimplifiedLayerNormalization SkipLayerNormalization FusedConv FusedGemm FusedMatMul FastGelu BiasGelu EmbedLayerNormalization QAttention MemcpyFromHost MemcpyToHost DynamicQuantizeMatMul MatMulIntegerToFloat
Inverse Rfft Irfft CropAndResize ComplexMul ComplexMulConj TransposeMatMul MatMulNBits
PriorBox PriorBoxClustered DetectionOutput Proposal PSROIPooling DeformablePSROIPooling FakeQuantize FakeQuant QuantizeAndDequantize CTCGreedyDecoder
RoIAlign RoiAlignRotated ROIAlignRotated_TRT MMCVDeformConv2d MMCVModulatedDeformConv2d DeformableConv2D grid_sampler cummax cummin
`;
const KNOWN: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/u));

export function isStandardOnnxOperator(name: string): boolean {
  return KNOWN.has(name);
}
