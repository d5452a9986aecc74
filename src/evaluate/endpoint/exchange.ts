import * as http from 'node:http';
import * as https from 'node:https';
import type { Endpoint } from './address.ts';
import { ENDPOINT_LIMITS } from './limits.ts';

/** `broken`: no answer came. `again`: another try may bring one. */
export type Reply =
  | { readonly status: number; readonly body: string; readonly retryAfter: number | undefined }
  | { readonly broken: string; readonly again: boolean };

/**
 * Asks one address of an endpoint's host once. Agents of its own, so that no proxy of the environment is used; node:http follows
 * no redirect. `signal` bounds the whole exchange, however slowly bytes come. Never rejects.
 */
export class Exchange {
  private readonly endpoint: Endpoint;
  private readonly agent: http.Agent;

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint;
    const options = { keepAlive: true, maxSockets: ENDPOINT_LIMITS.concurrency };
    this.agent = endpoint.url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
  }

  close(): void {
    this.agent.destroy();
  }

  async ask(path: string, question: unknown, signal: AbortSignal): Promise<Reply> {
    let response: http.IncomingMessage;
    try {
      response = await this.send(path, question, signal);
    } catch (error) {
      return broken(error, signal, 'can not be reached');
    }
    try {
      const { statusCode: status = 0, headers } = response;
      if (status >= 300 && status < 400) return { broken: 'sends elsewhere, which is not followed', again: false };
      // An answer that unpacks to more than was received would pass the limit.
      const coding = headers['content-encoding'] ?? 'identity';
      if (coding !== 'identity') return { broken: 'gave a compressed answer, which was not asked for', again: false };
      const large = { broken: `gave an answer of more than ${ENDPOINT_LIMITS.answerBytes} bytes`, again: false };
      if (Number(headers['content-length']) > ENDPOINT_LIMITS.answerBytes) return large;
      const parts: Uint8Array[] = [];
      let bytes = 0;
      for await (const part of response as AsyncIterable<Uint8Array>) {
        bytes += part.length;
        if (bytes > ENDPOINT_LIMITS.answerBytes) return large;
        parts.push(part);
      }
      const seconds = Number(headers['retry-after']);
      return {
        status,
        body: Buffer.concat(parts).toString('utf8'),
        retryAfter: seconds >= 0 ? Math.min(seconds, ENDPOINT_LIMITS.pauseSeconds) : undefined,
      };
    } catch (error) {
      return broken(error, signal, 'hung up in the middle of its answer');
    } finally {
      response.destroy();
    }
  }

  private send(path: string, question: unknown, signal: AbortSignal): Promise<http.IncomingMessage> {
    const { url, key } = this.endpoint;
    const body = question === undefined ? undefined : Buffer.from(JSON.stringify(question));
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).request(`${url.href}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        agent: this.agent,
        signal,
        maxHeaderSize: ENDPOINT_LIMITS.headerBytes,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
      });
      request.once('response', resolve);
      request.on('error', reject);
      request.end(body);
    });
  }
}

function broken(error: unknown, signal: AbortSignal, how: string): Reply {
  if (signal.aborted) return { broken: 'gave no whole answer in time', again: false };
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return { broken: `${how}${code}`, again: true };
}
