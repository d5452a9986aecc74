import { GateError } from '../../core/errors.ts';

/** What of a `pkcs11:` URI (RFC 7512) names one private key. */
export interface Pkcs11Uri {
  readonly module: string;
  /** Attributes of the token, each of which must hold. */
  readonly token: Readonly<Partial<Record<'token' | 'manufacturer' | 'model' | 'serial', string>>>;
  readonly slotId?: number;
  /** CKA_LABEL. */
  readonly object?: string;
  /** CKA_ID in hexadecimal. */
  readonly id?: string;
  /** A source as `readPassphrase` takes it. */
  readonly pinSource?: string;
  /** From the URI itself: whoever put it there shows it in the process list. */
  readonly pinValue?: string;
}

const MAX_URI = 4_096;

/**
 * Reads a `pkcs11:` URI. The module is its `module-path`, or `PKCS11_MODULE_PATH` of the environment. An attribute that is
 * unknown here is refused, as RFC 7512 §2.4 asks: it would narrow down which key is meant.
 * @throws GateError USAGE; never with the PIN in it
 */
export function parsePkcs11Uri(uri: string): Pkcs11Uri {
  if (uri.length > MAX_URI || !uri.startsWith('pkcs11:'))
    throw new GateError('USAGE', 'no PKCS#11 URI: it begins with pkcs11:');
  const [path = '', query = ''] = uri.slice('pkcs11:'.length).split('?', 2);
  const found = new Map<string, Buffer>();
  for (const part of [...path.split(';'), ...query.split('&')].filter((one) => one !== '')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0));
    if (found.has(name) || !KNOWN.has(name))
      throw new GateError('USAGE', `the PKCS#11 URI has an attribute ${name || '?'} twice, or that is unknown`);
    found.set(name, percentDecoded(part.slice(equals + 1), name));
  }
  const text = (name: string): string | undefined => found.get(name)?.toString('utf8');
  const module = text('module-path') ?? process.env['PKCS11_MODULE_PATH'];
  if (module === undefined || !module.startsWith('/'))
    throw new GateError('USAGE', 'the PKCS#11 URI needs module-path=/…, or set PKCS11_MODULE_PATH');
  if (!['private', undefined].includes(text('type')))
    throw new GateError('USAGE', 'the PKCS#11 URI is of no private key (type)');
  const slot = text('slot-id');
  if (slot !== undefined && !/^\d{1,10}$/u.test(slot)) throw new GateError('USAGE', 'slot-id is no number');
  if (!found.has('object') && !found.has('id'))
    throw new GateError('USAGE', 'the PKCS#11 URI needs object=LABEL or id=%XX…');
  const optional = (name: string, key: string): object => (found.has(key) ? { [name]: text(key) } : {});
  return {
    module,
    token: {
      ...optional('token', 'token'),
      ...optional('manufacturer', 'manufacturer'),
      ...optional('model', 'model'),
      ...optional('serial', 'serial'),
    },
    ...(slot === undefined ? {} : { slotId: Number(slot) }),
    ...optional('object', 'object'),
    ...(found.has('id') ? { id: found.get('id')?.toString('hex') ?? '' } : {}),
    ...optional('pinSource', 'pin-source'),
    ...optional('pinValue', 'pin-value'),
  };
}

const KNOWN: ReadonlySet<string> = new Set(
  'token manufacturer model serial slot-id object id type module-path pin-source pin-value'.split(' '),
);

/** An id is bytes, not text, so the decoding stops at bytes. */
function percentDecoded(text: string, name: string): Buffer {
  if (!/^(?:[\x21-\x24\x26-\x7e]|%[0-9A-Fa-f]{2})*$/u.test(text))
    throw new GateError('USAGE', `${name} in the PKCS#11 URI is not percent-encoded`);
  const parts = text.match(/%[0-9A-Fa-f]{2}|[^%]/gu) ?? [];
  return Buffer.from(
    parts.map((part) => (part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0))),
  );
}
