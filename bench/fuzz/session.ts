/** Fuzzing of one target: inputs that reach a branch more, or more often, than any before are kept and changed further. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isNamed, keptUnder, type Kept } from './corpus.ts';
import { wordsOf } from './dictionary.ts';
import type { InstrumentedModule, Instrumentation } from './instrument.ts';
import { LONGEST, mutate } from './mutate.ts';
import type { Random } from './random.ts';
import { mutateStructure } from './structure.ts';
import { Violation, type Input, type Observation, type Target } from './target.ts';

/** Milliseconds of this thread's time for an input of at most LONGEST bytes, beside the time for what it expands to. */
const SLOWEST = 2_000;
/** Bytes that a decoder in this language must expand in a millisecond. */
const EXPANDED_PER_MS = 20_000;
/** Bytes that reading an input may take on the heap and in buffers, beside thrice what it expands to. */
const MEMORY = 192 << 20;
/** Inputs slower than this cost too many executions to be changed further. */
const TOO_SLOW_TO_KEEP = 60;
const TRIMS = 40;
/** Share of the time in which the slowest input yet is changed: what hangs is slow first. */
const SHARE_OF_SLOWEST = 0.15;

export interface Crash {
  readonly kind: string;
  readonly message: string;
  readonly stack: string;
  readonly input: Kept;
}

export interface Progress {
  readonly executions: number;
  /** Seeds and inputs of the corpus that the target's reader takes for its own. */
  readonly recognised: number;
  readonly seconds: number;
  /** Milliseconds of the slowest input; 0 below 5. */
  readonly slowest: number;
  readonly blocks: number;
  readonly kept: number;
  readonly crashes: number;
}

interface Entry {
  readonly kept: Kept;
  readonly cost: number;
  picked: number;
}

export interface SessionOptions {
  readonly target: Target;
  readonly instrumentation: Instrumentation;
  readonly random: Random;
  readonly corpus: readonly Kept[];
  /** Told of every input before it is run: whatever it does to this thread, somebody knows it. */
  readonly about: (input: Input) => void;
  readonly crashed: (crash: Crash) => void;
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

export class Session {
  executions = 0;
  private recognised = 0;
  private readonly options: SessionOptions;
  private readonly counters: Uint8Array;
  /** By counter: which of the eight classes of counts were seen. */
  private readonly seen: Uint8Array;
  private readonly entries: Entry[] = [];
  private readonly crashes = new Map<string, Crash>();
  private slowest: Entry | undefined;
  /** What only files of this target's format lead into. */
  private own: readonly InstrumentedModule[] = [];
  private words: readonly Uint8Array[] = [];
  private readonly started = cpuMs();

  constructor(options: SessionOptions) {
    this.options = options;
    this.counters = options.instrumentation.counters;
    this.seen = new Uint8Array(this.counters.length);
  }

  /** Runs the seeds and what was kept of earlier runs; every one of them is held to all promises. */
  async replay(): Promise<void> {
    const { target, corpus } = this.options;
    const baseline = await this.reached({ name: 'input', bytes: Buffer.alloc(16) });
    for (const seed of target.seeds) await this.take(keptUnder(seed.name, seed.bytes), 'seed');
    for (const kept of corpus) await this.take(kept, 'corpus');
    const { modules } = this.options.instrumentation;
    const reaching = modules.filter(({ first, end }) =>
      this.seen.subarray(first, end).some((classes) => classes !== 0),
    );
    this.own = reaching.filter(({ first, end }) => ![...baseline].some((at) => at >= first && at < end));
    this.words = wordsOf(this.own);
  }

