import { GateError } from '../../core/errors.ts';
import type { Tripwires } from '../../core/predicates/tripwires.ts';
import type { RunnerClient } from '../../runner/client/runner-client.ts';
import { tokensOf } from '../scheduling/meter.ts';
import type { Answering } from '../task-run.ts';
import type { JobRecords } from './recordings.ts';
import { digestOfValue, type RecordedAnswer } from './record.ts';

type Op = RecordedAnswer['op'];
type AnswerTo<O extends Op> = Extract<RecordedAnswer, { op: O }>;
type QuestionOf<Method extends 'generate' | 'loglikelihood' | 'loglikelihoodRolling'> = Parameters<
  RunnerClient[Method]
>[0];

/** Answers what was answered before from the records, and asks a runner, started when first needed, everything else. */
export class RecordedAnswers implements Answering {
  /** Items whose answers were there already. */
  replayed = 0;
  /** That the runner read and wrote, by its own count. */
  tokens = 0;
  readonly #records: JobRecords | undefined;
  readonly #runner: () => Promise<RunnerClient>;

  readonly #seen: (answer: RecordedAnswer) => Tripwires;

  /** `seen`: told of every answer that a runner gives, recorded or not; what the runner has tried until then. */
  constructor(
    records: JobRecords | undefined,
    runner: () => Promise<RunnerClient>,
    seen: (answer: RecordedAnswer) => Tripwires,
  ) {
    this.#records = records;
    this.#runner = runner;
    this.#seen = seen;
  }

  generate(question: QuestionOf<'generate'>): Promise<AnswerTo<'generate'>> {
    return this.#answer('generate', question, (runner) => runner.generate(question));
  }

  loglikelihood(question: QuestionOf<'loglikelihood'>): Promise<AnswerTo<'loglikelihood'>> {
    return this.#answer('loglikelihood', question, (runner) => runner.loglikelihood(question));
  }

  loglikelihoodRolling(question: QuestionOf<'loglikelihoodRolling'>): Promise<AnswerTo<'loglikelihood_rolling'>> {
    return this.#answer('loglikelihood_rolling', question, (runner) => runner.loglikelihoodRolling(question));
  }

  async #answer<O extends Op>(
    op: O,
    question: { readonly items: readonly unknown[] },
    ask: (runner: RunnerClient) => Promise<AnswerTo<O>>,
  ): Promise<AnswerTo<O>> {
    const records = this.#records;
    if (records === undefined) {
      const answer = this.#counted(await ask(await this.#runner()));
      this.#seen(answer);
      return answer;
    }
    const request = digestOfValue({ op, ...question });
    const earlier = records.answers.get(request);
    if (earlier !== undefined) {
      if (!isAnswerTo(earlier, op)) throw new GateError('INTERNAL', `a kept answer to "${op}" of another kind`);
      this.replayed += question.items.length;
      return earlier;
    }
    const answer = this.#counted(await ask(await this.#runner()));
    await records.keep({ kind: 'answered', request, answer, tripwires: this.#seen(answer) });
    return answer;
  }

  #counted<A extends RecordedAnswer>(answer: A): A {
    const { read, written } = tokensOf(answer);
    this.tokens += read + written;
    return answer;
  }
}

function isAnswerTo<O extends Op>(answer: RecordedAnswer, op: O): answer is AnswerTo<O> {
  return answer.op === op;
}
