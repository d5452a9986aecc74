import { GateError } from '../../core/errors.ts';
import { FORGE_LIMITS } from './limits.ts';

/** What a forge answered; `unknown` where it may not be asked or does not say: nobody knows it then, and it is never taken for good. */
export type ForgeAnswer =
  | { readonly kind: 'known'; readonly value: unknown }
  | { readonly kind: 'unknown'; readonly status: number; readonly reason: string; readonly said: string };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/u;

/** Asks GitHub's REST API, and asks only. The token goes to that one origin, and into no message. */
export class ForgeClient {
  readonly #base: string;
  readonly #token: string | undefined;
  readonly #signal: AbortSignal;
  /** Why nothing more is asked. */
  #spent: string | undefined;

  /** @throws GateError USAGE if the address is neither HTTPS nor on this machine */
  constructor(base: string, token: string | undefined, signal: AbortSignal) {
    const url = URL.parse(base);
    if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.host))))
      throw new GateError('USAGE', `the address of the forge's API must be HTTPS, or on this machine: ${base}`);
    this.#base = base.replace(/\/+$/u, '');
    this.#token = token;
    this.#signal = signal;
  }

  /** Path parts are encoded. */
  async get(parts: readonly string[], query = ''): Promise<ForgeAnswer> {
    if (this.#spent !== undefined) return { kind: 'unknown', status: 429, reason: this.#spent, said: '' };
    const path = parts.map(encodeURIComponent).join('/');
    let response: Response;
    try {
      response = await fetch(`${this.#base}/${path}${query}`, {
        // A renamed repository answers with a redirect: whom it leads to, nobody asked for.
        redirect: 'manual',
        headers: {
          accept: 'application/vnd.github+json',
          'x-github-api-version': '2022-11-28',
          'user-agent': 'modelgate',
          ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        },
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(FORGE_LIMITS.milliseconds)]),
      });
    } catch (error) {
      throw new GateError('FORGE_FAILED', `${this.#base}/${path} can't be asked`, { cause: error });
    }
    const text = await bounded(response, `${this.#base}/${path}`);
    if (response.ok) return { kind: 'known', value: parsed(text, path) };
    const { headers, status } = response;
    if (
      status === 429 ||
      (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')))
    )
      this.#spent = 'the rate limit of the forge is spent; ask again later';
    return {
      kind: 'unknown',
      status,
      reason: this.#spent ?? `the forge answered ${status}`,
      said: text.slice(0, 1_000),
    };
  }

  /** All pages of a list; `pick` takes the items out of one. */
  async all(parts: readonly string[], pick: (value: unknown) => readonly unknown[]): Promise<ForgeAnswer> {
    const found: unknown[] = [];
    for (let page = 1; page <= FORGE_LIMITS.pages; page++) {
      const answer = await this.get(parts, `?per_page=${FORGE_LIMITS.page}&page=${page}`);
      if (answer.kind === 'unknown') return answer;
      const items = pick(answer.value);
      found.push(...items);
      if (items.length < FORGE_LIMITS.page) return { kind: 'known', value: found };
    }
    return { kind: 'unknown', status: 200, reason: `more than ${FORGE_LIMITS.pages} pages`, said: '' };
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new GateError('FORGE_FAILED', `${path}: the answer is no JSON`, { cause: error });
  }
}

async function bounded(response: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > FORGE_LIMITS.bytes) throw new GateError('LIMIT_EXCEEDED', `${url} answered too much`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('FORGE_FAILED', `${url}: the answer broke off`, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}