  async fuzz(until: () => boolean): Promise<void> {
    const { random } = this.options;
    const started = cpuMs();
    let spentOnSlowest = 0;
    if (this.entries.length === 0) await this.take(keptUnder('input', Buffer.from('0')), 'corpus');
    for (let turn = 0; !until(); turn += 1) {
      const begun = cpuMs();
      const slow = this.slowest !== undefined && spentOnSlowest < SHARE_OF_SLOWEST * (begun - started);
      const entry = slow ? (this.slowest ?? this.choose()) : this.choose();
      const other = this.entries[random.below(this.entries.length)] ?? entry;
      await this.attempt(entry, other);
      if (slow) spentOnSlowest += cpuMs() - begun;
      // The thread that watches is told only between turns.
      if (turn % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  progress(): Progress {
    return {
      executions: this.executions,
      recognised: this.recognised,
      seconds: (cpuMs() - this.started) / 1_000,
      slowest: Math.round(this.slowest?.cost ?? 0),
      blocks: this.seen.reduce((count, classes) => count + (classes === 0 ? 0 : 1), 0),
      kept: this.entries.length,
      crashes: this.crashes.size,
    };
  }

  /** Everything that was kept, and the slowest input, for the next run. */
  kept(): readonly Kept[] {
    const slowest =
      this.slowest === undefined ? [] : [{ ...this.slowest.kept, label: `slowest-${this.slowest.kept.label}` }];
    return [...this.entries.map(({ kept }) => kept), ...slowest];
  }

  /** The smallest inputs that together with the seeds reach every branch of the target's own that was; named ones always. */
  async cover(mostBytes: number): Promise<Kept[]> {
    const covered = new Set<number>();
    const addAll = async (input: Input): Promise<void> => {
      for (const block of await this.ownReached(input)) covered.add(block);
    };
    for (const seed of this.options.target.seeds) await addAll(seed);
    const chosen: Kept[] = [];
    const candidates: { kept: Kept; blocks: ReadonlySet<number> }[] = [];
    for (const { kept } of this.entries) {
      if (isNamed(kept)) {
        chosen.push(kept);
        await addAll(kept);
      } else candidates.push({ kept, blocks: await this.ownReached(kept) });
    }
    let room = mostBytes;
    for (;;) {
      let best: (typeof candidates)[number] | undefined;
      let bestWorth = 0;
      for (const candidate of candidates) {
        if (candidate.kept.bytes.length > room) continue;
        const news = [...candidate.blocks].filter((block) => !covered.has(block)).length;
        const worth = news / (64 + candidate.kept.bytes.length);
        if (worth > bestWorth) [best, bestWorth] = [candidate, worth];
      }
      if (best === undefined) return chosen;
      chosen.push(best.kept);
      room -= best.kept.bytes.length;
      for (const block of best.blocks) covered.add(block);
    }
  }

  /** Few changes so far, small and quick: three draw, the best is taken. */
  private choose(): Entry {
    const { random } = this.options;
    const worth = ({ picked, kept, cost }: Entry): number =>
      (1 + picked) * (1 + kept.bytes.length / 2_048) * (1 + cost);
    let best: Entry | undefined;
    for (let draw = 0; draw < 3; draw += 1) {
      const entry = this.entries[random.below(this.entries.length)];
      if (entry !== undefined && (best === undefined || worth(entry) < worth(best))) best = entry;
    }
    if (best === undefined) throw new Error('no entry');
    best.picked += 1;
    return best;
  }

  private async attempt({ kept }: Entry, other: Entry): Promise<void> {
    const { random } = this.options;
    const material = { words: this.words, other: other.kept.bytes };
    const structured = random.chance(0.5) ? mutateStructure(random, Buffer.from(kept.bytes), material) : undefined;
    const bytes = (structured ?? mutate(random, kept.bytes, material)).subarray(0, LONGEST);
    const name = random.chance(0.02) ? other.kept.name : kept.name;
    await this.take(keptUnder(name, bytes), 'mutation');
  }

  /** Runs an input once, and again with every promise when it reached something new. */
  private async take(input: Kept, from: 'seed' | 'corpus' | 'mutation'): Promise<void> {
    const before = memoryInUse();
    const started = cpuMs();
    const observation = await this.execute(input, false);
    const cost = cpuMs() - started;
    const grown = memoryInUse() - before;
    if (observation === undefined) return;
    if (cost > SLOWEST) await this.checkTime(input, observation);
    if (grown > MEMORY) await this.checkMemory(input, observation);
    const news = this.news();
    if (cost > Math.max(5, 1.3 * (this.slowest?.cost ?? 0))) await this.markSlow(input);
    if (from !== 'mutation' && observation.readBy.includes(this.options.target.id)) this.recognised += 1;
    if (from !== 'corpus' && news.length === 0) return;
    // Every other test reads the seeds.
    if (from !== 'seed' && (await this.execute(input, true)) === undefined) return;
    const small = from === 'mutation' && input.bytes.length >= 8 ? await this.trimmed(input, news, cost) : input;
    this.mark(news);
    if (cost < TOO_SLOW_TO_KEEP || isNamed(input)) this.entries.push({ kept: small, cost, picked: 0 });
  }

  private async execute(input: Input, thorough: boolean): Promise<Observation | undefined> {
    this.options.about(input);
    this.executions += 1;
    this.counters.fill(0);
    try {
      const observed = this.options.target.run(input, thorough);
      return observed instanceof Promise ? await observed : observed;
    } catch (error) {
      await this.crash(input, error);
      return undefined;
    }
  }

  /** Counter and class of each count of the last execution that no execution before had. */
  private news(): readonly (readonly [number, number])[] {
    const { counters, seen } = this;
    const news: (readonly [number, number])[] = [];
    const size = this.options.instrumentation.size();
    for (let at = 0; at < size; at += 1) {
      const count = counters[at] ?? 0;
      if (count === 0) continue;
      const bit = CLASSES[count] ?? 0;
      if (((seen[at] ?? 0) & bit) === 0) news.push([at, bit]);
    }
    return news;
  }

  private mark(news: readonly (readonly [number, number])[]): void {
    for (const [at, bit] of news) this.seen[at] = (this.seen[at] ?? 0) | bit;
  }

  private async reached(input: Input): Promise<ReadonlySet<number>> {
    await this.execute(input, false);
    const blocks = new Set<number>();
    const size = this.options.instrumentation.size();
    for (let at = 0; at < size; at += 1) if (this.counters[at] !== 0) blocks.add(at);
    return blocks;
  }

  private async ownReached(input: Input): Promise<ReadonlySet<number>> {
    const own = (at: number): boolean => this.own.some(({ first, end }) => at >= first && at < end);
    return new Set([...(await this.reached(input))].filter(own));
  }

  /** What of the input is needed to reach what is new about it. */
  private async trimmed(input: Kept, news: readonly (readonly [number, number])[], cost: number): Promise<Kept> {
    if (cost > TOO_SLOW_TO_KEEP / 4) return input;
    let { bytes } = input;
    let tries = 0;
    for (let piece = bytes.length >> 1; piece >= 4 && tries < TRIMS; piece >>= 1) {
      for (let at = 0; at < bytes.length && tries < TRIMS;) {
        const shorter = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + piece)]);
        tries += 1;
        const observation = await this.execute({ name: input.name, bytes: shorter }, false);
        const same =
          observation !== undefined && news.every(([place, bit]) => CLASSES[this.counters[place] ?? 0] === bit);
        if (same) bytes = shorter;
        else at += piece;
      }
    }
    return bytes === input.bytes ? input : keptUnder(input.name, bytes);
  }

