import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { programFile } from '../../core/program-file.ts';
import type { Mount } from '../driver.ts';
import type { Entry } from './entry.ts';

/** What is sent for an entry: bytes of our own, or a file of this machine. */
type Content = Uint8Array | string | undefined;

export interface Load {
  readonly entries: readonly Entry[];
  readonly contents: readonly Content[];
  readonly bytes: number;
}

const PIECE_BYTES = 1024 * 1024;
const MAX_ENTRIES = 50_000;
const MAX_ANSWER_BYTES = 1024 * 1024;
const answerSchema = z.object({ needed: z.array(z.int().nonnegative()).max(MAX_ENTRIES) });
const LOADER = programFile(new URL('./loader-inside.ts', import.meta.url));

/** The arguments after `node` with which the first container runs the loader. */
export async function loaderArguments(root: string): Promise<readonly string[]> {
  const source = await readFile(LOADER, 'utf8');
  return [`--input-type=module${LOADER.endsWith('.ts') ? '-typescript' : ''}`, '--eval', source, root];
}

/**
 * Everything of `mounts`, in order; the mount with number N becomes N in the volume. `program` comes last.
 * Throws GateError SANDBOX_FAILED for what can't be sent.
 */
export async function planLoad(mounts: readonly Mount[], program: Uint8Array): Promise<Load> {
  const entries: Entry[] = [];
  const contents: Content[] = [];
  const add = (entry: Entry, content: Content): void => {
    if (entries.length >= MAX_ENTRIES) {
      throw new GateError('SANDBOX_FAILED', `more than ${MAX_ENTRIES} files to be sent into the pod`);
    }
    entries.push(entry);
    contents.push(content);
  };
  const walk = async (source: string, path: string, at: string | undefined): Promise<void> => {
    const stat = lstatSync(source);
    const common = { path, size: 0, sha256: '', executable: false };
    if (stat.isDirectory()) {
      add({ ...common, kind: 'directory' }, undefined);
      for (const name of readdirSync(source).toSorted()) await walk(join(source, name), `${path}/${name}`, undefined);
    } else if (stat.isSymbolicLink()) {
      add({ ...common, kind: 'link', to: readlinkSync(source) }, undefined);
    } else if (stat.isFile()) {
      const executable = (stat.mode & 0o111) !== 0;
      const sha256 = await fileDigest(source, `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeMs}`);
      add({ kind: 'file', path, size: stat.size, sha256, executable, ...(at === undefined ? {} : { at }) }, source);
    } else throw new GateError('SANDBOX_FAILED', `${source} is neither a plain file nor a directory`);
  };
  for (const [index, { source, target }] of mounts.entries()) await walk(source, String(index), target);
  const sha256 = createHash('sha256').update(program).digest('hex');
  const path = String(mounts.length);
  add({ kind: 'file', path, size: program.length, sha256, executable: true }, program);
  return { entries, contents, bytes: entries.reduce((sum, { size }) => sum + size, 0) };
}

/** Sends what the loader asks for. Throws GateError SANDBOX_FAILED where it answers nonsense; stream errors. */
export async function sendLoad({ entries, contents }: Load, stdin: Writable, stdout: Readable): Promise<void> {
  stdin.write(`${JSON.stringify(entries)}\n`);
  const { needed } = await answer(stdout);
  for (const index of needed) {
    const content = contents[index];
    if (content === undefined) throw new GateError('SANDBOX_FAILED', 'the loader in the pod asks for what is no file');
    const pieces = typeof content === 'string' ? createReadStream(content, { highWaterMark: PIECE_BYTES }) : [content];
    for await (const piece of pieces) await write(stdin, piece);
  }
  stdin.end();
}

function write(stdin: Writable, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stdin.write(piece, (error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}

async function answer(stdout: Readable): Promise<z.infer<typeof answerSchema>> {
  let text = '';
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.length > MAX_ANSWER_BYTES) break;
    if (!text.includes('\n')) continue;
    const parsed = answerSchema.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    break;
  }
  throw new GateError('SANDBOX_FAILED', 'the loader in the pod did not answer: is `node` in the image 24 or newer?');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const digests = new Map<string, Promise<string>>();

/** Node and the runner are the same file for every run of a gate. */
async function fileDigest(path: string, identity: string): Promise<string> {
  const known = digests.get(identity) ?? digestOf(path);
  digests.set(identity, known);
  return known;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: PIECE_BYTES }), hash);
  return hash.digest('hex');
}
