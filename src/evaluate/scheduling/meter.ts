import type { AnswerOf } from '../../runner/protocol.ts';
import type { Answering } from '../task-run.ts';

type Answered = AnswerOf<'generate'> | AnswerOf<'loglikelihood'> | AnswerOf<'loglikelihood_rolling'>;

/** Tokens that an answer took, by the runner's own count: what is asked of several continuations is read once. */
export function tokensOf(answer: Answered): { readonly read: number; readonly written: number } {
  let read = 0;
  let written = 0;
  if (answer.op === 'generate')
    for (const { promptTokens, newTokens } of answer.items) {
      read += promptTokens;
      written += newTokens;
    }
  else if (answer.op === 'loglikelihood')
    for (const { promptTokens, continuations } of answer.items)
      read += promptTokens + continuations.reduce((sum, { tokens }) => sum + tokens, 0);
  else for (const { tokens } of answer.items) read += tokens;
  return { read, written };
}

/** Tokens and time of every question that goes through it. */
export class Meter implements Answering {
  read = 0;
  written = 0;
  milliseconds = 0;
  readonly #client: Answering;
  readonly #seen: (answer: Answered) => void;

  constructor(client: Answering, seen: (answer: Answered) => void = () => {}) {
    this.#client = client;
    this.#seen = seen;
  }

  /** Forgets what was counted. */
  restart(): void {
    this.read = this.written = this.milliseconds = 0;
  }

  generate(question: Parameters<Answering['generate']>[0]): Promise<AnswerOf<'generate'>> {
    return this.#counted(this.#client.generate(question));
  }

  loglikelihood(question: Parameters<Answering['loglikelihood']>[0]): Promise<AnswerOf<'loglikelihood'>> {
    return this.#counted(this.#client.loglikelihood(question));
  }

  loglikelihoodRolling(
    question: Parameters<Answering['loglikelihoodRolling']>[0],
  ): Promise<AnswerOf<'loglikelihood_rolling'>> {
    return this.#counted(this.#client.loglikelihoodRolling(question));
  }

  async #counted<A extends Answered>(asked: Promise<A>): Promise<A> {
    const begun = performance.now();
    const answer = await asked;
    this.milliseconds += performance.now() - begun;
    this.#seen(answer);
    const { read, written } = tokensOf(answer);
    this.read += read;
    this.written += written;
    return answer;
  }
}
