import { open } from 'node:fs/promises';

const CHUNK = 64 << 10;

/**
 * The bytes of a file, or undefined where there are more than `most`: of what has no end, such as a device or a pipe, no more is read
 * than that. Errors of the file system as they are.
 */
export async function readAtMost(path: string, most: number): Promise<Buffer | undefined> {
  const file = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; total <= most;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
      if (bytesRead === 0) return Buffer.concat(chunks);
      chunks.push(buffer.subarray(0, bytesRead));
      total += bytesRead;
    }
    return undefined;
  } finally {
    await file.close();
  }
}
