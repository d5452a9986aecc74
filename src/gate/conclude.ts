import type { SigningProcess } from '../attest/signer-client.ts';
import { standardStatements } from '../attest/standard-statements.ts';
import { verificationSummary } from '../attest/vsa.ts';
import type { Clock } from '../core/clock.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import type { Submission } from '../core/submission.ts';
import type { Verdict } from '../core/verdict.ts';
import { decide } from '../decide/decide.ts';
import type { LoadedPolicy } from '../decide/load-policy.ts';
import type { FileFacts } from '../formats/facts.ts';
import { renderReport } from '../report/html.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { writeAtomic } from '../storage/atomic-file.ts';
import { parseVerifierKey } from '../storage/ledger/signed-note.ts';
import { bomStatements, contentsOfRun, isTooLarge } from './bom-documents.ts';
import { environmentContents, environmentsOf, environmentStatements } from './bom-environment.ts';
import type { RunEvent } from './events.ts';
import { logVerdict } from './ledger-entry.ts';
import { outcomeRecord } from './metrics/outcome-record.ts';
import { intakeOutputSchema, type IntakeOutput } from './output.ts';
import type { RunDirectory } from './run-directory.ts';
import type { StatementChain } from './statement-chain.ts';

export interface Sandboxes {
  /** Of the model. */
  readonly running: SandboxDriver;
  readonly parsing: SandboxDriver;
}

/** What a run has come to when every stage is done. */
export interface Concluding {
  readonly policy: LoadedPolicy;
  /** The ledger's directory. */
  readonly ledger: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly run: RunDirectory;
  readonly signer: SigningProcess;
  readonly sandboxes: Sandboxes;
  readonly statements: StatementChain['links'];
  readonly evidence: ReadonlyMap<StageName, Evidence>;
  /** Of every file; undefined if this start of the run had no need of them. */
  readonly facts: readonly FileFacts[] | undefined;
  readonly tell: (event: RunEvent) => Promise<void>;
}

/**
 * Decides, and hands out the verdict: standard statements and bills of materials, the ledger's entry, the summary, the page, in this
 * order. A verdict that the ledger doesn't know must not be out there, so it is logged before its summary is written.
 * @throws GateError SIGNER_FAILED, DISK_FULL, CANCELLED, LEDGER_INCONSISTENT, LEDGER_INVALID
 */
export async function conclude(submission: Submission, concluding: Concluding): Promise<IntakeOutput> {
  const { policy, ledger, clock, run, signer, statements, evidence, tell } = concluding;
  const { subject } = submission;
  const verdict = decide({ subject, evidence, policy: policy.policy, policyDigest: policy.digest, clock });
  const { verifierKey } = signer.ledger;
  const summary = verificationSummary(submission, verdict, policy.policy.name, statements, verifierKey, clock);
  await writeStatements(submission, verdict, concluding);
  const bundle = await signer.sign(summary);
  const receipt = await logVerdict(ledger, signer.ledger, verdict, bundle, outcomeRecord(evidence), clock);
  await tell({ event: 'verdict-logged', index: receipt.index });
  await writeAtomic(run.ledgerReceipt, `${JSON.stringify(receipt, null, 2)}\n`);
  await writeAtomic(run.vsa, bundle);
  const stages = [...evidence.values()];
  const page = renderReport({
    submission,
    verdict,
    stages,
    policy: policy.policy,
    at: clock.now(),
    keyId: signer.keyId,
    logged: { ledger: parseVerifierKey(receipt.verifierKey).name, index: receipt.index },
  });
  await writeAtomic(run.report, page);
  const output = outputOf(verdict, stages, run);
  await writeAtomic(run.verdict, `${JSON.stringify(output, null, 2)}\n`);
  await tell({ event: 'verdict', verdict: verdict.verdict, subject });
  return output;
}

/** What other tools read: the same facts in standard predicates, and bills of materials. */
async function writeStatements(
  submission: Submission,
  verdict: Verdict,
  { clock, signal, run, signer, sandboxes, statements, evidence, facts, tell }: Concluding,
): Promise<void> {
  for (const { name, statement } of standardStatements({ submission, verdict, evidence, clock }))
    await writeAtomic(run.standard(name), await signer.sign(statement));
  const model = await contentsOfRun({ submission, evidence, statements, facts, sandbox: sandboxes.parsing, signal });
  const boms = [...bomStatements(model), ...(await environmentOf(evidence.get('evaluate'), sandboxes.running))];
  for (const { name, statement } of boms) {
    if (isTooLarge(statement)) await tell({ event: 'bom-left-out', name });
    else await writeAtomic(run.standard(name), await signer.sign(statement));
  }
}

/** Of what the model was evaluated on, as long as that is still what is here: a resumed run may meet a newer library. */
async function environmentOf(
  evaluated: Evidence | undefined,
  running: SandboxDriver,
): Promise<ReturnType<typeof environmentStatements>> {
  if (evaluated === undefined) return [];
  const at = evaluated.finishedAt.replace(/\.\d+Z$/u, 'Z');
  const statements: ReturnType<typeof environmentStatements> = [];
  for (const [index, { kind, digest }] of environmentsOf(evaluated).entries()) {
    const contents = await environmentContents(running.name, at, kind);
    if (contents.digest !== digest) continue;
    statements.push(...environmentStatements(contents, index === 0 ? undefined : kind));
  }
  return statements;
}

function outputOf(verdict: Verdict, stages: readonly Evidence[], run: RunDirectory): IntakeOutput {
  return intakeOutputSchema.parse({
    version: 1,
    ...verdict,
    stages: stages.map((evidence) => ({
      stage: evidence.stage,
      outcome: evidence.outcome,
      evidence,
      statement: run.statement(evidence.stage),
    })),
    runDir: run.path,
    vsa: run.vsa,
    report: run.report,
  } satisfies IntakeOutput);
}
