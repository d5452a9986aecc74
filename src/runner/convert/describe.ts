import type { ByteSource } from '../../formats/byte-source.ts';
import { Collector } from '../../formats/collector.ts';
import { defined } from '../../formats/defined.ts';
import { readJsonTree, type JsonNode } from '../../formats/json/tree.ts';
import type { DescribeAnswer, Description, SourceFile } from './description.ts';
import { CONVERSION_LIMITS } from './limits.ts';
import { readChatTemplate } from './read-chat-template.ts';
import { readHyperparameters } from './read-hyperparameters.ts';
import { Refusal, refuse } from './refusal.ts';
import { readVocabulary } from './vocabulary/read-vocabulary.ts';

/** Reads the small files of a checkpoint. Never throws for what they hold: whatever it can't express is a refusal. */
export function describeCheckpoint(open: (name: SourceFile) => ByteSource | undefined): DescribeAnswer {
  try {
    return { description: describe(open) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.message };
  }
}

function describe(open: (name: SourceFile) => ByteSource | undefined): Description {
  const json = (name: SourceFile): JsonNode | undefined => {
    const source = open(name);
    return source === undefined ? undefined : readDocument(source, name);
  };
  const config = json('config.json') ?? refuse('there is no config.json beside it');
  const tokenizerConfig = json('tokenizer_config.json');
  const jinja = open('chat_template.jinja');
  const chatTemplate = readChatTemplate(
    tokenizerConfig,
    jinja === undefined ? undefined : readText(jinja),
    json('chat_template.json'),
  );
  return {
    hyperparameters: readHyperparameters(config),
    vocabulary: readVocabulary({
      config,
      generation: json('generation_config.json'),
      tokenizer: json('tokenizer.json'),
      tokenizerConfig,
      addedTokens: json('added_tokens.json'),
      pieceModel: open('tokenizer.model'),
    }),
    ...defined({ chatTemplate }),
  };
}

/** Readers differ in what they make of a key that stands twice or of a number that is none: neither is converted. */
function readDocument(source: ByteSource, name: SourceFile): JsonNode {
  const collector = new Collector();
  const root = readJsonTree(source, collector, { limits: { nodes: CONVERSION_LIMITS.nodes } });
  const fault = collector.problems[0]?.message ?? collector.limits[0]?.message;
  if (fault !== undefined) refuse(`${name}: ${fault}`);
  return root ?? refuse(`${name} can not be read`);
}

function readText(source: ByteSource): string {
  if (source.size > CONVERSION_LIMITS.template) refuse(`a chat template of ${source.size} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(source.read(0, source.size)));
  } catch {
    return refuse('the chat template is not UTF-8');
  }
}
