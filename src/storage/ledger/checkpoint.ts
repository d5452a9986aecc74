import { GateError } from '../../core/errors.ts';
import { HASH_BYTES, MAX_SIZE } from './merkle.ts';

/** C2SP tlog-checkpoint: what a ledger says of itself, before it is signed. */
export interface Checkpoint {
  /** The ledger's name, unique in the world; by custom a URL without its scheme. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/**
 * Reads the text of a checkpoint; lines behind the third are extensions, which are passed over.
 * @throws GateError LEDGER_INVALID
 */
export function parseCheckpoint(text: string, where: string): Checkpoint {
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  const count = Number(size);
  const plain = /^(?:0|[1-9]\d{0,15})$/u.test(size) && count <= MAX_SIZE;
  if (origin === '' || !plain || root.length !== HASH_BYTES || root.toString('base64') !== encoded)
    throw new GateError('LEDGER_INVALID', `${where} is no checkpoint: origin, size and root are needed, a line each`);
  return { origin, size: count, root };
}
