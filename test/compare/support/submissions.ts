import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fixedClock } from '../../../src/core/clock.ts';
import { blake3FromBytes, sha256FromBytes } from '../../../src/core/digest.ts';
import { silentProgress } from '../../../src/core/progress.ts';
import type { StageContext } from '../../../src/core/stage.ts';
import { comparePaths, subjectOf, type Submission } from '../../../src/core/submission.ts';
import { fileFactsSchema, type FileFacts } from '../../../src/formats/facts.ts';
import { parseFile } from '../../../src/formats/parse-file.ts';
import { profilePolicy } from '../../../src/decide/load-policy.ts';

export interface TestSubmission {
  readonly submission: Submission;
  readonly facts: readonly FileFacts[];
}

/** Writes files below `directory` and reads them as the gate does: real digests, real parsers. */
export async function submit(
  directory: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<TestSubmission> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  return readSubmission(directory);
}

export function readSubmission(directory: string): TestSubmission {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort(comparePaths);
  const known = new Set(paths);
  const files = paths.map((path) => {
    const blob = join(directory, path);
    const content = readFileSync(blob);
    return {
      path,
      size: content.length,
      sha256: sha256FromBytes(createHash('sha256').update(content).digest()),
      blake3: blake3FromBytes(new Uint8Array(32)),
      blob,
    };
  });
  return {
    submission: { name: directory.split('/').at(-1) ?? '', subject: subjectOf(files), files },
    facts: files.map(({ path, blob }) => fileFactsSchema.parse(factsOf(blob, path, known))),
  };
}

function factsOf(blob: string, path: string, paths: ReadonlySet<string>): FileFacts {
  const fd = openSync(blob, 'r');
  try {
    const { size } = fstatSync(fd);
    const source = {
      size,
      read(offset: number, length: number): Uint8Array {
        const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
        return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, offset));
      },
    };
    return parseFile(source, path, paths);
  } finally {
    closeSync(fd);
  }
}

export function stageContext(submission: Submission, signal = new AbortController().signal): StageContext {
  return {
    submission,
    policy: profilePolicy('strict').policy,
    clock: fixedClock(new Date('2026-01-01T00:00:00Z')),
    signal,
    progress: silentProgress,
    scratch: '/nonexistent',
  };
}
