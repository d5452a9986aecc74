import { readFile, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { quarantine } from '../acquire/quarantine.ts';
import { readFacts, type ReadFacts } from '../acquire/read-facts.ts';
import { verifyBlobs } from '../acquire/verify-blobs.ts';
import { startSigningProcess, type KeyElsewhere, type SigningProcess } from '../attest/signer-client.ts';
import { isLoadable } from '../formats/checkpoints/loadable.ts';
import { compareStage } from '../compare/stage.ts';
import { groupEqualWeights } from '../compare/weight-groups.ts';
import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import type { Policy } from '../core/policy.ts';
import type { Progress } from '../core/progress.ts';
import type { StageContext } from '../core/stage.ts';
import type { Submission, SubmissionFile } from '../core/submission.ts';
import { VERSION } from '../core/version.ts';
import type { LoadedPolicy } from '../decide/load-policy.ts';
import { pathsUsed } from '../runner/runnable.ts';
import { AnswerCache } from '../evaluate/recorded/cache.ts';
import { Journal } from '../evaluate/recorded/journal.ts';
import { Recordings } from '../evaluate/recorded/recordings.ts';
import { huntStage } from '../hunt/stage.ts';
import type { HuntBudget } from '../core/predicates/hunt.ts';
import { evaluateStage } from '../evaluate/stage.ts';
import { chooseParsingSandbox, chooseSandbox } from '../sandbox/choose.ts';
import { scanStage } from '../scan/stage.ts';
import { writeAtomic } from '../storage/atomic-file.ts';
import { defaultLedgerPath, evaluationsPath } from '../trust/key-file.ts';
import { readSources, sourcesDigest, type AttestationSources } from '../verify/attestations/sources.ts';
import { isBesideModel } from '../verify/signature-files.ts';
import { verifyStage } from '../verify/stage.ts';
import { acquireEvidence, submissionFrom } from './acquire-evidence.ts';
import { openEventLog, type EventLog, type RunEvent } from './events.ts';
import { guarded, skippedEvidence } from './guarded.ts';
import { conclude, type Sandboxes } from './conclude.ts';
import type { IntakeOutput } from './output.ts';
import { answersFault, keepAnswers } from './kept-answers.ts';
import { readBase, type ReadModel } from './prepare.ts';
import { openRunDirectory, type RunDirectory } from './run-directory.ts';
import { sourceFingerprint } from './source-fingerprint.ts';
import { StatementChain } from './statement-chain.ts';

export interface IntakeRequest {
  readonly source: string;
  readonly base: string | undefined;
  readonly policy: LoadedPolicy;
  readonly runDir: string | undefined;
  readonly keyPath: string;
  /** The key, where it is not the file at `keyPath`; what else the gate keeps still lies beside that. */
  readonly signer?: KeyElsewhere | undefined;
  /** Signed statements of others: files, directories, OCI image layouts. */
  readonly attestations?: readonly string[];
  /** The ledger's directory; beside the key when left out. */
  readonly ledger: string | undefined;
  /** `false`: every answer is asked for in this run. */
  readonly cache?: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly onEvent: (event: RunEvent) => void;
}

/** Where the policy names no time for a search. */
const HUNT_SECONDS = 3_600;

/**
 * Takes a submission through every stage. An unfinished run of the same inputs is continued behind its last signed
 * statement. A stage that errs makes the verdict worse and never ends the run; what ends it is in `@throws`. The verdict is
 * logged before its summary is written.
 * @throws GateError ATTESTATIONS_UNREADABLE, OCI_LAYOUT_INVALID, NO_SANDBOX, those of startSigningProcess(), RUN_BUSY, RUN_MISMATCH, RUN_TAMPERED, BLOB_CORRUPT, BASE_UNREADABLE, DISK_FULL,
 * CANCELLED, LEDGER_INCONSISTENT, LEDGER_INVALID, and those of quarantine()
 */
export async function intake(request: IntakeRequest): Promise<IntakeOutput> {
  const sources = await readSources(request.attestations ?? []);
  const signer = await startSigningProcess(request.keyPath, request.signer);
  try {
    const inputs = {
      source: request.source,
      base: request.base === undefined ? undefined : resolve(request.base),
      policyDigest: request.policy.digest,
      attestations: sourcesDigest(sources),
      gateVersion: VERSION,
      gateKeyId: signer.keyId,
    };
    const wanted = { minimum: request.policy.policy.sandbox.minimum, signal: request.signal };
    const { driver: running } = await chooseSandbox(wanted);
    const { driver: parsing } = await chooseParsingSandbox(wanted);
    const run = await openFittingRun(inputs, request);
    const events = await openEventLog(run.events, request.clock);
    try {
      return await new IntakeRun(request, sources, run, signer, { running, parsing }, events).complete();
    } finally {
      await events.close();
      await rm(run.scratch, { recursive: true, force: true });
      await run.release();
    }
  } finally {
    await signer.close();
  }
}

/** An unfinished run whose source has changed since describes other bytes: it is left alone, and a new run starts. */
async function openFittingRun(
  inputs: Parameters<typeof openRunDirectory>[0],
  { runDir, clock, source }: IntakeRequest,
): Promise<RunDirectory> {
  const run = await openRunDirectory(inputs, { named: runDir, clock, fresh: false });
  const fingerprint = await sourceFingerprint(source);
  const recorded = await readFile(run.fingerprint, 'utf8').catch(() => undefined);
  if (recorded === undefined || recorded.trim() === fingerprint) {
    await writeAtomic(run.fingerprint, `${fingerprint}\n`);
    return run;
  }
  await run.release();
  const fresh = await openRunDirectory(inputs, { named: runDir, clock, fresh: true });
  await writeAtomic(fresh.fingerprint, `${fingerprint}\n`);
  return fresh;
}

/** The blobs that a stage is about to read must be those that were taken in: a stage before it, or anybody else, may have changed them. */
async function recheck({ submission, signal }: StageContext, uses: (file: SubmissionFile) => boolean): Promise<void> {
  await verifyBlobs(submission.files.filter(uses), signal);
}

/** In a run of the gate's own, a list of files that is not the one that was signed was changed. */
function tampered(error: unknown): never {
  if (error instanceof GateError && error.code === 'ATTESTATION_INVALID')
    throw new GateError('RUN_TAMPERED', error.message, { cause: error });
  throw error;
}

/** What stages that run a model are given of it. */
interface Loadable {
  readonly facts: ReadFacts['facts'];
  /** As compare found them: files of one group hold the same model. */
  readonly weightGroups: readonly (readonly string[])[];
}

class IntakeRun {
  readonly #request: IntakeRequest;
  readonly #sources: AttestationSources;
  readonly #policy: Policy;
  readonly #run: RunDirectory;
  readonly #signer: SigningProcess;
  readonly #sandboxes: Sandboxes;
  readonly #events: EventLog;
  readonly #chain: StatementChain;
  readonly #evidence = new Map<StageName, Evidence>();
  #facts: Promise<ReadFacts> | undefined;
  #base: Promise<ReadModel> | undefined;

  constructor(
    request: IntakeRequest,
    sources: AttestationSources,
    run: RunDirectory,
    signer: SigningProcess,
    sandboxes: Sandboxes,
    events: EventLog,
  ) {
    this.#request = request;
    this.#sources = sources;
    this.#policy = request.policy.policy;
    this.#run = run;
    this.#signer = signer;
    this.#sandboxes = sandboxes;
    this.#events = events;
    this.#chain = new StatementChain(run, signer, request.policy.digest);
  }

  async complete(): Promise<IntakeOutput> {
    const { source, policy } = this.#request;
    await this.#tell({ event: this.#run.resumed ? 'run-resumed' : 'run-started', source, policyDigest: policy.digest });
    const { running, parsing } = this.#sandboxes;
    await this.#tell({ event: 'sandbox-chosen', driver: running.name, parsing: parsing.name });
    const submission = await this.#acquire();

    await this.#stage(submission, 'verify', async (context) => {
      await recheck(context, ({ path }) => isBesideModel(path));
      return verifyStage.run(context, { sources: this.#sources });
    });
    const scanned = await this.#stage(submission, 'scan', async (context) =>
      scanStage.run(context, await this.#readFacts(submission)),
    );
    const compared = await this.#stage(submission, 'compare', async (context) => {
      const { facts } = await this.#readFacts(submission);
      const weights = new Set(facts.filter(isLoadable).map(({ path }) => path));
      await recheck(context, ({ path }) => weights.has(path));
      const base = await this.#readBase();
      if (base === undefined) return compareStage.run(context, { facts });
      return compareStage.run(context, { facts, base, sandbox: this.#sandboxes.parsing });
    });
    // A submission that did not pass the scan is never loaded, not even in the sandbox.
    await this.#evaluate(submission, scanned, compared);
    if (this.#policy.hunt !== undefined) await this.#hunt(submission, scanned, compared, this.#policy.hunt.budget);
    return this.#conclude(submission);
  }

  /** Answers that an earlier start of this run was given are read, and what was done to them is noticed, before anything runs. */
  async #evaluate(submission: Submission, scanned: Evidence, compared: Evidence): Promise<void> {
    const last = this.#chain.links.at(-1);
    if (last === undefined) throw new GateError('INTERNAL', 'an evaluation without a statement before it');
    const journal = await Journal.open(this.#run.journal, last.digest, this.#signer);
    try {
      await this.#loading(submission, 'evaluate', { scanned, compared }, async (context, { facts, weightGroups }) => {
        // A killed start may have left answers that no statement names.
        await rm(this.#run.answers, { force: true });
        const evidence = await evaluateStage.run(context, {
          facts,
          sandbox: this.#sandboxes.running,
          weightGroups,
          recordings: new Recordings(journal, this.#cache()),
          onEstimate: ({ seconds, tokens }) => this.#tell({ event: 'evaluation-estimated', seconds, tokens }),
        });
        await keepAnswers(evidence, context.scratch, this.#run.answers);
        return evidence;
      });
    } finally {
      await journal.close();
    }
    // The statement that holds the digest of all answers is on disk.
    await rm(this.#run.journal, { force: true });
  }

  async #hunt(submission: Submission, scanned: Evidence, compared: Evidence, budget: HuntBudget): Promise<void> {
    await this.#loading(submission, 'hunt', { scanned, compared }, async (context, { facts, weightGroups }) => {
      const base = await this.#readBase();
      const baseGroups = base === undefined ? [] : await groupEqualWeights(base.submission, base.facts, context.signal);
      return huntStage.run(context, {
        facts,
        sandbox: this.#sandboxes.running,
        weightGroups,
        budget,
        ...(base === undefined ? {} : { base: { ...base, weightGroups: baseGroups.map(({ paths }) => paths) } }),
      });
    });
  }

  /** A stage that loads the model: only one that passed the scan, and only blobs that are still those that were taken in. */
  async #loading(
    submission: Submission,
    stage: 'evaluate' | 'hunt',
    { scanned, compared }: { readonly scanned: Evidence; readonly compared: Evidence },
    produce: (context: StageContext, model: Loadable) => Promise<Evidence>,
  ): Promise<void> {
    await this.#stage(submission, stage, async (context) => {
      if (scanned.outcome !== 'passed') {
        const why = 'the scan did not pass, so nothing of the submission is loaded';
        return skippedEvidence(stage, why, this.#request.clock);
      }
      const groups = comparePredicateSchema.safeParse(compared.predicate).data?.weightGroups ?? [];
      const weightGroups = groups.map(({ paths }) => paths);
      const { facts } = await this.#readFacts(submission);
      const loaded = new Set(weightGroups.flatMap((paths) => pathsUsed(paths, facts, submission)));
      await recheck(context, ({ path }) => loaded.has(path));
      return produce(context, { facts, weightGroups });
    });
  }

  #cache(): AnswerCache | undefined {
    const { keyPath, clock, cache } = this.#request;
    if (cache === false || this.#policy.evaluate.cache === 'forbid') return undefined;
    return new AnswerCache(evaluationsPath(keyPath), basename(this.#run.path), this.#signer, clock);
  }

  async #acquire(): Promise<Submission> {
    const { source, signal, progress, clock } = this.#request;
    const earlier = await this.#chain.reuse('acquire');
    if (earlier !== undefined) {
      const submission = await submissionFrom(earlier, this.#run).catch(tampered);
      await verifyBlobs(submission.files, signal);
      await this.#tell({ event: 'stage-reused', stage: 'acquire' });
      this.#evidence.set('acquire', earlier);
      return submission;
    }
    await this.#tell({ event: 'stage-started', stage: 'acquire' });
    const startedAt = clock.now().toISOString();
    const { submission } = await quarantine({ source, blobs: this.#run.blobs, signal, progress });
    const { evidence, manifest } = acquireEvidence(submission, startedAt, clock);
    if (manifest !== undefined) await writeAtomic(this.#run.manifest, manifest);
    await this.#record(submission, evidence);
    return submission;
  }

  async #stage(
    submission: Submission,
    stage: Exclude<StageName, 'acquire'>,
    produce: (context: StageContext) => Promise<Evidence>,
  ): Promise<Evidence> {
    const earlier = await this.#chain.reuse(stage);
    if (earlier !== undefined) {
      const fault = await answersFault(earlier, this.#run.answers);
      if (fault !== undefined) throw new GateError('RUN_TAMPERED', fault);
      await this.#tell({ event: 'stage-reused', stage });
      this.#evidence.set(stage, earlier);
      return earlier;
    }
    await this.#chain.verifyLast();
    await this.#tell({ event: 'stage-started', stage });
    const { clock, signal, progress } = this.#request;
    const context = { submission, policy: this.#policy, clock, signal, progress, scratchRoot: this.#run.scratch };
    const evidence = await guarded(stage, context, this.#policy.timeouts[stage] ?? HUNT_SECONDS, produce);
    await this.#record(submission, evidence);
    return evidence;
  }

  async #record({ name, subject }: Submission, evidence: Evidence): Promise<void> {
    await this.#chain.append(name, subject, evidence);
    this.#evidence.set(evidence.stage, evidence);
    const { stage, outcome, reason } = evidence;
    await this.#tell({ event: 'stage-finished', stage, outcome, reason });
  }

  /** Parsed once for all stages, which read every blob; a failure is each stage's own to report. */
  #readFacts(submission: Submission): Promise<ReadFacts> {
    const { signal, progress } = this.#request;
    const read = async (): Promise<ReadFacts> => {
      await verifyBlobs(submission.files, signal);
      return readFacts({ submission, sandbox: this.#sandboxes.parsing, signal, progress });
    };
    this.#facts ??= read();
    return this.#facts;
  }

  /** What the operator vouches for, read once for all stages. */
  async #readBase(): Promise<ReadModel | undefined> {
    const { base, signal, progress } = this.#request;
    if (base === undefined) return undefined;
    this.#base ??= readBase(base, this.#sandboxes.parsing, { signal, progress });
    return this.#base;
  }

  async #conclude(submission: Submission): Promise<IntakeOutput> {
    await this.#chain.verifyLast();
    return conclude(submission, {
      policy: this.#request.policy,
      ledger: this.#request.ledger ?? defaultLedgerPath(this.#request.keyPath),
      clock: this.#request.clock,
      signal: this.#request.signal,
      run: this.#run,
      signer: this.#signer,
      sandboxes: this.#sandboxes,
      statements: this.#chain.links,
      evidence: this.#evidence,
      facts: await this.#facts?.then(
        ({ facts }) => facts,
        () => [],
      ),
      tell: async (event) => this.#tell(event),
    });
  }

  async #tell(event: RunEvent): Promise<void> {
    await this.#events.append(event);
    this.#request.onEvent(event);
  }
}
