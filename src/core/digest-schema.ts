import * as z from 'zod';
import type { Blake3, Sha256 } from './digest.ts';

/* Apart from digest.ts, so that hashing begins before a schema is loaded. */

const SHA256 = /^sha256:[0-9a-f]{64}$/u;
const BLAKE3 = /^blake3:[0-9a-f]{64}$/u;

export const sha256Schema = z
  .string()
  .regex(SHA256, 'must be "sha256:" and 64 lower-case hexadecimal digits')
  .transform((text) => text as Sha256);

export const blake3Schema = z
  .string()
  .regex(BLAKE3, 'must be "blake3:" and 64 lower-case hexadecimal digits')
  .transform((text) => text as Blake3);
