import { closeSync, constants, fstatSync, openSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { GateError, systemCode } from '../../core/errors.ts';
import type { ByteSource } from '../../formats/byte-source.ts';
import { FileSource } from '../../formats/file-source.ts';
import { SIGNAL_LIMITS } from './limits.ts';
import type { SignalSink } from './rule.ts';

/** The regular files that an operator's path names: itself, or those under the directory, in order. Links are not followed. */
export function filesUnder(given: string, sink: SignalSink): string[] {
  let stats;
  try {
    stats = statSync(given);
  } catch (error) {
    throw new GateError('SOURCE_NOT_FOUND', `${given} can not be opened`, { cause: error });
  }
  if (!stats.isDirectory()) return [given];
  const found: string[] = [];
  const queue = [{ path: given, depth: 0 }];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(next.path, { withFileTypes: true });
    } catch (error) {
      sink.unread({ path: next.path, reason: `can not be listed (${systemCode(error) ?? 'error'})` });
      continue;
    }
    for (const entry of entries) {
      const path = join(next.path, entry.name);
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && next.depth < SIGNAL_LIMITS.depth) queue.push({ path, depth: next.depth + 1 });
      else sink.unread({ path, reason: entry.isDirectory() ? 'nested too deeply' : 'no regular file' });
    }
    if (found.length > SIGNAL_LIMITS.files) {
      sink.unread({ path: given, reason: `more than ${SIGNAL_LIMITS.files} files` });
      break;
    }
  }
  return found.sort().slice(0, SIGNAL_LIMITS.files);
}

/** Gives `use` the bytes of a file; what can't be read is told. */
export function withFile(path: string, sink: SignalSink, use: (source: ByteSource) => void): void {
  let descriptor: number;
  try {
    // A pipe that nobody writes to must not hold the audit.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    sink.unread({ path, reason: `can not be read (${systemCode(error) ?? 'error'})` });
    return;
  }
  try {
    if (fstatSync(descriptor).isFile()) use(new FileSource(descriptor));
    else sink.unread({ path, reason: 'no regular file' });
  } finally {
    closeSync(descriptor);
  }
}

/** A document that is parsed whole, or undefined where it is too large or no JSON. */
export function jsonIn(source: ByteSource, path: string, sink: SignalSink): unknown {
  if (source.size > SIGNAL_LIMITS.document) {
    sink.unread({ path, reason: `${source.size} bytes, more than ${SIGNAL_LIMITS.document}` });
    return undefined;
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(source.read(0, source.size)));
  } catch {
    sink.unread({ path, reason: 'no JSON' });
    return undefined;
  }
}
