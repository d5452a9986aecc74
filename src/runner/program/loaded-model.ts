import { getLlama, LlamaLogLevel, type LlamaContextSequence, type LlamaModel, type Token } from 'node-llama-cpp';
import { MIN_CONTEXT, type RequestOf } from '../protocol.ts';
import { chatTemplate, type ChatTemplate } from './chat-template.ts';
import { Fault } from './fault.ts';
import { preparation } from './preparation.ts';

/** node-llama-cpp drops the beginning of a context before it is quite full, without a word. */
const SPARE_TOKENS = 16;

export interface LoadedModel {
  readonly model: LlamaModel;
  readonly engine: string;
  readonly architecture: string;
  readonly template: ChatTemplate;
  readonly contextTokens: number;
  readonly sequences: readonly LlamaContextSequence[];
  /** Whether what a prompt and the one before it begin with alike is computed once. */
  readonly keepsPrefixes: boolean;
  /** A rendered prompt's tokens, with the BOS token in front where the model wants it and the template gave none. */
  readonly tokenize: (text: string) => Token[];
  /** Without it, unless the text holds it. */
  readonly tokenizeBare: (text: string) => Token[];
}

/** Loads a GGUF: one thread, no GPU, nothing built, nothing fetched. */
export async function loadModel(
  path: string,
  wanted: RequestOf<'capabilities'>,
  keepsPrefixes: boolean,
): Promise<LoadedModel> {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    maxThreads: 1,
    logLevel: LlamaLogLevel.error,
    progressLogs: false,
  });
  try {
    const model = await llama.loadModel({ modelPath: path, gpuLayers: 0, useMmap: true, checkTensors: true });
    const contextTokens = Math.max(MIN_CONTEXT, Math.min(wanted.contextTokens, model.trainContextSize));
    const context = await model.createContext({
      contextSize: contextTokens + SPARE_TOKENS,
      sequences: wanted.sequences,
      threads: 1,
      batchSize: Math.min(2_048, contextTokens * wanted.sequences),
      flashAttention: false,
      // Keys and values in F16, the default, cost up to 1e-2 of a log-probability.
      experimentalKvCacheKeyType: 'F32',
      experimentalKvCacheValueType: 'F32',
    });
    const { bosString, eosString, bos, shouldPrependBosToken } = model.tokens;
    const prepare = preparation(model, wanted.preparation ?? {});
    const tokenizeBare = (text: string): Token[] => model.tokenize(prepare(text), true);
    const tokenize = (text: string): Token[] => {
      const tokens = tokenizeBare(text);
      return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
    };
    const { metadata } = model.fileInfo;
    return {
      model,
      engine: `llama.cpp ${llama.llamaCppRelease.release}`,
      architecture: metadata.general.architecture,
      template: chatTemplate(metadata.tokenizer.chat_template, { bos: bosString ?? '', eos: eosString ?? '' }),
      contextTokens,
      sequences: Array.from({ length: wanted.sequences }, () => context.getSequence()),
      keepsPrefixes,
      tokenize,
      tokenizeBare,
    };
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('model', `llama.cpp does not load it: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
