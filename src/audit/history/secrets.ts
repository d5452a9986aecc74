import { MemorySource } from '../../formats/byte-source.ts';
import { SECRET_NAMES } from '../../formats/secrets/names.ts';
import { readSecrets } from '../../formats/secrets/read.ts';
import { SIGNAL_LIMITS } from '../signals/limits.ts';
import type { SignalSink } from '../signals/rule.ts';
import type { GitObjects } from './git.ts';

export interface Blob {
  readonly id: string;
  readonly path: string;
  readonly commit: string;
}

const HEADER = 200;
/** Files of made-up secrets. */
const MADE_UP = /(?:^|\/)(?:tests?|fixtures?|testdata|test-data|examples?|mocks?|__snapshots__)\//iu;

/** Searches versions of files for secrets, one at a time. Returns how many were searched. */
export async function searchHistory(
  git: GitObjects,
  blobs: readonly Blob[],
  path: string,
  sink: SignalSink,
): Promise<number> {
  const wanted = blobs.filter((blob) => !MADE_UP.test(blob.path)).slice(0, SIGNAL_LIMITS.blobs);
  if (blobs.length > SIGNAL_LIMITS.blobs)
    sink.unread({ path, reason: `only ${SIGNAL_LIMITS.blobs} versions of files are searched for secrets` });
  const sizes = await sizesOf(
    git,
    wanted.map(({ id }) => id),
    SIGNAL_LIMITS.secretMilliseconds,
  );
  const small = wanted.filter(({ id }) => (sizes.get(id) ?? Infinity) <= SIGNAL_LIMITS.blob);
  if (small.length < wanted.length)
    sink.unread({
      path,
      reason: `${wanted.length - small.length} versions of files are over ${SIGNAL_LIMITS.blob} bytes or missing, and not searched for secrets`,
    });
  const reader = new BatchReader();
  let searched = 0;
  const end = await git.run(
    ['cat-file', '--batch', '--buffer'],
    SIGNAL_LIMITS.secretMilliseconds,
    (bytes) => {
      for (const content of reader.add(bytes)) {
        const blob = small[searched++];
        if (blob === undefined) return false;
        report(blob, content, sink);
      }
      return undefined;
    },
    small.map(({ id }) => id),
  );
  if (end.kind !== 'done')
    sink.unread({
      path,
      reason: `${small.length - searched} versions of files were not searched for secrets (${end.kind === 'failed' ? end.message : 'the time was up'})`,
    });
  return searched;
}

function report(blob: Blob, content: Buffer, sink: SignalSink): void {
  if (content.subarray(0, 8_192).includes(0)) return;
  const found = readSecrets(new MemorySource(content), { path: blob.path, encoding: 'utf-8' });
  for (const { kind, line, length, masked, patterned, checksum } of found?.found ?? []) {
    const { name, severity } = SECRET_NAMES[kind];
    const doubt = patterned === true || checksum === 'fails';
    sink.hit({
      rule: 'history-secret',
      path: blob.path,
      line: line ?? 1,
      message: `${name} (${masked === '' ? '' : `${masked}…, `}${length} characters) in commit ${blob.commit.slice(0, 12)}`,
      severity: doubt ? 'low' : severity,
      ...(doubt ? { confidence: 'low' } : {}),
    });
  }
}

/** Sizes in bytes of the objects that are there. */
export async function sizesOf(
  git: GitObjects,
  ids: readonly string[],
  milliseconds: number,
): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  let rest = '';
  await git.run(
    ['cat-file', '--batch-check', '--buffer'],
    milliseconds,
    (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [id = '', type, size] = line.split(' ');
        if (type === 'blob') sizes.set(id, Number(size));
      }
      return undefined;
    },
    ids,
  );
  return sizes;
}

/** `id type size\n` and the content and a line end, over and over; sizes were asked for before, and bound what is held. */
export class BatchReader {
  private held: Buffer = Buffer.alloc(0);

  *add(bytes: Buffer): Generator<Buffer> {
    this.held = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    for (;;) {
      const end = this.held.subarray(0, HEADER).indexOf(0x0a);
      if (end === -1) return;
      const [, type = '', size = ''] = this.held.toString('latin1', 0, end).split(' ');
      const length = type === 'missing' ? -1 : Number(size);
      if (this.held.length < end + length + 2) return;
      yield this.held.subarray(end + 1, end + 1 + Math.max(0, length));
      this.held = this.held.subarray(end + length + 2);
    }
  }
}
