import './quiet.ts';
import { OPERATIONS } from '../protocol.ts';
import { generate } from './generate.ts';
import { loadModel } from './loaded-model.ts';
import { loglikelihood } from './loglikelihood.ts';
import { nextTokens } from './next-tokens.ts';
import { sample } from './sample.ts';
import { vocabulary } from './vocabulary.ts';
import { loglikelihoodRolling } from './loglikelihood-rolling.ts';
import { serve } from './serve.ts';

/* `node gguf.mjs MODEL [--forget]`: runs a GGUF with llama.cpp. `--forget` computes every prompt from its beginning, to measure by. */

const modelPath = process.argv[2] ?? '/model/model.gguf';

await serve(async (request) => {
  const loaded = await loadModel(modelPath, request, !process.argv.includes('--forget'));
  return {
    capabilities: {
      runner: 'gguf',
      engine: loaded.engine.slice(0, 64),
      architecture: loaded.architecture.slice(0, 128),
      operations: [...OPERATIONS],
      trainedContext: loaded.model.trainContextSize,
      contextTokens: loaded.contextTokens,
      sequences: loaded.sequences.length,
      template: loaded.template.source,
    },
    generate: (asked, turn) => generate(loaded, asked, turn),
    loglikelihood: (asked, turn) => loglikelihood(loaded, asked, turn),
    loglikelihoodRolling: (asked, turn) => loglikelihoodRolling(loaded, asked, turn),
    search: {
      render: ({ items }) => items.map(({ messages }) => loaded.template.render(messages)),
      vocabulary: (asked) => vocabulary(loaded, asked),
      sample: (asked, turn) => sample(loaded, asked, turn),
      next: (asked, turn) => nextTokens(loaded, asked, turn),
    },
  };
});
