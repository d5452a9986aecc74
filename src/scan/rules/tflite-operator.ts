import { TENSORFLOW_GRADES } from '../data/tensorflow-operators.ts';
import { isKnownTensorflowOperator } from '../data/tensorflow-registry.ts';
import type { Rule } from '../rule.ts';

/**
 * Custom operators of the libraries around TensorFlow Lite (MediaPipe, Coral, object detection, audio, ML Kit, accelerators). The runtime
 * also takes operators of TensorFlow under their own names, and those of its libraries.
 */
const KNOWN: ReadonlySet<string> = new Set(
  'TFLite_Detection_PostProcess edgetpu-custom-op MaxPoolingWithArgmax2D MaxUnpooling2D Convolution2DTransposeBias TransformTensorBilinear TransformLandmarks Landmarks2TransformMatrix AudioSpectrogram Mfcc NumericVerify Rfft2d Irfft2d Rfft RFFT2D Multinomial RandomStandardNormal RandomUniform Atan2 Sign Roll HashtableFind HashtableLookup HashtableImport HashtableSize SignalRfft SignalFramer SignalWindow SignalFilterBank SignalFftAutoScale SignalEnergy SignalPCAN SignalStacker SignalOverlapAdd SignalDelay SignalIrfft SignalFilterBankLog SignalFilterBankSpectralSubtraction SignalFilterBankSquareRoot AveragePooling2DWithMask PReLU TransformTensor Landmarks2dToTransformMatrix RoIToTransformMatrix odml.rmsnorm odml.scaled_dot_product_attention odml.update_kv_cache odml.runtime_bmm ethos-u VHWC neutron neutronGraph vx-delegate vsi-npu QNN_CONTEXT DISPATCH_OP DepthwiseConv2DCustom AvgPool3D MaxPool3D Irfft ReadVariable AssignVariable VarHandle ExtractImagePatches ImageProjectiveTransformV3 NGrams NgramsStringJoin WhitespaceTokenizer WhitespaceTokenize TFSentencepieceTokenizeOp TFSentencepieceDetokenizeOp Normalize RegexpNormalize Predict SMARTREPLY_TOKENIZE RaggedTensorToTensor RaggedRange SequenceStringProjection SEQUENCE_STRING_PROJECTION SEQUENCE_STRING_PROJECTION_V2 StringProjection SkipGram LAYER_NORM UNIFORM_CAUSAL_ATTN DENORMALIZE POOLING_OP EXPECTED_VALUE QRNN_POOLING'.split(
    ' ',
  ),
);

function isKnown(name: string): boolean {
  return (
    KNOWN.has(name) ||
    isKnownTensorflowOperator(name) ||
    /^(?:tftext:(?:custom:)?|TFText>|aten::|stablehlo\.|odml\.)\w+$/u.test(name)
  );
}

export const rule: Rule = {
  id: 'tflite-operator',
  title: 'A TensorFlow Lite model needs more than the operators of its runtime',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice:
    'Have it converted again without TensorFlow operators that touch files; get a custom operator from its own source only.',
  appliesTo: (file) => file.graphs?.some(({ format }) => format === 'tflite') ?? false,
  *check(file) {
    for (const graph of file.graphs ?? []) {
      if (graph.format !== 'tflite') continue;
      const inside = graph.member === undefined ? {} : { member: graph.member };
      for (const { domain, name, offset } of graph.operators) {
        const grade = domain === 'flex' ? TENSORFLOW_GRADES.get(name) : undefined;
        if (grade !== undefined && (grade.severity === 'high' || grade.severity === 'critical'))
          yield {
            message: `the TensorFlow operator ${name} ${grade.does}`,
            severity: grade.severity,
            offset,
            ...inside,
          };
        else if (domain === 'custom' && !isKnown(name))
          yield {
            message: `the custom operator ${JSON.stringify(name)} needs native code from elsewhere`,
            confidence: 'medium',
            offset,
            ...inside,
          };
        else if (domain === 'flex' && grade === undefined && !isKnownTensorflowOperator(name))
          yield {
            message: `${JSON.stringify(name)} is no operator of TensorFlow or of a known library`,
            confidence: 'medium',
            offset,
            ...inside,
          };
      }
    }
  },
};
