import './quiet.ts';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  PROTOCOL_VERSION,
  RECORD_SEPARATOR,
  requestSchema,
  type Answer,
  type AnswerOf,
  type Generated,
  type NextTokens,
  type Request,
  type RequestOf,
  type Rolled,
  type Sampled,
  type Scored,
} from '../protocol.ts';
import { Fault } from './fault.ts';

/*
 * The program inside the sandbox, whatever it runs models with. It has no secrets, no questions but the ones it is asked,
 * and no way to anything but its pipe; whoever takes it over can give wrong answers and nothing else.
 */

const PROTOCOL_DESCRIPTOR = 1;

/** One request at work. */
export interface Turn {
  /** @throws Fault cancelled, once the harness wants no answer any more; called between steps */
  readonly check: () => void;
  /** Sends what one item's text goes on with, where the request is streamed. */
  readonly piece: (item: number, text: string) => void;
}

/** A model that is loaded. Its methods throw Fault for what they can't do. */
export interface OpenModel {
  readonly capabilities: Omit<AnswerOf<'capabilities'>, 'id' | 'op' | 'protocol'>;
  readonly generate: (request: RequestOf<'generate'>, turn: Turn) => Promise<Generated[]>;
  readonly loglikelihood: (request: RequestOf<'loglikelihood'>, turn: Turn) => Promise<Scored[]>;
  readonly loglikelihoodRolling: (request: RequestOf<'loglikelihood_rolling'>, turn: Turn) => Promise<Rolled[]>;
  /** For a search for hidden triggers. Absent where the engine gives no access to single tokens. */
  readonly search?: SearchableModel;
}

export interface SearchableModel {
  readonly render: (request: RequestOf<'render'>) => string[];
  readonly vocabulary: (request: RequestOf<'vocabulary'>) => Pick<AnswerOf<'vocabulary'>, 'total' | 'tokens'>;
  readonly sample: (request: RequestOf<'sample'>, turn: Turn) => Promise<Sampled[]>;
  readonly next: (request: RequestOf<'next'>, turn: Turn) => Promise<NextTokens[]>;
}

/** Answers requests in order until stdin ends. `cancel` alone is read while another request is at work. */
export async function serve(open: (request: RequestOf<'capabilities'>) => Promise<OpenModel>): Promise<never> {
  const cancelled = new Set<number>();
  let model: OpenModel | undefined;
  let work = Promise.resolve();
  const answer = async (request: Request): Promise<Answer | undefined> => {
    const { id } = request;
    const turn: Turn = {
      check: () => {
        if (cancelled.has(id)) throw new Fault('cancelled', 'the request was cancelled');
      },
      piece: (item, text) => {
        if (request.op === 'generate' && request.stream === true && text !== '') send({ id, op: 'piece', item, text });
      },
    };
    if (request.op === 'cancel') return undefined;
    if (request.op === 'capabilities') {
      model ??= await open(request);
      return { id, op: 'capabilities', protocol: PROTOCOL_VERSION, ...model.capabilities };
    }
    if (model === undefined) throw new Fault('request', 'the first request must ask for capabilities');
    turn.check();
    if (request.op === 'generate') return { id, op: 'generate', items: await model.generate(request, turn) };
    if (request.op === 'loglikelihood') return { id, op: request.op, items: await model.loglikelihood(request, turn) };
    if (request.op === 'loglikelihood_rolling')
      return { id, op: request.op, items: await model.loglikelihoodRolling(request, turn) };
    return searched(model, request, turn);
  };
  const handle = async (request: Request): Promise<void> => {
    try {
      const record = await answer(request);
      if (record !== undefined) send(record);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      send({ id: request.id, op: 'fault', fault: error.fault, message: error.message });
    }
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const request = requestSchema.parse(JSON.parse(line.replaceAll(RECORD_SEPARATOR, '')));
    if (request.op === 'cancel') cancelled.add(request.id);
    else {
      work = work.then(() => handle(request));
      // What is thrown is a bug or a broken model: the process ends, and the harness says so.
      work.catch((error: unknown) => {
        console.error(error);
        process.exit(70);
      });
    }
  }
  await work;
  process.exit(0);
}

type SearchRequest = RequestOf<'render' | 'vocabulary' | 'sample' | 'next'>;

async function searched({ search }: OpenModel, request: SearchRequest, turn: Turn): Promise<Answer> {
  const { id } = request;
  if (search === undefined) throw new Fault('request', `this runner can't do "${request.op}"`);
  if (request.op === 'render') return { id, op: request.op, items: search.render(request) };
  if (request.op === 'vocabulary') return { id, op: request.op, ...search.vocabulary(request) };
  if (request.op === 'sample') return { id, op: request.op, items: await search.sample(request, turn) };
  return { id, op: request.op, items: await search.next(request, turn) };
}

function send(record: Answer): void {
  let bytes = Buffer.from(`${RECORD_SEPARATOR}${JSON.stringify(record)}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(write(bytes));
}

/** The pipe may be non-blocking: EAGAIN means that the other side is behind. */
function write(bytes: Uint8Array): number {
  for (;;) {
    try {
      return writeSync(PROTOCOL_DESCRIPTOR, bytes);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
