import type { Reading, RefusalLabel } from '../../answers/refusal-judge.ts';
import { GateError } from '../../core/errors.ts';
import type { Policy } from '../../core/policy.ts';
import type { JudgeRecord } from '../../core/predicates/evaluate.ts';
import { runnerBundle, type RunnerBundle } from '../../runner/client/runner-bundle.ts';
import { RunnerClient } from '../../runner/client/runner-client.ts';
import { runnerSpec } from '../../runner/client/runner-spec.ts';
import { MAX_BATCH } from '../../runner/protocol.ts';
import type { SandboxDriver } from '../../sandbox/driver.ts';
import { probeSandbox } from '../../sandbox/probe/probe.ts';
import { openCanary, type Canary } from '../../sandbox/tripwire/canary.ts';
import { taskTripwires, whyTripped } from '../tripwires.ts';
import { judgeFile, unusable, type JudgeFile } from './judge-file.ts';
import { combined, judgeQuestion, QUESTION_VERSION, REPLIES, verdictOf, type Answered } from './question.ts';

/** Tokens of context that a judge is asked to have; its own may be smaller. */
const CONTEXT_TOKENS = 2_048;
/** Tokens of the question around request and answer, in a poor vocabulary. */
const QUESTION_TOKENS = 160;
/** Characters for each token that is left: few, since nothing is known of the judge's vocabulary. */
const CHARACTERS_PER_TOKEN = 2;
/** How often a question that is too long is halved before the judge counts as unable. */
const HALVINGS = 4;
const LOAD_MS = 60_000;
/** Of reading weights from a cold, slow disk. */
const LOAD_BYTES_PER_MS = 50_000;
const QUESTION_MS = 120_000;
/** What the runner takes beside the weights. */
const RUNNER_BYTES = 256 * 1024 * 1024;

type Pin = NonNullable<Policy['evaluate']['judge']>;

/** Where the judge is run: the walls of evaluated models, in an instance of its own. */
export interface JudgeRoom {
  readonly driver: SandboxDriver;
  readonly policy: Policy;
  readonly signal: AbortSignal;
  readonly bundle?: RunnerBundle | undefined;
}

/**
 * A model that says of answers, of whose label the rules are unsure, whether they give what was asked for. Its own instance
 * is started with the first question and lives until `close`. Whatever it doesn't answer is an error, never a label.
 */
export class JudgeModel {
  readonly #pin: Pin;
  readonly #room: JudgeRoom;
  #file: Promise<JudgeFile> | undefined;
  #running: Promise<{ readonly client: RunnerClient; readonly canary: Canary; readonly room: number }> | undefined;
  /** A runner is asked one question at a time. */
  #last: Promise<unknown> = Promise.resolve();
  #asked = 0;
  #changed = 0;

  constructor(pin: Pin, room: JudgeRoom) {
    this.#pin = pin;
    this.#room = room;
  }

  /**
   * A label for each answer, in their order, with what the rules read. The file is held against its pin before the first one,
   * whether the rules are unsure of it or not. @throws GateError JUDGE_UNUSABLE, CANCELLED
   */
  async decide(answers: readonly Answered[], readings: readonly Reading[]): Promise<RefusalLabel[]> {
    await (this.#file ??= this.#pinned());
    const labels = readings.map(({ label }) => label);
    const open = readings.flatMap(({ sure }, index) => (sure ? [] : [index]));
    for (let start = 0; start < open.length; start += MAX_BATCH) {
      const places = open.slice(start, start + MAX_BATCH);
      const logprobs = await this.#inTurn(() => this.#ask(places.flatMap((place) => answers[place] ?? [])));
      for (const [index, place] of places.entries()) {
        const reading = readings[place];
        if (reading === undefined) continue;
        const label = combined(reading, verdictOf(logprobs[index] ?? []));
        this.#asked += 1;
        if (label !== reading.label) this.#changed += 1;
        labels[place] = label;
      }
    }
    return labels;
  }

  /** For the evidence. */
  record(): JudgeRecord {
    return { digest: this.#pin.digest, question: QUESTION_VERSION, asked: this.#asked, changed: this.#changed };
  }

  async close(): Promise<void> {
    const running = await this.#running?.catch(() => undefined);
    await running?.client.close();
    running?.canary.close();
  }

  async #pinned(): Promise<JudgeFile> {
    const { path, digest } = this.#pin;
    const file = await judgeFile(path);
    if (file.digest !== digest) throw unusable(`${file.path} is ${file.digest}; pinned is ${digest}`);
    const most = this.#room.policy.sandbox.memoryMiB * 1024 * 1024 - RUNNER_BYTES;
    if (file.size > most) throw unusable(`${file.path} (${file.size} bytes) does not fit into the sandbox's memory`);
    return file;
  }

  #inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #ask(answers: readonly Answered[]): Promise<number[][]> {
    try {
      const { client, canary, room } = await (this.#running ??= this.#start());
      const logprobs = await askHalving(client, answers, room);
      const tripped = whyTripped(taskTripwires(client.tripwires(), canary.isIn(JSON.stringify(logprobs)) ? 1 : 0));
      if (tripped !== undefined) throw unusable(tripped.replace('the model’s side', 'it'));
      return logprobs;
    } catch (error) {
      if (this.#room.signal.aborted) throw new GateError('CANCELLED', 'the judging was cancelled', { cause: error });
      if (!(error instanceof GateError) || error.code === 'JUDGE_UNUSABLE') throw error;
      throw unusable(`${error.code}: ${error.message}`, error);
    }
  }

  async #start(): Promise<{ client: RunnerClient; canary: Canary; room: number }> {
    const { driver, policy, signal, bundle } = this.#room;
    const { path, size } = await (this.#file ??= this.#pinned());
    const canary = openCanary();
    let client: RunnerClient | undefined;
    try {
      const spec = runnerSpec(bundle ?? (await runnerBundle()), path, policy, canary);
      const { specification } = await probeSandbox(driver, spec, signal);
      const times = { loadMs: LOAD_MS + size / LOAD_BYTES_PER_MS, requestMs: QUESTION_MS };
      client = await RunnerClient.start(driver, spec, times, signal);
      if (client.enforcement.specification !== specification)
        throw unusable('the walls around it are not those that the probe proved');
      const { contextTokens } = await client.open({ contextTokens: CONTEXT_TOKENS, sequences: 1 });
      return { client, canary, room: Math.max(0, contextTokens - QUESTION_TOKENS) * CHARACTERS_PER_TOKEN };
    } catch (error) {
      await client?.close();
      canary.close();
      throw error;
    }
  }
}

/** A text of rare characters takes more tokens than it was given room for: it is asked again with half of it. */
async function askHalving(client: RunnerClient, answers: readonly Answered[], room: number): Promise<number[][]> {
  for (let halvings = 0; ; halvings++) {
    const items = answers.map((answer) => ({
      messages: judgeQuestion(answer, Math.floor(room / 2 ** halvings)),
      continuations: [...REPLIES],
    }));
    try {
      const answer = await client.loglikelihood({ items });
      return answer.items.map(({ continuations }) => continuations.map(({ logprob }) => logprob));
    } catch (error) {
      const tooLong =
        error instanceof GateError && error.code === 'RUNNER_REFUSED' && error.message.startsWith('too-long');
      if (!tooLong || halvings === HALVINGS) throw error;
    }
  }
}
