import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import type { LocatedTensor } from '../../formats/checkpoints/located-tensor.ts';
import type { Description } from './description.ts';
import { encodeHeader, padded, tableOf } from './gguf-header.ts';
import { bytesOf, type PlannedTensor, type TensorPlan } from './plan-tensors.ts';
import { refuse } from './refusal.ts';
import { rearrange } from './rearrange.ts';

/** Bytes of a tensor that are in memory at once, where no head is larger. */
const BLOCK_BYTES = 4 << 20;
/** Readable by the sandbox's user; the directory keeps others out. */
const MODE = 0o644;

export interface WrittenGguf {
  readonly sha256: Sha256;
  readonly bytes: number;
}

/**
 * Writes the GGUF to `path`, which must not exist, in constant memory: every tensor is copied from its place in the
 * quarantine. @throws Refusal, GateError DISK_FULL, CANCELLED, SOURCE_CHANGED
 */
export async function writeGguf(
  path: string,
  description: Description,
  plan: TensorPlan,
  signal: AbortSignal,
): Promise<WrittenGguf> {
  const { ropeFactors } = description.hyperparameters;
  const factors = ropeFactors === undefined ? undefined : Buffer.from(Float32Array.from(ropeFactors).buffer);
  const blobs = new Blobs();
  const file = await open(path, 'wx', MODE);
  const sink = new Sink(file);
  try {
    if (plan.unused !== undefined) await checkEqual(blobs, ...plan.unused);
    await sink.write(encodeHeader(description, plan, tableOf(description, plan)));
    for (const tensor of plan.tensors) {
      for await (const block of blocksOf(tensor, blobs)) {
        if (signal.aborted) throw new GateError('CANCELLED', 'the conversion was cancelled');
        await sink.write(block);
      }
      await sink.pad();
    }
    if (factors !== undefined) {
      await sink.write(factors);
      await sink.pad();
    }
    return sink.done();
  } finally {
    await file.close();
    await blobs.close();
  }
}

class Sink {
  private readonly file: FileHandle;
  private readonly hash: Hash = createHash('sha256');
  private length = 0;

  constructor(file: FileHandle) {
    this.file = file;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    this.length += bytes.length;
    try {
      for (let done = 0; done < bytes.length;) done += (await this.file.write(bytes, done)).bytesWritten;
    } catch (error) {
      const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(systemCode(error) ?? '');
      throw new GateError(full ? 'DISK_FULL' : 'INTERNAL', "the converted model can't be written", { cause: error });
    }
  }

  async pad(): Promise<void> {
    await this.write(Buffer.alloc(padded(this.length) - this.length));
  }

  done(): WrittenGguf {
    return { sha256: sha256FromBytes(this.hash.digest()), bytes: this.length };
  }
}

/** The files that tensors lie in, each opened once. */
class Blobs {
  private readonly open = new Map<string, Promise<FileHandle>>();

  /** A copy of a range. @throws GateError SOURCE_CHANGED where the file is shorter than it was */
  async read({ blob, path }: LocatedTensor['file'], offset: number, length: number): Promise<Buffer> {
    const opened = this.open.get(blob) ?? open(blob, 'r');
    this.open.set(blob, opened);
    const handle = await opened;
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) throw new GateError('SOURCE_CHANGED', `${path} is shorter than it was`);
      done += bytesRead;
    }
    return bytes;
  }

  async close(): Promise<void> {
    for (const opened of await Promise.allSettled(this.open.values()))
      if (opened.status === 'fulfilled') await opened.value.close();
  }
}

async function* blocksOf(tensor: PlannedTensor, blobs: Blobs): AsyncGenerator<Uint8Array> {
  const { source, shape } = tensor;
  const rowElements = shape.length === 1 ? 1 : source.rowElements;
  const head = bytesOf(source.dtype, rowElements * (tensor.rowsPerHead ?? 1));
  // Whole heads, or elements that divide the block anyway.
  const step = tensor.rowsPerHead === undefined ? BLOCK_BYTES : head * Math.max(1, Math.floor(BLOCK_BYTES / head));
  for (let at = 0; at < source.bytes; at += step) {
    const block = await blobs.read(source.file, source.offset + at, Math.min(step, source.bytes - at));
    yield rearrange(block, tensor, rowElements);
  }
}

/** @throws Refusal where loaders would leave out a projection that is another one than they use */
async function checkEqual(blobs: Blobs, projection: LocatedTensor, embedding: LocatedTensor): Promise<void> {
  const differs = (): never =>
    refuse(`${projection.name} differs from the embedding, which the configuration puts in its place`);
  if (projection.dtype !== embedding.dtype || projection.shape.join() !== embedding.shape.join()) differs();
  for (let at = 0; at < projection.bytes; at += BLOCK_BYTES) {
    const length = Math.min(BLOCK_BYTES, projection.bytes - at);
    const left = await blobs.read(projection.file, projection.offset + at, length);
    if (!left.equals(await blobs.read(embedding.file, embedding.offset + at, length))) differs();
  }
}
