import * as z from 'zod';
import { coremlFactsSchema } from '../coreml/facts.ts';
import { executorchFactsSchema } from '../executorch/facts.ts';
import { frameworkFactsSchema } from '../framework/facts.ts';
import { onnxFactsSchema } from '../onnx/facts.ts';
import { openvinoFactsSchema } from '../openvino/facts.ts';
import { tensorflowFactsSchema } from '../tensorflow/facts.ts';
import { torchExportFactsSchema, torchscriptFactsSchema } from '../torchscript/facts.ts';
import { tfliteFactsSchema } from '../tflite/facts.ts';

/** A computation graph of any format. A file or archive may hold several. */
export const graphFactsSchema = z.discriminatedUnion('format', [
  coremlFactsSchema,
  executorchFactsSchema,
  frameworkFactsSchema,
  onnxFactsSchema,
  openvinoFactsSchema,
  tensorflowFactsSchema,
  tfliteFactsSchema,
  torchExportFactsSchema,
  torchscriptFactsSchema,
]);
export type GraphFacts = z.infer<typeof graphFactsSchema>;
