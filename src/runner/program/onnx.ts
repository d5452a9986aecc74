import './quiet.ts';
import { EVALUATION_OPERATIONS } from '../protocol.ts';
import { OnnxModel } from './onnx/model.ts';
import { OnnxSession } from './onnx/session.ts';
import { readTokenizer } from './onnx/tokenizer.ts';
import { serve } from './serve.ts';

/* `node onnx.mjs MODEL`: runs an ONNX language model with ONNX Runtime and the tokenizer beside it. */

const modelPath = process.argv[2] ?? '/model/model.onnx';

await serve(async (request) => {
  const tokenizer = readTokenizer(modelPath);
  const session = await OnnxSession.open(modelPath);
  const model = new OnnxModel(session, tokenizer, request.contextTokens);
  return {
    capabilities: {
      runner: 'onnx',
      engine: session.engine,
      architecture: tokenizer.architecture.slice(0, 128),
      operations: [...EVALUATION_OPERATIONS],
      trainedContext: tokenizer.trainedContext,
      contextTokens: model.contextTokens,
      // One text at a time: what is computed beside a text must not change its answer.
      sequences: 1,
      template: tokenizer.template.source,
    },
    generate: (asked, turn) => model.generate(asked, turn),
    loglikelihood: (asked, turn) => model.loglikelihood(asked, turn),
    loglikelihoodRolling: (asked, turn) => model.loglikelihoodRolling(asked, turn),
  };
});
