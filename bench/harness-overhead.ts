/**
 * What the harness and its sandbox add: the same prompts, asked in turns of a bare runner (a process on the host that is sent
 * the very same records and whose answers are only awaited) and of a runner in bubblewrap by the harness, which checks and
 * scores every answer. Prints the median of the pairs' ratios, for questions with choices and for written answers.
 *   node bench/harness-overhead.ts [MODEL.gguf] [--pairs 12]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GateError } from '../src/core/errors.ts';
import { profilePolicy } from '../src/decide/load-policy.ts';
import { neededContext } from '../src/evaluate/budget.ts';
import { runnerBundle } from '../src/runner/client/runner-bundle.ts';
import { RunnerClient } from '../src/runner/client/runner-client.ts';
import { runnerSpec } from '../src/runner/client/runner-spec.ts';
import { inPromptOrder } from '../src/evaluate/prompt-order.ts';
import { MAX_BATCH, PROTOCOL_VERSION, RECORD_SEPARATOR } from '../src/runner/protocol.ts';
import { runTask } from '../src/evaluate/run-task.ts';
import type { Answering } from '../src/evaluate/task-run.ts';
import { loadSuite } from '../src/evaluate/tasks/load-suite.ts';
import { asksOneByOne } from '../src/evaluate/tasks/task-schema.ts';
import { bubblewrap } from '../src/sandbox/bubblewrap.ts';
import { median } from './process-tree.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { pairs: { type: 'string', default: '12' } },
  allowPositionals: true,
});
const model = positionals[0] ?? `${root}fixtures/models/open-chat/model.gguf`;
const SEED = 1;

class BareRunner {
  private readonly child = spawn(process.execPath, [`${root}.build/runner/dist/js/gguf.mjs`, model], {
    env: { HOME: '/tmp', NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  private id = 0;
  private text = '';
  private answered: () => void = () => {};
  private readonly gone = once(this.child, 'exit');

  constructor() {
    this.child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      this.text += chunk;
      if (chunk.endsWith('\n') && this.text.includes(RECORD_SEPARATOR)) this.answered();
    });
  }

  /** Resolves once one whole record has come back. */
  async ask(request: object): Promise<void> {
    this.text = '';
    const answer = new Promise<'answered'>((resolve) => {
      this.answered = () => resolve('answered');
    });
    this.child.stdin.write(`${RECORD_SEPARATOR}${JSON.stringify({ ...request, id: this.id++ })}\n`);
    if ((await Promise.race([answer, this.gone])) !== 'answered' || this.text.includes('"op":"fault"'))
      throw new GateError('INTERNAL', `the bare runner: ${this.text.slice(0, 300)}`);
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await this.gone;
  }
}

const { policy } = profilePolicy('strict');
const spec = runnerSpec(await runnerBundle(), model, policy);
const suite = await loadSuite(`${root}suites/tiny-chat`);
for (const each of suite.tasks) {
  const task = inPromptOrder(each);
  const question = { contextTokens: neededContext(task), sequences: asksOneByOne(task) ? 1 : MAX_BATCH };
  const times = { loadMs: 60_000, requestMs: 600_000 };
  const client = await RunnerClient.start(bubblewrap, spec, times, new AbortController().signal);
  await client.open(question);
  const bare = new BareRunner();
  await bare.ask({ ...question, op: 'capabilities', protocol: PROTOCOL_VERSION });

  const requests: object[] = [];
  const recording: Answering = {
    generate: async (asked) => {
      requests.push({ ...asked, op: 'generate' });
      return client.generate(asked);
    },
    loglikelihood: async (asked) => {
      requests.push({ ...asked, op: 'loglikelihood' });
      return client.loglikelihood(asked);
    },
    loglikelihoodRolling: async (asked) => client.loglikelihoodRolling(asked),
  };
  const run = async (answering: Answering): Promise<void> => {
    await runTask(task, { client: answering, file: 'model.gguf', seed: SEED, answered: () => {}, advanced: () => {} });
  };
  await run(recording);
  for (const request of requests) await bare.ask(request); // both warm

  const ratios: number[] = [];
  const seconds = { bare: [] as number[], harness: [] as number[] };
  const timed = {
    bare: async () => {
      for (const request of requests) await bare.ask(request);
    },
    harness: async () => run(client),
  };
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const order = pair % 2 === 0 ? (['bare', 'harness'] as const) : (['harness', 'bare'] as const);
    for (const who of order) {
      const start = performance.now();
      await timed[who]();
      seconds[who].push((performance.now() - start) / 1000);
    }
    ratios.push((seconds.harness.at(-1) ?? 0) / (seconds.bare.at(-1) ?? 1));
  }
  await Promise.all([client.close(), bare.close()]);
  const sorted = ratios.toSorted((a, b) => a - b);
  process.stdout.write(
    `${task.file.name}, ${task.items.length} items: bare ${median(seconds.bare).toFixed(2)} s, harness ${median(seconds.harness).toFixed(2)} s, ` +
      `${((median(ratios) - 1) * 100).toFixed(1)} % more (median of ${ratios.length} pairs, ${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)})\n`,
  );
}
