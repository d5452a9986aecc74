import { decodeZlib, startsAsZlib } from './deflate.ts';
import { DecodeFault, type Decoded } from './output.ts';

/* What joblib before 0.10 wrote and every later one still loads: `ZF`, the size in hexadecimal to 19 characters, a zlib stream. */

const HEADER = 21;
const START = /^ZF0x[0-9a-f]{1,17} *L? *$/u;

export function startsAsZfile(head: Uint8Array): boolean {
  return (
    START.test(Buffer.from(head.subarray(0, HEADER)).toString('latin1')) && startsAsZlib(head.subarray(dataStart(head)))
  );
}

export function decodeZfile(input: Uint8Array, limit: number): Decoded {
  const start = dataStart(input);
  const { bytes, consumed, fault } = decodeZlib(input.subarray(start), limit);
  return {
    bytes,
    consumed: start + consumed,
    ...(fault === undefined ? {} : { fault: new DecodeFault(fault.kind, fault.message, start + fault.offset) }),
  };
}

/** joblib passes over one more space, which Python 2 wrote (numpy_pickle_compat.py, read_zfile). */
function dataStart(input: Uint8Array): number {
  return Math.min(input.length, input[HEADER] === 0x20 ? HEADER + 1 : HEADER);
}
