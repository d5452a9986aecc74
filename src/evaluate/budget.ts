import type { Message } from '../runner/protocol.ts';
import { isChoiceTask, isHarnessTask, type Task } from './tasks/task-schema.ts';

/** A chat template's own tokens around one prompt. */
const TEMPLATE_TOKENS = 32;
/** Bytes of text per token: few vocabularies need more tokens than this on English text. */
const BYTES_PER_TOKEN = 3;
const MARGIN_TOKENS = 512;

/** Bytes of what is read and scored, and tokens of what is written, of one item. */
interface Asked {
  readonly prompt: number;
  readonly continuations: readonly number[];
  readonly written: number;
}

function* asked(task: Task): Generator<Asked> {
  if (isHarnessTask(task)) {
    const written =
      task.config.output_type === 'generate_until' ? (task.config.generation_kwargs?.max_gen_toks ?? 256) : 0;
    for (const { prompt, continuations } of task.items)
      yield {
        prompt: Buffer.byteLength(prompt),
        continuations: continuations.map((it) => Buffer.byteLength(it)),
        written,
      };
  } else if (isChoiceTask(task)) {
    for (const { messages, choices } of task.items)
      yield { prompt: bytes(messages), continuations: choices.map((it) => Buffer.byteLength(it)), written: 0 };
  } else {
    const { maxTokens } = task.file.generation;
    for (const { messages } of task.items) yield { prompt: bytes(messages), continuations: [], written: maxTokens };
  }
}

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
  let sum = 0;
  for (const { prompt, continuations, written } of asked(task)) {
    const scored = continuations.reduce((total, it) => total + estimate(it) + 1, 0);
    sum += estimate(prompt) + TEMPLATE_TOKENS + scored + written;
  }
  return sum;
}

/** What part of a task's items is asked where there is a limit. */
export function askedShare({ items }: Task, limit = items.length): number {
  return items.length === 0 ? 1 : Math.min(1, limit / items.length);
}

/** Bytes of text that some items of a task have the model read. */
export function textBytes(task: Task, places: Iterable<number>): number {
  const wanted = new Set(places);
  let sum = 0;
  let place = 0;
  for (const { prompt, continuations } of asked(task))
    if (wanted.has(place++)) sum += continuations.reduce((total, it) => total + it, prompt);
  return sum;
}

/** Tokens of context that the longest item needs at most: no vocabulary has more tokens than a text has bytes. */
export function neededContext(task: Task): number {
  let most = 0;
  for (const { prompt, continuations, written } of asked(task))
    most = Math.max(most, prompt + continuations.reduce((longest, it) => Math.max(longest, it), 0) + written);
  return most + MARGIN_TOKENS;
}
