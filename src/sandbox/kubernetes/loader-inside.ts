/**
 * Runs in the pod's first container: takes the files of a run from standard input and puts them where the second container has
 * them read-only. One file without imports of ours. What the image itself holds, byte for byte, is copied and need not be sent.
 * Ends with 0 only when every file has the digest that was announced.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { Entry } from './entry.ts';

const ROOT = process.argv[1] ?? '';
const CHUNK_BYTES = 1024 * 1024;
let rest: Buffer = Buffer.alloc(0);

function more(): boolean {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const count = fs.readSync(0, chunk, 0, CHUNK_BYTES, null);
  rest = Buffer.concat([rest, chunk.subarray(0, count)]);
  return count > 0;
}

function line(): string {
  while (!rest.includes(10)) if (!more()) process.exit(3);
  const end = rest.indexOf(10);
  const text = rest.subarray(0, end).toString('utf8');
  rest = rest.subarray(end + 1);
  return text;
}

function digestOf(path: string): string {
  const hash = createHash('sha256');
  const file = fs.openSync(path, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let count = 1; count > 0;) {
    count = fs.readSync(file, chunk, 0, CHUNK_BYTES, null);
    hash.update(chunk.subarray(0, count));
  }
  fs.closeSync(file);
  return hash.digest('hex');
}

function copied({ path, at, sha256, size, executable }: Entry): boolean {
  const target = `${ROOT}/${path}`;
  try {
    if (at === undefined || fs.statSync(at).size !== size) return false;
    fs.copyFileSync(at, target);
    if (digestOf(target) === sha256) {
      fs.chmodSync(target, executable ? 0o555 : 0o444);
      return true;
    }
  } catch {
    // the image doesn't hold it, or not for us
  }
  fs.rmSync(target, { force: true });
  return false;
}

function received({ path, size, sha256, executable }: Entry): void {
  const file = fs.openSync(`${ROOT}/${path}`, 'wx', executable ? 0o555 : 0o444);
  const hash = createHash('sha256');
  for (let left = size; left > 0;) {
    if (rest.length === 0 && !more()) process.exit(3);
    const piece = rest.subarray(0, left);
    for (let done = 0; done < piece.length;) done += fs.writeSync(file, piece, done);
    hash.update(piece);
    left -= piece.length;
    rest = rest.subarray(piece.length);
  }
  fs.closeSync(file);
  if (hash.digest('hex') !== sha256) process.exit(4);
}

const entries: Entry[] = JSON.parse(line());
const needed: number[] = [];
for (const [index, entry] of entries.entries()) {
  if (entry.kind === 'directory') fs.mkdirSync(`${ROOT}/${entry.path}`);
  else if (entry.kind === 'link') fs.symlinkSync(entry.to ?? '', `${ROOT}/${entry.path}`);
  else if (!copied(entry)) needed.push(index);
}
fs.writeSync(1, `${JSON.stringify({ needed })}\n`);
for (const index of needed) {
  const entry = entries[index];
  if (entry !== undefined) received(entry);
}
process.exit(0);
