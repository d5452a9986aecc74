import { readFile, stat } from 'node:fs/promises';
import { GateError, systemCode } from '../core/errors.ts';
import { MAX_BUNDLE_BYTES } from '../trust/sigstore-bundle.ts';

/** @throws GateError SOURCE_NOT_FOUND, LIMIT_EXCEEDED */
export async function readBundleFile(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BUNDLE_BYTES)
      throw new GateError('LIMIT_EXCEEDED', `${path} is larger than ${MAX_BUNDLE_BYTES} bytes, the limit for a bundle`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('SOURCE_NOT_FOUND', `${path} can't be read (${systemCode(error) ?? 'unknown'})`, {
      cause: error,
    });
  }
}
