/**
 * The isolated parsing process: reads one request as a JSON line from stdin, writes one JSON line of facts per file to
 * stdout (parse-protocol.ts). It runs where there is no network, no key and no file but those it parses; whatever
 * happens in here, the other side checks every line.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { unreadFacts } from './empty-facts.ts';
import { readResultFile } from './claims/result-file.ts';
import { FileSource } from './file-source.ts';
import { parseFile } from './parse-file.ts';
import { keyFingerprints } from './secrets/fingerprint.ts';
import { Scratch } from './scratch.ts';
import { ANSWER_BYTES, type ParseAnswer, type ParseRequest } from './parse-protocol.ts';

/** From the gate, so believed. A descriptor that is closed or empty gives no line and no request. */
function readRequest(): ParseRequest {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(1 << 16);
  for (;;) {
    const read = retrying(() => readSync(0, chunk, 0, chunk.length, null));
    if (read === 0) break;
    chunks.push(Buffer.from(chunk.subarray(0, read)));
    if (chunk.subarray(0, read).includes(0x0a)) break;
  }
  const request: ParseRequest = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return request;
}

function answer(message: ParseAnswer): boolean {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  if (bytes.length > ANSWER_BYTES) return false;
  for (let done = 0; done < bytes.length;) done += retrying(() => writeSync(1, bytes, done));
  return true;
}

/** The pipe may be non-blocking: EAGAIN means that the other side is behind. */
function retrying(call: () => number): number {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

const request = readRequest();
const paths = new Set(request.paths);
const { scratch: given } = request;
const scratch = given === undefined ? undefined : new Scratch(given.descriptor, given.bytes);
keyFingerprints(request.fingerprintKey);
answer({ ready: true });
for (const { path, size, blob } of request.files) {
  let descriptor: number;
  try {
    descriptor = openSync(blob, 'r');
  } catch (error) {
    answer({ facts: unreadFacts(path, size, 'parser.unreadable', `it can't be opened: ${String(error)}`) });
    continue;
  }
  try {
    const source = new FileSource(descriptor);
    const facts = request.results === true ? readResultFile(source, path) : parseFile(source, path, paths, scratch);
    if (!answer({ facts })) {
      const message = `the facts take more than ${ANSWER_BYTES} bytes`;
      answer({ facts: { ...unreadFacts(path, source.size, 'parser.answer', message), formats: facts.formats } });
    }
  } finally {
    closeSync(descriptor);
    scratch?.release(0);
  }
}
