import { behindPadding } from '../archive/padding.ts';
import { SliceSource, type ByteSource } from '../byte-source.ts';
import { TRUNCATED } from '../collector.ts';
import type { PartialFacts, ProblemFacts } from '../facts.ts';
import { pickleFacts } from '../pickle/parser.ts';
import { readPickles } from '../pickle/streams.ts';
import { readHeader } from './header.ts';
import { NUMPY_LIMITS } from './limits.ts';

const MAGIC = Buffer.from('934e554d5059', 'hex');

export function isNumpy(head: Uint8Array): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.length).subarray(0, MAGIC.length).equals(MAGIC);
}

/**
 * A NumPy array file, format 1.0 to 3.0 (NEP 1), or several in a row. Arrays of objects are a pickle after the header, and
 * so is what follows the last array for whoever calls `numpy.load` once more. Undefined if it is none.
 */
export function readNumpy(source: ByteSource, head: Uint8Array): PartialFacts | undefined {
  if (!isNumpy(head)) return undefined;
  const problems: ProblemFacts[] = [];
  let position = 0;
  for (let array = 0; array < NUMPY_LIMITS.arrays; array++) {
    const found = arrayAt(source, position);
    if ('problem' in found) return cut(problems, found.problem);
    const { data, header } = found;
    if (header === undefined)
      problems.push({
        code: 'numpy-header',
        message: 'the header is no plain dictionary of descr, fortran_order and shape with types that NumPy writes',
        offset: position,
      });
    const end = header?.objects === false && header.bytes !== undefined ? data + header.bytes : undefined;
    if (end === undefined) {
      const found = picklesFrom(source, data);
      if (header?.objects !== true || found.pickles?.some(({ origin }) => origin === 'start') === true)
        return { ...found, problems };
      return {
        ...found,
        ...cut(problems, { code: 'numpy-data', message: 'no pickle of its objects follows the header', offset: data }),
      };
    }
    if (end > source.size)
      return cut(problems, {
        code: 'numpy-data',
        message: `the header states elements up to ${end}, past the end of the file`,
        offset: data,
      });
    if (end === source.size) return { problems };
    if (!isNumpy(source.read(end, MAGIC.length))) {
      const found = picklesFrom(source, end);
      const more =
        found.pickles?.some(({ offset }) => offset === end) === true ? undefined : behindPadding(source, end);
      if (more !== undefined)
        problems.push({
          code: 'numpy-trailing-data',
          message: `${source.size - more} bytes follow the last array`,
          offset: more,
        });
      return { ...found, problems };
    }
    position = end;
  }
  return {
    problems,
    complete: false,
    limits: [
      { limit: 'numpy.arrays', message: `more than ${NUMPY_LIMITS.arrays} arrays in one file`, offset: position },
    ],
  };
}

/** Nothing behind what is missing was read. */
function cut(problems: readonly ProblemFacts[], last: ProblemFacts): PartialFacts {
  const { code: _code, ...where } = last;
  return { problems: [...problems, last], complete: false, limits: [{ limit: TRUNCATED, ...where }] };
}

type Found =
  | { readonly problem: ProblemFacts }
  | { readonly data: number; readonly header: ReturnType<typeof readHeader> };

function arrayAt(source: ByteSource, position: number): Found {
  const prefix = Buffer.from(source.read(position, 12));
  const wide = (prefix[6] ?? 0) >= 2;
  const start = wide ? 12 : 10;
  const problem = (message: string): Found => ({ problem: { code: 'numpy-header', message, offset: position } });
  if (prefix.length < start) return problem('the header is cut short');
  const length = wide ? prefix.readUInt32LE(8) : prefix.readUInt16LE(8);
  if (length > NUMPY_LIMITS.header || position + start + length > source.size)
    return problem(`the header states ${length} bytes, more than the file or the limit allows`);
  const text = Buffer.from(source.read(position + start, length)).toString((prefix[6] ?? 0) >= 3 ? 'utf8' : 'latin1');
  return { data: position + start + length, header: readHeader(text) };
}

function picklesFrom(source: ByteSource, data: number): PartialFacts {
  const { pickles, limits, complete } = pickleFacts(
    readPickles(new SliceSource(source, data, source.size - data), { searchAll: true }),
  );
  return {
    pickles: pickles.map((stream) => ({
      ...stream,
      offset: stream.offset + data,
      uses: stream.uses.map((use) => (stream.depth === 0 ? { ...use, offset: use.offset + data } : use)),
    })),
    limits: limits.map((limit) => ({ ...limit, offset: (limit.offset ?? 0) + data })),
    complete,
  };
}
