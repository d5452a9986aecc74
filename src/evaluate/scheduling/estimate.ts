import { isHarnessTask, isChoiceTask, type Task } from '../tasks/task-schema.ts';
import { askedShare, textBytes } from '../budget.ts';

/** What a runner is asked to do with a text; each has a speed of its own. */
export type Kind = 'score' | 'roll' | 'write';

/** How quickly a file answers, by a few real questions. */
export interface Rate {
  readonly file: string;
  readonly kind: Kind;
  /** Of the questions, by the runner's count. */
  readonly tokensPerByte: number;
  /** Of `write`: what it wrote to an item. */
  readonly writtenPerItem: number;
  /** Read and written together. */
  readonly tokensPerSecond: number;
  /** Until the first question could be asked. */
  readonly loadSeconds: number;
}

export interface Estimate {
  readonly tokens: number;
  readonly seconds: number;
}

export function kindOf(task: Task): Kind {
  if (isChoiceTask(task)) return 'score';
  if (!isHarnessTask(task)) return 'write';
  const { output_type: type } = task.config;
  return type === 'generate_until' ? 'write' : type === 'loglikelihood_rolling' ? 'roll' : 'score';
}

/** Of one task. Every text's bytes are counted; how many tokens they are, and how long these take, follows from the rate. */
export function estimateTask(
  task: Task,
  rate: Rate,
  { limit, answered = 0 }: { readonly limit?: number | undefined; readonly answered?: number } = {},
): Estimate {
  const written = rate.kind === 'write' ? task.items.length * rate.writtenPerItem : 0;
  const all = textBytes(task, task.items.keys()) * rate.tokensPerByte + written;
  const share = askedShare(task, limit);
  const tokens = all * Math.max(0, share - answered / Math.max(1, task.items.length));
  return { tokens: Math.ceil(tokens), seconds: rate.loadSeconds + tokens / rate.tokensPerSecond };
}

/** Of tasks in the order in which they are started, `width` of them side by side. */
export function estimateAll(tasks: readonly Estimate[], width: number): Estimate {
  const busy = Array.from({ length: width }, () => 0);
  for (const { seconds } of tasks) {
    const first = busy.indexOf(Math.min(...busy));
    busy[first] = (busy[first] ?? 0) + seconds;
  }
  return { tokens: tasks.reduce((sum, { tokens }) => sum + tokens, 0), seconds: Math.max(...busy) };
}

/** "about 12 min, 41,000 tokens". */
export function tellEstimate({ seconds, tokens }: Estimate): string {
  return `about ${tellCost({ seconds, tokens: tokens < 1_000 ? tokens : Number(tokens.toPrecision(2)) })}`;
}

export function tellCost({ seconds, tokens }: Estimate): string {
  return `${duration(seconds)}, ${tokens.toLocaleString('en')} tokens`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${Number((seconds / 3_600).toPrecision(2))} h`;
}
