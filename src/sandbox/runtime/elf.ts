import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { GateError } from '../../core/errors.ts';

/** What the dynamic loader would look at: System V ABI "ELF", 64-bit little endian. */
export interface ElfNeeds {
  readonly machine: number;
  /** PT_INTERP: the loader. Absent in libraries. */
  readonly interpreter: string | undefined;
  /** DT_NEEDED, in order. */
  readonly libraries: readonly string[];
  /** DT_RUNPATH or DT_RPATH, `$ORIGIN` not yet replaced. */
  readonly searchPath: readonly string[];
}

const HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const MAX_PROGRAM_HEADERS = 128;
const MAX_DYNAMIC_BYTES = 64 * 1024;
const MAX_STRING_BYTES = 16 * 1024 * 1024;
const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_STRSZ = 10;
const DT_RPATH = 15;
const DT_RUNPATH = 29;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/**
 * Reads headers only; nothing is executed, unlike ldd(1), which runs the program's own loader.
 * Throws GateError SANDBOX_FAILED for a file that is not a 64-bit little-endian ELF.
 */
export function readElfNeeds(path: string): ElfNeeds {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const read = (offset: number, length: number): DataView => {
      if (offset < 0 || length < 0 || offset + length > size)
        return refuse(path, `a table at ${offset} lies outside the file`);
      const bytes = new Uint8Array(length);
      if (readSync(file, bytes, 0, length, offset) !== length) return refuse(path, `could not be read at ${offset}`);
      return new DataView(bytes.buffer);
    };
    return parse(path, read);
  } finally {
    closeSync(file);
  }
}

function parse(path: string, read: (offset: number, length: number) => DataView): ElfNeeds {
  const header = read(0, HEADER_BYTES);
  if (header.getUint32(0) !== 0x7f45_4c46 || header.getUint8(4) !== 2 || header.getUint8(5) !== 1) {
    refuse(path, 'not a 64-bit little-endian ELF file');
  }
  const count = header.getUint16(56, true);
  if (count > MAX_PROGRAM_HEADERS || header.getUint16(54, true) !== PROGRAM_HEADER_BYTES)
    refuse(path, 'odd program headers');
  const table = read(Number(header.getBigUint64(32, true)), count * PROGRAM_HEADER_BYTES);
  const segments = Array.from({ length: count }, (_, index): Segment => {
    const at = index * PROGRAM_HEADER_BYTES;
    return {
      type: table.getUint32(at, true),
      offset: Number(table.getBigUint64(at + 8, true)),
      address: Number(table.getBigUint64(at + 16, true)),
      size: Number(table.getBigUint64(at + 32, true)),
    };
  });
  const interp = segments.find(({ type }) => type === PT_INTERP);
  return {
    machine: header.getUint16(18, true),
    interpreter: interp === undefined ? undefined : text(read(interp.offset, Math.min(interp.size, 4096)), 0),
    ...dynamic(path, segments, read),
  };
}

function dynamic(
  path: string,
  segments: readonly Segment[],
  read: (offset: number, length: number) => DataView,
): Pick<ElfNeeds, 'libraries' | 'searchPath'> {
  const segment = segments.find(({ type }) => type === PT_DYNAMIC);
  if (segment === undefined) return { libraries: [], searchPath: [] };
  if (segment.size > MAX_DYNAMIC_BYTES) refuse(path, 'the dynamic section is too large');
  const table = read(segment.offset, segment.size);
  const entries: { tag: number; value: number }[] = [];
  for (let at = 0; at + 16 <= table.byteLength; at += 16) {
    const tag = Number(table.getBigUint64(at, true));
    if (tag === 0) break;
    entries.push({ tag, value: Number(table.getBigUint64(at + 8, true)) });
  }
  const value = (tag: number): number | undefined => entries.find((entry) => entry.tag === tag)?.value;
  const address = value(DT_STRTAB) ?? refuse(path, 'no string table');
  const size = value(DT_STRSZ) ?? 0;
  const home = segments.find(
    (it) => it.type === PT_LOAD && it.address <= address && address + size <= it.address + it.size,
  );
  if (home === undefined || size > MAX_STRING_BYTES) return refuse(path, 'the string table lies nowhere');
  const strings = read(home.offset + (address - home.address), size);
  const all = (tag: number): readonly string[] =>
    entries.filter((entry) => entry.tag === tag).map((entry) => text(strings, entry.value));
  const runPath = all(DT_RUNPATH);
  return {
    libraries: all(DT_NEEDED),
    searchPath: (runPath.length > 0 ? runPath : all(DT_RPATH)).flatMap((it) => it.split(':')),
  };
}

function text(view: DataView, offset: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).subarray(offset);
  const end = bytes.indexOf(0);
  return Buffer.from(bytes.subarray(0, end < 0 ? bytes.length : end)).toString('utf8');
}

function refuse(path: string, why: string): never {
  throw new GateError('SANDBOX_FAILED', `${path}: ${why}`, {
    next: 'Reinstall the program that this file belongs to.',
  });
}
