import type { Rule } from '../rule.ts';

/** Problem codes of the formats that hold computation graphs and what goes with them. */
const CODE =
  /^(?:onnx|tensorflow|tflite|executorch|coreml|openvino|hdf5|keras|numpy|torchscript|skops|rdata|msgpack|ubjson|xgboost|lightgbm|catboost|arrow|parquet|ocdbt|ort|sentencepiece|ggml|caffe|mxnet|paddle|torch7|torch)-/u;

/** Loaders stop before it, writers of some tools append, and it is searched for pickles. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['hdf5-trailing-data', 'numpy-trailing-data']);

export const rule: Rule = {
  id: 'graph-structure',
  title: 'A model file breaks its format',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0010.003', 'AML.T0074'],
  advice: 'Do not load the file: readers differ on what it says, or read past its end.',
  appliesTo: (file) => file.problems.some(({ code }) => CODE.test(code)),
  *check(file) {
    for (const { code, message, offset, member } of file.problems) {
      if (!CODE.test(code)) continue;
      yield {
        message: `${message} (${code})`,
        ...(LEFT_ALONE.has(code) ? { severity: 'medium' } : {}),
        ...(offset === undefined ? {} : { offset }),
        ...(member === undefined ? {} : { member }),
      };
    }
  },
};
