import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError } from '../../core/errors.ts';

const MAGIC = Buffer.from('GGUF');

export interface JudgeFile {
  readonly path: string;
  readonly digest: Sha256;
  readonly size: number;
}

/**
 * The judge's weights: a GGUF file, or a directory that holds one. Read whole, so that it is known to the byte.
 * @throws GateError JUDGE_UNUSABLE
 */
export async function judgeFile(given: string): Promise<JudgeFile> {
  const path = await fileAt(resolve(given));
  const hash = createHash('sha256');
  let size = 0;
  let beginning = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path)) {
      if (!Buffer.isBuffer(chunk)) throw new GateError('INTERNAL', 'a byte stream gave text');
      if (beginning.length < MAGIC.length) beginning = Buffer.concat([beginning, chunk.subarray(0, MAGIC.length)]);
      hash.update(chunk);
      size += chunk.length;
    }
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw unusable(`${path} can't be read`, error);
  }
  if (!beginning.subarray(0, MAGIC.length).equals(MAGIC)) throw unusable(`${path} is no GGUF file`);
  return { path, digest: sha256FromBytes(hash.digest()), size };
}

async function fileAt(path: string): Promise<string> {
  const found = await stat(path).catch((error: unknown) => {
    throw unusable(`${path} can't be read`, error);
  });
  if (!found.isDirectory()) return path;
  const names = (await readdir(path)).filter((name) => name.endsWith('.gguf'));
  const [name] = names;
  if (name === undefined || names.length > 1) throw unusable(`${path} holds ${names.length} GGUF files, not one`);
  return join(path, name);
}

export function unusable(why: string, cause?: unknown): GateError {
  return new GateError('JUDGE_UNUSABLE', `the judge model can't be used: ${why}`, { cause });
}
