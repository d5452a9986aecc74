import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { GateError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import { comparePaths } from '../core/submission.ts';
import { unreadFacts } from '../formats/empty-facts.ts';
import type { FileFacts } from '../formats/facts.ts';
import { ANSWER_BYTES, type ParseRequest } from '../formats/parse-protocol.ts';
import type { Enforcement, SandboxDriver } from '../sandbox/driver.ts';
import type { AnswerSchema } from './answer.ts';
import { throwIfCancelled } from './cancelled.ts';
import type { FoundFile } from './inspect.ts';
import { PARSER_LIMITS } from './limits.ts';
import { lines } from './lines.ts';
import { startParsing, type ParsingProcess } from './parsing-process.ts';

/** Processes at once; a third only waits for the two cores that a gate is measured on. */
const LANES = Math.max(1, Math.min(2, availableParallelism()));
/** A process takes some 0.2 s to come up: fewer files than this are parsed sooner by one. */
const FILES_PER_LANE = 100;
const LAST_WORDS_MS = 2_000;

export interface ReadFactsRequest {
  readonly submission: { readonly files: readonly FoundFile[] };
  /** Without one, parsing runs in a child process with limits and an empty environment, and the result says so. */
  readonly sandbox: SandboxDriver | undefined;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Read claims and samples alone, of every file. */
  readonly results?: boolean;
  /** Called when all processes are coming up: who has something else to prepare does it now. */
  readonly begun?: () => void;
}

export interface ReadFacts {
  /** One for each file, in the submission's order. */
  readonly facts: readonly FileFacts[];
  /** Where they were parsed, and what the sandbox really enforced. */
  readonly parsing: {
    readonly isolation: SandboxDriver['name'] | 'process';
    readonly enforcement?: Enforcement;
  };
}

/**
 * Parses every file of a submission in isolated processes, on two cores where there are files enough. A file that kills its
 * parser (memory, time, a crash) gets facts with `complete: false`, which block; the files after it are parsed in a fresh
 * process. Files share processes: whoever breaks one can forge facts about the files of this submission only.
 * @throws GateError SANDBOX_FAILED, PARSER_DIED if a process doesn't come up, CANCELLED
 */
export async function readFacts(request: ReadFactsRequest): Promise<ReadFacts> {
  const { files } = request.submission;
  const lanes = Math.min(LANES, Math.ceil(files.length / FILES_PER_LANE));
  // Dealt out largest first, so that no lane ends long after the others.
  const dealt = files.toSorted((a, b) => b.size - a.size || comparePaths(a.path, b.path));
  const failure = new AbortController();
  const signal = AbortSignal.any([request.signal, failure.signal]);
  const shared: Shared = {
    ...request,
    signal,
    paths: files.map(({ path }) => path),
    budget: { left: PARSER_LIMITS.answers },
    done: 0,
    fingerprintKey: randomBytes(32).toString('hex'),
  };
  const starting = new Set(Array.from({ length: lanes }, (_, lane) => lane));
  const results = await Promise.allSettled(
    Array.from({ length: lanes }, async (_, lane) => {
      const own = dealt.filter((_file, at) => at % lanes === lane);
      try {
        return await readLane(own, shared, () => {
          starting.delete(lane);
          if (starting.size === 0) request.begun?.();
        });
      } catch (error) {
        failure.abort(error);
        throw error;
      }
    }),
  );
  if (request.signal.aborted) throwIfCancelled(request.signal);
  if (failure.signal.aborted) throw failure.signal.reason;
  const read = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const byPath = new Map(read.flatMap(({ facts }) => facts).map((facts) => [facts.path, facts]));
  const isolation = request.sandbox?.name ?? 'process';
  const enforcement = read[0]?.enforcement;
  return {
    facts: files.map((file) => byPath.get(file.path) ?? unread(file, 'it was not parsed')),
    parsing: { isolation, ...(enforcement === undefined ? {} : { enforcement }) },
  };
}

/** What the lanes of one submission have in common. */
interface Shared extends ReadFactsRequest {
  readonly paths: readonly string[];
  readonly budget: Budget;
  readonly fingerprintKey: string;
  done: number;
}

async function readLane(
  files: readonly FoundFile[],
  shared: Shared,
  asked: () => void,
): Promise<{ readonly facts: readonly FileFacts[]; readonly enforcement: Enforcement | undefined }> {
  const { sandbox, signal, budget } = shared;
  const facts: FileFacts[] = [];
  let enforcement: Enforcement | undefined;
  for (let deaths = 0; facts.length < files.length; deaths++) {
    throwIfCancelled(signal);
    if (deaths >= PARSER_LIMITS.deaths || budget.left <= 0) {
      const why = 'the files before it used up what parsing a submission may cost';
      for (const file of files.slice(facts.length)) facts.push(unread(file, why));
      break;
    }
    const child = await startParsing(shared.submission.files, sandbox, signal);
    enforcement = child.enforcement;
    const conversation = new Conversation(child, files, facts, shared);
    const why = await conversation.run(signal, asked);
    throwIfCancelled(signal);
    if (!conversation.ready) throw new GateError('PARSER_DIED', `the parsing process did not start: ${why}`);
    // A lane's files are parsed in order, one at a time: the first without facts is the one that was being read.
    const victim = files[facts.length];
    if (victim !== undefined) facts.push(unread(victim, `the isolated parser did not survive this file: ${why}`));
  }
  return { facts, enforcement };
}

function unread({ path, size }: FoundFile, message: string): FileFacts {
  return unreadFacts(path, size, 'parser.died', message);
}

/** Characters that all processes for one submission may still answer. */
interface Budget {
  left: number;
}

/** One process, from its start to its end. */
class Conversation {
  ready = false;
  private why: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly child: ParsingProcess;
  private readonly files: readonly FoundFile[];
  private readonly facts: FileFacts[];
  private readonly shared: Shared;

  /** Appends to `facts`, which holds those of the first files already. */
  constructor(child: ParsingProcess, files: readonly FoundFile[], facts: FileFacts[], shared: Shared) {
    this.child = child;
    this.files = files;
    this.facts = facts;
    this.shared = shared;
  }

  /** Why it ended; of interest only if facts are missing. `asked` is called once it knows what to parse: it needs nothing more but time. */
  async run(signal: AbortSignal, asked: () => void): Promise<string> {
    const cancel = (): void => this.stop('cancelled');
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    this.child.stdin.on('error', () => {}); // told by `ended`
    const request: ParseRequest = {
      paths: this.shared.paths,
      fingerprintKey: this.shared.fingerprintKey,
      ...(this.child.scratch === undefined ? {} : { scratch: this.child.scratch }),
      ...(this.shared.results === true ? { results: true } : {}),
      files: this.files
        .slice(this.facts.length)
        .map(({ path, size, blob }) => ({ path, size, blob: this.child.inside(blob) })),
    };
    try {
      this.rewind();
      this.child.stdin.end(`${JSON.stringify(request)}\n`);
      this.tell();
      asked(); // not before: whoever loads a program then would keep the process waiting for its request
      // Loaded while the process comes up: a schema of all facts takes as long to make as a small file to parse.
      const answers = import('./answer.ts');
      for await (const line of lines(this.child.stdout, ANSWER_BYTES)) {
        this.rewind();
        const refusal = this.take(line, (await answers).answerSchema);
        if (refusal !== undefined) this.stop(refusal);
        if (this.why !== undefined) break;
        if (this.facts.length === this.files.length) break;
      }
      // Its output ended before its work did: it is ending by itself, and how tells why.
      if (this.why === undefined && this.facts.length < this.files.length)
        await Promise.race([this.child.ended, setTimeout(LAST_WORDS_MS, undefined, { signal }).catch(() => {})]);
    } catch (error) {
      this.stop(error instanceof GateError ? error.message : 'its answer could not be read');
    } finally {
      clearTimeout(this.timer);
      signal.removeEventListener('abort', cancel);
    }
    this.child.kill(); // nothing it could still say is of interest
    const ended = await this.child.ended;
    return this.why ?? ended;
  }

  /** Why the process isn't to be believed any longer, or undefined. */
  private take(line: string, answerSchema: AnswerSchema): string | undefined {
    this.shared.budget.left -= line.length;
    if (this.shared.budget.left <= 0) return `the answers are longer than ${PARSER_LIMITS.answers} characters`;
    const answer = answerSchema.safeParse(parseJson(line));
    if (!answer.success) return 'it answered something that is no facts';
    if ('ready' in answer.data) {
      this.ready = true;
      return undefined;
    }
    // It may be the victim of what it reads: it may speak of the file whose turn it is, once, with the true size.
    const { facts } = answer.data;
    const file = this.files[this.facts.length];
    if (!this.ready || facts.path !== file?.path || facts.size !== file.size)
      return 'it answered facts of another file';
    this.facts.push(facts);
    this.shared.done += 1;
    this.tell();
    return undefined;
  }

  /** Of the file whose turn it is: a large one takes its time. */
  private tell(): void {
    const { progress, paths, done } = this.shared;
    const at = this.files[this.facts.length] ?? this.files.at(-1);
    progress({ label: at?.path ?? '', done, total: paths.length, unit: 'files' });
  }

  private stop(why: string): void {
    this.why ??= why;
    this.child.kill();
  }

  private rewind(): void {
    clearTimeout(this.timer);
    this.timer = globalThis.setTimeout(() => this.stop('it took too long'), PARSER_LIMITS.fileMs);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
