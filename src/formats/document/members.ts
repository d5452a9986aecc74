import { xmlParser } from '../xml/parser.ts';
import { catboostParser } from '../catboost/parser.ts';
import { coremlParser } from '../coreml/parser.ts';
import { executorchParser } from '../executorch/parser.ts';
import { caffeModelParser } from '../framework/caffe.ts';
import { mxnetParametersParser } from '../framework/mxnet.ts';
import { paddleParametersParser, paddleProgramParser } from '../framework/paddle.ts';
import { torch7Parser } from '../framework/torch7.ts';
import { ggmlParser } from '../ggml/parser.ts';
import { hdf5Parser } from '../hdf5/parser.ts';
import { kerasParser } from '../keras/parser.ts';
import { lightgbmParser } from '../lightgbm/parser.ts';
import { msgpackParser } from '../msgpack/parser.ts';
import { ocdbtParser } from '../ocdbt/parser.ts';
import { onnxParser } from '../onnx/parser.ts';
import { openvinoParser } from '../openvino/parser.ts';
import { ortParser } from '../ort/parser.ts';
import type { Parser } from '../parser.ts';
import { rdataParser } from '../rdata/parser.ts';
import { sentencepieceParser } from '../sentencepiece/parser.ts';
import { skopsParser } from '../skops/parser.ts';
import { kerasMetadataParser } from '../tensorflow/keras-metadata.ts';
import { tableParsers } from '../table/parser.ts';
import { chunkedParser, tensorflowParser } from '../tensorflow/parser.ts';
import { tensorflowTextParser } from '../tensorflow/text-parser.ts';
import { tfliteParser } from '../tflite/parser.ts';
import { ubjsonParser, xgboostParser } from '../xgboost/parser.ts';
import { yamlParser } from '../yaml/parser.ts';
import { caffeNetworkParser } from '../yaml/caffe-network.ts';
import { spacyConfigParser } from '../yaml/spacy-config.ts';

/** Parsers that an archive's members are given to: `.keras` is such an archive, and whole models travel in zip and tar. */
export const MEMBER_PARSERS: readonly Parser[] = [
  caffeModelParser,
  caffeNetworkParser,
  catboostParser,
  chunkedParser,
  coremlParser,
  executorchParser,
  ggmlParser,
  hdf5Parser,
  kerasMetadataParser,
  kerasParser,
  lightgbmParser,
  msgpackParser,
  mxnetParametersParser,
  ocdbtParser,
  onnxParser,
  openvinoParser,
  ortParser,
  paddleParametersParser,
  paddleProgramParser,
  rdataParser,
  sentencepieceParser,
  skopsParser,
  ...tableParsers,
  tensorflowParser,
  tensorflowTextParser,
  tfliteParser,
  torch7Parser,
  ubjsonParser,
  xgboostParser,
  xmlParser,
  yamlParser,
  spacyConfigParser,
];
