import * as z from 'zod';
import { payloadDigest } from '../attest/stage-statement.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import { timestamp, type Clock } from '../core/clock.ts';
import type { Sha256 } from '../core/digest.ts';
import { sha256Schema } from '../core/digest-schema.ts';
import { GateError } from '../core/errors.ts';
import { VERDICTS, type Verdict } from '../core/verdict.ts';
import { outcomeRecordSchema, type OutcomeRecord } from './metrics/outcome-record.ts';
import { appendToLedger, openLedger, type CheckpointSigner } from '../storage/ledger/ledger.ts';
import { parseCheckpoint } from '../storage/ledger/checkpoint.ts';
import { includes, leafHash } from '../storage/ledger/merkle.ts';
import { noteSignedBy, parseNote, type NoteVerifier } from '../storage/ledger/signed-note.ts';
import { parseBundle } from '../trust/sigstore-bundle.ts';

/** What the ledger keeps of a verdict, as canonical JSON. */
export const ledgerEntrySchema = z.object({
  version: z.literal(1),
  kind: z.literal('verdict'),
  at: z.iso.datetime(),
  subject: sha256Schema,
  verdict: z.enum(VERDICTS),
  policyDigest: sha256Schema,
  /** SHA-256 of the payload of the verification summary. */
  statement: sha256Schema,
  signature: outcomeRecordSchema.shape.signature.optional(),
  evaluation: outcomeRecordSchema.shape.evaluation.optional(),
});

/** `ledger.json` of a run: all that is needed to check, offline, that the verdict stands in the ledger. */
export const ledgerReceiptSchema = z.object({
  version: z.literal(1),
  /** The ledger's name and key, as C2SP signed-note writes them. */
  verifierKey: z.string(),
  index: z.int().nonnegative(),
  /** The logged bytes, as text. */
  entry: z.string(),
  /** Base64, from the entry's sibling to the root's child. */
  proof: z.array(z.base64()).max(64),
  /** The signed note. */
  checkpoint: z.string(),
});
export type LedgerReceipt = z.infer<typeof ledgerReceiptSchema>;

/**
 * Logs a verdict with the digest of its signed summary, before the summary is given to anybody.
 * @throws GateError LEDGER_INCONSISTENT, LEDGER_INVALID, DISK_FULL
 */
export async function logVerdict(
  directory: string,
  signer: CheckpointSigner & { readonly verifierKey: string },
  verdict: Verdict,
  summary: string,
  outcome: OutcomeRecord,
  clock: Clock,
): Promise<LedgerReceipt> {
  const { subject, policyDigest } = verdict;
  const record: z.infer<typeof ledgerEntrySchema> = {
    version: 1,
    kind: 'verdict',
    at: timestamp(clock),
    subject,
    verdict: verdict.verdict,
    policyDigest,
    statement: summaryDigest(summary),
    ...outcome,
  };
  const entry = canonicalJson(record);
  const { index } = await appendToLedger(directory, signer, [Buffer.from(entry)]);
  const ledger = await openLedger(directory, signer.verifier);
  const { proof } = await ledger.prove(index);
  return {
    version: 1,
    verifierKey: signer.verifierKey,
    index,
    entry,
    proof: proof.map((hash) => hash.toString('base64')),
    checkpoint: ledger.note,
  };
}

/**
 * Checks offline that a summary's verdict was logged.
 * @throws GateError LEDGER_INVALID
 */
export function checkReceipt(receipt: LedgerReceipt, verifier: NoteVerifier, summary: string, where: string): void {
  const note = parseNote(Buffer.from(receipt.checkpoint), where);
  const { size, root, origin } = parseCheckpoint(note.text, where);
  const proof = receipt.proof.map((hash) => Buffer.from(hash, 'base64'));
  const entry = ledgerEntrySchema.safeParse(parsed(receipt.entry));
  if (origin !== verifier.name || !noteSignedBy(note, verifier, where))
    throw new GateError('LEDGER_INVALID', `${where}: the checkpoint is not signed by ${verifier.name}`);
  if (!includes(leafHash(Buffer.from(receipt.entry)), receipt.index, size, proof, root))
    throw new GateError('LEDGER_INVALID', `${where}: the proof does not lead to the checkpoint's root`);
  if (!entry.success || entry.data.statement !== summaryDigest(summary))
    throw new GateError('LEDGER_INVALID', `${where}: what was logged is another statement`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function summaryDigest(summary: string): Sha256 {
  return payloadDigest(parseBundle(Buffer.from(summary), 'the verification summary'));
}
