import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import type { Enforcement, SandboxDriver, SandboxExit, SandboxInstance, SandboxSpec } from '../../sandbox/driver.ts';
import {
  answerSchema,
  PROTOCOL_VERSION,
  RECORD_SEPARATOR,
  type Answer,
  type AnswerOf,
  type Request,
  type RequestOf,
} from '../protocol.ts';
import { RecordReader } from './record-reader.ts';

/** All bytes that one instance may write. The largest honest task here writes less than a hundredth. */
export const MAX_OUTPUT_BYTES = 256 << 20;
const SAID_CHARACTERS = 300;

/** A request without what the client adds. */
type Question<Op extends Request['op']> = Omit<RequestOf<Op>, 'id' | 'op'>;

export interface ClientTimes {
  /** Milliseconds for loading the model. */
  readonly helloMs: number;
  /** Milliseconds for one batch of items. */
  readonly requestMs: number;
  readonly maxOutputBytes?: number;
}

interface Waiting {
  readonly id: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: GateError) => void;
}

/**
 * The trusted end of the pipe. One question at a time; whatever else the runner does than answer it (die, hang, flood, talk
 * nonsense, answer something else) ends the instance with an error that says which. `close` waits until every process is
 * gone.
 */
export class RunnerClient {
  readonly enforcement: Enforcement;
  private readonly instance: SandboxInstance;
  private readonly times: ClientTimes;
  private readonly reader: RecordReader;
  private waiting: Waiting | undefined;
  private failure: GateError | undefined;
  private nextId = 0;

  private constructor(instance: SandboxInstance, times: ClientTimes) {
    this.instance = instance;
    this.times = times;
    this.enforcement = instance.enforcement;
    this.reader = new RecordReader(times.maxOutputBytes ?? MAX_OUTPUT_BYTES);
    instance.stdout.on('data', (chunk: Uint8Array) => this.receive(chunk));
    instance.stdout.on('error', () => {}); // `exited` tells
    void instance.exited.then((exit) => this.fail(died(exit)));
  }

  /** Throws GateError SANDBOX_FAILED, CANCELLED. */
  static async start(
    driver: SandboxDriver,
    spec: SandboxSpec,
    times: ClientTimes,
    signal: AbortSignal,
  ): Promise<RunnerClient> {
    return new RunnerClient(await driver.start(spec, signal), times);
  }

  hello(question: Omit<Question<'hello'>, 'protocol'>): Promise<AnswerOf<'hello'>> {
    const ask = { ...question, protocol: PROTOCOL_VERSION, op: 'hello', id: this.nextId++ } as const;
    return this.ask(ask, this.times.helloMs).then((answer) => expectOp(answer, 'hello'));
  }

  async generate(question: Question<'generate'>): Promise<AnswerOf<'generate'>> {
    const answer = await this.ask({ ...question, op: 'generate', id: this.nextId++ }, this.times.requestMs);
    const generated = expectOp(answer, 'generate');
    expectItems(generated.items.length, question.items.length);
    if (generated.items.some(({ newTokens }) => newTokens > question.maxTokens))
      garbled('more tokens than were asked for');
    return generated;
  }

  async loglikelihood(question: Question<'loglikelihood'>): Promise<AnswerOf<'loglikelihood'>> {
    const answer = await this.ask({ ...question, op: 'loglikelihood', id: this.nextId++ }, this.times.requestMs);
    const scored = expectOp(answer, 'loglikelihood');
    expectItems(scored.items.length, question.items.length);
    for (const [index, item] of question.items.entries()) {
      expectItems(scored.items[index]?.continuations.length ?? 0, item.continuations.length);
    }
    return scored;
  }

  /** Ends the instance and waits until nothing of it is left. */
  async close(): Promise<SandboxExit> {
    this.instance.kill();
    return this.instance.exited;
  }

  private ask(request: Request, limitMs: number): Promise<Answer> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.fail(new GateError('RUNNER_HUNG', `the runner gave no answer to "${request.op}" in ${limitMs} ms`));
      }, limitMs);
      const settle =
        <T>(how: (value: T) => void): ((value: T) => void) =>
        (value) => {
          clearTimeout(timer);
          this.waiting = undefined;
          how(value);
        };
      this.waiting = { id: request.id, resolve: settle(resolve), reject: settle(reject) };
      this.instance.stdin.write(`${RECORD_SEPARATOR}${JSON.stringify(request)}\n`);
    });
  }

  private receive(chunk: Uint8Array): void {
    if (this.failure !== undefined) return;
    try {
      for (const record of this.reader.push(chunk)) this.take(record);
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      this.fail(error);
    }
  }

  private take(record: string): void {
    const answer = parseAnswer(record);
    const { waiting } = this;
    if (waiting === undefined) garbled('an answer that nobody asked for');
    if (waiting.id !== answer.id) garbled(`an answer to request ${answer.id} instead of ${waiting.id}`);
    if (answer.op === 'fault') {
      waiting.reject(new GateError('RUNNER_REFUSED', `${answer.fault}: ${printable(answer.message)}`));
    } else waiting.resolve(answer);
  }

  /** The first failure is the cause; what follows is its consequence. */
  private fail(error: GateError): void {
    this.failure ??= error;
    this.instance.kill();
    this.waiting?.reject(this.failure);
  }
}

function parseAnswer(record: string): Answer {
  let value: unknown;
  try {
    value = JSON.parse(record);
  } catch (error) {
    throw new GateError('RUNNER_GARBLED', 'the runner wrote a record that is not JSON', { cause: error });
  }
  const parsed = answerSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = printable(issue?.path.map(String).join('.') ?? '', 80);
  throw new GateError(
    'RUNNER_GARBLED',
    `the runner wrote an answer of another shape: ${where}: ${issue?.message ?? ''}`,
  );
}

function garbled(what: string): never {
  throw new GateError('RUNNER_GARBLED', `the runner gave ${what}`);
}

function expectOp<Op extends Answer['op']>(answer: Answer, op: Op): AnswerOf<Op> {
  if (!isOp(answer, op)) garbled(`"${answer.op}" as an answer to "${op}"`);
  return answer;
}

function isOp<Op extends Answer['op']>(answer: Answer, op: Op): answer is AnswerOf<Op> {
  return answer.op === op;
}

function expectItems(given: number, asked: number): void {
  if (given !== asked) garbled(`${given} answers to ${asked} items`);
}

function died(exit: SandboxExit): GateError {
  const how =
    exit.killedBy === 'none'
      ? exit.signal === null
        ? `it ended by itself with status ${exit.code}`
        : `it was ended by ${exit.signal}`
      : `the sandbox ended it: ${exit.killedBy}`;
  const said = printable(exit.stderrTail.trim().slice(-SAID_CHARACTERS), SAID_CHARACTERS);
  const code =
    exit.killedBy === 'cancelled' ? 'CANCELLED' : exit.killedBy === 'wall-clock' ? 'RUNNER_HUNG' : 'RUNNER_DIED';
  return new GateError(code, `the runner is gone: ${how}${said === '' ? '' : `; it last said: ${said}`}`);
}
