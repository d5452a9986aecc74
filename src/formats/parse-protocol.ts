import type { FileFacts } from './facts.ts';

/** What the gate tells the parsing process: one JSON line. */
export interface ParseRequest {
  /** All paths of the submission, to tell which shards are missing. */
  readonly paths: readonly string[];
  /** What to parse, in this order. `blob` is where the bytes lie for the process. */
  readonly files: readonly { readonly path: string; readonly size: number; readonly blob: string }[];
  /** 32 random bytes in hexadecimal that live as long as this scan: see formats/secrets/facts.ts. */
  readonly fingerprintKey: string;
  /** An open file for what does not fit in memory: see Scratch. */
  readonly scratch?: { readonly descriptor: number; readonly bytes: number };
  /** Every file is one of results, whatever its name: only claims and samples are read. */
  readonly results?: boolean;
}

/** What the process answers: one JSON line each, `ready` first, then the facts of every file in the order asked for. */
export type ParseAnswer = { readonly ready: true } | { readonly facts: FileFacts };

/** Bytes of one answer. The facts of 100,000 tensors take about a fifth of it. */
export const ANSWER_BYTES = 64 << 20;
