import { createHash, randomBytes } from 'node:crypto';
import { GateError } from '../core/errors.ts';
import { der, sequence } from './der.ts';
import { MAX_TIMESTAMP_BYTES } from './timestamp.ts';

const TIMEOUT_MS = 30_000;
/** AlgorithmIdentifier of SHA-256 with NULL parameters. */
const SHA256 = Buffer.from('300d06096086480165030402010500', 'hex');

/**
 * Asks a time-stamping authority (RFC 3161 §3.4, over HTTP) to confirm that `data` exists now. The answer is not believed here:
 * `verifyTimestamp` judges it.
 * @throws GateError USAGE for an address that is none; KEY_SERVICE_FAILED
 */
export async function requestTimestamp(address: string, data: Uint8Array, ask: typeof fetch): Promise<Buffer> {
  const url = URL.parse(address);
  // Plain http is how most authorities are reached: what comes back is signed, and what is sent is a digest.
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new GateError('USAGE', `${address} is no address of a time-stamping authority`);
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40; // positive, and in the shortest form
  const digest = createHash('sha256').update(data).digest();
  const request = sequence(
    der(0x02, Buffer.from([1])),
    sequence(SHA256, der(0x04, digest)),
    der(0x02, nonce),
    der(0x01, Buffer.from([0xff])), // with its certificate
  );
  try {
    const response = await ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(request),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_TIMESTAMP_BYTES) throw failed(url, `answers with more than ${MAX_TIMESTAMP_BYTES} bytes`);
      chunks.push(chunk);
    }
    const answer = Buffer.concat(chunks);
    if (response.status !== 200) throw failed(url, `refused (${response.status})`);
    // A kept answer of before would prove an earlier time than this one.
    if (!answer.includes(der(0x02, nonce))) throw failed(url, 'did not answer this request');
    return answer;
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('KEY_SERVICE_FAILED', `the time-stamping authority ${url.host} does not answer`, {
      cause: error,
    });
  }
}

function failed(url: URL, what: string): GateError {
  return new GateError('KEY_SERVICE_FAILED', `the time-stamping authority ${url.host} ${what}`);
}
