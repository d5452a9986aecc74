import type { ByteSource } from '../../formats/byte-source.ts';
import { openMember } from '../../formats/zip/open.ts';
import { startsAsZip, walkZip } from '../../formats/zip/walk.ts';
import { filesUnder, withFile } from '../signals/open.ts';
import type { SignalSink } from '../signals/rule.ts';
import { readLog } from './read-log.ts';

export interface LogCounts {
  files: number;
  lines: number;
  bytes: number;
}

/** Bytes that the members of one zip of logs may expand to. */
const EXPANDED = 4 * 2 ** 30;
const HEAD = 4;

/**
 * CI logs: single files, directories of them, and the zips that GitHub gives.
 * @throws GateError SOURCE_NOT_FOUND
 */
export function readLogs(given: readonly string[], sink: SignalSink): LogCounts {
  const counts: LogCounts = { files: 0, lines: 0, bytes: 0 };
  for (const path of given.flatMap((one) => withoutSteps(filesUnder(one, sink))))
    withFile(path, sink, (source) => {
      if (startsAsZip(source.read(0, HEAD))) readZip(source, path, sink, counts);
      else read(source, path, sink, counts);
    });
  return counts;
}

function read(source: ByteSource, path: string, sink: SignalSink, counts: LogCounts): void {
  // UTF-16 and binaries have zeros, and lines that nobody can number.
  if (source.read(0, 8_192).includes(0)) {
    sink.unread({ path, reason: 'no text' });
    return;
  }
  counts.files += 1;
  counts.bytes += source.size;
  counts.lines += readLog(source, path, sink);
}

function readZip(source: ByteSource, path: string, sink: SignalSink, counts: LogCounts): void {
  const walk = walkZip(source);
  if (walk === undefined) {
    sink.unread({ path, reason: 'a zip without a directory' });
    return;
  }
  for (const { message } of walk.limits) sink.unread({ path, reason: message });
  const members = new Map(walk.facts.members.map((member) => [member.name, member]));
  const budget = { bytes: EXPANDED };
  for (const name of withoutSteps([...members.keys()])) {
    const member = members.get(name);
    if (member === undefined || name.endsWith('/')) continue;
    const where = `${path}!${name}`;
    const opened = openMember(source, member, budget);
    const [problem] = opened.problems;
    const reason = opened.limit?.message ?? problem?.message;
    if (reason !== undefined) sink.unread({ path: where, reason });
    try {
      if (opened.source !== undefined) read(opened.source, where, sink, counts);
    } finally {
      opened.release?.();
    }
  }
}

/** GitHub packs each job's log whole (`0_build.txt`) and again by step (`build/2_Run.txt`): the same lines, told once. */
function withoutSteps(paths: readonly string[]): string[] {
  const whole = new Set(
    paths.flatMap((path) => {
      const found = /^(.*\/)?\d{1,4}_([^/]+)\.txt$/u.exec(path);
      return found === null ? [] : [`${found[1] ?? ''}${found[2] ?? ''}/`];
    }),
  );
  return paths.filter(
    (path) => !/\/\d{1,4}_[^/]+\.txt$/u.test(path) || !whole.has(path.slice(0, path.lastIndexOf('/') + 1)),
  );
}
