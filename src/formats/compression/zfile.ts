import type { ByteSource } from '../byte-source.ts';
import { startsAsZlib, zlibInto } from './deflate.ts';
import type { Output } from './output.ts';

/* What joblib before 0.10 wrote and every later one still loads: `ZF`, the size in hexadecimal to 19 characters, a zlib stream. */

const HEADER = 21;
const START = /^ZF0x[0-9a-f]{1,17} *L? *$/u;

export function startsAsZfile(head: Uint8Array): boolean {
  return (
    START.test(Buffer.from(head.subarray(0, HEADER)).toString('latin1')) && startsAsZlib(head.subarray(dataStart(head)))
  );
}

export function zfileInto(input: ByteSource, output: Output): number {
  return zlibInto(input, dataStart(new Uint8Array(input.read(0, HEADER + 1))), output);
}

/** joblib passes over one more space, which Python 2 wrote (numpy_pickle_compat.py, read_zfile). */
function dataStart(input: Uint8Array): number {
  return Math.min(input.length, input[HEADER] === 0x20 ? HEADER + 1 : HEADER);
}
