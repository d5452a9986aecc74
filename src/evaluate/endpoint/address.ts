import { GateError } from '../../core/errors.ts';

/** Where to ask, as the operator gave it, and with what key. */
export interface Endpoint {
  /** Ends with the version of the interface, without a slash behind it. */
  readonly url: URL;
  readonly model?: string;
  /** Sent as a bearer token; never written anywhere. */
  readonly key?: string;
}

/** Shorter ones would be found in honest answers. */
const MIN_KEY = 8;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/**
 * An OpenAI-compatible interface: `http://HOST:PORT` is asked at `/v1`, a path that ends in a version is taken as it is.
 * @throws GateError USAGE; never with the key in it
 */
export function endpointAt(
  address: string,
  options: { readonly model?: string; readonly key?: string } = {},
): Endpoint {
  const { model, key } = options;
  const url = URL.canParse(address) ? new URL(address) : refuse('is not an address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('is neither http nor https');
  if (url.username !== '' || url.password !== '') refuse('holds a password: name a variable with --endpoint-key-env');
  if (url.search !== '' || url.hash !== '') refuse('has more than host and path');
  const path = url.pathname.replace(/\/$/u, '');
  url.pathname = /\/v\d+$/u.test(path) ? path : `${path}/v1`;
  if (key !== undefined) {
    if (key.length < MIN_KEY || !/^[!#-[\]-~]*$/u.test(key))
      throw new GateError('USAGE', `the key of the endpoint must be ${MIN_KEY} or more plain characters`);
    if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
      refuse('is not encrypted, and a key would be sent to it');
  }
  return { url, ...(model === undefined ? {} : { model }), ...(key === undefined ? {} : { key }) };
}

/** Not the address itself: it may hold a password. */
function refuse(why: string): never {
  throw new GateError('USAGE', `what --endpoint gives ${why}`);
}
