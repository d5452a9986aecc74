import { member, stringOf, type JsonNode } from '../../formats/json/tree.ts';
import { CONVERSION_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';

/** The templates that apply when none is asked for. Carried as they are, and rendered only inside the sandbox. */
export function readChatTemplate(
  tokenizerConfig: JsonNode | undefined,
  jinja: string | undefined,
  chatTemplate: JsonNode | undefined,
): string | undefined {
  const stated = [jinja, ...[tokenizerConfig, chatTemplate].map((node) => defaultOf(member(node, 'chat_template')))];
  const texts = new Set(stated.filter((text) => text !== undefined));
  // Which one a loader takes depends on its version.
  if (texts.size > 1) refuse('its files state different chat templates');
  const [text] = texts;
  if (text !== undefined && Buffer.byteLength(text) > CONVERSION_LIMITS.template)
    refuse(`a chat template of more than ${CONVERSION_LIMITS.template} bytes`);
  return text;
}

function defaultOf(node: JsonNode | undefined): string | undefined {
  if (node?.kind !== 'array') return stringOf(node);
  const found = node.items.find((item) => stringOf(member(item, 'name')) === 'default');
  return stringOf(member(found, 'template'));
}
