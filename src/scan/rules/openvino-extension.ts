import type { Rule } from '../rule.ts';

/** Operator sets that the runtime has; the empty one is that of old versions. */
const BUILT_IN =
  /^(?:|experimental|opset\d{1,2}|ie_internal_opset|type_relaxed_opset|gpu_opset|cpu_plugin_opset|internal)$/u;

/** Of openvino_tokenizers, without which OpenVINO reads no tokenizer: src/ov_extension.cpp. */
const TOKENIZERS: ReadonlySet<string> = new Set(
  (
    'StringTensorPack StringTensorUnpack RaggedTensorPack StringToHashBucket SpecialTokensSplit RegexNormalization CharsMapNormalization ' +
    'RegexSplit BytesToChars CharsToBytes BPETokenizer WordpieceTokenizer UnigramTokenizer SentencepieceTokenizer SentencepieceDetokenizer ' +
    'SentencepieceStreamDetokenizer CombineSegments RaggedToDense RaggedToSparse RaggedToRagged VocabEncoder VocabDecoder UTF8Validate FuzeRagged ' +
    'ByteFallback EqualStr TrieTokenizer Truncate CaseFold NormalizeUnicode BytesToCharsV1'
  ).split(' '),
);

export const rule: Rule = {
  id: 'openvino-extension',
  title: 'An OpenVINO model needs operators of a library that it does not bring',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.003', 'AML.T0011.000'],
  advice: 'Find out which library the operators come from, and load no library that came with the model.',
  appliesTo: (file) => file.graphs?.some(({ format }) => format === 'openvino') ?? false,
  *check(file) {
    for (const graph of file.graphs ?? []) {
      if (graph.format !== 'openvino') continue;
      for (const { domain, name, offset } of graph.operators) {
        if (BUILT_IN.test(domain)) continue;
        const message = `the operator ${name} of ${JSON.stringify(domain)} needs a library`;
        const severity = domain === 'extension' && TOKENIZERS.has(name) ? 'medium' : 'high';
        yield { message, severity, offset, ...(graph.member === undefined ? {} : { member: graph.member }) };
      }
    }
  },
};
