/**
 * The isolated parsing process. Reads one request as a JSON line from stdin, writes one JSON line of facts per file to
 * stdout. It runs where it has no network, no key and no file but those it parses; whatever happens in here, the other
 * side checks every line.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { writeSync } from 'node:fs';
import type { ByteSource } from './byte-source.ts';
import { parseFile } from './parse-file.ts';

interface ParseRequest {
  /** All paths of the submission. */
  readonly paths: readonly string[];
  readonly files: readonly { readonly path: string; readonly blob: string }[];
}

/** Reads are served from a window, because parsers take a few bytes at a time. */
const WINDOW_BYTES = 1 << 20;

function fileSource(fd: number): ByteSource {
  const { size } = fstatSync(fd);
  const window = Buffer.alloc(WINDOW_BYTES);
  let start = 0;
  let end = 0;
  const fill = (target: Uint8Array, offset: number): number => {
    let done = 0;
    while (done < target.length) {
      const read = readSync(fd, target, done, target.length - done, offset + done);
      if (read === 0) break;
      done += read;
    }
    return done;
  };
  return {
    size,
    read(offset, length) {
      if (offset < 0 || length <= 0 || offset >= size) return new Uint8Array(0);
      const wanted = Math.min(length, size - offset);
      if (wanted > WINDOW_BYTES) {
        const large = new Uint8Array(wanted);
        return large.subarray(0, fill(large, offset));
      }
      if (offset < start || offset + wanted > end) {
        start = offset;
        end = offset + fill(window.subarray(0, Math.min(WINDOW_BYTES, size - offset)), offset);
      }
      return window.subarray(offset - start, Math.min(offset - start + wanted, end - start));
    },
  };
}

function readLine(): string {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(1 << 16);
  for (;;) {
    const read = readSync(0, chunk, 0, chunk.length, null);
    if (read === 0) break;
    chunks.push(Buffer.from(chunk.subarray(0, read)));
    if (chunk.subarray(0, read).includes(0x0a)) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Blocking and whole: a pipe takes less than a line at once, and EAGAIN means that the reader is behind. */
function writeLine(text: string): void {
  const bytes = Buffer.from(`${text}\n`);
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

const request: ParseRequest = JSON.parse(readLine());
const paths = new Set(request.paths);
for (const { path, blob } of request.files) {
  // Told before, so that the other side knows which file was at work if this process dies.
  writeLine(JSON.stringify({ parsing: path }));
  const fd = openSync(blob, 'r');
  try {
    writeLine(JSON.stringify({ facts: parseFile(fileSource(fd), path, paths) }));
  } finally {
    closeSync(fd);
  }
}
writeLine(JSON.stringify({ done: request.files.length }));
