import type { Message } from '../runner/protocol.ts';
import { isChoiceTask, isHarnessTask, type Task } from './tasks/task-schema.ts';

/**
 * A task whose items with prompts that begin alike follow each other, so that the runner computes what they share once.
 * The order of the texts themselves does that, and tells the model nothing that the texts don't.
 */
export function inPromptOrder(task: Task): Task {
  if (isHarnessTask(task)) return { ...task, items: sorted(task.items, ({ prompt }) => prompt) };
  if (isChoiceTask(task)) return { ...task, items: sorted(task.items, ({ messages }) => textOf(messages)) };
  return { ...task, items: sorted(task.items, ({ messages }) => textOf(messages)) };
}

function textOf(messages: readonly Message[]): string {
  return messages.map(({ role, content }) => `${role}\n${content}`).join('\n');
}

function sorted<Item>(items: readonly Item[], text: (item: Item) => string): Item[] {
  const keyed = items.map((item) => ({ item, key: text(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
