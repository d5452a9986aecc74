/**
 * Runs the contract of escapes again and again and counts: runs, attempts, escapes, leaks.
 *   node bench/escape-soak.ts --driver bubblewrap|gvisor|podman [--runs 10000] [--seconds N] [--state .build/escape-soak.json]
 * Stopped at any moment it goes on where it was; it ends with status 1 after an escape or a leak.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { SANDBOX_DRIVERS } from '../src/core/policy.ts';
import { driverNamed } from '../src/sandbox/drivers.ts';
import { EscapeRoom, ENDINGS, type Ending } from './escape/contract.ts';

const RUNS = { bubblewrap: 10_000, gvisor: 300, podman: 300, kubernetes: 100 } as const;
const SAVE_EVERY = 10;
const TELL_EVERY = 100;
const SLOW_ENDING_EVERY = 100;
/** Some let all others go first, as parsers and probes do. */
const YIELDS_EVERY = 4;
const MAX_TOLD = 100;
/** Descriptors that come and go with whatever a run is in the middle of. */
const DESCRIPTOR_SLACK = 16;

const { values } = parseArgs({
  options: {
    driver: { type: 'string', default: 'bubblewrap' },
    runs: { type: 'string' },
    seconds: { type: 'string' },
    state: { type: 'string', default: '.build/escape-soak.json' },
  },
});

const told = z.array(z.object({ run: z.int(), what: z.array(z.string()) }));
const tallySchema = z.object({ runs: z.int(), attempts: z.int(), seconds: z.number(), escapes: told, leaks: told });
type Tally = z.infer<typeof tallySchema>;
const stateSchema = z.partialRecord(z.enum(SANDBOX_DRIVERS), tallySchema);

const driver = z.enum(SANDBOX_DRIVERS).parse(values.driver);
const state = existsSync(values.state) ? stateSchema.parse(JSON.parse(readFileSync(values.state, 'utf8'))) : {};
const tally: Tally = (state[driver] ??= { runs: 0, attempts: 0, seconds: 0, escapes: [], leaks: [] });
const wanted = Number(values.runs ?? RUNS[driver]);
const until = performance.now() + Number(values.seconds ?? Number.POSITIVE_INFINITY) * 1000;

function save(): void {
  mkdirSync(dirname(values.state), { recursive: true });
  writeFileSync(`${values.state}.new`, JSON.stringify(state, undefined, 2));
  renameSync(`${values.state}.new`, values.state);
}

/** The one that waits for a clock is rare: it takes as long as a hundred others. */
function endingOf(run: number): Ending {
  const quick = ENDINGS.filter((ending) => ending !== 'wall-clock');
  return run % SLOW_ENDING_EVERY === 0 ? 'wall-clock' : (quick[run % quick.length] ?? 'exit');
}

function tell(): void {
  const { runs, attempts, escapes, leaks, seconds } = tally;
  console.log(
    `${driver}: ${runs} runs of ${wanted}, ${attempts} attempts, ${escapes.length} with an escape, ${leaks.length} with a leak, ${Math.round(seconds)} s`,
  );
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const room = await EscapeRoom.open();
let descriptors = Number.POSITIVE_INFINITY;
try {
  while (!stop.signal.aborted && tally.runs < wanted && performance.now() < until) {
    const run = tally.runs + 1;
    const begun = performance.now();
    const { tried, escapes, leaks } = await room.run(driverNamed(driver), endingOf(run), run % YIELDS_EVERY === 1);
    const open = readdirSync('/proc/self/fd').length;
    descriptors = Math.min(descriptors, open);
    const all = open > descriptors + DESCRIPTOR_SLACK ? [...leaks, `${open - descriptors} descriptors`] : leaks;
    if (escapes.length > 0 && tally.escapes.length < MAX_TOLD) tally.escapes.push({ run, what: [...escapes] });
    if (all.length > 0 && tally.leaks.length < MAX_TOLD) tally.leaks.push({ run, what: [...all] });
    tally.runs = run;
    tally.attempts += tried;
    tally.seconds += (performance.now() - begun) / 1000;
    if (run % SAVE_EVERY === 0) save();
    if (run % TELL_EVERY === 0) tell();
  }
} finally {
  room.close();
  save();
}
tell();
process.exitCode = tally.escapes.length + tally.leaks.length > 0 ? 1 : 0;
