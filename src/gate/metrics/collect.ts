import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { VSA_PREDICATE, vsaPredicateSchema } from '../../attest/vsa.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import { openLedger, verifyLedger, type LedgerReader } from '../../storage/ledger/ledger.ts';
import { includes, leafHash } from '../../storage/ledger/merkle.ts';
import type { NoteVerifier } from '../../storage/ledger/signed-note.ts';
import { ledgerEntrySchema } from '../ledger-entry.ts';
import { readRun } from '../read-run.ts';
import { outcomeRecord, outcomeRecordSchema } from './outcome-record.ts';
import { series, tally, type MetricsEntry, type Period, type StoreMetrics } from './report.ts';

interface Collected {
  readonly entries: readonly MetricsEntry[];
  /** Error code of each entry that could not be verified. */
  readonly failures: readonly string[];
  readonly unfinished: number;
}

/**
 * Counts what a ledger holds. Each entry counts only when it leads to the root that the ledger's key signed.
 * @throws GateError LEDGER_INVALID, LEDGER_INCONSISTENT when there is no checkpoint that the key signed
 */
export async function ledgerMetrics(store: string, verifier: NoteVerifier, per: Period): Promise<StoreMetrics> {
  return summed(store, 'ledger', await fromLedger(store, verifier), per);
}

/**
 * Counts the runs in a directory, or the one run that it is. Each counts only when its statements, its summary and its
 * place in the ledger verify.
 * @throws GateError SOURCE_NOT_FOUND
 */
export async function runMetrics(store: string, publicKeyPem: string, per: Period): Promise<StoreMetrics> {
  return summed(store, 'runs', await fromRuns(store, publicKeyPem), per);
}

export async function isLedger(store: string): Promise<boolean> {
  return isFile(join(store, 'checkpoint'));
}

function summed(
  store: string,
  kind: StoreMetrics['kind'],
  { entries, failures, unfinished }: Collected,
  per: Period,
): StoreMetrics {
  const reasons = new Map<string, number>();
  for (const code of failures) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  return {
    store,
    kind,
    unverified: { entries: failures.length, reasons: Object.fromEntries(reasons) },
    unfinished,
    total: tally(entries),
    series: series(entries, per),
  };
}

async function fromLedger(store: string, verifier: NoteVerifier): Promise<Collected> {
  const entries: MetricsEntry[] = [];
  const failures: string[] = [];
  const take = (bytes: Buffer): void => {
    const entry = parsedEntry(bytes);
    if (entry === undefined) failures.push('LEDGER_INVALID');
    else entries.push(entry);
  };
  const whole = await verifyLedger(store, verifier).catch((error: unknown) => {
    if (error instanceof GateError && error.code === 'LEDGER_INCONSISTENT') return undefined;
    throw error;
  });
  if (whole !== undefined) {
    for await (const { bytes } of whole.entries()) take(bytes);
    return { entries, failures, unfinished: 0 };
  }
  // Something in it is wrong: what still leads to the signed root counts, one by one.
  const ledger = await openLedger(store, verifier);
  for (let index = 0; index < ledger.checkpoint.size; index++) {
    const bytes = await provenEntry(ledger, index);
    if (bytes === undefined) failures.push('LEDGER_INCONSISTENT');
    else take(bytes);
  }
  return { entries, failures, unfinished: 0 };
}

async function provenEntry(ledger: LedgerReader, index: number): Promise<Buffer | undefined> {
  const { size, root } = ledger.checkpoint;
  try {
    const { proof } = await ledger.prove(index);
    for await (const { bytes, index: at } of ledger.entries(index)) {
      if (at !== index) return undefined;
      return includes(leafHash(bytes), index, size, proof, root) ? bytes : undefined;
    }
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
  }
  return undefined;
}

function parsedEntry(bytes: Buffer): MetricsEntry | undefined {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
  const entry = ledgerEntrySchema.safeParse(json).data;
  return entry === undefined
    ? undefined
    : { ...outcomeRecordSchema.parse(entry), at: entry.at, verdict: entry.verdict };
}

async function fromRuns(store: string, publicKeyPem: string): Promise<Collected> {
  const entries: MetricsEntry[] = [];
  const failures: string[] = [];
  let unfinished = 0;
  for (const run of await runsIn(store)) {
    if (!(await isFile(join(run, 'verdict.json')))) {
      unfinished++;
      continue;
    }
    try {
      const { evidence, attestations } = await readRun(run, publicKeyPem);
      const summary = attestations.statements.find(({ statement }) => statement.predicateType === VSA_PREDICATE);
      const { timeVerified, modelgate } = vsaPredicateSchema.parse(summary?.statement.predicate);
      entries.push({ ...outcomeRecord(evidence), at: timeVerified, verdict: modelgate.verdict.verdict });
    } catch (error) {
      const code = error instanceof GateError ? error.code : systemCode(error);
      if (code === undefined) throw error;
      failures.push(code);
    }
  }
  return { entries, failures, unfinished };
}

async function runsIn(store: string): Promise<readonly string[]> {
  if (await isFile(join(store, 'run.json'))) return [store];
  const names = await readdir(store).catch((error: unknown) => {
    throw new GateError('SOURCE_NOT_FOUND', `${store} can't be read (${systemCode(error) ?? 'unknown'})`);
  });
  const runs: string[] = [];
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1)))
    if (await isFile(join(store, name, 'run.json'))) runs.push(join(store, name));
  return runs;
}

async function isFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isFile() ?? false;
}
