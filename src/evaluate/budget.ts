import type { Message } from './protocol.ts';
import { isChoiceTask, type Task } from './tasks/task-schema.ts';

/** A chat template's own tokens around one prompt. */
const TEMPLATE_TOKENS = 32;
/** Bytes of text per token: few vocabularies need more tokens than this on English text. */
const BYTES_PER_TOKEN = 3;

function bytes(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
}

function estimate(textBytes: number): number {
  return Math.ceil(textBytes / BYTES_PER_TOKEN);
}

/**
 * Tokens that a task will take on one model, before anything is started: an estimate from the length of its texts, because
 * only the model's own vocabulary, which is not trusted, could count them.
 */
export function estimatedTokens(task: Task): number {
  if (isChoiceTask(task)) {
    return task.items.reduce((sum, { messages, choices }) => {
      const asked = choices.reduce((total, choice) => total + estimate(Buffer.byteLength(choice)) + 1, 0);
      return sum + estimate(bytes(messages)) + TEMPLATE_TOKENS + asked;
    }, 0);
  }
  const { maxTokens } = task.file.generation;
  return task.items.reduce((sum, { messages }) => sum + estimate(bytes(messages)) + TEMPLATE_TOKENS + maxTokens, 0);
}

/** Tokens of context that the longest item needs at most: no vocabulary has more tokens than a text has bytes. */
export function neededContext(task: Task): number {
  const margin = 512;
  const each = isChoiceTask(task)
    ? task.items.map(
        ({ messages, choices }) => bytes(messages) + Math.max(...choices.map((it) => Buffer.byteLength(it))),
      )
    : task.items.map(({ messages }) => bytes(messages) + task.file.generation.maxTokens);
  return each.reduce((most, next) => Math.max(most, next), 0) + margin;
}