  private async markSlow(input: Kept): Promise<void> {
    const started = cpuMs();
    if ((await this.execute(input, false)) === undefined) return;
    const cost = cpuMs() - started;
    if (cost > Math.max(5, 1.3 * (this.slowest?.cost ?? 0))) this.slowest = { kept: input, cost, picked: 0 };
  }

  private async checkTime(input: Input, { expandedBytes }: Observation): Promise<void> {
    const allowed = SLOWEST + expandedBytes / EXPANDED_PER_MS;
    let best = Infinity;
    for (let round = 0; round < 3 && best > allowed; round += 1) {
      const started = cpuMs();
      await this.execute(input, false);
      best = Math.min(best, cpuMs() - started);
    }
    if (best > allowed)
      await this.crash(input, new Violation('slow', `${Math.round(best)} ms for ${input.bytes.length} bytes`));
  }

  private async checkMemory(input: Input, { expandedBytes }: Observation): Promise<void> {
    const allowed = MEMORY + 3 * expandedBytes;
    collectGarbage();
    const before = memoryInUse();
    await this.execute(input, false);
    const grown = memoryInUse() - before;
    if (grown > allowed)
      await this.crash(input, new Violation('memory', `${grown >> 20} MiB for ${input.bytes.length} bytes`));
  }

  private async crash(input: Input, error: unknown): Promise<void> {
    const kind = error instanceof Violation ? error.kind : 'exception';
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const key = `${kind} ${message.replace(/[0-9]+/gu, '0').slice(0, 80)}`;
    if (this.crashes.has(key)) return;
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const crash = { kind, message, stack, input: keptUnder(input.name, input.bytes) };
    this.crashes.set(key, crash);
    const smaller = kind === 'slow' || kind === 'memory' ? crash.input : await this.reduced(crash.input, key);
    this.options.crashed({ ...crash, input: smaller });
  }

  /** The least of an input that still breaks the same promise. */
  private async reduced(input: Kept, key: string): Promise<Kept> {
    let { bytes } = input;
    for (let piece = bytes.length >> 1; piece >= 1; piece >>= 1) {
      for (let at = 0; at < bytes.length;) {
        const shorter = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + piece)]);
        if ((await this.brokenBy({ name: input.name, bytes: shorter })) === key) bytes = shorter;
        else at += piece;
      }
      if (piece === 1 && bytes.length > 2_048) break;
    }
    return keptUnder(input.name, bytes);
  }

  private async brokenBy(input: Input): Promise<string | undefined> {
    this.options.about(input);
    try {
      await this.options.target.run(input, true);
      return undefined;
    } catch (error) {
      const kind = error instanceof Violation ? error.kind : 'exception';
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return `${kind} ${message.replace(/[0-9]+/gu, '0').slice(0, 80)}`;
    }
  }
}

/** Once, twice, thrice, to 7, to 15, to 31, to 127, more. */
const CLASSES: Uint8Array = Uint8Array.from({ length: 256 }, (_, count) => {
  if (count < 4) return count === 0 ? 0 : 1 << (count - 1);
  return count < 8 ? 8 : count < 16 ? 16 : count < 32 ? 32 : count < 128 ? 64 : 128;
});

function memoryInUse(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

function collectGarbage(): void {
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
}

/** Of this thread: what else runs on the machine does not count. */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
