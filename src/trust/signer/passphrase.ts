import { readFileSync } from 'node:fs';
import { GateError, systemCode } from '../../core/errors.ts';

/** Where the passphrase of an encrypted key is taken from unless told otherwise: an argument would stand in the process list. */
export const PASSPHRASE_VARIABLE = 'MODELGATE_KEY_PASSPHRASE';
const MAX_BYTES = 4_096;

/**
 * Reads a passphrase or PIN from `file:PATH`, `env:NAME` or `fd:NUMBER`: the first line. Undefined when no source is given and
 * PASSPHRASE_VARIABLE isn't set.
 * @throws GateError USAGE, KEY_INVALID; never with the secret in it
 */
export function readPassphrase(source: string | undefined): string | undefined {
  if (source === undefined) return process.env[PASSPHRASE_VARIABLE];
  const [, kind = '', rest = ''] = /^(file|env|fd):(.+)$/su.exec(source) ?? [];
  if (kind === 'env') {
    const value = process.env[rest];
    if (value === undefined) throw new GateError('KEY_INVALID', `the environment has no ${rest} with a passphrase`);
    return value;
  }
  if (kind === 'file') return firstLine(rest, `the passphrase file ${rest}`);
  if (kind === 'fd' && /^\d{1,5}$/u.test(rest)) return firstLine(Number(rest), `file descriptor ${rest}`);
  // What was given may be the secret itself, so it is not repeated.
  throw new GateError('USAGE', 'a passphrase comes from file:PATH, env:NAME or fd:NUMBER, never from the command line');
}

function firstLine(from: string | number, where: string): string {
  try {
    const text = readFileSync(from);
    if (text.length > MAX_BYTES) throw new GateError('KEY_INVALID', `${where} is longer than ${MAX_BYTES} bytes`);
    return text.toString('utf8').split(/\r?\n/u, 1)[0] ?? '';
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('KEY_INVALID', `${where} can't be read (${systemCode(error) ?? 'unknown'})`, { cause: error });
  }
}
