import { TENSORFLOW_GRADES } from '../data/tensorflow-operators.ts';
import type { Rule } from '../rule.ts';

/** Custom operators of the libraries around TensorFlow Lite (MediaPipe, Coral, object detection, audio). */
const KNOWN: ReadonlySet<string> = new Set(
  'TFLite_Detection_PostProcess edgetpu-custom-op MaxPoolingWithArgmax2D MaxUnpooling2D Convolution2DTransposeBias TransformTensorBilinear TransformLandmarks Landmarks2TransformMatrix AudioSpectrogram Mfcc NumericVerify Rfft2d Irfft2d Rfft RFFT2D Multinomial RandomStandardNormal RandomUniform Atan2 Sign Roll HashtableFind HashtableLookup HashtableImport HashtableSize SignalRfft SignalFramer SignalWindow SignalFilterBank'.split(
    ' ',
  ),
);

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
        else if (domain === 'custom' && !KNOWN.has(name))
          yield { message: `the custom operator ${name} needs a library`, severity: 'low', offset, ...inside };
      }
    }
  },
};
