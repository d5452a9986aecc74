import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { ATTESTATION_LIMITS } from './predicates/limits.ts';
import { bundleFrom, envelopeFrom, MAX_BUNDLE_BYTES, type Bundle } from './sigstore-bundle.ts';
import { parseJson } from './strict-json.ts';

/** One signed thing of a file: a Sigstore bundle or a DSSE envelope; `metadata` is in-toto's own form, before DSSE. */
export type SignedDocument =
  | { readonly form: 'bundle' | 'envelope'; readonly bundle: Bundle }
  | { readonly form: 'metadata'; readonly json: unknown };

export interface ReadDocument {
  /** The file, and the line where there are several. */
  readonly where: string;
  /** The error says which check it failed; the others of the file stand. */
  readonly document: SignedDocument | GateError;
}

const BREAK = 0x0a;

/**
 * Reads a file of signed statements: one JSON text, or one on each line (`*.jsonl`, in-toto's bundle of attestations).
 * Never throws for what is in it.
 */
export function readDocuments(bytes: Uint8Array, where: string): ReadDocument[] {
  if (bytes.length > MAX_BUNDLE_BYTES)
    return [{ where, document: new GateError('LIMIT_EXCEEDED', `${where} is larger than ${MAX_BUNDLE_BYTES} bytes`) }];
  const found: ReadDocument[] = [];
  for (const text of jsonTexts(bytes, where)) {
    if (found.length >= ATTESTATION_LIMITS.statements) {
      const error = new GateError(
        'LIMIT_EXCEEDED',
        `${where} holds more than ${ATTESTATION_LIMITS.statements} statements`,
      );
      return [...found, { where: text.where, document: error }];
    }
    found.push({ where: text.where, document: attempt(text.bytes, text.where) });
  }
  return found;
}

/** The JSON texts of a file: one, or those of its lines (`*.jsonl`) without empty ones. */
export function* jsonTexts(
  bytes: Uint8Array,
  where: string,
): Generator<{ readonly where: string; readonly bytes: Uint8Array }> {
  if (!where.endsWith('.jsonl')) {
    yield { where, bytes };
    return;
  }
  let line = 0;
  for (let start = 0; start < bytes.length;) {
    const next = bytes.indexOf(BREAK, start);
    const end = next === -1 ? bytes.length : next;
    line++;
    const text = bytes.subarray(start, end);
    start = end + 1;
    if (text.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)) continue;
    yield { where: `${where}:${line}`, bytes: text };
  }
}

function attempt(bytes: Uint8Array, where: string): SignedDocument | GateError {
  try {
    const json = parseJson(bytes, where);
    const members = z.record(z.string(), z.unknown()).safeParse(json).data ?? {};
    if ('mediaType' in members) return { form: 'bundle', bundle: bundleFrom(json, where) };
    if ('signed' in members) return { form: 'metadata', json };
    return { form: 'envelope', bundle: envelopeFrom(json, where) };
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
}
