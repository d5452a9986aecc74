import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { printable } from '../../core/escape.ts';
import { EXIT, GateError, systemCode, unreachable, type ExitCode } from '../../core/errors.ts';
import { writeAtomic } from '../../storage/atomic-file.ts';
import { parseCheckpoint, type Checkpoint } from '../../storage/ledger/checkpoint.ts';
import { openLedger, verifyLedger, type LedgerReader } from '../../storage/ledger/ledger.ts';
import { isConsistent } from '../../storage/ledger/merkle.ts';
import {
  noteSignedBy,
  parseNote,
  parseVerifierKey,
  witnessedBy,
  type NoteVerifier,
} from '../../storage/ledger/signed-note.ts';
import { keyDigest } from '../../trust/key.ts';
import type { CommandCall } from '../command.ts';
import type { Output } from '../output.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({
  origin: z.string().min(1).optional(),
  key: z.string({ error: 'the ledger’s verifier key is needed: --key gate.ledger.vkey' }),
  index: z.coerce.number().int().nonnegative().optional(),
  state: z.string().optional(),
  witness: z.array(z.string()).default([]),
  quorum: z.coerce.number().int().nonnegative().optional(),
});
type Options = z.infer<typeof optionsSchema>;

const actionSchema = z.enum(['verify', 'prove', 'monitor'], { error: 'say verify, prove or monitor' });

export async function run({ args, options, output }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const { action } = parseOptions(z.object({ action: actionSchema }), { action: firstArgument(args) });
  const directory = firstArgument(args.slice(1));
  const verifier = await readVerifierKey(given.key);
  try {
    return await look(action, directory, { given, verifier, output });
  } catch (error) {
    // For whoever checks a ledger, one that was tampered with is the answer, and a bad one.
    if (!(error instanceof GateError && error.code === 'LEDGER_INCONSISTENT')) throw error;
    output.error(error);
    return EXIT.bad;
  }
}

interface Look {
  readonly given: Options;
  readonly verifier: NoteVerifier;
  readonly output: Output;
}

async function look(
  action: z.infer<typeof actionSchema>,
  directory: string,
  { given, verifier, output }: Look,
): Promise<ExitCode> {
  switch (action) {
    case 'verify': {
      const ledger = await verifyLedger(directory, verifier, given.origin);
      await checkWitnesses(ledger, given);
      return tell(output, ledger.checkpoint, `${ledger.checkpoint.size} entries, every one as it was logged`);
    }
    case 'prove':
      return prove(await openLedger(directory, verifier, given.origin), given, output);
    case 'monitor':
      return monitor(await openLedger(directory, verifier, given.origin), given, verifier, output);
    default:
      return unreachable(action);
  }
}

async function prove(ledger: LedgerReader, { index }: Options, output: Output): Promise<ExitCode> {
  if (index === undefined) throw new GateError('USAGE', 'which entry? --index N');
  if (index >= ledger.checkpoint.size)
    throw new GateError('USAGE', `the ledger has ${ledger.checkpoint.size} entries: --index goes from 0`);
  const { leaf, proof } = await ledger.prove(index);
  const encoded = proof.map((hash) => hash.toString('base64'));
  if (output.format === 'json') {
    output.json({ version: 1, index, leaf: leaf.toString('base64'), proof: encoded, checkpoint: ledger.note });
  } else {
    output.line(`entry ${index} of ${ledger.checkpoint.size}, leaf hash ${leaf.toString('base64')}`);
    for (const hash of encoded) output.line(`  ${hash}`);
    output.line(ledger.note.trimEnd());
  }
  return EXIT.good;
}

/** Shows what is new since the last look, after proving that nothing older changed. */
async function monitor(
  ledger: LedgerReader,
  given: Options,
  verifier: NoteVerifier,
  output: Output,
): Promise<ExitCode> {
  if (given.state === undefined)
    throw new GateError('USAGE', 'where is what was seen last kept? --state FILE (made when it is missing)');
  await checkWitnesses(ledger, given);
  const seen = await readSeen(given.state, verifier);
  if (seen !== undefined && seen.origin !== ledger.checkpoint.origin)
    throw new GateError('LEDGER_INVALID', `${given.state} is of the ledger ${seen.origin}`);
  const proof = await ledger.proveConsistency(Math.min(seen?.size ?? 0, ledger.checkpoint.size));
  if (seen !== undefined && !isConsistent(seen, ledger.checkpoint, proof)) {
    throw new GateError(
      'LEDGER_INVALID',
      `the ledger of ${ledger.checkpoint.size} entries does not continue the one of ${seen.size} that was seen before: history was rewritten`,
    );
  }
  const from = seen?.size ?? 0;
  const fresh: string[] = [];
  for await (const { index, bytes } of ledger.entries(from)) {
    fresh.push(bytes.toString('utf8'));
    if (output.format === 'text') output.line(`${index}  ${printable(bytes.toString('utf8'), 1_000)}`);
  }
  await writeAtomic(given.state, ledger.note);
  if (output.format === 'json') output.json({ version: 1, from, size: ledger.checkpoint.size, entries: fresh });
  else output.note(`${fresh.length} new, ${ledger.checkpoint.size} in all; nothing older changed`);
  return EXIT.good;
}

async function readSeen(path: string, verifier: NoteVerifier): Promise<Checkpoint | undefined> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const note = parseNote(bytes, path);
  if (!noteSignedBy(note, verifier, path)) throw new GateError('LEDGER_INVALID', `${path} is of another ledger`);
  return parseCheckpoint(note.text, path);
}

/** Witnesses co-sign only what continues what they saw: with enough of them, no reader is shown a history of his own. */
async function checkWitnesses({ note }: LedgerReader, { witness, quorum }: Options): Promise<void> {
  const named = await Promise.all(witness.map(readVerifierKey));
  // One witness under two names of one key, or named twice, is one.
  const verifiers = [...new Map(named.map((one) => [keyDigest(one.key), one])).values()];
  const parsed = parseNote(Buffer.from(note), 'the checkpoint');
  const signed = verifiers.filter((one) => witnessedBy(parsed, one, systemClock.now(), 'the checkpoint'));
  const needed = quorum ?? verifiers.length;
  if (signed.length < needed)
    throw new GateError(
      'LEDGER_INVALID',
      `${signed.length} of the named witnesses signed the checkpoint, not ${needed}`,
    );
}

/** A verifier key itself, or the path of a file with one. */
async function readVerifierKey(given: string): Promise<NoteVerifier> {
  if (given.split('+').length >= 3) return parseVerifierKey(given);
  const text = await readFile(given, 'utf8').catch((error: unknown) => {
    throw new GateError('KEY_INVALID', `${given} can't be read`, { cause: error });
  });
  return parseVerifierKey(text);
}

function tell(output: Output, { origin, size, root }: Checkpoint, words: string): ExitCode {
  if (output.format === 'json') output.json({ version: 1, origin, size, root: root.toString('base64') });
  else output.line(`${origin}: ${words}`, 'good');
  return EXIT.good;
}
