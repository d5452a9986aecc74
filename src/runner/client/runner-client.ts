import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import type { Tripwires } from '../../core/predicates/tripwires.ts';
import type { Enforcement, SandboxDriver, SandboxExit, SandboxInstance, SandboxSpec } from '../../sandbox/driver.ts';
import {
  answerSchema,
  MAX_RECORD_BYTES,
  MAX_TEXT,
  MIN_CONTEXT,
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
/** The most that Unicode's composed form makes of a byte, and tokens beside those of a text. */
const MAX_COMPOSED = 3;
const SPARE_TOKENS = 16;
/** By which rounded probabilities may sum to more than one. */
const MASS_TOLERANCE = 0.01;

/** A request without what the client adds. */
type Question<Op extends Request['op']> = Omit<RequestOf<Op>, 'id' | 'op'>;

export interface ClientTimes {
  /** Milliseconds for loading the model. */
  readonly loadMs: number;
  /** Milliseconds for one batch of items. */
  readonly requestMs: number;
  /** Milliseconds in which it notices that nobody waits for its answer any more. */
  readonly cancelMs?: number;
  readonly maxOutputBytes?: number;
}

/** What one question may be accompanied by. */
export interface Asking {
  /** Aborted: the answer isn't wanted any more. The runner stops between two steps, and the instance stays of use. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly request: Request;
  readonly pieces?: (piece: AnswerOf<'piece'>) => void;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: GateError) => void;
}

const CANCEL_MS = 10_000;

/**
 * The trusted end of the pipe. One question at a time; whatever else the runner does than answer it (die, hang, flood, talk
 * nonsense, answer something else, go past what it says it can) ends the instance with an error that says which. `close`
 * waits until every process is gone.
 */
export class RunnerClient {
  readonly enforcement: Enforcement;
  private readonly instance: SandboxInstance;
  private readonly times: ClientTimes;
  private readonly reader: RecordReader;
  private capabilities: AnswerOf<'capabilities'> | undefined;
  private waiting: Waiting | undefined;
  private failure: GateError | undefined;
  private nextId = 0;
  /** Tokens of the vocabulary, as the runner told them first. */
  private vocabularySize: number | undefined;

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

  /** Has the model loaded. The first question, asked once. */
  async open(question: Omit<Question<'capabilities'>, 'protocol'>): Promise<AnswerOf<'capabilities'>> {
    const request = { ...question, protocol: PROTOCOL_VERSION, op: 'capabilities', id: this.nextId++ } as const;
    return this.checked(expectOp(await this.ask(request, this.times.loadMs), 'capabilities'), (answer) => {
      if (answer.sequences > question.sequences) garbled('more sequences than were asked for');
      if (answer.contextTokens > Math.max(question.contextTokens, MIN_CONTEXT))
        garbled('more context than was asked for');
      if (new Set(answer.operations).size !== answer.operations.length) garbled('an operation twice');
      this.capabilities = answer;
    });
  }

  /** With `stream`, `piece` is told what each item's text goes on with; the answer repeats all of it. */
  async generate(
    question: Question<'generate'>,
    asking: Asking & { readonly piece?: (item: number, text: string) => void } = {},
  ): Promise<AnswerOf<'generate'>> {
    const request = { ...question, op: 'generate', id: this.nextId++ } as const;
    const written = new Map<number, string>();
    const pieces = ({ item, text }: AnswerOf<'piece'>): void => {
      if (request.stream !== true || item >= request.items.length) garbled('a piece of a text that nobody asked for');
      const soFar = (written.get(item) ?? '') + text;
      if (soFar.length > MAX_TEXT) garbled(`a text of more than ${MAX_TEXT} characters`);
      written.set(item, soFar);
      asking.piece?.(item, text);
    };
    const answer = await this.ask(request, this.times.requestMs, { ...asking, pieces });
    return this.checked(expectOp(answer, 'generate'), ({ items }) => {
      expectItems(items.length, request.items.length);
      for (const [index, { text, newTokens, promptTokens }] of items.entries()) {
        if (newTokens > request.maxTokens) garbled('more tokens than were asked for');
        if (newTokens === 0 && text !== '') garbled('a text of no token');
        if (promptTokens + newTokens > this.contextTokens) garbled('more tokens than it says it has context for');
        if (!text.startsWith(written.get(index) ?? '')) garbled('another text than the pieces of it');
      }
    });
  }

  async loglikelihood(question: Question<'loglikelihood'>, asking: Asking = {}): Promise<AnswerOf<'loglikelihood'>> {
    const request = { ...question, op: 'loglikelihood', id: this.nextId++ } as const;
    const answer = await this.ask(request, this.times.requestMs, asking);
    return this.checked(expectOp(answer, 'loglikelihood'), ({ items }) => {
      expectItems(items.length, request.items.length);
      for (const [index, { continuations }] of request.items.entries()) {
        const scored = items[index];
        expectItems(scored?.continuations.length ?? 0, continuations.length);
        const most = Math.max(...(scored?.continuations ?? []).map(({ tokens }) => tokens));
        if ((scored?.promptTokens ?? 0) + most > this.contextTokens)
          garbled('more tokens than it says it has context for');
      }
    });
  }

  async loglikelihoodRolling(
    question: Question<'loglikelihood_rolling'>,
    asking: Asking = {},
  ): Promise<AnswerOf<'loglikelihood_rolling'>> {
    const request = { ...question, op: 'loglikelihood_rolling', id: this.nextId++ } as const;
    const answer = await this.ask(request, this.times.requestMs, asking);
    return this.checked(expectOp(answer, 'loglikelihood_rolling'), ({ items }) => {
      expectItems(items.length, request.items.length);
      // A byte is a token at least; a few more may stand for the beginning and for prepared spaces.
      for (const [index, { tokens }] of items.entries()) {
        const bytes = Buffer.byteLength(request.items[index]?.text ?? '');
        if (tokens > bytes * MAX_COMPOSED + SPARE_TOKENS) garbled('more tokens than the text has bytes');
      }
    });
  }

  async render(question: Question<'render'>, asking: Asking = {}): Promise<AnswerOf<'render'>> {
    const request = { ...question, op: 'render', id: this.nextId++ } as const;
    const answer = await this.ask(request, this.times.requestMs, asking);
    return this.checked(expectOp(answer, 'render'), ({ items }) => expectItems(items.length, request.items.length));
  }

  async vocabulary(question: Question<'vocabulary'>, asking: Asking = {}): Promise<AnswerOf<'vocabulary'>> {
    const request = { ...question, op: 'vocabulary', id: this.nextId++ } as const;
    const answer = await this.ask(request, this.times.requestMs, asking);
    return this.checked(expectOp(answer, 'vocabulary'), ({ total, tokens }) => {
      this.vocabularySize ??= total;
      if (total === 0 || total !== this.vocabularySize) garbled('a vocabulary of no tokens, or of another size');
      expectItems(tokens.length, Math.max(0, Math.min(request.count, total - request.from)));
    });
  }

  async sample(question: Question<'sample'>, asking: Asking = {}): Promise<AnswerOf<'sample'>> {
    const request = { ...question, op: 'sample', id: this.nextId++ } as const;
    const answer = await this.ask(request, this.times.requestMs, asking);
    return this.checked(expectOp(answer, 'sample'), ({ items }) => {
      expectItems(items.length, request.items.length);
      for (const { text, logprobs, promptTokens } of items) {
        if (logprobs.length > request.maxTokens) garbled('more tokens than were asked for');
        if (logprobs.length === 0 && text !== '') garbled('a text of no token');
        if (promptTokens + logprobs.length > this.contextTokens) garbled('more tokens than it says it has context for');
      }
    });
  }

  async next(question: Question<'next'>, asking: Asking = {}): Promise<AnswerOf<'next'>> {
    const request = { ...question, op: 'next', id: this.nextId++ } as const;
    const answer = await this.ask(request, this.times.requestMs, asking);
    return this.checked(expectOp(answer, 'next'), ({ items }) => {
      expectItems(items.length, request.items.length);
      for (const [index, { top, words, promptTokens }] of items.entries()) {
        if (top.length > request.top) garbled('more tokens than were asked for');
        const held = this.vocabularySize ?? Infinity;
        // A distribution told in part would read as one that is sure of itself.
        if (top.length < Math.min(request.top, this.vocabularySize ?? 1)) garbled('fewer tokens than were asked for');
        if (top.some(([token]) => token >= held)) garbled('a token that its vocabulary does not hold');
        if ((words?.tokens ?? 0) > this.contextTokens) garbled('more tokens than it says it has context for');
        if ((words === undefined) !== (request.items[index]?.words === undefined))
          garbled('a log-likelihood too many or too few');
        if (promptTokens > this.contextTokens) garbled('more tokens than it says it has context for');
        const mass = top.reduce((sum, [, logprob]) => sum + Math.exp(logprob), 0);
        if (mass > 1 + MASS_TOLERANCE || new Set(top.map(([token]) => token)).size !== top.length)
          garbled('probabilities that are none');
      }
    });
  }

  /** What the driver saw of what the instance tried; complete after `close`. Undefined: it sees nothing. */
  tripwires(): Tripwires | undefined {
    return this.instance.tripwires?.();
  }

  /** Ends the instance and waits until nothing of it is left. */
  async close(): Promise<SandboxExit> {
    this.instance.kill();
    return this.instance.exited;
  }

  private get contextTokens(): number {
    return this.capabilities?.contextTokens ?? 0;
  }

  /** A runner that was caught once answers nothing more. */
  private checked<Checked extends Answer>(answer: Checked, check: (answer: Checked) => void): Checked {
    try {
      check(answer);
      return answer;
    } catch (error) {
      if (error instanceof GateError) this.fail(error);
      throw error;
    }
  }

  private ask(
    request: Request,
    limitMs: number,
    { signal, pieces }: Asking & Pick<Waiting, 'pieces'> = {},
  ): Promise<Answer> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const { op } = request;
    if (op !== 'capabilities' && op !== 'cancel' && this.capabilities?.operations.includes(op) !== true)
      return Promise.reject(new GateError('RUNNER_REFUSED', `request: the runner says that it can't do "${op}"`));
    if (signal?.aborted === true) return Promise.reject(cancelled());
    if (this.waiting !== undefined) throw new GateError('INTERNAL', 'a runner is asked one question at a time');
    const record = `${RECORD_SEPARATOR}${JSON.stringify(request)}\n`;
    const bytes = Buffer.byteLength(record);
    if (bytes > MAX_RECORD_BYTES)
      return Promise.reject(
        new GateError('LIMIT_EXCEEDED', `a request of ${bytes} bytes, more than ${MAX_RECORD_BYTES}`),
      );
    return new Promise<Answer>((resolve, reject) => {
      const hung = (ms: number) => (): void =>
        this.fail(new GateError('RUNNER_HUNG', `the runner gave no answer to "${op}" in ${ms} ms`));
      let timer = setTimeout(hung(limitMs), limitMs);
      const cancel = (): void => {
        clearTimeout(timer);
        const cancelMs = this.times.cancelMs ?? CANCEL_MS;
        timer = setTimeout(hung(cancelMs), cancelMs);
        this.send({ id: request.id, op: 'cancel' });
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const settle =
        <T>(how: (value: T) => void): ((value: T) => void) =>
        (value) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', cancel);
          this.waiting = undefined;
          how(value);
        };
      this.waiting = {
        request,
        ...(pieces === undefined ? {} : { pieces }),
        // An answer that was on its way when it was cancelled is not wanted either.
        resolve: settle((answer) => (signal?.aborted === true ? reject(cancelled()) : resolve(answer))),
        reject: settle((error) => reject(signal?.aborted === true && error !== this.failure ? cancelled() : error)),
      };
      this.instance.stdin.write(record);
    });
  }

  private send(request: Request): void {
    this.instance.stdin.write(`${RECORD_SEPARATOR}${JSON.stringify(request)}\n`);
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
    const { id } = waiting.request;
    if (id !== answer.id) garbled(`an answer to request ${answer.id} instead of ${id}`);
    if (answer.op === 'piece') {
      if (waiting.pieces === undefined) garbled('a piece of a text that nobody asked for');
      waiting.pieces(answer);
    } else if (answer.op === 'fault') {
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

function cancelled(): GateError {
  return new GateError('CANCELLED', 'the question was cancelled');
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
