/** The thread that reads hostile bytes; run.ts watches it and ends it where an input does not. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import {
  CORPUS,
  CRASHES,
  fixtureInputs,
  isNamed,
  keptUnder,
  readKept,
  replaceKept,
  WORKING,
  writeKept,
  type Kept,
} from './corpus.ts';
import { instrumentSources } from './instrument.ts';
import { BYTES_AT, NAME_AT, NAME_BYTES, type Job, type Report } from './messages.ts';
import { Random } from './random.ts';
import { cpuMs, Session } from './session.ts';
import type { Input } from './target.ts';

const { targets: wanted, seconds, seed, resume, check, memory }: Job = workerData;
/** Bytes of inputs that are committed for one target. */
const MOST_COMMITTED = 40 << 10;

const state = new Int32Array(memory, 0, 4);
const shared = Buffer.from(memory);

/** Written down before it is read: whoever watches this thread finds it there. */
function about({ name, bytes }: Input): void {
  state[1] = shared.write(name, NAME_AT, NAME_BYTES);
  state[2] = bytes.copy(shared, BYTES_AT);
  Atomics.add(state, 0, 1);
}

const instrumentation = instrumentSources();
const { formatTargets } = await import('./format-targets.ts');
const { edgeTargets } = await import('./edge-targets.ts');
const { ledgerTarget } = await import('./ledger-target.ts');
const { edgeSeeds, assembledSeeds } = await import('./seeds.ts');
const all = [
  ...formatTargets([...fixtureInputs(), ...assembledSeeds()]),
  ...edgeTargets(edgeSeeds()),
  await ledgerTarget(),
];
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const send = (report: Report): void => parentPort?.postMessage(report);
send({ event: 'ready', targets: all.map(({ id }) => id) });

/** What an earlier run found, without the labels that would have it committed. */
function earlier(id: string): Kept[] {
  return readKept(join(WORKING, id)).map(({ name, bytes }) => keptUnder(name, bytes));
}

for (const target of all) {
  if (wanted.length > 0 && !wanted.includes(target.id)) continue;
  send({ event: 'started', target: target.id });
  const kept = readKept(join(CORPUS, target.id));
  const session = new Session({
    target,
    instrumentation,
    random: new Random(seed),
    corpus: resume ? [...kept, ...earlier(target.id)] : kept,
    about,
    crashed: (crash) => {
      const file = check ? undefined : writeKept(join(CRASHES, target.id), crash.input);
      const { kind, message, stack, input } = crash;
      send({
        event: 'crash',
        target: target.id,
        kind,
        message,
        stack,
        file,
        base64: input.bytes.toString('base64').slice(0, 8_192),
      });
    },
  });
  await session.replay();
  const until = cpuMs() + seconds * 1_000;
  await session.fuzz(() => cpuMs() >= until);
  const progress = session.progress();
  if (!check) {
    replaceKept(join(WORKING, target.id), session.kept());
    const cover = await session.cover(MOST_COMMITTED);
    // Named ones stay, also while they still break a promise.
    replaceKept(join(CORPUS, target.id), [...kept.filter(isNamed), ...cover.filter((one) => !isNamed(one))]);
  }
  send({ event: 'done', target: target.id, ...progress });
}
