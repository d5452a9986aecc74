import { createHmac, randomBytes } from 'node:crypto';

/** Of this process, until it is told the key of the scan that it works for. */
let key: Uint8Array = randomBytes(32);

/** All processes of one scan are given the same 32 random bytes, in hexadecimal; nobody keeps them. */
export function keyFingerprints(hexadecimal: string): void {
  key = Buffer.from(hexadecimal, 'hex');
}

/** Tells two secrets equal, within one scan. Without the key nobody can try guesses on it. 16 hexadecimal digits. */
export function fingerprintOf(secret: string): string {
  return createHmac('sha256', key).update(secret).digest('hex').slice(0, 16);
}
